//! What follows from an event beyond the visit: a review after missed visits (R13) or a child's refusal
//! (R12).

use super::{mark_unsafe, store::no_shows};
use crate::{
    family::{self, Family},
    notice::{self, Visited},
    schedule::{self, AskedBy, VisitRecord, kept, kept_of_family},
    schema::review,
};
use base::{FamilyId, ReviewId, VisitId};
use diesel::prelude::*;
use host::{Problem, WriteTx};
use rules::{
    intake::Side,
    review::{Decision, Trigger, after, child_refused},
    visit::{Attendance, CancelledBy, Event, RefusalHow, State, What, missed_consequence, missed_in_a_row},
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
        What::Cancelled { by_whom, reason } => called_off(tx, (record, family), (*by_whom, reason)),
        _ => Ok(()),
    }
}

/// What was called off is kept with who asked and how late, and its time is free for others.
fn called_off(
    tx: &mut WriteTx<'_>,
    (record, family): (&VisitRecord, &Family),
    (by_whom, reason): (CancelledBy, &str),
) -> Result<(), Problem> {
    let (asked_by, side) = match by_whom {
        CancelledBy::Resident => (AskedBy::Resident, Some(Side::Resident)),
        CancelledBy::Visiting => (AskedBy::Visiting, Some(Side::Visiting)),
        CancelledBy::Centre => (AskedBy::Centre, None),
        CancelledBy::Other => (AskedBy::Other, None),
    };
    let late = schedule::called_off(tx, record, asked_by, reason)?;
    notice::tell_of_visit(tx, family, &record.booking().people, (record.id, Visited::CalledOff))?;
    schedule::leaves_its_place(tx, record)?;
    match side {
        Some(who) if late => missed(tx, record, record.family, who),
        _ => Ok(()),
    }
}

/// R13: so many visits missed in a row by one side open a review. One that the side called off with less
/// than the notice is missed too; one called off in time, or by anybody else, is not counted either way.
fn missed(tx: &mut WriteTx<'_>, record: &VisitRecord, family: FamilyId, who: Side) -> Result<(), Problem> {
    let past = kept_of_family(tx, family, record.starts, LOOK_BACK)?;
    let ids: Vec<VisitId> = past.iter().map(|visit| visit.id).collect();
    let events = no_shows(tx, &ids)?;
    let late = schedule::called_off_late(tx, &ids, who)?;
    let is_missed = |visit: &VisitId| {
        let no_show = events.iter().any(|(of, event)| of == visit && event.what == What::NoShow { who });
        no_show || late.contains(visit) || *visit == record.id
    };
    let booked = past.iter().filter(|visit| visit.is_booked());
    let in_a_row = missed_in_a_row(booked.map(|visit| match visit.document.now.state {
        _ if is_missed(&visit.id) => Attendance::NoShow,
        State::Cancelled => Attendance::CalledOffByOthers,
        _ => Attendance::Other,
    }));
    match missed_consequence(in_a_row, record.document.now.limits) {
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
