//! What to do and say now, by name.

use super::standing::{first_side, until};
use crate::schedule::VisitLine;
use base::Moment;
use rules::{
    Refusal,
    intake::Side,
    visit::{Emphasis, Step, StepKind, Visit},
};

/// The sentence for the top of a visit's card.
pub(super) fn say(line: &VisitLine, now: &Visit, at: Moment, steps: &[Step]) -> Option<String> {
    let main = steps.first().filter(|step| step.emphasis == Emphasis::Main)?;
    if let Err(refusal) = &main.allowed {
        return Some(by_name(line, main.kind, refusal));
    }
    let (child, visiting) = (&line.title, line.names(Side::Visiting));
    let timing = now.timing;
    match main.kind {
        StepKind::ChildArrived if now.visiting_in => Some(format!(
            "Ask {visiting} to wait in the {}: {}.",
            line.room_name,
            until(child, timing.child_arrives, at)
        )),
        StepKind::ChildArrived => Some(format!("{}.", until(child, timing.child_arrives, at))),
        StepKind::VisitingArrived => Some(format!("{}.", until(&visiting, timing.visiting_arrives, at))),
        StepKind::Briefed => {
            let first = first_side(now.sequence);
            let who = if first == Side::Visiting { visiting } else { child.clone() };
            let due = timing.whole().from();
            Some(format!(
                "Read why, what to watch for and the terms. First to come: {}.",
                until(&who, due, at)
            ))
        }
        StepKind::Ended => Some(format!("Planned to end at {}.", timing.ends.time_words())),
        _ => None,
    }
}

/// A refusal with the people of the visit named in it.
pub(super) fn by_name(line: &VisitLine, step: StepKind, refusal: &Refusal) -> String {
    let mut text = format!("{} {}", refusal.detail, refusal.remedy);
    let names = |side: Side| {
        let mut of_side = line.people.iter().filter(|one| one.side == side);
        match (of_side.next(), of_side.next()) {
            (Some(only), None) => Some(only.name.clone()),
            _ => None,
        }
    };
    let (visiting, resident) = (names(Side::Visiting), names(Side::Resident));
    let waiting = match step {
        StepKind::VisitingArrived | StepKind::VisitingReleased => &visiting,
        StepKind::ChildArrived | StepKind::ResidentArrivedToCollect | StepKind::ChildLeft => &resident,
        _ => &None,
    };
    if let Some(who) = waiting {
        text = text.replace("Ask them to", &format!("Ask {who} to"));
    }
    if let Some(who) = &visiting {
        text = text.replace("The visiting party", who).replace("the visiting party", who);
        text = text.replace("their room", &format!("the {}", line.room_name));
    }
    if let Some(who) = &resident {
        for words in ["The resident party", "the resident party"] {
            text = text.replace(words, who);
        }
    }
    // One child has a name that fits any sentence; two have not.
    if !line.title.contains(" and ") && !line.title.is_empty() {
        text = text.replace("The child ", &format!("{} ", line.title));
        text = text.replace("the child ", &format!("{} ", line.title));
    }
    text
}
