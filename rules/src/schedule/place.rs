//! The room and the opening hours.

use super::{Booking, Door, Facts, OtherVisit, Room};
use crate::{Refusal, Rule, premises::Place};
use base::{EquipmentId, FamilyId, Moment};

/// The room, where it is one of the centre's.
fn room<'f>(booking: &Booking, facts: &'f Facts) -> Option<&'f Room> {
    facts.room.as_ref().filter(|room| room.id == booking.room)
}

/// The room is one of the centre's.
pub(super) fn known(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    if room(booking, facts).is_some() {
        return Vec::new();
    }
    vec![Refusal::because(
        "room-unknown",
        "The centre has no such room.",
        "Choose one of the centre's rooms.",
    )]
}

/// R4: the doors by which the plan keeps the two sides apart are there to be used: at the site of the room
/// and not closed on the day. That they differ where there are two is asked of the plan.
pub(super) fn entrances(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let (Some(room), Some(plan)) = (room(booking, facts), &facts.plan) else { return Vec::new() };
    let day = booking.timing.whole().from().day();
    let is_used = |door: &Door| door.closed_on.is_none_or(|closed| day < closed);
    let sides = [("resident", plan.resident_door), ("visiting", plan.visiting_door)];
    let mut refusals = Vec::new();
    for (side, id) in sides {
        let Some(id) = id else { continue };
        let speaks = match facts.doors.iter().find(|door| door.id == id) {
            None => "a door that the centre does not have".to_owned(),
            Some(door) if door.site != room.site => {
                format!("{}, and {} is at another site", door.name, room.name)
            }
            Some(door) if !is_used(door) => format!("{}, which is not in use on that day", door.name),
            Some(_) => continue,
        };
        refusals.push(Refusal::under(
            Rule::R4,
            format!("The plan sends the {side} side to {speaks}."),
            "Choose a room at the site of that door, or agree another door in the plan.",
        ));
    }
    refusals
}

/// The centre is open from the first arrival to the last leaving.
pub(super) fn opening(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let presence = booking.timing.whole();
    if facts.opening.iter().any(|open| open.covers(&presence)) {
        return Vec::new();
    }
    let because = facts
        .closures
        .iter()
        .find(|closure| !matches!(closure.place, Place::Room(_)) && closure.period.overlaps(&presence))
        .map(|closure| format!(" It is closed {}.", closure.words()));
    vec![Refusal::because(
        "outside-opening-hours",
        format!(
            "The centre is not open all the time from {} to {}.{}",
            presence.from().time_words(),
            presence.until().words(),
            because.unwrap_or_default()
        ),
        "Choose a time when the centre is open from the first arrival to the last leaving.",
    )]
}

/// The room is fit for the kind of contact.
pub(super) fn kind(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let unfit = room(booking, facts).filter(|room| !room.kinds.contains(&booking.kind));
    let refusal = unfit.map(|room| {
        Refusal::because(
            "room-kind",
            format!("{} is not set up for this kind of contact ({}).", room.name, booking.kind.words()),
            "Choose a room that is.",
        )
    });
    refusal.into_iter().collect()
}

/// The visits in the room at the same time.
fn there<'f>(booking: &Booking, room: &Room, facts: &'f Facts) -> Vec<&'f OtherVisit> {
    facts.others.iter().filter(|other| other.room == room.id && other.coincides(booking)).collect()
}

/// Whether one of those who would be in the room needs it alone.
fn is_taken(booking: &Booking, there: &[&OtherVisit]) -> bool {
    let someone_alone = there.iter().any(|other| other.kind.has_room_alone());
    someone_alone || (booking.kind.has_room_alone() && !there.is_empty())
}

/// A family with a supervisor has the room to itself.
pub(super) fn alone(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let Some(room) = room(booking, facts) else { return Vec::new() };
    if is_taken(booking, &there(booking, room, facts)) {
        return vec![Refusal::because(
            "room-taken",
            format!("{} is taken at that time.", room.name),
            "Choose another room or another time.",
        )];
    }
    Vec::new()
}

/// Families who share a room are no more than it has space for.
pub(super) fn space(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let Some(room) = room(booking, facts) else { return Vec::new() };
    let there = there(booking, room, facts);
    let most = most_at_once(booking, &there);
    if is_taken(booking, &there) || most < room.families as usize {
        return Vec::new();
    }
    vec![Refusal::because(
        "room-full",
        format!("{} has room for {} families at once and {most} are there.", room.name, room.families),
        "Choose another room or another time.",
    )]
}

/// Each thing is reserved for one visit at a time.
pub(super) fn equipment(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let wanted = |thing: &EquipmentId| {
        facts.others.iter().any(|other| other.equipment.contains(thing) && other.coincides(booking))
    };
    let mut refusals = Vec::new();
    for thing in &booking.equipment {
        match facts.equipment.iter().find(|known| known.id == *thing) {
            None => refusals.push(Refusal::because(
                "equipment-unknown",
                "The centre has no such thing to reserve.",
                "Choose from the centre's list of equipment.",
            )),
            Some(known) if wanted(thing) => refusals.push(Refusal::because(
                "equipment-taken",
                format!("{} is reserved for another visit at that time.", known.name),
                "Choose another time, or do without it.",
            )),
            Some(_) => {}
        }
    }
    refusals
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
