//! Where the events of a visit are kept.

use crate::{
    schedule::{self, VisitRecord},
    schema::{visit, visit_event},
};
use base::{AccountId, EventId, FamilyId, Moment, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, among, seal::Sealed};
use policy::{Act, Permit};
use rules::{
    Refusal,
    review::HOLDS,
    visit::{Event, State, StepKind, Visit},
};
use serde::{Deserialize, Serialize};

/// An event as it is kept.
#[derive(Clone, Debug)]
pub struct KeptEvent {
    /// Which; made by the device that saw it happen.
    pub id: EventId,
    /// Its place in the order in which events were received.
    pub number: i32,
    /// What happened, when, and who says so.
    pub event: Event,
    /// When it reached the centre's records.
    pub received_at: Moment,
    /// The state the visit came to with it.
    pub state: State,
}

/// The event as everybody reads it, with the state the visit came to.
#[derive(Serialize, Deserialize)]
struct Document {
    #[serde(flatten)]
    event: Event,
    state: State,
}

type Row = (EventId, i32, Moment, Sealed);

fn read(tx: &Tx<'_>, (id, number, received_at, document): Row) -> Result<KeptEvent, Problem> {
    let Document { event, state } = tx.open(&document)?;
    Ok(KeptEvent { id, number, event, received_at, state })
}

/// The events of a visit in the order in which they happened.
pub fn events(tx: &mut Tx<'_>, id: VisitId) -> Result<Vec<KeptEvent>, Problem> {
    let rows: Vec<Row> = visit_event::table
        .filter(visit_event::visit.eq(id))
        .order((visit_event::happened_at, visit_event::number))
        .select((visit_event::id, visit_event::number, visit_event::received_at, visit_event::document))
        .load(tx.db())?;
    rows.into_iter().map(|row| read(tx, row)).collect()
}

/// The event of this identifier with the visit it belongs to, wherever it is.
pub(super) fn event_by_id(tx: &mut Tx<'_>, id: EventId) -> Result<Option<(VisitId, KeptEvent)>, Problem> {
    let row: Option<(VisitId, Row)> = visit_event::table
        .filter(visit_event::id.eq(id))
        .select((
            visit_event::visit,
            (visit_event::id, visit_event::number, visit_event::received_at, visit_event::document),
        ))
        .first(tx.db())
        .optional()?;
    row.map(|(visit, row)| Ok((visit, read(tx, row)?))).transpose()
}

/// The missed visits among these, each with its no-show event.
pub(super) fn no_shows(tx: &mut Tx<'_>, visits: &[VisitId]) -> Result<Vec<(VisitId, Event)>, Problem> {
    let rows: Vec<(VisitId, Sealed)> = visit_event::table
        .filter(among(visit_event::visit, visits.to_vec()).and(visit_event::kind.eq(StepKind::NoShow)))
        .select((visit_event::visit, visit_event::document))
        .load(tx.db())?;
    rows.into_iter().map(|(visit, document)| Ok((visit, tx.open::<Document>(&document)?.event))).collect()
}

/// Adds an event and keeps what the visit became with it.
pub(super) fn event_insert<A: Act<Id = VisitId>>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    record: &VisitRecord,
    (id, event): (EventId, &Event),
    became: &Visit,
) -> Result<KeptEvent, Problem> {
    let (centre, visit_id) = (tx.centre(), permit.id());
    let account: AccountId = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let last: Option<i32> = visit_event::table
        .filter(visit_event::visit.eq(visit_id))
        .order(visit_event::number.desc())
        .select(visit_event::number)
        .first(tx.db())
        .optional()?;
    let number = last.unwrap_or(0) + 1;
    let document = Document { event: event.clone(), state: became.state };
    diesel::insert_into(visit_event::table)
        .values((
            visit_event::id.eq(id),
            visit_event::centre.eq(centre),
            visit_event::visit.eq(visit_id),
            visit_event::number.eq(number),
            visit_event::kind.eq(event.what.kind()),
            visit_event::happened_at.eq(event.at),
            visit_event::received_at.eq(tx.now),
            visit_event::account.eq(account),
            visit_event::document.eq(tx.seal(record.family, &document)?),
        ))
        .execute(tx.db())?;
    let mut whole = record.document.clone();
    whole.now = became.clone();
    diesel::update(visit::table.filter(visit::id.eq(visit_id)))
        .set((visit::state.eq(became.state), visit::document.eq(serde_json::to_string(&whole)?)))
        .execute(tx.db())?;
    Ok(KeptEvent { id, number, event: event.clone(), received_at: tx.now, state: became.state })
}

/// Marks visits as not to be started as things stand. What is unsafe in itself outlasts a hold on the
/// whole family, which is marked only where nothing else is. The caller holds the permit of the decision
/// behind it.
pub fn mark_unsafe(tx: &mut WriteTx<'_>, visits: &[VisitId], because: &Refusal) -> Result<(), Problem> {
    let centre = tx.centre();
    let marked = visit::table.filter(visit::centre.eq(centre).and(among(visit::id, visits.to_vec())));
    let mark = (
        visit::unsafe_because.eq(&because.detail),
        visit::unsafe_code.eq(because.code),
        visit::unsafe_mend.eq(serde_json::to_string(&[because])?),
    );
    if HOLDS.contains(&because.code) {
        let unmarked = visit::unsafe_because.is_null().or(among(visit::unsafe_code, HOLDS));
        diesel::update(marked.filter(unmarked)).set(mark).execute(tx.db())?;
    } else {
        diesel::update(marked).set(mark).execute(tx.db())?;
    }
    Ok(())
}

/// Takes the marks of a hold on the whole family off its visits, and leaves every other mark. The caller
/// holds the permit of the review that let the family go on.
pub fn lift_hold(tx: &mut WriteTx<'_>, family: FamilyId) -> Result<Vec<VisitId>, Problem> {
    let held: Vec<VisitId> = visit::table
        .filter(visit::family.eq(family).and(among(visit::unsafe_code, HOLDS)))
        .order((visit::starts, visit::id))
        .select(visit::id)
        .load(tx.db())?;
    schedule::unmark(tx, &held)?;
    Ok(held)
}
