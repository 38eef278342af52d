//! The search: a first timetable at once, then large parts of it taken out and put back better, for as long
//! as one likes to wait.

mod anneal;
mod best;
mod first;
mod region;
mod rounds;
mod ruin;
mod walk;

pub use first::first;
pub use rounds::Search;

/// How much time is left. Given from outside, since nothing here reads a clock.
pub trait Pace: Sync {
    /// The part of the time that is spent, from 0 to 1. From 1 on the search ends.
    fn spent(&self) -> f64;
    /// Told after every round what the best timetable costs and how many visits it serves.
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
    /// Visits before this day stay as they are, where they can.
    pub settled_before: i64,
    /// Points by which a step may leave the timetable worse at first, about.
    pub warm: f64,
    /// The same at the end.
    pub cool: f64,
}

impl Default for Wish {
    fn default() -> Self {
        Self { seed: 1, threads: 1, iterations: None, settled_before: 0, warm: 80.0, cool: 1.0 }
    }
}
