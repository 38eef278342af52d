//! The pages of risk assessments.

mod overview;
mod read;
mod sections;
mod writing;

use super::{AskedPerson, Assessment, AssessmentDecision, InstrumentAnswers, begin, decide, submit};
use crate::{
    family::{Family, Place, side_menu},
    front::{Goto, Pages},
    view::Sheet,
};
use base::{AssessmentId, FamilyId};
use host::{Tx, api::Nothing};
use policy::{ApproveAssessment, SeeAssessment, WriteAssessment};
use rules::risk::Factor;

type Part = (AssessmentId, usize);

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeeAssessment, FamilyId>("/families/{family}/assessments", overview::list_page)
        .submit::<WriteAssessment, FamilyId, Nothing, _>(
            "/families/{family}/assessments",
            begin,
            |_, assessment| Goto::to(format!("/assessments/{}", assessment.id)),
            overview::list_page,
        )
        .show::<SeeAssessment, AssessmentId>("/assessments/{assessment}", overview::one_page)
        .submit::<WriteAssessment, AssessmentId, Nothing, _>(
            "/assessments/{assessment}/submission",
            submit,
            |id, _| Goto::to(format!("/assessments/{id}")).saying("assessment-submitted"),
            overview::one_page,
        )
        .submit::<ApproveAssessment, AssessmentId, AssessmentDecision, _>(
            "/assessments/{assessment}/approval",
            decide,
            |_, done| {
                let notice = match done.decisions.last().map(|last| last.decision) {
                    Some(super::DecisionWord::Return) => "assessment-returned",
                    _ => "assessment-approved",
                };
                Goto::to(format!("/families/{}/assessments", done.family)).saying(notice)
            },
            overview::one_page,
        )
        .and(asked())
        .and(factors())
        .and(rest())
}

fn asked() -> Pages {
    Pages::none()
        .show::<WriteAssessment, AssessmentId>("/assessments/{assessment}/asked", sections::asked_page)
        .submit::<WriteAssessment, AssessmentId, AskedPerson, _>(
            "/assessments/{assessment}/asked",
            writing::add_asked,
            |id, _| Goto::to(format!("/assessments/{id}/asked")).saying("saved"),
            sections::asked_page,
        )
        .submit::<WriteAssessment, Part, Nothing, _>(
            "/assessments/{assessment}/asked/{number}/removal",
            writing::remove_asked,
            |(id, _), _| Goto::to(format!("/assessments/{id}/asked")).saying("saved"),
            |tx, (id, _), asked| sections::asked_page(tx, id, asked),
        )
}

fn factors() -> Pages {
    Pages::none()
        .show::<WriteAssessment, AssessmentId>("/assessments/{assessment}/factors", sections::factors_page)
        .submit::<WriteAssessment, AssessmentId, Factor, _>(
            "/assessments/{assessment}/factors",
            writing::add_factor,
            |id, _| Goto::to(format!("/assessments/{id}/factors")).saying("saved"),
            sections::factors_page,
        )
        .show::<WriteAssessment, Part>("/assessments/{assessment}/factors/{number}", sections::factor_page)
        .submit::<WriteAssessment, Part, Factor, _>(
            "/assessments/{assessment}/factors/{number}",
            writing::change_factor,
            |(id, _), _| Goto::to(format!("/assessments/{id}/factors")).saying("saved"),
            sections::factor_page,
        )
        .submit::<WriteAssessment, Part, Nothing, _>(
            "/assessments/{assessment}/factors/{number}/removal",
            writing::remove_factor,
            |(id, _), _| Goto::to(format!("/assessments/{id}/factors")).saying("saved"),
            |tx, (id, _), asked| sections::factors_page(tx, id, asked),
        )
}

fn rest() -> Pages {
    Pages::none()
        .show::<WriteAssessment, (AssessmentId, String)>(
            "/assessments/{assessment}/instruments/{code}",
            sections::instrument_page,
        )
        .submit::<WriteAssessment, (AssessmentId, String), InstrumentAnswers, _>(
            "/assessments/{assessment}/instruments/{code}",
            writing::answer,
            |(id, _), _| Goto::to(format!("/assessments/{id}")).saying("assessment-saved"),
            sections::instrument_page,
        )
        .show::<WriteAssessment, AssessmentId>(
            "/assessments/{assessment}/conclusion",
            sections::conclusion_page,
        )
        .submit::<WriteAssessment, AssessmentId, writing::Conclusion, _>(
            "/assessments/{assessment}/conclusion",
            writing::conclude,
            |id, _| Goto::to(format!("/assessments/{id}")).saying("assessment-saved"),
            sections::conclusion_page,
        )
}

/// The top of every page about one version.
fn head(tx: &Tx<'_>, family: &Family, assessment: &Assessment, heading: impl Into<String>) -> Sheet {
    Sheet::new(heading)
        .over(format!("{} · {} · assessment version {}", family.reference, family.title, assessment.version))
        .side(side_menu(tx.actor, family, Place::Assessment))
}
