//! One booking: from what was asked for to a visit that is kept, or to every rule that says no.

use super::{VisitLine, facts, lines_of, names, record, store};
use crate::{
    family::{self, Family},
    plan,
};
use base::{FamilyId, Faults, Minutes, Moment, PartyId, RoomId, StaffId};
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{BookVisit, Permit, ask};
use rules::{
    Refusal,
    intake::{Side, Stage, activated},
    plan::{Gaps, Kind, Sequence, Timing, timing},
    schedule::{Booking, Facts, Interpreter, judge},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The shortest and the longest time together that can be booked.
const LENGTHS: std::ops::RangeInclusive<i64> = 15..=600;

/// Books a visit. What is not said comes from the plan.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewBooking {
    /// When the time together starts.
    pub starts: Moment,
    /// How long it is, in minutes; as the plan says, when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 15, maximum = 600)]
    pub length: Option<Minutes>,
    /// What kind of contact it is; as the plan says, when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Which room.
    pub room: RoomId,
    /// The named supervisors.
    #[serde(default)]
    pub supervisors: Vec<StaffId>,
    /// The adults who come, on either side; everybody of the plan, when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<Vec<PartyId>>,
    /// The interpreter, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter: Option<Interpreter>,
}

/// What would become of a booking.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Checked {
    /// Whether it could be made as things are now.
    pub may_be_booked: bool,
    /// When each side would come and go.
    pub timing: Timing,
    /// Everything that speaks against it, each with what would satisfy it.
    pub refusals: Vec<Refusal>,
}

/// A booking with everything that speaks against it.
pub(super) struct Judged {
    pub(super) booking: Booking,
    pub(super) facts: Facts,
    pub(super) plan: Option<plan::Current>,
    pub(super) refusals: Vec<Refusal>,
}

/// Reads what was asked for against the plan, gathers the facts, and judges.
pub(super) fn judged(tx: &mut Tx<'_>, family: &Family, new: &NewBooking) -> Result<Judged, Problem> {
    let plan = plan::current(tx, family.id)?;
    let document = plan.as_ref().map(|plan| &plan.document);
    let length = new.length.or_else(|| document.map(|plan| plan.length)).unwrap_or(Minutes(60));
    let mut faults = Faults::none();
    faults.require(
        LENGTHS.contains(&length.0),
        "/length",
        "Enter how long the visit is in minutes, from 15 to 600",
    );
    faults.none_or_err()?;
    let kind = new.kind.or_else(|| document.map(|plan| plan.kind)).unwrap_or(Kind::Supported);
    let sequence = document.map_or(Sequence::VisitingFirst, |plan| plan.sequence);
    let gaps = document.map_or_else(Gaps::default, |plan| plan.gaps.longest(Gaps::default()));
    let people = new.people.clone().unwrap_or_else(|| everybody(document));
    let booking = Booking {
        family: family.id,
        kind,
        timing: timing(new.starts, length, sequence, gaps.binding(kind)),
        sequence,
        gaps,
        room: new.room,
        supervisors: new.supervisors.clone(),
        people,
        interpreter: new.interpreter.clone(),
    };
    let facts = facts(tx, family, plan.as_ref(), &booking)?;
    let refusals = judge(&booking, &facts);
    Ok(Judged { booking, facts, plan, refusals })
}

/// Everybody the plan names, once.
fn everybody(plan: Option<&plan::PlanDocument>) -> Vec<PartyId> {
    let mut people: Vec<PartyId> = Vec::new();
    for party in plan.iter().flat_map(|plan| plan.people.iter().chain(&plan.hands_over)) {
        if !people.contains(party) {
            people.push(*party);
        }
    }
    people
}

impl Judged {
    /// Keeps the visit, if nothing speaks against it.
    pub(super) fn keep(
        &self,
        tx: &mut WriteTx<'_>,
        permit: &Permit<BookVisit>,
        family: &Family,
        series: Option<&str>,
    ) -> Result<base::VisitId, Problem> {
        if !self.refusals.is_empty() {
            return Err(Problem::Refused(self.refusals.clone()));
        }
        let plan = self.plan.as_ref().ok_or_else(|| Problem::broken("a booking passed without a plan"))?;
        let is_visiting =
            |party: &PartyId| family.adult(*party).is_some_and(|adult| adult.side == Side::Visiting);
        let visiting = self.booking.people.iter().copied().filter(is_visiting).collect();
        store::visit_insert(
            tx,
            permit,
            store::ToKeep { booking: &self.booking, visiting, plan: plan.id, series },
        )
    }

    /// The first visit of a family that was getting ready makes its case active.
    pub(super) fn activate(&self, tx: &mut WriteTx<'_>, family: &Family) -> Result<(), Problem> {
        if family.stage == Stage::Preparing {
            let stage = activated(family.stage, &self.facts.lacking)?;
            family::stage_change(tx, &family.subject, stage)?;
        }
        Ok(())
    }
}

/// What would become of a booking, without making it.
pub fn check(tx: &mut Tx<'_>, id: FamilyId, new: &NewBooking) -> Result<Checked, Problem> {
    let family = family::family(tx, id)?;
    ask::<BookVisit>(tx.actor, &family.subject)?;
    let judged = judged(tx, &family, new)?;
    Ok(Checked {
        may_be_booked: judged.refusals.is_empty(),
        timing: judged.booking.timing,
        refusals: judged.refusals,
    })
}

/// The same as an operation: asking is kept in the trail, and nothing else is.
pub(super) fn check_asked(
    tx: &mut WriteTx<'_>,
    id: FamilyId,
    new: NewBooking,
) -> Result<Recorded<Checked>, Problem> {
    let family = family::family(tx, id)?;
    let permit = ask::<BookVisit>(tx.actor, &family.subject)?;
    let checked = check(tx, id, &new)?;
    tx.record(&permit, Some(id), "A booking was tried out and not made", checked)
}

/// Books one visit, or says everything that speaks against it.
pub fn book(tx: &mut WriteTx<'_>, id: FamilyId, new: NewBooking) -> Result<Recorded<VisitLine>, Problem> {
    let family = family::family(tx, id)?;
    let permit = ask::<BookVisit>(tx.actor, &family.subject)?;
    let judged = judged(tx, &family, &new)?;
    let visit = judged.keep(tx, &permit, &family, None)?;
    judged.activate(tx, &family)?;
    let kept = record(tx, visit)?;
    let line = lines_of(tx.actor, vec![kept], &family, &names(tx)?)
        .pop()
        .ok_or_else(|| Problem::broken("a visit just kept is gone"))?;
    let summary = format!("A visit was booked for {}", line.timing.starts.words());
    tx.record(&permit, Some(id), &summary, line)
}
