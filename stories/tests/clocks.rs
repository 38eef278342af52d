//! The nights on which the clocks change: visits are as long as they were booked, gaps and presence are real
//! minutes, and a held time lapses at its moment.

use app::demo::Journey;
use axum::http::Method;
use base::{Minutes, Moment};
use serde_json::{Value, json};
use stories::{Centre, id, items, story};

/// Open from the evening before to the evening of a day.
async fn open_throughout(centre: &Centre, starts: &str, ends: &str) {
    centre.post("priya", "/openings", json!({"starts": starts, "ends": ends})).await.is(201);
}

fn at(text: &str) -> Moment {
    text.parse().unwrap()
}

fn booking(centre: &Centre, room: &str, starts: Moment, who: &str) -> Value {
    json!({"starts": starts, "room": room, "supervisors": [centre.id_of(who)], "length": 90})
}

/// A visit over the hour at which the clocks change, booked and read back: six moments as they should be.
async fn is_kept_over_the_change(centre: &Centre, family: &Journey, starts: &str, expected: [&str; 6]) {
    let room = centre.room("Willow room").await;
    let path = format!("/families/{}/visits", family.family);
    let visit = id(&centre.post("priya", &path, booking(centre, &room, at(starts), "grace")).await.is(201));
    let read = items(&centre.get("priya", &path).await.is(200));
    let timing = &read.iter().find(|line| line["id"] == visit.as_str()).unwrap()["timing"];
    let names = ["visiting_arrives", "child_arrives", "starts", "ends", "child_leaves", "visiting_leaves"];
    assert_eq!(names.map(|name| timing[name].as_str().unwrap().to_owned()), expected);
    let between =
        |one: &str, other: &str| at(timing[other].as_str().unwrap()).since(at(timing[one].as_str().unwrap()));
    assert_eq!(between("starts", "ends"), Minutes(90));
    assert_eq!(between("visiting_arrives", "child_arrives"), Minutes(15));
    assert_eq!(between("child_leaves", "visiting_leaves"), Minutes(10));
}

/// Another family has the same room as soon as the last of the first has left, in real minutes, and not a
/// minute sooner; nor does the database take it sooner.
async fn is_followed_in_real_minutes(centre: &Centre, other: &Journey, last_leaves: &str) {
    let room = centre.room("Willow room").await;
    let path = format!("/families/{}/visits", other.family);
    let next = at(last_leaves).plus(Minutes(15));
    let sooner = booking(centre, &room, next.plus(Minutes(-1)), "tomasz");
    centre.in_vain("priya", Method::POST, &path, sooner).await.refused(409, "room-taken");
    centre.post("priya", &path, booking(centre, &room, next, "tomasz")).await.is(201);
    let minute_sooner = format!(
        "UPDATE visit SET visiting_arrives = visiting_arrives - 60000000 WHERE family = '{}'",
        other.family
    );
    assert!(centre.refuses(&minute_sooner).await.contains("holding_apart"));
}

/// The same family's next visit keeps its gap in real minutes.
async fn keeps_its_own_gap(centre: &Centre, family: &Journey, last_leaves: &str) {
    let room = centre.room("Rowan room").await;
    let path = format!("/families/{}/visits", family.family);
    let next = at(last_leaves).plus(Minutes(30));
    let sooner = booking(centre, &room, next.plus(Minutes(-1)), "grace");
    centre.in_vain("priya", Method::POST, &path, sooner).await.refused(409, "r4-no-meeting");
    centre.post("priya", &path, booking(centre, &room, next, "grace")).await.is(201);
}

/// Held until a moment of that night: held a minute before, and free at the moment itself.
async fn lapses_at(centre: &Centre, one: &Journey, other: &Journey, until: &str, starts: &str) {
    let room = centre.room("Willow room").await;
    let hold = json!({"visit": booking(centre, &room, at(starts), "grace"), "until": until});
    let held = centre.post("priya", &format!("/families/{}/holds", one.family), hold).await.is(201);
    let visit = id(&held["visit"]);
    let path = format!("/families/{}/visits", other.family);
    let wanted = booking(centre, &room, at(starts), "tomasz");
    centre.clock_shows(at(until).plus(Minutes(-1)));
    centre.get("priya", &format!("/visits/{visit}/hold")).await.is(200);
    centre.in_vain("priya", Method::POST, &path, wanted.clone()).await.refused(409, "room-taken");
    centre.clock_shows(at(until));
    centre.get("priya", &format!("/visits/{visit}/hold")).await.refused(404, "not-found");
    let confirmation = format!("/visits/{visit}/hold/confirmation");
    centre.in_vain("priya", Method::POST, &confirmation, json!({})).await.refused(409, "not-held");
    centre.post("priya", &path, wanted).await.is(201);
    assert_eq!(centre.get("priya", &format!("/visits/{visit}")).await.is(200)["state"], "released");
}

story!(a_visit_while_the_clocks_go_forward_on_28_march_2027_has_its_length_and_gaps, |centre| {
    let (one, other) = (centre.ready_family("supervised").await, centre.ready_family("supervised").await);
    centre.it_is("2027-03-20T09:00:00Z").await;
    open_throughout(&centre, "2027-03-27T20:00:00Z", "2027-03-28T18:00:00Z").await;
    let expected = [
        "2027-03-28T00:15:00+00:00",
        "2027-03-28T00:30:00+00:00",
        "2027-03-28T00:30:00+00:00",
        "2027-03-28T03:00:00+01:00",
        "2027-03-28T03:00:00+01:00",
        "2027-03-28T03:10:00+01:00",
    ];
    is_kept_over_the_change(&centre, &one, "2027-03-28T00:30:00Z", expected).await;
    is_followed_in_real_minutes(&centre, &other, "2027-03-28T03:10:00+01:00").await;
    keeps_its_own_gap(&centre, &one, "2027-03-28T03:10:00+01:00").await;
});

story!(a_visit_while_the_clocks_go_back_on_31_october_2027_has_its_length_and_gaps, |centre| {
    centre.it_is("2027-10-13T09:00:00Z").await;
    let (one, other) = (centre.ready_family("supervised").await, centre.ready_family("supervised").await);
    open_throughout(&centre, "2027-10-30T20:00:00Z", "2027-10-31T18:00:00Z").await;
    // 00:45 in summer time; by half past one the clocks have shown it once, and show it again.
    let expected = [
        "2027-10-31T00:30:00+01:00",
        "2027-10-31T00:45:00+01:00",
        "2027-10-31T00:45:00+01:00",
        "2027-10-31T01:15:00+00:00",
        "2027-10-31T01:15:00+00:00",
        "2027-10-31T01:25:00+00:00",
    ];
    is_kept_over_the_change(&centre, &one, "2027-10-30T23:45:00Z", expected).await;
    is_followed_in_real_minutes(&centre, &other, "2027-10-31T01:25:00Z").await;
    keeps_its_own_gap(&centre, &one, "2027-10-31T01:25:00Z").await;
});

story!(a_time_held_over_the_night_in_march_lapses_at_its_moment, |centre| {
    let (one, other) = (centre.ready_family("supervised").await, centre.ready_family("supervised").await);
    centre.it_is("2027-03-27T20:00:00Z").await;
    open_throughout(&centre, "2027-03-28T08:00:00+01:00", "2027-03-28T18:00:00+01:00").await;
    lapses_at(&centre, &one, &other, "2027-03-28T02:10:00+01:00", "2027-03-28T11:00:00+01:00").await;
});

story!(a_time_held_over_the_night_in_october_lapses_at_its_moment_and_not_an_hour_before, |centre| {
    centre.it_is("2027-10-13T09:00:00Z").await;
    let (one, other) = (centre.ready_family("supervised").await, centre.ready_family("supervised").await);
    open_throughout(&centre, "2027-10-31T08:00:00Z", "2027-10-31T18:00:00Z").await;
    centre.it_is("2027-10-30T20:00:00Z").await;
    // The second time that the clocks show 01:30.
    lapses_at(&centre, &one, &other, "2027-10-31T01:30:00+00:00", "2027-10-31T11:00:00+00:00").await;
});

story!(moving_a_series_from_here_on_keeps_the_wall_clock_over_both_changes, |centre| {
    for (now, sundays, moved) in [
        (
            "2027-03-10T09:00:00Z",
            ["2027-03-21T11:00:00+00:00", "2027-03-28T11:00:00+01:00", "2027-04-04T11:00:00+01:00"],
            ["2027-03-21T13:30:00+00:00", "2027-03-28T13:30:00+01:00", "2027-04-04T13:30:00+01:00"],
        ),
        (
            "2027-10-13T09:00:00Z",
            ["2027-10-24T11:00:00+01:00", "2027-10-31T11:00:00+00:00", "2027-11-07T11:00:00+00:00"],
            ["2027-10-24T13:30:00+01:00", "2027-10-31T13:30:00+00:00", "2027-11-07T13:30:00+00:00"],
        ),
    ] {
        centre.it_is(now).await;
        let family = centre.ready_family("supervised").await;
        for day in sundays {
            let day = &day[..10];
            open_throughout(&centre, &format!("{day}T08:00:00Z"), &format!("{day}T17:00:00Z")).await;
        }
        let room = centre.room("Willow room").await;
        let series =
            json!({"first": booking(&centre, &room, at(sundays[0]), "grace"), "every_weeks": 1, "count": 3});
        let path = format!("/families/{}/visits/series", family.family);
        let booked = centre.post("priya", &path, series).await.is(201);
        let starts = |answer: &Value| -> Vec<String> {
            let visits = answer["visits"].as_array().unwrap();
            visits.iter().map(|visit| visit["timing"]["starts"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(starts(&booked), sundays);
        let first = id(&booked["visits"][0]);
        let change = json!({
            "asked_by": "resident", "reason": "The bus.", "how_far": "from-here-on", "starts": moved[0],
        });
        let changed = centre.post("priya", &format!("/visits/{first}/change"), change).await.is(200);
        assert_eq!(starts(&changed), moved);
        for visit in changed["visits"].as_array().unwrap() {
            let timing = &visit["timing"];
            let moment = |name: &str| at(timing[name].as_str().unwrap());
            assert_eq!(moment("ends").since(moment("starts")), Minutes(90));
        }
    }
});
