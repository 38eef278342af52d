//! Who books a first call is sent what they asked for, and nothing else (R26, R27).

use super::*;
use crate::first_call::{MONDAY, offered};

/// Half an hour after it.
const LATER: &str = "2026-11-23T10:30:00+00:00";

/// First calls are offered on Mondays, and a mail server is there.
async fn sends(centre: &Centre) -> (MailSink, Post) {
    offered(centre).await;
    let sink = MailSink::start();
    let post = Post::of(centre, settings(Some(&sink), None)).await;
    (sink, post)
}

fn reminded() -> Value {
    json!({"starts": MONDAY, "way": "telephone", "name": "Leanne", "reach_me_at": "07700 900123",
        "remind_me_by": "email", "remind_me_at": "heron7@example.org"})
}

/// Books it; answers its own path among the operations.
async fn books(centre: &Centre, new: Value) -> String {
    let booked = centre.post("", "/first-calls", new).await.is(201);
    booked["path"].as_str().unwrap().replace("/first-call/", "/first-calls/own/")
}

fn bodies(sink: &MailSink) -> Vec<String> {
    sink.mails().iter().map(|mail| mail["body"].as_str().unwrap().to_owned()).collect()
}

story!(a_caller_who_wishes_it_is_sent_that_their_time_is_kept_and_reminded_the_day_before, |centre| {
    let (sink, post) = sends(&centre).await;
    let own = books(&centre, reminded()).await;
    assert_eq!(centre.get("", &own).await.is(200)["reminds_by"], "email");
    assert_eq!(post.goes_out(&centre).await, 1);
    centre.it_is("2026-11-22T09:59:00Z").await;
    assert_eq!(post.goes_out(&centre).await, 0, "a day before, and no earlier");
    centre.it_is("2026-11-22T10:00:00Z").await;
    assert_eq!(post.goes_out(&centre).await, 1);
    assert_eq!(post.goes_out(&centre).await, 0);
    assert_eq!(bodies(&sink), ["What you booked is kept for you.", "What you booked is soon."]);
    let raw = sink.mails().iter().map(|mail| mail["raw"].to_string().to_lowercase()).collect::<String>();
    for told in ["leanne", "07700", "monday", "10am", "centre", "contact", "child", "http", "call"] {
        assert!(!raw.contains(told), "the mail tells {told}: {raw}");
    }
    let enquiry = stories::id(&centre.get("priya", "/enquiries").await.is(200)["items"][0]);
    let staff = centre.sign_in("priya").await;
    staff.open(&format!("/enquiries/{enquiry}")).await.is(200).shows("A first call is near: sent");
    assert!(!centre.column("first_call", "reminder").await.contains("heron7"), "where it goes is sealed");
});

story!(who_moves_a_call_is_reminded_of_the_other_time_and_who_calls_it_off_of_none, |centre| {
    let (sink, post) = sends(&centre).await;
    let own = books(&centre, reminded()).await;
    post.goes_out(&centre).await;
    centre.post("", &format!("{own}/moving"), json!({"starts": LATER})).await.is(200);
    assert_eq!(post.goes_out(&centre).await, 1);
    centre.it_is("2026-11-22T10:00:00Z").await;
    assert_eq!(post.goes_out(&centre).await, 0, "not of the time that it was moved from");
    centre.it_is("2026-11-22T10:30:00Z").await;
    assert_eq!(post.goes_out(&centre).await, 1);
    let other = books(
        &centre,
        json!({"starts": MONDAY, "way": "video", "name": "Nadia", "reach_me_at": "01632 960002",
        "remind_me_by": "email", "remind_me_at": "egret@example.org", "language": "cy"}),
    )
    .await;
    centre.post("", &format!("{other}/ending"), json!({})).await.is(200);
    assert_eq!(post.goes_out(&centre).await, 0, "what is called off needs no notice");
    assert_eq!(bodies(&sink).len(), 3);
});

story!(nobody_is_sent_anything_who_did_not_ask_for_it_or_gave_no_address_for_it, |centre| {
    let (sink, post) = sends(&centre).await;
    for (by, at) in [("email", json!("heron7")), ("email", Value::Null), ("text", json!("seven"))] {
        let mut wrong = reminded();
        (wrong["remind_me_by"], wrong["remind_me_at"]) = (by.into(), at);
        centre.post("", "/first-calls", wrong).await.blames("/remind_me_at");
    }
    assert!(items(&centre.get("priya", "/enquiries").await.is(200)).is_empty());
    let mut quiet = reminded();
    quiet["remind_me_by"] = Value::Null;
    let own = books(&centre, quiet).await;
    assert_eq!(centre.get("", &own).await.is(200)["reminds_by"], Value::Null);
    centre.it_is("2026-11-22T10:00:00Z").await;
    assert_eq!(post.goes_out(&centre).await, 0);
    assert!(sink.mails().is_empty());
    // It is read on the page that it was booked on, in the visitor's own language.
    let page = centre.browser().asking_in("cy");
    let language = page.open("/first-call").await.hidden("language");
    let answers = [
        ("language", language.as_str()),
        ("starts", LATER),
        ("way", "telephone"),
        ("name", "Nadia"),
        ("reach_me_at", "01632 960002"),
        ("remind_me_by", "email"),
        ("remind_me_at", "egret@example.org"),
    ];
    page.fill("/first-call", "/first-call", &answers).await.is(200).shows("Anfonir nodyn byr atoch");
    assert_eq!(post.goes_out(&centre).await, 1);
    assert_eq!(bodies(&sink), ["Mae’r hyn a drefnwyd gennych wedi’i gadw i chi."]);
});
