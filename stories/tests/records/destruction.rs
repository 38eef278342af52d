//! What is destroyed is gone, and nothing else is.

use super::rows;
use app::demo::Journey;
use serde_json::json;
use std::collections::BTreeSet;
use stories::{Centre, id, items, saturday, story};

const WHY: &str = "The time of its class is over.";

/// Two families with visits and all that hangs on them; the first has moved on four years ago.
pub(super) async fn two_families(centre: &Centre) -> (Journey, Journey) {
    let gone = centre.ready_family("supervised").await;
    let stays = centre.ready_family("supervised").await;
    centre.saturday_visit(&gone).await;
    let later = centre.booked(&stays, saturday(1)).await;
    centre
        .post(
            "priya",
            "/subject-requests",
            json!({
                "asked_by": "Karl Farrow", "channel": "letter", "received_on": "2026-11-02",
                "identity_needed": false, "party": gone.visiting[0],
            }),
        )
        .await
        .is(201);
    let asked = items(&centre.get("priya", "/subject-requests").await.is(200));
    let asked = format!("/subject-requests/{}/refusal", id(&asked[0]));
    let end = json!({"withdrawn": true, "because": "He rang and took it back."});
    centre.post("priya", &asked, end).await.is(200);
    let incident = json!({
        "kind": "threat", "severity": "serious", "account": "He shouted in the hall.",
        "happened_at": "2026-11-17T10:00:00Z",
    });
    for family in [&gone, &stays] {
        let path = format!("/families/{}/incidents", family.family);
        centre.post("priya", &path, incident.clone()).await.is(201);
    }
    // A pair across the two families, ended and standing.
    let pair = format!(
        "INSERT INTO no_meeting (one, other, centre, reason, at) SELECT '{}', '{}', centre, 'They quarrelled.', 5 \
         FROM family WHERE id = '{}'",
        gone.resident, stays.visiting[0], gone.family
    );
    centre.plant(&pair).await;
    assert!(!later.is_empty());
    centre.plant(&format!("UPDATE family SET stage = 'moved-on' WHERE id = '{}'", gone.family)).await;
    let term = json!({
        "class": "safeguarding-case", "start": "case-ended", "months": 36, "basis": "Agreed with the council.",
    });
    centre.post("martin", "/records/retention", term).await.is(201);
    (gone, stays)
}

story!(a_familys_records_are_destroyed_by_two_people_and_nothing_else_is, |centre| {
    let (gone, stays) = two_families(&centre).await;
    let path = format!("/families/{}/destruction", gone.family);
    let reason = json!({"reason": WHY});
    centre.in_vain("priya", axum::http::Method::POST, &path, reason.clone()).await.refused(409, "not-due");
    centre.it_is("2030-01-07T09:00:00Z").await;
    centre.post("grace", &path, reason.clone()).await.is(404);
    let named = json!({"reason": "Amira is grown up."});
    centre.in_vain("priya", axum::http::Method::POST, &path, named).await.blames("/reason");
    let due = items(&centre.get("priya", "/records/due").await.is(200));
    assert_eq!(
        (due[0]["family"].as_str(), due[0]["is_due"].as_bool()),
        (Some(gone.family.as_str()), Some(true))
    );
    let proposed = id(&centre.post("priya", &path, reason.clone()).await.is(201));
    centre.in_vain("martin", axum::http::Method::POST, &path, reason).await.refused(409, "proposed-already");

    let decide = format!("/records/destructions/{proposed}/decision");
    let yes = json!({"destroy": true, "because": WHY});
    centre.in_vain("priya", axum::http::Method::POST, &decide, yes.clone()).await.refused(409, "same-person");

    // Of the family there is in the database now: its own identifier and those of everything that is its.
    let of = async |family: &Journey| {
        let mut known = BTreeSet::from([family.family.clone()]);
        for (table, column) in [
            ("party", "id"),
            ("child", "id"),
            ("visit", "id"),
            ("plan", "id"),
            ("assessment", "id"),
            ("referral", "id"),
            ("incident", "id"),
            ("review", "id"),
            ("meeting", "id"),
            ("court_order", "id"),
        ] {
            let from = format!("{table} WHERE family = '{}'", family.family);
            known.extend(centre.column(&from, column).await.lines().map(str::to_owned));
        }
        known
    };
    let (its, others) = (of(&gone).await, of(&stays).await);
    assert!(its.len() > 8 && its.is_disjoint(&others));
    let before = rows(&centre).await;
    let done = centre.post("martin", &decide, yes.clone()).await.is(200);
    let after = rows(&centre).await;
    assert_eq!((done["state"].as_str(), done["family"].is_null()), (Some("done"), true));
    assert!(done["rows_gone"].as_i64().unwrap() > 20, "{done}");

    for (table, left) in after.iter().filter(|(table, _)| *table != "audit_entry") {
        for row in left {
            assert!(!its.iter().any(|id| row.contains(id)), "{table} still has {row}");
        }
    }
    for (table, rows) in &before {
        if ["answer_given", "destruction"].contains(&table.as_str()) {
            continue;
        }
        for row in rows.difference(&after[table]) {
            // A pair across two families is of both.
            let is_of_both = table == "no_meeting" || (table == "holding" && row.contains("apart"));
            assert!(is_of_both || !others.iter().any(|id| row.contains(id)), "{table} lost {row}");
        }
    }
    centre.get("priya", &format!("/families/{}", gone.family)).await.is(404);
    centre.get("priya", &format!("/families/{}", stays.family)).await.is(200);
    let log = centre.get("priya", "/records/destructions").await.is(200).to_string();
    assert!(!log.contains(&gone.family) && !log.contains("Farrow"), "{log}");
    centre.post("martin", &decide, yes).await.refused(409, "decided-already");
});

story!(while_a_legal_hold_stands_nothing_goes_whoever_asks, |centre| {
    let (gone, _) = two_families(&centre).await;
    centre.it_is("2030-01-07T09:00:00Z").await;
    let hold = format!("/families/{}/legal-hold", gone.family);
    let reason = json!({"reason": "The court has asked for everything."});
    centre.in_vain("priya", axum::http::Method::POST, &hold, reason.clone()).await.is(403);
    centre
        .in_vain("martin", axum::http::Method::POST, &format!("{hold}/lifting"), json!({"because": "Over."}))
        .await
        .refused(409, "not-held");
    let path = format!("/families/{}/destruction", gone.family);
    let proposed = id(&centre.post("priya", &path, json!({"reason": WHY})).await.is(201));
    centre.post("martin", &hold, reason.clone()).await.is(201);
    centre.in_vain("martin", axum::http::Method::POST, &hold, reason).await.refused(409, "held-already");
    // Proposed before the hold was placed: the hold decides.
    let decide = format!("/records/destructions/{proposed}/decision");
    let yes = json!({"destroy": true, "because": WHY});
    centre.in_vain("martin", axum::http::Method::POST, &decide, yes.clone()).await.refused(409, "legal-hold");
    // Nor past the program.
    for table in
        ["visit_event", "note", "report", "incident", "review", "visit", "plan", "assessment", "meeting"]
    {
        let rows = centre.column(table, "1").await;
        if rows.lines().count() > 0 {
            let said = centre.refuses(&format!("DELETE FROM {table}")).await;
            assert!(
                said.contains("legal_hold_stands") || said.to_lowercase().contains("foreign key"),
                "{table}: {said}"
            );
        }
    }
    let said = centre.refuses(&format!("DELETE FROM incident WHERE family = '{}'", gone.family)).await;
    assert!(said.contains("legal_hold_stands") || said.to_lowercase().contains("foreign key"), "{said}");
    assert!(centre.refuses("DELETE FROM legal_hold").await.contains("legal_hold_stands"));
    centre.post("martin", &format!("{hold}/lifting"), json!({"because": "The case is over."})).await.is(200);
    centre.post("martin", &decide, yes).await.is(200);
});

story!(no_family_goes_but_by_a_destruction_that_two_people_decided, |centre| {
    let (gone, stays) = two_families(&centre).await;
    for family in [&gone, &stays] {
        let said = centre.refuses(&format!("DELETE FROM family WHERE id = '{}'", family.family)).await;
        assert!(said.contains("family_is_destroyed"), "{said}");
    }
    // A second person, also for the database.
    let same = format!(
        "INSERT INTO destruction (id, centre, class, family, kept_until, reason, proposed_by, proposed_at, state, \
         decided_by) SELECT 'x', family.centre, 'ordinary-case', family.id, 20200101, 'x', account.id, 1, 'under-way', \
         account.id FROM family JOIN account ON account.username = 'priya' WHERE family.id = '{}'",
        gone.family
    );
    let said = centre.refuses(&same).await;
    assert!(said.to_lowercase().contains("check"), "{said}");
});

story!(a_destruction_can_be_declined_and_waits_for_an_open_request, |centre| {
    let (gone, _) = two_families(&centre).await;
    centre.it_is("2030-01-07T09:00:00Z").await;
    let path = format!("/families/{}/destruction", gone.family);
    let asked = json!({
        "asked_by": "Leanne Farrow", "channel": "telephone", "received_on": "2030-01-07",
        "identity_needed": true, "party": gone.resident,
    });
    let request = id(&centre.post("joan", "/subject-requests", asked).await.is(201));
    centre
        .in_vain("priya", axum::http::Method::POST, &path, json!({"reason": WHY}))
        .await
        .refused(409, "request-open");
    let end = json!({"withdrawn": false, "because": "She could not show who she is."});
    centre.post("priya", &format!("/subject-requests/{request}/refusal"), end).await.is(200);
    let proposed = id(&centre.post("priya", &path, json!({"reason": WHY})).await.is(201));
    let no = json!({"destroy": false, "because": "An inquiry may come."});
    let decide = format!("/records/destructions/{proposed}/decision");
    assert_eq!(centre.post("martin", &decide, no).await.is(200)["state"], "declined");
    centre.get("priya", &format!("/families/{}", gone.family)).await.is(200);
});
