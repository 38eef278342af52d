//! Where it is kept what was changed of a visit, what was called off, and what adults answered to offers.

use super::{AskedBy, OfferAnswer, VisitRecord};
use crate::schema::{offer_answer, visit_change};
use base::{ChangeId, Minutes, PartyId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, among};
use policy::{ChangeVisit, Permit};

/// What the adults answered to an offered time.
pub(super) fn answers(tx: &mut Tx<'_>, visit: VisitId) -> Result<Vec<OfferAnswer>, Problem> {
    let rows: Vec<(PartyId, bool)> = offer_answer::table
        .filter(offer_answer::visit.eq(visit).and(offer_answer::centre.eq(tx.centre())))
        .order((offer_answer::at, offer_answer::party))
        .select((offer_answer::party, offer_answer::suits))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(party, suits)| OfferAnswer { party, suits }).collect())
}

pub(super) fn answer_write(
    tx: &mut WriteTx<'_>,
    _: &Permit<ChangeVisit>,
    visit: VisitId,
    answer: &OfferAnswer,
) -> Result<(), Problem> {
    let centre = tx.centre();
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let theirs = offer_answer::visit.eq(visit).and(offer_answer::party.eq(answer.party));
    diesel::delete(offer_answer::table.filter(theirs)).execute(tx.db())?;
    diesel::insert_into(offer_answer::table)
        .values((
            offer_answer::visit.eq(visit),
            offer_answer::party.eq(answer.party),
            offer_answer::centre.eq(centre),
            offer_answer::suits.eq(answer.suits),
            offer_answer::at.eq(tx.now),
            offer_answer::account.eq(account),
        ))
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
