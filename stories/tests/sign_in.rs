//! Coming in by the door.

use stories::story;

story!(a_coordinator_signs_in_and_out, |centre| {
    let browser = centre.sign_in("priya").await;
    browser.open("/").await.is(200).shows("Priya Raman");
    let page = browser.fill("/", "/sign-out", &[]).await;
    page.does_not_show("Priya Raman");
});

story!(a_wrong_password_and_an_unknown_name_read_the_same, |centre| {
    let browser = centre.browser();
    let wrong =
        browser.fill("/sign-in", "/sign-in", &[("username", "priya"), ("password", "guess-guess")]).await;
    let unknown =
        browser.fill("/sign-in", "/sign-in", &[("username", "nobody"), ("password", "guess-guess")]).await;
    wrong.is(422).shows("The name or the password is not right");
    unknown.is(422).shows("The name or the password is not right");
});

story!(a_refused_sign_in_can_be_tried_again_beside_an_open_application, |centre| {
    let mut parent = stories::Applicant::at(&centre);
    parent.begins().await;
    let tied = parent.browser.open("/sign-in").await.hidden("_csrf");
    let wrong = [("username", "priya"), ("password", "guess-guess")];
    let refused = parent.browser.fill("/sign-in", "/sign-in", &wrong).await;
    refused.is(422).shows("<title>Error: ");
    assert!(!tied.is_empty(), "an open application ties its forms to its session");
    assert_eq!(refused.hidden("_csrf"), tied);
});

story!(a_form_from_another_site_is_refused, |centre| {
    let browser = centre.sign_in("priya").await;
    let page = browser.open("/enquiries/new").await;
    page.is(200);
    // Posting without the page's own token, as another site would have to.
    let forged = browser.fill("/sign-in-that-is-not", "/enquiries/new", &[("channel", "telephone")]).await;
    forged.is(403);
});

story!(a_page_that_is_not_for_a_role_is_no_page, |centre| {
    let browser = centre.sign_in("sam").await;
    browser.open("/enquiries").await.is(404);
    centre.browser().open("/enquiries").await.is(200).shows("Sign in");
});
