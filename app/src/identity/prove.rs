//! Showing again that it is you, before what matters most: an open tablet or a stolen session is not enough.

use super::{at_the_door, ceremony::proves, passkey_form::with_passkey, second::take_code};
use crate::{
    front::{Asked, Browser, Door, Pages, our_own, page, refused, trouble},
    view::{Block, Field, Form, Kind, Sheet, View, field, link},
};
use axum::{
    body::Bytes,
    http::{StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use base::Faults;
use host::{
    House, Problem,
    forms::{Posted, pairs},
    identity::{
        held,
        tries::{self, Tried},
    },
    seat::note_proof,
    sign_in,
};

/// What was posted and waits to be sent again stands in fields of this name.
const KEPT: &str = "kept.";
/// Where one goes then.
const TO: &str = "to";
/// Longer values are not carried along: a file is chosen again.
const LONGEST: usize = 20_000;

pub(super) fn pages() -> Pages {
    Pages::none()
        .own(at_the_door("/prove", "GET"), get(show).post(by_password))
        .own(at_the_door("/prove/passkey", "POST"), post(by_passkey))
}

/// Where one shows that it is them, and goes back from to where one was.
pub(crate) fn address(uri: &Uri) -> String {
    let to = uri.path_and_query().map_or("/", |place| place.as_str());
    let written: String = to
        .bytes()
        .map(|byte| match byte {
            b'/' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect();
    format!("/prove?to={written}")
}

/// What was posted, asked for again by a page that carries it along.
pub(crate) async fn before_going_on(
    house: &House,
    browser: &Browser,
    uri: &Uri,
    posted: &Posted,
) -> Response {
    let mut carried = vec![(TO.to_owned(), uri.path().to_owned())];
    let small = posted.pairs().iter().filter(|(name, value)| name != "_csrf" && value.len() < LONGEST);
    carried.extend(small.map(|(name, value)| (format!("{KEPT}{name}"), value.clone())));
    let asked = Asked::new(uri, browser);
    match view_for(house, browser, &asked, &carried).await {
        Ok(view) => page(house, browser, uri, StatusCode::FORBIDDEN, view),
        Err(problem) => trouble(house, browser, uri, &problem),
    }
}

fn hidden(carried: &[(String, String)]) -> Vec<Field> {
    carried.iter().map(|(name, value)| field(name, "", Kind::Hidden(value.clone()))).collect()
}

async fn view_for(
    house: &House,
    browser: &Browser,
    asked: &Asked,
    carried: &[(String, String)],
) -> Result<View, Problem> {
    let words = browser.words;
    let account = browser.actor.account.ok_or(Problem::SignInNeeded)?;
    let standing = house.database().read(&browser.actor, move |tx| held::standing(tx, account)).await?;
    let carries = carried.iter().any(|(name, _)| name.starts_with(KEPT));
    let mut sheet = Sheet::new(words.prove_title()).lead(words.prove_lead());
    if carries {
        sheet = sheet.with(Block::Words(words.prove_nothing_lost()));
    }
    if !standing.passkeys.is_empty() && house.reached().relying_party().is_some() {
        let action = "/prove/passkey";
        let form = Form::new(action, asked.form_to(action), hidden(carried), words.second_passkey());
        sheet = sheet.form(with_passkey(form, "own", words));
    }
    let mut fields = hidden(carried);
    fields.push(field("password", words.door_password(), Kind::Password));
    if standing.has_app {
        fields.push(field("code", words.second_code(), Kind::Code).hint(words.second_code_hint()));
    }
    let needs_key = standing.has_any() && !standing.has_app;
    if !needs_key {
        sheet = sheet.form(Form::new("/prove", asked.form_to("/prove"), fields, words.prove_enter()));
    }
    let sheet = sheet.with(Block::Links(vec![link(words.problem_to_first_page(), "/")]));
    Ok(View::sheet(browser.layout(), sheet))
}

async fn show(door: Door) -> Response {
    let query = pairs(door.uri.query().unwrap_or_default().as_bytes());
    let to = query.iter().find(|(name, _)| name == TO).map_or("/", |(_, to)| our_own(to));
    let carried = vec![(TO.to_owned(), to.to_owned())];
    let asked = Asked::new(&door.uri, &door.browser);
    match view_for(&door.house, &door.browser, &asked, &carried).await {
        Ok(view) => page(&door.house, &door.browser, &door.uri, StatusCode::OK, view),
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}

/// What a form of this page carries along.
fn carried(posted: &Posted) -> Vec<(String, String)> {
    let mut carried = vec![(TO.to_owned(), our_own(posted.get(TO).unwrap_or_default()).to_owned())];
    carried.extend(posted.pairs().iter().filter(|(name, _)| name.starts_with(KEPT)).cloned());
    carried
}

async fn by_password(door: Door, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    let work = async {
        door.browser.check_origin(&door.headers, &posted)?;
        let account = door.browser.actor.account.ok_or(Problem::SignInNeeded)?;
        let (database, centre) = (door.house.database(), door.house.centre());
        // By the seat: whoever holds a stolen one slows nobody but themselves.
        let seat = door.browser.seat.map(|seat| seat.to_string()).unwrap_or_default();
        let tried = Tried::new("prove", &[&seat], 5);
        tries::count(database, centre, std::slice::from_ref(&tried)).await?;
        let typed = posted.get("password").unwrap_or_default().to_owned();
        let (is_right, standing) = database
            .read(&door.browser.actor, move |tx| {
                Ok((sign_in::is_password_of(tx, account, &typed)?, held::standing(tx, account)?))
            })
            .await?;
        if !is_right {
            return Err(Problem::Invalid(Faults::one("/password", door.browser.words.prove_wrong())));
        }
        if standing.has_app {
            take_code(&door, &posted, account).await?;
        } else if standing.has_any() {
            // Their second step is a passkey: a password alone proves nothing.
            return Err(Problem::Invalid(Faults::one("/password", door.browser.words.passkey_unknown())));
        }
        tries::forget(database, centre, &tried).await
    };
    let done = work.await;
    go_on(&door, &posted, done).await
}

async fn by_passkey(door: Door, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    let work = async {
        door.browser.check_origin(&door.headers, &posted)?;
        let account = door.browser.actor.account.ok_or(Problem::SignInNeeded)?;
        proves(&door, &posted, account).await
    };
    let done = work.await;
    go_on(&door, &posted, done).await
}

/// Back to where one was: straight there, or by a button that sends what was typed.
async fn go_on(door: &Door, posted: &Posted, done: Result<(), Problem>) -> Response {
    let carried = carried(posted);
    let noted = async {
        done?;
        let id = door.session()?.id().ok_or(Problem::SignInNeeded)?;
        note_proof(door.house.database(), door.house.centre(), &id).await
    };
    match noted.await {
        Ok(()) => {
            let to = carried[0].1.clone();
            let kept: Vec<(String, String)> = carried
                .into_iter()
                .filter_map(|(name, value)| Some((name.strip_prefix(KEPT)?.to_owned(), value)))
                .collect();
            if kept.is_empty() {
                return Redirect::to(&to).into_response();
            }
            let words = door.browser.words;
            let once = kept.iter().find(|(name, _)| name == "_once").map(|(_, once)| once.clone());
            let fields = kept.into_iter().filter(|(name, _)| !name.starts_with('_')).collect::<Vec<_>>();
            let asked = Asked::new(&door.uri, &door.browser);
            let state = once.map_or_else(|| asked.fresh(), |once| asked.under(once));
            let sheet = Sheet::new(words.prove_done())
                .lead(words.prove_done_lead())
                .with(Block::Form(Form::new(to, state, hidden(&fields), words.prove_go_on())));
            let view = View::sheet(door.browser.layout(), sheet);
            page(&door.house, &door.browser, &door.uri, StatusCode::OK, view)
        }
        Err(problem @ (Problem::Invalid(_) | Problem::SlowDown)) => {
            let asked = Asked::again(&door.uri, &door.browser, posted, &problem);
            let view = view_for(&door.house, &door.browser, &asked, &carried).await;
            refused(&door.house, &door.browser, &door.uri, &problem, view)
        }
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}
