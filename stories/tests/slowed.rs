//! The public writes without a sign-in, and nobody fills every list from one place.

use serde_json::{Value, json};
use stories::{Centre, story};

/// How many of these were taken before one place was told to wait, and that it was.
async fn taken_of(centre: &Centre, path: &str, new: &Value) -> usize {
    for number in 0..40 {
        let answer = centre.post("", path, new.clone()).await;
        if answer.status == 429 {
            return number;
        }
        assert!([201, 409].contains(&answer.status), "{path}: {}", answer.body);
    }
    40
}

story!(one_place_fills_neither_the_queue_of_chats_nor_the_lists_of_those_who_ask, |centre| {
    let week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let days = week.map(|day| json!({"weekday": day, "opens": "00:00", "closes": "23:59"}));
    centre.ask("priya", axum::http::Method::PUT, "/chat-hours", json!({"days": days})).await.is(200);
    centre.ask("priya", axum::http::Method::PUT, "/chat-desk", json!({"here": true})).await.is(200);
    assert_eq!(taken_of(&centre, "/chats", &json!({"words": "Hello"})).await, 6);
    let asked = json!({"name": "Leanne", "question": "What does it cost?", "safe_channel": "do-not-contact"});
    assert_eq!(taken_of(&centre, "/enquiries", &asked).await, 30);
    let complaint = json!({"name": "Leanne", "safe_channel": "do-not-contact", "about": "place", "what": "The gate was shut.",
        "wish": "Open it.", "stage": "informal"});
    assert_eq!(taken_of(&centre, "/complaints", &complaint).await, 30);
    // The page is a door to the same list, and whoever comes from elsewhere finds it open.
    let typed = [("name", "Leanne"), ("question", "Is there a garden?"), ("safe_channel", "do-not-contact")];
    let one = centre.browser().at_address([203, 0, 113, 8]);
    for _ in 0..30 {
        assert_eq!(one.post("/enquire", &typed).await.status, 303);
    }
    // Whoever has to wait loses nothing that they wrote.
    one.fill("/enquire", "/enquire", &typed)
        .await
        .is(429)
        .shows("Too many tries")
        .shows("Is there a garden?");
    let elsewhere = centre.browser().at_address([203, 0, 113, 9]);
    assert_eq!(elsewhere.post("/enquire", &typed).await.status, 303);
});

story!(a_secret_address_is_told_once_though_the_same_is_asked_again, |centre| {
    crate::first_call::offered(&centre).await;
    let call = json!({"starts": crate::first_call::MONDAY, "way": "telephone", "name": "Leanne",
        "reach_me_at": "07700 900123"});
    let key = [("idempotency-key", "7")];
    let post = axum::http::Method::POST;
    let first = centre.player.answer("", post.clone(), "/first-calls", &call, &key).await;
    assert_eq!(first.0, 201, "{}", first.1);
    let again = centre.player.answer("", post, "/first-calls", &call, &key).await;
    assert_eq!((again.0, &again.1["code"]), (409, &json!("first-call-taken")));
});

story!(what_would_turn_round_what_staff_read_is_left_out_of_it, |centre| {
    let asked =
        json!({"name": "Ev\u{202e}gro", "question": "Le\u{2067}t me in", "safe_channel": "do-not-contact"});
    centre.post("", "/enquiries", asked).await.is(201);
    let kept = centre.get("priya", "/enquiries").await.is(200)["items"][0]["asked"].clone();
    assert_eq!((&kept["name"], &kept["question"]), (&json!("Evgro"), &json!("Let me in")));
    let nothing = json!({"name": "\u{202e}", "question": "Why?", "safe_channel": "do-not-contact"});
    centre.post("", "/enquiries", nothing).await.blames("/name");
    let arabic = json!({"name": "ليان", "question": "كم يكلف ذلك؟", "safe_channel": "do-not-contact"});
    centre.post("", "/enquiries", arabic).await.is(201);
});
