//! The terms of an order as sentences, for those who have to keep to them.

use super::{AtMost, Every, Order};
use base::{Minutes, PartyId};

impl Every {
    fn single(self) -> &'static str {
        match self {
            Self::Week => "a week",
            Self::Fortnight => "a fortnight",
            Self::Month => "a calendar month",
        }
    }
}

impl AtMost {
    /// For example "one visit a fortnight".
    #[must_use]
    pub fn words(self) -> String {
        let number = match self.visits {
            1 => "one visit".to_owned(),
            2 => "two visits".to_owned(),
            3 => "three visits".to_owned(),
            many => format!("{many} visits"),
        };
        format!("{number} {}", self.every.single())
    }
}

/// "Saturday", "Saturday or Sunday", "Monday, Tuesday or Friday".
pub(crate) fn either(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// What an order says of contact, in plain sentences. Adults are called by the names they are given.
pub fn sentences(order: &Order, name: impl Fn(PartyId) -> String) -> Vec<String> {
    let terms = &order.terms;
    let mut says = vec![match order.until {
        Some(until) => format!("It binds from {} up to and on {}.", order.from.words(), until.words()),
        None => format!("It binds from {} and has no last day.", order.from.words()),
    }];
    let mut say = |holds: bool, words: &dyn Fn() -> String| {
        if holds {
            says.push(words());
        }
    };
    let names = |all: &[PartyId]| all.iter().map(|party| name(*party)).collect::<Vec<_>>().join(", ");
    say(terms.forbids_contact, &|| "It forbids all contact.".to_owned());
    say(terms.allows_contact, &|| "Contact takes place because of this order.".to_owned());
    say(!terms.who.is_empty(), &|| {
        format!("On the visiting side only these may come: {}.", names(&terms.who))
    });
    let days: Vec<String> = terms.weekdays.iter().map(|day| day.words().to_owned()).collect();
    say(!days.is_empty(), &|| format!("Visits are on a {}.", either(&days)));
    let minutes = |minutes: Option<Minutes>| minutes.unwrap_or_default();
    say(terms.at_most.is_some(), &|| {
        format!("At most {}.", terms.at_most.map(AtMost::words).unwrap_or_default())
    });
    say(terms.days_between.is_some(), &|| {
        format!("At least {} from one visit to the next.", days_long(terms.days_between.unwrap_or(0)))
    });
    say(terms.longest.is_some(), &|| format!("At most {} together.", minutes(terms.longest)));
    say(terms.shortest.is_some(), &|| format!("At least {} together.", minutes(terms.shortest)));
    say(terms.place.is_some(), &|| "At this centre and nowhere else.".to_owned());
    say(terms.level.is_some(), &|| {
        format!("At least {}.", terms.level.map_or("", crate::risk::Level::words).to_lowercase())
    });
    say(terms.stays_on_premises, &|| "Nobody takes the child off the premises.".to_owned());
    if let Some(ended) = order.ended {
        says.push(format!("It counts no more from {} on.", ended.words()));
    }
    for pair in &terms.stay_away {
        says.push(format!("{} must stay away from {}.", name(pair.who), name(pair.from)));
    }
    says
}

/// "1 day", "14 days".
pub(crate) fn days_long(days: u32) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        order::{ContactTerms, Place, StayAway},
        risk::Level,
    };
    use base::{OrderId, Weekday};

    #[test]
    fn an_order_is_told_in_plain_sentences() {
        let party = PartyId::from_random;
        let terms = ContactTerms {
            allows_contact: true,
            who: vec![party(1)],
            weekdays: vec![Weekday::Saturday, Weekday::Sunday],
            at_most: Some(AtMost { visits: 1, every: Every::Fortnight }),
            days_between: Some(13),
            longest: Some(Minutes(90)),
            shortest: None,
            place: Some(Place::ThisCentre),
            level: Some(Level::Supervised),
            stays_on_premises: true,
            stay_away: vec![StayAway { who: party(1), from: party(2) }],
            forbids_contact: false,
        };
        let order = Order {
            id: OrderId::from_random(1),
            called: "order".into(),
            from: "2026-11-05".parse().unwrap(),
            until: Some("2027-05-04".parse().unwrap()),
            ended: None,
            terms,
        };
        let names = |id| if id == party(1) { "Karl".to_owned() } else { "Leanne".to_owned() };
        assert_eq!(
            sentences(&order, names),
            [
                "It binds from 5 November 2026 up to and on 4 May 2027.",
                "Contact takes place because of this order.",
                "On the visiting side only these may come: Karl.",
                "Visits are on a Saturday or Sunday.",
                "At most one visit a fortnight.",
                "At least 13 days from one visit to the next.",
                "At most 90 minutes together.",
                "At this centre and nowhere else.",
                "At least supervised.",
                "Nobody takes the child off the premises.",
                "Karl must stay away from Leanne.",
            ]
        );
    }
}
