//! What stands in the way of each of some families, in five statements however many they are.

use super::Family;
use crate::schema::{agreement, assessment, attachment, meeting, party, plan, referral};
use base::{Day, FamilyId, PartyId, ReferralId};
use diesel::prelude::*;
use host::{Problem, Tx, among, seal::Sealed};
use rules::{
    intake::{AdultReadiness, AssessmentReadiness, Readiness, Side},
    risk::Level,
};
use serde::{Deserialize, de::IgnoredAny};
use std::collections::{BTreeSet, HashMap};

/// The facts that R2 is judged by, as they are now.
pub fn readiness(tx: &mut Tx<'_>, id: FamilyId) -> Result<Readiness, Problem> {
    readiness_of(tx, &[id])?.remove(&id).map(|way| way.readiness).ok_or(Problem::NotFound)
}

/// The same of several families, in as many statements.
pub fn readinesses(tx: &mut Tx<'_>, ids: &[FamilyId]) -> Result<HashMap<FamilyId, Readiness>, Problem> {
    Ok(readiness_of(tx, ids)?.into_iter().map(|(id, way)| (id, way.readiness)).collect())
}

/// The same of a family that was read before, in one statement less.
pub fn readiness_with(tx: &mut Tx<'_>, family: &Family) -> Result<Readiness, Problem> {
    let mut all: All = HashMap::from([(family.id, nothing_yet())]);
    let agreed = steps(tx, &[family.id], &mut all)?;
    let mut readiness = all.remove(&family.id).ok_or(Problem::NotFound)?.readiness;
    let main = family.adults.iter().filter(|adult| adult.is_main);
    readiness.adults =
        main.map(|adult| ready(adult.side, adult.name.clone(), agreed.get(&adult.id))).collect();
    Ok(readiness)
}

fn ready(side: Side, words: String, acknowledged: Option<&Level>) -> AdultReadiness {
    AdultReadiness { side, words, agreed: acknowledged.is_some(), acknowledged: acknowledged.copied() }
}

/// What was done for each family, and who has agreed at which level: four statements.
fn steps(tx: &mut Tx<'_>, ids: &[FamilyId], all: &mut All) -> Result<HashMap<PartyId, Level>, Problem> {
    let agreed = plans(tx, ids, all)?;
    assessments(tx, ids, all)?;
    meetings(tx, ids, all)?;
    referrals(tx, ids, all)?;
    Ok(agreed)
}

/// How far one family has come.
pub(super) struct Way {
    /// The facts that R2 is judged by.
    pub(super) readiness: Readiness,
    /// The referral it came by.
    pub(super) referral: Option<ReferralId>,
}

/// How far each of these families has come.
pub(super) fn readiness_of(tx: &mut Tx<'_>, ids: &[FamilyId]) -> Result<HashMap<FamilyId, Way>, Problem> {
    let mut all: All = ids.iter().map(|id| (*id, nothing_yet())).collect();
    if ids.is_empty() {
        return Ok(all);
    }
    let agreed = steps(tx, ids, &mut all)?;
    let adults: Vec<(FamilyId, PartyId, Side, String)> = party::table
        .filter(among(party::family, ids).and(party::is_main.eq(true)))
        .order((party::side, party::id))
        .select((party::family, party::id, party::side, party::name))
        .load(tx.db())?;
    for (family, id, side, words) in adults {
        if let Some(Way { readiness, .. }) = all.get_mut(&family) {
            readiness.adults.push(ready(side, words, agreed.get(&id)));
        }
    }
    Ok(all)
}

fn nothing_yet() -> Way {
    let readiness = Readiness {
        referral_complete: false,
        meetings_held: Vec::new(),
        adults: Vec::new(),
        plan_level: None,
        assessment: None,
        orders_declared: 0,
        orders_with_copy: 0,
    };
    Way { readiness, referral: None }
}

type All = HashMap<FamilyId, Way>;

/// The plans in force, and who has agreed to them at which level.
fn plans(tx: &mut Tx<'_>, ids: &[FamilyId], all: &mut All) -> Result<HashMap<PartyId, Level>, Problem> {
    type Row = (FamilyId, Level, Option<PartyId>, Option<Level>);
    let rows: Vec<Row> = plan::table
        .left_join(agreement::table.on(agreement::plan.eq(plan::id)))
        .filter(among(plan::family, ids).and(plan::state.eq("current")))
        .select((plan::family, plan::level, agreement::party.nullable(), agreement::acknowledged.nullable()))
        .load(tx.db())?;
    let mut agreed = HashMap::new();
    for (family, level, party, acknowledged) in rows {
        if let Some(Way { readiness, .. }) = all.get_mut(&family) {
            readiness.plan_level = Some(level);
        }
        agreed.extend(party.zip(acknowledged));
    }
    Ok(agreed)
}

fn assessments(tx: &mut Tx<'_>, ids: &[FamilyId], all: &mut All) -> Result<(), Problem> {
    let rows: Vec<(FamilyId, Option<Day>)> = assessment::table
        .filter(among(assessment::family, ids).and(assessment::state.eq("approved")))
        .select((assessment::family, assessment::review_on))
        .load(tx.db())?;
    for (family, review_on) in rows {
        if let (Some(way), Some(review_on)) = (all.get_mut(&family), review_on) {
            way.readiness.assessment = Some(AssessmentReadiness { approved: true, review_on });
        }
    }
    Ok(())
}

fn meetings(tx: &mut Tx<'_>, ids: &[FamilyId], all: &mut All) -> Result<(), Problem> {
    let rows: Vec<(FamilyId, Side)> = meeting::table
        .inner_join(party::table.on(party::id.eq(meeting::party)))
        .filter(among(meeting::family, ids).and(meeting::state.eq("held")))
        .select((meeting::family, party::side))
        .distinct()
        .load(tx.db())?;
    for (family, side) in rows {
        if let Some(Way { readiness, .. }) = all.get_mut(&family) {
            readiness.meetings_held.push(side);
        }
    }
    Ok(())
}

/// What matters here of a referral: that there are orders, not what they say.
#[derive(Deserialize)]
struct Declared {
    #[serde(default)]
    orders: Vec<IgnoredAny>,
}

/// The referrals that were sent, with the orders they declare and the copies there are.
fn referrals(tx: &mut Tx<'_>, ids: &[FamilyId], all: &mut All) -> Result<(), Problem> {
    type Row = (Option<FamilyId>, ReferralId, Sealed, Option<i32>);
    let rows: Vec<Row> = referral::table
        .left_join(attachment::table.on(attachment::referral.eq(referral::id.nullable())))
        .filter(among(referral::family, ids).and(referral::state.eq("submitted")))
        .select((referral::family, referral::id, referral::document, attachment::order_number.nullable()))
        .load(tx.db())?;
    let mut copies: HashMap<FamilyId, BTreeSet<usize>> = HashMap::new();
    for (family, id, document, number) in rows {
        let Some((family, way)) = family.and_then(|id| Some((id, all.get_mut(&id)?))) else { continue };
        way.referral = Some(id);
        let readiness = &mut way.readiness;
        let Declared { orders } = tx.open(&document)?;
        let declared = orders.len();
        readiness.referral_complete = true;
        readiness.orders_declared = u32::try_from(declared).unwrap_or(u32::MAX);
        let copied = copies.entry(family).or_default();
        let number = number.and_then(|number| usize::try_from(number).ok());
        copied.extend(number.filter(|number| (1..=declared).contains(number)));
        readiness.orders_with_copy = u32::try_from(copied.len()).unwrap_or(u32::MAX);
    }
    Ok(())
}
