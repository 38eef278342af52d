//! A complaint, as those who lead the work read it.

use super::{
    Learning, hidden, learning,
    made::ComplaintTold,
    steps::{ComplaintStepKind, Said},
    store::{self, ComplaintOrigin, Row},
    terms,
};
use crate::{
    author::author,
    schema::{complaint_concern, complaint_step, staff},
};
use base::{ComplaintId, Day, FamilyId, Moment, PartyId, StaffId};
use diesel::prelude::*;
use host::{Problem, Tx, seal::Sealed};
use policy::SeeComplaint;
use rules::complaint::{ComplaintAbout, ComplaintOutcome, ComplaintStage};
use serde::Serialize;
use utoipa::ToSchema;

/// A complaint.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Complaint {
    /// Its identifier.
    pub id: ComplaintId,
    /// Of which family whoever complains is, if of one.
    pub family: Option<FamilyId>,
    /// The children's first names.
    pub title: Option<String>,
    /// Which adult of it.
    pub party: Option<PartyId>,
    /// How it reached the centre.
    pub origin: ComplaintOrigin,
    /// What it is about.
    pub about: ComplaintAbout,
    /// What was told.
    pub told: ComplaintTold,
    /// When it came.
    pub at: Moment,
    /// Whether it says that somebody was harmed.
    pub harm: bool,
    /// When somebody said what was done about that.
    pub harm_seen_at: Option<Moment>,
    /// At which stage it is.
    pub stage: ComplaintStage,
    /// By when it is to be acknowledged.
    pub acknowledge_by: Option<Moment>,
    /// When that was done.
    pub acknowledged_at: Option<Moment>,
    /// By when it is to be answered.
    pub answer_by: Moment,
    /// The last day until which more time may be taken; nothing where none is taken any more.
    pub more_time_until: Option<Day>,
    /// By when the next thing is due; nothing where the stage is over.
    pub due: Option<Moment>,
    /// Who looks into it, if somebody who works here.
    pub handler: Option<StaffId>,
    /// The name of whoever looks into it.
    pub handled_by: Option<String>,
    /// How the stage ended.
    pub outcome: Option<ComplaintOutcome>,
    /// When.
    pub closed_at: Option<Moment>,
    /// To which stage whoever complains may take it now.
    pub may_go_on: Option<ComplaintStage>,
    /// Whether they are told on their own page that there is something to read. They are not sent a notice while it
    /// is hidden from somebody who sees which notices go.
    pub sends_notices: bool,
    /// Whom of those who work here it is about, by name.
    pub concerns: Vec<String>,
    /// What was done, the first first.
    pub steps: Vec<ComplaintStep>,
    /// What is changed because of it.
    pub learning: Vec<Learning>,
}

/// Something that was done with a complaint.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ComplaintStep {
    /// What.
    pub kind: ComplaintStepKind,
    /// At which stage.
    pub stage: ComplaintStage,
    /// When.
    pub at: Moment,
    /// By whom; nobody where whoever did it has no sign-in.
    pub by: Option<String>,
    /// In words: the letter, the reason.
    pub words: Option<String>,
    /// Who was named.
    pub who: Option<String>,
    /// Until when.
    pub until: Option<Day>,
    /// With which answer.
    pub outcome: Option<ComplaintOutcome>,
}

/// The steps of a complaint, the first first.
pub(super) fn steps(tx: &mut Tx<'_>, of: ComplaintId) -> Result<Vec<ComplaintStep>, Problem> {
    type Step = (ComplaintStepKind, ComplaintStage, Moment, Option<String>, Sealed);
    let rows: Vec<Step> = complaint_step::table
        .left_join(author::table.on(author::id.nullable().eq(complaint_step::account)))
        .filter(complaint_step::complaint.eq(of))
        .order(complaint_step::number)
        .select((
            complaint_step::kind,
            complaint_step::stage,
            complaint_step::at,
            author::name.nullable(),
            complaint_step::document,
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(kind, stage, at, by, document)| {
            let Said { words, who, until, outcome, .. } = tx.open(&document)?;
            Ok(ComplaintStep { kind, stage, at, by, words, who, until, outcome })
        })
        .collect()
}

/// One complaint.
pub fn see(tx: &mut Tx<'_>, id: ComplaintId) -> Result<Complaint, Problem> {
    let (row, title) = store::complaint(tx, id)?;
    tx.ask::<SeeComplaint>(&row.subject())?;
    read(tx, row, title)
}

/// A complaint of which the caller has asked whether it may be seen.
pub(super) fn read(tx: &mut Tx<'_>, row: Row, title: Option<String>) -> Result<Complaint, Problem> {
    let concerns: Vec<String> = complaint_concern::table
        .inner_join(staff::table.on(staff::id.eq(complaint_concern::staff)))
        .filter(complaint_concern::complaint.eq(row.id))
        .order((staff::name, staff::id))
        .select(staff::name)
        .load(tx.db())?;
    let handled_by = match (row.handler, &row.outsider) {
        (Some(id), _) => {
            staff::table.filter(staff::id.eq(id)).select(staff::name).first(tx.db()).optional()?
        }
        (None, Some(name)) => Some(tx.open_text(name)?),
        (None, None) => None,
    };
    let standing = row.standing();
    let (terms, holidays) = terms::in_force(tx)?;
    Ok(Complaint {
        id: row.id,
        family: row.family,
        title,
        party: row.party,
        origin: row.origin,
        about: row.about,
        told: tx.open(&row.document)?,
        at: row.at,
        harm: row.harm,
        harm_seen_at: row.harm_seen_at,
        stage: row.stage,
        acknowledge_by: row.acknowledge_by,
        acknowledged_at: row.acknowledged_at,
        answer_by: row.answer_by,
        more_time_until: standing.more_time_until(tx.now, terms, &holidays),
        due: standing.due(),
        handler: row.handler,
        handled_by,
        outcome: row.outcome,
        closed_at: row.closed_at,
        may_go_on: standing.may_go_on(tx.now),
        sends_notices: row.party.is_some() && !hidden::hiding(tx, row.id)?.from_somebody,
        concerns,
        steps: steps(tx, row.id)?,
        learning: learning::of_complaint(tx, row.id)?,
    })
}
