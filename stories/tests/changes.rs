//! Holding a time, changing what was booked, judging it again, and offering on what comes free.

use axum::http::Method;
use base::Minutes;
use serde_json::{Value, json};
use stories::{Centre, id, items, saturday, step, story};

/// A time that is held for a family until this many minutes from now.
async fn held(centre: &Centre, family: &app::demo::Journey, week: i64, minutes: i64) -> Value {
    let (path, visit) = holding(centre, family, week).await;
    let until = centre.now().plus(Minutes(minutes));
    centre.post("priya", &path, json!({"visit": visit, "until": until})).await.is(201)
}

async fn holding(centre: &Centre, family: &app::demo::Journey, week: i64) -> (String, Value) {
    let (_, visit) = centre.booking(family, saturday(week)).await;
    (format!("/families/{}/holds", family.family), visit)
}

fn visit_of(offer: &Value) -> String {
    id(&offer["visit"])
}

story!(a_held_time_counts_as_booked_until_it_is_confirmed_or_let_go, |centre| {
    let one = centre.ready_family("supervised").await;
    let other = centre.ready_family("supervised").await;
    let offer = held(&centre, &one, 1, 60).await;
    let held = visit_of(&offer);
    assert_eq!(offer["visit"]["state"], "held");
    let (path, booking) = centre.booking(&other, saturday(1)).await;
    centre.in_vain("priya", Method::POST, &path, booking.clone()).await.refused(409, "r7-supervisor");
    // Nothing can happen on it yet, and whoever is to come does not see it.
    let at = |part: &str| format!("/visits/{held}/hold{part}");
    let event = json!({"id": "00000000-0000-4000-8000-00000000000a", "what": {"kind": "briefed"}});
    centre
        .in_vain("grace", Method::POST, &format!("/visits/{held}/events"), event)
        .await
        .refused(404, "not-found");
    let party = |side: usize| offer["visit"]["people"][side]["id"].clone();
    let says = |side: usize, suits: bool| json!({"party": party(side), "suits": suits});
    centre.post("priya", &at("/answers"), says(0, true)).await.is(200);
    centre.post("priya", &at("/answers"), says(1, false)).await.is(200);
    centre
        .in_vain("priya", Method::POST, &at("/confirmation"), json!({}))
        .await
        .refused(409, "does-not-suit");
    centre.post("priya", &at("/answers"), says(1, true)).await.is(200);
    let stranger = json!({"party": "00000000-0000-4000-8000-000000000000", "suits": true});
    centre.in_vain("priya", Method::POST, &at("/answers"), stranger).await.blames("/party");
    let confirmed = centre.post("priya", &at("/confirmation"), json!({})).await.is(200);
    assert_eq!((&confirmed["state"], &confirmed["held_until"]), (&json!("planned"), &Value::Null));
    centre.in_vain("priya", Method::POST, &at("/confirmation"), json!({})).await.refused(409, "not-held");
    let second = visit_of(&held_again(&centre, &other).await);
    let why = json!({"reason": "Neither can come."});
    let released = centre.post("priya", &format!("/visits/{second}/hold/release"), why).await.is(200);
    assert_eq!(released["state"], "released");
    centre.booked(&other, saturday(2)).await;
});

async fn held_again(centre: &Centre, family: &app::demo::Journey) -> Value {
    held(centre, family, 2, 60).await
}

story!(once_one_of_two_that_must_not_meet_is_moved_by_hand_the_other_is_safe_again, |centre| {
    let one = centre.ready_family("supported").await;
    let other = centre.ready_family("supported").await;
    let stays = centre.booked_supported(&one, saturday(1)).await;
    let goes = centre.booked_supported(&other, saturday(1).plus(Minutes(120))).await;
    let pair = json!({"one": one.visiting[0], "other": other.visiting[0], "reason": "A fight in court."});
    centre.post("priya", &format!("/families/{}/no-meetings", one.family), pair).await.is(201);
    assert!(centre.mark_on(&stays).await.is_some(), "they are far enough apart: choose nearer times");
    let change = json!({"asked_by": "centre", "reason": "They must not meet.", "starts": saturday(2)});
    centre.post("priya", &format!("/visits/{goes}/change"), change).await.is(200);
    for visit in [&stays, &goes] {
        assert!(centre.mark_on(visit).await.is_none());
    }
});

story!(a_held_time_lapses_by_itself_to_the_minute, |centre| {
    let one = centre.ready_family("supervised").await;
    let other = centre.ready_family("supervised").await;
    let offer = held(&centre, &one, 1, 60).await;
    let (path, booking) = centre.booking(&other, saturday(1)).await;
    let until = centre.now().plus(Minutes(60));
    centre.clock_shows(until.plus(Minutes(-1)));
    centre.in_vain("priya", Method::POST, &path, booking.clone()).await.refused(409, "r7-supervisor");
    centre.clock_shows(until);
    let at = format!("/visits/{}/hold/confirmation", visit_of(&offer));
    centre.in_vain("priya", Method::POST, &at, json!({})).await.refused(409, "not-held");
    centre.post("priya", &path, booking).await.is(201);
});

story!(a_time_is_held_for_a_while_that_makes_sense, |centre| {
    let family = centre.ready_family("supervised").await;
    let (path, visit) = holding(&centre, &family, 1).await;
    let now = centre.now();
    for minutes in [0, -1, 60 * 24 * 14 + 1] {
        let hold = json!({"visit": visit, "until": now.plus(Minutes(minutes))});
        centre.in_vain("priya", Method::POST, &path, hold).await.blames("/until");
    }
    let hold = json!({"visit": visit, "until": now.plus(Minutes(60))});
    for (who, status) in [("grace", 404), ("ruth", 404)] {
        let refused = centre.in_vain(who, Method::POST, &path, hold.clone()).await;
        assert!([status, 403].contains(&refused.status), "{who}: {}", refused.body);
    }
});

story!(what_is_confirmed_is_judged_once_more, |centre| {
    let family = centre.ready_family("supervised").await;
    let offer = held(&centre, &family, 1, 60 * 24).await;
    centre.risk_is_raised_to(&family, "high-vigilance").await;
    let at = format!("/visits/{}/hold/confirmation", visit_of(&offer));
    let problem =
        centre.in_vain("priya", Method::POST, &at, json!({})).await.refused(409, "r1-level-too-low");
    assert!(problem["errors"].as_array().is_some_and(|errors| !errors.is_empty()));
    let page = centre.sign_in("priya").await.open("/").await;
    page.is(200).shows("High vigilance");
});

story!(a_booked_visit_moves_and_keeps_what_it_was, |centre| {
    let one = centre.ready_family("supervised").await;
    let other = centre.ready_family("supervised").await;
    let visit = centre.booked(&one, saturday(1)).await;
    let taken = centre.booked(&other, saturday(2)).await;
    let path = format!("/visits/{visit}/change");
    let to = |starts| json!({"asked_by": "visiting", "reason": "A shift at work.", "starts": starts});
    centre.in_vain("priya", Method::POST, &path, to(saturday(2))).await.refused(409, "r7-supervisor");
    let changed = centre.post("priya", &path, to(saturday(3))).await.is(200);
    assert_eq!(changed["visits"][0]["timing"]["starts"], json!(saturday(3)));
    assert_eq!(changed["is_late"], false);
    // The old time is free again, and the new one is taken.
    centre.booked(&other, saturday(1)).await;
    let (book, booking) = centre.booking(&other, saturday(3)).await;
    centre.in_vain("priya", Method::POST, &book, booking).await.refused(409, "r7-supervisor");
    centre.in_vain("grace", Method::POST, &path, to(saturday(4))).await;
    centre.clock_shows(saturday(3).plus(Minutes(-60)));
    let late =
        centre.post("priya", &path, json!({"asked_by": "centre", "reason": "Warmer.", "length": 45})).await;
    assert_eq!(late.is(200)["is_late"], true);
    centre.clock_shows(saturday(3).plus(Minutes(1)));
    centre.in_vain("priya", Method::POST, &path, to(saturday(5))).await.refused(409, "visit-begun");
    let _ = taken;
});

story!(a_series_moves_from_here_on_whole_or_not_at_all_also_onto_its_own_days, |centre| {
    let family = centre.ready_family("supervised").await;
    let (_, first) = centre.booking(&family, saturday(1)).await;
    let series = format!("/families/{}/visits/series", family.family);
    let booked =
        centre.post("priya", &series, json!({"first": first, "every_weeks": 1, "count": 4})).await.is(201);
    let visits: Vec<String> = booked["visits"].as_array().unwrap().iter().map(id).collect();
    let from_here_on = |week: i64| {
        json!({
            "asked_by": "court", "reason": "The order was varied.", "how_far": "from-here-on",
            "starts": saturday(week),
        })
    };
    // A week later, each onto the day of the one after it.
    let path = format!("/visits/{}/change", visits[1]);
    let changed = centre.post("priya", &path, from_here_on(3)).await.is(200);
    let starts: Vec<Value> =
        changed["visits"].as_array().unwrap().iter().map(|one| one["timing"]["starts"].clone()).collect();
    assert_eq!(starts, [3, 4, 5].map(|week| json!(saturday(week))));
    // And back, except that another family has come in between.
    let other = centre.ready_family("supervised").await;
    let between = centre.booked(&other, saturday(2)).await;
    let refused =
        centre.in_vain("priya", Method::POST, &path, from_here_on(2)).await.refused(409, "r7-supervisor");
    assert!(refused["errors"][0]["detail"].as_str().unwrap().starts_with("5 December 2026: "), "{refused}");
    let why = json!({"by": "centre", "reason": "The room is needed."});
    centre.post("priya", &format!("/visits/{between}/cancellation"), why).await.is(201);
    centre.post("priya", &path, from_here_on(2)).await.is(200);
});

story!(what_is_booked_is_judged_again_when_facts_change_and_mended_when_they_change_back, |centre| {
    let family = centre.ready_family("supervised").await;
    let next = centre.booked(&family, saturday(1)).await;
    let later = centre.booked(&family, saturday(3)).await;
    let shut = json!({
        "starts": saturday(1).plus(Minutes(-120)), "ends": saturday(1).plus(Minutes(240)),
        "reason": "The boiler is broken.", "despite_visits": true,
    });
    let closure = centre.post("priya", "/closures", shut).await.is(201);
    assert!(centre.mark_on(&next).await.unwrap().contains("not open"));
    assert_eq!(centre.mark_on(&later).await, None);
    let home = centre.sign_in("priya").await.open("/").await;
    home.is(200).shows("The boiler is broken").shows("Choose a time when the centre is open");
    let line = centre.get("priya", &format!("/visits/{next}")).await.is(200);
    assert_eq!(line["mend"][0]["code"], "outside-opening-hours", "{line}");
    assert!(line["mend"][0]["remedy"].as_str().is_some_and(|remedy| !remedy.is_empty()));
    let today = centre.at_visit(&family, &next, saturday(1), "grace");
    today.everybody_comes().await;
    today.cannot(3, step::plain("started")).await.refused(409, "visit-unsafe");
    centre.clock_shows(saturday(0));
    let lifted = format!("/closures/{}/lifting", id(&closure));
    centre.post("priya", &lifted, json!({})).await.is(201);
    assert_eq!(centre.mark_on(&next).await, None, "nothing speaks against it any more");
});

story!(r4_a_no_meeting_rule_added_later_marks_both_visits_and_nobody_learns_why, |centre| {
    let one = centre.ready_family("supported").await;
    let other = centre.ready_family("supported").await;
    let first = centre.booked_supported(&one, saturday(1)).await;
    let second = centre.booked_supported(&other, saturday(1)).await;
    let adult = |family: &app::demo::Journey| family.family.clone();
    let people = |family: String| {
        let centre = &centre;
        async move {
            let seen = centre.get("priya", &format!("/families/{family}")).await.is(200);
            seen["adults"].as_array().unwrap().iter().map(id).collect::<Vec<_>>()
        }
    };
    let (his, hers) = (people(adult(&one)).await, people(adult(&other)).await);
    let path = format!("/families/{}/no-meetings", one.family);
    let pair = json!({"one": his[1], "other": hers[1], "reason": "A fight outside school."});
    centre.post("priya", &path, pair).await.is(201);
    for visit in [&first, &second] {
        assert!(centre.mark_on(visit).await.is_some(), "both are in each other's way");
    }
    let moved = json!({"asked_by": "centre", "reason": "To keep them apart.", "starts": saturday(2)});
    centre.post("priya", &format!("/visits/{second}/change"), moved).await.is(200);
    assert_eq!(centre.mark_on(&second).await, None);
});

story!(a_cancelled_time_goes_down_the_waiting_list_in_fair_order, |centre| {
    let holder = centre.ready_family("supervised").await;
    let visit = centre.booked(&holder, saturday(2)).await;
    let seen_before = centre.ready_family("supervised").await;
    let first = centre.ready_family("supervised").await;
    let weekdays = |family: &app::demo::Journey| format!("/families/{}/waiting", family.family);
    centre.post("priya", &weekdays(&seen_before), json!({"weekdays": ["wednesday"]})).await.is(201);
    centre.clock_shows(centre.now().plus(Minutes(1)));
    centre.post("priya", &weekdays(&first), json!({"weekdays": ["saturday"]})).await.is(201);
    centre.in_vain("priya", Method::POST, &weekdays(&first), json!({})).await.refused(409, "waits-already");
    centre.in_vain("grace", Method::POST, &weekdays(&holder), json!({})).await;
    let why = json!({"by": "visiting", "reason": "He is ill."});
    centre.post("priya", &format!("/visits/{visit}/cancellation"), why).await.is(201);
    let list = items(&centre.get("priya", "/waiting-list").await.is(200));
    assert_eq!(list.iter().map(|one| one["turn"].clone()).collect::<Vec<_>>(), [1, 2]);
    assert!(list[0]["offers"][0]["passed_over"].is_string(), "a Saturday is of no use to them: {list:?}");
    let offered = list[1]["offers"][0]["visit"].as_str().unwrap().to_owned();
    let offer = centre.get("priya", &format!("/visits/{offered}/hold")).await.is(200);
    assert_eq!(offer["visit"]["timing"]["starts"], json!(saturday(2)));
    assert!(centre.tasks_of("priya").await.iter().any(|task| task["family"] == json!(first.family)));
    // Not taken up: it lapses, and nobody else waits for a Saturday.
    let third = centre.ready_family("supervised").await;
    centre.clock_shows(centre.now().plus(Minutes(1)));
    centre.post("priya", &weekdays(&third), json!({})).await.is(201);
    let until = offer["held_until"].as_str().unwrap().to_owned();
    centre.it_is(&until).await;
    let list = items(&centre.get("priya", "/waiting-list").await.is(200));
    let theirs = list.iter().find(|one| one["family"] == json!(third.family)).unwrap();
    assert!(theirs["offers"][0]["visit"].is_string(), "it went on to the next: {theirs}");
    let page = centre.sign_in("priya").await.open("/waiting-list").await;
    page.is(200).shows("Passed over");
    let end = format!("/families/{}/waiting/end", third.family);
    centre.post("priya", &end, json!({"reason": "They found another centre."})).await.is(200);
    centre
        .in_vain("priya", Method::POST, &end, json!({"reason": "Again."}))
        .await
        .refused(409, "does-not-wait");
});

story!(r13_calling_off_late_three_times_in_a_row_opens_a_review_and_in_time_does_not, |centre| {
    let family = centre.ready_family("supervised").await;
    let mut visits = Vec::new();
    for week in 0..5 {
        visits.push(centre.booked(&family, saturday(week)).await);
    }
    let reviews = || async {
        let path = format!("/families/{}/reviews", family.family);
        items(&centre.get("priya", &path).await.is(200)).len()
    };
    let calls_off = |visit: String, by: &'static str| {
        let centre = &centre;
        async move {
            let why = json!({"by": by, "reason": "Said on the telephone."});
            centre.post("priya", &format!("/visits/{visit}/cancellation"), why).await.is(201);
        }
    };
    let before = reviews().await;
    for week in 0..5_i64 {
        let visit = visits[usize::try_from(week).unwrap()].clone();
        // The second is called off in time, which breaks no rule and no row.
        let notice = if week == 1 { 60 * 48 } else { 60 };
        centre.clock_shows(saturday(week).plus(Minutes(-notice)));
        calls_off(visit, "visiting").await;
        let opened = reviews().await - before;
        assert_eq!(opened, usize::from(week >= 3), "after week {week}");
    }
});
