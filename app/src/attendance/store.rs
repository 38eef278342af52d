//! Where attendance is read from: the visits, who did not come, and who called off.

use crate::{
    author::author,
    report::event_of,
    schedule::AskedBy,
    schema::{is_booked, review, visit, visit_change, visit_event},
};
use base::{FamilyId, Minutes, Moment, VisitId};
use diesel::{dsl::max, prelude::*};
use host::{Problem, Tx, seal::Sealed};
use rules::{
    intake::Side,
    visit::{State, StepKind, What},
};

/// The most visits that are counted: three a day for a year.
const MOST: i64 = 1100;

/// What is known of a family's visits.
pub(super) struct Known {
    /// Each visit up to now, and each to come that is called off already: the latest first.
    pub(super) visits: Vec<(VisitId, Moment, State)>,
    pub(super) missed: Vec<Missed>,
    pub(super) called_off: Vec<CalledOff>,
}

/// A side that did not come.
pub(super) struct Missed {
    pub(super) visit: VisitId,
    pub(super) who: Side,
    pub(super) at: Moment,
    pub(super) by: String,
}

/// A visit that was called off.
pub(super) struct CalledOff {
    pub(super) visit: VisitId,
    pub(super) asked_by: AskedBy,
    pub(super) is_late: bool,
    pub(super) notice: Minutes,
    pub(super) at: Moment,
    pub(super) by: String,
}

/// When the last review of a family was decided.
pub(super) fn last_review(tx: &mut Tx<'_>, family: FamilyId) -> Result<Option<Moment>, Problem> {
    let centre = tx.centre();
    Ok(review::table
        .filter(review::family.eq(family).and(review::centre.eq(centre)))
        .select(max(review::decided_at))
        .first(tx.db())?)
}

/// What is known of the visits of a family from a moment on, in three statements.
pub(super) fn known(tx: &mut Tx<'_>, family: FamilyId, from: Moment) -> Result<Known, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    let counted = visit::family.eq(family).and(visit::centre.eq(centre)).and(visit::starts.ge(from));
    let visits = visit::table
        .filter(counted.and(is_booked()))
        .filter(visit::starts.le(now).or(visit::state.eq(State::Cancelled)))
        .order((visit::starts.desc(), visit::id.desc()))
        .limit(MOST)
        .select((visit::id, visit::starts, visit::state))
        .load(tx.db())?;
    let missed: Vec<(VisitId, Moment, String, Sealed)> = visit_event::table
        .inner_join(visit::table.on(visit::id.eq(visit_event::visit)))
        .inner_join(author::table.on(author::id.eq(visit_event::account)))
        .filter(visit::family.eq(family).and(visit::centre.eq(centre)).and(visit::starts.ge(from)))
        .filter(visit_event::kind.eq(StepKind::NoShow))
        .order((visit::starts.desc(), visit_event::number))
        .limit(MOST)
        .select((visit_event::visit, visit_event::received_at, author::name, visit_event::document))
        .load(tx.db())?;
    let called_off: Vec<(VisitId, AskedBy, bool, i64, Moment, String)> = visit_change::table
        .inner_join(visit::table.on(visit::id.eq(visit_change::visit)))
        .inner_join(author::table.on(author::id.eq(visit_change::account)))
        .filter(visit_change::family.eq(family).and(visit_change::what.eq("cancelled")))
        .filter(visit::centre.eq(centre).and(visit::starts.ge(from)))
        .order((visit::starts.desc(), visit_change::at.desc()))
        .limit(MOST)
        .select((
            visit_change::visit,
            visit_change::asked_by,
            visit_change::is_late,
            visit_change::notice_minutes,
            visit_change::at,
            author::name,
        ))
        .load(tx.db())?;
    Ok(Known {
        visits,
        missed: missed
            .into_iter()
            .filter_map(|(visit, at, by, document)| match event_of(tx, &document).map(|event| event.what) {
                Ok(What::NoShow { who }) => Some(Ok(Missed { visit, who, at, by })),
                Ok(_) => None,
                Err(problem) => Some(Err(problem)),
            })
            .collect::<Result<_, Problem>>()?,
        called_off: called_off
            .into_iter()
            .map(|(visit, asked_by, is_late, notice, at, by)| CalledOff {
                visit,
                asked_by,
                is_late,
                notice: Minutes(notice),
                at,
                by,
            })
            .collect(),
    })
}
