//! An adult's own complaints: how each stands, what was written to them, and what they can do next. There is no field
//! for who looks into it, nor for anybody else of the family (R30).

use super::{
    look::steps,
    made::{ComplaintTold, NewOwnComplaint, make_own},
    steps::{ComplaintStepKind, Said, step_insert},
    store::{Row, standing_write},
    terms,
};
use crate::{
    family::{Adult, Family},
    portal::own_family,
    schema::{complaint, complaint_step},
};
use base::{ComplaintId, Day, Moment, PartyId, Prose};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx, api::Nothing};
use policy::{Permit, SeeOwnComplaints, WriteOwnComplaint};
use rules::{
    Refusal,
    complaint::{ComplaintAbout, ComplaintOutcome, ComplaintStage, Step, apply},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most that one adult makes in a day. Enough for any day there is; too few to flood the centre with.
const MOST_IN_A_DAY: i64 = 5;
/// More than these are never listed; the newest are.
const MOST_LISTED: i64 = 100;

/// Takes a complaint to the next stage.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoingOn {
    /// What is still not right.
    pub words: Prose,
}

/// One of one's own complaints, in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnComplaintLine {
    /// Its identifier.
    pub id: ComplaintId,
    /// What it is about.
    pub about: ComplaintAbout,
    /// When one made it.
    pub at: Moment,
    /// At which stage it is.
    pub stage: ComplaintStage,
    /// By when one is answered.
    pub answer_by: Moment,
    /// How the stage ended.
    pub outcome: Option<ComplaintOutcome>,
}

/// What was done with a complaint of one's own.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnLetter {
    /// What.
    pub kind: ComplaintStepKind,
    /// At which stage.
    pub stage: ComplaintStage,
    /// When.
    pub at: Moment,
    /// What was written.
    pub words: Option<String>,
    /// Until when, where more time was taken.
    pub until: Option<Day>,
    /// With which answer.
    pub outcome: Option<ComplaintOutcome>,
}

/// One of one's own complaints.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnComplaint {
    /// Its identifier.
    pub id: ComplaintId,
    /// What it is about.
    pub about: ComplaintAbout,
    /// Whom it is about, as one said.
    pub who: Option<String>,
    /// What happened, as one said.
    pub what: String,
    /// What one would like to happen.
    pub wish: String,
    /// When one made it.
    pub at: Moment,
    /// At which stage it is.
    pub stage: ComplaintStage,
    /// By when one is told that it has come.
    pub acknowledge_by: Option<Moment>,
    /// When one was.
    pub acknowledged_at: Option<Moment>,
    /// By when one is answered.
    pub answer_by: Moment,
    /// How the stage ended.
    pub outcome: Option<ComplaintOutcome>,
    /// To which stage one can take it now.
    pub may_go_on: Option<ComplaintStage>,
    /// Whether one can take it outside the centre now.
    pub may_go_outside: bool,
    /// What was done and written, the first first.
    pub letters: Vec<OwnLetter>,
}

fn own_row(tx: &mut Tx<'_>, adult: &Adult, id: ComplaintId) -> Result<Row, Problem> {
    Ok(complaint::table
        .filter(complaint::id.eq(id).and(complaint::party.eq(adult.id)))
        .filter(complaint::centre.eq(tx.centre()))
        .select(Row::as_select())
        .first(tx.db())?)
}

fn read(tx: &mut Tx<'_>, row: &Row) -> Result<OwnComplaint, Problem> {
    let (told, standing): (ComplaintTold, _) = (tx.open(&row.document)?, row.standing());
    let letters = steps(tx, row.id)?.into_iter().filter(|step| step.kind.is_for_who_complains());
    Ok(OwnComplaint {
        id: row.id,
        about: row.about,
        who: told.who,
        what: told.what,
        wish: told.wish,
        at: row.at,
        stage: row.stage,
        acknowledge_by: row.acknowledge_by,
        acknowledged_at: row.acknowledged_at,
        answer_by: row.answer_by,
        outcome: row.outcome,
        may_go_on: standing.may_go_on(tx.now),
        may_go_outside: standing.may_go_outside(tx.now),
        letters: letters
            .map(|step| OwnLetter {
                kind: step.kind,
                stage: step.stage,
                at: step.at,
                words: step.words,
                until: step.until,
                outcome: step.outcome,
            })
            .collect(),
    })
}

/// One's own complaints, the newest first.
pub fn own_complaints(tx: &mut Tx<'_>) -> Result<Vec<OwnComplaintLine>, Problem> {
    let (family, adult) = own_family(tx)?;
    tx.ask::<SeeOwnComplaints>(&family.held_by(adult.id))?;
    lines(tx, &adult)
}

/// The same for whoever has been asked already.
pub(crate) fn lines(tx: &mut Tx<'_>, adult: &Adult) -> Result<Vec<OwnComplaintLine>, Problem> {
    type Line = (ComplaintId, ComplaintAbout, Moment, ComplaintStage, Moment, Option<ComplaintOutcome>);
    let rows: Vec<Line> = complaint::table
        .filter(complaint::party.eq(adult.id).and(complaint::centre.eq(tx.centre())))
        .order((complaint::at.desc(), complaint::id))
        .limit(MOST_LISTED)
        .select((
            complaint::id,
            complaint::about,
            complaint::at,
            complaint::stage,
            complaint::answer_by,
            complaint::outcome,
        ))
        .load(tx.db())?;
    let line = |(id, about, at, stage, answer_by, outcome)| OwnComplaintLine {
        id,
        about,
        at,
        stage,
        answer_by,
        outcome,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// One of one's own complaints.
pub fn own_complaint(tx: &mut Tx<'_>, id: ComplaintId) -> Result<OwnComplaint, Problem> {
    let (family, adult) = own_family(tx)?;
    tx.ask::<SeeOwnComplaints>(&family.held_by(adult.id))?;
    let row = own_row(tx, &adult, id)?;
    read(tx, &row)
}

fn own_permit(tx: &mut WriteTx<'_>) -> Result<(Family, Adult, Permit<WriteOwnComplaint>), Problem> {
    let (family, adult) = own_family(tx)?;
    let permit = tx.ask::<WriteOwnComplaint>(&family.held_by(adult.id))?;
    Ok((family, adult, permit))
}

/// Complains.
pub(super) fn complain(
    tx: &mut WriteTx<'_>,
    new: NewOwnComplaint,
) -> Result<Recorded<OwnComplaint>, Problem> {
    let (family, adult, permit) = own_permit(tx)?;
    let today: i64 = complaint::table
        .filter(complaint::party.eq(adult.id).and(complaint::at.ge(Moment::start_of(tx.now.day()))))
        .count()
        .get_result(tx.db())?;
    if today >= MOST_IN_A_DAY {
        return Err(Refusal::because(
            "complaint-enough-today",
            "You have made as many complaints today as we take in a day.",
            "Come back tomorrow. If somebody is in danger, ring 999.",
        )
        .into());
    }
    let id = make_own(tx, &permit, (&family, &adult), new)?;
    let row = own_row(tx, &adult, id)?;
    let own = read(tx, &row)?;
    tx.record(&permit, None, "An adult complained", own)
}

fn step(
    tx: &mut WriteTx<'_>,
    id: ComplaintId,
    (step, kind): (Step, ComplaintStepKind),
    said: &Said,
) -> Result<Recorded<OwnComplaint>, Problem> {
    let (_, adult, permit) = own_permit(tx)?;
    let row = own_row(tx, &adult, id)?;
    let (terms, holidays) = terms::in_force(tx)?;
    let after = apply(row.standing(), step, tx.now, (terms, &holidays))?;
    standing_write(tx, &permit, id, after)?;
    step_insert(tx, &row, (kind, row.stage), said)?;
    let row = own_row(tx, &adult, id)?;
    let own = read(tx, &row)?;
    tx.record(&permit, None, "An adult took a complaint further or back", own)
}

/// Takes a complaint to the next stage.
pub(super) fn go_on(
    tx: &mut WriteTx<'_>,
    id: ComplaintId,
    new: GoingOn,
) -> Result<Recorded<OwnComplaint>, Problem> {
    step(tx, id, (Step::GoOn, ComplaintStepKind::GoneOn), &Said::words(new.words.as_str()))
}

/// Takes a complaint back.
pub(super) fn withdraw(
    tx: &mut WriteTx<'_>,
    id: ComplaintId,
    _: Nothing,
) -> Result<Recorded<OwnComplaint>, Problem> {
    step(tx, id, (Step::Withdraw, ComplaintStepKind::Withdrawn), &Said::default())
}

/// The answers to somebody's complaints, the newest first. The caller has asked whether they may be seen.
pub(crate) fn answers_of(tx: &mut Tx<'_>, party: PartyId) -> Result<Vec<(ComplaintId, Moment)>, Problem> {
    Ok(complaint_step::table
        .inner_join(complaint::table.on(complaint::id.eq(complaint_step::complaint)))
        .filter(complaint::party.eq(party).and(complaint::centre.eq(tx.centre())))
        .filter(complaint_step::kind.eq(ComplaintStepKind::Answered))
        .order((complaint_step::at.desc(), complaint_step::complaint))
        .limit(MOST_LISTED)
        .select((complaint_step::complaint, complaint_step::at))
        .load(tx.db())?)
}
