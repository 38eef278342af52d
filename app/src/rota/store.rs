//! Where duties are kept.

use super::ratio;
use crate::{clearance, schema::duty, staff};
use base::{Day, DutyId, Minutes, Moment, Period, SiteId, StaffId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, among};
use rules::{
    clearance::{Credential, Policy, clearance as clearance_of},
    plan::Kind,
    rota::{OnDuty, Rota},
};

/// No duty is longer: it is a stretch of one day.
pub(super) const LONGEST: Minutes = Minutes(24 * 60);

/// Who is on duty when, as far as it falls within a stretch of time, the first first.
pub fn duties_between(tx: &mut Tx<'_>, period: Period) -> Result<Vec<OnDuty>, Problem> {
    let centre = tx.centre();
    let rows: Vec<Row> = duty::table
        .filter(duty::centre.eq(centre).and(duty::starts.lt(period.until())))
        .filter(duty::starts.ge(period.from().plus(Minutes(-LONGEST.0))).and(duty::ends.gt(period.from())))
        .order((duty::starts, duty::id))
        .select((duty::id, duty::staff, duty::starts, duty::ends, duty::site))
        .load(tx.db())?;
    rows.into_iter().map(|row| Ok(read(row)?.on_duty())).collect()
}

/// The rota of a stretch of time, with who is away in it: what bookings are judged by.
pub fn rota_of(tx: &mut Tx<'_>, period: Period) -> Result<Rota, Problem> {
    let duties = duties_between(tx, period)?;
    rota_with(tx, period, duties)
}

/// The same with the duties that were read before.
pub(super) fn rota_with(tx: &mut Tx<'_>, period: Period, duties: Vec<OnDuty>) -> Result<Rota, Problem> {
    Ok(Rota { duties, away: staff::away_between(tx, period)?, ratios: ratio::ratios(tx)? })
}

/// Those of these staff who are not cleared for contact on a day (R9).
pub fn not_cleared(tx: &mut Tx<'_>, who: &[StaffId], day: Day) -> Result<Vec<StaffId>, Problem> {
    let held = clearance::credentials(tx, who)?;
    let policy = clearance::current_policy(tx)?;
    let lacks = |id: &&StaffId| !is_cleared(held.get(*id).map_or(&[], Vec::as_slice), &policy, day);
    Ok(who.iter().filter(lacks).copied().collect())
}

/// Whether somebody with these credentials may be on duty on a day: the least that contact asks for. What a
/// kind of contact asks beyond that is asked of whoever is named for it.
pub(super) fn is_cleared(held: &[Credential], policy: &Policy, day: Day) -> bool {
    clearance_of(held, policy, &[Kind::Supported], day).is_cleared()
}

/// A duty as it is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeptDuty {
    pub(super) id: DutyId,
    pub(super) staff: StaffId,
    pub(super) time: Period,
    pub(super) site: SiteId,
}

impl KeptDuty {
    /// The duty as the rota has it.
    pub(super) fn on_duty(self) -> OnDuty {
        OnDuty { staff: self.staff, time: self.time, site: self.site }
    }
}

type Row = (DutyId, StaffId, Moment, Moment, Option<SiteId>);

fn read((id, staff, starts, ends, site): Row) -> Result<KeptDuty, Problem> {
    let site = site.ok_or_else(|| Problem::broken("a duty without a site"))?;
    Ok(KeptDuty { id, staff, time: Period::new(starts, ends).map_err(Problem::broken)?, site })
}

/// One duty. Says "not found" for another centre's.
pub(super) fn duty(tx: &mut Tx<'_>, id: DutyId) -> Result<KeptDuty, Problem> {
    let centre = tx.centre();
    read(
        duty::table
            .filter(duty::id.eq(id).and(duty::centre.eq(centre)))
            .select((duty::id, duty::staff, duty::starts, duty::ends, duty::site))
            .first(tx.db())?,
    )
}

/// The duties that begin within a stretch of time, the first first; of one person, or of all.
pub(super) fn duties(
    tx: &mut Tx<'_>,
    of: Option<StaffId>,
    (from, until): (Moment, Option<Moment>),
    most: i64,
) -> Result<Vec<KeptDuty>, Problem> {
    let centre = tx.centre();
    let mut query = duty::table
        .filter(duty::centre.eq(centre).and(duty::starts.ge(from)))
        .order((duty::starts, duty::id))
        .limit(most)
        .select((duty::id, duty::staff, duty::starts, duty::ends, duty::site))
        .into_boxed();
    if let Some(until) = until {
        query = query.filter(duty::starts.lt(until));
    }
    if let Some(of) = of {
        query = query.filter(duty::staff.eq(of));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    rows.into_iter().map(read).collect()
}

/// Keeps a duty. The caller holds the permit of the act it follows from.
pub(super) fn duty_insert(
    tx: &mut WriteTx<'_>,
    staff: StaffId,
    (time, site): (Period, SiteId),
) -> Result<DutyId, Problem> {
    let (id, centre) = (DutyId::from_random(tx.random()), tx.centre());
    diesel::insert_into(duty::table)
        .values((
            duty::id.eq(id),
            duty::centre.eq(centre),
            duty::staff.eq(staff),
            duty::starts.eq(time.from()),
            duty::ends.eq(time.until()),
            duty::site.eq(site),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// Takes duties away. The caller holds the permit of the act it follows from.
pub(super) fn duties_delete(tx: &mut WriteTx<'_>, ids: &[DutyId]) -> Result<(), Problem> {
    let centre = tx.centre();
    diesel::delete(duty::table.filter(among(duty::id, ids.to_vec()).and(duty::centre.eq(centre))))
        .execute(tx.db())?;
    Ok(())
}

/// Hands a duty on. The caller holds the permit of the act it follows from.
pub(super) fn duty_to(tx: &mut WriteTx<'_>, id: DutyId, staff: StaffId) -> Result<(), Problem> {
    let centre = tx.centre();
    diesel::update(duty::table.filter(duty::id.eq(id).and(duty::centre.eq(centre))))
        .set(duty::staff.eq(staff))
        .execute(tx.db())?;
    Ok(())
}
