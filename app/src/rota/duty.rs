//! Putting staff on duty, and taking them off.

use super::{
    LeftShort,
    short::{Change, still, tell},
    store,
};
use crate::{premises, schema::cover_request, staff};
use base::{Changed, DutyId, Moment, Period, SiteId, StaffId};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx, among};
use policy::{KeepRota, Subject};
use rules::{Refusal, rota::judge};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Puts staff on duty for a stretch of one day: all of them, or none.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDuties {
    /// When they begin.
    pub starts: Moment,
    /// When they go.
    pub ends: Moment,
    /// Who is on duty.
    pub staff: Vec<StaffId>,
    /// At which site; the only one when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
}

/// Duties as they were put on the rota.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DutiesTaken {
    /// The duties, in the order in which the staff were named.
    pub duties: Vec<DutyId>,
    /// The visits of that time that are still short.
    pub visits: Vec<LeftShort>,
}

/// A duty that was taken off the rota.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DutyEnded {
    /// Which.
    pub duty: DutyId,
    /// The visits that are left without their supervisor or with too few on duty, the first first.
    pub visits: Vec<LeftShort>,
}

/// The most who are put on duty at once.
const MOST: usize = 30;

/// Everything that speaks against somebody being on duty at a time. `without` are duties they would have no
/// more.
pub(super) fn against(
    tx: &mut Tx<'_>,
    who: StaffId,
    time: Period,
    without: &[Period],
) -> Result<Vec<Refusal>, Problem> {
    let mut worker = staff::workers(tx, &[who], time)?
        .remove(&who)
        .ok_or_else(|| Problem::field("/staff", "Choose somebody from the staff list"))?;
    worker.duties.retain(|duty| !without.contains(duty));
    Ok(judge(time, &worker))
}

/// Puts staff on duty.
pub fn put_on(tx: &mut WriteTx<'_>, new: NewDuties) -> Result<Recorded<DutiesTaken>, Problem> {
    let permit = tx.ask::<KeepRota>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let time = Period::new(new.starts, new.ends)
        .map_err(|_| Problem::field("/ends", "Enter a time after the beginning"))?;
    if time.from().day() != time.until().day() {
        return Err(Problem::field("/ends", "A duty is within one day. Put them on each day"));
    }
    if time.until() <= tx.now {
        return Err(Problem::field("/ends", "Enter a time that is still to come"));
    }
    if new.staff.is_empty() || new.staff.len() > MOST {
        return Err(Problem::field("/staff", "Choose who is on duty"));
    }
    let site = premises::meant(tx, new.site)?;
    let (mut duties, mut refusals) = (Vec::new(), Vec::new());
    for who in &new.staff {
        let speaks = against(tx, *who, time, &[])?;
        if speaks.is_empty() {
            // Kept at once, so that somebody named twice is refused; a refusal takes all of them back.
            duties.push(store::duty_insert(tx, *who, (time, site))?);
        }
        refusals.extend(speaks);
    }
    if !refusals.is_empty() {
        return Err(Problem::Refused(refusals));
    }
    tx.changed(Changed::Between(time));
    let visits = still(tx, &[time])?;
    tx.record(&permit, None, "Staff were put on duty", DutiesTaken { duties, visits })
}

/// Takes somebody off a duty, and names the visits that it leaves short.
pub fn take_off(tx: &mut WriteTx<'_>, id: DutyId) -> Result<Recorded<DutyEnded>, Problem> {
    let permit = tx.ask::<KeepRota>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let duty = store::duty(tx, id)?;
    if duty.time.until() <= tx.now {
        return Err(Refusal::because(
            "duty-over",
            "This duty is over, and who was on it stays written down.",
            "Nothing needs doing.",
        )
        .into());
    }
    end(tx, &[id])?;
    tx.changed(Changed::Between(duty.time));
    let visits = tell(tx, &[duty.time], Change::Rota)?;
    tx.record(&permit, None, "Somebody was taken off a duty", DutyEnded { duty: id, visits })
}

fn end(tx: &mut WriteTx<'_>, ids: &[DutyId]) -> Result<(), Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    store::duties_delete(tx, ids)?;
    let open = among(cover_request::state, ["asked", "taken"]);
    let of_these = among(cover_request::duty, ids.to_vec()).or(among(cover_request::exchange, ids.to_vec()));
    diesel::update(cover_request::table.filter(cover_request::centre.eq(centre).and(open).and(of_these)))
        .set((cover_request::state.eq("withdrawn"), cover_request::decided_at.eq(now)))
        .execute(tx.db())?;
    Ok(())
}

/// Takes somebody who leaves off every duty to come; answers when those were. The caller holds the permit of
/// closing their place.
pub(crate) fn duties_end(tx: &mut WriteTx<'_>, staff: StaffId) -> Result<Vec<Period>, Problem> {
    let now = tx.now;
    let coming = store::duties(tx, Some(staff), (now, None), 1000)?;
    let ids: Vec<DutyId> = coming.iter().map(|duty| duty.id).collect();
    end(tx, &ids)?;
    Ok(coming.into_iter().map(|duty| duty.time).collect())
}
