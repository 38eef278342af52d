//! The trail: a line for every write, and for every look before its answer leaves.

use axum::http::Method;
use host::trail::{Export, Found, Line, TrustedKeys};
use serde_json::{Value, json};
use stories::{Centre, id, items, story};

story!(every_write_has_its_line_and_the_trail_holds, |centre| {
    let before = verified(&centre).await;
    let asked = json!({"name": "Leanne", "question": "Hello?", "safe_channel": "do-not-contact"});
    centre.post("", "/enquiries", asked).await.is(201);
    let after = verified(&centre).await;
    assert_eq!(after.lines, before.lines + 1);
    assert_eq!(after.fault, None);
});

story!(a_refused_write_that_read_nothing_leaves_no_line, |centre| {
    let before = verified(&centre).await;
    centre.post("", "/enquiries", json!({})).await.is(422);
    assert_eq!(verified(&centre).await, before);
});

story!(every_look_has_its_line_before_its_answer_leaves, |centre| {
    let family = centre.ready_family("supervised").await.family.clone();
    let before = lines(&centre).await.len();
    centre.get("priya", &format!("/families/{family}")).await.is(200);
    let lines = lines(&centre).await;
    let [line] = &lines[before..] else { panic!("one look, one line: {:?}", &lines[before..]) };
    assert_eq!((line.kind.as_str(), line.act.as_str()), ("read", "see-family"));
    assert_eq!((line.subject.as_str(), line.family.as_deref()), (family.as_str(), Some(family.as_str())));
    assert_eq!((line.role.as_str(), line.purpose.as_str()), ("coordinator", "contact"));
    assert!(line.account.is_some());
    let found = verified(&centre).await;
    assert_eq!(found.fault, None);
});

story!(pages_that_tell_of_nobody_leave_no_line, |centre| {
    let before = verified(&centre).await.lines;
    for path in ["/", "/enquire", "/verify", "/apply"] {
        centre.browser().open(path).await.is(200);
    }
    assert_eq!(verified(&centre).await.lines, before);
});

story!(who_may_not_see_leaves_no_line_and_learns_nothing, |centre| {
    let family = centre.ready_family("supervised").await.family.clone();
    let before = verified(&centre).await.lines;
    centre.get("grace", &format!("/families/{family}")).await.is(404);
    centre.get("sam", &format!("/families/{family}")).await.is(404);
    assert_eq!(verified(&centre).await.lines, before);
});

story!(a_refusal_that_read_the_case_leaves_a_line_of_a_look, |centre| {
    let family = centre.ready_family("supervised").await.family.clone();
    let before = lines(&centre).await.len();
    centre.post("priya", &format!("/families/{family}/meetings"), json!({})).await.is(422);
    centre
        .post("priya", &format!("/families/{family}/visits"), json!({"starts": "nonsense"}))
        .await
        .refused(422, "invalid");
    let tried: Vec<String> = lines(&centre).await[before..].iter().map(|line| line.kind.clone()).collect();
    assert!(tried.iter().all(|kind| kind == "read"), "nothing was written: {tried:?}");
    assert_eq!(verified(&centre).await.fault, None);
});

story!(an_answer_given_again_is_looked_at_again, |centre| {
    let headers = [("idempotency-key", "one-intention")];
    let sent = async || centre.player.answer("priya", Method::POST, "/referrals", &json!({}), &headers).await;
    assert_eq!(sent().await.0, 201);
    let before = lines(&centre).await.len();
    assert_eq!(sent().await.0, 201);
    let lines = lines(&centre).await;
    assert_eq!(lines[before..].iter().map(|line| line.act.as_str()).collect::<Vec<_>>(), ["answer-again"]);
});

story!(an_answer_whose_line_cannot_be_written_is_not_given, |centre| {
    let family = centre.ready_family("supervised").await.family.clone();
    let browser = centre.sign_in("priya").await;
    centre.change("ALTER TABLE audit_entry RENAME TO taken_away").await;
    let refused = centre.get("priya", &format!("/families/{family}")).await;
    refused.refused(500, "broken");
    let page = browser.open(&format!("/families/{family}/people")).await;
    assert_eq!(page.status, 500);
    assert!(!page.html.contains("07700"), "what has no line is not told");
    // Whoever asks for what tells of nobody is answered all the same.
    centre.browser().open("/").await.is(200);
    centre.change("ALTER TABLE taken_away RENAME TO audit_entry").await;
    centre.get("priya", &format!("/families/{family}")).await.is(200);
});

story!(many_who_look_at_once_all_have_their_lines, |centre| {
    let family = centre.ready_family("supervised").await.family.clone();
    let before = lines(&centre).await.len();
    let path = format!("/families/{family}");
    let centre = std::sync::Arc::new(centre);
    let mut asking = tokio::task::JoinSet::new();
    for number in 0..60 {
        let (centre, path) = (centre.clone(), path.clone());
        let who = ["priya", "martin"][number % 2];
        asking.spawn(async move { centre.get(who, &path).await.is(200) });
    }
    while let Some(done) = asking.join_next().await {
        done.unwrap();
    }
    let lines = lines(&centre).await;
    assert_eq!(lines[before..].iter().filter(|line| line.act == "see-family").count(), 60);
    assert_eq!(verified(&centre).await.fault, None);
});

story!(another_program_may_add_to_the_trail_meanwhile, |centre| {
    let family = centre.ready_family("supervised").await.family.clone();
    for _ in 0..5 {
        centre.get("priya", &format!("/families/{family}")).await.is(200);
        // The same database through another handle, as the command line opens it: neither knows what the other
        // added.
        let (name, keys, id) = (centre.database_name.clone(), centre.keys.clone(), centre.house.centre());
        let key = centre.house.database().trail_key().unwrap().clone();
        tokio::task::spawn_blocking(move || {
            let other = host::Database::open(&name, &keys, host::Clock::System, host::Ids::System).unwrap();
            other.signing_with(key);
            other.sign_head(&policy::Actor::program(id)).unwrap();
        })
        .await
        .unwrap();
        let asked = json!({"name": "Leanne", "question": "Hello?", "safe_channel": "do-not-contact"});
        centre.post("", "/enquiries", asked).await.is(201);
    }
    let found = verified(&centre).await;
    assert_eq!((found.fault, found.heads), (None, 5));
});

story!(the_database_itself_refuses_to_change_the_trail, |centre| {
    head(&centre).await;
    for table in ["audit_entry", "trail_head"] {
        for statement in [format!("UPDATE {table} SET at = 0"), format!("DELETE FROM {table}")] {
            let why = centre.refuses(&statement).await;
            assert!(why.contains("the trail is only added to"), "{why}");
        }
    }
    assert_eq!(verified(&centre).await.fault, None);
});

story!(leads_read_who_looked_and_that_is_written_down_too, |centre| {
    let family = centre.ready_family("supervised").await.family.clone();
    centre.get("martin", &format!("/families/{family}")).await.is(200);
    let path = format!("/families/{family}/trail");
    let trail = centre.get("martin", &path).await.is(200);
    assert_eq!(trail["items"][0]["act"], "see-family");
    assert_eq!(trail["items"][0]["wrote"], false);
    let again = centre.get("priya", &path).await.is(200);
    assert_eq!(again["items"][0]["act"], "see-trail");
    assert_eq!(again["items"][0]["purpose"], "Looking over the trail");
    // A page at a time, each line once.
    let first = centre.get("priya", &format!("{path}?limit=3")).await.is(200);
    let cursor = first["next"].as_str().unwrap();
    let second = centre.get("priya", &format!("{path}?limit=3&cursor={cursor}")).await.is(200);
    let ids = |page: &Value| items(page).iter().map(id).collect::<Vec<_>>();
    // Reading it is a line too: what was shown last is not shown again.
    assert!(ids(&second).iter().all(|id| !ids(&first).contains(id)));
    assert_eq!(ids(&first).last().unwrap(), cursor);
    centre.get("priya", &format!("{path}?cursor=soon")).await.blames("/cursor");
    for who in ["grace", "sam", "ruth", "tomasz"] {
        let status = centre.get(who, &path).await.status;
        assert!(status == 403 || status == 404, "{who}: {status}");
    }
    let staff = centre.id_of("martin");
    let theirs = centre.get("priya", &format!("/staff/{staff}/trail")).await.is(200);
    assert!(theirs["items"].as_array().unwrap().iter().any(|line| line["act"] == "see-family"));
    centre.get("sam", &format!("/staff/{staff}/trail")).await.is(404);
    centre.sign_in("priya").await.open(&path).await.is(200).shows("Who has looked");
});

/// A check of the trail against its own heads.
pub async fn verified(centre: &Centre) -> Found {
    let (database, id) = (centre.house.database().clone(), centre.house.centre());
    tokio::task::spawn_blocking(move || {
        let key = database.trail_key().unwrap().public();
        database.check_trail(id, &TrustedKeys::of([key.as_str()]).unwrap(), &[]).unwrap()
    })
    .await
    .unwrap()
}

/// Signs a head over all there is.
pub async fn head(centre: &Centre) -> host::trail::Head {
    let (database, id) = (centre.house.database().clone(), centre.house.centre());
    tokio::task::spawn_blocking(move || database.sign_head(&policy::Actor::program(id)).unwrap())
        .await
        .unwrap()
}

/// Every line of the trail.
pub async fn lines(centre: &Centre) -> Vec<Line> {
    let house = centre.house.clone();
    tokio::task::spawn_blocking(move || lines_of(&house)).await.unwrap()
}

/// The same from a thread that may block.
pub fn lines_now(centre: &Centre) -> Vec<Line> {
    lines_of(&centre.house)
}

fn lines_of(house: &host::House) -> Vec<Line> {
    let mut lines = Vec::new();
    let all = house.database().read_blocking(&policy::Actor::program(house.centre()), |tx| {
        Export::all(tx, |thing| {
            if let Export::Line(line) = thing {
                lines.push(line.clone());
            }
            Ok(())
        })
    });
    all.unwrap();
    lines
}
