//! The page that imports a file and shows, row by row, what is wrong with it.

use super::{ImportFormat, ImportInput, Imported, import};
use crate::{
    front::{Asked, Goto, Pages},
    intake::referral::SentFile,
    view::{Block, Cell, Form, Kind, Layout, Sheet, View, choices, field, link},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use host::{Problem, Recorded, Tx, WriteTx};
use policy::ImportReferrals;
use serde::Deserialize;
use utoipa::ToSchema;

/// An import as the page sends it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ImportForm {
    /// What the file is written in.
    format: ImportFormat,
    /// Which file to send.
    file: SentFile,
    /// Whether each referral is sent as well.
    #[serde(default)]
    submit: bool,
}

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<ImportReferrals, ()>("/referrals/import", page)
        .submit::<ImportReferrals, (), ImportForm, Imported>(
            "/referrals/import",
            import_form,
            |(), _| Goto::to("/referrals?state=all").saying("imported"),
            page,
        )
}

fn import_form(tx: &mut WriteTx<'_>, (): (), form: ImportForm) -> Result<Recorded<Imported>, Problem> {
    let unreadable = || Problem::field("/file", "Save the file as UTF-8 text and send it again");
    let bytes = STANDARD.decode(form.file.content).map_err(|_| unreadable())?;
    let content = String::from_utf8(bytes).map_err(|_| unreadable())?;
    import(tx, ImportInput { format: form.format, content, submit: form.submit }).map_err(|problem| {
        match problem {
            // On the page the file is one question.
            Problem::Invalid(faults) if faults.list().iter().all(|fault| fault.pointer == "/content") => {
                let words = faults.list().first().map(|fault| fault.message.clone()).unwrap_or_default();
                Problem::field("/file", words)
            }
            other => other,
        }
    })
}

fn page(_: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let state = asked.form();
    let rows: Vec<Vec<Cell>> = state
        .errors()
        .iter()
        .filter_map(|error| {
            let (line, place) = error.name.strip_prefix("rows/")?.split_once('/')?;
            Some(vec![line.into(), place.into(), error.message.as_str().into()])
        })
        .collect();
    let fields = vec![
        field("format", "What is the file?", Kind::One(choices!(ImportFormat))),
        field("file", "The file", Kind::File(".json,.csv")).hint("At most 500 referrals."),
        field("submit:bool", "Send each referral as well", Kind::Tick).hint(
            "Then every one must be complete. Otherwise they become drafts that you finish one by one.",
        ),
    ];
    let mut sheet = Sheet::new("Import referrals")
        .lead("All of the file is taken, or nothing of it and a list of what to mend.");
    if !rows.is_empty() {
        sheet = sheet.with(Block::Table {
            caption: format!("To mend: {}. Nothing was imported", rows.len()),
            head: ["Line", "Field", "What to do"].map(String::from).to_vec(),
            rows,
        });
    }
    let sheet = sheet
        .form(Form::new("/referrals/import", state, fields, "Import"))
        .with(Block::Heading("What the file must look like".into()))
        .with(Block::Words("JSON: a list of referrals in the published form. CSV: the first line names the columns, for example resident_name, child_1_born, order_1_court; dates like 21/11/2026; yes or no.".into()))
        .with(Block::Links(vec![link("The form as JSON Schema", "/api/referral.schema.json")]));
    Ok(View::sheet(Layout::Staff, sheet).back("Referrals", "/referrals"))
}
