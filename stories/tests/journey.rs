//! One family's whole way, and each place where it may not go on.

use base::{Minutes, Moment};
use serde_json::{Value, json};
use stories::{referral, saturday_at_eleven, story};

fn event(at: Moment, what: Value) -> Value {
    json!({"id": uuid(at, &what), "at": at, "what": what})
}

/// An identifier made of what happened and when, as a device would make one by chance.
fn uuid(at: Moment, what: &Value) -> String {
    let hash = host::audit::sha256(format!("{at}{what}").as_bytes());
    format!("{}-{}-4{}-8{}-{}", &hash[..8], &hash[8..12], &hash[13..16], &hash[17..20], &hash[20..32])
}

story!(a_family_goes_from_referral_to_a_visit_in_session, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.saturday_visit(&family).await;
    let starts = saturday_at_eleven();
    let seen = centre.get("grace", &format!("/visits/{visit}")).await;
    assert_eq!(seen.status, 404, "on Wednesday a supervisor does not yet see Saturday's family");
    centre.it_is("2026-11-21T10:30:00Z").await;
    centre.get("grace", &format!("/visits/{visit}")).await.is(200);
    let path = format!("/visits/{visit}/events");
    for (minutes, what) in [
        (-20, json!({"kind": "briefed"})),
        (-15, json!({"kind": "visiting-arrived", "party": family.visiting[0], "identity": "photo"})),
        (
            0,
            json!({"kind": "child-arrived", "brought_by": family.resident,
                   "receipt": {"from": "Leanne Farrow", "to": "Grace Llewellyn", "items": "Her bag"}}),
        ),
        (2, json!({"kind": "resident-left"})),
        (3, json!({"kind": "started"})),
    ] {
        let at = starts.plus(Minutes(minutes));
        centre.it_is(&at.to_string()).await;
        centre.post("grace", &path, event(at, what)).await.is(201);
    }
    let seen = centre.get("grace", &format!("/visits/{visit}")).await.is(200);
    assert_eq!(seen["state"], "in-session");
});

story!(r2_nothing_may_be_skipped_before_the_first_visit, |centre| {
    let family = centre.assessed_family("supervised").await;
    let room = centre.room("Willow room").await;
    let booking =
        json!({"starts": saturday_at_eleven(), "room": room, "supervisors": [centre.id_of("grace")]});
    let path = format!("/families/{}/visits", family.family);
    centre.post("priya", &path, booking).await.is_refused_with("r2-not-ready");
});

story!(r1_a_booking_below_the_assessed_level_is_impossible, |centre| {
    let family = centre.ready_family("supervised").await;
    let room = centre.room("Garden room").await;
    let booking = json!({"starts": saturday_at_eleven(), "room": room, "kind": "supported"});
    let path = format!("/families/{}/visits", family.family);
    centre.post("priya", &path, booking).await.is_refused_with("r1-level-too-low");
});

story!(r3_the_two_meetings_may_not_touch, |centre| {
    let family = centre.accepted_family("supervised").await;
    let path = format!("/families/{}/meetings", family.family);
    let meeting = |party: &str, starts: &str| json!({"party": party, "starts": starts, "length": 60, "place": "Office"});
    centre.post("priya", &path, meeting(&family.resident, "2026-11-19T10:00:00Z")).await.is(201);
    for starts in
        ["2026-11-19T10:30:00Z", "2026-11-19T11:00:00Z", "2026-11-19T09:00:00Z", "2026-11-19T11:29:00Z"]
    {
        let refused = centre.post("priya", &path, meeting(&family.visiting[0], starts)).await;
        refused.is_refused_with("r3-meetings-apart");
    }
    centre.post("priya", &path, meeting(&family.visiting[0], "2026-11-19T11:30:00Z")).await.is(201);
});

story!(r7_one_supervisor_cannot_hold_two_families, |centre| {
    let one = centre.ready_family("supervised").await;
    centre.saturday_visit(&one).await;
    let other = centre.ready_family("supervised").await;
    let room = centre.room("Rowan room").await;
    let booking =
        json!({"starts": saturday_at_eleven(), "room": room, "supervisors": [centre.id_of("grace")]});
    let path = format!("/families/{}/visits", other.family);
    centre.post("priya", &path, booking).await.is_refused_with("r7-supervisor");
    let booking =
        json!({"starts": saturday_at_eleven(), "room": room, "supervisors": [centre.id_of("tomasz")]});
    centre.post("priya", &path, booking).await.is(201);
});

story!(r10_nobody_who_seems_intoxicated_comes_in, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.saturday_visit(&family).await;
    let at = saturday_at_eleven().plus(Minutes(-15));
    centre.it_is(&at.to_string()).await;
    let path = format!("/visits/{visit}/events");
    centre.post("grace", &path, event(at, json!({"kind": "briefed"}))).await.is(201);
    let arrived = json!({"kind": "visiting-arrived", "party": family.visiting[0], "identity": "photo", "seems_intoxicated": true});
    centre.post("grace", &path, event(at, arrived)).await.is_refused_with("r10-intoxication");
});

story!(the_same_event_sent_twice_changes_nothing, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.saturday_visit(&family).await;
    let at = saturday_at_eleven().plus(Minutes(-20));
    centre.it_is(&at.to_string()).await;
    let path = format!("/visits/{visit}/events");
    let briefed = event(at, json!({"kind": "briefed"}));
    let first = centre.post("grace", &path, briefed.clone()).await;
    assert!((200..300).contains(&first.status), "{}", first.body);
    let picture = centre.picture().await;
    let again = centre.post("grace", &path, briefed.clone()).await;
    assert_eq!(again.body, first.body);
    assert_eq!(centre.picture().await, picture, "nothing changed the second time");
    let mut other = briefed;
    other["what"] = json!({"kind": "debriefed", "account": "Something else"});
    centre.post("grace", &path, other).await.is_refused_with("event-id-reused");
});

story!(an_event_that_arrives_late_keeps_both_times, |centre| {
    let family = centre.ready_family("supervised").await;
    let visit = centre.saturday_visit(&family).await;
    let happened = saturday_at_eleven().plus(Minutes(-20));
    centre.it_is("2026-11-21T12:00:00Z").await;
    let path = format!("/visits/{visit}/events");
    let taken = centre.post("grace", &path, event(happened, json!({"kind": "briefed"}))).await;
    assert_eq!(taken.body["at"], json!(happened));
    assert_eq!(taken.body["received_at"], "2026-11-21T12:00:00+00:00");
});

story!(a_refused_step_leaves_the_database_as_it_was, |centre| {
    let family = centre.assessed_family("supervised").await;
    let before = centre.picture().await;
    let room = centre.room("Willow room").await;
    let booking =
        json!({"starts": saturday_at_eleven(), "room": room, "supervisors": [centre.id_of("grace")]});
    centre.post("priya", &format!("/families/{}/visits", family.family), booking).await.is(409);
    let (status, _) = centre
        .player
        .answer("priya", axum::http::Method::POST, "/enquiries", &json!({}), &[("idempotency-key", "k1")])
        .await;
    assert_eq!(status, 422);
    assert_eq!(centre.picture().await, before);
});

story!(what_somebody_may_not_know_answers_like_what_does_not_exist, |centre| {
    let family = centre.ready_family("supervised").await;
    let nowhere = "00000000-0000-4000-8000-000000000000";
    for path in ["visits", "plans", "assessments", "meetings"] {
        let hidden = centre.get("joan", &format!("/families/{}/{path}", family.family)).await;
        let absent = centre.get("joan", &format!("/families/{nowhere}/{path}")).await;
        if hidden.status != 403 {
            assert_eq!((hidden.status, &hidden.body), (absent.status, &absent.body), "{path}");
        }
    }
});

story!(the_two_adults_details_are_kept_apart_from_the_first_keystroke, |centre| {
    let secrets = ["Quarry Rise", "07700 900101", "ZZ9 4QR", "Mill Bank"];
    centre.post("ruth", "/referrals", referral("supervised")).await.is(201);
    let listed = centre.get("priya", "/referrals?state=draft").await.is(200).to_string();
    let sent = centre.accepted_family("supervised").await;
    let seen = centre.get("priya", &format!("/referrals/{}", sent.referral_id)).await.is(200).to_string();
    let followed = centre.get("ruth", &format!("/referrals/{}", sent.referral_id)).await.is(200).to_string();
    let family = centre.get("priya", &format!("/families/{}", sent.family)).await.is(200).to_string();
    let documents = centre.opened("referral", "document").await;
    for secret in secrets {
        for place in [&listed, &seen, &followed, &family, &documents] {
            assert!(!place.contains(secret), "{secret} is outside its compartment");
        }
    }
    let contact =
        centre.get("priya", &format!("/families/{}/people/{}/contact", sent.family, sent.resident)).await;
    assert!(contact.is(200).to_string().contains("Quarry Rise"));
    for who in ["grace", "joan", "ruth", "sam"] {
        let path = format!("/families/{}/people/{}/contact", sent.family, sent.resident);
        let status = centre.get(who, &path).await.status;
        assert!(status == 403 || status == 404, "{who}: {status}");
    }
});
