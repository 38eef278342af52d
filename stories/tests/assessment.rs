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

story!(r20_judgement_below_the_facts_is_refused, |centre| {
    let family = centre.accepted_family("supervised").await;
    let path = format!("/assessments/{}", begun(&centre, &family.family).await);
    let mut below = document(json!([found_by_court()]));
    below["judgement"] = "supported".into();
    below["judgement_words"] = "He has calmed down.".into();
    centre.in_vain("priya", Method::PUT, &path, below.clone()).await.refused(409, "r20-judgement");
    below["judgement"] = "high-vigilance".into();
    let kept = centre.put("priya", &path, below).await.is(200);
    assert_eq!(kept["result"]["outcome"], "high-vigilance", "judgement raises: {kept}");
});

story!(r20_a_band_below_the_score_is_refused, |centre| {
    let family = centre.accepted_family("supervised").await;
    let path = format!("/assessments/{}", begun(&centre, &family.family).await);
    let mut answers = checklist(&centre, 14).await;
    answers["judgement"] = "medium".into();
    let mut below = document(json!([]));
    below["instruments"] = json!([answers]);
    centre.in_vain("priya", Method::PUT, &path, below).await.refused(409, "r20-judgement");
});

story!(r20_fourteen_of_twenty_four_set_one_task_for_marac_and_only_one, |centre| {
    let family = centre.accepted_family("supervised").await;
    let marac = async || {
        let all = centre.tasks_of("martin").await;
        all.into_iter().filter(|task| task["whom"] == "marac").collect::<Vec<_>>()
    };
    let assessment = begun(&centre, &family.family).await;
    let mut scored = document(json!([]));
    scored["instruments"] = json!([checklist(&centre, 14).await]);
    centre.assessment_handed_in(&assessment, scored.clone()).await;
    let set = marac().await;
    assert_eq!(set.len(), 1, "{set:?}");
    assert_eq!((&set[0]["rule"], &set[0]["due"]), (&json!("R20"), &json!("2026-11-19T17:00:00+00:00")));
    centre.martin_decides(&assessment, "return").await.is(201);
    centre.assessment_handed_in(&assessment, scored).await;
    assert_eq!(marac().await, set, "returned and handed in again, it is the same task");
    centre.martin_decides(&assessment, "approve").await.is(201);
    assert_eq!(marac().await.len(), 1);
});

story!(r20_a_referral_over_christmas_is_due_when_offices_are_open_again, |centre| {
    let family = centre.accepted_family("supervised").await;
    centre.it_is("2026-12-24T10:00:00Z").await;
    let assessment = begun(&centre, &family.family).await;
    let mut scored = document(json!([]));
    scored["instruments"] = json!([checklist(&centre, 14).await]);
    centre.assessment_handed_in(&assessment, scored).await;
    assert_eq!(centre.tasks_of("martin").await[0]["due"], "2026-12-29T17:00:00+00:00");
});

story!(a_score_just_below_sets_no_task_for_marac, |centre| {
    let family = centre.accepted_family("supervised").await;
    let assessment = begun(&centre, &family.family).await;
    let mut scored = document(json!([]));
    // Questions that raise a flag of their own are answered no.
    let mut answers = checklist(&centre, 0).await;
    let loaded = items(&centre.get("priya", "/instruments").await.is(200));
    let adult = loaded.iter().find(|instrument| instrument["code"] == "adult-24").unwrap();
    let plain = adult["questions"].as_array().unwrap().iter().filter(|question| question["flag"].is_null());
    let plain: Vec<&str> = plain.map(|question| question["code"].as_str().unwrap()).collect();
    let chosen: Vec<&&str> = plain.iter().filter(|code| **code != "injury").take(13).collect();
    for code in &chosen {
        answers["answers"][**code] = "yes".into();
    }
    scored["instruments"] = json!([answers]);
    centre.assessment_handed_in(&assessment, scored).await;
    let seen = centre.get("priya", &format!("/assessments/{assessment}")).await.is(200);
    assert_eq!(seen["result"]["instruments"][0]["score"], json!(chosen.len()), "{seen}");
    assert!(chosen.len() < 14 && centre.tasks_of("martin").await.is_empty());
});

story!(two_approvals_at_once_leave_one_version_in_force, |centre| {
    let family = centre.assessed_family("supervised").await;
    let second = centre.assessment_at(&family, "high-vigilance").await;
    let (one, other) =
        tokio::join!(centre.martin_decides(&second, "approve"), centre.martin_decides(&second, "approve"));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{} {}", one.body, other.body);
    let refused = if one.status == 409 { one } else { other };
    refused.refused(409, "assessment-not-submitted");
    let path = format!("/families/{}/assessments", family.family);
    let versions = items(&centre.get("priya", &path).await.is(200));
    let mut states: Vec<&str> = versions.iter().map(|version| version["state"].as_str().unwrap()).collect();
    states.sort_unstable();
    assert_eq!(states, ["approved", "superseded"]);
});

story!(an_author_cannot_approve_their_own_assessment, |centre| {
    let family = centre.accepted_family("supervised").await;
    let assessment = begun(&centre, &family.family).await;
    centre.assessment_handed_in(&assessment, document(json!([found_by_court()]))).await;
    let path = format!("/assessments/{assessment}/approval");
    let approval = json!({"decision": "approve", "words": "I agree with myself."});
    centre.in_vain("priya", Method::POST, &path, approval).await.refused(409, "approver-is-author");
    centre.martin_decides(&assessment, "approve").await.is(201);
});

story!(r1_a_raised_outcome_marks_what_is_planned_and_leaves_what_has_started, |centre| {
    let family = centre.ready_family("supervised").await;
    let (today, next) = centre.this_saturday_and_next(&family).await;
    today.gets_under_way().await;
    centre.risk_is_raised_to(&family, "high-vigilance").await;
    assert_eq!(centre.mark_on(&today.visit).await, None);
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
