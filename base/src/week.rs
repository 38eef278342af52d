//! A week from Monday to Sunday.

use crate::Day;
use jiff::civil::{ISOWeekDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A week from Monday to Sunday, by its number in its year: 2026-W48.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week(Day);

/// The text is not a week of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAWeek;

impl fmt::Display for NotAWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Enter a week by its number, like 2026-W48")
    }
}
impl std::error::Error for NotAWeek {}

impl Week {
    /// The week a day lies in.
    #[must_use]
    pub fn of(day: Day) -> Self {
        Self(day.monday())
    }

    /// Its Monday.
    #[must_use]
    pub fn monday(self) -> Day {
        self.0
    }

    /// Its days, from Monday to Sunday.
    #[must_use]
    pub fn days(self) -> [Day; 7] {
        [0, 1, 2, 3, 4, 5, 6].map(|ahead| self.0.plus_days(ahead))
    }

    /// So many weeks later, or earlier when negative.
    #[must_use]
    pub fn plus(self, weeks: i64) -> Self {
        Self::of(self.0.plus_days(weeks.saturating_mul(7)))
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.0.date().iso_week_date();
        write!(f, "{}-W{:02}", week.year(), week.week())
    }
}
impl FromStr for Week {
    type Err = NotAWeek;
    fn from_str(text: &str) -> Result<Self, NotAWeek> {
        let (year, week) = text.split_once("-W").filter(|(year, _)| year.len() == 4).ok_or(NotAWeek)?;
        let week = week.parse().ok().filter(|_| week.len() == 2).ok_or(NotAWeek)?;
        let year: i16 = year.parse().ok().filter(|year| (1900..2200).contains(year)).ok_or(NotAWeek)?;
        let monday = ISOWeekDate::new(year, week, Weekday::Monday).map_err(|_| NotAWeek)?;
        Ok(Self(monday.date().into()))
    }
}
impl Serialize for Week {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Week {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "api")]
const _: () = {
    use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
    impl utoipa::PartialSchema for Week {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .pattern(Some("^(19|20|21)[0-9]{2}-W(0[1-9]|[1-4][0-9]|5[0-2])$"))
                .into()
        }
    }
    impl utoipa::ToSchema for Week {}
};

#[cfg(test)]
mod tests {
    use super::*;

    fn of(day: &str) -> Week {
        Week::of(day.parse().unwrap())
    }

    #[test]
    fn a_week_belongs_to_the_year_of_its_thursday() {
        assert_eq!(of("2026-11-25").to_string(), "2026-W48");
        assert_eq!(of("2027-01-01").to_string(), "2026-W53");
        assert_eq!("2026-W53".parse(), Ok(of("2026-12-31")));
        assert_eq!("2026-W48".parse::<Week>().unwrap().monday().to_string(), "2026-11-23");
        assert_eq!(of("2026-12-31").plus(1).to_string(), "2027-W01");
    }

    #[test]
    fn what_is_no_week_is_refused() {
        for text in ["2026-W54", "2025-W53", "2026-48", "2026-W4", "26-W48", "", "2026-W00", "1066-W01"] {
            assert_eq!(text.parse::<Week>(), Err(NotAWeek), "{text}");
        }
    }
}
