//! What leaves the building on paper.

use app::demo::Journey;
use axum::http::Method;
use base::{Minutes, NoteId};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use stories::{Centre, id, saturday, step, story};

const STATEMENT: &str = "The facts in it are true to the best of my knowledge.";

fn of_november() -> Value {
    json!({"from": "2026-11-18", "until": "2026-11-21", "recipient": "The Family Court"})
}

async fn drafted(centre: &Centre, family: &Journey) -> Value {
    centre.post("priya", &format!("/families/{}/reports", family.family), of_november()).await.is(201)
}

async fn signed(centre: &Centre, report: &str) -> Value {
    let signature = json!({"statement": STATEMENT, "leave_unanswered": true});
    centre.post("priya", &format!("/reports/{report}/signature"), signature).await.is(201)
}

/// A supervised visit this Saturday with these notes, closed.
async fn visit_with_notes(centre: &Centre, family: &Journey, notes: &[(i64, Value)]) -> Vec<String> {
    let visit = centre.booked(family, saturday(0)).await;
    let today = centre.at_visit(family, &visit, saturday(0), "grace");
    today.everybody_comes().await;
    today.happens(3, step::plain("started")).await;
    let mut kept: Vec<String> = Vec::new();
    for (minutes, note) in notes {
        let at = saturday(0).plus(Minutes(*minutes));
        centre.clock_shows(at);
        let mut note = note.clone();
        note["id"] = json!(NoteId::from_random(centre.house.database().ids().bits()));
        if let Some(corrected) = note["corrects"].as_u64() {
            note["corrects"] = json!(kept[usize::try_from(corrected).unwrap()]);
        }
        kept.push(id(&centre.post("grace", &format!("/visits/{visit}/notes"), note).await.is(201)));
    }
    today.everybody_goes().await;
    kept
}

fn fact(words: &str) -> Value {
    json!({"kind": "fact", "words": words})
}

story!(the_centre_sets_the_head_of_its_papers_itself, |centre| {
    let head = json!({
        "name": "The Larkfield Rooms", "address": "2 Church Lane\nWetherfold\nZZ9 1AA",
        "telephone": "01632 960555", "charity_number": "1160000",
    });
    for who in ["martin", "grace", "joan", "ruth"] {
        centre.in_vain(who, Method::PUT, "/letterhead", head.clone()).await.is(403);
        centre.get(who, "/letterhead").await.is(403);
    }
    centre.in_vain("", Method::PUT, "/letterhead", head.clone()).await.is(401);
    assert_eq!(centre.get("sam", "/letterhead").await.is(200)["name"], "Larkfield Contact Centre");
    for (field, wrong) in [
        ("address", json!("1\n2\n3\n4\n5\n6\n7")),
        ("telephone", json!("ask")),
        ("charity_number", json!("the number")),
        ("email", json!("office")),
    ] {
        let mut head = head.clone();
        head[field] = wrong;
        centre.in_vain("priya", Method::PUT, "/letterhead", head).await.blames(&format!("/{field}"));
    }
    centre.put("priya", "/letterhead", head).await.is(200);
    let sam = centre.sign_in("sam").await;
    sam.open("/").await.is(200).shows("/centre/letterhead");
    sam.open("/centre/letterhead").await.is(200).shows("2 Church Lane").shows("1160000");
    let answers = [
        ("name", "The Larkfield Rooms"),
        ("address", "5 Church Lane"),
        ("telephone", "01632 960555"),
        ("email", "office@example.org"),
    ];
    sam.fill("/centre/letterhead", "/centre/letterhead", &answers).await.is(200).shows("5 Church Lane");
    let set = centre.get("priya", "/letterhead").await.is(200);
    assert_eq!((&set["address"], &set["charity_number"]), (&json!(["5 Church Lane"]), &json!("")));

    let family = centre.ready_family("supervised").await;
    visit_with_notes(&centre, &family, &[(10, fact("She fetched the red book."))]).await;
    let report = id(&drafted(&centre, &family).await);
    signed(&centre, &report).await;
    let file = centre.get("priya", &format!("/reports/{report}/document")).await.is(200);
    let bytes = STANDARD.decode(file["content"].as_str().unwrap()).unwrap();
    let author = b"The Larkfield Rooms";
    assert!(bytes.windows(author.len()).any(|some| some == author), "the file names its author");
});
