//! The rota of the time, where one has been made: the named supervisors are on duty, nobody works alone, and
//! whoever is away is on no visit.

use super::{Booking, Facts};
use crate::{Refusal, rota::against_visit};

/// What the rota says against a booking under one of its codes.
fn against(code: &str, booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let presence = booking.timing.whole();
    let named: Vec<_> = facts
        .staff
        .iter()
        .filter(|one| booking.supervisors.contains(&one.id))
        .map(|one| (one.id, one.name.as_str()))
        .collect();
    let mut refusals = against_visit(&presence, &named, &facts.rota, facts.rota.is_kept(&presence));
    refusals.retain(|refusal| refusal.code == code);
    refusals
}

/// No supervisor is away at the time.
pub(super) fn nobody_away(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    against("staff-away", booking, facts)
}

/// Where a rota has been made, the named supervisors are on it throughout.
pub(super) fn on_duty(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    against("not-on-duty", booking, facts)
}

/// Where a rota has been made, at least two are in the building.
pub(super) fn not_alone(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    against("lone-working", booking, facts)
}
