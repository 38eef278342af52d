//! Signing in and out.

use super::{at_the_door, ceremony, passkey_form::with_passkey};
use crate::{
    front::{
        Asked, Browser, Door, Entry, Pages, Reader, forget_device, forget_language, page, refused, trouble,
    },
    view::{Block, Form, Kind, Layout, Sheet, View, field, link},
    words::Words,
};
use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use base::Faults;
use host::{
    House, Problem,
    forms::Posted,
    identity::{
        device, held,
        tries::{self, Tried},
    },
    seat::Missing,
    sign_in,
};
use policy::Actor;

pub(super) fn pages() -> Pages {
    Pages::none()
        .own(at_the_door("/sign-in", "GET"), get(show).post(enter))
        .own(at_the_door("/sign-in/passkey", "POST"), post(by_passkey))
        .own(at_the_door("/sign-out", "POST"), post(leave))
        .own(at_the_door("/leave", "GET"), get(exit_this_page))
}

fn view(house: &House, words: Words, asked: &Asked, has_pins: bool) -> View {
    let fields = vec![
        field("username", words.door_name(), Kind::Text),
        field("password", words.door_password(), Kind::Password),
        field("shared", words.door_shared(), Kind::Tick).hint(words.door_shared_hint()),
    ];
    let mut sheet = Sheet::new(words.door_title()).form(Form::new(
        "/sign-in",
        asked.form_to("/sign-in"),
        fields,
        words.door_enter(),
    ));
    if house.reached().relying_party().is_some() {
        let tablet = field("tablet", words.door_shared(), Kind::Tick);
        let action = "/sign-in/passkey";
        let form = Form::new(action, asked.form_to(action), vec![tablet], words.door_passkey());
        sheet = sheet
            .with(Block::Heading(words.door_or_passkey()))
            .form(with_passkey(form, "find", words).look("secondary"));
    }
    let mut links = vec![link(words.door_to_recovery(), "/sign-in/recovery")];
    if has_pins {
        links.insert(0, link(words.quick_title(), "/sign-in/quick"));
    }
    let sheet = sheet.with(Block::Links(links)).with(Block::Words(words.door_help()));
    View::sheet(Layout::Public, sheet)
}

/// The page as it is at this browser.
async fn view_for(door: &Door, asked: &Asked) -> Result<View, Problem> {
    let has_pins = match door.device.clone() {
        None => false,
        Some(device) => {
            let public = Actor::public(door.house.centre());
            let holders = door.house.database().read(&public, move |tx| device::pin_holders(tx, &device));
            !holders.await?.is_empty()
        }
    };
    Ok(view(&door.house, door.browser.words, asked, has_pins))
}

async fn show(door: Door) -> Response {
    match view_for(&door, &Asked::new(&door.uri, &door.browser)).await {
        Ok(view) => page(&door.house, &door.browser, &door.uri, StatusCode::OK, view),
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}

/// The page again, with what was typed and what is wrong.
async fn again(door: &Door, posted: &Posted, problem: Problem) -> Response {
    if !matches!(problem, Problem::Invalid(_) | Problem::SlowDown) {
        return trouble(&door.house, &door.browser, &door.uri, &problem);
    }
    let asked = Asked::again(&door.uri, &door.browser, posted, &problem);
    refused(&door.house, &door.browser, &door.uri, &problem, view_for(door, &asked).await)
}

async fn enter(door: Door, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    match enter_with(&door, &posted).await {
        Ok(response) => response,
        Err(problem) => again(&door, &posted, problem).await,
    }
}

async fn enter_with(door: &Door, posted: &Posted) -> Result<Response, Problem> {
    door.browser.check_origin(&door.headers, posted)?;
    let text = |name: &str| posted.get(name).unwrap_or_default().to_owned();
    let (username, password) = (text("username"), text("password"));
    let (database, centre) = (door.house.database(), door.house.centre());
    let public = Actor::public(centre);
    let (device, name) = (door.device.clone(), username.clone());
    let is_known = database
        .read(&public, move |tx| device.map_or(Ok(false), |device| device::knows_name(tx, &device, &name)))
        .await?;
    let name = username.trim().to_lowercase();
    // A browser in which they have signed in before is counted by itself: what others try from the same
    // line, or anywhere, keeps nobody out.
    let tried = match &door.device {
        Some(device) if is_known => vec![Tried::new("known", &[device.hash(), &name], 10)],
        _ => vec![Tried::new("name", &[&door.source, &name], 5), Tried::new("source", &[&door.source], 30)],
    };
    tries::count(database, centre, &tried).await?;
    let found = database.read(&public, move |tx| sign_in::by_password(tx, &username, &password)).await?;
    // The same words whether the name or the password is wrong: nobody learns who is known here.
    let Some(actor) = found else {
        return Err(Problem::Invalid(Faults::one("/username", door.browser.words.door_wrong())));
    };
    came_in(door, &tried).await?;
    after_password(door, &actor, posted.get("shared").is_some()).await
}

/// Takes back the tries of somebody who has come in.
pub(super) async fn came_in(door: &Door, tried: &[Tried]) -> Result<(), Problem> {
    let (database, centre) = (door.house.database(), door.house.centre());
    for (at, one) in tried.iter().enumerate() {
        if at == 0 {
            tries::forget(database, centre, one).await?;
        } else {
            tries::forgive(database, centre, one).await?;
        }
    }
    Ok(())
}

/// What comes after a right password: the second step, or setting one up, or, in a demonstration, the first page.
pub(super) async fn after_password(door: &Door, actor: &Actor, is_shared: bool) -> Result<Response, Problem> {
    let account = actor.account.ok_or(Problem::SignInNeeded)?;
    let standing = door.house.database().read(actor, move |tx| held::standing(tx, account)).await?;
    if standing.has_any() {
        door.stop_half_way(actor, (Missing::SecondStep, is_shared), "/sign-in/second").await
    } else if door.house.is_demonstration() {
        door.take_seat(actor, Entry { is_shared, by_pin: false, to: "/" }).await
    } else {
        door.stop_half_way(actor, (Missing::SetUp, is_shared), "/sign-in/set-up").await
    }
}

async fn by_passkey(door: Door, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    match by_passkey_with(&door, &posted).await {
        Ok(response) => response,
        Err(problem) => again(&door, &posted, problem).await,
    }
}

async fn by_passkey_with(door: &Door, posted: &Posted) -> Result<Response, Problem> {
    door.browser.check_origin(&door.headers, posted)?;
    let tried = [Tried::new("source", &[&door.source], 30)];
    tries::count(door.house.database(), door.house.centre(), &tried).await?;
    let actor = ceremony::found(door, posted).await?;
    tries::forgive(door.house.database(), door.house.centre(), &tried[0]).await?;
    door.take_seat(&actor, Entry { is_shared: posted.get("tablet").is_some(), by_pin: false, to: "/" }).await
}

async fn leave(
    State(house): State<House>,
    reader: Reader,
    headers: HeaderMap,
    uri: Uri,
    body: Bytes,
) -> Response {
    let browser = Browser::of(&house, reader).await;
    if let Err(problem) = browser.check_origin(&headers, &Posted::read(&body)) {
        return trouble(&house, &browser, &uri, &problem);
    }
    let left = match &browser.session {
        Some(session) => session.flush().await.map_err(Problem::broken),
        None => Ok(()),
    };
    match left {
        Ok(()) => Redirect::to("/").into_response(),
        Err(problem) => trouble(&house, &browser, &uri, &problem),
    }
}

/// Where "Exit this page" leads: a page about the weather says nothing to anybody who looks over a shoulder.
const ELSEWHERE: &str = "https://www.bbc.co.uk/weather";

/// Leaves at once (R28): the session ends, nothing is kept by the browser, and another site is shown.
async fn exit_this_page(State(house): State<House>, reader: Reader) -> Response {
    // Leaving must work even when forgetting does not.
    reader.session.flush().await.ok();
    let mut response = ([(header::CACHE_CONTROL, "no-store")], Redirect::to(ELSEWHERE)).into_response();
    forget_device(&house, &mut response);
    forget_language(&house, &mut response);
    response
}
