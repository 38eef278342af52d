//! Who comes (R6), who must not meet whom (R4), and who cannot be in two places.

use super::{Booking, Facts, OtherVisit};
use crate::{Refusal, Rule};
use base::{Minutes, PartyId};

/// Somebody is named who comes.
pub(super) fn somebody(booking: &Booking, _: &Facts) -> Vec<Refusal> {
    if !booking.people.is_empty() {
        return Vec::new();
    }
    vec![Refusal::because(
        "nobody-comes",
        "The booking does not say who comes.",
        "Name who visits, and who brings the child.",
    )]
}

/// R6: everybody who comes is in the agreed plan.
pub(super) fn strangers(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let Some(plan) = &facts.plan else { return Vec::new() };
    let strangers = booking.people.iter().filter(|party| !plan.people.contains(party)).count();
    if strangers == 0 {
        return Vec::new();
    }
    vec![Refusal::under(
        Rule::R6,
        format!("{strangers} of the people named are not in the agreed plan."),
        "Leave them out, or have them agreed in the plan first. One parent alone cannot agree it.",
    )]
}

/// One person named twice.
pub(super) fn once(booking: &Booking, _: &Facts) -> Vec<Refusal> {
    if has_repeats(&booking.people) || has_repeats(&booking.supervisors) || has_repeats(&booking.equipment) {
        return vec![Refusal::because(
            "same-person-twice",
            "Somebody or something is named twice.",
            "Name each once.",
        )];
    }
    Vec::new()
}

/// One person, or the child, at two visits at once.
pub(super) fn one_place(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let elsewhere = facts.others.iter().find(|other| {
        let shares =
            other.family == booking.family || booking.people.iter().any(|party| other.people.contains(party));
        shares && other.coincides(booking)
    });
    let Some(other) = elsewhere else { return Vec::new() };
    let there = other.timing.whole();
    vec![Refusal::because(
        "same-person-twice",
        format!(
            "Somebody of this visit is at another from {} to {}.",
            there.from().time_words(),
            there.until().time_words()
        ),
        "Choose a time when they are free.",
    )]
}

fn has_repeats<T: PartialEq>(list: &[T]) -> bool {
    list.iter().enumerate().any(|(at, one)| list.iter().take(at).any(|earlier| earlier == one))
}

/// R4: the two sides of one family at two visits of a day do not come within a gap of each other.
pub(super) fn family_apart(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let same = |other: &&OtherVisit| other.family == booking.family;
    facts.others.iter().filter(same).filter_map(|other| too_close(booking, other, facts)).collect()
}

/// R4: people who must not meet, of any families, are not in the building within a gap of each other.
pub(super) fn no_meeting(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let pairs = |one: PartyId, two: PartyId| {
        facts.no_meeting.iter().any(|pair| *pair == (one, two) || *pair == (two, one))
    };
    let must_not_meet = |other: &OtherVisit| {
        booking.people.iter().any(|one| other.people.iter().any(|two| pairs(*one, *two)))
    };
    facts
        .others
        .iter()
        .filter(|other| other.family != booking.family && must_not_meet(other))
        .filter_map(|other| too_close(booking, other, facts))
        .collect()
}

/// The longer of the two visits' gaps and the centre's binds, so that it does not matter which of the two
/// was booked first.
fn gap(booking: &Booking, other: &OtherVisit, facts: &Facts) -> Minutes {
    let gaps = facts.floor.longest(booking.gaps).longest(other.gaps);
    gaps.before.max(gaps.after)
}

fn too_close(booking: &Booking, other: &OtherVisit, facts: &Facts) -> Option<Refusal> {
    let gap = gap(booking, other, facts);
    if booking.timing.whole().clear_of(&other.timing.whole(), gap) {
        return None;
    }
    Some(Refusal::under(
        Rule::R4,
        format!(
            "Somebody who must not meet a person of this visit is in the building from {} to {}.",
            other.timing.whole().from().time_words(),
            other.timing.whole().until().time_words(),
        ),
        format!("Choose a time at least {gap} before or after that."),
    ))
}
