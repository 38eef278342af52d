//! By what way and when a notice goes (R26), and what notices are made of.

use super::{
    Reader, is, leanne,
    peers::{MailSink, Post, settings, time_goes_by},
};
use axum::http::Method;
use serde_json::json;
use stories::{Centre, saturday, story};

/// Leanne, written to, with a server that would take anything.
async fn written_to<'a>(centre: &'a Centre) -> (Reader<'a>, MailSink, Post) {
    let family = centre.ready_family("supervised").await;
    let leanne = leanne(centre, &family).await;
    let sink = MailSink::start();
    let post = Post::of(centre, settings(Some(&sink), None)).await;
    (leanne, sink, post)
}

story!(nothing_goes_by_a_way_that_its_reader_has_not_said_is_safe, |centre| {
    let (leanne, sink, post) = written_to(&centre).await;
    centre.it_is("2026-11-19T09:00:00Z").await;
    leanne.is_reached(json!({"email": "heron7@example.org", "telephone": "07700 900123"})).await;
    leanne.is_written_to().await;
    post.goes_out(&centre).await;
    assert_eq!(leanne.newest().await, is("waiting", "no-way"));
    leanne.is_reached(json!({"safe_channel": "email", "email": "heron7@example.org"})).await;
    centre.it_is("2026-11-20T09:00:00Z").await;
    post.goes_out(&centre).await;
    assert_eq!(leanne.newest().await, is("waiting", "not-confirmed"));
    let staff = centre.sign_in("priya").await;
    staff.open(&leanne.at("")[..leanne.at("").len() - 1]).await.is(200).shows("Ask when you speak");
    // They say so: it goes at once. Another address was never said to be safe, and waits again.
    leanne.says_safe(json!({})).await;
    assert_eq!(post.goes_out(&centre).await, 1);
    centre.it_is("2026-11-20T10:00:00Z").await;
    leanne.reads().await;
    leanne.is_reached(json!({"safe_channel": "email", "email": "heron8@example.org"})).await;
    centre.it_is("2026-11-20T11:00:00Z").await;
    leanne.is_written_to().await;
    post.goes_out(&centre).await;
    assert_eq!(leanne.newest().await, is("waiting", "not-confirmed"));
    assert_eq!(sink.mails().len(), 1);
});

story!(who_asks_not_to_be_contacted_is_sent_nothing_though_a_notice_was_made_before, |centre| {
    let (leanne, sink, post) = written_to(&centre).await;
    centre.it_is("2026-11-19T09:00:00Z").await;
    leanne.confirms("heron7@example.org", json!({})).await;
    leanne.is_written_to().await;
    let never = json!({"safe_channel": "do-not-contact", "email": "heron7@example.org"});
    leanne.is_reached(never).await;
    post.goes_out(&centre).await;
    assert_eq!(leanne.newest().await, is("not-sent", "do-not-contact"));
    for path in ["notices/test", "safe-way"] {
        let method = if path == "safe-way" { Method::PUT } else { Method::POST };
        centre.in_vain("priya", method, &leanne.at(path), json!({})).await.refused(409, "r26-safe-way");
    }
    // Who is to be rung is rung, and by nobody but a person.
    leanne.is_reached(json!({"safe_channel": "telephone", "telephone": "07700 900123"})).await;
    centre.it_is("2026-11-19T10:00:00Z").await;
    leanne.reads().await;
    centre.it_is("2026-11-19T11:00:00Z").await;
    leanne.is_written_to().await;
    post.goes_out(&centre).await;
    assert_eq!(leanne.newest().await, is("not-sent", "by-voice"));
    assert_eq!(sink.mails().len(), 0);
});

story!(a_notice_waits_for_the_hours_its_reader_chose, |centre| {
    let (leanne, sink, post) = written_to(&centre).await;
    centre.it_is("2026-11-19T09:00:00Z").await;
    leanne.confirms("heron7@example.org", json!({"from": "10:00", "until": "14:30"})).await;
    leanne.is_written_to().await;
    assert_eq!(post.goes_out(&centre).await, 0);
    assert_eq!(leanne.newest().await, is("waiting", "hours"));
    centre.it_is("2026-11-19T09:59:00Z").await;
    assert_eq!(post.goes_out(&centre).await, 0);
    centre.it_is("2026-11-19T10:00:00Z").await;
    assert_eq!(post.goes_out(&centre).await, 1);
    assert_eq!(sink.mails().len(), 1);
    let short = json!({"from": "10:00", "until": "10:30"});
    centre.in_vain("priya", Method::PUT, &leanne.at("safe-way"), short).await.blames("/until");
    for word in ["Amira", "contact", "two words", "Farrow"] {
        let said = json!({"code_word": word});
        centre.in_vain("priya", Method::PUT, &leanne.at("safe-way"), said).await.blames("/code_word");
    }
});

story!(what_was_said_to_be_safe_long_ago_is_asked_again, |centre| {
    let (leanne, sink, post) = written_to(&centre).await;
    leanne.confirms("heron7@example.org", json!({})).await;
    centre.it_is("2027-02-17T10:00:00Z").await;
    leanne.is_written_to().await;
    post.goes_out(&centre).await;
    assert_eq!(leanne.newest().await, is("waiting", "stale"));
    let staff = centre.sign_in("priya").await;
    staff.open(&leanne.at("notices")).await.is(200).shows("ask them again");
    // Nobody asks: after two weeks it is let go.
    centre.it_is("2027-03-05T10:00:00Z").await;
    assert_eq!(time_goes_by(&centre).await, 1);
    assert_eq!(leanne.newest().await, is("let-go", "too-old"));
    assert_eq!(sink.mails().len(), 0);
});

story!(a_visit_is_told_of_when_it_is_booked_and_two_days_before, |centre| {
    let family = centre.ready_family("supervised").await;
    let leanne = leanne(&centre, &family).await;
    let sink = MailSink::start();
    let post = Post::of(&centre, settings(Some(&sink), None)).await;
    leanne.confirms("heron7@example.org", json!({})).await;
    let first = centre.booked(&family, saturday(1)).await;
    let bodies =
        || sink.mails().iter().map(|mail| mail["body"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(post.goes_out(&centre).await, 1);
    // The morning after their first visit was booked, a guide may be of use.
    centre.it_is("2026-11-19T08:00:00Z").await;
    assert_eq!(post.goes_out(&centre).await, 1);
    assert!(bodies()[1].contains("of use now"), "{:?}", bodies());
    centre.it_is("2026-11-25T10:00:00Z").await;
    leanne.reads().await;
    assert_eq!(time_goes_by(&centre).await, 0);
    centre.it_is("2026-11-26T09:00:00Z").await;
    assert_eq!(time_goes_by(&centre).await, 1);
    assert_eq!(time_goes_by(&centre).await, 0, "a visit is reminded of once");
    assert_eq!(post.goes_out(&centre).await, 1);
    assert_eq!(bodies()[2], "Something is planned soon. Sign in to see it.");
    // Moved, it is something new to read, and is reminded of anew.
    let later = json!({"starts": saturday(2), "asked_by": "centre", "reason": "The room floods."});
    centre.post("priya", &format!("/visits/{first}/change"), later).await.is(200);
    centre.it_is("2026-12-03T07:30:00Z").await;
    assert_eq!(time_goes_by(&centre).await, 1);
    // Called off before the notice of it went: nothing is planned soon any more.
    let why = json!({"by": "centre", "reason": "Snow."});
    centre.post("priya", &format!("/visits/{first}/cancellation"), why).await.is(201);
    centre.it_is("2026-12-03T08:00:00Z").await;
    assert_eq!(post.goes_out(&centre).await, 1);
    assert!(bodies()[3].starts_with("There is something new"), "{:?}", bodies());
    let states: Vec<_> =
        leanne.notices().await.iter().map(|one| (one["kind"].clone(), one["state"].clone())).collect();
    assert!(states.contains(&(json!("soon"), json!("let-go"))), "{states:?}");
});
