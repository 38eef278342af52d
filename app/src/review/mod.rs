//! Reviews: at three and six months from the first visit that took place, and whenever something brings
//! one about. A decision moves the case on, and names at once what is booked and no longer safe.

mod decide;
mod due;
mod pages;
mod store;

pub use decide::{DecideReview, Decided, UnsafeVisit, decide};
pub(crate) use due::TOOK_PLACE;
pub use due::{Awaited, DueReview, all_due, visits_changed};
pub use pages::pages;

use crate::{
    family::{self, Family},
    risk,
};
use axum::http::Method;
use base::{Day, FamilyId, Moment, Prose, ReviewId};
use host::{
    Problem, Recorded, Tx, WriteTx,
    api::{Nothing, Operations},
};
use policy::{SeeReview, SeeReviews};
use rules::{
    Refusal,
    review::{Decision, Trigger, after},
    risk::Level,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

/// How long a review that something brought about may wait unless a day is given (our default).
const DAYS_TO_DECIDE: i64 = 7;

/// Opens a review.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenReview {
    /// What brings the review about.
    pub trigger: Trigger,
    /// What is known so far, and what the review is to look at.
    pub words: Prose,
    /// By which day it is to be decided. A week from today when not said; for the reviews at three and
    /// six months, the day that follows from the first visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Day>,
}

/// What was decided, and the letters that go with it.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct ReviewOutcome {
    /// Why.
    pub reasons: String,
    /// The lowest level of supervision from now on, where the plan becomes stricter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// When the family is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_review_on: Option<Day>,
    /// The reason as the resident party is given it in writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_reason_resident: Option<String>,
    /// The reason as the visiting party is given it in writing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_reason_visiting: Option<String>,
}

/// A review.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Review {
    /// Its identifier.
    pub id: ReviewId,
    /// Whose case.
    pub family: FamilyId,
    /// What brought it about.
    pub trigger: Trigger,
    /// What was known when it was opened.
    pub words: String,
    /// By which day it is to be decided.
    pub due_on: Day,
    /// When it was opened.
    pub opened_at: Moment,
    /// What was decided, once it has been.
    pub decision: Option<Decision>,
    /// Why, and the letters.
    pub outcome: Option<ReviewOutcome>,
    /// When it was decided.
    pub decided_at: Option<Moment>,
    /// Who decided it.
    pub decided_by: Option<String>,
}

/// The reviews of a family.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Reviews {
    /// Those that fall due by the calendar and have not been opened.
    pub awaited: Vec<Awaited>,
    /// Those that have been opened, newest first.
    pub items: Vec<Review>,
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<SeeReviews, FamilyId, Nothing, Reviews>(
            "Reviews",
            "/families/{family}/reviews",
            "List a family's reviews, with those that fall due",
            |tx, family, _| list(tx, family).map(|(_, reviews)| reviews),
        )
        .write::<policy::OpenReview, FamilyId, OpenReview, Review>(
            "Reviews",
            (Method::POST, "/families/{family}/reviews"),
            "Open a review",
            (201, &["no-review", "no-first-visit", "review-open"]),
            open,
        )
        .read::<SeeReview, ReviewId, Nothing, Review>(
            "Reviews",
            "/reviews/{review}",
            "Read a review",
            |tx, id, _| see(tx, id).map(|(_, review)| review),
        )
        .write::<policy::DecideReview, ReviewId, DecideReview, Decided>(
            "Reviews",
            (Method::POST, "/reviews/{review}/decision"),
            "Decide a review: continue, restrict, suspend or move on",
            (201, &["no-review", "review-decided", "not-stricter", "r25-compartment"]),
            decide,
        )
}

/// A family's reviews, and those that fall due by the calendar.
pub fn list(tx: &mut Tx<'_>, id: FamilyId) -> Result<(Family, Reviews), Problem> {
    let family = family::family(tx, id)?;
    tx.ask::<SeeReviews>(&family.subject)?;
    let items = store::of_family(tx, id)?;
    let first = due::first_visit(tx, id)?;
    let awaited = due::awaited(&items, family.stage, first);
    Ok((family, Reviews { awaited, items }))
}

/// One review, with its family.
pub fn see(tx: &mut Tx<'_>, id: ReviewId) -> Result<(Family, Review), Problem> {
    let review = store::one(tx, id)?;
    let family = family::family(tx, review.family)?;
    tx.ask::<SeeReview>(&family.subject.with_id(id))?;
    Ok((family, review))
}

/// The lowest level of supervision that the decided reviews of each family ask for, where one asked for a
/// stricter plan. It holds until an assessment is approved after it: another review that lets contact
/// continue lets it continue as it is, and lifts nothing.
#[expect(clippy::implicit_hasher, reason = "only ever given what `risk::current_of` answers")]
pub fn floors(
    tx: &mut Tx<'_>,
    families: &[FamilyId],
    assessed: &HashMap<FamilyId, risk::Current>,
) -> Result<HashMap<FamilyId, Level>, Problem> {
    let mut floors: HashMap<FamilyId, Level> = HashMap::new();
    for (family, decided_at, outcome) in store::decided_of(tx, families)? {
        let since = assessed.get(&family).and_then(|current| current.approved_at);
        let Some(level) = outcome.level.filter(|_| decided_at > since) else { continue };
        let floor = floors.entry(family).or_insert(level);
        *floor = level.max(*floor);
    }
    Ok(floors)
}

/// Opens a review.
pub fn open(tx: &mut WriteTx<'_>, id: FamilyId, new: OpenReview) -> Result<Recorded<Review>, Problem> {
    let family = family::family(tx, id)?;
    let permit = tx.ask::<policy::OpenReview>(&family.subject)?;
    // Whether there is anything to review does not depend on what will be decided.
    after(family.stage, Decision::Continue)?;
    let today = tx.now.day();
    if new.due_on.is_some_and(|day| day < today) {
        return Err(Problem::field("/due_on", "Choose today or a later day"));
    }
    let reviews = store::of_family(tx, id)?;
    let is_open = |review: &&Review| review.trigger == new.trigger && review.decision.is_none();
    let by_calendar = matches!(new.trigger, Trigger::ThreeMonths | Trigger::SixMonths);
    let same = reviews.iter().find(|review| is_open(review) || by_calendar && review.trigger == new.trigger);
    if let Some(review) = same {
        let (so, then) = if review.decision.is_none() {
            ("open", "Decide that one.")
        } else {
            ("decided", "Open one for another reason.")
        };
        return Err(Refusal::because(
            "review-open",
            format!("A review for this reason ({}) is {so} already.", new.trigger.words()),
            then,
        )
        .into());
    }
    let due_on = match (by_calendar, new.due_on) {
        (false, day) => day.unwrap_or_else(|| today.plus_days(DAYS_TO_DECIDE)),
        (true, day) => {
            let first = due::first_visit(tx, id)?.ok_or_else(no_first_visit)?;
            let computed = rules::review::due(first).into_iter().find(|due| due.trigger == new.trigger);
            day.or(computed.map(|due| due.on)).unwrap_or(today)
        }
    };
    let review = store::insert(tx, &permit, &new, due_on)?;
    let review = store::one(tx, review)?;
    tx.record(&permit, Some(id), "A review was opened", review)
}

fn no_first_visit() -> Problem {
    Refusal::because(
        "no-first-visit",
        "No visit has taken place yet, and this review is counted from the first.",
        "Wait for the first visit, or open a review for another reason.",
    )
    .into()
}
