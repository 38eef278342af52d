//! Somebody asks for their own data, from the asking to the sealed bundle.

use super::rows;
use crate::child::Heard;
use app::demo::Journey;
use axum::http::Method;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};
use stories::{Centre, id, items, saturday_at_eleven, story};

fn request(family: &Journey) -> Value {
    json!({
        "asked_by": "Karl Farrow", "channel": "telephone", "received_on": "2026-11-18",
        "words": "He wants to know what we say about him.", "identity_needed": true, "party": family.visiting[0],
    })
}

/// What a paper says, as somebody would read it.
pub(super) fn read_out(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    let told = std::process::Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    String::from_utf8(told.stdout).unwrap()
}

/// The files in a sealed bundle, by its passphrase.
fn unsealed(sealed: &[u8], passphrase: &str) -> Option<BTreeMap<String, Vec<u8>>> {
    let identity = age::scrypt::Identity::new(age::secrecy::SecretString::from(passphrase.to_owned()));
    let opened = age::decrypt(&identity, sealed).ok()?;
    let mut archive = zip::ZipArchive::new(Cursor::new(opened)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().to_owned(), bytes);
    }
    Some(files)
}

/// The paper and the data of a sealed bundle, by its passphrase.
fn opened(sealed: &[u8], passphrase: &str) -> Option<(Vec<u8>, String)> {
    let mut files = unsealed(sealed, passphrase)?;
    let data = String::from_utf8(files.remove("your-data.json").unwrap()).unwrap();
    Some((files.remove("your-data.pdf").unwrap(), data))
}

/// A family with a visit, a note that tells of both sides, and a request of the visiting party.
async fn asked(centre: &Centre) -> (Journey, String) {
    let family = centre.ready_family("supervised").await;
    let visit = centre.saturday_visit(&family).await;
    let note = json!({
        "id": "6f6f6f6f-0000-4000-8000-000000000001", "kind": "fact", "happened_at": saturday_at_eleven(),
        "words": "Karl read to her. She said they live at 14 Quarry Rise now. He was gentle.",
    });
    let at = saturday_at_eleven();
    let words = centre.sealed(&family.family, note["words"].as_str().unwrap()).await;
    centre
        .plant(&format!(
            "INSERT INTO note (id, centre, visit, kind, happened_at, received_at, words, account) \
         SELECT '{}', visit.centre, visit.id, 'fact', {}, {}, '{}', account.id \
         FROM visit JOIN account ON account.username = 'grace' WHERE visit.id = '{visit}'",
            note["id"].as_str().unwrap(),
            at.microseconds(),
            at.microseconds(),
            words,
        ))
        .await;
    let taken = centre.post("joan", "/subject-requests", request(&family)).await.is(201);
    (family, id(&taken))
}

story!(a_request_is_recorded_checked_reviewed_approved_by_another_sealed_and_sent, |centre| {
    let (_, request) = asked(&centre).await;
    let path = format!("/subject-requests/{request}");
    centre.get("joan", &path).await.is(404);
    centre.get("ruth", &path).await.is(404);
    let seen = centre.get("priya", &path).await.is(200);
    assert!(seen["answer_by"].is_null() && seen["days_left"].is_null());
    centre
        .in_vain("priya", Method::POST, &format!("{path}/collection"), json!({}))
        .await
        .refused(409, "identity-awaited");
    let check = json!({"on": "2026-11-18", "words": "Martin knows him by sight."});
    let seen = centre.post("priya", &format!("{path}/identity"), check.clone()).await.is(200);
    assert_eq!((seen["answer_by"].as_str(), seen["days_left"].as_i64()), (Some("2026-12-18"), Some(30)));
    centre
        .in_vain("priya", Method::POST, &format!("{path}/identity"), check)
        .await
        .refused(409, "identity-known");
    let extension = json!({"told_on": "2026-11-18", "because": "It is about many visits."});
    let seen = centre.post("priya", &format!("{path}/extension"), extension.clone()).await.is(200);
    assert_eq!(seen["answer_by"], "2027-02-18");
    centre
        .in_vain("priya", Method::POST, &format!("{path}/extension"), extension)
        .await
        .refused(409, "extended-already");

    centre.post("priya", &format!("{path}/collection"), json!({})).await.is(200);
    centre
        .in_vain("priya", Method::POST, &format!("{path}/collection"), json!({}))
        .await
        .refused(409, "collected-already");
    let passages = items(&centre.get("priya", &format!("{path}/passages")).await.is(200));
    let text = json!(passages).to_string();
    assert!(!text.contains("Quarry Rise") && !text.contains("07700 900101"), "{text}");
    let note = passages.iter().find(|one| one["section"] == "Notes of your visits").unwrap();
    assert_eq!((note["state"].as_str(), note["was_cut"].as_bool()), (Some("undecided"), Some(true)));
    assert_eq!(note["records"][0][1]["value"], "Karl read to her. He was gentle.");
    centre
        .in_vain("priya", Method::POST, &format!("{path}/proposal"), json!({}))
        .await
        .refused(409, "passages-undecided");

    let decide = |number: &Value| format!("{path}/passages/{number}");
    let bare = json!({"give": false, "reason": "About her."});
    centre.in_vain("priya", Method::POST, &decide(&note["number"]), bare).await.blames("/ground");
    let words = json!({"give": true, "without": "nowhere here", "ground": "third-party", "reason": "No."});
    centre
        .in_vain("priya", Method::POST, &decide(&note["number"]), words)
        .await
        .refused(409, "words-not-found");
    for one in passages.iter().filter(|one| one["state"] == "undecided") {
        let give = one["number"] == note["number"];
        let decision = if give {
            json!({"give": true, "without": "He was gentle.", "ground": "third-party", "reason": "A test of words."})
        } else {
            json!({"give": false, "ground": "serious-harm", "reason": "It would tell him what she said."})
        };
        centre.post("priya", &decide(&one["number"]), decision).await.is(200);
    }
    centre.post("priya", &format!("{path}/proposal"), json!({})).await.is(200);
    let yes = json!({"seal": true});
    centre
        .in_vain("priya", Method::POST, &format!("{path}/approval"), yes.clone())
        .await
        .refused(409, "same-person");
    centre
        .in_vain("priya", Method::POST, &decide(&json!(1)), json!({"give": true, "reason": "x"}))
        .await
        .refused(409, "not-reviewing");
    let sealed = centre.post("martin", &format!("{path}/approval"), yes.clone()).await.is(200);
    centre
        .in_vain("martin", Method::POST, &format!("{path}/approval"), yes)
        .await
        .refused(409, "not-proposed");
    let passphrase = sealed["passphrase"].as_str().unwrap();
    assert_eq!(passphrase.len(), 34);

    // The passphrase is nowhere in the database, and what was collected is gone from it.
    let everything = json!(rows(&centre).await).to_string();
    assert!(!everything.contains(passphrase) && !everything.contains(&passphrase.replace('-', "")));
    for column in ["facts", "cut"] {
        let kept = centre.opened("subject_passage", column).await;
        assert!(kept.lines().all(|passage| passage == "[]"), "{column}: {kept}");
    }
    let kept = centre.column("subject_passage WHERE ground = 'serious-harm'", "reason").await;
    assert!(kept.contains("It would tell him what she said."), "why something was withheld is kept");

    let file = centre.get("martin", &format!("{path}/bundle")).await.is(200);
    let bytes = STANDARD.decode(file["content"].as_str().unwrap()).unwrap();
    assert_eq!(file["sha256"], sealed["request"]["sha256"]);
    assert!(opened(&bytes, "ABCD-ABCD-ABCD-ABCD-ABCD-ABCD-ABCD").is_none());
    let (pdf, data) = opened(&bytes, passphrase).unwrap();
    let paper = read_out(&pdf);
    for text in [&paper, &data] {
        for own in ["Karl Farrow", "3 Mill Bank", "07700 900202", "Karl read to her."] {
            assert!(text.contains(own), "{own} is missing:\n{text}");
        }
        for other in
            ["Quarry Rise", "07700 900101", "Wetherfold,", "He was gentle", "what she said", "withheld"]
        {
            assert!(!text.contains(other), "{other} is in it:\n{text}");
        }
    }
    let raw = String::from_utf8_lossy(&pdf);
    assert!(!raw.contains("Farrow") || !raw.contains("Leanne"), "names in the metadata");

    let sending =
        json!({"words": "He fetched the stick; Martin read the passphrase to him on the telephone."});
    let sent = centre.post("martin", &format!("{path}/sending"), sending.clone()).await.is(200);
    assert_eq!((sent["state"].as_str(), sent["is_here"].as_bool()), (Some("sent"), Some(true)));
    centre
        .in_vain("martin", Method::POST, &format!("{path}/sending"), sending)
        .await
        .refused(409, "not-sealed");

    // Thirty days after it was sealed nothing of it is here.
    centre.it_is("2026-12-19T09:00:00Z").await;
    let house = centre.house.clone();
    let gone =
        tokio::task::spawn_blocking(move || app::records::subject_access::forget(&house)).await.unwrap();
    assert_eq!(gone.map_err(|problem| problem.detail()), Ok(1));
    centre.get("martin", &format!("{path}/bundle")).await.is(404);
    assert_eq!(centre.column("subject_request WHERE sealed IS NOT NULL", "id").await, "");
});

story!(a_parent_asks_on_their_own_page_and_is_told_nothing_of_the_other_side, |centre| {
    let family = centre.ready_family("supervised").await;
    let karl = centre.parent_signs_in(&family.family, &family.visiting[0], "karl").await;
    karl.open("/my/data").await.is(200).shows("Ask for my data").does_not_show("Leanne");
    karl.fill("/my/data", "/my/data", &[("words", "All of it, please.")])
        .await
        .is(200)
        .shows("18 December 2026");
    karl.fill("/my/data", "/my/data", &[("words", "Again.")]).await.is(409);
    let listed = items(&centre.get("priya", "/subject-requests").await.is(200));
    assert_eq!((listed.len(), listed[0]["concerns"].as_str()), (1, Some("Karl Farrow")));
    assert_eq!(listed[0]["asked"]["words"], "All of it, please.");
    // The other side is told nothing of it, and nor can either do what staff do.
    let leanne = centre.parent_signs_in(&family.family, &family.resident, "leanne").await;
    leanne.open("/my/data").await.is(200).does_not_show("18 December");
    leanne.open("/records/requests").await.is(404);
});

story!(what_cannot_be_recorded_says_which_field, |centre| {
    let family = centre.ready_family("supervised").await;
    let mut asked = request(&family);
    asked["received_on"] = "2026-11-19".into();
    centre.in_vain("priya", Method::POST, "/subject-requests", asked).await.blames("/received_on");
    let mut asked = request(&family);
    asked["staff"] = centre.id_of("grace").into();
    centre.in_vain("priya", Method::POST, "/subject-requests", asked).await.blames("/party");
    let mut asked = request(&family);
    asked["through"] = family.resident.clone().into();
    centre.in_vain("priya", Method::POST, "/subject-requests", asked).await.blames("/through");
    let mut asked = request(&family);
    asked["party"] = "6f6f6f6f-0000-4000-8000-000000000009".into();
    centre.in_vain("priya", Method::POST, "/subject-requests", asked).await.blames("/party");
});

story!(a_stranger_is_refused_with_reasons_and_a_colleague_is_given_their_own, |centre| {
    let stranger = json!({
        "asked_by": "Somebody", "channel": "letter", "received_on": "2026-11-18", "identity_needed": false,
    });
    let unknown = id(&centre.post("joan", "/subject-requests", stranger).await.is(201));
    let path = format!("/subject-requests/{unknown}");
    centre
        .in_vain("priya", Method::POST, &format!("{path}/collection"), json!({}))
        .await
        .refused(409, "nobody-known");
    let end = json!({"withdrawn": false, "because": "We hold nothing under this name."});
    assert_eq!(
        centre.post("priya", &format!("{path}/refusal"), end.clone()).await.is(200)["state"],
        "refused"
    );
    centre.in_vain("priya", Method::POST, &format!("{path}/refusal"), end).await.refused(409, "request-over");
    let grace = json!({
        "asked_by": "Grace", "channel": "in-person", "received_on": "2026-11-18", "identity_needed": false,
        "staff": centre.id_of("grace"),
    });
    let grace = id(&centre.post("priya", "/subject-requests", grace).await.is(201));
    centre.post("priya", &format!("/subject-requests/{grace}/collection"), json!({})).await.is(200);
    let passages =
        centre.get("priya", &format!("/subject-requests/{grace}/passages")).await.is(200).to_string();
    assert!(passages.contains("Grace Llewellyn") && passages.contains("Your certificates"));
});

story!(the_pages_lead_from_the_record_to_the_passphrase, |centre| {
    let (_, request) = asked(&centre).await;
    let (priya, martin) = (centre.sign_in("priya").await, centre.sign_in("martin").await);
    let path = format!("/records/requests/{request}");
    priya.open("/records/requests").await.is(200).shows("Waits for the identity check");
    let check = [("on.day", "18"), ("on.month", "11"), ("on.year", "2026"), ("words", "Known by sight.")];
    priya.fill(&path, &format!("{path}/identity"), &check).await.is(200).shows("30 days left");
    priya.fill(&path, &format!("{path}/collection"), &[]).await.is(200).shows("wait to be read");
    let passages =
        items(&centre.get("priya", &format!("/subject-requests/{request}/passages")).await.is(200));
    for one in passages.iter().filter(|one| one["state"] == "undecided") {
        let page = format!("{path}/review/{}", one["number"]);
        priya.open(&page).await.is(200).does_not_show("Quarry Rise");
        let no = [("give:bool", "no"), ("ground", "third-party"), ("reason", "About her.")];
        priya.fill(&page, &page, &no).await.is(200);
    }
    priya.open(&format!("{path}/review")).await.shows("Everything has been read.");
    priya.fill(&format!("{path}/review"), &format!("{path}/proposal"), &[]).await.is(200);
    let yes = [("seal:bool", "yes")];
    let review = format!("{path}/review");
    priya.fill(&review, &format!("{path}/approval"), &yes).await.is(409).shows("does not approve it");
    martin.fill(&review, &format!("{path}/approval"), &[]).await.is(422);
    martin.fill(&review, &format!("{path}/approval"), &yes).await.is(200).shows("shown now and never again");
    let heard = martin.hear(&format!("{path}/bundle")).await;
    assert!(heard.body.starts_with(b"age-encryption.org/v1"));
    martin.open(&path).await.is(200).shows("Take the sealed bundle");
});

story!(a_child_who_asks_is_given_what_they_drew_and_the_reviewer_has_seen_it, |centre| {
    let heard = Heard::of(&centre).await;
    let sitting = heard.sits("before").await;
    let line = json!({"crayon": "blue", "width": 12, "points": [10, 20, 500, 350]});
    heard.says(&sitting, json!({"question": "draw", "drawing": {"strokes": [line]}})).await;
    let asked = json!({
        "asked_by": "Mia Farrow", "channel": "in-person", "received_on": "2026-11-18",
        "words": "She wants what she said and drew.", "identity_needed": false, "child": heard.child,
    });
    let path =
        format!("/subject-requests/{}", id(&centre.post("priya", "/subject-requests", asked).await.is(201)));
    centre.post("priya", &format!("{path}/collection"), json!({})).await.is(200);
    let passages = items(&centre.get("priya", &format!("{path}/passages")).await.is(200));
    let drawn = passages.iter().find(|one| one["records"].to_string().contains("strokes")).unwrap();
    let priya = centre.sign_in("priya").await;
    let review =
        format!("{}/review/{}", path.replace("/subject-requests", "/records/requests"), drawn["number"]);
    priya.open(&review).await.is(200).shows("What you drew").shows("data:image/svg+xml;base64,");
    for one in passages.iter().filter(|one| one["state"] == "undecided") {
        let decision = json!({"give": true, "reason": "It is hers."});
        centre.post("priya", &format!("{path}/passages/{}", one["number"]), decision).await.is(200);
    }
    centre.post("priya", &format!("{path}/proposal"), json!({})).await.is(200);
    let sealed = centre.post("martin", &format!("{path}/approval"), json!({"seal": true})).await.is(200);
    let file = centre.get("martin", &format!("{path}/bundle")).await.is(200);
    let bytes = STANDARD.decode(file["content"].as_str().unwrap()).unwrap();
    let files = unsealed(&bytes, sealed["passphrase"].as_str().unwrap()).unwrap();
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["drawing-1.svg", "your-data.json", "your-data.pdf"]);
    assert!(String::from_utf8_lossy(&files["drawing-1.svg"]).contains("M10 20L500 350"));
    let paper = read_out(&files["your-data.pdf"]);
    assert!(paper.contains("What you drew: A drawing, in the file drawing-1.svg"), "{paper}");
});
