//! Whether a visit may be booked: every rule that speaks against it, each with what would satisfy it.
//!
//! Looks at presence in the building, not at the time together: the entrance is where people meet.

use crate::{
    Refusal,
    clearance::{Credential, Policy},
    intake::Stage,
    plan::{Gaps, Kind, Sequence, Timing},
    risk::{Level, Outcome},
};
use base::{Day, FamilyId, Minutes, PartyId, Period, RoomId, StaffId, VisitId};
use serde::{Deserialize, Serialize};

mod people;
mod place;
mod staffing;
mod terms;
#[cfg(test)]
mod tests;

/// An interpreter for a visit (R18).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Interpreter {
    /// The agency that sends them.
    pub agency: String,
    /// Whether they are neither family nor friend of anybody.
    pub independent: bool,
    /// Whether the supervisor can follow what is said, by the language or through the interpreter.
    pub followed_by_supervisor: bool,
}

/// A visit that somebody wants to book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Booking {
    /// Whose visit it is.
    pub family: FamilyId,
    /// What kind of contact.
    pub kind: Kind,
    /// When each side comes and goes.
    pub timing: Timing,
    /// Which side is in the building first.
    pub sequence: Sequence,
    /// The time left between the two sides at the door.
    pub gaps: Gaps,
    /// Where.
    pub room: RoomId,
    /// The named supervisors.
    pub supervisors: Vec<StaffId>,
    /// The adults who will come: from the visiting side, and whoever brings and collects.
    pub people: Vec<PartyId>,
    /// The interpreter, if there is one.
    pub interpreter: Option<Interpreter>,
}

/// What the agreed plan and the court order say of visits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct PlanTerms {
    /// The level of supervision everybody agreed to.
    pub level: Level,
    /// The kind of contact agreed.
    pub kind: Kind,
    /// Which side is in the building first.
    pub sequence: Sequence,
    /// The least time between the two sides at the door.
    pub gaps: Gaps,
    /// Everybody who may come, on either side.
    pub people: Vec<PartyId>,
    /// Whether an interpreter is needed.
    pub needs_interpreter: bool,
    /// The longest a time together may be.
    pub longest: Option<Minutes>,
    /// Whether a court order says that contact is supervised.
    pub order_supervised: bool,
}

/// A room of the centre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Room {
    /// Which.
    pub id: RoomId,
    /// What it is called.
    pub name: String,
    /// How many families it holds at once.
    pub families: u32,
    /// The kinds of contact it is fit for.
    pub kinds: Vec<Kind>,
}

/// Another visit of the same day that has not been called off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct OtherVisit {
    /// Which.
    pub visit: VisitId,
    /// Whose.
    pub family: FamilyId,
    /// When each side comes and goes.
    pub timing: Timing,
    /// Which side is in the building first.
    pub sequence: Sequence,
    /// Where.
    pub room: RoomId,
    /// The named supervisors.
    pub supervisors: Vec<StaffId>,
    /// The adults who will come.
    pub people: Vec<PartyId>,
    /// What kind of contact.
    pub kind: Kind,
}

/// A member of staff or a volunteer who could be put on a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Supervisor {
    /// Who.
    pub id: StaffId,
    /// What staff call them.
    pub name: String,
    /// What they have to show of vetting and training (R9).
    pub credentials: Vec<Credential>,
    /// Families they know or have an interest in.
    pub conflicts: Vec<FamilyId>,
}

/// Everything a booking is judged by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// Today.
    pub today: Day,
    /// How far the family has come.
    pub stage: Stage,
    /// What the current approved assessment comes to.
    pub assessed: Option<Outcome>,
    /// The agreed plan.
    pub plan: Option<PlanTerms>,
    /// The least gaps the centre leaves, whatever a plan says.
    pub floor: Gaps,
    /// What is lacking on the day of the visit, from [`crate::intake::lacking`]. R2 binds every visit, not
    /// only the first: an assessment that lapses stops the next one.
    pub lacking: Vec<Refusal>,
    /// The room, if there is one by that identifier.
    pub room: Option<Room>,
    /// When the centre is open on that day.
    pub opening: Vec<Period>,
    /// The other visits of that day.
    pub others: Vec<OtherVisit>,
    /// Pairs of people who must not meet, in either order, of any families.
    pub no_meeting: Vec<(PartyId, PartyId)>,
    /// The staff there are.
    pub staff: Vec<Supervisor>,
    /// What the centre asks of people before they are put on contact (R9).
    pub clearance: Policy,
}

/// Everything that speaks against a booking. Empty means that it may be made.
#[must_use]
pub fn judge(booking: &Booking, facts: &Facts) -> Vec<Refusal> {
    let mut refusals = facts.lacking.clone();
    refusals.extend(terms::against(booking, facts));
    refusals.extend(people::against(booking, facts));
    refusals.extend(staffing::against(booking, facts));
    refusals.extend(place::against(booking, facts));
    refusals
}

impl OtherVisit {
    /// Whether the two visits have anybody in the building at the same time.
    fn coincides(&self, booking: &Booking) -> bool {
        self.timing.whole().overlaps(&booking.timing.whole())
    }
}
