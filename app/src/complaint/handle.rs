//! Looking into a complaint: who does, what is said to whoever complains, and how it is answered.

use super::{
    hidden::{concern_insert, hiding},
    impartial::refuse_partial,
    look::{Complaint, read},
    steps::{ComplaintStepKind, Said, step_insert},
    store::{self, ComplaintOrigin, Row, handler_write, standing_write},
    terms,
};
use crate::{
    family,
    message::{may_go, who_answer},
    notice,
    schema::{complaint, staff},
};
use base::{ComplaintId, Day, Faults, Name, Prose, StaffId};
use diesel::prelude::*;
use host::{Problem, Recorded, WriteTx};
use policy::{HandleComplaint, Permit};
use rules::{
    Refusal,
    complaint::{ComplaintOutcome, Standing, Step, apply},
    notice::NoticeKind,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Names somebody to look into a complaint: somebody who works here, or somebody from outside.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHandler {
    /// Who, if a co-ordinator or a safeguarding lead of this centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
    /// Who, if somebody from outside: a trustee, or another centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outsider: Option<Name>,
    /// Whether you have asked them, and they had no part in what it is about.
    #[serde(default)]
    pub no_part: bool,
}

/// Words to whoever complains.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintWords {
    /// What to say or what was said.
    pub words: Prose,
}

/// Takes more time.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintExtension {
    /// Until when.
    pub until: Day,
    /// Why, in words that whoever complains reads.
    pub words: Prose,
}

/// Answers a complaint.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintAnswer {
    /// With which outcome.
    pub outcome: ComplaintOutcome,
    /// The letter to whoever complains.
    pub words: Prose,
}

/// Says whom of those who work here a complaint is about.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ComplaintConcern {
    /// Who.
    pub staff: StaffId,
}

type Stored = (Row, Option<String>, Permit<HandleComplaint>);

fn stored(tx: &mut WriteTx<'_>, id: ComplaintId) -> Result<Stored, Problem> {
    let (row, title) = store::complaint(tx, id)?;
    let permit = tx.ask::<HandleComplaint>(&row.subject())?;
    Ok((row, title, permit))
}

fn record(
    tx: &mut WriteTx<'_>,
    permit: &Permit<HandleComplaint>,
    (row, title): (Row, Option<String>),
    summary: &str,
) -> Result<Recorded<Complaint>, Problem> {
    // No family: the pages of a case read its lines, and one it is about may read those.
    let (row, title) = store::complaint(tx, row.id).unwrap_or((row, title));
    let complaint = read(tx, row, title)?;
    tx.record(permit, None, summary, complaint)
}

/// What goes to whoever complains tells them nothing of the other side, and nothing another adult wrote (R16, R25).
fn letter_may_go(tx: &mut WriteTx<'_>, row: &Row, words: &Prose) -> Result<(), Problem> {
    let (Some(family), Some(party)) = (row.family, row.party) else { return Ok(()) };
    let family = family::family(tx, family)?;
    may_go(tx, &family, party, &[words.as_str()])
}

/// Tells whoever complains that there is something to read; not while somebody it is hidden from sees which notices go.
fn tell(tx: &mut WriteTx<'_>, row: &Row) -> Result<(), Problem> {
    let (Some(family), Some(party)) = (row.family, row.party) else { return Ok(()) };
    if hiding(tx, row.id)?.from_somebody {
        return Ok(());
    }
    let family = family::family(tx, family)?;
    if let Some(adult) = family.adult(party) {
        let about = format!("{} {}", row.id, tx.now.microseconds());
        notice::tell(tx, (&family, adult), NoticeKind::ToRead, &about)?;
    }
    Ok(())
}

/// How a complaint would stand after a step, if that may be taken.
fn after(tx: &mut WriteTx<'_>, row: &Row, step: Step) -> Result<Standing, Problem> {
    let (terms, holidays) = terms::in_force(tx)?;
    Ok(apply(row.standing(), step, tx.now, (terms, &holidays))?)
}

/// What only whoever complains decides: staff write it down for those who have no place of their own to do it.
fn not_for_them(row: &Row) -> Result<(), Refusal> {
    if row.origin != ComplaintOrigin::Own {
        return Ok(());
    }
    Err(Refusal::because(
        "complaint-is-theirs",
        "Whoever complains did so from their own place, and decides there what becomes of it.",
        "Ask them to take it back or further there. Until then, go on with it.",
    ))
}

fn step(
    tx: &mut WriteTx<'_>,
    (row, permit): (&Row, &Permit<HandleComplaint>),
    step: Step,
    (kind, said): (ComplaintStepKind, Said),
) -> Result<(), Problem> {
    let after = after(tx, row, step)?;
    standing_write(tx, permit, row.id, after)?;
    step_insert(tx, row, (kind, row.stage), &said)
}

/// Names somebody to look into a complaint. Nobody looks into what is about them or theirs, nor who had a part in it.
pub fn assign(
    tx: &mut WriteTx<'_>,
    id: ComplaintId,
    new: NewHandler,
) -> Result<Recorded<Complaint>, Problem> {
    let (row, title, permit) = stored(tx, id)?;
    let mut faults = Faults::none();
    faults.require(
        new.staff.is_some() != new.outsider.is_some(),
        "/staff",
        "Choose a colleague, or enter the name of somebody from outside: one of the two",
    );
    faults.require(new.no_part, "/no_part", "Ask them first, and confirm that they had no part in it");
    faults.none_or_err()?;
    let name = match (new.staff, new.outsider) {
        (Some(who), _) => {
            let name = who_answer(tx)?.into_iter().find(|(one, _)| *one == who).map(|(_, name)| name);
            let name =
                name.ok_or_else(|| Problem::field("/staff", "Choose a co-ordinator or a safeguarding lead"))?;
            refuse_partial(tx, &row, who)?;
            name
        }
        (None, outsider) => {
            let name = outsider.map(|name| name.to_string()).unwrap_or_default();
            let colleagues: Vec<String> =
                staff::table.filter(staff::centre.eq(tx.centre())).select(staff::name).load(tx.db())?;
            if colleagues.iter().any(|one| as_compared(one) == as_compared(&name)) {
                return Err(Problem::field(
                    "/outsider",
                    "This is somebody who works here: choose them above",
                ));
            }
            name
        }
    };
    let said = Said { who: Some(name.clone()), staff: new.staff, ..Said::default() };
    step(tx, (&row, &permit), Step::Assign, (ComplaintStepKind::Assigned, said))?;
    let outsider = match new.staff {
        Some(_) => None,
        None => Some(tx.seal_text(row.owner(), &name)?),
    };
    handler_write(tx, id, (new.staff, outsider))?;
    record(tx, &permit, (row, title), "Somebody was named to look into a complaint")
}

/// A name however it was typed: without regard to capitals and to the blanks between its parts.
fn as_compared(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Tells whoever complains that it has come, who looks into it and by when they are answered.
pub fn acknowledge(
    tx: &mut WriteTx<'_>,
    id: ComplaintId,
    new: ComplaintWords,
) -> Result<Recorded<Complaint>, Problem> {
    let (row, title, permit) = stored(tx, id)?;
    letter_may_go(tx, &row, &new.words)?;
    let said = Said::words(new.words.as_str());
    step(tx, (&row, &permit), Step::Acknowledge, (ComplaintStepKind::Acknowledged, said))?;
    tell(tx, &row)?;
    record(tx, &permit, (row, title), "A complaint was acknowledged")
}

/// Takes more time, and tells whoever complains why.
pub fn extend(
    tx: &mut WriteTx<'_>,
    id: ComplaintId,
    new: ComplaintExtension,
) -> Result<Recorded<Complaint>, Problem> {
    let (row, title, permit) = stored(tx, id)?;
    letter_may_go(tx, &row, &new.words)?;
    let said = Said { until: Some(new.until), ..Said::words(new.words.as_str()) };
    step(tx, (&row, &permit), Step::Extend(new.until), (ComplaintStepKind::Extended, said))?;
    tell(tx, &row)?;
    record(tx, &permit, (row, title), "More time was taken for a complaint")
}

/// Answers a complaint. A written one is answered by whoever was named; what somebody from outside found is written
/// down by any who leads the work and may know of it.
pub fn answer(
    tx: &mut WriteTx<'_>,
    id: ComplaintId,
    new: ComplaintAnswer,
) -> Result<Recorded<Complaint>, Problem> {
    let (row, title, permit) = stored(tx, id)?;
    after(tx, &row, Step::Answer(new.outcome))?;
    if row.handler.is_some() && row.handler != tx.actor.staff {
        return Err(Refusal::because(
            "complaint-another-looks-into-it",
            "Somebody else was named to look into this complaint.",
            "Ask them to answer it, or name somebody else first.",
        )
        .into());
    }
    // Facts may have come to light since they were named. Whoever writes down an outsider's answer has no say in it.
    if let (None, Some(me)) = (&row.outsider, tx.actor.staff) {
        refuse_partial(tx, &row, me)?;
    }
    letter_may_go(tx, &row, &new.words)?;
    let said = Said { outcome: Some(new.outcome), ..Said::words(new.words.as_str()) };
    step(tx, (&row, &permit), Step::Answer(new.outcome), (ComplaintStepKind::Answered, said))?;
    tell(tx, &row)?;
    record(tx, &permit, (row, title), "A complaint was answered")
}

/// Takes a complaint to the next stage for somebody who has no place of their own to do so.
pub fn next_stage(
    tx: &mut WriteTx<'_>,
    id: ComplaintId,
    new: ComplaintWords,
) -> Result<Recorded<Complaint>, Problem> {
    let (row, title, permit) = stored(tx, id)?;
    not_for_them(&row)?;
    step(tx, (&row, &permit), Step::GoOn, (ComplaintStepKind::GoneOn, Said::words(new.words.as_str())))?;
    record(tx, &permit, (row, title), "A complaint was taken to the next stage")
}

/// Writes down that whoever complains took it back. Nobody does who may not look into it.
pub fn take_back(
    tx: &mut WriteTx<'_>,
    id: ComplaintId,
    new: ComplaintWords,
) -> Result<Recorded<Complaint>, Problem> {
    let (row, title, permit) = stored(tx, id)?;
    not_for_them(&row)?;
    after(tx, &row, Step::Withdraw)?;
    if let Some(me) = tx.actor.staff {
        refuse_partial(tx, &row, me)?;
    }
    step(
        tx,
        (&row, &permit),
        Step::Withdraw,
        (ComplaintStepKind::Withdrawn, Said::words(new.words.as_str())),
    )?;
    record(tx, &permit, (row, title), "A complaint was taken back")
}

/// Says whom of those who work here it is about. From then on it is hidden from them, and they do not look into it.
pub fn concerns(
    tx: &mut WriteTx<'_>,
    id: ComplaintId,
    new: ComplaintConcern,
) -> Result<Recorded<Complaint>, Problem> {
    let (row, title, permit) = stored(tx, id)?;
    let name: Option<String> = staff::table
        .filter(staff::id.eq(new.staff).and(staff::centre.eq(tx.centre())))
        .select(staff::name)
        .first(tx.db())
        .optional()?;
    let name = name.ok_or_else(|| Problem::field("/staff", "Choose somebody from the staff list"))?;
    concern_insert(tx, id, new.staff)?;
    if let Some(handler) = row.handler
        && refuse_partial(tx, &row, handler).is_err()
    {
        handler_write(tx, id, (None, None))?;
    }
    let said = Said { who: Some(name), staff: Some(new.staff), ..Said::default() };
    step_insert(tx, &row, (ComplaintStepKind::Concerns, row.stage), &said)?;
    record(tx, &permit, (row, title), "It was said whom a complaint is about")
}

/// Says what was done about the harm that a complaint tells of.
pub fn harm_seen(
    tx: &mut WriteTx<'_>,
    id: ComplaintId,
    new: ComplaintWords,
) -> Result<Recorded<Complaint>, Problem> {
    let (row, title, permit) = stored(tx, id)?;
    if !row.harm || row.harm_seen_at.is_some() {
        return Err(Refusal::because(
            "complaint-no-harm-open",
            "It tells of no harm, or it was said already what was done.",
            "Record an incident where something new has come to light.",
        )
        .into());
    }
    diesel::update(complaint::table.filter(complaint::id.eq(permit.id())))
        .set(complaint::harm_seen_at.eq(tx.now))
        .execute(tx.db())?;
    step_insert(tx, &row, (ComplaintStepKind::HarmSeen, row.stage), &Said::words(new.words.as_str()))?;
    record(tx, &permit, (row, title), "It was said what was done about harm that a complaint tells of")
}
