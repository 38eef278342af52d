//! Where reviews are kept.

use super::{OpenReview, Review, ReviewOutcome, due};
use crate::{
    author::author,
    schema::{review, visit},
};
use base::{Day, FamilyId, Moment, ReviewId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, among, seal::Sealed};
use policy::{DecideReview, Permit};
use rules::{
    plan::Kind,
    review::{Decision, Trigger},
    visit::State,
};

type Row = (
    (ReviewId, FamilyId, Trigger, String, Day, Moment),
    (Option<Decision>, Option<Sealed>, Option<Moment>, Option<String>),
);

fn read(tx: &Tx<'_>, row: Row) -> Result<Review, Problem> {
    let ((id, family, trigger, words, due_on, opened_at), (decision, document, decided_at, decided_by)) = row;
    let outcome = document.map(|document| tx.open::<ReviewOutcome>(&document)).transpose()?;
    Ok(Review { id, family, trigger, words, due_on, opened_at, decision, outcome, decided_at, decided_by })
}

macro_rules! reviews {
    () => {
        review::table.left_join(author::table.on(author::id.nullable().eq(review::decided_by))).select((
            (
                review::id,
                review::family,
                review::trigger_kind,
                review::words,
                review::due_on,
                review::opened_at,
            ),
            (review::decision, review::document, review::decided_at, author::name.nullable()),
        ))
    };
}

pub(super) fn of_family(tx: &mut Tx<'_>, id: FamilyId) -> Result<Vec<Review>, Problem> {
    let centre = tx.centre();
    let rows: Vec<Row> = reviews!()
        .filter(review::family.eq(id).and(review::centre.eq(centre)))
        .order((review::opened_at.desc(), review::id))
        .limit(200)
        .load(tx.db())?;
    rows.into_iter().map(|row| read(tx, row)).collect()
}

pub(super) fn one(tx: &mut Tx<'_>, id: ReviewId) -> Result<Review, Problem> {
    let centre = tx.centre();
    let row = reviews!().filter(review::id.eq(id).and(review::centre.eq(centre))).first(tx.db())?;
    read(tx, row)
}

/// The decided reviews of some families: whose, when, and what came of each.
pub(super) fn decided_of(
    tx: &mut Tx<'_>,
    families: &[FamilyId],
) -> Result<Vec<(FamilyId, Option<Moment>, ReviewOutcome)>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(FamilyId, Option<Moment>, Option<Sealed>)> = review::table
        .filter(among(review::family, families).and(review::centre.eq(centre)))
        .filter(review::decided_at.is_not_null())
        .select((review::family, review::decided_at, review::document))
        .load(tx.db())?;
    rows.into_iter()
        .filter_map(|(family, at, document)| Some((family, at, document?)))
        .map(|(family, at, document)| Ok((family, at, tx.open(&document)?)))
        .collect()
}

/// What the other reviews of a family were opened for that nobody has decided yet.
pub(super) fn still_open(
    tx: &mut Tx<'_>,
    family: FamilyId,
    beside: ReviewId,
) -> Result<Vec<Trigger>, Problem> {
    Ok(review::table
        .filter(review::family.eq(family).and(review::decision.is_null()).and(review::id.ne(beside)))
        .select(review::trigger_kind)
        .load(tx.db())?)
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<policy::OpenReview>,
    new: &OpenReview,
    due_on: Day,
) -> Result<ReviewId, Problem> {
    let id = ReviewId::from_random(tx.random());
    diesel::insert_into(review::table)
        .values((
            review::id.eq(id),
            review::centre.eq(tx.centre()),
            review::family.eq(permit.id()),
            review::trigger_kind.eq(new.trigger),
            review::words.eq(new.words.as_str()),
            review::due_on.eq(due_on),
            review::opened_at.eq(tx.now),
        ))
        .execute(tx.db())?;
    due::keep(tx, permit.id())?;
    Ok(id)
}

pub(super) fn decided(
    tx: &mut WriteTx<'_>,
    permit: &Permit<DecideReview>,
    family: FamilyId,
    decision: Decision,
    outcome: &ReviewOutcome,
) -> Result<(), Problem> {
    diesel::update(review::table.filter(review::id.eq(permit.id())))
        .set((
            review::decision.eq(decision),
            review::document.eq(tx.seal(family, outcome)?),
            review::decided_at.eq(tx.now),
            review::decided_by.eq(tx.actor.account),
        ))
        .execute(tx.db())?;
    due::keep(tx, family)
}

/// The visits to come whose time together has not begun: identifier, kind and start.
pub(super) fn ahead(tx: &mut Tx<'_>, id: FamilyId) -> Result<Vec<(VisitId, Kind, Moment)>, Problem> {
    let now = tx.now;
    let rows: Vec<(VisitId, Kind, Moment, Moment)> = visit::table
        .filter(visit::family.eq(id).and(among(visit::state, State::NOT_BEGUN)))
        .order((visit::starts, visit::id))
        .select((visit::id, visit::kind, visit::starts, visit::ends))
        .load(tx.db())?;
    Ok(rows.into_iter().filter(|row| row.3 > now).map(|(id, kind, starts, _)| (id, kind, starts)).collect())
}
