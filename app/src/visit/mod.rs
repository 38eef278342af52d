//! The day of a visit: what happened, what may happen next, who is in the building.

mod api;
mod briefing;
mod checks;
mod consequence;
mod day;
mod event;
mod pages;
mod receipt;
mod standing;
mod store;
mod words;

pub use api::operations;
pub use briefing::{Briefing, briefing};
pub use consequence::review_open;
pub use day::{DayScreen, day_screen};
pub(crate) use event::reused;
pub use event::{Cancellation, NewEvent, Taken, cancel, list_events, record_event};
pub use pages::pages;
pub use receipt::{Passing, receipts};
pub use standing::{Expected, Here, Standing};
pub use store::{KeptEvent, events, lift_hold, mark_unsafe};

use crate::{
    family::Family,
    schedule::{Names, VisitRecord, lines_of, names, names_without_things, visit_with},
};
use base::VisitId;
use host::{Problem, Tx};
use policy::{RecordEvent, Role, SeeVisit};
use serde::Serialize;
use utoipa::ToSchema;

/// A visit as it stands, with every passing of the child so far.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VisitNow {
    /// The visit, its people and its next steps.
    #[serde(flatten)]
    pub standing: Standing,
    /// Each passing of the child from one adult to another.
    pub receipts: Vec<Passing>,
}

/// One visit as it stands.
pub fn see(tx: &mut Tx<'_>, id: VisitId) -> Result<VisitNow, Problem> {
    let (record, family) = visit_with(tx, id)?;
    seen(tx, record, &family)
}

/// A visit that was read before, as it stands.
pub(crate) fn seen(tx: &mut Tx<'_>, record: VisitRecord, family: &Family) -> Result<VisitNow, Problem> {
    tx.ask::<SeeVisit>(&family.subject.with_id(record.id))?;
    let (events, names) = (events(tx, record.id)?, names(tx)?);
    let receipts = receipt::of_events(&events, &names);
    Ok(VisitNow { standing: standing(tx, record, family, &names)?, receipts })
}

/// A visit with its names and next steps, for somebody who may see it.
pub(crate) fn stand(tx: &mut Tx<'_>, record: VisitRecord, family: &Family) -> Result<Standing, Problem> {
    let names = names_without_things(tx)?;
    standing(tx, record, family, &names)
}

fn standing(tx: &Tx<'_>, record: VisitRecord, family: &Family, names: &Names) -> Result<Standing, Problem> {
    let now = record.document.now.clone();
    // Who only opened the case in an emergency reads it and takes no step.
    let records = tx.might::<RecordEvent>(&family.subject.with_id(record.id));
    let line = lines_of(tx.actor, vec![record], family, names).pop().ok_or(Problem::NotFound)?;
    Ok(Standing::of(line, &now, tx.now, records && may_take_steps(tx, &now)))
}

/// Whether somebody's role lets them take the steps of this kind of visit: a visit with a named
/// supervisor is theirs and the co-ordinator's, and volunteers do those without one.
pub(crate) fn may_take_steps(tx: &Tx<'_>, visit: &rules::visit::Visit) -> bool {
    match tx.actor.role {
        Role::Volunteer => {
            visit.kind.supervisors() == 0
                || tx.actor.staff.is_some_and(|staff| visit.supervisors.contains(&staff))
        }
        Role::Coordinator | Role::SafeguardingLead | Role::Supervisor => true,
        _ => false,
    }
}
