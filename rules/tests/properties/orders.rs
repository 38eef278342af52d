//! Random orders, visits and children's hours, judged a second time by counting: day after day for orders,
//! minute after minute for hours. Nothing here asks the code it checks about weeks, months or days between.

use crate::{
    bookings,
    day::{cases, party},
};
use base::{ChildId, Day, Minutes, Moment, OrderId, VisitId, WallClock, Weekday};
use proptest::{prelude::*, sample::select};
use rules::{
    order::{AtMost, ContactTerms, Every, Order, Place, UnderOrders},
    plan::{Gaps, Kind, Sequence, timing},
    risk::Level,
    schedule::{Booking, ChildHours, Facts, HoursKind, judge},
};
use std::collections::BTreeSet;

/// The months of a winter from Thursday 1 October 2026 on, with their lengths.
const MONTHS: [(i16, i8, usize); 7] = [
    (2026, 10, 31),
    (2026, 11, 30),
    (2026, 12, 31),
    (2027, 1, 31),
    (2027, 2, 28),
    (2027, 3, 31),
    (2027, 4, 30),
];

/// The so many-th day from 1 October 2026 on, with the number of its month.
fn numbered(mut number: usize) -> (Day, usize) {
    for (at, (year, month, length)) in MONTHS.iter().enumerate() {
        if number < *length {
            return (Day::new(*year, *month, i8::try_from(number + 1).unwrap()).unwrap(), at);
        }
        number -= length;
    }
    panic!("beyond the winter")
}

/// 1 October 2026 was a Thursday.
fn weekday(number: usize) -> Weekday {
    Weekday::ALL[(number + 3) % 7]
}

/// An order in numbers of days.
#[derive(Clone, Debug)]
struct Numbers {
    from: usize,
    until: Option<usize>,
    ended: Option<usize>,
    terms: ContactTerms,
}

fn terms() -> impl Strategy<Value = ContactTerms> {
    let at_most = (1..4_u32, select(Every::ALL)).prop_map(|(visits, every)| AtMost { visits, every });
    let few = prop::collection::vec(1..4_u8, 0..3);
    let days = prop::collection::vec(select(Weekday::ALL), 0..5);
    let maybe = prop::option::of::<std::ops::Range<i64>>;
    (
        (any::<bool>(), prop::bool::weighted(0.1), few, days, prop::option::of(at_most)),
        (prop::option::of(1..20_u32), maybe(55..65), maybe(55..65)),
        (prop::option::of(select(Place::ALL)), prop::option::of(select(Level::ALL)), any::<bool>()),
    )
        .prop_map(|((allows, forbids, who, weekdays, at_most), (between, longest, shortest), rest)| {
            ContactTerms {
                allows_contact: allows,
                forbids_contact: forbids,
                who: who.into_iter().map(party).collect(),
                weekdays,
                at_most,
                days_between: between,
                longest: longest.map(Minutes),
                shortest: shortest.map(Minutes),
                place: rest.0,
                level: rest.1,
                stays_on_premises: rest.2,
                stay_away: vec![],
            }
        })
}

fn order() -> impl Strategy<Value = Numbers> {
    (40..100_usize, prop::option::of(70..140_usize), prop::option::weighted(0.2, 60..130_usize), terms())
        .prop_map(|(from, until, ended, terms)| Numbers { from, until, ended, terms })
}

#[derive(Clone, Debug)]
struct Case {
    kind: Kind,
    on: usize,
    length: i64,
    may_leave: bool,
    orders: Vec<Numbers>,
    visits: Vec<usize>,
}

fn case() -> impl Strategy<Value = Case> {
    (
        select(Kind::ALL),
        60..130_usize,
        50..70_i64,
        any::<bool>(),
        prop::collection::vec(order(), 0..3),
        prop::collection::vec(30..170_usize, 0..8),
    )
        .prop_map(|(kind, on, length, may_leave, orders, visits)| Case {
            kind,
            on,
            length,
            may_leave,
            orders,
            visits,
        })
}

fn booked(case: &Case) -> (Booking, Facts) {
    let (mut booking, mut facts) = bookings::good(case.kind, Sequence::VisitingFirst);
    let starts = Moment::on(numbered(case.on).0, "10:00".parse().unwrap()).unwrap();
    booking.timing = timing(starts, Minutes(case.length), Sequence::VisitingFirst, Gaps::default());
    facts.plan.as_mut().unwrap().may_leave_premises = case.may_leave;
    let order = |(number, order): (usize, &Numbers)| Order {
        id: OrderId::from_random(number as u128),
        called: "order".into(),
        from: numbered(order.from).0,
        until: order.until.map(|until| numbered(until).0),
        ended: order.ended.map(|ended| numbered(ended).0),
        terms: order.terms.clone(),
    };
    facts.under_orders = UnderOrders {
        orders: case.orders.iter().enumerate().map(order).collect(),
        visiting_side: vec![party(1)],
        visits: case.visits.iter().map(|on| (VisitId::from_random(1), numbered(*on).0)).collect(),
    };
    (booking, facts)
}

/// How many of the family's other visits lie in the same week, fortnight or month, by walking the days.
fn in_the_same(every: Every, from: usize, case: &Case) -> usize {
    let breaks = |day: usize| match every {
        Every::Week => weekday(day) == Weekday::Monday,
        Every::Fortnight => day >= from && (day - from) % 14 == 0 || day < from && (from - day) % 14 == 0,
        Every::Month => numbered(day).0.to_string().ends_with("-01"),
    };
    let mut first = case.on;
    while !breaks(first) {
        first -= 1;
    }
    let mut last = case.on;
    while !breaks(last + 1) {
        last += 1;
    }
    (first..=last).map(|day| case.visits.iter().filter(|on| **on == day).count()).sum()
}

fn expected(case: &Case) -> BTreeSet<&'static str> {
    let mut codes = BTreeSet::new();
    let in_force = |order: &&Numbers| (order.from..=order.until.unwrap_or(10_000)).contains(&case.on);
    let counting: Vec<&Numbers> =
        case.orders.iter().filter(|order| order.ended.is_none_or(|ended| ended > case.on)).collect();
    let allowing: Vec<&Numbers> =
        counting.iter().copied().filter(|order| order.terms.allows_contact).collect();
    if !allowing.is_empty() && !allowing.iter().any(in_force) {
        let ended = allowing.iter().any(|order| order.until.is_some_and(|until| until < case.on));
        codes.insert(if ended { "order-expired" } else { "order-day" });
    }
    for order in counting.into_iter().filter(in_force) {
        let terms = &order.terms;
        if terms.forbids_contact {
            codes.insert("order-forbids");
            continue;
        }
        let timed = !matches!(case.kind, Kind::Handover | Kind::Indirect);
        let away = matches!(case.kind, Kind::Handover | Kind::Escorted);
        let delivered = match case.kind {
            Kind::Supported | Kind::Handover => 0,
            Kind::HighVigilance | Kind::Indirect => 2,
            _ => 1,
        };
        let asked = terms.level.map_or(0, |level| Level::ALL.iter().position(|one| *one == level).unwrap());
        let near = |least: u32| case.visits.iter().any(|on| on.abs_diff(case.on) < least as usize);
        for (code, breach) in [
            ("order-not-named", !terms.who.is_empty() && !terms.who.contains(&party(1))),
            ("order-day", !terms.weekdays.is_empty() && !terms.weekdays.contains(&weekday(case.on))),
            (
                "order-too-often",
                terms
                    .at_most
                    .is_some_and(|most| in_the_same(most.every, order.from, case) >= most.visits as usize),
            ),
            ("order-too-soon", terms.days_between.is_some_and(near)),
            ("order-too-long", timed && terms.longest.is_some_and(|most| case.length > most.0)),
            ("order-too-short", timed && terms.shortest.is_some_and(|least| case.length < least.0)),
            (
                "order-place",
                away && (terms.place.is_some() || terms.stays_on_premises)
                    || terms.stays_on_premises && case.may_leave,
            ),
            ("order-unsupervised", delivered < asked),
        ] {
            if breach {
                codes.insert(code);
            }
        }
    }
    codes
}

/// The codes of refusals that begin so.
fn refused(booking: &Booking, facts: &Facts, beginning: &str) -> BTreeSet<&'static str> {
    judge(booking, facts)
        .iter()
        .map(|refusal| refusal.code)
        .filter(|code| code.starts_with(beginning))
        .collect()
}

proptest! {
    #![proptest_config(cases(3000))]

    #[test]
    fn orders_refuse_exactly_what_counting_refuses(case in case()) {
        let (booking, facts) = booked(&case);
        prop_assert_eq!(refused(&booking, &facts, "order-"), expected(&case));
    }

    #[test]
    fn a_childs_hours_refuse_exactly_the_minutes_they_take(
        on in select(vec![24_usize, 51, 80, 178]), starts in 0..1440_i64, length in 15..120_i64,
        from in (0..24_i8, 0..60_i8), until in (0..24_i8, 0..60_i8),
        weekdays in prop::collection::vec(select(Weekday::ALL), 1..5), first in 20..60_usize, last in 60..180_usize,
    ) {
        // Within the hour that is shown twice or not at all, see the sentences in schedule/order_tests.rs.
        prop_assume!(from.0 != 1 && until.0 != 1);
        let clock = |(hour, minute)| WallClock::new(hour, minute).unwrap();
        let (mut booking, mut facts) = bookings::good(Kind::Supervised, Sequence::VisitingFirst);
        let starts = Moment::start_of(numbered(on).0).plus(Minutes(starts));
        booking.timing = timing(starts, Minutes(length), Sequence::VisitingFirst, Gaps::default());
        facts.child_hours = vec![ChildHours {
            child: ChildId::from_random(1), name: "Ayla".into(), kind: HoursKind::School,
            weekdays: weekdays.clone(), from: clock(from), until: clock(until),
            first: numbered(first).0, last: Some(numbered(last).0),
        }];
        let kept = |day: usize| (first..=last).contains(&day) && weekdays.contains(&weekday(day));
        let number = |day: Day| (on - 2..on + 3).find(|number| numbered(*number).0 == day).unwrap();
        let taken = (0..length).any(|minute| {
            let now = starts.plus(Minutes(minute));
            let (day, shown) = (number(now.day()), now.clock());
            let (from, until) = (clock(from).to_string(), clock(until).to_string());
            if from < until {
                kept(day) && from <= shown && shown < until
            } else {
                kept(day) && from <= shown || kept(day - 1) && shown < until
            }
        });
        let codes = refused(&booking, &facts, "child-hours");
        prop_assert_eq!(!codes.is_empty(), taken);
    }
}

/// Guards the tests above against cases that break nothing, or never one of the rules.
#[test]
fn the_random_orders_break_every_rule_and_some_break_none() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let (mut broken, mut good) = (BTreeSet::new(), 0);
    for _ in 0..3000 {
        let case = case().new_tree(&mut runner).unwrap().current();
        let codes = expected(&case);
        good += usize::from(codes.is_empty());
        broken.extend(codes);
    }
    assert_eq!(broken.len(), 10, "{broken:?}");
    assert!(good > 300, "{good} good bookings");
}
