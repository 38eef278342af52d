//! The only place that reads the time.

use base::Moment;
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// A clock: the machine's, or one that stands still until it is moved (demonstrations and tests).
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's own.
    System,
    /// Standing at a moment, in microseconds since 1970.
    Stopped(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at this moment.
    #[must_use]
    pub fn stopped(at: Moment) -> Self {
        Self::Stopped(Arc::new(AtomicI64::new(at.microseconds())))
    }

    /// What time it is.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    pub fn now(&self) -> Moment {
        let microseconds = match self {
            Self::System => std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .ok()
                .and_then(|since| i64::try_from(since.as_micros()).ok())
                .unwrap_or(0),
            Self::Stopped(at) => at.load(Ordering::Acquire),
        };
        Moment::from_microseconds(microseconds).unwrap_or_else(|_| Moment::start_of(epoch()))
    }

    /// Moves a stopped clock. Answers whether it could be moved.
    pub fn set(&self, to: Moment) -> bool {
        match self {
            Self::System => false,
            Self::Stopped(at) => {
                at.store(to.microseconds(), Ordering::Release);
                true
            }
        }
    }

    /// Whether it stands still, as in a demonstration.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        matches!(self, Self::Stopped(_))
    }
}

fn epoch() -> base::Day {
    base::Day::new(1970, 1, 1).unwrap_or_else(|_| unreachable!("1970 is on the calendar"))
}
