//! Risk assessments: versioned, from sources, approved by somebody other than their author.

mod api;
mod approve;
mod compare;
mod document;
mod judge;
mod pages;
mod store;
mod write;

pub use api::operations;
pub use approve::{AssessmentDecision, DecisionWord, decide};
pub use compare::{Change, Comparison, compare, comparison};
pub use document::{
    AskedPerson, Assessment, AssessmentDocument, AssessmentResult, AssessmentState, Decided,
    InstrumentAnswers,
};
pub use judge::{CAPACITY, instruments, result_of};
pub use pages::pages;
pub use store::{Current, current, current_of};
pub use write::{begin, list, see, submit, write};
