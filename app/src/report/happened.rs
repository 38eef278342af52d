//! What happened on the day of a visit, one sentence for each event: who came and went, pauses and ends.

use super::facts::VisitFacts;
use crate::family::Family;
use base::Moment;
use rules::{
    intake::Side,
    visit::{Event, IdentityCheck, Limits, Person, Receipt, What, lateness},
};

/// The children of a family, by name.
pub(super) fn children(family: &Family) -> String {
    match family.children.iter().map(|child| child.name.as_str()).collect::<Vec<_>>().as_slice() {
        [] => "The child".to_owned(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The side whose coming or going an event tells the time of (R31).
pub(super) fn tells_time_of(what: &What) -> Option<Side> {
    match what {
        What::VisitingArrived { .. }
        | What::EntryRefused { .. }
        | What::VisitingReleased
        | What::VisitingWalkedOut { .. } => Some(Side::Visiting),
        What::ChildArrived { .. }
        | What::ResidentLeft
        | What::ResidentArrivedToCollect
        | What::ChildLeft { .. } => Some(Side::Resident),
        _ => None,
    }
}

/// The event as a sentence of a report; nothing for what is only the centre's own.
pub(super) fn sentence(event: &Event, family: &Family) -> Option<String> {
    let children = children(family);
    let name = |id| family.adult(id).map_or("An adult of the family", |adult| adult.name.as_str());
    Some(match &event.what {
        What::VisitingArrived { party, identity, .. } => {
            // A report speaks for the centre, not for the one who stood at the door.
            let known = match identity {
                IdentityCheck::Known => "known to staff".to_owned(),
                other => other.words().to_lowercase(),
            };
            format!("{} came in. Identity: {known}.", name(*party))
        }
        What::EntryRefused { party, reason } => {
            format!("{} was turned away at the door. Reason given: {reason}", name(*party))
        }
        What::ChildArrived { brought_by, receipt } => {
            let brought_by = match brought_by {
                Person::Known(party) => name(*party),
                Person::Named(who) => who,
            };
            format!("{children} came in, brought by {brought_by}. {}", handed_over(receipt))
        }
        What::ResidentLeft => format!("The adult who brought {children} was no longer in the building."),
        What::Started => "The time together started.".to_owned(),
        What::Paused { reason } => format!("Staff paused the visit. Reason given: {reason}"),
        What::Resumed => "The time together went on.".to_owned(),
        What::EndedEarly { reason, account } => {
            format!("Staff ended the visit early. Reason: {}. {account}", reason.words().to_lowercase())
        }
        What::Ended => "The time together ended as planned.".to_owned(),
        What::ChildRefused { how, words } => format!(
            "{children} did not want to go in or to stay ({}). Words or signs: {words}",
            how.words().to_lowercase()
        ),
        What::ResidentArrivedToCollect => format!("An adult came in to collect {children}."),
        What::ChildLeft { receipt, .. } => format!("{children} left. {}", handed_over(receipt)),
        What::VisitingReleased => "The visiting party left, let go by staff.".to_owned(),
        What::VisitingWalkedOut { account } => format!("The visiting party walked out. {account}"),
        What::Cancelled { by_whom, reason } => {
            format!("The visit was called off by: {}. Reason given: {reason}", by_whom.words().to_lowercase())
        }
        What::NoShow { who } => format!("The {} did not come.", who.words().to_lowercase()),
        What::Briefed | What::Debriefed { .. } | What::Closed => return None,
    })
}

fn handed_over(receipt: &Receipt) -> String {
    let with = receipt.items.trim();
    let with = if with.is_empty() { String::new() } else { format!(" With: {with}.") };
    format!("Handed over by {} to {}.{with}", receipt.from, receipt.to)
}

/// How an arrival compares with its plan, for a report that leaves the exact time out (R31).
pub(super) fn punctuality(visit: &VisitFacts, event: &Event) -> Option<&'static str> {
    let planned: Moment = match event.what {
        What::VisitingArrived { .. } => visit.visiting_arrives,
        What::ChildArrived { .. } => visit.child_arrives,
        _ => return None,
    };
    Some(lateness(planned, event.at, Limits::default()).words())
}
