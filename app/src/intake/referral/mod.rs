//! A referral: written as a draft, sent, decided. Sending it makes the family.

mod api;
mod attachment;
mod commands;
mod complete;
mod document;
mod family;
mod kept;
pub(in crate::intake) mod pages;
mod part;
mod sending;
mod store;

pub use api::operations;
pub use attachment::{Attachment, AttachmentContent, AttachmentInput, attach, read_attachment, remove};
pub use commands::{list, replace, see, start, start_from};
pub use complete::{MOST as MOST_ITEMS, missing_contact, past, wrong, wrong_contact};
pub use document::{
    AdultInput, AgencyInput, Capacity, ChildInput, ConcernInput, Consents, Fee, OrderInput, OrderKind,
    ReferralInput, Referrer, Responsibility, Solicitor, VisitorInput,
};
pub use family::{came_by, courts};
pub use kept::{Contacts, Kept};
pub use pages::{SentFile, pages};
pub use part::{Part, PartForm, Then};
pub use sending::{submit, triage};

use base::{FamilyId, Moment, Prose, ReferralId};
use host::paging::Paging;
use rules::intake::{Stage, Triage};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// How a referral came in.
    pub enum ReferralSource {
        Referrer = "referrer" => "Sent by the referrer",
        Staff = "staff" => "Typed in by staff",
        Applications = "applications" => "Both parents applied",
        Import = "import" => "Imported",
    }
}

base::choices! {
    /// How far a referral has come. What happens after the decision belongs to the case.
    pub enum ReferralState {
        Draft = "draft" => "Draft",
        ToDecide = "to-decide" => "To be decided",
        Waiting = "waiting" => "On the waiting list",
        Accepted = "accepted" => "Accepted",
        Redirected = "redirected" => "Sent to another service",
        Declined = "declined" => "Declined",
    }
}

impl ReferralState {
    fn of(stage: Option<Stage>) -> Self {
        match stage {
            None => Self::Draft,
            Some(Stage::Referred) => Self::ToDecide,
            Some(Stage::Waiting) => Self::Waiting,
            Some(Stage::Redirected) => Self::Redirected,
            Some(Stage::Declined) => Self::Declined,
            Some(Stage::Preparing | Stage::Active | Stage::Suspended | Stage::MovedOn) => Self::Accepted,
        }
    }

    /// The stages a family is in when its referral is in this state; none for a draft.
    fn stages(self) -> &'static [Stage] {
        match self {
            Self::Draft => &[],
            Self::ToDecide => &[Stage::Referred],
            Self::Waiting => &[Stage::Waiting],
            Self::Accepted => &[Stage::Preparing, Stage::Active, Stage::Suspended, Stage::MovedOn],
            Self::Redirected => &[Stage::Redirected],
            Self::Declined => &[Stage::Declined],
        }
    }

    /// The colour of its tag.
    #[must_use]
    pub const fn colour(self) -> &'static str {
        match self {
            Self::Draft | Self::Declined => "grey",
            Self::ToDecide => "orange",
            Self::Waiting => "yellow",
            Self::Accepted => "green",
            Self::Redirected => "purple",
        }
    }
}

/// Which referrals are listed.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReferralsAsked {
    /// Only those in this state. Those to be decided and those waiting come oldest first, all others
    /// newest first.
    pub state: Option<ReferralState>,
    /// Where the page begins: `next` of the page before.
    pub cursor: Option<String>,
    /// How many records, from 1 to 100; 25 when not said.
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
}

impl ReferralsAsked {
    fn paging(&self) -> Paging {
        Paging { cursor: self.cursor.clone(), limit: self.limit }
    }
}

/// A referral in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReferralLine {
    /// Its identifier.
    pub id: ReferralId,
    /// The children's first names.
    pub title: String,
    /// How it came in.
    pub source: ReferralSource,
    /// In what capacity it was made.
    pub capacity: Option<Capacity>,
    /// How far it has come.
    pub state: ReferralState,
    /// When it was started.
    pub created: Moment,
    /// When it was sent.
    pub submitted: Option<Moment>,
    /// The family it made.
    pub family: Option<FamilyId>,
    /// What the centre calls the family.
    pub reference: Option<String>,
}

/// A referral in full, except where anybody is.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Referral {
    /// Its identifier.
    pub id: ReferralId,
    /// How it came in.
    pub source: ReferralSource,
    /// How far it has come.
    pub state: ReferralState,
    /// When it was started.
    pub created: Moment,
    /// When it was sent.
    pub submitted: Option<Moment>,
    /// The family it made.
    pub family: Option<FamilyId>,
    /// What the centre calls the family.
    pub reference: Option<String>,
    /// What it says. The adults' contacts are in it only while it is a draft (R25); afterwards they are
    /// among the family's people.
    pub document: ReferralInput,
    /// What is missing before it can be sent.
    pub missing: Vec<Missing>,
    /// The copies of orders.
    pub attachments: Vec<Attachment>,
    /// What was decided, oldest first.
    pub decisions: Vec<Decision>,
}

/// Something that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Missing {
    /// Where: a JSON pointer into the document.
    pub pointer: String,
    /// What to do about it.
    pub remedy: String,
}

/// A decision on a referral.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TriageDecision)]
pub struct Decision {
    /// What was decided.
    pub decision: Triage,
    /// When.
    pub at: Moment,
    /// Why, for the centre's own people: the reason may rest on what the other side said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Decides on a referral.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TriageInput {
    /// What you decide: accept, wait, redirect or decline.
    pub decision: Triage,
    /// Why you decide so.
    pub reason: Prose,
}
