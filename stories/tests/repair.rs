//! When facts change, the planner finds other times for what cannot stay as it was booked, near to what was and for
//! as few families as can be; and nothing is moved before a person accepts it.

use base::{Day, Minutes};
use serde_json::{Value, json};
use stories::{Centre, acceptance, line_of, lines, saturday, story};

/// What the planner proposes for the visits that cannot stay as they are.
async fn repaired(centre: &Centre) -> Value {
    centre.proposes(json!({"whom": "unsafe", "weeks": 3})).await
}

async fn visit(centre: &Centre, id: &str) -> Value {
    centre.get("priya", &format!("/visits/{id}")).await.is(200)
}

fn day_of(moment: &Value) -> Day {
    moment.as_str().unwrap()[..10].parse().unwrap()
}

story!(a_visit_whose_supervisor_is_away_keeps_its_time_and_room_with_somebody_else, |centre| {
    centre.asks_only_for_an_induction().await;
    let family = centre.ready_family("supervised").await;
    let other = centre.ready_family("supervised").await;
    let ill = centre.booked(&family, saturday(1)).await;
    let well = centre.booked(&other, saturday(2)).await;
    centre.says_away("priya", "grace", 1).await;
    assert!(centre.mark_on(&ill).await.is_some());
    let (was, untouched) = (visit(&centre, &ill).await, visit(&centre, &well).await);

    let proposal = repaired(&centre).await;
    assert_eq!((&proposal["found"]["wanted"], &proposal["found"]["served"]), (&json!(1), &json!(1)));
    let line = line_of(&proposal, &family);
    assert_eq!((&line["moves"]["visit"], &line["state"]), (&json!(ill), &json!("proposed")), "{line}");
    assert_eq!((&line["starts"], &line["room"]), (&was["timing"]["starts"], &was["room"]));
    assert_ne!(line["supervisors"], line["moves"]["supervisors"]);
    assert_eq!(line["moves"]["supervisors"][0]["id"], centre.id_of("grace"));
    assert!(proposal["waits"].as_array().unwrap().is_empty());
    // Nothing is moved before somebody says so.
    assert_eq!(visit(&centre, &ill).await, was);

    let accepted = centre.accepts_all(&proposal).await;
    assert_eq!((&accepted["booked"], &accepted["refused"]), (&json!(1), &json!(0)), "{accepted}");
    let now = visit(&centre, &ill).await;
    assert_eq!((&now["timing"], &now["room"]), (&was["timing"], &was["room"]));
    assert_eq!(now["supervisors"], line["supervisors"]);
    assert!(centre.mark_on(&ill).await.is_none());
    assert_eq!(visit(&centre, &well).await, untouched);
    // Accepted twice, it is moved once.
    assert_eq!(centre.accepts_all(&proposal).await["booked"], 0);
});

story!(a_visit_on_a_day_that_is_closed_goes_to_the_nearest_day_that_is_open, |centre| {
    centre.asks_only_for_an_induction().await;
    let family = centre.ready_family("supervised").await;
    let shut = centre.booked(&family, saturday(1)).await;
    let next = centre.booked(&family, saturday(2)).await;
    let day = saturday(1).day();
    let closed = json!({
        "starts": saturday(1).plus(Minutes(-4 * 60)), "ends": saturday(1).plus(Minutes(8 * 60)),
        "reason": "The boiler is broken.", "despite_visits": true,
    });
    centre.post("priya", "/closures", closed).await.is(201);
    assert!(centre.mark_on(&shut).await.is_some());
    let proposal = repaired(&centre).await;
    let line = line_of(&proposal, &family);
    let to = day_of(&line["starts"]);
    // The Wednesdays are as near as any day on which the centre is open; and the visit stays nearer to its own day
    // than to the family's next.
    assert_eq!(to.days_since(day), -3, "{line}");
    let accepted = centre.accepts_all(&proposal).await;
    assert_eq!((&accepted["booked"], &accepted["refused"]), (&json!(1), &json!(0)), "{accepted}");
    assert!(centre.mark_on(&shut).await.is_none());
    assert_eq!(visit(&centre, &next).await["timing"]["starts"], json!(saturday(2)));
});

story!(of_two_visits_that_must_not_meet_one_family_is_moved_and_the_other_told_nothing, |centre| {
    centre.asks_only_for_an_induction().await;
    let first = centre.ready_family("supported").await;
    let second = centre.ready_family("supported").await;
    let visits = [
        centre.booked_supported(&first, saturday(1)).await,
        centre.booked_supported(&second, saturday(1)).await,
    ];
    let pair = json!({"one": first.visiting[0], "other": second.visiting[0], "reason": "A fight in court."});
    centre.post("priya", &format!("/families/{}/no-meetings", first.family), pair).await.is(201);
    for one in &visits {
        assert!(centre.mark_on(one).await.is_some());
    }
    let proposal = repaired(&centre).await;
    assert_eq!(lines(&proposal).len(), 1, "{proposal}");
    let moved = lines(&proposal)[0].clone();
    assert_eq!(day_of(&moved["starts"]), saturday(1).day(), "{moved}");
    let accepted = centre.accepts_all(&proposal).await;
    assert_eq!((&accepted["booked"], &accepted["refused"]), (&json!(1), &json!(0)), "{accepted}");
    for one in &visits {
        assert!(centre.mark_on(one).await.is_none(), "it is still unsafe");
    }
    let stayed = visits.iter().find(|one| moved["moves"]["visit"] != one.as_str()).unwrap();
    assert_eq!(visit(&centre, stayed).await["timing"]["starts"], json!(saturday(1)));
});

story!(a_visit_that_was_changed_by_hand_meanwhile_is_left_as_it_is, |centre| {
    centre.asks_only_for_an_induction().await;
    let family = centre.ready_family("supervised").await;
    let ill = centre.booked(&family, saturday(1)).await;
    centre.says_away("priya", "grace", 1).await;
    let proposal = repaired(&centre).await;
    let by_hand = json!({
        "asked_by": "centre", "reason": "Grace is ill.", "starts": saturday(1).plus(Minutes(60)),
        "supervisors": [centre.id_of("tomasz")],
    });
    centre.post("priya", &format!("/visits/{ill}/change"), by_hand).await.is(200);
    let kept = visit(&centre, &ill).await;
    let accepted = centre.accepts_all(&proposal).await;
    assert_eq!((&accepted["booked"], &accepted["refused"]), (&json!(0), &json!(1)));
    let line = line_of(&accepted["proposal"], &family);
    assert_eq!((&line["state"], &line["refusals"][0]["code"]), (&json!("refused"), &json!("changed-since")));
    assert_eq!(visit(&centre, &ill).await, kept);
});

story!(where_every_visit_can_stay_or_waits_for_a_decision_nothing_is_looked_for, |centre| {
    let family = centre.ready_family("supervised").await;
    let booked = centre.booked(&family, saturday(1)).await;
    let asked = json!({"whom": "unsafe"});
    let nobody = async || {
        let answer = centre.in_vain("priya", axum::http::Method::POST, "/proposal", asked.clone()).await;
        answer.is_refused_with("nobody-to-plan-for")
    };
    let told = nobody().await;
    assert!(told.to_string().contains("can stay as it is"), "{told}");
    // A child who does not want to come is not made to by another time.
    let held = "unsafe_because = 'The child did not want to come.', unsafe_code = 'r12-child-refusal'";
    centre.plant(&format!("UPDATE visit SET {held} WHERE id = '{booked}'")).await;
    centre.says_away("priya", "grace", 1).await;
    nobody().await;
});

story!(a_visit_for_which_nothing_is_found_is_told_why_and_stays_marked, |centre| {
    let family = centre.ready_family("supervised").await;
    let booked = centre.booked(&family, saturday(1)).await;
    // Nobody of the staff is there for two weeks.
    for who in ["priya", "martin", "grace", "tomasz", "joan", "ruth", "sam", "dev"] {
        let day = saturday(0).day();
        let away = json!({"from": day, "until": day.plus_days(21), "reason": "holiday"});
        let path = format!("/staff/{}/absences", centre.id_of(who));
        let answer = centre.post("priya", &path, away).await;
        assert!([201, 404].contains(&answer.status), "{who}: {}", answer.body);
    }
    let proposal = repaired(&centre).await;
    let line = line_of(&proposal, &family);
    assert_eq!((&line["state"], &line["moves"]["visit"]), (&json!("unserved"), &json!(booked)), "{line}");
    assert!(!line["reasons"].as_array().unwrap().is_empty());
    centre.accepts_in_vain(&proposal, json!({"lines": [line["id"]]})).await.blames("/lines");
    assert!(centre.mark_on(&booked).await.is_some());
});

story!(a_moved_visit_says_in_its_history_who_asked_and_why, |centre| {
    centre.asks_only_for_an_induction().await;
    let family = centre.ready_family("supervised").await;
    centre.booked(&family, saturday(1)).await;
    centre.says_away("priya", "grace", 1).await;
    let proposal = repaired(&centre).await;
    centre.accepts_all(&proposal).await;
    assert_eq!(centre.column("visit_change", "asked_by").await, "centre");
    let reason = centre.column("visit_change", "reason").await;
    assert!(reason.contains("accepted what the planner proposed"), "{reason}");
    let lines = centre.column("audit_entry", "summary").await;
    assert!(lines.contains("A visit was changed. It is now at"), "{lines}");
});

story!(the_page_shows_what_cannot_stay_and_where_it_would_go, |centre| {
    centre.asks_only_for_an_induction().await;
    let family = centre.ready_family("supervised").await;
    centre.booked(&family, saturday(1)).await;
    centre.says_away("priya", "grace", 1).await;
    let browser = centre.sign_in("priya").await;
    let rota = browser.open(&format!("/rota?day={}", saturday(1).day())).await;
    rota.is(200).shows("/proposal?whom=unsafe");
    let page = browser.open("/proposal?whom=unsafe").await;
    page.is(200).shows("Families whose booked visits cannot stay as they are");
    assert!(page.filled_in().iter().any(|(name, value)| name == "whom" && value == "unsafe"));
    let typed = [("weeks:int", "2"), ("every_weeks:int", "1"), ("whom", "unsafe"), ("seconds:int", "1")];
    browser.fill("/proposal", "/proposal", &typed).await.is(200).shows("The planner is at work");
    assert!(centre.planner_works().await);
    let page = browser.open("/proposal").await;
    page.is(200).shows("Every visit that cannot stay has another time").shows("<b>Cannot stay</b>");
    page.shows("<b>Moved here</b>").shows("Move all 1").shows("Was Saturday 28 November 2026");
    page.does_not_show("Who waits how long");
    let proposal = centre.get("priya", "/proposal").await.is(200)["proposal"].clone();
    let done = browser.fill("/proposal", &acceptance(&proposal), &[("all:bool", "yes")]).await;
    done.is(200).shows("Moved by this proposal").does_not_show("Move all");
});
