//! How much worse a step may leave the timetable: much at first, hardly anything at the end.

use super::{Pace, Wish, best::Best, walk::Walk};

/// Steps between two looks at the clock.
const LOOK: u64 = 64;

/// The part of the time after which it is warmed up again.
const EARLY: f64 = 0.06;

/// How far a search has come before a round of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Round {
    /// Steps taken before, by all threads.
    pub before: u64,
    /// Steps to take.
    pub steps: u64,
    /// Threads that take as many.
    pub threads: u64,
}

/// Walks for a round, and answers the best that was met on the way and the steps that were taken.
pub(super) fn anneal(walk: &mut Walk<'_>, round: Round, wish: &Wish, pace: &dyn Pace) -> (Best, u64) {
    let mut best = Best::of(&walk.board);
    let mut heat = wish.cool;
    for step in 0..round.steps {
        if step % LOOK == 0 {
            let steps = round.before + step * round.threads;
            if is_over(steps, wish, pace) {
                return (best, step);
            }
            // Where steps are counted the clock has no say in which of them are kept: the same steps again
            // lead to the same timetable.
            let spent = wish.iterations.map_or_else(|| pace.spent(), |most| part(steps, most));
            heat = self::heat(spent, wish);
        }
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
    (best, round.steps)
}

/// How many points worse a step may be, about, once that part of the time is spent. It cools twice: quickly, so
/// that there is something good if somebody stops early, and then slowly from warmer on.
fn heat(spent: f64, wish: &Wish) -> f64 {
    let (warm, gone) = if spent < EARLY {
        (wish.warm / 4.0, spent / EARLY)
    } else {
        (wish.warm, (spent - EARLY) / (1.0 - EARLY))
    };
    warm * (wish.cool / warm).powf(gone)
}

/// Whether the time is spent, or the steps are.
pub(super) fn is_over(steps: u64, wish: &Wish, pace: &dyn Pace) -> bool {
    wish.iterations.is_some_and(|most| steps >= most) || pace.spent() >= 1.0
}

#[expect(clippy::cast_precision_loss, reason = "only held against chance")]
fn points(points: i64) -> f64 {
    points as f64
}

#[expect(clippy::cast_precision_loss, reason = "only to see how far the search has come")]
fn part(steps: u64, of: u64) -> f64 {
    steps as f64 / of.max(1) as f64
}
