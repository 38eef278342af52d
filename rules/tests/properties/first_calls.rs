//! First calls: what is free, against a second statement of it.

use base::{Day, Minutes, Moment, Period, WallClock, Weekday};
use proptest::prelude::*;
use rules::first_call::{DAYS_AHEAD, LENGTH, NOTICE, On, Open, free, may_book};

fn opens() -> impl Strategy<Value = Open<u8>> {
    let on = prop_oneof![
        (0..7_usize).prop_map(|at| On::Every(Weekday::ALL[at])),
        (0..40_i64).prop_map(|ahead| On::One(today().plus_days(ahead))),
    ];
    (0..3_u8, on, 0..46_i32, 1..8_i32).prop_map(|(who, on, from, length)| {
        let clock = |half: i32| WallClock::from_minutes((half * 30).min(23 * 60 + 59)).unwrap();
        Open { who, on, from: clock(from), until: clock(from + length) }
    })
}

/// The days on both sides of the night in which London's clocks go forward.
fn today() -> Day {
    Day::new(2027, 3, 20).unwrap()
}

proptest! {
    #[test]
    fn a_free_time_is_open_in_london_untaken_in_time_and_offered_once(
        open in prop::collection::vec(opens(), 0..6),
        taken in prop::collection::vec((0..3_u8, 0..1_400_i64), 0..30),
        now in 0..2_880_i64,
        holiday in 0..40_i64,
    ) {
        let now = Moment::start_of(today()).plus(Minutes(now));
        let holidays = [today().plus_days(holiday)];
        let start = Moment::start_of(today());
        let taken: Vec<(u8, Period)> = taken
            .iter()
            .map(|(who, half)| (*who, start.plus(Minutes(half * 30))))
            .map(|(who, from)| (who, Period::new(from, from.plus(LENGTH)).unwrap()))
            .collect();
        let found = free(&open, &taken, &holidays, now);
        let is_open = |who: u8, at: Moment| {
            let day = at.day();
            let minutes: i32 = at.clock().split_once(':').map(|(h, m)| h.parse::<i32>().unwrap() * 60 + m.parse::<i32>().unwrap()).unwrap();
            open.iter().any(|open| {
                let of_the_day = match open.on {
                    On::Every(weekday) => day.weekday() == weekday && day != holidays[0],
                    On::One(only) => only == day,
                };
                let from = open.from.minutes();
                open.who == who && of_the_day && minutes >= from && (minutes - from) % 30 == 0 && minutes + 30 <= open.until.minutes()
            })
        };
        let is_taken = |who: u8, at: Moment| {
            taken.iter().any(|(whose, call)| *whose == who && at < call.until() && call.from() < at.plus(LENGTH))
        };
        // Every half hour there is, asked one by one.
        let last = today().plus_days(DAYS_AHEAD + 2);
        let mut at = start;
        while at.day() <= last {
            let within = at >= now.plus(NOTICE) && at.day() <= now.day().plus_days(DAYS_AHEAD);
            let must_be = within && (0..3).any(|who| is_open(who, at) && !is_taken(who, at));
            let offers: Vec<u8> = found.iter().filter(|(starts, _)| *starts == at).map(|(_, who)| *who).collect();
            prop_assert_eq!(offers.len(), usize::from(must_be), "{}", at);
            prop_assert_eq!(may_book(&found, at).is_ok(), must_be);
            for who in offers {
                prop_assert!(is_open(who, at) && !is_taken(who, at), "{}", at);
            }
            at = at.plus(LENGTH);
        }
        prop_assert!(found.windows(2).all(|two| two[0].0 < two[1].0));
    }
}
