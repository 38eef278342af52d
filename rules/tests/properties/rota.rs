//! Duties against an independent oracle: it walks a year day by day and a day quarter of an hour by quarter of an hour (all its times lie on one), and calls
//! nothing of what it checks.

use base::{Day, Moment, Period, WallClock, Weekday};
use proptest::{prelude::*, sample::select};
use rules::rota::{Availability, Worker, judge};
use std::collections::{BTreeMap, BTreeSet};

/// A Monday; random duties lie in the ten weeks after it.
fn first() -> Day {
    "2026-10-05".parse().unwrap()
}

/// So many quarters of an hour after eight in the morning.
fn clock(quarter: i8) -> WallClock {
    WallClock::new(8 + quarter / 4, quarter % 4 * 15).unwrap()
}

fn period(day: i64, from: i8, long: i8) -> Period {
    let at = |quarter| Moment::on(first().plus_days(day), clock(quarter)).unwrap();
    Period::new(at(from), at(from + long)).unwrap()
}

fn periods() -> impl Strategy<Value = Period> {
    (0..70_i64, 0..16_i8, 1..20_i8).prop_map(|(day, from, long)| period(day, from, long))
}

fn availability() -> impl Strategy<Value = Availability> {
    let ends = prop::option::of(0..60_i64);
    (select(Weekday::ALL), 0..12_i8, 8..30_i8, 1..4_i64, 0..20_i64, ends).prop_map(
        |(weekday, from, long, every_weeks, starts, ends)| Availability {
            weekday,
            from: clock(from),
            until: clock(from + long),
            every_weeks,
            starts_on: first().plus_days(starts),
            until_on: ends.map(|days| first().plus_days(starts + days)),
        },
    )
}

fn worker() -> impl Strategy<Value = Worker> {
    let most = || prop::option::of(1..4_u32);
    let times = || prop::collection::vec(periods(), 0..8);
    let flags = (any::<bool>(), prop::bool::weighted(0.9));
    (
        flags,
        prop::collection::vec(availability(), 4..24),
        prop::collection::vec(periods(), 0..2),
        times(),
        most(),
        most(),
    )
        .prop_map(
            |((has_left, is_cleared), availability, away, duties, most_in_a_week, most_in_four_weeks)| {
                Worker {
                    name: "Jo".into(),
                    has_left,
                    is_cleared,
                    availability,
                    away,
                    duties,
                    most_in_a_week,
                    most_in_four_weeks,
                }
            },
        )
}

/// The days from the first on, each with its number and the number of its week.
fn calendar() -> impl Iterator<Item = (i64, i64, Day)> {
    (0..200_i64).map(|number| (number, number / 7, first().plus_days(number)))
}

fn day_of_the_week(number: i64) -> Weekday {
    Weekday::ALL[usize::try_from(number % 7).unwrap()]
}

fn number_of(day: Day) -> (i64, i64) {
    thread_local!(static DAYS: BTreeMap<Day, (i64, i64)> = calendar().map(|(number, week, day)| (day, (number, week))).collect());
    DAYS.with(|days| days[&day])
}

fn can_come(times: &Availability, at: Moment) -> bool {
    let (number, week) = number_of(at.day());
    let (starts, first_week) = number_of(times.starts_on);
    let ends = times.until_on.map_or(i64::MAX, |day| number_of(day).0);
    let weekday = day_of_the_week(number);
    let shown = at.clock();
    weekday == times.weekday
        && (starts..=ends).contains(&number)
        && (week - first_week) % times.every_weeks == 0
        && times.from.to_string() <= shown
        && shown < times.until.to_string()
}

fn quarters(time: &Period) -> impl Iterator<Item = Moment> {
    let (from, until) = (time.from().microseconds(), time.until().microseconds());
    (from..until).step_by(15 * 60_000_000).map(|at| Moment::from_microseconds(at).unwrap())
}

fn share(one: &Period, other: &Period) -> bool {
    quarters(one).any(|at| quarters(other).any(|there| at == there))
}

fn oracle(time: Period, worker: &Worker) -> BTreeSet<&'static str> {
    let week = number_of(time.from().day()).1;
    let weeks: Vec<i64> =
        worker.duties.iter().map(|duty| number_of(duty.from().day()).1).chain([week]).collect();
    let this_week = weeks.iter().filter(|one| **one == week).count();
    let in_four = (week - 3..=week)
        .map(|first| weeks.iter().filter(|one| (first..first + 4).contains(*one)).count())
        .max()
        .unwrap();
    let over = |most: Option<u32>, number: usize| most.is_some_and(|most| number > most as usize);
    let breaches = [
        ("staff-left", worker.has_left),
        ("r9-clearance", !worker.is_cleared),
        ("staff-away", worker.away.iter().any(|away| share(away, &time))),
        (
            "unavailable",
            !quarters(&time).all(|at| worker.availability.iter().any(|times| can_come(times, at))),
        ),
        ("on-duty-already", worker.duties.iter().any(|duty| share(duty, &time))),
        (
            "too-many-sessions",
            over(worker.most_in_a_week, this_week) || over(worker.most_in_four_weeks, in_four),
        ),
    ];
    breaches.iter().filter(|(_, is_so)| *is_so).map(|(code, _)| *code).collect()
}

/// A worker and a time at which one of their regular times may fall, so that many can come.
fn cases() -> impl Strategy<Value = (Worker, Period)> {
    (worker(), 0..70_i64, 0..16_i8, 1..8_i8).prop_map(|(mut worker, day, from, long)| {
        worker.has_left &= day % 5 == 0;
        let weekday = day_of_the_week(day);
        for times in worker.availability.iter_mut().step_by(2) {
            times.weekday = weekday;
        }
        (worker, period(day, from, long))
    })
}

proptest! {
    #![proptest_config(crate::day::cases(1500))]

    #[test]
    fn a_duty_is_refused_for_exactly_the_rules_it_breaks((worker, time) in cases()) {
        let judged: BTreeSet<&str> = judge(time, &worker).iter().map(|refusal| refusal.code).collect();
        prop_assert_eq!(judged, oracle(time, &worker));
    }
}

/// Guards the test above against workers who can never come, or always.
#[test]
fn the_random_duties_break_every_rule_and_some_break_none() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let mut runner = TestRunner::deterministic();
    let (mut broken, mut good) = (BTreeSet::new(), 0);
    for _ in 0..1500 {
        let (worker, time) = cases().new_tree(&mut runner).unwrap().current();
        let codes = oracle(time, &worker);
        good += usize::from(codes.is_empty());
        broken.extend(codes);
    }
    assert_eq!(broken.len(), 6, "{broken:?}");
    assert!(good > 50, "{good} good duties");
}
