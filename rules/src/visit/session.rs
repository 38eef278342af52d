//! The time together: who is fit to start it (R7, R8), how it pauses and ends (R11), and what a child's
//! refusal does (R12).

use super::{
    RefusalHow, State, Visit,
    custody::{already_over, not_before},
};
use crate::{Refusal, Rule, intake::Side, plan::in_minutes};
use base::{Minutes, Moment, StaffId};

/// How much before its planned end a visit may still be said to have ended at its time (our default).
pub const ENDING_LEEWAY: Minutes = Minutes(5);

/// Whether the time together may start.
pub(super) fn may_start(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    has_session(visit)?;
    child_is_willing(visit)?;
    if visit.state.is_over() {
        return Err(already_over(visit.state));
    }
    if matches!(visit.state, State::InSession | State::Paused) {
        return Err(Refusal::because(
            "already-started",
            "They are together already.",
            "Nothing needs doing.",
        ));
    }
    if !(visit.visiting_in && visit.child_in) {
        let missing = if visit.child_in { "visiting party" } else { "child" };
        return Err(Refusal::because(
            "not-here",
            format!("The {missing} is not in the building."),
            "Record the arrival first.",
        ));
    }
    if visit.resident_in && visit.kind.brings_both_sides() {
        return Err(Refusal::under(
            Rule::R4,
            "The person who brought the child is still in the building.",
            "Ask them to leave, and say when they have.",
        ));
    }
    not_before(at, visit.visiting_arrived_at, "the visiting party came in")?;
    not_before(at, visit.child_arrived_at, "the child came in")?;
    not_before(at, visit.resident_left_at, "the person who brought the child left")?;
    staff_are_ready(visit, at)
}

/// Whether it may carry on after a pause.
pub(super) fn may_resume(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    child_is_willing(visit)?;
    if visit.state != State::Paused {
        return Err(Refusal::under(
            Rule::R11,
            "The visit is not paused.",
            "Only a paused visit can carry on. One that has ended stays ended.",
        ));
    }
    not_before(at, visit.paused_at, "the pause began")?;
    staff_are_ready(visit, at)
}

/// R7 and R8: whether enough named supervisors are set and have read the terms. Supported contact has no
/// named supervisor; then anybody on duty must have read them.
pub(super) fn staff_are_ready(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    let needed = visit.kind.supervisors() as usize;
    if distinct(&visit.supervisors) < needed {
        return Err(Refusal::under(
            Rule::R7,
            format!("This kind of visit needs {needed} named, and has {}.", distinct(&visit.supervisors)),
            "Name a supervisor who is on duty and free.",
        ));
    }
    let has_read = |staff: &&StaffId| visit.briefed.contains(staff);
    let ready = if needed == 0 {
        !visit.briefed.is_empty()
    } else {
        visit.supervisors.iter().all(|staff| has_read(&staff))
    };
    if !ready {
        return Err(Refusal::under(
            Rule::R8,
            "Not every supervisor has read the reasons, risks and terms of this visit.",
            "Ask each supervisor to read them and confirm.",
        ));
    }
    not_before(at, visit.briefed_at, "the supervisor read the terms")
}

/// R7 and R8 for the one who says that it starts or carries on.
pub(super) fn may_be_started_by(visit: &Visit, by: StaffId) -> Result<(), Refusal> {
    if visit.kind.supervisors() > 0 && !visit.supervisors.contains(&by) {
        return Err(Refusal::under(
            Rule::R7,
            "You are not a named supervisor of this visit.",
            "The named supervisor, who is with the family, starts it.",
        ));
    }
    if !visit.briefed.contains(&by) {
        return Err(Refusal::under(
            Rule::R8,
            "You have not confirmed that you read the reasons, risks and terms of this visit.",
            "Read them and confirm first.",
        ));
    }
    Ok(())
}

/// Whether it may be paused.
pub(super) fn may_pause(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    if visit.state != State::InSession {
        return Err(Refusal::because(
            "not-together",
            "They are not together at the moment.",
            "A visit can be paused while it is under way.",
        ));
    }
    not_before(at, visit.in_session_since, "it started")?;
    not_before(at, visit.resumed_at, "it carried on")
}

/// R11: whether it may be said to have ended at its time.
pub(super) fn may_end(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    has_session(visit)?;
    if visit.state == State::Paused {
        return Err(Refusal::under(
            Rule::R11,
            "The visit is paused, and a pause is not an ending.",
            "Carry on, or end it early and say why.",
        ));
    }
    may_pause(visit, at)?;
    let earliest = visit.timing.ends.plus(Minutes(-ENDING_LEEWAY.0));
    if at < earliest {
        return Err(Refusal::under(
            Rule::R11,
            format!("The visit is planned to end at {}.", in_minutes(visit.timing.ends, at)),
            "If it must stop before then, choose to end it early and say why.",
        ));
    }
    Ok(())
}

/// Whether staff may end it early: always, once somebody has come and until it is over.
pub(super) fn may_end_early(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    if visit.state.is_over() {
        return Err(already_over(visit.state));
    }
    if !visit.visiting_in && !visit.child_in {
        return Err(Refusal::because(
            "nobody-here",
            "Nobody has come yet.",
            "Cancel the visit, or say who did not come.",
        ));
    }
    not_before(at, latest(visit), "the last thing that happened")
}

/// R12: whether a child's refusal may be noted: until it is over.
pub(super) fn may_refuse(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    if visit.state.is_over() {
        return Err(already_over(visit.state));
    }
    not_before(at, latest(visit), "the last thing that happened")
}

/// R13: whether one side may be said not to have come.
pub(super) fn may_be_missed(visit: &Visit, who: Side, at: Moment) -> Result<(), Refusal> {
    if visit.state.is_over() {
        return Err(already_over(visit.state));
    }
    let (came, due) = match who {
        Side::Resident => (visit.child_arrived_at, visit.timing.child_arrives),
        Side::Visiting => (visit.visiting_arrived_at, visit.timing.visiting_arrives),
    };
    if came.is_some() {
        return Err(Refusal::because(
            "already-here",
            "They have come.",
            "If the visit cannot go on, end it early and say why.",
        ));
    }
    let missed = due.plus(visit.limits.cancel_after);
    if at < missed {
        return Err(Refusal::under(
            Rule::R13,
            format!("They were due at {}.", due.time_words()),
            format!("Wait until {} before calling it missed.", in_minutes(missed, at)),
        ));
    }
    not_before(at, latest(visit), "the last thing that happened")
}

fn has_session(visit: &Visit) -> Result<(), Refusal> {
    if visit.kind.has_session() {
        return Ok(());
    }
    Err(Refusal::because(
        "no-time-together",
        format!("{} has no time together here.", visit.kind.words()),
        "Record who comes, and who takes the child.",
    ))
}

fn child_is_willing(visit: &Visit) -> Result<(), Refusal> {
    if visit.child_refused != Some(RefusalHow::Prolonged) {
        return Ok(());
    }
    Err(Refusal::under(
        Rule::R12,
        "The child has refused. A child is never made to go in or to stay.",
        "Let the child be collected, and ask for a review before the next visit.",
    ))
}

/// When the last thing happened that an ending must come after.
pub(super) fn latest(visit: &Visit) -> Option<Moment> {
    [
        visit.visiting_arrived_at,
        visit.child_arrived_at,
        visit.in_session_since,
        visit.paused_at,
        visit.resumed_at,
    ]
    .into_iter()
    .flatten()
    .max()
}

fn distinct(staff: &[StaffId]) -> usize {
    staff
        .iter()
        .enumerate()
        .filter(|(at, one)| !staff.iter().take(*at).any(|earlier| earlier == *one))
        .count()
}
