//! What a child told the centre in a report: chosen by its author, and permitted by the child.

use super::Heard;
use axum::http::Method;
use serde_json::{Value, json};
use stories::{id, story};

story!(a_childs_words_go_into_a_report_only_when_chosen_and_while_the_child_permits_it, |centre| {
    let heard = Heard::of(&centre).await;
    let sitting = heard.sits("before").await;
    let said = heard.says(&sitting, json!({"question": "wishes", "words": "The blue kite was mine."})).await;
    let answer = id(&said);
    centre.at_visit(&heard.family, &heard.visit, stories::saturday(0), "grace").takes_place().await;
    let drafted = json!({"from": "2026-11-18", "until": "2026-11-21", "recipient": "The Family Court"});
    let path = format!("/families/{}/reports", heard.family.family);
    let report = id(&centre.post("priya", &path, drafted).await.is(201));
    let (draft, edit) = (format!("/reports/{report}"), json!({"child_answers": [answer]}));
    let refused = |code: &'static str| {
        let (centre, draft, edit) = (&centre, draft.clone(), edit.clone());
        async move { centre.in_vain("priya", Method::PUT, &draft, edit).await.refused(409, code) }
    };
    refused("child-not-asked").await;
    let asks = |permitted: bool, words: &str| {
        let (centre, path) = (&centre, format!("/child-answers/{answer}/permission"));
        let asked = json!({"permitted": permitted, "words": words});
        async move { centre.post("grace", &path, asked).await.is(201) }
    };
    asks(false, "No. It is mine.").await;
    refused("child-said-no").await;
    asks(true, "You can tell the judge.").await;
    let stranger = json!({"child_answers": ["00000000-0000-4000-8000-000000000000"]});
    centre.in_vain("priya", Method::PUT, &draft, stranger).await.blames("/child_answers/0");

    // Permission alone puts nothing in: its author chooses.
    let without = centre.put("priya", &draft, json!({})).await.is(200);
    assert!(!without.to_string().contains("blue kite"), "{without}");
    let staff = centre.sign_in("priya").await;
    let page = format!("{draft}/edit");
    staff.open(&page).await.is(200).shows("What a child told us").shows("The blue kite was mine.");
    let with = centre.put("priya", &draft, edit.clone()).await.is(200);
    let words = with["body"]["child"][0]["words"].as_str().unwrap();
    for told in [
        "“The blue kite was mine.”",
        "Is there something you want to say?",
        "Grace Llewellyn",
        "You can tell the judge.",
    ] {
        assert!(words.contains(told), "{told} is not in {words}");
    }
    staff.open(&draft).await.is(200).shows("What the children told us").shows("The blue kite was mine.");

    // A child may take it back until it is signed.
    asks(false, "I changed my mind.").await;
    let signature = json!({"statement": "The facts are true.", "leave_unanswered": true});
    let sign = format!("{draft}/signature");
    centre.in_vain("priya", Method::POST, &sign, signature.clone()).await.refused(409, "child-said-no");
    staff.open(&draft).await.is(200).does_not_show("The blue kite was mine.");
    asks(true, "Tell the judge after all.").await;
    let signed = centre.post("priya", &sign, signature).await.is(201);
    assert_eq!(signed["body"]["child"].as_array().map(Vec::len), Some(1));
    assert_ne!(signed["sha256"], Value::Null);
});
