//! Questions from outside.

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
