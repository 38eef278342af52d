//! Where rooms, entrances, opening sessions and staff are kept.

use super::{CentreRoom, Entrance, NewOpening, NewRoom, Opening, StaffMember};
use crate::schema::{entrance, opening, room, staff};
use base::{EntranceId, Minutes, Moment, Period, RoomId, SessionId, StaffId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx,
    paging::{Listed, Paging},
};
use policy::{Permit, Role, WriteCentre};

type RoomRow = (RoomId, String, i32, String, String);

fn room_of((id, name, families, kinds, features): RoomRow) -> Result<CentreRoom, Problem> {
    Ok(CentreRoom { id, name, families, kinds: serde_json::from_str(&kinds)?, features })
}

/// The rooms of the centre, by name.
pub fn rooms(tx: &mut Tx<'_>) -> Result<Vec<CentreRoom>, Problem> {
    let centre = tx.centre();
    let rows: Vec<RoomRow> = room::table
        .filter(room::centre.eq(centre))
        .order((room::name, room::id))
        .select((room::id, room::name, room::families, room::kinds, room::features))
        .load(tx.db())?;
    rows.into_iter().map(room_of).collect()
}

/// One room, if the centre has it.
pub fn room(tx: &mut Tx<'_>, id: RoomId) -> Result<Option<CentreRoom>, Problem> {
    let centre = tx.centre();
    let row: Option<RoomRow> = room::table
        .filter(room::id.eq(id).and(room::centre.eq(centre)))
        .select((room::id, room::name, room::families, room::kinds, room::features))
        .first(tx.db())
        .optional()?;
    row.map(room_of).transpose()
}

pub(super) fn entrances(tx: &mut Tx<'_>) -> Result<Vec<Entrance>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(EntranceId, String)> = entrance::table
        .filter(entrance::centre.eq(centre))
        .order((entrance::name, entrance::id))
        .select((entrance::id, entrance::name))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(id, name)| Entrance { id, name }).collect())
}

/// The staff and volunteers of the centre, by name.
pub fn staff(tx: &mut Tx<'_>) -> Result<Vec<StaffMember>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(StaffId, String, Role)> = staff::table
        .filter(staff::centre.eq(centre))
        .order((staff::name, staff::id))
        .select((staff::id, staff::name, staff::role))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(id, name, role)| StaffMember { id, name, role }).collect())
}

pub(super) fn openings(tx: &mut Tx<'_>, from: Moment, paging: &Paging) -> Result<Listed<Opening>, Problem> {
    let centre = tx.centre();
    let mut query = opening::table
        .filter(opening::centre.eq(centre).and(opening::ends.gt(from)))
        .order((opening::starts, opening::id))
        .limit(paging.fetch())
        .select((opening::id, opening::starts, opening::ends))
        .into_boxed();
    if let Some(place) = paging.place()? {
        query = query.filter(
            opening::starts.gt(place.at).or(opening::starts.eq(place.at).and(opening::id.gt(place.id))),
        );
    }
    let rows: Vec<(SessionId, Moment, Moment)> = query.load(tx.db())?;
    let read = rows.into_iter().map(|(id, starts, ends)| Opening { id, starts, ends }).collect();
    Ok(paging.page(read, |opening: &Opening| (opening.starts, opening.id.to_string())))
}

/// When the centre is open within a stretch of time. Sessions that touch are one.
pub fn openings_between(tx: &mut Tx<'_>, period: Period) -> Result<Vec<Period>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(Moment, Moment)> = opening::table
        .filter(
            opening::centre
                .eq(centre)
                .and(opening::starts.lt(period.until()))
                // No session is longer than a day, so those long past need not be looked at.
                .and(opening::starts.ge(period.from().plus(Minutes(-24 * 60))))
                .and(opening::ends.gt(period.from())),
        )
        .order(opening::starts)
        .select((opening::starts, opening::ends))
        .load(tx.db())?;
    let mut open: Vec<Period> = Vec::new();
    for (starts, ends) in rows {
        let joined = open.last().filter(|last| last.until() >= starts).map(Period::from);
        let ends = open.last().filter(|_| joined.is_some()).map_or(ends, |last| ends.max(last.until()));
        if joined.is_some() {
            open.pop();
        }
        open.push(Period::new(joined.unwrap_or(starts), ends).map_err(Problem::broken)?);
    }
    Ok(open)
}

pub(super) fn room_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    new: &NewRoom,
) -> Result<CentreRoom, Problem> {
    let id = RoomId::from_random(tx.random());
    diesel::insert_into(room::table)
        .values((
            room::id.eq(id),
            room::centre.eq(permit.id()),
            room::name.eq(new.name.as_str()),
            room::families.eq(new.families),
            room::kinds.eq(serde_json::to_string(&new.kinds)?),
            room::features.eq(new.features.as_str()),
        ))
        .execute(tx.db())?;
    Ok(CentreRoom {
        id,
        name: new.name.to_string(),
        families: new.families,
        kinds: new.kinds.clone(),
        features: new.features.to_string(),
    })
}

pub(super) fn opening_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    new: &NewOpening,
) -> Result<Opening, Problem> {
    let id = SessionId::from_random(tx.random());
    diesel::insert_into(opening::table)
        .values((
            opening::id.eq(id),
            opening::centre.eq(permit.id()),
            opening::starts.eq(new.starts),
            opening::ends.eq(new.ends),
        ))
        .execute(tx.db())?;
    Ok(Opening { id, starts: new.starts, ends: new.ends })
}
