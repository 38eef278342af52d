//! How long records are kept, what keeps them longer, and their end.

mod by_two;
mod destroy;
mod due;
mod hold;
mod pages;
mod single;
mod store;
mod terms;

pub use destroy::{
    Destruction, DestructionDecision, DestructionState, NewDestruction, decide, destroy_family, list, one,
    propose,
};
pub use due::{DueFamily, due, of_family};
pub use hold::{HoldLifting, LegalHold, NewHold, holds, lift, place};
pub(in crate::records) use pages::length_words;
pub use single::{DueSingle, SingleDestruction, SingleState, destroy_due};
pub(in crate::records) use terms::in_force;
pub use terms::{NewTerm, RetentionTerm, set, terms};

use crate::front::Pages;
use axum::http::Method;
use base::{DestructionId, FamilyId};
use host::{
    api::{Nothing, Operations},
    paging::{All, Listed, Paging},
};
use policy::{DecideDestruction, ListDue, PlaceHold, ProposeDestruction, SeeRecords, SetRetention};

const TAG: &str = "Retention";

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    pages::pages().and(single::pages())
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .and(single::operations())
        .read::<SeeRecords, (), Nothing, All<RetentionTerm>>(
            TAG,
            "/records/retention",
            "How long each class of record is kept, from when, and why",
            |tx, (), _| terms(tx),
        )
        .write::<SetRetention, (), NewTerm, RetentionTerm>(
            TAG,
            (Method::POST, "/records/retention"),
            "Set how long a class is kept; the version before stays readable",
            (201, &[]),
            |tx, (), new| set(tx, new),
        )
        .read::<ListDue, (), Nothing, All<DueFamily>>(
            TAG,
            "/records/due",
            "Families whose case has ended, with the day until which they are kept; the earliest first",
            |tx, (), _| due(tx),
        )
        .read::<ListDue, (), Nothing, All<LegalHold>>(
            TAG,
            "/records/holds",
            "Legal holds that stand",
            |tx, (), _| holds(tx),
        )
        .write::<PlaceHold, FamilyId, NewHold, LegalHold>(
            TAG,
            (Method::POST, "/families/{family}/legal-hold"),
            "Place a legal hold: nothing of the family is destroyed while it stands",
            (201, &["held-already"]),
            place,
        )
        .write::<PlaceHold, FamilyId, HoldLifting, LegalHold>(
            TAG,
            (Method::POST, "/families/{family}/legal-hold/lifting"),
            "Lift a legal hold",
            (200, &["not-held"]),
            lift,
        )
        .write::<ProposeDestruction, FamilyId, NewDestruction, Destruction>(
            TAG,
            (Method::POST, "/families/{family}/destruction"),
            "Propose that a family’s records be destroyed",
            (201, &["not-due", "legal-hold", "proposed-already", "request-open"]),
            propose,
        )
        .read::<ListDue, (), Paging, Listed<Destruction>>(
            TAG,
            "/records/destructions",
            "The destruction log, newest first",
            |tx, (), paging| list(tx, &paging),
        )
        .write::<DecideDestruction, DestructionId, DestructionDecision, Destruction>(
            TAG,
            (Method::POST, "/records/destructions/{destruction}/decision"),
            "Destroy what somebody else proposed, for good; or decline",
            (200, &["not-due", "legal-hold", "decided-already", "same-person", "request-open"]),
            decide,
        )
}
