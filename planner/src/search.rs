//! The search: a first timetable at once, then large parts of it taken out and put back better, for as long
//! as one likes to wait.

mod anneal;
mod best;
mod first;
mod ruin;
mod walk;

pub use first::first;
pub use walk::Walk;
pub use anneal::{Pace, Search, Wish};
