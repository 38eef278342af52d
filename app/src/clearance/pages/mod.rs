//! The pages of certificates and clearance.

mod centre;
mod certificate;
mod forecast;
mod person;
mod renewals;
mod terms;

use super::{
    CertificateDecision, NewPolicy, Revocation, add_form::AddForm, add_form::add_from_form, decide, revoke,
    set_policy,
};
use crate::front::{Goto, Pages};
use base::{CertificateId, StaffId};
use policy::{AddCertificate, CheckCertificate, ListClearance, SeeCredentials, SeeHome, SetClearancePolicy};

pub(crate) use renewals::table_of as renewals_table;

/// The pages.
pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<ListClearance, ()>("/clearance", centre::page)
        .show::<ListClearance, ()>("/clearance/forecast", forecast::page)
        .show::<ListClearance, ()>("/clearance/renewals", renewals::page)
        .show::<ListClearance, ()>("/clearance/policy", terms::page)
        .submit::<SetClearancePolicy, (), NewPolicy, _>(
            "/clearance/policy",
            |tx, (), new| set_policy(tx, new),
            |(), _| Goto::to("/clearance/policy").saying("saved"),
            terms::page,
        )
        .show::<SeeHome, ()>("/my-clearance", person::own)
        .show::<SeeCredentials, StaffId>("/staff/{staff}/clearance", person::page)
        .show::<AddCertificate, StaffId>("/staff/{staff}/certificates/new", certificate::form)
        .submit::<AddCertificate, StaffId, AddForm, _>(
            "/staff/{staff}/certificates/new",
            add_from_form,
            |staff, _| Goto::to(format!("/staff/{staff}/clearance")).saying("certificate-added"),
            certificate::form,
        )
        .show::<SeeCredentials, CertificateId>("/certificates/{certificate}", certificate::page)
        .submit::<CheckCertificate, CertificateId, CertificateDecision, _>(
            "/certificates/{certificate}/decision",
            decide,
            |_, done| Goto::to(format!("/certificates/{}", done.id)).saying("recorded"),
            certificate::page,
        )
        .submit::<CheckCertificate, CertificateId, Revocation, _>(
            "/certificates/{certificate}/revocation",
            revoke,
            |_, done| Goto::to(format!("/certificates/{}", done.id)).saying("recorded"),
            certificate::page,
        )
        .file::<SeeCredentials, CertificateId>("/certificates/{certificate}/file", certificate::saved)
}
