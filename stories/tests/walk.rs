//! Everybody walks every link they are shown, in a centre that has been at work for sixteen weeks: no link
//! leads nowhere, no page asks the database more than twelve things, and no page is left out.

use app::{demo, routes};
use axum::http::Method;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use stories::{Browser, Centre, ORDER, story};

/// The most statements a page may send, finding out who asks among them.
const MOST: u64 = 12;
/// What may send more, and how many (decision 10): the first reads everything that a booking is judged by, and the
/// other two send one and two more than they should.
const MAY_SEND_MORE: [(&str, u64); 3] =
    [("/families/{family}/free-times", 32), ("/reports/{report}/edit", 13), ("/", 14)];
/// How many pages of one kind each person looks at.
const OF_A_KIND: usize = 12;

/// Pages that no link leads to: the one that ends the session, the other name of a parent's first page, and
/// what is shown in the middle of a form that the public fills in, and destructions, which are due years from now.
const NOT_WALKED: &[&str] = &[
    "/records/destructions/{destruction}",
    "/records/due-singles/{kind}/{record}",
    "/records/single-destructions/{destruction}",
    "/leave",
    "/my",
    "/enquire/sent",
    // A stream is no page.
    "/chat/stream",
    "/chats/stream",
    "/chats/{enquiry}/stream",
    "/complain/sent",
    // By its secret address alone.
    "/first-call/{secret}",
    "/first-call/{secret}/join",
    "/sign-in/second",
    "/sign-in/set-up",
    "/sign-in/new-password",
    "/sign-in/quick",
    "/prove",
    "/security/passkeys/{passkey}",
    "/apply/steps/{step}",
    "/apply/check",
    "/feeds/{name}",
    // What opens on the tablet alone, while a child has it; and a picture, which is shown and not led to.
    "/child",
    "/child/questions/{place}",
    "/child-answers/{answer}/drawing",
    // Nobody of the demonstration has sent a picture.
    "/centre/rooms/{room}/picture",
    "/staff/{staff}/picture",
];

/// What a page is of: its path in the table of pages.
fn kind(path: &str) -> Option<&'static str> {
    let (path, _) = path.split_once(['?', '#']).unwrap_or((path, ""));
    let asked: Vec<&str> = path.split('/').collect();
    let is = |table: &str| {
        let parts: Vec<&str> = table.split('/').collect();
        parts.len() == asked.len()
            && parts.iter().zip(&asked).all(|(part, asked)| part.starts_with('{') || part == asked)
    };
    let pages = routes::pages();
    let mut found: Vec<&'static str> = pages
        .asks()
        .iter()
        .filter(|page| page.method == "GET" && is(page.path))
        .map(|page| page.path)
        .collect();
    // A path of its own comes before one with a place for anything.
    found.sort_by_key(|path| path.matches('{').count());
    found.first().copied()
}

fn links(html: &str) -> Vec<String> {
    html.split("href=\"/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|path| format!("/{}", path.replace("&amp;", "&")))
        .filter(|path| !path.starts_with("/assets") && !path.starts_with("/leave"))
        .collect()
}

#[derive(Default)]
struct Walk {
    seen: BTreeSet<&'static str>,
    faults: Vec<String>,
}

impl Walk {
    async fn by(&mut self, centre: &Centre, who: &str, browser: &Browser) {
        let mut looked: BTreeMap<Option<&'static str>, usize> = BTreeMap::new();
        let mut known = BTreeSet::from(["/".to_owned()]);
        let mut ahead = VecDeque::from(["/".to_owned()]);
        while let Some(path) = ahead.pop_front() {
            let kind = kind(&path);
            let times = looked.entry(kind).or_default();
            *times += 1;
            if *times > OF_A_KIND {
                continue;
            }
            let before = centre.house.database().statements();
            let page = browser.open(&path).await;
            let asked = centre.house.database().statements() - before;
            if page.status != 200 {
                self.faults.push(format!("{who}: {path} answers {}", page.status));
            }
            let more = MAY_SEND_MORE.iter().find(|(path, _)| kind == Some(*path));
            let most = more.map_or(MOST, |(_, most)| *most);
            if page.path == path && asked > most {
                self.faults.push(format!("{who}: {path} asks {asked} things"));
            }
            self.seen.extend(kind.into_iter().chain(self::kind(&page.path)));
            ahead.extend(links(&page.html).into_iter().filter(|link| known.insert(link.clone())));
        }
    }
}

/// A volunteer who is not on today's session has opened a case.
async fn opened_in_an_emergency(centre: &Centre) {
    let families = stories::items(&centre.get("priya", "/families?stage=active").await.is(200));
    let reason = "A grandmother rang and says that he waits outside the school.";
    let opening = json!({"reference": families[0]["reference"], "reason": reason});
    centre.post("dev", "/emergency-access", opening).await.is(201);
}

/// A child of a visit of that day has said something, and there is a page about the visit.
async fn a_child_has_spoken(centre: &Centre) {
    let visits = stories::items(&centre.get("priya", "/visits?limit=100").await.is(200));
    let visit = visits.iter().find(|visit| visit["state"] == "planned").unwrap_or(&visits[0]);
    let case = format!("/families/{}", visit["family"].as_str().unwrap());
    let child = centre.get("priya", &case).await.is(200)["children"][0]["id"].clone();
    let at = format!("/visits/{}", visit["id"].as_str().unwrap());
    let new = json!({"child": child, "when": "before", "band": "8-11"});
    let sitting = centre.post("priya", &format!("{at}/child-sittings"), new).await.is(201);
    let answers = format!("/child-sittings/{}/answers", sitting["id"].as_str().unwrap());
    centre.post("priya", &answers, json!({"question": "wishes", "words": "More cake."})).await.is(201);
    let page = json!({"visitor": "Daddy", "helper": centre.id_of("grace")});
    centre.put("priya", &format!("{at}/leaflets/{}", child.as_str().unwrap()), page).await.is(200);
}

/// One visitor talks with the centre, and another did and wished it kept.
async fn two_have_talked(centre: &Centre) {
    let hours = json!({"days": [{"weekday": "wednesday", "opens": "09:00", "closes": "17:00"}]});
    centre.put("priya", "/chat-hours", hours).await.is(200);
    centre.put("priya", "/chat-desk", json!({"here": true})).await.is(200);
    let new = json!({"name": "Leanne", "words": "Can his grandmother come?"});
    for is_over in [false, true] {
        let chat = centre.post("", "/chats", new.clone()).await.is(201);
        let at = format!("/chats/{}", chat["id"].as_str().unwrap());
        centre.post("priya", &format!("{at}/taking"), json!({})).await.is(201);
        centre
            .post("priya", &format!("{at}/answers"), json!({"words": "Yes, if the plan says so."}))
            .await
            .is(201);
        if is_over {
            centre.post("priya", &format!("{at}/ending"), json!({})).await.is(201);
            let kept = json!({"code": chat["code"], "decision": {"keep": true}});
            centre.post("", &format!("{at}/own-decision"), kept).await.is(201);
        }
    }
}

/// An adult has complained, and somebody has tried to put it right.
async fn a_complaint_was_answered(centre: &Centre, token: &str) {
    let new = json!({"about": "place", "what": "It was cold.", "wish": "A heater.", "stage": "informal"});
    let made = centre.ask_with(token, Method::POST, "/my/complaints", new).await.is(201);
    let at = format!("/complaints/{}/answer", made["id"].as_str().unwrap());
    let answer = json!({"outcome": "put-right", "words": "There is a heater now."});
    centre.post("priya", &at, answer).await.is(201);
}

story!(everybody_can_walk_every_link_and_no_page_asks_more_than_twelve_things, |centre| {
    centre.it_is("2026-11-18T12:10:00Z").await;
    let mut cast = demo::cast(&centre.house).unwrap();
    demo::play(&centre.house, &cast).await.unwrap();
    demo::add_parents(&centre.house, &mut cast).unwrap();
    opened_in_an_emergency(&centre).await;
    // A parent has asked who has looked at their record.
    centre.sign_in("resident").await.fill("/my/looked", "/my/looked", &[]).await.is(200);
    // Another has written to the centre, with a letter from the school.
    let letter = json!({"filename": "letter.pdf", "media_type": "application/pdf", "content": ORDER});
    let message = json!({"subject": "A letter", "words": "From the school.", "file": letter,
        "request": {"ask": "gift"}});
    let token = centre.token_of("visiting").await;
    centre.ask_with(&token, Method::POST, "/my/messages", message).await.is(201);
    a_child_has_spoken(&centre).await;
    a_complaint_was_answered(&centre, &token).await;
    two_have_talked(&centre).await;
    let mut walk = Walk::default();
    walk.by(&centre, "the public", &centre.browser()).await;
    for person in &cast.people {
        // Signed in on another device too, so that there is one to sign out of.
        centre.sign_in(person.username).await;
        let browser = centre.sign_in(person.username).await;
        walk.by(&centre, person.username, &browser).await;
    }
    let pages = routes::pages();
    let left_out: Vec<&str> = pages
        .asks()
        .iter()
        .filter(|page| page.method == "GET" && !walk.seen.contains(page.path))
        .map(|page| page.path)
        .filter(|path| !NOT_WALKED.contains(path))
        .collect();
    walk.faults.extend(left_out.iter().map(|path| format!("nobody is led to {path}")));
    assert!(walk.faults.is_empty(), "{:#?}", walk.faults);
});
