//! What the timeline reads: at most one statement for each kind of record.

use super::{Entry, EntryKind, Order};
use crate::{
    family::Family,
    incident::{asker, may_be_known_to},
    report::event_of,
    risk::AssessmentState,
    schema::{assessment, incident, meeting, note, review, visit, visit_event},
};
use base::{AssessmentId, IncidentId, Moment, PartyId, ReviewId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx, among, seal::Sealed};
use rules::{
    incident::IncidentKind,
    plan::Kind,
    review::{Decision, Trigger},
    risk::Assessed,
    visit::{State, StepKind, What},
};
use std::collections::HashSet;

mod papers;

/// The most records of one kind that a timeline reads: more than twenty years of weekly visits.
const MOST: i64 = 1200;

/// Where a page of the timeline begins.
pub(super) struct From {
    pub(super) order: Order,
    pub(super) at: Option<Moment>,
    /// How many entries the page may need.
    pub(super) fetch: i64,
}

/// Everything that can stand on a page, or all of it that is of one kind, in no order.
pub(super) fn entries(
    tx: &mut Tx<'_>,
    family: &Family,
    only: Option<EntryKind>,
    from: &From,
) -> Result<Vec<Entry>, Problem> {
    let wants = |kinds: &[EntryKind]| only.is_none_or(|kind| kinds.contains(&kind));
    let mut all = Vec::new();
    if wants(&[EntryKind::Referral, EntryKind::Triage]) {
        all.extend(papers::referrals(tx, family)?);
    }
    if wants(&[EntryKind::Meeting]) {
        all.extend(meetings(tx, family)?);
    }
    if wants(&[EntryKind::Assessment]) {
        all.extend(assessments(tx, family)?);
    }
    if wants(&[EntryKind::Plan, EntryKind::Agreement]) {
        all.extend(papers::plans(tx, family)?);
    }
    if wants(&[EntryKind::Visit]) {
        all.extend(visits(tx, family, from)?);
    }
    if wants(&[EntryKind::Incident]) {
        all.extend(incidents(tx, family)?);
    }
    if wants(&[EntryKind::Review]) {
        all.extend(reviews(tx, family)?);
    }
    if wants(&[EntryKind::Report, EntryKind::Copy]) {
        all.extend(papers::reports(tx, family)?);
    }
    all.retain(|entry| only.is_none_or(|kind| entry.kind == kind));
    Ok(all)
}

fn meetings(tx: &mut Tx<'_>, family: &Family) -> Result<Vec<Entry>, Problem> {
    let rows: Vec<(PartyId, Moment, String, String)> = meeting::table
        .filter(meeting::family.eq(family.id))
        .order(meeting::starts.desc())
        .limit(MOST)
        .select((meeting::party, meeting::starts, meeting::place, meeting::state))
        .load(tx.db())?;
    let link = format!("/families/{}/meetings", family.id);
    Ok(rows
        .into_iter()
        .map(|(party, at, place, state)| {
            let with = family.adult(party).map_or("an adult of the family", |adult| adult.name.as_str());
            let title = format!("Pre-visit meeting with {with}: {state}");
            Entry::new(at, EntryKind::Meeting, title, place, link.clone())
        })
        .collect())
}

fn assessments(tx: &mut Tx<'_>, family: &Family) -> Result<Vec<Entry>, Problem> {
    type Row = (AssessmentId, i32, String, Option<String>, Option<Moment>, Moment);
    let rows: Vec<Row> = assessment::table
        .filter(assessment::family.eq(family.id))
        .order(assessment::version.desc())
        .limit(MOST)
        .select((
            assessment::id,
            assessment::version,
            assessment::state,
            assessment::result,
            assessment::approved_at,
            assessment::created,
        ))
        .load(tx.db())?;
    let link = format!("/families/{}/assessments", family.id);
    let mut entries = Vec::new();
    for (_, version, state, result, approved_at, created) in rows {
        let outcome = result.as_deref().and_then(|result| serde_json::from_str::<Assessed>(result).ok());
        let words = outcome.map_or(String::new(), |assessed| assessed.outcome.words().to_owned());
        let title = format!("Risk assessment version {version} begun");
        let now = format!("It is now: {}", state.parse().map_or("", AssessmentState::words).to_lowercase());
        entries.push(Entry::new(created, EntryKind::Assessment, title, now, link.clone()));
        if let Some(at) = approved_at {
            let title = format!("Risk assessment version {version} approved");
            entries.push(Entry::new(at, EntryKind::Assessment, title, words, link.clone()));
        }
    }
    Ok(entries)
}

/// The visits that can stand on the page that begins at a place: these are the records of which there are
/// many.
fn visits(tx: &mut Tx<'_>, family: &Family, from: &From) -> Result<Vec<Entry>, Problem> {
    type Row = (VisitId, Kind, State, Moment, Option<String>, Option<Sealed>, Option<i64>);
    let endings = [StepKind::EndedEarly, StepKind::Cancelled, StepKind::NoShow];
    let mut query = visit::table
        .left_join(
            visit_event::table.on(visit_event::visit.eq(visit::id).and(among(visit_event::kind, endings))),
        )
        .filter(visit::family.eq(family.id))
        // A visit that was called off in two ways comes twice.
        .limit(from.fetch * 2)
        .select((
            visit::id,
            visit::kind,
            visit::state,
            visit::starts,
            visit::unsafe_because,
            visit_event::document.nullable(),
            note::table.filter(note::visit.eq(visit::id)).count().single_value(),
        ))
        .into_boxed();
    query = match (from.order, from.at) {
        (Order::Newest, Some(at)) => query.filter(visit::starts.le(at)),
        (Order::Oldest, Some(at)) => query.filter(visit::starts.ge(at)),
        (_, None) => query,
    };
    query = match from.order {
        Order::Newest => query.order(visit::starts.desc()),
        Order::Oldest => query.order(visit::starts.asc()),
    };
    let rows: Vec<Row> = query.load(tx.db())?;
    let (mut entries, mut seen) = (Vec::new(), HashSet::new());
    for (id, kind, state, at, unsafe_because, ending, notes) in rows {
        // A visit that was called off in more than one way is still one visit.
        if !seen.insert(id) {
            continue;
        }
        let ending = ending.map(|ending| event_of(tx, &ending)).transpose()?.map(|event| event.what);
        let early = matches!(ending, Some(What::EndedEarly { .. }));
        let why = match ending {
            Some(What::EndedEarly { reason, .. }) => {
                format!(" Ended early: {}.", reason.words().to_lowercase())
            }
            Some(What::Cancelled { by_whom, reason }) => {
                format!(" Called off by: {}. {reason}", by_whom.words().to_lowercase())
            }
            Some(What::NoShow { who }) => format!(" The {} did not come.", who.words().to_lowercase()),
            _ => String::new(),
        };
        let notes = match notes.unwrap_or(0) {
            0 => String::new(),
            1 => " 1 note.".to_owned(),
            many => format!(" {many} notes."),
        };
        let is_unsafe = unsafe_because.is_some() && !state.is_over();
        let unsafe_words = unsafe_because.filter(|_| is_unsafe).map(|why| format!(" No longer safe: {why}"));
        let words = format!("{}.{why}{notes}{}", kind.words(), unsafe_words.unwrap_or_default());
        let alert = early || is_unsafe || matches!(state, State::NoShow | State::Refused);
        let title = format!("Visit: {}", state.words().to_lowercase());
        let link = format!("/visits/{id}");
        entries.push(Entry::new(at, EntryKind::Visit, title, words, link).alert(alert));
    }
    Ok(entries)
}

fn incidents(tx: &mut Tx<'_>, family: &Family) -> Result<Vec<Entry>, Problem> {
    // What is alleged of somebody is not shown to them (R21), by whatever way they look.
    let me = asker(tx);
    let rows: Vec<(IncidentId, IncidentKind, Moment, Moment)> = incident::table
        .filter(incident::family.eq(family.id))
        .filter(may_be_known_to!(me))
        .order(incident::happened_at.desc())
        .limit(MOST)
        .select((incident::id, incident::kind, incident::happened_at, incident::recorded_at))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(id, kind, at, recorded)| {
            let title = format!("Incident: {}", kind.words().to_lowercase());
            let words = format!("Recorded {}", recorded.words());
            Entry::new(at, EntryKind::Incident, title, words, format!("/incidents/{id}")).alert(true)
        })
        .collect())
}

fn reviews(tx: &mut Tx<'_>, family: &Family) -> Result<Vec<Entry>, Problem> {
    type Row = (ReviewId, Trigger, String, Moment, Option<Decision>, Option<Moment>);
    let rows: Vec<Row> = review::table
        .filter(review::family.eq(family.id))
        .order(review::opened_at.desc())
        .limit(MOST)
        .select((
            review::id,
            review::trigger_kind,
            review::words,
            review::opened_at,
            review::decision,
            review::decided_at,
        ))
        .load(tx.db())?;
    let mut entries = Vec::new();
    for (id, trigger, words, opened, decision, decided) in rows {
        let link = format!("/reviews/{id}");
        let title = format!("Review opened: {}", trigger.words().to_lowercase());
        entries.push(Entry::new(opened, EntryKind::Review, title, words, link.clone()));
        if let (Some(decision), Some(at)) = (decision, decided) {
            let title = format!("Review decided: {}", decision.words().to_lowercase());
            let alert = matches!(decision, Decision::Suspend);
            entries.push(Entry::new(at, EntryKind::Review, title, String::new(), link).alert(alert));
        }
    }
    Ok(entries)
}
