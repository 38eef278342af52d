//! The breach register.

use axum::http::Method;
use serde_json::json;
use stories::{id, story};

fn breach() -> serde_json::Value {
    json!({
        "what": "A letter went to the old address.", "aware_at": "2026-11-18T08:00:00Z",
        "affected": "One adult.", "data": "Her new address.", "risk": "likely",
        "risk_words": "He may still collect post there.",
    })
}

story!(a_breach_runs_seventy_two_hours_from_when_it_came_to_light, |centre| {
    let mut wrong = breach();
    wrong["aware_at"] = "2026-11-19T08:00:00Z".into();
    centre.in_vain("joan", Method::POST, "/breaches", wrong).await.blames("/aware_at");
    let taken = centre.post("joan", "/breaches", breach()).await.is(201);
    assert_eq!(taken["tell_by"], "2026-11-21T08:00:00+00:00");
    let path = format!("/breaches/{}", id(&taken));
    centre.get("joan", &path).await.is(404);
    centre.get("ruth", &path).await.is(404);
    let martin = centre.sign_in("martin").await;
    martin.open("/").await.shows("Decide who is told of a breach").shows("71 hours left");
    martin.open(&format!("/records{path}")).await.is(200).shows("A letter went to the old address.");

    let told = json!({"at": "2026-11-18T09:00:00Z", "words": "Case IC-1."});
    centre
        .in_vain("martin", Method::POST, &format!("{path}/commissioner"), told.clone())
        .await
        .refused(409, "not-decided");
    let mut decision = json!({
        "risk": "high", "commissioner": "do-not-tell", "commissioner_because": "No.",
        "people": "do-not-tell", "people_because": "No.",
    });
    centre.in_vain("priya", Method::POST, &format!("{path}/decision"), decision.clone()).await.is(403);
    let refused = centre.in_vain("martin", Method::POST, &format!("{path}/decision"), decision.clone()).await;
    refused.clone().refused(409, "breach-must-be-told");
    refused.is_refused_with("people-must-be-told");
    decision["commissioner"] = "tell".into();
    decision["people"] = "tell".into();
    centre.post("martin", &format!("{path}/decision"), decision).await.is(200);
    centre
        .post("martin", &format!("{path}/steps"), json!({"words": "The letter was fetched back."}))
        .await
        .is(201);
    centre
        .in_vain("martin", Method::POST, &format!("{path}/closing"), json!({"words": "Learnt."}))
        .await
        .refused(409, "not-told-yet");

    centre.it_is("2026-11-21T08:01:00Z").await;
    let mut late = json!({"at": "2026-11-21T08:00:30Z", "words": "Case IC-1."});
    centre
        .in_vain("martin", Method::POST, &format!("{path}/commissioner"), late.clone())
        .await
        .refused(409, "late-without-reason");
    let past = centre
        .refuses(&format!("UPDATE breach SET told_at = aware_at + 259200000001 WHERE id = '{}'", id(&taken)))
        .await;
    assert!(past.to_lowercase().contains("check"), "{past}");
    late["late_because"] = "Nobody knew whose letter it was until Friday.".into();
    centre.post("martin", &format!("{path}/commissioner"), late.clone()).await.is(200);
    centre
        .in_vain("martin", Method::POST, &format!("{path}/commissioner"), late)
        .await
        .refused(409, "told-already");
    let told = json!({"at": "2026-11-21T08:00:30Z", "words": "By the number she said is safe."});
    centre.post("martin", &format!("{path}/people"), told).await.is(200);
    centre
        .post("martin", &format!("{path}/closing"), json!({"words": "Addresses are read out twice."}))
        .await
        .is(200);
    centre
        .in_vain("martin", Method::POST, &format!("{path}/steps"), json!({"words": "More."}))
        .await
        .refused(409, "breach-closed");
    martin.open("/").await.does_not_show("of a breach");
});
