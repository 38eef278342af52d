//! The schedule of retention.

use axum::http::Method;
use serde_json::json;
use stories::{items, story};

story!(the_schedule_begins_with_defaults_and_a_centre_sets_its_own_with_its_reasons, |centre| {
    let terms = items(&centre.get("priya", "/records/retention").await.is(200));
    assert_eq!(terms.len(), 11);
    assert!(terms.iter().all(|term| term["version"] == 0 && term["basis"].as_str().unwrap().len() > 20));
    let mut term =
        json!({"class": "enquiry", "start": "closed", "months": 24, "basis": "Our insurer asks for it."});
    centre.in_vain("grace", Method::POST, "/records/retention", term.clone()).await.is(403);
    centre.post("priya", "/records/retention", term.clone()).await.is(201);
    term["months"] = 6.into();
    assert_eq!(centre.post("martin", "/records/retention", term).await.is(201)["version"], 2);
    let terms = items(&centre.get("priya", "/records/retention").await.is(200));
    let enquiry = terms.iter().find(|term| term["class"] == "enquiry").unwrap();
    assert_eq!((enquiry["months"].as_i64(), enquiry["version"].as_i64()), (Some(6), Some(2)));
    assert_eq!(centre.column("retention_term WHERE class = 'enquiry'", "months").await.lines().count(), 2);
});

story!(a_term_that_cannot_be_is_refused_with_its_field, |centre| {
    for (term, pointer) in [
        (json!({"class": "enquiry", "start": "left", "months": 6, "basis": "No."}), "/start"),
        (json!({"class": "enquiry", "start": "closed", "basis": "No."}), "/months"),
        (json!({"class": "enquiry", "start": "closed", "months": 0, "basis": "No."}), "/months"),
        (json!({"class": "enquiry", "start": "never", "months": 6, "basis": "No."}), "/months"),
        (json!({"class": "trail", "start": "closed", "months": 6, "basis": "No."}), "/start"),
        (json!({"class": "enquiry", "start": "closed", "months": 6}), "/basis"),
    ] {
        centre.in_vain("priya", Method::POST, "/records/retention", term).await.blames(pointer);
    }
});
