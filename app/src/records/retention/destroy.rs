//! Destruction: proposed by one, decided by another, and then really gone.

use super::{by_two, due::of_family, store};
use crate::{
    family,
    records::{ask, registry},
    schema::{application, referral, subject_request},
};
use base::{ApplicationId, Day, DestructionId, FamilyId, Moment, Prose, ReferralId, SubjectRequestId};
use diesel::prelude::*;
use host::{
    Problem, Recorded, Tx, WriteTx, among,
    paging::{Listed, Paging},
    seal::Owner,
};
use policy::{DecideDestruction, DestroyRecords, ListDue, Permit, ProposeDestruction, Subject};
use rules::{
    Refusal,
    records::retention::{Class, may_destroy},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// How far a destruction has got.
    pub enum DestructionState {
        Proposed = "proposed" => "Waits for a second person",
        UnderWay = "under-way" => "Under way",
        Done = "done" => "Destroyed",
        Declined = "declined" => "Declined",
    }
}

/// Proposes that a family's records be destroyed.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDestruction {
    /// Why now. This is kept for good: write no names and nothing of the case.
    pub reason: Prose,
}

/// Decides a destruction that somebody else proposed.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DestructionDecision {
    /// Whether the records are destroyed, for good.
    pub destroy: bool,
    /// Why. This is kept for good: write no names and nothing of the case.
    pub because: Prose,
}

/// A line of the destruction log. It says what was destroyed and nothing of whom.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Destruction {
    /// Its identifier.
    pub id: DestructionId,
    /// Which class of record.
    pub class: Class,
    /// Which family; none once it is decided.
    pub family: Option<FamilyId>,
    /// The last day on which it was kept.
    pub kept_until: Day,
    /// Why it was proposed.
    pub reason: String,
    /// By whom.
    pub proposed_by: String,
    /// When.
    pub proposed_at: Moment,
    /// How far it has got.
    pub state: DestructionState,
    /// By whom it was decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Moment>,
    /// Why.
    pub decided_because: Option<String>,
    /// How many rows are gone.
    pub rows_gone: Option<i32>,
}

/// Refuses words that would stay in the log and name somebody of the family.
fn names_nobody(tx: &mut Tx<'_>, id: FamilyId, pointer: &str, words: &Prose) -> Result<(), Problem> {
    let family = family::family(tx, id)?;
    let names = family.children.iter().map(|child| &child.name);
    let names = names.chain(family.adults.iter().map(|adult| &adult.name)).chain([&family.reference]);
    if by_two::name_any(words, names.map(String::as_str)) {
        return Err(Problem::field(
            pointer,
            "Leave out names and the family’s reference: these words stay when everything else is gone",
        ));
    }
    Ok(())
}

/// Refuses while somebody of the family waits to be given their own data.
fn nobody_waits(tx: &mut Tx<'_>, id: FamilyId) -> Result<(), Problem> {
    if store::requests_open(tx, id)? {
        return Err(Refusal::because(
            "request-open",
            "Somebody of this family has asked for their own data.",
            "Answer them first.",
        )
        .into());
    }
    Ok(())
}

/// The destruction log, newest first.
pub fn list(tx: &mut Tx<'_>, paging: &Paging) -> Result<Listed<Destruction>, Problem> {
    tx.ask::<ListDue>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    store::destructions(tx, paging)
}

/// One line of it.
pub fn one(tx: &mut Tx<'_>, id: DestructionId) -> Result<Destruction, Problem> {
    let found = store::destruction(tx, id)?;
    tx.ask::<DecideDestruction>(&Subject { family: found.family, ..Subject::of_centre(id, tx.centre()) })?;
    Ok(found)
}

/// Proposes that a family's records be destroyed. Nothing is destroyed yet.
pub fn propose(
    tx: &mut WriteTx<'_>,
    id: FamilyId,
    new: NewDestruction,
) -> Result<Recorded<Destruction>, Problem> {
    let family = family::family(tx, id)?;
    let permit = tx.ask::<ProposeDestruction>(&family.subject)?;
    names_nobody(tx, id, "/reason", &new.reason)?;
    let due = of_family(tx, id)?;
    may_destroy(due.keep_until, due.is_held, tx.now.day())?;
    if due.proposed.is_some() {
        return Err(by_two::proposed_already());
    }
    nobody_waits(tx, id)?;
    let until = due.keep_until.ok_or(Problem::NotFound)?;
    let proposed = store::destruction_insert(tx, &permit, (due.class, until), &new.reason)?;
    let destruction = store::destruction(tx, proposed)?;
    tx.record(&permit, Some(id), "The destruction of a family’s records was proposed", destruction)
}

/// Destroys what somebody else proposed, or declines. Everything is judged anew: a hold may have been placed.
pub fn decide(
    tx: &mut WriteTx<'_>,
    id: DestructionId,
    decision: DestructionDecision,
) -> Result<Recorded<Destruction>, Problem> {
    let found = store::destruction(tx, id)?;
    let subject = Subject { family: found.family, ..Subject::of_centre(id, tx.centre()) };
    let permit = tx.ask::<DecideDestruction>(&subject)?;
    let (DestructionState::Proposed, Some(family)) = (found.state, found.family) else {
        return Err(by_two::decided_already());
    };
    if store::proposed_by(tx, id)? == tx.actor.account {
        return Err(by_two::same_person());
    }
    names_nobody(tx, family, "/because", &decision.because)?;
    if !decision.destroy {
        store::destruction_decline(tx, &permit, &decision.because)?;
        let declined = store::destruction(tx, id)?;
        return tx.record(&permit, Some(family), "A destruction was declined", declined);
    }
    let due = of_family(tx, family)?;
    may_destroy(due.keep_until, due.is_held, tx.now.day())?;
    nobody_waits(tx, family)?;
    store::destruction_begin(tx, &permit, &decision.because)?;
    // The second lock: the rule above says why, and the policies let nothing go that is held.
    let mut subject = family::family(tx, family)?.subject;
    subject.links.held = due.is_held;
    let last = tx.ask::<DestroyRecords>(&subject)?;
    let gone = destroy_family(tx, &last)?;
    store::destruction_end(tx, &permit, gone)?;
    let done = store::destruction(tx, id)?;
    // The line names no family: what it would name is gone.
    let summary = format!("Records were destroyed: class {}, {gone} rows", done.class);
    tx.record(&permit, None, &summary, done)
}

/// Destroys the family's key and those of the referrals, applications and requests it came by or made: what was
/// sealed under them is read by nobody again, nor from a backup.
fn destroy_keys(tx: &mut WriteTx<'_>, id: FamilyId) -> Result<(), Problem> {
    let referrals: Vec<ReferralId> =
        referral::table.filter(referral::family.eq(id)).select(referral::id).load(tx.db())?;
    let applications: Vec<ApplicationId> = application::table
        .filter(among(application::referral, referrals.clone()))
        .select(application::id)
        .load(tx.db())?;
    let requests: Vec<SubjectRequestId> = subject_request::table
        .filter(subject_request::family.eq(id))
        .select(subject_request::id)
        .load(tx.db())?;
    let owners = referrals.into_iter().map(Owner::from);
    let owners = owners.chain(applications.into_iter().map(Owner::from));
    for owner in owners.chain(requests.into_iter().map(Owner::from)).chain([Owner::from(id)]) {
        tx.destroy_key(owner)?;
    }
    Ok(())
}

/// Removes every row of a family from every table that the registry names, but the trail, and destroys its key.
pub fn destroy_family(tx: &mut WriteTx<'_>, permit: &Permit<DestroyRecords>) -> Result<i32, Problem> {
    let id = permit.id();
    let mut gone = 0;
    destroy_keys(tx, id)?;
    for table in registry::all().into_iter().rev() {
        if let Some(condition) = table.gone_with {
            gone += ask::remove(tx, table.name, condition, id.as_str())?;
        }
    }
    Ok(i32::try_from(gone).unwrap_or(i32::MAX))
}
