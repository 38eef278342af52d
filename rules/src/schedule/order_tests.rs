//! What orders and children's own hours say against a booking, as sentences.

use super::tests::{codes, good, inducted, party, supported, with_plan};
use super::*;
use crate::{
    Rule,
    order::{AtMost, ContactTerms, Every, Order, Place},
    plan::timing,
};
use base::{ChildId, Moment, OrderId, Weekday};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// An order that allows contact from 5 November 2026 to 4 May 2027.
fn order(change: impl Fn(&mut ContactTerms)) -> Order {
    let mut terms = ContactTerms { allows_contact: true, ..ContactTerms::default() };
    change(&mut terms);
    Order {
        id: OrderId::from_random(1),
        called: "child arrangements order".into(),
        from: day("2026-11-05"),
        until: Some(day("2027-05-04")),
        ended: None,
        terms,
    }
}

fn under(facts: &mut Facts, order: Order) {
    facts.under_orders.orders.push(order);
    facts.under_orders.visiting_side = vec![party(1)];
}

/// The codes of a visit on Saturday 21 November 2026 under an order.
fn by(change: impl Fn(&mut ContactTerms)) -> Vec<&'static str> {
    codes(|_, facts| under(facts, order(&change)))
}

/// The only refusal of a visit under an order, with other visits on these days.
fn told(change: impl Fn(&mut ContactTerms), others: &[&str]) -> Refusal {
    let (booking, mut facts) = good();
    under(&mut facts, order(change));
    facts.under_orders.visits = others.iter().map(|on| (VisitId::from_random(9), day(on))).collect();
    let mut refusals = judge(&booking, &facts);
    assert_eq!(refusals.len(), 1, "{refusals:?}");
    refusals.remove(0)
}

#[test]
fn what_an_order_does_not_say_binds_nobody() {
    assert!(by(|_| ()).is_empty());
}

#[test]
fn nothing_is_booked_while_an_order_forbids_contact() {
    assert_eq!(by(|terms| terms.forbids_contact = true), ["order-forbids"]);
    let over = codes(|_, facts| {
        let forbids = order(|terms| (terms.forbids_contact, terms.allows_contact) = (true, false));
        under(facts, Order { until: Some(day("2026-11-20")), ..forbids });
    });
    assert!(over.is_empty());
}

#[test]
fn an_order_that_has_expired_no_longer_allows_contact() {
    let until =
        |last: &str| codes(|_, facts| under(facts, Order { until: Some(day(last)), ..order(|_| ()) }));
    assert!(until("2026-11-21").is_empty(), "the last day itself is allowed");
    assert_eq!(until("2026-11-20"), ["order-expired"]);
    let renewed = codes(|_, facts| {
        under(facts, Order { until: Some(day("2026-11-20")), ..order(|_| ()) });
        under(facts, order(|_| ()));
    });
    assert!(renewed.is_empty(), "another order allows it");
}

#[test]
fn an_order_that_was_ended_counts_no_more_from_that_day_on() {
    let ended = |from: &str| {
        let order = Order { ended: Some(day(from)), ..order(|terms| terms.forbids_contact = true) };
        codes(|_, facts| under(facts, order.clone()))
    };
    assert_eq!(ended("2026-11-22"), ["order-forbids"]);
    assert!(ended("2026-11-21").is_empty());
    let expired_and_ended = codes(|_, facts| {
        let until = Some(day("2026-11-10"));
        under(facts, Order { ended: Some(day("2026-11-15")), until, ..order(|_| ()) });
    });
    assert!(expired_and_ended.is_empty(), "it was said that none is needed");
}

#[test]
fn contact_by_order_does_not_begin_before_the_order() {
    let later = codes(|_, facts| under(facts, Order { from: day("2026-11-22"), ..order(|_| ()) }));
    assert_eq!(later, ["order-day"]);
}

#[test]
fn r6_only_those_whom_the_order_names_come_on_the_visiting_side() {
    assert!(by(|terms| terms.who = vec![party(1)]).is_empty(), "whoever brings the child need not be named");
    let refused = told(|terms| terms.who = vec![party(7)], &[]);
    assert_eq!((refused.code, refused.rule), ("order-not-named", Some(Rule::R6)));
}

#[test]
fn a_visit_is_on_a_day_of_the_week_that_the_order_names() {
    assert!(by(|terms| terms.weekdays = vec![Weekday::Saturday]).is_empty());
    let refused = told(|terms| terms.weekdays = vec![Weekday::Sunday, Weekday::Monday], &[]);
    assert_eq!((refused.code, refused.remedy.as_str()), ("order-day", "Choose a Sunday or Monday."));
}

#[test]
fn one_visit_a_fortnight_is_counted_from_the_first_day_of_the_order() {
    let fortnightly = |terms: &mut ContactTerms| {
        terms.at_most = Some(AtMost { visits: 1, every: Every::Fortnight });
    };
    // The fortnight of 21 November runs from the 19th to 2 December.
    let with = |on: &str| {
        codes(|_, facts| {
            under(facts, order(fortnightly));
            facts.under_orders.visits = vec![(VisitId::from_random(9), day(on))];
        })
    };
    assert!(with("2026-11-18").is_empty());
    assert!(with("2026-12-03").is_empty());
    assert_eq!(with("2026-12-02"), ["order-too-often"]);
    let refused = told(fortnightly, &["2026-11-19"]);
    assert_eq!(
        refused.to_string(),
        "The child arrangements order allows one visit a fortnight, and there is one on 19 November 2026. \
         Choose a day after 2 December 2026."
    );
}

#[test]
fn visits_are_counted_in_weeks_and_months_of_the_calendar() {
    let at_most =
        |visits, every| move |terms: &mut ContactTerms| terms.at_most = Some(AtMost { visits, every });
    assert_eq!(told(at_most(1, Every::Week), &["2026-11-16"]).code, "order-too-often");
    assert_eq!(told(at_most(2, Every::Month), &["2026-11-01", "2026-11-30"]).code, "order-too-often");
    let others = ["2026-10-31", "2026-12-01", "2026-11-02"];
    let under_two = codes(|_, facts| {
        under(facts, order(at_most(2, Every::Month)));
        facts.under_orders.visits = others.iter().map(|on| (VisitId::from_random(9), day(on))).collect();
    });
    assert!(under_two.is_empty());
}

#[test]
fn days_are_left_between_visits_on_either_side() {
    let weekly = |terms: &mut ContactTerms| terms.days_between = Some(7);
    let refused = told(weekly, &["2026-11-15"]);
    assert_eq!(
        (refused.code, refused.remedy.as_str()),
        ("order-too-soon", "Choose 22 November 2026 or a later day.")
    );
    assert_eq!(told(weekly, &["2026-11-27"]).code, "order-too-soon");
    let far = codes(|_, facts| {
        under(facts, order(weekly));
        let on = |text| (VisitId::from_random(9), day(text));
        facts.under_orders.visits = vec![on("2026-11-14"), on("2026-11-28")];
    });
    assert!(far.is_empty());
}

#[test]
fn time_together_is_within_what_the_order_allows() {
    assert!(by(|terms| (terms.longest, terms.shortest) = (Some(Minutes(60)), Some(Minutes(60)))).is_empty());
    assert_eq!(by(|terms| terms.longest = Some(Minutes(59))), ["order-too-long"]);
    assert_eq!(by(|terms| terms.shortest = Some(Minutes(61))), ["order-too-short"]);
}

#[test]
fn r1_a_visit_below_the_orders_level_is_refused() {
    assert!(by(|terms| terms.level = Some(Level::Supervised)).is_empty());
    let refused = told(|terms| terms.level = Some(Level::HighVigilance), &[]);
    assert_eq!((refused.code, refused.rule), ("order-unsupervised", Some(Rule::R1)));
    let unwatched = codes(|booking, facts| {
        supported(booking, facts);
        under(facts, order(|terms| terms.level = Some(Level::Supervised)));
    });
    assert_eq!(unwatched, ["order-unsupervised"]);
}

#[test]
fn an_outing_is_refused_where_the_order_keeps_contact_here() {
    let outing = |change: fn(&mut ContactTerms)| {
        codes(|booking, facts| {
            booking.kind = Kind::Escorted;
            with_plan(facts, |plan| plan.kind = Kind::Escorted);
            facts.room.as_mut().unwrap().kinds.push(Kind::Escorted);
            under(facts, order(change));
        })
    };
    assert!(outing(|_| ()).is_empty());
    assert_eq!(outing(|terms| terms.place = Some(Place::ThisCentre)), ["order-place"]);
    assert_eq!(outing(|terms| terms.stays_on_premises = true), ["order-place"]);
    let by_plan = codes(|_, facts| {
        with_plan(facts, |plan| plan.may_leave_premises = true);
        under(facts, order(|terms| terms.stays_on_premises = true));
    });
    assert_eq!(by_plan, ["order-place"]);
}

#[test]
fn of_two_orders_the_stricter_wins() {
    let two = codes(|_, facts| {
        under(facts, order(|terms| terms.longest = Some(Minutes(120))));
        under(facts, order(|terms| (terms.longest, terms.allows_contact) = (Some(Minutes(45)), false)));
    });
    assert_eq!(two, ["order-too-long"]);
}

fn nap(from: &str, until: &str) -> ChildHours {
    ChildHours {
        child: ChildId::from_random(1),
        name: "Ayla".into(),
        kind: HoursKind::Nap,
        weekdays: vec![Weekday::Saturday],
        from: from.parse().unwrap(),
        until: until.parse().unwrap(),
        first: day("2026-11-01"),
        last: Some(day("2026-11-21")),
    }
}

#[test]
fn no_visit_falls_in_a_childs_own_hours() {
    // The child is here from 10 to 11.
    let with = |hours: ChildHours| codes(|_, facts| facts.child_hours = vec![hours.clone()]);
    assert_eq!(with(nap("10:59", "12:00")), ["child-hours"]);
    assert_eq!(with(nap("09:00", "10:01")), ["child-hours"]);
    assert!(with(nap("11:00", "12:00")).is_empty());
    assert!(with(nap("09:00", "10:00")).is_empty());
    assert!(with(ChildHours { weekdays: vec![Weekday::Sunday], ..nap("10:00", "11:00") }).is_empty());
    assert!(with(ChildHours { last: Some(day("2026-11-20")), ..nap("10:00", "11:00") }).is_empty());
    assert!(with(ChildHours { first: day("2026-11-22"), ..nap("10:00", "11:00") }).is_empty());
    let overnight = ChildHours { weekdays: vec![Weekday::Friday], ..nap("19:00", "10:30") };
    assert_eq!(with(overnight), ["child-hours"], "hours may last into the next day");
}

#[test]
fn a_childs_hours_are_those_of_the_clock_on_the_wall() {
    let hours = |on: &str, from: &str, until: &str| {
        let weekdays = vec![day(on).weekday()];
        ChildHours { weekdays, last: None, ..nap(from, until) }.on(day(on)).unwrap()
    };
    let at = |text: &str| text.parse::<Moment>().unwrap();
    let summer = hours("2027-03-28", "13:00", "14:30");
    assert_eq!(summer.from(), at("2027-03-28T12:00:00Z"));
    let twice = hours("2027-10-31", "01:15", "01:30");
    assert_eq!((twice.from(), twice.until()), (at("2027-10-31T00:15:00Z"), at("2027-10-31T01:30:00Z")));
    let skipped = hours("2027-03-28", "00:30", "01:30");
    assert_eq!(skipped.until(), at("2027-03-28T01:00:00Z"));
}

#[test]
fn the_last_day_of_an_order_ends_at_midnight_in_london_also_when_the_clocks_change() {
    // On 28 March 2027 London's midnight at the end of the day is 23:00 UTC.
    let starts = |text: &str| {
        codes(|booking, facts| {
            let moment: Moment = text.parse().unwrap();
            booking.timing = timing(moment, Minutes(15), Sequence::VisitingFirst, Gaps::default());
            facts.opening = vec![booking.timing.whole()];
            facts.staff[0].credentials = vec![inducted("2027-12-31")];
            under(facts, Order { until: Some(day("2027-03-28")), ..order(|_| ()) });
        })
    };
    assert!(starts("2027-03-28T22:30:00Z").is_empty());
    assert_eq!(starts("2027-03-28T22:50:00Z"), ["order-expired"], "it lasts into the next day");
    assert_eq!(starts("2027-03-28T23:10:00Z"), ["order-expired"]);
}
