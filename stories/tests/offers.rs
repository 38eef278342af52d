//! A time that is offered, and what each adult answers for themselves. Whatever one of them answers, the other
//! is told the same, to the byte.

use app::{demo::Journey, routes};
use axum::http::Method;
use base::Minutes;
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use stories::{Browser, Centre, On, id, items, saturday, story};

/// Nobody's identifier.
const NO_ID: &str = "00000000-0000-4000-8000-000000000000";
/// The telephone number of the resident party, which the visiting party may not have.
const HERS: &str = "07700 900101";

/// A time that is held for a family for a day, so many weeks after the first Saturday. `people` are those who
/// would come; everybody of the plan where none are named.
async fn offered(centre: &Centre, family: &Journey, week: i64, people: &[&str]) -> String {
    let (_, mut visit) = centre.booking(family, saturday(week)).await;
    if !people.is_empty() {
        visit["people"] = json!(people);
    }
    let until = centre.now().plus(Minutes(24 * 60));
    let path = format!("/families/{}/holds", family.family);
    id(&centre.post("priya", &path, json!({"visit": visit, "until": until})).await.is(201)["visit"])
}

/// An adult of a family at their browser and with their program.
struct Adult<'a> {
    centre: &'a Centre,
    browser: Browser,
    token: String,
}

impl<'a> Adult<'a> {
    async fn of(centre: &'a Centre, family: &Journey, party: &str, username: &str) -> Self {
        let browser = centre.parent_signs_in(&family.family, party, username).await;
        Self { centre, browser, token: centre.token_of(username).await }
    }

    async fn asks(&self, method: Method, path: &str, body: Value) -> stories::Answer {
        self.centre.ask_with(&self.token, method, path, body).await
    }

    /// Answers by their program.
    async fn says(&self, offer: &str, suits: bool, words: Option<&str>) -> stories::Answer {
        let mut answer = json!({"suits": suits});
        if let Some(words) = words {
            answer["words"] = words.into();
        }
        self.asks(Method::POST, &format!("/my/offers/{offer}/answer"), answer).await
    }

    /// Answers on their page.
    async fn fills(&self, offer: &str, suits: &str, words: &str) -> stories::Page {
        let page = format!("/my/offers/{offer}");
        self.browser.fill(&page, &page, &[("suits:bool", suits), ("words", words)]).await
    }

    /// Everything they are told: every page there is and every operation that reads.
    async fn told(&self, known: &BTreeMap<&str, &str>) -> BTreeMap<String, String> {
        let fill = |path: &str| {
            let parts = path.split('/').map(|part| match part.strip_prefix('{') {
                Some(name) => known.get(name.trim_end_matches('}')).copied().unwrap_or(NO_ID),
                None => part,
            });
            parts.collect::<Vec<_>>().join("/")
        };
        let mut told = BTreeMap::new();
        let table = routes::pages();
        for page in table
            .asks()
            .iter()
            .filter(|page| page.method == "GET" && !["/leave", "/security/app"].contains(&page.path))
        {
            let path = fill(page.path);
            let heard = self.browser.hear(&path).await;
            told.insert(path, heard.told());
        }
        for operation in routes::operations().list() {
            let (path, method, _) = operation.asks();
            if method == Method::GET.as_str() {
                let path = fill(path);
                let answer = self.asks(Method::GET, &path, Value::Null).await;
                told.insert(format!("GET {path}"), format!("{} {}", answer.status, answer.body));
            }
        }
        let shown = |of: &str| told.get(of).is_some_and(|one| one.starts_with("200"));
        for place in ["/", "/my", "/my/visits", "GET /my/case", "GET /my/offers"] {
            assert!(shown(place), "{place} was not shown: {:?}", told.get(place));
        }
        told
    }
}

fn standing(offer: &Value) -> Vec<(&str, bool, &str)> {
    let answers = offer["answers"].as_array().unwrap();
    assert!(answers.iter().all(|it| it["stands"] == true), "{offer}");
    answers
        .iter()
        .map(|it| (it["party"].as_str().unwrap(), it["suits"] == true, it["how"].as_str().unwrap()))
        .collect()
}

story!(an_adult_answers_an_offered_time_by_their_own_times_and_staff_see_who_said_what, |centre| {
    let family = centre.ready_family("supervised").await;
    let karl = Adult::of(&centre, &family, &family.visiting[0], "karl").await;
    let leanne = Adult::of(&centre, &family, &family.resident, "leanne").await;
    let visit = offered(&centre, &family, 1, &[]).await;
    let page = format!("/my/offers/{visit}");
    // His are 10:45 and 12:40, hers 11:00 and 12:30.
    for (who, own, others) in [
        (&karl, ["10:45am", "12:40pm"], ["11am", "12:30pm"]),
        (&leanne, ["11am", "12:30pm"], ["10:45am", "12:40pm"]),
    ] {
        for path in ["/", &page] {
            let shown = who.browser.open(path).await;
            shown.is(200).shows("A time the centre can offer you").shows("28 November 2026").shows(own[0]);
            shown.shows(own[1]).shows("Answer by").does_not_show(others[0]).does_not_show(others[1]);
        }
        let offer = who.asks(Method::GET, &page, Value::Null).await.is(200);
        assert_eq!((&offer["answer"], offer["answer_by"].is_string()), (&Value::Null, true), "{offer}");
    }
    let refused = karl.browser.fill(&page, &page, &[("words", "I do not know yet.")]).await;
    refused.is(422).shows("Error: ").shows("I do not know yet.");
    karl.fills(&visit, "no", "I work that Saturday.").await.is(200).shows("Your answer is with us");
    karl.browser.open("/").await.is(200).shows("No, I cannot").shows("Change my answer");
    karl.browser.open(&page).await.is(200).shows("I work that Saturday.");
    leanne.says(&visit, true, None).await.is(200);

    let at = format!("/visits/{visit}/hold");
    let offer = centre.get("priya", &at).await.is(200);
    let mut said = standing(&offer);
    said.sort_by_key(|one| one.1);
    let expected = [(family.visiting[0].as_str(), false, "own"), (family.resident.as_str(), true, "own")];
    assert_eq!(said, expected, "{offer}");
    let his = offer["answers"].as_array().unwrap().iter().find(|it| it["suits"] == false).unwrap();
    assert_eq!((&his["by"], &his["at"]), (&json!("Karl Farrow"), &json!(centre.now())), "{his}");
    assert_eq!(his["words"], "I work that Saturday.");
    let tasks = centre.tasks_of("priya").await;
    let about = tasks.iter().filter(|task| task["visit"] == json!(visit)).count();
    assert_eq!(about, 1, "one task to read the answers, however many there are: {tasks:?}");
    let staff = centre.sign_in("priya").await;
    staff.open("/").await.is(200).shows(&at);
    staff.open(&at).await.is(200).shows("answered themselves").shows("I work that Saturday.");
    let confirmation = format!("{at}/confirmation");
    centre.in_vain("priya", Method::POST, &confirmation, json!({})).await.refused(409, "does-not-suit");

    // He changes his mind, and staff write down once more what she says on the telephone.
    karl.says(&visit, true, Some("I have swapped my shift.")).await.is(200);
    let told = json!({"party": family.resident, "suits": true, "words": "She will bring a drink."});
    centre.post("priya", &format!("{at}/answers"), told).await.is(200);
    let offer = leanne.asks(Method::GET, &page, Value::Null).await.is(200);
    assert_eq!(offer["answer"]["words"], Value::Null, "what staff wrote is for staff: {offer}");
    centre.post("priya", &confirmation, json!({})).await.is(200);
    let all = items(&centre.get("priya", &format!("/visits/{visit}/answers")).await.is(200));
    assert_eq!(all.iter().filter(|it| it["stands"] == true).count(), 2, "{all:?}");
    assert!(all.iter().any(|it| it["words"] == "I work that Saturday." && it["stands"] == false), "{all:?}");
    staff.open(&format!("/visits/{visit}/answers")).await.is(200).shows("I work that Saturday.");
    for (who, status) in [("grace", 404), ("joan", 404), ("ruth", 404)] {
        let refused = centre.get(who, &format!("/visits/{visit}/answers")).await;
        assert!([status, 403].contains(&refused.status), "{who}: {}", refused.body);
    }
});

story!(what_is_not_offered_to_oneself_answers_like_what_does_not_exist, |centre| {
    let family = centre.ready_family("supervised").await;
    let other = centre.ready_family("supervised").await;
    let karl = Adult::of(&centre, &family, &family.visiting[0], "karl").await;
    let edith = Adult::of(&centre, &family, &family.visiting[1], "edith").await;
    let both = [family.resident.as_str(), family.visiting[0].as_str()];
    let without_edith = offered(&centre, &family, 1, &both).await;
    let of_others = offered(&centre, &other, 2, &[]).await;
    let released = offered(&centre, &family, 3, &[]).await;
    let why = json!({"reason": "The room is needed."});
    centre.post("priya", &format!("/visits/{released}/hold/release"), why).await.is(200);
    let confirmed = offered(&centre, &family, 4, &[]).await;
    centre.post("priya", &format!("/visits/{confirmed}/hold/confirmation"), json!({})).await.is(200);
    let lapses = offered(&centre, &family, 5, &[]).await;
    karl.says(&lapses, true, None).await.is(200);
    let booked = centre.booked(&family, saturday(6)).await;

    let mut hidden = vec![(&edith, &without_edith), (&edith, &of_others), (&edith, &released)];
    hidden.extend([&of_others, &released, &confirmed, &booked].map(|visit| (&karl, visit)));
    for (who, visit) in hidden {
        is_as_if_not_there(who, visit).await;
    }
    assert_eq!(karl.says(&without_edith, false, None).await.status, 200);
    centre.clock_shows(centre.now().plus(Minutes(24 * 60 - 1)));
    karl.says(&lapses, false, None).await.is(200);
    centre.clock_shows(centre.now().plus(Minutes(1)));
    is_as_if_not_there(&karl, &lapses).await;
    karl.browser.open("/").await.is(200).does_not_show("A time the centre can offer you");
    // It is a parent's own: nobody else has such a place.
    for who in ["priya", "grace", "joan", "ruth"] {
        let answer = centre.post(who, &format!("/my/offers/{lapses}/answer"), json!({"suits": true})).await;
        assert!([403, 404].contains(&answer.status), "{who}: {}", answer.body);
        assert!([403, 404].contains(&centre.get(who, "/my/offers").await.status), "{who}");
    }
});

/// Every way of asking for a time answers what it answers for one that never was, and keeps nothing.
async fn is_as_if_not_there(who: &Adult<'_>, visit: &str) {
    let before = who.centre.picture().await;
    let mut answers = Vec::new();
    for offer in [visit, NO_ID] {
        let page = format!("/my/offers/{offer}");
        let read = who.asks(Method::GET, &page, Value::Null).await;
        let written = who.says(offer, true, Some("Please.")).await;
        let wrong = who.asks(Method::POST, &format!("{page}/answer"), json!({"words": "Please."})).await;
        assert_eq!((read.status, written.status), (404, 404), "{} {}", read.body, written.body);
        let shown = who.browser.hear(&page).await;
        let mut told = vec![shown.told()];
        for form in [vec![("suits:bool", "yes")], vec![("words", "Please.")]] {
            let form: Vec<(String, String)> =
                form.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            let heard = who.browser.hear_of("/", &page, &form).await;
            assert_eq!(heard.status, 404, "{}", heard.text());
            told.push(heard.told());
        }
        told.extend([read, written, wrong].map(|one| format!("{} {}", one.status, one.body)));
        answers.push(told.into_iter().map(|one| one.replace(offer, "")).collect::<Vec<_>>());
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(who.centre.picture().await, before, "what is not there left a trace");
}

story!(an_answer_is_about_ones_own_times_and_ends_when_they_are_others, |centre| {
    let family = centre.ready_family("supervised").await;
    let karl = Adult::of(&centre, &family, &family.visiting[0], "karl").await;
    let visit = offered(&centre, &family, 1, &[]).await;
    karl.says(&visit, true, Some("That is my birthday.")).await.is(200);
    let change = format!("/visits/{visit}/change");
    let rowan = centre.room("Rowan room").await;
    let to = json!({"asked_by": "centre", "reason": "A larger room.", "room": rowan});
    centre.post("priya", &change, to).await.is(200);
    let page = format!("/my/offers/{visit}");
    let offer = karl.asks(Method::GET, &page, Value::Null).await.is(200);
    assert_eq!(offer["answer"]["suits"], true, "nothing of his has changed: {offer}");
    let to = json!({"asked_by": "centre", "reason": "The hall is shut.", "starts": saturday(2)});
    centre.post("priya", &change, to).await.is(200);
    let offer = karl.asks(Method::GET, &page, Value::Null).await.is(200);
    assert_eq!(offer["answer"], Value::Null, "he has not said that he can come then: {offer}");
    let seen = centre.get("priya", &format!("/visits/{visit}/hold")).await.is(200);
    assert_eq!(seen["answers"], json!([]));
    let all = items(&centre.get("priya", &format!("/visits/{visit}/answers")).await.is(200));
    assert_eq!((all.len(), &all[0]["words"]), (1, &json!("That is my birthday.")), "it is kept: {all:?}");
});

story!(one_answer_of_each_adult_stands_whatever_is_written, |centre| {
    let family = centre.ready_family("supervised").await;
    let karl = Adult::of(&centre, &family, &family.visiting[0], "karl").await;
    let visit = offered(&centre, &family, 1, &[]).await;
    karl.says(&visit, true, None).await.is(200);
    karl.says(&visit, false, None).await.is(200);
    let again = "UPDATE offer_answer SET ended_at = NULL WHERE number = 1";
    assert!(centre.refuses(again).await.contains("offer_answer"));
});

story!(r25_what_one_adult_writes_reaches_staff_alone_and_tells_them_nothing_of_what_they_guess, |centre| {
    let family = centre.ready_family("supervised").await;
    let karl = Adult::of(&centre, &family, &family.visiting[0], "karl").await;
    let leanne = Adult::of(&centre, &family, &family.resident, "leanne").await;
    let visit = offered(&centre, &family, 1, &[]).await;
    // A guess that is right and one that is wrong are answered alike.
    let mut answers = Vec::new();
    for guess in [HERS, "07700 900999"] {
        let words = format!("Ring her on {guess}.");
        let said = karl.says(&visit, false, Some(&words)).await;
        let case = karl.asks(Method::GET, "/my/case", Value::Null).await;
        let home = karl.browser.hear("/").await.told();
        let page = karl.browser.hear(&format!("/my/offers/{visit}")).await.told();
        let all = format!("{} {} {} {} {home} {page}", said.status, said.body, case.status, case.body);
        assert!(all.contains(&words), "his own words are there: {all}");
        answers.push(all.replace(guess, ""));
    }
    assert_eq!(answers[0], answers[1]);
    for path in ["/", &format!("/my/offers/{visit}")] {
        leanne.browser.open(path).await.is(200).does_not_show("Ring her").does_not_show("Your answer");
    }
});

/// What somebody else does about the same time.
#[derive(Clone, Debug)]
enum Does {
    AnswersByProgram { suits: bool, words: usize },
    AnswersOnThePage { suits: bool, words: usize },
    SendsWhatIsWrong,
    TellsStaff { suits: bool },
    Reads,
}

fn doings() -> impl Strategy<Value = Vec<Does>> {
    let one = prop_oneof![
        3 => (any::<bool>(), 0..60usize).prop_map(|(suits, words)| Does::AnswersByProgram { suits, words }),
        3 => (any::<bool>(), 0..60usize).prop_map(|(suits, words)| Does::AnswersOnThePage { suits, words }),
        1 => Just(Does::SendsWhatIsWrong),
        2 => any::<bool>().prop_map(|suits| Does::TellsStaff { suits }),
        1 => Just(Does::Reads),
    ];
    proptest::collection::vec(one, 2..6)
}

async fn done(does: &Does, by: &Adult<'_>, (party, visit): (&str, &str)) {
    let said = |words: usize| "I cannot say. ".repeat(words);
    match does {
        Does::AnswersByProgram { suits, words } => {
            let words = said(*words);
            by.says(visit, *suits, Some(words.as_str()).filter(|it| !it.is_empty())).await.is(200);
        }
        Does::AnswersOnThePage { suits, words } => {
            let suits = if *suits { "yes" } else { "no" };
            by.fills(visit, suits, &said(*words)).await.is(200);
        }
        Does::SendsWhatIsWrong => {
            by.asks(Method::POST, &format!("/my/offers/{visit}/answer"), json!({"suits": 3})).await.is(422);
        }
        Does::TellsStaff { suits } => {
            let answer = json!({"party": party, "suits": suits, "words": "On the telephone."});
            by.centre.post("priya", &format!("/visits/{visit}/hold/answers"), answer).await.is(200);
        }
        Does::Reads => {
            by.browser.open(&format!("/my/offers/{visit}")).await.is(200);
        }
    }
}

/// In a centre where a time is offered to two adults, one looks and answers, and the other does these things.
async fn the_other_is_told_the_same(on: On, watches: Side, own: Option<bool>, doings: &[Does]) {
    let centre = Centre::open(on).await;
    let family = centre.ready_family("supervised").await;
    let visit = offered(&centre, &family, 1, &[]).await;
    let (karl, leanne) = (&family.visiting[0], &family.resident);
    let (watching, acting) = match watches {
        Side::Visiting => (karl, leanne),
        Side::Resident => (leanne, karl),
    };
    let watcher = Adult::of(&centre, &family, watching, "kestrel").await;
    let other = Adult::of(&centre, &family, acting, "merlin").await;
    let known =
        BTreeMap::from([("visit", visit.as_str()), ("family", &family.family), ("party", acting.as_str())]);
    let answer = || async {
        let Some(suits) = own else { return String::new() };
        let said = watcher.says(&visit, suits, Some("We will see.")).await;
        let on_page = watcher.fills(&visit, if suits { "yes" } else { "no" }, "We will see.").await;
        assert_eq!((said.status, on_page.status), (200, 200));
        said.body.to_string()
    };
    let (replied, before) = (answer().await, watcher.told(&known).await);
    for does in doings {
        done(does, &other, (acting, &visit)).await;
        let (again, after) = (answer().await, watcher.told(&known).await);
        assert_eq!(again, replied, "after {does:?}");
        for (path, told) in &before {
            assert_eq!(Some(told), after.get(path), "{path} after {does:?}");
        }
    }
    assert!(before["/"].contains("A time the centre can offer you"));
}

/// Which of the two looks.
#[derive(Clone, Copy, Debug)]
enum Side {
    Resident,
    Visiting,
}

fn neither_can_tell(on: On, cases: u32) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 6, ..Config::default() };
    let sides = prop_oneof![Just(Side::Resident), Just(Side::Visiting)];
    let own = prop_oneof![Just(None), any::<bool>().prop_map(Some)];
    TestRunner::new(config)
        .run(&(sides, own, doings()), |(watches, own, doings)| {
            runtime.block_on(the_other_is_told_the_same(on, watches, own, &doings));
            Ok(())
        })
        .unwrap();
}

#[test]
fn r30_whatever_one_adult_answers_the_other_is_told_the_same_on_the_embedded_database() {
    neither_can_tell(On::Embedded, 12);
}

#[test]
fn r30_whatever_one_adult_answers_the_other_is_told_the_same_on_postgresql() {
    neither_can_tell(On::Postgres, 4);
}
