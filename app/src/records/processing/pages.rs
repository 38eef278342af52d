//! The record of processing and the impact assessment as pages.

use super::{ProcessingRecord, paper::pdf, processing};
use crate::{
    front::{Asked, Asks, Browser, Pages, Reader, trouble},
    records::{heads, retention::length_words},
    view::{Block, Cell, Layout, Sheet, View, fact, link},
};
use axum::{
    extract::State,
    http::{Uri, header},
    response::{IntoResponse, Response},
    routing::get,
};
use host::{House, Problem, Tx};
use policy::{Act, SeeProcessing};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeeProcessing, ()>("/records/processing", record_page)
        .show::<SeeProcessing, ()>("/records/impact", impact_page)
        .own(Asks { path: "/records/processing.pdf", method: "GET", act: SeeProcessing::NAME }, get(download))
}

fn table<const N: usize>(caption: &str, head: [&str; N], rows: Vec<[String; N]>) -> Block {
    let rows = rows.into_iter().map(|row| row.into_iter().map(Cell::from).collect()).collect();
    Block::Table { caption: caption.to_owned(), head: heads(head), rows }
}

fn paragraphs(mut sheet: Sheet, heading: &str, words: &[String]) -> Sheet {
    sheet = sheet.with(Block::Heading(heading.to_owned()));
    for one in words {
        sheet = sheet.with(Block::Words(one.clone()));
    }
    sheet
}

fn measures(record: &ProcessingRecord) -> Block {
    let rows = record.measures.iter().map(|one| [one.against.to_owned(), one.measure.to_owned()]).collect();
    table("Measures that exist", ["Against", "Measure"], rows)
}

fn terms(record: &ProcessingRecord) -> Block {
    let rows = record
        .retention
        .iter()
        .map(|one| [one.class.words().to_owned(), length_words(one.months), one.start.words().to_owned()])
        .collect();
    table("How long it is kept", ["Class", "Kept for", "From"], rows)
}

fn recipients(record: &ProcessingRecord) -> Block {
    let rows = record.recipients.iter().map(|one| [one.who.to_owned(), one.what.to_owned()]).collect();
    table("Who is given data", ["Who", "What"], rows)
}

fn record_page(tx: &mut Tx<'_>, _: (), _: &Asked) -> Result<View, Problem> {
    let record = processing(tx)?;
    let mut sheet = Sheet::new("Record of processing")
        .over("UK GDPR article 30")
        .lead("Made from what the program does: every table, every act and every term there is.")
        .with(Block::Links(vec![link("The same as a PDF", "/records/processing.pdf")]))
        .with(Block::Facts(vec![fact("Controller", &record.controller)]));
    sheet = paragraphs(sheet, "Purposes", &record.purposes);
    sheet = paragraphs(sheet, "Legal bases", &record.bases);
    let kept = record
        .kept
        .iter()
        .map(|one| [one.holds.clone(), one.whose.clone(), one.on_request.clone()])
        .collect();
    let acts =
        record.acts.iter().map(|one| [one.words.clone(), one.about.clone(), one.roles.join(", ")]).collect();
    sheet = sheet
        .with(Block::Heading("What is kept".into()))
        .with(table("Tables", ["What", "Of whom", "If they ask for it"], kept))
        .with(Block::Heading("Who may do what".into()))
        .with(table("Acts", ["Act", "About", "Who"], acts))
        .with(terms(&record))
        .with(recipients(&record))
        .with(measures(&record));
    Ok(View::sheet(Layout::Staff, sheet).back("Records", "/records"))
}

/// What an impact assessment asks that no program knows.
const TO_ANSWER: &[(&str, &str)] = &[
    (
        "Why is an impact assessment needed?",
        "It is: children, domestic abuse, convictions, and people who could be \
      found. Say who decided so, and when.",
    ),
    (
        "Whom did you ask?",
        "Parents, children where they can be asked, staff, a domestic abuse service, your data-protection \
      officer.",
    ),
    (
        "Is it necessary, and no more than that?",
        "Go through what is kept, below, and say of each whether you use it.",
    ),
    (
        "What could happen to people?",
        "Think of a parent in hiding, a child who told something, a volunteer’s own address. \
      For each: how likely, how bad, what is done, what is left.",
    ),
    (
        "Who may overrule the program?",
        "Say who may lift a hold, approve a disclosure and decide a destruction.",
    ),
    ("Who signs, and when is it looked at again?", "Name, date, and the date of the next look."),
];

fn impact_page(tx: &mut Tx<'_>, _: (), _: &Asked) -> Result<View, Problem> {
    let record = processing(tx)?;
    let people: std::collections::BTreeSet<String> =
        record.kept.iter().map(|one| one.whose.clone()).collect();
    let protected = record.acts.iter().filter(|act| act.asks_again).map(|act| act.words.clone());
    let mut sheet = Sheet::new("Impact assessment")
        .over("A template, filled with what the program does")
        .lead("What a program knows stands here. What only you know is asked: answer it on paper and keep it with this.");
    sheet = paragraphs(sheet, "What is done, and why", &record.purposes);
    sheet = sheet
        .with(Block::Heading("Of whom".into()))
        .with(Block::Words(people.into_iter().collect::<Vec<_>>().join("; ")))
        .with(Block::Links(vec![link("What is kept, table by table", "/records/processing")]))
        .with(Block::Heading("What asks again who is there".into()))
        .with(Block::Words(protected.collect::<Vec<_>>().join("; ")))
        .with(terms(&record))
        .with(recipients(&record))
        .with(measures(&record))
        .with(Block::Heading("To be answered by you".into()));
    for (question, help) in TO_ANSWER {
        sheet = sheet.with(Block::Facts(vec![fact(*question, *help)]));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Records", "/records"))
}

/// The record as a paper.
async fn download(State(house): State<House>, reader: Reader, uri: Uri) -> Response {
    let browser = Browser::of(&house, reader).await;
    let made = async {
        browser.may_ask::<SeeProcessing>()?;
        house
            .database()
            .read(&browser.actor, |tx| {
                let record = processing(tx)?;
                pdf(tx, &record)
            })
            .await
    };
    match made.await {
        Ok(bytes) => (
            [
                (header::CONTENT_TYPE, "application/pdf"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"record-of-processing.pdf\""),
                (header::CACHE_CONTROL, "no-store"),
            ],
            bytes,
        )
            .into_response(),
        Err(problem) => trouble(&house, &browser, &uri, &problem),
    }
}
