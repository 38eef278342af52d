//! A stretch of time with a beginning and a later end.

use crate::{Minutes, Moment};
use serde::{Deserialize, Serialize};
use std::fmt;

/// From one moment until a later one. The end is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Ends", into = "Ends")]
pub struct Period {
    from: Moment,
    until: Moment,
}

#[derive(Serialize, Deserialize)]
struct Ends {
    from: Moment,
    until: Moment,
}

/// The end does not come after the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EmptyPeriod;

impl fmt::Display for EmptyPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the end must come after the beginning")
    }
}
impl std::error::Error for EmptyPeriod {}

impl TryFrom<Ends> for Period {
    type Error = EmptyPeriod;
    fn try_from(ends: Ends) -> Result<Self, EmptyPeriod> {
        Self::new(ends.from, ends.until)
    }
}
impl From<Period> for Ends {
    fn from(period: Period) -> Self {
        Self { from: period.from, until: period.until }
    }
}

impl Period {
    /// A period, if `until` comes after `from`.
    pub fn new(from: Moment, until: Moment) -> Result<Self, EmptyPeriod> {
        if until > from { Ok(Self { from, until }) } else { Err(EmptyPeriod) }
    }

    /// When it begins.
    #[must_use]
    pub fn from(&self) -> Moment {
        self.from
    }

    /// When it is over.
    #[must_use]
    pub fn until(&self) -> Moment {
        self.until
    }

    /// How long it is, in whole minutes of real time, whatever the clocks do meanwhile.
    #[must_use]
    pub fn length(&self) -> Minutes {
        self.until.since(self.from)
    }

    /// Whether the two share any moment.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.from < other.until && other.from < self.until
    }

    /// Whether at least `gap` lies between the two. A gap of nothing means they may touch.
    #[must_use]
    pub fn clear_of(&self, other: &Self, gap: Minutes) -> bool {
        other.from.since(self.until) >= gap && other.from >= self.until
            || self.from.since(other.until) >= gap && self.from >= other.until
    }

    /// Whether the moment is within it.
    #[must_use]
    pub fn contains(&self, moment: Moment) -> bool {
        self.from <= moment && moment < self.until
    }

    /// Whether the whole of `other` is within it.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.from <= other.from && other.until <= self.until
    }
}
