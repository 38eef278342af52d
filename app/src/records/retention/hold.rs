//! Legal holds: while one stands, nothing of the family is destroyed.

use super::store;
use crate::family;
use base::{FamilyId, LegalHoldId, Moment, Prose};
use host::{Problem, Recorded, Tx, WriteTx, paging::All};
use policy::{ListDue, PlaceHold, Subject};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Places a legal hold.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHold {
    /// Why nothing may be destroyed: proceedings, an inquiry, a complaint.
    pub reason: Prose,
}

/// Lifts a legal hold.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldLifting {
    /// Why it is needed no longer.
    pub because: Prose,
}

/// A legal hold.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LegalHold {
    /// Its identifier.
    pub id: LegalHoldId,
    /// Of which family.
    pub family: FamilyId,
    /// The name by which staff know it.
    pub title: String,
    /// Why.
    pub reason: String,
    /// Since when.
    pub placed_at: Moment,
    /// When it was lifted, if it was.
    pub lifted_at: Option<Moment>,
}

/// The holds that stand.
pub fn holds(tx: &mut Tx<'_>) -> Result<All<LegalHold>, Problem> {
    tx.ask::<ListDue>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    Ok(All { items: store::holds(tx)? })
}

/// Places a legal hold on a family.
pub fn place(tx: &mut WriteTx<'_>, id: FamilyId, new: NewHold) -> Result<Recorded<LegalHold>, Problem> {
    let family = family::family(tx, id)?;
    let permit = tx.ask::<PlaceHold>(&family.subject)?;
    if store::hold_of(tx, id)?.is_some() {
        return Err(Refusal::because(
            "held-already",
            "A legal hold stands on this family already.",
            "Nothing needs to be done.",
        )
        .into());
    }
    store::hold_insert(tx, &permit, &new.reason)?;
    let hold = store::hold_of(tx, id)?.ok_or(Problem::NotFound)?;
    tx.record(&permit, Some(id), "A legal hold was placed", hold)
}

/// Lifts the legal hold of a family.
pub fn lift(
    tx: &mut WriteTx<'_>,
    id: FamilyId,
    lifting: HoldLifting,
) -> Result<Recorded<LegalHold>, Problem> {
    let family = family::family(tx, id)?;
    let permit = tx.ask::<PlaceHold>(&family.subject)?;
    let Some(hold) = store::hold_of(tx, id)? else {
        return Err(Refusal::because(
            "not-held",
            "No legal hold stands on this family.",
            "There is nothing to lift.",
        )
        .into());
    };
    store::hold_lift(tx, &permit, hold.id, &lifting.because)?;
    let hold = LegalHold { lifted_at: Some(tx.now), ..hold };
    tx.record(&permit, Some(id), "A legal hold was lifted", hold)
}
