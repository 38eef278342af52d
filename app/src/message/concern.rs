//! A message that seems to ask for something to be passed on, or for where somebody is (R16). It has gone to
//! nobody but the centre; somebody looks at it and says what they made of it.

use super::threads;
use crate::schema::{message, message_concern};
use base::{MessageId, Moment, Prose, ThreadId};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx, seal::Sealed};
use policy::AnswerMessages;
use rules::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

base::choices! {
    /// What somebody made of a message that seems to ask for something to be passed on.
    pub enum Judgement {
        Harmless = "harmless" => "It asks for nothing of the kind",
        NotPassedOn = "not-passed-on" => "It does, and nothing is passed on",
        Safeguarding = "safeguarding" => "It does, and I am worried: the safeguarding lead knows",
    }
}

/// Says what one makes of it.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConcernDecision {
    /// What you make of it.
    pub decision: Judgement,
    /// Why, and what was done.
    pub words: Prose,
}

/// That a message seems to ask for something to be passed on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Concern {
    /// What somebody made of it; nobody has looked yet where it is empty.
    pub decision: Option<Judgement>,
    /// Why, and what was done.
    pub words: Option<String>,
    /// When.
    pub at: Option<Moment>,
}

pub(super) fn of_thread(tx: &mut Tx<'_>, of: ThreadId) -> Result<HashMap<MessageId, Concern>, Problem> {
    type Row = (MessageId, Option<Judgement>, Option<Sealed>, Option<Moment>);
    let rows: Vec<Row> = message_concern::table
        .inner_join(message::table.on(message::id.eq(message_concern::message)))
        .filter(message::thread.eq(of))
        .select((
            message_concern::message,
            message_concern::decision,
            message_concern::words,
            message_concern::at,
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(message, decision, words, at)| {
            let words = words.map(|words| tx.open_text(&words)).transpose()?;
            Ok((message, Concern { decision, words, at }))
        })
        .collect()
}

/// Says what one makes of a message that seems to ask for something to be passed on.
pub fn decide(
    tx: &mut WriteTx<'_>,
    (of, id): (ThreadId, MessageId),
    new: ConcernDecision,
) -> Result<Recorded<Concern>, Problem> {
    let ((row, _), subject) = threads::stored(tx, of)?;
    let permit = tx.ask::<AnswerMessages>(&subject)?;
    let found = of_thread(tx, of)?.remove(&id).ok_or(Problem::NotFound)?;
    if found.decision.is_some() {
        return Err(Refusal::because(
            "already-looked-at",
            "Somebody has looked at this message already.",
            "Read what they made of it; write to the safeguarding lead if you see it otherwise.",
        )
        .into());
    }
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let words = tx.seal_text(row.family, new.words.as_str())?;
    diesel::update(message_concern::table.filter(message_concern::message.eq(id)))
        .set((
            message_concern::decision.eq(new.decision),
            message_concern::words.eq(words),
            message_concern::account.eq(account),
            message_concern::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    let concern =
        Concern { decision: Some(new.decision), words: Some(new.words.to_string()), at: Some(tx.now) };
    tx.record(
        &permit,
        Some(row.family),
        "A message that may ask for something to be passed on was looked at",
        concern,
    )
}
