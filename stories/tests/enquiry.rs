//! Questions from outside.

use axum::http::Method;
use serde_json::json;
use stories::story;

story!(anybody_can_ask_and_staff_read_it, |centre| {
    let question = json!({
        "name": "Leanne", "question": "Can his grandmother come too?",
        "safe_channel": "telephone", "reach_me_at": "07700 900123",
    });
    let received = centre.post("", "/enquiries", question).await.is(201);
    assert!(received.get("id").is_none(), "who asked learns only that it arrived");
    let listed = centre.get("priya", "/enquiries").await.is(200);
    assert_eq!(listed["items"][0]["asked"]["name"], "Leanne");
    assert_eq!(listed["items"][0]["channel"], "web");
});

story!(the_public_cannot_read_enquiries_and_an_administrator_sees_nothing_there, |centre| {
    centre.get("", "/enquiries").await.is(401);
    centre.get("sam", "/enquiries").await.is(403);
    centre.get("ruth", "/enquiries").await.is(403);
});

story!(everything_missing_is_named_at_once, |centre| {
    let answer = centre.post("", "/enquiries", json!({"name": "Leanne"})).await;
    answer.clone().blames("/question");
    answer.blames("/safe_channel");
});

story!(someone_who_cannot_be_contacted_need_leave_no_number, |centre| {
    let asked = json!({"name": "Leanne", "question": "Is there a first call?", "safe_channel": "telephone"});
    centre.post("", "/enquiries", asked).await.blames("/reach_me_at");
    let asked =
        json!({"name": "Leanne", "question": "Is there a first call?", "safe_channel": "do-not-contact"});
    centre.post("", "/enquiries", asked).await.is(201);
});

story!(an_enquiry_is_closed_once, |centre| {
    let asked = json!({"name": "Leanne", "question": "What does it cost?", "safe_channel": "do-not-contact"});
    centre.post("", "/enquiries", asked).await.is(201);
    let id = centre.get("priya", "/enquiries").await.is(200)["items"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/enquiries/{id}/closing");
    let closing = json!({"outcome": "answered", "words": "She called back and has the leaflet."});
    centre.post("priya", &path, closing.clone()).await.is(201);
    centre.post("priya", &path, closing).await.is_refused_with("enquiry-closed");
});

story!(a_rejected_form_keeps_what_was_typed, |centre| {
    let browser = centre.browser();
    let page =
        browser.fill("/enquire", "/enquire", &[("name", "Leanne"), ("question", "Is it <b>safe</b>?")]).await;
    page.is(422)
        .shows("There is a problem")
        .shows("Is it &#60;b&#62;safe&#60;/b&#62;?")
        .shows("value=\"Leanne\"");
});

story!(a_form_sent_twice_is_kept_once, |centre| {
    let headers = [("idempotency-key", "one-intention")];
    let asked = json!({"name": "Leanne", "question": "Again?", "safe_channel": "do-not-contact"});
    for _ in 0..2 {
        let (status, _) =
            centre.player.answer("", axum::http::Method::POST, "/enquiries", &asked, &headers).await;
        assert_eq!(status, 201);
    }
    assert_eq!(centre.get("priya", "/enquiries").await.is(200)["items"].as_array().unwrap().len(), 1);
});

story!(a_key_used_for_something_else_is_refused_except_to_the_public, |centre| {
    let headers = [("idempotency-key", "one-intention")];
    let ask = async |who, path, body| {
        let (status, body) = centre.player.answer(who, axum::http::Method::POST, path, &body, &headers).await;
        (status, body["code"].as_str().map(str::to_owned))
    };
    assert_eq!(ask("priya", "/referrals", json!({})).await, (201, None));
    let picture = centre.picture().await;
    let refused = ask("priya", "/referrals", json!({"reason": "Other."})).await;
    assert_eq!(refused, (409, Some("idempotency-key-reused".to_owned())));
    assert_eq!(centre.picture().await, picture);
    // Whoever asks from outside may be another person, who must not learn that this one was here.
    for question in ["Is it safe?", "Does it cost anything?"] {
        let asked = json!({"name": "Leanne", "question": question, "safe_channel": "do-not-contact"});
        assert_eq!(ask("", "/enquiries", asked).await, (201, None));
    }
});

story!(what_is_wrong_with_a_query_or_with_a_key_is_said_of_it, |centre| {
    for (query, pointer) in [
        ("limit=many", "/limit"),
        ("limit=1&limit=2", "/limit"),
        ("colour=green", "/colour"),
        ("limit=99999999999999999999", "/limit"),
    ] {
        centre.get("priya", &format!("/enquiries?{query}")).await.blames(pointer);
    }
    let asked = json!({"name": "Leanne", "question": "Again?", "safe_channel": "do-not-contact"});
    for key in ["two words", "", &"k".repeat(201), "a/b"] {
        let headers = [("idempotency-key", key)];
        let (status, body) = centre.player.answer("", Method::POST, "/enquiries", &asked, &headers).await;
        let blamed = &body["errors"][0]["pointer"];
        assert_eq!((status, blamed), (422, &json!("/Idempotency-Key")), "{key}: {body}");
    }
});

fn said(more: serde_json::Value) -> serde_json::Value {
    let mut told = json!({
        "safe_to_talk": "yes", "name": "Leanne", "question": "He shouts at the door. Can we come to you?",
        "safe_channel": "text", "reach_me_at": "07700 900123", "when_it_is_safe": "On weekdays before three.",
        "code_word": "library", "may_leave_message": false, "may_say_who_we_are": false,
    });
    told.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    told
}

async fn all(centre: &stories::Centre) -> Vec<serde_json::Value> {
    centre.get("priya", "/enquiries").await.is(200)["items"].as_array().unwrap().clone()
}

/// Writes a call down; answers the enquiry that it is.
async fn logged(centre: &stories::Centre, who: &str, told: serde_json::Value) -> serde_json::Value {
    let before = all(centre).await;
    centre.post(who, "/enquiries/calls", told).await.is(201);
    all(centre).await.into_iter().find(|one| !before.iter().any(|other| other["id"] == one["id"])).unwrap()
}

story!(a_caller_who_cannot_talk_is_asked_for_nothing_more, |centre| {
    centre.post("priya", "/enquiries/calls", json!({})).await.blames("/safe_to_talk");
    centre.post("priya", "/enquiries/calls", json!({"safe_to_talk": "yes"})).await.blames("/question");
    let enquiry = logged(&centre, "priya", json!({"safe_to_talk": "no"})).await;
    assert_eq!(enquiry["channel"], "telephone");
    let browser = centre.sign_in("priya").await;
    let page = browser.open(&format!("/enquiries/{}", stories::id(&enquiry))).await;
    page.is(200).shows("They could not talk").shows("somebody who gave no name");
});

story!(whoever_takes_up_the_telephone_writes_the_call_down_and_those_who_lead_read_it, |centre| {
    let enquiry = logged(&centre, "joan", said(json!({}))).await;
    centre.get("joan", "/enquiries").await.is(403);
    for nobody in ["", "sam", "ruth"] {
        let refused = centre.post(nobody, "/enquiries/calls", said(json!({}))).await;
        assert!([401, 403, 404].contains(&refused.status), "{nobody}: {}", refused.status);
    }
    assert_eq!(enquiry["asked"]["code_word"], "library");
});

story!(danger_on_the_telephone_is_a_task_for_the_safeguarding_lead_within_the_hour, |centre| {
    let before = centre.get("martin", "/tasks").await.is(200)["items"].as_array().unwrap().len();
    centre.post("priya", "/enquiries/calls", said(json!({}))).await.is(201);
    assert_eq!(centre.get("martin", "/tasks").await.is(200)["items"].as_array().unwrap().len(), before);
    let enquiry = logged(&centre, "priya", json!({"safe_to_talk": "danger"})).await;
    let tasks = centre.get("martin", "/tasks").await.is(200);
    let task = tasks["items"].as_array().unwrap().iter().find(|task| task["rule"] == "R22").unwrap().clone();
    assert_eq!(task["enquiry"], enquiry["id"]);
    assert_eq!(enquiry["is_urgent"], true);
    let within = task["due"].as_str().unwrap().parse::<base::Moment>().unwrap().since(centre.now());
    assert!(within.0 <= 60, "{within:?}");
    let text = task["words"].as_str().unwrap();
    assert!(!text.contains("Leanne"), "a task holds none of the caller's words: {text}");
    centre.sign_in("priya").await.open("/").await.is(200).shows("somebody is in danger now");
});

story!(a_call_keeps_when_it_began_and_when_it_was_kept, |centre| {
    centre.it_is("2026-11-18T12:10:00Z").await;
    let browser = centre.sign_in("priya").await;
    let page = browser.open("/enquiries/new").await;
    let began = page.hidden("began");
    centre.it_is("2026-11-18T12:19:00Z").await;
    let answers = [("safe_to_talk", "yes"), ("question", "What does it cost?"), ("began", began.as_str())];
    let answers = answers.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(browser.hear_of("/enquiries/new", "/enquiries/new", &answers).await.status, 303);
    let enquiry = all(&centre).await[0].clone();
    let moment = |value: &serde_json::Value| value.as_str().unwrap().parse::<base::Moment>().unwrap();
    assert_eq!(moment(&enquiry["at"]).since(moment(&enquiry["asked"]["began"])).0, 9);
    let early = json!({"safe_to_talk": "no", "began": "2026-11-10T12:00:00+00:00"});
    centre.post("priya", "/enquiries/calls", early).await.blames("/began");
});

story!(a_professionals_enquiry_becomes_a_referral_with_nothing_typed_twice, |centre| {
    let told = said(json!({"who": "professional", "safe_channel": "email", "reach_me_at": "jo@example.org"}));
    let id = stories::id(&logged(&centre, "priya", told).await);
    let path = format!("/enquiries/{id}/referral");
    let referral = centre.post("priya", &path, json!({})).await.is(201);
    let document = centre.get("priya", &format!("/referrals/{}", stories::id(&referral))).await.is(200);
    let document = &document["document"];
    assert_eq!(document["reason"], "He shouts at the door. Can we come to you?");
    assert_eq!(document["referrer"]["name"], "Leanne");
    assert_eq!(document["referrer"]["email"], "jo@example.org");
    let enquiry = centre.get("priya", &format!("/enquiries/{id}")).await.is(200);
    assert_eq!(enquiry["outcome"], "referral-coming");
    assert_eq!(enquiry["referral"], referral["id"]);
    centre.post("priya", &path, json!({})).await.is_refused_with("enquiry-closed");
});

story!(a_parents_number_goes_to_their_own_side_and_a_relatives_stays_in_the_enquiry, |centre| {
    for (who, side) in [("resident", "resident"), ("visiting", "visiting")] {
        let id = stories::id(&logged(&centre, "priya", said(json!({"who": who}))).await);
        let referral = centre.post("priya", &format!("/enquiries/{id}/referral"), json!({})).await.is(201);
        let draft = centre.get("priya", &format!("/referrals/{}", stories::id(&referral))).await.is(200);
        let contact = &draft["document"][side]["contact"];
        assert_eq!(contact["telephone"], "07700 900123");
        assert_eq!(contact["safe_channel"], "text");
        let when = contact["when_it_is_safe"].as_str().unwrap();
        for part in [
            "On weekdays before three.",
            "Say first: library.",
            "Leave no message.",
            "Do not say who we are.",
        ] {
            assert!(when.contains(part), "{when}");
        }
        assert!(draft["document"]["referrer"].get("telephone").is_none());
    }
    for who in ["grandparent", "somebody-else"] {
        let id = stories::id(&logged(&centre, "priya", said(json!({"who": who}))).await);
        let referral = centre.post("priya", &format!("/enquiries/{id}/referral"), json!({})).await.is(201);
        let draft = centre.get("priya", &format!("/referrals/{}", stories::id(&referral))).await.is(200);
        assert!(!draft.to_string().contains("900123"), "{draft}");
    }
    let id = stories::id(&logged(&centre, "priya", said(json!({}))).await);
    centre.post("priya", &format!("/enquiries/{id}/referral"), json!({})).await.blames("/who");
    let (browser, page) = (centre.sign_in("priya").await, format!("/enquiries/{id}"));
    let again = browser.fill(&page, &format!("{page}/application"), &[]).await;
    again.is(422).shows("Choose what they are to the child").shows("Go on from here");
});

story!(how_somebody_is_reached_safely_goes_on_whole_or_is_asked_for_shorter, |centre| {
    // Eight thousand letters and no more are kept of one answer: what would be cut is refused while they ring.
    let long = "At noon. ".repeat(888);
    let told = |when: &str| said(json!({"who": "resident", "when_it_is_safe": when}));
    centre.in_vain("priya", Method::POST, "/enquiries/calls", told(&long)).await.blames("/when_it_is_safe");
    let id = stories::id(&logged(&centre, "priya", told(&long[..7800])).await);
    let referral = centre.post("priya", &format!("/enquiries/{id}/referral"), json!({})).await.is(201);
    let draft = centre.get("priya", &format!("/referrals/{}", stories::id(&referral))).await.is(200);
    let when = draft["document"]["resident"]["contact"]["when_it_is_safe"].as_str().unwrap();
    assert!(
        when.starts_with("At noon.")
            && when.contains("Say first: library.")
            && when.contains("Leave no message.")
    );
});

story!(a_parents_enquiry_becomes_their_own_application_and_its_code_is_told_once, |centre| {
    let id = stories::id(&logged(&centre, "priya", said(json!({"who": "resident"}))).await);
    let browser = centre.sign_in("priya").await;
    browser.open(&format!("/enquiries/{id}")).await.is(200).shows("Begin their own application");
    let path = format!("/enquiries/{id}/application");
    centre.post("priya", &path, json!({"who": "professional"})).await.blames("/who");
    let begun = centre.post("priya", &path, json!({})).await.is(201);
    let code = begun["code"].as_str().unwrap();
    let enquiry = centre.get("priya", &format!("/enquiries/{id}")).await.is(200);
    assert_eq!(enquiry["application"], begun["id"]);
    assert!(!enquiry.to_string().contains(code), "the code is kept nowhere");
    centre.post("priya", &path, json!({})).await.is_refused_with("enquiry-closed");
    // What they told stands there for them; nobody of the centre reads it before they send it.
    let parent = centre.browser();
    assert_eq!(parent.post("/apply/continue", &[("code", code)]).await.status, 303);
    parent.open("/apply/check").await.is(200).shows("Leanne").shows("07700 900123");
    centre.get("priya", &format!("/applications/{}", stories::id(&begun))).await.is(404);
});

story!(every_helpline_stands_on_the_public_pages_with_its_source_and_999_first, |centre| {
    for path in ["/enquire", "/enquire/sent", "/first-call"] {
        let page = centre.browser().open(path).await;
        page.is(200).shows("call 999").shows("press 55");
        for number in [
            "0808 2000 247",
            "0808 80 10 800",
            "0808 801 0327",
            "0800 1111",
            "0808 800 5000",
            "0808 802 4040",
        ] {
            page.shows(number);
        }
        page.shows("As published at nspcc.org.uk; check before you rely on it.");
    }
});
