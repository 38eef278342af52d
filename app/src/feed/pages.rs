//! The page on which somebody makes and stops their own secret address, and the address itself, shown once.

use super::{FeedMade, NewFeed, make, serve, standing, stop};
use crate::{
    front::{Asked, Asks, Browser, Goto, Pages, Reader, page, trouble},
    view::{Block, Button, Form, Kind, Layout, Sheet, View, field},
    words::Words,
};
use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
    response::Response,
    routing::{get, post},
};
use host::{House, Problem, Tx, api::Nothing, forms::Posted};
use policy::{Act, KeepFeed, ReadFeed, Role};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<KeepFeed, ()>("/my/calendar", own_page)
        .own(Asks { path: "/my/calendar", method: "POST", act: KeepFeed::NAME }, post(make_page))
        .submit::<KeepFeed, (), Nothing, _>(
            "/my/calendar/ending",
            |tx, (), _| stop(tx),
            |(), _| Goto::to("/my/calendar").saying("saved"),
            own_page,
        )
        .own(Asks { path: "/feeds/{name}", method: "GET", act: ReadFeed::NAME }, get(serve::feed))
}

fn layout(role: Role) -> Layout {
    if role == Role::Parent { Layout::Parent } else { Layout::Staff }
}

fn own_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let feed = standing(tx)?;
    let sheet =
        Sheet::new(words.feed_title()).lead(words.feed_about()).problems(&asked.form()).with(Block::Notice {
            title: words.feed_care(),
            kind: "warn",
            words: vec![words.feed_care_look(), words.feed_care_neutral()],
        });
    let sheet = match feed.made {
        Some(made) => sheet
            .with(Block::Words(words.feed_since(&words.day(made.day()))))
            .with(Block::Buttons(vec![
                Button::post(words.feed_stop(), "/my/calendar/ending", &asked.other("ending")).secondary(),
            ]))
            .with(Block::Words(words.feed_since_new())),
        None => sheet,
    };
    let make = if feed.made.is_some() { words.feed_make_new() } else { words.feed_make() };
    let place = field("names_place:bool", words.feed_place(), Kind::YesNo).hint(words.feed_place_hint());
    let sheet = sheet.with(Block::Form(Form::new("/my/calendar", asked.form(), vec![place], make)));
    Ok(View::sheet(layout(tx.actor.role), sheet).back(words.shell_back(), "/"))
}

/// Makes the address and shows it, this once: an address that led to a page of it would keep it in the
/// history of the browser.
async fn make_page(
    State(house): State<House>,
    reader: Reader,
    headers: HeaderMap,
    uri: Uri,
    body: Bytes,
) -> Response {
    let browser = Browser::of(&house, reader).await;
    let posted = Posted::read(&body);
    let made = async {
        browser.check_origin(&headers, &posted)?;
        browser.may_ask::<KeepFeed>()?;
        let new: NewFeed = posted.command()?;
        house.database().write(&browser.actor, move |tx| make(tx, new.clone())).await
    };
    match made.await {
        Ok(made) => {
            let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
            let scheme = if house.is_demonstration() { "http" } else { "https" };
            let address = format!("{scheme}://{host}{}", made.path);
            let view = made_view(browser.words, layout(browser.actor.role), &made, address);
            page(&house, &browser, &uri, StatusCode::CREATED, view)
        }
        Err(problem @ Problem::Invalid(_)) => {
            let asked = Asked::again(&uri, &browser, &posted, &problem);
            let view = house.database().read(&browser.actor, move |tx| own_page(tx, (), &asked)).await;
            crate::front::refused(&house, &browser, &uri, &problem, view)
        }
        Err(problem) => trouble(&house, &browser, &uri, &problem),
    }
}

fn made_view(words: Words, layout: Layout, made: &FeedMade, address: String) -> View {
    let mut sheet = Sheet::new(words.feed_made())
        .lead(words.feed_made_once())
        .with(Block::Quote(address))
        .with(Block::Words(words.feed_made_how()))
        .with(Block::Words(words.feed_made_secret()));
    if !made.names_place {
        sheet = sheet.with(Block::Words(words.feed_care_neutral()));
    }
    View::sheet(layout, sheet).back(words.shell_back(), "/my/calendar")
}
