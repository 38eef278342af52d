//! The cast and the clock of the random days.

use base::{Minutes, Moment, PartyId, StaffId};
use proptest::test_runner::Config;

/// So many random cases. Nothing is written to disk: a failure that matters becomes a sentence of a test.
pub fn cases(number: u32) -> Config {
    Config { cases: number, failure_persistence: None, ..Config::default() }
}

/// So many minutes after nine in the morning of an ordinary day.
pub fn moment(minutes: i64) -> Moment {
    "2026-11-21T09:00:00Z".parse::<Moment>().unwrap().plus(Minutes(minutes))
}

/// Whole minutes from one moment to another, without asking the code under test.
pub fn minutes_between(one: Moment, other: Moment) -> i64 {
    (other.microseconds() - one.microseconds()) / 60_000_000
}

pub fn party(number: u8) -> PartyId {
    PartyId::from_random(u128::from(number))
}

pub fn staff(number: u8) -> StaffId {
    StaffId::from_random(u128::from(number))
}
