//! A family as the centre knows it: its children, the adults of its two sides, how far its case has got.
//!
//! Where an adult is and how they are reached lives in a compartment of its own (R25) and is never part
//! of what this loads: see [`contact`].

pub mod contact;
mod overview;
mod pages;
pub mod people;
mod ready;
mod register;
mod session;
mod side_menu;
mod store;

pub use overview::{ComingVisit, FamilyOverview, LatelyDone, overview};
pub(crate) use pages::form_encoded;
pub use pages::pages;
pub use ready::{readiness, readiness_with, readinesses};
pub use register::{FamiliesWanted, FamilyLine, register};
pub use session::duty_window;
pub(crate) use session::{Known, families_tied_to, held_by_the_rota, known};
pub use side_menu::{Place, side_menu};
pub use store::{family, family_of_party, forbidden_for, stage_change, title_of};

use base::{AccountId, ChildId, Day, FamilyId, Moment, PartyId};
use policy::Subject;
use rules::intake::{Side, Stage};
use serde::Serialize;
use utoipa::ToSchema;

/// A family, without anybody's whereabouts.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Family {
    /// Its identifier.
    pub id: FamilyId,
    /// What the centre calls it on the telephone, for example "LC-7K3QD".
    pub reference: String,
    /// The children's first names, as staff know the family.
    pub title: String,
    /// How far its case has got.
    pub stage: Stage,
    /// When the centre first knew of it.
    pub created: Moment,
    /// Its children, eldest first.
    pub children: Vec<Child>,
    /// Its adults: the two main ones first.
    pub adults: Vec<Adult>,
    /// Who is tied to it, for policy.
    #[serde(skip)]
    pub subject: Subject<FamilyId>,
}

/// A child.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Child {
    /// Its identifier.
    pub id: ChildId,
    /// Name.
    pub name: String,
    /// Date of birth.
    pub born: Day,
    /// Needs and health, as the referral said.
    pub needs: Option<String>,
}

/// An adult of a family.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Adult {
    /// Their identifier.
    pub id: PartyId,
    /// Whose side they are on.
    pub side: Side,
    /// Whether they are the side's main adult rather than a named extra visitor.
    pub is_main: bool,
    /// Name.
    pub name: String,
    /// What they are to the children.
    pub relation: String,
    /// Their sign-in, if they have one.
    #[serde(skip)]
    pub account: Option<AccountId>,
}

impl Family {
    /// The main adult of a side.
    #[must_use]
    pub fn main(&self, side: Side) -> Option<&Adult> {
        self.adults.iter().find(|adult| adult.is_main && adult.side == side)
    }

    /// An adult by identifier.
    #[must_use]
    pub fn adult(&self, id: PartyId) -> Option<&Adult> {
        self.adults.iter().find(|adult| adult.id == id)
    }

    /// The adult whose sign-in this is.
    #[must_use]
    pub fn adult_signed_in(&self, account: Option<AccountId>) -> Option<&Adult> {
        self.adults.iter().find(|adult| account.is_some() && adult.account == account)
    }

    /// The compartment of one adult, for policy: what is theirs and no other adult's.
    #[must_use]
    pub fn held_by(&self, party: PartyId) -> Subject<FamilyId> {
        let mut subject = self.subject.clone();
        subject.links.holder = self.adult(party).and_then(|adult| adult.account);
        subject
    }
}

/// The operations on families as a whole.
#[must_use]
pub fn operations() -> host::api::Operations {
    host::api::Operations::none()
        .read::<policy::ListFamilies, (), FamiliesWanted, host::paging::Listed<FamilyLine>>(
            "Families",
            "/families",
            "List families, the newest first",
            |tx, (), wanted| register(tx, &wanted),
        )
        .read::<policy::SeeFamily, FamilyId, host::api::Nothing, FamilyOverview>(
            "Families",
            "/families/{family}",
            "Read a family: its people, what stands in the way, what comes next",
            |tx, id, _| overview(tx, id),
        )
}
