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

/// Staff have spoken with them, who say that the way they gave is safe.
async fn asked(centre: &Centre, at: &str) -> Value {
    let way = centre.get("priya", &format!("{at}/safe-way")).await.is(200);
    let said = json!({"version": way["version"], "from": way["from"], "until": way["until"],
        "code_word": way["code_word"], "language": way["language"]});
    centre.put("priya", &format!("{at}/safe-way"), said).await.is(200)
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
    leanne
        .fill(page, page, &right)
        .await
        .is(200)
        .shows("We speak with you before anything goes to a new number");
    let at = |rest: &str| format!("/families/{}/people/{}{rest}", family.family, family.resident);
    asked(&centre, &at("")).await;
    leanne.open(page).await.is(200).shows("You said so on 18 November 2026");
    let staff = centre.sign_in("priya").await;
    staff.open(&at("")).await.is(200).shows("What they changed themselves").shows("heron7@example.org");
    let changes = items(&centre.get("priya", &at("/contact-changes")).await.is(200));
    assert_eq!((changes.len(), &changes[0]["said"]["safe_channel"]), (1, &json!("email")));
    // What was not said stays: where they live is not changed here.
    let before = centre.get("priya", &at("/contact")).await.is(200);
    says(&centre, &token, json!({"safe_channel": "telephone"})).await.is(200);
    let mut after = centre.get("priya", &at("/contact")).await.is(200);
    for part in ["safe_channel", "version"] {
        after[part] = before[part].clone();
    }
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
    assert_eq!((&way["to"], &way["because"]), (&json!("heron7@example.org"), &json!("not-confirmed")));
    let way = asked(&centre, at("").trim_end_matches('/')).await;
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
    staff.open(&page).await.is(200).shows("They gave us a new number or address for notices");
    asked(&centre, &format!("/families/{}/people/{}", family.family, family.resident)).await;
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
    let english = "Use one word of letters, at most 24 of them";
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

/// Contact details as staff write them, and how often they had been changed.
async fn writes(centre: &Centre, at: &str, change: Value) -> Answer {
    let path = format!("{at}/contact");
    let mut whole = centre.get("priya", &path).await.is(200);
    whole.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    centre.put("priya", &path, whole).await
}

story!(what_somebody_was_found_by_is_kept_from_the_other_side_after_it_changed, |centre| {
    let (family, hers) = leanne_signs_in(&centre).await;
    let at = format!("/families/{}/people/{}", family.family, family.resident);
    centre.parent_signs_in(&family.family, &family.visiting[0], "karl").await;
    let letters = format!("/families/{}/messages", family.family);
    let tells = |words: &str| json!({"party": family.visiting[0], "subject": "A word", "words": words});
    let before = json!({"address": "12 Hidden Mews\nLarkfield", "vehicle": "Green hatchback OA21 XYZ",
        "telephone": "07700 900701"});
    writes(&centre, &at, before).await.is(200);
    // She has another number now, and staff empty the rest.
    says(&centre, &hers, json!({"safe_channel": "telephone", "telephone": "07700 900702"})).await.is(200);
    let nothing = json!({"address": null, "vehicle": null});
    writes(&centre, &at, nothing).await.is(200);
    for words in
        ["Ring 07700 900701.", "She moved from Hidden Mews.", "A car with OA21 XYZ.", "Or 07700 900702."]
    {
        centre
            .in_vain("priya", Method::POST, &letters, tells(words))
            .await
            .is_refused_with("r25-compartment");
    }
    let stood = items(&centre.get("priya", &format!("{at}/contact/before")).await.is(200));
    let of_street = stood.iter().find(|one| one["contact"].to_string().contains("Hidden Mews")).unwrap();
    let page = centre.sign_in("priya").await.open(&at).await;
    page.is(200).shows("What stood here before").shows("OA21 XYZ");
    for who in ["grace", "joan", "ruth", "sam"] {
        let refused = centre.get(who, &format!("{at}/contact/before")).await;
        assert!([403, 404].contains(&refused.status), "{who}: {}", refused.body);
    }
    // Only where somebody says why nobody is found by it may it be told.
    for one in &stood {
        let path = format!("{at}/contact/before/{}/lifting", one["number"]);
        let reason = json!({"reason": "She moved a year ago and says that he knows of it."});
        centre.in_vain("priya", Method::POST, &path, json!({"reason": " "})).await.blames("/reason");
        centre.post("priya", &path, reason.clone()).await.is(201);
        centre.in_vain("priya", Method::POST, &path, reason).await.is_refused_with("contact-lifted");
    }
    assert!(of_street["lifted"].is_null());
    centre.post("priya", &letters, tells("She moved from Hidden Mews.")).await.is(201);
    centre
        .in_vain("priya", Method::POST, &letters, tells("Or 07700 900702."))
        .await
        .is_refused_with("r25-compartment");
});

story!(nobody_writes_over_what_an_adult_said_meanwhile_or_confirms_what_they_never_read, |centre| {
    let (family, hers) = leanne_signs_in(&centre).await;
    let at = format!("/families/{}/people/{}", family.family, family.resident);
    writes(&centre, &at, json!({"safe_channel": "email", "email": "heron7@example.org"})).await.is(200);
    asked(&centre, &at).await;
    let staff = centre.sign_in("priya").await;
    let version = staff.open(&at).await.hidden("version:int");
    let of_way = staff.open(&format!("{at}/notices")).await.hidden("version:int");
    says(&centre, &hers, json!({"safe_channel": "do-not-contact", "when_it_is_safe": "He has my phone."}))
        .await
        .is(200);
    let stale = [
        ("version:int", version.as_str()),
        ("safe_channel", "email"),
        ("email", "heron7@example.org"),
        ("doctor", "Dr Vale"),
    ];
    staff
        .fill(&at, &at, &stale)
        .await
        .is(409)
        .shows("has been changed since you opened this")
        .shows("Dr Vale");
    let read = centre.get("priya", &format!("{at}/contact")).await.is(200);
    assert_eq!((&read["safe_channel"], &read["doctor"]), (&json!("do-not-contact"), &Value::Null));
    // What they had said of the address does not come back to life with it.
    writes(&centre, &at, json!({"safe_channel": "email"})).await.is(200);
    let way = centre.get("priya", &format!("{at}/safe-way")).await.is(200);
    assert_eq!(way["because"], json!("not-confirmed"));
    let old = json!({"version": of_way.parse::<i32>().unwrap(), "code_word": "bluebell"});
    let path = format!("{at}/safe-way");
    centre.in_vain("priya", Method::PUT, &path, old).await.is_refused_with("contact-changed");
});

story!(no_adult_has_the_centre_write_to_the_other, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.parent_signs_in(&family.family, &family.visiting[0], "karl").await;
    let his = centre.token_of("karl").await;
    let at = format!("/families/{}/people/{}", family.family, family.visiting[0]);
    let hers =
        centre.get("priya", &format!("/families/{}/people/{}/contact", family.family, family.resident)).await;
    let hers = hers.is(200)["telephone"].as_str().unwrap().to_owned();
    // The same is answered whether the number is hers or nobody's.
    let text =
        |telephone: &str| json!({"safe_channel": "text", "telephone": telephone, "code_word": "marigold"});
    let mut answers = Vec::new();
    for number in [hers.as_str(), "07700 900955"] {
        let mut own = says(&centre, &his, text(number)).await.is(200);
        assert_eq!((&own["has_notices"], &own["is_held"]), (&json!(false), &json!(true)));
        own["telephone"] = Value::Null;
        answers.push(own);
        // Nor does it go there once he has said it before, and then says only how.
        says(&centre, &his, json!({"safe_channel": "telephone"})).await.is(200);
        let own = says(&centre, &his, json!({"safe_channel": "text"})).await.is(200);
        assert_eq!(own["is_held"], json!(true));
    }
    assert_eq!(answers[0], answers[1]);
    let tasks = centre.get("priya", "/tasks").await.is(200);
    assert!(tasks.to_string().contains("they gave us a new number or address"), "{tasks}");
    // Staff have asked him: now it goes there, and stays so while the number does.
    assert_eq!(asked(&centre, &at).await["because"], Value::Null);
    let own = says(&centre, &his, text("07700 900955")).await.is(200);
    assert_eq!((&own["is_held"], &own["has_notices"]), (&json!(false), &json!(true)));
});

story!(a_word_of_ones_own_tells_nobody_a_name_and_holds_no_number, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.parent_signs_in(&family.family, &family.visiting[0], "karl").await;
    let his = centre.token_of("karl").await;
    let known = centre.get("priya", &format!("/families/{}", family.family)).await.is(200);
    let hers = known["adults"].as_array().unwrap().iter().find(|one| one["side"] == "resident").unwrap();
    let word = |word: &str| json!({"safe_channel": "email", "email": "wren@example.org", "code_word": word});
    // A name of the other side is a word like any other to him: whether it is one is nothing he learns.
    let first = hers["name"].as_str().unwrap().split(' ').next().unwrap();
    says(&centre, &his, word(first)).await.is(200);
    says(&centre, &his, word("karl")).await.blames("/code_word");
    for wrong in ["ref-uge", "nspcc1", "07700900123", "r\u{435}fuge", "two words", "OA74QT"] {
        says(&centre, &his, word(wrong)).await.blames("/code_word");
    }
    let centre_name = centre.get("priya", "/letterhead").await.is(200)["name"].as_str().unwrap().to_owned();
    says(&centre, &his, word(centre_name.split(' ').next().unwrap())).await.blames("/code_word");
    // Staff who confirm it know both sides.
    let at = format!("/families/{}/people/{}", family.family, family.visiting[0]);
    let way = centre.get("priya", &format!("{at}/safe-way")).await.is(200);
    let named = json!({"version": way["version"], "code_word": first});
    centre.in_vain("priya", Method::PUT, &format!("{at}/safe-way"), named).await.blames("/code_word");
});
