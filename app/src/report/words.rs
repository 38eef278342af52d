//! What a report or an attendance letter is made of, as sent, stored and shown.

use base::{ChildAnswerId, Day, FamilyId, Moment, Name, NoteId, Prose, ReportId, VisitId};
use rules::{intake::Side, observe::ReportKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// What kind of paper it is.
    pub enum PaperKind {
        Observations = "observations" => "Observation report",
        Attendance = "attendance" => "Attendance letter",
    }
}

impl PaperKind {
    /// As the rules call it.
    #[must_use]
    pub const fn rule(self) -> ReportKind {
        match self {
            Self::Observations => ReportKind::Observations,
            Self::Attendance => ReportKind::AttendanceOnly,
        }
    }

    /// From what the rules allow.
    #[must_use]
    pub const fn of(kind: ReportKind) -> Self {
        match kind {
            ReportKind::Observations => Self::Observations,
            ReportKind::AttendanceOnly => Self::Attendance,
        }
    }
}

base::choices! {
    /// How far a report has come.
    pub enum PaperState {
        Draft = "draft" => "Draft",
        Signed = "signed" => "Signed",
    }
}

base::choices! {
    /// What is asked of every observed visit (LEE).
    pub enum Prompt {
        Arrival = "arrival" => "How did the child arrive?",
        Responses = "responses" => "How did the child respond?",
        Interaction = "interaction" => "What did they do and say together?",
        Initiative = "initiative" => "Who began what they did together?",
        Goodbye = "goodbye" => "How did they say goodbye?",
    }
}

/// A line at the head of a report, for example the court or the case number.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Particular {
    /// What it is, for example "Case number".
    pub label: Name,
    /// What it says. A line without it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Name>,
}

/// What was asked of one visit, answered.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PromptAnswer)]
pub struct Answer {
    /// Which visit.
    pub visit: VisitId,
    /// What was asked.
    pub prompt: Prompt,
    /// What was seen and heard. Facts and direct speech, no conclusions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Prose>,
}

/// A note that is left out of a report, as the report itself says.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// Which note.
    pub note: NoteId,
    /// Why, as the reader of the report is told.
    pub reason: Name,
}

/// Drafts a report.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReport {
    /// An observation report or an attendance letter. When not said, what the visits allow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<PaperKind>,
    /// The first day it is about.
    pub from: Day,
    /// The last day it is about.
    pub until: Day,
    /// Only these visits of that time. All of them when not said.
    #[serde(default)]
    pub visits: Vec<VisitId>,
    /// Whom it is addressed to.
    pub recipient: Name,
    /// What it is prepared for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prepared_for: Option<Name>,
    /// Further lines at its head: the court, the case number.
    #[serde(default)]
    pub particulars: Vec<Particular>,
    /// The sides whose exact times of coming and going are left out, because they are at risk (R31).
    #[serde(default)]
    pub leave_out_times_of: Vec<Side>,
}

/// Changes a draft: everything but the words of the notes.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportEdit {
    /// Whom it is addressed to. As before when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<Name>,
    /// What it is prepared for. As before when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prepared_for: Option<Name>,
    /// Further lines at its head. As before when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub particulars: Option<Vec<Particular>>,
    /// The introduction. A standard one when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduction: Option<Prose>,
    /// The answers to what is asked of each visit. Those not sent are open.
    #[serde(default)]
    pub answers: Vec<Answer>,
    /// The notes that are left out, each with the reason that the reader is told.
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
    /// The sides whose exact times are left out (R31). As before when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leave_out_times_of: Option<Vec<Side>>,
    /// The answers of the children that are put in, each with the child's permission noted. None when not said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 40)]
    pub child_answers: Vec<ChildAnswerId>,
}

/// One paragraph of a report.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, ToSchema)]
pub struct Passage {
    /// The time on the clock, where it is known and may be said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Who spoke, where these are somebody's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// What was seen, said or done; for a question nobody answered, the question.
    pub words: String,
    /// Whether it is a question nobody answered.
    #[serde(default)]
    pub unanswered: bool,
    /// The note it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<NoteId>,
}

/// What a report says of one visit.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, ToSchema)]
pub struct VisitSection {
    /// Which visit.
    pub visit: VisitId,
    /// Its heading.
    pub heading: String,
    /// Its paragraphs, in order.
    pub passages: Vec<Passage>,
}

/// One line of an attendance letter.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, ToSchema)]
pub struct AttendanceLine {
    /// Which visit.
    pub visit: VisitId,
    /// The day, in words.
    pub date: String,
    /// When it started.
    pub start: String,
    /// When it ended.
    pub end: String,
    /// Whether it was attended.
    pub attended: String,
}

/// The body of a paper.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, ToSchema)]
#[schema(as = ReportBody)]
pub struct Body {
    /// What an observation report says of each visit.
    #[serde(default)]
    pub sections: Vec<VisitSection>,
    /// The lines of an attendance letter.
    #[serde(default)]
    pub attendance: Vec<AttendanceLine>,
    /// What the children told the centre, where its author chose it and the child permits it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub child: Vec<Passage>,
}

/// A report or an attendance letter.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Report {
    /// Its identifier.
    pub id: ReportId,
    /// Whose case.
    pub family: FamilyId,
    /// Its reference, as printed on every page.
    pub reference: String,
    /// What kind of paper it is.
    pub kind: PaperKind,
    /// How far it has come.
    pub state: PaperState,
    /// What it is about and says, without what comes from the notes.
    #[serde(flatten)]
    pub document: Document,
    /// What it says of the visits: as it stands now, or as it was signed.
    pub body: Body,
    /// What it says of its own limits.
    pub limits: String,
    /// What is asked of the visits and nobody has answered.
    pub open_questions: Vec<String>,
    /// A value that changes with any word of it. The first 16 characters are printed on it.
    pub check: String,
    /// When it was drafted.
    pub created: Moment,
    /// Who drafted it.
    pub author: String,
    /// When it was signed.
    pub signed_at: Option<Moment>,
    /// The SHA-256 of the signed file.
    pub sha256: Option<String>,
}

/// What is kept of a report beside its columns.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, ToSchema)]
#[schema(as = ReportDocument)]
pub struct Document {
    /// The first day it is about.
    pub from: Day,
    /// The last day it is about.
    pub until: Day,
    /// The visits it is about.
    pub visits: Vec<VisitId>,
    /// Whom it is addressed to.
    pub recipient: String,
    /// What it is prepared for.
    pub prepared_for: Option<String>,
    /// Further lines at its head.
    pub particulars: Vec<Particular>,
    /// The introduction.
    pub introduction: String,
    /// The sides whose exact times are left out.
    pub leave_out_times_of: Vec<Side>,
    /// The answers to what is asked of each visit.
    pub answers: Vec<Answer>,
    /// The notes that are left out.
    pub left_out: Vec<LeftOut>,
    /// The answers of the children that its author chose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub child_answers: Vec<ChildAnswerId>,
    /// What its signer stated.
    pub statement: Option<String>,
    /// Who signed it, and in what role.
    pub signed_by: Option<String>,
}
