//! What a centre changes because of a complaint: what, who by, and when; and that it was done.

use super::{
    look::{Complaint, see},
    store,
};
use crate::schema::{complaint_learning, party, staff};
use base::{ComplaintId, Day, LearningId, Moment, Name, Prose};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx, seal::Sealed};
use policy::HandleComplaint;
use rules::{Refusal, known::may_mean};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Says what is changed because of a complaint.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLearning {
    /// What will change. Without names.
    pub what: Prose,
    /// Who sees to it.
    pub who: Name,
    /// By when.
    pub due: Day,
}

/// Says that it was done.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LearningDone {
    /// What was done.
    pub words: Prose,
}

/// What is changed because of a complaint.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Learning {
    /// Its identifier.
    pub id: LearningId,
    /// What will change.
    pub what: String,
    /// Who sees to it.
    pub who: String,
    /// By when.
    pub due: Day,
    /// What was done.
    pub done: Option<String>,
    /// When.
    pub done_at: Option<Moment>,
}

#[derive(Deserialize, Serialize)]
struct Kept {
    what: String,
    who: String,
}

/// What is changed because of a complaint, the first first. The caller has asked whether it may be seen.
pub(super) fn of_complaint(tx: &mut Tx<'_>, of: ComplaintId) -> Result<Vec<Learning>, Problem> {
    type Row = (LearningId, Sealed, Day, Option<Sealed>, Option<Moment>);
    let rows: Vec<Row> = complaint_learning::table
        .filter(complaint_learning::complaint.eq(of))
        .order((complaint_learning::at, complaint_learning::id))
        .select((
            complaint_learning::id,
            complaint_learning::document,
            complaint_learning::due,
            complaint_learning::done,
            complaint_learning::done_at,
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(id, document, due, done, done_at)| {
            let Kept { what, who } = tx.open(&document)?;
            let done = done.map(|done| tx.open_text(&done)).transpose()?;
            Ok(Learning { id, what, who, due, done, done_at })
        })
        .collect()
}

/// Says what is changed because of a complaint.
pub fn learn(
    tx: &mut WriteTx<'_>,
    id: ComplaintId,
    new: NewLearning,
) -> Result<Recorded<Vec<Learning>>, Problem> {
    let (row, _) = store::complaint(tx, id)?;
    let permit = tx.ask::<HandleComplaint>(&row.subject())?;
    if new.due < tx.now.day() {
        return Err(Problem::field("/due", "Choose today or a later day"));
    }
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let document = tx.seal(row.owner(), &Kept { what: new.what.to_string(), who: new.who.to_string() })?;
    let learning = LearningId::from_random(tx.random());
    diesel::insert_into(complaint_learning::table)
        .values((
            complaint_learning::id.eq(learning),
            complaint_learning::centre.eq(tx.centre()),
            complaint_learning::complaint.eq(permit.id()),
            complaint_learning::document.eq(document),
            complaint_learning::due.eq(new.due),
            complaint_learning::account.eq(account),
            complaint_learning::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    let all = of_complaint(tx, id)?;
    tx.record(&permit, None, "It was said what is changed because of a complaint", all)
}

/// Says that it was done.
pub fn learned(
    tx: &mut WriteTx<'_>,
    (of, id): (ComplaintId, LearningId),
    new: LearningDone,
) -> Result<Recorded<Vec<Learning>>, Problem> {
    let (row, _) = store::complaint(tx, of)?;
    let permit = tx.ask::<HandleComplaint>(&row.subject())?;
    let found = of_complaint(tx, of)?.into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)?;
    if found.done_at.is_some() {
        return Err(Refusal::because(
            "learning-done",
            "It was said already that this is done.",
            "Write down what else is changed.",
        )
        .into());
    }
    let done = tx.seal_text(row.owner(), new.words.as_str())?;
    diesel::update(complaint_learning::table.filter(complaint_learning::id.eq(id)))
        .set((complaint_learning::done.eq(done), complaint_learning::done_at.eq(tx.now)))
        .execute(tx.db())?;
    let all = of_complaint(tx, of)?;
    tx.record(&permit, None, "What is changed because of a complaint was done", all)
}

/// What was learned, for whoever tells it to everybody; and what is said of it, refused where it names somebody whom
/// the complaint is of or about.
pub(crate) fn for_everybody(tx: &mut Tx<'_>, id: LearningId, texts: &[&str]) -> Result<Learning, Problem> {
    let of: ComplaintId = complaint_learning::table
        .filter(complaint_learning::id.eq(id).and(complaint_learning::centre.eq(tx.centre())))
        .select(complaint_learning::complaint)
        .first(tx.db())?;
    let complaint: Complaint = see(tx, of)?;
    let mut names = vec![complaint.told.name];
    if let Some(family) = complaint.family {
        let adults: Vec<String> =
            party::table.filter(party::family.eq(family)).select(party::name).load(tx.db())?;
        names.extend(adults);
        names.extend(complaint.title);
    }
    let colleagues: Vec<String> =
        staff::table.filter(staff::centre.eq(tx.centre())).select(staff::name).load(tx.db())?;
    names.extend(colleagues);
    if texts.iter().any(|text| names.iter().any(|name| may_mean(text, name))) {
        return Err(Refusal::because(
            "said-names-somebody",
            "This seems to name somebody whom the complaint is of or about, or who works here.",
            "Say it without names.",
        )
        .into());
    }
    complaint.learning.into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)
}
