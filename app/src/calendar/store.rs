//! What the calendar reads: columns, and no document.

use super::sees_all;
use crate::{
    family::duty_window,
    schema::{entrance, family, is_booked, plan, room, session_tie, staff, visit, visit_supervisor},
};
use base::{EntranceId, FamilyId, Moment, PlanId, RoomId, StaffId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx, among, seal::Sealed};
use rules::visit::State;
use serde::Deserialize;
use std::collections::HashMap;

/// A visit by its columns.
#[derive(Queryable)]
pub(super) struct Row {
    pub(super) id: VisitId,
    pub(super) room: RoomId,
    pub(super) starts: Moment,
    pub(super) ends: Moment,
    pub(super) told: Option<Told>,
}

/// Whose visit it is and how it stands; nothing of it is read where the asker may not know it yet.
#[derive(Queryable)]
pub(super) struct Told {
    pub(super) family: FamilyId,
    pub(super) state: State,
    pub(super) unsafe_code: Option<String>,
    pub(super) title: String,
}

/// The rooms, by name.
pub(super) fn rooms(tx: &mut Tx<'_>) -> Result<Vec<(RoomId, String)>, Problem> {
    let centre = tx.centre();
    Ok(room::table
        .filter(room::centre.eq(centre))
        .order((room::name, room::id))
        .select((room::id, room::name))
        .load(tx.db())?)
}

/// The visits and held times of a stretch of time that the asker may know, the first first. Of a visit that
/// names a supervisor, but of whose days it is not yet the eve or no longer the morrow, they are told that it
/// is, and where.
pub(super) fn visits(tx: &mut Tx<'_>, (from, until): (Moment, Moment)) -> Result<Vec<Row>, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    let (told_from, told_until) = if sees_all(tx) { (from, until) } else { duty_window(tx.now) };
    let is_told = family::id.eq(visit::family).and(visit::starts.between(told_from, told_until));
    let mut query = visit::table
        .left_join(family::table.on(is_told))
        .filter(visit::centre.eq(centre).and(visit::starts.ge(from)).and(visit::starts.lt(until)))
        .filter(visit::state.ne(State::Cancelled).and(visit::state.ne(State::Released)))
        // What was held and has lapsed is free, whether or not the tables say so yet.
        .filter(visit::state.ne(State::Held).or(visit::held_until.gt(now)))
        .order((visit::starts, visit::id))
        .select((
            visit::id,
            visit::room,
            visit::starts,
            visit::ends,
            (family::id, visit::state, visit::unsafe_code, family::title).nullable(),
        ))
        .into_boxed();
    if !sees_all(tx) {
        let me = tx.actor.staff.ok_or(Problem::NotFound)?;
        let named = visit_supervisor::table
            .filter(visit_supervisor::staff.eq(me))
            .filter(visit_supervisor::starts.ge(from).and(visit_supervisor::starts.lt(until)))
            .select(visit_supervisor::visit);
        let of_sessions = session_tie::table
            .filter(session_tie::staff.eq(me).and(session_tie::starts.between(told_from, told_until)))
            .filter(session_tie::how.eq("rota"))
            .select(session_tie::visit);
        query = query
            .filter(is_booked())
            .filter(visit::id.nullable().eq_any(of_sessions).or(visit::id.eq_any(named)));
    }
    Ok(query.load(tx.db())?)
}

/// The staff who are named for visits that start within a stretch of time: each visit with whom, and their names
/// in order.
#[derive(Default)]
pub(super) struct Named {
    pub(super) staff: Vec<(StaffId, String)>,
    pub(super) of: Vec<(VisitId, StaffId)>,
}

/// Who is named for visits that start within a stretch of time.
pub(super) fn supervisors(tx: &mut Tx<'_>, (from, until): (Moment, Moment)) -> Result<Named, Problem> {
    let centre = tx.centre();
    // Two short statements: one would repeat, and sort by, the same few names for every visit.
    let of = visit_supervisor::table
        .filter(
            visit_supervisor::centre
                .eq(centre)
                .and(visit_supervisor::starts.ge(from))
                .and(visit_supervisor::starts.lt(until)),
        )
        .select((visit_supervisor::visit, visit_supervisor::staff))
        .load(tx.db())?;
    let staff = staff::table
        .filter(staff::centre.eq(centre))
        .order((staff::name, staff::id))
        .select((staff::id, staff::name))
        .load(tx.db())?;
    Ok(Named { staff, of })
}

/// The doors that a plan sends the two sides to.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(super) struct Doors {
    #[serde(default)]
    pub(super) resident_entrance: Option<EntranceId>,
    #[serde(default)]
    pub(super) visiting_entrance: Option<EntranceId>,
}

/// The doors of some plans.
pub(super) fn doors(tx: &mut Tx<'_>, plans: &[PlanId]) -> Result<HashMap<PlanId, Doors>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(PlanId, Sealed)> = plan::table
        .filter(among(plan::id, plans.to_vec()).and(plan::centre.eq(centre)))
        .select((plan::id, plan::document))
        .load(tx.db())?;
    rows.into_iter().map(|(id, document)| Ok((id, tx.open(&document)?))).collect()
}

/// The names of the doors, those closed meanwhile among them.
pub(super) fn entrances(tx: &mut Tx<'_>) -> Result<Vec<(EntranceId, String)>, Problem> {
    let centre = tx.centre();
    Ok(entrance::table
        .filter(entrance::centre.eq(centre))
        .order((entrance::name, entrance::id))
        .select((entrance::id, entrance::name))
        .load(tx.db())?)
}
