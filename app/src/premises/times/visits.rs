//! The booked visits that a change of opening times would leave without an open room.

use super::store;
use crate::{
    premises::rooms,
    schedule::{self, VisitLine, VisitRecord, lines},
};
use base::{Minutes, Period, VisitId};
use host::{Problem, Tx, WriteTx};
use rules::{Refusal, premises::Place};

/// The most visits that are named.
const NAMED: usize = 20;

/// The visits of a stretch of time that have no open room before a change.
pub(super) struct Without {
    period: Period,
    before: Vec<VisitId>,
}

impl Without {
    /// Looks at the visits before the change.
    pub(super) fn before(tx: &mut Tx<'_>, period: Period) -> Result<Self, Problem> {
        let before = without_a_room(tx, period)?.into_iter().map(|record| record.id).collect();
        Ok(Self { period, before })
    }

    /// Looks at them after it, and refuses it where it leaves visits without a room, naming them, unless
    /// it was said that it is to be all the same. What was written is then rolled back.
    pub(super) fn after(self, tx: &mut WriteTx<'_>, despite: bool) -> Result<(), Problem> {
        if despite {
            return Ok(());
        }
        let mut left = without_a_room(tx, self.period)?;
        left.retain(|record| !self.before.contains(&record.id));
        let more = left.len().saturating_sub(NAMED);
        left.truncate(NAMED);
        let mut refusals: Vec<Refusal> = lines(tx, left)?.iter().map(named).collect();
        if more > 0 {
            refusals.push(refusal(format!("{more} more visits are booked then.")));
        }
        if refusals.is_empty() { Ok(()) } else { Err(Problem::Refused(refusals)) }
    }
}

/// The visits of a stretch of time that have no open room, with their names.
pub(super) fn booked_without_a_room(tx: &mut Tx<'_>, period: Period) -> Result<Vec<VisitLine>, Problem> {
    let mut records = without_a_room(tx, period)?;
    records.truncate(NAMED);
    lines(tx, records)
}

fn named(visit: &VisitLine) -> Refusal {
    refusal(format!(
        "{} have a visit from {} to {} in {}.",
        visit.title,
        visit.timing.starts.time_words(),
        visit.timing.ends.words(),
        visit.room_name
    ))
}

fn refusal(detail: String) -> Refusal {
    Refusal::because(
        "visits-within",
        detail,
        "Move or cancel it first, or say that it is to be so all the same: the visit is then marked as not safe.",
    )
}

fn without_a_room(tx: &mut Tx<'_>, period: Period) -> Result<Vec<VisitRecord>, Problem> {
    // No visit is longer than half a day.
    let from = period.from().plus(Minutes(-12 * 60));
    let mut records = schedule::on_days(tx, from, period.until().plus(Minutes(12 * 60)))?;
    records.retain(|record| {
        let now = &record.document.now;
        !now.state.is_over() && !now.state.is_called_off() && now.timing.whole().overlaps(&period)
    });
    if records.is_empty() {
        return Ok(records);
    }
    let (rooms, times) = (rooms(tx)?, store::times(tx, store::about(period))?);
    records.retain(|record| {
        let presence = record.document.now.timing.whole();
        let Some(room) = rooms.iter().find(|room| room.id == record.room) else { return false };
        let is_open = times.open_at(room.site, presence).iter().any(|open| open.covers(&presence));
        let shut = times.shut(room.site, room.id, presence);
        !is_open || shut.iter().any(|closure| closure.place == Place::Room(room.id))
    });
    Ok(records)
}
