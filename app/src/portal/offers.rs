//! A time that is held while the adults are asked, as one of them reads and answers it: by their own times and
//! with their own answer. Whether anybody else is asked, has answered, or what, has no field here (R25, R30).

use super::own::{gated, own_family};
use crate::{
    family::{Adult, Family},
    schedule::{self, HowAnswered, OfferAnswer},
    schema::{offer_answer, visit, visit_person},
};
use base::{Moment, Prose, VisitId};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx};
use rules::{intake::Side, visit::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// More times than this are never offered to one family at once.
const MOST: i64 = 50;

/// A time the centre can offer, by one's own times.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnOffer {
    /// Its identifier.
    pub id: VisitId,
    /// When one would come: to bring the child, or to see them.
    pub come: Moment,
    /// When one would come back for the child, or leave.
    pub go: Moment,
    /// Until when one can answer.
    pub answer_by: Moment,
    /// What one answered, if one has.
    pub answer: Option<OwnAnswer>,
}

/// One's own answer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnAnswer {
    /// Whether one can come.
    pub suits: bool,
    /// What one wrote with it. Not what staff wrote down.
    pub words: Option<String>,
    /// When.
    pub at: Moment,
}

/// The times the centre can offer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnOffers {
    /// Each of them, the earliest first.
    pub items: Vec<OwnOffer>,
}

/// Answers an offered time for oneself. Answered again, the last answer stands.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOwnAnswer {
    /// Whether you can come.
    pub suits: bool,
    /// Anything you would like to say to the centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Prose>,
}

/// The times that are offered to whoever has signed in.
pub fn own_offers(tx: &mut Tx<'_>) -> Result<OwnOffers, Problem> {
    let (family, adult) = own_family(tx)?;
    let (offers, said) = load(tx, &family, &adult)?;
    let mut items = gated(tx, &family, adult.side, offers)?;
    with_own_words(&mut items, said);
    Ok(OwnOffers { items })
}

/// One time that is offered to whoever has signed in. Anything else is not there.
pub fn own_offer(tx: &mut Tx<'_>, id: VisitId) -> Result<OwnOffer, Problem> {
    own_offers(tx)?.items.into_iter().find(|offer| offer.id == id).ok_or(Problem::NotFound)
}

/// Answers for oneself.
pub fn answer(tx: &mut WriteTx<'_>, id: VisitId, own: NewOwnAnswer) -> Result<Recorded<OwnOffer>, Problem> {
    let (family, adult) = own_family(tx)?;
    let answer = OfferAnswer { party: adult.id, suits: own.suits, words: own.words };
    let permit = schedule::answer_own(tx, &family, id, &answer)?;
    let offer = own_offer(tx, id)?;
    tx.record(&permit, Some(family.id), "An adult answered an offered time themselves", offer)
}

/// What one wrote beside each answer. It is put back after the gate, never through it: whoever could type the
/// other side's details here and see their own page held back would learn that they are right.
pub(super) type Said = Vec<Option<String>>;

pub(super) fn with_own_words(offers: &mut [OwnOffer], said: Said) {
    for (offer, words) in offers.iter_mut().zip(said) {
        if let Some(answer) = &mut offer.answer {
            answer.words = words;
        }
    }
}

type Answer = (Option<bool>, Option<HowAnswered>, Option<String>, Option<Moment>);
type Row = (VisitId, Moment, Moment, Option<Moment>, Answer);

/// The times that are held for a family while one of its adults is asked, by the columns of their own side
/// and with their own answer: nobody else's are read.
pub(super) fn load(
    tx: &mut Tx<'_>,
    family: &Family,
    adult: &Adult,
) -> Result<(Vec<OwnOffer>, Said), Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    let own_answer = offer_answer::visit
        .eq(visit::id)
        .and(offer_answer::party.eq(adult.id))
        .and(offer_answer::ended_at.is_null());
    let offered = visit::table
        .inner_join(visit_person::table.on(visit_person::visit.eq(visit::id)))
        .left_join(offer_answer::table.on(own_answer))
        .filter(visit::family.eq(family.id).and(visit::centre.eq(centre)))
        .filter(visit::state.eq(State::Held).and(visit::held_until.gt(now)))
        .filter(visit_person::party.eq(adult.id))
        .limit(MOST);
    let answer = (
        offer_answer::suits.nullable(),
        offer_answer::how.nullable(),
        offer_answer::words.nullable(),
        offer_answer::at.nullable(),
    );
    let rows: Vec<Row> = match adult.side {
        Side::Resident => offered
            .order((visit::child_arrives, visit::id))
            .select((visit::id, visit::child_arrives, visit::child_leaves, visit::held_until, answer))
            .load(tx.db())?,
        Side::Visiting => offered
            .order((visit::visiting_arrives, visit::id))
            .select((visit::id, visit::visiting_arrives, visit::visiting_leaves, visit::held_until, answer))
            .load(tx.db())?,
    };
    Ok(rows
        .into_iter()
        .map(|(id, come, go, until, (suits, how, words, at))| {
            let answer = suits.zip(at).map(|(suits, at)| OwnAnswer { suits, words: None, at });
            let offer = OwnOffer { id, come, go, answer_by: until.unwrap_or(now), answer };
            (offer, words.filter(|_| how == Some(HowAnswered::Own)))
        })
        .unzip())
}
