//! The record of processing as a paper.

use super::ProcessingRecord;
use crate::records::{retention::length_words, subject_access::letterhead};
use host::{Problem, Tx};
use paper::{Paragraph, Report, Section, Signature};

fn section(heading: &str, paragraphs: Vec<Paragraph>) -> Section {
    Section { heading: heading.to_owned(), paragraphs }
}

fn words(all: &[String]) -> Vec<Paragraph> {
    all.iter().cloned().map(Paragraph::Text).collect()
}

fn table(caption: &str, header: &[&str], rows: Vec<Vec<String>>) -> Vec<Paragraph> {
    let header = header.iter().map(|head| (*head).to_owned()).collect();
    vec![Paragraph::Table { caption: caption.to_owned(), header, rows }]
}

/// The record as a tagged PDF.
pub(super) fn pdf(tx: &mut Tx<'_>, record: &ProcessingRecord) -> Result<Vec<u8>, Problem> {
    let kept =
        record.kept.iter().map(|one| vec![one.holds.clone(), one.whose.clone(), one.on_request.clone()]);
    let acts = record.acts.iter().map(|one| vec![one.words.clone(), one.about.clone(), one.roles.join(", ")]);
    let terms = record.retention.iter().map(|one| {
        vec![
            one.class.words().to_owned(),
            length_words(one.months),
            one.start.words().to_owned(),
            one.basis.clone(),
        ]
    });
    let recipients = record.recipients.iter().map(|one| vec![one.who.to_owned(), one.what.to_owned()]);
    let measures = record
        .measures
        .iter()
        .map(|one| vec![one.against.to_owned(), one.measure.to_owned(), one.held.to_owned()]);
    let sections = vec![
        section("Purposes", words(&record.purposes)),
        section("Legal bases", words(&record.bases)),
        section(
            "What is kept",
            table("What is kept, and of whom", &["What", "Of whom", "On request"], kept.collect()),
        ),
        section("Who may do what", table("Acts", &["Act", "About", "Who"], acts.collect())),
        section("How long", table("Retention", &["Class", "Kept for", "From", "Why"], terms.collect())),
        section("Recipients", table("Who is given data", &["Who", "What"], recipients.collect())),
        section(
            "Measures",
            table("How data is kept safe", &["Against", "Measure", "Held in"], measures.collect()),
        ),
    ];
    let report = Report {
        letterhead: letterhead(tx)?,
        title: "Record of processing".to_owned(),
        reference: "UK GDPR article 30".to_owned(),
        recipient: String::new(),
        prepared_for: String::new(),
        particulars: vec![("Controller".to_owned(), record.controller.clone())],
        sections,
        limits: Vec::new(),
        signature: Signature {
            name: tx.actor.name.clone(),
            role: tx.actor.role.words().to_owned(),
            signed_on: tx.now.day().words(),
            statement: String::new(),
        },
        check: String::new(),
        language: "en-GB".to_owned(),
        classification: String::new(),
    };
    paper::report(&report).map_err(Problem::broken)
}
