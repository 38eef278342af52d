//! Complaints: an adult's from their own place, anybody's from outside, or one that staff were told; informal, in
//! writing, and looked at again by somebody else.
//!
//! How a complaint stands, who may look into it and what can be done next is `rules::complaint`. It is hidden from
//! whoever it is about and from those close to them ([`hidden`]). Nothing of it is told to the other adult of the
//! family, and it changes no visit. Decision 29.

mod api;
mod figures;
mod handle;
mod hidden;
mod impartial;
mod learning;
mod list;
mod look;
mod made;
mod own;
mod own_pages;
mod pages;
mod steps;
mod store;
mod terms;

pub use api::operations;
pub use figures::{ComplaintFigures, YearOfComplaints, figures};
pub use handle::{
    ComplaintAnswer, ComplaintConcern, ComplaintExtension, ComplaintWords, NewHandler, acknowledge, answer,
    assign, concerns, extend, harm_seen, next_stage, take_back,
};
pub(crate) use hidden::hidden_complaints;
pub(crate) use learning::for_everybody;
pub use learning::{Learning, LearningDone, NewLearning, learn, learned};
pub use list::{ComplaintLine, ComplaintsWanted, list};
pub use look::{Complaint, ComplaintStep, see};
pub use made::{ComplaintTaken, ComplaintTold, NewComplaint, NewOwnComplaint, make};
pub(crate) use own::answers_of;
pub use own::{GoingOn, OwnComplaint, OwnComplaintLine, OwnLetter, own_complaint, own_complaints};
pub use steps::ComplaintStepKind;
pub use terms::{ComplaintTerms, set_terms, terms};

use crate::front::Pages;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    own_pages::pages().and(pages::pages())
}
