//! What binds a family's visits, gathered for the rules.

use super::{
    document::called,
    store::{Kept, kept},
};
use crate::{family::Family, schedule};
use base::{Day, FamilyId, Period, VisitId};
use host::{Problem, Tx};
use rules::order::{Held, Order, Reading, binding, sentences};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

impl Kept {
    /// The order as the rules know it.
    pub(super) fn held(&self) -> Held {
        Held {
            id: self.id,
            replaces: self.replaces,
            ended: self.ended.as_ref().map(|ended| ended.from),
            readings: self
                .readings
                .iter()
                .map(|reading| Reading {
                    called: called(&reading.says),
                    from: reading.says.from.unwrap_or(reading.says.made_on),
                    until: reading.says.expires_on,
                    terms: reading.says.terms.clone(),
                    confirmed: reading.confirmed_by.is_some(),
                })
                .collect(),
        }
    }
}

/// The orders of some families, in one statement however many they are.
pub fn held(tx: &mut Tx<'_>, families: &[FamilyId]) -> Result<HashMap<FamilyId, Vec<Held>>, Problem> {
    let all = kept(tx, families)?;
    Ok(all.into_iter().map(|(family, kept)| (family, kept.iter().map(Kept::held).collect())).collect())
}

/// The orders of some families, and the days of every visit near enough to a stretch of time to be counted
/// under them. Families without orders are left out.
pub fn orders_of(
    tx: &mut Tx<'_>,
    families: &[FamilyId],
    span: Period,
) -> Result<HashMap<FamilyId, (Vec<Order>, Vec<(VisitId, Day)>)>, Problem> {
    let mut all: HashMap<_, _> = held(tx, families)?
        .into_iter()
        .map(|(family, held)| (family, (binding(&held), Vec::new())))
        .filter(|(_, (orders, _))| !orders.is_empty())
        .collect();
    let ids: Vec<FamilyId> = all.keys().copied().collect();
    if ids.is_empty() {
        return Ok(all);
    }
    let around = all.values().flat_map(|(orders, _)| orders).map(|order| order.terms.looks_around()).max();
    let around = around.unwrap_or(0);
    let near = (span.from().day().plus_days(-around), span.until().day().plus_days(around));
    for (family, days) in schedule::days_of(tx, &ids, near)? {
        if let Some((_, counted)) = all.get_mut(&family) {
            *counted = days;
        }
    }
    Ok(all)
}

/// An order that binds on a day, as it is told to whoever holds the visit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BindingOrder {
    /// What it is called.
    pub called: String,
    /// What it says, in plain sentences.
    pub sentences: Vec<String>,
}

/// The orders that bind a family on a day, in plain sentences. Whoever calls has asked policy.
pub fn binding_on(tx: &mut Tx<'_>, family: &Family, day: Day) -> Result<Vec<BindingOrder>, Problem> {
    let held = held(tx, &[family.id])?.remove(&family.id).unwrap_or_default();
    let told = |order: &Order| BindingOrder { called: order.called.clone(), sentences: told(order, family) };
    Ok(binding(&held).iter().filter(|order| order.binds_on(day)).map(told).collect())
}

/// What somebody who books is told of a family's orders.
#[derive(Clone, Debug)]
pub struct BeforeBooking {
    /// The orders that count, those that bind later or have expired among them.
    pub binding: Vec<BindingOrder>,
    /// How many orders of the referral nobody has read.
    pub unread: usize,
}

/// What somebody who books is told of a family's orders, in one statement. `declared` is how many orders
/// the referral declares. Whoever calls has asked policy.
pub fn before_booking(tx: &mut Tx<'_>, family: &Family, declared: u32) -> Result<BeforeBooking, Problem> {
    let kept = kept(tx, &[family.id])?.remove(&family.id).unwrap_or_default();
    let read = kept.iter().filter(|order| order.referral_order.is_some()).count();
    let held: Vec<Held> = kept.iter().map(Kept::held).collect();
    let today = tx.now.day();
    Ok(BeforeBooking {
        binding: binding(&held)
            .iter()
            .filter(|order| order.counts_on(today))
            .map(|order| BindingOrder { called: order.called.clone(), sentences: told(order, family) })
            .collect(),
        unread: usize::try_from(declared).unwrap_or(usize::MAX).saturating_sub(read),
    })
}

impl BeforeBooking {
    /// What the orders say, each beginning with its name.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let told = |order: &BindingOrder| format!("The {}: {}", order.called, order.sentences.join(" "));
        self.binding.iter().map(told).collect()
    }

    /// That orders wait to be read.
    #[must_use]
    pub fn unread_words(&self) -> String {
        let which = match self.unread {
            1 => "1 order of the referral has".to_owned(),
            many => format!("{many} orders of the referral have"),
        };
        format!(
            "{which} no terms recorded, so nothing here holds a visit to them. Read them before you book."
        )
    }
}

/// What an order says, with the adults by name.
pub(super) fn told(order: &Order, family: &Family) -> Vec<String> {
    sentences(order, |party| {
        family
            .adult(party)
            .map_or_else(|| "Somebody who is no longer named".to_owned(), |adult| adult.name.clone())
    })
}
