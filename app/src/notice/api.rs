//! The operations of notices.

use super::{
    NewSafeWay, NoticeLine, NoticesWanted, OwnWay, PutAway, confirm, list,
    list::{OwnNotices, own},
    own_way, put_away, test, try_again,
};
use axum::http::Method;
use base::{FamilyId, NoticeId, PartyId};
use host::{
    api::{Nothing, Operations},
    paging::Listed,
};
use policy::{HandleNotices, ListNotices, SeeNotices, WriteContacts};

const TAG: &str = "Notices";

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<ListNotices, (), NoticesWanted, Listed<NoticeLine>>(
            TAG,
            "/notices",
            "List what notices wait, went and did not arrive, the newest first",
            |tx, (), wanted| list(tx, &wanted),
        )
        .read::<SeeNotices, (FamilyId, PartyId), Nothing, OwnNotices>(
            TAG,
            "/families/{family}/people/{party}/notices",
            "Read by what way one adult is sent notices, in which words, and what was sent",
            |tx, at, _| own(tx, at),
        )
        .write::<HandleNotices, (FamilyId, PartyId), Nothing, NoticeLine>(
            TAG,
            (Method::POST, "/families/{family}/people/{party}/notices/test"),
            "Send one adult a test notice",
            (201, &["r26-safe-way", "notices-not-set", "test-under-way"]),
            |tx, at, _| test(tx, at),
        )
        .read::<SeeNotices, (FamilyId, PartyId), Nothing, OwnWay>(
            TAG,
            "/families/{family}/people/{party}/safe-way",
            "Read by what way notices may reach one adult, and whether one would go now",
            |tx, at, _| own_way(tx, at),
        )
        .write::<WriteContacts, (FamilyId, PartyId), NewSafeWay, OwnWay>(
            TAG,
            (Method::PUT, "/families/{family}/people/{party}/safe-way"),
            "Write down that one adult said today by what way notices may reach them",
            (200, &["r26-safe-way", "contact-changed"]),
            confirm,
        )
        .write::<HandleNotices, NoticeId, Nothing, NoticeLine>(
            TAG,
            (Method::POST, "/notices/{notice}/again"),
            "Try a notice again that failed or came back",
            (200, &["r26-safe-way", "notice-over"]),
            |tx, id, _| try_again(tx, id),
        )
        .write::<HandleNotices, NoticeId, PutAway, NoticeLine>(
            TAG,
            (Method::POST, "/notices/{notice}/put-away"),
            "Put a notice away, with why: it is not sent any more",
            (200, &["notice-over"]),
            put_away,
        )
}
