//! Rounds of the search: each thread walks by itself for a while, then what they found is put together.

use super::{
    Pace, Wish,
    anneal::{Round, anneal, is_over},
    best::Best,
    first,
    region::{Region, divide},
    walk::Walk,
};
use crate::{board::Board, chance::Chance, setting::Setting};

/// Centres for each thread below which they do not divide the country, but each walk over all of it.
const CENTRES_EACH: usize = 3;

/// A search for the best timetable.
pub struct Search<'a> {
    setting: &'a Setting,
    wish: Wish,
    chance: Chance,
    /// Steps taken, by all threads.
    pub steps: u64,
}

impl<'a> Search<'a> {
    /// A search that is still to begin.
    #[must_use]
    pub fn new(setting: &'a Setting, wish: Wish) -> Self {
        Self { setting, chance: Chance::seeded(wish.seed), wish, steps: 0 }
    }

    /// Searches from a board on until the time is spent, and answers the best timetable met.
    pub fn run(&mut self, board: Board<'a>, pace: &dyn Pace) -> Board<'a> {
        let settled = self.settled(&board);
        let mut walk = Walk::everywhere(board, self.chance.branch());
        walk.leave(&settled);
        first(&mut walk.board, &walk.closed, &mut walk.chance);
        pace.found(walk.board.cost, walk.board.served());
        let threads = self.wish.threads.max(1);
        if threads == 1 {
            self.alone(walk, pace)
        } else if self.setting.instance.sites.len() < CENTRES_EACH * threads {
            self.side_by_side(&walk, threads, &settled, pace)
        } else {
            self.divided(walk.board, threads, &settled, pace)
        }
    }

    /// Visits so soon that they stay as they are.
    fn settled(&self, board: &Board<'_>) -> Vec<bool> {
        let day = |session: usize| self.setting.instance.sessions[session].day;
        board
            .placed
            .iter()
            .map(|at| at.is_some_and(|at| day(at.session) < self.wish.settled_before))
            .collect()
    }

    fn is_over(&self, pace: &dyn Pace) -> bool {
        is_over(self.steps, &self.wish, pace)
    }

    /// Steps of a round: so many that putting together what was found takes little of the time.
    fn round(&self, threads: u64) -> Round {
        let visits = u64::try_from(self.setting.choices.len()).unwrap_or(0);
        let left = self.wish.iterations.map_or(u64::MAX, |most| most.saturating_sub(self.steps));
        let steps = (10 * visits).clamp(5000, 100_000).min(left.div_ceil(threads));
        Round { before: self.steps, steps, threads }
    }

    fn alone(&mut self, mut walk: Walk<'a>, pace: &dyn Pace) -> Board<'a> {
        let mut best = Best::of(&walk.board);
        while !self.is_over(pace) {
            let (found, steps) = anneal(&mut walk, self.round(1), &self.wish, pace);
            self.steps += steps;
            if found.cost < best.cost {
                best = found;
            }
            pace.found(best.cost, best.served());
        }
        best.board(&walk.board)
    }

    /// Every thread searches for itself; the best of what they find is taken.
    fn side_by_side(
        &mut self,
        walk: &Walk<'a>,
        threads: usize,
        settled: &[bool],
        pace: &dyn Pace,
    ) -> Board<'a> {
        let begin = |search: &mut Self| {
            let mut walk = Walk::everywhere(walk.board.clone(), search.chance.branch());
            walk.leave(settled);
            walk
        };
        let mut walks: Vec<Walk<'a>> = (0..threads).map(|_| begin(self)).collect();
        let mut best = Best::of(&walk.board);
        while !self.is_over(pace) {
            for (found, steps) in self.together(&mut walks, pace) {
                self.steps += steps;
                if found.cost < best.cost {
                    best = found;
                }
            }
            pace.found(best.cost, best.served());
        }
        best.board(&walk.board)
    }

    /// Every thread searches a region of its own, and the regions are drawn anew for every round.
    fn divided(
        &mut self,
        mut board: Board<'a>,
        threads: usize,
        settled: &[bool],
        pace: &dyn Pace,
    ) -> Board<'a> {
        let mut best = Best::of(&board);
        while !self.is_over(pace) {
            let regions = divide(&board, threads, &mut self.chance);
            let begin = |region: &Region| {
                let mut walk = Walk::within(board.clone(), region, self.chance.branch());
                walk.leave(settled);
                walk
            };
            let mut walks: Vec<Walk<'a>> = regions.iter().map(begin).collect();
            let before = Best::of(&board);
            let (mut found, mut reached) = (before.clone(), before);
            let start = board.cost;
            let ends = self.together(&mut walks, pace);
            for ((walk, region), (good, steps)) in walks.iter().zip(&regions).zip(ends) {
                self.steps += steps;
                found.take_part(&good, &region.movable, &region.closed);
                found.cost += good.cost - start;
                reached.take_part(&Best::of(&walk.board), &region.movable, &region.closed);
            }
            if found.cost < best.cost {
                best = found;
            }
            board = reached.board(&board);
            pace.found(best.cost, best.served());
        }
        best.board(&board)
    }

    /// Lets every walk go on for a round, each in a thread of its own.
    fn together(&self, walks: &mut [Walk<'a>], pace: &dyn Pace) -> Vec<(Best, u64)> {
        let round = self.round(u64::try_from(walks.len()).unwrap_or(1));
        let wish = &self.wish;
        std::thread::scope(|scope| {
            let threads: Vec<_> =
                walks.iter_mut().map(|walk| scope.spawn(move || anneal(walk, round, wish, pace))).collect();
            threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
        })
    }
}
