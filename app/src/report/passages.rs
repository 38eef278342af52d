//! From what a report says to the paper itself, past the outbound gate.

use super::{
    happened::children,
    store::Kept,
    words::{Body, Document, PaperKind, Passage},
};
use crate::{family::Family, premises};
use host::{Problem, Tx, gate::Forbidden};
use paper::{Attendance, AttendanceRow, Letterhead, Paragraph, Section, Signature};
use rules::{intake::Side, letter::limits};

/// Lets every text of a report pass the gate, or says in which part it does not.
pub(super) fn all_pass(forbidden: &Forbidden, document: &Document, body: &Body) -> Result<(), Problem> {
    let pass = |place: &str, text: &str| {
        forbidden.check(text).map_err(|mut refusal| {
            refusal.detail = format!("{place}: {}", refusal.detail);
            refusal.remedy =
                "Change the text, or leave the note out and say why; then sign again.".to_owned();
            Problem::refused(refusal)
        })
    };
    pass("Recipient", &document.recipient)?;
    pass("Prepared for", document.prepared_for.as_deref().unwrap_or_default())?;
    for line in &document.particulars {
        let value = line.value.as_ref().map_or("", |value| value.as_str());
        pass("Head of the report", &format!("{} {value}", line.label))?;
    }
    pass("Introduction", &document.introduction)?;
    pass("Statement", document.statement.as_deref().unwrap_or_default())?;
    for section in &body.sections {
        for passage in &section.passages {
            let at = passage.time.as_ref().map_or(String::new(), |time| format!(", {time}"));
            let text = format!("{} {}", passage.speaker.as_deref().unwrap_or_default(), passage.words);
            pass(&format!("{}{at}", section.heading), &text)?;
        }
    }
    for passage in &body.child {
        pass("What the children told us", &passage.words)?;
    }
    Ok(())
}

fn letterhead(tx: &mut Tx<'_>) -> Result<Letterhead, Problem> {
    let set = premises::letterhead(tx)?;
    let charity = Some(set.charity_number).filter(|number| !number.is_empty());
    let charity = charity.map(|number| format!("Registered charity {number}"));
    let accreditation = Some(set.accreditation).filter(|words| !words.is_empty());
    let below: Vec<String> = charity.into_iter().chain(accreditation).collect();
    Ok(Letterhead {
        centre: set.name,
        address_lines: set.address,
        telephone: set.telephone,
        email: set.email,
        accreditation: (!below.is_empty()).then(|| below.join(". ")),
    })
}

/// The file of a report, made now.
pub(super) fn set(
    tx: &mut Tx<'_>,
    kept: &Kept,
    family: &Family,
    (document, body): (&Document, &Body),
    printed: &str,
) -> Result<Vec<u8>, Problem> {
    let letterhead = letterhead(tx)?;
    let mut particulars: Vec<(String, String)> = document
        .particulars
        .iter()
        .filter_map(|line| Some((line.label.to_string(), line.value.as_ref()?.to_string())))
        .collect();
    let person = |side| family.main(side).map(|adult| adult.name.clone()).unwrap_or_default();
    particulars.extend([
        ("Children".to_owned(), children(family)),
        ("Resident party".to_owned(), person(Side::Resident)),
        ("Visiting party".to_owned(), person(Side::Visiting)),
        ("Visits".to_owned(), format!("{} to {}", document.from.words(), document.until.words())),
    ]);
    let signature = Signature {
        name: tx.actor.name.clone(),
        role: tx.actor.role.words().to_owned(),
        signed_on: tx.now.day().words(),
        statement: document.statement.clone().unwrap_or_default(),
    };
    let check = format!(
        "To check that this is genuine, open the page /verify on the website of {} and enter the reference \
         {} and the file, or the check value {printed}.",
        letterhead.centre, kept.reference,
    );
    let limits = vec![limits(kept.kind.rule()).to_owned()];
    let title = kept.kind.words().to_owned();
    let classification = "Confidential: for the person it is addressed to".to_owned();
    let (reference, language) = (kept.reference.clone(), "en-GB".to_owned());
    let done = match kept.kind {
        PaperKind::Observations => {
            let mut sections = vec![Section {
                heading: "Introduction".to_owned(),
                paragraphs: vec![Paragraph::Text(document.introduction.clone())],
            }];
            sections.extend(body.sections.iter().map(|section| Section {
                heading: section.heading.clone(),
                paragraphs: section.passages.iter().map(paragraph).collect(),
            }));
            if !body.child.is_empty() {
                sections.push(Section {
                    heading: "What the children told us".to_owned(),
                    paragraphs: body.child.iter().map(paragraph).collect(),
                });
            }
            paper::report(&paper::Report {
                letterhead,
                title,
                reference,
                recipient: document.recipient.clone(),
                prepared_for: document.prepared_for.clone().unwrap_or_default(),
                particulars,
                sections,
                limits,
                signature,
                check,
                language,
                classification,
            })
        }
        PaperKind::Attendance => {
            let mut head = vec![
                ("To".to_owned(), document.recipient.clone()),
                ("Prepared for".to_owned(), document.prepared_for.clone().unwrap_or_default()),
            ];
            head.extend(particulars);
            let visits = body
                .attendance
                .iter()
                .map(|line| AttendanceRow {
                    date: line.date.clone(),
                    start: line.start.clone(),
                    end: line.end.clone(),
                    attended: line.attended.clone(),
                })
                .collect();
            paper::attendance(&Attendance {
                letterhead,
                title,
                reference,
                particulars: head,
                visits,
                limits,
                signature,
                check,
                language,
                classification,
            })
        }
    };
    done.map_err(Problem::broken)
}

fn paragraph(passage: &Passage) -> Paragraph {
    let words = passage.words.clone();
    match (&passage.speaker, &passage.time) {
        _ if passage.unanswered => Paragraph::Unanswered { prompt: words },
        (Some(who), time) => Paragraph::Speech { time: time.clone(), who: who.clone(), words },
        (None, Some(time)) => Paragraph::Timed { time: time.clone(), text: words },
        (None, None) => Paragraph::Text(words),
    }
}
