//! Coming in again with a code that a member of staff has read out or handed over.

use super::{at_the_door, own::use_code, people::hash_of, store};
use crate::{
    front::{Asked, Door, Pages, page, refused, trouble},
    view::{Block, Form, Kind, Layout, Sheet, View, field},
};
use axum::{body::Bytes, http::StatusCode, response::Response, routing::get};
use base::Faults;
use host::{
    Problem,
    forms::Posted,
    identity::tries::{self, Tried},
    seat::Missing,
    sign_in,
};
use policy::Actor;

pub(super) fn pages() -> Pages {
    Pages::none().own(at_the_door("/sign-in/recovery", "GET"), get(show).post(enter))
}

fn view(door: &Door, asked: &Asked) -> View {
    let words = door.browser.words;
    let fields = vec![
        field("username", words.door_name(), Kind::Text),
        field("code", words.returning_code(), Kind::Text).hint(words.returning_code_hint()),
    ];
    let sheet = Sheet::new(words.returning_title())
        .lead(words.returning_lead())
        .form(Form::new("/sign-in/recovery", asked.form(), fields, words.returning_enter()))
        .with(Block::Words(words.door_help()));
    View::sheet(Layout::Public, sheet).back(words.door_title(), "/sign-in")
}

async fn show(door: Door) -> Response {
    let view = view(&door, &Asked::new(&door.uri, &door.browser));
    page(&door.house, &door.browser, &door.uri, StatusCode::OK, view)
}

async fn enter(door: Door, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    match enter_with(&door, &posted).await {
        Ok(response) => response,
        Err(problem @ (Problem::Invalid(_) | Problem::SlowDown)) => {
            let asked = Asked::again(&door.uri, &door.browser, &posted, &problem);
            refused(&door.house, &door.browser, &door.uri, &problem, Ok(view(&door, &asked)))
        }
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}

async fn enter_with(door: &Door, posted: &Posted) -> Result<Response, Problem> {
    door.browser.check_origin(&door.headers, posted)?;
    let (database, centre) = (door.house.database(), door.house.centre());
    let text = |name: &str| posted.get(name).unwrap_or_default().to_owned();
    let (username, hash) = (text("username"), hash_of(&text("code")));
    let name = username.trim().to_lowercase();
    let tried =
        [Tried::new("recovery", &[&door.source, &name], 5), Tried::new("source", &[&door.source], 30)];
    tries::count(database, centre, &tried).await?;
    // The same words whether the name, the code or its time is wrong.
    let wrong = || Problem::Invalid(Faults::one("/code", door.browser.words.returning_wrong()));
    let public = Actor::public(centre);
    let found = database
        .read(&public, move |tx| {
            let found = store::by_code(tx, &username, &hash)?;
            let Some((id, account)) = found else { return Ok(None) };
            Ok(sign_in::by_account(tx, account)?.map(|actor| (id, actor)))
        })
        .await?;
    let (id, actor) = found.ok_or_else(wrong)?;
    match database.write(&actor, move |tx| use_code(tx, id)).await {
        Err(Problem::NotFound) => return Err(wrong()),
        used => used?,
    }
    super::door::came_in(door, &tried).await?;
    door.stop_half_way(&actor, (Missing::NewPassword, false), "/sign-in/set-up").await
}
