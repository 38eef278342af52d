//! How it was, as adults say it: each for themselves, once for each occasion, and told to everybody only in numbers
//! by which nobody can be known.

use axum::http::Method;
use serde_json::{Value, json};
use stories::{Centre, items, story};

fn said() -> Value {
    json!({"occasion": "meeting", "safe": "glad", "heard": "very-glad", "child": "even", "words": "The hall was cold.", "speak": true})
}

async fn due(centre: &Centre, token: &str) -> Value {
    centre.ask_with(token, Method::GET, "/my/feedback", Value::Null).await.is(200)["due"].clone()
}

story!(an_adult_is_asked_after_their_meeting_and_says_how_it_was_on_a_phone, |centre| {
    let family = centre.ready_family("supervised").await;
    let karl = centre.parent_signs_in(&family.family, &family.visiting[0], "karl").await;
    let leanne = centre.parent_signs_in(&family.family, &family.resident, "leanne").await;
    let (his, hers) = (centre.token_of("karl").await, centre.token_of("leanne").await);
    assert_eq!(due(&centre, &his).await, json!("meeting"));
    karl.open("/").await.is(200).shows("You have met us. How was it?");
    let page = "/my/feedback";
    karl.fill(page, page, &[("safe", "glad"), ("words", "The hall was cold.")])
        .await
        .is(422)
        .shows("Error: ")
        .shows("The hall was cold.");
    let occasion = karl.open(page).await.hidden("occasion");
    let answers = [
        ("occasion", occasion.as_str()),
        ("safe", "glad"),
        ("heard", "very-glad"),
        ("child", "even"),
        ("words", "The hall was cold."),
        ("speak:bool", "yes"),
    ];
    // It is said of one occasion: what comes twice at the same time is not counted for the next.
    let mut of_another = said();
    for (occasion, pointer) in [(json!("visits"), None), (Value::Null, Some("/occasion"))] {
        of_another["occasion"] = occasion;
        let refused = centre.ask_with(&his, Method::POST, "/my/feedback", of_another.clone()).await;
        match pointer {
            Some(pointer) => refused.blames(pointer),
            None => refused.refused(409, "nothing-to-say-yet"),
        };
    }
    karl.fill(page, page, &answers).await.is(200).shows("We have no questions just now");
    centre.ask_with(&his, Method::POST, "/my/feedback", said()).await.refused(409, "nothing-to-say-yet");
    // Whether one has answered is nothing to the other.
    assert_eq!(due(&centre, &hers).await, json!("meeting"));
    leanne.open("/").await.is(200).does_not_show("cold");

    let staff = centre.sign_in("priya").await;
    staff.open("/feedback").await.is(200).shows("The hall was cold.").shows("Would like to speak with us");
    assert_eq!(items(&centre.get("martin", "/feedback").await.is(200)).len(), 1);
    // Whoever wants to be spoken with stands among the tasks of those who lead, and of nobody else.
    let wants =
        |tasks: &Value| items(tasks).iter().any(|task| task["words"].to_string().contains("Speak with"));
    assert!(wants(&centre.get("martin", "/tasks").await.is(200)));
    assert!(!wants(&centre.get("grace", "/tasks").await.is(200)));
    for who in ["grace", "joan", "ruth", "sam"] {
        let refused = centre.get(who, "/feedback").await;
        assert!([403, 404].contains(&refused.status), "{who}: {}", refused.body);
        let refused = centre.in_vain(who, Method::POST, "/my/feedback", said()).await;
        assert!([403, 404].contains(&refused.status), "{who}: {}", refused.body);
    }
});

story!(everybody_reads_what_was_done_and_figures_in_which_nobody_is_known, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.parent_signs_in(&family.family, &family.visiting[0], "karl").await;
    let his = centre.token_of("karl").await;
    centre.ask_with(&his, Method::POST, "/my/feedback", said()).await.is(201);
    let staff = centre.sign_in("priya").await;
    let page = "/feedback/public";
    staff
        .fill(page, page, &[("said", "The hall is cold."), ("done", "")])
        .await
        .is(422)
        .shows("The hall is cold.");
    for told in [
        "Karl waited outside; so did Mrs Farrow.",
        "Ring 07700 900701.",
        "Near OA7 4QT, they said.",
        "Write to a@example.org.",
    ] {
        let wrong = json!({"said": told, "done": "We bought two heaters."});
        centre.in_vain("priya", Method::POST, "/you-said", wrong).await.refused(409, "said-names-somebody");
    }
    let both = [("said", "The hall is cold."), ("done", "We bought two heaters.")];
    staff.fill(page, page, &both).await.is(200).shows("We bought two heaters.");
    let public = centre.browser();
    public.open("/you-said").await.is(200).shows("We bought two heaters.").shows("Exit this page");
    // One answer of this quarter: the year that is public ends with the last, and one would be too few.
    let first = centre.post("martin", "/feedback/figures", json!({})).await.is(201);
    assert_eq!(first["until"], json!("2026-09-30"));
    assert_eq!(first["statements"], json!({"safe": null, "heard": null, "child": null}));
    centre
        .in_vain("martin", Method::POST, "/feedback/figures", json!({}))
        .await
        .refused(409, "figures-are-public");
    public.open("/you-said").await.is(200).shows("Too few answers to tell").does_not_show("cold hall");
    let shown = centre.get("", "/you-said").await.is(200);
    let one = shown["items"][0]["id"].as_str().unwrap();
    let away = format!("/you-said/{one}/ending");
    centre.post("priya", &away, json!({})).await.is(200);
    centre.in_vain("priya", Method::POST, &away, json!({})).await.refused(409, "said-gone");
    public.open("/you-said").await.is(200).does_not_show("heaters");
    for who in ["grace", "joan", "ruth", "sam"] {
        let said = json!({"said": "A", "done": "B"});
        let refused = centre.in_vain(who, Method::POST, "/you-said", said).await;
        assert!([403, 404].contains(&refused.status), "{who}: {}", refused.body);
    }
});
