//! From whom a complaint is hidden: from whoever it is about, and from every colleague close to them, whatever their
//! role. Said here once, as a condition for every statement that reads complaints.

use crate::schema::{complaint_concern, staff, staff_close_to};
use base::{ComplaintId, StaffId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, among, schema::account};
use policy::Role;
use rules::{complaint::ComplaintAbout, known::may_mean};

/// The complaints that a worker may not know of.
macro_rules! hidden_complaints {
    ($me:expr) => {{
        use $crate::schema::{complaint_concern, staff_close_to};
        let close = staff_close_to::table.filter(staff_close_to::staff.eq($me)).select(staff_close_to::other);
        complaint_concern::table
            .filter(complaint_concern::staff.eq($me).or(complaint_concern::staff.eq_any(close)))
            .select(complaint_concern::complaint)
    }};
}
pub(crate) use hidden_complaints;

/// Whom of those who work here a complaint is about, as far as it says: those of the role it names, and everybody
/// whose name is among its words for who it is. Rather too many than too few: they only cannot read it.
pub(super) fn meant(
    tx: &mut Tx<'_>,
    about: ComplaintAbout,
    who: Option<&str>,
) -> Result<Vec<StaffId>, Problem> {
    let centre = tx.centre();
    let role = match about {
        ComplaintAbout::Coordinator => Some(Role::Coordinator),
        ComplaintAbout::SafeguardingLead => Some(Role::SafeguardingLead),
        _ => None,
    };
    let mut meant = Vec::new();
    if let Some(role) = role {
        let held: Vec<Option<StaffId>> = account::table
            .filter(account::centre.eq(centre).and(account::closed.eq(false)).and(account::role.eq(role)))
            .select(account::staff)
            .load(tx.db())?;
        meant.extend(held.into_iter().flatten());
    }
    if let Some(who) = who {
        let named: Vec<(StaffId, String)> =
            staff::table.filter(staff::centre.eq(centre)).select((staff::id, staff::name)).load(tx.db())?;
        meant.extend(named.into_iter().filter(|(_, name)| may_mean(who, name)).map(|(id, _)| id));
    }
    meant.sort_unstable();
    meant.dedup();
    Ok(meant)
}

/// Writes down whom a complaint is about. What is written is never taken back.
pub(super) fn concern_insert(tx: &mut WriteTx<'_>, of: ComplaintId, who: StaffId) -> Result<(), Problem> {
    let same = complaint_concern::complaint.eq(of).and(complaint_concern::staff.eq(who));
    let known: i64 = complaint_concern::table.filter(same).count().get_result(tx.db())?;
    if known == 0 {
        diesel::insert_into(complaint_concern::table)
            .values((
                complaint_concern::complaint.eq(of),
                complaint_concern::staff.eq(who),
                complaint_concern::centre.eq(tx.centre()),
                complaint_concern::at.eq(tx.now),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

/// Of those who lead the centre's work, from whom a complaint is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hiding {
    /// Whether from any of them: then nothing that they see may tell that something came of it.
    pub(crate) from_somebody: bool,
    /// Whether from all of them: then nobody here can look into it.
    pub(crate) from_all: bool,
}

/// From whom of those who lead the work a complaint is hidden.
pub(crate) fn hiding(tx: &mut Tx<'_>, of: ComplaintId) -> Result<Hiding, Problem> {
    let mut hidden: Vec<StaffId> = complaint_concern::table
        .filter(complaint_concern::complaint.eq(of))
        .select(complaint_concern::staff)
        .load(tx.db())?;
    if hidden.is_empty() {
        return Ok(Hiding { from_somebody: false, from_all: false });
    }
    let close: Vec<StaffId> = staff_close_to::table
        .filter(among(staff_close_to::other, hidden.clone()))
        .select(staff_close_to::staff)
        .load(tx.db())?;
    hidden.extend(close);
    let leads: Vec<Option<StaffId>> = account::table
        .filter(account::centre.eq(tx.centre()).and(account::closed.eq(false)))
        .filter(among(account::role, [Role::Coordinator, Role::SafeguardingLead]))
        .select(account::staff)
        .load(tx.db())?;
    let is_hidden = |lead: &Option<StaffId>| lead.is_some_and(|id| hidden.contains(&id));
    Ok(Hiding { from_somebody: leads.iter().any(is_hidden), from_all: leads.iter().all(is_hidden) })
}
