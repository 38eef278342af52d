//! Booking and the day itself: who may be where, when, and who may say so.

use app::demo::Journey;
use axum::http::Method;
use base::{Minutes, Moment};
use serde_json::{Value, json};
use stories::{Centre, items, saturday, step, story};

async fn series(centre: &Centre, first: Moment, count: i64) -> Value {
    let room = centre.room("Willow room").await;
    json!({
        "first": {"starts": first, "room": room, "supervisors": [centre.id_of("grace")]},
        "every_weeks": 1, "count": count,
    })
}

/// Another family holds the room on the second and the third day of a series, and the series is refused
/// whole, with both days.
async fn is_refused_with_each_day(centre: &Centre, first: Moment, days: [&str; 2], starts: [&str; 3]) {
    let one = centre.ready_family("supervised").await;
    let path = format!("/families/{}/visits/series", one.family);
    let asked = series(centre, first, 3).await;
    let other = centre.ready_family("supervised").await;
    let willow = centre.room("Willow room").await;
    let mut held = Vec::new();
    for at in &starts[1..] {
        held.push(
            other.book(at.parse().unwrap(), &willow, &[centre.id_of("tomasz").to_owned()]).await.unwrap(),
        );
    }
    let problem =
        centre.in_vain("priya", Method::POST, &path, asked.clone()).await.refused(409, "room-taken");
    let told: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().filter_map(|error| error["detail"].as_str()).collect();
    assert_eq!(told.len(), 2, "{problem}");
    for (told, day) in told.iter().zip(days) {
        assert!(told.starts_with(&format!("{day}: ")), "{told}");
    }
    for visit in held {
        let why = json!({"by": "centre", "reason": "The room is being painted."});
        centre.post("priya", &format!("/visits/{visit}/cancellation"), why).await.is(201);
    }
    let booked = centre.post("priya", &path, asked).await.is(201);
    let booked: Vec<Value> =
        booked["visits"].as_array().unwrap().iter().map(|visit| visit["timing"]["starts"].clone()).collect();
    assert_eq!(booked, starts.map(|at| json!(at)), "the same time on the clock");
}

async fn kept_apart(centre: &Centre, one: &Journey, other: &Journey) {
    let pair = json!({"one": one.visiting[0], "other": other.visiting[0], "reason": "A fight at the court."});
    centre.post("priya", &format!("/families/{}/no-meetings", one.family), pair).await.is(201);
}

story!(r25_a_visit_looked_at_again_reads_the_same_to_one_side_whoever_of_the_other_has_come, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, saturday(0)).await;
    let mother = centre.parent_signs_in(&family.family, &family.resident, "plover").await;
    centre.clock_shows(saturday(0).plus(Minutes(-30)));
    centre.risk_is_raised_to(&family, "high-vigilance").await;
    let looked_at = "We are looking at this visit again";
    mother.open("/my").await.is(200).shows(looked_at);
    let today = centre.at_visit(&family, &visit, saturday(0), "grace");
    today.happens(-20, step::briefed()).await;
    mother.open("/my").await.is(200).shows(looked_at);
    today.happens(-15, step::visiting_arrives(&family.visiting[0])).await;
    mother.open("/my").await.is(200).shows(looked_at);
});

story!(in_supported_contact_a_supervisor_on_duty_acts_for_every_family, |centre| {
    let family = centre.ready_family("supported").await;
    let visit = centre.booked_supported(&family, saturday(0)).await;
    let path = format!("/visits/{visit}");
    assert_eq!(centre.get("grace", &path).await.status, 404, "on Wednesday it is not there");
    let today = centre.at_visit(&family, &visit, saturday(0), "grace");
    today.takes_place().await;
    assert_eq!(centre.get("grace", &path).await.is(200)["state"], "closed");
    let listed = items(&centre.get("grace", "/visits").await.is(200));
    assert!(listed.iter().any(|line| line["id"] == visit.as_str()));
    assert_eq!(items(&centre.get("grace", "/families").await.is(200)).len(), 1);
});

story!(in_supervised_contact_a_supervisor_acts_only_where_they_are_named, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, saturday(0)).await;
    let today = centre.at_visit(&family, &visit, saturday(0), "tomasz");
    let unseen = today.cannot(-20, step::briefed()).await;
    assert_eq!(unseen.status, 404, "{}", unseen.body);
    assert!(items(&centre.get("tomasz", "/visits").await.is(200)).is_empty());
    assert!(items(&centre.get("tomasz", "/families").await.is(200)).is_empty());
});

story!(r9_binds_whoever_starts_a_visit_that_names_nobody, |centre| {
    let family = centre.ready_family("supported").await;
    let visit = centre.booked_supported(&family, saturday(0)).await;
    let lapses = format!("UPDATE staff SET cleared_until = 20261120 WHERE id = '{}'", centre.id_of("joan"));
    centre.plant(&lapses).await;
    let today = centre.at_visit(&family, &visit, saturday(0), "joan");
    today.everybody_comes().await;
    today.cannot(3, step::plain("started")).await.refused(409, "r9-clearance");
    let other = centre.at_visit(&family, &visit, saturday(0), "dev");
    other.happens(3, step::briefed()).await;
    other.happens(4, step::plain("started")).await;
});
