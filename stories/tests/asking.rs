//! What an adult asks the centre for, and what they consent to: each for themselves, answered to them alone, and
//! with a yes only when what a rule wants made sure of was made sure of (R6, R14, R15).

use axum::http::Method;
use serde_json::{Value, json};
use stories::{Centre, items, story};

/// Both adults of a family sign in; answers the tokens of her and him.
async fn both(centre: &Centre) -> (app::demo::Journey, String, String) {
    let family = centre.ready_family("supervised").await;
    centre.parent_signs_in(&family.family, &family.visiting[0], "karl").await;
    centre.parent_signs_in(&family.family, &family.resident, "leanne").await;
    let (hers, his) = (centre.token_of("leanne").await, centre.token_of("karl").await);
    (family, hers, his)
}

async fn asks(centre: &Centre, token: &str, ask: &str, words: &str) -> String {
    let new = json!({"subject": "A request", "words": words, "request": {"ask": ask, "day": "2026-12-05"}});
    let sent = centre.ask_with(token, Method::POST, "/my/messages", new).await.is(201);
    sent["thread"].as_str().unwrap().to_owned()
}

story!(a_parent_asks_for_a_gift_on_a_phone_and_staff_say_yes_when_they_look_inside_first, |centre| {
    let (family, hers, his) = both(&centre).await;
    let karl = centre.sign_in("karl").await;
    karl.open("/my/asking").await.is(200).shows("A gift").shows("we look at every gift first");
    let page = "/my/messages/new?asks=gift";
    karl.open(page).await.is(200).shows("For which day?").shows("ring 999");
    let fields = [("request/ask", "gift"), ("subject", "A gift")];
    let refused: Vec<_> = fields.iter().copied().chain([("words", ""), ("request/day.day", "5")]).collect();
    // What was asked for stays when the form is refused.
    karl.fill(page, page, &refused)
        .await
        .is(422)
        .shows("Error: ")
        .shows("For which day?")
        .shows("value=\"5\"");
    let day = [("request/day.day", "5"), ("request/day.month", "12"), ("request/day.year", "2026")];
    let sent: Vec<_> = fields.iter().copied().chain(day).chain([("words", "A wooden boat.")]).collect();
    karl.fill(page, page, &sent).await.is(200).shows("you have asked, and we have not answered yet");

    let staff = centre.sign_in("priya").await;
    let waiting = items(&centre.get("priya", "/messages?waiting=true").await.is(200));
    let thread = waiting[0]["id"].as_str().unwrap().to_owned();
    let at = format!("/messages/{thread}");
    staff.open(&at).await.is(200).shows("Asks for: A gift, for Saturday 5 December 2026");
    let decision = format!("{at}/decision");
    let yes = [("decision", "yes"), ("words", "Bring it open, please.")];
    staff
        .fill(&decision, &decision, &yes)
        .await
        .is(409)
        .shows("Staff look inside first")
        .shows("Bring it open, please.");
    let sure = [("decision", "yes"), ("checked:list", "looked-inside"), ("words", "Bring it open, please.")];
    staff.fill(&decision, &decision, &sure).await.is(200).shows("Answered").shows("Staff look inside first");
    // He is told that there is something to read, and she is not.
    let told = async |party: &str| {
        let at = format!("/families/{}/people/{party}/notices", family.family);
        items(&centre.get("priya", &at).await.is(200)).len()
    };
    assert_eq!((told(&family.visiting[0]).await, told(&family.resident).await), (1, 0));
    karl.open(&format!("/my/messages/{thread}"))
        .await
        .is(200)
        .shows("A gift: yes")
        .shows("Bring it open, please.");
    let own =
        centre.ask_with(&his, Method::GET, &format!("/my/messages/{thread}"), Value::Null).await.is(200);
    assert_eq!(own["request"], json!({"ask": "gift", "day": "2026-12-05", "decision": "yes"}));
    let other = centre.ask_with(&hers, Method::GET, "/my/messages", Value::Null).await.is(200);
    assert_eq!(items(&other).len(), 0, "the other adult learns nothing of it");
    let again = json!({"decision": "no", "words": "Not now."});
    centre.in_vain("priya", Method::POST, &decision, again).await.refused(409, "decided-already");
});

story!(a_yes_without_what_a_rule_wants_made_sure_of_is_refused_by_its_number, |centre| {
    let (_, _, his) = both(&centre).await;
    for (ask, code) in
        [("person", "r6-not-on-the-list"), ("photograph", "r14-devices"), ("gift", "r15-gifts")]
    {
        let thread = asks(&centre, &his, ask, "Please.").await;
        let at = format!("/messages/{thread}/decision");
        let yes = json!({"decision": "yes", "checked": [], "words": "Yes."});
        centre.in_vain("priya", Method::POST, &at, yes).await.refused(409, code);
        let no = json!({"decision": "no", "words": "Not this time."});
        let read = centre.post("priya", &at, no).await.is(201);
        assert_eq!(read["request"]["decision"], json!("no"));
    }
    // A yes still tells nothing of the other side.
    let thread = asks(&centre, &his, "change", "Can we come later?").await;
    let tells = json!({"decision": "yes", "words": "Yes: she is at 07700 900101 until four."});
    centre
        .in_vain("priya", Method::POST, &format!("/messages/{thread}/decision"), tells)
        .await
        .refused(409, "r25-compartment");
    // Where nothing is asked for there is nothing to decide, and session staff decide nothing.
    let plain = json!({"subject": "Hello", "words": "Hello."});
    let sent = centre.ask_with(&his, Method::POST, "/my/messages", plain).await.is(201);
    let at = format!("/messages/{}/decision", sent["thread"].as_str().unwrap());
    let no = json!({"decision": "no", "words": "No."});
    centre.in_vain("priya", Method::POST, &at, no.clone()).await.refused(409, "nothing-asked");
    for who in ["grace", "joan", "ruth", "sam"] {
        let refused = centre.in_vain(who, Method::POST, &at, no.clone()).await;
        assert!([403, 404].contains(&refused.status), "{who}: {}", refused.body);
    }
});

story!(a_photograph_is_not_granted_while_an_adult_says_no, |centre| {
    let (_, hers, his) = both(&centre).await;
    let says = async |token: &str, given: bool| {
        let said = json!({"about": "photographs", "given": given});
        centre.ask_with(token, Method::POST, "/my/consents", said).await.is(201);
    };
    says(&hers, false).await;
    says(&his, true).await;
    let thread = asks(&centre, &his, "photograph", "One at the table, please.").await;
    let at = format!("/messages/{thread}/decision");
    let yes = json!({"decision": "yes", "checked": ["order-read", "taken-by-staff"], "words": "Yes."});
    centre.in_vain("priya", Method::POST, &at, yes.clone()).await.refused(409, "r14-devices");
    says(&hers, true).await;
    centre.post("priya", &at, yes).await.is(201);
});

story!(a_worry_is_a_task_for_whoever_leads_and_has_no_yes_or_no, |centre| {
    let (family, hers, _) = both(&centre).await;
    let thread = asks(&centre, &hers, "worry", "He followed the car.").await;
    let tasks = items(&centre.get("martin", &format!("/tasks?family={}", family.family)).await.is(200));
    let task = tasks.iter().find(|task| task["words"].as_str().unwrap().contains("worry")).expect("a task");
    assert!(!task.to_string().contains("car"), "a task holds none of the words: {task}");
    let decision = json!({"decision": "yes", "words": "Yes."});
    centre
        .in_vain("priya", Method::POST, &format!("/messages/{thread}/decision"), decision)
        .await
        .refused(409, "worry-has-no-answer");
    let staff = centre.sign_in("martin").await;
    staff.open(&format!("/messages/{thread}")).await.is(200).shows("ring 999 first");
    staff.open(&format!("/messages/{thread}/decision")).await.is(404);
});

story!(each_adult_agrees_for_themselves_and_takes_it_back, |centre| {
    let (family, hers, his) = both(&centre).await;
    let leanne = centre.sign_in("leanne").await;
    leanne.open("/my/consents").await.is(200).shows("You have not said");
    let page = "/my/consents/support";
    leanne.fill(page, page, &[("about", "support"), ("given:bool", "")]).await.is(422).shows("Error: ");
    let yes = [("about", "support"), ("given:bool", "yes"), ("words", "Mina of the advice line")];
    leanne.fill(page, page, &yes).await.is(200).shows("Saved").shows("Yes").shows("Mina of the advice line");
    centre.clock_shows(centre.now().plus(base::Minutes(1)));
    let no = json!({"about": "support", "given": false});
    let own = centre.ask_with(&hers, Method::POST, "/my/consents", no).await.is(201);
    let support =
        |all: &Value| items(all).iter().find(|one| one["about"] == "support").unwrap()["given"].clone();
    assert_eq!(support(&own), json!(false));
    let other = centre.ask_with(&his, Method::GET, "/my/consents", Value::Null).await.is(200);
    assert_eq!(support(&other), Value::Null);
    let staff = centre.sign_in("priya").await;
    let at = format!("/families/{}/consents", family.family);
    staff.open(&at).await.is(200).shows("We speak with somebody who supports them").shows("No. Since");
    for who in ["grace", "joan", "ruth", "sam"] {
        let refused = centre.get(who, &at).await;
        assert!([403, 404].contains(&refused.status), "{who}: {}", refused.body);
    }
    leanne.open("/my/consents/anything").await.is(404);
});
