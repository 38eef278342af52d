//! What is taken out of a timetable before it is mended.

use crate::{
    board::{Board, Closed},
    chance::Chance,
};

/// Visits that were taken out.
pub(super) struct Ruin<'r, 'a> {
    pub board: &'r mut Board<'a>,
    pub closed: &'r mut Closed,
    pub chance: &'r mut Chance,
    /// Which visits may be moved.
    pub movable: &'r [bool],
    /// What was taken out.
    pub out: Vec<usize>,
}

impl Ruin<'_, '_> {
    /// Takes out something around a visit.
    pub fn around(&mut self, visit: usize) {
        let Some(session) = self.session_near(visit) else { return };
        match self.chance.below(16) {
            0..=3 => self.whole(session),
            4 => {
                self.whole(session);
                if let Some(other) = self.beside(session) {
                    self.whole(other);
                }
            }
            5..=6 => {
                self.closed.session = Some(session);
                self.whole(session);
            }
            7..=9 => self.duty(session),
            10 => self.supervisor(session),
            11..=13 => self.some_at_centre(session),
            _ => self.some_of(session),
        }
    }

    fn take(&mut self, visit: usize) {
        if self.movable[visit] && self.board.placed[visit].is_some() {
            self.board.lift(visit);
            self.out.push(visit);
        }
    }

    /// Where a visit is, or else one of the sessions it could be in.
    fn session_near(&mut self, visit: usize) -> Option<usize> {
        let choices = &self.board.setting.choices[visit];
        if let Some(at) = self.board.placed[visit]
            && self.chance.below(4) > 0
        {
            return Some(at.session);
        }
        choices.get(self.chance.below(choices.len())).map(|choice| choice.session)
    }

    /// Another session of the same centre with visits in it, most likely one soon before or after.
    fn beside(&mut self, session: usize) -> Option<usize> {
        let instance = &self.board.setting.instance;
        let near: Vec<usize> = instance.sites[instance.sessions[session].site]
            .sessions
            .iter()
            .copied()
            .filter(|other| *other != session && !self.board.floors[*other].visits.is_empty())
            .collect();
        self.chance.pick(&near)
    }

    /// Every visit of a session.
    fn whole(&mut self, session: usize) {
        for visit in self.board.floors[session].visits.clone() {
            self.take(visit);
        }
    }

    /// Some visits of a session.
    fn some_of(&mut self, session: usize) {
        let visits = self.board.floors[session].visits.clone();
        let keep = 0.3 + 0.4 * self.chance.fraction();
        for visit in visits {
            if self.chance.happens(keep) {
                self.take(visit);
            }
        }
    }

    /// Somebody's visits in a session; they may not be put on duty in it again.
    fn duty(&mut self, session: usize) {
        let floor = &self.board.floors[session];
        let on: Vec<usize> = (0..floor.on.len()).filter(|one| floor.on[*one]).collect();
        let Some(staff) = self.chance.pick(&on) else { return };
        self.closed.duty = Some((session, staff));
        let visits = floor.visits.clone();
        for visit in visits {
            if self.board.placed[visit].is_some_and(|at| at.team.members().contains(&staff)) {
                self.take(visit);
            }
        }
    }

    /// All visits of somebody who is on duty in a session, whenever they are.
    fn supervisor(&mut self, session: usize) {
        let setting = self.board.setting;
        let floor = &self.board.floors[session];
        let on: Vec<usize> = (0..floor.on.len()).filter(|one| floor.on[*one]).collect();
        let Some(staff) = self.chance.pick(&on) else { return };
        let supervisor = setting.staff[session][staff];
        for session in &setting.instance.supervisors[supervisor].available {
            let Some(staff) = setting.staff[*session].iter().position(|one| *one == supervisor) else {
                continue;
            };
            if !self.board.floors[*session].on[staff] {
                continue;
            }
            for visit in self.board.floors[*session].visits.clone() {
                if self.board.placed[visit].is_some_and(|at| at.team.members().contains(&staff)) {
                    self.take(visit);
                }
            }
        }
    }

    /// A few visits that could be in a session, wherever they are.
    fn some_at_centre(&mut self, session: usize) {
        let setting = self.board.setting;
        let visits = &setting.visits_in[session];
        let number = 2 + self.chance.below(10);
        for _ in 0..number.min(visits.len()) {
            if let Some(visit) = self.chance.pick(visits) {
                self.take(visit);
            }
        }
    }
}
