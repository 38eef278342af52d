//! The best timetable met so far, kept up in the time it takes to write down what changed.

use crate::{
    board::{Board, Step},
    placement::Placement,
    setting::Setting,
};

/// A timetable to come back to.
#[derive(Clone, Debug)]
pub struct Best {
    /// What it costs.
    pub cost: i64,
    placed: Vec<Option<Placement>>,
    on: Vec<Vec<bool>>,
    changed_visits: Vec<usize>,
    changed_sessions: Vec<usize>,
    is_changed_visit: Vec<bool>,
    is_changed_session: Vec<bool>,
}

impl Best {
    /// What stands on a board.
    #[must_use]
    pub fn of(board: &Board<'_>) -> Self {
        Self {
            cost: board.cost,
            placed: board.placed.clone(),
            on: board.floors.iter().map(|floor| floor.on.clone()).collect(),
            changed_visits: Vec::new(),
            changed_sessions: Vec::new(),
            is_changed_visit: vec![false; board.placed.len()],
            is_changed_session: vec![false; board.floors.len()],
        }
    }

    /// Notes what the steps on a board change, before they are kept; takes the board over if it is better.
    pub fn follow(&mut self, board: &Board<'_>) {
        for step in board.steps() {
            match *step {
                Step::Placed(visit) | Step::Lifted(visit, _) => {
                    if !std::mem::replace(&mut self.is_changed_visit[visit], true) {
                        self.changed_visits.push(visit);
                    }
                }
                Step::CalledIn(session, _) | Step::SentHome(session, _) => {
                    if !std::mem::replace(&mut self.is_changed_session[session], true) {
                        self.changed_sessions.push(session);
                    }
                }
            }
        }
        if board.cost < self.cost {
            self.take_over(board);
        }
    }

    fn take_over(&mut self, board: &Board<'_>) {
        self.cost = board.cost;
        for visit in self.changed_visits.drain(..) {
            self.placed[visit] = board.placed[visit];
            self.is_changed_visit[visit] = false;
        }
        for session in self.changed_sessions.drain(..) {
            self.on[session].clone_from(&board.floors[session].on);
            self.is_changed_session[session] = false;
        }
    }

    /// A board on which it stands.
    #[must_use]
    pub fn board<'a>(&self, setting: &'a Setting) -> Board<'a> {
        let mut board = Board::empty(setting);
        for (session, on) in self.on.iter().enumerate() {
            for staff in (0..on.len()).filter(|staff| on[*staff]) {
                board.call_in(session, staff);
            }
        }
        for (visit, at) in self.placed.iter().enumerate() {
            if let Some(at) = at {
                board.place(visit, *at);
            }
        }
        board.keep();
        board
    }
}
