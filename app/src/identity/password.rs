//! Choosing a password: one's own, or the first after one was let in again.

use super::{
    at_the_door,
    ceremony::half_way,
    door::after_password,
    own::{NewPassword, set_password},
};
use crate::{
    front::{Asked, Door, Goto, Pages, page, refused, trouble},
    view::{Field, Form, Kind, Layout, Sheet, View, field},
    words::Words,
};
use axum::{
    body::Bytes,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use host::{Problem, Tx, forms::Posted, seat::Missing};
use policy::{ChangeOwnSignIn, Role};

pub(super) fn pages() -> Pages {
    Pages::none()
        .own(at_the_door("/sign-in/new-password", "GET"), get(show).post(choose))
        .show::<ChangeOwnSignIn, ()>("/security/password", own_page)
        .submit::<ChangeOwnSignIn, (), NewPassword, _>(
            "/security/password",
            |tx, (), new| set_password(tx, new),
            |(), ()| Goto::to("/security").saying("saved"),
            own_page,
        )
}

fn password(words: Words) -> Field {
    field("password", words.password_new(), Kind::NewPassword).hint(words.password_hint())
}

/// In whose shell somebody's own pages stand.
pub(super) fn layout(role: Role) -> Layout {
    if role == Role::Parent { Layout::Parent } else { Layout::Staff }
}

fn own_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let but = asked.seat().map(|seat| seat.to_string()).unwrap_or_default();
    let fields = vec![field("but", "", Kind::Hidden(but)), password(words)];
    let sheet = Sheet::new(words.password_title()).lead(words.password_about()).form(Form::new(
        "/security/password",
        asked.form(),
        fields,
        words.password_save(),
    ));
    Ok(View::sheet(layout(tx.actor.role), sheet).back(words.security_title(), "/security"))
}

fn view(door: &Door, asked: &Asked) -> View {
    let words = door.browser.words;
    let sheet = Sheet::new(words.password_title()).form(Form::new(
        "/sign-in/new-password",
        asked.form(),
        vec![password(words)],
        words.password_save(),
    ));
    View::sheet(Layout::Public, sheet)
}

async fn show(door: Door) -> Response {
    if door.browser.half.as_ref().is_none_or(|half| half.missing != Missing::NewPassword) {
        return Redirect::to("/sign-in").into_response();
    }
    let view = view(&door, &Asked::new(&door.uri, &door.browser));
    page(&door.house, &door.browser, &door.uri, StatusCode::OK, view)
}

async fn choose(door: Door, body: Bytes) -> Response {
    let posted = Posted::read(&body);
    let work = async {
        door.browser.check_origin(&door.headers, &posted)?;
        let half = door.browser.half.clone().filter(|half| half.missing == Missing::NewPassword);
        let half = half.ok_or(Problem::SignInNeeded)?;
        let actor = half_way(&door, &half).await?;
        let password = posted.get("password").unwrap_or_default().to_owned();
        let new = NewPassword { password, but: None };
        door.house.database().write(&actor, move |tx| set_password(tx, new.clone())).await?;
        after_password(&door, &actor, half.is_shared).await
    };
    match work.await {
        Ok(response) => response,
        Err(problem @ Problem::Invalid(_)) => {
            let asked = Asked::again(&door.uri, &door.browser, &posted, &problem);
            refused(&door.house, &door.browser, &door.uri, &problem, Ok(view(&door, &asked)))
        }
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}
