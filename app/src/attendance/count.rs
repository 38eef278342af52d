//! Counting, over visits that were read before.

use super::{
    AttendanceCounts, NotKept, SideAttendance,
    store::{CalledOff, Known, Missed},
};
use crate::{family::Adult, review::TOOK_PLACE, schedule::AskedBy};
use base::{Moment, VisitId};
use rules::{
    intake::Side,
    visit::{Attendance, Limits, State, missed_in_a_row, missed_until_review},
};

/// The most visits named of one side.
const MOST_NAMED: usize = 100;

/// What the centre does about missed visits.
pub(super) fn limits() -> Limits {
    Limits::default()
}

/// The visits of a family with what is counted of them.
pub(super) struct FamilyVisits {
    pub(super) known: Known,
    pub(super) from: Moment,
    pub(super) last_review: Option<Moment>,
}

impl FamilyVisits {
    /// What became of every visit for one side, the latest first.
    fn attended(&self, side: Side) -> Vec<(VisitId, Moment, Attendance)> {
        let visits = self.known.visits.iter();
        visits.map(|(id, starts, state)| (*id, *starts, self.one(side, *id, *state))).collect()
    }

    fn one(&self, side: Side, id: VisitId, state: State) -> Attendance {
        if self.missed(side, id).is_some() {
            return Attendance::NoShow;
        }
        match (state, self.called_off(side, id)) {
            (State::Cancelled, Some(off)) if off.is_late => Attendance::CalledOffLate,
            (State::Cancelled, Some(_)) => Attendance::CalledOffInTime,
            (State::Cancelled, None) => Attendance::CalledOffByOthers,
            _ if TOOK_PLACE.contains(&state) => Attendance::Kept,
            _ => Attendance::Other,
        }
    }

    fn missed(&self, side: Side, id: VisitId) -> Option<&Missed> {
        self.known.missed.iter().find(|one| one.visit == id && one.who == side)
    }

    fn called_off(&self, side: Side, id: VisitId) -> Option<&CalledOff> {
        let by = match side {
            Side::Resident => AskedBy::Resident,
            Side::Visiting => AskedBy::Visiting,
        };
        self.known.called_off.iter().find(|one| one.visit == id && one.asked_by == by)
    }

    /// All that is told of one side.
    pub(super) fn side(&self, side: Side, main: Option<&Adult>) -> SideAttendance {
        let attended = self.attended(side);
        let since =
            |from: Moment| counts(attended.iter().filter(|(_, at, _)| *at >= from).map(|(.., what)| *what));
        let in_a_row = missed_in_a_row(attended.iter().map(|(.., what)| *what));
        let not_kept = attended
            .iter()
            .filter(|(_, starts, _)| *starts >= self.from)
            .filter_map(|(id, starts, what)| self.not_kept(side, *id, *starts, *what))
            .take(MOST_NAMED);
        SideAttendance {
            side,
            name: main.map(|adult| adult.name.clone()).unwrap_or_default(),
            twelve_months: since(self.from),
            since_review: self.last_review.map(since),
            missed_in_a_row: in_a_row,
            until_review: missed_until_review(in_a_row, limits()),
            not_kept: not_kept.collect(),
        }
    }

    fn not_kept(&self, side: Side, visit: VisitId, starts: Moment, what: Attendance) -> Option<NotKept> {
        match what {
            Attendance::NoShow => self.missed(side, visit).map(|missed| NotKept {
                visit,
                starts,
                what,
                notice: None,
                at: missed.at,
                by: missed.by.clone(),
            }),
            Attendance::CalledOffLate | Attendance::CalledOffInTime => {
                self.called_off(side, visit).map(|off| NotKept {
                    visit,
                    starts,
                    what,
                    notice: Some(off.notice),
                    at: off.at,
                    by: off.by.clone(),
                })
            }
            _ => None,
        }
    }
}

fn counts(all: impl Iterator<Item = Attendance>) -> AttendanceCounts {
    let mut counts = AttendanceCounts::default();
    for what in all {
        match what {
            Attendance::Kept => counts.kept += 1,
            Attendance::NoShow => counts.no_shows += 1,
            Attendance::CalledOffLate => counts.called_off_late += 1,
            Attendance::CalledOffInTime => counts.called_off_in_time += 1,
            Attendance::CalledOffByOthers | Attendance::Other => {}
        }
    }
    counts
}
