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
    let (today, next) = centre.this_saturday_and_next(family).await;
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
    let (today, next) = centre.this_saturday_and_next(&family).await;
    today.gets_under_way().await;
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

story!(r1_a_review_that_lets_contact_go_on_lifts_no_stricter_level_that_another_asked_for, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.it_is("2026-11-19T10:00:00Z").await;
    let first = opened(&centre, &family, "incident").await;
    let second = opened(&centre, &family, "request").await;
    centre.review_decides(&first, "restrict", json!({"level": "high-vigilance"})).await;
    centre.review_decides(&second, "continue", json!({})).await;
    let (path, booking) = centre.booking(&family, saturday(0)).await;
    centre.in_vain("priya", Method::POST, &path, booking.clone()).await.refused(409, "r1-level-too-low");
    centre.it_is("2026-11-19T11:00:00Z").await;
    family.assess().await.unwrap();
    centre.post("priya", &path, booking).await.is(201);
});

story!(three_months_are_counted_from_the_first_visit_that_took_place, |centre| {
    let family = centre.ready_family("supervised").await;
    let path = format!("/families/{}/reviews", family.family);
    let asked = json!({"trigger": "three-months", "words": "Moving out?"});
    let missed = centre.booked(&family, saturday(0)).await;
    centre.at_visit(&family, &missed, saturday(0), "grace").is_missed_by("visiting").await;
    assert_eq!(centre.get("priya", &path).await.is(200)["awaited"], json!([]));
    centre.in_vain("priya", Method::POST, &path, asked.clone()).await.refused(409, "no-first-visit");
    centre.visit_that_took_place(&family, saturday(1)).await;
    centre.visit_that_took_place(&family, saturday(2)).await;
    let awaited = centre.get("priya", &path).await.is(200)["awaited"].clone();
    assert_eq!(
        awaited,
        json!([{"trigger": "three-months", "on": "2027-02-28"}, {"trigger": "six-months", "on": "2027-05-28"}])
    );
    let opened = centre.post("priya", &path, asked.clone()).await.is(201);
    assert_eq!(opened["due_on"], "2027-02-28");
    centre.in_vain("priya", Method::POST, &path, asked).await.refused(409, "review-open");
});

story!(a_stricter_plan_marks_what_is_booked_below_it_and_no_lower_plan_is_stricter, |centre| {
    let family = centre.ready_family("supervised").await;
    let (today, next) = centre.this_saturday_and_next(&family).await;
    today.gets_under_way().await;
    let review = opened(&centre, &family, "incident").await;
    let path = format!("/reviews/{review}/decision");
    let lower = centre.decision("restrict", json!({"level": "supported"}));
    centre.in_vain("priya", Method::POST, &path, lower).await.refused(409, "not-stricter");
    let decided = centre.review_decides(&review, "restrict", json!({"level": "high-vigilance"})).await;
    assert_eq!(decided["stage"], "active");
    let marked: Vec<&Value> =
        decided["no_longer_safe"].as_array().unwrap().iter().map(|it| &it["visit"]).collect();
    assert_eq!(marked, [&json!(next)], "what has started goes on: {decided}");
    assert_eq!(centre.mark_on(&today.visit).await, None);
    let again = centre.decision("continue", json!({}));
    centre.in_vain("priya", Method::POST, &path, again).await.refused(409, "review-decided");
    // A booking below what the review asked for is refused, though the assessment would allow it.
    let (path, booking) = centre.booking(&family, saturday(2)).await;
    centre.in_vain("priya", Method::POST, &path, booking).await.refused(409, "r1-level-too-low");
});

story!(a_family_put_on_hold_has_no_visits_until_a_review_lets_it_go_on, |centre| {
    let family = centre.ready_family("supervised").await;
    let next = centre.booked(&family, saturday(1)).await;
    let review = opened(&centre, &family, "disclosure").await;
    let decided = centre.review_decides(&review, "suspend", json!({})).await;
    assert_eq!(decided["stage"], "suspended");
    assert_eq!(decided["no_longer_safe"][0]["because"]["code"], "family-not-active");
    let (path, booking) = centre.booking(&family, saturday(2)).await;
    centre.in_vain("priya", Method::POST, &path, booking.clone()).await.refused(409, "family-not-active");
    let another = opened(&centre, &family, "request").await;
    let decided = centre.review_decides(&another, "continue", json!({})).await;
    assert_eq!((&decided["stage"], &decided["safe_again"]), (&json!("active"), &json!([next])));
    centre.post("priya", &path, booking).await.is(201);
    assert!(starts(&centre, &family, &next).await);
});

story!(r25_a_letter_with_the_others_address_is_refused, |centre| {
    let family = centre.ready_family("supervised").await;
    let review = opened(&centre, &family, "request").await;
    let path = format!("/reviews/{review}/decision");
    let letters = |visiting: &str| {
        json!({
            "next_review_on": null, "written_reason_visiting": visiting,
            "written_reason_resident": "You have agreed to meet at the library from now on.",
        })
    };
    let telling = centre.decision("move-on", letters("From now on you collect her at 14 quarry rise."));
    let refused = centre.in_vain("priya", Method::POST, &path, telling).await;
    let problem = refused.refused(409, "r25-compartment").to_string();
    assert!(!problem.to_lowercase().contains("quarry"), "{problem}");
    let decided = centre.review_decides(&review, "move-on", letters("From now on you meet outside.")).await;
    assert_eq!(decided["stage"], "moved-on");
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
