//! Everything a booking is judged by, gathered in one place.

use super::on_days;
use crate::{
    clearance,
    family::{Family, readiness},
    plan, premises, review, risk,
    schema::no_meeting,
};
use base::{Minutes, Moment, PartyId, Period};
use diesel::prelude::*;
use host::{Problem, Tx, among};
use rules::{
    intake::lacking,
    plan::Gaps,
    risk::Outcome,
    schedule::{Booking, Facts, OtherVisit, Room, Supervisor},
};

/// The facts a booking of this family is judged by, as they are in this transaction.
pub fn facts(
    tx: &mut Tx<'_>,
    family: &Family,
    plan: Option<&plan::Current>,
    booking: &Booking,
) -> Result<Facts, Problem> {
    let presence = booking.timing.whole();
    let readiness = readiness(tx, family.id)?;
    // A review may have asked for more than the assessment; whichever is stricter binds (R1).
    let assessed = risk::current(tx, family.id)?;
    let reviewed = review::floor(tx, family.id, assessed.as_ref())?.map(Outcome::AtLeast);
    let assessed =
        assessed.map(|current| reviewed.map_or(current.outcome, |floor| floor.max(current.outcome)));
    let room = premises::room(tx, booking.room)?.map(|room| Room {
        id: room.id,
        name: room.name,
        families: u32::try_from(room.families).unwrap_or(0),
        kinds: room.kinds,
    });
    let people = premises::staff(tx)?;
    let ids: Vec<_> = people.iter().map(|one| one.id).collect();
    let mut held = clearance::credentials(tx, &ids)?;
    let staff = people
        .into_iter()
        .map(|one| Supervisor {
            id: one.id,
            name: one.name,
            credentials: held.remove(&one.id).unwrap_or_default(),
            conflicts: Vec::new(),
        })
        .collect();
    Ok(Facts {
        today: tx.now.day(),
        stage: family.stage,
        assessed,
        plan: plan.map(plan::Current::terms),
        floor: Gaps::default(),
        lacking: lacking(&readiness, presence.from().day()),
        room,
        opening: premises::openings_between(tx, presence)?,
        others: others(tx, presence)?,
        no_meeting: apart(tx, &booking.people)?,
        staff,
        clearance: clearance::current_policy(tx)?,
    })
}

/// The other visits near a stretch of time that have not been called off. Half a day on either side is
/// looked at: no visit is longer than that, and no gap.
fn others(tx: &mut Tx<'_>, presence: Period) -> Result<Vec<OtherVisit>, Problem> {
    const NEAR: Minutes = Minutes(12 * 60);
    let from: Moment = presence.from().plus(Minutes(-NEAR.0));
    let near = on_days(tx, from, presence.until().plus(NEAR))?;
    Ok(near
        .into_iter()
        .filter(|record| {
            let now = &record.document.now;
            !now.state.is_called_off() || !now.is_empty_of_people()
        })
        .map(|record| {
            let now = record.document.now;
            OtherVisit {
                visit: record.id,
                family: record.family,
                timing: now.timing,
                sequence: now.sequence,
                room: record.room,
                supervisors: now.supervisors,
                people: now.visiting.into_iter().chain(now.bringing).collect(),
                kind: now.kind,
            }
        })
        .collect())
}

/// Those who must not meet one of these people.
pub(crate) fn apart(tx: &mut Tx<'_>, people: &[PartyId]) -> Result<Vec<(PartyId, PartyId)>, Problem> {
    let centre = tx.centre();
    Ok(no_meeting::table
        .filter(
            no_meeting::centre
                .eq(centre)
                .and(among(no_meeting::one, people.to_vec()).or(among(no_meeting::other, people.to_vec()))),
        )
        .select((no_meeting::one, no_meeting::other))
        .load(tx.db())?)
}
