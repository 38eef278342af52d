//! Supervisors (R7), their clearance (R9) and interpreters (R18).

use super::{Booking, Facts, Supervisor};
use crate::{
    Refusal, Rule,
    clearance::{self, MissingRequirement},
};
use base::StaffId;

/// The named supervisors who are on the staff.
fn named<'f>(booking: &'f Booking, facts: &'f Facts) -> impl Iterator<Item = &'f Supervisor> {
    booking
        .supervisors
        .iter()
        .filter_map(|staff| facts.staff.iter().find(|supervisor| supervisor.id == *staff))
}

/// R9: supervisors are on the centre's staff.
pub(super) fn own(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let unknown = |staff: &&StaffId| !facts.staff.iter().any(|supervisor| supervisor.id == **staff);
    booking
        .supervisors
        .iter()
        .filter(unknown)
        .map(|_| {
            Refusal::under(
                Rule::R9,
                "One of the supervisors is not on the centre's staff.",
                "Choose somebody from the staff list.",
            )
        })
        .collect()
}

/// R9: supervisors are cleared on the day of the visit.
pub(super) fn clearance(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    named(booking, facts).filter_map(|supervisor| cleared(booking, facts, supervisor)).collect()
}

/// R7: no supervisor knows the family or has an interest in it.
pub(super) fn conflict(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    // Every adult of the family counts, whether they come to this visit or not.
    let knows = |supervisor: &&Supervisor| {
        facts.adults.iter().chain(&booking.people).any(|party| supervisor.conflicts.contains(party))
    };
    named(booking, facts)
        .filter(knows)
        .map(|Supervisor { name, .. }| {
            Refusal::under(
                Rule::R7,
                format!("{name}, or a colleague close to them, knows somebody of this family."),
                format!("Choose somebody other than {name}."),
            )
        })
        .collect()
}

/// R7: a named supervisor holds one family at a time.
pub(super) fn one_family(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    named(booking, facts).filter_map(|supervisor| busy(booking, facts, supervisor)).collect()
}

/// R7: as many supervisors are named as the kind needs.
pub(super) fn enough(booking: &Booking, _: &Facts) -> Vec<Refusal> {
    let mut named: Vec<StaffId> = booking.supervisors.clone();
    named.sort();
    named.dedup();
    let needed = booking.kind.supervisors();
    if named.len() >= needed as usize {
        return Vec::new();
    }
    vec![Refusal::under(
        Rule::R7,
        format!("{} needs {needed} named, and {} named.", booking.kind.words(), is_or_are(named.len())),
        "Name as many supervisors as are needed.",
    )]
}

fn is_or_are(number: usize) -> String {
    if number == 1 { "1 is".into() } else { format!("{number} are") }
}

/// R9, for the kind of contact, on every day somebody of the visit is in the building.
fn cleared(booking: &Booking, facts: &Facts, supervisor: &Supervisor) -> Option<Refusal> {
    let name = &supervisor.name;
    let presence = booking.timing.whole();
    let (first, last) = (presence.from().day(), presence.until().day());
    let on = |day| clearance::clearance(&supervisor.credentials, &facts.clearance, &[booking.kind], day);
    let answer = [on(first), on(last)].into_iter().find(|answer| !answer.is_cleared())?;
    let said = |words: fn(&MissingRequirement) -> &str| {
        answer.missing.iter().map(words).collect::<Vec<_>>().join(" ")
    };
    Some(Refusal::under(
        Rule::R9,
        format!(
            "{name} is not cleared for {} on {}. {}",
            booking.kind.words().to_lowercase(),
            first.words(),
            said(|missing| &missing.detail)
        ),
        format!("{} Or choose somebody other than {name}.", said(|missing| &missing.remedy)),
    ))
}

fn busy(booking: &Booking, facts: &Facts, supervisor: &Supervisor) -> Option<Refusal> {
    let other = facts.others.iter().find(|other| {
        // Staff on duty at supported contact watch several families; a named supervisor holds one.
        let one_to_one = booking.kind.supervisors() > 0 || other.kind.supervisors() > 0;
        other.supervisors.contains(&supervisor.id)
            && other.family != booking.family
            && one_to_one
            && other.coincides(booking)
    })?;
    let presence = other.timing.whole();
    Some(Refusal::under(
        Rule::R7,
        format!(
            "{} is with another family from {} to {}.",
            supervisor.name,
            presence.from().time_words(),
            presence.until().time_words()
        ),
        "Choose somebody who is free, or another time.",
    ))
}

/// R18: an interpreter is there where the plan needs one, and independent.
pub(super) fn interpreter(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    interpreting(booking, facts).into_iter().collect()
}

fn interpreting(booking: &Booking, facts: &Facts) -> Option<Refusal> {
    let Some(interpreter) = &booking.interpreter else {
        let is_needed = facts.plan.as_ref().is_some_and(|plan| plan.needs_interpreter);
        return is_needed.then(|| {
            Refusal::under(
                Rule::R18,
                "The plan asks for an interpreter, and none is named.",
                "Ask the referrer to arrange one from a recognised agency.",
            )
        });
    };
    let (detail, remedy) = if interpreter.agency.trim().is_empty() {
        ("No agency is named for the interpreter.", "Use a recognised agency.")
    } else if !interpreter.independent {
        (
            "The interpreter is not independent of the family.",
            "Use an interpreter from a recognised agency, never family or a friend.",
        )
    } else if !interpreter.followed_by_supervisor {
        (
            "The supervisor could not follow what is said.",
            "Choose a supervisor who can follow the language, or an interpreter who works for the supervisor.",
        )
    } else {
        return None;
    };
    Some(Refusal::under(Rule::R18, detail, remedy))
}
