//! One step of the search after the other, each kept or taken back.

use super::{region::Region, ruin::Ruin};
use crate::{
    board::{Board, Closed, Step},
    chance::Chance,
};

/// Visits not served that are tried again in one step, at most.
const TRIED_AGAIN: usize = 12;

/// A walk from timetable to timetable.
pub struct Walk<'a> {
    /// Where it is.
    pub board: Board<'a>,
    /// What it decides by where all is equal.
    pub chance: Chance,
    /// Visits it may begin at.
    pub home: Vec<usize>,
    /// Which visits may be moved.
    pub movable: Vec<bool>,
    /// What may not be used.
    pub closed: Closed,
    sessions: Vec<usize>,
}

impl<'a> Walk<'a> {
    /// A walk that may go everywhere.
    #[must_use]
    pub fn everywhere(board: Board<'a>, chance: Chance) -> Self {
        let visits = board.placed.len();
        let home = (0..visits).filter(|visit| !board.setting.choices[*visit].is_empty()).collect();
        let closed = Closed::nothing(&board);
        Self { board, chance, home, movable: vec![true; visits], closed, sessions: Vec::new() }
    }

    /// A walk that stays within a region.
    #[must_use]
    pub(super) fn within(board: Board<'a>, region: &Region, chance: Chance) -> Self {
        let mut walk = Self::everywhere(board, chance);
        walk.movable.clone_from(&region.movable);
        walk.home.retain(|visit| region.movable[*visit]);
        walk.closed.sessions.clone_from(&region.closed);
        walk.closed.supervisors.clone_from(&region.away);
        walk
    }

    /// Leaves these visits where they are.
    pub(super) fn leave(&mut self, settled: &[bool]) {
        for (movable, settled) in self.movable.iter_mut().zip(settled) {
            *movable &= !settled;
        }
        self.home.retain(|visit| self.movable[*visit]);
    }

    /// Takes something out and mends it. The steps are still to be kept or taken back.
    pub fn step(&mut self) {
        let Some(visit) = self.begin() else { return };
        self.closed.session = None;
        self.closed.duty = None;
        self.closed.blink = if self.chance.below(2) == 0 { 0.0 } else { 0.05 };
        let mut ruin = Ruin {
            board: &mut self.board,
            closed: &mut self.closed,
            chance: &mut self.chance,
            movable: &self.movable,
            out: Vec::new(),
        };
        ruin.around(visit);
        let out = ruin.out;
        self.tidy();
        self.mend(out);
        self.tidy();
    }

    /// The visit a step begins at: now and then one that is not served.
    fn begin(&mut self) -> Option<usize> {
        let visit = self.chance.pick(&self.home)?;
        if self.chance.below(6) == 0 {
            let site = self.chance.pick(&self.board.setting.sites_of[visit])?;
            let waiting = self.chance.pick(&self.board.waiting_at[site]);
            return waiting.filter(|waiting| self.movable[*waiting]).or(Some(visit));
        }
        Some(visit)
    }

    /// Places what was taken out, and what could not be served at those centres before.
    fn mend(&mut self, mut out: Vec<usize>) {
        let setting = self.board.setting;
        let mut sites: Vec<usize> =
            self.sessions.iter().map(|session| setting.instance.sessions[*session].site).collect();
        sites.sort_unstable();
        sites.dedup();
        for site in sites {
            let waiting = &self.board.waiting_at[site];
            let from = self.chance.below(waiting.len());
            let tried = waiting.iter().cycle().skip(from).take(waiting.len().min(TRIED_AGAIN));
            for visit in tried.filter(|visit| self.movable[**visit]) {
                if !out.contains(visit) {
                    out.push(*visit);
                }
            }
        }
        self.chance.shuffle(&mut out);
        match self.chance.below(8) {
            0..=2 => out.sort_by_key(|visit| -setting.unserved[*visit]),
            3..=4 => out.sort_by_key(|visit| {
                (
                    std::cmp::Reverse(setting.units[setting.family(*visit).level]),
                    -setting.family(*visit).duration,
                )
            }),
            5 => out.sort_by_key(|visit| setting.choices[*visit].len()),
            _ => {}
        }
        for visit in out {
            // Where the family was told it would be comes first: whatever else is cheaper lets it down.
            let limit = setting.unserved[visit];
            let told = self.board.told(visit).and_then(|at| self.board.offer_at(visit, at, &self.closed));
            let offer = told.or_else(|| self.board.offer(visit, limit, &self.closed, &mut self.chance));
            if let Some(offer) = offer {
                self.board.accept(visit, &offer);
            }
        }
    }

    /// Sends home who is no longer needed in the sessions that were touched.
    fn tidy(&mut self) {
        self.sessions.clear();
        for step in self.board.steps() {
            self.sessions.extend(match *step {
                Step::Placed(visit) => self.board.placed[visit].map(|at| at.session),
                Step::Lifted(_, at) => Some(at.session),
                Step::CalledIn(session, _) | Step::SentHome(session, _) => Some(session),
            });
        }
        self.sessions.sort_unstable();
        self.sessions.dedup();
        for session in &self.sessions {
            self.board.tidy(*session);
        }
    }
}
