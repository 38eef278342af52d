//! How an adult says themselves that they are reached safely (R26), what is meant for them to read, and when they are
//! asked again. All of it is theirs alone.

use app::demo::Journey;
use axum::http::Method;
use serde_json::{Value, json};
use stories::{Answer, Centre, items, story};

async fn leanne_signs_in(centre: &Centre) -> (Journey, String) {
    let family = centre.ready_family("supervised").await;
    centre.parent_signs_in(&family.family, &family.resident, "leanne").await;
    let token = centre.token_of("leanne").await;
    (family, token)
}

async fn says(centre: &Centre, token: &str, new: Value) -> Answer {
    centre.ask_with(token, Method::PUT, "/my/contact", new).await
}

fn by_email() -> Value {
    json!({"safe_channel": "email", "email": "heron7@example.org", "from": "10:00", "until": "14:00",
        "code_word": "heron", "when_it_is_safe": "While he is at work."})
}

story!(a_parent_changes_how_they_are_reached_on_a_phone_and_staff_see_that_they_did, |centre| {
    let (family, token) = leanne_signs_in(&centre).await;
    let leanne = centre.sign_in("leanne").await;
    leanne.open("/").await.is(200).shows("How we reach you");
    let page = "/my/contact";
    leanne
        .open(page)
        .await
        .is(200)
        .shows("Nobody else in the family does")
        .shows("It does not say who we are");
    let wrong = [("safe_channel", "email"), ("email", "heron7"), ("code_word", "heron")];
    leanne.fill(page, page, &wrong).await.is(422).shows("Error: ").shows("heron7");
    let right = [
        ("safe_channel", "email"),
        ("email", "heron7@example.org"),
        ("from", "10:00"),
        ("until", "14:00"),
        ("code_word", "heron"),
    ];
    leanne.fill(page, page, &right).await.is(200).shows("You said so on 18 November 2026");
    let at = |rest: &str| format!("/families/{}/people/{}{rest}", family.family, family.resident);
    let staff = centre.sign_in("priya").await;
    staff.open(&at("")).await.is(200).shows("What they changed themselves").shows("heron7@example.org");
    let changes = items(&centre.get("priya", &at("/contact-changes")).await.is(200));
    assert_eq!((changes.len(), &changes[0]["said"]["safe_channel"]), (1, &json!("email")));
    // What was not said stays: where they live is not changed here.
    let before = centre.get("priya", &at("/contact")).await.is(200);
    says(&centre, &token, json!({"safe_channel": "telephone"})).await.is(200);
    let mut after = centre.get("priya", &at("/contact")).await.is(200);
    after["safe_channel"] = before["safe_channel"].clone();
    assert_eq!(after, before);
    assert!(before["address"].is_string(), "{before}");
    let home = json!({"safe_channel": "telephone", "address": "1 Mill Lane"});
    says(&centre, &token, home).await.is(422);
    for who in ["grace", "joan", "ruth", "sam"] {
        let refused = centre.get(who, &at("/contact-changes")).await;
        assert!([403, 404].contains(&refused.status), "{who}: {}", refused.body);
        let refused = centre.ask(who, Method::PUT, "/my/contact", by_email()).await;
        assert!([403, 404].contains(&refused.status), "{who}: {}", refused.body);
    }
    let refused = centre.refuses("UPDATE contact_change SET number = 9").await;
    assert!(refused.contains("complaint_step_stays") || refused.contains("never changed"), "{refused}");
});

story!(the_other_adult_learns_nothing_of_how_one_is_reached, |centre| {
    let (family, hers) = leanne_signs_in(&centre).await;
    centre.parent_signs_in(&family.family, &family.visiting[0], "karl").await;
    let his = centre.token_of("karl").await;
    let read = async |path: &str| centre.ask_with(&his, Method::GET, path, Value::Null).await.is(200);
    let (contact, documents, case) =
        (read("/my/contact").await, read("/my/documents").await, read("/my/case").await);
    says(&centre, &hers, by_email()).await.is(200);
    assert_eq!(read("/my/contact").await, contact);
    assert_eq!(read("/my/documents").await, documents);
    assert_eq!(read("/my/case").await, case);
    let at = format!("/families/{}/people/{}/contact-changes", family.family, family.resident);
    centre.ask_with(&his, Method::GET, &at, Value::Null).await.is(404);
    // Nor does a letter to him tell it, from then on.
    let new = json!({"party": family.visiting[0], "subject": "A way", "words": "Try heron7@example.org."});
    let at = format!("/families/{}/messages", family.family);
    centre.in_vain("priya", Method::POST, &at, new).await.refused(409, "r25-compartment");
});

story!(what_waits_to_be_sent_goes_by_the_new_way_or_not_at_all, |centre| {
    let (family, token) = leanne_signs_in(&centre).await;
    let at = |rest: &str| format!("/families/{}/people/{}/{rest}", family.family, family.resident);
    says(&centre, &token, by_email()).await.is(200);
    let way = centre.get("priya", &at("safe-way")).await.is(200);
    assert_eq!((&way["to"], &way["because"]), (&json!("heron7@example.org"), &Value::Null));
    assert_eq!((&way["code_word"], &way["from"]), (&json!("heron"), &json!("10:00")));
    // Another address counts from when it is said, with what was said with it.
    says(&centre, &token, json!({"safe_channel": "email", "email": "wren@example.org"})).await.is(200);
    let way = centre.get("priya", &at("safe-way")).await.is(200);
    assert_eq!((&way["to"], &way["code_word"]), (&json!("wren@example.org"), &Value::Null));
    for (channel, because) in [("telephone", "by-voice"), ("do-not-contact", "do-not-contact")] {
        let own = says(&centre, &token, json!({"safe_channel": channel})).await.is(200);
        assert_eq!(own["has_notices"], json!(false));
        let way = centre.get("priya", &at("safe-way")).await.is(200);
        assert_eq!((&way["channel"], &way["because"]), (&Value::Null, &json!(because)));
    }
    let mut hours = by_email();
    hours["until"] = "10:30".into();
    says(&centre, &token, hours).await.blames("/until");
    let mut word = by_email();
    word["code_word"] = "solicitor".into();
    says(&centre, &token, word).await.blames("/code_word");
    // The number that the centre has stays.
    let own = says(&centre, &token, json!({"safe_channel": "text"})).await.is(200);
    assert_eq!(own["telephone"], json!("07700 900101"));
});

story!(what_is_meant_for_an_adult_stands_in_one_place, |centre| {
    let (_, token) = leanne_signs_in(&centre).await;
    let new = json!({"about": "place", "what": "It was cold.", "wish": "A heater.", "stage": "informal"});
    let complaint = centre.ask_with(&token, Method::POST, "/my/complaints", new).await.is(201);
    let own = async || {
        let own = centre.ask_with(&token, Method::GET, "/my/documents", Value::Null).await.is(200);
        items(&own).iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(own().await, ["plan", "agreement"]);
    let at = format!("/complaints/{}/answer", complaint["id"].as_str().unwrap());
    let letter = json!({"outcome": "put-right", "words": "There is a heater now."});
    centre.post("priya", &at, letter).await.is(201);
    assert_eq!(own().await, ["plan", "agreement", "complaint-answer"]);
    let leanne = centre.sign_in("leanne").await;
    leanne
        .open("/my/documents")
        .await
        .is(200)
        .shows("Our answer to your complaint")
        .shows("18 November 2026");
    let refused = centre.get("priya", "/my/documents").await;
    assert!([403, 404].contains(&refused.status), "{}", refused.body);
});

story!(staff_are_told_to_ask_again_at_a_meeting_and_when_it_was_long_ago, |centre| {
    let (family, token) = leanne_signs_in(&centre).await;
    let starts = stories::saturday(4);
    let meeting = json!({"party": family.resident, "starts": starts, "length": 45, "place": "Small office"});
    let at = format!("/families/{}/meetings", family.family);
    let meeting = stories::id(&centre.post("priya", &at, meeting).await.is(201));
    let page = format!("/meetings/{meeting}");
    let asks = "is this still a safe way to reach you?";
    let staff = centre.sign_in("priya").await;
    staff.open(&page).await.is(200).shows("Is this still a safe way to reach them?");
    says(&centre, &token, by_email()).await.is(200);
    staff.open(&page).await.is(200).does_not_show("Is this still a safe way to reach them?");
    staff.open("/").await.is(200).does_not_show(asks);
    centre.it_is("2027-02-17T09:00:00Z").await;
    let staff = centre.sign_in("priya").await;
    staff
        .open("/")
        .await
        .is(200)
        .shows(asks)
        .shows("They last told us on 18 November 2026")
        .does_not_show("heron7");
});

story!(a_parent_who_reads_welsh_is_refused_in_welsh_and_loses_nothing, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.parent_signs_in(&family.family, &family.resident, "leanne").await;
    let leanne = centre.browser().asking_in("cy");
    leanne.sign_in("leanne", app::demo::PASSWORD).await;
    let page = "/my/contact";
    let wrong = [("safe_channel", "email"), ("email", "heron7@example.org"), ("code_word", "two words")];
    let refused = leanne.fill(page, page, &wrong).await;
    let english = "Use one word of letters and digits, at most 24 of them";
    assert!(app::words::Words::are_there_for(english));
    refused.is(422).shows("two words").does_not_show(english).does_not_show("There is a problem");
});

story!(what_one_adult_calls_their_number_closes_no_page_of_the_other_and_no_message_to_them, |centre| {
    let (family, hers) = leanne_signs_in(&centre).await;
    centre.parent_signs_in(&family.family, &family.visiting[0], "karl").await;
    let his = centre.token_of("karl").await;
    centre.saturday_visit(&family).await;
    let phone = |telephone: &str| json!({"safe_channel": "telephone", "telephone": telephone});
    let mail = |email: &str| json!({"safe_channel": "email", "email": email});
    for words in ["false", "VCALENDAR", "answer me", "Saturday", "15:15", "2026 1121"] {
        says(&centre, &his, phone(words)).await.blames("/telephone");
    }
    for words in ["visit,thank,calendar@x.org", "members@of", "two words@example.org"] {
        says(&centre, &his, mail(words)).await.blames("/email");
    }
    // Ours and a helpline's are nobody's own.
    let ours = centre.get("priya", "/letterhead").await.is(200);
    let ours =
        ours["telephone"].as_str().filter(|ours| !ours.is_empty()).unwrap_or("0808 800 5000").to_owned();
    for known in [ours.as_str(), "0808 800 5000"] {
        says(&centre, &his, phone(known)).await.blames("/telephone");
    }
    // What can be taken for a number or an address, and is a time or a sentence where the other reads it.
    for taken in [phone("1515000000"), phone("2026112115"), mail("staff@are.with"), mail("your@visit.on")] {
        says(&centre, &his, taken).await.is(200);
        let own = centre.ask_with(&hers, Method::GET, "/my/case", Value::Null).await.is(200);
        assert!(!own["visits"].as_array().unwrap().is_empty());
        let leanne = centre.sign_in("leanne").await;
        for page in ["/", "/my/plan", "/my/visits", "/my/meetings"] {
            leanne.open(page).await.is(200);
        }
        let words = json!({"party": family.resident, "subject": "Saturday", "words": "Your visit on Saturday goes on."});
        centre.post("priya", &format!("/families/{}/messages", family.family), words).await.is(201);
    }
    // A number is still kept from the other side, however it is written.
    says(&centre, &his, phone("07700 900741")).await.is(200);
    let telling = json!({"party": family.resident, "subject": "A number", "words": "Ring +44 7700-900 741."});
    let path = format!("/families/{}/messages", family.family);
    centre.in_vain("priya", Method::POST, &path, telling).await.is_refused_with("r25-compartment");
});

story!(who_changes_it_all_day_long_is_asked_to_ring_and_staff_see_what_was_said_before, |centre| {
    let (family, token) = leanne_signs_in(&centre).await;
    for number in 0..20 {
        let telephone = format!("07700 9008{number:02}");
        says(&centre, &token, json!({"safe_channel": "telephone", "telephone": telephone})).await.is(200);
    }
    let more = json!({"safe_channel": "telephone", "telephone": "07700 900899"});
    says(&centre, &token, more.clone()).await.is_refused_with("contact-enough-today");
    let at = format!("/families/{}/people/{}/contact-changes", family.family, family.resident);
    let changes = items(&centre.get("priya", &at).await.is(200));
    assert_eq!((changes.len(), &changes[19]["said"]["telephone"]), (20, &json!("07700 900800")));
    centre.it_is("2026-11-19T09:00:00Z").await;
    says(&centre, &token, more).await.is(200);
});
