//! The second step of signing in: a code of an authenticator app, or a passkey.

use super::{
    at_the_door,
    ceremony::{half_way, proves},
    passkey_form::with_passkey,
};
use crate::{
    front::{Asked, Door, Entry, Pages, page, refused, trouble},
    view::{Block, Form, Kind, Layout, Sheet, View, field, link},
};
use axum::{
    body::Bytes,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use base::{AccountId, Faults};
use host::{
    Problem,
    forms::Posted,
    identity::{
        held,
        tries::{self, Tried},
    },
    seat::{Half, Missing},
};
use policy::Actor;

pub(super) fn pages() -> Pages {
    Pages::none()
        .own(at_the_door("/sign-in/second", "GET"), get(show).post(by_code))
        .own(at_the_door("/sign-in/second/passkey", "POST"), post(by_passkey))
}

fn half(door: &Door) -> Result<&Half, Problem> {
    let half = door.browser.half.as_ref().filter(|half| half.missing == Missing::SecondStep);
    half.ok_or(Problem::SignInNeeded)
}

async fn view_for(door: &Door, asked: &Asked) -> Result<View, Problem> {
    let account = half(door)?.account;
    let words = door.browser.words;
    let public = Actor::public(door.house.centre());
    let standing = door.house.database().read(&public, move |tx| held::standing(tx, account)).await?;
    let mut sheet = Sheet::new(words.second_title()).lead(words.second_lead());
    if !standing.passkeys.is_empty() && door.house.reached().relying_party().is_some() {
        let action = "/sign-in/second/passkey";
        let form = Form::new(action, asked.form_to(action), Vec::new(), words.second_passkey());
        sheet = sheet.form(with_passkey(form, "own", words));
    }
    if standing.has_app {
        let code = field("code", words.second_code(), Kind::Code).hint(words.second_code_hint());
        let action = "/sign-in/second";
        sheet = sheet.form(Form::new(action, asked.form_to(action), vec![code], words.door_enter()));
    }
    let sheet = sheet
        .with(Block::Words(words.door_help()))
        .with(Block::Links(vec![link(words.second_begin_again(), "/sign-in")]));
    Ok(View::sheet(Layout::Public, sheet))
}

async fn show(door: Door) -> Response {
    match view_for(&door, &Asked::new(&door.uri, &door.browser)).await {
        Ok(view) => page(&door.house, &door.browser, &door.uri, StatusCode::OK, view),
        Err(Problem::SignInNeeded) => Redirect::to("/sign-in").into_response(),
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}

async fn again(door: &Door, posted: &Posted, done: Result<Response, Problem>) -> Response {
    match done {
        Ok(response) => response,
        Err(problem @ (Problem::Invalid(_) | Problem::SlowDown)) => {
            let asked = Asked::again(&door.uri, &door.browser, posted, &problem);
            refused(&door.house, &door.browser, &door.uri, &problem, view_for(door, &asked).await)
        }
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}

/// Takes a code, or says that it is none. Whoever tries codes knows the password already; a browser that is
/// known for this sign-in is counted by itself.
pub(super) async fn take_code(door: &Door, posted: &Posted, account: AccountId) -> Result<(), Problem> {
    let (database, centre) = (door.house.database(), door.house.centre());
    let device = door.device.as_ref().map_or("", |device| device.hash());
    let public = Actor::public(centre);
    let known = door.device.clone();
    let is_known = database
        .read(&public, move |tx| {
            let name = super::store::username(tx, account)?;
            known.map_or(Ok(false), |device| host::identity::device::knows_name(tx, &device, &name))
        })
        .await?;
    let tried = Tried::new("code", &[account.as_str(), if is_known { device } else { "" }], 5);
    tries::count(database, centre, std::slice::from_ref(&tried)).await?;
    let typed = posted.get("code").unwrap_or_default().to_owned();
    if !held::take_code(database, centre, account, typed).await? {
        return Err(Problem::Invalid(Faults::one("/code", door.browser.words.second_wrong())));
    }
    tries::forget(database, centre, &tried).await
}

async fn by_code(door: Door, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    let work = async {
        door.browser.check_origin(&door.headers, &posted)?;
        let half = half(&door)?;
        take_code(&door, &posted, half.account).await?;
        come_in(&door, half).await
    };
    let done = work.await;
    again(&door, &posted, done).await
}

async fn by_passkey(door: Door, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    let work = async {
        door.browser.check_origin(&door.headers, &posted)?;
        let half = half(&door)?;
        proves(&door, &posted, half.account).await?;
        come_in(&door, half).await
    };
    let done = work.await;
    again(&door, &posted, done).await
}

async fn come_in(door: &Door, half: &Half) -> Result<Response, Problem> {
    let actor = half_way(door, half).await?;
    door.take_seat(&actor, Entry { is_shared: half.is_shared, by_pin: false, to: "/" }).await
}
