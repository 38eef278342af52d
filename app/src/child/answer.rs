//! What a child answers, kept exactly as it is given; and what follows where it may be worrying.

use super::{
    Drawing, listed,
    sitting::{Sitting, still_open, with_family},
    store::{self, AnswerDocument},
    thread::{ChildAnswer, whole},
    words::{label, prompt},
};
use crate::{
    family::Family,
    incident::{NewTask, task_insert},
    visit::review_open,
    words::Words,
};
use base::{Faults, Prose, SittingId};
use host::{Problem, Recorded, WriteTx};
use policy::HearChild;
use rules::{
    child::{ChildQuestion, Mark, Said, Worrying, may_review, questions, read_within, worrying},
    review::Trigger,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Keeps what a child answers to one question.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewChildAnswer {
    /// What was asked.
    pub question: ChildQuestion,
    /// What the child picked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 6)]
    pub marks: Vec<Mark>,
    /// What the child said or wrote, exactly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Prose>,
    /// Whether somebody else wrote the words down for the child.
    #[serde(default)]
    pub by_grown_up: bool,
    /// What the child drew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawing: Option<Drawing>,
    /// Whether the child skipped the question. That is kept too: it is an answer.
    #[serde(default)]
    pub skipped: bool,
}

impl NewChildAnswer {
    fn check(&self, sitting: &Sitting) -> Result<(), Problem> {
        let mut faults = Faults::none();
        let (asked, marks) = (questions(sitting.band, sitting.when), self.question.marks());
        faults.require(
            asked.contains(&self.question),
            "/question",
            "Choose a question that this child is asked",
        );
        faults.require(
            self.marks.iter().all(|mark| marks.contains(mark)),
            "/marks",
            "Choose what can be picked for this question",
        );
        let several = self.question.takes_several();
        faults.require(self.marks.len() <= 1 || several, "/marks", "Choose one");
        let twice = self.marks.iter().enumerate().any(|(place, mark)| self.marks[..place].contains(mark));
        faults.require(!twice, "/marks", "Choose each once");
        let only_drawn = self.drawing.is_none() || self.question == ChildQuestion::Draw;
        faults.require(only_drawn, "/drawing", "Send a drawing where a drawing is asked for");
        let says = !self.marks.is_empty() || self.words.is_some() || self.drawing.is_some();
        if self.skipped {
            faults.require(!says, "/skipped", "Leave the answer empty where the child skipped");
        } else if self.question.is_words() {
            faults.require(self.words.is_some(), "/words", "Write what the child says, or skip");
        } else if self.question == ChildQuestion::Draw {
            faults.require(self.drawing.is_some(), "/drawing", "Draw something, or skip");
        } else {
            faults.require(!self.marks.is_empty(), "/marks", "Choose one, or skip");
        }
        if let Some(Err(more)) = self.drawing.as_ref().map(Drawing::check) {
            return Err(Problem::Invalid(more));
        }
        Ok(faults.none_or_err()?)
    }
}

/// Keeps an answer. A worrying one opens its task and the review in the same transaction.
pub fn keep(
    tx: &mut WriteTx<'_>,
    id: SittingId,
    new: NewChildAnswer,
) -> Result<Recorded<ChildAnswer>, Problem> {
    let (sitting, family) = with_family(tx, id)?;
    let permit = tx.ask::<HearChild>(&family.subject.with_id(id))?;
    still_open(&sitting)?;
    new.check(&sitting)?;
    let last_face = match new.question {
        ChildQuestion::Feel => store::last_face(tx, sitting.child)?,
        _ => None,
    };
    let said = new.words.as_ref().map_or("", Prose::as_str);
    let listed = listed::current(tx)?;
    let found = worrying(Said { question: new.question, marks: &new.marks, words: said }, last_face, &listed);
    let words = Words::in_language(&sitting.language);
    let document = AnswerDocument {
        prompt: prompt(words, new.question, (sitting.band, sitting.when)),
        shown: new.marks.iter().map(|mark| label(words, *mark)).collect(),
        marks: new.marks,
        words: new.words.map(|words| words.to_string()),
        by_grown_up: new.by_grown_up,
        drawing: new.drawing,
        skipped: new.skipped,
        worrying: found,
    };
    let answer = store::answer_insert(tx, &permit, &sitting, (new.question, &document))?;
    if !document.worrying.is_empty() {
        somebody_reads(tx, &family, &sitting, &document.worrying)?;
    }
    let answer = whole(tx, &family, answer)?;
    tx.record(&permit, Some(family.id), "A child’s answer was kept", answer)
}

/// A worrying answer brings those who lead the work. Neither task nor review says what the child said: the
/// child's words stand in the child's own thread alone.
fn somebody_reads(
    tx: &mut WriteTx<'_>,
    family: &Family,
    sitting: &Sitting,
    found: &[Worrying],
) -> Result<(), Problem> {
    let why: Vec<String> = found.iter().map(|why| why.words().to_lowercase()).collect();
    let review = if may_review(family.stage) {
        let words =
            "What a child told us may be worrying. Read it with the child’s own words before the next visit.";
        Some(review_open(tx, family.id, Trigger::ChildVoice, words)?)
    } else {
        None
    };
    let words = format!(
        "Read what a child told us {} ({}). If somebody is in danger now, ring 999 first. Then say what was done, and \
         tell the child.",
        sitting.when.words().to_lowercase(),
        why.join(", ")
    );
    let task = NewTask {
        family: family.id,
        review,
        visit: Some(sitting.visit),
        whom: "Co-ordinator and safeguarding lead",
        words: &words,
        due: tx.now.plus(read_within(found)),
    };
    task_insert(tx, &task)
}
