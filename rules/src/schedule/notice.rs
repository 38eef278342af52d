//! How long a time may be held, and how late a change or a cancellation comes (R13).

use base::{Minutes, Moment};

/// The longest that a time is held: two weeks.
const LONGEST_HOLD: Minutes = Minutes(14 * 24 * 60);

/// Less notice than a day is late. Our default: what published centres ask for differs, from a quarter of
/// an hour (FCM) to days, and none is law.
pub const NOTICE: Minutes = Minutes(24 * 60);

/// Whether a time may be held until then: after now, for two weeks at most, and not beyond the first
/// arrival. Says what to enter instead.
pub fn may_be_held_until(until: Moment, now: Moment, first_arrival: Moment) -> Result<(), &'static str> {
    if until <= now {
        Err("Choose a time from now on")
    } else if until > now.plus(LONGEST_HOLD) {
        Err("Choose a time within two weeks from now")
    } else if until > first_arrival {
        Err("Choose a time before the first arrival")
    } else {
        Ok(())
    }
}

/// R13: whether a visit is changed or called off with less notice than is asked for.
#[must_use]
pub fn is_late(first_arrival: Moment, at: Moment) -> bool {
    at > first_arrival.plus(Minutes(-NOTICE.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn a_time_is_held_from_now_to_its_first_arrival_and_two_weeks_at_most() {
        let now = at("2026-11-21T10:00:00Z");
        let first = at("2026-12-20T10:00:00Z");
        assert_eq!(may_be_held_until(now.plus(Minutes(1)), now, first), Ok(()));
        assert!(may_be_held_until(now, now, first).is_err());
        assert_eq!(may_be_held_until(now.plus(LONGEST_HOLD), now, first), Ok(()));
        assert!(may_be_held_until(now.plus(LONGEST_HOLD).plus(Minutes(1)), now, first).is_err());
        let soon = now.plus(Minutes(60));
        assert_eq!(may_be_held_until(soon, now, soon), Ok(()));
        assert!(may_be_held_until(soon.plus(Minutes(1)), now, soon).is_err());
    }

    #[test]
    fn a_day_is_notice_enough_and_a_minute_less_is_late() {
        // The clocks go forward that night: a day is 24 hours of real time, whatever the clocks say.
        let first = at("2027-03-28T10:00:00+01:00");
        assert!(!is_late(first, at("2027-03-27T09:00:00Z")));
        assert!(is_late(first, at("2027-03-27T09:01:00Z")));
    }
}
