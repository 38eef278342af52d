//! The rota of the time, where one has been made: the named supervisors are on duty, nobody works alone, and
//! whoever is away is on no visit.

use super::{Booking, Facts};
use crate::{Refusal, rota::against_visit};

pub(super) fn against(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let presence = booking.timing.whole();
    let named: Vec<_> = facts
        .staff
        .iter()
        .filter(|one| booking.supervisors.contains(&one.id))
        .map(|one| (one.id, one.name.as_str()))
        .collect();
    against_visit(&presence, &named, &facts.rota, facts.rota.is_kept(&presence))
}
