//! The calendar: what a week and a day show, and to whom.

use base::Minutes;
use serde_json::{Value, json};
use stories::{Centre, saturday, story};

const WEEK: &str = "/calendar?week=2026-W47";

/// Everything on the calendar of a week, with whose line it stands on.
async fn week(centre: &Centre, who: &str, path: &str) -> Vec<(String, Value)> {
    let found = centre.get(who, path).await.is(200);
    let lines = found["lines"].as_array().unwrap().iter();
    lines
        .flat_map(|line| {
            let name = line["name"].as_str().unwrap().to_owned();
            line["visits"].as_array().unwrap().iter().map(move |visit| (name.clone(), visit.clone()))
        })
        .collect()
}

story!(a_week_shows_what_is_booked_and_held_by_room_and_by_supervisor, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, saturday(0)).await;
    let (path, booking) = centre.booking(&family, saturday(0).plus(Minutes(180))).await;
    let hold = json!({"visit": booking, "until": "2026-11-19T09:00:00Z"});
    centre.post("priya", &path.replace("/visits", "/holds"), hold).await.is(201);
    let seen = week(&centre, "priya", WEEK).await;
    assert_eq!(seen.len(), 2, "{seen:?}");
    assert!(seen.iter().all(|(room, _)| room == "Willow room"));
    assert_eq!((&seen[0].1["id"], &seen[1].1["state"]), (&json!(visit), &json!("held")));
    let by = week(&centre, "priya", &format!("{WEEK}&by=supervisor")).await;
    assert!(
        by.iter().all(|(name, one)| name.starts_with("Grace") && one["room_name"] == "Willow room"),
        "{by:?}"
    );
    let browser = centre.sign_in("priya").await;
    browser.open(WEEK).await.is(200).shows("as-week__held").shows("<b>Held</b>").shows("11am–");
    // A hold that lapsed is free, and a visit that is called off is not there.
    centre.it_is("2026-11-19T09:00:00Z").await;
    let why = json!({"by": "centre", "reason": "The heating has failed."});
    centre.post("priya", &format!("/visits/{visit}/cancellation"), why).await.is(201);
    assert_eq!(week(&centre, "priya", WEEK).await, Vec::new());
    browser.open(WEEK).await.shows("Nothing is booked in this week");
});

story!(a_visit_that_is_not_safe_looks_it, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.booked(&family, saturday(0)).await;
    let closure = json!({"starts": "2026-11-21T08:00:00Z", "ends": "2026-11-21T18:00:00Z", "reason": "Flood.", "despite_visits": true});
    centre.post("priya", "/closures", closure).await.is(201);
    let seen = week(&centre, "priya", WEEK).await;
    assert_eq!(seen[0].1["is_unsafe"], json!(true), "{seen:?}");
    let browser = centre.sign_in("priya").await;
    browser.open(WEEK).await.shows("as-week__unsafe").shows("Not safe as planned");
    browser.open("/calendar/day/2026-11-21").await.shows("Not safe as planned");
});

story!(
    a_supervisor_sees_the_days_about_them_and_beyond_that_the_times_and_rooms_of_what_names_them,
    |centre| {
        let (family, other) =
            (centre.ready_family("supervised").await, centre.ready_family("supervised").await);
        centre.are_on_duty(&["grace", "tomasz"], 1).await;
        centre.booked(&family, saturday(1)).await;
        let room = centre.room("Rowan room").await;
        let dev = centre.id_of("tomasz").to_owned();
        other.book(saturday(1), &room, &[dev]).await.unwrap();
        let next = "/calendar?week=2026-W48";
        assert_eq!(week(&centre, "martin", next).await.len(), 2);
        let seen = week(&centre, "grace", next).await;
        assert_eq!(seen.iter().map(|(room, _)| room.as_str()).collect::<Vec<_>>(), ["Willow room"]);
        let by = centre.get("grace", &format!("{next}&by=supervisor")).await.is(200);
        assert!(!by.to_string().contains("Tomasz"), "{by}");
        let day = centre.get("grace", "/calendar/day?day=2026-11-28").await.is(200);
        assert_eq!((&day["doors"], day["own_times"].as_array().unwrap().len()), (&json!([]), 1), "{day}");
        // On the eve, the whole of the session is known to all who are on it; what is held is not.
        centre.it_is("2026-11-27T09:00:00Z").await;
        let seen = week(&centre, "grace", next).await;
        let opens = |room: &str| seen.iter().find(|(name, _)| name == room).unwrap().1["may_open"].clone();
        assert_eq!((opens("Willow room"), opens("Rowan room")), (json!(true), json!(false)));
        let links = "href=\"/visits/";
        for page in [next, "/calendar/day/2026-11-28"] {
            let shown = centre.sign_in("grace").await.open(page).await.html;
            let mut opened: Vec<&str> =
                shown.split(links).skip(1).filter_map(|rest| rest.split('"').next()).collect();
            opened.dedup();
            assert_eq!(opened.len(), 1, "{page}: {opened:?}");
        }
        for path in [next, "/calendar/day"] {
            centre.get("joan", path).await.refused(403, "not-allowed");
            centre.get("ruth", path).await.refused(404, "not-found");
        }
    }
);

story!(whose_visit_it_is_a_supervisor_learns_on_the_eve_and_forgets_after_the_morrow, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.are_on_duty(&["grace", "tomasz"], 1).await;
    let visit = centre.booked(&family, saturday(1)).await;
    let kept = centre.get("priya", &format!("/families/{}", family.family)).await.is(200);
    let reference = kept["reference"].as_str().unwrap();
    let feed = centre.post("grace", "/my/feed", json!({"names_place": true})).await.is(201);
    let feed = feed["path"].as_str().unwrap();
    let pages = [
        "/calendar?week=2026-W48",
        "/calendar?week=2026-W48&by=supervisor",
        "/calendar/day/2026-11-28",
        "/day/2026-11-28",
    ];
    let operations = [
        "/calendar?week=2026-W48",
        "/calendar?week=2026-W48&by=supervisor",
        "/calendar/day?day=2026-11-28",
        "/day/2026-11-28",
        "/rota?day=2026-11-28",
        "/visits",
    ];
    let tells = ["Amira", "Farrow", "Leanne", "Karl", reference, visit.as_str(), family.family.as_str()];
    // Ten days before and two days after, what there is to plan by, and nothing of whom it is for.
    for now in ["2026-11-18T09:00:00Z", "2026-11-26T23:59:00Z", "2026-11-30T00:00:00Z"] {
        centre.it_is(now).await;
        let grace = centre.sign_in("grace").await;
        for path in pages {
            let page = grace.open(path).await;
            page.is(200).shows("A visit").shows("Willow room");
            for told in &tells {
                page.does_not_show(told);
            }
        }
        grace.open("/rota?day=2026-11-28").await.is(200).does_not_show("Amira").does_not_show(reference);
        for path in operations {
            let answer = centre.get("grace", path).await.is(200).to_string();
            for told in &tells {
                assert!(!answer.contains(told), "{now} {path} {told}: {answer}");
            }
        }
        let calendar = centre.browser().hear(feed).await.text();
        assert!(calendar.contains("LOCATION:Willow room"), "{calendar}");
        for told in &tells {
            assert!(!calendar.contains(told), "{told}: {calendar}");
        }
        let own = centre.get("grace", "/calendar/day?day=2026-11-28").await.is(200)["own_times"].clone();
        assert_eq!(own[0]["room_name"], "Willow room");
    }
    for now in ["2026-11-27T00:00:00Z", "2026-11-29T23:59:00Z"] {
        centre.it_is(now).await;
        let grace = centre.sign_in("grace").await;
        for path in pages {
            grace.open(path).await.is(200).shows("Amira");
        }
    }
    // Who is on neither the rota nor the visit is told no time either.
    centre.it_is("2026-11-18T09:00:00Z").await;
    let joan = centre.sign_in("joan").await;
    joan.open("/day/2026-11-28").await.is(200).does_not_show("A visit").does_not_show("Willow");
});

story!(two_who_come_to_one_door_within_ten_minutes_are_pointed_out, |centre| {
    let (one, two) = (centre.ready_family("supported").await, centre.ready_family("supported").await);
    let first = centre.booked_supported(&one, saturday(0)).await;
    let second = centre.booked_supported(&two, saturday(0).plus(Minutes(9))).await;
    let found = centre.get("priya", "/calendar/day?day=2026-11-21").await.is(200);
    let arrivals: Vec<Value> = found["doors"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|door| door["arrivals"].as_array().unwrap().clone())
        .collect();
    let of = |visit: &str, side: &str| -> Value {
        arrivals.iter().find(|one| one["visit"] == visit && one["side"] == side).unwrap()["close_after"]
            .clone()
    };
    assert_eq!((of(&first, "resident"), of(&second, "resident")), (json!(6), json!(9)), "{arrivals:?}");
    let browser = centre.sign_in("priya").await;
    browser
        .open("/calendar/day/2026-11-21")
        .await
        .is(200)
        .shows("Only 9 minutes after the one before")
        .shows("Brings the children")
        .shows("Comes to collect");
});

story!(a_week_is_asked_for_by_its_number, |centre| {
    for wrong in ["week=2026-W54", "week=48", "by=family"] {
        centre.get("priya", &format!("/calendar?{wrong}")).await.is(422);
    }
    centre.get("priya", "/calendar").await.is(200);
});
