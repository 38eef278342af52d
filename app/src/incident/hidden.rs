//! From whom an incident is hidden (R21): from the worker it is about, and from every colleague close to them,
//! whatever their role. Said here once, as conditions for every statement that reads incidents or what follows
//! from them.

use base::StaffId;
use diesel::prelude::*;
use host::{Problem, Tx, among, schema::account};
use policy::Role;

/// The condition that an incident may be known to a worker.
macro_rules! may_be_known_to {
    ($me:expr) => {{
        use $crate::schema::{incident, staff_close_to};
        let close = staff_close_to::table
            .filter(staff_close_to::staff.eq($me))
            .select(staff_close_to::other.nullable());
        incident::worker.is_null().or(incident::worker.ne($me).and(incident::worker.ne_all(close)))
    }};
}
pub(crate) use may_be_known_to;

/// The incidents that a worker may not know of, for statements about what follows from incidents.
macro_rules! hidden_from {
    ($me:expr) => {{
        use $crate::schema::{incident, staff_close_to};
        let close = staff_close_to::table
            .filter(staff_close_to::staff.eq($me))
            .select(staff_close_to::other.nullable());
        incident::table
            .filter(incident::worker.eq($me).or(incident::worker.eq_any(close)))
            .select(incident::id.nullable())
    }};
}
pub(crate) use hidden_from;

/// Whether an incident about a worker is hidden from everybody who leads the centre's work, so that whoever
/// recorded it has to see to it with somebody from outside.
pub(super) fn is_hidden_from_all(tx: &mut Tx<'_>, worker: StaffId) -> Result<bool, Problem> {
    let centre = tx.centre();
    let close = crate::staff::those_close_to(tx, worker)?;
    let leads: Vec<Option<StaffId>> = account::table
        .filter(account::centre.eq(centre).and(account::closed.eq(false)))
        .filter(among(account::role, [Role::Coordinator, Role::SafeguardingLead]))
        .select(account::staff)
        .load(tx.db())?;
    let is_hidden = |lead: &Option<StaffId>| lead.is_some_and(|id| id == worker || close.contains(&id));
    Ok(leads.iter().all(is_hidden))
}
