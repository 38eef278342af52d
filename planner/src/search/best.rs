//! The best timetable met so far, kept up in the time it takes to write down what changed.

use crate::{
    board::{Board, Step},
    placement::Placement,
};

/// A timetable to come back to.
#[derive(Clone, Debug)]
pub struct Best {
    /// What it costs.
    pub cost: i64,
    placed: Vec<Option<Placement>>,
    on: Vec<Vec<bool>>,
    visits: Changed,
    sessions: Changed,
}

/// What was changed since something was taken over.
#[derive(Clone, Debug)]
struct Changed {
    list: Vec<usize>,
    is_in: Vec<bool>,
}

impl Changed {
    fn nothing(of: usize) -> Self {
        Self { list: Vec::new(), is_in: vec![false; of] }
    }

    fn add(&mut self, one: usize) {
        if !std::mem::replace(&mut self.is_in[one], true) {
            self.list.push(one);
        }
    }

    fn take(&mut self) -> Vec<usize> {
        for one in &self.list {
            self.is_in[*one] = false;
        }
        std::mem::take(&mut self.list)
    }
}

impl Best {
    /// What stands on a board.
    #[must_use]
    pub fn of(board: &Board<'_>) -> Self {
        Self {
            cost: board.cost,
            placed: board.placed.clone(),
            on: board.floors.iter().map(|floor| floor.on.clone()).collect(),
            visits: Changed::nothing(board.placed.len()),
            sessions: Changed::nothing(board.floors.len()),
        }
    }

    /// How many visits it serves.
    #[must_use]
    pub fn served(&self) -> usize {
        self.placed.iter().flatten().count()
    }

    /// Notes what the steps on a board change, before they are kept; takes the board over if it is better.
    pub fn follow(&mut self, board: &Board<'_>) {
        for step in board.steps() {
            match *step {
                Step::Placed(visit) | Step::Lifted(visit, _) => self.visits.add(visit),
                Step::CalledIn(session, _) | Step::SentHome(session, _) => self.sessions.add(session),
            }
        }
        if board.cost < self.cost {
            self.cost = board.cost;
            for visit in self.visits.take() {
                self.placed[visit] = board.placed[visit];
            }
            for session in self.sessions.take() {
                self.on[session].clone_from(&board.floors[session].on);
            }
        }
    }

    /// Takes over what another has of some visits and sessions; the cost is for the caller to put right.
    pub fn take_part(&mut self, from: &Self, visits: &[bool], is_closed: &[bool]) {
        for visit in (0..visits.len()).filter(|visit| visits[*visit]) {
            self.placed[visit] = from.placed[visit];
        }
        for session in (0..is_closed.len()).filter(|session| !is_closed[*session]) {
            self.on[session].clone_from(&from.on[session]);
        }
    }

    /// A board on which it stands, with what families were told as on another board.
    #[must_use]
    pub fn board<'a>(&self, like: &Board<'a>) -> Board<'a> {
        let mut board = like.emptied();
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
