//! Where doors and waiting areas are kept.

use super::{Entrance, WaitingArea};
use crate::{
    plan::{PlanDocument, PlanState},
    schema::{entrance, family, plan, waiting_area},
};
use base::{Day, EntranceId, SiteId, WaitingAreaId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, seal::Sealed};
use policy::{Permit, WriteCentre};

/// The entrances of the centre, those that are used no more too, by name.
pub fn entrances(tx: &mut Tx<'_>) -> Result<Vec<Entrance>, Problem> {
    let rows: Vec<(EntranceId, Option<SiteId>, String, Option<Day>)> = entrance::table
        .filter(entrance::centre.eq(tx.centre()))
        .order((entrance::name, entrance::id))
        .select((entrance::id, entrance::site, entrance::name, entrance::closed_on))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(id, site, name, closed_on)| {
            let site = site.ok_or_else(|| Problem::broken("a door without a site"))?;
            Ok(Entrance { id, site, name, closed_on })
        })
        .collect()
}

pub(super) fn waiting_areas(tx: &mut Tx<'_>) -> Result<Vec<WaitingArea>, Problem> {
    let rows: Vec<(WaitingAreaId, SiteId, String, Option<Day>)> = waiting_area::table
        .filter(waiting_area::centre.eq(tx.centre()))
        .order((waiting_area::name, waiting_area::id))
        .select((waiting_area::id, waiting_area::site, waiting_area::name, waiting_area::closed_on))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(id, site, name, closed_on)| WaitingArea { id, site, name, closed_on })
        .collect())
}

/// The families, by the names of their children, whose plan in force sends somebody to a door.
pub(super) fn sent_to(tx: &mut Tx<'_>, door: EntranceId) -> Result<Vec<String>, Problem> {
    let centre = tx.centre();
    let plans: Vec<(String, Sealed)> = plan::table
        .inner_join(family::table.on(family::id.eq(plan::family)))
        .filter(plan::centre.eq(centre).and(plan::state.eq(PlanState::Current)))
        .order((family::title, family::id))
        .select((family::title, plan::document))
        .load(tx.db())?;
    let mut titles = Vec::new();
    for (title, document) in plans {
        let document: PlanDocument = tx.open(&document)?;
        if [document.resident_entrance, document.visiting_entrance].contains(&Some(door)) {
            titles.push(title);
        }
    }
    titles.truncate(20);
    Ok(titles)
}

pub(super) fn entrance_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    site: SiteId,
    name: &str,
) -> Result<EntranceId, Problem> {
    let id = EntranceId::from_random(tx.random());
    diesel::insert_into(entrance::table)
        .values((
            entrance::id.eq(id),
            entrance::centre.eq(permit.id()),
            entrance::name.eq(name),
            entrance::site.eq(site),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(super) fn entrance_write(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    id: EntranceId,
    name: &str,
    closed_on: Option<Day>,
) -> Result<(), Problem> {
    diesel::update(entrance::table.filter(entrance::id.eq(id).and(entrance::centre.eq(permit.id()))))
        .set((entrance::name.eq(name), entrance::closed_on.eq(closed_on)))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn area_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    site: SiteId,
    name: &str,
) -> Result<WaitingAreaId, Problem> {
    let id = WaitingAreaId::from_random(tx.random());
    diesel::insert_into(waiting_area::table)
        .values((
            waiting_area::id.eq(id),
            waiting_area::centre.eq(permit.id()),
            waiting_area::name.eq(name),
            waiting_area::site.eq(site),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(super) fn area_write(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    id: WaitingAreaId,
    name: &str,
    closed_on: Option<Day>,
) -> Result<(), Problem> {
    diesel::update(
        waiting_area::table.filter(waiting_area::id.eq(id).and(waiting_area::centre.eq(permit.id()))),
    )
    .set((waiting_area::name.eq(name), waiting_area::closed_on.eq(closed_on)))
    .execute(tx.db())?;
    Ok(())
}
