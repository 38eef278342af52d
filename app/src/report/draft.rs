//! Making a draft, and changing all of it but the words of the notes.

use super::{
    compose, facts, store, whole,
    words::{Document, NewReport, PaperKind, PaperState, Particular, Report, ReportEdit},
};
use crate::{
    child,
    family::{self, Family},
};
use base::{ChildAnswerId, FamilyId, Faults, Moment, ReportId, VisitId};
use host::{Problem, Recorded, Tx, WriteTx};
use policy::WriteReport;
use rules::{Refusal, letter::may_sign, observe::may_report, plan::Kind};

/// Drafts a report of the visits of some days that are closed or did not take place.
pub fn draft(tx: &mut WriteTx<'_>, id: FamilyId, new: NewReport) -> Result<Recorded<Report>, Problem> {
    let family = family::family(tx, id)?;
    let permit = tx.ask::<WriteReport>(&family.subject)?;
    let today = tx.now.day();
    let mut faults = Faults::none();
    faults.require(new.from <= new.until, "/until", "Choose the first day or a later one");
    faults.require(new.until <= today, "/until", "Choose today or an earlier day");
    faults.none_or_err()?;

    let mut visits = facts::choice(tx, id, (new.from, new.until))?;
    if !new.visits.is_empty() {
        not_among(&new.visits, &visits)?;
        visits.retain(|(visit, ..)| new.visits.contains(visit));
    }
    if visits.len() > facts::MOST_VISITS {
        let words = format!("Choose fewer days: a report is about {} visits at most", facts::MOST_VISITS);
        return Err(Problem::field("/until", words));
    }
    let kinds: Vec<Kind> = visits.iter().map(|(_, kind, _)| *kind).collect();
    let kind = new.kind.unwrap_or_else(|| PaperKind::of(may_report(&kinds)));
    // Says no to a report about nothing, and to observations of what was not observed.
    may_sign(kind.rule(), &kinds, &[])?;

    let document = Document {
        from: new.from,
        until: new.until,
        visits: visits.iter().map(|(visit, ..)| *visit).collect(),
        recipient: new.recipient.to_string(),
        prepared_for: new.prepared_for.as_ref().map(ToString::to_string),
        particulars: said(new.particulars),
        introduction: compose::introduction(kind, visits.len()),
        leave_out_times_of: new.leave_out_times_of,
        answers: Vec::new(),
        left_out: Vec::new(),
        child_answers: Vec::new(),
        statement: None,
        signed_by: None,
    };
    let report = store::insert(tx, &permit, kind, document)?;
    let kept = store::one(tx, report)?;
    let report = whole(tx, &family, kept)?;
    tx.record(&permit, Some(id), &format!("{}: drafted", kind.words()), report)
}

/// Changes a draft.
pub fn edit(tx: &mut WriteTx<'_>, id: ReportId, edit: ReportEdit) -> Result<Recorded<Report>, Problem> {
    let kept = store::one(tx, id)?;
    let family = store::family_of(tx, &kept)?;
    let permit = tx.ask::<WriteReport>(&family.subject)?;
    if kept.state == PaperState::Signed {
        return Err(signed_already());
    }
    let visits = facts::of_visits(tx, family.id, &kept.document.visits)?;
    let mut faults = Faults::none();
    for (index, answer) in edit.answers.iter().enumerate() {
        let known = kept.document.visits.contains(&answer.visit);
        faults.require(known, &format!("/answers/{index}/visit"), "Choose a visit that the report is about");
    }
    for (index, left_out) in edit.left_out.iter().enumerate() {
        let known = visits.iter().any(|visit| visit.notes.iter().any(|note| note.id == left_out.note));
        faults.require(known, &format!("/left_out/{index}/note"), "Choose a note of the report's visits");
    }
    faults.none_or_err()?;

    let mut document = kept.document;
    if let Some(recipient) = edit.recipient {
        document.recipient = recipient.to_string();
    }
    if let Some(prepared_for) = edit.prepared_for {
        document.prepared_for = Some(prepared_for.to_string());
    }
    if let Some(particulars) = edit.particulars {
        document.particulars = said(particulars);
    }
    if let Some(sides) = edit.leave_out_times_of {
        document.leave_out_times_of = sides;
    }
    document.introduction = edit
        .introduction
        .map_or_else(|| compose::introduction(kept.kind, document.visits.len()), |words| words.to_string());
    document.answers = edit.answers.into_iter().filter(|answer| answer.words.is_some()).collect();
    document.left_out = edit.left_out;
    document.child_answers = chosen(tx, &family, kept.kind, edit.child_answers)?;
    store::update(tx, &permit, id, document)?;
    let kept = store::one(tx, id)?;
    let report = whole(tx, &family, kept)?;
    tx.record(&permit, Some(family.id), "A draft of a report was changed", report)
}

/// The answers of children that the author chose: only in a report of observations, and only with permission.
fn chosen(
    tx: &mut Tx<'_>,
    family: &Family,
    kind: PaperKind,
    mut answers: Vec<ChildAnswerId>,
) -> Result<Vec<ChildAnswerId>, Problem> {
    answers.sort_unstable();
    answers.dedup();
    if !answers.is_empty() && kind == PaperKind::Attendance {
        return Err(Problem::field(
            "/child_answers",
            "A letter of attendance says nothing of what anybody said",
        ));
    }
    child::permitted_words(tx, family, &answers)?;
    Ok(answers)
}

pub(super) fn signed_already() -> Problem {
    Refusal::because(
        "report-signed",
        "This report is signed, and what is signed stays as it is.",
        "Draft a new report if something has to be added.",
    )
    .into()
}

fn said(particulars: Vec<Particular>) -> Vec<Particular> {
    particulars.into_iter().filter(|line| line.value.is_some()).collect()
}

fn not_among(wanted: &[VisitId], known: &[(VisitId, Kind, Moment)]) -> Result<(), Problem> {
    let mut faults = Faults::none();
    for (index, visit) in wanted.iter().enumerate() {
        let is_known = known.iter().any(|(id, ..)| id == visit);
        let words = "Choose a visit of this family and these days that is closed or did not take place";
        faults.require(is_known, &format!("/visits/{index}"), words);
    }
    Ok(faults.none_or_err()?)
}
