//! Where duties are kept.

use crate::{schema::duty, staff};
use base::{Minutes, Moment, Period, StaffId};
use diesel::prelude::*;
use host::{Problem, Tx};
use rules::rota::Rota;

/// No duty is longer: it is a stretch of one day.
pub(super) const LONGEST: Minutes = Minutes(24 * 60);

/// Who is on duty when, as far as it falls within a stretch of time, the first first.
pub fn duties_between(tx: &mut Tx<'_>, period: Period) -> Result<Vec<(StaffId, Period)>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(StaffId, Moment, Moment)> = duty::table
        .filter(duty::centre.eq(centre).and(duty::starts.lt(period.until())))
        .filter(duty::starts.ge(period.from().plus(Minutes(-LONGEST.0))).and(duty::ends.gt(period.from())))
        .order((duty::starts, duty::id))
        .select((duty::staff, duty::starts, duty::ends))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(who, starts, ends)| Ok((who, Period::new(starts, ends).map_err(Problem::broken)?)))
        .collect()
}

/// The rota of a stretch of time, with who is away in it: what bookings are judged by.
pub fn rota_of(tx: &mut Tx<'_>, period: Period) -> Result<Rota, Problem> {
    Ok(Rota { duties: duties_between(tx, period)?, away: staff::away_between(tx, period)? })
}
