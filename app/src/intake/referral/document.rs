//! What a referral says. Everything may be left out while it is a draft; [`super::complete`] names what
//! is missing when it is sent.

use crate::family::contact::Contact;
use base::{Day, Name, Pence, Prose};
use rules::{
    intake::Side,
    plan::Kind,
    risk::{FactorKind, Level, Source, Standing},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// In what capacity somebody refers a family.
    pub enum Capacity {
        Solicitor = "solicitor" => "Solicitor",
        Mediator = "mediator" => "Mediator",
        Cafcass = "cafcass" => "Cafcass",
        SocialWorker = "social-worker" => "Social worker",
        Court = "court" => "Court",
        OneOfTheFamily = "self" => "One of the family",
        Other = "other" => "Somebody else",
    }
}

base::choices! {
    /// Whether an adult has parental responsibility.
    pub enum Responsibility {
        Yes = "yes" => "Yes",
        No = "no" => "No",
        NotKnown = "not-known" => "Not known",
    }
}

base::choices! {
    /// What a court ordered.
    pub enum OrderKind {
        ChildArrangements = "child-arrangements" => "Child arrangements order",
        NonMolestation = "non-molestation" => "Non-molestation order",
        Occupation = "occupation" => "Occupation order",
        ProhibitedSteps = "prohibited-steps" => "Prohibited steps order",
        SpecificIssue = "specific-issue" => "Specific issue order",
        SpecialGuardianship = "special-guardianship" => "Special guardianship order",
        Care = "care" => "Care order",
        SectionSevenDirection = "section-7-direction" => "Direction for a welfare report (section 7)",
        Other = "other" => "Another order",
    }
}

/// Declares an input all of whose fields may be left out.
macro_rules! draft {
    ($($(#[$doc:meta])* pub struct $name:ident { $($(#[$of:meta])* $field:ident: $kind:ident),+ $(,)? })+) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, ToSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            $($(#[$of])* #[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<$kind>),+
        }
    )+ };
}

draft! {
    /// Who refers.
    pub struct Referrer {
        /// In what capacity.
        capacity: Capacity,
        /// Name.
        name: Name,
        /// Organisation.
        organisation: Name,
        /// Work telephone. Left out by one of the family, whose number belongs to their side's contact.
        telephone: Name,
        /// Work e-mail. Left out by one of the family, as above.
        email: Name,
    }

    /// A solicitor.
    pub struct Solicitor {
        /// Name.
        name: Name,
        /// Firm.
        firm: Name,
    }

    /// One of the two main adults.
    pub struct AdultInput {
        /// Name.
        name: Name,
        /// Date of birth.
        born: Day,
        /// What they are to the children, for example "mother".
        relation: Name,
        /// Whether they have parental responsibility.
        parental_responsibility: Responsibility,
        /// Their solicitor.
        solicitor: Solicitor,
        /// Where they are and how they are reached. Taken out and kept apart as soon as it arrives (R25).
        contact: Contact,
    }

    /// A child.
    pub struct ChildInput {
        /// Name.
        name: Name,
        /// Date of birth.
        born: Day,
        /// Needs: learning, behaviour, access, comfort.
        needs: Prose,
        /// Health: conditions, allergies, medication.
        medical: Prose,
        /// Whether the child may leave the premises during a visit.
        may_leave_premises: bool,
    }

    /// Somebody else who would come to visits.
    pub struct VisitorInput {
        /// Name.
        name: Name,
        /// Date of birth.
        born: Day,
        /// What they are to the children.
        relation: Name,
    }

    /// A court order or injunction.
    pub struct OrderInput {
        /// What was ordered.
        kind: OrderKind,
        /// Which court.
        court: Name,
        /// Case number.
        case_number: Name,
        /// When it was made.
        made_on: Day,
        /// When it ends, if it does.
        expires_on: Day,
        /// Its terms as far as they bear on contact.
        terms: Prose,
        /// Whether it says that contact is supervised.
        says_supervised: bool,
    }

    /// Something that worries somebody.
    pub struct ConcernInput {
        /// What it is about.
        kind: FactorKind,
        /// What is known or said.
        account: Prose,
        /// What has become of it.
        standing: Standing,
        /// Where it is known from.
        source: Source,
    }

    /// An agency that knows the family.
    pub struct AgencyInput {
        /// Its name.
        name: Name,
        /// What it does for the family.
        role: Name,
        /// A person there and how to reach them.
        contact: Name,
    }

    /// Who has agreed to what.
    pub struct Consents {
        /// Whether the resident party agrees to the referral.
        resident: bool,
        /// Whether the visiting party agrees to the referral.
        visiting: bool,
        /// Whether the centre may share records with the court.
        share_with_court: bool,
    }

    /// The fee.
    pub struct Fee {
        /// Who pays it.
        paid_by: Name,
        /// How much, in pence.
        pence: Pence,
    }
}

/// A referral: everything may be left out while it is a draft.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReferralInput {
    /// Who refers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referrer: Option<Referrer>,
    /// When they did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub referred_on: Option<Day>,
    /// The adult the children live with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resident: Option<AdultInput>,
    /// The adult who would visit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visiting: Option<AdultInput>,
    /// The children.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<ChildInput>,
    /// Which side the children live with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lives_with: Option<Side>,
    /// Who else would come to visits.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extra_visitors: Vec<VisitorInput>,
    /// Why a centre is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Prose>,
    /// The level of supervision asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level_asked: Option<Level>,
    /// The kind of contact asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind_asked: Option<Kind>,
    /// How often and how long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency_asked: Option<Name>,
    /// Orders and injunctions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub orders: Vec<OrderInput>,
    /// What worries anybody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub concerns: Vec<ConcernInput>,
    /// True when it was asked and there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_concerns: Option<bool>,
    /// Convictions of anybody who would come; "None known" when there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub convictions: Option<Prose>,
    /// Agencies that know the family.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub agencies: Vec<AgencyInput>,
    /// The family's first language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_language: Option<Name>,
    /// The language for which an interpreter is needed, if one is (R18).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interpreter_language: Option<Name>,
    /// Disability, and what anybody needs to get in and take part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disability_and_access: Option<Prose>,
    /// When each side can come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability: Option<Prose>,
    /// Whether the visiting party may not even learn in which area the children live.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visiting_may_not_know_area: Option<bool>,
    /// Who has agreed to what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consents: Option<Consents>,
    /// The fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<Fee>,
}

impl ReferralInput {
    /// The main adult of a side, as far as it says.
    #[must_use]
    pub fn adult(&self, side: Side) -> Option<&AdultInput> {
        match side {
            Side::Resident => self.resident.as_ref(),
            Side::Visiting => self.visiting.as_ref(),
        }
    }

    /// The main adult of a side, to be written in.
    pub fn adult_mut(&mut self, side: Side) -> &mut Option<AdultInput> {
        match side {
            Side::Resident => &mut self.resident,
            Side::Visiting => &mut self.visiting,
        }
    }

    /// How staff call it in a list: the children's first names.
    #[must_use]
    pub fn title(&self) -> String {
        let names: Vec<Name> = self.children.iter().filter_map(|child| child.name.clone()).collect();
        if names.is_empty() { "No children named yet".to_owned() } else { crate::family::title_of(&names) }
    }
}
