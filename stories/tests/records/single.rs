//! The end of what is no family's: by itself, or by two people.

use super::{rows, sealed::everything_kept, tables};
use app::records::{
    registry::{SINGLES, STAYS, Whose, all},
    retention::destroy_due,
};
use axum::http::Method;
use serde_json::{Value, json};
use stories::{Centre, id, items, story};

const WHY: &str = "The time of its class is over.";

/// What the program does by itself, done now. Answers how many records it destroyed.
async fn goes_by_itself(centre: &Centre) -> usize {
    let house = centre.house.clone();
    tokio::task::spawn_blocking(move || destroy_due(&house)).await.unwrap().map_err(|p| p.detail()).unwrap()
}

/// Whether some words stand anywhere in the database.
async fn is_kept(centre: &Centre, words: &str) -> bool {
    everything_kept(centre).await.contains(words)
}

async fn closed_enquiry(centre: &Centre, name: &str) -> String {
    let asked = json!({"name": name, "question": "What does it cost?", "safe_channel": "do-not-contact"});
    centre.post("", "/enquiries", asked).await.is(201);
    let listed = items(&centre.get("priya", "/enquiries").await.is(200));
    let enquiry = id(listed.iter().find(|one| one["asked"]["name"] == name).unwrap());
    let closing = json!({"outcome": "answered", "words": "She has the leaflet."});
    centre.post("priya", &format!("/enquiries/{enquiry}/closing"), closing).await.is(201);
    enquiry
}

story!(a_closed_enquiry_goes_by_itself_when_its_time_is_over_and_an_open_one_stays, |centre| {
    closed_enquiry(&centre, "Marker Closed").await;
    let asked_for = closed_enquiry(&centre, "Marker Wanted").await;
    let open = json!({"name": "Marker Open", "question": "Is it safe?", "safe_channel": "do-not-contact"});
    centre.post("", "/enquiries", open).await.is(201);
    let request = json!({
        "asked_by": "Marker Wanted", "channel": "email", "received_on": "2026-11-18", "identity_needed": false,
        "enquiry": asked_for,
    });
    let request = id(&centre.post("priya", "/subject-requests", request).await.is(201));
    centre.it_is("2027-11-18T23:59:00Z").await;
    assert_eq!(goes_by_itself(&centre).await, 0, "it is kept to the end of its last day");
    centre.it_is("2027-11-19T00:00:00Z").await;
    assert_eq!(goes_by_itself(&centre).await, 1);
    assert!(!is_kept(&centre, "Marker Closed").await);
    assert!(is_kept(&centre, "Marker Open").await, "while it is open no time runs");
    assert!(is_kept(&centre, "Marker Wanted").await, "while they wait for their own data it stays");
    assert_eq!(goes_by_itself(&centre).await, 0);
    let log = items(&centre.get("martin", "/records/single-destructions").await.is(200));
    assert_eq!((&log[0]["kind"], &log[0]["records_gone"]), (&json!("enquiry"), &json!(1)), "{log:?}");
    assert_eq!((&log[0]["proposed_by"], &log[0]["record"]), (&Value::Null, &Value::Null));
    let trail = centre.column("audit_entry WHERE act = 'run-jobs'", "summary").await;
    assert!(trail.contains("destroyed: 1 enquiry"), "{trail}");
    let page = centre.sign_in("priya").await.open("/records/single-destructions").await;
    page.is(200).shows("By itself").does_not_show("Marker");
    // The request ends and has its own time, which two people end; then the enquiry goes.
    let end = json!({"withdrawn": true, "because": "She rang and took it back."});
    centre.post("priya", &format!("/subject-requests/{request}/refusal"), end).await.is(200);
    assert_eq!(goes_by_itself(&centre).await, 0);
    centre.it_is("2030-11-20T09:00:00Z").await;
    let path = format!("/records/due-singles/subject-request/{request}/destruction");
    let proposed = id(&centre.post("priya", &path, json!({"reason": WHY})).await.is(201));
    let decide = format!("/records/single-destructions/{proposed}/decision");
    centre.post("martin", &decide, json!({"destroy": true, "because": WHY})).await.is(200);
    assert_eq!(goes_by_itself(&centre).await, 1);
    assert!(!is_kept(&centre, "Marker Wanted").await);
});

story!(a_draft_goes_by_itself_six_months_after_it_was_last_written_and_what_became_a_case_stays, |centre| {
    let family = centre.ready_family("supervised").await;
    let left = id(&centre.post("ruth", "/referrals", json!({"reason": "Marker left."})).await.is(201));
    let worked = id(&centre.post("ruth", "/referrals", json!({"reason": "Marker worked."})).await.is(201));
    let begun = json!({"worries": "Marker begun."});
    centre.post("", "/applications", begun).await.is(201);
    centre.it_is("2027-03-01T09:00:00Z").await;
    let again = json!({"reason": "Marker worked on again."});
    centre.put("ruth", &format!("/referrals/{worked}"), again).await.is(200);
    centre.it_is("2027-05-19T09:00:00Z").await;
    assert_eq!(goes_by_itself(&centre).await, 2);
    centre.get("ruth", &format!("/referrals/{left}")).await.is(404);
    for gone in ["Marker left", "Marker begun"] {
        assert!(!is_kept(&centre, gone).await, "{gone}");
    }
    centre.get("ruth", &format!("/referrals/{worked}")).await.is(200);
    centre.get("priya", &format!("/families/{}", family.family)).await.is(200);
    assert!(!centre.column("referral WHERE family IS NOT NULL", "id").await.is_empty());
});

/// Dev has said everything that can be said of a member of staff, and then left.
async fn dev_has_left(centre: &Centre) -> String {
    let dev = centre.id_of("dev").to_owned();
    let of = |rest: &str| format!("/staff/{dev}{rest}");
    let times = json!({"weekday": "monday", "from": "09:00", "until": "12:00"});
    centre.post("dev", &of("/times"), times).await.is(201);
    centre.put("dev", &of("/terms"), json!({"languages": "Marker language"})).await.is(200);
    centre.post("dev", &of("/known"), json!({"words": "Marker neighbour"})).await.is(201);
    let close = json!({"other": centre.id_of("joan"), "kind": "close-friend"});
    centre.post("dev", &of("/close-to"), close).await.is(201);
    centre.are_on_duty(&["dev"], 0).await;
    centre.says_away("dev", "dev", 0).await;
    centre.put("priya", &of("/supervisor"), json!({"supervisor": centre.id_of("grace")})).await.is(200);
    let talk = json!({"day": "2026-11-18", "discussed": "Marker talk.", "agreed": "Rest."});
    centre.post("grace", &of("/supervision"), talk).await.is(201);
    centre.post("dev", "/my/feed", json!({"names_place": true})).await.is(201);
    centre.post("priya", &of("/closing"), json!({})).await.is(201);
    dev
}

story!(what_is_kept_of_somebody_who_left_goes_by_two_people_but_their_name_where_they_wrote, |centre| {
    let dev = dev_has_left(&centre).await;
    let accounts = centre.column(&format!("account WHERE staff = '{dev}'"), "id").await;
    let account = accounts.trim().to_owned();
    let path = format!("/records/due-singles/staff/{dev}/destruction");
    let post = async |who, path: &str, body: Value| centre.in_vain(who, Method::POST, path, body).await;
    let reason = json!({"reason": WHY});
    post("priya", &path, reason.clone()).await.refused(409, "not-due");
    centre.it_is("2032-11-19T09:00:00Z").await;
    for who in ["grace", "joan", "sam", "ruth"] {
        let answer = post(who, &path, reason.clone()).await;
        assert!(matches!(answer.status, 403 | 404), "{who}: {}", answer.status);
        assert!(matches!(centre.get(who, "/records/due-singles").await.status, 403 | 404), "{who}");
    }
    post("priya", &path, json!({})).await.blames("/reason");
    post("priya", &path, json!({"reason": "Dev is long gone."})).await.blames("/reason");
    let nobody = path.replace(&dev, centre.id_of("joan"));
    post("priya", &nobody, reason.clone()).await.is(404);
    let due = items(&centre.get("martin", "/records/due-singles").await.is(200));
    assert_eq!((&due[0]["called"], &due[0]["is_due"]), (&json!("Dev Chaudhry"), &json!(true)), "{due:?}");
    // On the page, with what was typed kept.
    let priya = centre.sign_in("priya").await;
    let page = format!("/records/due-singles/staff/{dev}");
    priya.open("/records/due-singles").await.is(200).shows("Dev Chaudhry").shows("Due");
    priya.fill(&page, &page, &[("reason", "Dev has gone.")]).await.is(422).shows("Dev has gone.");
    priya.fill(&page, &page, &[("reason", WHY)]).await.is(200).shows("Waits for a second person");
    post("martin", &path, reason).await.refused(409, "proposed-already");
    let log = items(&centre.get("martin", "/records/single-destructions").await.is(200));
    let decide = format!("/records/single-destructions/{}/decision", id(&log[0]));
    let yes = json!({"destroy": true, "because": WHY});
    post("priya", &decide, yes.clone()).await.refused(409, "same-person");
    post("grace", &decide, yes.clone()).await.is(404);
    post("martin", &decide, json!({"destroy": true, "because": "Chaudhry left."})).await.blames("/because");
    let done = centre.post("martin", &decide, yes.clone()).await.is(200);
    assert_eq!((&done["state"], &done["record"]), (&json!("done"), &Value::Null));
    assert!(done["rows_gone"].as_i64().unwrap() > 8, "{done}");
    post("martin", &decide, yes).await.refused(409, "decided-already");
    for (table, kept) in rows(&centre).await {
        let stays = STAYS.iter().any(|(name, _)| *name == table);
        for row in kept {
            assert!(!row.contains("Marker"), "{table} still has {row}");
            assert!(stays || !(row.contains(&dev) || row.contains(&account)), "{table} still has {row}");
        }
    }
    let left = format!("staff WHERE id = '{dev}'");
    assert_eq!(centre.column(&left, "name || COALESCE(terms, '')").await.trim(), "Dev Chaudhry");
    let sign_in = centre.column(&format!("account WHERE staff = '{dev}'"), "username || password").await;
    assert_eq!(sign_in.trim(), account, "nothing is left to come in with");
    let log = centre.get("priya", "/records/single-destructions").await.is(200).to_string();
    assert!(!log.contains(&dev) && !log.contains("Chaudhry"), "{log}");
    assert!(items(&centre.get("priya", "/records/due-singles").await.is(200)).is_empty());
});

/// A referrer who came in by a browser and a program, and whose sign-in was closed. Answers which it is.
async fn ruth_is_closed(centre: &Centre) -> String {
    centre.sign_in("ruth").await;
    let ruth = centre.column("account WHERE username = 'ruth'", "id").await.trim().to_owned();
    let why = json!({"reason": "She works elsewhere."});
    centre.post("priya", &format!("/sign-ins/{ruth}/closing"), why).await.is(200);
    ruth
}

story!(what_a_referrer_came_in_with_goes_by_two_people_a_year_after_it_was_closed, |centre| {
    let family = centre.ready_family("supervised").await;
    let name = centre.column("account WHERE username = 'ruth'", "name").await;
    let ruth = ruth_is_closed(&centre).await;
    let path = format!("/records/due-singles/sign-in/{ruth}/destruction");
    let reason = json!({"reason": WHY});
    let vain = async |path: &str, body| centre.in_vain("priya", Method::POST, path, body).await;
    centre.it_is("2027-11-18T23:59:00Z").await;
    vain(&path, reason.clone()).await.refused(409, "not-due");
    centre.it_is("2027-11-19T00:00:00Z").await;
    // Nobody else's: not one that is open, not a parent's, not one of staff who left.
    let joan = centre.id_of("joan").to_owned();
    centre.post("priya", &format!("/staff/{joan}/closing"), json!({})).await.is(201);
    for whose in ["username = 'sam'".to_owned(), format!("staff = '{joan}'")] {
        let other = centre.column(&format!("account WHERE {whose}"), "id").await;
        vain(&path.replace(&ruth, other.trim()), reason.clone()).await.is(404);
    }
    // A legal hold on a family that she referred keeps it.
    let hold = format!("/families/{}/legal-hold", family.family);
    centre.post("martin", &hold, json!({"reason": "The court has asked."})).await.is(201);
    vain(&path, reason.clone()).await.refused(409, "legal-hold");
    centre.post("martin", &format!("{hold}/lifting"), json!({"because": "Over."})).await.is(200);
    let priya = centre.sign_in("priya").await;
    let page = format!("/records/due-singles/sign-in/{ruth}");
    priya.open("/records/due-singles").await.is(200).shows("Sign-in of a referrer").shows(name.trim());
    priya.fill(&page, &page, &[("reason", WHY)]).await.is(200).shows("Waits for a second person");
    let proposed = id(&items(&centre.get("martin", "/records/single-destructions").await.is(200))[0]);
    let decide = format!("/records/single-destructions/{proposed}");
    let martin = centre.sign_in("martin").await;
    martin.open(&decide).await.is(200).shows("Everything they came in with goes");
    let yes = json!({"destroy": true, "because": WHY});
    centre.post("martin", &format!("{decide}/decision"), yes).await.is(200);
    let theirs = format!("account WHERE id = '{ruth}'");
    assert_eq!(centre.column(&theirs, "username || password").await.trim(), ruth);
    assert_eq!(centre.column(&theirs, "name").await, name, "it stays under what she wrote");
    for table in ["browser_session", "api_token", "known_device"] {
        let left = centre.column(&format!("{table} WHERE account = '{ruth}'"), "account").await;
        assert_eq!(left, "", "{table}");
    }
    assert!(
        items(&centre.get("priya", "/records/due-singles").await.is(200))
            .iter()
            .all(|one| one["record"] != ruth)
    );
});

story!(somebody_who_held_visits_of_a_family_under_a_legal_hold_stays_until_it_is_lifted, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.visit_that_took_place(&family, stories::saturday(0)).await;
    let grace = centre.id_of("grace").to_owned();
    centre.post("priya", &format!("/staff/{grace}/closing"), json!({})).await.is(201);
    centre.it_is("2033-01-10T09:00:00Z").await;
    let hold = format!("/families/{}/legal-hold", family.family);
    centre.post("martin", &hold, json!({"reason": "The court has asked for everything."})).await.is(201);
    let path = format!("/records/due-singles/staff/{grace}/destruction");
    let reason = json!({"reason": WHY});
    centre.in_vain("priya", Method::POST, &path, reason.clone()).await.refused(409, "legal-hold");
    centre.post("martin", &format!("{hold}/lifting"), json!({"because": "The case is over."})).await.is(200);
    let proposed = id(&centre.post("priya", &path, reason).await.is(201));
    // Placed again after it was proposed: the hold decides.
    centre.post("martin", &hold, json!({"reason": "The court asked again."})).await.is(201);
    let decide = format!("/records/single-destructions/{proposed}/decision");
    let yes = json!({"destroy": true, "because": WHY});
    centre.in_vain("martin", Method::POST, &decide, yes).await.refused(409, "legal-hold");
    let no = json!({"destroy": false, "because": "The hold stands."});
    assert_eq!(centre.post("martin", &decide, no).await.is(200)["state"], "declined");
    // What she held of the family is the family's own.
    assert!(centre.column("visit_supervisor", "staff").await.contains(&grace));
});

story!(a_closed_breach_and_an_answered_question_end_by_two_people_too, |centre| {
    let family = centre.ready_family("supervised").await;
    let parent = centre.parent_signs_in(&family.family, &family.resident, "leanne.farrow").await;
    parent.fill("/my/looked", "/my/looked", &[]).await.is(200);
    let asked = id(&items(&centre.get("priya", "/look-requests").await.is(200))[0]);
    centre.post("priya", &format!("/look-requests/{asked}/release"), json!({})).await.is(200);
    centre.it_is("2029-11-19T09:00:00Z").await;
    let hold = format!("/families/{}/legal-hold", family.family);
    centre.post("martin", &hold, json!({"reason": "The court has asked."})).await.is(201);
    let path = format!("/records/due-singles/look-request/{asked}/destruction");
    let reason = json!({"reason": WHY});
    centre.in_vain("priya", Method::POST, &path, reason.clone()).await.refused(409, "legal-hold");
    centre.post("martin", &format!("{hold}/lifting"), json!({"because": "Over."})).await.is(200);
    let proposed = id(&centre.post("priya", &path, reason).await.is(201));
    let decide = format!("/records/single-destructions/{proposed}/decision");
    centre.post("martin", &decide, json!({"destroy": true, "because": WHY})).await.is(200);
    assert_eq!(centre.column("look_request", "id").await, "");
});

story!(whatever_tells_of_staff_askers_or_sign_ins_ends_with_something_or_says_why_it_stays, |centre| {
    let there = tables(&centre).await;
    for table in all().iter().filter(|table| !matches!(table.whose, Whose::Family | Whose::Nobody)) {
        let goes = SINGLES.iter().flat_map(|single| single.goes).any(|(name, _)| *name == table.name);
        let stays = STAYS.iter().any(|(name, _)| *name == table.name);
        assert!(goes != stays, "{} ends with nothing, and nothing says why it stays", table.name);
    }
    for (table, _) in SINGLES.iter().flat_map(|single| single.goes) {
        assert!(there.contains_key(*table), "there is no {table}");
    }
    for (table, why) in STAYS {
        assert!(there.contains_key(*table) && why.len() > 10, "{table}");
    }
});
