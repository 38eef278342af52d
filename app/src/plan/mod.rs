//! Contact plans and agreements, and whether a family is ready for its first visit (R2).

mod activation;
mod agreement;
mod api;
mod document;
mod pages;
mod party;
mod store;
mod write;

pub use activation::{Activation, activate_if_ready};
pub use agreement::{Agreement, HowAgreed, NewAgreement, agree, agreements};
pub use api::operations;
pub use document::{Plan, PlanDocument, PlanState};
pub use pages::pages;
pub use party::{PartyPlan, PlanRule, level_in_plain_words, party_plan};
pub use store::{Current, current, current_of};
pub use write::{adopt, begin, list, see, write};
