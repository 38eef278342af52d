//! What the room has, and whether it is shut.

use super::{Booking, Facts, Room};
use crate::{
    Refusal,
    premises::{Facility, Place},
};

pub(super) fn against(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let Some(room) = facts.room.as_ref().filter(|room| room.id == booking.room) else { return Vec::new() };
    lacks(room, facts).into_iter().chain(shut(booking, room, facts)).collect()
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
