//! One booking: from what was asked for to a visit that is kept, or to every rule that says no.

use super::{Known, VisitLine, hold, known, lines_of, names, record, store};
use crate::{
    family::{self, Family},
    notice::{self, Visited},
    plan,
};
use base::{EquipmentId, FamilyId, Faults, Minutes, Moment, PartyId, RoomId, StaffId, VisitId};
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{Act, BookVisit, Permit};
use rules::{
    Refusal,
    intake::{Side, Stage, activated},
    plan::{Gaps, Kind, Sequence, Timing, timing},
    schedule::{Booking, Interpreter, judge},
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
    /// The things reserved with the room.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub equipment: Vec<EquipmentId>,
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
    pub(super) refusals: Vec<Refusal>,
    plan: Option<base::PlanId>,
    lacking: Vec<Refusal>,
}

/// What was asked for, read against the plan.
pub(super) fn booking_of(
    family: FamilyId,
    plan: Option<&plan::PlanDocument>,
    new: &NewBooking,
) -> Result<Booking, Problem> {
    let length = new.length.or_else(|| plan.map(|plan| plan.length)).unwrap_or(Minutes(60));
    let mut faults = Faults::none();
    faults.require(
        LENGTHS.contains(&length.0),
        "/length",
        "Enter how long the visit is in minutes, from 15 to 600",
    );
    faults.none_or_err()?;
    let kind = new.kind.or_else(|| plan.map(|plan| plan.kind)).unwrap_or(Kind::Supported);
    let sequence = plan.map_or(Sequence::VisitingFirst, |plan| plan.sequence);
    let gaps = plan.map_or_else(Gaps::default, |plan| plan.gaps.longest(Gaps::default()));
    Ok(Booking {
        family,
        kind,
        timing: timing(new.starts, length, sequence, gaps.binding(kind)),
        sequence,
        gaps,
        room: new.room,
        supervisors: new.supervisors.clone(),
        people: new.people.clone().unwrap_or_else(|| everybody(plan)),
        interpreter: new.interpreter.clone(),
        equipment: new.equipment.clone(),
    })
}

/// Reads what was asked for against the plan, gathers the facts, and judges.
pub(super) fn judged(tx: &mut Tx<'_>, family: &Family, new: &NewBooking) -> Result<Judged, Problem> {
    // The plan decides how long the visit is, and so which day's facts are wanted.
    let plan = plan::current(tx, family.id)?;
    let booking = booking_of(family.id, plan.as_ref().map(|plan| &plan.document), new)?;
    let known = known(tx, &[family.id], booking.timing.whole())?;
    judged_by(&known, booking, None)
}

/// Judges a booking by facts that were read before.
pub(super) fn judged_by(known: &Known, booking: Booking, itself: Option<VisitId>) -> Result<Judged, Problem> {
    let facts = known.facts(&booking, itself)?;
    let refusals = judge(&booking, &facts);
    let plan = known.family(booking.family)?.plan.as_ref().map(|plan| plan.id);
    Ok(Judged { booking, refusals, plan, lacking: facts.lacking })
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

/// Those of a booking who come to see the child; the others bring and collect.
pub(super) fn visiting(family: &Family, booking: &Booking) -> Vec<PartyId> {
    let is_visiting =
        |party: &PartyId| family.adult(*party).is_some_and(|adult| adult.side == Side::Visiting);
    booking.people.iter().copied().filter(is_visiting).collect()
}

impl Judged {
    /// The plan it was judged by, if nothing speaks against it.
    pub(super) fn allowed(&self) -> Result<base::PlanId, Problem> {
        if !self.refusals.is_empty() {
            return Err(Problem::Refused(self.refusals.clone()));
        }
        self.plan.ok_or_else(|| Problem::broken("a booking passed without a plan"))
    }

    /// Keeps the visit, if nothing speaks against it: booked, or held until a moment.
    pub(super) fn keep<A: Act<Id = FamilyId>>(
        &self,
        tx: &mut WriteTx<'_>,
        permit: &Permit<A>,
        family: &Family,
        (series, held_until): (Option<&str>, Option<Moment>),
    ) -> Result<VisitId, Problem> {
        let plan = self.allowed()?;
        // What has lapsed is judged to be free already, and must be so in the tables too.
        hold::let_go(tx)?;
        let visiting = visiting(family, &self.booking);
        let keep = store::ToKeep { booking: &self.booking, visiting, plan, series, held_until };
        let visit = store::visit_insert(tx, permit, keep)?;
        let what = if held_until.is_some() { Visited::Offered } else { Visited::Booked };
        notice::tell_of_visit(tx, family, &self.booking.people, (visit, what))?;
        Ok(visit)
    }

    /// The first visit of a family that was getting ready makes its case active.
    pub(super) fn activate(&self, tx: &mut WriteTx<'_>, family: &Family) -> Result<(), Problem> {
        if family.stage == Stage::Preparing {
            let stage = activated(family.stage, &self.lacking)?;
            family::stage_change(tx, &family.subject, stage)?;
        }
        Ok(())
    }
}

/// What would become of a booking, without making it.
pub fn check(tx: &mut Tx<'_>, id: FamilyId, new: &NewBooking) -> Result<Checked, Problem> {
    let family = family::family(tx, id)?;
    tx.ask::<BookVisit>(&family.subject)?;
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
    let permit = tx.ask::<BookVisit>(&family.subject)?;
    let checked = check(tx, id, &new)?;
    tx.record(&permit, Some(id), "A booking was tried out and not made", checked)
}

/// Books one visit, or says everything that speaks against it.
pub fn book(tx: &mut WriteTx<'_>, id: FamilyId, new: NewBooking) -> Result<Recorded<VisitLine>, Problem> {
    let family = family::family(tx, id)?;
    let permit = tx.ask::<BookVisit>(&family.subject)?;
    let judged = judged(tx, &family, &new)?;
    let visit = judged.keep(tx, &permit, &family, (None, None))?;
    judged.activate(tx, &family)?;
    let line = line_of(tx, visit, &family)?;
    let summary = format!("A visit was booked for {}", line.timing.starts.words());
    tx.record(&permit, Some(id), &summary, line)
}

/// One visit of a family, as lists tell it.
pub(super) fn line_of(tx: &mut Tx<'_>, visit: VisitId, family: &Family) -> Result<VisitLine, Problem> {
    let kept = record(tx, visit)?;
    lines_of(tx.actor, vec![kept], family, &names(tx)?)
        .pop()
        .ok_or_else(|| Problem::broken("a visit just kept is gone"))
}
