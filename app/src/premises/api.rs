//! The operations of the registers.

use super::{
    All, CentreRoom, Entrance, Equipment, NewEquipment, NewOpening, NewRoom, NewSite, Opening, OpeningsAsked,
    OutOfUse, Site, StaffMember, WaitingArea, add_opening,
    door::{
        DoorName, NewDoor, add_entrance, add_waiting_area, close_entrance, close_waiting_area,
        list_entrances, list_waiting_areas, rename_entrance, rename_waiting_area,
    },
    equipment::{add_equipment, list_equipment, put_back_into_use, take_out_of_use},
    list_openings, list_staff,
    room::{add_room, change_room, list_rooms, see_room},
    site::{add_site, change_site, list_sites},
};
use axum::http::Method;
use base::{EntranceId, EquipmentId, RoomId, SiteId, WaitingAreaId};
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
        .read::<SeeCentre, (), OpeningsAsked, Listed<Opening>>(
            TAG,
            "/openings",
            "List opening sessions that were added by hand from a day on, the next one first",
            |tx, (), asked| list_openings(tx, &asked),
        )
        .write::<WriteCentre, (), NewOpening, Opening>(
            TAG,
            (Method::POST, "/openings"),
            "Add an opening session",
            (201, &["opening-overlaps", "day-has-exception"]),
            |tx, (), new| add_opening(tx, new),
        )
        .read::<SeeCentre, (), Nothing, All<StaffMember>>(
            TAG,
            "/staff",
            "List staff and volunteers, with the day until which they are cleared",
            |tx, (), _| list_staff(tx),
        )
        .and(of_sites())
        .and(of_rooms())
        .and(of_doors())
        .and(of_equipment())
        .and(super::times::operations())
        .and(super::letterhead::operations())
}

fn of_sites() -> Operations {
    Operations::none()
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
}

fn of_rooms() -> Operations {
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
        .read::<SeeCentre, RoomId, Nothing, CentreRoom>(
            TAG,
            "/rooms/{room}",
            "Read what a room is",
            |tx, id, _| see_room(tx, id),
        )
        .write::<WriteCentre, RoomId, NewRoom, CentreRoom>(
            TAG,
            (Method::PUT, "/rooms/{room}"),
            "Say anew what a room is",
            (200, &[]),
            change_room,
        )
}

fn of_doors() -> Operations {
    Operations::none()
        .read::<SeeCentre, (), Nothing, All<Entrance>>(
            TAG,
            "/entrances",
            "List the entrances",
            |tx, (), _| list_entrances(tx),
        )
        .write::<WriteCentre, (), NewDoor, Entrance>(
            TAG,
            (Method::POST, "/entrances"),
            "Add an entrance",
            (201, &[]),
            |tx, (), new| add_entrance(tx, new),
        )
        .write::<WriteCentre, EntranceId, DoorName, Entrance>(
            TAG,
            (Method::PUT, "/entrances/{entrance}"),
            "Call an entrance something else",
            (200, &[]),
            rename_entrance,
        )
        .write::<WriteCentre, EntranceId, Nothing, Entrance>(
            TAG,
            (Method::POST, "/entrances/{entrance}/closing"),
            "Close an entrance for good",
            (201, &["closed-already", "entrance-in-plan"]),
            |tx, id, _| close_entrance(tx, id),
        )
        .read::<SeeCentre, (), Nothing, All<WaitingArea>>(
            TAG,
            "/waiting-areas",
            "List the waiting areas",
            |tx, (), _| list_waiting_areas(tx),
        )
        .write::<WriteCentre, (), NewDoor, WaitingArea>(
            TAG,
            (Method::POST, "/waiting-areas"),
            "Add a waiting area",
            (201, &[]),
            |tx, (), new| add_waiting_area(tx, new),
        )
        .write::<WriteCentre, WaitingAreaId, DoorName, WaitingArea>(
            TAG,
            (Method::PUT, "/waiting-areas/{area}"),
            "Call a waiting area something else",
            (200, &[]),
            rename_waiting_area,
        )
        .write::<WriteCentre, WaitingAreaId, Nothing, WaitingArea>(
            TAG,
            (Method::POST, "/waiting-areas/{area}/closing"),
            "Close a waiting area for good",
            (201, &["closed-already"]),
            |tx, id, _| close_waiting_area(tx, id),
        )
}

fn of_equipment() -> Operations {
    Operations::none()
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
}
