//! A parent asks who has looked at their record, and learns nothing of the other side by it (R25).

use app::demo::Journey;
use serde_json::{Value, json};
use stories::{Browser, Centre, id, items, saturday, story};

/// Both adults with sign-ins, after a visit that took place.
async fn after_a_visit(centre: &Centre) -> (Journey, Browser, Browser) {
    let family = centre.ready_family("supervised").await;
    centre.visit_that_took_place(&family, saturday(0)).await;
    let resident = centre.parent_signs_in(&family.family, &family.resident, "leanne.farrow").await;
    let visiting = centre.parent_signs_in(&family.family, &family.visiting[0], "karl.farrow").await;
    (family, resident, visiting)
}

async fn ask(browser: &Browser) {
    browser.fill("/my/looked", "/my/looked", &[]).await.is(200).shows("We have your question");
}

async fn waiting(centre: &Centre) -> Value {
    let listed = centre.get("priya", "/look-requests").await.is(200);
    items(&listed).first().unwrap().clone()
}

story!(a_parent_asks_and_is_answered_after_somebody_has_read_the_answer, |centre| {
    let (family, _, visiting) = after_a_visit(&centre).await;
    ask(&visiting).await;
    let token = centre.token_of("karl.farrow").await;
    let again = centre.ask_with(&token, axum::http::Method::POST, "/my/looked", json!({})).await;
    again.refused(409, "already-asked");
    let request = waiting(&centre).await;
    assert_eq!(request["due_on"], "2026-12-21");
    assert_eq!(request["asked_by"], "Karl Farrow");
    centre.sign_in("priya").await.open("/").await.is(200).shows("asked who has looked");
    let path = format!("/look-requests/{}", id(&request));
    let answer = centre.get("martin", &path).await.is(200);
    let told = answer["extract"]["entries"].as_array().unwrap();
    assert!(told.contains(&json!({"day": "2026-11-21", "part": "visit", "by": "supervisor"})), "{answer}");
    assert!(!answer["withheld"].as_array().unwrap().is_empty(), "staff see what is withheld, and why");
    // Until it is released the parent has nothing.
    assert!(!visiting.open("/my/looked").await.html.contains("Our answer"));
    let browser = centre.sign_in("priya").await;
    browser.fill(&path, &path, &[]).await.is(200).shows("The answer is released");
    centre.post("priya", &format!("{path}/release"), json!({})).await.refused(409, "already-released");
    let page = visiting.open("/my/looked").await;
    page.is(200).shows("Our answer").shows("The supervisor of the visit").shows("Your visit on that day");
    for secret in ["Leanne", "Grace", "Priya", "Quarry", "07700 900101", "Withheld"] {
        assert!(!page.html.contains(secret), "{secret}");
    }
    // Nobody else: not the other adult, not the day's staff, not the administrator.
    for who in ["grace", "joan", "ruth", "sam"] {
        let status = centre.get(who, &path).await.status;
        assert!(status == 403 || status == 404, "{who}: {status}");
        centre.get(who, "/look-requests").await.is(403);
    }
    assert_eq!(centre.stage_of(&family).await, "active");
});

story!(whatever_the_other_side_and_the_office_did_the_answer_is_the_same, |centre| {
    let (family, resident, visiting) = after_a_visit(&centre).await;
    ask(&visiting).await;
    let path = format!("/look-requests/{}", id(&waiting(&centre).await));
    let before = centre.get("martin", &path).await.is(200)["extract"].to_string();
    let page = visiting.hear("/my/looked").await.told();
    // The clock stands still: whatever happens now is within what was asked for. The other adult looks and asks,
    // the office reads and writes on her account, an incident is recorded, her contact details are read.
    for place in ["/my", "/my/plan", "/my/meetings", "/my/visits"] {
        resident.open(place).await.is(200);
    }
    ask(&resident).await;
    let base = format!("/families/{}", family.family);
    for who in ["priya", "martin", "priya"] {
        for place in ["", "/timeline", "/people", "/assessments", "/plans", "/orders", "/reviews", "/trail"] {
            centre.sign_in(who).await.open(&format!("{base}{place}")).await.is(200);
        }
    }
    let account = "She told us on the telephone what he did.";
    let incident = json!({"kind": "other", "severity": "serious", "account": account});
    centre.post("priya", &format!("{base}/incidents"), incident).await.is(201);
    assert_eq!(centre.get("martin", &path).await.is(200)["extract"].to_string(), before);
    assert_eq!(visiting.hear("/my/looked").await.told(), page);
    centre.post("priya", &format!("{path}/release"), json!({})).await.is(200);
    let told = centre
        .ask_with(&centre.token_of("karl.farrow").await, axum::http::Method::GET, "/my/looked", Value::Null)
        .await;
    assert_eq!(told.is(200)["answer"].to_string(), before);
});

story!(a_reviewer_withholds_a_line_with_a_reason_and_the_parent_is_not_told_that_there_is_one, |centre| {
    let (_, _, visiting) = after_a_visit(&centre).await;
    ask(&visiting).await;
    let path = format!("/look-requests/{}", id(&waiting(&centre).await));
    let visit = "2026-11-21.visit.supervisor";
    let line = format!("{path}/lines/{visit}");
    let why = json!({"withhold": true, "reason": "Grace is afraid of him: he waited for her."});
    for (who, status) in [("grace", 404), ("joan", 404), ("sam", 404)] {
        let answer = centre.in_vain(who, axum::http::Method::POST, &line, why.clone()).await;
        assert!(answer.status == status || answer.status == 403, "{who}: {}", answer.status);
    }
    let vain =
        async |path: &str, body: Value| centre.in_vain("priya", axum::http::Method::POST, path, body).await;
    vain(&line, json!({"withhold": true})).await.blames("/reason");
    vain(&line, json!({"withhold": true, "reason": " "})).await.blames("/reason");
    vain(&format!("{path}/lines/2026-11-20.visit.supervisor"), why.clone()).await.is(404);
    let entry = json!({"day": "2026-11-21", "part": "visit", "by": "supervisor"});
    let told = |answer: &Value| answer["extract"]["entries"].as_array().unwrap().contains(&entry);
    let state = |answer: &Value| {
        let lines = answer["lines"].as_array().unwrap();
        lines.iter().find(|one| one["line"] == visit).unwrap()["withheld"].clone()
    };
    assert!(told(&centre.get("martin", &path).await.is(200)));
    let before = visiting.hear("/my/looked").await.told();
    let answer = centre.post("priya", &line, why.clone()).await.is(200);
    assert!(!told(&answer) && state(&answer)["by"] == "Priya Raman", "{answer}");
    assert_eq!(visiting.hear("/my/looked").await.told(), before);
    // Told after all, and withheld again, on the page; every decision stays.
    let after_all = json!({"withhold": false, "reason": "Grace does not mind."});
    assert!(told(&centre.post("martin", &line, after_all).await.is(200)));
    let priya = centre.sign_in("priya").await;
    priya.open(&path).await.is(200).shows(visit).shows("Told");
    let empty = [("withhold:bool", "yes"), ("reason", "")];
    priya.fill(&line, &line, &empty).await.is(422).shows("There is a problem");
    let typed = [("withhold:bool", "yes"), ("reason", "She does mind.")];
    priya.fill(&line, &line, &typed).await.is(200).shows("She does mind.");
    assert_eq!(centre.column("look_line", "reason").await.lines().count(), 3);
    let trail = centre.column("audit_entry WHERE act = 'answer-look-request'", "summary").await;
    assert!(
        trail.contains("A line was withheld from an answer to who has looked: 21 November 2026"),
        "{trail}"
    );
    assert!(!trail.contains("She does mind"), "{trail}");
    centre.post("martin", &format!("{path}/release"), json!({})).await.is(200);
    vain(&line, why).await.refused(409, "already-released");
    let page = visiting.open("/my/looked").await;
    page.is(200).shows("Our office also works on your case on other days").shows("Your own pages");
    page.does_not_show("Your visit on that day").does_not_show("mind").does_not_show("ithheld");
});
