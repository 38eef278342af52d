//! What went wrong, who must be told by when, and who may not know of it.

use axum::http::Method;
use base::{Minutes, Moment, NoteId};
use serde_json::{Value, json};
use stories::{Centre, id, items, saturday, step, story};

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
