//! The plan, the agreements to it, and the moment when nothing is lacking any more.

use axum::http::Method;
use serde_json::json;
use stories::{ORDER, id, saturday, story};

story!(r2_a_new_plan_needs_new_agreements, |centre| {
    let family = centre.ready_family("supervised").await;
    let plan = centre.plan_with(&family, |plan| plan["food"] = "Fruit only.".into()).await;
    centre.adopted(&plan).await;
    let (path, booking) = centre.booking(&family, saturday(1)).await;
    centre.in_vain("priya", Method::POST, &path, booking.clone()).await.refused(409, "r2-not-ready");
    centre.agrees(&plan, &family.resident, "supervised").await.is(201);
    centre.in_vain("priya", Method::POST, &path, booking.clone()).await.refused(409, "r2-not-ready");
    centre.agrees(&plan, &family.visiting[0], "supervised").await.is(201);
    centre.post("priya", &path, booking).await.is(201);
});

story!(r1_an_agreement_under_a_plan_below_a_newer_assessment_moves_nobody_on, |centre| {
    let family = centre.assessed_family("supervised").await;
    let document = json!({
        "level": "supervised", "kind": "supervised", "frequency": "Every week", "length": 90,
        "sequence": "visiting-first", "people": family.visiting, "hands_over": [family.resident],
        "review_on": "2027-02-18",
    });
    let path = format!("/families/{}/plans", family.family);
    let plan = id(&centre.post("priya", &path, document).await.is(201));
    centre.adopted(&plan).await;
    centre.agrees(&plan, &family.resident, "supervised").await.is(201);
    centre.risk_is_raised_to(&family, "high-vigilance").await;
    centre.agrees(&plan, &family.visiting[0], "supervised").await.is(201);
    assert_eq!(centre.stage_of(&family).await, "preparing");
});

story!(r2_the_last_copy_of_an_order_makes_a_family_ready, |centre| {
    let mut family = centre.family("supervised");
    family.orders_files = json!([]);
    family.refer().await.unwrap();
    family.triage().await.unwrap();
    let meetings = family.arrange_meetings(centre.now().plus(base::Minutes(60))).await.unwrap();
    centre.clock_shows(centre.now().plus(base::Minutes(7 * 60)));
    family.hold_meetings(&meetings).await.unwrap();
    family.assess().await.unwrap();
    family.plan().await.unwrap();
    assert_eq!(centre.stage_of(&family).await, "preparing");
    let path = format!("/referrals/{}/attachments", family.referral_id);
    let copy =
        json!({"order": 1, "filename": "order.pdf", "media_type": "application/pdf", "content": ORDER});
    centre.post("ruth", &path, copy).await.is(201);
    assert_eq!(centre.stage_of(&family).await, "active");
    let seen = centre.get("priya", &format!("/families/{}", family.family)).await.is(200);
    assert_eq!(seen["lacking"], json!([]));
});

story!(r25_the_other_sides_number_in_a_plan_stops_its_adoption, |centre| {
    let family = centre.ready_family("supervised").await;
    let telling = "If you are late, telephone +44 7700 900101.";
    let plan = centre.plan_with(&family, |plan| plan["exit_goal"] = telling.into()).await;
    let path = format!("/plans/{plan}/adoption");
    let refused = centre.in_vain("priya", Method::POST, &path, json!({})).await;
    let problem = refused.refused(409, "r25-compartment").to_string();
    assert!(!problem.contains("900101"), "the refusal repeats it: {problem}");
});

story!(r25_a_planted_number_leaves_the_parents_page_without_content, |centre| {
    let family = centre.ready_family("supervised").await;
    let parent = centre.parent_signs_in(&family.family, &family.visiting[0], "kestrel").await;
    parent.open("/my/plan").await.is(200).shows("Amira").shows("Handovers here");
    let plans = centre.opened("plan", "document").await.replace("Handovers here", "Telephone 07700 900101");
    let planted = centre.sealed(&family.family, &plans).await;
    centre.plant(&format!("UPDATE plan SET document = '{planted}'")).await;
    for path in ["/", "/my", "/my/plan", "/my/visits", "/my/meetings"] {
        let page = parent.open(path).await;
        assert!(page.status >= 500, "{path} {}", page.html);
        page.does_not_show("900101").does_not_show("Amira").does_not_show("Supervised");
    }
});

story!(r25_what_a_parent_writes_when_they_agree_tells_them_nothing_of_what_they_guess, |centre| {
    let mut answers = Vec::new();
    for (guess, username) in [("07700 900101", "kestrel"), ("07700 900999", "merlin")] {
        let family = centre.ready_family("supervised").await;
        let plan = centre.plan_with(&family, |plan| plan["food"] = "Fruit only.".into()).await;
        centre.adopted(&plan).await;
        let parent = centre.parent_signs_in(&family.family, &family.visiting[0], username).await;
        let token = centre.token_of(username).await;
        let words = format!("Ring her on {guess}.");
        let own = json!({"acknowledged": "supervised", "words": words});
        centre.ask_with(&token, Method::POST, "/my/plan/agreement", own).await.is(201);
        let case = centre.ask_with(&token, Method::GET, "/my/case", json!(null)).await.is(200);
        assert_eq!(case["plan"]["agreed"]["words"], words);
        let told = parent.hear("/my/plan").await.told();
        answers.push((told.lines().next().unwrap().to_owned(), told.len()));
    }
    assert_eq!((&answers[0], answers[0].0.as_str()), (&answers[1], "200"));
});
