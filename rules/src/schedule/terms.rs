//! What the stage, the assessment (R1), the plan and the family's own times (R4) say against a booking.

use super::{Booking, Facts, PlanTerms};
use crate::{
    Refusal, Rule,
    plan::arrivals_apart,
    review::may_have_visits,
    risk::{Level, allows},
};

/// Nothing that R2 asks for is lacking on the day.
pub(super) fn ready(_: &Booking, facts: &Facts) -> Vec<Refusal> {
    facts.lacking.clone()
}

/// The family's stage allows visits.
pub(super) fn stage(_: &Booking, facts: &Facts) -> Vec<Refusal> {
    may_have_visits(facts.stage).err().into_iter().collect()
}

/// R2: there is a plan to book by.
pub(super) fn plan(_: &Booking, facts: &Facts) -> Vec<Refusal> {
    if facts.plan.is_some() {
        return Vec::new();
    }
    vec![Refusal::under(
        Rule::R2,
        "There is no agreed contact plan.",
        "Write the contact plan and agree it before booking.",
    )]
}

/// Not on a day that is over.
pub(super) fn past(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let day = booking.timing.whole().from().day();
    if day >= facts.today {
        return Vec::new();
    }
    vec![Refusal::because(
        "in-the-past",
        format!("{} has passed.", day.words()),
        "Choose today or a later day.",
    )]
}

/// R1: the kind delivers at least what the assessment asks for.
pub(super) fn assessment(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let refusal = match facts.assessed {
        Some(outcome) => allows(outcome, booking.kind.level()).err(),
        None => Some(Refusal::under(
            Rule::R1,
            "There is no current assessment, so no level is known to be safe.",
            "Write a risk assessment and have it approved.",
        )),
    };
    refusal.into_iter().collect()
}

/// What a clause says against the plan's terms, where there is a plan.
fn by_plan(facts: &Facts, against: impl Fn(&PlanTerms) -> Option<Refusal>) -> Vec<Refusal> {
    facts.plan.as_ref().and_then(against).into_iter().collect()
}

/// R1 against what was agreed.
pub(super) fn plan_level(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let delivered = booking.kind.level();
    by_plan(facts, |plan| {
        (delivered < plan.level).then(|| {
            Refusal::under(
                Rule::R1,
                format!("The plan says {}, and this is {}.", plan.level.words(), delivered.words()),
                format!("Choose a kind of contact that is at least {}.", plan.level.words()),
            )
        })
    })
}

/// R1 against what the court ordered.
pub(super) fn order_supervised(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    by_plan(facts, |plan| {
        (plan.order_supervised && booking.kind.level() < Level::Supervised).then(|| {
            Refusal::under(
                Rule::R1,
                "The court order says that contact is supervised.",
                "Choose supervised contact.",
            )
        })
    })
}

/// More supervision than agreed is always safe; another kind at the same level nobody agreed to.
pub(super) fn plan_kind(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    by_plan(facts, |plan| {
        (booking.kind != plan.kind && booking.kind.level() <= plan.kind.level()).then(|| {
            Refusal::because(
                "kind-not-in-plan",
                format!("The plan says {}, and this is {}.", plan.kind.words(), booking.kind.words()),
                "Book the kind the plan says, or agree a new plan.",
            )
        })
    })
}

/// No longer than the plan allows.
pub(super) fn plan_length(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    by_plan(facts, |plan| {
        let longest =
            plan.longest.filter(|longest| booking.timing.ends > booking.timing.starts.plus(*longest))?;
        Some(Refusal::because(
            "longer-than-plan",
            format!("The visit is {} long, and the plan allows {longest}.", booking.timing.length()),
            format!("Make it {longest} or shorter."),
        ))
    })
}

/// R4: the order in which both sides have been told to come.
pub(super) fn plan_sequence(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    by_plan(facts, |plan| {
        (booking.sequence != plan.sequence).then(|| {
            Refusal::under(
                Rule::R4,
                format!("The plan says: {}.", plan.sequence.words()),
                "Keep the order of the plan: both sides have been told to expect it.",
            )
        })
    })
}

/// R4 within the family, by the longest of the booking's, the plan's and the centre's gaps.
pub(super) fn doorway(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let mut gaps = booking.gaps.longest(facts.floor);
    if let Some(plan) = &facts.plan {
        gaps = gaps.longest(plan.gaps);
    }
    let gaps = gaps.binding(booking.kind);
    let refusal = arrivals_apart(&booking.timing, booking.sequence, gaps).err().or_else(|| {
        let kept = booking.gaps.longest(crate::plan::Gaps::NONE);
        if booking.kind.brings_both_sides() { kept.not_below(gaps).err() } else { None }
    });
    refusal.into_iter().collect()
}
