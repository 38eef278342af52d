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
