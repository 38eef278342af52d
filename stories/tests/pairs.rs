//! A pair who must not meet is taken away by two people, never while a court keeps them apart, and neither of the
//! two is told.

use app::demo::Journey;
use axum::http::Method;
use serde_json::{Value, json};
use stories::{Centre, id, items, saturday, story};

fn path(family: &Journey, rest: &str) -> String {
    format!("/families/{}/no-meetings{rest}", family.family)
}

fn both(one: &str, other: &str, reason: &str) -> Value {
    json!({"one": one, "other": other, "reason": reason})
}

/// Two families whose fathers must not meet.
async fn kept_apart(centre: &Centre) -> (Journey, Journey) {
    let one = centre.ready_family("supported").await;
    let other = centre.ready_family("supported").await;
    let pair = both(&one.visiting[0], &other.visiting[0], "A fight outside school.");
    centre.post("priya", &path(&one, ""), pair).await.is(201);
    (one, other)
}

async fn asked_for(centre: &Centre, who: &str, family: &Journey, other: &str) -> String {
    let asks = both(&family.visiting[0], other, "They made it up; both told us so.");
    let ending = centre.post(who, &path(family, "/endings"), asks).await.is(201);
    path(family, &format!("/endings/{}/decision", id(&ending)))
}

fn confirm() -> Value {
    json!({"decision": "confirm"})
}

story!(r4_two_people_take_a_pair_away_and_one_alone_does_not, |centre| {
    let (one, other) = kept_apart(&centre).await;
    // Booked apart in time, then one is moved into the other's: it is refused while they are kept apart.
    centre.booked_supported(&one, saturday(1)).await;
    let room = centre.room("Garden room").await;
    let (book, booking) =
        (format!("/families/{}/visits", other.family), json!({"starts": saturday(1), "room": room}));
    centre.in_vain("priya", Method::POST, &book, booking.clone()).await.refused(409, "r4-no-meeting");
    let decision = asked_for(&centre, "priya", &one, &other.visiting[0]).await;
    centre.in_vain("priya", Method::POST, &book, booking.clone()).await.refused(409, "r4-no-meeting");
    let again = both(&other.visiting[0], &one.visiting[0], "The same, from the other family's page.");
    centre
        .in_vain("martin", Method::POST, &path(&other, "/endings"), again)
        .await
        .refused(409, "pair-ending-asked");
    centre.in_vain("priya", Method::POST, &decision, confirm()).await.refused(409, "r4-second-person");
    let ended = centre.post("martin", &decision, confirm()).await.is(201);
    assert_eq!(
        (&ended["state"], &ended["asked_by"], &ended["decided_by"], &ended["kept_apart_because"]),
        (&json!("ended"), &json!("Priya Raman"), &json!("Martin Oduya"), &json!("A fight outside school."))
    );
    centre.in_vain("martin", Method::POST, &decision, confirm()).await.refused(409, "pair-ending-decided");
    centre.post("priya", &book, booking).await.is(201);
    // It stands in the history of both families, and in the trail of the one it was done for.
    assert_eq!(items(&centre.get("priya", &path(&one, "")).await.is(200)), Vec::<Value>::new());
    for family in [&one, &other] {
        let endings = items(&centre.get("priya", &path(family, "/endings")).await.is(200));
        assert_eq!((endings.len(), &endings[0]["reason"]), (1, &json!("They made it up; both told us so.")));
    }
    let trail = centre.column("audit_entry", "summary").await;
    assert!(trail.contains("A second person confirmed that two people need not be kept apart any longer"));
    // They can be named anew, and are kept apart again.
    let pair = both(&one.visiting[0], &other.visiting[0], "Another fight.");
    centre.post("priya", &path(&one, ""), pair).await.is(201);
    let far = json!({"starts": saturday(2), "room": room});
    centre.booked_supported(&one, saturday(2)).await;
    centre.in_vain("priya", Method::POST, &book, far).await.refused(409, "r4-no-meeting");
});

story!(r4_visits_that_stood_marked_are_mended_when_the_pair_ends_and_stay_when_it_is_kept, |centre| {
    let one = centre.ready_family("supported").await;
    let other = centre.ready_family("supported").await;
    let first = centre.booked_supported(&one, saturday(1)).await;
    let second = centre.booked_supported(&other, saturday(1)).await;
    let pair = both(&one.visiting[0], &other.visiting[0], "A fight outside school.");
    centre.post("priya", &path(&one, ""), pair).await.is(201);
    assert!(centre.mark_on(&first).await.is_some() && centre.mark_on(&second).await.is_some());
    let decision = asked_for(&centre, "martin", &one, &other.visiting[0]).await;
    centre.post("martin", &decision, json!({"decision": "keep"})).await.is(201);
    assert!(centre.mark_on(&first).await.is_some() && centre.mark_on(&second).await.is_some());
    let decision = asked_for(&centre, "martin", &one, &other.visiting[0]).await;
    // Before a second person has confirmed it, the first page of another tells of it, and that of the first does not.
    let waits = "Confirm that a pair need not be kept apart";
    let (priya, martin) = (centre.sign_in("priya").await, centre.sign_in("martin").await);
    priya.open("/").await.is(200).shows(waits);
    martin.open("/").await.is(200).does_not_show(waits);
    let page = path(&one, "/endings");
    martin
        .open(&page)
        .await
        .is(200)
        .shows("Another member of staff has to confirm it")
        .does_not_show("Confirm:");
    priya.open(&page).await.is(200).shows("Confirm: they need not be kept apart");
    priya.fill(&page, &decision, &[("decision", "confirm")]).await.is(200).shows("They may meet");
    assert_eq!((centre.mark_on(&first).await, centre.mark_on(&second).await), (None, None));
    priya.open("/").await.is(200).does_not_show(waits);
});

story!(r4_a_pair_that_a_court_keeps_apart_ends_only_after_the_order, |centre| {
    let family = centre.ready_family("supervised").await;
    let (his, hers) = (family.visiting[0].clone(), family.visiting[1].clone());
    let order = |pair: Value| {
        json!({"says": {
            "kind": "non-molestation", "made_on": "2026-11-01",
            "terms": {"allows_contact": false, "stay_away": [pair]},
        }})
    };
    let orders = format!("/families/{}/orders", family.family);
    let kept = centre.post("priya", &orders, order(json!({"who": his, "from": hers}))).await.is(201);
    let asks = both(&his, &hers, "They live together again.");
    let endings = path(&family, "/endings");
    centre.in_vain("priya", Method::POST, &endings, asks.clone()).await.refused(409, "order-keeps-apart");
    let discharged =
        json!({"how": "discharged", "from": "2026-11-18", "why": "The court said so on Monday."});
    centre.post("priya", &format!("/orders/{}/ending", id(&kept)), discharged).await.is(201);
    let decision = asked_for(&centre, "priya", &family, &hers).await;
    // A new order comes before the second person looks: it is not confirmed over the court's head.
    let kept = centre.post("priya", &orders, order(json!({"who": hers, "from": his}))).await.is(201);
    centre.in_vain("martin", Method::POST, &decision, confirm()).await.refused(409, "order-keeps-apart");
    let discharged = json!({"how": "not-needed", "from": "2026-11-18", "why": "It was made in error."});
    centre.post("priya", &format!("/orders/{}/ending", id(&kept)), discharged).await.is(201);
    centre.post("martin", &decision, confirm()).await.is(201);
    // The two sides of the family never meet, whatever has become of the order that said so.
    let kept =
        centre.post("priya", &orders, order(json!({"who": his, "from": family.resident}))).await.is(201);
    let discharged =
        json!({"how": "discharged", "from": "2026-11-18", "why": "The court said so on Monday."});
    centre.post("priya", &format!("/orders/{}/ending", id(&kept)), discharged).await.is(201);
    let asks = both(&his, &family.resident, "They are friends again.");
    centre.in_vain("priya", Method::POST, &endings, asks).await.refused(409, "r4-both-sides");
});

story!(what_is_said_badly_of_a_pair_is_refused_and_nobody_else_may_ask, |centre| {
    let (one, other) = kept_apart(&centre).await;
    let endings = path(&one, "/endings");
    let asks = both(&one.visiting[0], &other.visiting[0], "They made it up.");
    for who in ["grace", "dev", "ruth", "sam"] {
        let answer = centre.in_vain(who, Method::POST, &endings, asks.clone()).await;
        assert!(matches!(answer.status, 403 | 404), "{who}: {}", answer.body);
        assert!(matches!(centre.get(who, &endings).await.status, 403 | 404), "{who}");
    }
    centre.in_vain("", Method::POST, &endings, asks.clone()).await.refused(401, "sign-in-needed");
    let strangers = both(&one.visiting[0], &other.visiting[1], "They made it up.");
    centre.in_vain("priya", Method::POST, &endings, strangers).await.blames("/other");
    let silent = json!({"one": one.visiting[0], "other": other.visiting[0]});
    centre.in_vain("priya", Method::POST, &endings, silent).await.blames("/reason");
    // A family that neither of them belongs to has nothing to say of it.
    let third = centre.accepted_family("supported").await;
    centre.in_vain("priya", Method::POST, &path(&third, "/endings"), asks).await.blames("/other");
    let decision = asked_for(&centre, "priya", &one, &other.visiting[0]).await;
    let elsewhere = decision.replace(&one.family, &third.family);
    centre.in_vain("martin", Method::POST, &elsewhere, confirm()).await.refused(404, "not-found");
    // What was typed stays on the page when it is refused.
    let martin = centre.sign_in("martin").await;
    let page = format!("{endings}?one={}&other={}", one.visiting[0], other.visiting[0]);
    let typed = [("one", one.visiting[0].as_str()), ("other", other.visiting[0].as_str()), ("reason", "")];
    martin.fill(&page, &endings, &typed).await.is(422);
});

story!(the_database_lets_nobody_take_a_pair_away_alone, |centre| {
    let (one, other) = kept_apart(&centre).await;
    let delete = "DELETE FROM no_meeting";
    assert!(centre.refuses(delete).await.contains("no_meeting_ends"), "a pair is taken away by nobody");
    let decision = asked_for(&centre, "priya", &one, &other.visiting[0]).await;
    assert!(centre.refuses(delete).await.contains("no_meeting_ends"), "it is only asked for");
    let alone = "UPDATE no_meeting_end SET state = 'ended', decided_by = asked_by, decided_at = 1";
    assert!(centre.plant_refused(alone).await, "whoever asked confirmed it by hand");
    let as_another = format!(
        "UPDATE no_meeting_end SET state = 'ended', decided_at = 1, decided_staff = asked_staff, \
         decided_by = (SELECT id FROM account WHERE username = 'martin') WHERE asked_staff = '{}'",
        centre.id_of("priya")
    );
    assert!(centre.plant_refused(&as_another).await, "the same person under another sign-in");
    centre.post("martin", &decision, confirm()).await.is(201);
    let rewritten = "UPDATE no_meeting_end SET reason = 'Something else.'";
    assert!(centre.refuses(rewritten).await.contains("no_meeting_end_stays"));
    assert!(centre.refuses("DELETE FROM no_meeting_end").await.contains("no_meeting_end_stays"));
    // What was confirmed once does not take away the same two when they are named again.
    centre.clock_shows(centre.now().plus(base::Minutes(1)));
    let pair = both(&one.visiting[0], &other.visiting[0], "Another fight.");
    centre.post("priya", &path(&one, ""), pair).await.is(201);
    assert!(centre.refuses(delete).await.contains("no_meeting_ends"));
});

story!(r25_neither_of_the_two_learns_that_a_pair_ended, |centre| {
    let (one, other) = kept_apart(&centre).await;
    let his = centre.parent_signs_in(&one.family, &one.visiting[0], "harbour.one").await;
    let theirs = centre.parent_signs_in(&other.family, &other.visiting[0], "harbour.two").await;
    let told = || async {
        let mut told = Vec::new();
        for browser in [&his, &theirs] {
            for page in ["/", "/my/visits", "/my/plan", "/my/calendar"] {
                told.push(browser.hear(page).await.told());
            }
        }
        told
    };
    let before = told().await;
    let decision = asked_for(&centre, "priya", &one, &other.visiting[0]).await;
    assert_eq!(told().await, before, "it was asked for");
    centre.post("martin", &decision, confirm()).await.is(201);
    assert_eq!(told().await, before, "it was confirmed");
    for browser in [&his, &theirs] {
        browser.open(&path(&one, "/endings")).await.is(404);
    }
});
