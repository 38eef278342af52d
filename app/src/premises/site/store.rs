//! Where sites are kept.

use super::{NewSite, Site};
use crate::schema::site;
use base::{CentreId, SiteId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx};
use policy::{AddAccount, Permit, WriteCentre};
use rules::premises::Nation;

/// The sites of the centre, by name. There is one at least.
pub fn sites(tx: &mut Tx<'_>) -> Result<Vec<Site>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(SiteId, String, Nation, Option<String>)> = site::table
        .filter(site::centre.eq(centre))
        .order((site::name, site::id))
        .select((site::id, site::name, site::nation, site::directions))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(id, name, nation, directions)| Site { id, name, nation, directions }).collect())
}

/// The site of a centre that has just been made.
pub fn first_site(tx: &mut WriteTx<'_>, permit: &Permit<AddAccount>, name: &str) -> Result<SiteId, Problem> {
    let id = SiteId::from_random(tx.random());
    insert(
        tx,
        permit.id(),
        &Site { id, name: name.to_owned(), nation: Nation::EnglandAndWales, directions: None },
    )?;
    Ok(id)
}

pub(super) fn site_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    new: &NewSite,
) -> Result<Site, Problem> {
    let site = new.named(SiteId::from_random(tx.random()));
    insert(tx, permit.id(), &site)?;
    Ok(site)
}

fn insert(tx: &mut WriteTx<'_>, centre: CentreId, new: &Site) -> Result<(), Problem> {
    diesel::insert_into(site::table)
        .values((
            site::id.eq(new.id),
            site::centre.eq(centre),
            site::name.eq(&new.name),
            site::nation.eq(new.nation),
            site::directions.eq(&new.directions),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn site_write(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteCentre>,
    site: &Site,
) -> Result<(), Problem> {
    diesel::update(site::table.filter(site::id.eq(site.id).and(site::centre.eq(permit.id()))))
        .set((site::name.eq(&site.name), site::nation.eq(site.nation), site::directions.eq(&site.directions)))
        .execute(tx.db())?;
    Ok(())
}
