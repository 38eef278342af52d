//! Lines of the trail, as those who lead the centre's work read them.

use super::store;
use crate::{
    family::{self, Family},
    staff,
};
use base::{AuditId, FamilyId, Moment, StaffId};
use host::{
    Problem, Tx,
    api::Operations,
    paging::{Listed, Paging},
};
use policy::{SeeStaffTrail, SeeTrail};
use serde::Serialize;
use utoipa::ToSchema;

/// One line of the trail.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TrailLine {
    /// Its identifier. Its place in the trail is told to nobody: it would tell how much others did.
    pub id: AuditId,
    /// When.
    pub at: Moment,
    /// Who, by name; nobody where nobody had signed in.
    pub who: Option<String>,
    /// In what role.
    pub role: String,
    /// Whether something was written. If not, it was looked at.
    pub wrote: bool,
    /// The act's name.
    pub act: String,
    /// What was done or looked at.
    pub what: String,
    /// What for.
    pub purpose: String,
    /// Of which family, where it is about one.
    pub family: Option<FamilyId>,
    /// What the centre calls that family.
    pub reference: Option<String>,
}

pub(super) fn operations() -> Operations {
    Operations::none()
        .read::<SeeTrail, FamilyId, Paging, Listed<TrailLine>>(
            "Trail",
            "/families/{family}/trail",
            "Read who looked at a family's record and who changed it, the newest first",
            |tx, id, paging| of_family(tx, id, &paging).map(|(_, listed)| listed),
        )
        .read::<SeeStaffTrail, StaffId, Paging, Listed<TrailLine>>(
            "Trail",
            "/staff/{staff}/trail",
            "Read what a member of staff looked at and changed, the newest first",
            |tx, id, paging| of_staff(tx, id, &paging).map(|(_, listed)| listed),
        )
}

/// The trail of a family.
pub(super) fn of_family(
    tx: &mut Tx<'_>,
    id: FamilyId,
    paging: &Paging,
) -> Result<(Family, Listed<TrailLine>), Problem> {
    let family = family::family(tx, id)?;
    tx.ask::<SeeTrail>(&family.subject)?;
    let listed = store::lines(tx, store::Whose::Family(id), paging)?;
    Ok((family, listed))
}

/// What a member of staff looked at and did. Answers their name too.
pub(super) fn of_staff(
    tx: &mut Tx<'_>,
    id: StaffId,
    paging: &Paging,
) -> Result<(String, Listed<TrailLine>), Problem> {
    let (name, subject) = staff::named(tx, id)?;
    tx.ask::<SeeStaffTrail>(&subject)?;
    let listed = store::lines(tx, store::Whose::Staff(id), paging)?;
    Ok((name, listed))
}
