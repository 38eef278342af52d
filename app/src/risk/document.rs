//! What an assessment says, and what it came to.

use base::{AccountId, AssessmentId, Day, FamilyId, Moment, Name, Prose};
use rules::{
    instrument::{Answer, Scored},
    risk::{Assessed, Factor, Level, Outcome},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

use super::DecisionWord;

base::choices! {
    /// How far a version of an assessment has come.
    pub enum AssessmentState {
        Draft = "draft" => "Draft",
        Submitted = "submitted" => "Waiting for approval",
        Approved = "approved" => "In force",
        Returned = "returned" => "Returned to its author",
        Superseded = "superseded" => "Replaced by a later version",
    }
}

/// What an assessment rests on. Everything may be filled in little by little; what must be there is
/// asked for when it is submitted.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AssessmentDocument {
    /// Who was asked, and when.
    pub asked: Vec<AskedPerson>,
    /// Every hazard, with its source.
    pub factors: Vec<Factor>,
    /// The answers to screening instruments.
    pub instruments: Vec<InstrumentAnswers>,
    /// The level the author holds to be right. It may raise the result and never lower it (R20).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judgement: Option<Level>,
    /// Why the author holds it to be right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judgement_words: Option<Prose>,
    /// The last day the assessment holds without being looked at again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Day>,
}

/// Somebody who was asked.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskedPerson {
    /// Who was asked, or which record was read.
    pub who: Name,
    /// When they were asked.
    pub on: Day,
    /// Whether it was safe for them to talk, asked first.
    pub safe_to_talk: Answer,
    /// What they said, in short.
    pub words: Prose,
}

/// The answers to one instrument.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InstrumentAnswers {
    /// The instrument's code.
    pub instrument: Name,
    /// Yes, no or not known, by the code of the question.
    #[serde(default)]
    pub answers: BTreeMap<String, Answer>,
    /// The band that the person asking holds to be right; it may raise the score's band and never
    /// lower it (R20).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<Name>,
    /// The days of earlier events of the same kind.
    #[serde(default)]
    pub earlier_events: Vec<Day>,
    /// The days on which the person was referred before.
    #[serde(default)]
    pub previous_referrals: Vec<Day>,
}

/// What an assessment came to.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, ToSchema)]
pub struct AssessmentResult {
    /// The lowest level of supervision that is safe, or that none here is.
    pub outcome: Outcome,
    /// Why, one sentence for each thing that raised it.
    pub because: Vec<String>,
    /// What the facts alone came to, before anybody's judgement.
    pub from_facts: Outcome,
    /// The result of each instrument.
    pub instruments: Vec<Scored>,
}

impl AssessmentResult {
    /// Made of what the rules say.
    #[must_use]
    pub fn of(assessed: Assessed, from_facts: Outcome, instruments: Vec<Scored>) -> Self {
        Self { outcome: assessed.outcome, because: assessed.because, from_facts, instruments }
    }
}

/// What was decided on a version, by whom and when.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, ToSchema)]
pub struct Decided {
    /// What.
    pub decision: DecisionWord,
    /// Why.
    pub words: Prose,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// One version of a family's assessment.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Assessment {
    /// Its identifier.
    pub id: AssessmentId,
    /// Of which family.
    pub family: FamilyId,
    /// Which version, from one.
    pub version: i32,
    /// How far it has come.
    pub state: AssessmentState,
    /// What it rests on.
    pub document: AssessmentDocument,
    /// What it comes to, as things stand in it.
    pub result: AssessmentResult,
    /// What was decided on it, the latest last.
    pub decisions: Vec<Decided>,
    /// Who wrote it.
    pub author: String,
    /// Their sign-in.
    #[serde(skip)]
    pub author_account: AccountId,
    /// Who approved it.
    pub approver: Option<String>,
    /// When it was approved.
    pub approved_at: Option<Moment>,
    /// When it was begun.
    pub created: Moment,
}
