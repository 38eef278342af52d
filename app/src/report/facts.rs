//! What a report is made from: the visits of a time that are over, what happened on each, and its notes.

use crate::{
    author::author,
    schema::{note, staff, visit, visit_event, visit_supervisor},
};
use base::{Day, FamilyId, Moment, NoteId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx, among, seal::Sealed};
use rules::{
    observe::NoteKind,
    plan::Kind,
    visit::{Event, State},
};

/// The most visits one report is about.
pub(super) const MOST_VISITS: usize = 60;

/// The event in the document of a visit's event. The state the visit came to stands beside it.
pub(crate) fn event_of(tx: &Tx<'_>, document: &Sealed) -> Result<Event, Problem> {
    tx.open(document)
}

/// A visit that is over, with all that was recorded of it.
pub(super) struct VisitFacts {
    pub(super) id: VisitId,
    pub(super) kind: Kind,
    pub(super) state: State,
    pub(super) starts: Moment,
    pub(super) ends: Moment,
    pub(super) visiting_arrives: Moment,
    pub(super) child_arrives: Moment,
    pub(super) supervisors: Vec<String>,
    pub(super) events: Vec<Event>,
    pub(super) notes: Vec<NoteFacts>,
}

/// A note as it was written.
pub(super) struct NoteFacts {
    pub(super) id: NoteId,
    pub(super) kind: NoteKind,
    pub(super) at: Moment,
    pub(super) received: Moment,
    pub(super) words: String,
    pub(super) speaker: Option<String>,
    pub(super) corrects: Option<NoteId>,
    pub(super) by: String,
}

/// A visit is over, for a report, when its notes are: closed, or it did not take place.
const OVER: [State; 4] = [State::Closed, State::Cancelled, State::NoShow, State::Refused];

/// The visits of some days that a report can be about: identifier, kind and start, in order.
pub(super) fn choice(
    tx: &mut Tx<'_>,
    family: FamilyId,
    (from, until): (Day, Day),
) -> Result<Vec<(VisitId, Kind, Moment)>, Problem> {
    let centre = tx.centre();
    let (from, until) = (Moment::start_of(from), Moment::start_of(until.plus_days(1)));
    Ok(visit::table
        .filter(visit::family.eq(family).and(visit::centre.eq(centre)).and(among(visit::state, OVER)))
        .filter(visit::starts.ge(from).and(visit::starts.lt(until)))
        .order((visit::starts, visit::id))
        .select((visit::id, visit::kind, visit::starts))
        .load(tx.db())?)
}

/// Everything recorded of these visits, in four statements however many they are.
pub(super) fn of_visits(
    tx: &mut Tx<'_>,
    family: FamilyId,
    ids: &[VisitId],
) -> Result<Vec<VisitFacts>, Problem> {
    type Row = (VisitId, Kind, State, Moment, Moment, Moment, Moment);
    let rows: Vec<Row> = visit::table
        .filter(visit::family.eq(family).and(among(visit::id, ids)))
        .order((visit::starts, visit::id))
        .select((
            visit::id,
            visit::kind,
            visit::state,
            visit::starts,
            visit::ends,
            visit::visiting_arrives,
            visit::child_arrives,
        ))
        .load(tx.db())?;
    let mut visits: Vec<VisitFacts> = rows
        .into_iter()
        .map(|(id, kind, state, starts, ends, visiting_arrives, child_arrives)| VisitFacts {
            id,
            kind,
            state,
            starts,
            ends,
            visiting_arrives,
            child_arrives,
            supervisors: Vec::new(),
            events: Vec::new(),
            notes: Vec::new(),
        })
        .collect();
    let events: Vec<(VisitId, Sealed)> = visit_event::table
        .filter(among(visit_event::visit, ids))
        .order((visit_event::visit, visit_event::number))
        .select((visit_event::visit, visit_event::document))
        .load(tx.db())?;
    for (id, document) in events {
        if let Some(visit) = visits.iter_mut().find(|visit| visit.id == id) {
            visit.events.push(event_of(tx, &document)?);
        }
    }
    let supervisors: Vec<(VisitId, String)> = visit_supervisor::table
        .inner_join(staff::table.on(staff::id.eq(visit_supervisor::staff)))
        .filter(among(visit_supervisor::visit, ids))
        .order(staff::name)
        .select((visit_supervisor::visit, staff::name))
        .load(tx.db())?;
    for (id, name) in supervisors {
        if let Some(visit) = visits.iter_mut().find(|visit| visit.id == id) {
            visit.supervisors.push(name);
        }
    }
    notes(tx, ids, &mut visits)?;
    Ok(visits)
}

type NoteRow = (VisitId, NoteId, NoteKind, Moment, Moment, Sealed, Option<String>, Option<NoteId>, String);

fn notes(tx: &mut Tx<'_>, ids: &[VisitId], visits: &mut [VisitFacts]) -> Result<(), Problem> {
    let rows: Vec<NoteRow> = note::table
        .inner_join(author::table.on(author::id.eq(note::account)))
        .filter(among(note::visit, ids))
        .order((note::happened_at, note::received_at, note::id))
        .select((
            note::visit,
            note::id,
            note::kind,
            note::happened_at,
            note::received_at,
            note::words,
            note::speaker,
            note::corrects,
            author::name,
        ))
        .load(tx.db())?;
    for (visit, id, kind, at, received, words, speaker, corrects, by) in rows {
        if let Some(visit) = visits.iter_mut().find(|it| it.id == visit) {
            let words = tx.open_text(&words)?;
            visit.notes.push(NoteFacts { id, kind, at, received, words, speaker, corrects, by });
        }
    }
    Ok(())
}
