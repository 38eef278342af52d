//! Where it is kept what was changed of a visit, what was called off, and what adults answered to offers.

use super::{Answered, AskedBy, HowAnswered, OfferAnswer, VisitRecord};
use crate::{
    author::author,
    schema::{offer_answer, visit_change},
};
use base::{ChangeId, Minutes, Moment, PartyId, Prose, VisitId};
use diesel::{dsl::max, prelude::*};
use host::{Problem, Tx, WriteTx, among};
use policy::{Act, Permit};

/// As many answers to one offer are read, the standing ones first.
const MOST_ANSWERS: i64 = 60;

/// What the adults answered to an offered time: the answers that stand first, then the latest.
pub(super) fn answers(tx: &mut Tx<'_>, visit: VisitId) -> Result<Vec<Answered>, Problem> {
    type Row = (PartyId, bool, HowAnswered, Option<String>, Moment, String, Option<Moment>);
    let rows: Vec<Row> = offer_answer::table
        .inner_join(author::table.on(author::id.eq(offer_answer::account)))
        .filter(offer_answer::visit.eq(visit).and(offer_answer::centre.eq(tx.centre())))
        .order((
            offer_answer::ended_at.is_null().desc(),
            offer_answer::at.desc(),
            offer_answer::party,
            offer_answer::number.desc(),
        ))
        .limit(MOST_ANSWERS)
        .select((
            offer_answer::party,
            offer_answer::suits,
            offer_answer::how,
            offer_answer::words,
            offer_answer::at,
            author::name,
            offer_answer::ended_at,
        ))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(party, suits, how, words, at, by, ended_at)| Answered {
            party,
            suits,
            how,
            words,
            at,
            by,
            stands: ended_at.is_none(),
        })
        .collect())
}

/// Keeps an answer, which stands from now on instead of the one before.
pub(super) fn answer_insert<A: Act>(
    tx: &mut WriteTx<'_>,
    _: &Permit<A>,
    visit: VisitId,
    (answer, how): (&OfferAnswer, HowAnswered),
) -> Result<(), Problem> {
    let centre = tx.centre();
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    answers_end(tx, visit, &[answer.party])?;
    let last: Option<i32> = offer_answer::table
        .filter(offer_answer::visit.eq(visit).and(offer_answer::party.eq(answer.party)))
        .select(max(offer_answer::number))
        .first(tx.db())?;
    diesel::insert_into(offer_answer::table)
        .values((
            offer_answer::visit.eq(visit),
            offer_answer::party.eq(answer.party),
            offer_answer::number.eq(last.unwrap_or(0) + 1),
            offer_answer::centre.eq(centre),
            offer_answer::suits.eq(answer.suits),
            offer_answer::how.eq(how),
            offer_answer::words.eq(answer.words.as_ref().map(Prose::as_str)),
            offer_answer::at.eq(tx.now),
            offer_answer::account.eq(account),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// What some adults answered stands no longer. It is kept as what was said before.
pub(super) fn answers_end(tx: &mut WriteTx<'_>, visit: VisitId, of: &[PartyId]) -> Result<(), Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    let theirs = offer_answer::visit.eq(visit).and(offer_answer::centre.eq(centre));
    diesel::update(offer_answer::table.filter(theirs.and(offer_answer::ended_at.is_null())))
        .filter(among(offer_answer::party, of))
        .set(offer_answer::ended_at.eq(now))
        .execute(tx.db())?;
    Ok(())
}

/// Who asked for a change or called off, why, and how late.
pub(super) struct Told<'a> {
    pub(super) asked_by: AskedBy,
    pub(super) reason: &'a str,
    pub(super) notice: Minutes,
    pub(super) is_late: bool,
}

/// Keeps what a visit was before it was changed or called off.
pub(super) fn change_insert(
    tx: &mut WriteTx<'_>,
    was: &VisitRecord,
    what: &str,
    told: &Told<'_>,
) -> Result<(), Problem> {
    let (id, centre) = (ChangeId::from_random(tx.random()), tx.centre());
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::insert_into(visit_change::table)
        .values((
            visit_change::id.eq(id),
            visit_change::centre.eq(centre),
            visit_change::visit.eq(was.id),
            visit_change::family.eq(was.family),
            visit_change::what.eq(what),
            visit_change::asked_by.eq(told.asked_by),
            visit_change::reason.eq(told.reason),
            visit_change::notice_minutes.eq(told.notice.0),
            visit_change::is_late.eq(told.is_late),
            visit_change::was.eq(serde_json::to_string(&was.booking())?),
            visit_change::at.eq(tx.now),
            visit_change::account.eq(account),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Which of some visits were called off late by one side.
pub(super) fn called_off_late(
    tx: &mut Tx<'_>,
    visits: &[VisitId],
    asked_by: AskedBy,
) -> Result<Vec<VisitId>, Problem> {
    Ok(visit_change::table
        .filter(among(visit_change::visit, visits).and(visit_change::what.eq("cancelled")))
        .filter(visit_change::asked_by.eq(asked_by).and(visit_change::is_late.eq(true)))
        .select(visit_change::visit)
        .load(tx.db())?)
}
