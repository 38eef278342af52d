//! Reviews that fall due by the calendar: computed from the first visit that took place and the
//! reviews so far.

use super::Review;
use crate::schema::{family, review, visit};
use base::{Day, FamilyId, Moment, ReviewId};
use diesel::{dsl::min, prelude::*};
use host::{Problem, Tx, WriteTx, among, seal::Sealed};
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
    let at: Option<Moment> =
        family::table.filter(family::id.eq(id)).select(family::first_visit).first(tx.db())?;
    Ok(at.map(Moment::day))
}

/// Works out anew which visit of a family was the first that took place, after one came to have taken
/// place, or by what was told late, not to have.
pub fn visits_changed(tx: &mut WriteTx<'_>, id: FamilyId) -> Result<(), Problem> {
    let first: Option<Moment> = visit::table
        .filter(visit::family.eq(id).and(among(visit::state, TOOK_PLACE)))
        .select(min(visit::starts))
        .first(tx.db())?;
    diesel::update(family::table.filter(family::id.eq(id)))
        .set(family::first_visit.eq(first))
        .execute(tx.db())?;
    keep(tx, id)
}

/// Keeps with the family the day by which its next review is due that has not been opened, so that the
/// first page need not work it out for every family. Called wherever it can change.
pub(super) fn keep(tx: &mut WriteTx<'_>, id: FamilyId) -> Result<(), Problem> {
    let first = first_visit(tx, id)?;
    let known = known(tx, &[id])?.remove(&id).unwrap_or_default();
    // Whether the family is here at all is asked when the day is read.
    let next = of(&known, Stage::Active, first).first().map(|due| due.on);
    diesel::update(family::table.filter(family::id.eq(id)))
        .set(family::review_on.eq(next))
        .execute(tx.db())?;
    Ok(())
}

/// What matters of the reviews of some families, in one statement.
fn known(tx: &mut Tx<'_>, ids: &[FamilyId]) -> Result<HashMap<FamilyId, Vec<Known>>, Problem> {
    type Row = (FamilyId, Trigger, Moment, Option<Moment>, Option<Sealed>);
    let rows: Vec<Row> = review::table
        .filter(among(review::family, ids.to_vec()))
        .select((
            review::family,
            review::trigger_kind,
            review::opened_at,
            review::decided_at,
            review::document,
        ))
        .load(tx.db())?;
    let mut all: HashMap<FamilyId, Vec<Known>> = HashMap::new();
    for (family, trigger, opened, decided, document) in rows {
        let next = document
            .map(|document| tx.open::<super::ReviewOutcome>(&document))
            .transpose()?
            .and_then(|outcome| outcome.next_review_on);
        all.entry(family).or_default().push(Known { trigger, opened, decided, next });
    }
    Ok(all)
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

/// The reviews of the centre that fall due until a day, opened or not, the earliest first and at most so
/// many of each. Three statements, however many families.
pub fn all_due(tx: &mut Tx<'_>, until: Day, most: i64) -> Result<Vec<DueReview>, Problem> {
    let centre = tx.centre();
    let stages = [Stage::Preparing, Stage::Active, Stage::Suspended];
    let open: Vec<(ReviewId, FamilyId, String, Trigger, Day)> = review::table
        .inner_join(family::table.on(family::id.eq(review::family)))
        .filter(review::centre.eq(centre).and(review::decided_at.is_null()).and(review::due_on.le(until)))
        .filter(among(family::stage, stages))
        .order((review::due_on, review::id))
        .limit(most)
        .select((review::id, family::id, family::title, review::trigger_kind, review::due_on))
        .load(tx.db())?;
    let families: Vec<(FamilyId, String, Stage, Option<Moment>)> = family::table
        .filter(family::centre.eq(centre).and(family::review_on.le(until)))
        .filter(among(family::stage, stages))
        .order((family::review_on, family::id))
        .limit(most)
        .select((family::id, family::title, family::stage, family::first_visit))
        .load(tx.db())?;
    let ids: Vec<FamilyId> = families.iter().map(|row| row.0).collect();
    let mut known = known(tx, &ids)?;
    let mut all: Vec<DueReview> = open
        .into_iter()
        .map(|(id, family, title, trigger, on)| DueReview { family, title, trigger, on, review: Some(id) })
        .collect();
    for (family, title, stage, first) in families {
        let awaited = of(&known.remove(&family).unwrap_or_default(), stage, first.map(Moment::day));
        all.extend(awaited.into_iter().filter(|due| due.on <= until).map(|due| DueReview {
            family,
            title: title.clone(),
            trigger: due.trigger,
            on: due.on,
            review: None,
        }));
    }
    all.sort_by_key(|due| due.on);
    Ok(all)
}
