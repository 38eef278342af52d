//! Who is where when a centre works at more than one place, and how many families each may have to watch.

use axum::http::Method;
use serde_json::{Value, json};
use stories::{Centre, id, items, saturday, story};

/// A second place where the centre works: the site, and a room in it like the Willow room.
async fn second_site(centre: &Centre) -> (String, String) {
    let site = json!({"name": "The mill", "nation": "england-and-wales"});
    let site = id(&centre.post("priya", "/sites", site).await.is(201));
    let room = json!({"name": "Mill room", "families": 4, "features": "Plain.", "site": site,
        "kinds": ["supported", "supervised"]});
    let room = id(&centre.post("priya", "/rooms", room).await.is(201));
    (site, room)
}

fn at_site(mut body: Value, site: &str) -> Value {
    body["site"] = site.into();
    body
}

story!(whoever_is_on_duty_at_one_site_is_not_counted_at_another, |centre| {
    let family = centre.ready_family("supervised").await;
    let home = id(&items(&centre.get("priya", "/sites").await.is(200))[0]);
    let (mill, room) = second_site(&centre).await;
    let (path, mut booking) = centre.booking(&family, saturday(1)).await;
    booking["room"] = room.into();
    // With two sites, it must be said at which.
    let duty = centre.duties(&["grace", "joan"], 1);
    centre.in_vain("priya", Method::POST, "/duties", duty.clone()).await.blames("/site");
    let elsewhere = at_site(duty.clone(), "00000000-0000-4000-8000-000000000000");
    centre.in_vain("priya", Method::POST, "/duties", elsewhere).await.blames("/site");
    let at_home = centre.post("priya", "/duties", at_site(duty.clone(), &home)).await.is(201);
    let refused = centre.in_vain("priya", Method::POST, &path, booking.clone()).await;
    refused.refused(409, "not-on-duty");
    for taken in at_home["duties"].as_array().unwrap() {
        centre.is_taken_off(taken.as_str().unwrap()).await;
    }
    let there = centre.post("priya", "/duties", at_site(duty, &mill)).await.is(201);
    let visit = id(&centre.post("priya", &path, booking).await.is(201));
    let week = centre.get("priya", "/rota?day=2026-11-28").await.is(200);
    let names: Vec<(String, usize)> = week["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let site = one["site_name"].as_str().unwrap().to_owned();
            (site, one["duties"].as_array().unwrap().len())
        })
        .collect();
    assert!(names.contains(&("The mill".to_owned(), 2)), "{names:?}");
    assert_eq!(names.iter().map(|(_, number)| number).sum::<usize>(), 2, "{names:?}");
    // One of the two goes: the visit is named in the answer and may not start.
    let left = centre.is_taken_off(there["duties"][1].as_str().unwrap()).await;
    assert_eq!(left["visits"][0]["because"][0]["code"], "lone-working");
    assert!(centre.mark_on(&visit).await.is_some());
    // Somebody at the other site is no help; somebody at this one is.
    let dev = centre.duties(&["dev"], 1);
    centre.post("priya", "/duties", at_site(dev, &home)).await.is(201);
    assert!(centre.mark_on(&visit).await.is_some());
    let tomasz = centre.duties(&["tomasz"], 1);
    centre.post("priya", "/duties", at_site(tomasz, &mill)).await.is(201);
    assert_eq!(centre.mark_on(&visit).await, None);
    let page = centre.sign_in("priya").await.open("/rota?day=2026-11-28").await;
    page.is(200).shows("The mill");
});

story!(r4_a_visit_is_not_booked_at_another_site_than_the_door_its_plan_sends_a_side_to, |centre| {
    let family = centre.ready_family("supervised").await;
    let (_, room) = second_site(&centre).await;
    let (path, booking) = centre.booking(&family, saturday(1)).await;
    let mut away = booking.clone();
    away["room"] = room.into();
    let door = id(&items(&centre.get("priya", "/entrances").await.is(200))[0]);
    let plan = centre.plan_with(&family, |plan| plan["visiting_entrance"] = json!(door)).await;
    centre.adopted(&plan).await;
    let refused = centre.in_vain("priya", Method::POST, &path, away).await;
    let refused = refused.refused(409, "r4-no-meeting").to_string();
    assert!(refused.contains("the visiting side to") && refused.contains("another site"), "{refused}");
    // Here nothing stands in the way but that the new plan is not signed yet.
    let unsigned = centre.in_vain("priya", Method::POST, &path, booking).await;
    let unsigned = unsigned.refused(409, "r2-not-ready").to_string();
    assert!(!unsigned.contains("r4-no-meeting"), "{unsigned}");
});

fn one_to(families: u32) -> Value {
    let ratios = json!([{"kind": "supported", "families": families}]);
    json!({"ratios": ratios, "reason": "The hall has two corners that cannot be seen from the door."})
}

story!(those_on_duty_watch_no_more_families_than_the_centre_says, |centre| {
    let (one, two, three) = (
        centre.ready_family("supported").await,
        centre.ready_family("supported").await,
        centre.ready_family("supported").await,
    );
    let seen = centre.get("joan", "/staffing").await.is(200);
    assert_eq!((&seen["version"], &seen["ratios"]), (&json!(0), &json!([])));
    centre.post("priya", "/staffing", one_to(1)).await.is(201);
    centre.are_on_duty(&["joan", "dev"], 1).await;
    centre.booked_supported(&one, saturday(1)).await;
    let second = centre.booked_supported(&two, saturday(1)).await;
    let garden = centre.room("Garden room").await;
    let booking = json!({"starts": saturday(1), "room": garden, "supervisors": []});
    let path = format!("/families/{}/visits", three.family);
    let refused = centre.in_vain("priya", Method::POST, &path, booking.clone()).await;
    refused.refused(409, "staff-ratio");
    centre.are_on_duty(&["tomasz"], 1).await;
    let third = id(&centre.post("priya", &path, booking).await.is(201));
    // Three families and two on duty, once one of them goes home: both are named, and the visits marked.
    let grace = centre.are_on_duty(&["grace"], 1).await;
    assert_eq!(centre.mark_on(&third).await, None);
    centre.post("priya", "/staffing", json!({"ratios": [], "reason": "For now."})).await.is(201);
    centre.is_taken_off(&grace[0]).await;
    assert_eq!(centre.mark_on(&third).await, None);
    let set = centre.post("priya", "/staffing", one_to(1)).await.is(201);
    assert_eq!(set["version"], 3);
    assert_eq!(centre.mark_on(&second).await, None);
    centre.says_away("tomasz", "tomasz", 1).await;
    assert!(centre.mark_on(&second).await.is_some());
    assert!(centre.mark_on(&third).await.is_some());
    centre.post("priya", "/staffing", one_to(2)).await.is(201);
    assert_eq!(centre.mark_on(&third).await, None);
});

story!(how_many_one_person_may_watch_is_set_by_whoever_leads_for_kinds_that_name_nobody, |centre| {
    let path = "/staffing";
    for who in ["grace", "joan"] {
        centre.in_vain(who, Method::POST, path, one_to(1)).await.refused(403, "not-allowed");
    }
    centre.in_vain("ruth", Method::POST, path, one_to(1)).await.refused(404, "not-found");
    centre.in_vain("priya", Method::POST, path, one_to(0)).await.blames("/ratios/0/families");
    centre.in_vain("priya", Method::POST, path, one_to(21)).await.blames("/ratios/0/families");
    let supervised = json!({"ratios": [{"kind": "supervised", "families": 2}], "reason": "x"});
    centre.in_vain("priya", Method::POST, path, supervised).await.blames("/ratios/0/kind");
    let mut twice = one_to(1);
    twice["ratios"] = json!([twice["ratios"][0], twice["ratios"][0]]);
    centre.in_vain("priya", Method::POST, path, twice).await.blames("/ratios/1/kind");
    let mut silent = one_to(1);
    silent["reason"] = " ".into();
    centre.in_vain("priya", Method::POST, path, silent).await.blames("/reason");
    let browser = centre.sign_in("priya").await;
    browser.open("/rota/staffing").await.is(200).shows("this centre has set none of its own yet");
    let typed = [("ratios/0/kind", "supported"), ("ratios/0/families:int", "3"), ("reason", "A large hall.")];
    browser.fill("/rota/staffing", "/rota/staffing", &typed).await.is(200);
    browser.open("/rota/staffing").await.is(200).shows("3 families to each person on duty");
    let typed = [("ratios/0/kind", "supported"), ("ratios/0/families:int", ""), ("reason", "No number.")];
    browser.fill("/rota/staffing", "/rota/staffing", &typed).await.is(200);
    browser.open("/rota/staffing").await.is(200).shows("No number is set");
    centre.sign_in("joan").await.open("/rota/staffing").await.is(404);
});
