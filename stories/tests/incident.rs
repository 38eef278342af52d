//! What went wrong, who must be told by when, and who may not know of it.

use axum::http::Method;
use base::{Minutes, Moment, NoteId};
use serde_json::{Value, json};
use stories::{Centre, id, items, saturday, story};

async fn recorded(centre: &Centre, family: &str, more: Value) -> Value {
    let mut incident = json!({
        "kind": "other", "severity": "serious", "account": "What was seen, in the order in which it happened.",
    });
    for (name, value) in more.as_object().unwrap() {
        incident[name] = value.clone();
    }
    centre.post("priya", &format!("/families/{family}/incidents"), incident).await.is(201)
}

story!(r21_an_allegation_is_not_there_for_the_worker_it_names_nor_are_its_tasks, |centre| {
    let family = centre.ready_family("supervised").await;
    let alleged = json!({"kind": "worker-allegation", "worker": centre.id_of("martin")});
    let incident = id(&recorded(&centre, &family.family, alleged).await);
    let task = id(&centre.tasks_of("priya").await[0]);
    let nowhere = "00000000-0000-4000-8000-000000000000";
    let done = json!({"outcome": "Told her at 10."});
    for (known, unknown) in [
        (format!("/incidents/{incident}"), format!("/incidents/{nowhere}")),
        (format!("/tasks/{task}"), format!("/tasks/{nowhere}")),
    ] {
        let (hidden, absent) = (centre.get("martin", &known).await, centre.get("martin", &unknown).await);
        assert_eq!((hidden.status, hidden.body), (404, absent.body));
        centre.get("priya", &known).await.is(200);
    }
    let path = |task: &str| format!("/tasks/{task}/completion");
    let hidden = centre.in_vain("martin", Method::POST, &path(&task), done.clone()).await;
    let absent = centre.in_vain("martin", Method::POST, &path(nowhere), done).await;
    assert_eq!((hidden.status, hidden.body), (404, absent.body));
    assert!(items(&centre.get("martin", "/incidents").await.is(200)).is_empty());
    assert!(centre.tasks_of("martin").await.is_empty());
    let timeline = format!("/families/{}/timeline?kind=incident", family.family);
    assert!(items(&centre.get("martin", &timeline).await.is(200)).is_empty());
    assert_eq!(items(&centre.get("priya", &timeline).await.is(200)).len(), 1);
    let martin = centre.sign_in("martin").await;
    for page in ["/", "/tasks", "/incidents", &format!("/families/{}", family.family)] {
        martin.open(page).await.is(200).does_not_show("LADO").does_not_show("Allegation");
    }
    centre.sign_in("priya").await.open("/").await.is(200).shows("LADO");
});

story!(r21_the_lado_is_told_by_five_on_the_next_working_day_over_christmas_too, |centre| {
    let family = centre.ready_family("supervised").await;
    for (now, due) in [
        ("2026-11-19T10:00:00Z", "2026-11-20T17:00:00+00:00"),
        ("2026-11-20T18:30:00Z", "2026-11-23T17:00:00+00:00"),
        ("2026-12-24T10:00:00Z", "2026-12-29T17:00:00+00:00"),
        ("2027-03-25T10:00:00Z", "2027-03-30T17:00:00+01:00"),
    ] {
        centre.it_is(now).await;
        let taken = recorded(&centre, &family.family, json!({"about_worker": true})).await;
        let duty = &taken["duties"][0];
        assert_eq!((&duty["rule"], &duty["due"]), (&json!("R21"), &json!(due)), "{taken}");
        let seen = centre.get("priya", &format!("/incidents/{}", id(&taken))).await.is(200);
        assert_eq!((&seen["tasks"][0]["whom"], &seen["tasks"][0]["due"]), (&json!("LADO"), &json!(due)));
    }
});

story!(r22_in_danger_999_comes_first_and_a_call_already_made_is_a_task_done, |centre| {
    let family = centre.ready_family("supervised").await;
    let taken = recorded(&centre, &family.family, json!({"immediate_danger": true})).await;
    assert_eq!(taken["first"], "call-999");
    let open = centre.tasks_of("martin").await;
    assert_eq!((open.len(), &open[0]["whom"], &open[0]["rule"]), (1, &json!("999"), &json!("R22")));
    let called = json!({"immediate_danger": true, "called_999_at": centre.now().plus(Minutes(-4))});
    let taken = recorded(&centre, &family.family, called).await;
    assert_eq!(taken["first"], "record");
    let seen = centre.get("martin", &format!("/incidents/{}", id(&taken))).await.is(200);
    let call = &seen["tasks"][0];
    assert_eq!((&call["whom"], &call["done_at"]), (&json!("999"), &json!(centre.now().plus(Minutes(-4)))));
    assert_eq!(centre.tasks_of("martin").await.len(), 1, "only the first is still to be done");
});

story!(a_note_of_a_risk_of_harm_waits_for_the_safeguarding_lead_the_same_day, |centre| {
    let family = centre.ready_family("supported").await;
    centre.are_on_duty(&["joan", "dev"], 0).await;
    let visit = centre.booked_supported(&family, saturday(0)).await;
    let today = centre.at_visit(&family, &visit, saturday(0), "joan");
    today.gets_under_way().await;
    let path = format!("/visits/{visit}/notes");
    let noted = NoteId::from_random(centre.house.database().ids().bits());
    let note =
        |kind: &str| json!({"id": noted, "kind": kind, "words": "She says he waits outside her school."});
    let refused = centre.in_vain("joan", Method::POST, &path, note("fact")).await;
    refused.refused(409, "supported-no-observations");
    for _ in 0..2 {
        let kept = centre.post("joan", &path, note("risk-of-harm")).await;
        assert!(kept.status < 300, "{}", kept.body);
    }
    let tasks = centre.tasks_of("martin").await;
    assert_eq!(tasks.len(), 1, "sent twice, it is one note and one task: {tasks:?}");
    let end: Moment = "2026-11-21T23:59:00Z".parse().unwrap();
    assert_eq!(
        (&tasks[0]["whom"], &tasks[0]["due"], &tasks[0]["visit"]),
        (&json!("safeguarding lead"), &json!(end), &json!(visit))
    );
    assert!(!tasks[0]["words"].as_str().unwrap().contains("school"), "the task does not repeat the note");
    assert!(centre.tasks_of("joan").await.is_empty());
    let martin = centre.sign_in("martin").await;
    martin.open("/").await.is(200).shows("risk of harm").shows(&format!("/visits/{visit}"));
    let path = format!("/tasks/{}", id(&tasks[0]));
    martin.open(&path).await.is(200).shows(&format!("/visits/{visit}"));
});
