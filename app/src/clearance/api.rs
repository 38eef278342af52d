//! The operations of certificates and clearance.

use super::{
    Answered, Certificate, CertificateContent, CertificateDecision, ClearanceAsked, ClearancePolicy,
    Forecast, Lapses, NewCertificate, NewPolicy, Revocation, ToRenew, add, answer, certificate, decide,
    lapses, list, list_renewals, renewals_of, revoke, see_forecast, see_policy, set_policy,
};
use axum::http::Method;
use base::{CertificateId, StaffId};
use host::{
    api::{Nothing, Operations},
    paging::{All, Listed, Paging},
};
use policy::{AddCertificate, CheckCertificate, ListClearance, SeeCredentials, SetClearancePolicy};

pub(super) const TAG: &str = "Clearance";

/// The operations.
pub(super) fn operations() -> Operations {
    Operations::none()
        .read::<SeeCredentials, StaffId, ClearanceAsked, Answered>(
            TAG,
            "/staff/{staff}/clearance",
            "Is this person cleared for this kind of contact on this day? If not, what is missing",
            |tx, id, asked| answer(tx, id, &asked),
        )
        .read::<SeeCredentials, StaffId, Nothing, ToRenew>(
            TAG,
            "/staff/{staff}/renewals",
            "What somebody has to renew within 60 days or lacks already, and which course would do",
            |tx, id, _| renewals_of(tx, id),
        )
        .read::<SeeCredentials, StaffId, Nothing, All<Certificate>>(
            TAG,
            "/staff/{staff}/certificates",
            "List somebody's certificates, the newest first",
            |tx, id, _| certificate::of_person(tx, id),
        )
        .write::<AddCertificate, StaffId, NewCertificate, Certificate>(
            TAG,
            (Method::POST, "/staff/{staff}/certificates"),
            "Add a certificate, which waits to be checked by a second person",
            (201, &[]),
            add,
        )
        .read::<ListClearance, (), Paging, Listed<Certificate>>(
            TAG,
            "/certificates",
            "List the certificates that wait to be checked, the oldest first",
            |tx, (), paging| list(tx, &paging),
        )
        .read::<SeeCredentials, CertificateId, Nothing, CertificateContent>(
            TAG,
            "/certificates/{certificate}",
            "Read a certificate with its file",
            |tx, id, _| certificate::read_content(tx, id),
        )
        .write::<CheckCertificate, CertificateId, CertificateDecision, Certificate>(
            TAG,
            (Method::POST, "/certificates/{certificate}/decision"),
            "Check a certificate as the second person, or refuse it",
            (201, &["certificate-decided", "r9-second-person"]),
            decide,
        )
        .write::<CheckCertificate, CertificateId, Revocation, Certificate>(
            TAG,
            (Method::POST, "/certificates/{certificate}/revocation"),
            "Revoke a certificate that was checked",
            (201, &["certificate-not-checked"]),
            revoke,
        )
        .read::<ListClearance, (), Nothing, Lapses>(
            TAG,
            "/clearance/lapses",
            "Who falls out in the next six months, and who is cleared for nothing",
            |tx, (), _| lapses(tx),
        )
        .read::<ListClearance, (), Paging, Listed<ToRenew>>(
            TAG,
            "/clearance/renewals",
            "What everybody has to renew within 60 days or lacks already, the most pressing first",
            |tx, (), paging| list_renewals(tx, &paging),
        )
        .read::<ListClearance, (), Nothing, Forecast>(
            TAG,
            "/clearance/forecast",
            "How many places of contact each lapse will cost, week by week for 26 weeks",
            |tx, (), _| see_forecast(tx),
        )
        .read::<ListClearance, (), Nothing, ClearancePolicy>(
            TAG,
            "/clearance/policy",
            "What is asked of people, and where it is other than the national default",
            |tx, (), _| see_policy(tx),
        )
        .write::<SetClearancePolicy, (), NewPolicy, ClearancePolicy>(
            TAG,
            (Method::PUT, "/clearance/policy"),
            "Set what is asked of people before contact",
            (200, &[]),
            |tx, (), new| set_policy(tx, new),
        )
}
