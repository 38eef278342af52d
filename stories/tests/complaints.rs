//! Complaints: made by anybody, looked into by somebody who had no part in it, hidden from whoever it is about, and
//! answered by the clock; and nothing of it for the other adult.

use app::demo::Journey;
use axum::http::Method;
use serde_json::{Value, json};
use stories::{Answer, Centre, id, items, story};

/// Both adults of a family sign in; answers the tokens of her and him.
async fn both(centre: &Centre) -> (Journey, String, String) {
    let family = centre.ready_family("supervised").await;
    centre.parent_signs_in(&family.family, &family.visiting[0], "karl").await;
    centre.parent_signs_in(&family.family, &family.resident, "leanne").await;
    let (hers, his) = (centre.token_of("leanne").await, centre.token_of("karl").await);
    (family, hers, his)
}

fn about(what: &str, who: Option<&str>, stage: &str) -> Value {
    let mut new =
        json!({"about": what, "what": "I waited in the rain.", "wish": "Open on time.", "stage": stage});
    if let Some(who) = who {
        new["who"] = who.into();
    }
    new
}

async fn complains(centre: &Centre, token: &str, new: Value) -> String {
    id(&centre.ask_with(token, Method::POST, "/my/complaints", new).await.is(201))
}

async fn names(centre: &Centre, by: &str, complaint: &str, new: Value) -> Answer {
    centre.ask(by, Method::PUT, &format!("/complaints/{complaint}/handler"), new).await
}

fn colleague(centre: &Centre, who: &str) -> Value {
    json!({"staff": centre.id_of(who), "no_part": true})
}

fn trustee() -> Value {
    json!({"outsider": "Harriet Vale, trustee", "no_part": true})
}

async fn says(centre: &Centre, by: &str, complaint: &str, what: &str, body: Value) -> Value {
    centre.post(by, &format!("/complaints/{complaint}/{what}"), body).await.is(201)
}

story!(a_parent_complains_on_a_phone_is_answered_by_the_clock_and_takes_it_further, |centre| {
    let (family, hers, his) = both(&centre).await;
    let karl = centre.sign_in("karl").await;
    karl.open("/").await.is(200).shows("Complaints");
    karl.open("/my/complaints").await.is(200).shows("never costs you a visit").shows("naccc.org.uk");
    let page = "/my/complaints/new";
    let half = [("about", "staff"), ("what", "I waited in the rain."), ("wish", ""), ("stage", "first")];
    karl.fill(page, page, &half).await.is(422).shows("Error: ").shows("I waited in the rain.");
    let whole = [("about", "place"), ("what", "I waited."), ("wish", "Open on time."), ("stage", "first")];
    karl.fill(page, page, &whole)
        .await
        .is(200)
        .shows("We tell you by 25 November 2026")
        .shows("We answer by 16 December 2026");
    let own = centre.ask_with(&his, Method::GET, "/my/complaints", Value::Null).await.is(200);
    let complaint = id(&items(&own)[0]);
    // It is hers to know of as little as anybody's.
    let other = centre.ask_with(&hers, Method::GET, "/my/complaints", Value::Null).await.is(200);
    assert_eq!(items(&other).len(), 0);
    let mine = format!("/my/complaints/{complaint}");
    centre.ask_with(&hers, Method::GET, &mine, Value::Null).await.is(404);
    let words = json!({"words": "Mine."});
    centre.ask_with(&hers, Method::POST, &format!("{mine}/next-stage"), words).await.is(404);
    centre.ask_with(&hers, Method::POST, &format!("{mine}/withdrawal"), json!({})).await.is(404);

    let staff = centre.sign_in("priya").await;
    staff.open("/").await.is(200).shows("Acknowledge a complaint").shows("Due 25 November 2026");
    let at = format!("/complaints/{complaint}");
    staff.open(&at).await.is(200).shows("Complaint of Karl").shows("Nobody yet");
    let answer =
        |outcome: &str| json!({"outcome": outcome, "words": "We open the gate at nine from now on."});
    let early = centre.in_vain("priya", Method::POST, &format!("{at}/answer"), answer("upheld")).await;
    early.refused(409, "complaint-nobody-looks-into-it");
    names(&centre, "priya", &complaint, colleague(&centre, "martin")).await.is(200);
    let letter = json!({"words": "We have your complaint. Martin looks into it."});
    says(&centre, "priya", &complaint, "acknowledgement", letter.clone()).await;
    let again = centre.in_vain("priya", Method::POST, &format!("{at}/acknowledgement"), letter).await;
    again.refused(409, "complaint-acknowledged");
    let longer = json!({"until": "2026-12-16", "words": "We still ask."});
    let refused = centre.in_vain("martin", Method::POST, &format!("{at}/extension"), longer).await;
    refused.refused(409, "complaint-not-longer");
    let longer = json!({"until": "2026-12-21", "words": "The volunteer is away until the 18th."});
    says(&centre, "martin", &complaint, "extension", longer).await;
    karl.open(&mine)
        .await
        .is(200)
        .shows("We answer by 21 December 2026")
        .shows("The volunteer is away until the 18th.");
    // Another than whoever was named does not answer, and nothing of the other side goes with it.
    let others = centre.in_vain("priya", Method::POST, &format!("{at}/answer"), answer("upheld")).await;
    others.refused(409, "complaint-another-looks-into-it");
    let tells = json!({"outcome": "upheld", "words": "She is at 07700 900101 until four."});
    centre
        .in_vain("martin", Method::POST, &format!("{at}/answer"), tells)
        .await
        .refused(409, "r25-compartment");
    says(&centre, "martin", &complaint, "answer", answer("partly-upheld")).await;
    karl.open(&mine)
        .await
        .is(200)
        .shows("We agree with part of your complaint")
        .shows("We open the gate at nine from now on.")
        .shows("Ask for stage 2");
    staff.open(&format!("{at}/letter")).await.is(200).shows("Our answer to your complaint").shows("stage 2");
    let path = format!("{mine}/next-stage");
    karl.fill(&mine, &path, &[("words", "The gate was shut again.")])
        .await
        .is(200)
        .shows("Stage 2: looked at again");
    // Who had a part in stage 1 has none in stage 2; somebody from outside looks at it.
    names(&centre, "priya", &complaint, colleague(&centre, "martin"))
        .await
        .refused(409, "complaint-acted-before");
    names(&centre, "priya", &complaint, trustee()).await.is(200);
    says(&centre, "martin", &complaint, "answer", answer("not-upheld")).await;
    karl.open(&mine).await.is(200).shows("naccc.org.uk");
    let more = json!({"words": "Again."});
    centre.ask_with(&his, Method::POST, &path, more).await.refused(409, "complaint-no-next-stage");
    // A notice told him that there is something to read, and her nothing.
    let notices = centre.get("priya", "/notices").await.is(200).to_string();
    assert!(notices.contains(&family.visiting[0]) && !notices.contains(&family.resident), "{notices}");
    let refused = centre.refuses("UPDATE complaint_step SET kind = 'withdrawn'").await;
    assert!(refused.contains("complaint_step_stays") || refused.contains("never changed"), "{refused}");
});

story!(a_complaint_is_hidden_from_whoever_it_is_about_and_from_those_close_to_them, |centre| {
    let (family, _, his) = both(&centre).await;
    let before = centre.get("priya", "/notices").await.is(200);
    let by_role = complains(&centre, &his, about("coordinator", None, "first")).await;
    let by_name = complains(&centre, &his, about("decision", Some("It was Priya’s."), "first")).await;
    let staff = centre.sign_in("priya").await;
    staff.open("/").await.is(200).does_not_show("a complaint");
    staff.open("/complaints").await.is(200).shows("No complaint is open");
    assert_eq!(centre.get("priya", "/complaints/figures").await.is(200)["items"], json!([]));
    assert_eq!(items(&centre.get("priya", "/complaints").await.is(200)).len(), 0);
    for complaint in [&by_role, &by_name] {
        let at = format!("/complaints/{complaint}");
        centre.get("priya", &at).await.is(404);
        staff.open(&at).await.is(404);
        names(&centre, "priya", complaint, trustee()).await.is(404);
        centre.get("martin", &at).await.is(200);
        // Nobody is sent a notice of it: who may not know of it sees which notices go.
        says(&centre, "martin", complaint, "acknowledgement", json!({"words": "We have it."})).await;
    }
    assert_eq!(centre.get("priya", "/notices").await.is(200), before);
    let trail = centre.get("priya", &format!("/families/{}/trail", family.family)).await.is(200).to_string();
    let lately = centre.get("priya", &format!("/families/{}", family.family)).await.is(200).to_string();
    assert!(!trail.contains("omplain") && !lately.contains("omplain"), "{trail} {lately}");
    centre.sign_in("martin").await.open("/").await.is(200).shows("Name somebody to look into a complaint");
    names(&centre, "martin", &by_role, colleague(&centre, "priya"))
        .await
        .refused(409, "complaint-is-about-them");

    // Said later whom it is about, it is gone for them and for whoever is close to them.
    let place = complains(&centre, &his, about("place", None, "first")).await;
    names(&centre, "martin", &place, colleague(&centre, "priya")).await.is(200);
    let close = json!({"other": centre.id_of("dev"), "kind": "close-friend"});
    centre.post("priya", &format!("/staff/{}/close-to", centre.id_of("priya")), close).await.is(201);
    let dev = json!({"staff": centre.id_of("dev")});
    let read = says(&centre, "martin", &place, "concerns", dev).await;
    assert_eq!(read["handled_by"], Value::Null, "who was named is close to them");
    centre.get("priya", &format!("/complaints/{place}")).await.is(404);
    for who in ["grace", "joan", "ruth", "sam"] {
        let refused = centre.get(who, &format!("/complaints/{by_role}")).await;
        assert!([403, 404].contains(&refused.status), "{who}: {}", refused.body);
        let refused = centre.get(who, "/complaints").await;
        assert!([403, 404].contains(&refused.status), "{who}: {}", refused.body);
    }
});

story!(nobody_looks_into_a_complaint_who_knows_the_family_or_had_a_part_in_it, |centre| {
    let (family, _, his) = both(&centre).await;
    let decision = complains(&centre, &his, about("decision", None, "first")).await;
    // The plan and the assessment were written by one and approved by the other.
    for who in ["priya", "martin"] {
        let refused = names(&centre, "priya", &decision, colleague(&centre, who)).await;
        refused.refused(409, "complaint-dealt-with-it");
    }
    let hall = complains(&centre, &his, about("place", None, "informal")).await;
    let put_right = json!({"outcome": "put-right", "words": "The key is with two of us now."});
    let wrong = json!({"outcome": "upheld", "words": "Yes."});
    let at = format!("/complaints/{hall}/answer");
    centre.in_vain("martin", Method::POST, &at, wrong).await.refused(409, "complaint-wrong-answer");
    says(&centre, "martin", &hall, "answer", put_right).await;
    let on = json!({"words": "It is still shut."});
    centre.ask_with(&his, Method::POST, &format!("/my/complaints/{hall}/next-stage"), on).await.is(200);
    names(&centre, "priya", &hall, colleague(&centre, "martin"))
        .await
        .refused(409, "complaint-dealt-with-it");
    let of_priya = format!("/staff/{}/known", centre.id_of("priya"));
    let known = centre.post("priya", &of_priya, json!({"words": "Karl is my cousin."})).await.is(201);
    let linked = json!({"party": family.visiting[0]});
    centre.put("martin", &format!("{of_priya}/{}", id(&known)), linked).await.is(200);
    names(&centre, "martin", &hall, colleague(&centre, "priya"))
        .await
        .refused(409, "complaint-knows-the-family");
    // What is missing or odd is named.
    names(&centre, "martin", &hall, json!({"no_part": true})).await.blames("/staff");
    names(&centre, "martin", &hall, json!({"outsider": "Harriet Vale"})).await.blames("/no_part");
    let name = centre.column(&format!("staff WHERE id = '{}'", centre.id_of("grace")), "name").await;
    for typed in [name.trim().to_lowercase(), name.trim().to_uppercase().replace(' ', "   ")] {
        let grace = json!({"outsider": typed, "no_part": true});
        names(&centre, "martin", &hall, grace).await.blames("/outsider");
    }
    names(&centre, "martin", &hall, colleague(&centre, "joan")).await.blames("/staff");
    // Why it cannot be answered is said before why somebody else would have to.
    let upheld = json!({"outcome": "upheld", "words": "Yes."});
    let at = format!("/complaints/{hall}/answer");
    let nobody = centre.in_vain("priya", Method::POST, &at, upheld).await;
    nobody.refused(409, "complaint-nobody-looks-into-it");
});

story!(
    what_a_parent_complains_of_from_their_own_place_nobody_else_takes_back_or_puts_off_for_ever,
    |centre| {
        let (_, _, his) = both(&centre).await;
        let complaint = complains(&centre, &his, about("place", None, "first")).await;
        let path = |what: &str| format!("/complaints/{complaint}/{what}");
        for what in ["withdrawal", "next-stage"] {
            let refused =
                centre.in_vain("priya", Method::POST, &path(what), json!({"words": "They rang."})).await;
            refused.refused(409, "complaint-is-theirs");
        }
        for (until, code) in [
            ("2020-01-01", "complaint-not-longer"),
            ("2026-12-19", "complaint-no-working-day"),
            ("2099-01-02", "complaint-too-long"),
        ] {
            let more = json!({"until": until, "words": "We wait for the hall’s owner."});
            centre.in_vain("priya", Method::POST, &path("extension"), more).await.refused(409, code);
        }
        let past =
            json!({"what": "Two people hold the key.", "who": "The co-ordinator", "due": "2026-11-17"});
        centre.in_vain("priya", Method::POST, &path("learning"), past).await.blames("/due");
        centre.it_is("2026-12-17T09:00:00Z").await;
        let more = json!({"until": "2026-12-23", "words": "We are not ready."});
        centre.in_vain("priya", Method::POST, &path("extension"), more).await.refused(409, "complaint-late");
        let his = centre.token_of("karl").await;
        let on = json!({"words": "Nobody wrote."});
        let own =
            centre.ask_with(&his, Method::POST, &format!("/my/complaints/{complaint}/next-stage"), on).await;
        assert_eq!(own.is(200)["stage"], json!("second"));
    }
);

story!(anybody_complains_from_outside_and_staff_write_down_what_they_were_told, |centre| {
    let public = centre.browser();
    let page = "/complain";
    public.open("/").await.is(200).shows("Make a complaint");
    let half =
        [("name", "Bethan"), ("about", "volunteer"), ("what", "A <b>sharp</b> word."), ("stage", "first")];
    public.fill(page, page, &half).await.is(422).shows("A &#60;b&#62;sharp&#60;/b&#62; word.");
    let new = |about: &str, who: Option<&str>| {
        let mut new = self::about(about, who, "first");
        new["name"] = "Bethan".into();
        new["safe_channel"] = "text".into();
        new["reach_me_at"] = "07700 900456".into();
        new
    };
    centre.post("", "/complaints", new("volunteer", None)).await.blames("/who");
    let mut silent = new("place", None);
    silent["reach_me_at"] = Value::Null;
    centre.post("", "/complaints", silent).await.blames("/reach_me_at");
    let mut second = new("place", None);
    second["stage"] = "second".into();
    centre.post("", "/complaints", second).await.blames("/stage");
    // Whoever asks from outside does not find out who is close to whom.
    for new in [new("coordinator", Some("Priya and Martin")), new("volunteer", Some("Joan"))] {
        let taken = centre.post("", "/complaints", new).await.is(201);
        assert_eq!(taken["hidden_from_all"], json!(false));
    }
    let listed = items(&centre.get("martin", "/complaints").await.is(200));
    assert_eq!(listed.len(), 1, "what is about both is shown to neither");
    let one = centre.get("martin", &format!("/complaints/{}", id(&listed[0]))).await.is(200);
    assert_eq!((&one["told"]["reach_me_at"], &one["sends_notices"]), (&json!("07700 900456"), &json!(false)));
    // A supervisor writes down what they were told, and does not read it again.
    let told = centre.post("grace", "/complaints", new("coordinator", Some("Priya, and Martin too"))).await;
    assert_eq!(told.is(201)["hidden_from_all"], json!(true));
    let family = centre.ready_family("supervised").await;
    let mut of = new("place", None);
    of["party"] = family.resident.as_str().into();
    centre.in_vain("grace", Method::POST, "/complaints", of.clone()).await.blames("/party");
    centre.ask("", Method::POST, "/complaints", of.clone()).await.blames("/party");
    centre.post("priya", "/complaints", of).await.is(201);
    let listed = items(&centre.get("priya", "/complaints").await.is(200));
    let theirs = id(listed.iter().find(|one| one["title"] != Value::Null).unwrap());
    says(&centre, "priya", &theirs, "withdrawal", json!({"words": "She rang: it is all right now."})).await;
    let path = format!("/complaints/{theirs}/next-stage");
    let on = json!({"words": "Again."});
    centre.in_vain("priya", Method::POST, &path, on).await.refused(409, "complaint-no-next-stage");
});

story!(harm_comes_before_the_complaint_and_a_late_answer_shows, |centre| {
    let (_, _, his) = both(&centre).await;
    let mut new = about("volunteer", Some("Joan"), "first");
    new["harm"] = true.into();
    let complaint = complains(&centre, &his, new).await;
    let martin = centre.sign_in("martin").await;
    martin.open("/").await.is(200).shows("See to the harm that a complaint tells of");
    martin.open(&format!("/complaints/{complaint}")).await.is(200).shows("LADO within one working day");
    let seen = json!({"words": "Recorded as an allegation; the LADO knows."});
    says(&centre, "martin", &complaint, "harm", seen.clone()).await;
    let path = format!("/complaints/{complaint}/harm");
    centre.in_vain("martin", Method::POST, &path, seen).await.refused(409, "complaint-no-harm-open");
    let terms = |informal: i32| json!({"informal": informal, "written": 5});
    centre.put("martin", "/complaints/terms", terms(0)).await.blames("/informal");
    centre.put("martin", "/complaints/terms", terms(5)).await.is(200);
    let short = complains(&centre, &his, about("place", None, "first")).await;
    let read = centre.get("martin", &format!("/complaints/{short}")).await.is(200);
    assert_eq!(read["answer_by"], read["acknowledge_by"]);
    centre.it_is("2026-11-26T09:00:00Z").await;
    let late = items(&centre.get("martin", "/complaints?open=true").await.is(200));
    assert!(late.iter().any(|one| one["id"] == json!(short) && one["late"] == json!(true)), "{late:?}");
    centre.sign_in("martin").await.open("/").await.is(200).shows("Late since 25 November 2026");
    // Late, it can go on though nobody answered.
    let his = centre.token_of("karl").await;
    let on = json!({"words": "Nobody wrote."});
    let own = centre.ask_with(&his, Method::POST, &format!("/my/complaints/{short}/next-stage"), on).await;
    assert_eq!(own.is(200)["stage"], json!("second"));
    for _ in 0..5 {
        complains(&centre, &his, about("place", None, "informal")).await;
    }
    let more = about("place", None, "informal");
    centre.ask_with(&his, Method::POST, "/my/complaints", more).await.refused(409, "complaint-enough-today");
    let figures = centre.get("martin", "/complaints/figures").await.is(200);
    assert_eq!(figures["items"][0]["complaints"], json!(7));
    // Seven that are not answered would tell that none is: it is left out as well.
    assert_eq!(figures["items"][0]["in_time"], json!([null, null, null]));
    // Two are left of seven beside the five: which of the other stages they reached is not told.
    assert_eq!(figures["items"][0]["stages"], json!([5, null, null]));
});

story!(what_is_learned_is_told_to_everybody_without_names, |centre| {
    let (_, _, his) = both(&centre).await;
    let complaint = complains(&centre, &his, about("place", None, "first")).await;
    let new = json!({"what": "Two people hold the key.", "who": "The co-ordinator", "due": "2026-12-01"});
    let all = says(&centre, "priya", &complaint, "learning", new).await;
    let learning = id(&items(&all)[0]);
    let done = json!({"words": "Two people hold the key."});
    says(&centre, "priya", &complaint, &format!("learning/{learning}/done"), done.clone()).await;
    let path = format!("/complaints/{complaint}/learning/{learning}/done");
    centre.in_vain("priya", Method::POST, &path, done).await.refused(409, "learning-done");
    let staff = centre.sign_in("priya").await;
    let page = format!("/feedback/public?learning={learning}");
    let at = "/feedback/public";
    staff.open(&page).await.is(200).shows("Two people hold the key.");
    let named =
        [("said", "Karl waited."), ("done", "Two people hold the key."), ("learning", learning.as_str())];
    staff.fill(&page, at, &named).await.is(409).shows("without names").shows("Karl waited.");
    let plain =
        [("said", "The gate was shut."), ("done", "Two hold the key."), ("learning", learning.as_str())];
    staff.fill(&page, at, &plain).await.is(200).shows("Two hold the key.");
    centre.browser().open("/you-said").await.is(200).shows("The gate was shut.");
});
