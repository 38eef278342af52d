//! Referrals from a file: JSON in the published form, or a centre's old spreadsheet as CSV. All rows or
//! none.

mod columns;
mod pages;
mod read;
mod schema;

pub use pages::pages;
pub use schema::schema;

use super::referral::{ReferralInput, ReferralSource, start_from, submit};
use axum::http::Method;
use base::{FamilyId, Faults, ReferralId};
use columns::Numbers;
use host::{Problem, Recorded, WriteTx, api::Operations};
use policy::{ImportReferrals, Subject};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most referrals one file may hold.
pub const MOST_ROWS: usize = 500;

base::choices! {
    /// What a file of referrals is written in.
    pub enum ImportFormat {
        Json = "json" => "JSON",
        Csv = "csv" => "CSV",
    }
}

/// Imports referrals.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportInput {
    /// What the content is written in.
    pub format: ImportFormat,
    /// The file as text: a JSON array of referrals, or CSV with the documented columns.
    pub content: String,
    /// Whether each referral is sent as well; then every one must be complete. Otherwise they become
    /// drafts.
    #[serde(default)]
    pub submit: bool,
}

/// What was imported.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Imported {
    /// Each referral, in the order of the file.
    pub referrals: Vec<ImportedReferral>,
}

/// One referral of a file.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportedReferral {
    /// Its line in the file: a CSV file's first referral is on line 2; in JSON the first is 1.
    pub line: u64,
    /// The referral.
    pub id: ReferralId,
    /// The family it made, when it was sent as well.
    pub family: Option<FamilyId>,
    /// How many things are missing before it can be sent.
    pub missing: usize,
}

/// One referral as read, with its line in the file.
struct Line {
    pub line: u64,
    pub referral: ReferralInput,
    /// Where the fields are named by the columns of a spreadsheet: the numbers there of each list.
    pub numbers: Option<Numbers>,
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none().write::<ImportReferrals, (), ImportInput, Imported>(
        "Referrals",
        (Method::POST, "/referrals/import"),
        "Import referrals from JSON or CSV, all or none",
        (201, &[]),
        |tx, (), input| import(tx, input),
    )
}

/// Imports all of a file's referrals, or none and a report of what is wrong with each row.
pub fn import(tx: &mut WriteTx<'_>, input: ImportInput) -> Result<Recorded<Imported>, Problem> {
    let permit = tx.ask::<ImportReferrals>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    // Some programs begin a file with a mark that is no part of its text.
    let content = input.content.trim_start_matches('\u{feff}');
    let lines = match input.format {
        ImportFormat::Json => read::json(content)?,
        ImportFormat::Csv => read::csv(content)?,
    };
    let mut faults = Faults::none();
    let mut referrals = Vec::new();
    for line in lines {
        match import_one(tx, &line, input.submit) {
            Ok(imported) => referrals.push(imported),
            Err(Problem::Invalid(found)) => of_line(&line, &found, &mut faults),
            Err(other) => return Err(other),
        }
    }
    // One row at fault and nothing is kept: the transaction ends here.
    faults.none_or_err()?;
    let summary = format!("{} referrals were imported", referrals.len());
    tx.record(&permit, None, &summary, Imported { referrals })
}

fn import_one(tx: &mut WriteTx<'_>, line: &Line, send: bool) -> Result<ImportedReferral, Problem> {
    let started = start_from(tx, ReferralSource::Import, line.referral.clone())?;
    let (id, missing) = (started.value().id, started.value().missing.len());
    let family = if send { submit(tx, id)?.value().family } else { None };
    Ok(ImportedReferral { line: line.line, id, family, missing: if send { 0 } else { missing } })
}

/// The faults of one line, each at `/rows/{line}/{field}`.
fn of_line(line: &Line, found: &Faults, faults: &mut Faults) {
    for fault in found.list() {
        let field = match &line.numbers {
            Some(numbers) => columns::column(&numbers.in_columns(&fault.pointer)),
            None => fault.pointer.trim_start_matches('/').to_owned(),
        };
        faults.add(format!("/rows/{}/{field}", line.line), fault.message.clone());
    }
}
