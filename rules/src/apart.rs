//! When two people who must not meet (R4) may be taken off the list: by two members of staff, while no court keeps
//! them apart, and never the two sides of one family.

use crate::{Refusal, Rule, order::Order};
use base::{AccountId, Day, PartyId, StaffId};

/// Two people who must not meet, with what decides whether that may end.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The one.
    pub one: PartyId,
    /// The other.
    pub other: PartyId,
    /// Whether they are of the two sides of one family.
    pub is_of_both_sides: bool,
    /// Every reading of an order of their families that binds, from [`crate::order::binding`].
    pub orders: Vec<Order>,
}

/// Somebody who asks or decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asker {
    /// Their sign-in.
    pub account: AccountId,
    /// Who they are, where they are a member of staff.
    pub staff: Option<StaffId>,
}

/// Whether an order keeps two people apart on a day or will later on.
fn keeps_apart(order: &Order, (one, other): (PartyId, PartyId), today: Day) -> bool {
    let is_over = !order.counts_on(today) || order.until.is_some_and(|until| until < today);
    !is_over
        && order
            .terms
            .stay_away
            .iter()
            .any(|pair| (pair.who, pair.from) == (one, other) || (pair.who, pair.from) == (other, one))
}

/// May these two be taken off the list?
pub fn may_end(pair: &Pair, today: Day) -> Result<(), Refusal> {
    if pair.is_of_both_sides {
        return Err(Refusal {
            rule: Some(Rule::R4),
            code: "r4-both-sides",
            detail: "They are of the two sides of one family, who never meet here.".to_owned(),
            remedy: "Nothing needs doing: what stands in the list changes nothing for them.".to_owned(),
        });
    }
    let both = (pair.one, pair.other);
    match pair.orders.iter().find(|order| keeps_apart(order, both, today)) {
        Some(order) => Err(Refusal {
            rule: Some(Rule::R4),
            code: "order-keeps-apart",
            detail: format!("The {} says that one of them must stay away from the other.", order.called),
            remedy: "Record the end of the order first, when the court has ended it.".to_owned(),
        }),
        None => Ok(()),
    }
}

/// May this person confirm what that one asked for?
pub fn second(asked: Asker, confirms: Asker) -> Result<(), Refusal> {
    let is_same = asked.account == confirms.account || asked.staff.is_some() && asked.staff == confirms.staff;
    if is_same {
        return Err(Refusal {
            rule: Some(Rule::R4),
            code: "r4-second-person",
            detail: "You asked for this yourself.".to_owned(),
            remedy: "Ask another co-ordinator or the safeguarding lead to look at it and confirm.".to_owned(),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::order::{ContactTerms, StayAway};
    use base::OrderId;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn order(until: Option<&str>, ended: Option<&str>) -> Order {
        let pair = StayAway { who: PartyId::from_random(2), from: PartyId::from_random(1) };
        Order {
            id: OrderId::from_random(1),
            called: "non-molestation order of 1 May 2026".into(),
            from: day("2026-05-01"),
            until: until.map(day),
            ended: ended.map(day),
            terms: ContactTerms { stay_away: vec![pair], ..ContactTerms::default() },
        }
    }

    fn may(orders: Vec<Order>) -> Result<(), &'static str> {
        let (one, other) = (PartyId::from_random(1), PartyId::from_random(2));
        let pair = Pair { one, other, is_of_both_sides: false, orders };
        may_end(&pair, day("2026-11-18")).map_err(|refusal| refusal.code)
    }

    #[test]
    fn r4_a_pair_outlasts_every_order_that_keeps_it_apart() {
        assert_eq!(may(vec![]), Ok(()));
        for order in [
            order(None, None),
            order(Some("2026-11-18"), None),
            order(None, Some("2026-11-19")),
            Order { from: day("2027-01-01"), ..order(None, None) },
        ] {
            assert_eq!(may(vec![order.clone()]), Err("order-keeps-apart"), "{order:?}");
        }
        assert_eq!(may(vec![order(Some("2026-11-17"), None), order(None, Some("2026-11-18"))]), Ok(()));
        let mut others = order(None, None);
        others.terms.stay_away[0].who = PartyId::from_random(3);
        assert_eq!(may(vec![others]), Ok(()));
    }

    #[test]
    fn r4_the_two_sides_of_a_family_never_meet() {
        let (one, other) = (PartyId::from_random(1), PartyId::from_random(2));
        let pair = Pair { one, other, is_of_both_sides: true, orders: vec![] };
        assert_eq!(may_end(&pair, day("2026-11-18")).unwrap_err().code, "r4-both-sides");
    }

    #[test]
    fn r4_nobody_confirms_what_they_asked_for_under_any_sign_in() {
        let who = |account, staff: Option<u128>| Asker {
            account: AccountId::from_random(account),
            staff: staff.map(StaffId::from_random),
        };
        assert!(second(who(1, Some(1)), who(1, Some(2))).is_err());
        assert!(second(who(1, Some(1)), who(2, Some(1))).is_err());
        assert!(second(who(1, None), who(2, None)).is_ok());
        assert!(second(who(1, Some(1)), who(2, Some(2))).is_ok());
    }
}
