//! Sample papers and readers for what comes out. All people are invented.
#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use paper::*;

pub fn text(text: &str) -> Paragraph {
    Paragraph::Text(text.into())
}

pub fn timed(time: &str, text: &str) -> Paragraph {
    Paragraph::Timed { time: time.into(), text: text.into() }
}

pub fn letterhead() -> Letterhead {
    Letterhead {
        centre: "Millbrook child contact centre".into(),
        address_lines: vec!["14 Weavers Row".into(), "Millbrook".into(), "MB3 7QT".into()],
        telephone: "01632 960 114".into(),
        email: "office@millbrook.example".into(),
        accreditation: Some("Accredited for supervised contact, number 0417".into()),
    }
}

pub fn signature() -> Signature {
    Signature {
        name: "R. Achterberg".into(),
        role: "Contact supervisor".into(),
        signed_on: "21 November 2026".into(),
        statement: "I wrote this report from the notes made at the time. The facts in it \
                    are true to the best of my knowledge."
            .into(),
    }
}

pub fn report() -> Report {
    Report {
        letterhead: letterhead(),
        title: "Report of supervised contact".into(),
        reference: "MB-2026-0193 / 4".into(),
        recipient: "The Family Court at Millbrook".into(),
        prepared_for: "Hearing on 8 December 2026".into(),
        particulars: vec![
            ("Case number".into(), "ZZ26P00412".into()),
            ("Visit".into(), "Saturday 21 November 2026, 14:00 to 16:00".into()),
            ("Present".into(), "Mother, child aged 6, supervisor".into()),
        ],
        sections: vec![
            Section {
                heading: "Before the visit".into(),
                paragraphs: vec![
                    text(
                        "The visit was ordered by the court on 2 October 2026. It is the fourth of six. \
                          The supervisor met the child twice before the first visit.",
                    ),
                    Paragraph::Table {
                        caption: "Visits so far".into(),
                        header: vec!["Date".into(), "Planned".into(), "Took place".into()],
                        rows: vec![
                            vec!["10 October 2026".into(), "14:00 to 16:00".into(), "14:00 to 16:00".into()],
                            vec!["24 October 2026".into(), "14:00 to 16:00".into(), "14:20 to 16:00".into()],
                            vec![
                                "7 November 2026".into(),
                                "14:00 to 16:00".into(),
                                "Cancelled by the centre".into(),
                            ],
                        ],
                    },
                ],
            },
            Section {
                heading: "What was seen and heard".into(),
                paragraphs: vec![
                    timed(
                        "13:52",
                        "The child arrived with the grandmother and hung up his own coat. \
                           He asked which room it was today and went ahead to the blue room.",
                    ),
                    timed(
                        "14:00",
                        "The mother came in. The child ran to her and they held each other for some time.",
                    ),
                    Paragraph::Speech {
                        time: Some("14:06".into()),
                        who: "Child".into(),
                        words: "Did you bring the book with the fox? You said you would.".into(),
                    },
                    Paragraph::Speech {
                        time: None,
                        who: "Mother".into(),
                        words: "I did. It's in my bag.".into(),
                    },
                    timed("14:10", "They read together on the sofa until 14:35. The child turned the pages."),
                    Paragraph::Unanswered {
                        prompt: "Did the parent need a reminder of the agreed rules?".into(),
                    },
                ],
            },
        ],
        limits: vec![
            "This report describes one visit of two hours in a setting that is not the family's home.".into(),
            "It says what was seen and heard. It is not an assessment and makes no recommendation.".into(),
        ],
        signature: signature(),
        check: "To check this paper, telephone the centre and give the code K7QF-2M9D-XTVA.".into(),
        language: "en-GB".into(),
        classification: "Confidential to the court and the parties".into(),
    }
}

pub fn attendance() -> Attendance {
    Attendance {
        letterhead: letterhead(),
        title: "Letter of attendance".into(),
        reference: "MB-2026-0207 / 1".into(),
        particulars: vec![
            ("To".into(), "Hollin and Park, solicitors".into()),
            ("Case number".into(), "ZZ26P00533".into()),
        ],
        visits: ["5 September 2026", "19 September 2026", "3 October 2026"]
            .into_iter()
            .map(|date| AttendanceRow {
                date: date.into(),
                start: "10:00".into(),
                end: "12:00".into(),
                attended: "Attended".into(),
            })
            .collect(),
        limits: vec![
            "Supported contact is not observed. This letter gives dates and times and nothing else.".into(),
        ],
        signature: signature(),
        check: "To check this paper, telephone the centre and give the code 4HWE-99LP-C2ZK.".into(),
        language: "en-GB".into(),
        classification: "Confidential to the persons named above".into(),
    }
}

/// What a poppler tool prints when it reads the PDF.
pub fn poppler(tool: &str, before: &[&str], pdf: &[u8], after: &[&str]) -> String {
    let mut child = Command::new(tool)
        .args(before)
        .arg("-")
        .args(after)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|why| panic!("{tool} (from poppler-utils) is needed: {why}"));
    let mut input = child.stdin.take().unwrap();
    let pdf = pdf.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&pdf));
    let out = child.wait_with_output().unwrap();
    let _ = writer.join();
    assert!(out.status.success(), "{tool} cannot read the PDF");
    String::from_utf8(out.stdout).unwrap()
}

/// The text of the PDF, page after page.
pub fn read(pdf: &[u8]) -> String {
    poppler("pdftotext", &["-layout"], pdf, &["-"])
}

/// The text with all white space as single spaces and no soft breaks.
pub fn flat(pdf: &[u8]) -> String {
    let text = poppler("pdftotext", &["-raw"], pdf, &["-"]).replace('\u{200b}', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What pdfinfo says.
pub fn info(pdf: &[u8], options: &[&str]) -> String {
    poppler("pdfinfo", options, pdf, &[])
}

/// Keeps the PDF to be looked at, when `PAPER_KEEP` names a folder.
pub fn keep(name: &str, pdf: &[u8]) {
    if let Some(folder) = std::env::var_os("PAPER_KEEP") {
        std::fs::write(PathBuf::from(folder).join(name), pdf).unwrap();
    }
}
