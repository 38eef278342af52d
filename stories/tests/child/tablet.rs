//! The tablet in a child's hands, and the page a child takes home.

use super::Heard;
use axum::http::Method;
use serde_json::{Value, json};
use stories::{Browser, Centre, ORDER, story};

const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

/// Grace gives her tablet to the child.
async fn gives(heard: &Heard<'_>, when: &str, band: &str) -> Browser {
    let tablet = heard.centre.sign_in("grace").await;
    let path = format!("/visits/{}/children", heard.visit);
    let given = [("child", heard.child.as_str()), ("when", when), ("band", band)];
    tablet.fill(&path, &path, &given).await.is(200).shows("Hello Amira");
    tablet
}

/// A route with every place filled: with what is there, so that something would answer if it could.
fn filled(heard: &Heard<'_>, route: &str) -> String {
    let place = |part: &str| match part {
        "{visit}" => heard.visit.clone(),
        "{family}" => heard.family.family.clone(),
        "{child}" => heard.child.clone(),
        "{day}" => "2026-11-21".to_owned(),
        part if part.starts_with('{') => NOBODY.to_owned(),
        part => part.to_owned(),
    };
    route.split('/').map(place).collect::<Vec<_>>().join("/")
}

story!(while_a_child_has_the_tablet_nothing_else_opens_whatever_address_is_typed, |centre| {
    let heard = Heard::of(&centre).await;
    let before = centre.sign_in("grace").await;
    let path = format!("/visits/{}/children", heard.visit);
    let stolen = before.stolen();
    let given = [("child", heard.child.as_str()), ("when", "before")];
    before.fill(&path, &path, &given).await.is(200).shows("Hello Amira");
    let tablet = before;

    let mut walked = 0;
    let pages = app::routes::pages();
    let others = ["/healthz", "/metrics", "/api/openapi.json", "/api/v1/families", "/nowhere", "/"];
    let routes =
        pages.asks().iter().map(|page| (page.path, page.method)).chain(others.map(|path| (path, "GET")));
    for (route, method) in routes {
        if route == "/child" || route.starts_with("/child/") || route.starts_with("/sign-in") {
            continue;
        }
        let path = filled(&heard, route);
        let answered =
            if method == "GET" { tablet.hear(&path).await } else { tablet.post(&path, &[("x", "y")]).await };
        assert_eq!((answered.status, answered.header("location")), (303, "/child"), "{method} {path}");
        assert_eq!(answered.header("cache-control"), "no-store");
        walked += 1;
    }
    assert!(walked > 150, "only {walked} were tried");
    for (path, shown) in [("/child", "Hello Amira"), ("/sign-in", "Sign in")] {
        let page = tablet.open(path).await;
        page.is(200).shows(shown);
        for hidden in ["Farrow", "Karl", "Leanne", "Grace", "/families", "/day/"] {
            page.does_not_show(hidden);
        }
    }
    // What the tablet was before opens nothing in anybody's hands: its owner is signed out.
    assert!(stolen.open("/").await.html.contains("/sign-in"));
    assert_eq!(stolen.open(&path).await.path, "/sign-in");
    // Without the tablet the child's pages are not there.
    for browser in [centre.browser(), centre.sign_in("priya").await] {
        assert_eq!(browser.open("/child").await.status, 404);
        assert_eq!(browser.open("/child/questions/1").await.status, 404);
    }
});

story!(staff_take_the_tablet_back_by_signing_in_and_nobody_else_comes_in_there, |centre| {
    let heard = Heard::of(&centre).await;
    centre.parent_signs_in(&heard.family.family, &heard.family.resident, "leanne").await;
    let tablet = gives(&heard, "before", "5-7").await;
    let enters = |who: &'static str, password: &'static str| {
        let tablet = &tablet;
        async move { tablet.fill("/sign-in", "/sign-in", &[("username", who), ("password", password)]).await }
    };
    enters("leanne", app::demo::PASSWORD).await.is(403);
    tablet.open("/my").await.is(200).shows("Hello Amira");
    enters("grace", "not the password").await.is(422);
    tablet.open("/").await.is(200).shows("Hello Amira");
    enters("grace", app::demo::PASSWORD).await.is(200).does_not_show("Hello Amira");
    tablet.open(&format!("/visits/{}", heard.visit)).await.is(200).shows("Hear the child");
    assert_eq!(tablet.open("/child").await.status, 404);
    assert_eq!(centre.column("child_sitting WHERE ended_at IS NOT NULL", "id").await.lines().count(), 1);

    // A colleague who is not with this family takes it back too.
    let tablet = gives(&heard, "after", "5-7").await;
    let other = [("username", "tomasz"), ("password", app::demo::PASSWORD)];
    tablet.fill("/sign-in", "/sign-in", &other).await.is(200).does_not_show("Hello Amira");
    assert_eq!(tablet.open("/child").await.status, 404);
    // A key that was kept opens nothing once its time is over.
    let tablet = gives(&heard, "after", "5-7").await;
    centre.clock_shows(centre.now().plus(base::Minutes(3 * 60 + 1)));
    assert_eq!(tablet.open("/child").await.status, 404);
    assert_eq!(tablet.open("/families").await.path, "/sign-in");
});

story!(a_child_of_seven_answers_skips_and_stops_with_pictures_and_nothing_else, |centre| {
    let heard = Heard::of(&centre).await;
    let tablet = gives(&heard, "before", "").await;
    let at = |place: usize| format!("/child/questions/{place}");
    let page = tablet.open(&at(1)).await;
    page.is(200).shows("How do you feel?").shows("Skip").shows("Stop now").shows("Next");
    let refused = tablet.fill(&at(1), &at(1), &[]).await;
    refused.is(422).shows("Choose a picture, or press Skip.");
    let sent = tablet.fill(&at(1), &at(1), &[("mark", "good")]).await;
    assert_eq!(sent.path, at(2));
    sent.is(200).shows("How big is your worry?");
    // Back shows an empty page that nobody keeps.
    let back = tablet.hear(&at(1)).await;
    assert_eq!(back.header("cache-control"), "no-store");
    assert!(!back.text().contains(" checked"));
    assert_eq!(tablet.fill(&at(2), &at(2), &[("skip", "yes")]).await.path, at(3));
    // Without JavaScript no line can be drawn: the page says so, and a press on Next takes nothing away.
    tablet.open(&at(5)).await.is(200).shows("You can draw on paper");
    tablet.fill(&at(5), &at(5), &[("drawing", "")]).await.is(422).shows("Draw something, or press Skip.");
    tablet.fill(&at(5), &at(5), &[("drawing", "{\"strokes\":[{}]}")]).await.is(422).shows("more than fits");
    let words = [("words", "I want the bear"), ("by_grown_up", "yes")];
    assert_eq!(tablet.fill(&at(6), &at(6), &words).await.path, at(7));
    let stopped = tablet.fill(&at(7), "/child/stop", &[]).await;
    assert_eq!(stopped.path, "/child");
    stopped.is(200).shows("Thank you").does_not_show("Start").does_not_show("bear");
    assert_eq!(tablet.open(&at(1)).await.path, "/child", "what is over is over until staff open it again");

    let path = format!("/families/{}/child-answers", heard.family.family);
    let all = stories::items(&centre.get("grace", &path).await.is(200));
    let said: Vec<(&str, bool)> = all
        .iter()
        .map(|answer| (answer["question"].as_str().unwrap(), answer["skipped"].as_bool().unwrap()))
        .collect();
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said.contains(&("feel", false)) && said.contains(&("worry-size", true)));
    assert!(said.contains(&("wishes", false)));
    assert!(all.iter().all(|answer| answer["heard_by"] == "Grace Llewellyn"));
});

story!(a_child_who_answers_all_is_thanked_and_one_press_sent_twice_is_one_answer, |centre| {
    let heard = Heard::of(&centre).await;
    let tablet = gives(&heard, "after", "under-5").await;
    let first = tablet.open("/child/questions/1").await;
    let (csrf, once) = (first.hidden("_csrf"), first.hidden("_once"));
    let pressed = [("mark", "good"), ("_csrf", csrf.as_str()), ("_once", once.as_str())];
    for _ in 0..2 {
        let sent = tablet.post("/child/questions/1", &pressed).await;
        assert_eq!((sent.status, sent.header("location")), (303, "/child/questions/2"));
    }
    // Another answer from the same page is another answer, and both are kept.
    let changed = [("mark", "sad"), ("_csrf", csrf.as_str()), ("_once", once.as_str())];
    assert_eq!(tablet.post("/child/questions/1", &changed).await.status, 303);
    let forged = [("mark", "sad"), ("_csrf", "not-the-token")];
    assert_eq!(tablet.post("/child/questions/1", &forged).await.status, 403);
    for (place, mark) in [(2, "yes"), (4, "nobody")] {
        let path = format!("/child/questions/{place}");
        tablet.fill(&path, &path, &[("mark", mark)]).await.is(200);
    }
    tablet.open("/child").await.is(200).shows("Thank you");
    assert_eq!(centre.column("child_answer", "id").await.lines().count(), 4);
});

story!(what_a_child_writes_after_the_end_is_not_thanked_for_but_shown_to_be_told, |centre| {
    let heard = Heard::of(&centre).await;
    let tablet = gives(&heard, "before", "8-11").await;
    let page = tablet.open("/child/questions/5").await;
    let (csrf, once) = (page.hidden("_csrf"), page.hidden("_once"));
    tablet.fill("/child/questions/1", "/child/stop", &[]).await.is(200).shows("Thank you");
    let late = [("words", "He hits me"), ("_csrf", csrf.as_str()), ("_once", once.as_str())];
    let answer = tablet.post("/child/questions/5", &late).await;
    assert_eq!(answer.status, 409);
    let text = answer.text();
    assert!(
        text.contains("We could not keep this") && text.contains("He hits me") && !text.contains("Thank you")
    );
});

story!(only_staff_with_the_family_open_the_tablet_and_for_a_child_of_it, |centre| {
    let heard = Heard::of(&centre).await;
    let path = format!("/visits/{}/child-sittings", heard.visit);
    let new = |child: &str| json!({"child": child, "when": "before"});
    for who in ["tomasz", "joan", "ruth", "sam"] {
        let refused = centre.in_vain(who, Method::POST, &path, new(&heard.child)).await;
        assert!([403, 404].contains(&refused.status), "{who}: {}", refused.body);
    }
    centre.in_vain("grace", Method::POST, &path, new(NOBODY)).await.blames("/child");
    let tablet = centre.sign_in("grace").await;
    let page = format!("/visits/{}/children", heard.visit);
    tablet.fill(&page, &page, &[("child", NOBODY), ("when", "before")]).await.is(422).shows("Error: ");
    tablet.open("/").await.is(200).does_not_show("Hello Amira");
    let why = json!({"by": "centre", "reason": "The heating has failed."});
    centre.post("priya", &format!("/visits/{}/cancellation", heard.visit), why).await.is(201);
    centre.in_vain("priya", Method::POST, &path, new(&heard.child)).await.refused(409, "visit-not-booked");
});

async fn keeps_its_pictures(centre: &Centre) {
    let png =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let file = json!({"filename": "me.png", "media_type": "image/png", "content": png});
    let room = centre.room("Willow room").await;
    centre.put("priya", "/room-pictures", json!({"room": room, "file": file})).await.is(200);
    let given = |agreed: bool| json!({"file": file, "agreed": agreed});
    centre.in_vain("grace", Method::PUT, "/my-picture", given(false)).await.blames("/agreed");
    let pdf = json!({"filename": "me.pdf", "media_type": "application/pdf", "content": ORDER});
    let pdf = json!({"file": pdf, "agreed": true});
    centre.in_vain("grace", Method::PUT, "/my-picture", pdf).await.blames("/file");
    centre.put("grace", "/my-picture", given(true)).await.is(200);
}

story!(the_page_about_a_visit_shows_the_helper_and_the_room_and_no_time_of_anybody, |centre| {
    let heard = Heard::of(&centre).await;
    let path = format!("/visits/{}/leaflets/{}", heard.visit, heard.child);
    let new = |visitor: &str| json!({"visitor": visitor, "helper": centre.id_of("grace"), "others": "Bear"});
    for told in ["Daddy, 07700 900101", "Daddy (14 Quarry Rise, Wetherfold)"] {
        let refused = centre.in_vain("grace", Method::PUT, &path, new(told)).await;
        refused.refused(409, "r25-compartment");
    }
    let nobody = json!({"visitor": "Daddy", "helper": NOBODY});
    centre.in_vain("grace", Method::PUT, &path, nobody).await.blames("/helper");
    let twice = json!({"visitor": "Daddy", "helper": centre.id_of("grace"), "steps": ["bye", "bye"]});
    centre.in_vain("grace", Method::PUT, &path, twice).await.blames("/steps");
    centre.put("grace", &path, new("Daddy")).await.is(200);
    let grace = centre.sign_in("grace").await;
    let print = format!("{path}/print");
    let shown = grace.open(&print).await;
    shown
        .is(200)
        .shows("Hello Amira")
        .shows("You will see Daddy.")
        .shows("Grace is your helper")
        .shows("Willow room");
    shown.shows("Saturday 21 November 2026").does_not_show("/picture\"");
    for hidden in ["Llewellyn", "Farrow", "11:00", "10:45", "Quarry", "entrance"] {
        shown.does_not_show(hidden);
    }
    keeps_its_pictures(&centre).await;
    let (room, helper) = (centre.room("Willow room").await, centre.id_of("grace"));
    let shown = grace.open(&print).await;
    shown.shows(&format!("/centre/rooms/{room}/picture")).shows(&format!("/staff/{helper}/picture"));
    assert_eq!(grace.hear(&format!("/staff/{helper}/picture")).await.header("content-type"), "image/png");
    // What somebody gave they take back, and nobody gives it for them.
    centre.post("grace", "/my-picture/removal", json!({})).await.is(201);
    grace.open(&print).await.is(200).does_not_show(&format!("/staff/{helper}/picture"));
    assert_eq!(grace.hear(&format!("/staff/{helper}/picture")).await.status, 404);
    let stranger = format!("/visits/{}/leaflets/{NOBODY}", heard.visit);
    centre.get("grace", &stranger).await.refused(404, "not-found");
    centre.ask("tomasz", Method::GET, &path, Value::Null).await.refused(404, "not-found");
    grace.fill(&path, &path, &[("visitor", ""), ("helper", helper)]).await.is(422).shows("Error: ");
    grace
        .fill(&path, &path, &[("visitor", "Papa"), ("helper", helper)])
        .await
        .is(200)
        .shows("You will see Papa.");
});
