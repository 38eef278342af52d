//! The operations of the end of single records.

use super::{
    super::{DestructionDecision, NewDestruction, TAG},
    DueSingle, SingleDestruction, decide, due, list, propose,
};
use crate::records::registry::SingleKind;
use axum::http::Method;
use base::DestructionId;
use host::{
    api::{Nothing, Operations},
    paging::{All, Listed, Paging},
};
use policy::{DecideDestruction, ListDue, ProposeSingleDestruction};

pub(in crate::records::retention) fn operations() -> Operations {
    Operations::none()
        .read::<ListDue, (), Nothing, All<DueSingle>>(
            TAG,
            "/records/due-singles",
            "Staff who left, requests and breaches that are over, with the day until which each is kept",
            |tx, (), _| due(tx),
        )
        .write::<ProposeSingleDestruction, (SingleKind, String), NewDestruction, SingleDestruction>(
            TAG,
            (Method::POST, "/records/due-singles/{kind}/{record}/destruction"),
            "Propose that a record which is no family’s be destroyed",
            (201, &["not-due", "legal-hold", "proposed-already", "request-open"]),
            propose,
        )
        .read::<ListDue, (), Paging, Listed<SingleDestruction>>(
            TAG,
            "/records/single-destructions",
            "The destruction log of what is no family’s, newest first",
            |tx, (), paging| list(tx, &paging),
        )
        .write::<DecideDestruction, DestructionId, DestructionDecision, SingleDestruction>(
            TAG,
            (Method::POST, "/records/single-destructions/{destruction}/decision"),
            "Destroy a record that somebody else proposed, or decline",
            (200, &["not-due", "legal-hold", "same-person", "decided-already", "request-open"]),
            decide,
        )
}
