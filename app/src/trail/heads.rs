//! Heads: what is signed over the trail, at intervals and when somebody asks, to be printed or published.

use crate::{
    front::{Asked, Goto, Pages},
    view::{Block, Button, Layout, Sheet, View, facts},
};
use axum::http::Method;
use host::{
    House, Problem, Recorded, Tx, WriteTx,
    api::{Nothing, Operations},
    trail::{Head, last_head, sign_head},
};
use policy::{Actor, SeeHeads, SignHead, Subject};
use serde::Serialize;
use std::time::Duration;
use utoipa::ToSchema;

/// How often a head is signed over what came since: what nobody could vouch for is never older.
const EVERY: Duration = Duration::from_mins(5);

/// The last head, where there is one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LastHead {
    /// It.
    pub head: Option<Head>,
}

/// Signs a head over what came since the last, where anything did.
pub fn sign(house: &House) -> Result<Head, Problem> {
    house.database().sign_head(&Actor::program(house.centre()))
}

/// Signs heads for as long as the program runs.
pub async fn keep_signing(house: House) {
    let mut turns = tokio::time::interval(EVERY);
    loop {
        turns.tick().await;
        let house = house.clone();
        if let Ok(Err(problem)) = tokio::task::spawn_blocking(move || sign(&house)).await {
            tracing::error!("no head of the trail could be signed");
            problem.log();
        }
    }
}

pub(super) fn operations() -> Operations {
    Operations::none()
        .read::<SeeHeads, (), Nothing, LastHead>(
            "Trail",
            "/trail/head",
            "Read the last signed head of the trail, to publish or keep it",
            |tx, (), _| last(tx),
        )
        .write::<SignHead, (), Nothing, Head>(
            "Trail",
            (Method::POST, "/trail/heads"),
            "Sign a head over all lines there are",
            (201, &[]),
            |tx, (), _| now(tx),
        )
}

pub(super) fn pages() -> Pages {
    Pages::none().show::<SeeHeads, ()>("/trail", page).submit::<SignHead, (), Nothing, _>(
        "/trail",
        |tx, (), _| now(tx),
        |(), _| Goto::to("/trail").saying("head-signed"),
        page,
    )
}

fn last(tx: &mut Tx<'_>) -> Result<LastHead, Problem> {
    tx.ask::<SeeHeads>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    Ok(LastHead { head: last_head(tx)? })
}

fn now(tx: &mut WriteTx<'_>) -> Result<Recorded<Head>, Problem> {
    let permit = tx.ask::<SignHead>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    sign_head(tx, &permit)
}

fn page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let last = last(tx)?.head;
    let sheet = Sheet::new("Signed heads of the trail").lead(
        "A head vouches for every line of the audit trail up to it. Print it and keep it away from this \
         machine, or publish it: it tells nothing about anybody. Whoever has it can tell later whether a line \
         was changed.",
    );
    let sheet = match last {
        Some(head) => sheet
            .with(facts([
                ("Lines", head.size.to_string()),
                ("Signed", head.moment().map(base::Moment::words).unwrap_or_default()),
                ("Root", head.root.clone()),
                ("Public key", head.key.clone()),
            ]))
            .with(Block::Heading("To keep as a file".into()))
            .with(Block::Quote(serde_json::to_string(&head)?)),
        None => sheet.with(Block::Empty {
            title: "No head has been signed yet".into(),
            next: "One is signed every five minutes while anything is added.".into(),
            link: None,
        }),
    };
    let sheet = sheet.with(Block::Buttons(vec![Button::post("Sign a head now", "/trail", &asked.form())]));
    Ok(View::sheet(Layout::Staff, sheet))
}
