//! When somebody is away. Why is for those who lead the centre's work.

use super::record::{leads, member};
use crate::{
    rota::{Change, LeftShort, tell},
    schema::staff_absence,
};
use base::{AbsenceId, Changed, Day, Faults, Moment, Period, StaffId};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx};
use policy::WriteTerms;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// Why somebody is away.
    pub enum AbsenceReason {
        Holiday = "holiday" => "Holiday",
        Sickness = "sickness" => "Sickness",
        Training = "training" => "Training",
        Family = "family" => "Family",
        Other = "other" => "Something else",
    }
}

/// Says that somebody is away.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAbsence {
    /// The first day on which they are away.
    pub from: Day,
    /// The last day on which they are away.
    pub until: Day,
    /// Why they are away. Only those who lead the centre's work see this.
    pub reason: AbsenceReason,
}

/// A stretch of days in which somebody is away.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Absence {
    /// Its identifier.
    pub id: AbsenceId,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub until: Day,
    /// Why, for those who lead the centre's work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<AbsenceReason>,
}

impl Absence {
    /// For example "21 November 2026 to 28 November 2026".
    #[must_use]
    pub fn words(&self) -> String {
        if self.from == self.until {
            self.from.words()
        } else {
            format!("{} to {}", self.from.words(), self.until.words())
        }
    }
}

/// An absence as it was taken down.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AbsenceTaken {
    /// The absence.
    pub absence: AbsenceId,
    /// The visits that are left without their supervisor or with too few on duty, the first first. Somebody who
    /// says of themselves that they are away is not told whose visits those are: the co-ordinator is.
    pub visits: Vec<LeftShort>,
}

/// The longest absence, in days: a year.
const LONGEST: i64 = 366;

/// Says that somebody is away, and names the visits that it leaves short.
pub fn record_absence(
    tx: &mut WriteTx<'_>,
    id: StaffId,
    new: NewAbsence,
) -> Result<Recorded<AbsenceTaken>, Problem> {
    let (_, subject) = member(tx, id)?;
    let permit = tx.ask::<WriteTerms>(&subject)?;
    let mut faults = Faults::none();
    let today = tx.now.day();
    faults.require(new.until >= new.from, "/until", "Enter the first day or a later one");
    faults.require(new.until >= today, "/until", "Enter today or a later day");
    faults.require(
        new.until <= new.from.plus_days(LONGEST),
        "/until",
        "Enter a day within a year of the first",
    );
    faults.none_or_err()?;
    let absence = AbsenceId::from_random(tx.random());
    let time = Period::new(Moment::start_of(new.from), Moment::start_of(new.until.plus_days(1)))
        .map_err(Problem::broken)?;
    diesel::insert_into(staff_absence::table)
        .values((
            staff_absence::id.eq(absence),
            staff_absence::centre.eq(tx.centre()),
            staff_absence::staff.eq(permit.id()),
            staff_absence::starts.eq(time.from()),
            staff_absence::ends.eq(time.until()),
            staff_absence::reason.eq(new.reason),
            staff_absence::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    tx.changed(Changed::Staff(id));
    tx.changed(Changed::Between(time));
    let mut visits = tell(tx, &[time], Change::Away(id))?;
    if !leads(tx.actor.role) {
        visits.clear();
    }
    tx.record(&permit, None, "A member of staff is away for a time", AbsenceTaken { absence, visits })
}

/// Takes an absence back that was written down by mistake or is over early.
pub fn remove_absence(
    tx: &mut WriteTx<'_>,
    (id, absence): (StaffId, AbsenceId),
) -> Result<Recorded<Absence>, Problem> {
    let (_, subject) = member(tx, id)?;
    let permit = tx.ask::<WriteTerms>(&subject)?;
    let kept = of(tx, id, false)?.into_iter().find(|one| one.id == absence).ok_or(Problem::NotFound)?;
    let own = staff_absence::staff.eq(permit.id()).and(staff_absence::id.eq(absence));
    diesel::delete(staff_absence::table.filter(own)).execute(tx.db())?;
    tx.changed(Changed::Staff(id));
    let time = Period::new(Moment::start_of(kept.from), Moment::start_of(kept.until.plus_days(1)))
        .map_err(Problem::broken)?;
    tx.changed(Changed::Between(time));
    tx.record(&permit, None, "An absence of a member of staff was taken back", kept)
}

/// The absences of one person from today on.
pub(super) fn of(tx: &mut Tx<'_>, id: StaffId, with_reason: bool) -> Result<Vec<Absence>, Problem> {
    let (centre, today) = (tx.centre(), Moment::start_of(tx.now.day()));
    let rows: Vec<(AbsenceId, Moment, Moment, AbsenceReason)> = staff_absence::table
        .filter(staff_absence::staff.eq(id).and(staff_absence::centre.eq(centre)))
        .filter(staff_absence::ends.gt(today))
        .order((staff_absence::starts, staff_absence::id))
        .limit(100)
        .select((staff_absence::id, staff_absence::starts, staff_absence::ends, staff_absence::reason))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(id, starts, ends, reason)| Absence {
            id,
            from: starts.day(),
            until: ends.day().plus_days(-1),
            reason: Some(reason).filter(|_| with_reason),
        })
        .collect())
}
