//! What the room has, and whether it is shut.

use super::{Booking, Facts, Room};
use crate::{
    Refusal,
    premises::{Facility, Place},
};

/// What one clause says against the room, where it is one of the centre's.
fn of_room(booking: &Booking, facts: &Facts, against: impl Fn(&Room) -> Option<Refusal>) -> Vec<Refusal> {
    let room = facts.room.as_ref().filter(|room| room.id == booking.room);
    room.and_then(against).into_iter().collect()
}

/// The room has what the plan asks for.
pub(super) fn fitted(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    of_room(booking, facts, |room| lacks(room, facts))
}

/// The room is not shut.
pub(super) fn open(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    of_room(booking, facts, |room| shut(booking, room, facts))
}

/// A plan that asks for something is kept by the room.
fn lacks(room: &Room, facts: &Facts) -> Option<Refusal> {
    let needs = &facts.plan.as_ref()?.room_needs;
    let lacking: Vec<&Facility> = needs.iter().filter(|need| !room.facilities.contains(need)).collect();
    if lacking.is_empty() {
        return None;
    }
    let words: Vec<String> = lacking.iter().map(|need| need.words().to_lowercase()).collect();
    let fit: Vec<&str> = facts
        .rooms
        .iter()
        .filter(|other| needs.iter().all(|need| other.facilities.contains(need)))
        .map(|other| other.name.as_str())
        .collect();
    let remedy = if fit.is_empty() {
        "No room of the centre has all that the plan asks for. Change a room or the plan first.".to_owned()
    } else {
        format!("Choose a room that has all the plan asks for: {}.", fit.join(", "))
    };
    Some(Refusal::because(
        "room-lacks",
        format!("The plan asks for what {} has not: {}.", room.name, words.join(", ")),
        remedy,
    ))
}

fn shut(booking: &Booking, room: &Room, facts: &Facts) -> Option<Refusal> {
    let presence = booking.timing.whole();
    let closure = facts
        .closures
        .iter()
        .find(|closure| closure.place == Place::Room(room.id) && closure.period.overlaps(&presence))?;
    Some(Refusal::because(
        "room-closed",
        format!("{} is closed {}.", room.name, closure.words()),
        "Choose another room, or a time outside that.",
    ))
}
