//! What can happen on the day of a visit. An event is what a member of staff says happened, and when.

use crate::{intake::Side, plan::Kind};
use base::{Moment, PartyId, StaffId};
use serde::{Deserialize, Serialize};

base::choices! {
    /// How staff knew who was at the door.
    pub enum IdentityCheck {
        /// By the photograph on file.
        Photo = "photo" => "Matched the photo on file",
        /// By a document.
        Document = "document" => "Saw a document",
        /// Staff know the person.
        Known = "known" => "Known to me",
    }
}

base::choices! {
    /// Why a visit ended before its time (R11: distress, rule-breaking, imminent harm; SVN16).
    pub enum EndingReason {
        /// The child was acutely distressed.
        ChildDistress = "child-distress" => "The child was very distressed",
        /// A rule of the plan or the centre was broken.
        RuleBroken = "rule-broken" => "A rule was broken",
        /// Somebody was about to be hurt in body.
        PhysicalHarm = "physical-harm" => "Risk of physical harm",
        /// Somebody was about to be hurt in mind.
        EmotionalHarm = "emotional-harm" => "Risk of emotional harm",
        /// The child would not go on (R12).
        ChildRefused = "child-refused" => "The child did not want to go on",
        /// An adult seemed intoxicated (R10).
        Intoxication = "intoxication" => "An adult seemed intoxicated",
        /// The visiting party walked out.
        WalkedOut = "walked-out" => "The visiting party walked out",
        /// Somebody was ill.
        Illness = "illness" => "Illness",
        /// Fire alarm, evacuation, no staff.
        Emergency = "emergency" => "Emergency at the centre",
        /// Anything else, said in the account.
        Other = "other" => "Another reason",
    }
}

base::choices! {
    /// How firmly a child refused (R12).
    pub enum RefusalHow {
        /// For a moment; the child may yet want to.
        Brief = "brief" => "For a short while",
        /// Serious or lasting: the visit does not go on.
        Prolonged = "prolonged" => "Firmly, or for a long while",
    }
}

base::choices! {
    /// Who called a visit off beforehand.
    pub enum CancelledBy {
        /// The resident side.
        Resident = "resident" => "Resident party",
        /// The visiting side.
        Visiting = "visiting" => "Visiting party",
        /// The centre.
        Centre = "centre" => "The centre",
        /// A court, social care or anybody else.
        Other = "other" => "Somebody else",
    }
}

/// Somebody who brings a child: a party on record, or a professional by name (a foster carer, a social
/// worker). Sent as one text: an identifier, or a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum Person {
    /// An adult of the family.
    Known(PartyId),
    /// Somebody else, by name and office.
    Named(String),
}

/// The passing of the child from one adult to another. When is the moment of its event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// Who handed the child over.
    pub from: String,
    /// Who received the child.
    pub to: String,
    /// What came along: bag, medicine, toy. May be empty.
    pub items: String,
}

const fn resident() -> Side {
    Side::Resident
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum What {
    /// The member of staff has read the reasons, risks and terms (R8).
    Briefed,
    /// One of the visiting side came to the door and is to be let in.
    VisitingArrived {
        /// Who.
        party: PartyId,
        /// How staff knew.
        identity: IdentityCheck,
        /// Whether the person seemed intoxicated (R10).
        #[serde(default)]
        seems_intoxicated: bool,
    },
    /// One of the visiting side was turned away at the door.
    EntryRefused {
        /// Who.
        party: PartyId,
        /// Why.
        reason: String,
    },
    /// The child came in, passed by whoever brought them to staff.
    ChildArrived {
        /// Who brought the child.
        #[cfg_attr(feature = "api", schema(value_type = String))]
        brought_by: Person,
        /// The passing.
        receipt: Receipt,
    },
    /// Whoever brought the child, or waited to collect, left the building without the child.
    ResidentLeft,
    /// The time together started.
    Started,
    /// They were taken apart for a while.
    Paused {
        /// Why.
        reason: String,
    },
    /// They are together again.
    Resumed,
    /// Staff ended it before its time.
    EndedEarly {
        /// Why.
        reason: EndingReason,
        /// What happened.
        account: String,
    },
    /// It ended at its time.
    Ended,
    /// The child did not want to go in or to stay.
    ChildRefused {
        /// How firmly.
        how: RefusalHow,
        /// The child's own words or signs.
        words: String,
    },
    /// Somebody has come into the building to collect the child.
    ResidentArrivedToCollect,
    /// The child left, passed by staff to whoever takes them.
    ChildLeft {
        /// With which side: the resident's, except in a handover.
        #[serde(default = "resident")]
        goes_with: Side,
        /// The passing.
        receipt: Receipt,
    },
    /// Staff let the visiting party go.
    VisitingReleased,
    /// The visiting party left against what staff said. Kept as it happened; never refused while they
    /// are in the building.
    VisitingWalkedOut {
        /// What happened.
        account: String,
    },
    /// Staff talked the visit over.
    Debriefed {
        /// What was said.
        account: String,
    },
    /// Nothing more is to be done.
    Closed,
    /// The visit was called off beforehand.
    Cancelled {
        /// By whom.
        by_whom: CancelledBy,
        /// Why.
        reason: String,
    },
    /// One side did not come in time (R13).
    NoShow {
        /// Which.
        who: Side,
    },
}

/// Something that happened, as a member of staff says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Event {
    /// When it happened, which may be a while before it reaches the centre's records.
    pub at: Moment,
    /// Who says so.
    pub by: StaffId,
    /// What happened.
    pub what: What,
}

base::choices! {
    /// The kind of an event: the word it is sent with, and the words on its button.
    pub enum StepKind {
        /// See [`What::Briefed`].
        Briefed = "briefed" => "I have read the reasons, risks and terms",
        /// See [`What::VisitingArrived`].
        VisitingArrived = "visiting-arrived" => "Visiting party is here: let them in",
        /// See [`What::EntryRefused`].
        EntryRefused = "entry-refused" => "Turn somebody away",
        /// See [`What::ChildArrived`].
        ChildArrived = "child-arrived" => "Child is here: bring them in",
        /// See [`What::ResidentLeft`].
        ResidentLeft = "resident-left" => "Resident party has left the building",
        /// See [`What::Started`].
        Started = "started" => "Start the time together",
        /// See [`What::Paused`].
        Paused = "paused" => "Pause",
        /// See [`What::Resumed`].
        Resumed = "resumed" => "Carry on after the pause",
        /// See [`What::EndedEarly`].
        EndedEarly = "ended-early" => "End early",
        /// See [`What::Ended`].
        Ended = "ended" => "End the time together",
        /// See [`What::ChildRefused`].
        ChildRefused = "child-refused" => "The child does not want to",
        /// See [`What::ResidentArrivedToCollect`].
        ResidentArrivedToCollect = "resident-arrived-to-collect" => "Resident party is here to collect",
        /// See [`What::ChildLeft`].
        ChildLeft = "child-left" => "Child has left",
        /// See [`What::VisitingReleased`].
        VisitingReleased = "visiting-released" => "Let the visiting party go",
        /// See [`What::VisitingWalkedOut`].
        VisitingWalkedOut = "visiting-walked-out" => "Visiting party walked out",
        /// See [`What::Debriefed`].
        Debriefed = "debriefed" => "We have talked it over",
        /// See [`What::Closed`].
        Closed = "closed" => "Close the visit",
        /// See [`What::Cancelled`].
        Cancelled = "cancelled" => "Cancel",
        /// See [`What::NoShow`].
        NoShow = "no-show" => "They did not come",
    }
}

impl What {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> StepKind {
        match self {
            Self::Briefed => StepKind::Briefed,
            Self::VisitingArrived { .. } => StepKind::VisitingArrived,
            Self::EntryRefused { .. } => StepKind::EntryRefused,
            Self::ChildArrived { .. } => StepKind::ChildArrived,
            Self::ResidentLeft => StepKind::ResidentLeft,
            Self::Started => StepKind::Started,
            Self::Paused { .. } => StepKind::Paused,
            Self::Resumed => StepKind::Resumed,
            Self::EndedEarly { .. } => StepKind::EndedEarly,
            Self::Ended => StepKind::Ended,
            Self::ChildRefused { .. } => StepKind::ChildRefused,
            Self::ResidentArrivedToCollect => StepKind::ResidentArrivedToCollect,
            Self::ChildLeft { .. } => StepKind::ChildLeft,
            Self::VisitingReleased => StepKind::VisitingReleased,
            Self::VisitingWalkedOut { .. } => StepKind::VisitingWalkedOut,
            Self::Debriefed { .. } => StepKind::Debriefed,
            Self::Closed => StepKind::Closed,
            Self::Cancelled { .. } => StepKind::Cancelled,
            Self::NoShow { .. } => StepKind::NoShow,
        }
    }
}

impl Kind {
    /// Whether the two sides spend time together here, so that it starts and ends. A handover only
    /// passes the child on, and letters need nobody.
    #[must_use]
    pub const fn has_session(self) -> bool {
        !matches!(self, Self::Handover | Self::Indirect)
    }
}
