//! A parent who applies alone, and everything they were ever answered.

use crate::{Browser, Centre, Heard, Typed, typed};
use axum::http::Method;
use serde_json::{Value, json};

/// A complete application of one parent.
#[must_use]
pub fn application(name: &str, children_live_with_me: bool) -> Value {
    let (other, telephone, address) = if children_live_with_me {
        ("Karl Farrow", "07700 900101", "14 Quarry Rise, Wetherfold")
    } else {
        ("Leanne Farrow", "07700 900202", "3 Mill Bank, Dunmere")
    };
    json!({
        "about": {
            "name": name, "born": "1990-03-04", "relation": if children_live_with_me { "mother" } else { "father" },
            "parental_responsibility": "yes", "children_live_with_me": children_live_with_me,
            "other_parent_name": other,
        },
        "children": [{"first_name": "Amira", "surname": "Farrow", "born": "2019-06-02", "needs": "A quiet corner."}],
        "contact": {
            "address": address, "telephone": telephone, "safe_channel": "telephone",
            "emergency_contact": "Aunt May", "emergency_telephone": "01632 960111",
        },
        "extra_visitors": [{"name": format!("A friend of {name}"), "relation": "friend"}],
        "orders": [{"kind": "child-arrangements", "court": "Wetherfold Family Court", "made_on": "2026-05-01"}],
        "worry_kinds": ["domestic-abuse"], "worries": format!("What {name} fears."),
        "other_may_not_know_area": children_live_with_me,
        "first_language": "English", "disability_and_access": format!("What {name} needs."),
        "availability": format!("When {name} can come."), "hopes": format!("What {name} hopes for."),
        "agrees": true, "share_with_court": true,
    })
}

/// The pages of an application, in order, and what of it each asks for.
pub const STEPS: [(&str, &[&str]); 9] = [
    ("about", &["about"]),
    ("children", &["children"]),
    ("contact", &["contact"]),
    ("visitors", &["extra_visitors"]),
    ("orders", &["orders"]),
    ("worries", &["worry_kinds", "worries", "other_may_not_know_area"]),
    ("needs", &["first_language", "disability_and_access"]),
    ("when", &["availability", "hopes"]),
    ("agreement", &["agrees", "share_with_court"]),
];

/// A parent with a browser of their own, who also has a program that asks for them.
pub struct Applicant<'a> {
    /// Where they apply.
    pub centre: &'a Centre,
    /// Their browser.
    pub browser: Browser,
    /// The identifier of their application, where they were told it.
    pub id: String,
    /// Their code, once they have one.
    pub code: String,
    told: Vec<(String, String)>,
}

impl<'a> Applicant<'a> {
    /// Somebody who has not begun.
    #[must_use]
    pub fn at(centre: &'a Centre) -> Self {
        let browser = centre.browser();
        Self { centre, browser, id: String::new(), code: String::new(), told: Vec::new() }
    }

    /// What was asked and what was answered, in order. In place of their own identifier and code, which
    /// are drawn by chance and which they know, stand words.
    #[must_use]
    pub fn was_told(&self) -> Vec<(String, String)> {
        let own = [(&self.id, "{my identifier}"), (&self.code, "{my code}")];
        let plain = |text: &String| {
            let given = own.iter().filter(|(value, _)| !value.is_empty());
            given.fold(text.clone(), |text, (value, words)| text.replace(value.as_str(), words))
        };
        self.told.iter().map(|(asked, told)| (plain(asked), plain(told))).collect()
    }

    fn keep(&mut self, asked: String, heard: Heard) -> Heard {
        self.told.push((asked, heard.told()));
        heard
    }

    /// Opens a page.
    pub async fn opens(&mut self, path: &str) -> Heard {
        let heard = self.browser.hear(path).await;
        self.keep(format!("GET {path}"), heard)
    }

    /// Fills in a form that stands on `page`.
    pub async fn fills(&mut self, page: &str, path: &str, answers: &Typed) -> Heard {
        let heard = self.browser.hear_of(page, path, answers).await;
        self.keep(format!("POST {path} {answers:?}"), heard)
    }

    /// Comes back with a code, theirs or another.
    pub async fn comes_back_with(&mut self, code: &str) -> Heard {
        self.fills("/apply/continue", "/apply/continue", &vec![("code".into(), code.into())]).await
    }

    /// Lets a program ask for something below `/api/v1`, under a key for doing it once.
    pub async fn asks(&mut self, method: Method, path: &str, body: Value, key: Option<&str>) -> Heard {
        let asked = format!("{method} {path} {body} {key:?}");
        let router = self.centre.player.router();
        let heard = Heard::by_the_public(router, (method, path), &body, key).await;
        self.keep(asked, heard)
    }

    /// Begins on the public page, and writes down the code.
    pub async fn begins(&mut self) {
        let heard = self.fills("/apply", "/apply", &Typed::new()).await;
        self.code = code_in(&heard.text());
    }

    /// Writes the whole application, page by page.
    pub async fn writes(&mut self, application: &Value) {
        for (step, names) in STEPS {
            let path = format!("/apply/steps/{step}");
            let heard = self.fills(&path, &path, &of_step(application, names)).await;
            assert_eq!(heard.status, 303, "{}", heard.text());
        }
    }

    /// Sends it from the page with all the answers.
    pub async fn sends(&mut self) {
        self.fills("/apply/check", "/apply/check", &Typed::new()).await;
    }

    /// Begins by a program.
    pub async fn begins_by_program(&mut self) {
        let begun = self.asks(Method::POST, "/applications", json!({}), Some("begin")).await.json();
        let text = |name: &str| begun[name].as_str().unwrap().to_owned();
        (self.id, self.code) = (text("id"), text("code"));
    }

    /// Writes the whole application by a program.
    pub async fn writes_by_program(&mut self, application: &Value, key: &str) -> Heard {
        let path = format!("/applications/{}", self.id);
        let body = json!({"code": self.code, "application": application});
        self.asks(Method::PUT, &path, body, Some(key)).await
    }

    /// Sends it by a program.
    pub async fn sends_by_program(&mut self, key: &str) -> Heard {
        let path = format!("/applications/{}/submission", self.id);
        self.asks(Method::POST, &path, json!({"code": self.code}), Some(key)).await
    }

    /// An application that was sent, with its identifier.
    pub async fn who_sent(centre: &'a Centre, application: &Value) -> Self {
        let mut applicant = Self::at(centre);
        applicant.begins_by_program().await;
        let kept = applicant.writes_by_program(application, "save").await;
        assert_eq!(kept.status, 200, "{}", kept.text());
        let sent = applicant.sends_by_program("send").await;
        assert_eq!(sent.status, 201, "{}", sent.text());
        applicant
    }
}

/// One page's answers of an application, typed into its fields.
#[must_use]
pub fn of_step(application: &Value, names: &[&str]) -> Typed {
    names.iter().flat_map(|name| typed(&format!("said/{name}"), &application[*name])).collect()
}

/// The code on a page: four groups of four letters. It is looked for by its shape, not by words beside it.
fn code_in(html: &str) -> String {
    let is_code = |text: &&[u8]| {
        text.iter().enumerate().all(|(at, letter)| match at % 5 {
            4 => *letter == b' ',
            _ => letter.is_ascii_uppercase() || letter.is_ascii_digit(),
        })
    };
    let found = html.as_bytes().windows(19).find(is_code).expect("a page with a code");
    String::from_utf8_lossy(found).into_owned()
}
