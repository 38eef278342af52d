//! The clock of a request for one's own data (UK GDPR article 12(3), DPA 2018 section 54).

use crate::Refusal;
use base::Day;

/// Whether it had to be made sure first that somebody is who they say they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// There was no doubt: the clock runs from receipt.
    Known,
    /// Something had to be shown, and nothing has been yet: the clock stands.
    Awaited,
    /// Something had to be shown, and was shown on this day: the clock runs from then.
    Shown(Day),
}

/// What the clock hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The day on which the request came in.
    pub received: Day,
    /// Whether it had to be made sure who asks.
    pub identity: Identity,
    /// Whether it was extended.
    pub extended: bool,
}

/// The months in which a request is answered, and those by which it may be extended.
const MONTHS: i64 = 1;
const MORE_MONTHS: i64 = 2;

impl Clock {
    /// The day from which the clock runs; none while an identity check is awaited.
    #[must_use]
    pub fn runs_from(self) -> Option<Day> {
        match self.identity {
            Identity::Known => Some(self.received),
            Identity::Awaited => None,
            Identity::Shown(on) => Some(on.max(self.received)),
        }
    }

    /// The last day of the first month: the corresponding date of the next month, or the last day of that
    /// month where it has no such date.
    #[must_use]
    pub fn first_month_ends(self) -> Option<Day> {
        self.runs_from().map(|from| from.plus_months(MONTHS))
    }

    /// The last day on which the answer is in time. Months are counted from the beginning, so that a short
    /// month in between takes no day away.
    #[must_use]
    pub fn answer_by(self) -> Option<Day> {
        let months = if self.extended { MONTHS + MORE_MONTHS } else { MONTHS };
        self.runs_from().map(|from| from.plus_months(months))
    }

    /// How many days are left; negative when the answer is late.
    #[must_use]
    pub fn days_left(self, today: Day) -> Option<i64> {
        let by = self.answer_by()?.date();
        let left = today.date().until(by).ok()?;
        Some(i64::from(left.get_days()))
    }
}

/// May the answer take two more months? Only once, and only while the person can still be told of it
/// within the first month.
pub fn may_extend(clock: Clock, told_on: Day, today: Day) -> Result<(), Refusal> {
    if clock.extended {
        return Err(Refusal::because(
            "extended-already",
            "This request has been extended already.",
            "Answer it by the day it is due.",
        ));
    }
    let Some(first_month_ends) = clock.first_month_ends() else {
        return Err(Refusal::because(
            "identity-awaited",
            "The clock does not run yet: it is not recorded who asks.",
            "Record the identity check first.",
        ));
    };
    if told_on > first_month_ends || today > first_month_ends {
        return Err(Refusal::because(
            "extension-too-late",
            format!("An extension is told to the person by {}.", first_month_ends.words()),
            "Answer now, and record in the breach register why the answer is late.",
        ));
    }
    if told_on > today || told_on < clock.received {
        return Err(Refusal::because(
            "extension-not-told",
            "The person is told of an extension before it is recorded.",
            "Tell them, with the reason; then record the day on which you did.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn clock(received: &str, identity: Identity, extended: bool) -> Clock {
        Clock { received: day(received), identity, extended }
    }

    #[test]
    fn one_month_is_the_corresponding_date_or_the_last_day_of_the_month() {
        for (received, by) in [
            ("2026-11-21", "2026-12-21"),
            ("2027-01-31", "2027-02-28"),
            ("2028-01-30", "2028-02-29"),
            ("2026-08-31", "2026-09-30"),
            ("2026-12-31", "2027-01-31"),
        ] {
            assert_eq!(clock(received, Identity::Known, false).answer_by(), Some(day(by)));
        }
    }

    #[test]
    fn an_extension_counts_three_months_from_the_beginning_and_not_from_the_end_of_a_short_month() {
        // One month from 31 January ends on 28 February; two more end on 30 April, not on the 28th.
        assert_eq!(clock("2027-01-31", Identity::Known, true).answer_by(), Some(day("2027-04-30")));
        assert_eq!(clock("2026-11-30", Identity::Known, true).answer_by(), Some(day("2027-02-28")));
    }

    #[test]
    fn the_clock_stands_while_it_is_not_known_who_asks_and_runs_from_the_day_it_is() {
        let awaited = clock("2026-11-02", Identity::Awaited, false);
        assert_eq!((awaited.answer_by(), awaited.days_left(day("2026-11-05"))), (None, None));
        let shown = clock("2026-11-02", Identity::Shown(day("2026-11-10")), false);
        assert_eq!(shown.answer_by(), Some(day("2026-12-10")));
        assert_eq!(shown.days_left(day("2026-12-10")), Some(0));
        assert_eq!(shown.days_left(day("2026-12-12")), Some(-2));
        // A check made before the request came in does not turn the clock back.
        let before = clock("2026-11-02", Identity::Shown(day("2026-10-01")), false);
        assert_eq!(before.runs_from(), Some(day("2026-11-02")));
    }

    #[test]
    fn an_extension_is_told_in_the_first_month_or_not_at_all() {
        let open = clock("2027-01-31", Identity::Known, false);
        let asked = |told: &str, today: &str| may_extend(open, day(told), day(today)).map_err(|it| it.code);
        assert_eq!(asked("2027-02-28", "2027-02-28"), Ok(()));
        assert_eq!(asked("2027-02-20", "2027-03-01"), Err("extension-too-late"));
        assert_eq!(asked("2027-03-01", "2027-03-01"), Err("extension-too-late"));
        assert_eq!(asked("2027-02-10", "2027-02-09"), Err("extension-not-told"));
        assert_eq!(asked("2027-01-30", "2027-02-09"), Err("extension-not-told"));
        let twice = Clock { extended: true, ..open };
        assert_eq!(
            may_extend(twice, day("2027-02-01"), day("2027-02-01")).unwrap_err().code,
            "extended-already"
        );
    }
}
