//! Setting up a second step: a passkey, or an authenticator app. Whoever is led here before they have one
//! comes in by finishing it.

use super::{
    at_the_door,
    ceremony::{changer, made},
    own::{add_app, add_passkey},
    passkey_form::with_passkey,
    store,
};
use crate::{
    front::{Asked, Asks, Browser, Door, Entry, Pages, page, refused, trouble},
    view::{Block, Button, Form, Kind, Layout, Sheet, View, field, link},
};
use axum::{
    body::Bytes,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use base::{Faults, Name};
use host::{
    Problem,
    forms::Posted,
    identity::code::{self, address, count_of},
    seat::{Half, Missing},
};
use policy::{Act, Actor, ChangeOwnSignIn, Role};
use qrcodegen::{QrCode, QrCodeEcc};

pub(super) fn pages() -> Pages {
    let asks = |path| Asks { path, method: "GET", act: ChangeOwnSignIn::NAME };
    let posts = |path| Asks { path, method: "POST", act: ChangeOwnSignIn::NAME };
    Pages::none()
        .own(at_the_door("/sign-in/set-up", "GET"), get(choose))
        .own(asks("/security/passkeys/new"), get(show_passkey))
        .own(posts("/security/passkeys/new"), axum::routing::post(make_passkey))
        .own(asks("/security/app"), get(show_app))
        .own(posts("/security/app"), axum::routing::post(make_app))
}

/// In whose shell these pages stand: nobody's, for those who have not come in yet.
pub(super) fn layout(browser: &Browser) -> Layout {
    browser.layout()
}

/// A sign-in that waits for a second step to be set up.
fn waiting(browser: &Browser) -> Option<&Half> {
    browser.half.as_ref().filter(|half| half.missing != Missing::SecondStep)
}

async fn choose(door: Door) -> Response {
    let words = door.browser.words;
    let Some(half) = waiting(&door.browser) else { return Redirect::to("/sign-in").into_response() };
    let is_new = half.missing == Missing::NewPassword;
    let (title, lead) = if is_new {
        (words.returning_done(), words.returning_done_lead())
    } else {
        (words.set_up_title(), words.set_up_lead())
    };
    let mut buttons = Vec::new();
    if door.house.reached().relying_party().is_some() {
        buttons.push(Button::to(words.set_up_passkey(), "/security/passkeys/new"));
    }
    if is_new {
        buttons.push(Button::to(words.password_title(), "/sign-in/new-password").secondary());
    } else {
        buttons.push(Button::to(words.set_up_app(), "/security/app").secondary());
    }
    let sheet = Sheet::new(title).lead(lead).with(Block::Buttons(buttons));
    let sheet = sheet.with(Block::Words(if is_new { words.returning_which() } else { words.set_up_which() }));
    page(&door.house, &door.browser, &door.uri, StatusCode::OK, View::sheet(Layout::Public, sheet))
}

/// The page, or what stands in the way of it.
fn shown(door: &Door, view: Result<View, Problem>) -> Response {
    match view {
        Ok(view) => page(&door.house, &door.browser, &door.uri, StatusCode::OK, view),
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}

/// Where one goes once it is set up: in, for those who waited; else back to one's own page.
async fn done(door: &Door, actor: &Actor) -> Result<Response, Problem> {
    match waiting(&door.browser) {
        Some(half) if door.browser.actor.account.is_none() => {
            door.take_seat(actor, Entry { is_shared: half.is_shared, by_pin: false, to: "/" }).await
        }
        _ => Ok(Redirect::to("/security?done=saved").into_response()),
    }
}

fn passkey_view(door: &Door, asked: &Asked) -> Result<View, Problem> {
    let words = door.browser.words;
    if door.house.reached().relying_party().is_none() {
        return Err(Problem::NotFound);
    }
    let name = field("name", words.passkey_name(), Kind::Text).hint(words.passkey_name_hint());
    let form = Form::new("/security/passkeys/new", asked.form(), vec![name], words.passkey_make());
    let sheet = Sheet::new(words.set_up_passkey())
        .lead(words.passkey_about())
        .form(with_passkey(form, "make", words))
        .with(Block::Links(vec![link(words.set_up_app(), "/security/app")]));
    Ok(View::sheet(layout(&door.browser), sheet))
}

async fn show_passkey(door: Door) -> Response {
    let view = changer(&door).await.and_then(|_| passkey_view(&door, &Asked::new(&door.uri, &door.browser)));
    shown(&door, view)
}

async fn make_passkey(door: Door, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    let work = async {
        door.browser.check_origin(&door.headers, &posted)?;
        let actor = changer(&door).await?;
        let account = actor.account.ok_or(Problem::SignInNeeded)?;
        let name = posted.get("name").map(str::trim).filter(|name| !name.is_empty());
        let name = Name::new(name.unwrap_or("Passkey"))
            .map_err(|why| Problem::Invalid(Faults::one("/name", why.to_string())))?;
        let kept = made(&door, &posted, account).await?;
        door.house.database().write(&actor, move |tx| add_passkey(tx, name.as_str(), &kept)).await?;
        done(&door, &actor).await
    };
    match work.await {
        Ok(response) => response,
        Err(problem @ Problem::Invalid(_)) => {
            let asked = Asked::again(&door.uri, &door.browser, &posted, &problem);
            refused(&door.house, &door.browser, &door.uri, &problem, passkey_view(&door, &asked))
        }
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}

/// The name under which a session remembers the secret of an app that is being set up.
const SECRET: &str = "app-secret";

/// The secret as a picture that a telephone reads.
fn squares(text: &str, label: String) -> Result<Block, Problem> {
    const WHITE: i32 = 4;
    let code =
        QrCode::encode_text(text, QrCodeEcc::Medium).map_err(|_| Problem::broken("a secret is too long"))?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            path.push_str(&format!("M{},{}h1v1h-1z", x + WHITE, y + WHITE));
        }
    }
    Ok(Block::Squares { side: code.size() + 2 * WHITE, path, label })
}

async fn app_view(door: &Door, asked: &Asked, actor: &Actor) -> Result<View, Problem> {
    let words = door.browser.words;
    let session = door.session()?;
    let kept: Option<String> = session.get(SECRET).await.map_err(Problem::broken)?;
    let secret = match kept {
        Some(secret) => secret,
        None => {
            let secret = code::new_secret(door.house.database().ids());
            session.insert(SECRET, &secret).await.map_err(Problem::broken)?;
            secret
        }
    };
    let account = actor.account.ok_or(Problem::SignInNeeded)?;
    let name = door.house.database().read(actor, move |tx| store::username(tx, account)).await?;
    // What stands in the app must say nothing of this place to whoever looks over a parent's shoulder.
    let issuer = if actor.role == Role::Parent {
        words.feed_appointment()
    } else {
        door.house.centre_name().to_owned()
    };
    let picture = squares(&address(&secret, &issuer, &name)?, words.app_picture())?;
    let in_fours: Vec<String> =
        secret.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect();
    let typed = field("code", words.second_code(), Kind::Code).hint(words.app_code_hint());
    let sheet = Sheet::new(words.set_up_app())
        .lead(words.app_about())
        .problems(&asked.form())
        .with(picture)
        .with(Block::Words(words.app_by_hand()))
        .with(Block::Quote(in_fours.join(" ")))
        .with(Block::Form(Form::new("/security/app", asked.form(), vec![typed], words.app_enter())));
    Ok(View::sheet(layout(&door.browser), sheet))
}

/// An app goes with a password: whoever was let in again chooses one first.
fn needs_password(door: &Door) -> bool {
    door.browser.half.as_ref().is_some_and(|half| half.missing == Missing::NewPassword)
}

async fn show_app(door: Door) -> Response {
    if needs_password(&door) {
        return Redirect::to("/sign-in/new-password").into_response();
    }
    let asked = Asked::new(&door.uri, &door.browser);
    let view = match changer(&door).await {
        Ok(actor) => app_view(&door, &asked, &actor).await,
        Err(problem) => Err(problem),
    };
    shown(&door, view)
}

async fn make_app(door: Door, body: Bytes) -> Response {
    if needs_password(&door) {
        return Redirect::to("/sign-in/new-password").into_response();
    }
    let posted = Posted::read(&body);
    let actor = match changer(&door).await {
        Ok(actor) => actor,
        Err(problem) => return trouble(&door.house, &door.browser, &door.uri, &problem),
    };
    let work = async {
        door.browser.check_origin(&door.headers, &posted)?;
        let secret: String =
            door.session()?.get(SECRET).await.map_err(Problem::broken)?.ok_or(Problem::NotFound)?;
        let wrong = || Problem::Invalid(Faults::one("/code", door.browser.words.second_wrong()));
        let count = count_of(&secret, posted.get("code").unwrap_or_default())?.ok_or_else(wrong)?;
        door.house.database().write(&actor, move |tx| add_app(tx, &secret, count)).await?;
        door.session()?.remove::<String>(SECRET).await.map_err(Problem::broken)?;
        done(&door, &actor).await
    };
    match work.await {
        Ok(response) => response,
        Err(problem @ Problem::Invalid(_)) => {
            let asked = Asked::again(&door.uri, &door.browser, &posted, &problem);
            let view = app_view(&door, &asked, &actor).await;
            refused(&door.house, &door.browser, &door.uri, &problem, view)
        }
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}
