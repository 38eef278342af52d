//! When a site is open, minute by minute: what `rules::premises` answers for random patterns, exceptions,
//! closures and sessions, against a second statement that knows no stretches, only minutes and what the
//! clock in London shows in each.

use crate::day::minutes_between;
use base::{Day, Minutes, Moment, Period, RoomId, SiteId, WallClock, Weekday};
use proptest::{prelude::*, sample::select};
use rules::premises::{Closure, Exception, Hours, Nation, Pattern, Place, Regular, Times};
use std::collections::{BTreeMap, BTreeSet};

/// Days about which something is likely to go wrong: both changes of the clocks, a Christmas whose days
/// off are put off to a Monday and a Tuesday, and the turn of a year.
const ABOUT: [&str; 4] = ["2027-03-27", "2027-10-30", "2027-12-25", "2026-12-30"];
/// Christmas of 2027 and the days that are kept for it, and two more, as the nations keep them.
const HOLIDAYS: [(Nation, &str); 8] = [
    (Nation::EnglandAndWales, "2027-12-25"),
    (Nation::EnglandAndWales, "2027-12-27"),
    (Nation::EnglandAndWales, "2027-12-28"),
    (Nation::EnglandAndWales, "2027-03-29"),
    (Nation::Scotland, "2027-12-27"),
    (Nation::Scotland, "2027-12-28"),
    (Nation::Scotland, "2027-01-01"),
    (Nation::Scotland, "2027-01-04"),
];

fn day(text: &str) -> Day {
    text.parse().unwrap()
}
fn site(number: u8) -> SiteId {
    SiteId::from_random(u128::from(number))
}
fn one_or_all() -> impl Strategy<Value = Option<SiteId>> {
    select(vec![None, Some(site(1)), Some(site(2))])
}

fn hours() -> impl Strategy<Value = Hours> {
    // Every second stretch lies about the hour that is skipped or comes twice.
    let minutes = prop_oneof![0..200_i32, 0..1440_i32];
    (minutes.clone(), minutes).prop_filter_map("closes after it opens", |(opens, closes)| {
        Hours::new(WallClock::from_minutes(opens).ok()?, WallClock::from_minutes(closes).ok()?)
    })
}

fn near(about: Day) -> impl Strategy<Value = Day> {
    (-3..6_i64).prop_map(move |days| about.plus_days(days))
}

fn regular(about: Day) -> impl Strategy<Value = Regular> {
    let first = (-60..4_i64).prop_map(move |days| about.plus_days(days));
    (
        one_or_all(),
        select(Weekday::ALL),
        1..4_u32,
        first,
        prop::option::of(near(about)),
        hours(),
        any::<bool>(),
    )
        .prop_map(|(site, weekday, every_weeks, first_day, last_day, hours, on_bank_holidays)| Regular {
            site,
            pattern: Pattern { weekday, every_weeks, first_day, last_day, hours, on_bank_holidays },
        })
}

fn stretch(about: Day, longest: i64) -> impl Strategy<Value = Period> {
    (near(about), 0..1440_i64, 1..longest).prop_map(|(day, from, length)| {
        let from = Moment::start_of(day).plus(Minutes(from));
        Period::new(from, from.plus(Minutes(length))).unwrap()
    })
}

fn closure(about: Day) -> impl Strategy<Value = Closure> {
    let places =
        vec![Place::Centre, Place::Site(site(1)), Place::Site(site(2)), Place::Room(RoomId::from_random(1))];
    (select(places), stretch(about, 3000)).prop_map(|(place, period)| Closure {
        place,
        period,
        reason: "x".into(),
    })
}

fn exception(about: Day) -> impl Strategy<Value = Exception> {
    (one_or_all(), near(about), prop::option::of(hours())).prop_map(|(site, day, hours)| Exception {
        site,
        day,
        hours,
        reason: "x".into(),
    })
}

fn times() -> impl Strategy<Value = (Day, Times)> {
    select(ABOUT.to_vec()).prop_flat_map(|about| {
        let about = day(about);
        (
            prop::collection::vec(regular(about), 0..12),
            prop::collection::vec(exception(about), 0..4),
            prop::collection::vec(closure(about), 0..3),
            prop::collection::vec(stretch(about, 1440), 0..4),
        )
            .prop_map(move |(patterns, mut exceptions, closures, sessions)| {
                // Of one site and day there is one exception: the table holds no two.
                let mut said = BTreeSet::new();
                exceptions.retain(|one| said.insert((one.site, one.day)));
                let sites = vec![(site(1), Nation::EnglandAndWales), (site(2), Nation::Scotland)];
                let holidays = HOLIDAYS.iter().map(|(nation, text)| (*nation, day(text))).collect();
                (about, Times { sites, holidays, patterns, exceptions, closures, sessions })
            })
    })
}

/// What the clock shows, as minutes past midnight.
fn shown(at: Moment) -> i32 {
    let clock = at.clock();
    let (hour, minute) = clock.split_once(':').unwrap();
    hour.parse::<i32>().unwrap() * 60 + minute.parse::<i32>().unwrap()
}

/// What the clock shows in each minute of each day about a day.
struct Shown(BTreeMap<Day, Vec<i32>>);

impl Shown {
    fn about(middle: Day) -> Self {
        let days = (-3..6).map(|ahead| middle.plus_days(ahead));
        let minutes = |day: Day| {
            (0..1500)
                .map(move |minute| Moment::start_of(day).plus(Minutes(minute)))
                .take_while(move |at| at.day() == day)
        };
        Self(days.map(|day| (day, minutes(day).map(shown).collect())).collect())
    }

    /// Whether these hours hold at a moment: since midnight the clock has shown the opening time or a later
    /// one, and has not yet shown the closing time or a later one.
    fn holds(&self, hours: &Hours, at: Moment) -> bool {
        let minute = usize::try_from(minutes_between(Moment::start_of(at.day()), at)).unwrap();
        let so_far = &self.0[&at.day()][..=minute];
        let was = |clock: WallClock| so_far.iter().any(|shown| *shown >= clock.minutes());
        was(hours.opens()) && !was(hours.closes())
    }
}

/// Whether a pattern has a session on a day, by counting its days one after the other.
fn comes_on(pattern: &Pattern, on: Day) -> bool {
    let mut day = pattern.first_day;
    let mut weeks_to_wait = 0;
    while day <= on {
        if format!("{:?}", pattern.weekday) == day.words_with_weekday().split(' ').next().unwrap() {
            if day == on {
                return weeks_to_wait == 0 && pattern.last_day.is_none_or(|last| on <= last);
            }
            weeks_to_wait = if weeks_to_wait == 0 { pattern.every_weeks - 1 } else { weeks_to_wait - 1 };
        }
        day = day.plus_days(1);
    }
    false
}

fn is_open(shown: &Shown, times: &Times, number: u8, at: Moment) -> bool {
    let day = at.day();
    let inside = |period: &Period| period.from() <= at && at < period.until();
    let shut = times.closures.iter().any(|closure| {
        inside(&closure.period)
            && (closure.place == Place::Centre || closure.place == Place::Site(site(number)))
    });
    if shut {
        return false;
    }
    let own = times.exceptions.iter().filter(|one| one.day == day);
    let of = |which| own.clone().find(|one| one.site == which);
    if let Some(exception) = of(Some(site(number))).or(of(None)) {
        return exception.hours.as_ref().is_some_and(|hours| shown.holds(hours, at));
    }
    let nation = if number == 1 { Nation::EnglandAndWales } else { Nation::Scotland };
    let holiday = HOLIDAYS.iter().any(|(of, text)| *of == nation && day.to_string() == *text);
    times.sessions.iter().any(inside)
        || times.patterns.iter().any(|regular| {
            regular.site.is_none_or(|of| of == site(number))
                && (!holiday || regular.pattern.on_bank_holidays)
                && comes_on(&regular.pattern, day)
                && shown.holds(&regular.pattern.hours, at)
        })
}

proptest! {
    #![proptest_config(crate::day::cases(48))]

    #[test]
    fn a_site_is_open_in_exactly_the_minutes_it_should_be((about, times) in times(), number in 1..3_u8, from in 0..1440_i64) {
        let from = Moment::start_of(about).plus(Minutes(from - 300));
        let within = Period::new(from, from.plus(Minutes(2 * 1440))).unwrap();
        let open = times.open_at(site(number), within);
        prop_assert!(open.iter().all(|stretch| stretch.overlaps(&within)));
        prop_assert!(open.windows(2).all(|two| two[0].until() < two[1].from()), "{open:?}");
        let anywhere = times.open_anywhere(within);
        let shown = Shown::about(about);
        // A minute of every seven is looked at, and each minute about the edges of what is answered.
        let edges = open.iter().flat_map(|stretch| [stretch.from(), stretch.until()]);
        let edges = edges.flat_map(|edge| [edge.plus(Minutes(-1)), edge]).filter(|at| within.contains(*at));
        for at in (0..2 * 1440).step_by(7).map(|minute| from.plus(Minutes(minute))).chain(edges) {
            let answered = open.iter().any(|stretch| stretch.contains(at));
            prop_assert_eq!(answered, is_open(&shown, &times, number, at), "at {}", at);
            let either = is_open(&shown, &times, 1, at) || is_open(&shown, &times, 2, at);
            prop_assert_eq!(anywhere.iter().any(|stretch| stretch.contains(at)), either, "anywhere at {}", at);
        }
    }

    #[test]
    fn what_is_shut_is_named_whenever_it_bears_on_the_time((about, times) in times(), from in 0..1440_i64, long in 1..300_i64) {
        let from = Moment::start_of(about).plus(Minutes(from));
        let within = Period::new(from, from.plus(Minutes(long))).unwrap();
        let room = RoomId::from_random(1);
        let named = times.shut(site(1), room, within).len();
        let closures = times.closures.iter().filter(|one| {
            one.place != Place::Site(site(2)) && (0..long).any(|minute| one.period.contains(from.plus(Minutes(minute))))
        });
        let days: BTreeSet<Day> = (0..long).map(|minute| from.plus(Minutes(minute)).day()).collect();
        let closed_days = days.iter().filter(|day| {
            let of = |which| times.exceptions.iter().find(|one| one.site == which && one.day == **day);
            of(Some(site(1))).or(of(None)).is_some_and(|one| one.hours.is_none())
        });
        prop_assert_eq!(named, closures.count() + closed_days.count());
    }
}

/// The nights and days the issue names, by hand.
#[test]
fn the_clocks_and_christmas_are_kept() {
    let pattern = |weekday, on_bank_holidays| Regular {
        site: None,
        pattern: Pattern {
            weekday,
            every_weeks: 1,
            first_day: day("2026-11-01"),
            last_day: None,
            hours: Hours::new("09:00".parse().unwrap(), "17:00".parse().unwrap()).unwrap(),
            on_bank_holidays,
        },
    };
    let times = Times {
        sites: vec![(site(1), Nation::EnglandAndWales)],
        holidays: HOLIDAYS.iter().map(|(nation, text)| (*nation, day(text))).collect(),
        patterns: vec![
            pattern(Weekday::Sunday, false),
            pattern(Weekday::Monday, false),
            pattern(Weekday::Tuesday, true),
        ],
        ..Times::default()
    };
    let on = |text: &str| {
        let day = day(text);
        let whole = Period::new(Moment::start_of(day), Moment::start_of(day.plus_days(1))).unwrap();
        times
            .open_at(site(1), whole)
            .iter()
            .map(|stretch| (stretch.from().to_string(), stretch.length().0))
            .collect::<Vec<_>>()
    };
    assert_eq!(on("2027-03-28"), [("2027-03-28T09:00:00+01:00".to_owned(), 480)]);
    assert_eq!(on("2027-10-31"), [("2027-10-31T09:00:00+00:00".to_owned(), 480)]);
    // Christmas Day of 2027 is a Saturday: the Monday and the Tuesday are kept for it and for Boxing Day.
    assert_eq!(on("2027-12-27"), []);
    assert_eq!(on("2027-12-28").len(), 1, "this pattern holds on bank holidays too");
    assert_eq!(on("2028-01-03").len(), 1, "a Monday of which nothing is said");
}
