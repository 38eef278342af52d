//! What an adult asks for in a thread, and what the centre answers: yes only when what a rule wants made sure of
//! was made sure of (R6, R14, R15).

use super::{
    answer::{may_go, say},
    store,
    threads::{self, Thread},
};
use crate::{
    portal::{self, About},
    schema::thread_request,
};
use base::{Day, Moment, Prose, ThreadId};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{Act, AnswerMessages, Permit};
use rules::{
    Refusal,
    request::{Ask, Check, RequestDecision, may_decide},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Asks for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRequest {
    /// What you ask for.
    pub ask: Ask,
    /// For which day, if for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
}

/// What an adult asked for, and what they were answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OwnAskedFor {
    /// What was asked for.
    pub ask: Ask,
    /// For which day, if for one.
    pub day: Option<Day>,
    /// The answer, if there is one.
    pub decision: Option<RequestDecision>,
}

/// What an adult asked for, as those who decide see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AskedFor {
    /// What was asked for.
    pub ask: Ask,
    /// For which day, if for one.
    pub day: Option<Day>,
    /// The answer, if there is one.
    pub decision: Option<RequestDecision>,
    /// What whoever decided had made sure of.
    pub checked: Vec<Check>,
    /// When it was decided.
    pub at: Option<Moment>,
}

/// Answers what an adult asks for.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDecision {
    /// Yes or no.
    pub decision: RequestDecision,
    /// What you have made sure of.
    #[serde(default)]
    pub checked: Vec<Check>,
    /// What to tell them: why, and what goes with it.
    pub words: Prose,
}

pub(super) type Row = (String, Option<Day>, Option<String>, Option<String>, Option<Moment>);

/// What is asked for in a thread, if anything is.
pub(super) fn of_thread(tx: &mut Tx<'_>, id: ThreadId) -> Result<Option<AskedFor>, Problem> {
    let row: Option<Row> = thread_request::table
        .filter(thread_request::thread.eq(id).and(thread_request::centre.eq(tx.centre())))
        .select((
            thread_request::ask,
            thread_request::day,
            thread_request::decision,
            thread_request::checked,
            thread_request::at,
        ))
        .first(tx.db())
        .optional()?;
    row.map(read).transpose()
}

/// What is asked for, from the row that says so.
pub(super) fn read((ask, day, decision, checked, at): Row) -> Result<AskedFor, Problem> {
    Ok(AskedFor {
        ask: ask.parse().map_err(Problem::broken)?,
        day,
        decision: decision.map(|word| word.parse()).transpose().map_err(Problem::broken)?,
        checked: checked.map(|list| serde_json::from_str(&list)).transpose()?.unwrap_or_default(),
        at,
    })
}

pub(super) fn insert<A: Act>(
    tx: &mut WriteTx<'_>,
    _: &Permit<A>,
    id: ThreadId,
    new: NewRequest,
) -> Result<(), Problem> {
    diesel::insert_into(thread_request::table)
        .values((
            thread_request::thread.eq(id),
            thread_request::centre.eq(tx.centre()),
            thread_request::ask.eq(new.ask.as_str()),
            thread_request::day.eq(new.day),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Answers what an adult asks for, and tells them in the same thread.
pub fn decide_request(
    tx: &mut WriteTx<'_>,
    id: ThreadId,
    new: NewDecision,
) -> Result<Recorded<Thread>, Problem> {
    let ((row, family), subject) = threads::stored(tx, id)?;
    let permit = tx.ask::<AnswerMessages>(&subject)?;
    let asked = row.request.as_ref().ok_or_else(|| {
        Refusal::because("nothing-asked", "Nothing is asked for in this thread.", "Write an answer.")
    })?;
    if asked.decision.is_some() {
        return Err(Refusal::because(
            "decided-already",
            "This is answered already.",
            "Write to them if something has changed.",
        )
        .into());
    }
    let no_photographs =
        asked.ask == Ask::Photograph && portal::somebody_said_no(tx, family.id, About::Photographs)?;
    may_decide(asked.ask, new.decision, &new.checked, no_photographs)?;
    may_go(tx, &family, row.party, &[new.words.as_str()])?;
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let mut checked = new.checked;
    checked.sort_unstable();
    checked.dedup();
    diesel::update(thread_request::table.filter(thread_request::thread.eq(permit.id())))
        .set((
            thread_request::decision.eq(Some(new.decision.as_str())),
            thread_request::checked.eq(Some(serde_json::to_string(&checked)?)),
            thread_request::account.eq(Some(account)),
            thread_request::at.eq(Some(tx.now)),
        ))
        .execute(tx.db())?;
    say(tx, &permit, (&family, row.party), (id, row.waiting_since), &new.words)?;
    let row = store::thread(tx, id)?;
    let thread = threads::read(tx, row, &family)?;
    tx.record(&permit, Some(family.id), "The centre answered what an adult asked for", thread)
}
