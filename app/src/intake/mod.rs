//! From the first question to a family the centre knows: enquiries, referrals, parents' own
//! applications, triage.

pub mod application;
mod contact_fields;
pub mod enquiry;
pub mod first_call;
mod helplines;
pub mod import;
pub mod mail;
pub mod referral;

pub use enquiry::{EnquiryTold, NewEnquiry, SafeChannel};
pub(crate) use enquiry::{can_be_reached, talked};
pub(crate) use helplines::numbers as helpline_numbers;

use crate::front::Pages;
use host::api::Operations;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    enquiry::pages()
        .and(first_call::pages())
        .and(referral::pages())
        .and(application::pages())
        .and(import::pages())
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    enquiry::operations()
        .and(first_call::operations())
        .and(referral::operations())
        .and(application::operations())
        .and(import::operations())
}
