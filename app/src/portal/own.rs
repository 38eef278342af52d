//! One's own side of a case.

use super::offers::{self, OwnOffer};
use crate::{
    family::{self, Adult, Family},
    meeting::{self, MeetingState},
    plan::{self, HowAgreed, PartyPlan},
    schema::{is_booked, visit},
    words::Words,
};
use base::{Moment, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx};
use policy::SeeOwnCase;
use rules::intake::Side;
use serde::Serialize;
use utoipa::ToSchema;

/// One's own side of a case.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnCase {
    /// One's own name.
    pub name: String,
    /// Which side one is on.
    pub side: Side,
    /// The children's first names.
    pub children: Vec<String>,
    /// One's own next visits, the earliest first.
    pub visits: Vec<OwnVisit>,
    /// The times that the centre can offer, the earliest first, with one's own answers.
    pub offers: Vec<OwnOffer>,
    /// One's own meetings, the latest first.
    pub meetings: Vec<OwnMeeting>,
    /// The plan in force, as one may read it.
    pub plan: Option<PartyPlan>,
}

/// A visit, by one's own times.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnVisit {
    /// Its identifier.
    pub id: VisitId,
    /// When to come: to bring the child, or to see them.
    pub come: Moment,
    /// When to come back for the child, or when one may leave.
    pub go: Moment,
    /// Whether the centre is looking at it again before it takes place.
    pub is_uncertain: bool,
    /// Whether it does not take place.
    pub is_cancelled: bool,
}

/// A meeting with the centre.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnMeeting {
    /// When it starts.
    pub starts: Moment,
    /// When it ends.
    pub ends: Moment,
    /// Where.
    pub place: String,
    /// Whether it has been held.
    pub was_held: bool,
}

/// The family of whoever has signed in, and which of its adults they are.
pub(crate) fn own_family(tx: &mut Tx<'_>) -> Result<(Family, Adult), Problem> {
    let party = tx.actor.party.ok_or(Problem::NotFound)?;
    let id = family::family_of_party(tx, party)?;
    let family = family::family(tx, id)?;
    tx.ask::<SeeOwnCase>(&family.subject)?;
    let adult = family
        .adult_signed_in(tx.actor.account)
        .filter(|adult| adult.id == party)
        .cloned()
        .ok_or(Problem::NotFound)?;
    Ok((family, adult))
}

/// Lets a value made for one party pass if it holds nothing of the other side's protected facts. If it
/// does, nobody is told more than that it broke; the log says that the gate held it back (R25).
pub fn gated<T: Serialize>(tx: &mut Tx<'_>, family: &Family, side: Side, value: T) -> Result<T, Problem> {
    let forbidden = family::forbidden_for(tx, family.id, side)?;
    match forbidden.check_document(&serde_json::to_value(&value)?) {
        Ok(()) => Ok(value),
        Err(refusal) => Err(Problem::broken(format!(
            "the gate held back a page for the {} of family {}: {}",
            side.words().to_lowercase(),
            family.reference,
            refusal.code
        ))),
    }
}

/// One's own side of one's own case, in one's own language.
pub fn own_case(tx: &mut Tx<'_>, words: Words) -> Result<OwnCase, Problem> {
    let (family, adult) = own_family(tx)?;
    case_of(tx, &family, &adult, words)
}

/// One's own side of the case of this family, of which one is this adult.
pub(super) fn case_of(
    tx: &mut Tx<'_>,
    family: &Family,
    adult: &Adult,
    words: Words,
) -> Result<OwnCase, Problem> {
    let plan = plan::current(tx, family.id)?;
    let plan = plan.map(|plan| plan::party_plan(tx, family, &plan, adult, words)).transpose()?;
    let meetings = meeting::meetings_of_party(tx, adult.id)?;
    let (offers, said) = offers::load(tx, family, adult)?;
    let mut case = OwnCase {
        name: adult.name.clone(),
        side: adult.side,
        children: family
            .children
            .iter()
            .map(|child| child.name.split(' ').next().unwrap_or_default().to_owned())
            .collect(),
        visits: visits(tx, family, adult.side)?,
        offers,
        meetings: meetings
            .into_iter()
            .map(|(starts, ends, place, state)| OwnMeeting {
                starts,
                ends,
                place,
                was_held: state == MeetingState::Held,
            })
            .collect(),
        plan,
    };
    let agreed_with = own_words(&mut case).map(std::mem::take);
    let mut case = gated(tx, family, adult.side, case)?;
    offers::with_own_words(&mut case.offers, said);
    if let (Some(words), Some(place)) = (agreed_with, own_words(&mut case)) {
        *place = words;
    }
    Ok(case)
}

/// What one wrote oneself when one agreed to the plan. It goes past the gate: held back by it, one's own
/// guess at the other side's details would tell by that alone that it is right.
fn own_words(case: &mut OwnCase) -> Option<&mut String> {
    let agreed = case.plan.as_mut()?.agreed.as_mut()?;
    (agreed.how == HowAgreed::Online).then_some(&mut agreed.words)
}

type VisitRow = (VisitId, Moment, Moment, String, Option<String>);

/// The next visits by one side's own times: the other side's columns are not read.
fn visits(tx: &mut Tx<'_>, family: &Family, side: Side) -> Result<Vec<OwnVisit>, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    let of_family = visit::family.eq(family.id).and(visit::centre.eq(centre)).and(is_booked());
    let rows: Vec<VisitRow> = match side {
        Side::Resident => visit::table
            .filter(of_family.and(visit::child_leaves.ge(now)))
            .order((visit::child_arrives, visit::id))
            .limit(12)
            .select((
                visit::id,
                visit::child_arrives,
                visit::child_leaves,
                visit::state,
                visit::unsafe_because,
            ))
            .load(tx.db())?,
        Side::Visiting => visit::table
            .filter(of_family.and(visit::visiting_leaves.ge(now)))
            .order((visit::visiting_arrives, visit::id))
            .limit(12)
            .select((
                visit::id,
                visit::visiting_arrives,
                visit::visiting_leaves,
                visit::state,
                visit::unsafe_because,
            ))
            .load(tx.db())?,
    };
    Ok(rows
        .into_iter()
        .map(|(id, come, go, state, unsafe_because)| OwnVisit {
            id,
            come,
            go,
            // Whatever happens at the door meanwhile: a change here would tell one side of the other's coming.
            is_uncertain: unsafe_because.is_some() && state != "cancelled",
            is_cancelled: state == "cancelled",
        })
        .collect())
}
