//! Whether a visit may be booked: every rule that speaks against it, each with what would satisfy it.
//!
//! Looks at presence in the building, not at the time together: the entrance is where people meet.

use crate::{
    Refusal,
    clearance::{Credential, Policy},
    intake::Stage,
    order::UnderOrders,
    plan::{Gaps, Kind, Sequence, Timing},
    premises::{Closure, Facility},
    risk::{Level, Outcome},
    rota::Rota,
};
use base::{
    Day, EntranceId, EquipmentId, FamilyId, Minutes, PartyId, Period, RoomId, SiteId, StaffId, VisitId,
};
use serde::{Deserialize, Serialize};

mod book;
mod hours;
mod notice;
mod order;
#[cfg(test)]
mod order_tests;
mod people;
mod place;
mod room;
mod rota;
mod staffing;
mod terms;
#[cfg(test)]
mod tests;

pub use book::{BOOK, Clause, judge};
pub use hours::{ChildHours, HoursKind};
pub use notice::{NOTICE, is_late, may_be_held_until};

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
    /// The things reserved with the room.
    #[serde(default)]
    pub equipment: Vec<EquipmentId>,
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
    /// Whether the child may leave the premises during a visit.
    pub may_leave_premises: bool,
    /// What the room must have.
    #[serde(default)]
    pub room_needs: Vec<Facility>,
    /// By which door the resident side comes and goes, where the plan says.
    #[serde(default)]
    pub resident_door: Option<EntranceId>,
    /// By which door the visiting side comes and goes, where the plan says.
    #[serde(default)]
    pub visiting_door: Option<EntranceId>,
}

/// A door of the centre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Door {
    /// Which.
    pub id: EntranceId,
    /// What it is called.
    pub name: String,
    /// At which site.
    pub site: SiteId,
    /// The first day on which it is used no more, if there is one.
    pub closed_on: Option<Day>,
}

/// A room of the centre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Room {
    /// Which.
    pub id: RoomId,
    /// At which site.
    pub site: SiteId,
    /// What it is called.
    pub name: String,
    /// How many families it holds at once.
    pub families: u32,
    /// The kinds of contact it is fit for.
    pub kinds: Vec<Kind>,
    /// What it has, of what a family may need.
    #[serde(default)]
    pub facilities: Vec<Facility>,
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
    /// The time left between its two sides at the door.
    pub gaps: Gaps,
    /// Where.
    pub room: RoomId,
    /// The named supervisors.
    pub supervisors: Vec<StaffId>,
    /// The adults who will come.
    pub people: Vec<PartyId>,
    /// What kind of contact.
    pub kind: Kind,
    /// The things reserved with the room.
    pub equipment: Vec<EquipmentId>,
}

/// A thing that can be reserved with a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Thing {
    /// Which.
    pub id: EquipmentId,
    /// What it is called.
    pub name: String,
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
    /// Adults whom they, or a colleague close to them, know or have an interest in.
    pub conflicts: Vec<PartyId>,
}

/// Everything a booking is judged by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// Today.
    pub today: Day,
    /// How far the family has come.
    pub stage: Stage,
    /// Every adult of the family, on either side.
    pub adults: Vec<PartyId>,
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
    /// The rooms of the centre, to say which would do.
    pub rooms: Vec<Room>,
    /// The doors of the centre.
    pub doors: Vec<Door>,
    /// When the room's site is open on that day.
    pub opening: Vec<Period>,
    /// What keeps the room or its site shut at that time.
    pub closures: Vec<Closure>,
    /// The other visits of that day.
    pub others: Vec<OtherVisit>,
    /// Pairs of people who must not meet, in either order, of any families.
    pub no_meeting: Vec<(PartyId, PartyId)>,
    /// The staff there are.
    pub staff: Vec<Supervisor>,
    /// The things there are to reserve.
    pub equipment: Vec<Thing>,
    /// The family's court orders, and the other visits they are counted with.
    pub under_orders: UnderOrders,
    /// The children's own hours.
    pub child_hours: Vec<ChildHours>,
    /// Who is on duty and who is away at the time.
    pub rota: Rota,
    /// What the centre asks of people before they are put on contact (R9).
    pub clearance: Policy,
}

impl OtherVisit {
    /// Whether the two visits have anybody in the building at the same time.
    fn coincides(&self, booking: &Booking) -> bool {
        self.timing.whole().overlaps(&booking.timing.whole())
    }
}
