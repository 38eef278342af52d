//! Somebody's own times in their own calendar: neutral, their own alone, and gone when they stop it.

use app::demo::Journey;
use axum::http::Method;
use base::Minutes;
use serde_json::{Value, json};
use stories::{Browser, Centre, Heard, saturday, step, story};

/// Makes a feed on the page, and answers its path.
async fn made_by(browser: &Browser, names_place: &str) -> String {
    let page = browser.fill("/my/calendar", "/my/calendar", &[("names_place:bool", names_place)]).await;
    let (_, rest) = page.is(201).html.split_once("/feeds/").unwrap();
    format!("/feeds/{}.ics", rest.split_once(".ics").unwrap().0)
}

async fn read(centre: &Centre, path: &str) -> Heard {
    centre.browser().hear(path).await
}

async fn text(centre: &Centre, path: &str) -> String {
    let heard = read(centre, path).await;
    assert_eq!(heard.status, 200);
    heard.text()
}

/// The browsers of both parents.
async fn parents(centre: &Centre, family: &Journey) -> (Browser, Browser) {
    let resident = centre.parent_signs_in(&family.family, &family.resident, "resident-one").await;
    let visiting = centre.parent_signs_in(&family.family, &family.visiting[0], "visiting-one").await;
    (resident, visiting)
}

story!(a_parents_calendar_holds_their_own_times_under_a_neutral_title, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, saturday(0)).await;
    let (resident, visiting) = parents(&centre, &family).await;
    let (bringing, coming) = (made_by(&resident, "no").await, made_by(&visiting, "no").await);
    let (bringing, coming) = (text(&centre, &bringing).await, text(&centre, &coming).await);
    assert!(
        bringing.contains("DTSTART:20261121T110000Z") && bringing.contains("SUMMARY:Appointment"),
        "{bringing}"
    );
    assert!(coming.contains("DTSTART:20261121T104500Z"), "{coming}");
    assert!(!bringing.contains("20261121T104500Z") && !coming.contains("DTSTART:20261121T110000Z"));
    for told in [
        "Amira",
        "Farrow",
        "Karl",
        "Leanne",
        "Grace",
        "Willow",
        "contact",
        "Alongside",
        "LOCATION",
        "DESCRIPTION",
        "ATTENDEE",
        "LAST-MODIFIED",
        visit.as_str(),
    ] {
        assert!(!bringing.contains(told) && !coming.contains(told), "{told}\n{bringing}\n{coming}");
    }
    let uids = |text: &str| -> Vec<String> {
        text.lines().filter_map(|line| line.strip_prefix("UID:")).map(str::to_owned).collect()
    };
    assert!(uids(&bringing).iter().all(|uid| !uids(&coming).contains(uid)));
});

story!(nothing_the_other_side_does_shows_in_a_parents_calendar, |centre| {
    let family = centre.ready_family("supervised").await;
    let (now, next) = centre.this_saturday_and_next(&family).await;
    let (resident, visiting) = parents(&centre, &family).await;
    let (bringing, coming) = (made_by(&resident, "yes").await, made_by(&visiting, "yes").await);
    centre.clock_shows(saturday(0).plus(Minutes(-60)));
    let before = (text(&centre, &bringing).await, text(&centre, &coming).await);
    now.happens(-30, step::briefed()).await;
    now.happens(-15, step::visiting_arrives(&family.visiting[0])).await;
    let closure = json!({"starts": saturday(1).plus(Minutes(-300)), "ends": saturday(1).plus(Minutes(300)), "reason": "Flood.", "despite_visits": true});
    centre.post("priya", "/closures", closure).await.is(201);
    centre.clock_shows(saturday(0).plus(Minutes(-60)));
    assert_eq!(text(&centre, &bringing).await, before.0);
    // Of the other side: the child comes, and then nobody does.
    now.happens(0, step::child_comes(&family.resident)).await;
    centre.clock_shows(saturday(0).plus(Minutes(-60)));
    assert_eq!((text(&centre, &bringing).await, text(&centre, &coming).await), before);
    // A visit that is called off is in neither.
    let why = json!({"by": "visiting", "reason": "He is ill."});
    centre.post("priya", &format!("/visits/{next}/cancellation"), why).await.is(201);
    for path in [&bringing, &coming] {
        assert!(!text(&centre, path).await.contains("20261128"));
    }
});

story!(a_held_time_is_in_no_calendar, |centre| {
    let family = centre.ready_family("supervised").await;
    let (path, booking) = centre.booking(&family, saturday(0)).await;
    let hold = json!({"visit": booking, "until": "2026-11-19T09:00:00Z"});
    centre.post("priya", &path.replace("/visits", "/holds"), hold).await.is(201);
    let (resident, _) = parents(&centre, &family).await;
    let bringing = made_by(&resident, "no").await;
    assert!(!text(&centre, &bringing).await.contains("20261121"));
    let grace = centre.post("grace", "/my/feed", json!({"names_place": true})).await.is(201);
    assert!(!text(&centre, grace["path"].as_str().unwrap()).await.contains("SUMMARY:Appointment"));
});

story!(a_place_is_named_only_where_its_reader_chose_so, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.booked(&family, saturday(0)).await;
    let make = async |names_place: bool| {
        let made = centre.post("grace", "/my/feed", json!({"names_place": names_place})).await.is(201);
        text(&centre, made["path"].as_str().unwrap()).await
    };
    assert!(!make(false).await.contains("LOCATION"));
    assert!(make(true).await.contains("LOCATION:Willow room"));
});

story!(every_address_that_opens_nothing_has_the_same_answer, |centre| {
    let first = centre.post("grace", "/my/feed", json!({"names_place": false})).await.is(201);
    let second = centre.post("grace", "/my/feed", json!({"names_place": false})).await.is(201);
    let (first, second) = (first["path"].as_str().unwrap(), second["path"].as_str().unwrap());
    let open = read(&centre, second).await;
    assert_eq!((open.status, open.header("cache-control")), (200, "private, no-store"));
    assert_eq!(open.header("content-type"), "text/calendar; charset=utf-8");
    let unknown = format!("/feeds/{}.ics", "0".repeat(64));
    let nothing = read(&centre, &unknown).await;
    assert_eq!(nothing.status, 404);
    let same = async |path: &str| {
        let heard = read(&centre, path).await;
        assert_eq!(
            (heard.status, &heard.headers, &heard.body),
            (404, &nothing.headers, &nothing.body),
            "{path}"
        );
    };
    // The one made before stops working when another is made.
    for path in [
        first,
        "/feeds/x.ics",
        "/feeds/.ics",
        &second.replace(".ics", ""),
        &second.to_uppercase().replace("/FEEDS", "/feeds").replace(".ICS", ".ics"),
    ] {
        same(path).await;
    }
    centre.post("grace", "/my/feed/ending", json!({})).await.is(200);
    same(second).await;
    centre.in_vain("grace", Method::POST, "/my/feed/ending", json!({})).await.refused(409, "no-feed");
    assert_eq!(centre.get("grace", "/my/feed").await.is(200)["made"], Value::Null);
});

story!(a_calendar_is_for_parents_and_staff_and_its_sign_in_must_be_open, |centre| {
    for who in ["ruth", "sam"] {
        centre
            .in_vain(who, Method::POST, "/my/feed", json!({"names_place": false}))
            .await
            .refused(403, "not-allowed");
    }
    centre.in_vain("grace", Method::POST, "/my/feed", json!({})).await.blames("/names_place");
    let made = centre.post("grace", "/my/feed", json!({"names_place": false})).await.is(201);
    let path = made["path"].as_str().unwrap();
    assert!(text(&centre, path).await.contains("SUMMARY:Centre open"));
    centre.plant("UPDATE account SET closed = TRUE WHERE username = 'grace'").await;
    assert_eq!(read(&centre, path).await.status, 404);
});
