//! One family at a glance: what stands in the way now, what comes next, what happened last, who is who.

use super::{
    Family, family,
    ready::{Way, readiness_of},
};
use crate::schema::{is_booked, visit};
use base::{FamilyId, Moment, ReferralId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx, schema::audit_entry, trail::Kind::Write as Written};
use policy::{SeeFamily, SeeTimeline};
use rules::{
    Refusal,
    intake::{Readiness, Stage, lacking},
    plan::Kind,
    visit::State,
};
use serde::Serialize;
use utoipa::ToSchema;

/// A visit that is coming.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ComingVisit {
    /// Which.
    pub id: VisitId,
    /// When it starts.
    pub starts: Moment,
    /// What kind of contact it is.
    pub kind: Kind,
    /// How far it has come.
    pub state: State,
    /// Why it is no longer safe, if it is not.
    pub unsafe_because: Option<String>,
}

/// Something that was done lately.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LatelyDone {
    /// When.
    pub at: Moment,
    /// What, in words that hold nothing confidential.
    pub words: String,
}

/// A family at a glance.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FamilyOverview {
    /// The family.
    #[serde(flatten)]
    pub family: Family,
    /// The referral it came by.
    pub referral: Option<ReferralId>,
    /// What has been done of what R2 asks for.
    pub readiness: Readiness,
    /// What stands in the way of a visit today. Empty once the family is ready.
    pub lacking: Vec<Refusal>,
    /// The next visits.
    pub next_visits: Vec<ComingVisit>,
    /// What was done last.
    pub latest: Vec<LatelyDone>,
}

/// One family, for its overview.
pub fn overview(tx: &mut Tx<'_>, id: FamilyId) -> Result<FamilyOverview, Problem> {
    let family = family(tx, id)?;
    tx.ask::<SeeFamily>(&family.subject)?;
    let Way { readiness, referral } = readiness_of(tx, &[id])?.remove(&id).ok_or(Problem::NotFound)?;
    // A family that has moved on, or was never taken on, is not on its way to a visit.
    let lacking = match family.stage {
        Stage::Preparing | Stage::Active | Stage::Suspended => lacking(&readiness, tx.now.day()),
        _ => Vec::new(),
    };
    let next_visits = next_visits(tx, id)?;
    // What was done in the office is not for the day's staff.
    let latest = if tx.might::<SeeTimeline>(&family.subject) { latest(tx, id)? } else { Vec::new() };
    Ok(FamilyOverview { family, referral, readiness, lacking, next_visits, latest })
}

fn next_visits(tx: &mut Tx<'_>, id: FamilyId) -> Result<Vec<ComingVisit>, Problem> {
    let now = tx.now;
    type Row = (VisitId, Moment, Kind, State, Option<String>);
    let rows: Vec<Row> = visit::table
        .filter(visit::family.eq(id).and(visit::ends.gt(now)))
        // A time that is only held is on the page of visits, for those who ask the adults.
        .filter(visit::state.ne(State::Cancelled).and(is_booked()))
        .order((visit::starts, visit::id))
        .limit(4)
        .select((visit::id, visit::starts, visit::kind, visit::state, visit::unsafe_because))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(id, starts, kind, state, unsafe_because)| ComingVisit {
            id,
            starts,
            kind,
            state,
            unsafe_because,
        })
        .collect())
}

/// From the trail, whose words hold no protected fact.
fn latest(tx: &mut Tx<'_>, id: FamilyId) -> Result<Vec<LatelyDone>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(Moment, String)> = audit_entry::table
        .filter(audit_entry::family.eq(id).and(audit_entry::centre.eq(centre)))
        .filter(audit_entry::kind.eq(Written.as_str()))
        .order(audit_entry::seq.desc())
        .limit(6)
        .select((audit_entry::at, audit_entry::summary))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(at, words)| LatelyDone { at, words }).collect())
}
