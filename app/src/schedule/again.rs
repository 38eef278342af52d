//! Judging again what is booked, when the facts it was judged by have changed: in the transaction that
//! changes them. What fails is marked, cannot start, and says what would mend it.

use super::{VisitRecord, booking::judged_by, facts::around, known, store};
use crate::schema::{visit, visit_person, visit_supervisor};
use base::{Changed, FamilyId, Minutes, Period, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, among};
use rules::{Refusal, review::HOLDS, visit::State};
use std::collections::BTreeSet;

/// Judges again every visit to come that some changed facts bear on, and marks it by what is found.
pub fn judge_again(tx: &mut WriteTx<'_>, changed: &[Changed]) -> Result<(), Problem> {
    let mut ids = BTreeSet::new();
    for change in changed {
        ids.extend(concerned(tx, change)?);
    }
    let records = store::records(tx, &ids.into_iter().collect::<Vec<_>>())?;
    for (record, refusals) in judged(tx, records)? {
        mark(tx, &record, &refusals)?;
    }
    Ok(())
}

/// No gap between people of two families is longer than this.
const LONGEST_GAP: Minutes = Minutes(120);

/// Notes that a visit leaves its place. What could not stay because of it may be right now: other visits of its
/// family, which an order counts, and those of others near it.
pub fn leaves_its_place(tx: &mut WriteTx<'_>, was: &VisitRecord) -> Result<(), Problem> {
    let presence = was.document.now.timing.whole();
    let near = Period::new(presence.from().plus(Minutes(-LONGEST_GAP.0)), presence.until().plus(LONGEST_GAP))
        .map_err(Problem::broken)?;
    tx.changed(Changed::Between(near));
    tx.changed(Changed::Family(was.family));
    Ok(())
}

/// What speaks against each of some booked visits, as things are now.
pub fn judged(
    tx: &mut Tx<'_>,
    records: Vec<VisitRecord>,
) -> Result<Vec<(VisitRecord, Vec<Refusal>)>, Problem> {
    let Some(span) = around(records.iter().map(|record| record.starts)) else { return Ok(Vec::new()) };
    let families: BTreeSet<FamilyId> = records.iter().map(|record| record.family).collect();
    let known = known(tx, &families.into_iter().collect::<Vec<_>>(), span)?;
    records
        .into_iter()
        .map(|record| {
            let judged = judged_by(&known, record.booking(), Some(record.id))?;
            Ok((record, judged.refusals))
        })
        .collect()
}

/// The visits to come that a change bears on.
fn concerned(tx: &mut Tx<'_>, change: &Changed) -> Result<Vec<VisitId>, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    let ahead = visit::table
        .filter(visit::centre.eq(centre).and(visit::ends.gt(now)))
        .filter(among(visit::state, State::NOT_BEGUN).or(visit::state.eq(State::Held)))
        .select(visit::id)
        .into_boxed();
    let query = match change {
        Changed::Centre => ahead,
        Changed::Family(family) => ahead.filter(visit::family.eq(family)),
        Changed::Room(room) => ahead.filter(visit::room.eq(room)),
        Changed::Between(period) => ahead
            .filter(visit::visiting_arrives.lt(period.until()).or(visit::child_arrives.lt(period.until())))
            .filter(visit::visiting_leaves.gt(period.from()).or(visit::child_leaves.gt(period.from()))),
        Changed::Staff(staff) => ahead.filter(
            visit::id.eq_any(
                visit_supervisor::table
                    .filter(
                        visit_supervisor::staff
                            .eq(staff)
                            .and(visit_supervisor::starts.ge(now.plus(DAY_BACK))),
                    )
                    .select(visit_supervisor::visit),
            ),
        ),
        Changed::Party(party) => {
            ahead.filter(visit::id.eq_any(
                visit_person::table.filter(visit_person::party.eq(party)).select(visit_person::visit),
            ))
        }
    };
    Ok(query.load(tx.db())?)
}

/// A visit that has not ended can have begun a day ago at most.
const DAY_BACK: Minutes = Minutes(-24 * 60);

/// Marks a visit by what was found. A mark that a decision set (a child's refusal) is not lifted here: that
/// takes a review.
fn mark(tx: &mut WriteTx<'_>, record: &VisitRecord, refusals: &[Refusal]) -> Result<(), Problem> {
    let by_decision = record.unsafe_code.as_deref().is_some_and(|code| code == HOLDS[0]);
    if by_decision {
        return Ok(());
    }
    match refusals.first() {
        None if record.unsafe_because.is_some() => store::unmark(tx, &[record.id]),
        None => Ok(()),
        Some(_) => store::judged_unsafe(tx, record.id, refusals),
    }
}
