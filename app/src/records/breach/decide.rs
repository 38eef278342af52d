//! What is done about a breach: contained, decided on, told, closed.

use super::{Breach, store};
use base::{BreachId, Moment, Prose};
use host::{Problem, Recorded, WriteTx};
use policy::{HandleBreach, Permit, Subject};
use rules::{
    Refusal,
    records::breach::{BreachRisk, Telling, may_decide, may_leave_people_untold, told_in_time},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Writes down what was done to contain a breach.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStep {
    /// What was done.
    pub words: Prose,
}

/// Decides who is told of a breach.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BreachDecision {
    /// What it may do to people, judged again.
    pub risk: BreachRisk,
    /// Whether the Information Commissioner is told.
    pub commissioner: Telling,
    /// Why.
    pub commissioner_because: Prose,
    /// Whether the people it is about are told.
    pub people: Telling,
    /// Why.
    pub people_because: Prose,
}

/// Records that the Information Commissioner was told.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// When they were told.
    pub at: Moment,
    /// Their reference, and what was told.
    pub words: Prose,
    /// Why they were told after more than 72 hours, if they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_because: Option<Prose>,
}

/// Records that the people were told.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PeopleTold {
    /// When they were told.
    pub at: Moment,
    /// How each of them was reached, by a channel that is safe for them, and what they were told.
    pub words: Prose,
}

/// Closes an entry of the breach register.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BreachClosing {
    /// What was learnt, and what is done otherwise from now on.
    pub words: Prose,
}

/// The entry with the permit to work on it. A closed one stays as it is.
fn open(tx: &mut WriteTx<'_>, id: BreachId) -> Result<(Breach, Permit<HandleBreach>), Problem> {
    let breach = store::breach(tx, id)?;
    let permit = tx.ask::<HandleBreach>(&Subject::of_centre(id, tx.centre()))?;
    if breach.closed_at.is_some() {
        return Err(refused(
            "breach-closed",
            "This entry is closed.",
            "Record what is new as another breach.",
        ));
    }
    Ok((breach, permit))
}

fn refused(code: &'static str, detail: &str, remedy: &str) -> Problem {
    Refusal::because(code, detail, remedy).into()
}

fn already() -> Problem {
    refused("told-already", "It is recorded already that they were told.", "Add what is new as a step.")
}

fn done(
    tx: &mut WriteTx<'_>,
    permit: &Permit<HandleBreach>,
    summary: &str,
) -> Result<Recorded<Breach>, Problem> {
    let breach = store::breach(tx, permit.id())?;
    tx.record(permit, None, summary, breach)
}

/// Writes down what was done to contain a breach.
pub fn contain(tx: &mut WriteTx<'_>, id: BreachId, new: NewStep) -> Result<Recorded<Breach>, Problem> {
    let (_, permit) = open(tx, id)?;
    store::step_insert(tx, &permit, &new.words)?;
    done(tx, &permit, "A step to contain a breach was recorded")
}

/// Decides who is told.
pub fn decide(tx: &mut WriteTx<'_>, id: BreachId, new: BreachDecision) -> Result<Recorded<Breach>, Problem> {
    let (breach, permit) = open(tx, id)?;
    if breach.told_at.is_some() || breach.people_told_at.is_some() {
        return Err(already());
    }
    let no: Vec<Refusal> =
        [may_decide(new.risk, new.commissioner), may_leave_people_untold(new.risk, new.people)]
            .into_iter()
            .filter_map(Result::err)
            .collect();
    if !no.is_empty() {
        return Err(Problem::Refused(no));
    }
    store::decide(tx, &permit, &new)?;
    done(tx, &permit, "It was decided who is told of a breach")
}

/// Refuses a time that cannot be, and a telling that nobody decided.
fn may_tell(breach: &Breach, decided: Option<Telling>, at: Moment, now: Moment) -> Result<(), Problem> {
    if at > now || at < breach.recorded.aware_at {
        return Err(Problem::field("/at", "Enter a time since it came to light"));
    }
    if decided != Some(Telling::Tell) {
        return Err(refused("not-decided", "It is not decided that they are told.", "Decide that first."));
    }
    Ok(())
}

/// Records that the Commissioner was told.
pub fn told_commissioner(
    tx: &mut WriteTx<'_>,
    id: BreachId,
    told: Told,
) -> Result<Recorded<Breach>, Problem> {
    let (breach, permit) = open(tx, id)?;
    if breach.told_at.is_some() {
        return Err(already());
    }
    may_tell(&breach, breach.commissioner, told.at, tx.now)?;
    told_in_time(breach.recorded.aware_at, told.at, told.late_because.is_some())?;
    store::told(tx, &permit, &told)?;
    done(tx, &permit, "The Information Commissioner was told of a breach")
}

/// Records that the people were told.
pub fn told_people(
    tx: &mut WriteTx<'_>,
    id: BreachId,
    told: PeopleTold,
) -> Result<Recorded<Breach>, Problem> {
    let (breach, permit) = open(tx, id)?;
    if breach.people_told_at.is_some() {
        return Err(already());
    }
    may_tell(&breach, breach.people, told.at, tx.now)?;
    store::people_told(tx, &permit, &told)?;
    done(tx, &permit, "The people were told of a breach")
}

/// Closes an entry once all that was decided is done.
pub fn close(
    tx: &mut WriteTx<'_>,
    id: BreachId,
    closing: BreachClosing,
) -> Result<Recorded<Breach>, Problem> {
    let (breach, permit) = open(tx, id)?;
    if breach.decided_at.is_none() {
        return Err(refused("not-decided", "Nobody has decided who is told.", "Decide that first."));
    }
    let waits = |decided, told: Option<Moment>| decided == Some(Telling::Tell) && told.is_none();
    if waits(breach.commissioner, breach.told_at) || waits(breach.people, breach.people_told_at) {
        return Err(refused(
            "not-told-yet",
            "Somebody who is to be told has not been told.",
            "Tell them and record it; then close the entry.",
        ));
    }
    store::close(tx, &permit, &closing)?;
    done(tx, &permit, "A breach was closed")
}
