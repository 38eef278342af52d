//! Who may come in and go, and when: R4 in fact and the order of R5.
//!
//! The visiting party is in custody once they have been in their room for the gap before. The resident
//! party is near for as long as they are in the building, and for a gap after they were last seen.
//! Nothing here asks what the plan said of times, only what has happened.

use super::{State, Visit};
use crate::{
    Refusal, Rule,
    intake::Side,
    plan::{Kind, Sequence, in_minutes},
};
use base::{Minutes, Moment};

/// How long the resident party has been gone before the visiting party comes to the same door. Shorter
/// where the plan's own gap is. Our default: time to reach a car and drive off.
pub const CLEAR_OF_THE_DOOR: Minutes = Minutes(5);

/// R4: whether somebody of the visiting side may come in.
pub(super) fn visiting_may_come_in(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    visit_is_on(visit)?;
    if !visit.kind.brings_both_sides() {
        return Ok(());
    }
    if visit.resident_in {
        return Err(no_meeting(
            "The person who brought the child is still in the building.",
            "Ask the visiting party to wait outside until they have left.",
        ));
    }
    // In a handover the visiting party may be the one who brings the child.
    if visit.sequence == Sequence::ChildFirst
        && visit.kind != Kind::Handover
        && visit.child_arrived_at.is_none()
    {
        return Err(no_meeting(
            "In this plan the child comes first, and the child is not here yet.",
            "Ask the visiting party to wait away from the entrance until the child has come.",
        ));
    }
    let before = visit.binding_gaps().before;
    let child = visit.child_arrived_at.filter(|_| !visit.child_with_visiting);
    wait_until(at, child.map(|arrived| arrived.plus(before)), "The child has only just been brought.")?;
    wait_until(
        at,
        visit.resident_left_at.map(|left| left.plus(before.min(CLEAR_OF_THE_DOOR))),
        "The person who brought the child has only just left.",
    )
}

/// R4: whether somebody may come in to bring or to collect the child.
pub(super) fn resident_may_come_in(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    if !visit.kind.brings_both_sides() {
        return Ok(());
    }
    let gaps = visit.binding_gaps();
    if visit.visiting_in && visit.sequence == Sequence::ChildFirst {
        return Err(no_meeting(
            "The visiting party is in the building, and in this plan they leave before the child is collected.",
            "Ask the resident party to wait away from the entrance until you have let the visiting party go.",
        ));
    }
    if visit.visiting_in {
        let settled = visit.visiting_arrived_at.map(|arrived| arrived.plus(gaps.before));
        return wait_until(at, settled, "The visiting party has only just come in.");
    }
    not_before(at, visit.visiting_left_at, "the visiting party left")?;
    // After a walk-out the resident party is safer inside than on the pavement.
    let left = visit.visiting_left_at.filter(|_| !visit.visiting_walked_out);
    wait_until(at, left.map(|left| left.plus(gaps.after)), "The visiting party has only just left.")
}

/// Whether the child may be brought in.
pub(super) fn child_may_come_in(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    child_may_come_at_all(visit)?;
    resident_may_come_in(visit, at)
}

/// Whether the child may come in with the visiting party, as on the way back from a handover.
pub(super) fn child_may_come_with_visiting(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    child_may_come_at_all(visit)?;
    not_before(at, visit.visiting_arrived_at, "the visiting party came in")
}

fn child_may_come_at_all(visit: &Visit) -> Result<(), Refusal> {
    visit_is_on(visit)?;
    if visit.child_arrived_at.is_some() {
        return Err(Refusal::because(
            "already-here",
            "The child has already been brought in.",
            "Check which visit you are looking at.",
        ));
    }
    Ok(())
}

/// R4: whether somebody who has come to collect may wait in the building.
pub(super) fn may_come_to_collect(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    child_is_here(visit)?;
    if visit.resident_in {
        return Err(Refusal::because(
            "already-here",
            "Somebody has already come in to collect the child.",
            "If they have left again, say so first.",
        ));
    }
    not_before(at, visit.child_arrived_at, "the child came in")?;
    not_before(at, visit.resident_left_at, "the person who brought the child left")?;
    not_before(at, visit.in_session_since, "the time together started")?;
    resident_may_come_in(visit, at)
}

/// Whether whoever is in the building to bring or collect may be said to have left.
pub(super) fn resident_may_leave(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    if visit.resident_in {
        return not_before(at, visit.resident_arrived_at, "they came in");
    }
    Err(Refusal::because(
        "not-here",
        "Nobody is in the building to bring or collect the child.",
        "Check which visit you are looking at.",
    ))
}

/// R5 and R4: whether the child may leave with one side.
pub(super) fn child_may_leave(visit: &Visit, goes_with: Side, at: Moment) -> Result<(), Refusal> {
    child_is_here(visit)?;
    if visit.kind != Kind::Handover {
        time_together_is_over(visit)?;
    }
    not_before(at, visit.child_arrived_at, "the child came in")?;
    not_before(at, visit.ending.as_ref().map(|ending| ending.at), "the visit ended")?;
    match goes_with {
        Side::Visiting => child_may_leave_with_visiting(visit, at),
        Side::Resident => child_may_be_collected(visit, at),
    }
}

fn child_may_be_collected(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    if !visit.kind.brings_both_sides() {
        return Ok(());
    }
    if visit.visiting_in && visit.sequence == Sequence::ChildFirst {
        return Err(Refusal::under(
            Rule::R5,
            "In this plan the visiting party leaves before the child does.",
            "Let the visiting party go first.",
        ));
    }
    if visit.resident_in {
        not_before(at, visit.resident_arrived_at, "somebody came to collect the child")?;
    } else {
        resident_may_come_in(visit, at)?;
    }
    // Also after a walk-out, when the collecting adult was let in at once.
    let left = visit.visiting_left_at.map(|left| left.plus(visit.binding_gaps().after));
    wait_until(at, left, "The visiting party has only just left.")
}

fn child_may_leave_with_visiting(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    if visit.kind != Kind::Handover {
        return Err(Refusal::under(
            Rule::R5,
            "The child does not leave with the visiting party in this kind of visit.",
            "Pass the child to the person who collects.",
        ));
    }
    if !visit.visiting_in {
        return Err(Refusal::because(
            "not-here",
            "The visiting party is not in the building.",
            "Record their arrival first.",
        ));
    }
    not_before(at, visit.visiting_arrived_at, "the visiting party came in")?;
    resident_is_far(visit, at)
}

/// R5 and R4: whether staff may let the visiting party go.
pub(super) fn visiting_may_leave(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    visiting_is_here(visit)?;
    let is_passed_on = visit.kind == Kind::Handover && visit.child_arrived_at.is_some();
    if !is_passed_on {
        time_together_is_over(visit)?;
    }
    if visit.kind.brings_both_sides() && visit.sequence == Sequence::VisitingFirst && visit.child_in {
        return Err(Refusal::under(
            Rule::R5,
            "The child is still here, and in this plan the child leaves first.",
            "Keep the visiting party in their room until the child has been collected.",
        ));
    }
    not_before(at, visit.visiting_arrived_at, "they came in")?;
    not_before(at, visit.child_arrived_at.filter(|_| is_passed_on), "the child came in")?;
    not_before(at, visit.child_left_at, "the child left")?;
    not_before(at, visit.ending.as_ref().map(|ending| ending.at), "the visit ended")?;
    resident_is_far(visit, at)
}

/// Whether it can be said that the visiting party walked out. Never refused while they are here: it is
/// a fact, and staff cannot hold anybody by force.
pub(super) fn visiting_may_walk_out(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    visiting_is_here(visit)?;
    not_before(at, visit.visiting_arrived_at, "they came in")
}

/// R4: whether the resident party is out of the building and out of reach of the door.
fn resident_is_far(visit: &Visit, at: Moment) -> Result<(), Refusal> {
    if !visit.kind.brings_both_sides() {
        return Ok(());
    }
    if visit.resident_in {
        return Err(no_meeting(
            "The resident party is still in the building.",
            "Keep the visiting party in their room until the resident party has left.",
        ));
    }
    let far = visit.resident_left_at.map(|left| left.plus(visit.binding_gaps().after));
    wait_until(at, far, "The resident party has only just left.")
}

fn visit_is_on(visit: &Visit) -> Result<(), Refusal> {
    if visit.state.is_over() { Err(already_over(visit.state)) } else { Ok(()) }
}

/// Something was said of a visit that is already over.
pub(super) fn already_over(state: State) -> Refusal {
    Refusal::because(
        "visit-over",
        format!("This visit is over. It stands at: {}.", state.words()),
        "Check which visit you are looking at, or record an incident if something happened since.",
    )
}

fn time_together_is_over(visit: &Visit) -> Result<(), Refusal> {
    if visit.state.is_over() {
        return Ok(());
    }
    Err(Refusal::under(
        Rule::R5,
        "The visit has not been ended.",
        "End the visit first: at its time, or early with a reason.",
    ))
}

fn child_is_here(visit: &Visit) -> Result<(), Refusal> {
    if visit.child_in {
        return Ok(());
    }
    Err(Refusal::because("not-here", "The child is not in the building.", "Record the arrival first."))
}

fn visiting_is_here(visit: &Visit) -> Result<(), Refusal> {
    if visit.visiting_in {
        return Ok(());
    }
    Err(Refusal::because(
        "not-here",
        "Nobody of the visiting side is in the building.",
        "Check which visit you are looking at.",
    ))
}

fn no_meeting(detail: &str, remedy: &str) -> Refusal {
    Refusal::under(Rule::R4, detail, remedy)
}

fn wait_until(at: Moment, earliest: Option<Moment>, detail: &str) -> Result<(), Refusal> {
    match earliest {
        Some(earliest) if at < earliest => Err(Refusal::under(
            Rule::R4,
            detail,
            format!("Ask them to wait until {}.", in_minutes(earliest, at)),
        )),
        _ => Ok(()),
    }
}

/// What happened cannot have happened before what it depends on.
pub(super) fn not_before(at: Moment, earlier: Option<Moment>, what: &str) -> Result<(), Refusal> {
    match earlier {
        Some(earlier) if at < earlier => Err(Refusal::because(
            "out-of-order",
            format!("{} is before {what}, at {}.", at.time_words(), earlier.time_words()),
            "Check the time and enter when it really happened.",
        )),
        _ => Ok(()),
    }
}
