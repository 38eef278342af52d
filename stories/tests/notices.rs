//! Notices say that there is something to read, by the way and in the hours that their reader chose, and nothing else
//! (R26, R27). Each goes once; what does not arrive is told to staff and to nobody else.

mod callers;
mod peers;
mod rules;
mod sending;
mod words;

use app::demo::Journey;
use axum::http::Method;
use peers::{MailSink, Post, settings};
use serde_json::{Value, json};
use stories::{Browser, Centre, items, story};

/// An adult of a family who has a sign-in.
struct Reader<'a> {
    centre: &'a Centre,
    family: String,
    party: String,
    token: String,
    browser: Browser,
}

impl<'a> Reader<'a> {
    async fn of(centre: &'a Centre, family: &Journey, party: &str, username: &str) -> Self {
        let browser = centre.parent_signs_in(&family.family, party, username).await;
        let token = centre.token_of(username).await;
        Self { centre, family: family.family.clone(), party: party.to_owned(), token, browser }
    }

    fn at(&self, rest: &str) -> String {
        format!("/families/{}/people/{}/{rest}", self.family, self.party)
    }

    async fn is_reached(&self, contact: Value) {
        let contact = self.as_read(contact).await;
        self.centre.put("priya", &self.at("contact"), contact).await.is(200);
    }

    /// What is written anew, with how often it had been changed when it was read.
    async fn as_read(&self, mut new: Value) -> Value {
        new["version"] = self.centre.get("priya", &self.at("contact")).await.is(200)["version"].clone();
        new
    }

    /// They said today that the way of their contact details is safe.
    async fn says_safe(&self, said: Value) -> Value {
        let said = self.as_read(said).await;
        self.centre.put("priya", &self.at("safe-way"), said).await.is(200)
    }

    /// Is reached by e-mail at this address, and said so today.
    async fn confirms(&self, address: &str, said: Value) -> Value {
        self.is_reached(json!({"safe_channel": "email", "email": address})).await;
        self.says_safe(said).await
    }

    async fn is_written_to(&self) {
        let new = json!({"party": self.party, "subject": "The door", "words": "Please use the garden door."});
        self.centre.post("priya", &format!("/families/{}/messages", self.family), new).await.is(201);
    }

    /// Signs in and reads.
    async fn reads(&self) {
        self.centre.ask_with(&self.token, Method::GET, "/my/messages", Value::Null).await.is(200);
    }

    /// What became of their notices, the newest first.
    async fn notices(&self) -> Vec<Value> {
        items(&self.centre.get("priya", &self.at("notices")).await.is(200))
    }

    /// State and reason of the newest.
    async fn newest(&self) -> (String, String) {
        let all = self.notices().await;
        let word = |name: &str| all[0][name].as_str().unwrap_or_default().to_owned();
        (word("state"), word("because"))
    }
}

fn is(state: &str, because: &str) -> (String, String) {
    (state.to_owned(), because.to_owned())
}

async fn leanne<'a>(centre: &'a Centre, family: &Journey) -> Reader<'a> {
    Reader::of(centre, family, &family.resident, "leanne").await
}

story!(who_reads_welsh_is_written_to_in_welsh, |centre| {
    let family = centre.ready_family("supervised").await;
    let leanne = leanne(&centre, &family).await;
    let sink = MailSink::start();
    let post = Post::of(&centre, settings(Some(&sink), None)).await;
    leanne.is_reached(json!({"safe_channel": "email", "email": "heron7@example.org"})).await;
    let in_vain = json!({"language": "tlh"});
    centre.in_vain("priya", Method::PUT, &leanne.at("safe-way"), in_vain).await.blames("/language");
    let said = leanne.confirms("heron7@example.org", json!({"code_word": "Heron", "language": "cy"})).await;
    assert_eq!(said["language"], "cy");
    // Staff see exactly what would go out.
    let staff = centre.sign_in("priya").await;
    staff
        .open(&leanne.at("notices"))
        .await
        .is(200)
        .shows("Cymraeg")
        .shows("Heron: Mae rhywbeth newydd i chi");
    leanne.is_written_to().await;
    assert_eq!(post.goes_out(&centre).await, 1);
    let mail = &sink.mails()[0];
    assert_eq!(mail["headers"]["subject"], "Rhywbeth newydd i chi");
    let body = "Heron: Mae rhywbeth newydd i chi ei ddarllen. Mewngofnodwch lle byddwch yn arfer gwneud.";
    assert_eq!(mail["body"], body);
});

story!(a_parent_is_told_that_there_is_something_to_read_and_nothing_else, |centre| {
    let family = centre.ready_family("supervised").await;
    let leanne = leanne(&centre, &family).await;
    let sink = MailSink::start();
    let post = Post::of(&centre, settings(Some(&sink), None)).await;
    leanne.confirms("heron7@example.org", json!({"code_word": "Heron"})).await;
    leanne.is_written_to().await;
    assert_eq!(post.goes_out(&centre).await, 1);
    let mails = sink.mails();
    assert_eq!(mails.len(), 1, "{mails:?}");
    let mail = &mails[0];
    assert_eq!(mail["to"], json!(["heron7@example.org"]));
    assert_eq!((&mail["from"], &mail["hello"]), (&json!(peers::ADDRESS), &json!("bluebell.example.org")));
    assert_eq!(mail["headers"]["subject"], "Something new for you");
    assert_eq!(mail["body"], "Heron: There is something new for you to read. Sign in where you usually do.");
    assert_eq!(mail["headers"]["auto-submitted"], "auto-generated");
    let id = leanne.notices().await[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(mail["headers"]["message-id"], format!("<{id}@bluebell.example.org>"));
    let raw = mail["raw"].as_str().unwrap().to_lowercase();
    for told in
        ["leanne", "farrow", "amira", "door", "centre", "contact", "child", "http", "priya", "message from"]
    {
        assert!(!raw.contains(told), "the mail tells {told}: {raw}");
    }
    // It goes once, however often it is looked, and its address is kept with it nowhere.
    assert_eq!(post.goes_out(&centre).await, 0);
    assert_eq!(leanne.newest().await, is("sent", ""));
    let kept = centre.get("priya", "/notices").await.is(200).to_string();
    assert!(!kept.contains("heron") && !kept.contains("Heron"), "{kept}");
    assert_eq!(sink.mails().len(), 1);
});

story!(three_messages_make_one_notice_until_their_reader_has_been_there, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.it_is("2026-11-19T09:00:00Z").await;
    let leanne = leanne(&centre, &family).await;
    let sink = MailSink::start();
    let post = Post::of(&centre, settings(Some(&sink), None)).await;
    leanne.confirms("heron7@example.org", json!({})).await;
    centre.it_is("2026-11-19T10:00:00Z").await;
    leanne.is_written_to().await;
    leanne.is_written_to().await;
    assert_eq!(post.goes_out(&centre).await, 1);
    leanne.is_written_to().await;
    assert_eq!(post.goes_out(&centre).await, 0, "one that was sent and not looked for stands for the next");
    assert_eq!(leanne.notices().await.len(), 1);
    centre.it_is("2026-11-19T11:00:00Z").await;
    leanne.reads().await;
    centre.it_is("2026-11-19T12:00:00Z").await;
    leanne.is_written_to().await;
    assert_eq!(post.goes_out(&centre).await, 1);
    // What they have read before it went needs no notice.
    centre.it_is("2026-11-19T13:00:00Z").await;
    leanne.reads().await;
    leanne.is_written_to().await;
    centre.it_is("2026-11-19T13:05:00Z").await;
    leanne.reads().await;
    assert_eq!(post.goes_out(&centre).await, 0);
    assert_eq!(leanne.newest().await, is("let-go", "not-needed"));
    assert_eq!(sink.mails().len(), 2);
});

story!(staff_see_exactly_what_would_be_sent_and_send_a_test, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.it_is("2026-11-19T09:00:00Z").await;
    let leanne = leanne(&centre, &family).await;
    let sink = MailSink::start();
    let staff = centre.sign_in("priya").await;
    let page = leanne.at("notices");
    leanne.is_reached(json!({"safe_channel": "email", "email": "heron7@example.org"})).await;
    staff.open("/notices").await.is(200).shows("Nothing is sent");
    staff.open(&page).await.is(200).shows("No notice goes to them now").shows("They have not confirmed");
    let version = staff.open(&page).await.hidden("version:int");
    let read = ("version:int", version.as_str());
    let refused =
        staff.fill(&page, &leanne.at("safe-way"), &[read, ("from", "09:00"), ("code_word", "court")]).await;
    refused.is(422).shows("Error: ").shows("Choose another word").shows("value=\"court\"");
    let said = [read, ("from", "09:00"), ("until", "17:30"), ("code_word", "Heron")];
    staff.fill(&page, &leanne.at("safe-way"), &said).await.is(200).shows("Saved").shows("19 November 2026");
    staff.fill(&page, &leanne.at("notices/test"), &[]).await.is(409).shows("sends no notices by this way");
    let post = Post::of(&centre, settings(Some(&sink), None)).await;
    staff.open("/notices").await.is(200).shows("Notices go by e-mail");
    let shown = staff.open(&page).await;
    shown.is(200).shows("A notice may go to them now").shows("Bluebell &#60;post@bluebell.example.org&#62;");
    staff.fill(&page, &leanne.at("notices/test"), &[]).await.is(200).shows("A test notice is on its way");
    let again = centre.in_vain("priya", Method::POST, &leanne.at("notices/test"), json!({})).await;
    again.refused(409, "test-under-way");
    assert_eq!(post.goes_out(&centre).await, 1);
    let mail = &sink.mails()[0];
    assert_eq!(mail["body"], "Heron: This is a test. You do not need to do anything.");
    // What went is word for word what the page showed.
    shown.shows(mail["body"].as_str().unwrap()).shows(mail["headers"]["subject"].as_str().unwrap());
    staff.open("/notices?show=all").await.is(200).shows("Leanne Farrow").shows("Sent");
});

story!(nobody_else_learns_that_somebody_is_sent_notices, |centre| {
    let family = centre.ready_family("supervised").await;
    centre.it_is("2026-11-19T09:00:00Z").await;
    let leanne = leanne(&centre, &family).await;
    let karl = Reader::of(&centre, &family, &family.visiting[0], "karl").await;
    leanne.confirms("heron7@example.org", json!({"code_word": "Heron"})).await;
    leanne.is_written_to().await;
    let notice = leanne.notices().await[0]["id"].as_str().unwrap().to_owned();
    let reads = [leanne.at("notices"), leanne.at("safe-way"), "/notices".to_owned()];
    let writes = [
        (Method::POST, leanne.at("notices/test"), json!({})),
        (Method::PUT, leanne.at("safe-way"), json!({})),
        (Method::POST, format!("/notices/{notice}/again"), json!({})),
        (Method::POST, format!("/notices/{notice}/put-away"), json!({"reason": "No."})),
    ];
    for who in ["grace", "joan", "ruth", "sam"] {
        for path in &reads {
            let refused = centre.get(who, path).await;
            assert!([403, 404].contains(&refused.status), "{who} {path}: {}", refused.body);
        }
        for (method, path, body) in &writes {
            let refused = centre.in_vain(who, method.clone(), path, body.clone()).await;
            assert!([403, 404].contains(&refused.status), "{who} {path}: {}", refused.body);
        }
    }
    for reader in [&karl, &leanne] {
        for path in &reads {
            let refused = centre.ask_with(&reader.token, Method::GET, path, Value::Null).await;
            assert!([403, 404].contains(&refused.status), "{path}: {}", refused.body);
        }
        reader.browser.open("/").await.is(200).does_not_show("Heron").does_not_show("Notices");
    }
});
