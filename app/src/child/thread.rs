//! The child's thread: what was said, who heard it, what was done, when the child was told.

use super::{
    Drawing,
    sitting::Sitting,
    store::{self, AnswerDocument, AnswerRow, Noted},
};
use crate::family::{self, Family};
use base::{ChildAnswerId, ChildId, Day, FamilyId, Moment, Prose, SittingId, VisitId};
use host::{
    Problem, Recorded, Tx, WriteTx,
    paging::{Listed, Paging},
};
use policy::{NoteChildVoice, SeeChildVoice};
use rules::child::{AgeBand, ChildQuestion, Mark, When, Worrying, may_be_told};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

base::choices! {
    /// What is written beside an answer.
    pub enum ChildNoteKind {
        Done = "done" => "What was done",
        Told = "told" => "The child was told",
        Permission = "permission" => "Asked about a report",
    }
}

/// Which answers are wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChildAnswersWanted {
    /// Of one child alone.
    pub child: Option<ChildId>,
    /// Where the page begins: `next` of the page before.
    pub cursor: Option<String>,
    /// How many, from 1 to 100; 25 when not said.
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
}

/// What became of an answer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChildAnswerNote {
    /// What it is about.
    pub kind: ChildNoteKind,
    /// What was done, how the child was told, or what the child said to the question.
    pub words: String,
    /// On which day.
    pub on: Day,
    /// Of a question about a report: whether the child said yes.
    pub permitted: Option<bool>,
    /// Who wrote it.
    pub by: String,
    /// When it was written.
    pub at: Moment,
}

/// One answer of a child, whole.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChildAnswer {
    /// Its identifier.
    pub id: ChildAnswerId,
    /// Whose family.
    pub family: FamilyId,
    /// Whose answer.
    pub child: ChildId,
    /// The child's name.
    pub name: String,
    /// At which time at the tablet.
    pub sitting: SittingId,
    /// About which visit.
    pub visit: VisitId,
    /// Before or after it.
    pub when: When,
    /// How the child was asked.
    pub band: AgeBand,
    /// In which language.
    pub language: String,
    /// What was asked.
    pub question: ChildQuestion,
    /// The question exactly as the child read it.
    pub prompt: String,
    /// What was picked.
    pub marks: Vec<Mark>,
    /// What was picked, as the child read it.
    pub shown: Vec<String>,
    /// What was said or written, exactly.
    pub words: Option<String>,
    /// Whether somebody else wrote the words down for the child.
    pub by_grown_up: bool,
    /// What was drawn.
    pub drawing: Option<Drawing>,
    /// The drawing as SVG.
    pub svg: Option<String>,
    /// Whether the child skipped it.
    pub skipped: bool,
    /// Why somebody has to read it at once.
    pub worrying: Vec<Worrying>,
    /// Who the child would like to know what they said that time. It gives nothing to anybody by itself.
    pub wishes: Vec<Mark>,
    /// Who was with the child and heard it.
    pub heard_by: String,
    /// Who else was there.
    pub others: Option<String>,
    /// When.
    pub at: Moment,
    /// What became of it, in the order in which it was written.
    pub notes: Vec<ChildAnswerNote>,
}

impl ChildAnswer {
    fn of(
        tx: &Tx<'_>,
        row: AnswerRow,
        family: &Family,
        sitting: &Sitting,
        (wishes, notes): (Vec<Mark>, Vec<ChildAnswerNote>),
    ) -> Result<Self, Problem> {
        let document: AnswerDocument = tx.open(&row.document)?;
        let name = family.children.iter().find(|child| child.id == row.child);
        Ok(Self {
            id: row.id,
            family: row.family,
            child: row.child,
            name: name.map(|child| child.name.clone()).unwrap_or_default(),
            sitting: row.sitting,
            visit: sitting.visit,
            when: sitting.when,
            band: sitting.band,
            language: sitting.language.clone(),
            question: row.question,
            prompt: document.prompt,
            marks: document.marks,
            shown: document.shown,
            words: document.words,
            by_grown_up: document.by_grown_up,
            svg: document.drawing.as_ref().map(Drawing::svg),
            drawing: document.drawing,
            skipped: document.skipped,
            worrying: document.worrying,
            wishes,
            heard_by: sitting.heard_by.clone(),
            others: sitting.others.clone(),
            at: row.at,
            notes,
        })
    }

    /// The answer in one line: what was picked, and the exact words in speech marks.
    #[must_use]
    pub fn said(&self) -> String {
        if self.skipped {
            return "Skipped".to_owned();
        }
        let mut said = self.shown.clone();
        if self.drawing.is_some() {
            said.push("A drawing".to_owned());
        }
        said.extend(self.words.iter().map(|words| format!("“{words}”")));
        said.join(". ")
    }

    /// Whether the child was ever told what came of it.
    #[must_use]
    pub fn was_told(&self) -> bool {
        self.notes.iter().any(|note| note.kind == ChildNoteKind::Told)
    }

    /// Whether somebody has written what was done.
    #[must_use]
    pub fn was_acted_on(&self) -> bool {
        self.notes.iter().any(|note| note.kind == ChildNoteKind::Done)
    }

    /// What the child last said when asked whether it may go into a report, and when.
    #[must_use]
    pub fn permission(&self) -> Option<&ChildAnswerNote> {
        self.notes.iter().rev().find(|note| note.kind == ChildNoteKind::Permission)
    }
}

/// Rows with all that belongs to them, in three statements however many they are.
fn wholes(tx: &mut Tx<'_>, family: &Family, rows: Vec<AnswerRow>) -> Result<Vec<ChildAnswer>, Problem> {
    let mut ids: Vec<SittingId> = rows.iter().map(|row| row.sitting).collect();
    ids.sort_unstable();
    ids.dedup();
    let sittings: HashMap<SittingId, Sitting> =
        store::sittings(tx, &ids)?.into_iter().map(|sitting| (sitting.id, sitting)).collect();
    // The last answer to the question counts: a child may change it.
    let wishes: HashMap<SittingId, Vec<Mark>> =
        store::wishes(tx, &ids)?.into_iter().map(|(sitting, said)| (sitting, said.marks)).collect();
    let answers: Vec<ChildAnswerId> = rows.iter().map(|row| row.id).collect();
    let mut notes: HashMap<ChildAnswerId, Vec<ChildAnswerNote>> = HashMap::new();
    for (answer, note) in store::notes(tx, &answers)? {
        notes.entry(answer).or_default().push(note);
    }
    rows.into_iter()
        .map(|row| {
            let sitting = sittings.get(&row.sitting).ok_or(Problem::NotFound)?;
            let wishes = wishes.get(&row.sitting).cloned().unwrap_or_default();
            let notes = notes.remove(&row.id).unwrap_or_default();
            ChildAnswer::of(tx, row, family, sitting, (wishes, notes))
        })
        .collect()
}

/// One answer with all that belongs to it. The caller has asked policy.
pub(super) fn whole(tx: &mut Tx<'_>, family: &Family, id: ChildAnswerId) -> Result<ChildAnswer, Problem> {
    let row = store::answer(tx, id)?;
    wholes(tx, family, vec![row])?.pop().ok_or(Problem::NotFound)
}

/// What the children of a family told the centre, the newest first.
pub fn list(
    tx: &mut Tx<'_>,
    id: FamilyId,
    wanted: &ChildAnswersWanted,
) -> Result<(Family, Listed<ChildAnswer>), Problem> {
    let family = family::family(tx, id)?;
    let listed = list_of(tx, &family, wanted)?;
    Ok((family, listed))
}

/// What the children of a family that was read before told the centre.
pub fn list_of(
    tx: &mut Tx<'_>,
    family: &Family,
    wanted: &ChildAnswersWanted,
) -> Result<Listed<ChildAnswer>, Problem> {
    tx.ask::<SeeChildVoice>(&family.subject)?;
    if wanted.child.is_some_and(|child| family.children.iter().all(|known| known.id != child)) {
        return Err(Problem::field("/child", "Choose a child of this family"));
    }
    let paging = Paging { cursor: wanted.cursor.clone(), limit: wanted.limit };
    let rows = store::answers(tx, (family.id, wanted.child), &paging)?;
    let answers = wholes(tx, family, rows)?;
    Ok(paging.page(answers, |answer| (answer.at, answer.id.to_string())))
}

/// An answer with its family, for whoever may read it.
pub(super) fn stored(tx: &mut Tx<'_>, id: ChildAnswerId) -> Result<(Family, ChildAnswer), Problem> {
    let row = store::answer(tx, id)?;
    let family = family::family(tx, row.family)?;
    tx.ask::<SeeChildVoice>(&family.subject)?;
    let answer = wholes(tx, &family, vec![row])?.pop().ok_or(Problem::NotFound)?;
    Ok((family, answer))
}

/// One answer.
pub fn see(tx: &mut Tx<'_>, id: ChildAnswerId) -> Result<ChildAnswer, Problem> {
    stored(tx, id).map(|(_, answer)| answer)
}

/// Says what was done with an answer.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewChildDone {
    /// What was done.
    pub words: Prose,
}

/// Says that the child was told what came of it.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChildTold {
    /// On which day the child was told.
    pub on: Day,
    /// What the child was told.
    pub words: Prose,
}

/// Says that the child was asked whether an answer may go into a report.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewChildPermission {
    /// Whether the child says yes.
    pub permitted: bool,
    /// What the child said to it, exactly.
    pub words: Prose,
}

fn noted(
    tx: &mut WriteTx<'_>,
    id: ChildAnswerId,
    noted: &Noted<'_>,
    summary: &str,
) -> Result<Recorded<ChildAnswer>, Problem> {
    let row = store::answer(tx, id)?;
    let family = family::family(tx, row.family)?;
    let permit = tx.ask::<NoteChildVoice>(&family.subject.with_id(id))?;
    if noted.on > tx.now.day() || noted.on < row.at.day() {
        return Err(Problem::field("/on", "Enter the day of the answer or a later one, up to today"));
    }
    store::note_insert(tx, &permit, family.id, noted)?;
    let answer = whole(tx, &family, id)?;
    tx.record(&permit, Some(family.id), summary, answer)
}

/// Says what was done with an answer.
pub fn done(
    tx: &mut WriteTx<'_>,
    id: ChildAnswerId,
    new: NewChildDone,
) -> Result<Recorded<ChildAnswer>, Problem> {
    let (on, words) = (tx.now.day(), new.words.to_string());
    let row = Noted { kind: ChildNoteKind::Done, on, permitted: None, words: &words };
    noted(tx, id, &row, "What was done with a child’s answer was written down")
}

/// Says that the child was told.
pub fn told(
    tx: &mut WriteTx<'_>,
    id: ChildAnswerId,
    new: ChildTold,
) -> Result<Recorded<ChildAnswer>, Problem> {
    let words = new.words.to_string();
    let row = Noted { kind: ChildNoteKind::Told, on: new.on, permitted: None, words: &words };
    noted(tx, id, &row, "A child was told what came of an answer")
}

/// Says that the child was asked whether an answer may go into a report.
pub fn permit(
    tx: &mut WriteTx<'_>,
    id: ChildAnswerId,
    new: NewChildPermission,
) -> Result<Recorded<ChildAnswer>, Problem> {
    let (on, words) = (tx.now.day(), new.words.to_string());
    let row = Noted { kind: ChildNoteKind::Permission, on, permitted: Some(new.permitted), words: &words };
    noted(tx, id, &row, "A child was asked whether an answer may go into a report")
}

/// The answers that an author has chosen for a report, each refused unless the child permits it. The caller holds
/// the permit of writing the report.
pub(crate) fn permitted_words(
    tx: &mut Tx<'_>,
    family: &Family,
    chosen: &[ChildAnswerId],
) -> Result<Vec<ChildAnswer>, Problem> {
    let answers = chosen_words(tx, family, chosen)?;
    for answer in &answers {
        may_be_told(answer.permission().and_then(|note| note.permitted))?;
    }
    Ok(answers)
}

/// The same for a draft that is read: what a child has taken back since is not shown.
pub(crate) fn still_permitted(
    tx: &mut Tx<'_>,
    family: &Family,
    chosen: &[ChildAnswerId],
) -> Result<Vec<ChildAnswer>, Problem> {
    let mut answers = chosen_words(tx, family, chosen)?;
    answers.retain(|answer| answer.permission().is_some_and(|note| note.permitted == Some(true)));
    Ok(answers)
}

fn chosen_words(
    tx: &mut Tx<'_>,
    family: &Family,
    chosen: &[ChildAnswerId],
) -> Result<Vec<ChildAnswer>, Problem> {
    if chosen.is_empty() {
        return Ok(Vec::new());
    }
    tx.ask::<SeeChildVoice>(&family.subject)?;
    let rows = store::answers_by(tx, family.id, chosen)?;
    let unknown = chosen.iter().position(|id| rows.iter().all(|row| row.id != *id));
    if let Some(place) = unknown {
        let field = format!("/child_answers/{place}");
        return Err(Problem::field(&field, "Choose an answer of a child of this family"));
    }
    wholes(tx, family, rows)
}
