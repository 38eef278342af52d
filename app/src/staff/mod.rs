//! Who works here: members of staff and volunteers, when they can come, when they are away, whom they know,
//! and whom they are close to.

mod store;

pub use store::{away_between, gone, known_adults};
