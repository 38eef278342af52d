//! Which readings of which orders bind: the strict side, until a second person has confirmed.

use super::{ContactTerms, Order};
use base::{Day, OrderId};

/// One reading of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What the order is called in it.
    pub called: String,
    /// The first day on which the order binds.
    pub from: Day,
    /// The last day on which it binds, if it ends.
    pub until: Option<Day>,
    /// What it says of contact.
    pub terms: ContactTerms,
    /// Whether somebody other than its author has confirmed it.
    pub confirmed: bool,
}

/// An order as it is kept: every reading of it, the earliest first, and whether it has come to an end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub id: OrderId,
    /// The order it replaces, if it does.
    pub replaces: Option<OrderId>,
    /// The first day on which it counts no more, once it was discharged, replaced or is not needed.
    pub ended: Option<Day>,
    /// Every reading of it, the earliest first.
    pub readings: Vec<Reading>,
}

impl Held {
    fn is_confirmed(&self) -> bool {
        self.readings.last().is_some_and(|reading| reading.confirmed)
    }
}

/// Every reading that binds. The last one does, confirmed or not. Until it is confirmed, the last one that
/// was binds beside it, and so does the order that it replaces: a slip of one person lets nothing through.
#[must_use]
pub fn binding(all: &[Held]) -> Vec<Order> {
    let mut orders = Vec::new();
    for held in all {
        let waits = all.iter().any(|other| other.replaces == Some(held.id) && !other.is_confirmed());
        let ended = held.ended.filter(|_| !waits);
        let last = held.readings.last();
        let before = held.readings.iter().rev().find(|reading| reading.confirmed);
        let before = before.filter(|_| !held.is_confirmed());
        for reading in before.into_iter().chain(last) {
            orders.push(Order {
                id: held.id,
                called: reading.called.clone(),
                from: reading.from,
                until: reading.until,
                ended,
                terms: reading.terms.clone(),
            });
        }
    }
    orders
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(called: &str, confirmed: bool) -> Reading {
        Reading {
            called: called.into(),
            from: "2026-11-05".parse().unwrap(),
            until: None,
            terms: ContactTerms::default(),
            confirmed,
        }
    }
    fn held(number: u128, readings: Vec<Reading>) -> Held {
        Held { id: OrderId::from_random(number), replaces: None, ended: None, readings }
    }
    fn called(all: &[Held]) -> Vec<String> {
        binding(all).into_iter().map(|order| order.called).collect()
    }

    #[test]
    fn an_unconfirmed_reading_binds_beside_the_last_confirmed_one() {
        assert_eq!(called(&[held(1, vec![reading("first", false)])]), ["first"]);
        let second = |confirmed| held(1, vec![reading("first", true), reading("second", confirmed)]);
        assert_eq!(called(&[second(false)]), ["first", "second"]);
        assert_eq!(called(&[second(true)]), ["second"]);
        let neither = held(1, vec![reading("first", false), reading("second", false)]);
        assert_eq!(called(&[neither]), ["second"]);
    }

    #[test]
    fn a_replaced_order_counts_until_its_replacement_is_confirmed() {
        let ended = Some("2026-12-01".parse().unwrap());
        let old = Held { ended, ..held(1, vec![reading("old", true)]) };
        let new = |confirmed| Held { replaces: Some(old.id), ..held(2, vec![reading("new", confirmed)]) };
        let ends = |all: &[Held]| binding(all)[0].ended;
        assert_eq!(ends(&[old.clone(), new(false)]), None);
        assert_eq!(ends(&[old.clone(), new(true)]), ended);
        assert_eq!(ends(std::slice::from_ref(&old)), ended, "discharged");
    }
}
