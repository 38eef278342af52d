//! What one parent says when applying. Nothing in it asks for, or has a place for, where the other
//! parent is: only their name.

use crate::{
    family::contact::Contact,
    intake::referral::{OrderInput, Responsibility, Solicitor, VisitorInput},
};
use base::{Day, Name, Prose};
use rules::risk::FactorKind;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The parent who applies.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ApplicantInput {
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Name>,
    /// Date of birth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born: Option<Day>,
    /// What they are to the children.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<Name>,
    /// Whether they have parental responsibility.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parental_responsibility: Option<Responsibility>,
    /// Their solicitor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub solicitor: Option<Solicitor>,
    /// Whether the children live with them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub children_live_with_me: Option<bool>,
    /// The other parent's name, and nothing else about them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_parent_name: Option<Name>,
}

/// A child, as one parent names them.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ApplicationChild {
    /// First name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<Name>,
    /// Surname.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surname: Option<Name>,
    /// Date of birth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born: Option<Day>,
    /// Needs: learning, behaviour, access, comfort.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<Prose>,
    /// Health: conditions, allergies, medication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medical: Option<Prose>,
}

/// One parent's application. Everything may be left out while it is a draft.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ApplicationInput {
    /// The parent who applies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<ApplicantInput>,
    /// The children.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<ApplicationChild>,
    /// Where the parent is and how it is safe to reach them. Kept apart as soon as it arrives (R25).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Who else should be there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extra_visitors: Vec<VisitorInput>,
    /// Court orders the parent knows of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub orders: Vec<OrderInput>,
    /// What the parent is worried about, of the kinds the centre knows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub worry_kinds: Vec<FactorKind>,
    /// The worries in the parent's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worries: Option<Prose>,
    /// True when the parent says there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_worries: Option<bool>,
    /// Whether the other parent must be kept from learning the area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_may_not_know_area: Option<bool>,
    /// The parent's first language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_language: Option<Name>,
    /// The language for which an interpreter is needed, if one is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interpreter_language: Option<Name>,
    /// Disability, and what the parent needs to get in and take part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disability_and_access: Option<Prose>,
    /// When the parent can come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<Prose>,
    /// What the parent hopes for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hopes: Option<Prose>,
    /// Whether the centre may use what was written to decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agrees: Option<bool>,
    /// Whether records may be shared with the court.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_with_court: Option<bool>,
}
