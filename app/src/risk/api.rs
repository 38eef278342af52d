//! The operations of risk assessments.

use super::{
    Assessment, AssessmentDecision, AssessmentDocument, Comparison, begin, comparison, decide, instruments,
    list, see, submit, write,
};
use axum::http::Method;
use base::{AssessmentId, FamilyId};
use host::{
    api::{Nothing, Operations},
    paging::{Listed, Paging},
};
use policy::{ApproveAssessment, SeeAssessment, SeeCentre, Subject, WriteAssessment};
use rules::instrument::Instrument;

const TAG: &str = "Assessments";
const WRITING: &[&str] =
    &["r20-judgement", "unknown-question", "unknown-band", "assessment-closed", "not-the-author"];

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<SeeCentre, (), Nothing, Listed<Instrument>>(
            TAG,
            "/instruments",
            "List the screening instruments this centre has loaded",
            |tx, (), _| {
                tx.ask::<SeeCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
                Ok(Listed { items: instruments()?.to_vec(), next: None })
            },
        )
        .read::<SeeAssessment, FamilyId, Paging, Listed<Assessment>>(
            TAG,
            "/families/{family}/assessments",
            "List the versions of a family's risk assessment, newest first",
            |tx, family, paging| list(tx, family, &paging).map(|(_, versions)| versions),
        )
        .write::<WriteAssessment, FamilyId, Nothing, Assessment>(
            TAG,
            (Method::POST, "/families/{family}/assessments"),
            "Begin a new version with what the last one says",
            (201, &["assessment-open", "family-not-here"]),
            begin,
        )
        .read::<SeeAssessment, AssessmentId, Nothing, Assessment>(
            TAG,
            "/assessments/{assessment}",
            "Read a version",
            |tx, id, _| see(tx, id).map(|(_, assessment)| assessment),
        )
        .write::<WriteAssessment, AssessmentId, AssessmentDocument, Assessment>(
            TAG,
            (Method::PUT, "/assessments/{assessment}"),
            "Write what a draft version says",
            (200, WRITING),
            write,
        )
        .write::<WriteAssessment, AssessmentId, Nothing, Assessment>(
            TAG,
            (Method::POST, "/assessments/{assessment}/submission"),
            "Hand a version in to be approved",
            (
                201,
                &[
                    "assessment-incomplete",
                    "r20-judgement",
                    "unknown-question",
                    "unknown-band",
                    "assessment-closed",
                    "not-the-author",
                ],
            ),
            submit,
        )
        .write::<ApproveAssessment, AssessmentId, AssessmentDecision, Assessment>(
            TAG,
            (Method::POST, "/assessments/{assessment}/approval"),
            "Approve or return a version",
            (201, &["approver-is-author", "assessment-not-submitted", "assessment-out-of-date"]),
            decide,
        )
        .read::<SeeAssessment, AssessmentId, Nothing, Comparison>(
            TAG,
            "/assessments/{assessment}/comparison",
            "What changed since the version before, and what it allows and forbids",
            |tx, id, _| comparison(tx, id),
        )
}
