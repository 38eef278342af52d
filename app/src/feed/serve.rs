//! The calendar itself, read by whoever has its secret address and by nobody else.

use super::{
    calendar::{Entry, Writing},
    open, own, store,
};
use crate::premises;
use axum::{
    extract::{Path, State},
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use base::Period;
use host::{House, Problem, Tx};
use policy::{Actor, ReadFeed, Subject};

/// How long a secret is: 256 bits in hexadecimal.
const LENGTH: usize = 64;

/// Nobody between us and the reader keeps a copy.
const NOT_KEPT: (HeaderName, &str) = (header::CACHE_CONTROL, "private, no-store");

/// Answers a calendar by its secret address. Every address that opens none has the same answer.
pub(super) async fn feed(State(house): State<House>, Path(name): Path<String>) -> Response {
    let secret = name.strip_suffix(".ics").filter(|secret| is_secret(secret)).map(str::to_owned);
    let Some(secret) = secret else { return nothing() };
    let anybody = Actor::public(house.centre());
    match house.database().read(&anybody, move |tx| read(tx, &secret)).await {
        Ok(Some(text)) => {
            ([(header::CONTENT_TYPE, "text/calendar; charset=utf-8"), NOT_KEPT], text).into_response()
        }
        Ok(None) | Err(Problem::NotFound) => nothing(),
        Err(problem) => {
            problem.log();
            (StatusCode::INTERNAL_SERVER_ERROR, [NOT_KEPT], "Try again later.").into_response()
        }
    }
}

fn is_secret(text: &str) -> bool {
    text.len() == LENGTH && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

fn nothing() -> Response {
    (StatusCode::NOT_FOUND, [NOT_KEPT], "There is nothing here.").into_response()
}

/// The calendar that a secret opens, if it opens one.
fn read(tx: &mut Tx<'_>, secret: &str) -> Result<Option<String>, Problem> {
    tx.ask::<ReadFeed>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let Some(whose) = store::by_secret(tx, secret)? else { return Ok(None) };
    // Whoever holds the secret reads what is its owner's, and nobody has signed in.
    tx.note_seen::<ReadFeed>(whose.account);
    let mut writing = Writing::new(secret, whose.made);
    if let Some(party) = whose.party {
        let (entries, forbidden) = own::of_parent(tx, party, &whose)?;
        for entry in &entries {
            writing.add(entry);
        }
        let text = writing.text();
        // What is made for a person passes the gate, in this form as in every other (R25).
        return match forbidden.check(&text) {
            Ok(()) => Ok(Some(text)),
            Err(refusal) => {
                Err(Problem::broken(format!("the gate held back a parent's calendar: {}", refusal.code)))
            }
        };
    }
    let Some(staff) = whose.staff else { return Ok(None) };
    let (from, until) = own::span(tx);
    let within = Period::new(from, until).map_err(Problem::broken)?;
    let times = premises::times(tx, within)?;
    let (recurring, single) = open::openings(&times, within);
    writing.add_london();
    for one in &recurring {
        writing.add_recurring(one, CENTRE_OPEN);
    }
    for session in single {
        writing.add(&Entry {
            seed: format!("open {}", session.from()),
            starts: session.from(),
            ends: session.until(),
            title: CENTRE_OPEN.to_owned(),
            place: None,
        });
    }
    own::of_staff(tx, staff, &whose)?.iter().for_each(|entry| writing.add(entry));
    Ok(Some(writing.text()))
}

/// What an opening session is called in the calendar of somebody who works there.
const CENTRE_OPEN: &str = "Centre open";
