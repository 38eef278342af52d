//! What no timetable can cost less than.
//!
//! Visits, supervisors, sessions and families are let loose: each does what is cheapest for itself. What they
//! would have to share has a price, and each that needs it pays: a supervisor's time, a supervisor's being
//! there for a visit at all, a room, the door, the centre's being open, a lead the family knows. Whatever the
//! prices are, the sum of what each then pays, less what the shared things take in, is no more than the
//! cheapest timetable costs. Good prices make it nearly as much; they are found by raising what too many want.

mod ascent;
mod certificate;
mod family;
mod market;
mod place;
mod sold;
mod visit;

pub use ascent::{Ascent, Bound};
pub use certificate::certificate;
