//! Whom a family has met.

use crate::schema::{is_booked, visit, visit_supervisor};
use base::{FamilyId, StaffId};
use diesel::prelude::*;
use host::{Problem, Tx};
use rules::visit::State;

/// The staff who have been named for a visit of the family that began.
pub(super) fn supervisors_met(tx: &mut Tx<'_>, family: FamilyId) -> Result<Vec<StaffId>, Problem> {
    let now = tx.now;
    Ok(visit_supervisor::table
        .inner_join(visit::table.on(visit::id.eq(visit_supervisor::visit)))
        .filter(visit::family.eq(family).and(visit::starts.lt(now)))
        .filter(is_booked().and(visit::state.ne(State::Cancelled)))
        .select(visit_supervisor::staff)
        .distinct()
        .load(tx.db())?)
}
