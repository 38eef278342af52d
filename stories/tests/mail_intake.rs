//! E-mails to the centre: taken once, as enquiries, and nothing in them believed.

use app::intake::mail::{MOST, Mailbox, Place, Taken, take, take_all};
use base64::{Engine, prelude::BASE64_STANDARD as STANDARD};
use serde_json::{Value, json};
use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use stories::{Centre, id, story};

const PLAIN: &str = "From: Leanne Farrow <leanne@example.org>\r\nTo: hello@example.org\r\nSubject: A question\r\n\
                     Message-ID: <one@example.org>\r\nDate: Wed, 18 Nov 2026 12:00:00 +0000\r\n\r\n\
                     Can his grandmother come too?\r\n";

async fn taken(centre: &Centre, bytes: impl AsRef<[u8]>, place: Option<Place>) -> Taken {
    let (house, bytes) = (centre.house.clone(), bytes.as_ref().to_vec());
    tokio::task::spawn_blocking(move || take(&house, &bytes, place.as_ref()).unwrap()).await.unwrap()
}

async fn enquiries(centre: &Centre) -> Vec<Value> {
    centre.get("priya", "/enquiries").await.is(200)["items"].as_array().unwrap().clone()
}

/// The letters of an enquiry that was not there before.
async fn letters(centre: &Centre, before: &[Value]) -> Vec<Value> {
    let now = enquiries(centre).await;
    let id = id(now.iter().find(|one| !before.iter().any(|other| other["id"] == one["id"])).unwrap());
    let found = centre.get("priya", &format!("/enquiries/{id}/letters")).await.is(200);
    found["items"].as_array().unwrap().clone()
}

story!(an_email_is_an_enquiry_once_and_says_that_nothing_shows_who_wrote_it, |centre| {
    assert_eq!(taken(&centre, PLAIN, None).await, Taken::Enquiry);
    assert_eq!(taken(&centre, PLAIN, None).await, Taken::Before);
    let all = enquiries(&centre).await;
    assert_eq!(all.len(), 1);
    assert_eq!((&all[0]["channel"], &all[0]["asked"]["name"]), (&json!("email"), &json!("Leanne Farrow")));
    assert_eq!(all[0]["asked"]["question"], "Can his grandmother come too?");
    assert!(all[0]["asked"].get("safe_channel").is_none(), "nobody said that an answer is safe");
    let page =
        centre.sign_in("priya").await.open(&format!("/enquiries/{}", all[0]["id"].as_str().unwrap())).await;
    page.is(200).shows("Nothing shows who wrote this").shows("leanne@example.org");
    // Not what was said, nor by whom, lies open in the database.
    for (table, column) in [("enquiry_letter", "document"), ("mail_mark", "mark")] {
        let kept = centre.column(table, column).await;
        assert!(!kept.contains("grandmother") && !kept.contains("example.org"), "{kept}");
    }
    for nobody in ["", "ruth", "sam"] {
        let path = format!("/enquiries/{}/letters", all[0]["id"].as_str().unwrap());
        assert!([401, 403, 404].contains(&centre.get(nobody, &path).await.status), "{nobody}");
    }
});

story!(an_answer_goes_to_its_enquiry_from_the_same_address_and_from_no_other, |centre| {
    taken(&centre, PLAIN, None).await;
    let answer = |from: &str, name: &str| {
        format!(
            "From: {from}\r\nSubject: Re: A question\r\nMessage-ID: <{name}@example.org>\r\n\
             In-Reply-To: <one@example.org>\r\n\r\nAnd his aunt?\r\n"
        )
    };
    assert_eq!(taken(&centre, answer("LEANNE@example.org", "two"), None).await, Taken::Added);
    let before = enquiries(&centre).await;
    let id = id(&before[0]);
    assert_eq!(taken(&centre, answer("somebody@example.org", "three"), None).await, Taken::Enquiry);
    assert_eq!(letters(&centre, &before).await.len(), 1);
    let both = centre.get("priya", &format!("/enquiries/{id}/letters")).await.is(200);
    assert_eq!(both["items"].as_array().unwrap().len(), 2);
    let closing = json!({"outcome": "answered", "words": "Told her."});
    centre.post("priya", &format!("/enquiries/{id}/closing"), closing).await.is(201);
    // What is over stays over: what comes after it is asked anew.
    assert_eq!(taken(&centre, answer("leanne@example.org", "four"), None).await, Taken::Enquiry);
});

story!(what_a_program_or_a_list_sends_makes_no_enquiry, |centre| {
    for header in [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated",
        "X-Autoreply: yes",
        "X-Auto-Response-Suppress: All",
        "Precedence: bulk",
        "List-Id: <news.example.org>",
        "List-Unsubscribe: <mailto:leave@example.org>",
        "Return-Path: <>",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
    ] {
        assert_eq!(taken(&centre, format!("{header}\r\n{PLAIN}"), None).await, Taken::Nothing, "{header}");
    }
    let server = PLAIN.replace("leanne@example.org", "MAILER-DAEMON@example.org");
    assert_eq!(taken(&centre, server, None).await, Taken::Nothing);
    assert_eq!(taken(&centre, format!("Auto-Submitted: no\r\n{PLAIN}"), None).await, Taken::Enquiry);
    assert_eq!(enquiries(&centre).await.len(), 1);
});

/// E-mails that somebody made to do harm, each with words that must be read in it, or nothing.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let with = |headers: &str, body: &str| {
        format!("From: A <a@example.org>\r\nSubject: S\r\n{headers}\r\n\r\n{body}").into_bytes()
    };
    let level = |at: i32| format!("Content-Type: multipart/mixed; boundary=b{at}\r\n\r\n--b{at}\r\n");
    let deep = (0..400).map(level).collect::<Vec<_>>().concat();
    let within = "Content-Type: message/rfc822\r\n\r\n".repeat(20_000);
    let encoded = STANDARD.encode(&within);
    let encoded =
        format!("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n{encoded}\r\n");
    let mut garbage =
        b"From: A <a@example.org>\r\nContent-Type: text/plain; charset=klingon\r\n\r\nSeen ".to_vec();
    garbage.extend(0..=255u8);
    vec![
        (
            "html alone",
            with("Content-Type: text/html", "<script>alert(1)</script><p>Please <b>help</b></p>"),
            "help",
        ),
        ("parts within parts", with("MIME-Version: 1.0", &deep), ""),
        ("parts within parts at once", format!("From: A <a@example.org>\r\n{deep}").into_bytes(), ""),
        ("e-mails within e-mails", format!("From: A <a@example.org>\r\n{within}Hello").into_bytes(), ""),
        (
            "e-mails within an e-mail that nobody sees before it is decoded",
            format!("From: A <a@example.org>\r\n{encoded}").into_bytes(),
            "",
        ),
        ("no charset there is", garbage, "Seen"),
        ("a false charset", with("Content-Type: text/plain; charset=utf-16", "odd"), ""),
        ("base64 that is none", with("Content-Transfer-Encoding: base64", "!!!! ???? ===="), ""),
        ("nothing but headers", with("X-Nothing: 1", ""), ""),
        (
            "a header without end",
            format!("From: A <a@example.org>\r\nSubject: {}", "a".repeat(300_000)).into_bytes(),
            "",
        ),
        (
            "ten thousand senders",
            format!("From: {}\r\n\r\nMany", "a@example.org, ".repeat(10_000)).into_bytes(),
            "Many",
        ),
        ("control characters", with("X-Nothing: 1", "He\u{0}llo \u{1b}[31mred\u{7}"), "Hello"),
        ("words turned round", with("X-Nothing: 1", "safe \u{202e}eton"), "safe eton"),
        ("too long", with("X-Nothing: 1", &"Long words. ".repeat(300_000)), "Long words."),
        (
            "a boundary that is its own",
            with("Content-Type: multipart/mixed; boundary=\"\"", "--\r\n\r\n--\r\n--\r\n"),
            "",
        ),
    ]
}

story!(no_email_breaks_the_program_or_shows_its_markup, |centre| {
    let browser = centre.sign_in("priya").await;
    for (what, bytes, words) in hostile() {
        let before = enquiries(&centre).await;
        assert_eq!(taken(&centre, &bytes, None).await, Taken::Enquiry, "{what}");
        let letter = letters(&centre, &before).await.pop().unwrap()["told"].clone();
        assert!(letter["words"].as_str().unwrap().contains(words), "{what}: {letter}");
        assert!(letter["words"].as_str().unwrap().len() <= 80_000, "{what}");
        let now = enquiries(&centre).await;
        let new = now.iter().find(|one| !before.iter().any(|other| other["id"] == one["id"])).unwrap();
        let page = browser.open(&format!("/enquiries/{}", id(new))).await;
        page.is(200).does_not_show("<script>alert").does_not_show("<b>help");
    }
});

story!(files_are_named_and_counted_and_never_kept, |centre| {
    let mail = "From: A <a@example.org>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\
                Content-Type: text/plain\r\n\r\nHere it is.\r\n--b\r\nContent-Type: application/octet-stream\r\n\
                Content-Disposition: attachment; filename=\"order\u{202e}fdp.exe\"\r\n\r\nMARKER-IN-FILE\r\n--b--\r\n";
    assert_eq!(taken(&centre, mail, None).await, Taken::Enquiry);
    let letter = letters(&centre, &[]).await.pop().unwrap()["told"].clone();
    let named = letter["files"][0].as_str().unwrap();
    assert!(named.starts_with("orderfdp.exe ("), "{named}");
    assert!(!letter.to_string().contains("MARKER-IN-FILE"));
});

story!(what_is_no_email_makes_nothing, |centre| {
    for nothing in [&b""[..], b"\r\n\r\n", b"hello", &[0; 64], &[0xff; 64]] {
        assert_eq!(taken(&centre, nothing, None).await, Taken::Nothing);
    }
    assert!(enquiries(&centre).await.is_empty());
    let long = "x".repeat(MOST + 10);
    assert_eq!(taken(&centre, format!("{PLAIN}{long}"), None).await, Taken::Enquiry);
    assert_eq!(letters(&centre, &[]).await[0]["told"]["was_cut"], true);
});

#[test]
fn a_mailbox_elsewhere_is_spoken_to_over_tls_and_its_password_is_not_in_its_address() {
    let password = || Some("harbour-lantern-26".to_owned().into());
    for (url, is_right) in [
        ("imaps://centre@mail.example.org", true),
        ("imaps://centre%40example.org@mail.example.org:993/Enquiries", true),
        ("imap://centre@127.0.0.1:1143", true),
        ("imap://centre@mail.example.org", false),
        ("imaps://mail.example.org", false),
        ("imaps://centre:secret@mail.example.org", false),
        ("https://mail.example.org", false),
        ("mail", false),
    ] {
        assert_eq!(Mailbox::of(url, password()).is_ok(), is_right, "{url}");
    }
    assert!(
        Mailbox::of("imaps://centre@mail.example.org", None)
            .unwrap_err()
            .starts_with("mailbox-password-file:")
    );
}

/// An IMAP server of a test's own.
struct Server {
    process: Child,
    folder: tempfile::TempDir,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Asked, and not killed, so that it takes the processes along that it started itself.
        Command::new("kill").arg(self.process.id().to_string()).status().ok();
        self.process.wait().ok();
    }
}

impl Server {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("scripts/dovecot.sh");
        let process = Command::new(script)
            .args([folder.path().as_os_str(), port.to_string().as_ref()])
            .stdout(Stdio::null())
            .spawn()
            .expect("an IMAP server: install dovecot-imapd, or run `make tools`");
        let server = Self { process, folder, port };
        let mut turns = tokio::time::interval(Duration::from_millis(20));
        let reached = async {
            while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
                turns.tick().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), reached).await.expect("the IMAP server starts");
        server
    }

    fn mailbox(&self) -> Mailbox {
        let url = format!("imap://centre@127.0.0.1:{}", self.port);
        Mailbox::of(&url, Some("harbour-lantern-26".to_owned().into())).unwrap()
    }

    /// Puts an e-mail into the mailbox, as a mail server delivers it.
    fn deliver(&self, name: &str, mail: &str) {
        let mut mail_in = self.folder.path().join("mail/tmp");
        mail_in.push(name);
        fs::write(&mail_in, mail).unwrap();
        Command::new("chmod").arg("a+rw").arg(&mail_in).status().unwrap();
        fs::rename(mail_in, self.folder.path().join("mail/new").join(name)).unwrap();
    }

    /// How many e-mails are marked as seen.
    fn seen(&self) -> usize {
        let read = |folder: PathBuf| fs::read_dir(folder).unwrap().map(|one| one.unwrap().file_name());
        let names = read(self.folder.path().join("mail/cur"));
        names
            .filter(|name| {
                name.to_string_lossy().split(":2,").nth(1).is_some_and(|flags| flags.contains('S'))
            })
            .count()
    }
}

story!(each_email_of_the_mailbox_is_taken_once_though_the_program_is_killed_or_somebody_read_it, |centre| {
    let server = Server::start().await;
    let mailbox = server.mailbox();
    assert_eq!(take_all(&centre.house, &mailbox).await, Ok(0));
    server.deliver("1.one.example", PLAIN);
    server.deliver("2.list.example", &format!("List-Id: <news.example.org>\r\n{PLAIN}"));
    server.deliver("3.again.example", PLAIN);
    server.deliver("4.other.example", &PLAIN.replace("one@", "two@").replace("grandmother", "aunt"));
    assert_eq!(take_all(&centre.house, &mailbox).await, Ok(2));
    assert_eq!((enquiries(&centre).await.len(), server.seen()), (2, 4));
    assert_eq!(take_all(&centre.house, &mailbox).await, Ok(0));
    // Whatever else marks them, they are known by where they lie.
    for name in fs::read_dir(server.folder.path().join("mail/cur")).unwrap() {
        let path = name.unwrap().path();
        let unseen = path.display().to_string().replace(":2,S", ":2,");
        fs::rename(&path, unseen).unwrap();
    }
    assert_eq!(server.seen(), 0);
    assert_eq!(take_all(&centre.house, &mailbox).await, Ok(0));
    assert_eq!((enquiries(&centre).await.len(), server.seen()), (2, 4));
    let wrong = format!("imap://centre@127.0.0.1:{}", server.port);
    let wrong = Mailbox::of(&wrong, Some("not-the-password".to_owned().into())).unwrap();
    let why = take_all(&centre.house, &wrong).await.unwrap_err();
    assert!(!why.contains("not-the-password"), "{why}");
});
