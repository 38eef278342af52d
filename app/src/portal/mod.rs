//! A parent's own place: their next visits, their plan, their meetings, and nothing of the other side.
//!
//! Everything here is made from [`OwnCase`], whose type has no field for the other side, and passes
//! [`gated`] before it leaves (R25).

mod consent;
mod consent_pages;
mod contact;
mod contact_pages;
mod documents;
mod facts;
mod offer_pages;
mod offers;
mod own;
mod pages;

pub(crate) use consent::somebody_said_no;
pub use consent::{
    About, AdultConsents, Consent, FamilyConsents, NewConsent, OwnConsents, consents, own_consents,
    say_consent,
};
pub(crate) use contact::changes_of;
pub use contact::{ContactChange, NewOwnContact, OwnContact, contact_changes, own_contact, say_contact};
pub use documents::{DocumentKind, OwnDocument, OwnDocuments, own_documents};
pub(crate) use facts::{own_facts, own_facts_of};
pub use offers::{NewOwnAnswer, OwnAnswer, OwnOffer, OwnOffers};
pub(crate) use own::own_family;
pub use own::{OwnCase, OwnMeeting, OwnVisit, gated, own_case};
pub use pages::home;
pub(crate) use pages::plan_blocks;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    pages::pages()
        .and(offer_pages::pages())
        .and(consent_pages::pages())
        .and(contact_pages::pages())
        .and(documents::pages())
}

use axum::http::Method;
use base::{FamilyId, PartyId, Prose, VisitId};
use host::{
    Problem, Recorded, WriteTx,
    api::{Nothing, Operations},
    paging::All,
};
use policy::{
    AgreePlan, AnswerOffer, SeeConsents, SeeContacts, SeeOwnCase, SeeOwnConsents, SeeOwnContact,
    SeeOwnDocuments, WriteOwnConsent, WriteOwnContact,
};
use rules::risk::Level;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    front::Pages,
    plan::{self, Agreement, HowAgreed, NewAgreement},
    words::Words,
};

/// Agrees to one's own plan.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnAgreement {
    /// Who will be with you and the child.
    pub acknowledged: Level,
    /// Anything you would like to say or ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Prose>,
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<SeeOwnCase, (), Nothing, OwnCase>(
            "My case",
            "/my/case",
            "One's own visits, plan and meetings",
            |tx, (), _| own_case(tx, Words::english()),
        )
        .write::<AgreePlan, (), OwnAgreement, Agreement>(
            "My case",
            (Method::POST, "/my/plan/agreement"),
            "Agree to one's own plan",
            (201, &["level-not-acknowledged", "plan-not-current", "already-agreed", "no-plan"]),
            |tx, (), own| agree(tx, own),
        )
        .read::<SeeOwnConsents, (), Nothing, OwnConsents>(
            "My case",
            "/my/consents",
            "What one said yes or no to",
            |tx, (), _| own_consents(tx),
        )
        .write::<WriteOwnConsent, (), NewConsent, OwnConsents>(
            "My case",
            (Method::POST, "/my/consents"),
            "Say yes or no to something, or take it back",
            (201, &[]),
            |tx, (), new| say_consent(tx, new),
        )
        .read::<SeeConsents, FamilyId, Nothing, FamilyConsents>(
            "Families",
            "/families/{family}/consents",
            "What each adult of a family said yes or no to",
            |tx, family, _| consents(tx, family),
        )
        .read::<SeeOwnDocuments, (), Nothing, OwnDocuments>(
            "My case",
            "/my/documents",
            "What is meant for oneself to read, and where it is",
            |tx, (), _| own_documents(tx),
        )
        .read::<SeeOwnContact, (), Nothing, OwnContact>(
            "My case",
            "/my/contact",
            "How it is safe to reach oneself",
            |tx, (), _| own_contact(tx),
        )
        .write::<WriteOwnContact, (), NewOwnContact, OwnContact>(
            "My case",
            (Method::PUT, "/my/contact"),
            "Say how it is safe to reach oneself, from now on",
            (200, &["contact-enough-today"]),
            |tx, (), new| say_contact(tx, new),
        )
        .read::<SeeContacts, (FamilyId, PartyId), Nothing, All<ContactChange>>(
            "Families",
            "/families/{family}/people/{party}/contact-changes",
            "What an adult changed themselves of how they are reached, the newest first",
            |tx, at, _| contact_changes(tx, at),
        )
        .read::<SeeOwnCase, (), Nothing, OwnOffers>(
            "My case",
            "/my/offers",
            "Times that the centre can offer to oneself",
            |tx, (), _| offers::own_offers(tx),
        )
        .read::<SeeOwnCase, VisitId, Nothing, OwnOffer>(
            "My case",
            "/my/offers/{visit}",
            "Read a time that is offered to oneself",
            |tx, id, _| offers::own_offer(tx, id),
        )
        .write::<AnswerOffer, VisitId, NewOwnAnswer, OwnOffer>(
            "My case",
            (Method::POST, "/my/offers/{visit}/answer"),
            "Say whether one can come at an offered time; the last answer stands",
            (200, &[]),
            offers::answer,
        )
}

/// Agrees to the plan in force, for oneself.
pub fn agree(tx: &mut WriteTx<'_>, own: OwnAgreement) -> Result<Recorded<Agreement>, Problem> {
    let (family, adult) = own::own_family(tx)?;
    let plan = plan::current(tx, family.id)?.ok_or_else(|| {
        rules::Refusal::because(
            "no-plan",
            "There is no plan to agree to yet.",
            "We will tell you when it is ready.",
        )
    })?;
    let new = NewAgreement {
        party: adult.id,
        acknowledged: own.acknowledged,
        how: HowAgreed::Online,
        words: own.words,
    };
    plan::agree(tx, plan.id, new)
}
