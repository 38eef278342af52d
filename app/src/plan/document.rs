//! What a contact plan says.

use base::{Day, EntranceId, FamilyId, Minutes, Moment, Name, PartyId, PlanId, Prose};
use rules::{
    plan::{Gaps, Kind, Sequence},
    premises::Facility,
    risk::Level,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// How far a version of a plan has come.
    pub enum PlanState {
        Draft = "draft" => "Draft",
        Current = "current" => "In force",
        Superseded = "superseded" => "Replaced by a later version",
    }
}

/// One version of a family's plan.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Plan {
    /// Its identifier.
    pub id: PlanId,
    /// Of which family.
    pub family: FamilyId,
    /// Which version, from one.
    pub version: i32,
    /// How far it has come.
    pub state: PlanState,
    /// What it says.
    pub document: PlanDocument,
    /// Who has agreed to it.
    pub agreements: Vec<super::Agreement>,
    /// Who wrote it.
    pub author: String,
    /// When it was begun.
    pub created: Moment,
}

/// A contact plan, in full. Each party reads their own version of it.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanDocument {
    /// The level of supervision.
    pub level: Level,
    /// The kind of contact.
    pub kind: Kind,
    /// How often, in words, for example "every other Saturday".
    pub frequency: Name,
    /// How long a visit is, in minutes.
    #[schema(minimum = 15, maximum = 600)]
    pub length: Minutes,
    /// Who arrives first.
    pub sequence: Sequence,
    /// The gaps between the two sides' coming and going, in minutes; never less than the centre's.
    #[serde(default)]
    pub gaps: Gaps,
    /// Who may take part, beside the children: adults of the family.
    pub people: Vec<PartyId>,
    /// Who brings and collects the children.
    #[serde(default)]
    pub hands_over: Vec<PartyId>,
    /// The door the resident side uses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resident_entrance: Option<EntranceId>,
    /// The door the visiting side uses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visiting_entrance: Option<EntranceId>,
    /// Whether the child may leave the premises during a visit.
    #[serde(default)]
    pub may_leave_premises: bool,
    /// Whether a court order says that contact is supervised.
    #[serde(default)]
    pub order_says_supervised: bool,
    /// Whether an interpreter is needed (R18).
    #[serde(default)]
    pub needs_interpreter: bool,
    /// What the room must have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub room_needs: Vec<Facility>,
    /// Telephones and cameras (R14).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phones: Option<Prose>,
    /// Gifts (R15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gifts: Option<Prose>,
    /// Food.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub food: Option<Prose>,
    /// Language to be spoken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Prose>,
    /// Toileting and nappies (R17).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub care: Option<Prose>,
    /// The child's wishes, as the child put them. Not shown to either party.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child_wishes: Option<Prose>,
    /// What ends a visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub triggers_to_end: Option<Prose>,
    /// Who receives reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report_recipients: Option<Prose>,
    /// When the plan is looked at again.
    pub review_on: Day,
    /// What contact is to move on to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exit_goal: Option<Prose>,
}
