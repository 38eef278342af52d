//! Where the waiting list is kept.

use super::{NewWaiting, OfferMade, WaitingFamily};
use crate::{
    review::TOOK_PLACE,
    schema::{family, visit, waiting, waiting_offer},
};
use base::{FamilyId, Moment, OfferId, RoomId, VisitId, WaitingId};
use diesel::{dsl::max, prelude::*};
use host::{Problem, Tx, WriteTx, among, seal::Sealed};
use policy::{KeepWaitingList, Permit};
use rules::{
    visit::State,
    waiting::{Waits, in_fair_order},
};
use std::collections::HashMap;

/// As many as are looked at: a longer list is a sign of something else.
const MOST: i64 = 200;

/// Everybody who waits, in fair order, with what was offered so far.
pub(super) fn list(tx: &mut Tx<'_>) -> Result<Vec<WaitingFamily>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(WaitingId, FamilyId, Moment, Sealed, String)> = waiting::table
        .inner_join(family::table.on(family::id.eq(waiting::family)))
        .filter(waiting::centre.eq(centre).and(waiting::ended_at.is_null()))
        .order((waiting::since, waiting::id))
        .limit(MOST)
        .select((waiting::id, waiting::family, waiting::since, waiting::document, family::title))
        .load(tx.db())?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let families: Vec<FamilyId> = rows.iter().map(|row| row.1).collect();
    let last: Vec<(FamilyId, Option<Moment>)> = visit::table
        .filter(among(visit::family, &families).and(among(visit::state, TOOK_PLACE)))
        .group_by(visit::family)
        .select((visit::family, max(visit::starts)))
        .load(tx.db())?;
    let last: HashMap<FamilyId, Option<Moment>> = last.into_iter().collect();
    let ids: Vec<WaitingId> = rows.iter().map(|row| row.0).collect();
    let mut offers = offers(tx, &ids)?;
    let mut order: Vec<Waits> = rows
        .iter()
        .map(|(_, family, since, ..)| Waits {
            family: *family,
            since: *since,
            last_visit: last.get(family).copied().flatten(),
        })
        .collect();
    in_fair_order(&mut order);
    let mut read: Vec<WaitingFamily> = rows
        .into_iter()
        .map(|(id, family, since, document, title)| {
            let place = order.iter().position(|one| one.family == family).unwrap_or(0);
            Ok(WaitingFamily {
                id,
                family,
                title,
                turn: u32::try_from(place + 1).unwrap_or(u32::MAX),
                since,
                last_visit: last.get(&family).copied().flatten(),
                wishes: tx.open::<NewWaiting>(&document)?,
                offers: offers.remove(&id).unwrap_or_default(),
            })
        })
        .collect::<Result<_, Problem>>()?;
    read.sort_by_key(|one| one.turn);
    Ok(read)
}

type OfferRow = (WaitingId, VisitId, Moment, Option<VisitId>, Option<String>, Moment);

fn offers(tx: &mut Tx<'_>, ids: &[WaitingId]) -> Result<HashMap<WaitingId, Vec<OfferMade>>, Problem> {
    let rows: Vec<OfferRow> = waiting_offer::table
        .inner_join(visit::table.on(visit::id.eq(waiting_offer::freed)))
        .filter(among(waiting_offer::waiting, ids))
        .order((waiting_offer::at.desc(), waiting_offer::id))
        .limit(MOST)
        .select((
            waiting_offer::waiting,
            waiting_offer::freed,
            visit::starts,
            waiting_offer::visit,
            waiting_offer::passed_over,
            waiting_offer::at,
        ))
        .load(tx.db())?;
    let mut all: HashMap<WaitingId, Vec<OfferMade>> = HashMap::new();
    for (waiting, freed, starts, visit, passed_over, at) in rows {
        all.entry(waiting).or_default().push(OfferMade { freed, starts, visit, passed_over, at });
    }
    Ok(all)
}

/// The place of a family on the list, if it waits.
pub(super) fn open(tx: &mut Tx<'_>, family: FamilyId) -> Result<Option<WaitingId>, Problem> {
    Ok(waiting::table
        .filter(waiting::family.eq(family).and(waiting::ended_at.is_null()))
        .select(waiting::id)
        .first(tx.db())
        .optional()?)
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<KeepWaitingList>,
    new: &NewWaiting,
) -> Result<(), Problem> {
    let (id, centre) = (WaitingId::from_random(tx.random()), tx.centre());
    diesel::insert_into(waiting::table)
        .values((
            waiting::id.eq(id),
            waiting::centre.eq(centre),
            waiting::family.eq(permit.id()),
            waiting::since.eq(tx.now),
            waiting::document.eq(tx.seal(permit.id(), new)?),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn end(tx: &mut WriteTx<'_>, permit: &Permit<KeepWaitingList>, how: &str) -> Result<(), Problem> {
    diesel::update(waiting::table.filter(waiting::family.eq(permit.id()).and(waiting::ended_at.is_null())))
        .set((waiting::ended_at.eq(tx.now), waiting::ended_how.eq(how)))
        .execute(tx.db())?;
    Ok(())
}

/// A time that was booked or held and is free again.
pub(super) struct Freed {
    pub(super) visit: VisitId,
    pub(super) starts: Moment,
    pub(super) room: RoomId,
    /// Who was asked about it or passed over already.
    pub(super) asked: Vec<WaitingId>,
    /// Whether it is held for somebody now, or was taken up.
    pub(super) is_offered: bool,
}

/// The times to come that are free again, the earliest first: what was called off, and what was held and not
/// taken up. A time that was itself offered down the list counts with the one it came from.
pub(super) fn freed(tx: &mut Tx<'_>, from: Moment) -> Result<Vec<Freed>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(VisitId, Moment, RoomId)> = visit::table
        .filter(visit::centre.eq(centre).and(visit::starts.gt(from)))
        .filter(among(visit::state, [State::Cancelled, State::Released]))
        .order((visit::starts, visit::id))
        .limit(MOST)
        .select((visit::id, visit::starts, visit::room))
        .load(tx.db())?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<VisitId> = rows.iter().map(|row| row.0).collect();
    type Made = (VisitId, WaitingId, Option<VisitId>, Option<State>);
    let made: Vec<Made> = waiting_offer::table
        .left_join(visit::table.on(visit::id.nullable().eq(waiting_offer::visit)))
        .filter(
            waiting_offer::centre
                .eq(centre)
                .and(among(waiting_offer::freed, &ids).or(among(waiting_offer::visit, &ids))),
        )
        .select((waiting_offer::freed, waiting_offer::waiting, waiting_offer::visit, visit::state.nullable()))
        .load(tx.db())?;
    let was_offered = |id: VisitId| made.iter().any(|(_, _, visit, _)| *visit == Some(id));
    Ok(rows
        .into_iter()
        .filter(|(id, ..)| !was_offered(*id))
        .map(|(visit, starts, room)| {
            let of_it = || made.iter().filter(move |(freed, ..)| *freed == visit);
            Freed {
                visit,
                starts,
                room,
                asked: of_it().map(|(_, waiting, ..)| *waiting).collect(),
                is_offered: of_it().any(|(.., state)| state.is_some_and(|state| !state.is_called_off())),
            }
        })
        .collect())
}

/// Keeps that a freed time was offered to a family that waits, or that it was passed over and why.
pub(super) fn offer_insert(
    tx: &mut WriteTx<'_>,
    (waiting, freed): (WaitingId, VisitId),
    became: Result<VisitId, String>,
) -> Result<(), Problem> {
    let (id, centre) = (OfferId::from_random(tx.random()), tx.centre());
    let (visit, passed_over) = match became {
        Ok(visit) => (Some(visit), None),
        Err(why) => (None, Some(why)),
    };
    diesel::insert_into(waiting_offer::table)
        .values((
            waiting_offer::id.eq(id),
            waiting_offer::centre.eq(centre),
            waiting_offer::waiting.eq(waiting),
            waiting_offer::freed.eq(freed),
            waiting_offer::visit.eq(visit),
            waiting_offer::passed_over.eq(passed_over),
            waiting_offer::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}
