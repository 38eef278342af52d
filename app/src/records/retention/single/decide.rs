//! Destroying what is no family's: proposed by one, decided by another.

use super::{
    super::{DestructionDecision, NewDestruction, by_two},
    due::{DueSingle, due},
    store,
};
use crate::records::registry::{SingleKind, single};
use base::{Day, DestructionId, Moment, Prose};
use host::{
    Problem, Recorded, Tx, WriteTx,
    paging::{Listed, Paging},
};
use policy::{DecideDestruction, ListDue, ProposeSingleDestruction, Subject};
use rules::{
    Refusal,
    records::retention::{Class, may_destroy},
};
use serde::Serialize;
use utoipa::ToSchema;

base::choices! {
    /// How far the destruction of a single record has got.
    pub enum SingleState {
        Proposed = "proposed" => "Waits for a second person",
        Done = "done" => "Destroyed",
        Declined = "declined" => "Declined",
    }
}

/// A line of the destruction log of what is no family's. Once it is decided it says nothing of whom.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SingleDestruction {
    /// Its identifier.
    pub id: DestructionId,
    /// Of which kind the record was.
    pub kind: SingleKind,
    /// Which class.
    pub class: Class,
    /// Which record; none once it is decided.
    pub record: Option<String>,
    /// The last day on which it was kept; of several, the latest.
    pub kept_until: Day,
    /// Why it was proposed, or that its time was over.
    pub reason: String,
    /// By whom; none where the program destroyed it by itself.
    pub proposed_by: Option<String>,
    /// When.
    pub proposed_at: Moment,
    /// How far it has got.
    pub state: SingleState,
    /// By whom it was decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Moment>,
    /// Why.
    pub decided_because: Option<String>,
    /// How many records are gone.
    pub records_gone: Option<i32>,
    /// How many rows are gone.
    pub rows_gone: Option<i32>,
}

/// One that two people decide on, if its time runs.
pub(super) fn find(tx: &mut Tx<'_>, kind: SingleKind, record: &str) -> Result<DueSingle, Problem> {
    due(tx)?.items.into_iter().find(|one| one.kind == kind && one.record == record).ok_or(Problem::NotFound)
}

fn names_nobody(one: &DueSingle, pointer: &str, words: &Prose) -> Result<(), Problem> {
    if by_two::name_any(words, [one.called.as_str()]) {
        return Err(Problem::field(
            pointer,
            "Leave out names: these words stay when everything else is gone",
        ));
    }
    Ok(())
}

fn may_go(one: &DueSingle, today: Day) -> Result<(), Refusal> {
    if one.is_asked_for {
        return Err(Refusal::because(
            "request-open",
            "They asked for their own data, and that request is still kept.",
            "It goes first, when its own time is over.",
        ));
    }
    may_destroy(one.keep_until, one.is_held, today)
}

/// The log, newest first.
pub fn list(tx: &mut Tx<'_>, paging: &Paging) -> Result<Listed<SingleDestruction>, Problem> {
    tx.ask::<ListDue>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    store::destructions(tx, paging)
}

/// One line of it.
pub fn one(tx: &mut Tx<'_>, id: DestructionId) -> Result<SingleDestruction, Problem> {
    let (found, _) = store::destruction(tx, id)?;
    tx.ask::<DecideDestruction>(&Subject::of_centre(id, tx.centre()))?;
    Ok(found)
}

/// Proposes that a record be destroyed. Nothing is destroyed yet.
pub fn propose(
    tx: &mut WriteTx<'_>,
    (kind, record): (SingleKind, String),
    new: NewDestruction,
) -> Result<Recorded<SingleDestruction>, Problem> {
    let permit = tx.ask::<ProposeSingleDestruction>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let one = find(tx, kind, &record)?;
    names_nobody(&one, "/reason", &new.reason)?;
    may_go(&one, tx.now.day())?;
    if one.proposed.is_some() {
        return Err(by_two::proposed_already());
    }
    let id = store::propose(tx, &permit, &one, &new.reason)?;
    let (destruction, _) = store::destruction(tx, id)?;
    tx.record(&permit, None, &format!("The destruction of a record was proposed: {kind}"), destruction)
}

/// Destroys what somebody else proposed, or declines. Everything is judged anew: a hold may have been placed.
pub fn decide(
    tx: &mut WriteTx<'_>,
    id: DestructionId,
    decision: DestructionDecision,
) -> Result<Recorded<SingleDestruction>, Problem> {
    let (found, proposed_by) = store::destruction(tx, id)?;
    let permit = tx.ask::<DecideDestruction>(&Subject::of_centre(id, tx.centre()))?;
    let (SingleState::Proposed, Some(record)) = (found.state, found.record) else {
        return Err(by_two::decided_already());
    };
    if proposed_by == tx.actor.account {
        return Err(by_two::same_person());
    }
    let one = find(tx, found.kind, &record)?;
    names_nobody(&one, "/because", &decision.because)?;
    let how = single(found.kind).ok_or(Problem::NotFound)?;
    let gone = if decision.destroy {
        may_go(&one, tx.now.day())?;
        Some(store::remove(tx, how, &record)?)
    } else {
        None
    };
    store::decide(tx, &permit, &decision.because, gone)?;
    let (done, _) = store::destruction(tx, id)?;
    let summary = match gone {
        Some(rows) => format!("A record was destroyed: {}, {rows} rows", found.kind),
        None => format!("The destruction of a record was declined: {}", found.kind),
    };
    tx.record(&permit, None, &summary, done)
}
