//! Sites, rooms, doors, equipment and opening times: what is refused, and what follows from each.

use axum::http::Method;
use base::Minutes;
use serde_json::{Value, json};
use stories::{Centre, id, items, saturday, story};

async fn room_body(centre: &Centre, name: &str) -> Value {
    let rooms = items(&centre.get("priya", "/rooms").await.is(200));
    let room = rooms.into_iter().find(|room| room["name"] == name).unwrap();
    json!({
        "name": room["name"], "families": room["families"], "kinds": room["kinds"],
        "features": room["features"], "facilities": room["facilities"],
    })
}

/// The hours of the days asked for, as pairs of beginning and end.
async fn hours(centre: &Centre, from: &str, until: &str) -> Vec<(String, String)> {
    let path = format!("/opening-times?from={from}&until={until}");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    items(&centre.get("priya", &path).await.is(200))
        .iter()
        .map(|open| (text(&open["starts"]), text(&open["ends"])))
        .collect()
}

story!(a_room_without_a_site_goes_to_the_only_one_and_must_say_which_of_two, |centre| {
    let new =
        |name: &str| json!({"name": name, "families": 1, "kinds": ["supervised"], "features": "Small."});
    let sites = items(&centre.get("priya", "/sites").await.is(200));
    assert_eq!((sites.len(), &sites[0]["nation"]), (1, &json!("england-and-wales")));
    let room = centre.post("priya", "/rooms", new("Attic")).await.is(201);
    assert_eq!(room["site"], sites[0]["id"]);
    let site = json!({"name": "The hall", "nation": "scotland"});
    let hall = id(&centre.post("priya", "/sites", site.clone()).await.is(201));
    centre.in_vain("priya", Method::POST, "/sites", site).await.blames("/name");
    centre.in_vain("priya", Method::POST, "/rooms", new("Stage")).await.blames("/site");
    let stage =
        json!({"name": "Stage", "families": 1, "kinds": ["supervised"], "features": "x", "site": hall});
    assert_eq!(centre.post("priya", "/rooms", stage).await.is(201)["site"], json!(hall));
});

story!(only_the_office_changes_what_the_centre_has, |centre| {
    let new = json!({"name": "Fire escape"});
    for (who, status) in [("grace", 403), ("joan", 403), ("ruth", 404), ("sam", 404)] {
        centre.in_vain(who, Method::POST, "/entrances", new.clone()).await.is(status);
        centre.in_vain(who, Method::POST, "/closures", closure("2026-11-21", None)).await.is(status);
    }
    centre.get("joan", "/opening-times").await.is(200);
    centre.get("ruth", "/opening-times").await.is(404);
    centre.get("sam", "/equipment").await.is(404);
});

story!(a_room_says_its_ages_in_order, |centre| {
    let room = json!({
        "name": "Attic", "families": 1, "kinds": ["supervised"], "features": "x", "youngest": 9, "oldest": 4,
    });
    centre.in_vain("priya", Method::POST, "/rooms", room).await.blames("/oldest");
    let path = format!("/rooms/{}", centre.room("Willow room").await);
    let mut taken = room_body(&centre, "Willow room").await;
    taken["name"] = "Rowan room".into();
    centre.in_vain("priya", Method::PUT, &path, taken).await.blames("/name");
});

story!(a_room_that_lacks_what_the_plan_asks_for_is_not_booked, |centre| {
    let family = centre.ready_family("supervised").await;
    let plan =
        centre.plan_with(&family, |plan| plan["room_needs"] = json!(["quiet", "changing-table"])).await;
    centre.adopted(&plan).await;
    for party in [&family.resident, &family.visiting[0]] {
        centre.agrees(&plan, party, "supervised").await.is(201);
    }
    let (path, booking) = centre.booking(&family, saturday(1)).await;
    let refused =
        centre.in_vain("priya", Method::POST, &path, booking.clone()).await.refused(409, "room-lacks");
    assert!(refused.to_string().contains("changing table"), "{refused}");
    // The remedy: the room gets what it lacks.
    let room = format!("/rooms/{}", centre.room("Willow room").await);
    let mut body = room_body(&centre, "Willow room").await;
    body["facilities"] = json!(["quiet", "changing-table"]);
    centre.put("priya", &room, body).await.is(200);
    centre.post("priya", &path, booking).await.is(201);
});

fn closure(day: &str, room: Option<&str>) -> Value {
    json!({
        "starts": format!("{day}T08:00:00Z"), "ends": format!("{day}T18:00:00Z"),
        "reason": "The boiler is mended.", "room": room,
    })
}

story!(a_closed_room_is_not_booked_and_the_room_beside_it_is, |centre| {
    let family = centre.ready_family("supervised").await;
    let (path, booking) = centre.booking(&family, saturday(0)).await;
    let willow = centre.room("Willow room").await;
    let closed = id(&centre.post("priya", "/closures", closure("2026-11-21", Some(&willow))).await.is(201));
    let refused =
        centre.in_vain("priya", Method::POST, &path, booking.clone()).await.refused(409, "room-closed");
    assert!(refused.to_string().contains("The boiler is mended"), "{refused}");
    let mut beside = booking.clone();
    beside["room"] = json!(centre.room("Rowan room").await);
    let visit = id(&centre.post("priya", &path, beside).await.is(201));
    let why = json!({"by": "centre", "reason": "The other room is better."});
    centre.post("priya", &format!("/visits/{visit}/cancellation"), why).await.is(201);
    centre.post("priya", &format!("/closures/{closed}/lifting"), json!({})).await.is(201);
    centre.in_vain("priya", Method::POST, &format!("/closures/{closed}/lifting"), json!({})).await.is(404);
    centre.post("priya", &path, booking).await.is(201);
});

story!(a_closed_centre_says_why_and_is_open_again_when_the_closure_is_lifted, |centre| {
    let family = centre.ready_family("supervised").await;
    let (path, booking) = centre.booking(&family, saturday(0)).await;
    let closed = id(&centre.post("priya", "/closures", closure("2026-11-21", None)).await.is(201));
    let refused = centre.in_vain("priya", Method::POST, &path, booking.clone()).await;
    let refused = refused.refused(409, "outside-opening-hours").to_string();
    assert!(refused.contains("The boiler is mended"), "{refused}");
    centre.post("priya", &format!("/closures/{closed}/lifting"), json!({})).await.is(201);
    centre.post("priya", &path, booking).await.is(201);
});

story!(a_closure_names_the_visits_within_it_before_it_is_set, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.booked(&family, saturday(0)).await;
    let (willow, rowan) = (centre.room("Willow room").await, centre.room("Rowan room").await);
    for room in [None, Some(willow.as_str())] {
        let shut = closure("2026-11-21", room);
        let refused =
            centre.in_vain("priya", Method::POST, "/closures", shut).await.refused(409, "visits-within");
        assert!(
            refused.to_string().contains("from 11am to 12:30pm on 21 November 2026 in Willow room"),
            "{refused}"
        );
    }
    centre.post("priya", "/closures", closure("2026-11-21", Some(&rowan))).await.is(201);
    let mut shut = closure("2026-11-21", None);
    shut["despite_visits"] = json!(true);
    let closed = id(&centre.post("priya", "/closures", shut).await.is(201));
    let browser = centre.sign_in("priya").await;
    browser
        .open(&format!("/centre/closures/{closed}"))
        .await
        .is(200)
        .shows("Willow room")
        .shows("End the closure");
});

story!(a_closure_is_of_one_thing_and_ends_after_it_begins, |centre| {
    let with = |change: fn(&mut Value)| {
        let mut shut = closure("2026-11-21", None);
        change(&mut shut);
        shut
    };
    let asked = async |body: Value| centre.in_vain("priya", Method::POST, "/closures", body).await;
    asked(with(|shut| shut["ends"] = shut["starts"].clone())).await.blames("/ends");
    asked(with(|shut| shut["ends"] = "2031-01-01T09:00:00Z".into())).await.blames("/ends");
    asked(with(|shut| shut["room"] = "2f0c0d1e-0000-4000-8000-000000000000".into())).await.blames("/room");
    asked(with(|shut| shut["site"] = "2f0c0d1e-0000-4000-8000-000000000000".into())).await.blames("/site");
    asked(closure("2026-11-16", None)).await.blames("/ends");
    asked(with(|shut| _ = shut.as_object_mut().unwrap().remove("reason"))).await.blames("/reason");
});

story!(a_pattern_opens_the_centre_but_not_on_bank_holidays, |centre| {
    let pattern = json!({
        "weekday": "friday", "first_day": "2026-12-01", "opens": "10:00", "closes": "13:00",
    });
    let made = centre.post("priya", "/opening-patterns", pattern.clone()).await.is(201);
    assert_eq!(made["words"], "Every Friday from 4 December 2026, 10am to 1pm, not on bank holidays");
    let open = |day: &str| (format!("{day}T10:00:00+00:00"), format!("{day}T13:00:00+00:00"));
    assert_eq!(hours(&centre, "2026-12-18", "2026-12-18").await, [open("2026-12-18")]);
    // Christmas Day and New Year's Day are Fridays.
    assert_eq!(hours(&centre, "2026-12-25", "2026-12-25").await, []);
    assert_eq!(hours(&centre, "2027-01-01", "2027-01-01").await, []);
    assert_eq!(hours(&centre, "2027-01-08", "2027-01-08").await, [open("2027-01-08")]);
    // Boxing Day is a Saturday, and the pattern of Saturdays holds on bank holidays too.
    let boxing_day = ("2026-12-26T09:00:00+00:00".to_owned(), "2026-12-26T17:00:00+00:00".to_owned());
    assert_eq!(hours(&centre, "2026-12-25", "2026-12-28").await, [boxing_day]);
    let wrong = |field: &str, value: Value| {
        let mut pattern = pattern.clone();
        pattern[field] = value;
        pattern
    };
    let asked = async |body: Value| centre.in_vain("priya", Method::POST, "/opening-patterns", body).await;
    asked(wrong("closes", "09:00".into())).await.blames("/closes");
    asked(wrong("every_weeks", 0.into())).await.blames("/every_weeks");
    asked(wrong("last_day", "2026-11-30".into())).await.blames("/last_day");
    asked(wrong("opens", "ten".into())).await.blames("/opens");
    let end = format!("/opening-patterns/{}/end", id(&made));
    centre.in_vain("priya", Method::POST, &end, json!({"last_day": "2026-11-01"})).await.blames("/last_day");
    centre.post("priya", &end, json!({"last_day": "2026-12-11"})).await.is(201);
    assert_eq!(hours(&centre, "2026-12-18", "2026-12-18").await, []);
});

story!(a_pattern_does_not_end_under_booked_visits_without_naming_them, |centre| {
    let family = centre.ready_family("supervised").await;
    let patterns = items(&centre.get("priya", "/opening-patterns").await.is(200));
    let saturdays = patterns.iter().find(|pattern| pattern["weekday"] == "saturday").unwrap();
    centre.booked(&family, saturday(1)).await;
    let end = format!("/opening-patterns/{}/end", id(saturdays));
    let body = json!({"last_day": "2026-11-21"});
    centre.in_vain("priya", Method::POST, &end, body).await.refused(409, "visits-within");
    centre.post("priya", &end, json!({"last_day": "2026-11-28"})).await.is(201);
    centre.post("priya", &end, json!({"last_day": "2026-11-21", "despite_visits": true})).await.is(201);
});

story!(an_exception_gives_a_day_its_own_hours_once, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, saturday(0)).await;
    let closed = json!({"day": "2026-11-21", "reason": "Staff are trained that day."});
    let path = "/opening-exceptions";
    centre.in_vain("priya", Method::POST, path, closed.clone()).await.refused(409, "visits-within");
    let early = json!({"day": "2026-11-21", "opens": "09:00", "closes": "13:00", "reason": "A fair."});
    let made = centre.post("priya", path, early.clone()).await.is(201);
    let hours_then = [("2026-11-21T09:00:00+00:00".to_owned(), "2026-11-21T13:00:00+00:00".to_owned())];
    assert_eq!(hours(&centre, "2026-11-21", "2026-11-21").await, hours_then);
    centre.in_vain("priya", Method::POST, path, early).await.refused(409, "day-has-exception");
    let session = json!({"starts": "2026-11-21T15:00:00Z", "ends": "2026-11-21T16:00:00Z"});
    centre.in_vain("priya", Method::POST, "/openings", session).await.refused(409, "day-has-exception");
    let why = json!({"by": "centre", "reason": "Moved."});
    centre.post("priya", &format!("/visits/{visit}/cancellation"), why).await.is(201);
    let withdrawal = format!("{path}/{}/withdrawal", id(&made));
    centre.post("priya", &withdrawal, json!({})).await.is(201);
    centre.post("priya", path, closed).await.is(201);
    let (booked, booking) = centre.booking(&family, saturday(0)).await;
    let refused = centre.in_vain("priya", Method::POST, &booked, booking).await;
    let refused = refused.refused(409, "outside-opening-hours").to_string();
    assert!(refused.contains("Staff are trained that day"), "{refused}");
    let half = json!({"day": "2026-11-28", "opens": "09:00", "reason": "x"});
    centre.in_vain("priya", Method::POST, path, half).await.blames("/closes");
    let past = json!({"day": "2026-11-01", "reason": "x"});
    centre.in_vain("priya", Method::POST, path, past).await.blames("/day");
});

story!(a_session_added_by_hand_may_not_overlap_what_is_open, |centre| {
    let starts = saturday(0);
    let session = json!({"starts": starts, "ends": starts.plus(Minutes(60))});
    centre.in_vain("priya", Method::POST, "/openings", session).await.refused(409, "opening-overlaps");
    let session = json!({"starts": starts.plus(Minutes(480)), "ends": starts.plus(Minutes(540))});
    centre.post("priya", "/openings", session).await.is(201);
});

story!(a_site_keeps_the_bank_holidays_of_its_nation, |centre| {
    let sites = items(&centre.get("priya", "/sites").await.is(200));
    let hall = json!({"name": "The hall", "nation": "scotland"});
    let hall = id(&centre.post("priya", "/sites", hall).await.is(201));
    let pattern =
        json!({"weekday": "monday", "first_day": "2027-01-01", "opens": "10:00", "closes": "13:00"});
    centre.post("priya", "/opening-patterns", pattern).await.is(201);
    let open_on = async |day: &str| -> Vec<Value> {
        let path = format!("/opening-times?from={day}&until={day}");
        items(&centre.get("priya", &path).await.is(200)).iter().map(|open| open["site"].clone()).collect()
    };
    // The second of January is kept in Scotland alone, in 2027 on Monday the fourth; Easter Monday is not.
    assert_eq!(open_on("2027-01-04").await, [sites[0]["id"].clone()]);
    assert_eq!(open_on("2027-03-29").await, [json!(hall)]);
    let site = format!("/sites/{hall}");
    centre.put("priya", &site, json!({"name": "The hall", "nation": "england-and-wales"})).await.is(200);
    assert_eq!(open_on("2027-03-29").await, [] as [Value; 0]);
});

story!(a_door_that_plans_send_people_to_is_not_closed, |centre| {
    let family = centre.ready_family("supervised").await;
    let doors = items(&centre.get("priya", "/entrances").await.is(200));
    let (gate, lane) = (id(&doors[1]), id(&doors[0]));
    let plan = centre.plan_with(&family, |plan| plan["resident_entrance"] = json!(gate)).await;
    centre.adopted(&plan).await;
    let close = format!("/entrances/{gate}/closing");
    centre.in_vain("priya", Method::POST, &close, json!({})).await.refused(409, "entrance-in-plan");
    let close = format!("/entrances/{lane}/closing");
    centre.post("priya", &close, json!({})).await.is(201);
    centre.in_vain("priya", Method::POST, &close, json!({})).await.refused(409, "closed-already");
    let name = json!({"name": doors[1]["name"]});
    centre.in_vain("priya", Method::POST, "/entrances", name).await.blames("/name");
    centre.put("priya", &format!("/entrances/{gate}"), json!({"name": "Blue gate"})).await.is(200);
});

story!(waiting_areas_are_added_renamed_and_closed, |centre| {
    let made = id(&centre.post("priya", "/waiting-areas", json!({"name": "Porch"})).await.is(201));
    centre.in_vain("priya", Method::POST, "/waiting-areas", json!({"name": "porch"})).await.blames("/name");
    let path = format!("/waiting-areas/{made}");
    assert_eq!(
        centre.put("priya", &path, json!({"name": "Glass porch"})).await.is(200)["name"],
        "Glass porch"
    );
    centre.post("priya", &format!("{path}/closing"), json!({})).await.is(201);
    let again = centre.in_vain("priya", Method::POST, &format!("{path}/closing"), json!({})).await;
    again.refused(409, "closed-already");
});

story!(equipment_goes_out_of_use_with_a_reason_and_comes_back, |centre| {
    let made = centre.post("priya", "/equipment", json!({"name": "Hoist"})).await.is(201);
    centre.in_vain("priya", Method::POST, "/equipment", json!({"name": "hoist"})).await.blames("/name");
    let (out, back) =
        (format!("/equipment/{}/out-of-use", id(&made)), format!("/equipment/{}/into-use", id(&made)));
    centre.in_vain("priya", Method::POST, &back, json!({})).await.refused(409, "equipment-in-use");
    centre.in_vain("priya", Method::POST, &out, json!({})).await.blames("/reason");
    let why = json!({"reason": "The strap is worn."});
    assert_eq!(centre.post("priya", &out, why.clone()).await.is(201)["out_of_use_on"], "2026-11-18");
    centre.in_vain("priya", Method::POST, &out, why).await.refused(409, "equipment-out-of-use");
    assert_eq!(centre.post("priya", &back, json!({})).await.is(201)["out_of_use_on"], Value::Null);
});

story!(the_pages_of_the_centre_say_it_in_words_and_keep_what_was_typed, |centre| {
    let browser = centre.sign_in("priya").await;
    let page = browser.open("/centre/opening-times").await;
    page.is(200)
        .shows("Every Wednesday until")
        .shows("2pm to 7pm, not on bank holidays")
        .shows("Next sessions");
    let typed = [
        ("weekday", "monday"),
        ("opens", "15:00"),
        ("closes", "14:00"),
        ("every_weeks:int", "2"),
        ("first_day.day", "1"),
        ("first_day.month", "12"),
        ("first_day.year", "2026"),
    ];
    let page = browser.fill("/centre/opening-patterns/new", "/centre/opening-patterns/new", &typed).await;
    page.is(422).shows("Enter a time after the opening, on the same day").shows("value=\"15:00\"");
    let family = centre.ready_family("supervised").await;
    centre.booked(&family, saturday(0)).await;
    let typed = [
        ("starts.day", "21"),
        ("starts.month", "11"),
        ("starts.year", "2026"),
        ("starts.time", "09:00"),
        ("ends.day", "21"),
        ("ends.month", "11"),
        ("ends.year", "2026"),
        ("ends.time", "17:00"),
        ("reason", "The boiler is mended."),
    ];
    let page = browser.fill("/centre/closures/new", "/centre/closures/new", &typed).await;
    page.is(409).shows("in Willow room").shows("The boiler is mended.");
    let typed: Vec<(&str, &str)> = typed.into_iter().chain([("despite_visits:bool", "yes")]).collect();
    let page = browser.fill("/centre/closures/new", "/centre/closures/new", &typed).await;
    page.is(200).shows("The whole centre");
    let booking = browser.open(&format!("/families/{}/visits/new", family.family)).await;
    booking.is(200).shows("good for ages 0 to 8");
});
