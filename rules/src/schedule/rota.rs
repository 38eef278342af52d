//! The rota of the time, where one has been made: the named supervisors are on duty, nobody works alone, those
//! on duty do not watch more families than the centre's own number, and whoever is away is on no visit.

use super::{Booking, Facts, OtherVisit};
use crate::{
    Refusal,
    rota::{self, Present},
};
use base::{RoomId, SiteId, StaffId};

/// The site of another visit's room.
fn site(room: RoomId, facts: &Facts) -> Option<SiteId> {
    facts.rooms.iter().find(|one| one.id == room).map(|room| room.site)
}

/// The booking as the rota sees it, with the supervisors who are on the staff. A room that nobody knows is
/// refused by a clause of its own.
fn present(booking: &Booking, facts: &Facts) -> Option<Present> {
    let room = facts.room.as_ref().filter(|room| room.id == booking.room)?;
    let is_known = |id: &&StaffId| facts.staff.iter().any(|one| one.id == **id);
    Some(Present {
        family: booking.family,
        kind: booking.kind,
        time: booking.timing.whole(),
        site: room.site,
        supervisors: booking.supervisors.iter().filter(is_known).copied().collect(),
    })
}

/// The same, where a rota has been made for any of its time.
fn on_a_rota(booking: &Booking, facts: &Facts) -> Option<Present> {
    present(booking, facts).filter(|visit| facts.rota.is_kept(&visit.time))
}

fn other(other: &OtherVisit, facts: &Facts) -> Option<Present> {
    Some(Present {
        family: other.family,
        kind: other.kind,
        time: other.timing.whole(),
        site: site(other.room, facts)?,
        supervisors: other.supervisors.clone(),
    })
}

/// What staff call somebody.
fn name(id: StaffId, facts: &Facts) -> String {
    facts.staff.iter().find(|one| one.id == id).map(|one| one.name.clone()).unwrap_or_default()
}

/// No supervisor is away at the time.
pub(super) fn nobody_away(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let visit = present(booking, facts);
    visit.map(|visit| rota::who_is_away(&visit, |id| name(id, facts), &facts.rota)).unwrap_or_default()
}

/// Where a rota has been made, the named supervisors are on it throughout, at the room's site.
pub(super) fn on_duty(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let visit = on_a_rota(booking, facts);
    visit.map(|visit| rota::not_on_duty(&visit, |id| name(id, facts), &facts.rota)).unwrap_or_default()
}

/// Where a rota has been made, at least two are at the site.
pub(super) fn not_alone(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let refusal = on_a_rota(booking, facts).and_then(|visit| rota::alone(&visit, &facts.rota));
    refusal.into_iter().collect()
}

/// Where a rota has been made, those on duty have no more families to watch than the centre says.
pub(super) fn ratio(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    // Without a number there is nothing to count.
    if facts.rota.ratios.is_empty() {
        return Vec::new();
    }
    let Some(visit) = on_a_rota(booking, facts) else { return Vec::new() };
    let others: Vec<Present> = facts.others.iter().filter_map(|one| other(one, facts)).collect();
    rota::too_many_families(&visit, &others, &facts.rota).into_iter().collect()
}
