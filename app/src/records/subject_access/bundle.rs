//! The bundle: a paper to read, and the same for a machine. It says nothing of what was taken out, nor whether
//! anything was.

use super::{Asker, Exemption, FactOf, PassageState, passage::KeptPassage};
use crate::{
    child::Drawing,
    premises,
    records::registry::{How, Whose},
};
use host::{Problem, Tx};
use paper::{Letterhead, Paragraph, Report, Section, Signature};
use serde_json::{Value, json};

/// A bundle before it is sealed.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The paper.
    pub pdf: Vec<u8>,
    /// The same for a machine.
    pub json: String,
    /// What was drawn, each as SVG, in the order in which the paper names them.
    pub drawings: Vec<String>,
}

/// Records under one heading.
struct Part {
    heading: String,
    records: Vec<Vec<FactOf>>,
}

/// The name of the file of a drawing, counted from one.
pub(super) fn drawing_file(number: usize) -> String {
    format!("drawing-{number}.svg")
}

/// What is given, heading by heading in the order of collection. A drawing is named by the file it goes in.
fn parts(passages: &[KeptPassage]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for passage in passages.iter().filter(|one| one.state == PassageState::Given) {
        let records = passage.given();
        if records.is_empty() {
            continue;
        }
        match parts.iter_mut().find(|part| part.heading == passage.section) {
            Some(part) => part.records.extend(records),
            None => parts.push(Part { heading: passage.section.clone(), records }),
        }
    }
    let facts = parts.iter_mut().flat_map(|part| &mut part.records).flatten();
    for (number, fact) in (1..).zip(facts.filter(|fact| fact.drawing.is_some())) {
        fact.value = format!("{}, in the file {}", fact.value, drawing_file(number));
    }
    parts
}

fn drawings(parts: &[Part]) -> Vec<String> {
    let facts = parts.iter().flat_map(|part| &part.records).flatten();
    facts.filter_map(|fact| fact.drawing.as_ref()).map(Drawing::svg).collect()
}

/// What every bundle says of what is not in it, in the same words for everybody: a sentence that stands in one
/// and not in another would tell its reader that there is something, and what kind of thing.
#[must_use]
pub fn left_out() -> Vec<String> {
    let mut words = vec![
        "The law lets us leave some things out, and sometimes obliges us to. We leave them out without marking the \
         place, and we say the same words to everybody, whether or not anything was left out."
            .to_owned(),
        "What we write of a family is often about several people. What is about somebody else is theirs: where they \
         live and how they are reached, what they told us, and what a child said."
            .to_owned(),
        "These are all the reasons for which something can be left out:".to_owned(),
    ];
    words.extend(Exemption::ALL.iter().map(|one| format!("{}.", one.words())));
    words
}

/// What everybody who asks is told beside their data (UK GDPR article 15).
fn rights(centre: &str) -> Vec<String> {
    vec![
        format!("{centre} keeps this to arrange contact between a child and people the child does not live with, and \
                 to keep everybody safe while it takes place. We do so in the public interest and because the law \
                 asks us to safeguard children."),
        format!("It is about {}. It comes from you, from whoever referred the family, from courts and agencies, and \
                 from what our staff saw.", Whose::Family.words().to_lowercase()),
        "Courts, Cafcass and social services can be given reports. Nobody is given more than they need.".to_owned(),
        "How long we keep each kind of record stands in our schedule, which you can ask for.".to_owned(),
        "You can ask us to put right what is wrong, to erase it or to use less of it, and you can object. No computer \
         decides anything about you."
            .to_owned(),
        "You can complain to us, and to the Information Commissioner: ico.org.uk.".to_owned(),
    ]
}

fn line(record: &[FactOf]) -> String {
    record.iter().map(|fact| format!("{}: {}", fact.label, fact.value)).collect::<Vec<_>>().join("\n")
}

/// Makes the bundle of what is given.
pub(super) fn made(
    tx: &mut Tx<'_>,
    reader: &Asker,
    named: (&str, &str),
    passages: &[KeptPassage],
) -> Result<Bundle, Problem> {
    let parts = parts(passages);
    let (report, json) = composed(tx, reader, named, &parts)?;
    let pdf = paper::report(&report).map_err(Problem::broken)?;
    Ok(Bundle { pdf, json, drawings: drawings(&parts) })
}

/// The paper and the data, before the paper is set.
fn composed(
    tx: &mut Tx<'_>,
    reader: &Asker,
    (asked_by, reference): (&str, &str),
    parts: &[Part],
) -> Result<(Report, String), Problem> {
    let letterhead = letterhead(tx)?;
    let mut sections: Vec<Section> = parts
        .iter()
        .map(|part| Section {
            heading: part.heading.clone(),
            paragraphs: part.records.iter().map(|record| Paragraph::Text(line(record))).collect(),
        })
        .collect();
    let (left_out, rights) = (left_out(), rights(&letterhead.centre));
    for (heading, words) in [("What can be left out, and why", &left_out), ("Your rights", &rights)] {
        let paragraphs = words.iter().cloned().map(Paragraph::Text).collect();
        sections.push(Section { heading: heading.to_owned(), paragraphs });
    }
    let day = tx.now.day();
    let json = json!({
        "about": reader.name,
        "made_on": day,
        "reference": reference,
        "sections": parts.iter().map(|part| json!({"heading": part.heading, "records": part.records})).collect::<Vec<Value>>(),
        "what_can_be_left_out": left_out,
        "your_rights": rights,
    });
    let report = Report {
        letterhead,
        title: "What we hold about you".to_owned(),
        reference: reference.to_owned(),
        recipient: asked_by.to_owned(),
        prepared_for: String::new(),
        particulars: vec![("About".to_owned(), reader.name.clone())],
        sections,
        limits: Vec::new(),
        signature: Signature {
            name: tx.actor.name.clone(),
            role: tx.actor.role.words().to_owned(),
            signed_on: day.words(),
            statement: String::new(),
        },
        check: String::new(),
        language: "en-GB".to_owned(),
        classification: "Confidential: for the person it is addressed to".to_owned(),
    };
    Ok((report, serde_json::to_string_pretty(&json)?))
}

/// What would be given if nothing were withheld: by the most careless of reviewers, who gives everything that the
/// gate lets through.
fn unreviewed(tx: &mut Tx<'_>, reader: &Asker) -> Result<Vec<KeptPassage>, Problem> {
    let mut passages = Vec::new();
    for (number, one) in (1..).zip(super::collect(tx, reader)?) {
        let passage = KeptPassage {
            number,
            section: one.section.to_owned(),
            is_own: one.how == How::Own,
            records: one.records,
            cut: Vec::new(),
            was_cut: one.was_cut,
            state: PassageState::Given,
            ground: None,
            reason: None,
        };
        if super::review::gated(reader, &passage).is_ok() {
            passages.push(passage);
        }
    }
    Ok(passages)
}

/// The bundle that the most careless of reviewers would let out.
pub fn bundle(tx: &mut Tx<'_>, reader: &Asker) -> Result<Bundle, Problem> {
    let passages = unreviewed(tx, reader)?;
    made(tx, reader, (&reader.name, "SA"), &passages)
}

/// The same, for a machine alone.
pub fn bundle_data(tx: &mut Tx<'_>, reader: &Asker) -> Result<String, Problem> {
    let passages = unreviewed(tx, reader)?;
    Ok(composed(tx, reader, (&reader.name, "SA"), &parts(&passages))?.1)
}

/// The centre's letterhead, as papers have it.
pub(in crate::records) fn letterhead(tx: &mut Tx<'_>) -> Result<Letterhead, Problem> {
    let set = premises::letterhead(tx)?;
    Ok(Letterhead {
        centre: set.name,
        address_lines: set.address,
        telephone: set.telephone,
        email: set.email,
        accreditation: Some(set.accreditation).filter(|words| !words.is_empty()),
    })
}
