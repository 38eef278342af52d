//! A day of the calendar.

use crate::Weekday;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A day, in no time zone: a date of birth, a review date, the day of a session.
///
/// Kept as the number `year * 10000 + month * 100 + day`, which both databases sort and a person can read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// The text or number is not a day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADay;

impl fmt::Display for NotADay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Enter a real date, like 21 November 2026")
    }
}
impl std::error::Error for NotADay {}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(i32::from(date.year()) * 10_000 + i32::from(date.month()) * 100 + i32::from(date.day()))
    }
}

impl Day {
    /// A day of the years 1900 to 2199: nothing a centre writes down lies outside them.
    pub fn new(year: i16, month: i8, day: i8) -> Result<Self, NotADay> {
        if !(1900..2200).contains(&year) {
            return Err(NotADay);
        }
        Date::new(year, month, day).map(Self::from).map_err(|_| NotADay)
    }

    /// The number it is stored as.
    #[must_use]
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day in the date library's form.
    #[must_use]
    pub fn date(self) -> Date {
        let (year, month, day) = (self.0 / 10_000, self.0 / 100 % 100, self.0 % 100);
        // Every Day was made from a date, so this cannot fail; the fallback keeps the type total.
        Date::new(
            i16::try_from(year).unwrap_or(1900),
            i8::try_from(month).unwrap_or(1),
            i8::try_from(day).unwrap_or(1),
        )
        .unwrap_or(jiff::civil::date(1900, 1, 1))
    }

    /// So many days later, or earlier when negative.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        use jiff::ToSpan;
        self.date().saturating_add(days.clamp(-100_000, 100_000).days()).into()
    }

    /// So many calendar months later; the last day of the month where the day does not exist.
    #[must_use]
    pub fn plus_months(self, months: i64) -> Self {
        use jiff::ToSpan;
        self.date().saturating_add(months.clamp(-1_200, 1_200).months()).into()
    }

    /// The last day of the quarter of a year that was over before this day.
    #[must_use]
    pub fn last_of_quarter_before(self) -> Self {
        let date = self.date();
        let first = jiff::civil::date(date.year(), (date.month() - 1) / 3 * 3 + 1, 1);
        Self::from(first).plus_days(-1)
    }

    /// How many whole years old someone born on `self` is on `on`.
    #[must_use]
    pub fn age_on(self, on: Self) -> i32 {
        let years = on.0 / 10_000 - self.0 / 10_000;
        if on.0 % 10_000 < self.0 % 10_000 { years - 1 } else { years }
    }

    /// How many days there are from this day to a later one; negative when it is the earlier.
    #[must_use]
    pub fn days_until(self, later: Self) -> i32 {
        self.date().until(later.date()).map_or(0, |span| span.get_days())
    }

    /// How many weeks lie between the week of an earlier day and the week of this one; negative when this is
    /// the earlier.
    #[must_use]
    pub fn weeks_since(self, earlier: Self) -> i64 {
        let apart = earlier.monday().date().until(self.monday().date());
        apart.map_or(0, |span| i64::from(span.get_days()) / 7)
    }

    /// Whether it falls on a Saturday or Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        matches!(self.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    /// For example "Saturday 21 November 2026".
    #[must_use]
    pub fn words_with_weekday(self) -> String {
        format!("{} {}", self.weekday().words(), self.words())
    }

    /// For example "21 November 2026".
    #[must_use]
    pub fn words(self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let date = self.date();
        let month = usize::try_from(date.month() - 1).ok().and_then(|m| MONTHS.get(m)).unwrap_or(&"");
        format!("{} {month} {}", date.day(), date.year())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date())
    }
}
impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Day({self})")
    }
}
impl FromStr for Day {
    type Err = NotADay;
    fn from_str(text: &str) -> Result<Self, NotADay> {
        // Exactly 2026-11-21: the library would also take a time after it.
        if text.len() != 10 {
            return Err(NotADay);
        }
        let date: Date = text.parse().map_err(|_| NotADay)?;
        Self::new(date.year(), date.month(), date.day())
    }
}
impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "sql")]
crate::kept_in_a_column!(Day, Integer, read i32, write i32, |it| &it.0, |number| {
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
    Ok(Day::new(i16::try_from(year)?, i8::try_from(month)?, i8::try_from(day)?)?)
});

#[cfg(feature = "api")]
const _: () = {
    use utoipa::openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type};
    impl utoipa::PartialSchema for Day {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
                .into()
        }
    }
    impl utoipa::ToSchema for Day {}
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_has_her_birthday_on_the_day_itself() {
        let born: Day = "2020-03-01".parse().unwrap();
        assert_eq!(born.age_on("2026-02-28".parse().unwrap()), 5);
        assert_eq!(born.age_on("2026-03-01".parse().unwrap()), 6);
    }

    #[test]
    fn three_months_after_the_end_of_november_is_the_end_of_february() {
        let day: Day = "2026-11-30".parse().unwrap();
        assert_eq!(day.plus_months(3).to_string(), "2027-02-28");
        assert_eq!(day.words_with_weekday(), "Monday 30 November 2026");
    }

    #[test]
    fn a_quarter_is_over_when_the_next_has_begun() {
        for (day, last) in [
            ("2026-11-23", "2026-09-30"),
            ("2026-10-01", "2026-09-30"),
            ("2026-09-30", "2026-06-30"),
            ("2026-01-01", "2025-12-31"),
            ("2026-03-31", "2025-12-31"),
        ] {
            let day: Day = day.parse().unwrap();
            assert_eq!(day.last_of_quarter_before().to_string(), last);
        }
    }

    #[test]
    fn weeks_are_counted_from_monday_to_monday_over_the_end_of_a_year() {
        let saturday: Day = "2026-12-26".parse().unwrap();
        assert_eq!(saturday.weekday(), Weekday::Saturday);
        assert_eq!(saturday.monday().to_string(), "2026-12-21");
        let sunday: Day = "2027-01-10".parse().unwrap();
        assert_eq!((saturday.days_until(sunday), sunday.days_until(saturday)), (15, -15));
        assert_eq!((sunday.weeks_since(saturday), saturday.weeks_since(sunday)), (2, -2));
    }

    #[test]
    fn a_day_that_is_not_on_the_calendar_is_refused() {
        for text in ["2026-02-29", "2026-13-01", "26-01-01", "2026-11-21T09:00", "", "2399-01-01"] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}
