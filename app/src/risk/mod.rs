//! Risk assessments: versioned, from sources, approved by somebody other than their author.

mod store;

pub use store::{Current, current};
