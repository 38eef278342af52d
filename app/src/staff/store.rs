//! Where staff are kept beyond their name: what bookings and duties ask of them.

use crate::schema::{staff, staff_absence, staff_conflict, staff_tie};
use base::{Moment, PartyId, Period, StaffId};
use diesel::prelude::*;
use host::{Problem, Tx};
use std::collections::BTreeMap;

/// Those who have left the centre.
pub fn gone(tx: &mut Tx<'_>) -> Result<Vec<StaffId>, Problem> {
    let centre = tx.centre();
    Ok(staff::table
        .filter(staff::centre.eq(centre).and(staff::closed_at.is_not_null()))
        .select(staff::id)
        .load(tx.db())?)
}

/// Who is away when, as far as it falls within a stretch of time.
pub fn away_between(tx: &mut Tx<'_>, period: Period) -> Result<Vec<(StaffId, Period)>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(StaffId, Moment, Moment)> = staff_absence::table
        .filter(staff_absence::centre.eq(centre).and(staff_absence::ends.gt(period.from())))
        .filter(staff_absence::starts.lt(period.until()))
        .select((staff_absence::staff, staff_absence::starts, staff_absence::ends))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(who, starts, ends)| Ok((who, Period::new(starts, ends).map_err(Problem::broken)?)))
        .collect()
}

/// The adults whom each member of staff knows, as far as they are known to be adults of a family here: those
/// they declared, and those that a colleague close to them did.
pub fn known_adults(tx: &mut Tx<'_>) -> Result<BTreeMap<StaffId, Vec<PartyId>>, Problem> {
    let centre = tx.centre();
    let declared: Vec<(StaffId, Option<PartyId>)> = staff_conflict::table
        .filter(staff_conflict::centre.eq(centre).and(staff_conflict::party.is_not_null()))
        .select((staff_conflict::staff, staff_conflict::party))
        .load(tx.db())?;
    let by_tie: Vec<(StaffId, Option<PartyId>)> = staff_tie::table
        .inner_join(staff_conflict::table.on(staff_conflict::staff.eq(staff_tie::other)))
        .filter(staff_tie::centre.eq(centre).and(staff_conflict::party.is_not_null()))
        .select((staff_tie::staff, staff_conflict::party))
        .load(tx.db())?;
    let mut known: BTreeMap<StaffId, Vec<PartyId>> = BTreeMap::new();
    for (who, party) in declared.into_iter().chain(by_tie) {
        known.entry(who).or_default().extend(party);
    }
    Ok(known)
}
