//! Reports for a court or another reader outside the centre, and attendance letters: composed from what
//! was recorded, stating their limits, signed by a person, numbered, and possible to verify.

mod api;
mod compose;
mod draft;
mod facts;
mod file;
mod happened;
mod pages;
mod passages;
mod sign;
mod store;
mod verify;
mod words;

pub use api::operations;
pub use draft::{draft, edit};
pub(crate) use facts::event_of;
pub use file::{ReportFile, file};
pub use pages::pages;
pub use sign::{SignReport, sign};
pub use verify::{Genuine, Questioned, is_genuine};
pub use words::{
    Answer, AttendanceLine, Body, Document, LeftOut, NewReport, PaperKind, PaperState, Particular, Passage,
    Prompt, Report, ReportEdit, VisitSection,
};

use crate::{
    child,
    family::{self, Family},
};
use base::{CopyId, Day, FamilyId, Moment, Name, ReportId};
use host::{
    Problem, Recorded, Tx, WriteTx,
    paging::{Listed, Paging},
};
use policy::{ReadReport, Role, SeeReports, SendReport};
use rules::{Refusal, letter::limits};
use serde::{Deserialize, Serialize};
use store::Kept;
use utoipa::ToSchema;

/// A report in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReportSummary {
    /// Its identifier.
    pub id: ReportId,
    /// Its reference.
    pub reference: String,
    /// What kind of paper it is.
    pub kind: PaperKind,
    /// How far it has come.
    pub state: PaperState,
    /// The first day it is about.
    pub from: Day,
    /// The last day it is about.
    pub until: Day,
    /// Whom it is addressed to.
    pub recipient: String,
    /// When it was drafted.
    pub created: Moment,
    /// When it was signed.
    pub signed_at: Option<Moment>,
    /// The SHA-256 of the signed file.
    pub sha256: Option<String>,
}

impl ReportSummary {
    fn of(kept: Kept) -> Self {
        Self {
            id: kept.id,
            reference: kept.reference,
            kind: kept.kind,
            state: kept.state,
            from: kept.document.from,
            until: kept.document.until,
            recipient: kept.document.recipient,
            created: kept.created,
            signed_at: kept.signed_at,
            sha256: kept.sha256,
        }
    }
}

/// Logs a copy that was sent.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCopy {
    /// Who received the copy.
    pub recipient: Name,
    /// In what capacity, for example "Solicitor of the visiting party".
    pub capacity: Name,
    /// How it was sent, for example "Secure e-mail".
    pub how: Name,
    /// When it was sent. Now when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<Moment>,
}

/// A copy that was sent.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReportCopy {
    /// Its identifier.
    pub id: CopyId,
    /// Who received it.
    pub recipient: String,
    /// In what capacity.
    pub capacity: String,
    /// How it was sent.
    pub how: String,
    /// When.
    pub sent_at: Moment,
    /// Who sent it.
    pub sent_by: String,
}

/// The reports of a family, newest first. A referrer sees those that are signed.
pub fn list(
    tx: &mut Tx<'_>,
    id: FamilyId,
    paging: &Paging,
) -> Result<(Family, Listed<ReportSummary>), Problem> {
    let family = family::family(tx, id)?;
    tx.ask::<SeeReports>(&family.subject)?;
    let only_signed = tx.actor.role == Role::Referrer;
    let listed = store::of_family(tx, id, only_signed, paging)?;
    Ok((family, listed))
}

/// One report with its family: a draft as it stands now, a signed one as it was signed.
pub fn see(tx: &mut Tx<'_>, id: ReportId) -> Result<(Family, Report), Problem> {
    let (family, kept) = readable(tx, id)?;
    let report = whole(tx, &family, kept)?;
    Ok((family, report))
}

/// A report that the actor may read. To a referrer a draft is not there.
fn readable(tx: &mut Tx<'_>, id: ReportId) -> Result<(Family, Kept), Problem> {
    let kept = store::one(tx, id)?;
    let family = store::family_of(tx, &kept)?;
    tx.ask::<ReadReport>(&family.subject.with_id(id))?;
    Ok((family, kept))
}

fn whole(tx: &mut Tx<'_>, family: &Family, kept: Kept) -> Result<Report, Problem> {
    let (body, open_questions, check) = match kept.signed {
        Some(signed) => (signed.body, Vec::new(), signed.check),
        None => {
            let visits = facts::of_visits(tx, family.id, &kept.document.visits)?;
            let told = child::still_permitted(tx, family, &kept.document.child_answers)?;
            let (body, open) = compose::body(kept.kind, &kept.document, family, (&visits, &told));
            let check = sign::check_value(&kept.reference, kept.kind, &kept.document, &body)?;
            (body, open, check)
        }
    };
    Ok(Report {
        id: kept.id,
        family: kept.family,
        reference: kept.reference,
        kind: kept.kind,
        state: kept.state,
        limits: limits(kept.kind.rule()).to_owned(),
        document: kept.document,
        body,
        open_questions,
        check,
        created: kept.created,
        author: kept.author,
        signed_at: kept.signed_at,
        sha256: kept.sha256,
    })
}

/// The copies that were sent of a report, newest first.
pub fn copies(tx: &mut Tx<'_>, id: ReportId, paging: &Paging) -> Result<Listed<ReportCopy>, Problem> {
    let kept = store::one(tx, id)?;
    let family = store::family_of(tx, &kept)?;
    // Who else was sent a copy is not for the referrer to know.
    tx.ask::<SendReport>(&family.subject.with_id(id))?;
    store::copies(tx, id, paging)
}

/// Logs a copy of a signed report.
pub fn send(tx: &mut WriteTx<'_>, id: ReportId, new: NewCopy) -> Result<Recorded<ReportCopy>, Problem> {
    let kept = store::one(tx, id)?;
    let family = store::family_of(tx, &kept)?;
    let permit = tx.ask::<SendReport>(&family.subject.with_id(id))?;
    if kept.state != PaperState::Signed {
        return Err(Refusal::because(
            "report-not-signed",
            "This report is a draft, and a draft does not leave the centre.",
            "Sign it first.",
        )
        .into());
    }
    if let (Some(sent), Some(signed)) = (new.sent_at, kept.signed_at)
        && (sent > tx.now || sent < signed)
    {
        return Err(Problem::field("/sent_at", "Enter a time between the signature and now"));
    }
    let copy = store::copy_insert(tx, &permit, &new)?;
    let copy = ReportCopy {
        id: copy,
        recipient: new.recipient.to_string(),
        capacity: new.capacity.to_string(),
        how: new.how.to_string(),
        sent_at: new.sent_at.unwrap_or(tx.now),
        sent_by: tx.actor.name.clone(),
    };
    tx.record(&permit, Some(kept.family), "A copy of a report was sent", copy)
}
