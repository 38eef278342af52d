//! How much worse a step may leave the timetable: much at first, hardly anything at the end.

use super::{best::Best, first, walk::Walk};
use crate::{board::Board, chance::Chance, setting::Setting};

/// How much time is left. Given from outside, since nothing here reads a clock.
pub trait Pace: Sync {
    /// The part of the time that is spent, from 0 to 1. From 1 on the search ends.
    fn spent(&self) -> f64;
    /// Told now and then what the best timetable costs.
    fn found(&self, cost: i64, served: usize);
}

/// How to search.
#[derive(Clone, Debug)]
pub struct Wish {
    /// What chance follows from.
    pub seed: u64,
    /// Threads to use.
    pub threads: usize,
    /// Steps after which to end, whatever the pace.
    pub iterations: Option<u64>,
    /// Points by which a step may leave the timetable worse at first, about.
    pub warm: f64,
    /// The same at the end.
    pub cool: f64,
}

impl Default for Wish {
    fn default() -> Self {
        Self { seed: 1, threads: 1, iterations: None, warm: 20.0, cool: 0.7 }
    }
}

/// A search for the best timetable.
pub struct Search<'a> {
    setting: &'a Setting,
    wish: Wish,
    /// Steps taken.
    pub steps: u64,
}

impl<'a> Search<'a> {
    /// A search that is still to begin.
    #[must_use]
    pub fn new(setting: &'a Setting, wish: Wish) -> Self {
        Self { setting, wish, steps: 0 }
    }

    /// Searches from a board on until the time is spent, and answers the best timetable met.
    pub fn run(&mut self, board: Board<'a>, pace: &dyn Pace) -> Board<'a> {
        let chance = Chance::seeded(self.wish.seed);
        let mut walk = Walk::everywhere(board, chance);
        first(&mut walk.board, &walk.closed, &mut walk.chance);
        pace.found(walk.board.cost, walk.board.served());
        let mut best = Best::of(&walk.board);
        let mut spent = 0.0;
        loop {
            if self.steps.is_multiple_of(64) {
                spent = self.spent(pace);
                if spent >= 1.0 {
                    break;
                }
            }
            self.steps += 1;
            let heat = self.wish.warm * (self.wish.cool / self.wish.warm).powf(spent);
            let before = walk.board.cost;
            walk.step();
            let worse = walk.board.cost - before;
            if worse <= 0 || points(worse) < -heat * walk.chance.fraction().max(1e-12).ln() {
                best.follow(&walk.board);
                walk.board.keep();
            } else {
                walk.board.take_back();
            }
        }
        best.board(self.setting)
    }

    fn spent(&self, pace: &dyn Pace) -> f64 {
        let of_steps = self.wish.iterations.map_or(0.0, |most| part(self.steps, most));
        of_steps.max(pace.spent())
    }
}

#[expect(clippy::cast_precision_loss, reason = "only held against chance")]
fn points(points: i64) -> f64 {
    points as f64
}

#[expect(clippy::cast_precision_loss, reason = "only to see how far the search has come")]
fn part(steps: u64, of: u64) -> f64 {
    steps as f64 / of.max(1) as f64
}
