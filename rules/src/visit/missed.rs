//! Lateness and missed visits (R13). What follows is told to the side that was late; the other side is
//! told only that the visit does not take place, never where anybody is.

use super::Visit;
use base::{Minutes, Moment};
use serde::{Deserialize, Serialize};

/// What the centre does about lateness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Limits {
    /// So late is not late.
    pub leeway: Minutes,
    /// So late, and staff may call the visit missed.
    pub cancel_after: Minutes,
    /// So many visits missed in a row lead to a review of whether to go on.
    pub review_after: u32,
}

impl Default for Limits {
    /// 10 minutes' leeway (LAC), missed after 15 (FCM), a review after 3 in a row (LAC).
    fn default() -> Self {
        Self { leeway: Minutes(10), cancel_after: Minutes(15), review_after: 3 }
    }
}

base::choices! {
    /// How an arrival compares with its planned time.
    pub enum Lateness {
        /// In time, or within the leeway.
        OnTime = "on-time" => "On time",
        /// Late; the visit may still go ahead.
        Late = "late" => "Late",
        /// So late that the visit may be called missed.
        TooLate = "too-late" => "Too late",
    }
}

/// R13: how late an arrival is.
#[must_use]
pub fn lateness(planned: Moment, arrived: Moment, limits: Limits) -> Lateness {
    if arrived >= planned.plus(limits.cancel_after) {
        Lateness::TooLate
    } else if arrived > planned.plus(limits.leeway) {
        Lateness::Late
    } else {
        Lateness::OnTime
    }
}

/// What follows from missed visits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Consequence {
    /// How many visits were missed in a row.
    pub missed: u32,
    /// What is to be done, as a sentence for staff. It names no side and no place.
    pub words: String,
}

/// R13: what follows from so many visits missed in a row by one side without a reason given before.
#[must_use]
pub fn missed_consequence(consecutive_misses: u32, limits: Limits) -> Option<Consequence> {
    (limits.review_after > 0 && consecutive_misses >= limits.review_after).then(|| Consequence {
        missed: consecutive_misses,
        words: format!(
            "{consecutive_misses} visits in a row were missed. Hold a review and decide whether visits go on."
        ),
    })
}

impl Visit {
    /// R13: how late each side came, where it has come: visiting side, then child.
    #[must_use]
    pub fn latenesses(&self) -> (Option<Lateness>, Option<Lateness>) {
        let compare = |planned, arrived: Option<Moment>| arrived.map(|at| lateness(planned, at, self.limits));
        (
            compare(self.timing.visiting_arrives, self.visiting_arrived_at),
            compare(self.timing.child_arrives, self.child_arrived_at),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_minutes_are_forgiven_and_fifteen_are_too_late() {
        let due: Moment = "2026-11-21T10:00:00Z".parse().unwrap();
        let arrives = |minutes| lateness(due, due.plus(Minutes(minutes)), Limits::default());
        assert_eq!([arrives(-5), arrives(10)], [Lateness::OnTime; 2]);
        assert_eq!([arrives(11), arrives(14)], [Lateness::Late; 2]);
        assert_eq!(arrives(15), Lateness::TooLate);
    }

    #[test]
    fn three_missed_in_a_row_lead_to_a_review() {
        assert_eq!(missed_consequence(2, Limits::default()), None);
        assert_eq!(missed_consequence(3, Limits::default()).unwrap().missed, 3);
        let never = Limits { review_after: 0, ..Limits::default() };
        assert_eq!(missed_consequence(9, never), None);
    }
}
