//! Where staff are kept beyond their name: what bookings and duties ask of them.

use super::{Colleague, NewStaff, StaffTerms, record::Kept, terms};
use crate::{
    rota,
    schema::{family, party, staff, staff_absence, staff_availability, staff_close_to, staff_conflict},
};
use base::{Minutes, Moment, PartyId, Period, StaffId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, among, schema::account};
use policy::{AddStaff, Permit, Role, WriteStaff};
use rules::rota::Worker;
use std::collections::BTreeMap;

/// One member of staff, also one who has left. Says "not found" for another centre's.
pub(super) fn one(tx: &mut Tx<'_>, id: StaffId) -> Result<Kept, Problem> {
    all(tx, Some(id))?.pop().ok_or(Problem::NotFound)
}

/// The staff of the centre, by name; those who have left come last.
pub(super) fn all(tx: &mut Tx<'_>, only: Option<StaffId>) -> Result<Vec<Kept>, Problem> {
    type Row = (StaffId, String, Role, Option<Moment>, Option<StaffId>, Option<String>);
    let centre = tx.centre();
    let mut query = staff::table
        .filter(staff::centre.eq(centre))
        .order((staff::name, staff::id))
        .select((staff::id, staff::name, staff::role, staff::closed_at, staff::supervised_by, staff::terms))
        .into_boxed();
    if let Some(only) = only {
        query = query.filter(staff::id.eq(only));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let mut all = rows
        .into_iter()
        .map(|(id, name, role, left_at, supervised_by, terms)| {
            let terms: Option<StaffTerms> = terms.as_deref().map(serde_json::from_str).transpose()?;
            Ok(Kept { id, name, role, left_at, supervised_by, terms: terms.unwrap_or_default() })
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    all.sort_by_key(|one| one.left_at.is_some());
    Ok(all)
}

/// Whom somebody supervises, by name.
pub(super) fn supervised(tx: &mut Tx<'_>, by: StaffId) -> Result<Vec<Colleague>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(StaffId, String)> = staff::table
        .filter(staff::centre.eq(centre).and(staff::supervised_by.eq(by)).and(staff::closed_at.is_null()))
        .order((staff::name, staff::id))
        .limit(200)
        .select((staff::id, staff::name))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(id, name)| Colleague { id, name }).collect())
}

/// The adults of the centre's families, by name, each with its family: for those who look up whom somebody
/// knows.
pub(super) fn adults(tx: &mut Tx<'_>) -> Result<Vec<(PartyId, String, String)>, Problem> {
    /// The most that are offered to choose from.
    const OFFERED: i64 = 1000;
    let centre = tx.centre();
    Ok(party::table
        .inner_join(family::table.on(family::id.eq(party::family)))
        .filter(family::centre.eq(centre))
        .order((party::name, party::id))
        .limit(OFFERED)
        .select((party::id, party::name, family::reference))
        .load(tx.db())?)
}

pub(super) fn staff_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<AddStaff>,
    new: &NewStaff,
) -> Result<StaffId, Problem> {
    let id = StaffId::from_random(tx.random());
    diesel::insert_into(staff::table)
        .values((
            staff::id.eq(id),
            staff::centre.eq(permit.id()),
            staff::name.eq(new.name.as_str()),
            staff::role.eq(new.role),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(super) fn supervisor_set(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteStaff>,
    by: Option<StaffId>,
) -> Result<(), Problem> {
    diesel::update(staff::table.filter(staff::id.eq(permit.id())))
        .set(staff::supervised_by.eq(by))
        .execute(tx.db())?;
    Ok(())
}

/// Closes a place, and the sign-ins that belong to it.
pub(super) fn staff_close(tx: &mut WriteTx<'_>, permit: &Permit<WriteStaff>) -> Result<(), Problem> {
    let centre = tx.centre();
    diesel::update(staff::table.filter(staff::id.eq(permit.id())))
        .set(staff::closed_at.eq(tx.now))
        .execute(tx.db())?;
    let theirs = account::staff.eq(permit.id()).and(account::centre.eq(centre));
    // One that was closed before has its own day.
    diesel::update(account::table.filter(theirs.and(account::closed.eq(false))))
        .set((account::closed.eq(true), account::closed_at.eq(tx.now)))
        .execute(tx.db())?;
    Ok(())
}

/// Some members of staff with everything a duty of theirs at a time is judged by.
pub fn workers(tx: &mut Tx<'_>, who: &[StaffId], time: Period) -> Result<BTreeMap<StaffId, Worker>, Problem> {
    // Four weeks on either side bear on the most they do in four.
    const NEAR: Minutes = Minutes(5 * 7 * 24 * 60);
    let near =
        Period::new(time.from().plus(Minutes(-NEAR.0)), time.until().plus(NEAR)).map_err(Problem::broken)?;
    let kept = all(tx, None)?;
    let rows: Vec<terms::TimesRow> = staff_availability::table
        .filter(among(staff_availability::staff, who.to_vec()))
        .select(terms::TIMES)
        .load(tx.db())?;
    let times = rows.into_iter().map(terms::read).collect::<Result<Vec<_>, Problem>>()?;
    let (away, duties) = (away_between(tx, time)?, rota::duties_between(tx, near)?);
    let lapsed = rota::not_cleared(tx, who, time.from().day())?;
    let away_of =
        |id: StaffId| away.iter().filter(|(staff, _)| *staff == id).map(|(_, time)| *time).collect();
    let duties_of =
        |id: StaffId| duties.iter().filter(|duty| duty.staff == id).map(|duty| duty.time).collect();
    Ok(kept
        .into_iter()
        .filter(|one| who.contains(&one.id))
        .map(|one| {
            let worker = Worker {
                has_left: one.left_at.is_some(),
                is_cleared: !lapsed.contains(&one.id),
                availability: times
                    .iter()
                    .filter(|(of, _)| *of == one.id)
                    .map(|(_, kept)| kept.times)
                    .collect(),
                away: away_of(one.id),
                duties: duties_of(one.id),
                most_in_a_week: one.terms.most_in_a_week,
                most_in_four_weeks: one.terms.most_in_four_weeks,
                name: one.name,
            };
            (one.id, worker)
        })
        .collect())
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
    let by_closeness: Vec<(StaffId, Option<PartyId>)> = staff_close_to::table
        .inner_join(staff_conflict::table.on(staff_conflict::staff.eq(staff_close_to::other)))
        .filter(staff_close_to::centre.eq(centre).and(staff_conflict::party.is_not_null()))
        .select((staff_close_to::staff, staff_conflict::party))
        .load(tx.db())?;
    let mut known: BTreeMap<StaffId, Vec<PartyId>> = BTreeMap::new();
    for (who, party) in declared.into_iter().chain(by_closeness) {
        known.entry(who).or_default().extend(party);
    }
    Ok(known)
}
