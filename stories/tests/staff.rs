//! The staff: who joins and leaves, what each says of themselves, and what nobody else is told of it.

use axum::http::Method;
use serde_json::{Value, json};
use stories::{Centre, id, items, saturday, story};

fn of(centre: &Centre, who: &str, rest: &str) -> String {
    format!("/staff/{}{rest}", centre.id_of(who))
}

story!(each_reads_their_own_page_and_why_somebody_is_away_is_for_those_who_lead, |centre| {
    centre.says_away("joan", "joan", 0).await;
    let own = centre.get("joan", &of(&centre, "joan", "")).await.is(200);
    assert_eq!(own["absences"][0]["reason"], Value::Null);
    let led = centre.get("priya", &of(&centre, "joan", "")).await.is(200);
    assert_eq!(led["absences"][0]["reason"], "sickness");
    for (who, path) in [("dev", of(&centre, "joan", "")), ("grace", of(&centre, "priya", ""))] {
        let nobody = centre.get(who, "/staff/00000000-0000-4000-8000-000000000000").await;
        let other = centre.get(who, &path).await;
        assert_eq!((other.status, other.body), (404, nobody.body));
    }
    let dev = centre.sign_in("dev").await;
    dev.open(&of(&centre, "joan", "")).await.is(404);
    dev.open("/staff").await.is(404);
    dev.open(&of(&centre, "dev", "")).await.is(200).shows("Available times");
    centre
        .in_vain("dev", Method::PUT, &of(&centre, "joan", "/terms"), json!({}))
        .await
        .refused(404, "not-found");
    let ending =
        of(&centre, "dev", &format!("/absences/{}/ending", led["absences"][0]["id"].as_str().unwrap()));
    centre.in_vain("dev", Method::POST, &ending, json!({})).await.refused(404, "not-found");
});

story!(what_is_said_badly_is_named_by_its_field, |centre| {
    let times = json!({"weekday": "monday", "from": "09:00", "until": "12:00"});
    for (name, value, field) in [
        ("until", json!("08:00"), "/until"),
        ("until", json!("25:00"), "/until"),
        ("every_weeks", json!(0), "/every_weeks"),
        ("until_on", json!("2026-11-17"), "/until_on"),
        ("weekday", json!("someday"), "/weekday"),
    ] {
        let mut wrong = times.clone();
        wrong[name] = value;
        centre.in_vain("joan", Method::POST, &of(&centre, "joan", "/times"), wrong).await.blames(field);
    }
    let kept = centre.post("joan", &of(&centre, "joan", "/times"), times).await.is(201);
    assert_eq!((&kept["every_weeks"], &kept["starts_on"]), (&json!(1), &json!("2026-11-18")));
    let ending = of(&centre, "joan", &format!("/times/{}/ending", id(&kept)));
    centre.post("joan", &ending, json!({})).await.is(201);
    let terms = json!({"most_in_a_week": 0});
    centre
        .in_vain("joan", Method::PUT, &of(&centre, "joan", "/terms"), terms)
        .await
        .blames("/most_in_a_week");
    for (from, until) in
        [("2026-11-20", "2026-11-19"), ("2026-11-01", "2026-11-02"), ("2026-11-20", "2028-11-20")]
    {
        let away = json!({"from": from, "until": until, "reason": "holiday"});
        centre.in_vain("joan", Method::POST, &of(&centre, "joan", "/absences"), away).await.blames("/until");
    }
    for other in [centre.id_of("joan"), "00000000-0000-4000-8000-000000000000"] {
        let close = json!({"other": other, "kind": "partner"});
        centre.in_vain("joan", Method::POST, &of(&centre, "joan", "/close-to"), close).await.blames("/other");
    }
});

story!(r7_whoever_knows_an_adult_of_the_family_or_is_close_to_who_does_holds_no_visit_of_it, |centre| {
    let family = centre.ready_family("supervised").await;
    let (path, booking) = centre.booking(&family, saturday(0)).await;
    centre.knows("dev", &family.resident).await;
    let checked = centre.post("priya", &path, booking.clone()).await;
    assert_eq!(checked.status, 201, "Dev holds none of it: {}", checked.body);
    let (path, mut booking) = centre.booking(&family, saturday(1)).await;
    centre.are_close("grace", "dev").await;
    centre.in_vain("priya", Method::POST, &path, booking.clone()).await.refused(409, "r7-supervisor");
    booking["supervisors"] = json!([centre.id_of("tomasz")]);
    // An adult of the family counts also when they do not come.
    centre.knows("tomasz", &family.visiting[1]).await;
    booking["people"] = json!([family.visiting[0], family.resident]);
    centre.in_vain("priya", Method::POST, &path, booking).await.refused(409, "r7-supervisor");
});

story!(r25_whoever_says_that_they_know_somebody_is_never_told_whether_they_come_here, |centre| {
    let family = centre.ready_family("supervised").await;
    let grace = centre.sign_in("grace").await;
    let words = json!({"words": "Karl Farrow, from school."});
    let said = centre.post("grace", &of(&centre, "grace", "/known"), words).await.is(201);
    let (own, pages) = (of(&centre, "grace", ""), ["/", "/rota", "/rota/cover"]);
    let told = || async {
        let mut told =
            vec![centre.get("grace", &own).await.is(200).to_string(), grace.hear(&own).await.told()];
        for page in pages {
            told.push(grace.hear(page).await.told());
        }
        told
    };
    let before = told().await;
    assert!(before[0].contains("Karl Farrow"));
    let link = of(&centre, "grace", &format!("/known/{}", id(&said)));
    centre.in_vain("priya", Method::PUT, &link, json!({"party": centre.id_of("dev")})).await.blames("/party");
    let party = json!({"party": family.visiting[0]});
    centre.in_vain("grace", Method::PUT, &link, party.clone()).await.refused(403, "not-allowed");
    centre.in_vain("dev", Method::PUT, &link, party.clone()).await.refused(404, "not-found");
    let nobody = centre.put("priya", &link, json!({})).await.is(200);
    assert!(nobody["looked_at"].is_string());
    assert_eq!(told().await, before);
    let linked = centre.put("priya", &link, party).await.is(200);
    assert!(linked["party_name"].as_str().unwrap().contains("Karl Farrow"));
    assert_eq!(told().await, before, "the words fit somebody, and Grace was told so");
    let page = centre.sign_in("priya").await;
    page.open(&of(&centre, "grace", "")).await.is(200).shows("Karl Farrow (");
});

story!(a_tie_is_kept_once_and_a_colleague_who_said_it_first_is_not_given_away, |centre| {
    centre.are_close("joan", "dev").await;
    let close = |other: &str| json!({"other": centre.id_of(other), "kind": "partner"});
    centre
        .in_vain("joan", Method::POST, &of(&centre, "joan", "/close-to"), close("dev"))
        .await
        .refused(409, "close-to-declared");
    // Dev says it too, as though he were the first.
    centre.post("dev", &of(&centre, "dev", "/close-to"), close("joan")).await.is(201);
    let seen = |who: &'static str, of_whom: &str| {
        let (centre, path) = (&centre, of(&centre, of_whom, ""));
        async move { centre.get(who, &path).await.is(200)["close_to"].as_array().unwrap().len() }
    };
    assert_eq!((seen("joan", "joan").await, seen("dev", "dev").await, seen("priya", "dev").await), (1, 0, 1));
});

story!(somebody_joins_with_a_sign_in_and_no_role_that_approves_is_given_one_here, |centre| {
    let new = |role: &str, username: &str| {
        json!({
            "name": "Nadia Ferris", "role": role,
            "sign_in": {"username": username, "password": "harbour-lantern-26"},
        })
    };
    for (body, field) in [
        (new("coordinator", "nadia"), "/sign_in/username"),
        (new("safeguarding-lead", "nadia"), "/sign_in/username"),
        (new("volunteer", "nadia ferris"), "/sign_in/username"),
        (json!({"name": "Nadia Ferris", "role": "parent"}), "/role"),
        (
            json!({"name": "N", "role": "volunteer", "sign_in": {"username": "n", "password": "short"}}),
            "/sign_in/password",
        ),
    ] {
        centre.in_vain("priya", Method::POST, "/staff", body).await.blames(field);
    }
    centre
        .in_vain("priya", Method::POST, "/staff", new("volunteer", "joan"))
        .await
        .refused(409, "username-taken");
    centre
        .in_vain("grace", Method::POST, "/staff", new("volunteer", "nadia"))
        .await
        .refused(403, "not-allowed");
    let added = centre.post("priya", "/staff", new("volunteer", "nadia")).await.is(201);
    let nadia = centre.sign_in("nadia").await;
    nadia.open("/rota").await.is(200).shows("You have no duties ahead");
    let listed = items(&centre.get("priya", "/staff").await.is(200));
    let known = listed.iter().find(|one| one["id"] == added["id"]).unwrap();
    let clearance = format!("/staff/{}/clearance", known["id"].as_str().unwrap());
    let answer = centre.get("priya", &clearance).await.is(200);
    assert_eq!(answer["is_cleared"], false, "nobody is cleared by joining");
    let priya = centre.sign_in("priya").await;
    let filled =
        priya.fill("/staff/new", "/staff/new", &[("name", "Owen Pryce"), ("role", "volunteer")]).await;
    filled.is(200).shows("Owen Pryce");
    let closing = format!("/staff/{}/closing", id(&added));
    priya.fill(&closing, &closing, &[]).await.is(200);
    nadia.open("/rota").await.shows("Sign in");
    let names: Vec<Value> = items(&centre.get("priya", "/staff").await.is(200));
    assert!(names.iter().all(|one| one["id"] != added["id"]));
});

story!(a_supervision_note_is_read_by_the_two_and_the_safeguarding_lead_and_stays_as_it_is, |centre| {
    let notes = of(&centre, "joan", "/supervision");
    let note =
        json!({"day": "2026-11-17", "discussed": "Stepping in early.", "agreed": "Sit in on two briefings."});
    centre.in_vain("grace", Method::POST, &notes, note.clone()).await.refused(404, "not-found");
    let supervisor = of(&centre, "joan", "/supervisor");
    let by = |who: &str| json!({"supervisor": centre.id_of(who)});
    centre.in_vain("priya", Method::PUT, &supervisor, by("joan")).await.blames("/supervisor");
    centre.in_vain("grace", Method::PUT, &supervisor, by("grace")).await.refused(404, "not-found");
    centre.put("priya", &supervisor, by("grace")).await.is(200);
    let mut tomorrow = note.clone();
    tomorrow["day"] = "2026-11-19".into();
    centre.in_vain("grace", Method::POST, &notes, tomorrow).await.blames("/day");
    centre.post("grace", &notes, note.clone()).await.is(201);
    for who in ["joan", "grace", "martin"] {
        let read = items(&centre.get(who, &notes).await.is(200));
        assert_eq!(read[0]["agreed"], "Sit in on two briefings.", "{who}");
        centre.sign_in(who).await.open(&notes).await.is(200).shows("Stepping in early.");
    }
    centre.in_vain("martin", Method::POST, &notes, note.clone()).await.refused(409, "not-their-supervisor");
    centre.in_vain("joan", Method::POST, &notes, note.clone()).await.refused(403, "not-allowed");
    for who in ["priya", "tomasz", "dev"] {
        centre.get(who, &notes).await.refused(404, "not-found");
        centre.sign_in(who).await.open(&notes).await.is(404);
    }
    // A new supervisor begins anew; the one before still reads what she wrote.
    centre.put("priya", &supervisor, by("tomasz")).await.is(200);
    assert!(items(&centre.get("tomasz", &notes).await.is(200)).is_empty());
    assert_eq!(items(&centre.get("grace", &notes).await.is(200)).len(), 1);
    centre.in_vain("grace", Method::POST, &notes, note).await.refused(409, "not-their-supervisor");
});
