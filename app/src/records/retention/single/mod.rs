//! The end of what is no family: enquiries and drafts by the program when their time is over, everything else
//! proposed by one person and decided by another.

mod api;
mod by_itself;
mod decide;
mod due;
mod pages;
mod store;

pub(super) use api::operations;
pub use by_itself::destroy_due;
pub use decide::{SingleDestruction, SingleState, decide, list, one, propose};
pub use due::{DueSingle, due};
pub(super) use pages::pages;
