//! The operations of people and contact details.

use super::{
    AccessGiven, ContactBefore, ContactLifting, NewAccess, NewNoMeeting, NewPairEnding, NoMeeting,
    PairDecision, PairEnding, ask_pair_ending, contact, contacts_before, decide_pair_ending, give_access,
    keep_apart, lift, list_pair_endings, no_meetings, write_contact,
};
use crate::family::contact::Contact;
use axum::http::Method;
use base::{FamilyId, PairEndingId, PartyId};
use host::{
    api::{Nothing, Operations},
    paging::{All, Listed},
};
use policy::{GiveAccess, SeeContacts, WriteContacts};

const TAG: &str = "People";

/// The operations of people and contact details.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<SeeContacts, (FamilyId, PartyId), Nothing, Contact>(
            TAG,
            "/families/{family}/people/{party}/contact",
            "Read one adult's contact details",
            |tx, path, _| contact(tx, path),
        )
        .write::<WriteContacts, (FamilyId, PartyId), Contact, Contact>(
            TAG,
            (Method::PUT, "/families/{family}/people/{party}/contact"),
            "Write one adult's contact details anew",
            (200, &["contact-changed"]),
            write_contact,
        )
        .read::<SeeContacts, (FamilyId, PartyId), Nothing, All<ContactBefore>>(
            TAG,
            "/families/{family}/people/{party}/contact/before",
            "Read what stood in one adult's contact details before, the newest first",
            |tx, at, _| contacts_before(tx, at),
        )
        .write::<WriteContacts, (FamilyId, PartyId, i32), ContactLifting, All<ContactBefore>>(
            TAG,
            (Method::POST, "/families/{family}/people/{party}/contact/before/{number}/lifting"),
            "Say why what stood there before is no longer kept from the other side",
            (201, &["contact-lifted"]),
            lift,
        )
        .write::<GiveAccess, (FamilyId, PartyId), NewAccess, AccessGiven>(
            TAG,
            (Method::POST, "/families/{family}/people/{party}/access"),
            "Give an adult of the family a sign-in",
            (201, &["access-given-already", "username-taken"]),
            give_access,
        )
        .read::<SeeContacts, FamilyId, Nothing, Listed<NoMeeting>>(
            TAG,
            "/families/{family}/no-meetings",
            "List who must not meet whom",
            |tx, family, _| Ok(Listed { items: no_meetings(tx, family)?, next: None }),
        )
        .write::<WriteContacts, FamilyId, NewNoMeeting, Listed<NoMeeting>>(
            TAG,
            (Method::POST, "/families/{family}/no-meetings"),
            "Name two people who must not meet",
            (201, &["already-there"]),
            |tx, family, new| Ok(keep_apart(tx, family, new)?.map(|items| Listed { items, next: None })),
        )
        .read::<SeeContacts, FamilyId, Nothing, All<PairEnding>>(
            TAG,
            "/families/{family}/no-meetings/endings",
            "List the pairs that were taken away, or are asked to be, the newest first",
            |tx, family, _| list_pair_endings(tx, family),
        )
        .write::<WriteContacts, FamilyId, NewPairEnding, PairEnding>(
            TAG,
            (Method::POST, "/families/{family}/no-meetings/endings"),
            "Ask that two people need not be kept apart any longer; a second person decides",
            (201, &["r4-both-sides", "order-keeps-apart", "pair-ending-asked"]),
            ask_pair_ending,
        )
        .write::<WriteContacts, (FamilyId, PairEndingId), PairDecision, PairEnding>(
            TAG,
            (Method::POST, "/families/{family}/no-meetings/endings/{ending}/decision"),
            "Confirm as the second person that two people need not be kept apart, or keep them apart",
            (201, &["r4-both-sides", "r4-second-person", "order-keeps-apart", "pair-ending-decided"]),
            decide_pair_ending,
        )
}
