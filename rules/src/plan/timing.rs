//! The six times of a visit and the order they keep.

use super::{Gaps, Sequence};
use crate::{Refusal, Rule};
use base::{Minutes, Moment, Period};
use serde::{Deserialize, Serialize};

/// When each side is to come and go. Made by [`timing`]; judged by [`arrivals_apart`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Timing {
    /// When the visiting party is asked to come.
    pub visiting_arrives: Moment,
    /// When the child is to be brought. The resident party leaves at once.
    pub child_arrives: Moment,
    /// When the time together starts.
    pub starts: Moment,
    /// When the time together ends.
    pub ends: Moment,
    /// When the child is to be collected.
    pub child_leaves: Moment,
    /// When the visiting party is let go.
    pub visiting_leaves: Moment,
}

impl Timing {
    /// When the visiting party is to be in the building.
    #[must_use]
    pub fn visiting_presence(&self) -> Period {
        spanning(self.visiting_arrives, self.visiting_leaves)
    }

    /// When the child is to be in the building; the resident party comes at its two ends.
    #[must_use]
    pub fn child_presence(&self) -> Period {
        spanning(self.child_arrives, self.child_leaves)
    }

    /// From the first arrival to the last leaving.
    #[must_use]
    pub fn whole(&self) -> Period {
        spanning(self.visiting_arrives.min(self.child_arrives), self.visiting_leaves.max(self.child_leaves))
    }

    /// How long the time together is.
    #[must_use]
    pub fn length(&self) -> Minutes {
        self.ends.since(self.starts)
    }
}

/// The times of a visit from its start, its length, who comes first and the gaps.
///
/// With the visiting party first: they come `before` minutes ahead of the child, who comes at the start,
/// is collected at the end, and they are let go `after` minutes later. With the child first: the child
/// comes `before` minutes ahead of the start, the visiting party at the start; they leave at the end and
/// the child is collected `after` minutes later. Gaps are real minutes, whatever the clocks do.
#[must_use]
pub fn timing(starts: Moment, length: Minutes, sequence: Sequence, gaps: Gaps) -> Timing {
    let ends = starts.plus(length);
    let early = starts.plus(Minutes(-gaps.before.0));
    let late = ends.plus(gaps.after);
    match sequence {
        Sequence::VisitingFirst => Timing {
            visiting_arrives: early,
            child_arrives: starts,
            starts,
            ends,
            child_leaves: ends,
            visiting_leaves: late,
        },
        Sequence::ChildFirst => Timing {
            visiting_arrives: starts,
            child_arrives: early,
            starts,
            ends,
            child_leaves: late,
            visiting_leaves: ends,
        },
    }
}

/// R4: whether the planned times keep the two sides apart at the door, and follow each other at all.
pub fn arrivals_apart(timing: &Timing, sequence: Sequence, gaps: Gaps) -> Result<(), Refusal> {
    let gaps = gaps.longest(Gaps::NONE);
    let visiting = (timing.visiting_arrives, timing.visiting_leaves);
    let child = (timing.child_arrives, timing.child_leaves);
    let (inner, outer, second, first) = match sequence {
        Sequence::VisitingFirst => (child, visiting, "child", "visiting party"),
        Sequence::ChildFirst => (visiting, child, "visiting party", "child"),
    };
    let in_order = inner.0 <= timing.starts && timing.starts < timing.ends && timing.ends <= inner.1;
    // Held to exactly the order of the plan: who comes first also leaves last.
    if !in_order || inner.0 < outer.0 || outer.1 < inner.1 {
        return Err(Refusal::under(
            Rule::R4,
            "The times do not follow each other in the order the plan sets.",
            format!("Let the {first} arrive first and leave last, and the {second} come in between."),
        ));
    }
    if inner.0 < outer.0.plus(gaps.before) {
        return Err(Refusal::under(
            Rule::R4,
            format!("The {second} arrives {} after the {first}.", inner.0.since(outer.0)),
            format!("Leave at least {} between the two arrivals.", gaps.before),
        ));
    }
    if outer.1 < inner.1.plus(gaps.after) {
        return Err(Refusal::under(
            Rule::R4,
            format!("The {first} leaves {} after the {second}.", outer.1.since(inner.1)),
            format!("Leave at least {} between the two leaving.", gaps.after),
        ));
    }
    Ok(())
}

/// The period from one moment to another; the shortest around both where they are not in order.
///
/// Times handed in may be in any order until [`arrivals_apart`] has judged them, and a presence must
/// still be something that can be compared. Too long is the safe side.
#[must_use]
pub fn spanning(one: Moment, other: Moment) -> Period {
    let (from, until) = (one.min(other), one.max(other));
    Period::new(from, until).unwrap_or_else(|_| spanning(from.plus(Minutes(-1)), until.plus(Minutes(1))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(clock: &str) -> Moment {
        Moment::on("2026-11-21".parse().unwrap(), clock.parse().unwrap()).unwrap()
    }

    #[test]
    fn the_visiting_party_comes_fifteen_minutes_before_the_child_and_is_held_ten_minutes() {
        let times = timing(at("10:00"), Minutes(60), Sequence::VisitingFirst, Gaps::default());
        assert_eq!(times.visiting_arrives, at("09:45"));
        assert_eq!((times.child_arrives, times.child_leaves), (at("10:00"), at("11:00")));
        assert_eq!(times.visiting_leaves, at("11:10"));
    }

    #[test]
    fn with_the_child_first_the_visiting_party_comes_later_and_leaves_earlier() {
        let times = timing(at("10:00"), Minutes(60), Sequence::ChildFirst, Gaps::default());
        assert_eq!((times.child_arrives, times.visiting_arrives), (at("09:45"), at("10:00")));
        assert_eq!((times.visiting_leaves, times.child_leaves), (at("11:00"), at("11:10")));
        assert_eq!(times.whole(), times.child_presence());
    }

    #[test]
    fn times_a_minute_too_close_are_refused_at_either_end() {
        for sequence in Sequence::ALL {
            let good = timing(at("10:00"), Minutes(60), *sequence, Gaps::default());
            assert_eq!(arrivals_apart(&good, *sequence, Gaps::default()), Ok(()));
            let longer = Gaps { before: Minutes(16), after: Minutes(10) };
            assert_eq!(arrivals_apart(&good, *sequence, longer).unwrap_err().code, "r4-no-meeting");
            let longer = Gaps { before: Minutes(15), after: Minutes(11) };
            assert_eq!(arrivals_apart(&good, *sequence, longer).unwrap_err().code, "r4-no-meeting");
        }
    }

    #[test]
    fn the_times_of_the_other_order_are_refused() {
        let times = timing(at("10:00"), Minutes(60), Sequence::ChildFirst, Gaps::default());
        assert!(arrivals_apart(&times, Sequence::VisitingFirst, Gaps::NONE).is_err());
    }

    #[test]
    fn a_visit_of_no_length_is_refused() {
        let times = timing(at("10:00"), Minutes(0), Sequence::VisitingFirst, Gaps::default());
        assert!(arrivals_apart(&times, Sequence::VisitingFirst, Gaps::default()).is_err());
    }

    #[test]
    fn a_presence_covers_both_ends_even_out_of_order() {
        let period = spanning(at("11:00"), at("10:00"));
        assert_eq!((period.from(), period.until()), (at("10:00"), at("11:00")));
        assert!(spanning(at("10:00"), at("10:00")).contains(at("10:00")));
    }
}
