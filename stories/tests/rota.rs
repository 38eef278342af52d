//! Who is on duty when: what speaks against a duty, what the rota asks of a visit, and changes that pass
//! nobody by in silence.

use axum::http::Method;
use base::{Minutes, Moment};
use serde_json::{Value, json};
use stories::{Centre, id, items, saturday, step, story};

story!(a_duty_is_for_somebody_who_can_come_is_here_is_cleared_and_does_not_do_too_much, |centre| {
    // Monday the twenty-third: nobody has said that they can come.
    let monday: Moment = "2026-11-23T10:00:00Z".parse().unwrap();
    let on_monday = json!({
        "starts": monday, "ends": monday.plus(Minutes(60)), "staff": [centre.id_of("grace")],
    });
    centre.in_vain("priya", Method::POST, "/duties", on_monday).await.refused(409, "unavailable");
    centre.are_on_duty(&["grace", "joan"], 0).await;
    centre.cannot_be_on_duty(&["dev", "grace"], 0).await.refused(409, "on-duty-already");
    centre.cannot_be_on_duty(&["dev", "dev"], 0).await.refused(409, "on-duty-already");
    let taken = centre.says_away("dev", "dev", 1).await;
    centre.cannot_be_on_duty(&["dev"], 1).await.refused(409, "staff-away");
    let back =
        format!("/staff/{}/absences/{}/ending", centre.id_of("dev"), taken["absence"].as_str().unwrap());
    centre.post("dev", &back, json!({})).await.is(201);
    let terms = format!("/staff/{}/terms", centre.id_of("martin"));
    centre.put("martin", &terms, json!({"most_in_four_weeks": 1})).await.is(200);
    centre.are_on_duty(&["martin"], 1).await;
    centre.cannot_be_on_duty(&["martin"], 4).await.refused(409, "too-many-sessions");
    centre.are_on_duty(&["martin"], 5).await;
    centre.clearance_lapses("tomasz").await;
    centre.cannot_be_on_duty(&["tomasz"], 0).await.refused(409, "r9-clearance");
});

story!(a_duty_is_within_one_day_still_to_come_and_somebodys, |centre| {
    let (now, path) = (centre.now(), "/duties");
    let duty = |from: i64, until: i64, staff: Value| json!({"starts": now.plus(Minutes(from)), "ends": now.plus(Minutes(until)), "staff": staff});
    let grace = json!([centre.id_of("grace")]);
    for (body, field) in [
        (duty(60, 60, grace.clone()), "/ends"),
        (duty(60, 60 * 24, grace.clone()), "/ends"),
        (duty(-120, -60, grace.clone()), "/ends"),
        (duty(60, 120, json!([])), "/staff"),
        (duty(60, 120, json!(["00000000-0000-4000-8000-000000000000"])), "/staff"),
    ] {
        centre.in_vain("priya", Method::POST, path, body).await.blames(field);
    }
    for who in ["grace", "joan"] {
        centre
            .in_vain(who, Method::POST, path, duty(60, 120, grace.clone()))
            .await
            .refused(403, "not-allowed");
    }
    centre.in_vain("ruth", Method::POST, path, duty(60, 120, grace)).await.refused(404, "not-found");
});

story!(r7_where_a_rota_is_made_a_visit_has_its_supervisor_on_duty_and_two_in_the_building, |centre| {
    let family = centre.ready_family("supervised").await;
    let (path, booking) = centre.booking(&family, saturday(1)).await;
    let duties = centre.are_on_duty(&["joan", "dev"], 1).await;
    centre.in_vain("priya", Method::POST, &path, booking.clone()).await.refused(409, "not-on-duty");
    centre.are_on_duty(&["grace"], 1).await;
    for duty in &duties {
        centre.is_taken_off(duty).await;
    }
    centre.in_vain("priya", Method::POST, &path, booking.clone()).await.refused(409, "lone-working");
    centre.are_on_duty(&["joan"], 1).await;
    centre.says_away("joan", "joan", 1).await;
    centre.in_vain("priya", Method::POST, &path, booking.clone()).await.refused(409, "lone-working");
    centre.are_on_duty(&["dev"], 1).await;
    centre.post("priya", &path, booking).await.is(201);
    // Where no rota has been made yet, there is nothing to hold a visit to.
    let (path, later) = centre.booking(&family, saturday(2)).await;
    centre.post("priya", &path, later).await.is(201);
});

story!(whoever_is_away_or_has_left_is_booked_for_nothing, |centre| {
    let family = centre.ready_family("supervised").await;
    let (path, booking) = centre.booking(&family, saturday(0)).await;
    centre.says_away("priya", "grace", 0).await;
    centre.in_vain("priya", Method::POST, &path, booking).await.refused(409, "staff-away");
    let (_, later) = centre.booking(&family, saturday(1)).await;
    centre.post("priya", &format!("/staff/{}/closing", centre.id_of("grace")), json!({})).await.is(201);
    centre.in_vain("priya", Method::POST, &path, later).await.refused(409, "r9-clearance");
    centre.cannot_be_on_duty(&["grace"], 1).await.refused(409, "staff-left");
});

fn named(answer: &Value) -> Vec<(&str, &str)> {
    let visits = answer["visits"].as_array().unwrap();
    visits
        .iter()
        .flat_map(|one| {
            let because = one["because"].as_array().unwrap();
            because.iter().map(|why| (one["visit"].as_str().unwrap(), why["code"].as_str().unwrap()))
        })
        .collect()
}

async fn has_task(centre: &Centre, visit: &str, words: &str) -> bool {
    let tasks = centre.tasks_of("priya").await;
    tasks.iter().any(|task| task["visit"] == visit && task["words"].as_str().unwrap().contains(words))
}

story!(a_change_that_leaves_a_visit_short_names_it_at_once_and_sets_a_task, |centre| {
    let family = centre.ready_family("supervised").await;
    let duties = centre.are_on_duty(&["grace", "joan"], 0).await;
    let visit = centre.booked(&family, saturday(0)).await;
    let left = centre.is_taken_off(&duties[1]).await;
    assert_eq!(named(&left), [(visit.as_str(), "lone-working")]);
    assert!(has_task(&centre, &visit, "Only one person is on duty").await);
    centre.sign_in("priya").await.open("/").await.is(200).shows("Only one person is on duty");
    let duties = centre.are_on_duty(&["joan", "dev"], 0).await;
    // Grace is not told whose visit her absence bears on; the co-ordinator is.
    let away = centre.says_away("grace", "grace", 0).await;
    assert_eq!(away["visits"], json!([]));
    assert!(has_task(&centre, &visit, "Grace Llewellyn is away").await);
    let left = centre.is_taken_off(&duties[0]).await;
    assert_eq!(named(&left), [(visit.as_str(), "staff-away"), (visit.as_str(), "lone-working")]);
    let page = centre.sign_in("priya").await.open("/rota?day=2026-11-21").await;
    page.is(200).shows("Visits that are short").shows(&format!("/visits/{visit}"));
    let joan = centre.sign_in("joan").await.open("/rota?day=2026-11-21").await;
    joan.is(200).shows("Dev Chaudhry").does_not_show("Amira").does_not_show("Cleared for contact");
});

story!(a_visit_that_names_somebody_who_leaves_is_named_too, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, saturday(2)).await;
    let closing = |who: &str| format!("/staff/{}/closing", centre.id_of(who));
    centre.in_vain("priya", Method::POST, &closing("priya"), json!({})).await.refused(409, "not-yourself");
    let left = centre.post("priya", &closing("grace"), json!({})).await.is(201);
    assert_eq!(named(&left), [(visit.as_str(), "staff-away")]);
    centre.in_vain("priya", Method::POST, &closing("grace"), json!({})).await.refused(409, "staff-left");
    centre.get("grace", "/rota").await.refused(401, "sign-in-needed");
    centre.sign_in("priya").await.open("/staff").await.is(200).shows("Left 18 November 2026");
});

story!(a_visit_does_not_start_while_somebody_is_alone_on_a_day_with_a_rota, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, saturday(0)).await;
    let today = centre.at_visit(&family, &visit, saturday(0), "grace");
    today.everybody_comes().await;
    let afternoon = |hours: i64| saturday(0).plus(Minutes(60 * hours));
    let later = json!({"starts": afternoon(4), "ends": afternoon(5), "staff": [centre.id_of("tomasz")]});
    centre.post("priya", "/duties", later).await.is(201);
    today.cannot(3, step::plain("started")).await.refused(409, "lone-working");
    // With one alone on duty at its time, the visit itself is no longer safe.
    centre.are_on_duty(&["grace"], 0).await;
    today.cannot(3, step::plain("started")).await.refused(409, "visit-unsafe");
    centre.are_on_duty(&["joan"], 0).await;
    today.happens(4, step::plain("started")).await;
});

story!(the_first_page_names_the_days_on_which_somebody_would_be_alone, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.booked(&family, saturday(1)).await;
    centre.booked(&family, saturday(3)).await;
    let first = || async { centre.sign_in("priya").await.open("/").await };
    let words = "Put staff on duty: Saturday 28 November 2026";
    first().await.is(200).shows(words).shows("Nobody is on duty for one visit").does_not_show("12 December");
    centre.are_on_duty(&["grace", "joan"], 1).await;
    first().await.is(200).does_not_show(words);
    centre.says_away("joan", "joan", 1).await;
    first().await.is(200).shows(words).shows("Only one person is on duty for one visit");
});

async fn cover(centre: &Centre, who: &str, duty: &str, more: Value) -> Value {
    let mut asked = json!({"words": "My sister is getting married."});
    for (name, value) in more.as_object().unwrap() {
        asked[name] = value.clone();
    }
    centre.post(who, &format!("/duties/{duty}/cover"), asked).await.is(201)
}

story!(cover_is_asked_for_offered_and_confirmed_and_nothing_moves_before, |centre| {
    let family = centre.ready_family("supervised").await;
    let duties = centre.are_on_duty(&["grace", "joan"], 1).await;
    let visit = centre.booked(&family, saturday(1)).await;
    let why = json!({"words": "I cannot come."});
    let path = format!("/duties/{}/cover", duties[0]);
    centre.in_vain("joan", Method::POST, &path, why.clone()).await.refused(404, "not-found");
    let asked = cover(&centre, "grace", &duties[0], json!({})).await;
    centre.in_vain("grace", Method::POST, &path, why).await.refused(409, "cover-asked");
    let at = |what: &str| format!("/cover/{}/{what}", id(&asked));
    let vain = |who: &'static str, what: &str, body: Value| {
        let path = at(what);
        let centre = &centre;
        async move { centre.in_vain(who, Method::POST, &path, body).await }
    };
    let confirm = json!({"confirm": true});
    vain("priya", "decision", confirm.clone()).await.refused(409, "cover-not-taken");
    vain("grace", "offer", json!({})).await.refused(409, "own-duty");
    vain("joan", "offer", json!({})).await.refused(409, "on-duty-already");
    vain("tomasz", "decision", confirm.clone()).await.refused(403, "not-allowed");
    vain("tomasz", "withdrawal", json!({})).await.refused(404, "not-found");
    let taken = centre.post("tomasz", &at("offer"), json!({})).await.is(201);
    assert_eq!((&taken["state"], &taken["words"]), (&json!("taken"), &Value::Null));
    vain("dev", "offer", json!({})).await.refused(409, "cover-taken");
    let mine = |who: &'static str| {
        let centre = &centre;
        async move { centre.get(who, "/rota").await.is(200)["mine"].as_array().unwrap().len() }
    };
    assert_eq!((mine("grace").await, mine("tomasz").await), (1, 0), "nothing has moved yet");
    // Judged again as things are when it is confirmed.
    centre.says_away("tomasz", "tomasz", 1).await;
    vain("priya", "decision", confirm.clone()).await.refused(409, "staff-away");
    let away = centre.get("tomasz", &format!("/staff/{}", centre.id_of("tomasz"))).await.is(200);
    let absence = away["absences"][0]["id"].as_str().unwrap();
    let back = format!("/staff/{}/absences/{absence}/ending", centre.id_of("tomasz"));
    centre.post("tomasz", &back, json!({})).await.is(201);
    let covered = centre.post("priya", &at("decision"), confirm.clone()).await.is(201);
    assert_eq!(named(&covered), [(visit.as_str(), "not-on-duty")], "Grace was its supervisor");
    assert!(has_task(&centre, &visit, "Grace Llewellyn is not on duty").await);
    assert_eq!((mine("grace").await, mine("tomasz").await), (0, 1));
    vain("priya", "decision", confirm).await.refused(409, "cover-closed");
});

story!(an_exchange_is_for_the_colleague_whose_duty_it_is, |centre| {
    let first = centre.are_on_duty(&["joan"], 1).await;
    let second = centre.are_on_duty(&["dev"], 2).await;
    let other = json!({"words": "A wedding.", "exchange": first[0]});
    let path = format!("/duties/{}/cover", first[0]);
    centre.in_vain("joan", Method::POST, &path, other).await.blames("/exchange");
    let asked = cover(&centre, "joan", &first[0], json!({"exchange": second[0]})).await;
    let at = |what: &str| format!("/cover/{}/{what}", id(&asked));
    centre.in_vain("tomasz", Method::POST, &at("offer"), json!({})).await.refused(409, "not-your-exchange");
    let away = centre.says_away("joan", "joan", 2).await;
    let refused = centre.in_vain("dev", Method::POST, &at("offer"), json!({})).await;
    let refused = refused.refused(409, "exchange-not-possible");
    assert!(!refused.to_string().contains("away"), "why Joan cannot come is not for Dev: {refused}");
    let back =
        format!("/staff/{}/absences/{}/ending", centre.id_of("joan"), away["absence"].as_str().unwrap());
    centre.post("joan", &back, json!({})).await.is(201);
    centre.post("dev", &at("offer"), json!({})).await.is(201);
    centre.post("priya", &at("decision"), json!({"confirm": true})).await.is(201);
    let starts = |mine: &Value| mine["mine"][0]["starts"].clone();
    let of = |who: &'static str| {
        let centre = &centre;
        async move { centre.get(who, "/rota").await.is(200) }
    };
    let at = |weeks: i64| json!(saturday(weeks).plus(Minutes(-120)));
    assert_eq!((starts(&of("joan").await), starts(&of("dev").await)), (at(2), at(1)));
});

story!(a_request_is_taken_back_or_falls_away_with_its_duty_and_is_not_for_what_has_begun, |centre| {
    let duties = centre.are_on_duty(&["joan", "dev"], 0).await;
    let asked = cover(&centre, "joan", &duties[0], json!({})).await;
    centre.post("joan", &format!("/cover/{}/withdrawal", id(&asked)), json!({})).await.is(201);
    let asked = cover(&centre, "joan", &duties[0], json!({})).await;
    let refused = json!({"confirm": false});
    centre.post("priya", &format!("/cover/{}/decision", id(&asked)), refused).await.is(201);
    let asked = cover(&centre, "dev", &duties[1], json!({})).await;
    centre.is_taken_off(&duties[1]).await;
    let offer = format!("/cover/{}/offer", id(&asked));
    centre.in_vain("tomasz", Method::POST, &offer, json!({})).await.refused(409, "cover-closed");
    assert!(items(&centre.get("joan", "/cover").await.is(200)).is_empty());
    let asked = cover(&centre, "joan", &duties[0], json!({})).await;
    centre.clock_shows(saturday(0));
    let path = format!("/duties/{}/cover", duties[0]);
    let why = json!({"words": "I am ill."});
    centre.in_vain("joan", Method::POST, &path, why).await.refused(409, "duty-begun");
    let offer = format!("/cover/{}/offer", id(&asked));
    centre.in_vain("tomasz", Method::POST, &offer, json!({})).await.refused(409, "duty-begun");
    centre.clock_shows(saturday(0).plus(Minutes(8 * 60)));
    let ending = format!("/duties/{}/ending", duties[0]);
    centre.in_vain("priya", Method::POST, &ending, json!({})).await.refused(409, "duty-over");
});

story!(on_the_pages_somebody_sees_their_duties_first_asks_for_cover_and_a_colleague_offers, |centre| {
    let duties = centre.are_on_duty(&["joan", "grace"], 1).await;
    let joan = centre.sign_in("joan").await;
    joan.open("/rota").await.is(200).shows("My duties").shows("Saturday 28 November 2026");
    let page = format!("/rota/duties/{}", duties[0]);
    let refused = joan.fill(&page, &page, &[("words", "")]).await;
    refused.is(422).shows("Answer this");
    joan.fill(&page, &page, &[("words", "A wedding.")]).await.is(200).shows("Cover is asked for");
    joan.open(&format!("/rota/duties/{}", duties[1])).await.is(404);
    let tomasz = centre.sign_in("tomasz").await;
    tomasz.open("/rota/cover").await.is(200).shows("Joan Barker").does_not_show("A wedding.");
    let cover = id(&items(&centre.get("tomasz", "/cover").await.is(200))[0]);
    let offer = format!("/rota/cover/{cover}/offer");
    tomasz.fill("/rota/cover", &offer, &[]).await.is(200).shows("Tomasz Zielinski offers.");
    let priya = centre.sign_in("priya").await;
    priya.open("/rota/cover").await.is(200).shows("A wedding.");
    let decision = format!("/rota/cover/{cover}/decision");
    priya.fill("/rota/cover", &decision, &[("confirm:bool", "yes")]).await.is(200);
    tomasz.open("/rota").await.is(200).shows("Saturday 28 November 2026");
    let from = saturday(2).plus(Minutes(-120)).microseconds();
    let new = format!("/rota/new?from={from}");
    let staff = centre.id_of("grace").to_owned();
    let shown = priya.open(&new).await;
    let mut answers: Vec<(String, String)> =
        shown.is(200).filled_in().into_iter().filter(|(name, _)| !name.starts_with('_')).collect();
    answers.push(("staff:list".into(), staff));
    let answers: Vec<(&str, &str)> =
        answers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    priya.fill(&new, "/rota/new", &answers).await.is(200).shows("Saved");
    priya.open("/rota?day=2026-12-05").await.is(200).shows("Only one person from 9am to 5pm");
});
