//! Somebody's own times: a parent's by the columns of their own side, a member of staff's by their name.

use super::{calendar::Entry, store::Whose};
use crate::{
    family::forbidden_for,
    meeting, plan,
    schema::{duty, entrance, is_booked, party, room, site, visit, visit_supervisor},
    words::Words,
};
use base::{EntranceId, FamilyId, Moment, PartyId, StaffId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx};
use rules::{intake::Side, visit::State};

/// How many days back a calendar still shows.
pub(super) const BACK: i64 = 28;
/// How many days ahead a calendar shows.
pub(super) const AHEAD: i64 = 366;
/// The most entries of one kind.
const MOST: i64 = 500;

/// From when until when a calendar shows something.
pub(super) fn span(tx: &Tx<'_>) -> (Moment, Moment) {
    let today = tx.now.day();
    (Moment::start_of(today.plus_days(-BACK)), Moment::start_of(today.plus_days(AHEAD)))
}

/// A parent's own times, and what of the other side's may not be in what is made of them.
pub(super) fn of_parent(
    tx: &mut Tx<'_>,
    who: PartyId,
    whose: &Whose,
) -> Result<(Vec<Entry>, host::gate::Forbidden), Problem> {
    let centre = tx.centre();
    let (family, side): (FamilyId, Side) = party::table
        .filter(party::id.eq(who).and(party::centre.eq(centre)).and(party::account.eq(whose.account)))
        .select((party::family, party::side))
        .first(tx.db())?;
    let title = Words::english().feed_appointment();
    let place = if whose.names_place { place(tx, family, side)? } else { None };
    let mut entries: Vec<Entry> = visits(tx, family, side)?
        .into_iter()
        .map(|(id, starts, ends)| Entry {
            seed: id.to_string(),
            starts,
            ends,
            title: title.clone(),
            place: place.clone(),
        })
        .collect();
    let (from, _) = span(tx);
    let meetings = meeting::meetings_of_party(tx, who)?.into_iter().filter(|(starts, ..)| *starts >= from);
    entries.extend(meetings.map(|(starts, ends, ..)| Entry {
        seed: format!("meeting {starts}"),
        starts,
        ends,
        title: title.clone(),
        place: None,
    }));
    Ok((entries, forbidden_for(tx, family, side)?))
}

/// The visits of one side by its own columns; those of the other side are not read. A visit that is called
/// off is not there: no calendar can then send anybody to it.
fn visits(tx: &mut Tx<'_>, family: FamilyId, side: Side) -> Result<Vec<(VisitId, Moment, Moment)>, Problem> {
    let (from, until) = span(tx);
    let centre = tx.centre();
    let takes_place = is_booked().and(visit::state.ne(State::Cancelled));
    let of_family = visit::family.eq(family).and(visit::centre.eq(centre)).and(takes_place);
    Ok(match side {
        Side::Resident => visit::table
            .filter(of_family.and(visit::child_arrives.ge(from)).and(visit::child_arrives.lt(until)))
            .order((visit::child_arrives, visit::id))
            .limit(MOST)
            .select((visit::id, visit::child_arrives, visit::child_leaves))
            .load(tx.db())?,
        Side::Visiting => visit::table
            .filter(of_family.and(visit::visiting_arrives.ge(from)).and(visit::visiting_arrives.lt(until)))
            .order((visit::visiting_arrives, visit::id))
            .limit(MOST)
            .select((visit::id, visit::visiting_arrives, visit::visiting_leaves))
            .load(tx.db())?,
    })
}

/// The door one's own side comes to, and the place it is at.
fn place(tx: &mut Tx<'_>, family: FamilyId, side: Side) -> Result<Option<String>, Problem> {
    let Some(plan) = plan::current(tx, family)? else { return Ok(None) };
    let door: Option<EntranceId> = match side {
        Side::Resident => plan.document.resident_entrance,
        Side::Visiting => plan.document.visiting_entrance,
    };
    let Some(door) = door else { return Ok(None) };
    let centre = tx.centre();
    let named: Option<(String, Option<String>)> = entrance::table
        .left_join(site::table.on(entrance::site.eq(site::id.nullable())))
        .filter(entrance::id.eq(door).and(entrance::centre.eq(centre)))
        .select((entrance::name, site::name.nullable()))
        .first(tx.db())
        .optional()?;
    Ok(named.map(|(door, site)| match site {
        Some(site) => format!("{door}, {site}"),
        None => door,
    }))
}

/// The duties of a member of staff and the visits that name them.
pub(super) fn of_staff(tx: &mut Tx<'_>, who: StaffId, whose: &Whose) -> Result<Vec<Entry>, Problem> {
    let (from, until) = span(tx);
    let centre = tx.centre();
    let duties: Vec<(String, Moment, Moment)> = duty::table
        .filter(duty::centre.eq(centre).and(duty::staff.eq(who)))
        .filter(duty::starts.ge(from).and(duty::starts.lt(until)))
        .order((duty::starts, duty::id))
        .limit(MOST)
        .select((duty::id, duty::starts, duty::ends))
        .load(tx.db())?;
    let visits: Vec<(String, Moment, Moment, String)> = visit_supervisor::table
        .inner_join(visit::table.on(visit::id.eq(visit_supervisor::visit)))
        .inner_join(room::table.on(room::id.eq(visit::room)))
        .filter(visit_supervisor::staff.eq(who).and(visit_supervisor::centre.eq(centre)))
        .filter(visit_supervisor::starts.ge(from).and(visit_supervisor::starts.lt(until)))
        .filter(is_booked().and(visit::state.ne(State::Cancelled)))
        .order((visit::starts, visit::id))
        .limit(MOST)
        .select((visit::id, visit::starts, visit::ends, room::name))
        .load(tx.db())?;
    let title = Words::english().feed_appointment();
    let duties = duties.into_iter().map(|(seed, starts, ends)| Entry {
        seed,
        starts,
        ends,
        title: "Duty".to_owned(),
        place: None,
    });
    let visits = visits.into_iter().map(|(seed, starts, ends, room)| Entry {
        seed,
        starts,
        ends,
        title: title.clone(),
        place: whose.names_place.then_some(room),
    });
    Ok(duties.chain(visits).collect())
}
