//! The rules of the day written a second time, over the list of accepted events only: who was in the
//! building when, by the times the events say, whatever order they came in.

use crate::day::minutes_between;
use base::{Moment, StaffId};
use rules::{
    intake::Side,
    plan::{Kind, Sequence},
    visit::{Event, Person, RefusalHow, Visit, What},
};

/// A time in the building. `until` is none while it lasts.
#[derive(Clone, Copy, Debug)]
struct Stay {
    from: Moment,
    until: Option<Moment>,
}

impl Stay {
    fn holds(&self, at: Moment) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }
    fn meets(&self, other: &Self) -> bool {
        self.until.is_none_or(|until| other.from < until) && other.until.is_none_or(|until| self.from < until)
    }
}

/// The comings and goings in a list of events.
struct Doors {
    /// Whoever brought or collected the child.
    resident: Vec<Stay>,
    /// From the first of the visiting side to their leaving.
    visiting: Vec<Stay>,
    /// Each single arrival of the visiting side.
    arrivals: Vec<Moment>,
    /// When the child came in with the resident side.
    brought: Option<Moment>,
    child: Option<Stay>,
    released: Option<Moment>,
    /// When the visiting side walked out, where that was said before the child left. What is said later
    /// could not hold the child back.
    walked_out: Option<Moment>,
}

fn doors(planned: &Visit, events: &[Event]) -> Doors {
    let mut it = Doors {
        resident: vec![],
        visiting: vec![],
        arrivals: vec![],
        brought: None,
        child: None,
        released: None,
        walked_out: None,
    };
    for event in events {
        let at = event.at;
        match &event.what {
            What::VisitingArrived { .. } => {
                it.arrivals.push(at);
                match it.visiting.last_mut() {
                    Some(stay) if stay.until.is_none() => stay.from = stay.from.min(at),
                    _ => it.visiting.push(Stay { from: at, until: None }),
                }
            }
            What::ChildArrived { brought_by, .. } => {
                it.child = Some(Stay { from: at, until: None });
                let visits = |one: &Person| matches!(one, Person::Known(id) if planned.visiting.contains(id));
                if !visits(brought_by) {
                    it.brought = Some(at);
                    it.resident.push(Stay { from: at, until: None });
                }
            }
            What::ResidentArrivedToCollect => it.resident.push(Stay { from: at, until: None }),
            What::ResidentLeft => it.resident.last_mut().unwrap().until = Some(at),
            What::ChildLeft { goes_with, .. } => {
                it.child.as_mut().unwrap().until = Some(at);
                if *goes_with == Side::Resident {
                    match it.resident.last_mut() {
                        Some(stay) if stay.until.is_none() => stay.until = Some(at),
                        _ => it.resident.push(Stay { from: at, until: Some(at) }),
                    }
                }
            }
            What::VisitingReleased => {
                it.released = Some(at);
                it.visiting.last_mut().unwrap().until = Some(at);
            }
            What::VisitingWalkedOut { .. } => {
                let is_still_here = it.child.is_some_and(|child| child.until.is_none());
                it.walked_out = is_still_here.then_some(at);
                it.visiting.last_mut().unwrap().until = Some(at);
            }
            _ => (),
        }
    }
    it
}

/// Every breach of a rule in a list of events.
pub fn breaches(planned: &Visit, events: &[Event]) -> Vec<String> {
    let doors = doors(planned, events);
    let mut found = Vec::new();
    if !matches!(planned.kind, Kind::Virtual | Kind::Indirect) {
        meetings(planned, &doors, &mut found);
        order(planned, &doors, &mut found);
        let begun = events.iter().filter(|event| event.what == What::Started);
        let crowded = begun
            .filter(|event| doors.resident.iter().any(|stay| stay.from < event.at && stay.holds(event.at)));
        found.extend(crowded.map(|event| format!("R4: {event:?} with the resident party in the building")));
    }
    release(planned, events, &mut found);
    entry(planned, events, &mut found);
    starts(planned, events, &mut found);
    endings(planned, events, &mut found);
    found
}

/// R4: no meeting at the door or in the corridor.
fn meetings(planned: &Visit, doors: &Doors, found: &mut Vec<String>) {
    let (before, after) = (planned.gaps.before.0, planned.gaps.after.0);
    for resident in &doors.resident {
        for arrival in &doors.arrivals {
            // At the very moment a gap of nothing lets either come first; a longer one is held to below.
            if resident.holds(*arrival) && *arrival != resident.from {
                found.push(format!("R4: a visitor came at {arrival} while {resident:?}"));
            }
            let still_in = doors.visiting.iter().any(|stay| stay.holds(resident.from));
            let gap = minutes_between(*arrival, resident.from);
            if still_in && gap >= 0 && gap < before {
                found.push(format!("R4: {resident:?} came {gap} minutes after the visitor"));
            }
        }
        if planned.sequence == Sequence::ChildFirst
            && doors.visiting.iter().any(|visiting| visiting.meets(resident))
        {
            found.push(format!("R4: both in the building: {resident:?}"));
        }
        if let Some(released) = doors.released {
            let gap = resident.until.map_or(i64::MIN, |left| minutes_between(left, released));
            if released > resident.from && gap < after {
                found.push(format!("R4: let go {gap} minutes after {resident:?}"));
            }
            let gap = minutes_between(released, resident.from);
            if resident.from >= released && gap < after {
                found.push(format!("R4: {resident:?} came {gap} minutes after they were let go"));
            }
        }
    }
    for arrival in &doors.arrivals {
        let gap = doors.brought.map_or(i64::MAX, |brought| minutes_between(brought, *arrival));
        if gap >= 0 && gap < before {
            found.push(format!("R4: a visitor came {gap} minutes after the child was brought"));
        }
    }
}

/// R4 and R5: the order of the plan, in coming and in leaving.
fn order(planned: &Visit, doors: &Doors, found: &mut Vec<String>) {
    let child_left = doors.child.and_then(|child| child.until);
    let with_visiting = doors.resident.iter().all(|stay| stay.until != child_left);
    let far = doors.walked_out.zip(child_left).map(|(out, left)| minutes_between(out, left));
    if far.is_some_and(|gap| gap < planned.gaps.after.0) && !with_visiting {
        found.push("R4: the child left just after a walk-out".into());
    }
    if planned.sequence == Sequence::VisitingFirst {
        if doors.released.is_some_and(|at| doors.child.is_some_and(|child| child.holds(at))) {
            found.push("R5: let go while the child was in the building".into());
        }
        return;
    }
    let first = doors.arrivals.iter().min();
    if planned.kind != Kind::Handover
        && first.is_some_and(|first| doors.child.is_none_or(|child| child.from > *first))
    {
        found.push("R4: the visiting party came before the child".into());
    }
    let visiting_in = child_left.is_some_and(|at| doors.visiting.iter().any(|stay| stay.holds(at)));
    if visiting_in && !with_visiting {
        found.push("R5: the child left while the visiting party was in the building".into());
    }
}

/// R5: nobody goes before staff have said that it is over.
fn release(planned: &Visit, events: &[Event], found: &mut Vec<String>) {
    let mut over: Option<Moment> = None;
    let mut turned_away = Vec::new();
    for event in events {
        match &event.what {
            What::Ended
            | What::EndedEarly { .. }
            | What::NoShow { .. }
            | What::VisitingWalkedOut { .. }
            | What::ChildRefused { how: RefusalHow::Prolonged, .. } => over = over.or(Some(event.at)),
            What::EntryRefused { party, .. } => {
                turned_away.push(*party);
                if planned.visiting.iter().all(|one| turned_away.contains(one)) {
                    over = over.or(Some(event.at));
                }
            }
            What::ChildLeft { .. } | What::VisitingReleased
                if planned.kind != Kind::Handover && over.is_none_or(|over| event.at < over) =>
            {
                found.push(format!("R5: left before the end: {event:?}"));
            }
            What::ChildLeft { goes_with: Side::Visiting, .. } if planned.kind != Kind::Handover => {
                found.push("R5: the child left with the visiting party".into());
            }
            _ => (),
        }
    }
}

/// R6 and R10: who came in, and in what state.
fn entry(planned: &Visit, events: &[Event], found: &mut Vec<String>) {
    for (at, event) in events.iter().enumerate() {
        if let What::VisitingArrived { party, seems_intoxicated, .. } = &event.what {
            let turned_away = events.iter().take(at).any(
                |earlier| matches!(&earlier.what, What::EntryRefused { party: away, .. } if away == party),
            );
            if *seems_intoxicated || turned_away {
                found.push(format!("R10: let in: {event:?}"));
            }
            if !planned.visiting.contains(party) {
                found.push(format!("R6: let in: {event:?}"));
            }
        }
    }
}

/// R7, R8 and R12: who started, having read what, and with a child who was willing.
fn starts(planned: &Visit, events: &[Event], found: &mut Vec<String>) {
    let mut named: Vec<StaffId> = planned.supervisors.clone();
    named.sort();
    named.dedup();
    let needed = match planned.kind {
        Kind::Supported | Kind::Indirect => 0,
        Kind::HighVigilance => 2,
        _ => 1,
    };
    for (at, event) in events.iter().enumerate() {
        if !matches!(event.what, What::Started | What::Resumed) {
            continue;
        }
        let earlier = || events.iter().take(at);
        let has_read = |staff: StaffId| {
            earlier().any(|it| it.what == What::Briefed && it.by == staff && it.at <= event.at)
        };
        if named.len() < needed || needed > 0 && !named.contains(&event.by) {
            found.push(format!("R7: {event:?} with {named:?}"));
        }
        if !has_read(event.by) || needed > 0 && !named.iter().all(|staff| has_read(*staff)) {
            found.push(format!("R8: {event:?}"));
        }
        let firmly = |it: &Event| matches!(it.what, What::ChildRefused { how: RefusalHow::Prolonged, .. });
        if earlier().any(firmly) {
            found.push(format!("R12: {event:?}"));
        }
    }
}

/// R11 and R12: how the time together was broken off, taken up again and ended.
fn endings(planned: &Visit, events: &[Event], found: &mut Vec<String>) {
    #[derive(Clone, Copy, PartialEq)]
    enum Phase {
        Before,
        Together,
        Apart,
        Over,
    }
    let mut phase = Phase::Before;
    for event in events {
        let (fits, next) = match &event.what {
            What::Started => (phase == Phase::Before, Phase::Together),
            What::Paused { reason } => (phase == Phase::Together && !reason.trim().is_empty(), Phase::Apart),
            What::Resumed => (phase == Phase::Apart, Phase::Together),
            What::Ended => {
                let early = minutes_between(event.at, planned.timing.ends);
                (phase == Phase::Together && early <= 5, Phase::Over)
            }
            What::EndedEarly { account, .. } => {
                (phase != Phase::Over && !account.trim().is_empty(), Phase::Over)
            }
            What::ChildRefused { how: RefusalHow::Prolonged, .. } => (phase != Phase::Over, Phase::Over),
            What::ChildRefused { how: RefusalHow::Brief, .. } if phase == Phase::Together => {
                (true, Phase::Apart)
            }
            What::NoShow { .. } | What::Cancelled { .. } => (phase == Phase::Before, Phase::Over),
            What::VisitingWalkedOut { .. } => (true, Phase::Over),
            _ => (true, phase),
        };
        if !fits {
            found.push(format!("R11: {event:?}"));
        }
        phase = next;
    }
}
