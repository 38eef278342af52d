//! A time on the wall clock.

use crate::NotAMoment;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A time on the wall clock, in hours and minutes, on no particular day.
///
/// Kept as minutes past midnight; sent as `14:30`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WallClock(i32);

impl WallClock {
    /// Midnight at the start of a day.
    pub const MIDNIGHT: Self = Self(0);
    /// What London's clocks show when they have just gone forward.
    pub(crate) const CLOCKS_HAVE_GONE_FORWARD: Self = Self(2 * 60);
    /// How many minutes a clock shows in a day.
    pub const MINUTES_OF_A_DAY: i32 = 24 * 60;

    /// Hours from 0 to 23 and minutes from 0 to 59.
    pub fn new(hour: i8, minute: i8) -> Result<Self, NotAMoment> {
        if (0..24).contains(&hour) && (0..60).contains(&minute) {
            Ok(Self(i32::from(hour) * 60 + i32::from(minute)))
        } else {
            Err(NotAMoment::Unreadable)
        }
    }

    /// From minutes past midnight.
    pub fn from_minutes(minutes: i32) -> Result<Self, NotAMoment> {
        if (0..Self::MINUTES_OF_A_DAY).contains(&minutes) {
            Ok(Self(minutes))
        } else {
            Err(NotAMoment::Unreadable)
        }
    }

    /// Minutes past midnight.
    #[must_use]
    pub fn minutes(self) -> i32 {
        self.0
    }

    /// The hour, from 0 to 23.
    #[must_use]
    pub fn hour(self) -> i8 {
        i8::try_from(self.0 / 60).unwrap_or(0)
    }

    /// The minute, from 0 to 59.
    #[must_use]
    pub fn minute(self) -> i8 {
        i8::try_from(self.0 % 60).unwrap_or(0)
    }

    /// For example "2:30pm".
    #[must_use]
    pub fn words(self) -> String {
        self.spoken().to_string()
    }

    /// The same, for a page of hundreds of times: written without making a text of each first.
    #[must_use]
    pub fn spoken(self) -> SpokenClock {
        SpokenClock(self)
    }
}

/// A time on the wall clock that is written as people say it, for example "2:30pm".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpokenClock(WallClock);

impl fmt::Display for SpokenClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(clock) = self;
        let hour = match clock.hour() % 12 {
            0 => 12,
            hour => hour,
        };
        let half = if clock.hour() < 12 { "am" } else { "pm" };
        match (clock.hour(), clock.minute()) {
            (12, 0) => f.write_str("midday"),
            (0, 0) => f.write_str("midnight"),
            (_, 0) => write!(f, "{hour}{half}"),
            (_, minute) => write!(f, "{hour}:{minute:02}{half}"),
        }
    }
}

impl FromStr for WallClock {
    type Err = NotAMoment;
    /// Reads 14:30 or 9:05.
    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let (hour, minute) = text.trim().split_once([':', '.']).ok_or(NotAMoment::Unreadable)?;
        if hour.is_empty() || hour.len() > 2 || minute.len() != 2 {
            return Err(NotAMoment::Unreadable);
        }
        Self::new(
            hour.parse().map_err(|_| NotAMoment::Unreadable)?,
            minute.parse().map_err(|_| NotAMoment::Unreadable)?,
        )
    }
}
impl fmt::Display for WallClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}
impl fmt::Debug for WallClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WallClock({self})")
    }
}
impl Serialize for WallClock {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for WallClock {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(|_| serde::de::Error::custom("Enter a time of the day, like 14:30"))
    }
}

#[cfg(feature = "sql")]
crate::kept_in_a_column!(WallClock, Integer, read i32, write i32, |it| &it.0, |minutes| Ok(WallClock::from_minutes(minutes)?));

#[cfg(feature = "api")]
const _: () = {
    use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
    impl utoipa::PartialSchema for WallClock {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .pattern(Some("^([0-9]|[01][0-9]|2[0-3])[:.][0-5][0-9]$"))
                .into()
        }
    }
    impl utoipa::ToSchema for WallClock {}
};
