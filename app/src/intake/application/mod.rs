//! Two parents, each applying alone.
//!
//! R25: everything an applicant is shown or answered is made from [`Own`], which is read from that
//! application's own rows and has no field for a pair, a referral or the other parent. Whether the other
//! has applied, and whether the two were joined, cannot change one letter of it. The stories
//! of stories/tests/application.rs compare every answer with what the parent is answered alone.

mod api;
mod complete;
mod document;
mod joining;
mod own;
mod pages;
mod store;

pub use api::operations;
pub use document::{ApplicantInput, ApplicationChild, ApplicationInput};
pub use joining::{join, list, see};
use own::what_is_missing;
pub use own::{begin, by_code, own, save, send};
pub use pages::pages;

use base::{ApplicationId, Day, Moment, Name, ReferralId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// How far an application has come.
    pub enum ApplicationState {
        Draft = "draft" => "Draft",
        Submitted = "submitted" => "Sent",
        Joined = "joined" => "Joined into a referral",
    }
}

/// An application as its applicant may know it: theirs alone.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Own {
    /// Its identifier.
    pub id: ApplicationId,
    /// When it was sent.
    pub sent: Option<Moment>,
    /// What it says.
    #[serde(skip)]
    pub document: ApplicationInput,
    /// What is missing before it can be sent.
    pub missing: Vec<super::referral::Missing>,
}

/// What an applicant is answered when they begin.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Begun {
    /// Its identifier.
    pub id: ApplicationId,
    /// The secret by which the applicant comes back. Said this once.
    pub code: String,
    /// What is missing before it can be sent.
    pub missing: Vec<super::referral::Missing>,
}

/// Replaces what a draft says.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplicationReplacing {
    /// The secret given when the application was begun.
    pub code: Name,
    /// What it says now.
    pub application: ApplicationInput,
}

/// Sends an application.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplicationSending {
    /// The secret given when the application was begun.
    pub code: Name,
}

/// Which applications are listed, for staff. Drafts are their applicants' own and never listed.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ApplicationsAsked {
    /// Only those in this state; those sent and not yet joined when not said.
    pub state: Option<ApplicationState>,
    /// Where the page begins: `next` of the page before.
    pub cursor: Option<String>,
    /// How many records, from 1 to 100; 25 when not said.
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
}

/// An application in the list of staff.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ApplicationLine {
    /// Its identifier.
    pub id: ApplicationId,
    /// Who applied.
    pub name: String,
    /// Whether the children live with them.
    pub children_live_with_them: Option<bool>,
    /// The children as named.
    pub children: Vec<ChildLine>,
    /// How far it has come.
    pub state: ApplicationState,
    /// When it was begun.
    pub created: Moment,
    /// When it was sent.
    pub submitted: Option<Moment>,
    /// Other applications, sent and not joined, that may be about the same children.
    pub may_belong_with: Vec<Possible>,
    /// The referral it became half of.
    pub referral: Option<ReferralId>,
}

/// A child in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChildLine {
    /// Name.
    pub name: String,
    /// Date of birth.
    pub born: Option<Day>,
}

/// An application that may be the other half.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Possible {
    /// Which.
    pub id: ApplicationId,
    /// Who applied there.
    pub name: String,
}

/// An application in full, for staff, except where the applicant is.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Application {
    /// Its identifier.
    pub id: ApplicationId,
    /// How far it has come.
    pub state: ApplicationState,
    /// When it was begun.
    pub created: Moment,
    /// When it was sent.
    pub submitted: Option<Moment>,
    /// What it says, without the contact.
    pub document: ApplicationInput,
    /// The referral it became half of.
    pub referral: Option<ReferralId>,
}

/// Joins two applications into one referral.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoiningInput {
    /// The application of the adult the children live with.
    pub resident: ApplicationId,
    /// The application of the adult who would visit.
    pub visiting: ApplicationId,
}
