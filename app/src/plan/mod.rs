//! Contact plans and agreements, and whether a family is ready for its first visit (R2).

mod document;
mod readiness;
mod store;

pub use document::PlanDocument;
pub use readiness::readiness;
pub use store::{Current, current};
