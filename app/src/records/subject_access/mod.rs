//! Somebody asks what the centre holds of them, in whatever words and by whatever way.
//!
//! What is theirs is collected by the registry. Whatever could lead to the other side is taken out before anybody
//! reviews it, a reviewer reads what others wrote, a second person approves, and the bundle leaves sealed.

mod bundle;
mod collect;
mod cut;
mod own_pages;
mod pages;
mod passage;
mod person;
mod request;
mod review;
mod review_pages;
mod seal;
mod store;
mod words;

pub(in crate::records) use bundle::letterhead;
pub use bundle::{Bundle, bundle, bundle_data};
pub use collect::{Collected, collect};
pub use cut::cut;
pub use person::{Asker, asker};
pub use request::{ask_for_own, check_identity, extend, list, record, refuse, see, standing};
pub use review::{begin, decide, passages, propose};
pub use seal::{SealedBundle, approve, forget, sealed, send};
pub use words::*;

use crate::front::Pages;
use axum::http::Method;
use base::SubjectRequestId;
use host::{
    api::{Nothing, Operations},
    paging::{All, Listed, Paging},
};
use policy::{
    ApproveDisclosure, AskForOwnData, HandleSubjectRequest, ListSubjectRequests, RecordSubjectRequest,
    ReviewDisclosure, SeeSubjectRequest, SendDisclosure,
};

const TAG: &str = "Subject access";

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    pages::pages().and(review_pages::pages()).and(own_pages::pages())
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .write::<RecordSubjectRequest, (), NewSubjectRequest, SubjectRequestTaken>(
            TAG,
            (Method::POST, "/subject-requests"),
            "Record that somebody asks for their own data; no particular words are needed",
            (201, &[]),
            |tx, (), new| record(tx, new),
        )
        .write::<AskForOwnData, (), OwnSubjectRequest, OwnSubjectRequests>(
            TAG,
            (Method::POST, "/my/subject-requests"),
            "Ask for one’s own data",
            (201, &["asked-already"]),
            |tx, (), own| ask_for_own(tx, own),
        )
        .read::<AskForOwnData, (), Nothing, OwnSubjectRequests>(
            TAG,
            "/my/subject-requests",
            "When one asked for one’s own data, and when it is answered",
            |tx, (), _| standing(tx),
        )
        .read::<ListSubjectRequests, (), Paging, Listed<SubjectRequest>>(
            TAG,
            "/subject-requests",
            "Requests for somebody’s own data, newest first",
            |tx, (), paging| list(tx, &paging),
        )
        .read::<SeeSubjectRequest, SubjectRequestId, Nothing, SubjectRequest>(
            TAG,
            "/subject-requests/{request}",
            "Read a request with its clock",
            |tx, id, _| see(tx, id),
        )
        .write::<HandleSubjectRequest, SubjectRequestId, IdentityCheck, SubjectRequest>(
            TAG,
            (Method::POST, "/subject-requests/{request}/identity"),
            "Record how it was made sure who asks; the clock runs from then",
            (200, &["identity-known", "request-over"]),
            check_identity,
        )
        .write::<HandleSubjectRequest, SubjectRequestId, Extension, SubjectRequest>(
            TAG,
            (Method::POST, "/subject-requests/{request}/extension"),
            "Take two more months, told to the person with the reason within the first",
            (
                200,
                &[
                    "extended-already",
                    "extension-not-told",
                    "extension-too-late",
                    "identity-awaited",
                    "request-over",
                ],
            ),
            extend,
        )
        .write::<HandleSubjectRequest, SubjectRequestId, Ending, SubjectRequest>(
            TAG,
            (Method::POST, "/subject-requests/{request}/refusal"),
            "Refuse a request with the reason, or record that it was withdrawn",
            (200, &["request-over"]),
            refuse,
        )
        .write::<ReviewDisclosure, SubjectRequestId, Nothing, SubjectRequest>(
            TAG,
            (Method::POST, "/subject-requests/{request}/collection"),
            "Collect all that concerns the person, what others must not lose taken out",
            (200, &["identity-awaited", "nobody-known", "request-over", "collected-already"]),
            |tx, id, _| begin(tx, id),
        )
        .read::<ReviewDisclosure, SubjectRequestId, Nothing, All<Passage>>(
            TAG,
            "/subject-requests/{request}/passages",
            "What was collected, passage by passage",
            |tx, id, _| passages(tx, id),
        )
        .write::<ReviewDisclosure, (SubjectRequestId, i32), PassageDecision, Passage>(
            TAG,
            (Method::POST, "/subject-requests/{request}/passages/{number}"),
            "Give a passage, give it without some words, or withhold it under an exemption",
            (200, &["not-reviewing", "words-not-found", "r25-compartment"]),
            decide,
        )
        .write::<ReviewDisclosure, SubjectRequestId, Nothing, SubjectRequest>(
            TAG,
            (Method::POST, "/subject-requests/{request}/proposal"),
            "Hand a reviewed bundle on to be approved by somebody else",
            (200, &["not-reviewing", "passages-undecided"]),
            |tx, id, _| propose(tx, id),
        )
        .write::<ApproveDisclosure, SubjectRequestId, Approval, SealedNow>(
            TAG,
            (Method::POST, "/subject-requests/{request}/approval"),
            "Seal a bundle that somebody else reviewed, or give it back; the passphrase is told once",
            (200, &["not-proposed", "same-person", "r25-compartment"]),
            approve,
        )
        .read::<SendDisclosure, SubjectRequestId, Nothing, SealedBundle>(
            TAG,
            "/subject-requests/{request}/bundle",
            "Take the sealed bundle",
            |tx, id, _| sealed(tx, id),
        )
        .write::<SendDisclosure, SubjectRequestId, Sending, SubjectRequest>(
            TAG,
            (Method::POST, "/subject-requests/{request}/sending"),
            "Record how the sealed bundle, and by another way its passphrase, was given to the person",
            (200, &["not-sealed"]),
            send,
        )
}
