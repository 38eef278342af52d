//! Where the children's own hours are kept.

use super::{FamilyHours, KeptHours, NewHours};
use crate::schema::{child, child_hours};
use base::{FamilyId, HoursId, Moment};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, among, seal::Sealed};
use policy::{Permit, WriteOrders};
use rules::schedule::ChildHours;
use std::collections::HashMap;

/// The hours that are kept for some families, in one statement however many they are.
fn all(tx: &mut Tx<'_>, families: &[FamilyId]) -> Result<Vec<(FamilyId, KeptHours)>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(FamilyId, HoursId, String, Sealed, Moment)> = child_hours::table
        .inner_join(child::table.on(child::id.eq(child_hours::child)))
        .filter(among(child_hours::family, families).and(child_hours::centre.eq(centre)))
        .filter(child_hours::stopped_at.is_null())
        .order((child_hours::created.desc(), child_hours::id))
        .select((
            child_hours::family,
            child_hours::id,
            child::name,
            child_hours::document,
            child_hours::created,
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(family, id, name, document, created)| {
            Ok((family, KeptHours { id, name, hours: tx.open(&document)?, created }))
        })
        .collect()
}

/// The children's own hours of some families, as the rules know them.
pub fn of_families(
    tx: &mut Tx<'_>,
    families: &[FamilyId],
) -> Result<HashMap<FamilyId, Vec<ChildHours>>, Problem> {
    let mut found: HashMap<FamilyId, Vec<ChildHours>> = HashMap::new();
    for (family, kept) in all(tx, families)? {
        let NewHours { child, kind, weekdays, from, until, first, last, .. } = kept.hours;
        let first = first.unwrap_or_else(|| kept.created.day());
        // Staff call a child by the first name.
        let name = kept.name.split(' ').next().unwrap_or_default().to_owned();
        let hours = ChildHours { child, name, kind, weekdays, from, until, first, last };
        found.entry(family).or_default().push(hours);
    }
    Ok(found)
}

/// The children's own hours of one family.
pub fn of_family(tx: &mut Tx<'_>, family: FamilyId) -> Result<Vec<ChildHours>, Problem> {
    Ok(of_families(tx, &[family])?.remove(&family).unwrap_or_default())
}

pub(super) fn kept(tx: &mut Tx<'_>, family: FamilyId) -> Result<FamilyHours, Problem> {
    let hours = all(tx, &[family])?.into_iter().map(|(_, kept)| kept).collect();
    Ok(FamilyHours { hours })
}

/// Whether hours of a family are no longer kept. Says "not found" where there never were any.
pub(super) fn is_stopped(tx: &mut Tx<'_>, (family, id): (FamilyId, HoursId)) -> Result<bool, Problem> {
    let stopped: Option<Moment> = child_hours::table
        .filter(child_hours::id.eq(id).and(child_hours::family.eq(family)))
        .select(child_hours::stopped_at)
        .first(tx.db())?;
    Ok(stopped.is_some())
}

pub(super) fn hours_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteOrders>,
    new: &NewHours,
) -> Result<(), Problem> {
    let author = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let (id, centre) = (HoursId::from_random(tx.random()), tx.centre());
    diesel::insert_into(child_hours::table)
        .values((
            child_hours::id.eq(id),
            child_hours::centre.eq(centre),
            child_hours::family.eq(permit.id()),
            child_hours::child.eq(new.child),
            child_hours::document.eq(tx.seal(permit.id(), new)?),
            child_hours::author.eq(author),
            child_hours::created.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn hours_stop(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteOrders>,
    id: HoursId,
) -> Result<(), Problem> {
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let now = tx.now;
    diesel::update(
        child_hours::table.filter(child_hours::id.eq(id).and(child_hours::family.eq(permit.id()))),
    )
    .set((child_hours::stopped_by.eq(account), child_hours::stopped_at.eq(now)))
    .execute(tx.db())?;
    Ok(())
}
