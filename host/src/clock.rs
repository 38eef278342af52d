//! The only place that reads the time.

use base::Moment;
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// A clock: the machine's, or one that can be stopped and moved (demonstrations and tests).
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's own, which nothing moves.
    System,
    /// Standing at a moment, in microseconds since 1970, or going with the machine's.
    Movable(Arc<AtomicI64>),
}

/// What a movable clock holds while it goes with the machine's.
const GOING: i64 = i64::MIN;

impl Clock {
    /// A clock that stands at this moment.
    #[must_use]
    pub fn stopped(at: Moment) -> Self {
        Self::Movable(Arc::new(AtomicI64::new(at.microseconds())))
    }

    /// A clock that goes with the machine's until it is moved.
    #[must_use]
    pub fn going() -> Self {
        Self::Movable(Arc::new(AtomicI64::new(GOING)))
    }

    /// What time it is.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    pub fn now(&self) -> Moment {
        let stands_at = match self {
            Self::System => GOING,
            Self::Movable(at) => at.load(Ordering::Acquire),
        };
        let microseconds = if stands_at == GOING {
            std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .ok()
                .and_then(|since| i64::try_from(since.as_micros()).ok())
                .unwrap_or(0)
        } else {
            stands_at
        };
        Moment::from_microseconds(microseconds).unwrap_or_else(|_| Moment::start_of(epoch()))
    }

    /// Stops the clock at a moment. Answers whether it can be moved at all.
    pub fn set(&self, to: Moment) -> bool {
        self.hold(to.microseconds())
    }

    /// Lets a moved clock go with the machine's again.
    pub fn release(&self) -> bool {
        self.hold(GOING)
    }

    fn hold(&self, microseconds: i64) -> bool {
        match self {
            Self::System => false,
            Self::Movable(at) => {
                at.store(microseconds, Ordering::Release);
                true
            }
        }
    }

    /// Whether it stands still, as in a demonstration.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        matches!(self, Self::Movable(at) if at.load(Ordering::Acquire) != GOING)
    }
}

fn epoch() -> base::Day {
    base::Day::new(1970, 1, 1).unwrap_or_else(|_| unreachable!("1970 is on the calendar"))
}
