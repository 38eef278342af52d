//! The assessment in force.

use crate::{risk::AssessmentState, schema::assessment};
use base::{AssessmentId, Day, FamilyId, Moment};
use diesel::prelude::*;
use host::{Problem, Tx, among};
use rules::risk::{Assessed, Outcome};
use std::collections::HashMap;

/// The assessment in force.
#[derive(Clone, Debug)]
pub struct Current {
    /// Which.
    pub id: AssessmentId,
    /// Its version.
    pub version: i32,
    /// The lowest level of supervision it allows, or that the centre cannot serve the family.
    pub outcome: Outcome,
    /// When it must be looked at again.
    pub review_on: Day,
    /// When it was approved.
    pub approved_at: Option<Moment>,
}

/// The approved assessment of a family, if there is one.
pub fn current(tx: &mut Tx<'_>, family: FamilyId) -> Result<Option<Current>, Problem> {
    Ok(current_of(tx, &[family])?.remove(&family))
}

/// The approved assessments of several families, in one statement.
pub fn current_of(tx: &mut Tx<'_>, families: &[FamilyId]) -> Result<HashMap<FamilyId, Current>, Problem> {
    type Row = (FamilyId, AssessmentId, i32, Option<String>, Option<Day>, Option<Moment>);
    let centre = tx.centre();
    let rows: Vec<Row> = assessment::table
        .filter(
            among(assessment::family, families)
                .and(assessment::centre.eq(centre))
                .and(assessment::state.eq(AssessmentState::Approved)),
        )
        .select((
            assessment::family,
            assessment::id,
            assessment::version,
            assessment::result,
            assessment::review_on,
            assessment::approved_at,
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(family, id, version, result, review_on, approved_at)| {
            let result = result.ok_or_else(|| Problem::broken("an approved assessment has no result"))?;
            let assessed: Assessed = serde_json::from_str(&result)?;
            let review_on =
                review_on.ok_or_else(|| Problem::broken("an approved assessment has no review date"))?;
            Ok((family, Current { id, version, outcome: assessed.outcome, review_on, approved_at }))
        })
        .collect()
}
