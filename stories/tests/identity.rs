//! Coming in, and showing that it is you.

use app::demo;
use axum::http::Method;
use base::Moment;
use host::{Clock, identity::code::count_of};
use serde_json::json;
use stories::{Browser, Centre, Heard, items, story};

/// The code that somebody's authenticator app shows, so many half minutes from now.
fn code(secret: &str, ahead: u64) -> String {
    use totp_rs::{Builder, Secret};
    let app = Builder::new()
        .with_secret(Secret::try_from_base32(secret).unwrap())
        .with_digits(6)
        .with_step_duration(30)
        .build()
        .unwrap();
    let now = u64::try_from(host::seat::wall().microseconds() / 1_000_000).unwrap();
    app.generate(now + 30 * ahead).to_string()
}

/// The secret on the page that sets up an app.
fn secret_on(html: &str) -> String {
    let (_, rest) = html.split_once("as-quote\">").unwrap();
    rest.split('<').next().unwrap().chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// Sets up an authenticator app at a browser that has signed in. Answers its secret.
async fn sets_up_app(browser: &Browser) -> String {
    sets_up_app_with_a_code(browser).await.0
}

/// The same, and answers besides the code that was used up by it: asked for a
/// moment later, an app may already show the next one.
async fn sets_up_app_with_a_code(browser: &Browser) -> (String, String) {
    let secret = secret_on(&browser.open("/security/app").await.is(200).html);
    let used = code(&secret, 0);
    let done = browser.fill("/security/app", "/security/app", &[("code", &used)]).await;
    done.is(200).shows("You have had one since");
    (secret, used)
}

/// Signs in with name and password, and stops at what comes then.
async fn types_password(browser: &Browser, who: &str) -> stories::Page {
    browser.fill("/sign-in", "/sign-in", &[("username", who), ("password", demo::PASSWORD)]).await
}

/// The last proof of everybody lies so many minutes back, as time does by itself.
async fn proof_is_old(centre: &Centre) {
    centre.plant("UPDATE browser_session SET proved = proved - 660000000 WHERE proved IS NOT NULL").await;
}

story!(whoever_has_an_app_is_asked_for_its_code_and_a_code_is_taken_once, |centre| {
    let grace = centre.sign_in("grace").await;
    let (secret, used) = sets_up_app_with_a_code(&grace).await;
    let other = centre.browser();
    let half = types_password(&other, "grace").await;
    half.is(200).shows("One more step");
    // Nothing else opens before the second step.
    other.open("/").await.does_not_show("Grace Llewellyn");
    other.open("/security").await.shows("Sign in");
    let page = other.fill("/sign-in/second", "/sign-in/second", &[("code", &used)]).await;
    page.is(422).shows("it has been used");
    let wrong = other.fill("/sign-in/second", "/sign-in/second", &[("code", "000000")]).await;
    wrong.is(422);
    let next = code(&secret, 1);
    let page = other.fill("/sign-in/second", "/sign-in/second", &[("code", &next)]).await;
    page.is(200).shows("Grace Llewellyn");
    let third = centre.browser();
    types_password(&third, "grace").await.is(200);
    let again = third.fill("/sign-in/second", "/sign-in/second", &[("code", &next)]).await;
    again.is(422).shows("it has been used");
});

story!(a_code_that_does_not_come_from_the_app_sets_nothing_up, |centre| {
    let grace = centre.sign_in("grace").await;
    grace.open("/security/app").await.is(200);
    let refused = grace.fill("/security/app", "/security/app", &[("code", "12345")]).await;
    refused.is(422).shows("This code is not right");
    grace.open("/security").await.shows("You have no authenticator app");
});

story!(in_service_a_password_alone_opens_nothing_but_setting_up_a_second_step, |centre| {
    let serving = centre.in_service();
    for who in ["grace", "ruth", "sam"] {
        let browser = Browser::of(&serving);
        let page = types_password(&browser, who).await;
        page.is(200).shows("Set up a second step");
        for path in ["/", "/security", "/families", "/referrals"] {
            browser.open(path).await.does_not_show("Sign out");
        }
        let secret = secret_on(&browser.open("/security/app").await.html);
        let page = browser.fill("/security/app", "/security/app", &[("code", &code(&secret, 0))]).await;
        page.is(200).shows("Sign out");
    }
});

story!(in_service_cookies_are_bound_to_the_address_and_sent_by_tls_alone, |centre| {
    let serving = centre.in_service();
    let browser = Browser::of(&serving);
    types_password(&browser, "grace").await;
    let secret = secret_on(&browser.open("/security/app").await.html);
    let shown = browser.open("/security/app").await;
    let answers = [("code", code(&secret, 0)), ("_csrf", shown.hidden("_csrf"))];
    let answers: Vec<(&str, &str)> = answers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let heard = browser.post("/security/app", &answers).await;
    let cookies: Vec<&str> =
        heard.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap()).collect();
    assert_eq!(cookies.len(), 2, "{cookies:?}");
    for cookie in cookies {
        assert!(cookie.starts_with("__Host-"), "{cookie}");
        for term in ["; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure"] {
            assert!(cookie.contains(term), "{cookie} lacks {term}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
});

story!(the_last_second_step_is_not_taken_away, |centre| {
    let grace = centre.sign_in("grace").await;
    sets_up_app(&grace).await;
    let refused = grace.fill("/security", "/security/app/removal", &[]).await;
    refused.is(409).shows("the only second step");
    centre.plant(PASSKEY_OF_GRACE).await;
    let done = grace.fill("/security", "/security/app/removal", &[]).await;
    done.is(200).shows("You have no authenticator app");
});

const PASSKEY_OF_GRACE: &str = "INSERT INTO passkey (id, centre, account, credential, document, name, made) \
    SELECT '11111111-1111-4111-8111-111111111111', centre, id, 'planted', '{}', 'My phone', 1 \
    FROM account WHERE username = 'grace'";

story!(a_passkey_is_listed_for_its_owner_alone_and_not_the_last_is_taken_away, |centre| {
    let grace = centre.sign_in("grace").await;
    sets_up_app(&grace).await;
    centre.plant(PASSKEY_OF_GRACE).await;
    let path = "/my/passkeys/11111111-1111-4111-8111-111111111111/removal";
    assert_eq!(items(&centre.get("joan", "/my/passkeys").await.is(200)).len(), 0);
    centre.in_vain("joan", Method::POST, path, json!({})).await.refused(404, "not-found");
    assert_eq!(items(&centre.get("grace", "/my/passkeys").await.is(200))[0]["name"], "My phone");
    centre.post("grace", path, json!({})).await.is(200);
    centre.in_vain("grace", Method::POST, path, json!({})).await.refused(404, "not-found");
    centre.plant(PASSKEY_OF_GRACE).await;
    centre.plant("DELETE FROM authenticator").await;
    centre.in_vain("grace", Method::POST, path, json!({})).await.refused(409, "last-second-step");
});

story!(a_passkey_that_nobody_has_opens_nothing, |centre| {
    let browser = centre.browser();
    let form = browser.open("/sign-in").await;
    let csrf = form.hidden("_csrf");
    let asked = browser.post("/passkeys/challenge", &[("wants", "find"), ("_csrf", &csrf)]).await;
    assert_eq!(asked.status, 200);
    assert!(asked.json()["publicKey"]["challenge"].is_string());
    assert_eq!(asked.json()["publicKey"]["allowCredentials"], json!([]), "no name is told to anybody");
    let forged = json!({"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {
        "authenticatorData": "AAAA", "clientDataJSON": "AAAA", "signature": "AAAA", "userHandle": "AAAA"},
        "clientExtensionResults": {}});
    let page =
        browser.post("/sign-in/passkey", &[("credential", &forged.to_string()), ("_csrf", &csrf)]).await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("This passkey does not open this sign-in"));
    // A passkey of one's own is not made before one has come in, nor a list of somebody's asked for.
    for wants in ["make", "own"] {
        let none = browser.post("/passkeys/challenge", &[("wants", wants), ("_csrf", &csrf)]).await;
        assert_eq!(none.status, 303, "{wants}");
    }
});

story!(what_is_listed_of_devices_is_ones_own_and_an_ended_one_is_out_at_once, |centre| {
    let (here, there) = (centre.sign_in("grace").await, centre.sign_in("grace").await);
    centre.sign_in("joan").await;
    let listed = items(&centre.get("grace", "/my/sessions").await.is(200));
    assert_eq!(listed.len(), 2);
    let page = here.open("/security").await;
    page.is(200).shows("Here, now").shows("Sign out there");
    there.open("/rota").await.is(200).shows("Grace Llewellyn");
    let other = page.html.split("/security/sessions/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    centre
        .in_vain("joan", Method::POST, &format!("/my/sessions/{other}/ending"), json!({}))
        .await
        .refused(404, "not-found");
    let place = format!("/security/sessions/{other}");
    here.fill(&place, &place, &[]).await.is(200);
    there.open("/rota").await.does_not_show("Grace Llewellyn");
    here.open("/rota").await.is(200).shows("Grace Llewellyn");
    let third = centre.sign_in("grace").await;
    let page = here.open("/security").await;
    let but = page.hidden("but");
    here.fill("/security", "/security/sessions", &[("but", &but)]).await.is(200);
    third.open("/rota").await.does_not_show("Grace Llewellyn");
    here.open("/rota").await.shows("Grace Llewellyn");
    centre.post("grace", "/my/sessions/ending", json!({})).await.is(200);
    here.open("/rota").await.does_not_show("Grace Llewellyn");
});

story!(a_session_ends_by_itself_when_it_is_not_used_and_at_its_longest, |centre| {
    let grace = centre.sign_in("grace").await;
    let column = |name: &'static str| centre.column("browser_session WHERE kind = 'own'", name);
    let span = async |last: &'static str| -> i64 {
        let (from, to): (i64, i64) =
            (column("made").await.parse().unwrap(), column(last).await.parse().unwrap());
        (if last == "expires" { to * 1_000_000 } else { to } - from) / 60_000_000
    };
    assert!((59..=60).contains(&span("expires").await), "an hour without use");
    assert_eq!(span("ends").await, 12 * 60);
    // Used in its last minutes, it lasts no longer than its longest.
    centre.plant("UPDATE browser_session SET seen = seen - 120000000, ends = seen + 600000000").await;
    grace.open("/rota").await.shows("Grace Llewellyn");
    assert!(span("expires").await <= 10);
    centre.plant("UPDATE browser_session SET expires = 1").await;
    grace.open("/rota").await.does_not_show("Grace Llewellyn");
});

story!(changing_the_password_ends_every_other_session, |centre| {
    let (here, there) = (centre.sign_in("grace").await, centre.sign_in("grace").await);
    let short = here.fill("/security/password", "/security/password", &[("password", "short")]).await;
    short.is(422).shows("Use at least 10 characters");
    let but = here.open("/security/password").await.hidden("but");
    let answers = [("password", "lantern-tide-quartz"), ("but", &but)];
    here.fill("/security/password", "/security/password", &answers).await.is(200);
    here.open("/rota").await.shows("Grace Llewellyn");
    there.open("/rota").await.does_not_show("Grace Llewellyn");
    let old = types_password(&centre.browser(), "grace").await;
    old.is(422).shows("The name or the password is not right");
});

/// What a page says when it asks again who is there.
fn asks_again(heard: &Heard) -> bool {
    heard.status == 303 && heard.header("location").starts_with("/prove?to=")
        || heard.status == 403 && heard.text().contains("Is it you?")
}

story!(a_stolen_cookie_reads_no_address_and_changes_no_number, |centre| {
    let somebody = "11111111-1111-4111-8111-111111111111";
    let proved: Vec<&str> =
        policy::EveryAct::ALL.iter().filter(|act| act.proved).map(|act| act.name).collect();
    let mut tried = 0;
    for who in ["priya", "martin", "grace", "joan", "ruth", "sam"] {
        let owner = centre.sign_in(who).await;
        let thief = owner.stolen();
        proof_is_old(&centre).await;
        let role = centre.role_of(who);
        let csrf = owner.open("/sign-in").await.hidden("_csrf");
        for asks in app::routes::pages().asks().iter().filter(|asks| proved.contains(&asks.act)) {
            let act = policy::EveryAct::ALL.iter().find(|act| act.name == asks.act).unwrap();
            if !act.may_ever(role) {
                continue;
            }
            let path: String = asks
                .path
                .split('/')
                .map(|part| match part {
                    "{part}" => "family",
                    part if part.starts_with('{') => somebody,
                    part => part,
                })
                .collect::<Vec<_>>()
                .join("/");
            let before = centre.column("audit_entry", "hash").await;
            let heard = match asks.method {
                "GET" => thief.hear(&path).await,
                _ => thief.post(&path, &[("_csrf", &csrf), ("telephone", "07700 900666")]).await,
            };
            assert!(asks_again(&heard), "{who} {} {path}: {} {}", asks.method, heard.status, heard.text());
            // Nothing is written without its line.
            assert_eq!(centre.column("audit_entry", "hash").await, before, "{who} {path} wrote something");
            tried += 1;
        }
    }
    assert!(tried >= 30, "only {tried} pages ask again");
});

story!(after_showing_that_it_is_you_one_goes_on_where_one_was_and_nothing_typed_is_lost, |centre| {
    let family = centre.accepted_family("supervised").await;
    let priya = centre.sign_in("priya").await;
    let path = format!("/families/{}/people/{}", family.family, family.resident);
    let form = priya.open(&path).await;
    form.is(200);
    proof_is_old(&centre).await;
    let telephone = "07700 900321";
    let (csrf, once) = (form.hidden("_csrf"), form.hidden("_once"));
    let typed = [("safe_channel", "telephone"), ("telephone", telephone), ("_csrf", &csrf), ("_once", &once)];
    let asked = priya.post(&path, &typed).await;
    assert!(asks_again(&asked));
    let carried = stories::filled_in(&asked.text());
    let mut answers: Vec<(&str, &str)> =
        carried.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    answers.push(("_csrf", &csrf));
    let mut wrong = answers.clone();
    wrong.push(("password", "not-this-one"));
    let refused = priya.post("/prove", &wrong).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains(telephone), "what was typed is carried along");
    answers.push(("password", demo::PASSWORD));
    let shown = priya.post("/prove", &answers).await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    let carried = stories::filled_in(&shown.text());
    let mut answers: Vec<(&str, &str)> =
        carried.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    answers.extend([("_csrf", csrf.as_str()), ("_once", once.as_str())]);
    assert_eq!(priya.post(&path, &answers).await.status, 303);
    priya.open(&path).await.is(200).shows(telephone);
});

story!(proving_leads_to_no_other_site, |centre| {
    let priya = centre.sign_in("priya").await;
    for to in ["https://example.org/", "//example.org/", "/\\example.org/"] {
        let form = priya.open("/prove").await;
        let csrf = form.hidden("_csrf");
        let answers = [("to", to), ("password", demo::PASSWORD), ("_csrf", &csrf)];
        let heard = priya.post("/prove", &answers).await;
        assert_eq!((heard.status, heard.header("location")), (303, "/"), "{to}");
    }
});

/// Counts tries by a clock that the story moves.
fn tries_clock(centre: &Centre) -> (Clock, Moment) {
    let begins: Moment = "2026-11-18T02:00:00Z".parse().unwrap();
    let clock = Clock::stopped(begins);
    assert!(centre.house.database().counting_tries_by(clock.clone()));
    (clock, begins)
}

fn later(begins: Moment, seconds: i64) -> Moment {
    Moment::from_microseconds(begins.microseconds() + seconds * 1_000_000).unwrap()
}

/// Tries a password as it would be tried by a program, and answers the status.
async fn guesses(browser: &Browser, csrf: &str, name: &str, guess: &str) -> u16 {
    let answers = [("username", name), ("password", guess), ("_csrf", csrf)];
    browser.post("/sign-in", &answers).await.status
}

story!(one_source_that_sprays_many_accounts_for_two_hours_has_few_tries_and_locks_nobody_out, |centre| {
    let grace = centre.sign_in("grace").await;
    let (clock, begins) = tries_clock(&centre);
    let source = [203, 0, 113, 9];
    let sprayer = centre.browser().at_address(source);
    let csrf = sprayer.open("/sign-in").await.hidden("_csrf");
    let cast = ["priya", "martin", "grace", "tomasz", "joan", "dev", "ruth", "sam"];
    let mut looked_at = 0;
    // A try every twelve seconds, each of another account, there or not; every account is come back to.
    for number in 0..600 {
        clock.set(later(begins, number * 12));
        let account = usize::try_from(number).unwrap() % 60;
        let name = cast.get(account).map_or_else(|| format!("somebody-{account}"), |name| (*name).to_owned());
        let guess = format!("Summer-{:04}", number / 60);
        match guesses(&sprayer, &csrf, &name, &guess).await {
            422 => looked_at += 1,
            429 => {}
            other => panic!("{other}"),
        }
        if number % 150 == 149 {
            // In the middle of it each owner comes in, from a place of their own, at the first try.
            for name in ["joan", "martin"] {
                types_password(&centre.browser().at_address([198, 51, 100, 7]), name).await.is(200);
            }
        }
    }
    assert!((30..=60).contains(&looked_at), "{looked_at} passwords were looked at in two hours");
    // Somebody who has signed in before comes in by the very line the sprayer uses.
    grace.fill("/", "/sign-out", &[]).await;
    types_password(&grace.at_address(source), "grace").await.is(200).shows("Grace Llewellyn");
    // And nothing is kept of it once an hour has passed without a try.
    clock.set(later(begins, 600 * 12 + 3_700));
    types_password(&centre.browser().at_address(source), "priya").await.is(200).shows("Priya Raman");
});

story!(one_account_tried_from_a_hundred_sources_at_once_is_its_owners_still, |centre| {
    let (clock, begins) = tries_clock(&centre);
    let form = centre.browser();
    for number in 0..100_u8 {
        clock.set(later(begins, i64::from(number)));
        let source = centre.browser().at_address([203, 0, 113, number]);
        let csrf = source.open("/sign-in").await.hidden("_csrf");
        for guess in ["guess-the-first", "guess-the-second"] {
            // Each has tries of its own: what others typed slows nobody, so it cannot lock anybody out.
            assert_eq!(guesses(&source, &csrf, "grace", guess).await, 422, "{number}");
        }
        if number % 25 == 24 {
            let owner = centre.browser().at_address([198, 51, 100, number]);
            types_password(&owner, "grace").await.is(200).shows("Grace Llewellyn");
        }
    }
    // One of them that goes on is slowed, and it alone.
    let source = centre.browser().at_address([203, 0, 113, 1]);
    let csrf = source.open("/sign-in").await.hidden("_csrf");
    let mut told = Vec::new();
    for guess in 0..8 {
        told.push(guesses(&source, &csrf, "grace", &format!("guess-number-{guess}")).await);
    }
    assert_eq!(told.last(), Some(&429), "{told:?}");
    types_password(&form, "grace").await.is(200).shows("Grace Llewellyn");
});

story!(being_slowed_reads_the_same_for_a_known_and_an_unknown_name, |centre| {
    let mut told = Vec::new();
    for (name, address) in [("grace", [203, 0, 113, 1]), ("zelda", [203, 0, 113, 2])] {
        let browser = centre.browser().at_address(address);
        let mut answers = Vec::new();
        for _ in 0..8 {
            let form = browser.open("/sign-in").await;
            let csrf = form.hidden("_csrf");
            let typed = [("username", name), ("password", "guess-guess"), ("_csrf", csrf.as_str())];
            answers.push(browser.post("/sign-in", &typed).await.told().replace(name, "{name}"));
        }
        told.push(answers);
    }
    assert_eq!(told[0], told[1]);
    assert!(told[0][7].starts_with("429"));
});

/// Signs in at the centre's tablet, fully.
async fn at_the_tablet(centre: &Centre, who: &str, pin: &str) -> Browser {
    let browser = centre.browser();
    let answers = [("username", who), ("password", demo::PASSWORD), ("shared", "yes")];
    browser.fill("/sign-in", "/sign-in", &answers).await.is(200).shows("Change places");
    browser.fill("/security/pin", "/security/pin", &[("pin", pin)]).await.is(200);
    browser
}

story!(colleagues_change_places_by_a_pin_that_opens_no_protected_page, |centre| {
    let tablet = at_the_tablet(&centre, "priya", "4823").await;
    let answers = [("username", "grace"), ("password", demo::PASSWORD), ("shared", "yes")];
    tablet.fill("/sign-in", "/sign-in", &answers).await.shows("Grace Llewellyn");
    let page = tablet.open("/sign-in/quick").await;
    page.is(200).shows("Priya Raman").does_not_show("Grace Llewellyn</label>");
    let who = page.html.split("name=\"who\"").nth(1).unwrap().split("value=\"").nth(1).unwrap();
    let who = who.split('"').next().unwrap().to_owned();
    let changed = tablet.fill("/sign-in/quick", "/sign-in/quick", &[("who", &who), ("pin", "4823")]).await;
    changed.is(200).shows("Priya Raman");
    tablet.open("/families").await.is(200);
    assert!(asks_again(&tablet.hear("/my/calendar").await));
    // On any other device the PIN is nothing, nor is there a list of names.
    let other = centre.browser();
    other.open("/sign-in/quick").await.is(200).does_not_show("Priya Raman");
    let form = other.open("/sign-in").await;
    let csrf = form.hidden("_csrf");
    let tried = other.post("/sign-in/quick", &[("who", &who), ("pin", "4823"), ("_csrf", &csrf)]).await;
    assert_eq!(tried.status, 422);
});

story!(three_wrong_pins_take_the_pin_away_and_leave_the_sign_in_alone, |centre| {
    let tablet = at_the_tablet(&centre, "grace", "4823").await;
    let page = tablet.open("/sign-in/quick").await;
    let who = page.html.split("name=\"who\"").nth(1).unwrap().split("value=\"").nth(1).unwrap();
    let who = who.split('"').next().unwrap().to_owned();
    let csrf = page.hidden("_csrf");
    for _ in 0..3 {
        let tried = tablet.post("/sign-in/quick", &[("who", &who), ("pin", "1111"), ("_csrf", &csrf)]).await;
        assert_eq!(tried.status, 422);
    }
    let right = tablet.post("/sign-in/quick", &[("who", &who), ("pin", "4823"), ("_csrf", &csrf)]).await;
    assert_eq!(right.status, 422);
    tablet.open("/sign-in/quick").await.shows("Nobody has a PIN here");
    types_password(&centre.browser(), "grace").await.is(200).shows("Grace Llewellyn");
});

story!(a_pin_is_set_only_on_the_centres_tablet_and_is_not_plain, |centre| {
    let own = centre.sign_in("grace").await;
    let page = own.open("/security/pin").await;
    page.is(200).shows("only on the centre’s tablet");
    let csrf = own.open("/security").await.hidden("_csrf");
    assert_eq!(own.post("/security/pin", &[("pin", "4823"), ("_csrf", &csrf)]).await.status, 404);
    let tablet = at_the_tablet(&centre, "joan", "4823").await;
    for pin in ["12", "1111", "1234", "9876", "12a4", "123456789"] {
        let refused = tablet.fill("/security/pin", "/security/pin", &[("pin", pin)]).await;
        refused.is(422).shows("Use 4 to 8 digits");
    }
});

story!(a_tablet_that_is_shared_is_signed_out_sooner, |centre| {
    at_the_tablet(&centre, "joan", "4823").await;
    let read = |name: &'static str| centre.column("browser_session WHERE kind = 'shared'", name);
    let made: i64 = read("made").await.parse().unwrap();
    let expires: i64 = read("expires").await.parse().unwrap();
    assert!(expires * 1_000_000 - made <= 12 * 60_000_000);
});

story!(a_count_is_of_now_or_of_half_a_minute_either_way, |_centre| {
    let secret = host::identity::code::new_secret(&host::Ids::System);
    assert!(count_of(&secret, &code(&secret, 0)).unwrap().is_some());
    assert!(count_of(&secret, &code(&secret, 1)).unwrap().is_some());
    assert!(count_of(&secret, &code(&secret, 4)).unwrap().is_none());
    assert!(count_of(&secret, "").unwrap().is_none());
});
