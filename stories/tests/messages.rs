//! What one adult and the centre write to each other (R29): nobody else ever reads it, nothing of it is passed on
//! (R16), nothing of the other side goes out with an answer (R25), and what was written stays (R30).

use app::demo::Journey;
use axum::http::Method;
use base::Minutes;
use serde_json::{Value, json};
use stories::{Answer, Browser, Centre, ORDER, items, story};

/// An adult with their program.
struct Adult<'a> {
    centre: &'a Centre,
    browser: Browser,
    token: String,
}

impl<'a> Adult<'a> {
    async fn of(centre: &'a Centre, family: &Journey, party: &str, username: &str) -> Self {
        let browser = centre.parent_signs_in(&family.family, party, username).await;
        Self { centre, browser, token: centre.token_of(username).await }
    }

    async fn get(&self, path: &str) -> Answer {
        self.centre.ask_with(&self.token, Method::GET, path, Value::Null).await
    }

    async fn post(&self, path: &str, body: Value) -> Answer {
        self.centre.ask_with(&self.token, Method::POST, path, body).await
    }

    /// Writes about something new; answers the thread.
    async fn writes(&self, subject: &str, words: &str) -> String {
        let sent = self.post("/my/messages", json!({"subject": subject, "words": words})).await.is(201);
        sent["thread"].as_str().unwrap().to_owned()
    }
}

async fn both<'a>(centre: &'a Centre, family: &Journey) -> (Adult<'a>, Adult<'a>) {
    let karl = Adult::of(centre, family, &family.visiting[0], "karl").await;
    (Adult::of(centre, family, &family.resident, "leanne").await, karl)
}

async fn answers(centre: &Centre, thread: &str, words: &str) -> Answer {
    centre.post("priya", &format!("/messages/{thread}/answer"), json!({"words": words})).await
}

fn words_of(thread: &Value) -> Vec<&str> {
    thread["messages"].as_array().unwrap().iter().map(|it| it["words"].as_str().unwrap()).collect()
}

story!(a_parent_writes_on_a_phone_and_the_centre_answers_within_the_same_thread, |centre| {
    let family = centre.ready_family("supervised").await;
    let (leanne, karl) = both(&centre, &family).await;
    let page = "/my/messages/new";
    leanne.browser.open("/").await.is(200).shows("Your messages with us");
    leanne.browser.open(page).await.is(200).shows("ring 999").shows("Only the centre");
    let refused = leanne.browser.fill(page, page, &[("subject", ""), ("words", "She has a cold.")]).await;
    refused.is(422).shows("Error: ").shows("She has a cold.");
    let sent = leanne
        .browser
        .fill(page, page, &[("subject", "Saturday"), ("words", "She has a cold."), ("urgent:bool", "yes")])
        .await;
    sent.is(200).shows("Sent. We will answer here.").shows("She has a cold.").shows("urgent");

    let staff = centre.sign_in("priya").await;
    staff.open("/").await.is(200).shows("Answer Leanne Farrow: urgent");
    let waiting = staff.open("/messages").await;
    waiting.is(200).shows("Saturday").shows("Waits since");
    let listed = items(&centre.get("priya", "/messages?waiting=true").await.is(200));
    let thread = listed[0]["id"].as_str().unwrap();
    assert_eq!((listed.len(), &listed[0]["is_urgent"]), (1, &json!(true)));
    centre.clock_shows(centre.now().plus(Minutes(50)));
    let at = format!("/messages/{thread}");
    staff
        .fill(&at, &at, &[("words", "Come when she is well. We keep the time.")])
        .await
        .is(200)
        .shows("Sent");
    leanne.browser.open(&format!("/my/messages/{thread}")).await.is(200).shows("Come when she is well.");
    leanne.browser.open("/my/messages").await.is(200).shows("We have answered");
    assert_eq!(items(&centre.get("priya", "/messages?waiting=true").await.is(200)).len(), 0);
    let waited = centre.get("priya", "/messages/waiting").await.is(200);
    assert_eq!(waited, json!({"answers": 1, "median_minutes": 50, "longest_minutes": 50}));

    // Written again, it waits again; somebody is named; it is settled on the telephone.
    leanne.post(&format!("/my/messages/{thread}"), json!({"words": "Thank you."})).await.is(201);
    let to = json!({"staff": centre.id_of("martin")});
    let read = centre.put("priya", &format!("{at}/assigned"), to).await.is(200);
    assert_eq!(read["assigned"], json!(centre.id_of("martin")), "{read}");
    let joan = json!({"staff": centre.id_of("joan")});
    centre.in_vain("priya", Method::PUT, &format!("{at}/assigned"), joan).await.blames("/staff");
    centre.post("martin", &format!("{at}/settling"), json!({"why": "We spoke."})).await.is(201);
    centre
        .in_vain("martin", Method::POST, &format!("{at}/settling"), json!({"why": "Again."}))
        .await
        .refused(409, "nothing-waits");
    staff.open(&at).await.is(200).shows("Settled without an answer").shows("We spoke.");
    let own = leanne.get(&format!("/my/messages/{thread}")).await.is(200);
    assert_eq!(words_of(&own), ["She has a cold.", "Come when she is well. We keep the time.", "Thank you."]);
    assert!(!own.to_string().contains("We spoke"), "{own}");
    assert!(!own.to_string().contains("Priya"), "who of the centre wrote is not told: {own}");
    assert_eq!(items(&karl.get("/my/messages").await.is(200)).len(), 0);
});

story!(a_thread_of_the_other_adult_answers_like_one_that_does_not_exist, |centre| {
    let family = centre.ready_family("supervised").await;
    let (leanne, karl) = both(&centre, &family).await;
    let file = json!({"filename": "letter.pdf", "media_type": "application/pdf", "content": ORDER});
    let first = json!({"subject": "A letter", "words": "From the school.", "file": file});
    let thread = leanne.post("/my/messages", first).await.is(201)["thread"].as_str().unwrap().to_owned();
    let own = leanne.get(&format!("/my/messages/{thread}")).await.is(200);
    let file = own["messages"][0]["files"][0]["id"].as_str().unwrap().to_owned();
    let nobody = "00000000-0000-4000-8000-000000000000";
    leanne.get(&format!("/my/messages/{thread}/files/{file}")).await.is(200);
    centre.get("priya", &format!("/messages/{thread}/files/{file}")).await.is(200);
    for rest in ["", "/files/{file}"] {
        let rest = rest.replace("{file}", &file);
        let (hers, none) = (format!("/my/messages/{thread}{rest}"), format!("/my/messages/{nobody}{rest}"));
        let (there, absent) = (karl.get(&hers).await, karl.get(&none).await);
        assert_eq!((there.status, &there.body), (404, &absent.body), "{hers}");
        let (there, absent) = (karl.browser.open(&hers).await, karl.browser.open(&none).await);
        assert_eq!((there.status, there.html.replace(&thread, nobody)), (404, absent.html), "{hers}");
    }
    let said = json!({"words": "Hello?"});
    let there = karl.post(&format!("/my/messages/{thread}"), said.clone()).await;
    let absent = karl.post(&format!("/my/messages/{nobody}"), said.clone()).await;
    assert_eq!((there.status, there.body), (404, absent.body));
    // Session staff, referrers and the administrator read no messages at all, and write none.
    for who in ["grace", "joan", "ruth", "sam"] {
        for path in ["/messages".to_owned(), format!("/messages/{thread}"), "/my/messages".to_owned()] {
            let refused = centre.get(who, &path).await;
            assert!([403, 404].contains(&refused.status), "{who} {path}: {}", refused.body);
        }
        let refused =
            centre.in_vain(who, Method::POST, &format!("/messages/{thread}/answer"), said.clone()).await;
        assert!([403, 404].contains(&refused.status), "{who}: {}", refused.body);
    }
    // Those who lead the work write by the centre's own way, and never as an adult.
    centre
        .in_vain("priya", Method::POST, "/my/messages", json!({"subject": "A", "words": "B"}))
        .await
        .refused(404, "not-found");
});

story!(an_answer_that_would_tell_of_the_other_side_or_repeat_their_words_is_refused, |centre| {
    let family = centre.ready_family("supervised").await;
    let (leanne, karl) = both(&centre, &family).await;
    let hers =
        leanne.writes("Saturday", "I shall wait in the blue car behind the library until he has gone.").await;
    let his = karl.writes("Saturday", "Is everything as planned?").await;
    answers(&centre, &his, "You can ring 07700 900101 if you are late.")
        .await
        .refused(409, "r25-compartment");
    let repeats = "We hear that she waits in the blue car behind the library until he has gone.";
    answers(&centre, &his, repeats).await.refused(409, "r16-no-passing-on");
    let page = format!("/messages/{his}");
    let staff = centre.sign_in("priya").await;
    staff
        .fill(&page, &page, &[("words", repeats)])
        .await
        .is(409)
        .shows("repeats what another adult")
        .shows(repeats);
    // To whoever wrote it, their own words may be said again; and to begin a thread is judged as an answer is.
    answers(&centre, &hers, "You wrote: I shall wait in the blue car behind the library until he has gone.")
        .await
        .is(201);
    let new = json!({"party": family.visiting[0], "subject": "Her number", "words": "It is 07700 900 101."});
    let path = format!("/families/{}/messages", family.family);
    centre.in_vain("priya", Method::POST, &path, new).await.refused(409, "r25-compartment");
    let new =
        json!({"party": family.visiting[0], "subject": "The door", "words": "Please use the garden door."});
    centre.post("priya", &path, new).await.is(201);
    assert_eq!(items(&karl.get("/my/messages").await.is(200)).len(), 2);
    assert_eq!(items(&leanne.get("/my/messages").await.is(200)).len(), 1);
    // Who has no sign-in cannot read, and so is not written to.
    let edith = json!({"party": family.visiting[1], "subject": "Hello", "words": "Welcome."});
    centre.in_vain("priya", Method::POST, &path, edith).await.refused(409, "no-sign-in");
});

story!(a_message_that_asks_to_be_passed_on_goes_to_nobody_and_waits_for_somebody_to_look, |centre| {
    let family = centre.ready_family("supervised").await;
    let (leanne, karl) = both(&centre, &family).await;
    let thread = karl.writes("A word", "Tell Leanne that I know where she works.").await;
    let at = format!("/messages/{thread}");
    let staff = centre.sign_in("martin").await;
    staff.open(&at).await.is(200).shows("This may ask for something to be passed on");
    staff.open("/messages").await.is(200).shows("please look");
    let read = centre.get("martin", &at).await.is(200);
    let message = read["messages"][0]["id"].as_str().unwrap();
    let path = format!("{at}/{message}/looked-at");
    let refused = staff.fill(&at, &path, &[("decision", "safeguarding"), ("words", "")]).await;
    refused.is(422).shows("Error: ");
    let decision = json!({"decision": "safeguarding", "words": "A threat. An incident is recorded."});
    centre.post("martin", &path, decision.clone()).await.is(201);
    centre.in_vain("martin", Method::POST, &path, decision).await.refused(409, "already-looked-at");
    staff.open(&at).await.is(200).shows("A threat. An incident is recorded.");
    // Whoever wrote it is not told that anybody looked, and the other adult nothing at all.
    let own = karl.get(&format!("/my/messages/{thread}")).await.is(200);
    assert!(!own.to_string().contains("threat"), "{own}");
    assert_eq!(items(&leanne.get("/my/messages").await.is(200)).len(), 0);
    let harmless = karl.writes("Thanks", "The visit was lovely.").await;
    let read = centre.get("martin", &format!("/messages/{harmless}")).await.is(200);
    assert_eq!(read["messages"][0]["concern"], Value::Null);
    let nothing = format!("/messages/{harmless}/{}/looked-at", read["messages"][0]["id"].as_str().unwrap());
    let decision = json!({"decision": "harmless", "words": "Nothing."});
    centre.in_vain("martin", Method::POST, &nothing, decision).await.refused(404, "not-found");
});

story!(a_draft_is_kept_for_its_writer_alone_until_it_is_sent, |centre| {
    let family = centre.ready_family("supervised").await;
    let (leanne, karl) = both(&centre, &family).await;
    let draft = json!({"subject": "How I am", "words": "I do not know how to say it.", "keep": true});
    leanne.post("/my/messages", draft).await.is(201);
    let page = "/my/messages/new";
    leanne
        .browser
        .open(page)
        .await
        .is(200)
        .shows("I do not know how to say it.")
        .shows("Nothing has been sent");
    assert_eq!(items(&centre.get("priya", "/messages").await.is(200)).len(), 0);
    karl.browser.open(page).await.is(200).does_not_show("I do not know how to say it.");
    leanne.writes("How I am", "I am afraid of Saturday.").await;
    leanne.browser.open(page).await.is(200).does_not_show("I do not know how to say it.");
    let thread = karl.writes("Gift", "May I bring a bicycle?").await;
    let at = format!("/messages/{thread}");
    centre.post("priya", &format!("{at}/answer"), json!({"words": "Perhaps.", "keep": true})).await.is(201);
    let kept = centre.get("priya", &at).await.is(200);
    assert_eq!((words_of(&kept).len(), &kept["draft"]["words"]), (1, &json!("Perhaps.")));
    assert_eq!(centre.get("martin", &at).await.is(200)["draft"], Value::Null);
    assert_eq!(words_of(&karl.get(&format!("/my/messages/{thread}")).await.is(200)).len(), 1);
});

story!(
    words_are_found_in_what_is_sealed_and_used_again_and_the_twenty_first_message_of_a_day_waits,
    |centre| {
        let family = centre.ready_family("supervised").await;
        let (_, karl) = both(&centre, &family).await;
        let thread = karl.writes("Gift", "May I bring a bicycle?").await;
        for number in 0..19 {
            karl.post(&format!("/my/messages/{thread}"), json!({"words": format!("And {number}?")}))
                .await
                .is(201);
        }
        let said = json!({"words": "One more."});
        centre
            .ask_with(&karl.token, Method::POST, &format!("/my/messages/{thread}"), said.clone())
            .await
            .refused(409, "messages-of-the-day");
        let page = format!("/my/messages/{thread}");
        let refused = karl.browser.fill(&page, &page, &[("words", "One more.")]).await;
        refused.is(409).shows("Write again tomorrow").shows("One more.");
        centre.clock_shows(centre.now().plus(Minutes(24 * 60)));
        karl.post(&page, said).await.is(201);
        assert_eq!(items(&centre.get("priya", "/messages?q=BICYCLE").await.is(200)).len(), 1);
        assert_eq!(items(&centre.get("priya", "/messages?q=tricycle").await.is(200)).len(), 0);
        centre.sign_in("priya").await.open("/messages?q=bicycle").await.is(200).shows("Gift");

        let words = json!({"title": "Gifts", "words": "Small gifts are welcome."});
        let kept = centre.post("priya", "/message-templates", words.clone()).await.is(201);
        centre.in_vain("priya", Method::POST, "/message-templates", words).await.blames("/title");
        let template = kept["id"].as_str().unwrap();
        let staff = centre.sign_in("priya").await;
        staff
            .open(&format!("/messages/{thread}?template={template}"))
            .await
            .is(200)
            .shows("Small gifts are welcome.");
        let ending = format!("/message-templates/{template}/ending");
        centre.post("priya", &ending, json!({})).await.is(201);
        centre.in_vain("priya", Method::POST, &ending, json!({})).await.refused(409, "template-gone");
        staff.open("/message-templates").await.is(200).shows("None yet");
    }
);

story!(what_was_written_is_never_changed_not_even_past_the_program, |centre| {
    let family = centre.ready_family("supervised").await;
    let (_, karl) = both(&centre, &family).await;
    karl.writes("Gift", "May I bring a bicycle?").await;
    let refused = centre.refuses("UPDATE message SET words = 'I never said that'").await;
    assert!(refused.contains("message_stays") || refused.contains("never changed"), "{refused}");
});
