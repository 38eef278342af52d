//! Signing in and out.

use crate::{
    front::{Asked, Asks, Browser, Pages, page, refused, trouble},
    view::{Block, Field, Form, Kind, Layout, Sheet, View, field},
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
    forms::{FormState, Posted},
    sessions::{ACCOUNT, CSRF},
    sign_in,
};
use policy::{Act, SignIn};
use tower_sessions::Session;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    let asks = |path, method| Asks { path, method, act: SignIn::NAME };
    Pages::none()
        .own(asks("/sign-in", "GET"), get(show).post(enter))
        .own(asks("/sign-out", "POST"), post(leave))
        .own(asks("/leave", "GET"), get(exit_this_page))
}

fn form(words: Words, state: FormState) -> View {
    let fields: Vec<Field> = vec![
        field("username", words.door_name(), Kind::Text),
        field("password", words.door_password(), Kind::Password),
    ];
    let sheet = Sheet::new(words.door_title())
        .form(Form::new("/sign-in", state, fields, words.door_enter()))
        .with(Block::Words(words.door_help()));
    View::sheet(Layout::Public, sheet)
}

async fn show(State(house): State<House>, session: Session, uri: Uri) -> Response {
    let browser = Browser::of(&house, session).await;
    let view = form(browser.words, Asked::new(&uri, &browser).form());
    page(&house, &browser, &uri, StatusCode::OK, view)
}

async fn enter(
    State(house): State<House>,
    session: Session,
    headers: HeaderMap,
    uri: Uri,
    body: Bytes,
) -> Response {
    let browser = Browser::of(&house, session).await;
    let posted = Posted::read(&body);
    if let Err(problem) = browser.check_origin(&headers, &posted) {
        return trouble(&house, &browser, &uri, &problem);
    }
    let username = posted.get("username").unwrap_or("").to_owned();
    let password = posted.get("password").unwrap_or("").to_owned();
    let found =
        house.database().read(&browser.actor, move |tx| sign_in::by_password(tx, &username, &password)).await;
    match found {
        Ok(Some(actor)) => match remember(&house, &browser, &actor).await {
            Ok(()) => Redirect::to("/").into_response(),
            Err(problem) => trouble(&house, &browser, &uri, &problem),
        },
        Ok(None) => {
            // The same words whether the name or the password is wrong: nobody learns who is known here.
            let problem = Problem::Invalid(Faults::one("/username", browser.words.door_wrong()));
            let asked = Asked::again(&uri, &browser, &posted, &problem);
            refused(&house, &browser, &uri, &problem, Ok(form(browser.words, asked.form())))
        }
        Err(problem) => trouble(&house, &browser, &uri, &problem),
    }
}

async fn remember(house: &House, browser: &Browser, actor: &policy::Actor) -> Result<(), Problem> {
    let Some(session) = &browser.session else { return Err(Problem::broken("no session")) };
    // A new identifier, so that one planted before signing in is worth nothing after.
    session.cycle_id().await.map_err(Problem::broken)?;
    let account = actor.account.map(|id| id.to_string()).unwrap_or_default();
    session.insert(ACCOUNT, account).await.map_err(Problem::broken)?;
    session.insert(CSRF, house.database().ids().secret()).await.map_err(Problem::broken)
}

async fn leave(
    State(house): State<House>,
    session: Session,
    headers: HeaderMap,
    uri: Uri,
    body: Bytes,
) -> Response {
    let browser = Browser::of(&house, session).await;
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
async fn exit_this_page(session: Session) -> Response {
    // Leaving must work even when forgetting does not.
    session.flush().await.ok();
    ([(header::CACHE_CONTROL, "no-store")], Redirect::to(ELSEWHERE)).into_response()
}
