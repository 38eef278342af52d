//! Where rooms, entrances, opening sessions and staff are kept.

use super::{CentreRoom, Entrance, NewOpening, NewRoom, Opening, StaffMember};
use crate::schema::{entrance, opening, room, staff};
use base::{Day, EntranceId, Minutes, Moment, Period, Prose, RoomId, SessionId, SiteId, StaffId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx,
    paging::{Listed, Paging},
};
use policy::{Permit, Role, WriteCentre};

#[derive(Queryable, Selectable)]
#[diesel(table_name = room)]
struct RoomRow {
    id: RoomId,
    name: String,
    families: i32,
    kinds: String,
    features: String,
    site: Option<SiteId>,
    facilities: String,
    toys: Option<String>,
    youngest: Option<i32>,
    oldest: Option<i32>,
}

impl RoomRow {
    fn read(self) -> Result<CentreRoom, Problem> {
        Ok(CentreRoom {
            id: self.id,
            site: self.site.ok_or_else(|| Problem::broken("a room without a site"))?,
            name: self.name,
            families: self.families,
            kinds: serde_json::from_str(&self.kinds)?,
            features: self.features,
            facilities: serde_json::from_str(&self.facilities)?,
            toys: self.toys,
            youngest: self.youngest,
            oldest: self.oldest,
        })
    }
}

/// The rooms of the centre, by name.
pub fn rooms(tx: &mut Tx<'_>) -> Result<Vec<CentreRoom>, Problem> {
    let centre = tx.centre();
    let rows: Vec<RoomRow> = room::table
        .filter(room::centre.eq(centre))
        .order((room::name, room::id))
        .select(RoomRow::as_select())
        .load(tx.db())?;
    rows.into_iter().map(RoomRow::read).collect()
}

/// One room, if the centre has it.
pub fn room(tx: &mut Tx<'_>, id: RoomId) -> Result<Option<CentreRoom>, Problem> {
    let centre = tx.centre();
    let row: Option<RoomRow> = room::table
        .filter(room::id.eq(id).and(room::centre.eq(centre)))
        .select(RoomRow::as_select())
        .first(tx.db())
        .optional()?;
    row.map(RoomRow::read).transpose()
}

pub(super) fn entrances(tx: &mut Tx<'_>) -> Result<Vec<Entrance>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(EntranceId, SiteId, String, Option<Day>)> = entrance::table
        .filter(entrance::centre.eq(centre))
        .order((entrance::name, entrance::id))
        .select((entrance::id, entrance::site.assume_not_null(), entrance::name, entrance::closed_on))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(id, site, name, closed_on)| Entrance { id, site, name, closed_on }).collect())
}

/// The staff and volunteers of the centre, by name.
pub fn staff(tx: &mut Tx<'_>) -> Result<Vec<StaffMember>, Problem> {
    let (centre, today) = (tx.centre(), tx.now.day());
    let rows: Vec<(StaffId, String, Role, Option<Day>, Option<Moment>)> = staff::table
        .filter(staff::centre.eq(centre))
        .order((staff::name, staff::id))
        .select((staff::id, staff::name, staff::role, staff::cleared_until, staff::closed_at))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(id, name, role, cleared_until, left)| StaffMember {
            id,
            name,
            role,
            cleared_until,
            cleared_today: cleared_until.is_some_and(|until| today <= until),
            has_left: left.is_some(),
        })
        .collect())
}

/// The names of those of these staff whose vetting or training is not current on a day (R9).
pub fn not_cleared_on(tx: &mut Tx<'_>, who: &[StaffId], day: Day) -> Result<Vec<String>, Problem> {
    let all = staff(tx)?;
    Ok(all
        .into_iter()
        .filter(|one| who.contains(&one.id) && one.cleared_until.is_none_or(|until| until < day))
        .map(|one| one.name)
        .collect())
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
    site: SiteId,
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
            room::site.eq(site),
            room::facilities.eq(serde_json::to_string(&new.facilities)?),
            room::toys.eq(new.toys.as_ref().map(Prose::as_str)),
            room::youngest.eq(new.youngest),
            room::oldest.eq(new.oldest),
        ))
        .execute(tx.db())?;
    Ok(CentreRoom {
        id,
        site,
        name: new.name.to_string(),
        families: new.families,
        kinds: new.kinds.clone(),
        features: new.features.to_string(),
        facilities: new.facilities.clone(),
        toys: new.toys.as_ref().map(ToString::to_string),
        youngest: new.youngest,
        oldest: new.oldest,
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
