//! From the first question to a family the centre knows: enquiries, referrals, parents' own
//! applications, triage.

pub mod application;
mod contact_fields;
mod enquiry;
pub mod import;
pub mod referral;

pub use enquiry::{NewEnquiry, SafeChannel};
pub(crate) use enquiry::{can_be_reached, talked};

use crate::front::Pages;
use host::api::Operations;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    enquiry::pages().and(referral::pages()).and(application::pages()).and(import::pages())
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    enquiry::operations().and(referral::operations()).and(application::operations()).and(import::operations())
}
