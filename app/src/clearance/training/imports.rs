//! What was taken from a learning platform, kept with what became of each statement: whoever took it looks here
//! for the courses and people that were not known.

use super::{StatementAnswer, StatementOutcome, of_centre};
use crate::schema::learning_import;
use base::{AccountId, LearningImportId, Moment};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx,
    paging::{Listed, Paging},
    sign_in::names_of,
};
use policy::{ImportLearning, Permit};
use serde::Serialize;
use utoipa::ToSchema;

/// What was taken from a learning platform at once.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LearningImport {
    /// Its identifier.
    pub id: LearningImportId,
    /// When.
    pub at: Moment,
    /// Who took it.
    pub by: String,
    /// How many statements it had.
    pub statements: i32,
    /// How many were kept as certificates.
    pub kept: i32,
}

type Row = (LearningImportId, Moment, AccountId, i32, i32);
const ROW: (
    learning_import::id,
    learning_import::at,
    learning_import::account,
    learning_import::statements,
    learning_import::kept,
) = (
    learning_import::id,
    learning_import::at,
    learning_import::account,
    learning_import::statements,
    learning_import::kept,
);

/// Keeps what was taken.
pub(super) fn import_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<ImportLearning>,
    answers: &[StatementAnswer],
) -> Result<LearningImportId, Problem> {
    let id = LearningImportId::from_random(tx.random());
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let number = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let kept = answers.iter().filter(|answer| answer.outcome == StatementOutcome::Kept).count();
    diesel::insert_into(learning_import::table)
        .values((
            learning_import::id.eq(id),
            learning_import::centre.eq(permit.id()),
            learning_import::at.eq(tx.now),
            learning_import::account.eq(account),
            learning_import::statements.eq(number(answers.len())),
            learning_import::kept.eq(number(kept)),
            learning_import::answers.eq(serde_json::to_string(answers)?),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// What was taken, the newest first.
pub fn list_imports(tx: &mut Tx<'_>, paging: &Paging) -> Result<Listed<LearningImport>, Problem> {
    tx.ask::<ImportLearning>(&of_centre(tx))?;
    let centre = tx.centre();
    let mut query = learning_import::table
        .filter(learning_import::centre.eq(centre))
        .order((learning_import::at.desc(), learning_import::id))
        .limit(paging.fetch())
        .select(ROW)
        .into_boxed();
    if let Some(place) = paging.place()? {
        let same = learning_import::at.eq(place.at).and(learning_import::id.gt(place.id));
        query = query.filter(learning_import::at.lt(place.at).or(same));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let read = named(tx, rows)?;
    Ok(paging.page(read, |one| (one.at, one.id.to_string())))
}

fn named(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<LearningImport>, Problem> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let accounts: Vec<AccountId> = rows.iter().map(|row| row.2).collect();
    let names = names_of(tx, &accounts)?;
    Ok(rows
        .into_iter()
        .map(|(id, at, by, statements, kept)| LearningImport {
            id,
            at,
            by: names.get(&by).cloned().unwrap_or_default(),
            statements,
            kept,
        })
        .collect())
}

/// What became of each statement that was taken at once, in their order. The cursor counts them.
pub fn list_statements(
    tx: &mut Tx<'_>,
    id: LearningImportId,
    paging: &Paging,
) -> Result<(LearningImport, Listed<StatementAnswer>), Problem> {
    tx.ask::<ImportLearning>(&of_centre(tx))?;
    let centre = tx.centre();
    let (row, answers): (Row, String) = learning_import::table
        .filter(learning_import::id.eq(id).and(learning_import::centre.eq(centre)))
        .select((ROW, learning_import::answers))
        .first(tx.db())?;
    let import = named(tx, vec![row])?.pop().ok_or(Problem::NotFound)?;
    let all: Vec<StatementAnswer> = serde_json::from_str(&answers)?;
    let after = paging.place()?.map_or(0, |place| place.at.microseconds());
    let fetch = usize::try_from(paging.fetch()).unwrap_or(usize::MAX);
    let mut rest = Vec::new();
    for (number, answer) in (1..).zip(all).filter(|(number, _)| *number > after).take(fetch) {
        rest.push((Moment::from_microseconds(number).map_err(Problem::broken)?, answer));
    }
    let listed = paging.page(rest, |(number, _)| (*number, id.to_string()));
    Ok((import, listed.map(|(_, answer)| answer)))
}
