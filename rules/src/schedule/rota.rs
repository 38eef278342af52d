//! The rota of the time, where one has been made: the named supervisors are on duty, nobody works alone, and
//! whoever is away is on no visit.

use super::{Booking, Facts};
use crate::{Refusal, rota};

pub(super) fn against(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let presence = booking.timing.whole();
    let (mut refusals, mut present) = (Vec::new(), Vec::new());
    for staff in facts.staff.iter().filter(|one| booking.supervisors.contains(&one.id)) {
        if facts.rota.away.iter().any(|(who, away)| *who == staff.id && away.overlaps(&presence)) {
            refusals.push(rota::away(&staff.name));
        } else {
            present.push(staff);
        }
    }
    // Rotas are made later than bookings: where there is none, it speaks against nothing.
    if !facts.rota.is_kept(&presence) {
        return refusals;
    }
    for staff in present.into_iter().filter(|one| !facts.rota.has_throughout(one.id, &presence)) {
        refusals.push(Refusal::because(
            "not-on-duty",
            format!(
                "{} is not on duty all the time from {} to {}.",
                staff.name,
                presence.from().time_words(),
                presence.until().time_words()
            ),
            format!("Put {} on duty for that time, or choose somebody who is.", staff.name),
        ));
    }
    refusals.extend(rota::not_alone(facts.rota.fewest(&presence)).err());
    refusals
}
