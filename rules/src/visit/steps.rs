//! What staff can do next: one big button, the others, and why one of them must wait.

use super::{State, StepKind, Visit, may};
use crate::{
    Refusal,
    plan::{Kind, Sequence},
};
use base::Moment;
use serde::{Serialize, Serializer};

base::choices! {
    /// How a step is shown.
    pub enum Emphasis {
        /// The one big button.
        Main = "main" => "Next",
        /// Beside it.
        Other = "other" => "Also possible",
        /// Something has gone wrong.
        Warning = "warning" => "If something is wrong",
    }
}

/// Something staff could do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Step {
    /// The kind of event it records.
    pub kind: StepKind,
    /// The words on its button.
    pub words: String,
    /// Whether it may be done now, or why not and what to wait for. Sent as `refused`: null when allowed.
    #[serde(rename = "refused", serialize_with = "refused")]
    #[cfg_attr(feature = "api", schema(value_type = Option<Refusal>))]
    pub allowed: Result<(), Refusal>,
    /// How it is shown.
    pub emphasis: Emphasis,
}

fn refused<S: Serializer>(allowed: &Result<(), Refusal>, to: S) -> Result<S::Ok, S::Error> {
    allowed.as_ref().err().serialize(to)
}

/// What may be done next: the main step first, even when it must wait; then others that make sense in
/// this state, where each that must wait says why. Steps that make no sense are left out.
#[must_use]
pub fn next_steps(visit: &Visit, now: Moment) -> Vec<Step> {
    if visit.state == State::Held {
        return Vec::new();
    }
    let main = main_step(visit);
    let step = |kind: StepKind, emphasis| Step {
        kind,
        words: kind.words().to_owned(),
        allowed: may(visit, kind, now),
        emphasis,
    };
    let others = other_steps(visit).into_iter().filter(|(kind, _)| Some(*kind) != main);
    main.map(|kind| step(kind, Emphasis::Main))
        .into_iter()
        .chain(others.map(|(kind, emphasis)| step(kind, emphasis)))
        .collect()
}

fn main_step(visit: &Visit) -> Option<StepKind> {
    if visit.state.is_over() { leaving(visit) } else { Some(going_on(visit)) }
}

fn going_on(visit: &Visit) -> StepKind {
    let is_briefed = visit.supervisors.iter().all(|staff| visit.briefed.contains(staff));
    match visit.state {
        State::InSession => return StepKind::Ended,
        State::Paused => return StepKind::Resumed,
        _ => (),
    }
    if !is_briefed || visit.briefed.is_empty() {
        StepKind::Briefed
    } else if visit.resident_in {
        StepKind::ResidentLeft
    } else {
        match (visit.visiting_in, visit.child_in, visit.sequence) {
            (false, false, Sequence::VisitingFirst) | (false, true, _) => StepKind::VisitingArrived,
            (false, false, Sequence::ChildFirst) | (true, false, _) => StepKind::ChildArrived,
            (true, true, _) if visit.kind == Kind::Handover => StepKind::ChildLeft,
            (true, true, _) => StepKind::Started,
        }
    }
}

fn leaving(visit: &Visit) -> Option<StepKind> {
    let child = if visit.resident_in { StepKind::ChildLeft } else { StepKind::ResidentArrivedToCollect };
    match (visit.child_in, visit.visiting_in, visit.sequence) {
        (true, true, Sequence::ChildFirst) => return Some(StepKind::VisitingReleased),
        (true, ..) => return Some(child),
        (false, ..) if visit.resident_in => return Some(StepKind::ResidentLeft),
        (false, true, _) => return Some(StepKind::VisitingReleased),
        (false, false, _) => (),
    }
    match visit.state {
        State::Debriefed => Some(StepKind::Closed),
        State::Closed | State::Cancelled | State::NoShow | State::Refused | State::Released => None,
        _ => Some(StepKind::Debriefed),
    }
}

fn other_steps(visit: &Visit) -> Vec<(StepKind, Emphasis)> {
    let is_on = !visit.state.is_over();
    let is_together = matches!(visit.state, State::InSession | State::Paused);
    let is_awaiting = is_on && !is_together;
    let nobody_came = visit.visiting_arrived_at.is_none() && visit.child_arrived_at.is_none();
    let somebody_missing = visit.visiting_arrived_at.is_none() || visit.child_arrived_at.is_none();
    let more_to_come = visit
        .visiting
        .iter()
        .any(|one| !visit.visiting_present.contains(one) && !visit.turned_away.contains(one));
    let possible = [
        (is_on && !is_together, StepKind::Briefed, Emphasis::Other),
        (is_on && more_to_come, StepKind::VisitingArrived, Emphasis::Other),
        (is_awaiting && visit.child_arrived_at.is_none(), StepKind::ChildArrived, Emphasis::Other),
        (visit.resident_in, StepKind::ResidentLeft, Emphasis::Other),
        (visit.state == State::InSession, StepKind::Paused, Emphasis::Other),
        (visit.child_in && !visit.resident_in, StepKind::ResidentArrivedToCollect, Emphasis::Other),
        (visit.child_in && !is_on, StepKind::ChildLeft, Emphasis::Other),
        (visit.visiting_in && !is_on, StepKind::VisitingReleased, Emphasis::Other),
        (is_on && more_to_come, StepKind::EntryRefused, Emphasis::Warning),
        (is_on, StepKind::ChildRefused, Emphasis::Warning),
        (is_on && (visit.visiting_in || visit.child_in), StepKind::EndedEarly, Emphasis::Warning),
        (visit.visiting_in, StepKind::VisitingWalkedOut, Emphasis::Warning),
        (is_awaiting && somebody_missing, StepKind::NoShow, Emphasis::Warning),
        (is_on && nobody_came, StepKind::Cancelled, Emphasis::Warning),
    ];
    possible.into_iter().filter(|(fits, ..)| *fits).map(|(_, kind, emphasis)| (kind, emphasis)).collect()
}
