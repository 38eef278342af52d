//! What leaves the building on paper.

use app::demo::Journey;
use axum::http::Method;
use base::{Minutes, NoteId};
use base64::{Engine, engine::general_purpose::STANDARD};
use host::gate::Forbidden;
use serde_json::{Value, json};
use stories::{Centre, id, saturday, story};

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
    today.gets_under_way().await;
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

story!(a_mixed_period_gives_only_a_letter_of_attendance, |centre| {
    let mut family = centre.ready_family("supported").await;
    centre.are_on_duty(&["joan", "dev"], 0).await;
    let visit = centre.booked_supported(&family, saturday(0)).await;
    centre.at_visit(&family, &visit, saturday(0), "joan").takes_place().await;
    family.next["level"] = "supervised".into();
    family.next["kind"] = "supervised".into();
    family.plan().await.unwrap();
    centre.visit_that_took_place(&family, saturday(1)).await;
    let path = format!("/families/{}/reports", family.family);
    let asked = |kind: Value| json!({"from": "2026-11-21", "until": "2026-11-28", "recipient": "The court", "kind": kind});
    let refused = centre.in_vain("priya", Method::POST, &path, asked("observations".into())).await;
    refused.refused(409, "supported-no-observations");
    let letter = centre.post("priya", &path, asked(Value::Null)).await.is(201);
    assert_eq!((&letter["kind"], &letter["body"]["sections"]), (&json!("attendance"), &json!([])));
    let lines = letter["body"]["attendance"].as_array().unwrap();
    assert_eq!(lines.len(), 2);
    for line in lines {
        let mut said: Vec<&String> = line.as_object().unwrap().keys().collect();
        said.sort();
        assert_eq!(said, ["attended", "date", "end", "start", "visit"], "no more than when");
    }
});

story!(a_correction_follows_what_it_corrects_and_what_nobody_answered_says_so, |centre| {
    let family = centre.ready_family("supervised").await;
    let correction = json!({"kind": "fact", "words": "It was the blue book.", "corrects": 0});
    let notes =
        [(10, fact("She fetched the red book.")), (20, fact("They read it together.")), (30, correction)];
    visit_with_notes(&centre, &family, &notes).await;
    let report = drafted(&centre, &family).await;
    let passages = report["body"]["sections"][0]["passages"].as_array().unwrap();
    let place = |words: &str| {
        let holds = |passage: &Value| passage["words"].as_str().unwrap().contains(words);
        passages.iter().position(holds).unwrap_or_else(|| panic!("{words}: {report}"))
    };
    assert_eq!(place("blue book"), place("red book") + 1);
    assert!(place("They read it") > place("blue book"), "the correction stands by what it corrects");
    let correction = passages[place("blue book")]["words"].as_str().unwrap();
    assert!(
        correction.starts_with("Added by Grace Llewellyn at 11:30am on 21 November 2026: "),
        "{correction}"
    );
    let open = passages.iter().filter(|passage| passage["unanswered"] == true).count();
    assert_eq!(open, 5, "every question about the visit is open: {report}");
    let page = centre.sign_in("priya").await.open(&format!("/reports/{}", id(&report))).await;
    page.is(200).shows("How did they say goodbye? Not answered");
    let path = format!("/reports/{}/signature", id(&report));
    let unfinished = json!({"statement": STATEMENT});
    centre.in_vain("priya", Method::POST, &path, unfinished).await.refused(409, "report-unfinished");
});

story!(what_changed_since_it_was_read_is_not_signed, |centre| {
    let family = centre.ready_family("supervised").await;
    visit_with_notes(&centre, &family, &[(10, fact("She fetched the red book."))]).await;
    let read = drafted(&centre, &family).await;
    let path = format!("/reports/{}", id(&read));
    let edit = json!({"recipient": "The Family Court at two"});
    let changed = centre.put("martin", &path, edit.clone()).await.is(200);
    let signature = |check: &Value| json!({"statement": STATEMENT, "leave_unanswered": true, "check": check});
    let sign = format!("{path}/signature");
    let old = centre.in_vain("priya", Method::POST, &sign, signature(&read["check"])).await;
    old.refused(409, "report-changed");
    centre.post("priya", &sign, signature(&changed["check"])).await.is(201);
    centre.in_vain("priya", Method::PUT, &path, edit).await.refused(409, "report-signed");
    let again = centre.in_vain("priya", Method::POST, &sign, signature(&changed["check"])).await;
    again.refused(409, "report-signed");
});

story!(r25_a_protected_value_in_a_note_keeps_a_report_from_being_signed, |centre| {
    let family = centre.ready_family("supervised").await;
    let telling = json!({"kind": "speech", "speaker": "Amira", "words": "We live at 14 Quarry Rise now."});
    let kept = visit_with_notes(&centre, &family, &[(10, telling), (20, fact("He asked no more."))]).await;
    let report = drafted(&centre, &family).await;
    let path = format!("/reports/{}", id(&report));
    let signature = json!({"statement": STATEMENT, "leave_unanswered": true});
    let refused = centre.in_vain("priya", Method::POST, &format!("{path}/signature"), signature).await;
    let problem = refused.refused(409, "r25-compartment").to_string();
    assert!(!problem.contains("Quarry"), "{problem}");
    let left_out = json!({"left_out": [{"note": kept[0], "reason": "It tells where the child lives."}]});
    centre.put("priya", &path, left_out).await.is(200);
    signed(&centre, &id(&report)).await;
});

story!(r25_a_report_may_name_the_court_of_the_order_and_not_the_town_alone, |centre| {
    let family = centre.ready_family("supervised").await;
    visit_with_notes(&centre, &family, &[(10, fact("She fetched the red book."))]).await;
    let path = format!("/reports/{}", id(&drafted(&centre, &family).await));
    let sign = format!("{path}/signature");
    let signature = json!({"statement": STATEMENT, "leave_unanswered": true});
    let telling = json!({"recipient": "The surgery at Wetherfold"});
    centre.put("priya", &path, telling).await.is(200);
    let refused = centre.in_vain("priya", Method::POST, &sign, signature.clone()).await;
    refused.refused(409, "r25-compartment");
    centre.put("priya", &path, json!({"recipient": "Wetherfold Family Court"})).await.is(200);
    centre.post("priya", &sign, signature).await.is(201);
});

#[test]
fn r25_a_courts_name_may_stand_as_a_whole_and_nothing_of_the_address_in_it() {
    let names = ["Wetherfold Family Court", "14 Quarry Rise Court", "Wetherfold"];
    let forbidden = Forbidden::of(["14 Quarry Rise, Wetherfold"]).naming_courts(names);
    let passes = |text: &str| forbidden.check(text).is_ok();
    assert!(passes("To the Wetherfold Family Court"));
    assert!(passes("Heard at the WETHERFOLD family-court on 3 May"));
    assert!(!passes("They live in Wetherfold."));
    assert!(!passes("14 Quarry Rise, Wetherfold Family Court"));
    assert!(!passes("14 Quarry Rise Court"), "a number is no part of a court's name");
    assert!(!passes("Wetherfold, near the Wetherfold Family Court"));
}

story!(a_paper_is_known_to_be_genuine_by_its_file_and_by_its_printed_value_alone, |centre| {
    let family = centre.ready_family("supervised").await;
    visit_with_notes(&centre, &family, &[(10, fact("She fetched the red book."))]).await;
    let report = id(&drafted(&centre, &family).await);
    let signed = signed(&centre, &report).await;
    let file = centre.get("priya", &format!("/reports/{report}/document")).await.is(200);
    let mut bytes = STANDARD.decode(file["content"].as_str().unwrap()).unwrap();
    let is_genuine = async |value: &str, reference: &Value| {
        let reference = reference.as_str().unwrap();
        let path = format!("/verify?reference={reference}&sha256={value}");
        centre.get("", &path).await.is(200)["genuine"].clone()
    };
    let reference = &signed["reference"];
    assert_eq!(is_genuine(&host::audit::sha256(&bytes), reference).await, true);
    let printed = &signed["check"].as_str().unwrap()[..16];
    assert_eq!(is_genuine(printed, reference).await, true);
    assert_eq!(is_genuine(printed, &"RP-0000000".into()).await, false);
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    assert_eq!(is_genuine(&host::audit::sha256(&bytes), reference).await, false);
    let page = centre.browser().open("/verify").await;
    page.is(200).does_not_show("Amira");
});

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
        // What is left empty is sent as nothing.
        ("charity_number", ""),
        ("accreditation", ""),
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
    // In the head of the paper, and nowhere beside it: a file names no author.
    let centre = b"The Larkfield Rooms";
    assert!(!bytes.windows(centre.len()).any(|some| some == centre), "the file names an author");
    let folder = tempfile::tempdir().unwrap();
    let paper = folder.path().join("paper.pdf");
    std::fs::write(&paper, bytes).unwrap();
    let read = std::process::Command::new("pdftotext").arg(&paper).arg("-").output().unwrap();
    assert!(String::from_utf8(read.stdout).unwrap().contains("The Larkfield Rooms"));
});
