//! The breach register: what got out, who is in danger by it, and who is told by when.

mod decide;
mod pages;
mod store;

pub use decide::{
    BreachClosing, BreachDecision, NewStep, PeopleTold, Told, close, contain, decide, told_commissioner,
    told_people,
};
pub use pages::pages;

use axum::http::Method;
use base::{BreachId, Faults, Moment, Prose};
use host::{
    Problem, Recorded, Tx, WriteTx,
    api::{Nothing, Operations},
    paging::{Listed, Paging},
};
use policy::{HandleBreach, ListBreaches, RecordBreach, SeeBreach, Subject};
use rules::records::breach::{BreachRisk, Telling};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Records a breach: something protected got out, was lost or was changed by mistake.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewBreach {
    /// What happened.
    pub what: Prose,
    /// When it came to light: the moment somebody here was first reasonably certain. The 72 hours run from it.
    pub aware_at: Moment,
    /// When it happened, as far as is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened_at: Option<Moment>,
    /// Who is affected, and how many people.
    pub affected: Prose,
    /// What kinds of data it is about.
    pub data: Prose,
    /// What it may do to them.
    pub risk: BreachRisk,
    /// Why you judge it so.
    pub risk_words: Prose,
}

/// One thing that was done to contain a breach.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BreachStep {
    /// What was done.
    pub words: String,
    /// By whom.
    pub by: String,
    /// When it was written down.
    pub at: Moment,
}

/// An entry of the breach register.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Breach {
    /// Its identifier.
    pub id: BreachId,
    /// What was recorded.
    pub recorded: NewBreach,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// By whom.
    pub recorded_by: String,
    /// What it may do to people, as it is judged now.
    pub risk: BreachRisk,
    /// Until when telling the Information Commissioner is in time.
    pub tell_by: Moment,
    /// Whether the Commissioner is told.
    pub commissioner: Option<Telling>,
    /// Why.
    pub commissioner_because: Option<String>,
    /// Whether the people are told.
    pub people: Option<Telling>,
    /// Why.
    pub people_because: Option<String>,
    /// When that was decided.
    pub decided_at: Option<Moment>,
    /// When the Commissioner was told.
    pub told_at: Option<Moment>,
    /// The Commissioner's reference, and what was told.
    pub told_words: Option<String>,
    /// Why the Commissioner was told late.
    pub late_because: Option<String>,
    /// When the people were told.
    pub people_told_at: Option<Moment>,
    /// How each of them was reached.
    pub people_told_words: Option<String>,
    /// When the entry was closed.
    pub closed_at: Option<Moment>,
    /// What was learnt.
    pub closed_words: Option<String>,
    /// What was done to contain it, the earliest first. Empty in a list.
    pub steps: Vec<BreachStep>,
}

/// That a breach is recorded.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BreachTaken {
    /// Its identifier.
    pub id: BreachId,
    /// Until when telling the Information Commissioner is in time.
    pub tell_by: Moment,
}

const TAG: &str = "Breaches";

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .write::<RecordBreach, (), NewBreach, BreachTaken>(
            TAG,
            (Method::POST, "/breaches"),
            "Record a breach; the 72 hours run from the moment it came to light",
            (201, &[]),
            |tx, (), new| record(tx, new),
        )
        .read::<ListBreaches, (), Paging, Listed<Breach>>(
            TAG,
            "/breaches",
            "The breach register, newest first",
            |tx, (), paging| list(tx, &paging),
        )
        .read::<SeeBreach, BreachId, Nothing, Breach>(
            TAG,
            "/breaches/{breach}",
            "Read an entry of the breach register",
            |tx, id, _| see(tx, id),
        )
        .write::<HandleBreach, BreachId, NewStep, Breach>(
            TAG,
            (Method::POST, "/breaches/{breach}/steps"),
            "Write down what was done to contain it",
            (201, &["breach-closed"]),
            contain,
        )
        .write::<HandleBreach, BreachId, BreachDecision, Breach>(
            TAG,
            (Method::POST, "/breaches/{breach}/decision"),
            "Decide whether the Information Commissioner and the people are told, each with reasons",
            (200, &["breach-closed", "breach-must-be-told", "people-must-be-told", "told-already"]),
            decide,
        )
        .write::<HandleBreach, BreachId, Told, Breach>(
            TAG,
            (Method::POST, "/breaches/{breach}/commissioner"),
            "Record that the Commissioner was told",
            (200, &["breach-closed", "late-without-reason", "not-decided", "told-already"]),
            told_commissioner,
        )
        .write::<HandleBreach, BreachId, PeopleTold, Breach>(
            TAG,
            (Method::POST, "/breaches/{breach}/people"),
            "Record that the people were told",
            (200, &["breach-closed", "not-decided", "told-already"]),
            told_people,
        )
        .write::<HandleBreach, BreachId, BreachClosing, Breach>(
            TAG,
            (Method::POST, "/breaches/{breach}/closing"),
            "Close an entry once all that was decided is done",
            (200, &["breach-closed", "not-decided", "not-told-yet"]),
            close,
        )
}

/// Records a breach.
pub fn record(tx: &mut WriteTx<'_>, new: NewBreach) -> Result<Recorded<BreachTaken>, Problem> {
    let permit = tx.ask::<RecordBreach>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let mut faults = Faults::none();
    faults.require(new.aware_at <= tx.now, "/aware_at", "Enter a time that is past");
    faults.require(
        new.happened_at.is_none_or(|at| at <= new.aware_at),
        "/happened_at",
        "Enter a time before it came to light, or leave this empty",
    );
    faults.none_or_err()?;
    let id = store::insert(tx, &permit, &new)?;
    let taken = BreachTaken { id, tell_by: rules::records::breach::tell_by(new.aware_at) };
    tx.record(&permit, None, "A breach was recorded", taken)
}

/// The register, newest first.
pub fn list(tx: &mut Tx<'_>, paging: &Paging) -> Result<Listed<Breach>, Problem> {
    tx.ask::<ListBreaches>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    store::breaches(tx, paging)
}

/// One entry with its steps.
pub fn see(tx: &mut Tx<'_>, id: BreachId) -> Result<Breach, Problem> {
    let breach = store::breach(tx, id)?;
    tx.ask::<SeeBreach>(&Subject::of_centre(id, tx.centre()))?;
    Ok(breach)
}
