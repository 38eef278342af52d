//! A first call: offered, booked by anybody, kept from everybody else.

use axum::http::Method;
use serde_json::{Value, json};
use stories::{Centre, story};

/// A Wednesday; the first Monday after it is 23 November.
const NOW: &str = "2026-11-18T12:10:00Z";
pub(crate) const MONDAY: &str = "2026-11-23T10:00:00+00:00";

pub(crate) async fn offered(centre: &Centre) {
    centre.it_is(NOW).await;
    let times = json!({"weekday": "monday", "from": "10:00", "until": "11:00"});
    centre.post("priya", "/first-calls/times", times).await.is(201);
}

fn leanne(starts: &str) -> Value {
    json!({"starts": starts, "way": "telephone", "name": "Leanne", "reach_me_at": "07700 900123"})
}

async fn free(centre: &Centre) -> Vec<String> {
    let free = centre.get("", "/first-calls/free").await.is(200);
    free["starts"].as_array().unwrap().iter().map(|at| at.as_str().unwrap().to_owned()).collect()
}

story!(anybody_books_a_free_time_and_it_is_an_enquiry, |centre| {
    offered(&centre).await;
    assert_eq!(&free(&centre).await[..2], [MONDAY, "2026-11-23T10:30:00+00:00"]);
    let booked = centre.post("", "/first-calls", leanne(MONDAY)).await.is(201);
    assert!(!free(&centre).await.contains(&MONDAY.to_owned()));
    let enquiry = centre.get("priya", "/enquiries").await.is(200)["items"][0].clone();
    assert_eq!(enquiry["channel"], "first-call");
    assert_eq!(enquiry["asked"]["reach_me_at"], "07700 900123");
    let calls = centre.get("martin", "/first-calls").await.is(200);
    assert_eq!(calls["items"][0]["enquiry"], enquiry["id"]);
    for nobody in ["", "ruth", "sam"] {
        let refused = centre.get(nobody, "/first-calls").await;
        assert!([401, 403, 404].contains(&refused.status), "{nobody}");
    }
    let secret = booked["path"].as_str().unwrap().rsplit('/').next().unwrap();
    let kept = centre.column("first_call", "secret").await;
    assert!(!kept.contains(secret), "the secret itself is kept nowhere");
});

story!(of_two_who_want_one_time_one_has_it_and_the_other_keeps_what_they_typed, |centre| {
    offered(&centre).await;
    let (one, other) = (centre.browser(), centre.browser());
    let typed = [
        ("starts", MONDAY),
        ("way", "telephone"),
        ("name", "Nadia"),
        ("reach_me_at", "01632 960002"),
        ("question", "Is there a garden?"),
    ];
    let (first, second) = tokio::join!(one.post("/first-call", &typed), other.post("/first-call", &typed));
    let mut both = [first.status, second.status];
    both.sort_unstable();
    assert_eq!(both, [303, 409]);
    assert_eq!(centre.get("priya", "/enquiries").await.is(200)["items"].as_array().unwrap().len(), 1);
    let page = other.fill("/first-call", "/first-call", &typed).await;
    page.is(409).shows("not free any more").shows("Is there a garden?").shows("01632 960002");
    page.does_not_show(MONDAY);
});

story!(a_call_is_seen_moved_and_called_off_by_its_secret_address_and_by_no_other, |centre| {
    offered(&centre).await;
    let browser = centre.browser();
    let answers = [("starts", MONDAY), ("way", "video"), ("name", "Leanne"), ("reach_me_at", "07700 900123")];
    let heard = browser.post("/first-call", &answers).await;
    let path = heard.header("location").split('?').next().unwrap().to_owned();
    let page = browser.open(&path).await;
    page.is(200).shows("Monday 23 November 2026 at 10am").does_not_show("Leanne").does_not_show("900123");
    page.does_not_show("Priya");
    browser.open(&format!("{path}/join")).await.is(200).shows("Video does not work here yet");
    let guessed = format!("/first-call/{}", "0".repeat(64));
    browser.open(&guessed).await.is(404);
    let later = "2026-11-30T10:30:00+00:00";
    assert_eq!(browser.post(&path, &[("starts", later)]).await.status, 303);
    assert!(free(&centre).await.contains(&MONDAY.to_owned()));
    assert_eq!(browser.post(&format!("{path}/ending"), &[]).await.status, 303);
    browser.open(&path).await.is(200).shows("It is called off");
    assert!(free(&centre).await.contains(&later.to_owned()));
    assert_eq!(centre.get("priya", "/enquiries").await.is(200)["items"][0]["outcome"], "called-off");
    let own = path.replace("/first-call/", "/first-calls/own/");
    let moving = json!({"starts": MONDAY});
    centre.post("", &format!("{own}/moving"), moving).await.is_refused_with("first-call-over");
    centre.post("", &format!("{own}/ending"), json!({})).await.is_refused_with("first-call-over");
});

story!(what_is_wrong_with_a_booking_is_named_and_a_time_nobody_offered_is_refused, |centre| {
    offered(&centre).await;
    centre.post("", "/first-calls", json!({})).await.blames("/starts");
    let mut wrong = leanne(MONDAY);
    wrong["reach_me_at"] = json!("ask me");
    centre.post("", "/first-calls", wrong).await.blames("/reach_me_at");
    let never = leanne("2026-11-24T10:00:00+00:00");
    centre.post("", "/first-calls", never).await.is_refused_with("first-call-taken");
});

story!(times_are_ones_own_and_never_overlap_and_the_database_refuses_it_too, |centre| {
    offered(&centre).await;
    let refused = json!({"weekday": "monday", "from": "10:30", "until": "12:00"});
    centre
        .post("priya", "/first-calls/times", refused.clone())
        .await
        .is_refused_with("first-call-times-overlap");
    // Another's hours are their own.
    centre.post("martin", "/first-calls/times", refused).await.is(201);
    let both = json!({"weekday": "monday", "day": "2026-11-23", "from": "14:00", "until": "15:00"});
    centre.post("priya", "/first-calls/times", both).await.blames("/weekday");
    let short = json!({"day": "2026-11-23", "from": "14:00", "until": "14:20"});
    centre.post("priya", "/first-calls/times", short).await.blames("/until");
    for nobody in ["ruth", "sam", ""] {
        let refused = centre.get(nobody, "/first-calls/times").await;
        assert!([401, 403, 404].contains(&refused.status), "{nobody}");
    }
    let own = centre.get("priya", "/first-calls/times").await.is(200)["items"][0]["id"].clone();
    let path = format!("/first-calls/times/{}/ending", own.as_str().unwrap());
    centre.post("martin", &path, json!({})).await.is(404);
    centre.post("", "/first-calls", leanne(MONDAY)).await.is(201);
    let copy = |id: &str, values: &str| {
        format!(
            "INSERT INTO first_call_time SELECT '{id}', centre, account, weekday, day, {values}, made_at, ended_at \
             FROM first_call_time WHERE from_clock = 600"
        )
    };
    centre.plant(&copy("00000000-0000-4000-8000-000000000001", "660, 720")).await;
    let refused = centre.refuses(&copy("00000000-0000-4000-8000-000000000002", "630, 650 + 30")).await;
    assert!(refused.contains("first_call_time_apart"), "{refused}");
    centre.post("priya", &path, json!({})).await.is(200);
    assert!(
        centre.get("priya", "/first-calls").await.is(200)["items"][0]["starts"] == MONDAY,
        "what is booked stands"
    );
});

story!(staff_say_what_came_of_a_call_and_see_todays_on_their_first_page, |centre| {
    offered(&centre).await;
    centre.post("", "/first-calls", leanne(MONDAY)).await.is(201);
    let priya = centre.sign_in("priya").await;
    priya.open("/").await.is(200).does_not_show("Ring Leanne").does_not_show("Answer Leanne");
    centre.it_is("2026-11-23T08:00:00Z").await;
    let priya = centre.sign_in("priya").await;
    priya.open("/").await.is(200).shows("Ring Leanne at 10am");
    centre.it_is("2026-11-23T10:05:00Z").await;
    let enquiry =
        centre.get("priya", "/enquiries").await.is(200)["items"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/enquiries/{enquiry}/call");
    centre.post("priya", &path, json!({"what": "another-time"})).await.blames("/starts");
    centre.post("joan", &path, json!({"what": "done"})).await.is(404);
    centre.post("priya", &path, json!({"what": "no-answer"})).await.is(200);
    priya.open("/").await.is(200).does_not_show("Ring Leanne").shows("Answer Leanne");
    let again = json!({"what": "another-time", "starts": "2026-11-30T10:00:00+00:00"});
    centre.post("priya", &path, again).await.is(200);
    centre.it_is("2026-11-30T10:00:00Z").await;
    centre.post("priya", &path, json!({"what": "done"})).await.is(200);
    centre.post("priya", &path, json!({"what": "done"})).await.is_refused_with("first-call-over");
    centre
        .post("priya", &format!("/enquiries/{}/call", centre.id_of("priya")), json!({"what": "done"}))
        .await
        .is(404);
});

story!(an_enquiry_whose_call_is_to_come_is_closed_only_when_they_called_it_off, |centre| {
    offered(&centre).await;
    centre.post("", "/first-calls", leanne(MONDAY)).await.is(201);
    let enquiry =
        centre.get("priya", "/enquiries").await.is(200)["items"][0]["id"].as_str().unwrap().to_owned();
    let closing = json!({"outcome": "answered", "words": "She rang, and all is answered."});
    let path = format!("/enquiries/{enquiry}/closing");
    centre.in_vain("priya", Method::POST, &path, closing.clone()).await.is_refused_with("first-call-to-come");
    for becomes in ["referral", "application"] {
        let path = format!("/enquiries/{enquiry}/{becomes}");
        let refused = centre.in_vain("priya", Method::POST, &path, json!({"who": "resident"})).await;
        refused.is_refused_with("first-call-to-come");
    }
    let call = format!("/enquiries/{enquiry}/call");
    for what in ["done", "no-answer"] {
        let early = centre.in_vain("priya", Method::POST, &call, json!({"what": what})).await;
        early.is_refused_with("first-call-not-yet");
    }
    assert!(!free(&centre).await.contains(&MONDAY.to_owned()), "nobody else is given the time");
    let page = centre.sign_in("priya").await.open(&format!("/enquiries/{enquiry}")).await;
    page.is(200).shows("They called it off");
    centre.post("priya", &format!("/enquiries/{enquiry}/call"), json!({"what": "called-off"})).await.is(200);
    assert!(free(&centre).await.contains(&MONDAY.to_owned()), "the time is free again");
    centre.post("priya", &path, closing).await.is(201);
});

story!(a_call_of_a_question_that_is_closed_is_not_booked_anew, |centre| {
    offered(&centre).await;
    centre.post("", "/first-calls", leanne(MONDAY)).await.is(201);
    let enquiry =
        centre.get("priya", "/enquiries").await.is(200)["items"][0]["id"].as_str().unwrap().to_owned();
    centre.it_is("2026-11-23T10:00:00Z").await;
    let path = format!("/enquiries/{enquiry}/call");
    centre.post("priya", &path, json!({"what": "no-answer"})).await.is(200);
    let closing = json!({"outcome": "no-reply", "words": "Three times, and nobody answered."});
    centre.post("priya", &format!("/enquiries/{enquiry}/closing"), closing).await.is(201);
    let again = json!({"what": "another-time", "starts": "2026-11-30T10:00:00+00:00"});
    centre.in_vain("priya", Method::POST, &path, again).await.is_refused_with("enquiry-closed");
});

story!(times_keep_to_londons_clock_when_it_changes, |centre| {
    centre.it_is("2027-03-20T12:00:00Z").await;
    let times = json!({"weekday": "sunday", "from": "10:00", "until": "10:30"});
    centre.post("priya", "/first-calls/times", times).await.is(201);
    assert_eq!(&free(&centre).await[..2], ["2027-03-21T10:00:00+00:00", "2027-03-28T10:00:00+01:00"]);
});

story!(whoever_takes_every_time_from_one_place_is_slowed, |centre| {
    offered(&centre).await;
    let browser = centre.browser();
    let typed =
        [("starts", MONDAY), ("way", "telephone"), ("name", "Leanne"), ("reach_me_at", "07700 900123")];
    let mut heard = Vec::new();
    for _ in 0..8 {
        heard.push(browser.post("/first-call", &typed).await.status);
    }
    assert_eq!((heard[0], heard[1], heard[7]), (303, 409, 429), "{heard:?}");
    let elsewhere = centre.browser().at_address([203, 0, 113, 9]);
    assert_eq!(elsewhere.post("/first-call", &typed).await.status, 409);
});
