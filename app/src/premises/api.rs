//! The operations of the registers.

use super::{
    All, CentreRoom, Entrance, NewOpening, NewRoom, Opening, OpeningsAsked, StaffMember, add_opening,
    add_room,
    equipment::{
        Equipment, NewEquipment, OutOfUse, add_equipment, list_equipment, put_back_into_use, take_out_of_use,
    },
    list_entrances, list_openings, list_rooms, list_staff,
    site::{NewSite, Site, add_site, change_site, list_sites},
};
use axum::http::Method;
use base::{EquipmentId, SiteId};
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
            "List staff and volunteers, with the day until which they are cleared",
            |tx, (), _| list_staff(tx),
        )
        .read::<SeeCentre, (), Nothing, All<Site>>(TAG, "/sites", "List the sites", |tx, (), _| {
            list_sites(tx)
        })
        .write::<WriteCentre, (), NewSite, Site>(
            TAG,
            (Method::POST, "/sites"),
            "Add a site",
            (201, &[]),
            |tx, (), new| add_site(tx, new),
        )
        .write::<WriteCentre, SiteId, NewSite, Site>(
            TAG,
            (Method::PUT, "/sites/{site}"),
            "Say anew what a site is",
            (200, &[]),
            change_site,
        )
        .read::<SeeCentre, (), Nothing, All<Equipment>>(
            TAG,
            "/equipment",
            "List what can be reserved with a visit",
            |tx, (), _| list_equipment(tx),
        )
        .write::<WriteCentre, (), NewEquipment, Equipment>(
            TAG,
            (Method::POST, "/equipment"),
            "Add a thing that can be reserved with a visit",
            (201, &[]),
            |tx, (), new| add_equipment(tx, new),
        )
        .write::<WriteCentre, EquipmentId, OutOfUse, Equipment>(
            TAG,
            (Method::POST, "/equipment/{equipment}/out-of-use"),
            "Take a thing out of use",
            (201, &["equipment-out-of-use"]),
            take_out_of_use,
        )
        .write::<WriteCentre, EquipmentId, Nothing, Equipment>(
            TAG,
            (Method::POST, "/equipment/{equipment}/into-use"),
            "Put a thing back into use",
            (201, &["equipment-in-use"]),
            |tx, id, _| put_back_into_use(tx, id),
        )
        .and(super::letterhead::operations())
}
