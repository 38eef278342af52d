//! How long families wait, by priority: today, and if everything that is proposed is accepted.

use super::{LineState, Priority, store::Line};
use base::{Day, FamilyId};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// How long the families of one priority wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WaitsByPriority {
    /// Which priority.
    pub priority: Priority,
    /// How many families the planner looked for a time for.
    pub families: usize,
    /// The days they have waited so far: as many wait longer as wait less.
    pub median_so_far: i64,
    /// The days that the longest has waited.
    pub longest_so_far: i64,
    /// For how many a time is proposed or booked.
    pub served: usize,
    /// The days from when they began to wait to the first visit, of those served.
    pub median_with: Option<i64>,
    /// The same of the longest.
    pub longest_with: Option<i64>,
}

/// A family: since when it waits, and the day of its first visit.
type Wait = (Day, Option<Day>);

/// The waits of the families of a proposal, the first priority first.
pub(super) fn by_priority(lines: &[Line], today: Day) -> Vec<WaitsByPriority> {
    let mut families: BTreeMap<(usize, FamilyId), Wait> = BTreeMap::new();
    for line in lines {
        let place = Priority::ALL.iter().position(|one| *one == line.priority).unwrap_or(0);
        let first = line.time.filter(|_| line.state != LineState::Refused).map(|time| time.starts.day());
        let of = families.entry((place, line.family)).or_insert((line.waits_since, None));
        of.1 = of.1.into_iter().chain(first).min();
    }
    let of_one = |(place, priority): (usize, &Priority)| {
        let waits: Vec<Wait> =
            families.iter().filter(|((of, _), _)| *of == place).map(|(_, wait)| *wait).collect();
        let so_far = sorted(waits.iter().map(|(since, _)| today.days_since(*since)));
        let with = sorted(waits.iter().filter_map(|(since, first)| Some(first.as_ref()?.days_since(*since))));
        (!waits.is_empty()).then(|| WaitsByPriority {
            priority: *priority,
            families: waits.len(),
            median_so_far: median(&so_far).unwrap_or(0),
            longest_so_far: so_far.last().copied().unwrap_or(0),
            served: with.len(),
            median_with: median(&with),
            longest_with: with.last().copied(),
        })
    };
    Priority::ALL.iter().enumerate().filter_map(of_one).collect()
}

fn sorted(days: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut days: Vec<i64> = days.collect();
    days.sort_unstable();
    days
}

/// The middle one, the lower of two.
fn median(sorted: &[i64]) -> Option<i64> {
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proposal::store::{LineDocument, Time};
    use base::{Moment, ProposalLineId, RoomId};
    use rules::plan::Kind;

    fn line(family: u128, priority: Priority, since: &str, first: Option<&str>) -> Line {
        let time = first.map(|at| {
            let starts: Moment = format!("{at}T11:00:00Z").parse().unwrap();
            Time { starts, ends: starts, room: RoomId::from_random(1) }
        });
        Line {
            id: ProposalLineId::from_random(1),
            family: FamilyId::from_random(family),
            title: String::new(),
            kind: Kind::Supported,
            priority,
            waits_since: since.parse().unwrap(),
            time,
            state: if time.is_some() { LineState::Proposed } else { LineState::Unserved },
            document: LineDocument::default(),
            visit: None,
        }
    }

    #[test]
    fn a_family_waits_until_its_first_visit_and_who_has_none_waits_on() {
        let lines = [
            line(1, Priority::Again, "2026-11-01", Some("2026-12-05")),
            line(1, Priority::Again, "2026-11-01", Some("2026-11-28")),
            line(2, Priority::Again, "2026-11-11", None),
            line(3, Priority::Again, "2026-11-15", Some("2026-11-28")),
            line(4, Priority::First, "2026-10-01", None),
        ];
        let waits = by_priority(&lines, "2026-11-21".parse().unwrap());
        let [first, again] = &waits[..] else { panic!("{waits:?}") };
        assert_eq!((first.priority, first.families, first.served), (Priority::First, 1, 0));
        assert_eq!((first.longest_so_far, first.longest_with), (51, None));
        assert_eq!((again.families, again.served), (3, 2));
        assert_eq!((again.median_so_far, again.longest_so_far), (10, 20));
        assert_eq!((again.median_with, again.longest_with), (Some(13), Some(27)));
    }

    #[test]
    fn what_the_rule_book_refused_is_no_visit() {
        let refused =
            Line { state: LineState::Refused, ..line(1, Priority::First, "2026-11-01", Some("2026-11-28")) };
        assert_eq!(by_priority(&[refused], "2026-11-21".parse().unwrap())[0].served, 0);
    }
}
