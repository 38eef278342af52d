//! Free times: what the page and the operation call free can be booked, and what they do not says why.

use axum::http::Method;
use base::Moment;
use serde_json::{Value, json};
use stories::{items, saturday, story};

fn starts(stretch: &Value) -> Vec<Moment> {
    stretch["starts"].as_array().unwrap().iter().map(|at| at.as_str().unwrap().parse().unwrap()).collect()
}

fn stretches(found: &Value) -> Vec<Value> {
    let days = found["days"].as_array().unwrap().iter();
    days.flat_map(|day| day["stretches"].as_array().unwrap().clone()).collect()
}

fn at(found: &Value, moment: Moment) -> Value {
    stretches(found).into_iter().find(|one| starts(one).contains(&moment)).unwrap()
}

/// Whoever or whatever has nothing against it, or the first of all.
fn best(list: &Value) -> Value {
    let list = list.as_array().unwrap();
    let free = list.iter().find(|one| one["refusals"] == json!([]));
    free.or(list.first()).cloned().unwrap_or(Value::Null)
}

const SATURDAY: &str = "from=2026-11-21&until=2026-11-21";

story!(what_is_called_free_can_be_booked_and_nothing_else_can, |centre| {
    let (family, other) = (centre.ready_family("supervised").await, centre.ready_family("supervised").await);
    centre.booked(&other, saturday(0)).await;
    let path = format!("/families/{}", family.family);
    let found = centre.get("priya", &format!("{path}/free-times?{SATURDAY}")).await.is(200);
    let mut told = (0, 0);
    for stretch in stretches(&found) {
        for start in starts(&stretch) {
            let (room, who) = (best(&stretch["rooms"]), best(&stretch["supervisors"]));
            let booking = json!({"starts": start, "room": room["room"], "supervisors": [who["who"]["id"]]});
            let checked = centre.post("priya", &format!("{path}/visits/check"), booking).await.is(200);
            assert_eq!(checked["may_be_booked"], stretch["is_free"], "{start}: {checked} {stretch}");
            if stretch["is_free"] == json!(true) { told.0 += 1 } else { told.1 += 1 }
        }
    }
    assert!(told.0 > 5 && told.1 > 1, "{told:?}");
});

story!(what_another_family_takes_is_refused_by_name_of_room_and_supervisor_and_not_of_family, |centre| {
    let (family, other) = (centre.ready_family("supervised").await, centre.ready_family("supervised").await);
    let path = format!("/families/{}/free-times?{SATURDAY}", family.family);
    let before = at(&centre.get("priya", &path).await.is(200), saturday(0));
    assert_eq!((&before["is_free"], &before["refusals"]), (&json!(true), &json!([])));
    centre.booked(&other, saturday(0)).await;
    let found = centre.get("priya", &path).await.is(200);
    let taken = at(&found, saturday(0));
    let of = |list: &str, name: &str| {
        let found = taken[list].as_array().unwrap().iter().find(|one| one.to_string().contains(name));
        found.unwrap_or_else(|| panic!("no {name}: {taken}"))["refusals"].to_string()
    };
    assert!(of("rooms", "Willow room").contains("room-taken"), "{taken}");
    assert!(of("supervisors", "Grace").contains("r7-supervisor"), "{taken}");
    assert_eq!(taken["is_free"], json!(true), "another room and another supervisor would do: {taken}");
    for name in ["Amira", "Farrow", "Leanne", other.family.as_str()] {
        assert!(!found.to_string().contains(name), "{name}");
    }
    let only = format!("{path}&room={}", centre.room("Willow room").await);
    let only = at(&centre.get("priya", &only).await.is(200), saturday(0));
    assert_eq!(only["is_free"], json!(false));
    assert!(only["refusals"].to_string().contains("room-taken"), "{only}");
});

story!(a_family_that_is_not_ready_is_told_what_is_lacking_once_and_no_time_is_free, |centre| {
    let family = centre.accepted_family("supervised").await;
    let found = centre.get("priya", &format!("/families/{}/free-times", family.family)).await.is(200);
    let all = stretches(&found);
    assert!(!all.is_empty());
    assert!(found["refusals"].to_string().contains("r2-not-ready"), "{found}");
    for stretch in all {
        assert_eq!((&stretch["is_free"], &stretch["team"]), (&json!(false), &json!([])));
        assert!(!stretch["refusals"].to_string().contains("r2-not-ready"), "{stretch}");
    }
    let browser = centre.sign_in("priya").await;
    let page = browser.open(&format!("/families/{}/free-times", family.family)).await;
    let page = page.is(200).shows("No visit can be booked yet").shows("Free otherwise");
    for refusal in found["refusals"].as_array().unwrap() {
        let said = page.html.matches(refusal["detail"].as_str().unwrap()).count();
        assert_eq!(said, 1, "{refusal}");
    }
});

story!(a_form_whose_every_field_is_empty_is_told_which_field_of_a_part_it_lacks, |centre| {
    let family = centre.ready_family("supervised").await;
    let browser = centre.sign_in("priya").await;
    let hold = format!("/families/{}/visits/hold", family.family);
    let page = browser.fill(&hold, &hold, &[]).await;
    page.is(422).shows("href=\"#visit-starts\"").shows("href=\"#visit-room\"");
    page.does_not_show("href=\"#visit\"");
});

story!(where_two_must_supervise_the_form_is_filled_in_with_two_who_may, |centre| {
    let family = centre.ready_family("high-vigilance").await;
    let path = format!("/families/{}", family.family);
    let found = centre.get("priya", &format!("{path}/free-times?{SATURDAY}")).await.is(200);
    let free = stretches(&found).into_iter().find(|one| one["is_free"] == json!(true)).unwrap();
    let team: Vec<&str> =
        free["team"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(team.len(), 2, "{free}");
    let booking =
        json!({"starts": free["starts"][0], "room": best(&free["rooms"])["room"], "supervisors": team});
    let checked = centre.post("priya", &format!("{path}/visits/check"), booking).await.is(200);
    assert_eq!(checked["may_be_booked"], json!(true), "{checked}");
    let browser = centre.sign_in("priya").await;
    let page = browser.open(&format!("{path}/free-times?from=2026-11-21")).await;
    let link = page.html.split("href=\"").find_map(|rest| {
        rest.split('"').next().filter(|to| to.contains("/visits/new?starts=") && to.contains("supervisors="))
    });
    let link = link.unwrap().replace("&amp;", "&").replace("&#38;", "&");
    let page = browser.open(&link).await;
    let filled = page.is(200).filled_in();
    let named = filled.iter().filter(|(name, _)| name == "supervisors:list").count();
    assert_eq!(named, 2, "{filled:?}");
    let held = page
        .html
        .split("href=\"")
        .find_map(|rest| rest.split('"').next().filter(|to| to.contains("/visits/hold?")));
    let held = held.unwrap().replace("&amp;", "&").replace("&#38;", "&");
    let filled = browser.open(&held).await.filled_in();
    assert_eq!(filled.iter().filter(|(name, _)| name == "visit/supervisors:list").count(), 2, "{filled:?}");
});

story!(whom_a_family_has_met_comes_first, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.visit_that_took_place(&family, saturday(0)).await;
    centre.it_is("2026-11-24T09:00:00Z").await;
    let path = format!("/families/{}/free-times?from=2026-11-28&until=2026-11-28", family.family);
    let then = at(&centre.get("priya", &path).await.is(200), saturday(1));
    let who = then["supervisors"].as_array().unwrap();
    assert_eq!(
        (&who[0]["who"]["id"], &who[0]["has_met_family"]),
        (&json!(centre.id_of("grace")), &json!(true))
    );
    assert!(who[1..].iter().all(|one| one["has_met_family"] == json!(false)), "{then}");
});

story!(free_times_are_for_those_who_book_and_for_two_weeks_at_most, |centre| {
    let family = centre.ready_family("supervised").await;
    let path = format!("/families/{}/free-times", family.family);
    for who in ["grace", "joan", "ruth"] {
        assert!(centre.get(who, &path).await.status >= 403);
    }
    let asked = |query: &str| format!("{path}?{query}");
    centre.get("priya", &asked("from=2026-11-21&until=2026-12-05")).await.blames("/until");
    centre.get("priya", &asked("from=2026-11-21&until=2026-11-20")).await.blames("/until");
    centre.get("priya", &asked("length=5")).await.blames("/length");
    let nowhere = "00000000-0000-4000-8000-000000000000";
    centre.get("priya", &asked(&format!("room={nowhere}"))).await.blames("/room");
    centre.get("priya", &asked("from=2026-11-21&until=2026-12-04")).await.is(200);
});

story!(a_free_time_leads_to_the_form_filled_in_and_can_be_held_there, |centre| {
    let family = centre.ready_family("supervised").await;
    let browser = centre.sign_in("priya").await;
    let page = browser.open(&format!("/families/{}/free-times?from=2026-11-21", family.family)).await;
    page.is(200).shows("Not free").shows("The centre is not open all the time");
    let new = format!("/families/{}/visits/new?starts={}", family.family, saturday(0).microseconds());
    let link = page
        .html
        .split("href=\"")
        .find_map(|rest| rest.split('"').next().filter(|to| to.replace("&amp;", "&").starts_with(&new)));
    let link = link.unwrap().replace("&amp;", "&").replace("&#38;", "&");
    let filled = browser.open(&link).await.filled_in();
    let has = |name: &str, value: &str| filled.iter().any(|(one, it)| one == name && it == value);
    assert!(has("starts.day", "21") && has("starts.time", "11:00"), "{filled:?}");
    assert!(
        filled.iter().any(|(name, _)| name == "room")
            && filled.iter().any(|(name, _)| name == "supervisors:list"),
        "{filled:?}"
    );
    let hold = link.replace("/visits/new?", "/visits/hold?");
    let answers = browser.open(&hold).await.filled_in();
    let posted: Vec<(&str, &str)> = answers
        .iter()
        .filter(|(name, _)| !name.starts_with('_'))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    browser.fill(&hold, &format!("/families/{}/visits/hold", family.family), &posted).await.is(200);
    let visits = items(&centre.get("priya", &format!("/families/{}/visits", family.family)).await.is(200));
    assert_eq!(visits[0]["state"], json!("held"), "{visits:?}");
    let booking = json!({"starts": saturday(0), "room": visits[0]["room"], "supervisors": []});
    let path = format!("/families/{}/visits", family.family);
    centre.in_vain("priya", Method::POST, &path, booking).await.is_refused_with("same-person-twice");
});
