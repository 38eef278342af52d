//! What the family's court orders say against a booking. Every order in force is asked, so the stricter
//! wins; an order that has expired no longer allows what it allowed.

use super::{Booking, Facts};
use crate::{
    Refusal, Rule,
    order::{Order, UnderOrders, days_long, either},
    plan::Kind,
};
use base::Day;

/// The days of a visit: one over midnight is held to both.
fn days(booking: &Booking) -> (Day, Day) {
    let first = booking.timing.starts.day();
    (first, booking.timing.ends.day().max(first))
}

/// What one clause says against a booking under each order that binds on its days. An order that forbids
/// contact says no more than that.
fn under_each(
    booking: &Booking,
    facts: &Facts,
    against: impl Fn(&Order, &UnderOrders) -> Vec<Refusal>,
) -> Vec<Refusal> {
    let (first, last) = days(booking);
    let under = &facts.under_orders;
    let binds = |order: &&Order| order.binds_on(first) || order.binds_on(last);
    let allows = |order: &&Order| !order.terms.forbids_contact;
    under.orders.iter().filter(binds).filter(allows).flat_map(|order| against(order, under)).collect()
}

/// No order in force forbids contact.
pub(super) fn not_forbidden(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let (first, last) = days(booking);
    let forbids =
        |order: &&Order| order.terms.forbids_contact && (order.binds_on(first) || order.binds_on(last));
    facts.under_orders.orders.iter().filter(forbids).map(forbidden).collect()
}

/// Contact that takes place because of orders has one in force.
pub(super) fn in_force(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    no_longer_allowed(&facts.under_orders, days(booking)).into_iter().collect()
}

/// R6: only those whom the order names come on the visiting side.
pub(super) fn named(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    under_each(booking, facts, |order, under| people(booking, order, under).into_iter().collect())
}

/// On a day of the week that the order allows.
pub(super) fn on_its_days(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    under_each(booking, facts, |order, _| weekday(order, days(booking)).into_iter().collect())
}

/// No more often than the order allows.
pub(super) fn seldom_enough(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    under_each(booking, facts, |order, under| too_often(order, days(booking).0, under).into_iter().collect())
}

/// As many days from the last visit to this as the order leaves.
pub(super) fn late_enough(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    under_each(booking, facts, |order, under| too_soon(order, days(booking).0, under).into_iter().collect())
}

/// No longer and no shorter than the order says.
pub(super) fn as_long(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    under_each(booking, facts, |order, _| length(booking, order))
}

/// Where the order says.
pub(super) fn at_its_place(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    under_each(booking, facts, |order, _| place(booking, facts, order).into_iter().collect())
}

/// R1: at the level that the order says.
pub(super) fn supervised(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    under_each(booking, facts, |order, _| supervision(booking, order).into_iter().collect())
}

/// Where contact takes place because of orders, one of them is in force on the day.
fn no_longer_allowed(under: &UnderOrders, (first, last): (Day, Day)) -> Option<Refusal> {
    let allowing: Vec<&Order> =
        under.orders.iter().filter(|order| order.terms.allows_contact && order.counts_on(first)).collect();
    if allowing.is_empty()
        || [first, last].iter().all(|day| allowing.iter().any(|order| order.binds_on(*day)))
    {
        return None;
    }
    let next = allowing.iter().filter(|order| order.from > first).min_by_key(|order| order.from);
    let past =
        allowing.iter().filter_map(|order| Some((order.until?, order))).filter(|(until, _)| *until < last);
    Some(match (past.max_by_key(|(until, _)| *until), next) {
        (Some((until, order)), _) => Refusal::because(
            "order-expired",
            format!("Contact is by court order, and the {} ended on {}.", order.called, until.words()),
            "Record the new order with its terms, or record why none is needed now.",
        ),
        (None, next) => Refusal::because(
            "order-day",
            format!(
                "The {} binds from {}, and nothing allows contact before.",
                next.map_or("order", |order| &order.called),
                next.map_or(first, |order| order.from).words()
            ),
            "Choose a day from then on.",
        ),
    })
}

fn forbidden(order: &Order) -> Refusal {
    let remedy = match order.until {
        Some(until) => {
            format!("No visit can take place up to and on {}, unless the court changes it.", until.words())
        }
        None => "No visit can take place unless the court changes it.".to_owned(),
    };
    Refusal::because("order-forbids", format!("The {} forbids all contact.", order.called), remedy)
}

fn people(booking: &Booking, order: &Order, under: &UnderOrders) -> Option<Refusal> {
    let named = &order.terms.who;
    let others =
        booking.people.iter().filter(|party| under.visiting_side.contains(party) && !named.contains(party));
    let number = others.count();
    (!named.is_empty() && number > 0).then(|| Refusal {
        rule: Some(Rule::R6),
        ..Refusal::because(
            "order-not-named",
            format!("{number} of the people named may not come under the {}.", order.called),
            "Leave them out: only those whom the order names may come on the visiting side.",
        )
    })
}

fn weekday(order: &Order, (first, last): (Day, Day)) -> Option<Refusal> {
    let allowed = &order.terms.weekdays;
    if allowed.is_empty() || [first, last].iter().all(|day| allowed.contains(&day.weekday())) {
        return None;
    }
    let words = either(&allowed.iter().map(|day| day.words().to_owned()).collect::<Vec<_>>());
    Some(Refusal::because(
        "order-day",
        format!(
            "The {} allows visits on a {words}, and this is a {}.",
            order.called,
            first.weekday().words()
        ),
        format!("Choose a {words}."),
    ))
}

fn too_often(order: &Order, day: Day, under: &UnderOrders) -> Option<Refusal> {
    let most = order.terms.at_most?;
    let (first, last) = order.counted_over(most.every, day);
    let mut there: Vec<Day> =
        under.visits.iter().map(|(_, on)| *on).filter(|on| (first..=last).contains(on)).collect();
    if there.len() < most.visits as usize {
        return None;
    }
    there.sort();
    let there = match there.as_slice() {
        [] => "that is none".to_owned(),
        [only] => format!("there is one on {}", only.words()),
        [one, other] => format!("there are two, on {} and {}", one.words(), other.words()),
        [first, .., last] => format!("there are {}, from {} to {}", there.len(), first.words(), last.words()),
    };
    Some(Refusal::because(
        "order-too-often",
        format!("The {} allows {}, and {there}.", order.called, most.words()),
        format!("Choose a day after {}.", last.words()),
    ))
}

fn too_soon(order: &Order, day: Day, under: &UnderOrders) -> Option<Refusal> {
    let least = order.terms.days_between?;
    let too_near = |other: &Day| day.days_since(*other).abs() < i64::from(least);
    let near = under.visits.iter().map(|(_, on)| *on).filter(too_near).max()?;
    Some(Refusal::because(
        "order-too-soon",
        format!(
            "The {} leaves {} from one visit to the next, and there is one on {}.",
            order.called,
            days_long(least),
            near.words()
        ),
        format!("Choose {} or a later day.", near.plus_days(i64::from(least)).words()),
    ))
}

fn length(booking: &Booking, order: &Order) -> Vec<Refusal> {
    let length = booking.timing.length();
    let mut refusals = Vec::new();
    // At a handover the time together is elsewhere, and over letters there is none.
    if matches!(booking.kind, Kind::Handover | Kind::Indirect) {
        return refusals;
    }
    // Compared as moments, so that a part of a minute counts too.
    let ends_after = |minutes| booking.timing.ends > booking.timing.starts.plus(minutes);
    if let Some(longest) = order.terms.longest.filter(|longest| ends_after(*longest)) {
        refusals.push(Refusal::because(
            "order-too-long",
            format!("The {} allows {longest}, and this is {length} long.", order.called),
            format!("Make it {longest} or shorter."),
        ));
    }
    let ends_before = |minutes| booking.timing.ends < booking.timing.starts.plus(minutes);
    if let Some(shortest) = order.terms.shortest.filter(|shortest| ends_before(*shortest)) {
        refusals.push(Refusal::because(
            "order-too-short",
            format!("The {} asks for {shortest}, and this is {length} long.", order.called),
            format!("Make it {shortest} or longer."),
        ));
    }
    refusals
}

/// Where the child would be taken. A handover leads to time somewhere else; letters and calls lead nowhere.
fn place(booking: &Booking, facts: &Facts, order: &Order) -> Option<Refusal> {
    let terms = &order.terms;
    let elsewhere = matches!(booking.kind, Kind::Handover | Kind::Escorted);
    if elsewhere && (terms.place.is_some() || terms.stays_on_premises) {
        return Some(Refusal::because(
            "order-place",
            format!(
                "The {} keeps contact at this centre, and this is {}.",
                order.called,
                booking.kind.words().to_lowercase()
            ),
            "Book a kind of contact that stays in the building.",
        ));
    }
    let plan_lets_go = facts.plan.as_ref().is_some_and(|plan| plan.may_leave_premises);
    (terms.stays_on_premises && plan_lets_go).then(|| {
        Refusal::because(
            "order-place",
            format!(
                "The {} keeps the child on the premises, and the plan lets the child leave.",
                order.called
            ),
            "Write a plan that keeps the child on the premises, and have it agreed.",
        )
    })
}

fn supervision(booking: &Booking, order: &Order) -> Option<Refusal> {
    let level = order.terms.level?;
    (booking.kind.level() < level).then(|| Refusal {
        rule: Some(Rule::R1),
        ..Refusal::because(
            "order-unsupervised",
            format!(
                "The {} says {}, and this is {}.",
                order.called,
                level.words().to_lowercase(),
                booking.kind.words().to_lowercase()
            ),
            format!("Choose a kind of contact that is at least {}.", level.words().to_lowercase()),
        )
    })
}
