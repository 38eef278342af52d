//! R3 and the planned half of R4, on ordinary days and over both nights when the clocks change.

use crate::day::{minutes_between, moment};
use base::{Minutes, Moment, Period};
use proptest::prelude::*;
use rules::{
    intake::meetings_apart,
    plan::{Gaps, Sequence, arrivals_apart, timing},
};

/// Midnight before each night on which London's clocks change, and of an ordinary day.
const NIGHTS: [&str; 3] = ["2027-03-28T00:00:00Z", "2027-10-30T23:00:00Z", "2026-11-21T00:00:00Z"];

fn starts() -> impl Strategy<Value = Moment> {
    (0..NIGHTS.len(), 0..600_i64)
        .prop_map(|(night, minutes)| NIGHTS[night].parse::<Moment>().unwrap().plus(Minutes(minutes)))
}

fn sequence() -> impl Strategy<Value = Sequence> {
    prop_oneof![Just(Sequence::VisitingFirst), Just(Sequence::ChildFirst)]
}

fn gaps() -> impl Strategy<Value = Gaps> {
    (0..45_i64, 0..45_i64).prop_map(|(before, after)| Gaps { before: Minutes(before), after: Minutes(after) })
}

proptest! {
    #![proptest_config(crate::day::cases(200))]

    #[test]
    fn times_made_from_a_plan_always_keep_the_two_sides_apart(
        start in starts(), length in 1..300_i64, sequence in sequence(), gaps in gaps()
    ) {
        let times = timing(start, Minutes(length), sequence, gaps);
        prop_assert_eq!(arrivals_apart(&times, sequence, gaps), Ok(()));
        let arrivals = minutes_between(times.visiting_arrives, times.child_arrives);
        let leavings = minutes_between(times.child_leaves, times.visiting_leaves);
        let turn = if sequence == Sequence::VisitingFirst { 1 } else { -1 };
        prop_assert_eq!((arrivals * turn, leavings * turn), (gaps.before.0, gaps.after.0));
        prop_assert_eq!(minutes_between(times.starts, times.ends), length);
    }

    #[test]
    fn times_moved_too_close_are_always_refused(
        start in starts(), length in 1..300_i64, sequence in sequence(), gaps in gaps(),
        closer in 1..60_i64, at_the_end in any::<bool>(),
    ) {
        let mut times = timing(start, Minutes(length), sequence, gaps);
        let first = match (sequence, at_the_end) {
            (Sequence::VisitingFirst, false) => &mut times.visiting_arrives,
            (Sequence::VisitingFirst, true) => &mut times.visiting_leaves,
            (Sequence::ChildFirst, false) => &mut times.child_arrives,
            (Sequence::ChildFirst, true) => &mut times.child_leaves,
        };
        *first = first.plus(Minutes(if at_the_end { -closer } else { closer }));
        prop_assert_eq!(arrivals_apart(&times, sequence, gaps).unwrap_err().code, "r4-no-meeting");
    }

    #[test]
    fn meetings_are_allowed_exactly_when_a_gap_lies_between(
        first in (0..120_i64, 1..90_i64), others in prop::collection::vec((0..120_i64, 1..90_i64), 0..4),
        gap in 0..40_i64
    ) {
        let period = |(from, length): (i64, i64)| Period::new(moment(from), moment(from + length)).unwrap();
        let periods: Vec<_> = others.iter().map(|other| period(*other)).collect();
        let apart = others.iter().all(|other| {
            let (first_ends, other_ends) = (first.0 + first.1, other.0 + other.1);
            let between = (other.0 - first_ends).max(first.0 - other_ends);
            // Meetings that touch are refused even where the centre asks for no gap.
            between >= gap && between > 0
        });
        prop_assert_eq!(meetings_apart(period(first), &periods, Minutes(gap)).is_ok(), apart);
    }
}
