//! The children's own hours.

use app::demo::Journey;
use axum::http::Method;
use serde_json::{Value, json};
use stories::{Centre, id, saturday, story};

/// The children of a family, eldest first.
async fn children(centre: &Centre, family: &Journey) -> Vec<String> {
    let seen = centre.get("priya", &format!("/families/{}", family.family)).await.is(200);
    seen["children"].as_array().unwrap().iter().map(id).collect()
}

fn nap(child: &str, from: &str, until: &str) -> Value {
    json!({"child": child, "kind": "nap", "weekdays": ["saturday"], "from": from, "until": until})
}

/// Where a family's hours are.
fn hours(family: &Journey) -> String {
    format!("/families/{}/hours", family.family)
}

story!(no_visit_is_booked_into_a_childs_nap_until_it_is_taken_away, |centre| {
    let family = centre.ready_family("supervised").await;
    let child = &children(&centre, &family).await[0];
    let kept = centre.post("priya", &hours(&family), nap(child, "12:00", "13:30")).await.is(201);
    // The child is there from 11 to 12:30.
    let (path, booking) = centre.booking(&family, saturday(0)).await;
    let refused =
        centre.in_vain("priya", Method::POST, &path, booking.clone()).await.refused(409, "child-hours");
    assert!(
        refused.to_string().contains("Amira has a nap from midday to 1:30pm on 21 November 2026"),
        "{refused}"
    );
    let stop = format!("{}/{}/stop", hours(&family), id(&kept["hours"][0]));
    centre.post("priya", &stop, json!({})).await.is(201);
    centre.post("priya", &path, booking).await.is(201);
    centre.in_vain("priya", Method::POST, &stop, json!({})).await.refused(409, "hours-stopped");
});

story!(siblings_have_each_their_own_hours, |centre| {
    let mut family = centre.family("supervised");
    let brother = json!({"name": "Sami Farrow", "born": "2023-01-02", "may_leave_premises": false});
    family.referral["children"].as_array_mut().unwrap().push(brother);
    family.refer().await.unwrap();
    family.triage().await.unwrap();
    let meetings = family.arrange_meetings(centre.now().plus(base::Minutes(60))).await.unwrap();
    centre.clock_shows(centre.now().plus(base::Minutes(7 * 60)));
    family.hold_meetings(&meetings).await.unwrap();
    family.assess().await.unwrap();
    family.plan().await.unwrap();
    let children = children(&centre, &family).await;
    centre.post("priya", &hours(&family), nap(&children[0], "10:00", "11:15")).await.is(201);
    centre.post("priya", &hours(&family), nap(&children[1], "12:00", "13:00")).await.is(201);
    let (path, booking) = centre.booking(&family, saturday(0)).await;
    let refused =
        centre.in_vain("priya", Method::POST, &path, booking).await.refused(409, "child-hours").to_string();
    assert!(refused.contains("Amira has a nap") && refused.contains("Sami has a nap"), "{refused}");
});

story!(hours_follow_the_clock_on_the_wall_across_a_change, |centre| {
    let family = centre.ready_family("supervised").await;
    let child = &children(&centre, &family).await[0];
    let mut school = nap(child, "13:00", "14:00");
    school["weekdays"] = json!(["saturday", "sunday"]);
    centre.post("priya", &hours(&family), school).await.is(201);
    let check = format!("/families/{}/visits/check", family.family);
    let room = centre.room("Willow room").await;
    let refuses = async |starts: &str| {
        let body = json!({"starts": starts, "length": 60, "room": room});
        let checked = centre.post("priya", &check, body).await.is(200);
        let refusals = checked["refusals"].as_array().unwrap().clone();
        refusals.iter().any(|refusal| refusal["code"] == "child-hours")
    };
    // On Sunday 28 March 2027 one o'clock on the wall is noon in UTC; the day before it is 1pm.
    assert!(refuses("2027-03-28T12:00:00Z").await);
    assert!(!refuses("2027-03-28T13:00:00Z").await);
    assert!(!refuses("2027-03-27T12:00:00Z").await);
    assert!(refuses("2027-03-27T13:00:00Z").await);
});

story!(what_is_wrong_with_hours_is_named_by_its_field, |centre| {
    let family = centre.ready_family("supervised").await;
    let other = centre.accepted_family("supported").await;
    let (child, stranger) = (&children(&centre, &family).await[0], &children(&centre, &other).await[0]);
    let path = hours(&family);
    centre.post("priya", &path, nap(stranger, "12:00", "13:00")).await.blames("/child");
    centre.post("priya", &path, nap(child, "12:00", "12:00")).await.blames("/until");
    centre.post("priya", &path, nap(child, "25:00", "12:00")).await.blames("/from");
    let mut hours = nap(child, "12:00", "13:00");
    hours["weekdays"] = json!([]);
    centre.post("priya", &path, hours.clone()).await.blames("/weekdays");
    hours["weekdays"] = json!(["saturday"]);
    hours["last"] = json!("2026-11-01");
    centre.post("priya", &path, hours).await.blames("/last");
    centre
        .in_vain("ruth", Method::POST, &path, nap(child, "12:00", "13:00"))
        .await
        .refused(403, "not-allowed");
    centre.get("grace", &path).await.is(404);
});

story!(hours_are_written_down_and_taken_away_on_their_page, |centre| {
    let family = centre.ready_family("supervised").await;
    let child = children(&centre, &family).await[0].clone();
    let browser = centre.sign_in("priya").await;
    let path = hours(&family);
    browser.open(&path).await.is(200).shows("No hours of their own yet");
    let wrong = [
        ("child", child.as_str()),
        ("kind", "nap"),
        ("weekdays:list", "saturday"),
        ("from", "lunch"),
        ("until", "13:30"),
    ];
    browser.fill(&path, &path, &wrong).await.is(422).shows("value=\"lunch\"").shows("There is a problem");
    let right = [
        ("child", child.as_str()),
        ("kind", "nap"),
        ("weekdays:list", "saturday"),
        ("from", "12:00"),
        ("until", "13:30"),
    ];
    browser
        .fill(&path, &path, &right)
        .await
        .is(200)
        .shows("midday to 1:30pm")
        .shows("The hours are recorded");
    let kept = centre.get("priya", &path).await.is(200);
    let stop = format!("{path}/{}/stop", id(&kept["hours"][0]));
    browser.fill(&path, &stop, &[]).await.is(200).shows("No hours of their own yet");
});
