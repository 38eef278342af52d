//! Certificates, the second person, what the centre asks, and who is cleared for what on a day.

use axum::http::Method;
use serde_json::{Value, json};
use stories::{Centre, ORDER, id, items, saturday, story};

fn training(from: &str) -> Value {
    json!({"requirement": "domestic-abuse", "from": from, "words": "Harbour Training, 114"})
}

fn with_file(mut certificate: Value) -> Value {
    certificate["file"] = json!({"filename": "da.pdf", "media_type": "application/pdf", "content": ORDER});
    certificate
}

async fn added(centre: &Centre, by: &str, about: &str, certificate: Value) -> String {
    let path = format!("/staff/{}/certificates", centre.id_of(about));
    id(&centre.post(by, &path, certificate).await.is(201))
}

async fn asked(centre: &Centre, who: &str, about: &str, query: &str) -> Value {
    centre.get(who, &format!("/staff/{}/clearance?{query}", centre.id_of(about))).await.is(200)
}

story!(clearance_is_told_for_a_kind_and_a_day_with_what_is_missing_and_by_when, |centre| {
    let dev = asked(&centre, "priya", "dev", "on=2026-12-08&kind=supported").await;
    assert_eq!((&dev["is_cleared"], &dev["until"]), (&json!(true), &json!("2026-12-08")), "{dev}");
    assert_eq!(dev["lapses"], json!(["domestic-abuse"]));
    let dev = asked(&centre, "priya", "dev", "on=2026-12-09&kind=supported").await;
    assert_eq!(dev["is_cleared"], false);
    let missing = &dev["missing"][0];
    assert_eq!(missing["why"], "ran-out");
    assert_eq!((&missing["day"], &missing["fix_by"]), (&json!("2026-12-08"), &json!("2026-12-08")));
    // A volunteer has no qualification for observed contact; a supervisor has.
    let dev = asked(&centre, "priya", "dev", "kind=supervised").await;
    assert_eq!(dev["missing"][0]["requirement"], "role");
    assert_eq!(asked(&centre, "priya", "grace", "kind=supervised").await["is_cleared"], true);
    // Nobody says a kind: for each, and for all of them together.
    let grace = asked(&centre, "priya", "grace", "").await;
    assert_eq!(grace["kinds"].as_array().unwrap().len(), 8);
    assert_eq!(grace["is_cleared"], true);
});

story!(a_certificate_counts_once_a_second_person_has_checked_it, |centre| {
    let asks = "on=2026-12-09&kind=supported";
    let certificate = added(&centre, "dev", "dev", with_file(training("2026-11-17"))).await;
    let dev = asked(&centre, "dev", "dev", asks).await;
    assert_eq!(dev["missing"][0]["why"], "not-checked");
    let decision = format!("/certificates/{certificate}/decision");
    centre.in_vain("priya", Method::POST, &decision, json!({"decision": "refuse"})).await.blames("/reason");
    centre.post("priya", &decision, json!({"decision": "check"})).await.is(201);
    let dev = asked(&centre, "dev", "dev", asks).await;
    assert_eq!((&dev["is_cleared"], &dev["lapses"][0]), (&json!(true), &json!("domestic-abuse")));
    centre
        .in_vain("martin", Method::POST, &decision, json!({"decision": "check"}))
        .await
        .refused(409, "certificate-decided");
    let revocation = format!("/certificates/{certificate}/revocation");
    centre.post("martin", &revocation, json!({"reason": "The trainer was not accredited."})).await.is(201);
    assert_eq!(asked(&centre, "dev", "dev", asks).await["is_cleared"], false);
    centre
        .in_vain("martin", Method::POST, &revocation, json!({"reason": "Again."}))
        .await
        .refused(409, "certificate-not-checked");
});

story!(nobody_checks_what_is_their_own_or_what_they_added, |centre| {
    let check = json!({"decision": "check"});
    for (adder, about, checker) in
        [("priya", "dev", "priya"), ("dev", "priya", "priya"), ("priya", "priya", "priya")]
    {
        if adder == "dev" {
            // A volunteer adds nothing to another's.
            let path = format!("/staff/{}/certificates", centre.id_of(about));
            centre
                .in_vain(adder, Method::POST, &path, training("2026-11-17"))
                .await
                .refused(404, "not-found");
            continue;
        }
        let certificate = added(&centre, adder, about, training("2026-11-17")).await;
        let path = format!("/certificates/{certificate}/decision");
        centre.in_vain(checker, Method::POST, &path, check.clone()).await.refused(409, "r9-second-person");
    }
    let about_martin = added(&centre, "priya", "martin", training("2026-11-17")).await;
    let path = format!("/certificates/{about_martin}/decision");
    centre.in_vain("martin", Method::POST, &path, check.clone()).await.refused(409, "r9-second-person");
    // The database refuses it too, whatever the program thinks.
    for who in ["priya", "martin"] {
        let breach = format!(
            "UPDATE certificate SET standing = 'checked', decided_at = 1, \
             decided_by = (SELECT id FROM account WHERE username = '{who}'), decided_staff = '{}' \
             WHERE id = '{about_martin}'",
            centre.id_of(who)
        );
        assert!(centre.plant_refused(&breach).await, "{who} checked it by hand");
    }
    let unchecked = format!("UPDATE certificate SET standing = 'checked' WHERE id = '{about_martin}'");
    assert!(centre.plant_refused(&unchecked).await, "checked by nobody");
});

story!(a_volunteer_sees_their_own_and_learns_nothing_of_anothers, |centre| {
    let joan = added(&centre, "joan", "joan", with_file(training("2026-11-17"))).await;
    let seen = centre.get("joan", &format!("/certificates/{joan}")).await.is(200);
    assert!(seen["content"].as_str().is_some_and(|content| content.starts_with("JVBERi0")), "{seen}");
    assert_eq!(seen["filename"], Value::Null);
    assert_eq!(seen["file"]["filename"], "da.pdf");
    let joans = format!("/staff/{}", centre.id_of("joan"));
    let nowhere = "/staff/00000000-0000-4000-8000-000000000000";
    for (there, absent) in [
        (format!("{joans}/clearance"), format!("{nowhere}/clearance")),
        (format!("{joans}/certificates"), format!("{nowhere}/certificates")),
        (format!("/certificates/{joan}"), "/certificates/00000000-0000-4000-8000-000000000000".to_owned()),
    ] {
        let absent = centre.get("dev", &absent).await;
        let hidden = centre.get("dev", &there).await;
        assert_eq!((hidden.status, &hidden.body), (404, &absent.body), "{there}");
        centre.get("grace", &there).await.is(404);
        for who in ["ruth", "sam"] {
            centre.get(who, &there).await.is(404);
        }
        centre.get("", &there).await.is(401);
        centre.get("martin", &there).await.is(200);
    }
    for who in ["dev", "grace"] {
        for path in ["/clearance/lapses", "/clearance/policy", "/certificates"] {
            centre.get(who, path).await.is(403);
        }
        let staff = centre.get(who, "/staff").await.is(200).to_string();
        assert!(!staff.contains("clear"), "a list of colleagues tells of their clearance: {staff}");
        let path = format!("/certificates/{joan}/decision");
        let answer = centre.in_vain(who, Method::POST, &path, json!({"decision": "check"})).await;
        assert_eq!(answer.status, 404);
    }
    centre
        .in_vain(
            "joan",
            Method::POST,
            &format!("/certificates/{joan}/decision"),
            json!({"decision": "check"}),
        )
        .await
        .refused(403, "not-allowed");
});

story!(what_is_wrong_with_a_certificate_is_named_at_once, |centre| {
    let path = format!("/staff/{}/certificates", centre.id_of("dev"));
    let bad = json!({
        "requirement": "first-aid", "from": "2026-11-19", "expires": "2026-01-01", "words": "x",
        "level": "enhanced", "kinds": ["supported"], "update_checked": "2026-11-18",
    });
    let answer = centre.in_vain("priya", Method::POST, &path, bad).await;
    for field in ["/from", "/expires", "/level", "/kinds", "/update_checked"] {
        answer.clone().blames(field);
    }
    let answer = centre.post("priya", &path, json!({"from": "2026-11-01"})).await;
    answer.clone().blames("/requirement");
    answer.blames("/words");
    for (requirement, field) in [("dbs", "/level"), ("role", "/kinds")] {
        let bare = json!({"requirement": requirement, "from": "2026-11-01", "words": "x"});
        centre.post("priya", &path, bare).await.blames(field);
    }
    let mut script = with_file(training("2026-11-17"));
    script["file"]["content"] = json!("PHNjcmlwdD4=");
    centre.in_vain("priya", Method::POST, &path, script).await.blames("/file");
});

story!(a_visit_is_booked_only_with_somebody_cleared_for_its_kind_on_its_day, |centre| {
    let family = centre.ready_family("supervised").await;
    let (path, mut booking) = centre.booking(&family, saturday(0)).await;
    booking["supervisors"] = json!([centre.id_of("dev")]);
    let refused = centre.in_vain("priya", Method::POST, &path, booking.clone()).await;
    let body = refused.refused(409, "r9-clearance").to_string();
    assert!(body.contains("Qualification for supervised"), "{body}");
    booking["supervisors"] = json!([centre.id_of("grace")]);
    centre.clearance_lapses("grace").await;
    let refused = centre.in_vain("priya", Method::POST, &path, booking).await;
    let body = refused.refused(409, "r9-clearance").to_string();
    assert!(body.contains("ran out on 20 November 2026"), "{body}");
});

story!(what_is_asked_is_the_centres_own_and_less_than_the_default_is_shown, |centre| {
    let national = centre.get("priya", "/clearance/policy").await.is(200);
    assert_eq!((&national["version"], &national["differences"]), (&json!(0), &json!([])));
    let mut terms = national["terms"].clone();
    let position =
        |what: &str| terms.as_array().unwrap().iter().position(|term| term["requirement"] == what).unwrap();
    let (abuse, role) = (position("domestic-abuse"), position("role"));
    terms[abuse]["months"] = json!(24);
    terms[role]["needed"] = json!(0);
    let new = json!({"terms": terms, "reason": "Our trainer comes every other year."});
    centre.in_vain("joan", Method::PUT, "/clearance/policy", new.clone()).await.refused(403, "not-allowed");
    let set = centre.put("martin", "/clearance/policy", new.clone()).await.is(200);
    assert_eq!(set["version"], 1);
    let differences = items(&json!({"items": set["differences"]}));
    assert_eq!(differences.len(), 2, "{set}");
    assert!(differences.iter().all(|one| one["is_less"] == true), "{set}");
    let dev = asked(&centre, "priya", "dev", "on=2026-12-09&kind=supervised").await;
    assert_eq!(dev["is_cleared"], true, "twenty-four months, and no qualification asked for: {dev}");
    let mut bad = new;
    bad["terms"][0]["months"] = json!(0);
    bad["terms"][1]["needed"] = json!(9);
    bad["terms"][2]["requirement"] = json!("reference");
    let answer = centre.in_vain("martin", Method::PUT, "/clearance/policy", bad).await;
    answer.clone().blames("/terms/0/months");
    answer.clone().blames("/terms/1/needed");
    answer.blames("/terms/2/requirement");
});

story!(who_falls_out_in_six_months_is_listed_the_first_first, |centre| {
    let lapses = centre.get("priya", "/clearance/lapses").await.is(200);
    let names: Vec<&str> =
        lapses["falling_out"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Dev Chaudhry"], "{lapses}");
    assert_eq!(lapses["falling_out"][0]["until"], "2026-12-08");
    assert_eq!(lapses["not_cleared"], json!([]));
    centre.it_is("2026-12-09T09:00:00Z").await;
    let lapses = centre.get("priya", "/clearance/lapses").await.is(200);
    assert_eq!(lapses["not_cleared"][0]["name"], "Dev Chaudhry");
    assert_eq!(lapses["not_cleared"][0]["requirements"], json!(["domestic-abuse"]));
});

story!(the_pages_show_it_and_keep_what_was_typed, |centre| {
    let joan = centre.sign_in("joan").await;
    joan.open("/my-clearance").await.is(200).shows("My clearance").shows("Not cleared").shows("Supported");
    joan.open(&format!("/staff/{}/clearance", centre.id_of("dev"))).await.is(404);
    joan.open("/clearance").await.is(404);
    joan.open("/centre").await.is(200).does_not_show("leared");
    let form = format!("/staff/{}/certificates/new", centre.id_of("joan"));
    let answers = [("requirement", "first-aid"), ("words", "Larkfield <First> Aid")];
    joan.fill(&form, &form, &answers).await.is(422).shows("Larkfield &#60;First&#62; Aid");
    let day = [("from.day", "17"), ("from.month", "11"), ("from.year", "2026")];
    let answers: Vec<(&str, &str)> = answers.into_iter().chain(day).collect();
    joan.fill(&form, &form, &answers).await.is(200).shows("waits to be checked");
    let priya = centre.sign_in("priya").await;
    priya
        .open("/clearance")
        .await
        .is(200)
        .shows("First aid training")
        .shows("Dev Chaudhry")
        .shows("8 December 2026");
    let waiting = items(&centre.get("priya", "/certificates").await.is(200));
    let page = format!("/certificates/{}", id(&waiting[0]));
    let decision = format!("{page}/decision");
    priya.fill(&page, &decision, &[("decision", "refuse")]).await.is(422).shows("Say why it is refused");
    priya.fill(&page, &decision, &[("decision", "check")]).await.is(200).shows("Checked");
    joan.open(&page).await.is(200).does_not_show("Revoke this certificate");
    priya.fill(&page, &format!("{page}/revocation"), &[("reason", "Two names differ.")]).await.is(200);
    joan.open(&page).await.is(200).shows("Two names differ.");
    priya.open("/clearance/policy").await.is(200).shows("lasts 12 months");
    let martin = centre.sign_in("martin").await;
    martin.open(&page).await.is(200).shows("Revoked");
});
