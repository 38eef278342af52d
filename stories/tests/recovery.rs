//! Letting somebody in again, and closing a sign-in.

use app::demo;
use axum::http::Method;
use serde_json::{Value, json};
use stories::{Browser, Centre, items, story};

fn checked() -> Value {
    json!({"how": "in-person-with-photo", "checked": "Her passport, and she knew the day of her induction."})
}

async fn account_of(centre: &Centre, username: &str) -> String {
    let listed = items(&centre.get("priya", "/sign-ins?limit=100").await.is(200));
    let line = listed.iter().find(|line| line["username"] == username);
    line.unwrap_or_else(|| panic!("{username} is not listed"))["id"].as_str().unwrap().to_owned()
}

async fn types_code(browser: &Browser, who: &str, code: &str) -> stories::Page {
    browser.fill("/sign-in/recovery", "/sign-in/recovery", &[("username", who), ("code", code)]).await
}

async fn is_let_in_again(centre: &Centre, who: &str) -> String {
    let account = account_of(centre, who).await;
    let given = centre.post("priya", &format!("/sign-ins/{account}/recovery"), checked()).await.is(201);
    given["code"].as_str().unwrap().to_owned()
}

story!(whoever_is_let_in_again_is_signed_out_everywhere_and_chooses_anew, |centre| {
    let before = centre.sign_in("joan").await;
    let code = is_let_in_again(&centre, "joan").await;
    before.open("/rota").await.does_not_show("Joan Barker");
    let browser = centre.browser();
    let old = [("username", "joan"), ("password", demo::PASSWORD)];
    browser.fill("/sign-in", "/sign-in", &old).await.is(422).shows("The name or the password is not right");
    types_code(&browser, "joan", &code.to_lowercase()).await.is(200).shows("You are almost in");
    browser.open("/rota").await.does_not_show("Joan Barker");
    let chosen = [("password", "quartz-tide-lantern")];
    let page = browser.fill("/sign-in/new-password", "/sign-in/new-password", &chosen).await;
    page.is(200).shows("Joan Barker");
    let again = types_code(&centre.browser(), "joan", &code).await;
    again.is(422).shows("its time is over");
    let known = centre.get("martin", "/sign-ins?limit=100").await.is(200).to_string();
    assert!(!known.contains("last_used"), "nobody but its owner learns when a sign-in was used");
});

story!(in_service_whoever_is_let_in_again_sets_a_second_step_up_too, |centre| {
    let code = is_let_in_again(&centre, "joan").await;
    let browser = Browser::of(&centre.in_service());
    types_code(&browser, "joan", &code).await.is(200).shows("You are almost in");
    let chosen = [("password", "quartz-tide-lantern")];
    let page = browser.fill("/sign-in/new-password", "/sign-in/new-password", &chosen).await;
    page.is(200).shows("Set up a second step").does_not_show("Joan Barker");
});

story!(what_stood_half_way_and_what_was_given_out_end_when_somebody_is_let_in_again, |centre| {
    let feed = centre.post("joan", "/my/feed", json!({"names_place": true})).await.is(201);
    let browser = Browser::of(&centre.in_service());
    let typed = [("username", "joan"), ("password", demo::PASSWORD)];
    browser.fill("/sign-in", "/sign-in", &typed).await.is(200).shows("Set up a second step");
    browser.open("/security/app").await.is(200).shows("authenticator app");
    is_let_in_again(&centre, "joan").await;
    browser.open("/security/app").await.does_not_show("Or type this into the app");
    centre.get("joan", "/my/feed").await.refused(401, "sign-in-needed");
    let new = centre.token_of("joan").await;
    let shown = centre.ask_with(&new, Method::GET, "/my/feed", Value::Null).await.is(200);
    assert!(shown["made"].is_null());
    centre.browser().open(feed["path"].as_str().unwrap()).await.is(404);
});

story!(a_program_that_asked_as_somebody_asks_no_more_once_they_are_let_in_again, |centre| {
    let (joans, graces) = (centre.token_of("joan").await, centre.token_of("grace").await);
    let mine = async |token: &str| centre.ask_with(token, Method::GET, "/my/sessions", Value::Null).await;
    mine(&joans).await.is(200);
    is_let_in_again(&centre, "joan").await;
    mine(&joans).await.refused(401, "sign-in-needed");
    mine(&graces).await.is(200);
});

story!(whoever_was_let_in_again_is_told_so_and_what_to_do_if_it_was_not_them, |centre| {
    let told = "If you did not ask for this, tell the centre now.";
    let grace = centre.sign_in("grace").await;
    grace.open("/security").await.is(200).does_not_show(told);
    let code = is_let_in_again(&centre, "joan").await;
    let browser = centre.browser();
    types_code(&browser, "joan", &code).await.is(200);
    let chosen = [("password", "quartz-tide-lantern")];
    browser.fill("/sign-in/new-password", "/sign-in/new-password", &chosen).await.is(200);
    let page = browser.open("/security").await;
    page.is(200).shows("list__key\">9am on 18 November 2026").shows(told);
    page.does_not_show("passport").does_not_show("Priya");
    grace.open("/security").await.is(200).does_not_show(told);
    let token = centre.token_of("joan").await;
    let listed = centre.ask_with(&token, Method::GET, "/my/recoveries", Value::Null).await.is(200);
    assert_eq!(items(&listed).len(), 1);
    assert!(items(&centre.get("grace", "/my/recoveries").await.is(200)).is_empty());
});

story!(a_parent_who_was_let_in_again_is_told_so_too, |centre| {
    let family = centre.accepted_family("supervised").await;
    centre.parent_signs_in(&family.family, &family.resident, "blue-kettle").await;
    let code = is_let_in_again(&centre, "blue-kettle").await;
    let browser = centre.browser();
    types_code(&browser, "blue-kettle", &code).await.is(200);
    let chosen = [("password", "quartz-tide-lantern")];
    browser.fill("/sign-in/new-password", "/sign-in/new-password", &chosen).await.is(200);
    browser.open("/security").await.is(200).shows("If you did not ask for this, tell the centre now.");
});

story!(a_code_from_the_centre_ends_after_half_an_hour, |centre| {
    let code = is_let_in_again(&centre, "joan").await;
    centre.it_is("2026-11-18T09:31:00Z").await;
    types_code(&centre.browser(), "joan", &code).await.is(422);
});

story!(a_new_code_ends_the_one_before, |centre| {
    let first = is_let_in_again(&centre, "joan").await;
    let second = is_let_in_again(&centre, "joan").await;
    types_code(&centre.browser(), "joan", &first).await.is(422);
    types_code(&centre.browser(), "joan", &second).await.is(200);
});

story!(a_wrong_code_and_an_unknown_name_read_the_same, |centre| {
    let code = is_let_in_again(&centre, "joan").await;
    let mut told = Vec::new();
    for (name, typed) in [("joan", "AAAAA AAAAA"), ("nobody", code.as_str()), ("grace", code.as_str())] {
        let page = types_code(&centre.browser(), name, typed).await;
        page.is(422).shows("The name or the code is not right");
        told.push(page.status);
    }
    assert_eq!(told, [422, 422, 422]);
    types_code(&centre.browser(), "joan", &code).await.is(200);
});

story!(nobody_lets_themselves_in_again_and_only_those_who_lead_let_others_in, |centre| {
    let (priya, joan) = (account_of(&centre, "priya").await, account_of(&centre, "joan").await);
    let path = |account: &str| format!("/sign-ins/{account}/recovery");
    centre.in_vain("priya", Method::POST, &path(&priya), checked()).await.refused(409, "recover-oneself");
    for who in ["grace", "joan", "ruth", "sam"] {
        let answer = centre.in_vain(who, Method::POST, &path(&joan), checked()).await;
        assert!(matches!(answer.status, 403 | 404), "{who}: {}", answer.body);
        let listed = centre.get(who, "/sign-ins").await;
        assert!(matches!(listed.status, 403 | 404), "{who}: {}", listed.body);
    }
    centre.post("martin", &path(&priya), checked()).await.is(201);
});

story!(without_an_identity_check_nobody_is_let_in_again, |centre| {
    let joan = account_of(&centre, "joan").await;
    let path = format!("/sign-ins/{joan}/recovery");
    centre.in_vain("priya", Method::POST, &path, json!({})).await.blames("/how");
    let by_email = json!({"how": "by-email", "checked": "She wrote."});
    centre.in_vain("priya", Method::POST, &path, by_email).await.blames("/how");
    let nothing = json!({"how": "in-person-known", "checked": "  "});
    centre.in_vain("priya", Method::POST, &path, nothing).await.blames("/checked");
});

story!(how_somebody_was_known_is_kept_with_who_let_them_in, |centre| {
    is_let_in_again(&centre, "joan").await;
    let account = account_of(&centre, "joan").await;
    let martin = centre.sign_in("martin").await;
    let page = martin.open(&format!("/sign-ins/{account}")).await;
    page.is(200).shows("by Priya Raman").shows("Her passport, and she knew the day of her induction.");
    let trail = centre.column("audit_entry WHERE act = 'recover-sign-in'", "summary").await;
    assert!(trail.contains("a document that has a photograph"), "{trail}");
});

story!(the_office_lets_a_parent_in_again_by_the_page, |centre| {
    let family = centre.accepted_family("supervised").await;
    let parent = centre.parent_signs_in(&family.family, &family.resident, "blue-kettle").await;
    let account = account_of(&centre, "blue-kettle").await;
    let priya = centre.sign_in("priya").await;
    let page = format!("/sign-ins/{account}");
    let action = format!("{page}/recovery");
    let empty = priya.fill(&page, &action, &[("checked", "I rang her.")]).await;
    empty.is(422).shows("I rang her.");
    let answers = [("how", "called-back"), ("checked", "I rang the number on her file and knew her voice.")];
    let shown = priya.fill(&page, &action, &answers).await;
    shown.is(201).shows("Their code").shows("blue-kettle");
    parent.open("/my").await.shows("Sign in");
});

story!(a_closed_sign_in_opens_nothing_any_more, |centre| {
    let before = centre.sign_in("joan").await;
    let joan = account_of(&centre, "joan").await;
    let priya = account_of(&centre, "priya").await;
    let why = json!({"reason": "She has left."});
    let path = |account: &str| format!("/sign-ins/{account}/closing");
    centre.in_vain("priya", Method::POST, &path(&priya), why.clone()).await.refused(409, "close-oneself");
    centre.in_vain("grace", Method::POST, &path(&joan), why.clone()).await.refused(403, "not-allowed");
    centre.post("priya", &path(&joan), why.clone()).await.is(200);
    before.open("/rota").await.does_not_show("Joan Barker");
    centre.get("joan", "/my/sessions").await.refused(401, "sign-in-needed");
    let answers = [("username", "joan"), ("password", demo::PASSWORD)];
    let page = centre.browser().fill("/sign-in", "/sign-in", &answers).await;
    page.is(422).shows("The name or the password is not right");
    centre.in_vain("priya", Method::POST, &path(&joan), why).await.refused(409, "sign-in-closed");
    let again = format!("/sign-ins/{joan}/recovery");
    centre.in_vain("priya", Method::POST, &again, checked()).await.refused(409, "sign-in-closed");
});
