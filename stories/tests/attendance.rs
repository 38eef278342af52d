//! What each side kept, missed and called off, and how far that is from a review (R13).

use app::demo::Journey;
use axum::http::Method;
use base::Minutes;
use serde_json::{Value, json};
use stories::{Centre, saturday, story};

async fn calls_off(centre: &Centre, visit: &str, by: &str, week: i64, hours_before: i64) {
    centre.clock_shows(saturday(week).plus(Minutes(-60 * hours_before)));
    let why = json!({"by": by, "reason": "Said on the telephone."});
    centre.post("priya", &format!("/visits/{visit}/cancellation"), why).await.is(201);
}

async fn attendance(centre: &Centre, family: &Journey) -> Value {
    centre.get("priya", &format!("/families/{}/attendance", family.family)).await.is(200)
}

/// One side of what was counted.
fn side(found: &Value, side: &str) -> Value {
    found["sides"].as_array().unwrap().iter().find(|one| one["side"] == side).unwrap().clone()
}

fn counts(kept: u32, no_shows: u32, late: u32, in_time: u32) -> Value {
    json!({"kept": kept, "no_shows": no_shows, "called_off_late": late, "called_off_in_time": in_time})
}

fn row(one: &Value) -> (u64, u64) {
    (one["missed_in_a_row"].as_u64().unwrap(), one["until_review"].as_u64().unwrap())
}

story!(r13_what_each_side_kept_missed_and_called_off_is_counted_and_named, |centre| {
    let family = centre.ready_family("supervised").await;
    let other = centre.ready_family("supervised").await;
    let found = attendance(&centre, &family).await;
    assert_eq!(found["last_review"], Value::Null);
    for one in ["resident", "visiting"] {
        let one = side(&found, one);
        assert_eq!((&one["twelve_months"], &one["since_review"]), (&counts(0, 0, 0, 0), &Value::Null));
        assert_eq!(row(&one), (0, 3));
    }
    let mut visits = Vec::new();
    for week in 0..6 {
        visits.push(centre.booked(&family, saturday(week)).await);
    }
    // One is kept, he does not come to the second, and calls off the third late.
    centre.at_visit(&family, &visits[0], saturday(0), "grace").takes_place().await;
    centre.at_visit(&family, &visits[1], saturday(1), "grace").is_missed_by("visiting").await;
    calls_off(&centre, &visits[2], "visiting", 2, 3).await;
    let found = attendance(&centre, &family).await;
    let (his, hers) = (side(&found, "visiting"), side(&found, "resident"));
    assert_eq!((&his["twelve_months"], row(&his)), (&counts(1, 1, 1, 0), (2, 1)));
    assert_eq!((&hers["twelve_months"], row(&hers)), (&counts(1, 0, 0, 0), (0, 3)));
    // She calls one off in time, the centre another, and he misses a third in a row: a review is open.
    calls_off(&centre, &visits[3], "resident", 3, 72).await;
    calls_off(&centre, &visits[4], "centre", 4, 5).await;
    assert_eq!(row(&side(&attendance(&centre, &family).await, "visiting")), (2, 1));
    centre.at_visit(&family, &visits[5], saturday(5), "grace").is_missed_by("visiting").await;
    let review = centre.open_review(&family, "missed-visits").await;
    let found = attendance(&centre, &family).await;
    let (his, hers) = (side(&found, "visiting"), side(&found, "resident"));
    assert_eq!((&his["twelve_months"], row(&his)), (&counts(1, 2, 1, 0), (3, 1)));
    assert_eq!((&hers["twelve_months"], row(&hers)), (&counts(1, 0, 0, 1), (0, 3)));
    let named: Vec<(&str, &str)> = his["not_kept"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["visit"].as_str().unwrap(), one["what"].as_str().unwrap()))
        .collect();
    let expected = [(&visits[5], "no-show"), (&visits[2], "called-off-late"), (&visits[1], "no-show")]
        .map(|(visit, what)| (visit.as_str(), what));
    assert_eq!(named, expected);
    let late = &his["not_kept"][1];
    // He comes a quarter of an hour before eleven, and said so three hours before eleven.
    assert_eq!((&late["notice"], &late["by"]), (&json!(165), &json!("Priya Raman")), "{late}");
    assert_eq!(his["not_kept"][0]["by"], "Grace Llewellyn", "{his}");
    assert_eq!(hers["not_kept"][0]["what"], "called-off-in-time");

    // Once the review is decided, what came before is counted no more since then.
    centre.review_decides(&review, "continue", json!({})).await;
    let next = centre.booked(&family, saturday(7)).await;
    centre.at_visit(&family, &next, saturday(7), "grace").takes_place().await;
    let found = attendance(&centre, &family).await;
    let his = side(&found, "visiting");
    assert!(found["last_review"].is_string());
    assert_eq!((&his["since_review"], row(&his)), (&counts(1, 0, 0, 0), (0, 3)));
    assert_eq!(his["twelve_months"], counts(2, 2, 1, 0));
    let page = centre.sign_in("priya").await.open(&format!("/families/{}/attendance", family.family)).await;
    page.is(200).shows("Missed without word").shows("Called off late").shows(&format!("/visits/{next}")[..8]);
    page.shows(&visits[5]).shows("3 more in a row open a review").shows("decided on");
    let listed = centre.sign_in("priya").await.open(&format!("/families/{}/visits", family.family)).await;
    listed.is(200).shows(&format!("/families/{}/attendance", family.family));
    assert_eq!(side(&attendance(&centre, &other).await, "visiting")["twelve_months"], counts(0, 0, 0, 0));
    // A year later nothing of it is within twelve months.
    centre.clock_shows(saturday(7 + 54));
    assert_eq!(side(&attendance(&centre, &family).await, "visiting")["twelve_months"], counts(0, 0, 0, 0));
});

story!(attendance_is_read_by_those_who_may_see_the_familys_visits_and_by_nobody_else, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.booked(&family, saturday(0)).await;
    let path = format!("/families/{}/attendance", family.family);
    let karl = centre.parent_signs_in(&family.family, &family.visiting[0], "karl").await;
    let token = centre.token_of("karl").await;
    let before = centre.picture().await;
    // A supervisor on another day, a volunteer, the referrer, the administrator, and a parent of the family.
    for who in ["grace", "tomasz", "joan", "ruth", "sam"] {
        let refused = centre.get(who, &path).await;
        assert!([403, 404].contains(&refused.status), "{who}: {}", refused.body);
    }
    let refused = centre.ask_with(&token, Method::GET, &path, Value::Null).await;
    assert!([403, 404].contains(&refused.status), "{}", refused.body);
    assert_eq!(karl.open(&path).await.status, 404);
    assert_eq!(centre.picture().await, before);
    let nobody = "/families/00000000-0000-4000-8000-000000000000/attendance";
    centre.get("priya", nobody).await.refused(404, "not-found");
    // Another centre's family is not there.
    centre.plant("INSERT INTO centre (id, name, settings) VALUES ('elsewhere', 'Elsewhere', '{}')").await;
    centre.plant(&format!("UPDATE family SET centre = 'elsewhere' WHERE id = '{}'", family.family)).await;
    centre.get("priya", &path).await.refused(404, "not-found");
    let back = format!("UPDATE family SET centre = (SELECT centre FROM visit WHERE id = '{visit}')");
    centre.plant(&format!("{back} WHERE id = '{}'", family.family)).await;
    // The supervisor of the visit reads it from the day before to the day after.
    centre.clock_shows(saturday(0).plus(Minutes(-180)));
    centre.get("grace", &path).await.is(200);
    centre.get("martin", &path).await.is(200);
    for who in ["tomasz", "joan"] {
        let refused = centre.get(who, &path).await;
        assert!([403, 404].contains(&refused.status), "{who}: {}", refused.body);
    }
});
