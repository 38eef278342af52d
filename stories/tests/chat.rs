//! Somebody without an account talks to the centre, live: within the hours, with somebody there, in turn, and nothing
//! is kept that they do not wish kept.

use axum::http::Method;
use serde_json::{Value, json};
use stories::{Browser, Centre, id, story};

/// Somebody is there for chats on a Saturday morning.
async fn open(centre: &Centre) {
    centre.it_is("2026-11-21T10:00:00Z").await;
    let hours = json!({"days": [{"weekday": "saturday", "opens": "09:30", "closes": "12:00"}]});
    centre.put("priya", "/chat-hours", hours).await.is(200);
    centre.put("priya", "/chat-desk", json!({"here": true})).await.is(200);
}

/// A chat that was begun, with its code.
async fn begun(centre: &Centre, words: &str) -> (String, String) {
    let begun = centre.post("", "/chats", json!({"name": "Leanne", "words": words})).await.is(201);
    (id(&begun), begun["code"].as_str().unwrap().to_owned())
}

async fn own(centre: &Centre, (chat, code): &(String, String)) -> Value {
    centre.get("", &format!("/chats/{chat}/own?code={code}")).await.is(200)
}

fn words_of(chat: &Value) -> Vec<&str> {
    chat["lines"].as_array().unwrap().iter().map(|line| line["words"].as_str().unwrap()).collect()
}

/// A visitor at a browser, who has begun.
async fn visitor(centre: &Centre) -> Browser {
    let browser = centre.browser();
    let answers = [("name", "Leanne"), ("words", "Can his grandmother come?")];
    browser.fill("/chat", "/chat", &answers).await.is(200).shows("Somebody will be with you soon");
    browser
}

/// The chat that waits, as staff find it.
async fn waiting(centre: &Centre) -> String {
    id(&centre.get("priya", "/chats").await.is(200)["items"][0])
}

story!(a_chat_opens_only_within_its_hours_and_while_somebody_is_there, |centre| {
    let new = || json!({"words": "Is anybody there?"});
    centre.it_is("2026-11-21T10:00:00Z").await;
    centre.post("", "/chats", new()).await.is_refused_with("chat-closed");
    open(&centre).await;
    centre.post("", "/chats", new()).await.is(201);
    centre.put("priya", "/chat-desk", json!({"here": false})).await.is(200);
    centre.post("", "/chats", new()).await.is_refused_with("chat-closed");
    centre.put("priya", "/chat-desk", json!({"here": true})).await.is(200);
    // It counts for two hours, and the hours end before that.
    centre.it_is("2026-11-21T11:59:00Z").await;
    centre.post("", "/chats", new()).await.is(201);
    centre.it_is("2026-11-21T12:00:00Z").await;
    centre.post("", "/chats", new()).await.is_refused_with("chat-closed");
    let page = centre.browser().open("/chat").await;
    page.is(200).shows("Nobody is free to talk just now").shows("999").does_not_show("name=\"words\"");
});

story!(two_say_things_to_each_other_and_a_colleague_goes_on, |centre| {
    open(&centre).await;
    let chat = begun(&centre, "Can his grandmother come?").await;
    let path = format!("/chats/{}", chat.0);
    let answer = |words: &str| json!({"words": words});
    // Nobody speaks in a chat that they have not taken, and nobody takes one twice.
    centre.post("priya", &format!("{path}/answers"), answer("Hello")).await.is_refused_with("chat-not-yours");
    let taken = centre.post("priya", &format!("{path}/taking"), json!({})).await.is(201);
    assert_eq!(words_of(&taken), ["Can his grandmother come?"]);
    centre.post("martin", &format!("{path}/taking"), json!({})).await.is_refused_with("chat-taken");
    centre
        .post("priya", &format!("{path}/answers"), answer("Hello Leanne. Yes, if the plan says so."))
        .await
        .is(201);
    let said = json!({"code": chat.1, "words": "Who writes the plan?"});
    centre.post("", &format!("{path}/own"), said).await.is(201);
    // A colleague who is not there cannot be given a chat.
    centre.put("martin", "/chat-desk", json!({"here": true})).await.is(200);
    let there = centre.get("priya", "/chats").await.is(200)["colleagues"].clone();
    assert_eq!(there[0]["name"].as_str().and_then(|name| name.split(' ').next()), Some("Martin"));
    let martin = json!({"to": there[0]["account"]});
    centre.put("martin", "/chat-desk", json!({"here": false})).await.is(200);
    centre.post("priya", &format!("{path}/handing-over"), martin.clone()).await.blames("/to");
    centre.put("martin", "/chat-desk", json!({"here": true})).await.is(200);
    centre.post("priya", &format!("{path}/handing-over"), martin).await.is(201);
    centre.post("priya", &format!("{path}/answers"), answer("More?")).await.is_refused_with("chat-not-yours");
    centre.post("martin", &format!("{path}/answers"), answer("We do, with you.")).await.is(201);
    let seen = own(&centre, &chat).await;
    let all = [
        "Can his grandmother come?",
        "Hello Leanne. Yes, if the plan says so.",
        "Who writes the plan?",
        "We do, with you.",
    ];
    assert_eq!(words_of(&seen), all);
    assert_eq!(seen["lines"][3]["by"], "Martin", "a first name and no more");
    assert_eq!(words_of(&centre.get("martin", &path).await.is(200)), all);
    centre.post("martin", &format!("{path}/ending"), json!({})).await.is(201);
    let late = json!({"code": chat.1, "words": "One more thing"});
    centre.post("", &format!("{path}/own"), late).await.is_refused_with("chat-ended");
    centre.post("martin", &format!("{path}/answers"), answer("Bye")).await.is_refused_with("chat-ended");
});

story!(only_the_holder_of_the_code_reads_and_writes_a_chat, |centre| {
    open(&centre).await;
    let (one, other) = (begun(&centre, "Mine").await, begun(&centre, "Another’s").await);
    let path = format!("/chats/{}/own", one.0);
    for code in [other.1.as_str(), "nothing", ""] {
        let answer = centre.get("", &format!("{path}?code={code}")).await;
        assert!([404, 422].contains(&answer.status), "{}", answer.body);
        let answer = centre.post("", &path, json!({"code": code, "words": "Let me in"})).await;
        assert!([404, 422].contains(&answer.status), "{}", answer.body);
    }
    let nobody = format!("/chats/e0000000-0000-4000-8000-000000000000/own?code={}", one.1);
    assert_eq!(
        centre.get("", &nobody).await.is(404),
        centre.get("", &format!("{path}?code={}", other.1)).await.is(404),
        "another's chat answers as one that is not there"
    );
    for who in ["grace", "tomasz", "dev", "sam"] {
        let answer = centre.get(who, &format!("/chats/{}", one.0)).await;
        assert!([403, 404].contains(&answer.status), "{who} {}", answer.body);
    }
    centre.get("", &format!("/chats/{}", one.0)).await.is(401);
});

story!(nothing_of_a_chat_is_kept_unless_its_visitor_wishes_it, |centre| {
    open(&centre).await;
    let chat = begun(&centre, "He does not know that I write").await;
    let path = format!("/chats/{}", chat.0);
    let decision = |keep: bool| json!({"code": chat.1, "decision": {"keep": keep}});
    centre.post("", &format!("{path}/own-decision"), decision(false)).await.is_refused_with("chat-goes-on");
    centre.post("priya", &format!("{path}/taking"), json!({})).await.is(201);
    centre.post("", &format!("{path}/own-ending"), json!({"code": chat.1})).await.is(201);
    centre.post("", &format!("{path}/own-decision"), decision(false)).await.is(201);
    centre.post("", &format!("{path}/own-decision"), decision(true)).await.is_refused_with("chat-decided");
    assert!(words_of(&own(&centre, &chat).await).is_empty());
    let kept = centre.get("priya", &format!("{path}/transcript")).await.is(200);
    assert!(words_of(&kept).is_empty(), "{kept}");
    let enquiry = centre.get("priya", &format!("/enquiries/{}", chat.0)).await.is(200);
    assert_eq!(enquiry["channel"], "chat");
    assert!(!enquiry.to_string().contains("He does not know"), "{enquiry}");
    assert!(enquiry["asked"].get("name").is_none(), "nor what they were called: {enquiry}");
    assert_eq!(enquiry["asked"]["safe_channel"], "do-not-contact");
});

story!(no_referral_keeps_what_was_said_in_a_chat_before_its_visitor_has_decided, |centre| {
    open(&centre).await;
    let (chat, other) =
        (begun(&centre, "He does not know that I write").await, begun(&centre, "I would like help").await);
    let from = json!({"who": "resident"});
    let paths = |of: &str| ["referral", "application"].map(|what| format!("/enquiries/{of}/{what}"));
    let still = |ends: bool| (ends, [&chat.0, &other.0]);
    for (ends, all) in [still(false), still(true)] {
        for (id, code) in all.into_iter().zip([&chat.1, &other.1]) {
            if ends {
                centre.post("", &format!("/chats/{id}/own-ending"), json!({"code": code})).await.is(201);
            }
            for path in paths(id) {
                let refused = centre.in_vain("priya", Method::POST, &path, from.clone()).await;
                refused.is_refused_with("chat-not-decided");
            }
        }
    }
    let page = centre.sign_in("priya").await.open(&format!("/enquiries/{}", chat.0)).await;
    page.is(200)
        .shows("Not yet")
        .shows("has not said yet what is kept")
        .does_not_show("Start a referral from this");
    for (one, keep) in [(&chat, false), (&other, true)] {
        let decision = json!({"code": one.1, "decision": {"keep": keep}});
        centre.post("", &format!("/chats/{}/own-decision", one.0), decision).await.is(201);
    }
    let referral = centre.post("priya", &paths(&chat.0)[0], from.clone()).await.is(201);
    let kept = centre.get("priya", &format!("/referrals/{}", stories::id(&referral))).await.is(200);
    assert!(!kept.to_string().contains("He does not know"), "{kept}");
    let referral = centre.post("priya", &paths(&other.0)[0], from).await.is(201);
    let kept = centre.get("priya", &format!("/referrals/{}", stories::id(&referral))).await.is(200);
    assert_eq!(kept["document"]["reason"], "I would like help");
});

story!(what_a_visitor_wishes_kept_stands_with_the_enquiry_and_says_how_they_are_reached, |centre| {
    open(&centre).await;
    let chat = begun(&centre, "When can I see her?").await;
    let path = format!("/chats/{}", chat.0);
    centre.post("", &format!("{path}/own-ending"), json!({"code": chat.1})).await.is(201);
    let decides = |decision: Value| json!({"code": chat.1, "decision": decision});
    let no_number = decides(json!({"keep": true, "safe_channel": "telephone"}));
    centre.post("", &format!("{path}/own-decision"), no_number).await.blames("/reach_me_at");
    let whole = decides(json!({"keep": true, "safe_channel": "telephone", "reach_me_at": "07700 900123"}));
    centre.post("", &format!("{path}/own-decision"), whole).await.is(201);
    let kept = centre.get("priya", &format!("{path}/transcript")).await.is(200);
    assert_eq!(words_of(&kept), ["When can I see her?"]);
    let enquiry = centre.get("priya", &format!("/enquiries/{}", chat.0)).await.is(200);
    assert_eq!(enquiry["asked"]["reach_me_at"], "07700 900123");
});

story!(a_chat_in_which_nobody_writes_ends_and_what_nobody_wished_kept_is_thrown_away, |centre| {
    open(&centre).await;
    let chat = begun(&centre, "I have to go").await;
    centre.it_is("2026-11-21T10:29:00Z").await;
    assert_eq!(app::chat::keep_tidy(&centre.house).unwrap(), 0);
    centre.it_is("2026-11-21T10:30:00Z").await;
    assert_eq!(app::chat::keep_tidy(&centre.house).unwrap(), 1);
    assert_eq!(own(&centre, &chat).await["state"], "ended");
    centre.it_is("2026-11-22T10:29:00Z").await;
    assert_eq!(app::chat::keep_tidy(&centre.house).unwrap(), 0);
    assert_eq!(words_of(&own(&centre, &chat).await), ["I have to go"]);
    centre.it_is("2026-11-22T10:30:00Z").await;
    assert_eq!(app::chat::keep_tidy(&centre.house).unwrap(), 1);
    assert!(words_of(&own(&centre, &chat).await).is_empty());
    assert_eq!(app::chat::keep_tidy(&centre.house).unwrap(), 0);
});

story!(what_is_said_arrives_at_the_open_page_of_the_other, |centre| {
    open(&centre).await;
    let browser = visitor(&centre).await;
    let chat = waiting(&centre).await;
    let path = format!("/chats/{chat}");
    let mut waits = browser.listens("/chat/stream?after=1&state=waiting").await.unwrap();
    centre.post("priya", &format!("{path}/taking"), json!({})).await.is(201);
    assert!(waits.next().await.unwrap().contains("event: moved"), "the page goes on by itself");
    assert!(waits.next().await.is_none());
    let staff = centre.sign_in("priya").await;
    let mut theirs = browser.listens("/chat/stream?after=1&state=open").await.unwrap();
    let mut ours = staff.listens(&format!("{path}/stream?after=1&state=open")).await.unwrap();
    staff.fill(&path, &path, &[("words", "Hello & welcome")]).await.is(200);
    let told = theirs.next().await.unwrap();
    assert!(told.contains("event: said") && told.contains("Hello & welcome"), "{told}");
    assert!(told.contains("\"who\":\"Priya\""), "{told}");
    assert!(ours.next().await.unwrap().contains("Hello & welcome"));
    browser.fill("/chat", "/chat/words", &[("words", "Thank you")]).await.is(200).shows("Thank you");
    let told = ours.next().await.unwrap();
    assert!(told.contains("Thank you") && told.contains("\"who\":\"Visitor\""), "{told}");
    assert!(theirs.next().await.unwrap().contains("\"who\":\"You\""));
    browser.fill("/chat", "/chat/end", &[]).await.is(200).shows("The chat has ended");
    assert!(ours.next().await.unwrap().contains("event: moved"));
    assert!(theirs.next().await.unwrap().contains("event: moved"));
});

story!(a_stream_tells_nothing_to_whoever_may_not_read_the_chat, |centre| {
    open(&centre).await;
    visitor(&centre).await;
    let path = format!("/chats/{}/stream?after=0&state=waiting", waiting(&centre).await);
    assert_eq!(centre.browser().listens("/chat/stream?after=0&state=waiting").await.err(), Some(204));
    for who in ["grace", "dev"] {
        let status = centre.sign_in(who).await.listens(&path).await.err();
        assert!(status.is_some_and(|status| [403, 404].contains(&status)), "{who} {status:?}");
    }
    assert!(centre.browser().listens(&path).await.err().is_some_and(|status| status >= 400));
});

story!(open_pages_are_let_go_when_the_program_stops, |centre| {
    open(&centre).await;
    let browser = visitor(&centre).await;
    let mut told = browser.listens("/chat/stream?after=1&state=waiting").await.unwrap();
    centre.house.database().tell_no_more();
    assert!(told.next().await.is_none());
});

story!(a_visitor_without_scripts_goes_all_the_way_through, |centre| {
    open(&centre).await;
    let browser = visitor(&centre).await;
    browser.open("/chat").await.shows("http-equiv=\"refresh\"").shows("Can his grandmother come?");
    let path = format!("/chats/{}", waiting(&centre).await);
    let staff = centre.sign_in("priya").await;
    staff.open("/chats").await.shows("Leanne").shows("Waits");
    staff.fill(&path, &format!("{path}/taking"), &[]).await.is(200).shows("Is somebody in danger?");
    browser.open("/chat").await.shows("You are talking to us").does_not_show("http-equiv=\"refresh\"");
    browser.fill("/chat", "/chat/words", &[("words", "")]).await.is(422).shows("There is a problem");
    browser
        .fill("/chat", "/chat/words", &[("words", "<b>Hello</b>")])
        .await
        .is(200)
        .shows("&#60;b&#62;Hello");
    staff.fill(&path, &format!("{path}/ending"), &[]).await.is(200).shows("Write down what came of it");
    // What was sent too late is not lost without a word.
    let late = browser.fill("/chat", "/chat/words", &[("words", "One thing more: he drinks.")]).await;
    late.is(409).shows("We did not get this").shows("One thing more: he drinks.").shows("/enquire");
    let page = browser.open("/chat").await;
    page.shows("Shall we keep what was said?");
    let refused = [("keep:bool", "yes"), ("safe_channel", "telephone"), ("when_it_is_safe", "After nine")];
    browser.fill("/chat", "/chat/decision", &refused).await.is(422).shows("After nine");
    let whole = [("keep:bool", "no"), ("safe_channel", "do-not-contact")];
    browser.fill("/chat", "/chat/decision", &whole).await.is(200).shows("Thank you");
    browser.open("/chat").await.shows("Talk to us now").does_not_show("Hello");
});

story!(chats_begun_again_and_again_from_one_place_have_to_wait_and_others_do_not, |centre| {
    open(&centre).await;
    let mut last = 200;
    for _ in 0..8 {
        let answers = [("words", "Again")];
        last = centre.browser().fill("/chat", "/chat", &answers).await.status;
    }
    assert_eq!(last, 429);
    let other = centre.browser().at_address([198, 51, 100, 7]);
    other.fill("/chat", "/chat", &[("words", "Me")]).await.is(200);
});

story!(hours_that_make_no_sense_are_refused, |centre| {
    let day = |weekday: &str, opens: &str, closes: &str| json!({"weekday": weekday, "opens": opens, "closes": closes});
    let backwards = json!({"days": [day("monday", "12:00", "10:00")]});
    centre.put("priya", "/chat-hours", backwards).await.blames("/days/0/closes");
    let twice = json!({"days": [day("monday", "10:00", "11:00"), day("monday", "13:00", "14:00")]});
    centre.put("priya", "/chat-hours", twice).await.blames("/days/1/weekday");
    centre.put("grace", "/chat-hours", json!({"days": []})).await.is(403);
});
