//! The versions of an assessment.

use super::super::{
    Assessment, AssessmentDocument, AssessmentResult, AssessmentState, Decided, compare::was_in_force,
    judge::result_so_far,
};
use crate::schema::assessment;
use base::{AccountId, AssessmentId, Day, FamilyId, Moment, StaffId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx, among,
    paging::{Listed, Paging},
    schema::account,
    seal::Sealed,
    sign_in,
};
use policy::{ApproveAssessment, Permit, WriteAssessment};
use rules::risk::FactorKind;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

#[derive(Queryable, Selectable)]
#[diesel(table_name = assessment)]
struct Row {
    id: AssessmentId,
    family: FamilyId,
    version: i32,
    state: AssessmentState,
    document: Sealed,
    result: Option<String>,
    author: AccountId,
    approver: Option<AccountId>,
    approved_at: Option<Moment>,
    created: Moment,
}

/// What is kept of a result: what it came to, and what was decided on it.
#[derive(Deserialize, Serialize)]
struct Kept {
    #[serde(flatten)]
    result: AssessmentResult,
    #[serde(default)]
    decisions: Vec<Decided>,
}

fn kept(result: &AssessmentResult, decisions: &[Decided]) -> Result<String, Problem> {
    Ok(serde_json::to_string(&Kept { result: result.clone(), decisions: decisions.to_vec() })?)
}

/// Assessments with the names of those who wrote and approved them: one statement more, however many.
fn read(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<Assessment>, Problem> {
    let accounts: Vec<AccountId> =
        rows.iter().flat_map(|row| [Some(row.author), row.approver]).flatten().collect();
    let names = sign_in::names_of(tx, &accounts)?;
    rows.into_iter().map(|row| row.read(tx, &names)).collect()
}

fn one(tx: &mut Tx<'_>, row: Row) -> Result<Assessment, Problem> {
    read(tx, vec![row])?.pop().ok_or(Problem::NotFound)
}

impl Row {
    fn read(self, tx: &Tx<'_>, names: &HashMap<AccountId, String>) -> Result<Assessment, Problem> {
        let (document, today): (AssessmentDocument, Day) = (tx.open(&self.document)?, tx.now.day());
        let kept: Option<Kept> = self.result.as_deref().map(serde_json::from_str).transpose()?;
        let is_written = matches!(self.state, AssessmentState::Draft | AssessmentState::Returned);
        let (result, decisions) = match kept {
            Some(kept) if !is_written => (kept.result, kept.decisions),
            kept => (result_so_far(&document, today), kept.map(|it| it.decisions).unwrap_or_default()),
        };
        let name = |id| names.get(&id).cloned().unwrap_or_default();
        Ok(Assessment {
            id: self.id,
            family: self.family,
            version: self.version,
            state: self.state,
            document,
            result,
            decisions,
            author: name(self.author),
            author_account: self.author,
            approver: self.approver.map(name),
            approved_at: self.approved_at,
            created: self.created,
        })
    }
}

/// The member of staff behind a sign-in.
pub(in crate::risk) fn staff_of(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<StaffId>, Problem> {
    let centre = tx.centre();
    Ok(account::table
        .filter(account::id.eq(id).and(account::centre.eq(centre)))
        .select(account::staff)
        .first(tx.db())?)
}

pub(in crate::risk) fn versions(
    tx: &mut Tx<'_>,
    family: FamilyId,
    paging: &Paging,
) -> Result<Listed<Assessment>, Problem> {
    let mut query = assessment::table
        .filter(assessment::family.eq(family).and(assessment::centre.eq(tx.centre())))
        .order((assessment::created.desc(), assessment::id.desc()))
        .limit(paging.fetch())
        .select(Row::as_select())
        .into_boxed();
    if let Some(place) = paging.place()? {
        query = query.filter(
            assessment::created
                .lt(place.at)
                .or(assessment::created.eq(place.at).and(assessment::id.lt(place.id))),
        );
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let read = read(tx, rows)?;
    Ok(paging.page(read, |assessment| (assessment.created, assessment.id.to_string())))
}

pub(in crate::risk) fn assessment(tx: &mut Tx<'_>, id: AssessmentId) -> Result<Assessment, Problem> {
    let row: Row = assessment::table
        .filter(assessment::id.eq(id).and(assessment::centre.eq(tx.centre())))
        .select(Row::as_select())
        .first(tx.db())?;
    one(tx, row)
}

pub(in crate::risk) fn latest(tx: &mut Tx<'_>, family: FamilyId) -> Result<Option<Assessment>, Problem> {
    let row: Option<Row> = assessment::table
        .filter(assessment::family.eq(family).and(assessment::centre.eq(tx.centre())))
        .order(assessment::version.desc())
        .select(Row::as_select())
        .first(tx.db())
        .optional()?;
    row.map(|row| one(tx, row)).transpose()
}

/// The last version before this one that stood in force.
pub(in crate::risk) fn approved_before(
    tx: &mut Tx<'_>,
    than: &Assessment,
) -> Result<Option<Assessment>, Problem> {
    let in_force: Vec<AssessmentState> =
        AssessmentState::ALL.iter().copied().filter(|state| was_in_force(*state)).collect();
    let row: Option<Row> = assessment::table
        .filter(
            assessment::family
                .eq(than.family)
                .and(assessment::centre.eq(tx.centre()))
                .and(assessment::version.lt(than.version))
                .and(among(assessment::state, in_force)),
        )
        .order(assessment::version.desc())
        .select(Row::as_select())
        .first(tx.db())
        .optional()?;
    row.map(|row| one(tx, row)).transpose()
}

/// Whether it decides how long the family's records are kept.
fn is_sexual_abuse(document: &AssessmentDocument) -> bool {
    document.factors.iter().any(|found| found.kind == FactorKind::SexualAbuseOfChild)
}

pub(in crate::risk) fn assessment_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteAssessment>,
    version: i32,
    document: &AssessmentDocument,
) -> Result<AssessmentId, Problem> {
    let id = AssessmentId::from_random(tx.random());
    let author = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::insert_into(assessment::table)
        .values((
            assessment::id.eq(id),
            assessment::centre.eq(tx.centre()),
            assessment::family.eq(permit.id()),
            assessment::version.eq(version),
            assessment::state.eq(AssessmentState::Draft),
            assessment::document.eq(tx.seal(permit.id(), document)?),
            assessment::is_sexual_abuse.eq(is_sexual_abuse(document)),
            assessment::review_on.eq(document.review_on),
            assessment::author.eq(author),
            assessment::created.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(in crate::risk) fn assessment_write(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteAssessment>,
    id: AssessmentId,
    document: &AssessmentDocument,
) -> Result<(), Problem> {
    diesel::update(assessment::table.filter(assessment::id.eq(id).and(assessment::family.eq(permit.id()))))
        .set((
            assessment::document.eq(tx.seal(permit.id(), document)?),
            assessment::is_sexual_abuse.eq(is_sexual_abuse(document)),
            assessment::review_on.eq(document.review_on),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(in crate::risk) fn assessment_submit(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteAssessment>,
    id: AssessmentId,
    result: &AssessmentResult,
    decisions: &[Decided],
) -> Result<(), Problem> {
    diesel::update(assessment::table.filter(assessment::id.eq(id).and(assessment::family.eq(permit.id()))))
        .set((
            assessment::state.eq(AssessmentState::Submitted),
            assessment::result.eq(kept(result, decisions)?),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(in crate::risk) fn assessment_return(
    tx: &mut WriteTx<'_>,
    permit: &Permit<ApproveAssessment>,
    assessment: &Assessment,
    decisions: &[Decided],
) -> Result<(), Problem> {
    diesel::update(assessment::table.filter(assessment::id.eq(permit.id())))
        .set((
            assessment::state.eq(AssessmentState::Returned),
            assessment::result.eq(kept(&assessment.result, decisions)?),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(in crate::risk) fn assessment_approve(
    tx: &mut WriteTx<'_>,
    permit: &Permit<ApproveAssessment>,
    assessment: &Assessment,
    approver: AccountId,
    decisions: &[Decided],
) -> Result<(), Problem> {
    let now = tx.now;
    // First the old one goes: a family has one assessment in force.
    diesel::update(assessment::table.filter(
        assessment::family.eq(assessment.family).and(assessment::state.eq(AssessmentState::Approved)),
    ))
    .set(assessment::state.eq(AssessmentState::Superseded))
    .execute(tx.db())?;
    diesel::update(assessment::table.filter(assessment::id.eq(permit.id())))
        .set((
            assessment::state.eq(AssessmentState::Approved),
            assessment::result.eq(kept(&assessment.result, decisions)?),
            assessment::review_on.eq(assessment.document.review_on),
            assessment::approver.eq(approver),
            assessment::approved_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}
