//! Where equipment is kept.

use super::{Equipment, NewEquipment};
use crate::schema::equipment;
use base::{Day, EquipmentId, SiteId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx};
use policy::{Permit, WriteCentre};

#[derive(Queryable, Selectable)]
#[diesel(table_name = equipment)]
struct Row {
    id: EquipmentId,
    site: SiteId,
    name: String,
    words: Option<String>,
    out_of_use_on: Option<Day>,
    out_of_use_because: Option<String>,
}

/// The equipment of the centre, by name, with what is out of use.
pub fn equipment(tx: &mut Tx<'_>) -> Result<Vec<Equipment>, Problem> {
    let centre = tx.centre();
    let rows: Vec<Row> = equipment::table
        .filter(equipment::centre.eq(centre))
        .order((equipment::name, equipment::id))
        .select(Row::as_select())
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|row| Equipment {
            id: row.id,
            site: row.site,
            name: row.name,
            words: row.words,
            out_of_use_on: row.out_of_use_on,
            out_of_use_because: row.out_of_use_because,
        })
        .collect())
}

pub(super) fn equipment_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    site: SiteId,
    new: &NewEquipment,
) -> Result<EquipmentId, Problem> {
    let id = EquipmentId::from_random(tx.random());
    diesel::insert_into(equipment::table)
        .values((
            equipment::id.eq(id),
            equipment::centre.eq(permit.id()),
            equipment::site.eq(site),
            equipment::name.eq(new.name.as_str()),
            equipment::words.eq(new.words.as_ref().map(base::Prose::as_str)),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// Takes a thing out of use on a day for a reason, or puts it back when there is none.
pub(super) fn use_write(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    id: EquipmentId,
    out: Option<(Day, &str)>,
) -> Result<(), Problem> {
    diesel::update(equipment::table.filter(equipment::id.eq(id).and(equipment::centre.eq(permit.id()))))
        .set((
            equipment::out_of_use_on.eq(out.map(|(day, _)| day)),
            equipment::out_of_use_because.eq(out.map(|(_, reason)| reason)),
        ))
        .execute(tx.db())?;
    Ok(())
}
