//! Steps on the board, and the way back.

use super::Board;
use crate::placement::Placement;

/// One step, with what it takes to undo it.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// A visit was placed.
    Placed(usize),
    /// A visit was lifted from there.
    Lifted(usize, Placement),
    /// One of the staff of a session was put on duty.
    CalledIn(usize, usize),
    /// One of the staff of a session was sent home.
    SentHome(usize, usize),
}

impl Board<'_> {
    /// The steps since they were last kept.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Keeps all that was done; it can no longer be taken back.
    pub fn keep(&mut self) {
        self.steps.clear();
    }

    /// Takes back every step since they were last kept, the last one first.
    pub fn take_back(&mut self) {
        while let Some(step) = self.steps.pop() {
            match step {
                Step::Placed(visit) => {
                    self.take(visit);
                }
                Step::Lifted(visit, at) => self.put(visit, at),
                Step::CalledIn(session, staff) => self.set_duty(session, staff, false),
                Step::SentHome(session, staff) => self.set_duty(session, staff, true),
            }
        }
    }
}
