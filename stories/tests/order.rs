//! Court orders: what each refuses, who may read and confirm them, and what comes of their end.

use app::demo::Journey;
use axum::http::Method;
use serde_json::{Value, json};
use stories::{Centre, id, items, saturday, story};

/// A child arrangements order of 1 November 2026 with these terms.
fn arrangements(terms: Value) -> Value {
    let mut order = json!({"says": {
        "kind": "child-arrangements", "court": "Wetherfold Family Court", "case_number": "WF26P00400",
        "made_on": "2026-11-01", "terms": {"allows_contact": true},
    }});
    for (name, term) in terms.as_object().unwrap() {
        order["says"]["terms"][name] = term.clone();
    }
    order
}

/// Where a family's orders are.
fn orders(family: &Journey) -> String {
    format!("/families/{}/orders", family.family)
}

async fn recorded(centre: &Centre, family: &Journey, order: Value) -> String {
    id(&centre.post("priya", &orders(family), order).await.is(201))
}

/// Tries to book the family so many weeks after the first Saturday.
async fn refused(centre: &Centre, family: &Journey, weeks: i64, code: &str) -> String {
    let (path, booking) = centre.booking(family, saturday(weeks)).await;
    centre.in_vain("priya", Method::POST, &path, booking).await.refused(409, code).to_string()
}

/// The codes that a booking of a kind would be refused with.
async fn codes(centre: &Centre, family: &Journey, booking: Value) -> Vec<String> {
    let check = format!("/families/{}/visits/check", family.family);
    let checked = centre.post("priya", &check, booking).await.is(200);
    let code = |refusal: &Value| refusal["code"].as_str().unwrap().to_owned();
    checked["refusals"].as_array().unwrap().iter().map(code).collect()
}

story!(one_visit_a_fortnight_is_one_visit_a_fortnight, |centre| {
    let family = centre.ready_family("supervised").await;
    recorded(&centre, &family, arrangements(json!({"at_most": {"visits": 1, "every": "fortnight"}}))).await;
    let first = centre.booked(&family, saturday(0)).await;
    // The fortnight of 21 November runs from the 15th to the 28th.
    let told = refused(&centre, &family, 1, "order-too-often").await;
    assert!(
        told.contains("allows one visit a fortnight, and there is one on 21 November 2026")
            && told.contains("Choose a day after 28 November 2026."),
        "{told}"
    );
    centre.booked(&family, saturday(2)).await;
    let cancellation = json!({"by": "visiting", "reason": "The father is ill."});
    centre.post("priya", &format!("/visits/{first}/cancellation"), cancellation).await.is(201);
    centre.booked(&family, saturday(1)).await;
});

story!(a_series_is_held_to_the_order_visit_by_visit, |centre| {
    let family = centre.ready_family("supervised").await;
    recorded(&centre, &family, arrangements(json!({"days_between": 14}))).await;
    let (path, booking) = centre.booking(&family, saturday(0)).await;
    let series = |weeks: i64| json!({"first": booking, "every_weeks": weeks, "count": 3});
    let path = format!("{path}/series");
    centre.in_vain("priya", Method::POST, &path, series(1)).await.refused(409, "order-too-soon");
    centre.post("priya", &path, series(2)).await.is(201);
});

story!(each_term_of_an_order_refuses_what_it_forbids, |centre| {
    let family = centre.ready_family("supervised").await;
    for (terms, code) in [
        (json!({"allows_contact": false, "forbids_contact": true}), "order-forbids"),
        (json!({"who": [family.visiting[1]]}), "order-not-named"),
        (json!({"weekdays": ["sunday"]}), "order-day"),
        (json!({"longest": 60}), "order-too-long"),
        (json!({"shortest": 120}), "order-too-short"),
        (json!({"level": "high-vigilance"}), "order-unsupervised"),
    ] {
        let order = recorded(&centre, &family, arrangements(terms)).await;
        refused(&centre, &family, 0, code).await;
        let ending =
            json!({"how": "discharged", "from": "2026-11-18", "why": "The court said so on Monday."});
        centre.post("priya", &format!("/orders/{order}/ending"), ending).await.is(201);
        let (_, booking) = centre.booking(&family, saturday(0)).await;
        assert!(codes(&centre, &family, booking).await.is_empty(), "{code} outlasts its order");
    }
});

story!(an_outing_is_refused_where_the_order_keeps_contact_here, |centre| {
    let family = centre.ready_family("supervised").await;
    let (_, mut booking) = centre.booking(&family, saturday(0)).await;
    booking["kind"] = "escorted".into();
    recorded(&centre, &family, arrangements(json!({"place": "this-centre"}))).await;
    assert!(codes(&centre, &family, booking).await.contains(&"order-place".to_owned()));
    let (_, here) = centre.booking(&family, saturday(0)).await;
    assert!(codes(&centre, &family, here).await.is_empty());
    let plan = centre.plan_with(&family, |plan| plan["may_leave_premises"] = true.into()).await;
    centre.adopted(&plan).await;
    recorded(&centre, &family, arrangements(json!({"stays_on_premises": true}))).await;
    let (_, here) = centre.booking(&family, saturday(0)).await;
    assert!(codes(&centre, &family, here).await.contains(&"order-place".to_owned()));
});

story!(of_two_orders_the_stricter_wins, |centre| {
    let family = centre.ready_family("supervised").await;
    recorded(&centre, &family, arrangements(json!({"longest": 120, "level": "supported"}))).await;
    let mut interim = arrangements(json!({"longest": 60, "allows_contact": false}));
    interim["says"]["kind"] = "specific-issue".into();
    recorded(&centre, &family, interim).await;
    let told = refused(&centre, &family, 0, "order-too-long").await;
    assert!(told.contains("specific issue order of 1 November 2026 allows 60 minutes"), "{told}");
    let (path, mut booking) = centre.booking(&family, saturday(0)).await;
    booking["length"] = 60.into();
    centre.post("priya", &path, booking).await.is(201);
});

story!(an_order_ends_at_midnight_in_london_and_allows_nothing_after, |centre| {
    let family = centre.ready_family("supervised").await;
    let mut order = arrangements(json!({}));
    order["says"]["expires_on"] = "2027-03-28".into();
    let order = recorded(&centre, &family, order).await;
    let room = centre.room("Willow room").await;
    let expired = async |starts: &str| {
        let booking = json!({"starts": starts, "length": 15, "room": room});
        codes(&centre, &family, booking).await.contains(&"order-expired".to_owned())
    };
    // The clocks went forward that morning: midnight in London is 23:00 in UTC.
    assert!(!expired("2027-03-28T22:30:00Z").await);
    assert!(expired("2027-03-28T23:00:00Z").await);
    let ending =
        json!({"how": "not-needed", "from": "2027-03-29", "why": "Both agree; Cafcass wrote on Friday."});
    centre.post("priya", &format!("/orders/{order}/ending"), ending.clone()).await.is(201);
    assert!(!expired("2027-03-28T23:00:00Z").await);
    centre
        .in_vain("priya", Method::POST, &format!("/orders/{order}/ending"), ending)
        .await
        .refused(409, "order-ended");
});

story!(an_order_is_replaced_once_its_replacement_is_confirmed, |centre| {
    let family = centre.ready_family("supervised").await;
    let old = recorded(&centre, &family, arrangements(json!({"longest": 60}))).await;
    let mut new = arrangements(json!({"longest": 90}));
    new["replaces"] = old.clone().into();
    let new = recorded(&centre, &family, new).await;
    let told = refused(&centre, &family, 0, "order-too-long").await;
    assert!(told.contains("60 minutes"), "{told}");
    centre.post("martin", &format!("/orders/{new}/confirmation"), json!({"version": 1})).await.is(201);
    centre.booked(&family, saturday(0)).await;
    let seen = centre.get("priya", &format!("/orders/{old}")).await.is(200);
    assert_eq!(seen["ended"]["how"], "replaced");
    let mut again = arrangements(json!({}));
    again["replaces"] = old.into();
    centre.in_vain("priya", Method::POST, &orders(&family), again).await.refused(409, "order-ended");
});

story!(a_reading_is_confirmed_by_somebody_else_and_binds_on_the_strict_side, |centre| {
    let family = centre.ready_family("supervised").await;
    let order = recorded(&centre, &family, arrangements(json!({"longest": 60}))).await;
    refused(&centre, &family, 0, "order-too-long").await;
    let confirm = format!("/orders/{order}/confirmation");
    let first = json!({"version": 1});
    centre.in_vain("priya", Method::POST, &confirm, first.clone()).await.refused(409, "order-own-reading");
    centre.post("martin", &confirm, first.clone()).await.is(201);
    centre.in_vain("martin", Method::POST, &confirm, first).await.refused(409, "order-confirmed-already");
    let mut says = arrangements(json!({"longest": 120}))["says"].clone();
    says["words"] = "Up to two hours.".into();
    let again = json!({"says": says, "reason": "It is hours, not minutes."});
    centre.post("priya", &format!("/orders/{order}/readings"), again).await.is(201);
    refused(&centre, &family, 0, "order-too-long").await;
    centre
        .in_vain("martin", Method::POST, &confirm, json!({"version": 1}))
        .await
        .refused(409, "order-read-again");
    centre.post("martin", &confirm, json!({"version": 2})).await.is(201);
    centre.booked(&family, saturday(0)).await;
    let seen = centre.get("priya", &format!("/orders/{order}")).await.is(200);
    assert_eq!(seen["readings"].as_array().unwrap().len(), 2);
    assert_eq!(seen["readings"][0]["says"]["terms"]["longest"], 60);
});

story!(the_database_itself_keeps_an_author_from_confirming, |centre| {
    let family = centre.ready_family("supervised").await;
    recorded(&centre, &family, arrangements(json!({}))).await;
    let breach = "UPDATE court_order_terms SET confirmed_by = author, confirmed_at = 1";
    assert!(centre.plant_refused(breach).await, "the table let an author confirm");
    let by_another = "UPDATE court_order_terms SET confirmed_by = \
                      (SELECT min(id) FROM account WHERE id <> author), confirmed_at = 1";
    centre.plant(by_another).await;
});

story!(r4_who_must_stay_away_by_order_is_kept_apart_and_stays_so, |centre| {
    let family = centre.ready_family("supervised").await;
    let mut order = arrangements(json!({
        "allows_contact": false, "stay_away": [{"who": family.visiting[1], "from": family.resident}],
    }));
    order["says"]["kind"] = "non-molestation".into();
    let order = recorded(&centre, &family, order).await;
    let pairs =
        async || centre.get("priya", &format!("/families/{}/no-meetings", family.family)).await.is(200);
    let before = pairs().await;
    let reason = "Kept apart by the non-molestation order of 1 November 2026.";
    assert!(before.to_string().contains(reason), "{before}");
    let ending = json!({"how": "discharged", "from": "2026-11-18", "why": "Discharged on Monday."});
    centre.post("priya", &format!("/orders/{order}/ending"), ending).await.is(201);
    assert_eq!(pairs().await, before);
});

story!(an_order_of_the_referral_is_read_once_and_home_says_which_wait, |centre| {
    let family = centre.ready_family("supervised").await;
    let waits = "Record the terms of court orders: Amira";
    centre.sign_in("priya").await.open("/").await.is(200).shows(waits);
    let listed = centre.get("priya", &orders(&family)).await.is(200);
    assert_eq!(listed["unread"][0]["called"], "Non-molestation order of 1 May 2026");
    let booking = format!("/families/{}/visits/new", family.family);
    centre.sign_in("priya").await.open(&booking).await.is(200).shows("Court orders nobody has read yet");
    let mut order = arrangements(json!({"allows_contact": false}));
    order["referral_order"] = 1.into();
    centre.post("priya", &orders(&family), order.clone()).await.is(201);
    centre
        .in_vain("priya", Method::POST, &orders(&family), order.clone())
        .await
        .refused(409, "order-recorded-already");
    order["referral_order"] = 2.into();
    centre.post("priya", &orders(&family), order).await.blames("/referral_order");
    centre.sign_in("priya").await.open("/").await.is(200).does_not_show(waits);
    centre.sign_in("martin").await.open("/").await.is(200).shows("Confirm a court order: Amira");
    centre
        .sign_in("priya")
        .await
        .open(&booking)
        .await
        .is(200)
        .shows("What the court says")
        .does_not_show("nobody has read yet");
});

story!(what_is_wrong_with_an_order_is_named_by_its_field, |centre| {
    let family = centre.ready_family("supervised").await;
    let blamed = async |terms: Value, pointer: &str| {
        centre.post("priya", &orders(&family), arrangements(terms)).await.blames(pointer);
    };
    blamed(json!({"forbids_contact": true}), "/says/terms/forbids_contact").await;
    blamed(json!({"who": [family.resident]}), "/says/terms/who").await;
    blamed(json!({"at_most": {"visits": 0, "every": "week"}}), "/says/terms/at_most/visits").await;
    blamed(json!({"days_between": 0}), "/says/terms/days_between").await;
    blamed(json!({"longest": 30, "shortest": 60}), "/says/terms/shortest").await;
    let alone = json!({"stay_away": [{"who": family.resident, "from": family.resident}]});
    blamed(alone, "/says/terms/stay_away/0/from").await;
    for (field, day) in [("made_on", "2026-11-19"), ("from", "2026-10-31"), ("expires_on", "2026-10-31")] {
        let mut order = arrangements(json!({}));
        order["says"][field] = day.into();
        centre.post("priya", &orders(&family), order).await.blames(&format!("/says/{field}"));
    }
});

story!(an_order_is_read_confirmed_and_ended_on_its_pages, |centre| {
    let family = centre.ready_family("supervised").await;
    let browser = centre.sign_in("priya").await;
    let list = orders(&family);
    let new = format!("{list}/new");
    let begun = format!("{new}?order=1");
    browser.open(&list).await.is(200).shows("He must not contact the mother.").shows("Not read yet");
    browser.open(&begun).await.is(200).shows("value=\"WF26P00123\"");
    let mut answers = vec![
        ("referral_order:int", "1"),
        ("says/kind", "non-molestation"),
        ("says/court", "Wetherfold Family Court"),
        ("says/made_on.day", "1"),
        ("says/made_on.month", "5"),
        ("says/made_on.year", "2026"),
        ("says/terms/longest:int", "a while"),
        ("says/terms/weekdays:list", "saturday"),
        ("says/terms/stay_away/0/who", family.visiting[0].as_str()),
        ("says/terms/stay_away/0/from", family.resident.as_str()),
    ];
    let page = browser.fill(&begun, &new, &answers).await;
    page.is(422)
        .shows("Enter a whole number")
        .shows("value=\"a while\"")
        .shows("name=\"referral_order:int\" value=\"1\"");
    answers[6].1 = "60";
    browser.fill(&begun, &new, &answers).await.is(422).shows("Does contact take place because of this order");
    answers.push(("says/terms/allows_contact:bool", "no"));
    let page = browser.fill(&begun, &new, &answers).await;
    page.is(200)
        .shows("At most 60 minutes together.")
        .shows("Not confirmed yet")
        .shows("Karl Farrow must stay away from Leanne Farrow.");
    page.does_not_show("I have compared this with the order");
    let order = page.path.split('?').next().unwrap().to_owned();
    let again = format!("{order}/again");
    browser.open(&again).await.is(200).shows("value=\"60\"").shows("value=\"saturday\" checked");
    let martin = centre.sign_in("martin").await;
    martin.open(&order).await.is(200).shows("I have compared this with the order");
    martin
        .fill(&order, &format!("{order}/confirmation"), &[("version:int", "1")])
        .await
        .is(200)
        .shows("The reading is confirmed");
    let ending =
        [("how", "discharged"), ("from.day", "20"), ("from.month", "11"), ("from.year", "2026"), ("why", "")];
    martin.fill(&order, &order, &ending).await.is(422);
    let ending = [&ending[..4], &[("why", "The court wrote today.")]].concat();
    martin.fill(&order, &order, &ending).await.is(200).shows("It no longer counts from 20 November 2026");
});

story!(whoever_holds_the_visit_reads_the_terms_and_nobody_else_does, |centre| {
    let family = centre.ready_family("supervised").await;
    let told = "At most 97 minutes together.";
    let order = recorded(&centre, &family, arrangements(json!({"longest": 97}))).await;
    let visit = centre.saturday_visit(&family).await;
    let parent = centre.parent_signs_in(&family.family, &family.visiting[0], "kestrel").await;
    for path in ["/", "/my/plan", "/my/visits", "/my/meetings"] {
        parent
            .open(path)
            .await
            .is(200)
            .does_not_show("97 minutes")
            .does_not_show("child arrangements order of");
    }
    for path in [orders(&family), format!("/orders/{order}"), format!("/families/{}/hours", family.family)] {
        assert!(parent.open(&path).await.status >= 400, "{path}");
        for who in ["sam", "ruth", "joan", "grace"] {
            let answer = centre.get(who, &path).await;
            assert!(matches!(answer.status, 403 | 404), "{who} {path} {}", answer.status);
        }
    }
    centre.it_is("2026-11-21T10:00:00Z").await;
    let briefing = centre.get("grace", &format!("/visits/{visit}/briefing")).await.is(200);
    assert!(briefing["orders"].to_string().contains(told), "{briefing}");
    let grace = centre.sign_in("grace").await;
    grace.open(&format!("/visits/{visit}/briefing")).await.is(200).shows("What the court says").shows(told);
    let elsewhere = centre.ready_family("supported").await;
    centre.get("grace", &orders(&elsewhere)).await.is(404);
    assert!(items(&centre.get("priya", "/families").await.is(200)).len() >= 2);
});
