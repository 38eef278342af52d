//! Centres, their rooms and their sessions.

use super::{DEAR, FAR, Register, known, places};
use crate::{
    document::{Field, Read},
    instance::{Instance, Room, Session, Site},
};

/// The longest session that is read, in slots: more than a day has, and less than a mask has bits.
const LONGEST: i64 = 112;

pub(super) fn read_site(site: Field<'_>, instance: &mut Instance, register: &mut Register) -> Read<()> {
    let place = instance.sites.len();
    let name = site.at("id", |id| register.sites.add(id))?;
    let sessions = site.at("sessions", |sessions| {
        sessions.list(|session| {
            instance.sessions.push(read_session(session, place, register)?);
            Ok(instance.sessions.len() - 1)
        })
    })?;
    let rooms = site.at("rooms", |rooms| {
        rooms.list(|room| {
            instance.rooms.push(read_room(room, place, register)?);
            Ok(instance.rooms.len() - 1)
        })
    })?;
    let door_capacity = site.at("door_capacity", |door| door.number(0, DEAR))?;
    instance.sites.push(Site { name, rooms, sessions, door_capacity });
    Ok(())
}

fn read_session(session: Field<'_>, site: usize, register: &mut Register) -> Read<Session> {
    let name = session.at("id", |id| register.sessions.add(id))?;
    let day = session.at("day", |day| day.number(0, FAR))?;
    let from = session.at("from", |slot| slot.number(0, FAR))?;
    let to = session.at("to", |slot| slot.number(from, from + LONGEST))?;
    Ok(Session { name, site, day, from, to })
}

fn read_room(room: Field<'_>, site: usize, register: &mut Register) -> Read<Room> {
    Ok(Room {
        name: room.at("id", |id| register.rooms.add(id))?,
        site,
        capacity: room.at("capacity", |families| families.number(0, 10_000))?,
        levels: room.at("levels", |levels| known(levels, &register.levels))?,
        tags: room.at("tags", |tags| places(tags, &mut register.tags))?,
    })
}
