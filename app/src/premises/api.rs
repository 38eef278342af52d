//! The operations of the registers.

use super::{
    All, CentreRoom, Entrance, NewOpening, NewRoom, Opening, OpeningsAsked, StaffMember, add_opening,
    add_room, list_entrances, list_openings, list_rooms, list_staff,
};
use axum::http::Method;
use host::{
    api::{Nothing, Operations},
    paging::Listed,
};
use policy::{SeeCentre, WriteCentre};

const TAG: &str = "The centre";

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<SeeCentre, (), Nothing, All<CentreRoom>>(TAG, "/rooms", "List the rooms", |tx, (), _| {
            list_rooms(tx)
        })
        .write::<WriteCentre, (), NewRoom, CentreRoom>(
            TAG,
            (Method::POST, "/rooms"),
            "Add a room",
            (201, &[]),
            |tx, (), new| add_room(tx, new),
        )
        .read::<SeeCentre, (), Nothing, All<Entrance>>(
            TAG,
            "/entrances",
            "List the entrances",
            |tx, (), _| list_entrances(tx),
        )
        .read::<SeeCentre, (), OpeningsAsked, Listed<Opening>>(
            TAG,
            "/openings",
            "List opening sessions from a day on, the next one first",
            |tx, (), asked| list_openings(tx, &asked),
        )
        .write::<WriteCentre, (), NewOpening, Opening>(
            TAG,
            (Method::POST, "/openings"),
            "Add an opening session",
            (201, &["opening-overlaps"]),
            |tx, (), new| add_opening(tx, new),
        )
        .read::<SeeCentre, (), Nothing, All<StaffMember>>(
            TAG,
            "/staff",
            "List staff and volunteers",
            |tx, (), _| list_staff(tx),
        )
        .and(super::letterhead::operations())
}
