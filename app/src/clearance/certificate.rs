//! Certificates: what somebody has to show of vetting and training.

use super::store;
use crate::sent_file::{self, SentFile};
use base::{CertificateId, Day, Faults, Moment, Name, StaffId, TrainingId};
use base64::{Engine, engine::general_purpose::STANDARD};
use host::{
    Problem, Recorded, Tx, WriteTx,
    paging::{All, Listed, Paging},
};
use policy::{AddCertificate, ListClearance, SeeCredentials};
use rules::{
    clearance::{Credential, DbsLevel, Requirement},
    plan::Kind,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A file with a certificate.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CertificateFile {
    /// What the file is called.
    pub filename: Name,
    /// What it is: application/pdf, image/jpeg or image/png. The file itself is looked at too.
    pub media_type: Name,
    /// The file, in base64. At most 8 MB.
    pub content: String,
}

/// Adds a certificate. It counts once a second person has checked it.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCertificate {
    /// What it shows.
    pub requirement: Requirement,
    /// How much a DBS check looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<DbsLevel>,
    /// Which kinds of contact a qualification is for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// The day it was given.
    pub from: Day,
    /// The last day it says it holds, if it says one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Day>,
    /// When the update service last said that a DBS check still stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update_checked: Option<Day>,
    /// Who gave it, and its number where it has one.
    pub words: Name,
    /// The certificate itself, as a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<CertificateFile>,
}

/// A file as it is kept, without what it holds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct KeptFile {
    /// What it is called.
    pub filename: String,
    /// What it is.
    pub media_type: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// A certificate.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Certificate {
    /// Its identifier.
    pub id: CertificateId,
    /// Whom it is about.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// What it shows, and from when to when.
    #[serde(flatten)]
    pub credential: Credential,
    /// Who gave it, and its number.
    pub words: String,
    /// When it was added.
    pub added_at: Moment,
    /// Who added it.
    pub added_by: String,
    /// The member of staff who added it.
    pub added_staff: Option<StaffId>,
    /// When it was checked or refused.
    pub decided_at: Option<Moment>,
    /// Who checked or refused it.
    pub decided_by: Option<String>,
    /// When it was revoked.
    pub revoked_at: Option<Moment>,
    /// Who revoked it.
    pub revoked_by: Option<String>,
    /// Why it was refused or revoked.
    pub reason: Option<String>,
    /// The training it was issued from.
    pub training: Option<TrainingId>,
    /// The file, if there is one.
    pub file: Option<KeptFile>,
}

/// A certificate with its file.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CertificateContent {
    /// The certificate.
    #[serde(flatten)]
    pub about: Certificate,
    /// The file, in base64.
    pub content: Option<String>,
}

/// What is wrong with the dates and the sort of a certificate.
fn faults(new: &NewCertificate, today: Day) -> Faults {
    let mut faults = Faults::none();
    let is = |requirement| new.requirement == requirement;
    faults.require(new.from <= today, "/from", "Enter a day that has come: nothing counts before its day");
    faults.require(
        new.expires.is_none_or(|expires| expires >= new.from),
        "/expires",
        "Enter the day it was given or a later one",
    );
    faults.require(!is(Requirement::Dbs) || new.level.is_some(), "/level", "Choose the level of the check");
    faults.require(
        is(Requirement::Dbs) || new.level.is_none(),
        "/level",
        "Leave the level out: only a DBS check has one",
    );
    faults.require(
        !is(Requirement::Role) || !new.kinds.is_empty(),
        "/kinds",
        "Choose the kinds of contact it qualifies for",
    );
    faults.require(
        is(Requirement::Role) || new.kinds.is_empty(),
        "/kinds",
        "Leave the kinds of contact out: only a qualification is for some",
    );
    if let Some(checked) = new.update_checked {
        faults.require(
            is(Requirement::Dbs),
            "/update_checked",
            "Leave this out: only a DBS check is in the update service",
        );
        faults.require(
            checked >= new.from && checked <= today,
            "/update_checked",
            "Enter a day from that of the check to today",
        );
    }
    faults
}

/// Adds a certificate to somebody's.
pub fn add(tx: &mut WriteTx<'_>, id: StaffId, new: NewCertificate) -> Result<Recorded<Certificate>, Problem> {
    let (_, subject) = store::staff(tx, id)?;
    let permit = tx.ask::<AddCertificate>(&subject)?;
    faults(&new, tx.now.day()).none_or_err()?;
    let file: Option<SentFile> = new
        .file
        .as_ref()
        .map(|file| sent_file::take((&file.filename, &file.media_type), &file.content, "certificate"))
        .transpose()
        .map_err(|wrong| Problem::field("/file", wrong.words()))?;
    let made = store::certificate_insert(tx, &permit, &new, (file.as_ref(), None))?;
    let (certificate, _) = store::certificate(tx, made)?;
    tx.record(&permit, None, "A certificate was added", certificate)
}

/// Somebody's certificates, the newest first.
pub fn of_person(tx: &mut Tx<'_>, id: StaffId) -> Result<All<Certificate>, Problem> {
    let (_, subject) = store::staff(tx, id)?;
    tx.ask::<SeeCredentials>(&subject)?;
    Ok(All { items: store::of_staff(tx, id)? })
}

/// The certificates that wait to be checked, the oldest first.
pub fn list(tx: &mut Tx<'_>, paging: &Paging) -> Result<Listed<Certificate>, Problem> {
    let scope = tx.scope::<ListClearance>()?;
    store::waiting(tx, &scope, paging)
}

/// One certificate.
pub fn see(tx: &mut Tx<'_>, id: CertificateId) -> Result<Certificate, Problem> {
    let (certificate, subject) = store::certificate(tx, id)?;
    tx.ask::<SeeCredentials>(&subject.with_id(certificate.staff))?;
    Ok(certificate)
}

/// One certificate with what its file holds.
pub fn read(tx: &mut Tx<'_>, id: CertificateId) -> Result<(Certificate, Option<Vec<u8>>), Problem> {
    let certificate = see(tx, id)?;
    let bytes = store::bytes(tx, id)?;
    Ok((certificate, bytes))
}

/// The same for the API.
pub(super) fn read_content(tx: &mut Tx<'_>, id: CertificateId) -> Result<CertificateContent, Problem> {
    let (about, bytes) = read(tx, id)?;
    Ok(CertificateContent { about, content: bytes.map(|bytes| STANDARD.encode(bytes)) })
}
