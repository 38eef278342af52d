//! The operations of people and contact details.

use super::{
    AccessGiven, NewAccess, NewNoMeeting, NoMeeting, contact, give_access, keep_apart, no_meetings,
    write_contact,
};
use crate::family::contact::Contact;
use axum::http::Method;
use base::{FamilyId, PartyId};
use host::{
    api::{Nothing, Operations},
    paging::Listed,
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
            (200, &[]),
            write_contact,
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
}
