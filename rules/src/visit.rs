//! The day of a visit: what has happened, what may happen next, and who is in the building.
//!
//! A visit is the fold of its events over its booking ([`replay`]); [`apply`] holds each event to the
//! rules that bind on the day: R4 in fact, R5, R6, R7, R8, R10, R11 and R12. R13 is in [`missed`].

use crate::plan::{Gaps, Kind, Sequence, Timing};
use base::{Moment, PartyId, StaffId};
use serde::{Deserialize, Serialize};

mod apply;
mod custody;
mod event;
pub mod missed;
mod present;
mod session;
mod steps;
#[cfg(test)]
mod tests;
pub use apply::{apply, may, replay};
pub use event::{
    CancelledBy, EndingReason, Event, IdentityCheck, Person, Receipt, RefusalHow, StepKind, What,
};
pub use missed::{
    Attendance, Consequence, Lateness, Limits, lateness, missed_consequence, missed_in_a_row,
    missed_until_review,
};
pub use present::{Present, Whom, in_building};
pub use steps::{Emphasis, Step, next_steps};

base::choices! {
    /// How far a visit has come: the last step that was taken.
    pub enum State {
        /// A time is kept free while the adults are asked. Nothing can happen on it until it is confirmed.
        Held = "held" => "Held, not confirmed",
        /// Booked.
        Planned = "planned" => "Planned",
        /// Staff have read the reasons, risks and terms.
        Briefed = "briefed" => "Briefed",
        /// The visiting party has come in.
        VisitingArrived = "visiting-arrived" => "Visiting party here",
        /// The child has come in.
        ChildArrived = "child-arrived" => "Child here",
        /// They are together.
        InSession = "in-session" => "Together",
        /// They are apart for a while. Not an ending (R11).
        Paused = "paused" => "Paused",
        /// The time together is over; people are still here.
        Ended = "ended" => "Ended",
        /// The child has left.
        ChildLeft = "child-left" => "Child has left",
        /// The visiting party has been let go.
        VisitingReleased = "visiting-released" => "Visiting party has left",
        /// Staff have talked it over.
        Debriefed = "debriefed" => "Debriefed",
        /// Nothing more is to be done.
        Closed = "closed" => "Closed",
        /// Called off beforehand.
        Cancelled = "cancelled" => "Cancelled",
        /// One side did not come.
        NoShow = "no-show" => "Missed",
        /// The child refused, or nobody of the visiting side could be let in.
        Refused = "refused" => "Did not go ahead",
        /// It was held and not taken up: it lapsed, or somebody said that it does not suit.
        Released = "released" => "Not taken up",
    }
}

impl State {
    /// The states of a booked visit before the time together begins.
    pub const NOT_BEGUN: [Self; 4] =
        [Self::Planned, Self::Briefed, Self::VisitingArrived, Self::ChildArrived];
    /// The states of a time that is only held, or was.
    pub const NOT_BOOKED: [Self; 2] = [Self::Held, Self::Released];
    /// The states that take up no room and nobody's time.
    pub const CALLED_OFF: [Self; 4] = [Self::Cancelled, Self::NoShow, Self::Refused, Self::Released];

    /// Whether the time together can no longer take place.
    #[must_use]
    pub const fn is_over(self) -> bool {
        !matches!(
            self,
            Self::Held
                | Self::Planned
                | Self::Briefed
                | Self::VisitingArrived
                | Self::ChildArrived
                | Self::InSession
                | Self::Paused
        )
    }

    /// Whether it ended without a time together. It keeps this state while people leave.
    #[must_use]
    pub const fn is_called_off(self) -> bool {
        matches!(self, Self::Cancelled | Self::NoShow | Self::Refused | Self::Released)
    }
}

/// How and when a visit came to be over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Ending {
    /// When.
    pub at: Moment,
    /// Why, where it ended before its time.
    pub reason: Option<EndingReason>,
    /// What happened, in words. Empty where it ended as planned.
    pub account: String,
}

/// A visit as it stands: what was booked, and what the events so far made of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact about who is in the building")]
pub struct Visit {
    /// What kind of contact it is.
    pub kind: Kind,
    /// Which side is in the building first.
    pub sequence: Sequence,
    /// The least time between the two sides at the door.
    pub gaps: Gaps,
    /// When each side is to come and go.
    pub timing: Timing,
    /// The named supervisors.
    pub supervisors: Vec<StaffId>,
    /// The people of the visiting side who may come in (R6).
    pub visiting: Vec<PartyId>,
    /// The people on record who may bring and collect the child (R6).
    pub bringing: Vec<PartyId>,
    /// What the centre does about lateness (R13).
    pub limits: Limits,
    /// How far it has come.
    pub state: State,
    /// Who has read the reasons, risks and terms.
    pub briefed: Vec<StaffId>,
    /// When the last of them did.
    pub briefed_at: Option<Moment>,
    /// Whether anybody of the visiting side is in the building.
    pub visiting_in: bool,
    /// Who of them is.
    pub visiting_present: Vec<PartyId>,
    /// When the last of the visiting side came in.
    pub visiting_arrived_at: Option<Moment>,
    /// Who was turned away at the door today.
    pub turned_away: Vec<PartyId>,
    /// Whether the child is in the building.
    pub child_in: bool,
    /// When the child came in.
    pub child_arrived_at: Option<Moment>,
    /// Whether the child came with, or left with, the visiting party: a handover.
    pub child_with_visiting: bool,
    /// Whether somebody is in the building to bring or collect the child.
    pub resident_in: bool,
    /// When they last came in.
    pub resident_arrived_at: Option<Moment>,
    /// When they were last known to be at the centre.
    pub resident_left_at: Option<Moment>,
    /// When the visiting side left.
    pub visiting_left_at: Option<Moment>,
    /// Whether they walked out rather than being let go.
    pub visiting_walked_out: bool,
    /// When the child left.
    pub child_left_at: Option<Moment>,
    /// When the time together started.
    pub in_session_since: Option<Moment>,
    /// When the pause now running began, or the last one.
    pub paused_at: Option<Moment>,
    /// When the time together last began again.
    pub resumed_at: Option<Moment>,
    /// Whether the child has refused today, and how firmly.
    pub child_refused: Option<RefusalHow>,
    /// How and when it came to be over.
    pub ending: Option<Ending>,
}

impl Visit {
    /// A visit that has been booked and on which nothing has happened. `visiting` are those of the
    /// booking's people who come to see the child; the others bring and collect.
    #[must_use]
    pub fn planned(booking: &crate::schedule::Booking, visiting: Vec<PartyId>) -> Self {
        let bringing = booking.people.iter().copied().filter(|party| !visiting.contains(party)).collect();
        Self {
            kind: booking.kind,
            sequence: booking.sequence,
            gaps: booking.gaps,
            timing: booking.timing,
            supervisors: booking.supervisors.clone(),
            visiting,
            bringing,
            limits: Limits::default(),
            state: State::Planned,
            briefed: Vec::new(),
            briefed_at: None,
            visiting_in: false,
            visiting_present: Vec::new(),
            visiting_arrived_at: None,
            turned_away: Vec::new(),
            child_in: false,
            child_arrived_at: None,
            child_with_visiting: false,
            resident_in: false,
            resident_arrived_at: None,
            resident_left_at: None,
            visiting_left_at: None,
            visiting_walked_out: false,
            child_left_at: None,
            in_session_since: None,
            paused_at: None,
            resumed_at: None,
            child_refused: None,
            ending: None,
        }
    }

    /// Whether nobody of this family is in the building.
    #[must_use]
    pub const fn is_empty_of_people(&self) -> bool {
        !self.visiting_in && !self.child_in && !self.resident_in
    }

    /// The gaps that bind: none where only one side comes to the building.
    #[must_use]
    pub fn binding_gaps(&self) -> Gaps {
        self.gaps.binding(self.kind)
    }
}
