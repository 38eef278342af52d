//! What follows from an event beyond the visit: a review after missed visits (R13) or a child's refusal
//! (R12).

use super::{mark_unsafe, store::no_shows};
use crate::{
    family::{self, Family},
    schedule::{VisitRecord, kept, kept_of_family},
    schema::review,
};
use base::{FamilyId, ReviewId, VisitId};
use diesel::prelude::*;
use host::{Problem, WriteTx};
use rules::{
    intake::Side,
    review::{Decision, Trigger, after, child_refused},
    visit::{Event, RefusalHow, State, What, missed_consequence},
};

/// How many days a review that something brought about may wait.
const REVIEW_WITHIN_DAYS: i64 = 7;

/// How many visits back are looked at for missed ones.
const LOOK_BACK: i64 = 20;

pub(super) fn follow(
    tx: &mut WriteTx<'_>,
    record: &VisitRecord,
    family: &Family,
    event: &Event,
) -> Result<(), Problem> {
    match &event.what {
        What::NoShow { who } => missed(tx, record, family.id, *who),
        What::ChildRefused { how: RefusalHow::Prolonged, .. } => refused(tx, record, family),
        _ => Ok(()),
    }
}

/// R13: so many visits missed in a row by one side open a review.
fn missed(tx: &mut WriteTx<'_>, record: &VisitRecord, family: FamilyId, who: Side) -> Result<(), Problem> {
    let past = kept_of_family(tx, family, record.starts, LOOK_BACK)?;
    let missed: Vec<VisitId> = past
        .iter()
        .filter(|visit| visit.id == record.id || visit.document.now.state != State::Cancelled)
        .filter(|visit| visit.is_booked())
        .take_while(|visit| visit.id == record.id || visit.document.now.state == State::NoShow)
        .map(|visit| visit.id)
        .collect();
    let events = no_shows(tx, &missed)?;
    let by_them =
        |visit: &VisitId| events.iter().any(|(of, event)| of == visit && event.what == What::NoShow { who });
    let in_a_row = missed.iter().take_while(|visit| by_them(visit)).count();
    let limits = record.document.now.limits;
    match missed_consequence(u32::try_from(in_a_row).unwrap_or(u32::MAX), limits) {
        Some(consequence) => review_open(tx, family, Trigger::MissedVisits, &consequence.words).map(drop),
        None => Ok(()),
    }
}

/// R12: a lasting refusal puts visits on hold until a review.
fn refused(tx: &mut WriteTx<'_>, record: &VisitRecord, family: &Family) -> Result<(), Problem> {
    const WORDS: &str = "A child firmly refused a visit. Visits are on hold until this review.";
    review_open(tx, family.id, Trigger::ChildRefusal, WORDS)?;
    if let Ok(stage) = after(family.stage, Decision::Suspend) {
        family::stage_change(tx, &family.subject, stage)?;
    }
    let planned: Vec<VisitId> = kept(tx, family.id)?
        .into_iter()
        .map(|(visit, _)| visit)
        .filter(|visit| *visit != record.id)
        .collect();
    mark_unsafe(tx, &planned, &child_refused())
}

/// Opens a review of a family, due in a week, unless one of the same cause is open; an incident always
/// opens its own. The caller holds the permit of what brought it about.
pub fn review_open(
    tx: &mut WriteTx<'_>,
    family: FamilyId,
    trigger: Trigger,
    words: &str,
) -> Result<ReviewId, Problem> {
    let centre = tx.centre();
    let open: Option<ReviewId> = review::table
        .filter(
            review::family.eq(family).and(review::trigger_kind.eq(trigger)).and(review::decision.is_null()),
        )
        .select(review::id)
        .first(tx.db())
        .optional()?;
    if let Some(open) = open.filter(|_| trigger != Trigger::Incident) {
        return Ok(open);
    }
    let id = ReviewId::from_random(tx.random());
    diesel::insert_into(review::table)
        .values((
            review::id.eq(id),
            review::centre.eq(centre),
            review::family.eq(family),
            review::trigger_kind.eq(trigger),
            review::words.eq(words),
            review::due_on.eq(tx.now.day().plus_days(REVIEW_WITHIN_DAYS)),
            review::opened_at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(id)
}
