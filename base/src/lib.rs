//! The words every part of Alongside shares: identifiers, moments, days, periods, names and money.
//!
//! No input or output, and no rule of the trade, lives here. Nothing in this crate reads the clock or
//! draws a random number; both are handed in.

mod changed;
#[cfg(feature = "sql")]
mod column;
mod day;
mod enumeration;
mod fault;
mod identifier;
mod minutes;
mod moment;
mod money;
mod period;
mod wall_clock;
mod week;
mod weekday;
mod words;

pub use changed::Changed;
pub use day::{Day, NotADay};
pub use enumeration::NotOneOf;
pub use fault::{Fault, Faults};
pub use identifier::*;
pub use minutes::Minutes;
pub use moment::{Moment, NotAMoment};
pub use money::Pence;
pub use period::{EmptyPeriod, Period};
pub use wall_clock::{SpokenClock, WallClock};
pub use week::{NotAWeek, Week};
pub use weekday::Weekday;
pub use words::{Name, Prose, WordsRefused, first_name};

#[cfg(feature = "sql")]
#[doc(hidden)]
pub use diesel;
#[cfg(feature = "api")]
#[doc(hidden)]
pub use utoipa;
