//! Whether a family is ready for its first visit: the facts that R2 is judged by.

use super::current;
use crate::{
    family::Family,
    risk,
    schema::{agreement, attachment, meeting, party, referral},
};
use base::{PartyId, ReferralId};
use diesel::prelude::*;
use host::{Problem, Tx};
use rules::{
    intake::{AdultReadiness, AssessmentReadiness, Readiness, Side},
    risk::Level,
};

/// The facts, as they are now.
pub fn readiness(tx: &mut Tx<'_>, family: &Family) -> Result<Readiness, Problem> {
    let plan = current(tx, family.id)?;
    let assessment = risk::current(tx, family.id)?;
    let meetings_held: Vec<Side> = meeting::table
        .inner_join(party::table.on(party::id.eq(meeting::party)))
        .filter(meeting::family.eq(family.id).and(meeting::state.eq("held")))
        .select(party::side)
        .distinct()
        .load(tx.db())?;
    let agreements: Vec<(PartyId, Level)> = match &plan {
        Some(plan) => agreement::table
            .filter(agreement::plan.eq(plan.id))
            .select((agreement::party, agreement::acknowledged))
            .load(tx.db())?,
        None => Vec::new(),
    };
    let sent: Option<(ReferralId, String)> = referral::table
        .filter(referral::family.eq(family.id).and(referral::state.eq("submitted")))
        .select((referral::id, referral::document))
        .first(tx.db())
        .optional()?;
    let (declared, copied) = match &sent {
        Some((id, document)) => orders(tx, *id, document)?,
        None => (0, 0),
    };
    Ok(Readiness {
        referral_complete: sent.is_some(),
        meetings_held,
        adults: family
            .adults
            .iter()
            .filter(|adult| adult.is_main)
            .map(|adult| {
                let acknowledged =
                    agreements.iter().find(|(party, _)| *party == adult.id).map(|(_, level)| *level);
                AdultReadiness {
                    side: adult.side,
                    words: adult.name.clone(),
                    agreed: acknowledged.is_some(),
                    acknowledged,
                }
            })
            .collect(),
        plan_level: plan.map(|plan| plan.document.level),
        assessment: assessment
            .map(|current| AssessmentReadiness { approved: true, review_on: current.review_on }),
        orders_declared: declared,
        orders_with_copy: copied,
    })
}

/// How many court orders a referral declares, and how many of them have a copy attached.
fn orders(tx: &mut Tx<'_>, id: ReferralId, document: &str) -> Result<(u32, u32), Problem> {
    let document: serde_json::Value = serde_json::from_str(document)?;
    let declared = document["orders"].as_array().map_or(0, Vec::len);
    let mut numbers: Vec<Option<i32>> = attachment::table
        .filter(attachment::referral.eq(id))
        .select(attachment::order_number)
        .load(tx.db())?;
    numbers.sort_unstable();
    numbers.dedup();
    let copied = numbers
        .into_iter()
        .flatten()
        .filter(|number| usize::try_from(*number).is_ok_and(|number| (1..=declared).contains(&number)))
        .count();
    Ok((u32::try_from(declared).unwrap_or(u32::MAX), u32::try_from(copied).unwrap_or(u32::MAX)))
}
