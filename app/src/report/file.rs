//! The signed file, for whoever may read the report.

use super::{readable, store};
use base::ReportId;
use base64::{Engine, engine::general_purpose::STANDARD};
use host::{Problem, Tx, audit::sha256};
use serde::Serialize;
use utoipa::ToSchema;

/// A signed report as a file.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReportFile {
    /// What to call it. Says nothing of whom it is about.
    pub filename: String,
    /// What it is.
    pub media_type: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// Its bytes, in base64.
    pub content: String,
}

/// The signed file. A draft has none.
pub fn file(tx: &mut Tx<'_>, id: ReportId) -> Result<ReportFile, Problem> {
    let (filename, bytes) = bytes(tx, id)?;
    Ok(ReportFile {
        filename,
        media_type: "application/pdf".to_owned(),
        sha256: sha256(&bytes),
        content: STANDARD.encode(&bytes),
    })
}

/// A neutral name, and the bytes.
pub(super) fn bytes(tx: &mut Tx<'_>, id: ReportId) -> Result<(String, Vec<u8>), Problem> {
    let (_, kept) = readable(tx, id)?;
    let bytes = store::pdf(tx, id)?.ok_or(Problem::NotFound)?;
    Ok((format!("document-{}.pdf", kept.reference.to_lowercase()), bytes))
}
