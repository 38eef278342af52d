//! Booked visits that cannot stay as they are, because facts have changed since: which they are, and on which days
//! another time is looked for (mission 5.4). No other visit is moved.

use super::{
    Priority,
    gather::{Gathered, MOST, Wanted, is_ordered},
    store::Request,
};
use crate::schedule::{VisitRecord, days_of, judged, known, on_days};
use base::{Day, FamilyId, Moment, Period, VisitId};
use host::{Problem, Tx};
use rules::{review::HOLDS, visit::State, waiting::Wishes};

/// How many days a visit is moved at most.
const FURTHEST: i64 = 6;

/// The visits of some days that the rule book would refuse if they were booked now, the earliest first. Those on
/// which a decision waits (a child who does not want to come) are not among them: no other time mends that.
pub(super) fn cannot_stay(tx: &mut Tx<'_>, (from, until): (Day, Day)) -> Result<Vec<VisitRecord>, Problem> {
    let now = tx.now;
    let mut booked = on_days(tx, Moment::start_of(from), Moment::start_of(until.plus_days(1)))?;
    booked.retain(|one| {
        let visit = &one.document.now;
        let waits = matches!(visit.state, State::Planned | State::Briefed) && visit.turned_away.is_empty();
        let by_decision = one.unsafe_code.as_deref().is_some_and(|code| code == HOLDS[0]);
        waits && one.starts > now && !by_decision
    });
    let judged = judged(tx, booked)?.into_iter();
    Ok(judged.filter(|(_, refusals)| !refusals.is_empty()).map(|(record, _)| record).collect())
}

/// The first and the last day a visit is moved to: at most six days away, and nearer to its own day than to that
/// of any other visit of its family.
fn window(day: Day, others: impl Iterator<Item = Day> + Clone) -> (Day, Day) {
    let nearer = |apart: i64| (apart - 1) / 2;
    let back = others.clone().map(|other| day.days_since(other)).filter(|apart| *apart > 0).map(nearer).min();
    let on = others.map(|other| other.days_since(day)).filter(|apart| *apart > 0).map(nearer).min();
    let most = |days: Option<i64>| days.unwrap_or(FURTHEST).min(FURTHEST);
    (day.plus_days(-most(back)), day.plus_days(most(on)))
}

/// Reads what is gone by when booked visits need another time.
pub(super) fn gather(tx: &mut Tx<'_>, request: &Request) -> Result<Gathered, Problem> {
    let (now, from) = (tx.now, request.from);
    let last = request.until().plus_days(FURTHEST);
    let mut found = cannot_stay(tx, (from, request.until()))?;
    let left_out = found.len().saturating_sub(MOST);
    found.truncate(MOST);
    let mut ids: Vec<FamilyId> = found.iter().map(|record| record.family).collect();
    ids.sort_unstable();
    ids.dedup();
    let span =
        Period::new(Moment::start_of(from), Moment::start_of(last.plus_days(1))).map_err(Problem::broken)?;
    let mut known = known(tx, &ids, span)?;
    let itself: Vec<VisitId> = found.iter().map(|record| record.id).collect();
    known.set_aside(&itself);
    let around = (from.plus_days(-2 * FURTHEST), last.plus_days(2 * FURTHEST));
    let days = days_of(tx, &ids, around)?;
    let mut wanted = Vec::new();
    for record in found {
        let (family, day) = (record.family, record.starts.day());
        let others = days.get(&family).into_iter().flatten().filter(|(id, _)| *id != record.id);
        let (first, until) = window(day, others.map(|(_, day)| *day));
        let priority =
            if is_ordered(&known, family, (day, day))? { Priority::Ordered } else { Priority::Again };
        wanted.push(Wanted {
            family,
            priority,
            since: day,
            wishes: Wishes::default(),
            windows: vec![(first.max(from), until)],
            moves: Some(Box::new(record)),
        });
    }
    Ok(Gathered { known, span, wanted, left_out, now })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> Day {
        "2026-11-21".parse::<Day>().unwrap().plus_days(number)
    }

    #[test]
    fn a_weekly_visit_stays_in_the_middle_between_its_neighbours() {
        let window = window(day(0), [day(-7), day(7)].into_iter());
        assert_eq!(window, (day(-3), day(3)));
    }

    #[test]
    fn a_visit_without_neighbours_moves_six_days_at_most() {
        assert_eq!(window(day(0), std::iter::empty()), (day(-6), day(6)));
    }

    #[test]
    fn no_day_that_is_as_near_to_another_visit_is_taken_and_every_nearer_one_is() {
        let apart = || (-20..=20).filter(|apart| *apart != 0);
        for (one, other) in apart().flat_map(|one| apart().map(move |other| (one, other))) {
            let others = [day(one), day(other)];
            let (first, last) = window(day(0), others.into_iter());
            for number in -20_i64..=20 {
                let at = day(number);
                let is_nearer = others.iter().all(|other| number.abs() < at.days_since(*other).abs());
                let is_in = (first..=last).contains(&at);
                assert_eq!(is_in, is_nearer && number.abs() <= FURTHEST, "{number} of {one}, {other}");
            }
        }
    }
}
