//! A moment in time, and the wall clock of the centre.

use crate::{Day, Minutes, WallClock};
use jiff::{Timestamp, Zoned, civil, tz::TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr, sync::LazyLock};

/// The centres' clock. Every time a person reads or types is in this zone.
static LONDON: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::get("Europe/London").unwrap_or(TimeZone::UTC));

/// A moment, the same everywhere on earth, to the microsecond.
///
/// Stored as microseconds since 1970; sent as RFC 3339 with the offset that London had.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

/// The text is not a moment, or the clock never showed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAMoment {
    /// It does not read as a time.
    Unreadable,
    /// The clocks went forward over it: no clock in London shows this time on this day.
    Skipped,
    /// It lies outside the years 1900 to 2199.
    TooFar,
}

impl fmt::Display for NotAMoment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "Enter a time with its date, like 2026-11-21T14:30:00+00:00",
            Self::Skipped => "The clocks go forward over this time. Choose a time before 1am or after 2am",
            Self::TooFar => "Enter a date between 1900 and 2199",
        })
    }
}
impl std::error::Error for NotAMoment {}

const MICROSECONDS_PER_MINUTE: i64 = 60_000_000;

impl Moment {
    /// From microseconds since 1970, within the years 1900 to 2199.
    pub fn from_microseconds(microseconds: i64) -> Result<Self, NotAMoment> {
        // 1900-01-01 and 2200-01-01 in UTC.
        if (-2_208_988_800_000_000..7_258_118_400_000_000).contains(&microseconds) {
            Ok(Self(microseconds))
        } else {
            Err(NotAMoment::TooFar)
        }
    }

    /// Microseconds since 1970.
    #[must_use]
    pub fn microseconds(self) -> i64 {
        self.0
    }

    /// The moment when London's clocks show this time on this day. Where they show it twice, the first.
    pub fn on(day: Day, clock: WallClock) -> Result<Self, NotAMoment> {
        let wall = day.date().at(clock.hour(), clock.minute(), 0, 0);
        match LONDON.to_ambiguous_timestamp(wall).offset() {
            jiff::tz::AmbiguousOffset::Gap { .. } => Err(NotAMoment::Skipped),
            _ => LONDON
                .to_ambiguous_timestamp(wall)
                .earlier()
                .map_err(|_| NotAMoment::TooFar)
                .and_then(|at| Self::from_microseconds(at.as_microsecond())),
        }
    }

    /// The first moment of a day when London's clocks show this time or, where they skip it, a later one.
    #[must_use]
    pub fn first_on(day: Day, clock: WallClock) -> Self {
        let wall = day.date().at(clock.hour(), clock.minute(), 0, 0);
        let shown = LONDON.to_ambiguous_timestamp(wall);
        match shown.offset() {
            // The hour before two is skipped in one step.
            jiff::tz::AmbiguousOffset::Gap { .. } => Self::on(day, WallClock::CLOCKS_HAVE_GONE_FORWARD),
            _ => Self::on(day, clock),
        }
        .unwrap_or_else(|_| Self::start_of(day))
    }

    /// The last moment of a day when London's clocks show this time; where they skip it, the moment they
    /// go forward.
    #[must_use]
    pub fn last_on(day: Day, clock: WallClock) -> Self {
        let first = Self::first_on(day, clock);
        let again = first.plus(Minutes(60));
        if again.clock() == first.clock() { again } else { first }
    }

    /// Midnight at the start of a day in London.
    #[must_use]
    pub fn start_of(day: Day) -> Self {
        // London's clocks change at 1am, so midnight always exists.
        Self::on(day, WallClock::MIDNIGHT).unwrap_or(Self(0))
    }

    fn london(self) -> Zoned {
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(LONDON.clone())
    }

    /// The day it is in London.
    #[must_use]
    pub fn day(self) -> Day {
        self.london().date().into()
    }

    /// What London's clock shows, for example "14:30".
    #[must_use]
    pub fn clock(self) -> String {
        let time: civil::Time = self.london().time();
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// What London's clock shows to the second, for example "14:30:07".
    #[must_use]
    pub fn clock_to_the_second(self) -> String {
        let time: civil::Time = self.london().time();
        format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
    }

    /// For example "2:30pm".
    #[must_use]
    pub fn time_words(self) -> String {
        let time = self.london().time();
        WallClock::new(time.hour(), time.minute()).map(WallClock::words).unwrap_or_default()
    }

    /// For example "2:30pm on 21 November 2026".
    #[must_use]
    pub fn words(self) -> String {
        format!("{} on {}", self.time_words(), self.day().words())
    }

    /// As calendar files write it: "20261121T143000Z".
    #[must_use]
    pub fn basic_utc(self) -> String {
        let at = Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH);
        jiff::fmt::strtime::format("%Y%m%dT%H%M%SZ", at).unwrap_or_default()
    }

    /// So many minutes later, or earlier when negative.
    #[must_use]
    pub fn plus(self, minutes: Minutes) -> Self {
        Self(self.0.saturating_add(minutes.0.saturating_mul(MICROSECONDS_PER_MINUTE)))
    }

    /// The minute it lies in, from its beginning.
    #[must_use]
    pub fn to_the_minute(self) -> Self {
        Self(self.0 - self.0.rem_euclid(MICROSECONDS_PER_MINUTE))
    }

    /// Whole minutes from an earlier moment to this one, rounded down; negative when it is the later.
    #[must_use]
    pub fn since(self, earlier: Self) -> Minutes {
        Minutes((self.0 - earlier.0).div_euclid(MICROSECONDS_PER_MINUTE))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let zoned = self.london();
        write!(f, "{}", jiff::fmt::strtime::format("%Y-%m-%dT%H:%M:%S%.f%:z", &zoned).unwrap_or_default())
    }
}
impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Moment({self})")
    }
}
impl FromStr for Moment {
    type Err = NotAMoment;
    /// Reads RFC 3339 with an offset or `Z`.
    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let at: Timestamp = text.parse().map_err(|_| NotAMoment::Unreadable)?;
        Self::from_microseconds(at.as_microsecond())
    }
}
impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "sql")]
crate::kept_in_a_column!(Moment, BigInt, read i64, write i64, |it| &it.0, |microseconds| Ok(Moment::from_microseconds(microseconds)?));

#[cfg(feature = "api")]
const _: () = {
    use utoipa::openapi::{KnownFormat, ObjectBuilder, RefOr, Schema, SchemaFormat, Type};
    impl utoipa::PartialSchema for Moment {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
                .into()
        }
    }
    impl utoipa::ToSchema for Moment {}
};

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: &str, clock: &str) -> Result<Moment, NotAMoment> {
        Moment::on(day.parse().unwrap(), clock.parse().unwrap())
    }

    #[test]
    fn a_time_the_clocks_skip_is_refused_by_name() {
        assert_eq!(at("2027-03-28", "01:30"), Err(NotAMoment::Skipped));
    }

    #[test]
    fn a_visit_over_the_hour_that_comes_twice_has_its_real_length() {
        let before = at("2027-10-31", "00:30").unwrap();
        let after = at("2027-10-31", "02:30").unwrap();
        assert_eq!(after.since(before), Minutes(180));
    }

    #[test]
    fn a_time_that_is_skipped_or_comes_twice_has_its_first_and_last_moment() {
        let both = |day: &str, clock: &str| {
            let (day, clock) = (day.parse().unwrap(), clock.parse().unwrap());
            (Moment::first_on(day, clock).to_string(), Moment::last_on(day, clock).to_string())
        };
        let forward = "2027-03-28T02:00:00+01:00".to_owned();
        assert_eq!(both("2027-03-28", "01:30"), (forward.clone(), forward));
        let twice = ["2027-10-31T01:30:00+01:00".to_owned(), "2027-10-31T01:30:00+00:00".to_owned()];
        assert_eq!(both("2027-10-31", "01:30"), twice.into());
        assert_eq!(both("2026-11-21", "23:30").0, "2026-11-21T23:30:00+00:00");
    }

    #[test]
    fn a_time_on_the_wall_is_sent_as_it_is_read() {
        let nap: WallClock = "9:05".parse().unwrap();
        assert_eq!((nap.to_string().as_str(), nap.words().as_str()), ("09:05", "9:05am"));
    }

    #[test]
    fn a_moment_is_sent_with_the_offset_london_had_and_read_back() {
        let summer = at("2026-07-01", "09:30").unwrap();
        assert_eq!(summer.to_string(), "2026-07-01T09:30:00+01:00");
        assert_eq!("2026-07-01T08:30:00Z".parse(), Ok(summer));
        assert_eq!(summer.time_words(), "9:30am");
    }
}
