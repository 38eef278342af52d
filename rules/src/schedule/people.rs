//! Who comes (R6), who must not meet whom (R4), and who cannot be in two places.

use super::{Booking, Facts, OtherVisit};
use crate::{Refusal, Rule};
use base::PartyId;

pub(super) fn against(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    refusals.extend(strangers(booking, facts));
    refusals.extend(twice(booking, facts));
    refusals.extend(facts.others.iter().filter_map(|other| meeting(booking, other, facts)));
    refusals
}

fn strangers(booking: &Booking, facts: &Facts) -> Option<Refusal> {
    if booking.people.is_empty() {
        return Some(Refusal::because(
            "nobody-comes",
            "The booking does not say who comes.",
            "Name who visits, and who brings the child.",
        ));
    }
    let plan = facts.plan.as_ref()?;
    let strangers = booking.people.iter().filter(|party| !plan.people.contains(party)).count();
    (strangers > 0).then(|| {
        Refusal::under(
            Rule::R6,
            format!("{strangers} of the people named are not in the agreed plan."),
            "Leave them out, or have them agreed in the plan first. One parent alone cannot agree it.",
        )
    })
}

/// One person, or the child, at two visits at once; or one person named twice.
fn twice(booking: &Booking, facts: &Facts) -> Option<Refusal> {
    let named_twice = has_repeats(&booking.people) || has_repeats(&booking.supervisors);
    let elsewhere = facts.others.iter().any(|other| {
        let shares =
            other.family == booking.family || booking.people.iter().any(|party| other.people.contains(party));
        shares && other.coincides(booking)
    });
    (named_twice || elsewhere).then(|| {
        Refusal::because(
            "same-person-twice",
            "Somebody is named twice, or is at another visit at that time.",
            "Name each person once, and choose a time when they are free.",
        )
    })
}

fn has_repeats<T: PartialEq>(list: &[T]) -> bool {
    list.iter().enumerate().any(|(at, one)| list.iter().take(at).any(|earlier| earlier == one))
}

/// R4 between visits: people who must not meet, or the two sides of one family at two visits of a day,
/// are not in the building within a gap of each other.
fn meeting(booking: &Booking, other: &OtherVisit, facts: &Facts) -> Option<Refusal> {
    let pairs = |one: PartyId, two: PartyId| {
        facts.no_meeting.iter().any(|pair| *pair == (one, two) || *pair == (two, one))
    };
    let must_not_meet = other.family == booking.family
        || booking.people.iter().any(|one| other.people.iter().any(|two| pairs(*one, *two)));
    let gaps = facts.floor.longest(booking.gaps);
    let gap = gaps.before.max(gaps.after);
    if !must_not_meet || booking.timing.whole().clear_of(&other.timing.whole(), gap) {
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
