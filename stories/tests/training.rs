//! Courses, their places and attendance, results of learning platforms, and what lapses will cost.

use axum::http::Method;
use serde_json::{Value, json};
use stories::{Centre, id, items, saturday, story};

const ACTIVITY: &str = "https://learning.example.org/courses/da";

async fn course(centre: &Centre) -> String {
    let course = json!({
        "name": "Domestic abuse", "requirement": "domestic-abuse", "months": 6, "activity": ACTIVITY,
    });
    id(&centre.post("priya", "/courses", course).await.is(201))
}

/// A date on the evening of 20 November 2026 with two places.
async fn date(centre: &Centre) -> String {
    let date = json!({
        "course": course(centre).await, "starts": "2026-11-20T18:00:00Z", "ends": "2026-11-20T21:00:00Z",
        "place": "Garden room", "places": 2,
    });
    format!("/trainings/{}", id(&centre.post("priya", "/trainings", date).await.is(201)))
}

async fn certificates(centre: &Centre, of: &str) -> Vec<Value> {
    items(&centre.get("priya", &format!("/staff/{}/certificates", centre.id_of(of))).await.is(200))
}

story!(a_place_is_booked_while_there_is_one_and_given_back, |centre| {
    let date = date(&centre).await;
    let places = format!("{date}/places");
    let seen = centre.post("dev", &places, json!({})).await.is(201);
    assert_eq!((&seen["free"], &seen["people"][0]["name"]), (&json!(1), &json!("Dev Chaudhry")));
    centre.in_vain("dev", Method::POST, &places, json!({})).await.refused(409, "training-booked");
    let for_dev = json!({"staff": centre.id_of("dev")});
    let others = centre.in_vain("joan", Method::POST, &places, for_dev).await;
    assert_eq!(others.status, 404, "a volunteer books for nobody else");
    centre.post("priya", &places, json!({"staff": centre.id_of("grace")})).await.is(201);
    centre.in_vain("joan", Method::POST, &places, json!({})).await.refused(409, "training-full");
    let seen = centre.get("joan", &date).await.is(200);
    assert_eq!(seen["people"], json!([]), "who else comes is for those who run it");
    let back = format!("{date}/places/return");
    centre.in_vain("joan", Method::POST, &back, json!({})).await.refused(409, "training-not-booked");
    centre.post("dev", &back, json!({})).await.is(200);
    centre.post("joan", &places, json!({})).await.is(201);
    centre.it_is("2026-11-20T18:00:00Z").await;
    centre.in_vain("joan", Method::POST, &back, json!({})).await.refused(409, "training-begun");
    centre.in_vain("", Method::POST, &places, json!({})).await.refused(401, "sign-in-needed");
});

story!(attendance_issues_certificates_that_a_second_person_checks, |centre| {
    let date = date(&centre).await;
    for who in ["dev", "priya"] {
        centre.post(who, &format!("{date}/places"), json!({})).await.is(201);
    }
    let path = format!("{date}/attendance");
    let attended = json!({"attended": [centre.id_of("dev"), centre.id_of("priya")]});
    centre.in_vain("priya", Method::POST, &path, attended.clone()).await.refused(409, "training-not-over");
    centre.it_is("2026-11-20T21:00:00Z").await;
    centre.in_vain("dev", Method::POST, &path, attended.clone()).await.refused(403, "not-allowed");
    let stranger = json!({"attended": [centre.id_of("joan")]});
    centre.in_vain("priya", Method::POST, &path, stranger).await.blames("/attended/0");
    centre.post("priya", &path, attended.clone()).await.is(201);
    centre.in_vain("martin", Method::POST, &path, attended).await.refused(409, "attendance-recorded");
    let issued = certificates(&centre, "dev").await[0].clone();
    assert_eq!((&issued["from"], &issued["expires"]), (&json!("2026-11-20"), &json!("2027-05-20")));
    assert_eq!((&issued["standing"], &issued["words"]), (&json!("waiting"), &json!("Domestic abuse")));
    let check = json!({"decision": "check"});
    for of in ["dev", "priya"] {
        let decision = format!("/certificates/{}/decision", id(&certificates(&centre, of).await[0]));
        centre
            .in_vain("priya", Method::POST, &decision, check.clone())
            .await
            .refused(409, "r9-second-person");
        centre.post("martin", &decision, check.clone()).await.is(201);
    }
});

fn statement(number: u32, change: impl Fn(&mut Value)) -> Value {
    let mut said = json!({
        "id": format!("7ccd3322-e1a5-411a-a67d-{number:012}"),
        "actor": {"mbox": "mailto:Dev@Example.org", "objectType": "Agent"},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
        "object": {"id": ACTIVITY, "objectType": "Activity"},
        "result": {"success": true},
        "timestamp": "2026-11-10T19:30:00+00:00",
    });
    change(&mut said);
    said
}

story!(results_of_a_learning_platform_are_taken_one_by_one_and_once, |centre| {
    course(&centre).await;
    let dev = format!("/staff/{}/learner", centre.id_of("dev"));
    centre.put("priya", &dev, json!({"email": "dev@example.org"})).await.is(200);
    let grace = format!("/staff/{}/learner", centre.id_of("grace"));
    let taken = json!({"email": "DEV@example.org"});
    centre.in_vain("priya", Method::PUT, &grace, taken).await.blames("/email");
    centre.in_vain("priya", Method::PUT, &grace, json!({"account": "g"})).await.blames("/home_page");
    let account = json!({"home_page": "https://learning.example.org", "account": "grace.l"});
    centre.put("priya", &grace, account).await.is(200);
    let by_account = json!({"account": {"homePage": "https://learning.example.org/", "name": "grace.l"}});
    let all = json!([
        statement(1, |_| ()),
        statement(2, |said| said["actor"] = by_account.clone()),
        statement(3, |said| said["result"]["success"] = json!(false)),
        statement(4, |said| said["verb"]["id"] = json!("http://adlnet.gov/expapi/verbs/attempted")),
        statement(5, |said| said["object"]["id"] = json!("https://learning.example.org/other")),
        statement(6, |said| said["actor"]["mbox"] = json!("mailto:nobody@example.org")),
        statement(7, |said| said["timestamp"] = json!("2026-11-19T09:00:00Z")),
        statement(8, |said| said["id"] = json!(8)),
        statement(9, |said| said["verb"]["id"] = json!("http://adlnet.gov/expapi/verbs/passed")),
    ]);
    let before = (certificates(&centre, "dev").await.len(), certificates(&centre, "grace").await.len());
    let outcomes = |answer: &Value| -> Vec<String> {
        items(answer).iter().map(|one| one["outcome"].as_str().unwrap().to_owned()).collect()
    };
    let answer = centre.post("priya", "/learning/statements", all.clone()).await.is(200);
    assert_eq!(
        outcomes(&answer),
        [
            "kept",
            "kept",
            "not-counted",
            "not-counted",
            "unknown-course",
            "unknown-person",
            "not-counted",
            "unreadable",
            "kept"
        ]
    );
    let dev = certificates(&centre, "dev").await;
    assert_eq!((dev.len(), certificates(&centre, "grace").await.len()), (before.0 + 2, before.1 + 1));
    let waiting: Vec<&Value> = dev.iter().filter(|one| one["standing"] == "waiting").collect();
    assert!(waiting.len() == 2 && waiting.iter().all(|one| one["from"] == "2026-11-10"), "{waiting:?}");
    let again = centre.post("martin", "/learning/statements", all[0].clone()).await.is(200);
    assert_eq!(outcomes(&again), ["known"]);
    assert_eq!(items(&again)[0]["certificate"], items(&answer)[0]["certificate"]);
    assert_eq!(certificates(&centre, "dev").await.len(), before.0 + 2);
    centre
        .in_vain("dev", Method::POST, "/learning/statements", all.clone())
        .await
        .refused(403, "not-allowed");
    centre.in_vain("priya", Method::POST, "/learning/statements", json!([])).await;
    let browser = centre.sign_in("priya").await;
    let page = "/training/results";
    browser.fill(page, page, &[("statements", "{not one")]).await.is(422).shows("{not one");
    browser.fill(page, page, &[("statements", &all.to_string())]).await.is(200);
});

story!(what_a_lapse_will_cost_is_foretold_week_by_week, |centre| {
    let costs = async || centre.get("priya", "/clearance/forecast").await.is(200);
    assert_eq!(costs().await["places"], 0, "dev is on no visit, and costs none");
    let family = centre.ready_family("supervised").await;
    for week in 0..2 {
        centre.booked(&family, saturday(week)).await;
    }
    let quiet = costs().await;
    assert_eq!((&quiet["places"], quiet["weeks"].as_array().unwrap().len()), (&json!(0), 26));
    centre.clearance_lapses("grace").await;
    let told = costs().await;
    // 18 to 24 November and 25 November to 1 December have a visit each; no other week has any.
    let places: Vec<i64> =
        told["weeks"].as_array().unwrap().iter().map(|week| week["places"].as_i64().unwrap()).collect();
    assert_eq!((places[0], places[1], places[2..].iter().sum::<i64>()), (1, 1, 0), "{told}");
    assert_eq!(told["people"][0]["name"], "Grace Llewellyn");
    assert_eq!(told["weeks"][0]["costs"][0]["lacking"], json!(["domestic-abuse"]));
    centre.get("grace", "/clearance/forecast").await.is(403);
    let priya = centre.sign_in("priya").await;
    priya
        .open("/clearance/forecast")
        .await
        .is(200)
        .shows("2 places of contact are lost")
        .shows("Grace Llewellyn");
});

story!(the_pages_of_training_do_what_the_operations_do, |centre| {
    let date = date(&centre).await.replace("/trainings/", "/training/dates/");
    let joan = centre.sign_in("joan").await;
    joan.open("/training").await.is(200).shows("Domestic abuse").does_not_show("Add a course");
    joan.fill(&date, &format!("{date}/places"), &[]).await.is(200).shows("The place is booked");
    joan.open("/training").await.is(200).shows("You have a place");
    joan.open("/training/courses/new").await.is(404);
    let priya = centre.sign_in("priya").await;
    let others = format!("{date}/places-for-others");
    priya.fill(&date, &others, &[]).await.is(422).shows("Answer this: whose place it is");
    priya.open(&date).await.is(200).does_not_show("Give back my place");
    let new = "/training/courses/new";
    priya
        .fill(new, new, &[("name", "Fire <drill>"), ("requirement", "dbs")])
        .await
        .is(422)
        .shows("neither a DBS check")
        .shows("Fire &#60;drill&#62;");
    priya.fill(new, new, &[("name", "Fire"), ("requirement", "emergency-procedures")]).await.is(200);
    priya.open("/training/dates/new").await.is(200).shows("Fire");
    centre.it_is("2026-11-20T22:00:00Z").await;
    let joans = centre.id_of("joan").to_owned();
    priya
        .fill(&date, &format!("{date}/attendance"), &[("attended:list", &joans)])
        .await
        .is(200)
        .shows("The attendance is recorded");
    joan.open(&date).await.is(200).shows("You attended this training");
    let learner = format!("/staff/{joans}/learner");
    priya.fill(&learner, &learner, &[("email", "joan@example.org")]).await.is(200);
    priya.open(&learner).await.is(200).shows("joan@example.org");
});

story!(what_was_taken_is_read_again_statement_by_statement_by_those_who_may_take_it, |centre| {
    course(&centre).await;
    let dev = format!("/staff/{}/learner", centre.id_of("dev"));
    centre.put("priya", &dev, json!({"email": "dev@example.org"})).await.is(200);
    let all = json!([
        statement(1, |said| said["result"]["score"] = json!({"raw": 17, "max": 20, "scaled": 0.85})),
        statement(2, |said| {
            said["actor"]["mbox"] = json!("mailto:<nobody>@example.org");
            said["result"]["score"] = json!({"scaled": 0.9});
        }),
        statement(3, |said| said["object"]["id"] = json!("https://learning.example.org/other")),
        statement(4, |said| said["result"]["success"] = json!(false)),
        json!({"id": "no identifier of that kind", "verb": 7, "actor": {"name": "a".repeat(500)}}),
    ]);
    let taken = centre.post("priya", "/learning/statements", all).await.is(200);
    let path = format!("/learning/imports/{}", taken["import"].as_str().unwrap());
    let told = centre.get("martin", &path).await.is(200);
    assert_eq!(told["items"], taken["items"], "what is read again is what was answered");
    let lines = items(&told);
    assert_eq!(
        (&lines[0]["person"], &lines[0]["course"], &lines[0]["verb"], &lines[0]["score"], &lines[0]["day"]),
        (
            &json!("Dev@Example.org"),
            &json!("Domestic abuse"),
            &json!("completed"),
            &json!("17 of 20"),
            &json!("2026-11-10")
        )
    );
    assert_eq!(lines[0]["staff"], json!(centre.id_of("dev")));
    assert_eq!((&lines[1]["score"], &lines[1]["staff"]), (&json!("90%"), &Value::Null));
    assert_eq!((&lines[2]["course"], &lines[2]["outcome"]), (&Value::Null, &json!("unknown-course")));
    assert_eq!(lines[4]["outcome"], "unreadable");
    assert_eq!(lines[4]["person"].as_str().unwrap().len(), 200, "what comes from outside is cut");
    // Page by page, each statement once and in its order.
    let (mut read, mut at) = (Vec::new(), format!("{path}?limit=2"));
    loop {
        let page = centre.get("priya", &at).await.is(200);
        read.extend(items(&page));
        let Some(next) = page["next"].as_str() else { break };
        at = format!("{path}?limit=2&cursor={next}");
    }
    assert_eq!(read, lines);
    centre.get("priya", &format!("{path}?cursor=nonsense")).await.blames("/cursor");
    let imports = items(&centre.get("priya", "/learning/imports").await.is(200));
    assert_eq!(
        (imports.len(), &imports[0]["statements"], &imports[0]["kept"], &imports[0]["by"]),
        (1, &json!(5), &json!(1), &json!("Priya Raman"))
    );
    // What somebody learned elsewhere is for those who take it, and for nobody else.
    for (who, status) in [("dev", 403), ("grace", 403), ("ruth", 404), ("sam", 404)] {
        centre.get(who, &path).await.is(status);
        centre.get(who, "/learning/imports").await.is(status);
        centre.sign_in(who).await.open(&path.replace("/learning/imports", "/training/results")).await.is(404);
    }
    centre.get("priya", "/learning/imports/00000000-0000-4000-8000-000000000000").await.is(404);
    let priya = centre.sign_in("priya").await;
    priya.open("/training/results").await.is(200).shows("1 of 5").shows("Priya Raman");
    let page = path.replace("/learning/imports", "/training/results");
    priya
        .open(&page)
        .await
        .is(200)
        .shows("17 of 20")
        .shows("&#60;nobody&#62;@example.org")
        .shows("Nobody is known by this name.")
        .shows("completed, without success");
    // Taking what was pasted leads to what became of it.
    let again = json!([statement(1, |_| ())]).to_string();
    let shown = priya.fill("/training/results", "/training/results", &[("statements", &again)]).await;
    shown.is(200).shows("Kept before");
    assert!(shown.path.starts_with("/training/results/"), "{}", shown.path);
});
