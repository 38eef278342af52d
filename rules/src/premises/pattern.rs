//! Opening times that come again.

use base::{Day, Moment, Period, WallClock, Weekday};

/// From one time of the clock until a later one of the same day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    opens: WallClock,
    closes: WallClock,
}

impl Hours {
    /// Hours, if they close after they open.
    #[must_use]
    pub fn new(opens: WallClock, closes: WallClock) -> Option<Self> {
        (closes > opens).then_some(Self { opens, closes })
    }

    /// When they open.
    #[must_use]
    pub fn opens(self) -> WallClock {
        self.opens
    }

    /// When they close.
    #[must_use]
    pub fn closes(self) -> WallClock {
        self.closes
    }

    /// These hours on one day. None where the clocks go forward over the whole of them.
    #[must_use]
    pub fn on(self, day: Day) -> Option<Period> {
        Period::new(Moment::first_on(day, self.opens), Moment::first_on(day, self.closes)).ok()
    }

    /// For example "9am to 5pm".
    #[must_use]
    pub fn words(self) -> String {
        format!("{} to {}", self.opens.words(), self.closes.words())
    }
}

/// Hours on one day of the week, every so many weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// On which day of the week.
    pub weekday: Weekday,
    /// Every how many weeks, from the first such day on.
    pub every_weeks: u32,
    /// The day from which it holds.
    pub first_day: Day,
    /// The last day on which it holds, if it has one.
    pub last_day: Option<Day>,
    /// From when until when.
    pub hours: Hours,
    /// Whether it holds on bank holidays too.
    pub on_bank_holidays: bool,
}

impl Pattern {
    /// The first day of this pattern.
    #[must_use]
    pub fn begins(&self) -> Day {
        (0..7)
            .map(|ahead| self.first_day.plus_days(ahead))
            .find(|day| day.weekday() == self.weekday)
            .unwrap_or(self.first_day)
    }

    /// Whether a day is one of this pattern, bank holidays aside.
    #[must_use]
    pub fn falls_on(&self, day: Day) -> bool {
        let begins = self.begins();
        day >= begins
            && self.last_day.is_none_or(|last| day <= last)
            && day.days_since(begins).rem_euclid(i64::from(self.every_weeks.max(1)) * 7) == 0
    }

    /// For example "Every Saturday, 9am to 5pm, not on bank holidays".
    #[must_use]
    pub fn words(&self, today: Day) -> String {
        let weekday = self.weekday.words();
        let every = match self.every_weeks {
            0 | 1 => format!("Every {weekday}"),
            2 => format!("Every second {weekday}"),
            3 => format!("Every third {weekday}"),
            weeks => format!("Every {weeks} weeks on a {weekday}"),
        };
        let begins = self.begins();
        // With every week, it matters from when only until then; otherwise it says which weeks.
        let from = if self.every_weeks > 1 || begins > today {
            format!(" from {}", begins.words())
        } else {
            String::new()
        };
        let until = self.last_day.map(|last| format!(" until {}", last.words())).unwrap_or_default();
        let holidays = if self.on_bank_holidays { "bank holidays too" } else { "not on bank holidays" };
        format!("{every}{from}{until}, {}, {holidays}", self.hours.words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saturdays(every_weeks: u32) -> Pattern {
        Pattern {
            weekday: Weekday::Saturday,
            every_weeks,
            first_day: "2026-11-18".parse().unwrap(),
            last_day: None,
            hours: Hours::new("09:00".parse().unwrap(), "17:00".parse().unwrap()).unwrap(),
            on_bank_holidays: false,
        }
    }

    #[test]
    fn a_pattern_is_told_in_words() {
        let later = "2027-01-01".parse().unwrap();
        assert_eq!(saturdays(1).words(later), "Every Saturday, 9am to 5pm, not on bank holidays");
        let fortnightly = Pattern { on_bank_holidays: true, ..saturdays(2) };
        assert_eq!(
            fortnightly.words(later),
            "Every second Saturday from 21 November 2026, 9am to 5pm, bank holidays too"
        );
        let ending = Pattern { last_day: Some("2026-12-19".parse().unwrap()), ..saturdays(1) };
        assert_eq!(
            ending.words("2026-11-18".parse().unwrap()),
            "Every Saturday from 21 November 2026 until 19 December 2026, 9am to 5pm, not on bank holidays"
        );
    }

    #[test]
    fn hours_over_a_change_of_the_clocks_have_their_real_length() {
        let hours = Hours::new("00:30".parse().unwrap(), "03:00".parse().unwrap()).unwrap();
        let long = |day: &str| hours.on(day.parse().unwrap()).unwrap().length().0;
        assert_eq!((long("2027-03-28"), long("2027-10-31"), long("2027-11-01")), (90, 210, 150));
        let skipped = Hours::new("01:10".parse().unwrap(), "01:50".parse().unwrap()).unwrap();
        assert_eq!(skipped.on("2027-03-28".parse().unwrap()), None);
    }
}
