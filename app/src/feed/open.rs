//! The centre's opening times as events that come again, for the calendars of staff.
//!
//! When the centre is open is said by [`Times`] alone. Here each of its patterns is written as a rule of
//! recurrence without the days on which the centre is not open just so; whatever it is open beside that is
//! written as single events.

use base::{Day, Moment, Period};
use rules::premises::{Pattern, Times};

/// Opening hours that come again, within the days a calendar shows.
pub(super) struct Recurring {
    pub(super) pattern: Pattern,
    /// The first day within.
    pub(super) first: Day,
    /// When the last one within begins.
    pub(super) last: Moment,
    /// The days on which they are not kept.
    pub(super) without: Vec<Day>,
}

/// The opening times within a stretch of time: what comes again, and single sessions.
pub(super) fn openings(times: &Times, within: Period) -> (Vec<Recurring>, Vec<Period>) {
    let mut single = times.open_anywhere(within);
    let (from, until) = (within.from().day(), within.until().day());
    let mut recurring = Vec::new();
    let mut patterns: Vec<Pattern> = Vec::new();
    for regular in &times.patterns {
        // Two sites may keep the same hours: the centre is open once.
        if !patterns.contains(&regular.pattern) {
            patterns.push(regular.pattern);
        }
    }
    for pattern in patterns {
        let days = (0..until.days_since(from)).map(|ahead| from.plus_days(ahead));
        let days: Vec<Day> = days.filter(|day| pattern.falls_on(*day)).collect();
        let mut without = Vec::new();
        for day in &days {
            let kept = pattern.hours.on(*day).and_then(|hours| single.iter().position(|open| *open == hours));
            match kept {
                Some(index) => {
                    single.remove(index);
                }
                None => without.push(*day),
            }
        }
        let last = days.iter().rev().find(|day| !without.contains(day));
        let last = last.and_then(|day| pattern.hours.on(*day)).map(|hours| hours.from());
        if let (Some(first), Some(last)) = (days.first().copied(), last) {
            without.retain(|day| Moment::start_of(*day) <= last);
            recurring.push(Recurring { pattern, first, last, without });
        }
    }
    (recurring, single)
}
