//! Reports and letters as their reader meets them.

mod common;

use common::*;
use paper::{PaperError, Paragraph, Section};

#[test]
fn a_report_holds_all_it_was_given() {
    let pdf = paper::report(&report()).unwrap();
    keep("report.pdf", &pdf);
    assert_eq!(pdf, paper::report(&report()).unwrap(), "the same input gives the same bytes");

    let text = flat(&pdf);
    let mut rest = text.as_str();
    for start in [
        "1. The visit was ordered",
        "2. Visits so far",
        "3. 13:52 The child arrived",
        "4. 14:00 The mother",
        "5. 14:06 Child: \u{201c}Did you bring the book with the fox? You said you would.\u{201d}",
        "6. Mother: \u{201c}I did. It's in my bag.\u{201d}",
        "7. 14:10 They read",
        "8. Did the parent need a reminder of the agreed rules? Not answered",
        "9. This report describes one visit of two hours",
        "10. It says what was seen and heard.",
        "Signature",
        "R. Achterberg",
        "K7QF-2M9D-XTVA",
    ] {
        let at = rest.find(start).unwrap_or_else(|| panic!("{start:?} is not next in: {rest}"));
        rest = &rest[at..];
    }
    assert!(text.contains("Page 1 of 2"), "{text}");
    assert!(text.contains("Cancelled by the centre"));

    let info = info(&pdf, &[]);
    for line in ["Title: Report of supervised contact", "Tagged: yes", "(A4)"] {
        let info = info.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(info.contains(line), "{line:?} is not in: {info}");
    }
    assert!(!info.contains("Creat") && !info.contains("Producer"), "{info}");
}

/// Title and language are what a reader may know from the file beside the paper: not who made it, when to the
/// minute, with what.
#[test]
fn a_paper_says_nothing_of_itself_but_title_and_language() {
    for pdf in [paper::report(&report()).unwrap(), paper::attendance(&attendance()).unwrap()] {
        let about = info(&pdf, &[]);
        let named: Vec<&str> = about.lines().filter_map(|line| line.split(':').next()).collect();
        for unwanted in ["Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate"] {
            assert!(!named.contains(&unwanted), "{about}");
        }
        let notes = info(&pdf, &["-meta"]);
        assert!(notes.contains("<dc:title>") && notes.contains("<dc:language>"), "{notes}");
        for unwanted in
            ["creator", "Producer", "CreatorTool", "CreateDate", "ModifyDate", "MetadataDate", "2026"]
        {
            assert!(!notes.contains(unwanted), "{unwanted}: {notes}");
        }
        for unwanted in [b"/CreationDate".as_slice(), b"/ModDate", b"/Author", b"/Producer", b"/Creator "] {
            assert!(!find(&pdf, unwanted), "{}", String::from_utf8_lossy(unwanted));
        }
    }
}

#[test]
fn a_report_is_tagged_for_reading_aloud() {
    let pdf = paper::report(&report()).unwrap();
    assert!(find(&pdf, b"<pdfuaid:part>1</pdfuaid:part>"));
    assert!(find(&pdf, b"en-GB"));
    let tags = info(&pdf, &["-struct"]);
    for tag in ["H1", "H2", "Table", "THead", "TH", "TD", "Caption", "P"] {
        let known = tags.lines().any(|line| line.trim().split([' ', ':']).next() == Some(tag));
        assert!(known, "{tag} is not in: {tags}");
    }
}

#[test]
fn a_letter_of_attendance_gives_dates_and_times() {
    let pdf = paper::attendance(&attendance()).unwrap();
    keep("attendance.pdf", &pdf);
    assert_eq!(pdf, paper::attendance(&attendance()).unwrap());
    let text = flat(&pdf);
    for part in [
        "Date Start End Attended 5 September 2026 10:00 12:00 Attended 19 September 2026",
        "This letter gives dates and times and nothing else.",
        "Page 1 of 1",
        "MB-2026-0207 / 1",
    ] {
        assert!(text.contains(part), "{part:?} is not in: {text}");
    }
    // Nothing else can be said of a visit: this fails to build when a field is
    // added to the row.
    let paper::AttendanceRow { date: _, start: _, end: _, attended: _ } = attendance().visits.remove(0);
}

#[test]
fn three_hundred_paragraphs_are_numbered_in_order() {
    let mut paper = report();
    let long = "The child played with the wooden railway and talked about school. ".repeat(3);
    paper.sections = vec![Section {
        heading: "Notes".into(),
        paragraphs: (1..=300).map(|n| timed("14:00", &format!("Note {n}: {long}"))).collect(),
    }];
    paper.limits.clear();
    let pdf = paper::report(&paper).unwrap();
    keep("long.pdf", &pdf);
    let text = flat(&pdf);
    let mut rest = text.as_str();
    for n in 1..=300 {
        let start = format!("{n}. 14:00 Note {n}: The child");
        let at = rest.find(&start).unwrap_or_else(|| panic!("{start:?} is missing"));
        rest = &rest[at + start.len()..];
    }
    let pages = read(&pdf).matches('\u{c}').count();
    assert!(text.contains(&format!("Page {pages} of {pages}")));
}

#[test]
fn empty_lists_make_a_plain_paper() {
    let mut paper = report();
    paper.letterhead.address_lines.clear();
    paper.letterhead.telephone.clear();
    paper.letterhead.email.clear();
    paper.letterhead.accreditation = None;
    for text in [
        &mut paper.recipient,
        &mut paper.prepared_for,
        &mut paper.reference,
        &mut paper.check,
        &mut paper.classification,
        &mut paper.signature.name,
        &mut paper.signature.role,
        &mut paper.signature.signed_on,
        &mut paper.signature.statement,
    ] {
        text.clear();
    }
    paper.particulars.clear();
    paper.limits.clear();
    let table = |header: Vec<String>, rows| Paragraph::Table { caption: String::new(), header, rows };
    paper.sections = vec![
        Section { heading: "Nothing".into(), paragraphs: vec![] },
        Section {
            heading: String::new(),
            paragraphs: vec![
                table(vec![], vec![]),
                table(vec!["Only a header".into()], vec![]),
                table(vec![], vec![vec!["no header".into()]]),
                table(vec!["a".into()], vec![vec!["1".into(), "not dropped".into()], vec![]]),
                text(""),
                timed("", ""),
                Paragraph::Speech { time: None, who: String::new(), words: String::new() },
                Paragraph::Unanswered { prompt: String::new() },
            ],
        },
    ];
    let pdf = paper::report(&paper).unwrap();
    keep("empty.pdf", &pdf);
    let text = flat(&pdf);
    assert!(text.contains("Nothing is recorded under this heading."));
    assert!(text.contains("not dropped"));
    assert!(text.contains("5. Nothing written"));
    assert!(text.contains("Signed Not signed"));
    paper.sections.clear();
    paper::report(&paper).unwrap();

    let mut letter = attendance();
    letter.visits.clear();
    letter.limits.clear();
    letter.particulars.clear();
    assert!(flat(&paper::attendance(&letter).unwrap()).contains("No visits are listed."));
}

#[test]
fn what_is_missing_is_named() {
    let said = |change: fn(&mut paper::Report)| {
        let mut paper = report();
        change(&mut paper);
        paper::report(&paper).unwrap_err()
    };
    assert_eq!(said(|paper| paper.title = "\u{1} \n".into()), PaperError::Missing("title"));
    assert_eq!(said(|paper| paper.letterhead.centre.clear()).to_string(), "the paper has no centre's name");
    for language in ["", "e", "english", "e\"", "en-GBR", "en-1", "ен"] {
        let mut paper = report();
        paper.language = language.into();
        assert_eq!(paper::report(&paper), Err(PaperError::Language), "{language}");
    }
}

fn find(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
