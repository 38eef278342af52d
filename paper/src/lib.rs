//! Papers that leave a contact centre: reports for a court and attendance
//! letters, as tagged PDF (PDF/UA-1) on A4.
//!
//! The caller gives plain, display-ready text; this crate only sets it. Text is
//! handed to the typesetter as values and is never read as markup. The same
//! input always gives the same bytes.
//!
//! Setting a paper is slow next to a web request and uses one processor, so
//! papers are set one at a time in the whole process. Call these functions from
//! a thread that may block.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod clean;
mod engine;
mod types;
mod values;

pub use types::{Attendance, AttendanceRow, Letterhead, PaperError, Paragraph, Report, Section, Signature};

use clean::{Alphabet, Cleaner};

/// Sets a report as a PDF and returns its bytes.
///
/// Paragraphs, including those of the statement of limits, are numbered 1, 2,
/// 3 … through the whole document.
pub fn report(report: &Report) -> Result<Vec<u8>, PaperError> {
    values::check(&report.title, &report.letterhead.centre, &report.language)?;
    set(engine::Kind::Report, &report.reference, |cleaner| values::report(report, cleaner))
}

/// Sets an attendance letter as a PDF and returns its bytes.
///
/// It can hold dates and times and nothing else about what happened at a visit.
pub fn attendance(attendance: &Attendance) -> Result<Vec<u8>, PaperError> {
    values::check(&attendance.title, &attendance.letterhead.centre, &attendance.language)?;
    set(engine::Kind::Attendance, &attendance.reference, |cleaner| values::attendance(attendance, cleaner))
}

/// Sets the paper with every character the fonts have; if the typesetter cannot
/// join some of them after all, sets it again with a smaller alphabet in which
/// the rest appear by number, so that a paper never fails over one character.
fn set(
    kind: engine::Kind,
    reference: &str,
    fill: impl Fn(&mut Cleaner) -> engine::Fields,
) -> Result<Vec<u8>, PaperError> {
    let mut cleaner = Cleaner::new(Alphabet::Fonts);
    let fields = fill(&mut cleaner);
    match engine::set(kind, fields, reference) {
        Err(PaperError::Export(_) | PaperError::Stopped) => {
            let mut cleaner = Cleaner::new(Alphabet::European);
            let fields = fill(&mut cleaner);
            engine::set(kind, fields, reference)
        }
        done => done,
    }
}
