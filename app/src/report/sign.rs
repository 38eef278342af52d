//! Signing: the rules' consent, the outbound gate, and the file, in one transaction.

use super::{
    compose,
    draft::signed_already,
    facts, passages, store, whole,
    words::{Body, Document, PaperKind, PaperState, Report},
};
use crate::{child, family, intake::referral::courts};
use base::{Prose, ReportId};
use host::{Problem, Recorded, WriteTx, audit::sha256};
use rules::{Refusal, intake::Side, letter::may_sign, plan::Kind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Signs a report.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignReport {
    /// What you state by signing, for example that the facts are true to the best of your knowledge.
    pub statement: Prose,
    /// That questions nobody answered are to stand in the report as "Not answered".
    #[serde(default)]
    pub leave_unanswered: bool,
    /// The check value of the draft you read. When it is given and a word has changed since, nothing is
    /// signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<String>,
}

/// How many characters of the check value are printed.
pub(super) const PRINTED: usize = 16;

/// A value that changes with any word of a report.
pub(super) fn check_value(
    reference: &str,
    kind: PaperKind,
    document: &Document,
    body: &Body,
) -> Result<String, Problem> {
    // Who signs it and what they state comes after what was read.
    let document = Document { statement: None, signed_by: None, ..document.clone() };
    Ok(sha256(serde_json::to_string(&(reference, kind, document, body))?.as_bytes()))
}

/// Signs a draft and makes its file.
pub fn sign(tx: &mut WriteTx<'_>, id: ReportId, new: SignReport) -> Result<Recorded<Report>, Problem> {
    let kept = store::one(tx, id)?;
    let family = store::family_of(tx, &kept)?;
    let permit = tx.ask::<policy::SignReport>(&family.subject.with_id(id))?;
    if kept.state == PaperState::Signed {
        return Err(signed_already());
    }
    let visits = facts::of_visits(tx, family.id, &kept.document.visits)?;
    // Here too: a child may have taken it back since.
    let told = child::permitted_words(tx, &family, &kept.document.child_answers)?;
    let (body, open) = compose::body(kept.kind, &kept.document, &family, (&visits, &told));
    let check = check_value(&kept.reference, kept.kind, &kept.document, &body)?;
    if new.check.is_some_and(|read| read != check) {
        return Err(Refusal::because(
            "report-changed",
            "The report has changed since you read it.",
            "Read it again, then sign.",
        )
        .into());
    }
    let kinds: Vec<Kind> = visits.iter().map(|visit| visit.kind).collect();
    let open = if new.leave_unanswered { Vec::new() } else { open };
    may_sign(kept.kind.rule(), &kinds, &open).map_err(|mut refusal| {
        if refusal.code == "report-unfinished" {
            refusal.remedy = "Answer each of them, or say that they are to stand as not answered.".into();
        }
        Problem::refused(refusal)
    })?;

    let signer = format!("{}, {}", tx.actor.name, tx.actor.role.words().to_lowercase());
    let document = Document {
        statement: Some(new.statement.to_string()),
        signed_by: Some(signer),
        ..kept.document.clone()
    };
    // R25: a paper for a court is read by both sides, so it holds nothing confidential to either.
    // Both hold the orders, so the courts that made them may be named.
    let courts = courts(tx, family.id)?;
    for side in Side::ALL {
        let forbidden = family::forbidden_for(tx, family.id, *side)?;
        let forbidden = forbidden.naming_courts(courts.iter().map(String::as_str));
        passages::all_pass(&forbidden, &document, &body)?;
    }
    let printed = &check[..PRINTED.min(check.len())];
    let pdf = passages::set(tx, &kept, &family, (&document, &body), printed)?;
    store::sign(tx, (&permit, family.id), document, store::Signed { body, check: check.clone() }, &pdf)?;
    let kept = store::one(tx, id)?;
    let summary = format!("{}: signed", kept.kind.words());
    let report = whole(tx, &family, kept)?;
    tx.record_document(&permit, Some(family.id), &summary, &pdf, report)
}
