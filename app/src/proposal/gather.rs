//! What the planner is asked for and by what it goes, read in a number of statements that does not grow with the
//! families.

use super::{PlanWhom, Priority, moves, store::Request};
use crate::{
    plan::PlanState,
    review::TOOK_PLACE,
    schedule::{Known, Probe, VisitRecord, days_of, known},
    schema::{family, plan, visit},
    waiting,
};
use base::{Day, FamilyId, Moment, Period};
use diesel::{
    dsl::{exists, max},
    prelude::*,
};
use host::{Problem, Tx, among};
use rules::{
    intake::Stage,
    waiting::{Waits, Wishes, in_fair_order},
};
use std::collections::HashMap;

/// The most families that are planned for at once, those first whose turn it is.
pub(super) const MOST: usize = 60;
/// Stages in which visits can be booked.
const READY: [Stage; 2] = [Stage::Active, Stage::Preparing];

/// A family for which visits are wanted.
#[derive(Clone)]
pub(super) struct Wanted {
    pub(super) family: FamilyId,
    pub(super) priority: Priority,
    /// Since when it waits: for its place on the list, else since its last visit, else since it came.
    pub(super) since: Day,
    /// What times are of use to it, where it said so.
    pub(super) wishes: Wishes,
    /// The first and the last day of each visit that is wanted.
    pub(super) windows: Vec<(Day, Day)>,
    /// The booked visit that another time is wanted for: then there is one window, for it.
    pub(super) moves: Option<Box<VisitRecord>>,
}

impl Wanted {
    /// A probe for the visits that are wanted; none for a centre without rooms.
    pub(super) fn probe<'k>(&self, known: &'k Known, at: Moment) -> Result<Option<Probe<'k>>, Problem> {
        match &self.moves {
            Some(record) => Ok(Some(Probe::again(known, record)?)),
            None => Probe::of(known, self.family, at),
        }
    }
}

/// Everything that the planner goes by.
pub(super) struct Gathered {
    pub(super) known: Known,
    pub(super) span: Period,
    pub(super) wanted: Vec<Wanted>,
    /// Families whose turn did not come because there were too many.
    pub(super) left_out: usize,
    pub(super) now: Moment,
}

/// The families that are asked about, in fair order, each with since when it waits and what suits it.
pub(super) fn families(tx: &mut Tx<'_>, whom: PlanWhom) -> Result<Vec<(Waits, Wishes)>, Problem> {
    let centre = tx.centre();
    let has_plan = plan::table.filter(plan::family.eq(family::id).and(plan::state.eq(PlanState::Current)));
    let rows: Vec<(FamilyId, Moment)> = family::table
        .filter(family::centre.eq(centre).and(among(family::stage, READY)).and(exists(has_plan)))
        .order((family::created, family::id))
        .select((family::id, family::created))
        .load(tx.db())?;
    let last: Vec<(FamilyId, Option<Moment>)> = visit::table
        .filter(visit::centre.eq(centre).and(among(visit::state, TOOK_PLACE)))
        .group_by(visit::family)
        .select((visit::family, max(visit::starts)))
        .load(tx.db())?;
    let last: HashMap<FamilyId, Option<Moment>> = last.into_iter().collect();
    let mut on_list: HashMap<FamilyId, (Moment, Wishes)> = waiting::everybody(tx)?
        .into_iter()
        .map(|one| (one.family, (one.since, one.wishes.wishes())))
        .collect();
    let mut order: Vec<Waits> = rows
        .into_iter()
        .filter(|(id, _)| whom == PlanWhom::All || on_list.contains_key(id))
        .map(|(family, created)| {
            let last_visit = last.get(&family).copied().flatten();
            let since = on_list.get(&family).map_or(last_visit.unwrap_or(created), |(since, _)| *since);
            Waits { family, since, last_visit }
        })
        .collect();
    in_fair_order(&mut order);
    let wishes = |waits: Waits| {
        let (_, wishes) = on_list.remove(&waits.family).unwrap_or((waits.since, Wishes::default()));
        (waits, wishes)
    };
    Ok(order.into_iter().map(wishes).collect())
}

/// Whether a court ordered contact that a family has on one of two days, by what is known of it.
pub(super) fn is_ordered(
    known: &Known,
    family: FamilyId,
    (from, until): (Day, Day),
) -> Result<bool, Problem> {
    Ok(known
        .family(family)?
        .orders
        .iter()
        .any(|order| order.terms.allows_contact && (order.binds_on(from) || order.binds_on(until))))
}

/// Reads everything.
pub(super) fn gather(tx: &mut Tx<'_>, request: &Request) -> Result<Gathered, Problem> {
    if request.whom == PlanWhom::Unsafe {
        return moves::gather(tx, request);
    }
    let now = tx.now;
    let until = request.until();
    let span = Period::new(Moment::start_of(request.from), Moment::start_of(until.plus_days(1)))
        .map_err(Problem::broken)?;
    let mut asked = families(tx, request.whom)?;
    let left_out = asked.len().saturating_sub(MOST);
    asked.truncate(MOST);
    let ids: Vec<FamilyId> = asked.iter().map(|(waits, _)| waits.family).collect();
    let known = known(tx, &ids, span)?;
    let days = days_of(tx, &ids, (request.from, until))?;
    let mut wanted = Vec::new();
    for (waits, wishes) in asked {
        let priority = match waits.last_visit {
            _ if is_ordered(&known, waits.family, (request.from, until))? => Priority::Ordered,
            None => Priority::First,
            Some(_) => Priority::Again,
        };
        let has_one = |(first, last): &(Day, Day)| {
            days.get(&waits.family)
                .is_some_and(|days| days.iter().any(|(_, day)| (first..=last).contains(&day)))
        };
        let windows = request.windows().into_iter().filter(|window| !has_one(window)).collect();
        let (family, since) = (waits.family, waits.since.day());
        wanted.push(Wanted { family, priority, since, wishes, windows, moves: None });
    }
    Ok(Gathered { known, span, wanted, left_out, now })
}
