//! Reviews: when they fall due, what they decide, and what follows at once.

use app::demo::Journey;
use axum::http::Method;
use serde_json::{Value, json};
use stories::{Centre, id, saturday, step, story};

async fn opened(centre: &Centre, family: &Journey, trigger: &str) -> String {
    let new = json!({"trigger": trigger, "words": "What is known so far."});
    id(&centre.post("priya", &format!("/families/{}/reviews", family.family), new).await.is(201))
}

/// A child refuses this Saturday's visit firmly; next Saturday's is booked.
async fn refused_by_the_child(centre: &Centre, family: &Journey) -> String {
    let visit = centre.booked(family, saturday(0)).await;
    let next = centre.booked(family, saturday(1)).await;
    let today = centre.at_visit(family, &visit, saturday(0), "grace");
    today.everybody_comes().await;
    today.happens(3, step::firmly_refused()).await;
    assert_eq!(centre.stage_of(family).await, "suspended");
    assert!(centre.mark_on(&next).await.unwrap().contains("child"));
    next
}

/// Everybody comes to next Saturday's visit: whether it may start.
async fn starts(centre: &Centre, family: &Journey, visit: &str) -> bool {
    let day = centre.at_visit(family, visit, saturday(1), "grace");
    day.everybody_comes().await;
    let path = format!("/visits/{visit}/events");
    centre.clock_shows(saturday(1).plus(base::Minutes(3)));
    let tried = centre.post("grace", &path, day.event(3, &step::plain("started"))).await;
    if tried.status != 201 {
        tried.refused(409, "visit-unsafe");
        return false;
    }
    true
}

story!(r12_a_review_that_lets_a_family_go_on_lifts_the_hold_of_the_childs_refusal, |centre| {
    let family = centre.ready_family("supervised").await;
    let next = refused_by_the_child(&centre, &family).await;
    let review = centre.open_review(&family, "child-refusal").await;
    let decided = centre.review_decides(&review, "continue", json!({})).await;
    assert_eq!((&decided["stage"], &decided["safe_again"]), (&json!("active"), &json!([next])));
    assert_eq!(centre.stage_of(&family).await, "active");
    assert_eq!(centre.mark_on(&next).await, None);
    assert!(starts(&centre, &family, &next).await);
});

story!(r12_only_the_review_of_the_refusal_itself_ends_the_hold, |centre| {
    let family = centre.ready_family("supervised").await;
    let next = refused_by_the_child(&centre, &family).await;
    let another = opened(&centre, &family, "request").await;
    let decided = centre.review_decides(&another, "continue", json!({})).await;
    assert_eq!((&decided["stage"], &decided["safe_again"]), (&json!("suspended"), &json!([])));
    assert!(centre.mark_on(&next).await.is_some());
    assert!(!starts(&centre, &family, &next).await);
});

story!(r1_letting_a_family_go_on_leaves_what_a_raised_assessment_marked, |centre| {
    let family = centre.ready_family("supervised").await;
    let next = refused_by_the_child(&centre, &family).await;
    centre.risk_is_raised_to(&family, "high-vigilance").await;
    let review = centre.open_review(&family, "child-refusal").await;
    let decided = centre.review_decides(&review, "continue", json!({})).await;
    assert_eq!(decided["no_longer_safe"][0]["because"]["code"], "r1-level-too-low", "{decided}");
    assert!(centre.mark_on(&next).await.unwrap().contains("High vigilance"));
    assert!(!starts(&centre, &family, &next).await);
});

story!(r1_a_childs_refusal_does_not_hide_what_an_assessment_had_marked_before, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, saturday(0)).await;
    let next = centre.booked(&family, saturday(1)).await;
    let today = centre.at_visit(&family, &visit, saturday(0), "grace");
    today.everybody_comes().await;
    today.happens(3, step::plain("started")).await;
    centre.risk_is_raised_to(&family, "high-vigilance").await;
    let marked = centre.mark_on(&next).await;
    today.happens(5, step::firmly_refused()).await;
    assert_eq!(centre.mark_on(&next).await, marked);
    let review = centre.open_review(&family, "child-refusal").await;
    centre.review_decides(&review, "continue", json!({})).await;
    assert_eq!(centre.mark_on(&next).await, marked);
});

story!(a_stricter_plan_keeps_the_hold_on_what_was_booked_under_the_old_one, |centre| {
    let family = centre.ready_family("supervised").await;
    let next = refused_by_the_child(&centre, &family).await;
    let review = centre.open_review(&family, "child-refusal").await;
    let decided = centre.review_decides(&review, "restrict", json!({"level": "supervised"})).await;
    assert_eq!((&decided["stage"], &decided["safe_again"]), (&json!("preparing"), &json!([])));
    assert!(!starts(&centre, &family, &next).await);
});

story!(the_court_and_the_referrer_hear_what_a_review_decided, |centre| {
    let family = centre.ready_family("supervised").await;
    let told = async || {
        let tasks = centre.tasks_of("martin").await;
        tasks.into_iter().filter(|task| !task["review"].is_null()).collect::<Vec<_>>()
    };
    let review = opened(&centre, &family, "disclosure").await;
    centre.review_decides(&review, "suspend", json!({})).await;
    let tasks = told().await;
    assert_eq!(tasks.len(), 1, "{tasks:?}");
    assert_eq!(
        (&tasks[0]["whom"], &tasks[0]["due"], &tasks[0]["review"]),
        (&json!("court and referrer"), &json!("2026-11-19T17:00:00+00:00"), &json!(review))
    );
    let second = opened(&centre, &family, "request").await;
    centre.review_decides(&second, "continue", json!({})).await;
    assert_eq!(told().await[1]["due"], "2026-11-25T17:00:00+00:00");
});

story!(nobody_outside_hears_of_a_review_of_a_family_that_came_by_itself, |centre| {
    let mut family = centre.family("supported");
    family.referral["referrer"]["capacity"] = "other".into();
    family.referral["orders"] = json!([]);
    family.orders_files = json!([]);
    family.refer().await.unwrap();
    family.triage().await.unwrap();
    let review = opened(&centre, &family, "request").await;
    centre.review_decides(&review, "continue", json!({})).await;
    assert!(centre.tasks_of("martin").await.is_empty());
});
