//! Checking a certificate, refusing it, and taking it back.

use super::{Certificate, store};
use base::{CertificateId, Changed, Prose};
use host::{Problem, Recorded, WriteTx};
use policy::CheckCertificate;
use rules::{
    Refusal,
    clearance::{CertificateStanding, second_person},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// What a second person says of a certificate.
    pub enum CertificateVerdict {
        Check = "check" => "It is genuine and says what was entered",
        Refuse = "refuse" => "It does not count",
    }
}

/// Says what becomes of a certificate.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CertificateDecision {
    /// What you found.
    pub decision: CertificateVerdict,
    /// Why it is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Prose>,
}

/// Takes a certificate back: it counts no longer.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// Why it counts no longer.
    pub reason: Prose,
}

/// Checks a certificate, or refuses it with a reason. Whoever checks is neither whom it is about nor whoever
/// added it; anybody who may check may refuse, for a refusal puts nobody on contact.
pub fn decide(
    tx: &mut WriteTx<'_>,
    id: CertificateId,
    said: CertificateDecision,
) -> Result<Recorded<Certificate>, Problem> {
    let (certificate, subject) = store::certificate(tx, id)?;
    let permit = tx.ask::<CheckCertificate>(&subject)?;
    if certificate.credential.standing != CertificateStanding::Waiting {
        return Err(Refusal::because(
            "certificate-decided",
            "This certificate does not wait to be checked any more.",
            "Add it again if something is wrong with it, or revoke it.",
        )
        .into());
    }
    let summary = match (said.decision, said.reason) {
        (CertificateVerdict::Check, _) => {
            let second = second_person(tx.actor.staff, certificate.staff, certificate.added_staff)?;
            store::certificate_checked(tx, &permit, second)?;
            "A certificate was checked"
        }
        (CertificateVerdict::Refuse, Some(reason)) => {
            store::certificate_refused(tx, &permit, &reason)?;
            "A certificate was refused"
        }
        (CertificateVerdict::Refuse, None) => return Err(Problem::field("/reason", "Say why it is refused")),
    };
    tx.changed(Changed::Staff(certificate.staff));
    let (certificate, _) = store::certificate(tx, id)?;
    tx.record(&permit, None, summary, certificate)
}

/// Takes back a certificate that was checked.
pub fn revoke(
    tx: &mut WriteTx<'_>,
    id: CertificateId,
    said: Revocation,
) -> Result<Recorded<Certificate>, Problem> {
    let (certificate, subject) = store::certificate(tx, id)?;
    let permit = tx.ask::<CheckCertificate>(&subject)?;
    if certificate.credential.standing != CertificateStanding::Checked {
        return Err(Refusal::because(
            "certificate-not-checked",
            "Only a certificate that was checked can be revoked.",
            "Refuse it instead, if it still waits to be checked.",
        )
        .into());
    }
    store::certificate_revoked(tx, &permit, &said.reason)?;
    tx.changed(Changed::Staff(certificate.staff));
    let (certificate, _) = store::certificate(tx, id)?;
    tx.record(&permit, None, "A certificate was revoked", certificate)
}
