//! Feedback: adults say how it was, each for themselves; those who lead the work read it and say what they did;
//! and everybody is told the figures of a year in which nobody can be known.

mod api;
mod figures;
mod own;
mod pages;
mod said;

pub use api::operations;
pub use figures::{Figures, Statement, Statements, figures, publish};
pub use own::{Feedback, FeedbackWanted, NewFeedback, OwnFeedback, give, list, own};
pub(crate) use pages::asked_now;
pub use pages::pages;
pub use said::{NewSaidAndDone, SaidAndDone, YouSaid, add_said, stop_said, you_said};
