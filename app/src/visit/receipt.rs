//! Receipts: each passing of the child from one adult to another.

use super::{KeptEvent, events};
use crate::schedule::{Names, names, visit_with};
use base::{EventId, Moment, VisitId};
use host::{Problem, Tx};
use policy::SeeVisit;
use rules::visit::{Receipt, What};
use serde::Serialize;
use utoipa::ToSchema;

/// A passing of the child.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Passing {
    /// The event it is part of.
    pub id: EventId,
    /// Its number within the visit.
    pub number: i32,
    /// When it happened.
    pub at: Moment,
    /// When it reached the centre's records.
    pub received_at: Moment,
    /// Whether the child came in; otherwise the child left.
    pub came_in: bool,
    /// Who handed the child over.
    pub from: String,
    /// Who received the child.
    pub to: String,
    /// What came along. May be empty.
    pub items: String,
    /// The member of staff who says so.
    pub recorded_by: String,
}

fn of(event: &What) -> Option<(bool, &Receipt)> {
    match event {
        What::ChildArrived { receipt, .. } => Some((true, receipt)),
        What::ChildLeft { receipt, .. } => Some((false, receipt)),
        _ => None,
    }
}

/// The passings among some events.
pub(super) fn of_events(events: &[KeptEvent], names: &Names) -> Vec<Passing> {
    events
        .iter()
        .filter_map(|kept| {
            let (came_in, receipt) = of(&kept.event.what)?;
            Some(Passing {
                id: kept.id,
                number: kept.number,
                at: kept.event.at,
                received_at: kept.received_at,
                came_in,
                from: receipt.from.clone(),
                to: receipt.to.clone(),
                items: receipt.items.clone(),
                recorded_by: names.of_staff(kept.event.by),
            })
        })
        .collect()
}

/// The receipts of a visit, in the order in which the child was passed.
pub fn receipts(tx: &mut Tx<'_>, id: VisitId) -> Result<host::paging::All<Passing>, Problem> {
    let (_, family) = visit_with(tx, id)?;
    tx.ask::<SeeVisit>(&family.subject.with_id(id))?;
    let events = events(tx, id)?;
    Ok(host::paging::All { items: of_events(&events, &names(tx)?) })
}
