//! Offering a time that is free again down the list.

use super::{WaitingFamily, may_offer, store};
use crate::{
    family::{self, Family},
    incident::{NewTask, task_insert},
    schedule::{self, NewBooking, NewHold, Offer},
};
use base::{Minutes, Moment, StaffId, VisitId};
use host::{Problem, WriteTx};
use policy::OfferTime;
use rules::Refusal;
use std::ops::ControlFlow;

/// A time this near is not offered on: the adults could not be asked.
const NEAREST: Minutes = Minutes(24 * 60);

/// So long a time is held for one family before the next is asked.
const HELD_FOR: Minutes = Minutes(48 * 60);

/// Refusals that speak against the time itself, so that nobody else needs to be asked.
const OF_THE_TIME: [&str; 6] =
    ["room-taken", "room-full", "room-closed", "room-unknown", "outside-opening-hours", "lone-working"];

/// Offers every time that is free again and held for nobody to the next family in fair order for which no
/// rule speaks against it. Each offer sets a task to ask the adults.
pub fn offer_freed(tx: &mut WriteTx<'_>) -> Result<(), Problem> {
    let waiting = store::list(tx)?;
    if waiting.is_empty() {
        return Ok(());
    }
    let now = tx.now;
    for freed in store::freed(tx, now.plus(NEAREST))? {
        if freed.is_offered {
            continue;
        }
        for one in waiting.iter().filter(|one| !freed.asked.contains(&one.id)) {
            if offered(tx, &freed, one)?.is_break() {
                break;
            }
        }
    }
    Ok(())
}

/// Offers a free time to one family. It goes on to the next where something speaks against it for this one;
/// not where it is held now, is not free after all, or whoever acts may not offer it.
fn offered(
    tx: &mut WriteTx<'_>,
    freed: &store::Freed,
    to: &WaitingFamily,
) -> Result<ControlFlow<()>, Problem> {
    let family = family::family(tx, to.family)?;
    if !may_offer(tx, &family.subject) {
        return Ok(ControlFlow::Break(()));
    }
    if !to.wishes.wishes().suit(freed.starts) {
        store::offer_insert(
            tx,
            (to.id, freed.visit),
            Err("It is not among the times of use to them.".into()),
        )?;
        return Ok(ControlFlow::Continue(()));
    }
    match first_that_may(tx, freed, &family)? {
        Ok(offer) => {
            store::offer_insert(tx, (to.id, freed.visit), Ok(offer.visit.id))?;
            asks(tx, to, &offer)?;
            Ok(ControlFlow::Break(()))
        }
        Err(refusals) if refusals.iter().any(|refusal| OF_THE_TIME.contains(&refusal.code)) => {
            Ok(ControlFlow::Break(()))
        }
        Err(refusals) => {
            let why = refusals.first().map(|refusal| refusal.detail.clone()).unwrap_or_default();
            store::offer_insert(tx, (to.id, freed.visit), Err(why))?;
            Ok(ControlFlow::Continue(()))
        }
    }
}

/// Holds the freed time for a family with the first supervisors for whom no rule speaks against it: those of
/// the freed visit first. Answers what spoke against it where there are none.
fn first_that_may(
    tx: &mut WriteTx<'_>,
    freed: &store::Freed,
    family: &Family,
) -> Result<Result<Offer, Vec<Refusal>>, Problem> {
    let permit = tx.ask::<OfferTime>(&family.subject)?;
    let visit = plain(freed);
    let supervisors = match schedule::team(tx, family, (&visit, freed.visit))? {
        Ok(supervisors) => supervisors,
        Err(refusals) => return Ok(Err(refusals)),
    };
    let new = NewHold { visit: NewBooking { supervisors, ..visit }, until: held_until(tx.now, freed.starts) };
    schedule::held(tx, &permit, family, &new).map(Ok)
}

fn plain(freed: &store::Freed) -> NewBooking {
    NewBooking {
        starts: freed.starts,
        length: None,
        kind: None,
        room: freed.room,
        supervisors: Vec::<StaffId>::new(),
        people: None,
        interpreter: None,
        equipment: Vec::new(),
    }
}

/// Two days to ask in, and a day before the visit at the latest.
fn held_until(now: Moment, starts: Moment) -> Moment {
    now.plus(HELD_FOR).min(starts.plus(Minutes(-12 * 60)))
}

fn asks(tx: &mut WriteTx<'_>, to: &WaitingFamily, offer: &Offer) -> Result<(), Problem> {
    let words = format!(
        "A time has come free and is held for this family: {}. Ask both adults, each by their own safe way.",
        offer.visit.timing.starts.words()
    );
    let visit: Option<VisitId> = Some(offer.visit.id);
    let due = offer.held_until;
    let task = NewTask { family: to.family, review: None, visit, whom: "the adults", words: &words, due };
    task_insert(tx, &task)
}
