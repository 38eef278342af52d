//! The rota of the time, where one has been made: the named supervisors are on duty, nobody works alone, those
//! on duty do not watch more families than the centre's own number, and whoever is away is on no visit.

use super::{Booking, Facts, OtherVisit};
use crate::{
    Refusal,
    rota::{Present, against_visit},
};
use base::{RoomId, SiteId, StaffId};

/// The site of another visit's room.
fn site(room: RoomId, facts: &Facts) -> Option<SiteId> {
    facts.rooms.iter().find(|one| one.id == room).map(|room| room.site)
}

fn present(other: &OtherVisit, facts: &Facts) -> Option<Present> {
    Some(Present {
        family: other.family,
        kind: other.kind,
        time: other.timing.whole(),
        site: site(other.room, facts)?,
        supervisors: other.supervisors.clone(),
    })
}

/// What the rota says against a booking under one of its codes.
fn against(code: &str, booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    // A room that nobody knows is refused by a clause of its own.
    let Some(room) = facts.room.as_ref().filter(|room| room.id == booking.room) else { return Vec::new() };
    let time = booking.timing.whole();
    let known = |id: &StaffId| facts.staff.iter().find(|one| one.id == *id);
    let visit = Present {
        family: booking.family,
        kind: booking.kind,
        time,
        site: room.site,
        supervisors: booking.supervisors.iter().filter(|id| known(id).is_some()).copied().collect(),
    };
    let others: Vec<Present> = facts.others.iter().filter_map(|other| present(other, facts)).collect();
    let name = |id: StaffId| known(&id).map(|one| one.name.clone()).unwrap_or_default();
    let mut refusals = against_visit(&visit, name, &others, &facts.rota, facts.rota.is_kept(&time));
    refusals.retain(|refusal| refusal.code == code);
    refusals
}

/// No supervisor is away at the time.
pub(super) fn nobody_away(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    against("staff-away", booking, facts)
}

/// Where a rota has been made, the named supervisors are on it throughout, at the room's site.
pub(super) fn on_duty(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    against("not-on-duty", booking, facts)
}

/// Where a rota has been made, at least two are at the site.
pub(super) fn not_alone(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    against("lone-working", booking, facts)
}

/// Where a rota has been made, those on duty have no more families to watch than the centre says.
pub(super) fn ratio(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    against("staff-ratio", booking, facts)
}
