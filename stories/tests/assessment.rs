//! What an assessment says, who may approve it, and what follows from it at once.

use axum::http::Method;
use serde_json::{Map, Value, json};
use stories::{Centre, id, items, saturday, step, story};

/// A concern as a court found it: supervised at the least.
fn found_by_court() -> Value {
    json!({
        "kind": "domestic-abuse", "person_at_risk": "resident", "source": "cafcass",
        "standing": "found-by-court", "severity": "medium", "account": "Three call-outs.",
        "mitigation": "Separate doors.", "owner": "Priya Raman",
    })
}

fn document(factors: Value) -> Value {
    json!({
        "asked": [{"who": "Resident party", "on": "2026-11-17", "safe_to_talk": "yes", "words": "Spoke alone."}],
        "factors": factors, "instruments": [], "review_on": "2027-05-01",
    })
}

/// The adult checklist with so many of its 24 questions answered yes.
async fn checklist(centre: &Centre, yes: usize) -> Value {
    let loaded = items(&centre.get("priya", "/instruments").await.is(200));
    let adult = loaded.iter().find(|instrument| instrument["code"] == "adult-24").unwrap();
    let questions = adult["questions"].as_array().unwrap();
    assert_eq!(questions.len(), 24);
    let answers: Map<String, Value> = questions
        .iter()
        .enumerate()
        .map(|(at, question)| {
            let answer = if at < yes { "yes" } else { "no" };
            (question["code"].as_str().unwrap().to_owned(), answer.into())
        })
        .collect();
    json!({"instrument": "adult-24", "answers": answers})
}

async fn begun(centre: &Centre, family: &str) -> String {
    id(&centre.post("priya", &format!("/families/{family}/assessments"), json!({})).await.is(201))
}

story!(r20_a_referral_over_christmas_is_due_when_offices_are_open_again, |centre| {
    let family = centre.accepted_family("supervised").await;
    centre.it_is("2026-12-24T10:00:00Z").await;
    let assessment = begun(&centre, &family.family).await;
    let mut scored = document(json!([]));
    scored["instruments"] = json!([checklist(&centre, 14).await]);
    centre.assessment_handed_in(&assessment, scored).await;
    assert_eq!(centre.tasks_of("martin").await[0]["due"], "2026-12-29T17:00:00+00:00");
});

story!(r1_a_raised_outcome_marks_what_is_planned_and_leaves_what_has_started, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, saturday(0)).await;
    let next = centre.booked(&family, saturday(1)).await;
    let today = centre.at_visit(&family, &visit, saturday(0), "grace");
    today.everybody_comes().await;
    today.happens(3, step::plain("started")).await;
    centre.risk_is_raised_to(&family, "high-vigilance").await;
    assert_eq!(centre.mark_on(&visit).await, None);
    today.everybody_goes().await;
    let mark = centre.mark_on(&next).await.unwrap();
    assert!(mark.contains("High vigilance"), "{mark}");
    let next = centre.at_visit(&family, &next, saturday(1), "grace");
    next.everybody_comes().await;
    next.cannot(3, step::plain("started")).await.refused(409, "visit-unsafe");
});

story!(r1_people_in_the_building_already_do_not_make_a_visit_safe_to_start, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, saturday(0)).await;
    let today = centre.at_visit(&family, &visit, saturday(0), "grace");
    today.everybody_comes().await;
    centre.risk_is_raised_to(&family, "high-vigilance").await;
    today.cannot(3, step::plain("started")).await.refused(409, "visit-unsafe");
    // Everybody can still go home one after the other.
    today.happens(4, step::ended_early()).await;
    today.happens(15, step::plain("resident-arrived-to-collect")).await;
    today.happens(16, step::child_leaves_with("resident")).await;
    today.happens(27, step::plain("visiting-released")).await;
});
