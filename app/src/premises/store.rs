//! Where opening sessions and staff are kept.

use super::{NewOpening, Opening, StaffMember};
use crate::schema::{opening, staff};
use base::{Moment, SessionId, StaffId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx,
    paging::{Listed, Paging},
};
use policy::{Permit, Role, WriteCentre};

/// The staff and volunteers of the centre, by name.
pub fn staff(tx: &mut Tx<'_>) -> Result<Vec<StaffMember>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(StaffId, String, Role, Option<Moment>)> = staff::table
        .filter(staff::centre.eq(centre))
        .order((staff::name, staff::id))
        .select((staff::id, staff::name, staff::role, staff::closed_at))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(id, name, role, left)| StaffMember { id, name, role, has_left: left.is_some() })
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
