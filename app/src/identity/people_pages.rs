//! The office's pages of sign-ins: whose there are, letting somebody in again, closing one.

use super::people::{
    NewRecovery, RecoveryCheck, RecoveryGiven, SignInClosing, close, list_sign_ins, recover, sign_in_of,
};
use crate::{
    front::{Asked, Asks, Browser, Goto, Pages, Reader, page, refused, trouble},
    view::{Block, Cell, Form, Kind, Layout, Sheet, View, choices, fact, facts, field, tag},
};
use axum::{
    body::Bytes,
    extract::{Path, State, rejection::PathRejection},
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
    routing::post,
};
use base::AccountId;
use host::{House, Problem, Tx, forms::Posted};
use policy::{Act, CloseSignIn, ListSignIns, RecoverSignIn, Role};

pub(super) fn pages() -> Pages {
    let recovery = Asks { path: "/sign-ins/{account}/recovery", method: "POST", act: RecoverSignIn::NAME };
    Pages::none()
        .show::<ListSignIns, ()>("/sign-ins", list_page)
        .show::<RecoverSignIn, AccountId>("/sign-ins/{account}", one_page)
        .own(recovery, post(recover_page))
        .submit::<CloseSignIn, AccountId, SignInClosing, _>(
            "/sign-ins/{account}/closing",
            close,
            |_, _| Goto::to("/sign-ins").saying("sign-in-closed"),
            one_page,
        )
}

fn role_words(role: &str) -> String {
    role.parse::<Role>().map_or_else(|_| role.to_owned(), |role| role.words().to_owned())
}

fn list_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let listed = list_sign_ins(tx, &asked.paging())?;
    let rows = listed
        .items
        .into_iter()
        .map(|line| {
            vec![
                Cell::link(line.name, format!("/sign-ins/{}", line.id)),
                role_words(&line.role).into(),
                if line.is_closed { tag("Closed", "grey") } else { tag("Open", "green") },
            ]
        })
        .collect();
    let sheet = Sheet::new("Sign-ins")
        .lead("If somebody cannot sign in, find out first that it is them. Then open their name here and let them in again.")
        .with(Block::Table {
            caption: "Sign-ins".into(),
            head: ["Name", "Role", "State"].map(String::from).to_vec(),
            rows,
        })
        .with(Block::Pages {
            prev: asked.get("cursor").map(|_| "/sign-ins".to_owned()),
            next: listed.next.map(|next| format!("/sign-ins?cursor={next}")),
        });
    Ok(View::sheet(Layout::Staff, sheet))
}

fn one_page(tx: &mut Tx<'_>, id: AccountId, asked: &Asked) -> Result<View, Problem> {
    let (line, past) = sign_in_of(tx, id)?;
    let is_own = tx.actor.account == Some(id);
    let mut sheet = Sheet::new(&line.name).over("Sign-in").with(facts([
        ("Role", role_words(&line.role)),
        ("Name to sign in with", line.username.clone()),
        ("State", if line.is_closed { "Closed" } else { "Open" }.to_owned()),
    ]));
    if is_own {
        sheet = sheet.with(Block::Words(
            "This is your own sign-in. Another co-ordinator or the safeguarding lead can let you in again or close it."
                .into(),
        ));
    } else if !line.is_closed {
        let action = format!("/sign-ins/{id}/recovery");
        let fields = vec![
            field("how", "How did you find out that it is them?", Kind::One(choices!(RecoveryCheck))),
            field("checked", "What did you look at or ask, and what made you sure?", Kind::Long(3)).hint(
                "Not the name of their mother or their first school: somebody they lived with knows those.",
            ),
        ];
        sheet = sheet
            .with(Block::Heading("Let them in again".into()))
            .with(Block::Notice {
                title: "An ex-partner may be the one who asks".into(),
                kind: "warn",
                words: vec![
                    "Never do this by e-mail or message, and never for somebody who rings you: ring the number we have held all along.".into(),
                    "Everything they signed in with stops working, and every device is signed out.".into(),
                ],
            })
            .form(Form::new(&action, asked.form_to(&action), fields, "Let them in again").look("warning"));
        let action = format!("/sign-ins/{id}/closing");
        let why = vec![field("reason", "Why is it closed?", Kind::Long(2))];
        sheet = sheet
            .with(Block::Heading("Close the sign-in".into()))
            .with(Block::Words(
                "It opens nothing any more, and every device is signed out. What they wrote stays.".into(),
            ))
            .form(Form::new(&action, asked.form_to(&action), why, "Close the sign-in").look("warning"));
    }
    if !past.is_empty() {
        let lines = past
            .into_iter()
            .map(|one| fact(one.at.words(), format!("{}, by {}. {}", one.how.words(), one.by, one.checked)));
        sheet = sheet
            .with(Block::Heading("When they were let in again".into()))
            .with(Block::Facts(lines.collect()));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Sign-ins", "/sign-ins"))
}

/// Lets somebody in again and shows the code, this once: an address that led to a page of it would keep it
/// in the history of the browser.
async fn recover_page(
    State(house): State<House>,
    reader: Reader,
    place: Result<Path<AccountId>, PathRejection>,
    headers: HeaderMap,
    uri: Uri,
    body: Bytes,
) -> Response {
    let browser = Browser::of(&house, reader).await;
    let posted = Posted::read(&body);
    let Ok(Path(id)) = place else { return trouble(&house, &browser, &uri, &Problem::NotFound) };
    let work = async {
        browser.check_origin(&headers, &posted)?;
        browser.may_ask::<RecoverSignIn>()?;
        let new: NewRecovery = posted.command()?;
        house.database().write(&browser.actor, move |tx| recover(tx, id, new.clone())).await
    };
    match work.await {
        Ok(given) => page(&house, &browser, &uri, StatusCode::CREATED, given_view(&given)),
        Err(Problem::ProveAgain) => super::prove::before_going_on(&house, &browser, &uri, &posted).await,
        Err(problem @ (Problem::Invalid(_) | Problem::Refused(_))) => {
            let asked = Asked::again(&uri, &browser, &posted, &problem);
            let view = house.database().read(&browser.actor, move |tx| one_page(tx, id, &asked)).await;
            refused(&house, &browser, &uri, &problem, view)
        }
        Err(problem) => trouble(&house, &browser, &uri, &problem),
    }
}

fn given_view(given: &RecoveryGiven) -> View {
    let sheet = Sheet::new("Their code")
        .lead("Read it out to them or hand it over now. We cannot show it again.")
        .with(Block::Quote(given.code.clone()))
        .with(facts([
            ("Name to sign in with", given.username.clone()),
            ("Stands until", given.until.words()),
        ]))
        .with(Block::Words(
            "On the page to sign in they choose “I have a code from the centre”. Never send it by e-mail or message."
                .into(),
        ));
    View::sheet(Layout::Staff, sheet).back("Sign-ins", "/sign-ins")
}
