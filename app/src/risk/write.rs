//! Beginning, writing and submitting a version.

use super::{
    Assessment, AssessmentDocument, AssessmentState,
    judge::{check_fields, incomplete, is_open, result_of},
    store,
};
use crate::family::{self, Family};
use base::{AssessmentId, FamilyId};
use host::{
    Problem, Recorded, Tx, WriteTx,
    api::Nothing,
    paging::{Listed, Paging},
};
use policy::{SeeAssessment, WriteAssessment};
use rules::{Refusal, intake::Stage};

/// The versions of a family's assessment, newest first, with the family.
pub fn list(
    tx: &mut Tx<'_>,
    family: FamilyId,
    paging: &Paging,
) -> Result<(Family, Listed<Assessment>), Problem> {
    let family = family::family(tx, family)?;
    tx.ask::<SeeAssessment>(&family.subject)?;
    let versions = store::versions(tx, family.id, paging)?;
    Ok((family, versions))
}

/// One version, with its family.
pub fn see(tx: &mut Tx<'_>, id: AssessmentId) -> Result<(Family, Assessment), Problem> {
    let assessment = store::assessment(tx, id)?;
    let family = family::family(tx, assessment.family)?;
    tx.ask::<SeeAssessment>(&family.subject)?;
    Ok((family, assessment))
}

/// Begins a new version with what the last one says.
pub fn begin(tx: &mut WriteTx<'_>, family: FamilyId, _: Nothing) -> Result<Recorded<Assessment>, Problem> {
    let family = family::family(tx, family)?;
    let permit = tx.ask::<WriteAssessment>(&family.subject)?;
    if matches!(family.stage, Stage::MovedOn | Stage::Redirected | Stage::Declined) {
        return Err(Refusal::because(
            "family-not-here",
            format!("The family is not with this centre. It is now: {}.", family.stage.words()),
            "Take up a new referral first.",
        )
        .into());
    }
    let last = store::latest(tx, family.id)?;
    let (version, document) = match last {
        Some(last) if is_open(last.state) || last.state == AssessmentState::Submitted => {
            return Err(Refusal::because(
                "assessment-open",
                format!("Version {} is not finished: {}.", last.version, last.state.words().to_lowercase()),
                "Go on with that version, or have it approved or returned.",
            )
            .into());
        }
        Some(last) => (last.version + 1, last.document),
        None => (1, AssessmentDocument::default()),
    };
    // A review day belongs to the version it was set in.
    let document = AssessmentDocument { review_on: None, ..document };
    let id = store::assessment_insert(tx, &permit, version, &document)?;
    let assessment = store::assessment(tx, id)?;
    tx.record(&permit, Some(family.id), &format!("Version {version} of the assessment was begun"), assessment)
}

/// Writes what a version says. Only its author may, so that whoever approves has written none of it.
pub fn write(
    tx: &mut WriteTx<'_>,
    id: AssessmentId,
    document: AssessmentDocument,
) -> Result<Recorded<Assessment>, Problem> {
    let assessment = store::assessment(tx, id)?;
    let family = family::family(tx, assessment.family)?;
    let permit = tx.ask::<WriteAssessment>(&family.subject)?;
    may_write(tx, &assessment)?;
    check_fields(&document, tx.now.day())?;
    result_of(&document, tx.now.day())?;
    store::assessment_write(tx, &permit, id, &document)?;
    let summary = format!("Version {} of the assessment was written in", assessment.version);
    let assessment = store::assessment(tx, id)?;
    tx.record(&permit, Some(family.id), &summary, assessment)
}

/// Hands a version in to be approved. What instruments refer becomes tasks at once: a high risk does
/// not wait for an approval.
pub fn submit(tx: &mut WriteTx<'_>, id: AssessmentId, _: Nothing) -> Result<Recorded<Assessment>, Problem> {
    let assessment = store::assessment(tx, id)?;
    let family = family::family(tx, assessment.family)?;
    let permit = tx.ask::<WriteAssessment>(&family.subject)?;
    may_write(tx, &assessment)?;
    let today = tx.now.day();
    let result = result_of(&assessment.document, today)?;
    let missing = incomplete(&assessment.document, &result, today);
    if !missing.is_empty() {
        return Err(Problem::Refused(missing));
    }
    store::assessment_submit(tx, &permit, id, &result, &assessment.decisions)?;
    let tasks = store::referral_tasks(tx, &permit, id, &result.instruments)?;
    let summary = match tasks {
        0 => format!("Version {} of the assessment was submitted", assessment.version),
        tasks => format!(
            "Version {} of the assessment was submitted; {tasks} referral tasks were set",
            assessment.version
        ),
    };
    let assessment = store::assessment(tx, id)?;
    tx.record(&permit, Some(family.id), &summary, assessment)
}

fn may_write(tx: &Tx<'_>, assessment: &Assessment) -> Result<(), Problem> {
    if !is_open(assessment.state) {
        return Err(Refusal::because(
            "assessment-closed",
            format!("This version cannot be changed: {}.", assessment.state.words().to_lowercase()),
            "Begin a new version, which starts with what this one says.",
        )
        .into());
    }
    if tx.actor.account != Some(assessment.author_account) {
        return Err(Refusal::because(
            "not-the-author",
            format!("{} is writing this version.", assessment.author),
            "Tell them what to change. Whoever approves an assessment has written none of it.",
        )
        .into());
    }
    Ok(())
}
