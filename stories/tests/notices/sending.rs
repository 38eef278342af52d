//! Handing notices over: what is refused, what comes back, what is tried again, and that nothing goes twice.

use super::{
    Reader, is, leanne,
    peers::{MailSink, Post, TextSink, settings},
};
use app::notice::{Asked, Desk, Returned, Sending, came_back, returned};
use axum::http::Method;
use base::{Minutes, NoticeId};
use host::Ids;
use serde_json::json;
use stories::{Centre, story};

async fn reached_at<'a>(centre: &'a Centre, address: &str) -> (Reader<'a>, MailSink, Post) {
    let family = centre.ready_family("supervised").await;
    // The family was made ready the day before.
    centre.it_is("2026-11-19T09:00:00Z").await;
    let leanne = leanne(centre, &family).await;
    let sink = MailSink::start();
    let post = Post::of(centre, settings(Some(&sink), None)).await;
    leanne.confirms(address, json!({})).await;
    leanne.is_written_to().await;
    (leanne, sink, post)
}

/// What a mail server says of a notice.
fn report(id: &str, action: &str) -> String {
    format!(
        "From: MAILER-DAEMON@example.org\r\nTo: post@bluebell.example.org\r\nSubject: Undelivered Mail\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example.org\r\n\r\n\
         Final-Recipient: rfc822; heron7@example.org\r\nAction: {action}\r\nStatus: 5.1.1\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{id}@bluebell.example.org>\r\n\
         Subject: Something new for you\r\n\r\n--b--\r\n"
    )
}

async fn comes_back(centre: &Centre, id: &str) -> bool {
    let (house, text) = (centre.house.clone(), report(id, "failed"));
    let back = move || match returned(text.as_bytes()) {
        Returned::Back(id) => came_back(&house, id).map_err(|problem| problem.detail()).unwrap(),
        other => panic!("{other:?}"),
    };
    tokio::task::spawn_blocking(back).await.unwrap()
}

story!(what_comes_back_stops_the_way_until_its_reader_was_asked, |centre| {
    let (leanne, sink, post) = reached_at(&centre, "heron7@example.org").await;
    assert_eq!(post.goes_out(&centre).await, 1);
    let id = leanne.notices().await[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(returned(report(&id, "delayed").as_bytes()), Returned::NotYet);
    assert_eq!(returned(b"Subject: Thank you\r\n\r\nWho are you?"), Returned::Other);
    assert!(comes_back(&centre, &id).await);
    assert!(!comes_back(&centre, &id).await, "it comes back once");
    assert_eq!(leanne.newest().await, is("bounced", "came-back"));
    let staff = centre.sign_in("martin").await;
    staff.open("/notices").await.is(200).shows("Did not arrive").shows("Leanne Farrow");
    let again = format!("/notices/{id}/again");
    centre.in_vain("priya", Method::POST, &again, json!({})).await.refused(409, "r26-safe-way");
    leanne.confirms("heron9@example.org", json!({})).await;
    centre.post("priya", &again, json!({})).await.is(200);
    centre.in_vain("priya", Method::POST, &again, json!({})).await.refused(409, "notice-over");
    assert_eq!(post.goes_out(&centre).await, 1);
    let mails = sink.mails();
    assert_eq!(mails[1]["to"], json!(["heron9@example.org"]));
    assert_eq!(mails[0]["headers"]["message-id"], mails[1]["headers"]["message-id"]);
});

story!(an_address_that_nobody_has_is_told_to_staff_and_not_tried_again, |centre| {
    let (leanne, sink, post) = reached_at(&centre, "nobody@example.org").await;
    assert_eq!(post.goes_out(&centre).await, 0);
    assert_eq!(leanne.newest().await, is("failed", "refused"));
    let page = leanne.at("notices");
    let staff = centre.sign_in("priya").await;
    staff.open(&page).await.is(200).shows("What we sent came back").shows("Put away");
    let id = leanne.notices().await[0]["id"].as_str().unwrap().to_owned();
    let away = format!("/notices/{id}/put-away");
    staff.fill(&page, &away, &[("reason", "")]).await.is(422).shows("Error: ");
    staff
        .fill(&page, &away, &[("reason", "I rang her.")])
        .await
        .is(200)
        .shows("Put away")
        .shows("I rang her.");
    centre
        .in_vain("priya", Method::POST, &away, json!({"reason": "Again."}))
        .await
        .refused(409, "notice-over");
    centre.it_is("2026-11-19T10:00:00Z").await;
    assert_eq!(post.goes_out(&centre).await, 0);
    assert_eq!(sink.mails().len(), 0);
});

story!(a_server_that_has_no_room_is_tried_for_about_a_day, |centre| {
    let (leanne, sink, post) = reached_at(&centre, "full@example.org").await;
    leanne.confirms("full@example.org", json!({"from": "00:00", "until": "23:59"})).await;
    let (began, mut tries) = (centre.now(), 0);
    // From one try to the next, as long as there is a next.
    loop {
        assert_eq!(post.goes_out(&centre).await, 0);
        tries += 1;
        let notice = leanne.notices().await.remove(0);
        assert_eq!(notice["attempts"], json!(tries));
        let Some(next) = notice["next_at"].as_str() else { break };
        assert_eq!(notice["because"], json!("not-now"));
        assert_eq!(post.goes_out(&centre).await, 0);
        centre.clock_shows(next.parse().unwrap());
    }
    assert_eq!(leanne.newest().await, is("failed", "tried-out"));
    let took = centre.now().since(began);
    assert!(took > Minutes(20 * 60) && took < Minutes(28 * 60), "{took}");
    assert_eq!(tries, 7);
    assert_eq!(sink.mails().len(), 0);
});

story!(a_line_that_breaks_after_the_last_byte_is_tried_again_under_the_same_identifier, |centre| {
    let (leanne, sink, post) = reached_at(&centre, "silent@example.org").await;
    assert_eq!(post.goes_out(&centre).await, 0, "the server took it and did not say so");
    assert_eq!(leanne.newest().await, is("waiting", "not-now"));
    centre.it_is("2026-11-19T09:01:00Z").await;
    assert_eq!(post.goes_out(&centre).await, 1);
    let mails = sink.mails();
    assert_eq!(mails.len(), 2, "SMTP cannot tell the two apart: better twice than never");
    assert_eq!(mails[0]["headers"]["message-id"], mails[1]["headers"]["message-id"]);
    // A server that refuses what it reads is not asked again.
    leanne.confirms("spam@example.org", json!({})).await;
    centre.post("priya", &leanne.at("notices/test"), json!({})).await.is(201);
    assert_eq!(post.goes_out(&centre).await, 0);
    assert_eq!(leanne.newest().await, is("failed", "refused"));
});

story!(a_program_that_was_killed_goes_on_with_what_it_had_in_hand, |centre| {
    let (leanne, sink, post) = reached_at(&centre, "heron7@example.org").await;
    let own = std::fs::read_to_string(post.folder.join("sender")).unwrap();
    let in_hand = async |by: &str| {
        let ends = centre.now().plus(Minutes(15)).microseconds();
        let taken = format!(
            "UPDATE notice SET state = 'handing-over', channel = 'email', attempts = 1, leased_by = '{by}', \
             lease_ends = {ends} WHERE state = 'waiting'"
        );
        centre.plant(&taken).await;
    };
    // Another sender has it, and may be at work: it is left alone until its lease has ended.
    in_hand("another").await;
    assert_eq!((post.goes_on(&centre).await, post.goes_out(&centre).await), (0, 0));
    centre.it_is("2026-11-19T09:15:00Z").await;
    assert_eq!(post.goes_out(&centre).await, 1);
    // Killed before the end was written: the server cannot have it.
    centre.post("priya", &leanne.at("notices/test"), json!({})).await.is(201);
    in_hand(&own).await;
    assert_eq!(post.goes_on(&centre).await, 1);
    assert_eq!(leanne.newest().await, is("waiting", "not-now"));
    assert_eq!(post.goes_out(&centre).await, 1);
    assert_eq!(sink.mails().len(), 2);
    // Killed when the end was being written: the server has it.
    centre.it_is("2026-11-19T09:20:00Z").await;
    centre.post("priya", &leanne.at("notices/test"), json!({})).await.is(201);
    in_hand(&own).await;
    let mark = post.folder.join(leanne.notices().await[0]["id"].as_str().unwrap());
    std::fs::File::create(&mark).unwrap();
    assert_eq!(post.goes_on(&centre).await, 1);
    assert_eq!(leanne.newest().await, is("sent", "cut-off"));
    assert!(!mark.exists());
    assert_eq!(post.goes_out(&centre).await, 0);
    assert_eq!(sink.mails().len(), 2);
});

story!(text_messages_go_through_the_gateway_under_one_key, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.it_is("2026-11-19T09:00:00Z").await;
    let leanne = leanne(&centre, &family).await;
    let gateway = TextSink::default();
    let url = gateway.start().await;
    let post = Post::of(&centre, settings(None, Some(url))).await;
    leanne
        .is_reached(
            json!({"safe_channel": "text", "telephone": "07700 900 123", "email": "heron7@example.org"}),
        )
        .await;
    leanne.says_safe(json!({"code_word": "Heron"})).await;
    gateway.answers_next(&[503]);
    leanne.is_written_to().await;
    assert_eq!(post.goes_out(&centre).await, 0);
    assert_eq!(leanne.newest().await, is("waiting", "not-now"));
    centre.it_is("2026-11-19T09:01:00Z").await;
    assert_eq!(post.goes_out(&centre).await, 1);
    let asked = gateway.asked();
    assert_eq!((asked.len(), &asked[0]), (2, &asked[1]));
    let id = leanne.notices().await[0]["id"].clone();
    let text = "Heron: There is something new for you to read. Sign in where you usually do.";
    assert_eq!(asked[0]["body"], json!({"id": id, "to": "+447700900123", "text": text}));
    assert_eq!((&asked[0]["key"], &asked[0]["authorization"]), (&id, &json!("Bearer token-of-the-gateway")));
    // Nobody has this number: the way is asked about before anything else goes there.
    gateway.answers_next(&[410]);
    centre.post("priya", &leanne.at("notices/test"), json!({})).await.is(201);
    assert_eq!(post.goes_out(&centre).await, 0);
    assert_eq!(leanne.newest().await, is("failed", "refused"));
    centre
        .in_vain("priya", Method::POST, &leanne.at("notices/test"), json!({}))
        .await
        .refused(409, "r26-safe-way");
    // Words are not kept as a number, and a number that is not whole is sent nothing.
    centre.it_is("2026-11-19T09:02:00Z").await;
    let words = json!({"safe_channel": "text", "telephone": "ask my sister"});
    centre.in_vain("priya", Method::PUT, &leanne.at("contact"), words).await.blames("/telephone");
    leanne.is_reached(json!({"safe_channel": "text", "telephone": "960 123"})).await;
    leanne.says_safe(json!({})).await;
    centre.post("priya", &leanne.at("notices/test"), json!({})).await.is(201);
    assert_eq!(post.goes_out(&centre).await, 0);
    assert_eq!(leanne.newest().await, is("failed", "unreadable"));
    assert_eq!(gateway.asked().len(), 3);
});

#[test]
fn two_programs_never_send_from_one_folder_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let first = Desk::open(folder.path(), &Ids::System).unwrap().unwrap();
    assert!(Desk::open(folder.path(), &Ids::System).unwrap().is_none());
    let name = first.name().to_owned();
    drop(first);
    assert_eq!(Desk::open(folder.path(), &Ids::System).unwrap().unwrap().name(), name);
}

#[test]
fn settings_from_which_somebody_could_guess_the_centre_are_refused() {
    let refused = |change: fn(&mut Asked)| {
        let mut asked = Asked {
            smtp: Some("smtp://127.0.0.1:25".to_owned()),
            sender: Some("Bluebell".to_owned()),
            address: Some("post@bluebell.example.org".to_owned()),
            ..Asked::default()
        };
        change(&mut asked);
        Sending::of(asked, "Harbour Lane Contact Centre", "unused".into()).err().unwrap_or_default()
    };
    assert_eq!(refused(|_| {}), "");
    assert!(refused(|it| it.sender = Some("Contact team".into())).starts_with("notice-sender: "));
    assert!(refused(|it| it.sender = Some("Harbour news".into())).contains("(R27)"));
    assert!(
        refused(|it| it.address = Some("post@harbour.example.org".into())).starts_with("notice-address: ")
    );
    assert!(refused(|it| it.address = None).starts_with("notice-address: "));
    assert!(refused(|it| it.address = Some("bluebell".into())).contains("is not an e-mail address"));
    assert!(refused(|it| it.smtp = Some("http://mail.example.org".into())).starts_with("notice-smtp: "));
    assert!(
        refused(|it| it.smtp = Some("smtp://me:secret@mail.example.org".into()))
            .contains("leave the password out")
    );
    assert!(
        refused(|it| it.smtp = Some("smtp://me@mail.example.org".into()))
            .starts_with("notice-smtp-password-file: ")
    );
    assert!(
        refused(|it| it.gateway = Some("https://gateway.example.org".into()))
            .starts_with("notice-gateway-token")
    );
    assert!(
        refused(|it| {
            (it.gateway, it.gateway_token) =
                (Some("http://gateway.example.org".into()), Some("x".to_owned().into()));
        })
        .starts_with("notice-gateway: ")
    );
    assert!(refused(|it| it.recheck_days = Some(0)).starts_with("notice-recheck-days: "));
    assert!(refused(|it| it.reminder_days = Some(15)).starts_with("notice-reminder-days: "));
    // To a server elsewhere nothing is said without TLS.
    let of = |url: &str| {
        let server = app::notice::MailServer::of(url, None, None, "post@bluebell.example.org").unwrap();
        format!("{server:?}")
    };
    assert!(of("smtp://mail.example.org").ends_with("587, StartTls)"));
    assert!(of("smtps://mail.example.org").ends_with("465, Tls)"));
    assert!(of("smtp://localhost:2525").ends_with("2525, Plain)"));
    assert!(of("smtp://[::1]:2525").ends_with("2525, Plain)"));
}

#[test]
fn an_identifier_that_is_none_of_ours_brings_nothing_back() {
    assert_eq!(returned(report("hello", "failed").as_bytes()), Returned::Other);
    let id = NoticeId::from_random(7);
    assert_eq!(returned(report(id.as_str(), "failed").as_bytes()), Returned::Back(id));
}
