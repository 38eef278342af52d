//! What is done with orders.

use super::{
    CourtOrder, Ended, FamilyOrders, NewOrder, NewReading, OrderDocument, OrderEnding, OrderReading,
    bind::told,
    document::{called, check},
    store::{self, Kept},
    unread::{declared, first_day, without},
};
use crate::family::{self, Family};
use base::{AccountId, Changed, FamilyId, OrderId, ReferralId};
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{Actor, Permit, SeeOrders, WriteOrders};
use rules::{Refusal, order::binding};
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The most orders of one family, and the most readings of one order.
const MOST: usize = 40;

/// Confirms that the last reading of an order was read rightly.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// Which reading was compared with the order: the last one.
    pub version: i32,
}

/// The orders of a family, newest first, and what nobody has read yet.
pub fn list(tx: &mut Tx<'_>, id: FamilyId) -> Result<FamilyOrders, Problem> {
    listed(tx, id).map(|(_, orders)| orders)
}

/// The same with the family.
pub(super) fn listed(tx: &mut Tx<'_>, id: FamilyId) -> Result<(Family, FamilyOrders), Problem> {
    let family = family::family(tx, id)?;
    tx.ask::<SeeOrders>(&family.subject)?;
    let kept = store::kept(tx, &[id])?.remove(&id).unwrap_or_default();
    let names = store::names(tx, &kept)?;
    let orders = kept.iter().map(|order| one(tx.actor, order, &family, &names)).collect();
    let unread = without(declared(tx, id)?, &kept);
    Ok((family, FamilyOrders { orders, unread }))
}

/// One order.
pub fn see(tx: &mut Tx<'_>, id: OrderId) -> Result<CourtOrder, Problem> {
    seen(tx, id).map(|(_, order)| order)
}

/// The same with the family.
pub(super) fn seen(tx: &mut Tx<'_>, id: OrderId) -> Result<(Family, CourtOrder), Problem> {
    let family = store::family_of(tx, id)?;
    let family = family::family(tx, family)?;
    tx.ask::<SeeOrders>(&family.subject)?;
    let order = kept_order(tx, &family, id)?;
    let names = store::names(tx, std::slice::from_ref(&order))?;
    let order = one(tx.actor, &order, &family, &names);
    Ok((family, order))
}

fn kept_order(tx: &mut Tx<'_>, family: &Family, id: OrderId) -> Result<Kept, Problem> {
    let kept = store::kept(tx, &[family.id])?.remove(&family.id).unwrap_or_default();
    kept.into_iter().find(|order| order.id == id).ok_or(Problem::NotFound)
}

fn one(actor: &Actor, order: &Kept, family: &Family, names: &BTreeMap<AccountId, String>) -> CourtOrder {
    let name = |account: AccountId| names.get(&account).cloned().unwrap_or_default();
    let last = order.readings.len();
    let readings: Vec<OrderReading> = (1..)
        .zip(&order.readings)
        .map(|(number, reading)| OrderReading {
            version: reading.version,
            says: reading.says.clone(),
            reason: reading.reason.clone(),
            author: name(reading.author),
            created: reading.created,
            confirmed_by: reading.confirmed_by.map(name),
            confirmed_at: reading.confirmed_at,
            may_confirm: number == last
                && reading.confirmed_by.is_none()
                && actor.account.is_some_and(|account| account != reading.author),
        })
        .collect();
    // The last reading is told as it is, whatever binds beside it.
    let told = binding(&[order.held()]).last().map(|order| told(order, family)).unwrap_or_default();
    CourtOrder {
        id: order.id,
        family: order.family,
        called: readings.last().map(|reading| called(&reading.says)).unwrap_or_default(),
        referral: order.referral,
        referral_order: order.referral_order,
        replaces: order.replaces,
        sentences: told,
        readings,
        ended: order.ended.as_ref().map(|ended| ended.told(names)),
    }
}

/// Records an order with its terms. They bind at once, before anybody has confirmed them.
pub fn add(tx: &mut WriteTx<'_>, id: FamilyId, new: NewOrder) -> Result<Recorded<CourtOrder>, Problem> {
    let family = family::family(tx, id)?;
    let permit = tx.ask::<WriteOrders>(&family.subject)?;
    check(&new.says, &family, tx.now.day())?;
    let kept = store::kept(tx, &[id])?.remove(&id).unwrap_or_default();
    if kept.len() >= MOST {
        return Err(Refusal::because(
            "orders-too-many",
            format!("This family has {MOST} orders already."),
            "Read one of them again rather than adding another.",
        )
        .into());
    }
    let referral = new.referral_order.map(|number| of_referral(tx, &kept, id, number)).transpose()?;
    if let Some(replaces) = new.replaces {
        let old = kept.iter().find(|order| order.id == replaces);
        let old = old.ok_or_else(|| Problem::field("/replaces", "Choose an order of this family"))?;
        still_counts(old)?;
        let why = format!("Replaced by the {}.", called(&new.says));
        store::order_end(tx, &permit, old.id, (Ended::Replaced, first_day(&new.says), &why))?;
    }
    let order = store::order_insert(tx, &permit, referral, &new)?;
    keep_apart(tx, &permit, &new.says)?;
    changed(tx, &family, order, &permit, "The terms of a court order were recorded")
}

/// The referral and the order of it that were named.
fn of_referral(
    tx: &mut Tx<'_>,
    kept: &[Kept],
    family: FamilyId,
    number: u32,
) -> Result<(ReferralId, i32), Problem> {
    let declared = declared(tx, family)?;
    let is_it = |number_of: i32| u32::try_from(number_of) == Ok(number);
    let Some(found) = declared.iter().find(|order| is_it(order.number)).cloned() else {
        return Err(Problem::field("/referral_order", "Choose one of the orders that the referral declares"));
    };
    let at = (found.referral, found.number);
    if without(vec![found], kept).is_empty() {
        return Err(Refusal::because(
            "order-recorded-already",
            "The terms of this order are recorded already.",
            "Open the order and read it again there.",
        )
        .into());
    }
    Ok(at)
}

fn still_counts(order: &Kept) -> Result<(), Problem> {
    match &order.ended {
        None => Ok(()),
        Some(ended) => Err(Refusal::because(
            "order-ended",
            format!("This order counts no more from {} on.", ended.from.words()),
            "Record a new order if there is one.",
        )
        .into()),
    }
}

/// Whoever an order keeps apart does not meet here either, also after the order has ended: the pair stays
/// until two people take it away (`family::people`).
fn keep_apart(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteOrders>,
    says: &OrderDocument,
) -> Result<(), Problem> {
    let reason = format!("Kept apart by the {}.", called(says));
    for pair in &says.terms.stay_away {
        store::pair_insert(tx, permit, (pair.who, pair.from), &reason)?;
        tx.changed(Changed::Party(pair.who));
        tx.changed(Changed::Party(pair.from));
    }
    Ok(())
}

/// Says that what binds a family's visits has changed, and keeps the line of the trail.
fn changed(
    tx: &mut WriteTx<'_>,
    family: &Family,
    order: OrderId,
    permit: &Permit<WriteOrders>,
    summary: &str,
) -> Result<Recorded<CourtOrder>, Problem> {
    tx.changed(Changed::Family(family.id));
    let order = see(tx, order)?;
    tx.record(permit, Some(family.id), summary, order)
}

/// The order, its family and the permit to write in it.
fn writing(tx: &mut WriteTx<'_>, id: OrderId) -> Result<(Family, Kept, Permit<WriteOrders>), Problem> {
    let family = store::family_of(tx, id)?;
    let family = family::family(tx, family)?;
    let permit = tx.ask::<WriteOrders>(&family.subject)?;
    let order = kept_order(tx, &family, id)?;
    Ok((family, order, permit))
}

/// Reads an order again. The reading before is kept, and binds beside this one until this one is confirmed.
pub fn read_again(
    tx: &mut WriteTx<'_>,
    id: OrderId,
    new: NewReading,
) -> Result<Recorded<CourtOrder>, Problem> {
    let (family, order, permit) = writing(tx, id)?;
    check(&new.says, &family, tx.now.day())?;
    still_counts(&order)?;
    if order.readings.len() >= MOST {
        return Err(Refusal::because(
            "order-read-too-often",
            format!("This order was read {MOST} times already."),
            "Record it as a new order that replaces this one.",
        )
        .into());
    }
    let next = order.readings.last().map_or(1, |reading| reading.version.saturating_add(1));
    store::reading_add(tx, &permit, (id, next), &new)?;
    keep_apart(tx, &permit, &new.says)?;
    changed(tx, &family, id, &permit, "A court order was read again")
}

/// Confirms that the last reading is what the order says. Its author cannot.
pub fn confirm(
    tx: &mut WriteTx<'_>,
    id: OrderId,
    which: Confirmation,
) -> Result<Recorded<CourtOrder>, Problem> {
    let (family, order, permit) = writing(tx, id)?;
    let last = order.readings.last().ok_or(Problem::NotFound)?;
    if last.version != which.version {
        return Err(Refusal::because(
            "order-read-again",
            "The order has been read again since.",
            "Compare the last reading with the order, and confirm that one.",
        )
        .into());
    }
    if last.confirmed_by.is_some() {
        return Err(Refusal::because(
            "order-confirmed-already",
            "This reading is confirmed already.",
            "Nothing more is to be done.",
        )
        .into());
    }
    if tx.actor.account == Some(last.author) {
        return Err(Refusal::because(
            "order-own-reading",
            "You wrote down these terms yourself.",
            "Ask a colleague to compare them with the order.",
        )
        .into());
    }
    store::reading_confirm(tx, &permit, (id, last.version))?;
    changed(tx, &family, id, &permit, "The terms of a court order were confirmed")
}

/// Says that an order counts no more from a day on, and why.
pub fn end(tx: &mut WriteTx<'_>, id: OrderId, ending: OrderEnding) -> Result<Recorded<CourtOrder>, Problem> {
    let (family, order, permit) = writing(tx, id)?;
    still_counts(&order)?;
    store::order_end(tx, &permit, id, (ending.kept_as(), ending.from, ending.why.as_str()))?;
    changed(tx, &family, id, &permit, "A court order was ended")
}
