//! Where assessments are kept.

mod current;
mod tasks;
mod versions;

pub use current::{Current, current, current_of};
pub(super) use tasks::referral_tasks;
pub(super) use versions::{
    approved_before, assessment, assessment_approve, assessment_insert, assessment_return, assessment_submit,
    assessment_write, latest, staff_of, versions,
};
