//! What is known of a member of staff, as far as whoever asks may know it.

use super::{Absence, CloseTo, KeptTimes, SomebodyKnown, StaffTerms, absence, close_to, known, store, terms};
use base::{Moment, StaffId};
use host::{Problem, Tx};
use policy::{Role, SeeStaff, Subject};
use serde::Serialize;
use utoipa::ToSchema;

/// A member of staff or a volunteer, for themselves and for those who lead the centre's work.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StaffRecord {
    /// Their identifier.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// What they are to the centre.
    pub role: Role,
    /// When they left, if they have.
    pub left_at: Option<Moment>,
    /// Who supervises them.
    pub supervised_by: Option<StaffId>,
    /// Languages, sex, and how much they do.
    pub terms: StaffTerms,
    /// When they can come.
    pub times: Vec<KeptTimes>,
    /// When they are away, from today on.
    pub absences: Vec<Absence>,
    /// Whom they know.
    pub known: Vec<SomebodyKnown>,
    /// The colleagues they are close to.
    pub close_to: Vec<CloseTo>,
    /// Whom they supervise.
    pub supervises: Vec<Colleague>,
}

/// A colleague by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Colleague {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: String,
}

/// A member of staff as they are kept.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) id: StaffId,
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) left_at: Option<Moment>,
    pub(super) supervised_by: Option<StaffId>,
    pub(super) terms: StaffTerms,
}

/// Whether somebody leads the centre's work, and so may know why a colleague is away and whom they know.
pub(super) fn leads(role: Role) -> bool {
    matches!(role, Role::Coordinator | Role::SafeguardingLead)
}

/// One member of staff, with whose record it is.
pub(super) fn member(tx: &mut Tx<'_>, id: StaffId) -> Result<(Kept, Subject<StaffId>), Problem> {
    let kept = store::one(tx, id)?;
    Ok((kept, Subject::of_staff(id, tx.centre(), vec![id])))
}

/// A member of staff by name, with whose record it is: for what is kept of them elsewhere.
pub fn named(tx: &mut Tx<'_>, id: StaffId) -> Result<(String, Subject<StaffId>), Problem> {
    member(tx, id).map(|(kept, subject)| (kept.name, subject))
}

/// A member of staff's own page.
pub fn see(tx: &mut Tx<'_>, id: StaffId) -> Result<StaffRecord, Problem> {
    let (kept, subject) = member(tx, id)?;
    tx.ask::<SeeStaff>(&subject)?;
    let leads = leads(tx.actor.role);
    Ok(StaffRecord {
        times: terms::times_of(tx, id)?,
        absences: absence::of(tx, id, leads)?,
        known: known::of(tx, id, leads)?,
        close_to: close_to::of(tx, id, leads)?,
        supervises: store::supervised(tx, id)?,
        id: kept.id,
        name: kept.name,
        role: kept.role,
        left_at: kept.left_at,
        supervised_by: kept.supervised_by,
        terms: kept.terms,
    })
}
