//! Where rooms are kept.

use super::{CentreRoom, NewRoom};
use crate::schema::room;
use base::{Prose, RoomId, SiteId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx};
use policy::{Permit, WriteCentre};

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
    room(tx, id)?.ok_or(Problem::NotFound)
}

pub(super) fn room_write(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    id: RoomId,
    site: SiteId,
    new: &NewRoom,
) -> Result<CentreRoom, Problem> {
    diesel::update(room::table.filter(room::id.eq(id).and(room::centre.eq(permit.id()))))
        .set((
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
    room(tx, id)?.ok_or(Problem::NotFound)
}
