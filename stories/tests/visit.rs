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

story!(a_series_over_the_last_sunday_of_march_is_refused_or_booked_whole, |centre| {
    centre.it_is("2027-03-10T09:00:00Z").await;
    let first = "2027-03-20T11:00:00Z".parse().unwrap();
    let days = ["27 March 2027", "3 April 2027"];
    let starts = ["2027-03-20T11:00:00+00:00", "2027-03-27T11:00:00+00:00", "2027-04-03T11:00:00+01:00"];
    is_refused_with_each_day(&centre, first, days, starts).await;
});

story!(a_series_over_the_last_sunday_of_october_is_refused_or_booked_whole, |centre| {
    centre.it_is("2027-10-13T09:00:00Z").await;
    for day in ["2027-10-23", "2027-10-30", "2027-11-06"] {
        let opening = json!({"starts": format!("{day}T08:00:00Z"), "ends": format!("{day}T16:00:00Z")});
        centre.post("priya", "/openings", opening).await.is(201);
    }
    let first = "2027-10-23T10:00:00Z".parse().unwrap();
    let days = ["30 October 2027", "6 November 2027"];
    let starts = ["2027-10-23T11:00:00+01:00", "2027-10-30T11:00:00+01:00", "2027-11-06T11:00:00+00:00"];
    is_refused_with_each_day(&centre, first, days, starts).await;
});

story!(r9_clearance_that_lapsed_since_the_booking_keeps_a_visit_from_starting, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, saturday(0)).await;
    centre.clearance_lapses("grace").await;
    let today = centre.at_visit(&family, &visit, saturday(0), "grace");
    today.everybody_comes().await;
    today.cannot(3, step::plain("started")).await.refused(409, "r9-clearance");
    let (path, booking) = centre.booking(&family, saturday(1)).await;
    centre.in_vain("priya", Method::POST, &path, booking).await.refused(409, "r9-clearance");
});

async fn kept_apart(centre: &Centre, one: &Journey, other: &Journey) {
    let pair = json!({"one": one.visiting[0], "other": other.visiting[0], "reason": "A fight at the court."});
    centre.post("priya", &format!("/families/{}/no-meetings", one.family), pair).await.is(201);
}

story!(r4_two_families_whose_adults_must_not_meet_are_not_booked_together, |centre| {
    let (one, other) = (centre.ready_family("supervised").await, centre.ready_family("supervised").await);
    kept_apart(&centre, &one, &other).await;
    centre.booked(&one, saturday(0)).await;
    let room = centre.room("Rowan room").await;
    let path = format!("/families/{}/visits", other.family);
    let booking = |starts| json!({"starts": starts, "room": room, "supervisors": [centre.id_of("tomasz")]});
    let refused = centre.in_vain("priya", Method::POST, &path, booking(saturday(0))).await;
    let problem = refused.refused(409, "r4-no-meeting").to_string();
    assert!(!problem.contains("Farrow") && !problem.contains("court"), "says more than it need: {problem}");
    centre.post("priya", &path, booking(saturday(0).plus(Minutes(180)))).await.is(201);
});

story!(r4_nobody_comes_in_while_somebody_they_must_not_meet_is_there, |centre| {
    let (one, other) = (centre.ready_family("supervised").await, centre.ready_family("supervised").await);
    let (first, room) = (centre.booked(&one, saturday(0)).await, centre.room("Rowan room").await);
    let second = other.book(saturday(0), &room, &[centre.id_of("tomasz").to_owned()]).await.unwrap();
    // It becomes known after both were booked.
    kept_apart(&centre, &one, &other).await;
    let first = centre.at_visit(&one, &first, saturday(0), "grace");
    let second = centre.at_visit(&other, &second, saturday(0), "tomasz");
    first.happens(-20, step::briefed()).await;
    first.happens(-15, step::visiting_arrives(&one.visiting[0])).await;
    second.cannot(-14, step::visiting_arrives(&other.visiting[0])).await.refused(409, "r4-no-meeting");
    first.happens(-10, json!({"kind": "visiting-walked-out", "account": "He left at once."})).await;
    second.happens(-9, step::visiting_arrives(&other.visiting[0])).await;
});

story!(r4_a_handover_passes_the_child_on_and_back_without_a_meeting, |centre| {
    let mut family = centre.assessed_family("supported").await;
    family.next["kind"] = "handover".into();
    family.plan().await.unwrap();
    let desk = centre.room("Front desk").await;
    let tomasz = [centre.id_of("tomasz").to_owned()];
    let (out, back) = (saturday(0), saturday(0).plus(Minutes(240)));
    let father = family.visiting[0].clone();

    let visit = family.book(out, &desk, &tomasz).await.unwrap();
    let going = centre.at_visit(&family, &visit, out, "tomasz");
    going.happens(-20, step::briefed()).await;
    going.happens(-15, step::visiting_arrives(&father)).await;
    going.happens(0, step::child_comes(&family.resident)).await;
    going.cannot(1, step::child_leaves_with("visiting")).await.refused(409, "r4-no-meeting");
    going.happens(2, step::plain("resident-left")).await;
    going.cannot(6, step::child_leaves_with("visiting")).await.refused(409, "r4-no-meeting");
    going.happens(12, step::child_leaves_with("visiting")).await;
    going.happens(12, step::plain("visiting-released")).await;

    let visit = family.book(back, &desk, &tomasz).await.unwrap();
    let coming = centre.at_visit(&family, &visit, back, "tomasz");
    coming.happens(-20, step::briefed()).await;
    coming.happens(-15, step::visiting_arrives(&father)).await;
    coming.happens(-15, step::child_comes(&father)).await;
    coming.cannot(-5, step::plain("resident-arrived-to-collect")).await.refused(409, "r4-no-meeting");
    coming.happens(0, step::plain("resident-arrived-to-collect")).await;
    coming.cannot(1, step::plain("visiting-released")).await.refused(409, "r5-staff-release");
    coming.happens(2, step::child_leaves_with("resident")).await;
    coming.cannot(5, step::plain("visiting-released")).await.refused(409, "r4-no-meeting");
    coming.happens(12, step::plain("visiting-released")).await;
    let receipts = centre.get("priya", &format!("/visits/{visit}/receipts")).await.is(200);
    assert_eq!(items(&receipts).len(), 2, "{receipts}");
});

story!(r4_where_the_child_comes_first_the_visiting_party_waits_and_goes_first, |centre| {
    let family = centre.ready_family("supervised").await;
    let plan = centre.plan_with(&family, |plan| plan["sequence"] = "child-first".into()).await;
    centre.adopted(&plan).await;
    for party in [&family.resident, &family.visiting[0]] {
        centre.agrees(&plan, party, "supervised").await.is(201);
    }
    let visit = centre.booked(&family, saturday(0)).await;
    let today = centre.at_visit(&family, &visit, saturday(0), "grace");
    let father = family.visiting[0].clone();
    today.happens(-30, step::briefed()).await;
    today.cannot(-20, step::visiting_arrives(&father)).await.refused(409, "r4-no-meeting");
    today.happens(-15, step::child_comes(&family.resident)).await;
    today.cannot(-14, step::visiting_arrives(&father)).await.refused(409, "r4-no-meeting");
    today.happens(-12, step::plain("resident-left")).await;
    today.cannot(-4, step::visiting_arrives(&father)).await.refused(409, "r4-no-meeting");
    today.happens(0, step::visiting_arrives(&father)).await;
    today.happens(1, step::plain("started")).await;
    today.happens(90, step::plain("ended")).await;
    today.cannot(91, step::plain("resident-arrived-to-collect")).await.refused(409, "r4-no-meeting");
    today.cannot(91, step::child_leaves_with("resident")).await.refused(409, "r5-staff-release");
    today.happens(91, step::plain("visiting-released")).await;
    today.cannot(95, step::plain("resident-arrived-to-collect")).await.refused(409, "r4-no-meeting");
    today.happens(101, step::plain("resident-arrived-to-collect")).await;
    today.happens(102, step::child_leaves_with("resident")).await;
});

story!(a_late_event_is_taken_or_refused_as_the_history_holds, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, saturday(0)).await;
    let today = centre.at_visit(&family, &visit, saturday(0), "grace");
    today.gets_under_way().await;
    today.happens(30, json!({"kind": "paused", "reason": "She needs the toilet."})).await;
    today.cannot_tell(10, step::ended_early()).await.refused(409, "history-would-not-hold");
    today.cannot_tell(10, step::plain("resumed")).await.refused(409, "r11-ending");
    centre.clock_shows(saturday(0).plus(Minutes(40)));
    let resumed = today.tells(33, step::plain("resumed")).await;
    assert_eq!(resumed["received_at"], json!(saturday(0).plus(Minutes(40))));
    today.tells(25, step::visiting_arrives(&family.visiting[1])).await;
    assert_eq!(today.stands().await["state"], "in-session");
});

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

story!(r13_three_visits_missed_in_a_row_open_one_review, |centre| {
    let family = centre.ready_family("supervised").await;
    let missed = async |week: i64| {
        let visit = centre.booked(&family, saturday(week)).await;
        centre.at_visit(&family, &visit, saturday(week), "grace").is_missed_by("visiting").await;
        let path = format!("/families/{}/reviews", family.family);
        items(&centre.get("priya", &path).await.is(200)).len()
    };
    assert_eq!([missed(0).await, missed(1).await], [0, 0]);
    assert_eq!(missed(2).await, 1);
    assert_eq!(missed(3).await, 1, "it is the same review");
    centre.open_review(&family, "missed-visits").await;
});

story!(r13_misses_of_different_sides_or_with_a_visit_between_open_no_review, |centre| {
    let family = centre.ready_family("supervised").await;
    for (week, side) in [(0, "visiting"), (1, "visiting"), (2, "resident"), (3, "visiting")] {
        let visit = centre.booked(&family, saturday(week)).await;
        centre.at_visit(&family, &visit, saturday(week), "grace").is_missed_by(side).await;
    }
    centre.visit_that_took_place(&family, saturday(4)).await;
    let visit = centre.booked(&family, saturday(5)).await;
    centre.at_visit(&family, &visit, saturday(5), "grace").is_missed_by("visiting").await;
    let reviews = centre.get("priya", &format!("/families/{}/reviews", family.family)).await.is(200);
    assert_eq!(items(&reviews).len(), 0, "{reviews}");
});

story!(in_supported_contact_a_supervisor_on_duty_acts_for_every_family, |centre| {
    let family = centre.ready_family("supported").await;
    centre.are_on_duty(&["grace", "joan"], 0).await;
    let visit = centre.booked_supported(&family, saturday(0)).await;
    let path = format!("/visits/{visit}");
    assert_eq!(centre.get("grace", &path).await.status, 404, "on Wednesday it is not there");
    centre.clock_shows(saturday(0).plus(Minutes(-60)));
    centre.sign_in("grace").await.open("/").await.is(200).shows("Amira");
    // Whoever is not on the rota of the session sees neither the family nor the briefing.
    for who in ["tomasz", "dev"] {
        for hidden in ["", "/briefing"] {
            assert_eq!(centre.get(who, &format!("{path}{hidden}")).await.status, 404, "{who}");
        }
        assert!(items(&centre.get(who, "/families").await.is(200)).is_empty());
        assert!(items(&centre.get(who, "/visits").await.is(200)).is_empty());
        let day = centre.get(who, "/day/2026-11-21").await;
        assert!(!day.body.to_string().contains("Amira"), "{who}: {}", day.body);
    }
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
    centre.sign_in("tomasz").await.open("/").await.is(200).does_not_show("Amira");
    assert!(items(&centre.get("tomasz", "/visits").await.is(200)).is_empty());
    assert!(items(&centre.get("tomasz", "/families").await.is(200)).is_empty());
});

story!(r9_binds_whoever_starts_a_visit_that_names_nobody, |centre| {
    let family = centre.ready_family("supported").await;
    centre.are_on_duty(&["joan", "dev"], 0).await;
    let visit = centre.booked_supported(&family, saturday(0)).await;
    centre.clearance_lapses("joan").await;
    let today = centre.at_visit(&family, &visit, saturday(0), "joan");
    today.everybody_comes().await;
    today.cannot(3, step::plain("started")).await.refused(409, "r9-clearance");
    let other = centre.at_visit(&family, &visit, saturday(0), "dev");
    other.happens(3, step::briefed()).await;
    other.happens(4, step::plain("started")).await;
});

story!(a_step_sent_without_its_words_says_so_beside_their_field, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, saturday(0)).await;
    centre.at_visit(&family, &visit, saturday(0), "grace").gets_under_way().await;
    let (grace, page) = (centre.sign_in("grace").await, format!("/visits/{visit}/steps/visiting-walked-out"));
    let kind = ("what/kind", "visiting-walked-out");
    let sent = grace.open(&page).await.hidden("id");
    let again = grace.fill(&page, &page, &[kind, ("id", &sent), ("what/account", "")]).await;
    again.is(422).shows("href=\"#what-account\"").shows("Answer this").does_not_show("`account`");
});
