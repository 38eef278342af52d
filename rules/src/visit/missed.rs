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

base::choices! {
    /// What became of a visit for one side, as far as R13 counts it.
    pub enum Attendance {
        /// It took place.
        Kept = "kept" => "Kept",
        /// This side did not come, without a word before.
        NoShow = "no-show" => "Missed without word",
        /// This side called it off with less than the notice asked for.
        CalledOffLate = "called-off-late" => "Called off late",
        /// This side called it off in time.
        CalledOffInTime = "called-off-in-time" => "Called off in time",
        /// The other side, the centre or somebody else called it off.
        CalledOffByOthers = "called-off-by-others" => "Called off by others",
        /// It did not take place, and this side is not why; or nothing is recorded of it.
        Other = "other" => "Did not take place",
    }
}

impl Attendance {
    /// R13: whether this side missed it. What is called off late is missed too.
    #[must_use]
    pub const fn is_missed(self) -> bool {
        matches!(self, Self::NoShow | Self::CalledOffLate)
    }

    /// Whether it is counted neither as missed nor as kept: called off in time, or by anybody else.
    const fn is_passed_over(self) -> bool {
        matches!(self, Self::CalledOffInTime | Self::CalledOffByOthers)
    }
}

/// R13: how many visits one side has missed in a row, told with the latest first.
pub fn missed_in_a_row(latest_first: impl IntoIterator<Item = Attendance>) -> u32 {
    let counted = latest_first.into_iter().filter(|one| !one.is_passed_over());
    u32::try_from(counted.take_while(|one| one.is_missed()).count()).unwrap_or(u32::MAX)
}

/// R13: how many more visits missed in a row open a review; none where none ever does. Once so many are
/// missed, each further one does.
#[must_use]
pub fn missed_until_review(consecutive_misses: u32, limits: Limits) -> Option<u32> {
    (limits.review_after > 0).then(|| limits.review_after.saturating_sub(consecutive_misses).max(1))
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
    fn what_is_called_off_in_time_neither_counts_nor_breaks_the_row() {
        use Attendance::{CalledOffByOthers, CalledOffInTime, CalledOffLate, Kept, NoShow, Other};
        assert_eq!(missed_in_a_row([]), 0);
        assert_eq!(missed_in_a_row([NoShow, CalledOffInTime, CalledOffLate, CalledOffByOthers, NoShow]), 3);
        assert_eq!(missed_in_a_row([NoShow, Kept, NoShow]), 1);
        assert_eq!(missed_in_a_row([Other, NoShow, NoShow]), 0, "this side came");
        let limits = Limits::default();
        assert_eq!([0, 1, 2, 3, 9].map(|row| missed_until_review(row, limits).unwrap()), [3, 2, 1, 1, 1]);
        // What is left is how many more it takes, by the same number that opens the review.
        for row in 0..9 {
            let more = missed_until_review(row, limits).unwrap();
            assert!(missed_consequence(row + more, limits).is_some());
            assert!(row >= 3 || missed_consequence(row + more - 1, limits).is_none());
        }
        assert_eq!(missed_until_review(2, Limits { review_after: 0, ..limits }), None);
    }

    #[test]
    fn late_cancellations_and_no_shows_count_together() {
        use Attendance::{CalledOffLate, NoShow};
        let row = missed_in_a_row([CalledOffLate, NoShow, CalledOffLate]);
        let opens =
            |review_after| missed_consequence(row, Limits { review_after, ..Limits::default() }).is_some();
        assert!(opens(3) && !opens(4) && !opens(0));
    }

    #[test]
    fn three_missed_in_a_row_lead_to_a_review() {
        assert_eq!(missed_consequence(2, Limits::default()), None);
        assert_eq!(missed_consequence(3, Limits::default()).unwrap().missed, 3);
        let never = Limits { review_after: 0, ..Limits::default() };
        assert_eq!(missed_consequence(9, never), None);
    }
}
