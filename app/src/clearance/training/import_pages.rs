//! The pages of what was taken from learning platforms, statement by statement.

use super::{LearningImport, StatementAnswer, StatementOutcome, list_imports, list_statements};
use crate::{
    front::Asked,
    view::{Block, Cell, Layout, Sheet, View},
};
use base::{Day, LearningImportId};
use host::{Problem, Tx};

fn kept(one: &LearningImport) -> String {
    format!("{} of {}", one.kept, one.statements)
}

/// What was taken before, below the form that takes more.
pub(super) fn taken_before(tx: &mut Tx<'_>, sheet: Sheet, asked: &Asked) -> Result<Sheet, Problem> {
    let found = list_imports(tx, &asked.paging())?;
    if found.items.is_empty() {
        return Ok(sheet);
    }
    let rows = found.items.iter().map(|one| {
        vec![
            Cell::link(one.at.words(), format!("/training/results/{}", one.id)),
            one.by.as_str().into(),
            kept(one).into(),
        ]
    });
    let next = found.next.as_ref().map(|cursor| format!("/training/results?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| "/training/results".to_owned());
    Ok(sheet
        .with(Block::Table {
            caption: "Taken before".into(),
            head: ["When", "By", "Kept as certificates"].map(String::from).to_vec(),
            rows: rows.collect(),
        })
        .with(Block::Pages { prev, next }))
}

fn result(one: &StatementAnswer) -> String {
    let verb = one.said.verb.clone().unwrap_or_default();
    match one.said.success {
        Some(false) => format!("{verb}, without success"),
        _ => verb,
    }
}

/// What became of it, with the certificate it is now.
fn outcome(one: &StatementAnswer) -> Cell {
    match (one.outcome, one.certificate) {
        (StatementOutcome::Kept | StatementOutcome::Known, Some(certificate)) => {
            Cell::link(one.outcome.words(), format!("/certificates/{certificate}"))
        }
        _ => one.words.as_str().into(),
    }
}

fn who(one: &StatementAnswer) -> Cell {
    let person = one.said.person.as_deref().unwrap_or("Not said");
    match one.staff {
        Some(staff) => Cell::link(person, format!("/staff/{staff}/clearance")),
        None => person.into(),
    }
}

/// What was taken at once, statement by statement.
pub(super) fn one(tx: &mut Tx<'_>, id: LearningImportId, asked: &Asked) -> Result<View, Problem> {
    let (import, found) = list_statements(tx, id, &asked.paging())?;
    let rows = found.items.iter().map(|one| {
        let course = one.course.clone().or(one.said.activity.clone()).unwrap_or_default();
        vec![
            who(one),
            course.into(),
            result(one).into(),
            one.said.score.clone().unwrap_or_default().into(),
            one.said.day.map(Day::words).unwrap_or_default().into(),
            outcome(one),
        ]
    });
    let next = found.next.as_ref().map(|cursor| format!("/training/results/{id}?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| format!("/training/results/{id}"));
    let sheet = Sheet::new("Results of a learning platform")
        .over(format!("{}, by {}", import.at.words(), import.by))
        .lead(format!(
            "Kept as certificates: {}. Where a course or a person is not known, set what the platform calls them and \
             take the same statements again.",
            kept(&import)
        ))
        .with(Block::Table {
            caption: "Statement by statement".into(),
            head: ["Who", "Course", "Result", "Score", "Date", "What became of it"].map(String::from).to_vec(),
            rows: rows.collect(),
        })
        .with(Block::Pages { prev, next });
    Ok(View::sheet(Layout::Staff, sheet).back("Take results of a learning platform", "/training/results"))
}
