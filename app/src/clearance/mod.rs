//! Who may be put on contact: certificates, what the centre asks, training, and what lapses will cost.

mod add_form;
mod answer;
mod api;
mod certificate;
mod decision;
mod forecast;
mod pages;
mod renewal;
mod store;
mod terms;
pub mod training;

pub use answer::{Answered, ClearanceAsked, KindAnswer, Lapse, Lapses, answer, lapses, not_cleared};
pub use certificate::{
    Certificate, CertificateContent, CertificateFile, KeptFile, NewCertificate, add, list, read,
};
pub use decision::{CertificateDecision, CertificateVerdict, Revocation, decide, revoke};
pub use forecast::{Forecast, Named, see_forecast};
pub(crate) use pages::renewals_table;
pub use renewal::{RenewalCourse, RenewalItem, ToRenew, list_renewals, of_known, renewals_of, worked_out};
pub use store::{credentials, of_staff};
pub use terms::{ClearancePolicy, NewPolicy, current_policy, see_policy, set_policy};

use crate::front::Pages;
use host::api::Operations;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    pages::pages().and(training::pages())
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    api::operations().and(training::operations())
}
