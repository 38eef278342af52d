//! Turns papers into the values their templates are filled with.

use typst::foundations::{Array, Dict, Value};

use crate::clean::Cleaner;
use crate::types::{Attendance, Letterhead, PaperError, Paragraph, Report, Section, Signature};

/// Longest column heading, in bytes, that is repeated on the next page.
const LONGEST_REPEATED: usize = 120;

/// Checks what no paper can do without.
pub(crate) fn check(title: &str, centre: &str, language: &str) -> Result<(), PaperError> {
    let mut cleaner = Cleaner::new(crate::clean::Alphabet::Fonts);
    if cleaner.plain(title).is_empty() {
        return Err(PaperError::Missing("title"));
    }
    if cleaner.plain(centre).is_empty() {
        return Err(PaperError::Missing("centre's name"));
    }
    let (language, region) = split_language(language);
    let letters = |code: &str| code.bytes().all(|b| b.is_ascii_alphabetic());
    if !(2..=3).contains(&language.len()) || !letters(language) {
        return Err(PaperError::Language);
    }
    if !(region.is_empty() || region.len() == 2 && letters(region)) {
        return Err(PaperError::Language);
    }
    Ok(())
}

fn split_language(language: &str) -> (&str, &str) {
    language.split_once('-').unwrap_or((language, ""))
}

/// The values of a report.
pub(crate) fn report(report: &Report, cleaner: &mut Cleaner) -> Dict {
    let mut particulars = Vec::new();
    for (label, value) in [("To", &report.recipient), ("Prepared for", &report.prepared_for)] {
        particulars.push((label.to_owned(), value.clone()));
    }
    particulars.push(("Reference".to_owned(), report.reference.clone()));
    particulars.extend(report.particulars.iter().cloned());

    let mut number = 0;
    let sections = report
        .sections
        .iter()
        .map(|section| Value::Dict(self::section(section, &mut number, cleaner)))
        .collect();
    let limits = report
        .limits
        .iter()
        .map(|limit| Value::Dict(numbered(&mut number, "text", [("text", cleaner.lines(limit))])))
        .collect();

    let mut fields = frame(
        Frame {
            letterhead: &report.letterhead,
            title: &report.title,
            reference: &report.reference,
            particulars: &particulars,
            signature: &report.signature,
            check: &report.check,
            language: &report.language,
            classification: &report.classification,
        },
        cleaner,
    );
    fields.insert("sections".into(), Value::Array(sections));
    fields.insert("limits".into(), Value::Array(limits));
    fields.insert("numbered".into(), Value::Bool(cleaner.numbered));
    fields
}

/// The values of an attendance letter.
pub(crate) fn attendance(letter: &Attendance, cleaner: &mut Cleaner) -> Dict {
    let mut particulars = vec![("Reference".to_owned(), letter.reference.clone())];
    particulars.extend(letter.particulars.iter().cloned());
    let visits = letter
        .visits
        .iter()
        .map(|visit| {
            list([&visit.date, &visit.start, &visit.end, &visit.attended].map(|text| cleaner.cell(text, 4)))
        })
        .collect();
    let limits = list(letter.limits.iter().map(|limit| cleaner.lines(limit)));
    let mut fields = frame(
        Frame {
            letterhead: &letter.letterhead,
            title: &letter.title,
            reference: &letter.reference,
            particulars: &particulars,
            signature: &letter.signature,
            check: &letter.check,
            language: &letter.language,
            classification: &letter.classification,
        },
        cleaner,
    );
    fields.insert("visits".into(), Value::Array(visits));
    fields.insert("limits".into(), limits);
    fields.insert("numbered".into(), Value::Bool(cleaner.numbered));
    fields
}

/// What all papers share.
struct Frame<'a> {
    letterhead: &'a Letterhead,
    title: &'a str,
    reference: &'a str,
    particulars: &'a [(String, String)],
    signature: &'a Signature,
    check: &'a str,
    language: &'a str,
    classification: &'a str,
}

fn frame(frame: Frame<'_>, cleaner: &mut Cleaner) -> Dict {
    let head = frame.letterhead;
    let contact = head
        .address_lines
        .iter()
        .chain([&head.telephone, &head.email])
        .map(|text| cleaner.contact(text))
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>();
    let particulars = frame
        .particulars
        .iter()
        .map(|(label, value)| (cleaner.label(label), cleaner.lines(value)))
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| list([label, value]))
        .collect();
    let (language, region) = split_language(frame.language);
    let sign = frame.signature;
    let mut fields = dict([
        ("centre", cleaner.heading(&head.centre)),
        ("accreditation", cleaner.line(head.accreditation.as_deref().unwrap_or_default())),
        ("title", cleaner.heading(frame.title)),
        ("file_title", cleaner.plain(frame.title)),
        ("reference", cleaner.line(frame.reference)),
        ("classification", cleaner.line(frame.classification)),
        ("check", cleaner.lines(frame.check)),
        ("language", language.to_ascii_lowercase()),
        ("region", region.to_ascii_uppercase()),
        ("name", cleaner.line(&sign.name)),
        ("role", cleaner.line(&sign.role)),
        ("signed_on", cleaner.line(&sign.signed_on)),
        ("statement", cleaner.lines(&sign.statement)),
    ]);
    fields.insert("contact".into(), list(contact));
    fields.insert("particulars".into(), Value::Array(particulars));
    fields
}

fn section(section: &Section, number: &mut i64, cleaner: &mut Cleaner) -> Dict {
    let paragraphs = section
        .paragraphs
        .iter()
        .map(|paragraph| Value::Dict(self::paragraph(paragraph, number, cleaner)))
        .collect();
    let mut fields = dict([("heading", cleaner.heading(&section.heading))]);
    fields.insert("paragraphs".into(), Value::Array(paragraphs));
    fields
}

fn paragraph(paragraph: &Paragraph, number: &mut i64, cleaner: &mut Cleaner) -> Dict {
    match paragraph {
        Paragraph::Text(text) => numbered(number, "text", [("text", cleaner.lines(text))]),
        Paragraph::Timed { time, text } => {
            numbered(number, "timed", [("time", cleaner.line(time)), ("text", cleaner.lines(text))])
        }
        Paragraph::Speech { time, who, words } => numbered(
            number,
            "speech",
            [
                ("time", cleaner.line(time.as_deref().unwrap_or_default())),
                ("who", cleaner.line(who)),
                ("words", cleaner.lines(words)),
            ],
        ),
        Paragraph::Unanswered { prompt } => {
            numbered(number, "unanswered", [("prompt", cleaner.lines(prompt))])
        }
        Paragraph::Table { caption, header, rows } => {
            let columns = rows.iter().map(Vec::len).max().unwrap_or(0).max(header.len());
            let mut row = |cells: &[String]| {
                let filled = cells.iter().map(String::as_str);
                let empty = std::iter::repeat_n("", columns - cells.len());
                list(filled.chain(empty).map(|text| cleaner.cell(text, columns)))
            };
            let head = if header.is_empty() { list([]) } else { row(header) };
            let body = rows.iter().map(|cells| row(cells)).collect();
            // A header too tall to repeat would leave no room for the rows.
            let repeat = header.iter().all(|cell| cell.len() <= LONGEST_REPEATED);
            let mut fields = numbered(number, "table", [("caption", cleaner.lines(caption))]);
            fields.insert("columns".into(), Value::Int(i64::try_from(columns).unwrap_or(i64::MAX)));
            fields.insert("header".into(), head);
            fields.insert("repeat".into(), Value::Bool(repeat));
            fields.insert("rows".into(), Value::Array(body));
            fields
        }
    }
}

fn numbered<const N: usize>(number: &mut i64, kind: &str, text: [(&str, String); N]) -> Dict {
    *number += 1;
    let mut fields = dict(text);
    fields.insert("number".into(), Value::Int(*number));
    fields.insert("kind".into(), Value::Str(kind.into()));
    fields
}

fn dict<const N: usize>(entries: [(&str, String); N]) -> Dict {
    entries.into_iter().map(|(key, text)| (key.into(), Value::Str(text.into()))).collect()
}

fn list(texts: impl IntoIterator<Item = String>) -> Value {
    Value::Array(texts.into_iter().map(|text| Value::Str(text.into())).collect::<Array>())
}
