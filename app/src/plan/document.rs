//! What a contact plan says.

use base::{Day, Minutes, Name, PartyId, Prose};
use rules::{
    plan::{Gaps, Kind, Sequence},
    risk::Level,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
    pub gaps: Gaps,
    /// Who may take part, beside the children: adults of the family.
    pub people: Vec<PartyId>,
    /// Who brings and collects the children.
    pub hands_over: Vec<PartyId>,
    /// Whether the child may leave the premises during a visit.
    #[serde(default)]
    pub may_leave_premises: bool,
    /// Whether a court order says that contact is supervised.
    #[serde(default)]
    pub order_says_supervised: bool,
    /// Whether an interpreter is needed (R18).
    #[serde(default)]
    pub needs_interpreter: bool,
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
