//! Reviews that fall due by the calendar: computed from the first visit that took place, never stored.

use super::Review;
use crate::schema::{family, review, visit};
use base::{Day, FamilyId, Moment, ReviewId};
use diesel::{dsl::min, prelude::*};
use host::{Problem, Tx};
use rules::{
    intake::Stage,
    review::{Trigger, due},
    visit::State,
};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// A review that falls due and has not been opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Awaited {
    /// Which: at three months, at six, or "somebody asked for it" for the day set at the last review.
    pub trigger: Trigger,
    /// On which day at the latest.
    pub on: Day,
}

/// The states of a visit that took place, or is taking place.
pub(crate) const TOOK_PLACE: [State; 7] = [
    State::InSession,
    State::Paused,
    State::Ended,
    State::ChildLeft,
    State::VisitingReleased,
    State::Debriefed,
    State::Closed,
];

/// The day of the first visit that took place.
pub(super) fn first_visit(tx: &mut Tx<'_>, id: FamilyId) -> Result<Option<Day>, Problem> {
    Ok(first_visits(tx, &[id])?.get(&id).copied())
}

/// The day of the first visit of each of some families that took place.
pub fn first_visits(tx: &mut Tx<'_>, ids: &[FamilyId]) -> Result<HashMap<FamilyId, Day>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(FamilyId, Option<Moment>)> = visit::table
        .filter(visit::centre.eq(centre).and(visit::family.eq_any(ids)).and(visit::state.eq_any(TOOK_PLACE)))
        .group_by(visit::family)
        .select((visit::family, min(visit::starts)))
        .load(tx.db())?;
    Ok(rows.into_iter().filter_map(|(family, at)| Some((family, at?.day()))).collect())
}

/// What falls due for one family: three and six months, and the day set when a review was last decided.
pub(super) fn awaited(reviews: &[Review], stage: Stage, first: Option<Day>) -> Vec<Awaited> {
    let known: Vec<Known> = reviews
        .iter()
        .map(|review| Known {
            trigger: review.trigger,
            opened: review.opened_at,
            decided: review.decided_at,
            next: review.outcome.as_ref().and_then(|outcome| outcome.next_review_on),
        })
        .collect();
    of(&known, stage, first)
}

/// What matters of a review for what falls due.
struct Known {
    trigger: Trigger,
    opened: Moment,
    decided: Option<Moment>,
    next: Option<Day>,
}

fn of(reviews: &[Known], stage: Stage, first: Option<Day>) -> Vec<Awaited> {
    if !matches!(stage, Stage::Preparing | Stage::Active | Stage::Suspended) {
        return Vec::new();
    }
    let mut found: Vec<Awaited> = first
        .into_iter()
        .flat_map(due)
        .filter(|due| !reviews.iter().any(|review| review.trigger == due.trigger))
        .map(|due| Awaited { trigger: due.trigger, on: due.on })
        .collect();
    // The day set at the last decision holds until a review is opened after it.
    let last = reviews.iter().filter_map(|review| Some((review.decided?, review.next))).max_by_key(|it| it.0);
    if let Some((decided, Some(on))) = last
        && !reviews.iter().any(|review| review.opened > decided || review.decided.is_none())
        && !found.iter().any(|due| due.on == on)
    {
        found.push(Awaited { trigger: Trigger::Request, on });
    }
    found.sort_by_key(|due| due.on);
    found
}

/// A review of any family that is due or open.
#[derive(Clone, Debug)]
pub struct DueReview {
    /// Whose case.
    pub family: FamilyId,
    /// The children's first names.
    pub title: String,
    /// Why.
    pub trigger: Trigger,
    /// By which day it is to be decided.
    pub on: Day,
    /// Which, once it has been opened.
    pub review: Option<ReviewId>,
}

/// Every review of the centre that falls due until a day, opened or not, the earliest first. Two
/// statements, however many families.
pub fn all_due(tx: &mut Tx<'_>, until: Day) -> Result<Vec<DueReview>, Problem> {
    let centre = tx.centre();
    let stages = [Stage::Preparing, Stage::Active, Stage::Suspended];
    let families: Vec<(FamilyId, String, Stage, Option<Moment>)> = family::table
        .left_join(visit::table.on(visit::family.eq(family::id).and(visit::state.eq_any(TOOK_PLACE))))
        .filter(family::centre.eq(centre).and(family::stage.eq_any(stages)))
        .group_by((family::id, family::title, family::stage))
        .select((family::id, family::title, family::stage, min(visit::starts.nullable())))
        .load(tx.db())?;
    type Row = (ReviewId, FamilyId, Trigger, Day, Moment, Option<Moment>, Option<String>);
    let rows: Vec<Row> = review::table
        .inner_join(family::table.on(family::id.eq(review::family)))
        .filter(review::centre.eq(centre).and(family::stage.eq_any(stages)))
        .select((
            review::id,
            review::family,
            review::trigger_kind,
            review::due_on,
            review::opened_at,
            review::decided_at,
            review::document,
        ))
        .load(tx.db())?;
    let mut known: HashMap<FamilyId, Vec<Known>> = HashMap::new();
    let mut open: Vec<(FamilyId, Trigger, Day, ReviewId)> = Vec::new();
    for (id, family, trigger, due_on, opened, decided, document) in rows {
        let next = document
            .as_deref()
            .map(serde_json::from_str::<super::ReviewOutcome>)
            .transpose()?
            .and_then(|outcome| outcome.next_review_on);
        if decided.is_none() {
            open.push((family, trigger, due_on, id));
        }
        known.entry(family).or_default().push(Known { trigger, opened, decided, next });
    }
    let mut all = Vec::new();
    for (family, title, stage, first) in families {
        let awaited = of(&known.remove(&family).unwrap_or_default(), stage, first.map(Moment::day));
        let awaited = awaited.into_iter().map(|due| (due.trigger, due.on, None));
        let opened = open.iter().filter(|it| it.0 == family).map(|it| (it.1, it.2, Some(it.3)));
        all.extend(
            awaited.chain(opened).filter(|(_, on, _)| *on <= until).map(|(trigger, on, review)| DueReview {
                family,
                title: title.clone(),
                trigger,
                on,
                review,
            }),
        );
    }
    all.sort_by_key(|due| due.on);
    Ok(all)
}
