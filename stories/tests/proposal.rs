//! The planner proposes, and a person decides: nothing is booked before somebody accepts it, what is accepted is
//! judged anew, and what nothing has changed for is accepted by the rule book as it was proposed.

use app::{demo::Journey, proposal};
use axum::http::Method;
use serde_json::{Value, json};
use stories::{Centre, acceptance, line_of, lines, saturday, story};

/// A family that is ready and waits for a time.
async fn waits(centre: &Centre, level: &str) -> Journey {
    let family = centre.ready_family(level).await;
    centre.post("priya", &waiting(&family), json!({})).await.is(201);
    family
}

fn waiting(family: &Journey) -> String {
    format!("/families/{}/waiting", family.family)
}

story!(what_is_proposed_is_what_the_rule_book_accepts_and_nothing_is_booked_before, |centre| {
    // Two families that need a supervisor, two that share a room, and one whose adults the first must not meet.
    let first = waits(&centre, "supervised").await;
    let mut families = vec![first.clone()];
    for level in ["supervised", "high-vigilance", "supported", "supported"] {
        families.push(waits(&centre, level).await);
    }
    let pair =
        json!({"one": first.visiting[0], "other": families[1].visiting[0], "reason": "A fight in court."});
    centre.post("priya", &format!("/families/{}/no-meetings", first.family), pair).await.is(201);
    centre.booked(&first, saturday(0)).await;
    centre.are_on_duty(&["grace", "tomasz", "joan"], 1).await;

    let before = centre.visits_booked().await.len();
    let proposal = centre.proposes(json!({"weeks": 2})).await;
    assert_eq!(centre.visits_booked().await.len(), before, "something was booked by itself");
    let found = &proposal["found"];
    // The first family has a visit in the first of its two weeks.
    assert_eq!(found["wanted"], 9, "{proposal}");
    assert_eq!(found["served"], 9, "{proposal}");

    let accepted = centre.post("priya", &acceptance(&proposal), json!({"all": true})).await.is(200);
    assert_eq!((&accepted["booked"], &accepted["refused"]), (&json!(9), &json!(0)), "{accepted}");
    let visits = centre.visits_booked().await;
    assert_eq!(visits.len(), before + 9);
    assert!(visits.iter().all(|visit| visit["unsafe_because"].is_null()), "{visits:?}");
});

story!(a_part_is_accepted_each_visit_once_and_the_rest_later, |centre| {
    for _ in 0..3 {
        waits(&centre, "supervised").await;
    }
    let proposal = centre.proposes(json!({"weeks": 1})).await;
    let all = lines(&proposal);
    assert_eq!(all.len(), 3);
    let path = acceptance(&proposal);
    let first = json!({"lines": [all[0]["id"]]});
    let accepted = centre.post("priya", &path, first.clone()).await.is(200);
    assert_eq!((&accepted["booked"], centre.visits_booked().await.len()), (&json!(1), 1));
    let line = &accepted["proposal"]["lines"][0];
    assert_eq!((&line["state"], &line["visit"]), (&json!("booked"), &centre.visits_booked().await[0]["id"]));
    // The visit is the one that was seen.
    let visit = centre.visits_booked().await[0].clone();
    assert_eq!((&visit["timing"]["starts"], &visit["room"]), (&all[0]["starts"], &all[0]["room"]));
    assert_eq!(visit["supervisors"], all[0]["supervisors"]);
    // Sent again it books nothing; all of it books what is left.
    assert_eq!(centre.post("priya", &path, first).await.is(200)["booked"], 0);
    assert_eq!(centre.post("priya", &path, json!({"all": true})).await.is(200)["booked"], 2);
    assert_eq!(centre.post("priya", &path, json!({"all": true})).await.is(200)["booked"], 0);
    assert_eq!(centre.visits_booked().await.len(), 3);
});

story!(
    what_has_changed_since_is_refused_for_its_line_with_the_rules_reason_and_the_others_are_booked,
    |centre| {
        let first = waits(&centre, "supervised").await;
        let second = waits(&centre, "supervised").await;
        let third = waits(&centre, "supported").await;
        let proposal = centre.proposes(json!({"weeks": 1})).await;
        let of = |family: &Journey, proposal: &Value| {
            lines(proposal).into_iter().find(|line| line["family"] == family.family.as_str()).unwrap()
        };
        // The first family's supervisor falls ill.
        let line = of(&first, &proposal);
        let who = line["supervisors"][0]["id"].as_str().unwrap().to_owned();
        let day = line["starts"].as_str().unwrap()[..10].to_owned();
        let away = json!({"from": day, "until": day, "reason": "sickness"});
        centre.post("priya", &format!("/staff/{who}/absences"), away).await.is(201);
        let accepted = centre.post("priya", &acceptance(&proposal), json!({"all": true})).await.is(200);
        let now = &accepted["proposal"];
        let refused = of(&first, now);
        assert_eq!(refused["state"], "refused", "{refused}");
        assert_eq!(refused["refusals"][0]["code"], "staff-away", "{refused}");
        assert!(refused["visit"].is_null());
        assert_eq!(of(&third, now)["state"], "booked");
        let of_others = centre.visits_booked().await;
        assert!(of_others.iter().all(|visit| visit["family"] != first.family.as_str()));
        assert_eq!(json!(of_others.len()), accepted["booked"]);
        assert!(["booked", "refused"].contains(&of(&second, now)["state"].as_str().unwrap()));
        // Once it is mended the line can be booked after all.
        let kept = centre.column("staff_absence", "id").await;
        centre.plant(&format!("DELETE FROM staff_absence WHERE id = '{kept}'")).await;
        let again = json!({"lines": [refused["id"]]});
        assert_eq!(centre.post("priya", &acceptance(&proposal), again).await.is(200)["booked"], 1);
    }
);

story!(one_proposal_at_a_time_and_nothing_is_accepted_that_is_not_ready, |centre| {
    centre.in_vain("priya", Method::POST, "/proposal", json!({})).await.is_refused_with("nobody-to-plan-for");
    let everybody = json!({"whom": "all"});
    centre.in_vain("priya", Method::POST, "/proposal", everybody).await.is_refused_with("nobody-to-plan-for");
    waits(&centre, "supported").await;
    let asked = centre.post("priya", "/proposal", json!({"seconds": 1})).await.is(201)["proposal"].clone();
    centre.in_vain("priya", Method::POST, "/proposal", json!({})).await.is_refused_with("planning-already");
    let all = json!({"all": true});
    let path = acceptance(&asked);
    centre.in_vain("priya", Method::POST, &path, all.clone()).await.is_refused_with("proposal-not-ready");
    assert!(centre.planner_works().await);
    assert!(!centre.planner_works().await, "it was done twice");
    let stop = format!("/proposals/{}/stop", asked["id"].as_str().unwrap());
    centre.in_vain("priya", Method::POST, &stop, json!({})).await.is_refused_with("planning-over");
    // What is asked for next takes its place.
    centre.post("priya", "/proposal", json!({"seconds": 1})).await.is(201);
    centre.in_vain("priya", Method::POST, &path, all).await.is(404);
});

story!(what_is_asked_wrongly_is_named_field_by_field, |centre| {
    waits(&centre, "supported").await;
    let wrong = json!({"from": "2027-06-01", "weeks": 9, "every_weeks": 0, "seconds": 1000});
    let answer = centre.in_vain("priya", Method::POST, "/proposal", wrong).await;
    for field in ["/from", "/weeks", "/every_weeks", "/seconds"] {
        answer.clone().blames(field);
    }
    let stranger = json!({"wishes": [{"line": "00000000-0000-4000-8000-000000000000", "what": "keep"}]});
    centre.in_vain("priya", Method::POST, "/proposal", stranger.clone()).await.blames("/wishes/0/line");
    let proposal = centre.proposes(json!({"weeks": 1})).await;
    centre.in_vain("priya", Method::POST, "/proposal", stranger).await.blames("/wishes/0/line");
    let path = acceptance(&proposal);
    centre.in_vain("priya", Method::POST, &path, json!({})).await.blames("/lines");
    let nobody = json!({"lines": ["00000000-0000-4000-8000-000000000000"]});
    centre.in_vain("priya", Method::POST, &path, nobody).await.blames("/lines");
});

story!(the_coordinator_alone_sees_and_decides, |centre| {
    let family = waits(&centre, "supported").await;
    let proposal = centre.proposes(json!({"weeks": 1})).await;
    centre.parent_signs_in(&family.family, &family.resident, "resident").await;
    let token = centre.token_of("resident").await;
    // Staff know that there is a planner; others are answered as if there were none.
    for (who, no) in [("martin", 403), ("grace", 403), ("dev", 403), ("ruth", 404), ("sam", 404), ("", 401)] {
        assert_eq!(centre.get(who, "/proposal").await.status, no, "{who}");
        assert_eq!(centre.in_vain(who, Method::POST, "/proposal", json!({})).await.status, no, "{who}");
        for path in [acceptance(&proposal), format!("/proposals/{}/stop", proposal["id"].as_str().unwrap())] {
            // Of one proposal they learn not even that it is there.
            let no = if who.is_empty() { 401 } else { 404 };
            assert_eq!(centre.in_vain(who, Method::POST, &path, json!({})).await.status, no, "{who} {path}");
        }
    }
    let hers = centre.ask_with(&token, Method::GET, "/proposal", Value::Null).await;
    assert_eq!(hers.status, 404);
    let own = centre.sign_in("resident").await.open("/my").await;
    own.does_not_show("proposal");
});

story!(what_a_program_left_unfinished_stands_as_stopped_and_can_be_asked_again, |centre| {
    waits(&centre, "supported").await;
    let asked = centre.post("priya", "/proposal", json!({"seconds": 1})).await.is(201)["proposal"].clone();
    centre.plant("UPDATE proposal SET state = 'running'").await;
    assert_eq!(centre.get("priya", "/proposal").await.is(200)["proposal"]["state"], "stopped");
    let house = centre.house.clone();
    let begun = tokio::task::spawn_blocking(move || proposal::begin_again(&house)).await.unwrap();
    assert!(begun.is_ok());
    assert_eq!(centre.column("proposal", "state").await, "stopped");
    assert_eq!(centre.column("proposal_line", "id").await, "");
    assert!(!centre.planner_works().await, "it was gone on with");
    centre.in_vain("priya", Method::POST, &acceptance(&asked), json!({"all": true})).await.is(409);
    centre.proposes(json!({"weeks": 1})).await;
});

story!(the_planner_is_stopped_before_it_begins_and_while_it_works, |centre| {
    for _ in 0..3 {
        waits(&centre, "supervised").await;
    }
    let stop = async |proposal: &Value| {
        let path = format!("/proposals/{}/stop", proposal["id"].as_str().unwrap());
        centre.post("priya", &path, json!({})).await
    };
    let asked = centre.post("priya", "/proposal", json!({"seconds": 1})).await.is(201)["proposal"].clone();
    assert_eq!(stop(&asked).await.is(200)["proposal"]["state"], "stopped");
    assert!(!centre.planner_works().await);
    // While it works, it ends with the best so far: long before its two minutes are over.
    let long = json!({"seconds": 120, "weeks": 4});
    let asked = centre.post("priya", "/proposal", long).await.is(201)["proposal"].clone();
    let house = centre.house.clone();
    let work = tokio::task::spawn_blocking(move || proposal::plan_next(&house).is_ok());
    let now = loop {
        let now = centre.get("priya", "/proposal").await.is(200)["proposal"].clone();
        if now["state"] != "asked" && (now["state"] != "running" || !now["progress"]["served"].is_null()) {
            break now;
        }
    };
    if now["state"] == "running" {
        assert_eq!(now["progress"]["of_seconds"], 120);
        assert_eq!(now["progress"]["wanted"], 12);
        let stopped = stop(&asked).await;
        assert!([200, 409].contains(&stopped.status), "{}", stopped.body);
    }
    assert!(work.await.unwrap());
    let now = centre.get("priya", "/proposal").await.is(200)["proposal"].clone();
    assert_eq!(now["state"], "ready");
    assert!(now["found"]["seconds"].as_u64().unwrap() < 60, "{now}");
    assert!(now["found"]["served"].as_u64().unwrap() > 0);
});

story!(a_time_is_kept_or_left_when_the_planner_goes_to_work_again, |centre| {
    let first = waits(&centre, "supervised").await;
    let second = waits(&centre, "supervised").await;
    let third = waits(&centre, "supervised").await;
    let before = centre.proposes(json!({"weeks": 1})).await;
    let was = |family: &Journey| line_of(&before, family);
    let wishes = json!([
        {"line": was(&first)["id"], "what": "keep"},
        {"line": was(&second)["id"], "what": "other-room"},
        {"line": was(&second)["id"], "what": "other-supervisor"},
        {"line": was(&third)["id"], "what": "other-time"},
    ]);
    let after = centre.proposes(json!({"weeks": 1, "wishes": wishes})).await;
    assert_eq!(after["found"]["served"], 3);
    let is = |family: &Journey| line_of(&after, family);
    for what in ["starts", "room", "supervisors"] {
        assert_eq!(is(&first)[what], was(&first)[what], "{what}");
    }
    assert_eq!((&is(&first)["is_kept"], &is(&second)["is_kept"]), (&json!(true), &json!(false)));
    assert_ne!(is(&second)["room"], was(&second)["room"]);
    assert_ne!(is(&second)["supervisors"][0]["id"], was(&second)["supervisors"][0]["id"]);
    assert_ne!(is(&third)["starts"], was(&third)["starts"]);
    // What was left stays left until that is forgotten; what is kept is said anew.
    let later = centre.proposes(json!({"weeks": 1})).await;
    assert_eq!(later["wishes"].as_array().unwrap().len(), 3);
    assert_ne!(line_of(&later, &third)["starts"], was(&third)["starts"]);
    assert_ne!(line_of(&later, &second)["room"], was(&second)["room"]);
    let forgot = centre.proposes(json!({"weeks": 1, "forget": true})).await;
    assert!(forgot["wishes"].as_array().unwrap().is_empty());
    assert_eq!(centre.post("priya", &acceptance(&forgot), json!({"all": true})).await.is(200)["booked"], 3);
});

story!(whoever_has_no_time_is_told_why_and_what_would_help, |centre| {
    let first = waits(&centre, "supervised").await;
    // The second family's children are in a play until all of that week is over.
    let second = centre.ready_family("supervised").await;
    let wishes = json!({"from": centre.now().day().plus_days(30)});
    centre.post("priya", &waiting(&second), wishes).await.is(201);
    let proposal = centre.proposes(json!({"weeks": 1})).await;
    assert_eq!(line_of(&proposal, &first)["state"], "proposed");
    let without = line_of(&proposal, &second);
    assert_eq!(without["state"], "unserved");
    assert!(without["starts"].is_null());
    assert!(without["reasons"][0].as_str().unwrap().contains("suits"), "{without}");
    // It cannot be accepted; all of the rest can.
    centre.accepts_in_vain(&proposal, json!({"lines": [without["id"]]})).await.blames("/lines");
    let accepted = centre.accepts_all(&proposal).await;
    assert_eq!((&accepted["booked"], &accepted["refused"]), (&json!(1), &json!(0)));
});

/// A family that waits and whose plan asks for an interpreter.
async fn waits_for_an_interpreter(centre: &Centre) -> Journey {
    let family = centre.ready_family("supported").await;
    let plan = centre.plan_with(&family, |plan| plan["needs_interpreter"] = true.into()).await;
    centre.adopted(&plan).await;
    for party in [&family.resident, &family.visiting[0]] {
        centre.agrees(&plan, party, "supported").await.is(201);
    }
    centre.post("priya", &waiting(&family), json!({})).await.is(201);
    family
}

story!(a_time_is_found_for_a_family_with_an_interpreter_and_booked_once_one_is_named, |centre| {
    let family = waits_for_an_interpreter(&centre).await;
    waits(&centre, "supported").await;
    let proposal = centre.proposes(json!({"weeks": 1})).await;
    let line = line_of(&proposal, &family);
    assert_eq!((&line["state"], &line["needs_interpreter"]), (&json!("proposed"), &json!(true)), "{line}");
    // Nobody is named: refused with the reason, and the other family's visit is booked.
    let accepted = centre.accepts_all(&proposal).await;
    assert_eq!((&accepted["booked"], &accepted["refused"]), (&json!(1), &json!(1)), "{accepted}");
    let refused = line_of(&accepted["proposal"], &family);
    assert_eq!(refused["refusals"][0]["code"], "r18-interpreter", "{refused}");
    let named = |agency: &str, independent: bool| {
        let interpreter = json!({
            "line": line["id"], "agency": agency, "independent": independent, "followed_by_supervisor": true,
        });
        json!({"lines": [line["id"]], "interpreters": [interpreter]})
    };
    let path = acceptance(&proposal);
    // An uncle who speaks both languages is no interpreter.
    let accepted = centre.post("priya", &path, named("An uncle", false)).await.is(200);
    assert_eq!((&accepted["booked"], &accepted["refused"]), (&json!(0), &json!(1)));
    let accepted = centre.post("priya", &path, named(" Clear Voices ", true)).await.is(200);
    assert_eq!((&accepted["booked"], &accepted["refused"]), (&json!(1), &json!(0)), "{accepted}");
    let visits = centre.visits_booked().await;
    let visit = visits.iter().find(|one| one["family"] == family.family.as_str()).unwrap();
    assert_eq!(visit["interpreter"]["agency"], "Clear Voices", "{visit}");
    let stranger = json!({"all": true, "interpreters": [{"line": "00000000-0000-4000-8000-000000000000"}]});
    centre.accepts_in_vain(&proposal, stranger).await.blames("/interpreters/0/line");
});

story!(the_page_asks_who_interprets_where_a_family_needs_it, |centre| {
    let family = waits_for_an_interpreter(&centre).await;
    let proposal = centre.proposes(json!({"weeks": 1})).await;
    let browser = centre.sign_in("priya").await;
    let page = browser.open("/proposal").await;
    page.is(200).shows("Who interprets for").shows("Which agency sends the interpreter?");
    let line = line_of(&proposal, &family)["id"].as_str().unwrap().to_owned();
    let typed = [
        ("all:bool", "yes"),
        ("interpreters/0/line", line.as_str()),
        ("interpreters/0/agency", "Clear Voices"),
        ("interpreters/0/independent:bool", "yes"),
        ("interpreters/0/followed_by_supervisor:bool", "yes"),
    ];
    let done = browser.fill("/proposal", &acceptance(&proposal), &typed).await;
    done.is(200).shows("See the visit").does_not_show("Who interprets for");
    assert_eq!(centre.visits_booked().await[0]["interpreter"]["agency"], "Clear Voices");
});

story!(how_long_families_wait_is_told_by_priority, |centre| {
    let first = centre.ready_family("supervised").await;
    centre.visit_that_took_place(&first, saturday(0)).await;
    let second = centre.ready_family("supported").await;
    for family in [&first, &second] {
        centre.post("priya", &waiting(family), json!({})).await.is(201);
    }
    let asked_on = centre.now().day();
    centre.it_is(&saturday(2).to_string()).await;
    let proposal = centre.proposes(json!({"weeks": 1})).await;
    let waits = proposal["waits"].as_array().unwrap();
    let so_far = centre.now().day().days_since(asked_on);
    let of = |priority: &str| waits.iter().find(|one| one["priority"] == priority).unwrap();
    for (priority, family) in [("again", &first), ("first", &second)] {
        let row = of(priority);
        assert_eq!((&row["families"], &row["served"]), (&json!(1), &json!(1)), "{row}");
        assert_eq!((&row["median_so_far"], &row["longest_so_far"]), (&json!(so_far), &json!(so_far)));
        let day: base::Day = line_of(&proposal, family)["starts"].as_str().unwrap()[..10].parse().unwrap();
        assert_eq!(row["median_with"], day.days_since(asked_on));
    }
});

story!(a_proposal_is_let_go_after_four_weeks_and_what_was_accepted_stays, |centre| {
    waits(&centre, "supported").await;
    let proposal = centre.proposes(json!({"weeks": 1})).await;
    centre.post("priya", &acceptance(&proposal), json!({"all": true})).await.is(200);
    let forget = async || {
        let house = centre.house.clone();
        let done = tokio::task::spawn_blocking(move || proposal::forget_old(&house)).await.unwrap();
        done.map_err(|problem| problem.detail()).unwrap()
    };
    let made = centre.now();
    centre.clock_shows(made.plus(base::Minutes(28 * 24 * 60)));
    assert!(!forget().await);
    centre.clock_shows(made.plus(base::Minutes(29 * 24 * 60)));
    assert!(forget().await);
    assert!(centre.get("priya", "/proposal").await.is(200)["proposal"].is_null());
    assert_eq!(centre.column("proposal_line", "id").await, "");
    assert_ne!(centre.column("visit", "id").await, "");
});

story!(asking_accepting_and_what_the_planner_did_are_in_the_trail, |centre| {
    waits(&centre, "supported").await;
    let proposal = centre.proposes(json!({"weeks": 1})).await;
    centre.post("priya", &acceptance(&proposal), json!({"all": true})).await.is(200);
    let lines = centre.column("audit_entry", "summary").await;
    for words in [
        "The planner was asked to propose visits",
        "The planner went to work",
        "The planner proposes 1 of 1 visits",
        "A visit was booked for",
        "Of what the planner proposed 1 were booked and 0 refused",
    ] {
        assert!(lines.contains(words), "{words} is not in the trail");
    }
});

story!(the_page_asks_shows_both_calendars_and_books_what_is_ticked, |centre| {
    let first = waits(&centre, "supervised").await;
    waits(&centre, "supported").await;
    centre.booked(&first, saturday(0)).await;
    let browser = centre.sign_in("priya").await;
    browser.open("/waiting-list").await.is(200).shows("Plan ahead");
    browser
        .open("/proposal")
        .await
        .is(200)
        .shows("Ask the planner")
        .shows("Nothing is booked or moved until you accept it");
    let typed = [("weeks:int", "2"), ("every_weeks:int", "1"), ("whom", "waiting"), ("seconds:int", "900")];
    let refused = browser.fill("/proposal", "/proposal", &typed).await;
    refused.is(422).shows("Enter a number of seconds from 1 to 120").shows("value=\"900\"");
    let typed = [("weeks:int", "2"), ("every_weeks:int", "1"), ("whom", "waiting"), ("seconds:int", "1")];
    let asked = browser.fill("/proposal", "/proposal", &typed).await;
    asked.is(200).shows("The planner is at work").shows("Look again").shows("Stop, and show the best so far");
    asked.does_not_show("Look for times");
    assert!(centre.planner_works().await);
    let before = centre.house.database().statements();
    let ready = browser.open("/proposal").await;
    let asked = centre.house.database().statements() - before;
    assert!(asked <= 12, "the page asks {asked} things");
    ready
        .is(200)
        .shows("Every visit that was wanted has a time")
        .shows("Booked today")
        .shows("With the proposal");
    ready.shows("<b>Stays</b>").shows("<b>New</b>").shows("Who waits how long").shows("Plan again");
    let proposal = centre.get("priya", "/proposal").await.is(200)["proposal"].clone();
    let path = acceptance(&proposal);
    browser.fill("/proposal", &path, &[]).await.is(422).shows("Tick the visits that are to be booked");
    let line = lines(&proposal)[0]["id"].as_str().unwrap().to_owned();
    let done = browser.fill("/proposal", &path, &[("lines:list", &line)]).await;
    done.is(200)
        .shows("Booked")
        .shows("See the visit")
        .shows("Booked from this proposal")
        .shows("Book all 2");
    // A co-ordinator who keeps one time and leaves another.
    let lines = lines(&centre.get("priya", "/proposal").await.is(200)["proposal"]);
    let open: Vec<&str> = lines
        .iter()
        .filter(|one| one["state"] == "proposed")
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    let wishes = [
        ("weeks:int", "2"),
        ("every_weeks:int", "1"),
        ("whom", "waiting"),
        ("seconds:int", "1"),
        ("wishes/0/line", open[0]),
        ("wishes/0/what", "keep"),
        ("wishes/1/line", open[1]),
        ("wishes/1/what", "other-time"),
    ];
    browser.fill("/proposal", "/proposal", &wishes).await.is(200).shows("The planner is at work");
    assert!(centre.planner_works().await);
    let again = browser.open("/proposal").await;
    again.shows("New, kept as you asked").shows("You said before").shows("Not this time");
    let proposal = centre.get("priya", "/proposal").await.is(200)["proposal"].clone();
    browser
        .fill("/proposal", &acceptance(&proposal), &[("all:bool", "yes")])
        .await
        .is(200)
        .does_not_show("Book all");
});
