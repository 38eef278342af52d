//! One time at the tablet: opened by staff for one child, before or after one visit, and ended by staff.

use super::store;
use crate::{family::Family, schedule::visit_with};
use base::{ChildId, FamilyId, Moment, Name, SittingId, VisitId};
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{HearChild, OpenChildMode};
use rules::{
    Refusal,
    child::{AgeBand, When},
    visit::State,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Opens the tablet for one child.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSitting {
    /// Which child.
    pub child: ChildId,
    /// Before or after the visit.
    pub when: When,
    /// How the child is asked. By the child's age when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<AgeBand>,
    /// Who else is with the child: an interpreter, a brother or sister.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Name>,
}

/// One time at the tablet of one child.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ChildSitting)]
pub struct Sitting {
    /// Its identifier.
    pub id: SittingId,
    /// Whose family.
    pub family: FamilyId,
    /// Before or after which visit.
    pub visit: VisitId,
    /// Which child.
    pub child: ChildId,
    /// Before or after it.
    pub when: When,
    /// How the child is asked.
    pub band: AgeBand,
    /// In which language.
    pub language: String,
    /// Who is with the child.
    pub heard_by: String,
    /// Who else is.
    pub others: Option<String>,
    /// When it was opened.
    pub opened_at: Moment,
    /// When the child finished or stopped.
    pub finished_at: Option<Moment>,
    /// When staff took the tablet back.
    pub ended_at: Option<Moment>,
}

/// What of a sitting is kept sealed.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct SittingDocument {
    pub(super) others: Option<String>,
}

/// Opens the tablet for a child. `key` is the hash of what a tablet will hold, where one is locked by it.
pub(super) fn open_with(
    tx: &mut WriteTx<'_>,
    id: VisitId,
    new: NewSitting,
    key: Option<&str>,
) -> Result<Recorded<Sitting>, Problem> {
    let (record, family) = visit_with(tx, id)?;
    let permit = tx.ask::<OpenChildMode>(&family.subject.with_id(id))?;
    let child = family
        .children
        .iter()
        .find(|child| child.id == new.child)
        .ok_or_else(|| Problem::field("/child", "Choose a child of this family"))?;
    // A child who refused, or whose visitor did not come, has most to say.
    if !record.is_booked() || record.document.now.state == State::Cancelled {
        return Err(Refusal::because(
            "visit-not-booked",
            "This time is not booked, or the visit was called off.",
            "Choose the visit that the child has come for.",
        )
        .into());
    }
    let band = new.band.unwrap_or_else(|| AgeBand::of(child.born, tx.now.day()));
    let sitting = store::sitting_insert(tx, &permit, (&family, new.child), (&new, band, key))?;
    let sitting = store::sitting(tx, sitting)?;
    tx.record(&permit, Some(family.id), "The tablet was opened for a child", sitting)
}

/// Opens a sitting whose answers come by another program.
pub fn open(tx: &mut WriteTx<'_>, id: VisitId, new: NewSitting) -> Result<Recorded<Sitting>, Problem> {
    open_with(tx, id, new, None)
}

/// A sitting with its family.
pub(super) fn with_family(tx: &mut Tx<'_>, id: SittingId) -> Result<(Sitting, Family), Problem> {
    let sitting = store::sitting(tx, id)?;
    let family = crate::family::family(tx, sitting.family)?;
    Ok((sitting, family))
}

/// Refuses what comes after a sitting is over.
pub(super) fn still_open(sitting: &Sitting) -> Result<(), Refusal> {
    if sitting.ended_at.is_none() && sitting.finished_at.is_none() {
        return Ok(());
    }
    Err(Refusal::because(
        "sitting-over",
        "This time at the tablet is over.",
        "Open the tablet for the child again, if the child wants to say more.",
    ))
}

/// The child has finished, or stopped. Done again, it changes nothing.
pub fn finish(tx: &mut WriteTx<'_>, id: SittingId) -> Result<Recorded<Sitting>, Problem> {
    over(tx, id, false)
}

/// Staff have the tablet back.
pub fn end(tx: &mut WriteTx<'_>, id: SittingId) -> Result<Recorded<Sitting>, Problem> {
    over(tx, id, true)
}

fn over(tx: &mut WriteTx<'_>, id: SittingId, by_staff: bool) -> Result<Recorded<Sitting>, Problem> {
    let (sitting, family) = with_family(tx, id)?;
    let permit = tx.ask::<HearChild>(&family.subject.with_id(id))?;
    if sitting.ended_at.is_some() || (!by_staff && sitting.finished_at.is_some()) {
        return Ok(tx.recorded_before(&permit, sitting));
    }
    store::sitting_over(tx, &permit, by_staff)?;
    let sitting = store::sitting(tx, id)?;
    let summary =
        if by_staff { "Staff took the tablet back from a child" } else { "A child finished at the tablet" };
    tx.record(&permit, Some(family.id), summary, sitting)
}
