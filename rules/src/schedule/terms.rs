//! What the stage, the assessment (R1), the plan and the family's own times (R4) say against a booking.

use super::{Booking, Facts, PlanTerms};
use crate::{
    Refusal, Rule,
    plan::arrivals_apart,
    review::may_have_visits,
    risk::{Level, allows},
};

pub(super) fn against(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    refusals.extend(may_have_visits(facts.stage).err());
    refusals.extend(assessment(booking, facts));
    match &facts.plan {
        Some(plan) => refusals.extend(plan_terms(booking, plan)),
        None => refusals.push(Refusal::under(
            Rule::R2,
            "There is no agreed contact plan.",
            "Write the contact plan and agree it before booking.",
        )),
    }
    refusals.extend(doorway(booking, facts));
    if booking.timing.whole().from().day() < facts.today {
        refusals.push(Refusal::because(
            "in-the-past",
            format!("{} has passed.", booking.timing.whole().from().day().words()),
            "Choose today or a later day.",
        ));
    }
    refusals
}

fn assessment(booking: &Booking, facts: &Facts) -> Option<Refusal> {
    match facts.assessed {
        Some(outcome) => allows(outcome, booking.kind.level()).err(),
        None => Some(Refusal::under(
            Rule::R1,
            "There is no current assessment, so no level is known to be safe.",
            "Write a risk assessment and have it approved.",
        )),
    }
}

fn plan_terms(booking: &Booking, plan: &PlanTerms) -> Vec<Refusal> {
    let mut refusals = supervision(booking, plan);
    // More supervision than agreed is always safe; another kind at the same level nobody agreed to.
    if booking.kind != plan.kind && booking.kind.level() <= plan.kind.level() {
        refusals.push(Refusal::because(
            "kind-not-in-plan",
            format!("The plan says {}, and this is {}.", plan.kind.words(), booking.kind.words()),
            "Book the kind the plan says, or agree a new plan.",
        ));
    }
    if let Some(longest) = plan.longest
        && booking.timing.ends > booking.timing.starts.plus(longest)
    {
        refusals.push(Refusal::because(
            "longer-than-plan",
            format!("The visit is {} long, and the plan allows {longest}.", booking.timing.length()),
            format!("Make it {longest} or shorter."),
        ));
    }
    if booking.sequence != plan.sequence {
        refusals.push(Refusal::under(
            Rule::R4,
            format!("The plan says: {}.", plan.sequence.words()),
            "Keep the order of the plan: both sides have been told to expect it.",
        ));
    }
    refusals
}

/// R1 against what was agreed and what the court ordered.
fn supervision(booking: &Booking, plan: &PlanTerms) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    let delivered = booking.kind.level();
    if delivered < plan.level {
        refusals.push(Refusal::under(
            Rule::R1,
            format!("The plan says {}, and this is {}.", plan.level.words(), delivered.words()),
            format!("Choose a kind of contact that is at least {}.", plan.level.words()),
        ));
    }
    if plan.order_supervised && delivered < Level::Supervised {
        refusals.push(Refusal::under(
            Rule::R1,
            "The court order says that contact is supervised.",
            "Choose supervised contact.",
        ));
    }
    refusals
}

/// R4 within the family, by the longest of the booking's, the plan's and the centre's gaps.
fn doorway(booking: &Booking, facts: &Facts) -> Option<Refusal> {
    let mut gaps = booking.gaps.longest(facts.floor);
    if let Some(plan) = &facts.plan {
        gaps = gaps.longest(plan.gaps);
    }
    let gaps = gaps.binding(booking.kind);
    arrivals_apart(&booking.timing, booking.sequence, gaps).err().or_else(|| {
        let kept = booking.gaps.longest(crate::plan::Gaps::NONE);
        if booking.kind.brings_both_sides() { kept.not_below(gaps).err() } else { None }
    })
}
