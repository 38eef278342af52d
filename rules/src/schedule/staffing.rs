//! Supervisors (R7), their clearance (R9) and interpreters (R18).

use super::{Booking, Facts, Supervisor};
use crate::{
    Refusal, Rule,
    clearance::{MissingRequirement, clearance},
};
use base::StaffId;

pub(super) fn against(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    refusals.extend(number(booking));
    for staff in &booking.supervisors {
        match facts.staff.iter().find(|supervisor| supervisor.id == *staff) {
            Some(supervisor) => refusals.extend(one(booking, facts, supervisor)),
            None => refusals.push(Refusal::under(
                Rule::R9,
                "One of the supervisors is not on the centre's staff.",
                "Choose somebody from the staff list.",
            )),
        }
    }
    refusals.extend(interpreter(booking, facts));
    refusals
}

fn number(booking: &Booking) -> Option<Refusal> {
    let mut named: Vec<StaffId> = booking.supervisors.clone();
    named.sort();
    named.dedup();
    let needed = booking.kind.supervisors();
    (named.len() < needed as usize).then(|| {
        Refusal::under(
            Rule::R7,
            format!("{} needs {needed} named, and {} named.", booking.kind.words(), is_or_are(named.len())),
            "Name as many supervisors as are needed.",
        )
    })
}

fn is_or_are(number: usize) -> String {
    if number == 1 { "1 is".into() } else { format!("{number} are") }
}

fn one(booking: &Booking, facts: &Facts, supervisor: &Supervisor) -> Vec<Refusal> {
    let name = &supervisor.name;
    let conflict = supervisor.conflicts.contains(&booking.family).then(|| {
        Refusal::under(
            Rule::R7,
            format!("{name} knows this family or has an interest in it."),
            format!("Choose somebody other than {name}."),
        )
    });
    cleared(booking, facts, supervisor)
        .into_iter()
        .chain(conflict)
        .chain(busy(booking, facts, supervisor))
        .collect()
}

/// R9, for the kind of contact, on every day somebody of the visit is in the building.
fn cleared(booking: &Booking, facts: &Facts, supervisor: &Supervisor) -> Option<Refusal> {
    let name = &supervisor.name;
    let presence = booking.timing.whole();
    let (first, last) = (presence.from().day(), presence.until().day());
    let on = |day| clearance(&supervisor.credentials, &facts.clearance, &[booking.kind], day);
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

fn interpreter(booking: &Booking, facts: &Facts) -> Option<Refusal> {
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
