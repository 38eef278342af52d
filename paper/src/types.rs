//! What the caller fills in, and what can go wrong.

use std::fmt;

/// The centre's own details, printed in full on page one and by name on later
/// pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// Name of the centre.
    pub centre: String,
    /// Postal address, one line each.
    pub address_lines: Vec<String>,
    /// Telephone number; left out when empty.
    pub telephone: String,
    /// Email address; left out when empty.
    pub email: String,
    /// Accreditation line, such as the body and number.
    pub accreditation: Option<String>,
}

/// Who signs and what they state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Name of the person who signs.
    pub name: String,
    /// Their role at the centre.
    pub role: String,
    /// Date of signing as it is to be read, such as "21 November 2026".
    pub signed_on: String,
    /// What they state, such as a statement of truth; left out when empty.
    pub statement: String,
}

/// A report for a court or another reader outside the centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The centre's details.
    pub letterhead: Letterhead,
    /// Title of the document. It is shown, and is the file's title; it holds no
    /// names but those given here.
    pub title: String,
    /// The centre's reference, in the footer of every page.
    pub reference: String,
    /// Whom the report is addressed to; left out when empty.
    pub recipient: String,
    /// What the report is prepared for; left out when empty.
    pub prepared_for: String,
    /// Labels and values for the head of the report, such as ("Case number", "…").
    pub particulars: Vec<(String, String)>,
    /// The body.
    pub sections: Vec<Section>,
    /// The statement of limits, a paragraph each.
    pub limits: Vec<String>,
    /// Who signs.
    pub signature: Signature,
    /// A line by which the reader can check that the paper is genuine.
    pub check: String,
    /// Language of the text: "en", "cy", or with a country "en-GB".
    pub language: String,
    /// Who may see the paper; on every page. Left out when empty.
    pub classification: String,
}

/// A heading and what is under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading; no heading when empty.
    pub heading: String,
    /// The paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
}

/// One numbered paragraph of a report. Line breaks in text are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paragraph {
    /// Plain text.
    Text(String),
    /// Something noted at a time.
    Timed {
        /// The time, such as "14:05".
        time: String,
        /// What was noted.
        text: String,
    },
    /// Somebody's own words, set between quotation marks.
    Speech {
        /// The time, if it was noted.
        time: Option<String>,
        /// Who spoke.
        who: String,
        /// The words, without quotation marks.
        words: String,
    },
    /// A prompt nobody answered, shown plainly as "Not answered".
    Unanswered {
        /// The prompt.
        prompt: String,
    },
    /// A table with a header row.
    Table {
        /// What the table shows.
        caption: String,
        /// Column headings.
        header: Vec<String>,
        /// Rows. A short row is filled with empty cells; nothing is dropped.
        rows: Vec<Vec<String>>,
    },
}

/// The letter for supported contact: dates and times only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// The centre's details.
    pub letterhead: Letterhead,
    /// Title of the document.
    pub title: String,
    /// The centre's reference, in the footer of every page.
    pub reference: String,
    /// Labels and values for the head of the letter.
    pub particulars: Vec<(String, String)>,
    /// The visits in order.
    pub visits: Vec<AttendanceRow>,
    /// What the letter does not say, a paragraph each.
    pub limits: Vec<String>,
    /// Who signs.
    pub signature: Signature,
    /// A line by which the reader can check that the paper is genuine.
    pub check: String,
    /// Language of the text: "en", "cy", or with a country "en-GB".
    pub language: String,
    /// Who may see the paper; on every page. Left out when empty.
    pub classification: String,
}

/// One visit in an attendance letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceRow {
    /// Date, such as "21 November 2026".
    pub date: String,
    /// When it started, such as "14:00".
    pub start: String,
    /// When it ended, such as "16:00".
    pub end: String,
    /// Whether it was attended, such as "Attended" or "Not attended".
    pub attended: String,
}

/// Why a paper could not be made. What it says never holds text of the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PaperError {
    /// A field that every paper must have is empty.
    Missing(&'static str),
    /// The language is not a code such as "en" or "en-GB".
    Language,
    /// The pages could not be laid out.
    Layout(String),
    /// The pages could not be written as accessible PDF.
    Export(String),
    /// The typesetter stopped before it was done.
    Stopped,
}

impl fmt::Display for PaperError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(field) => write!(f, "the paper has no {field}"),
            Self::Language => f.write_str("the paper's language is not a code such as en or en-GB"),
            Self::Layout(why) => write!(f, "the pages could not be laid out: {why}"),
            Self::Export(why) => write!(f, "the pages could not be written as PDF: {why}"),
            Self::Stopped => f.write_str("the typesetter stopped before the paper was done"),
        }
    }
}

impl std::error::Error for PaperError {}
