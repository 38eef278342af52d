//! Doing a thing once however often it is asked: the answer first given is given again.

use crate::{
    Looked, Problem, Recorded, WriteTx,
    audit::sha256,
    schema::answer_given,
    seal::{Owner, Sealed},
};
use diesel::prelude::*;
use rules::Refusal;

/// What the trail calls it when an answer is given again. It is no act: policy was asked the first time.
const ANSWER_AGAIN: &str = "answer-again";

/// A key its sender chose for one intention, with a fingerprint of what was asked under it.
#[derive(Clone, Debug)]
pub struct Once {
    key: String,
    fingerprint: String,
}

impl Once {
    /// The key of a request for `what` (method and path) with this body.
    #[must_use]
    pub fn new(key: &str, what: &str, body: &[u8]) -> Self {
        let fingerprint = sha256(&[what.as_bytes(), b"\n", body].concat());
        Self { key: key.chars().take(200).collect(), fingerprint }
    }
}

/// An answer as it is kept: the status, and the body or the place to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// JSON for the API, a path for a page.
    pub body: String,
}

/// Either the answer that was given before, or the one that `work` gives now and that is kept with it.
pub fn once<F>(tx: &mut WriteTx<'_>, once: Option<&Once>, work: F) -> Result<Recorded<Answer>, Problem>
where
    F: FnOnce(&mut WriteTx<'_>) -> Result<Recorded<Answer>, Problem>,
{
    let Some(once) = once else { return work(tx) };
    let scope = match tx.actor.account {
        Some(account) => account.to_string(),
        // Nobody can tell one of the public from another. Were their keys shared, one parent would learn
        // from a refused key that somebody has used it; so theirs is a key for what was asked alone (R25).
        None => format!("public {}", once.fingerprint),
    };
    let before: Option<(String, i32, Sealed)> = answer_given::table
        .filter(answer_given::scope.eq(&scope).and(answer_given::key.eq(&once.key)))
        .select((answer_given::fingerprint, answer_given::status, answer_given::body))
        .first(tx.db())
        .optional()?;
    match before {
        Some((fingerprint, status, body)) if fingerprint == once.fingerprint => {
            // Whoever is told again what they were told before looks again. The public is told nothing that
            // is kept of anybody.
            if tx.actor.account.is_some() {
                tx.note_look(Looked {
                    act: ANSWER_AGAIN,
                    subject: once.fingerprint.clone(),
                    family: None,
                    emergency: None,
                });
            }
            let body = tx.open_text(&body)?;
            Ok(Recorded::again(Answer { status: u16::try_from(status).unwrap_or(200), body }))
        }
        Some(_) => Err(Refusal::because(
            "idempotency-key-reused",
            "This Idempotency-Key was used for something else.",
            "Choose a new key for each thing you ask for.",
        )
        .into()),
        None => {
            let recorded = work(tx)?;
            let answer = recorded.value();
            // The copy goes with the family it is about, where it is about one.
            let family = tx.looked().into_iter().rev().find_map(|look| look.family);
            let owner = family.map_or_else(|| tx.centre().into(), Owner::from);
            let body = tx.seal_text(owner, &answer.body)?;
            diesel::insert_into(answer_given::table)
                .values((
                    answer_given::scope.eq(&scope),
                    answer_given::key.eq(&once.key),
                    answer_given::centre.eq(tx.centre()),
                    answer_given::fingerprint.eq(&once.fingerprint),
                    answer_given::status.eq(i32::from(answer.status)),
                    answer_given::body.eq(body),
                    answer_given::at.eq(tx.now),
                ))
                .execute(tx.db())?;
            Ok(recorded)
        }
    }
}
