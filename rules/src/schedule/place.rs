//! The room and the opening hours.

use super::{Booking, Facts, OtherVisit, Room};
use crate::{Refusal, premises::Place};
use base::{FamilyId, Moment};

pub(super) fn against(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    match facts.room.as_ref().filter(|room| room.id == booking.room) {
        Some(room) => {
            refusals.extend(fitness(booking, room));
            refusals.extend(space(booking, room, &facts.others));
        }
        None => refusals.push(Refusal::because(
            "room-unknown",
            "The centre has no such room.",
            "Choose one of the centre's rooms.",
        )),
    }
    let presence = booking.timing.whole();
    if !facts.opening.iter().any(|open| open.covers(&presence)) {
        let because = facts
            .closures
            .iter()
            .find(|closure| !matches!(closure.place, Place::Room(_)) && closure.period.overlaps(&presence))
            .map(|closure| format!(" It is closed {}.", closure.words()));
        refusals.push(Refusal::because(
            "outside-opening-hours",
            format!(
                "The centre is not open all the time from {} to {}.{}",
                presence.from().time_words(),
                presence.until().words(),
                because.unwrap_or_default()
            ),
            "Choose a time when the centre is open from the first arrival to the last leaving.",
        ));
    }
    refusals
}

fn fitness(booking: &Booking, room: &Room) -> Option<Refusal> {
    (!room.kinds.contains(&booking.kind)).then(|| {
        Refusal::because(
            "room-kind",
            format!("{} is not set up for this kind of contact ({}).", room.name, booking.kind.words()),
            "Choose a room that is.",
        )
    })
}

/// A family with a supervisor has the room to itself; others share it up to its number of families.
fn space(booking: &Booking, room: &Room, others: &[OtherVisit]) -> Option<Refusal> {
    let there: Vec<&OtherVisit> =
        others.iter().filter(|other| other.room == room.id && other.coincides(booking)).collect();
    let someone_alone = there.iter().any(|other| other.kind.has_room_alone());
    if someone_alone || (booking.kind.has_room_alone() && !there.is_empty()) {
        return Some(Refusal::because(
            "room-taken",
            format!("{} is taken at that time.", room.name),
            "Choose another room or another time.",
        ));
    }
    let most = most_at_once(booking, &there);
    (most.saturating_add(1) > room.families as usize).then(|| {
        Refusal::because(
            "room-full",
            format!("{} has room for {} families at once and {most} are there.", room.name, room.families),
            "Choose another room or another time.",
        )
    })
}

/// The most other families in the room at any one moment of the booking. The number can only rise when
/// somebody comes, so it is enough to count then.
fn most_at_once(booking: &Booking, there: &[&OtherVisit]) -> usize {
    let presence = booking.timing.whole();
    let arrivals = there.iter().map(|other| other.timing.whole().from()).filter(|at| presence.contains(*at));
    arrivals.chain([presence.from()]).map(|at| families_at(at, there)).max().unwrap_or(0)
}

fn families_at(at: Moment, there: &[&OtherVisit]) -> usize {
    let mut families: Vec<FamilyId> =
        there.iter().filter(|other| other.timing.whole().contains(at)).map(|other| other.family).collect();
    families.sort();
    families.dedup();
    families.len()
}
