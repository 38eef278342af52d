//! The days of the week.

use crate::Day;
use jiff::civil;

crate::choices! {
    /// A day of the week.
    pub enum Weekday {
        Monday = "monday" => "Monday",
        Tuesday = "tuesday" => "Tuesday",
        Wednesday = "wednesday" => "Wednesday",
        Thursday = "thursday" => "Thursday",
        Friday = "friday" => "Friday",
        Saturday = "saturday" => "Saturday",
        Sunday = "sunday" => "Sunday",
    }
}

impl Day {
    /// Which day of the week it is.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        match self.date().weekday() {
            civil::Weekday::Monday => Weekday::Monday,
            civil::Weekday::Tuesday => Weekday::Tuesday,
            civil::Weekday::Wednesday => Weekday::Wednesday,
            civil::Weekday::Thursday => Weekday::Thursday,
            civil::Weekday::Friday => Weekday::Friday,
            civil::Weekday::Saturday => Weekday::Saturday,
            civil::Weekday::Sunday => Weekday::Sunday,
        }
    }

    /// The Monday of its week; the day itself when it is one.
    #[must_use]
    pub fn monday(self) -> Self {
        self.plus_days(-i64::from(self.date().weekday().to_monday_zero_offset()))
    }

    /// How many days it is after an earlier day; negative when it is before it.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        let days = self.date().since((jiff::Unit::Day, earlier.date()));
        // Two days of the calendar are always so many days apart.
        days.map_or(0, |span| i64::from(span.get_days()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_begins_on_monday() {
        assert_eq!(day("2026-11-21").weekday(), Weekday::Saturday);
        for of_the_week in ["2026-11-16", "2026-11-21", "2026-11-22"] {
            assert_eq!(day(of_the_week).monday(), day("2026-11-16"));
        }
    }

    #[test]
    fn days_are_counted_over_clock_changes_and_leap_years() {
        assert_eq!(day("2027-03-29").days_since(day("2027-03-27")), 2);
        assert_eq!(day("2028-03-01").days_since(day("2028-02-28")), 2);
        assert_eq!(day("2026-11-01").days_since(day("2026-11-21")), -20);
    }
}
