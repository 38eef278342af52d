//! What lapses will cost in the next half year, from what is booked and from when people usually work.

use super::{credentials, current_policy};
use crate::{
    premises,
    schema::{opening, visit, visit_supervisor},
};
use base::{Day, Minutes, Moment, SessionId, StaffId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx};
use policy::{ListClearance, Subject};
use rules::{
    clearance::{Duty, Expected, ForecastWeek, PlannedVisit, WEEKS, forecast},
    plan::Kind,
    visit::State,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// How many weeks back it is looked on which days of the week somebody works.
const LOOKED_BACK: i64 = 8;

/// Somebody whose lapses cost places.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Named {
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
}

/// What lapses will cost, week by week.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Forecast {
    /// How many places of contact are lost in all.
    pub places: u32,
    /// The weeks, this one first.
    pub weeks: Vec<ForecastWeek>,
    /// Whose lapses cost them.
    pub people: Vec<Named>,
}

/// One naming of somebody for a visit.
struct Naming {
    visit: VisitId,
    staff: StaffId,
    day: Day,
    kind: Kind,
}

fn weekday(day: Day) -> i8 {
    day.date().weekday().to_monday_zero_offset()
}

/// Who is named for what, from some weeks ago to the end of the forecast, in one statement.
fn namings(tx: &mut Tx<'_>, (from, until): (Moment, Moment)) -> Result<Vec<Naming>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(VisitId, StaffId, Moment, Kind, State)> = visit_supervisor::table
        .inner_join(visit::table.on(visit::id.eq(visit_supervisor::visit)))
        .filter(visit_supervisor::centre.eq(centre))
        .filter(visit_supervisor::starts.ge(from).and(visit_supervisor::starts.lt(until)))
        .order((visit_supervisor::starts, visit_supervisor::visit))
        .select((visit::id, visit_supervisor::staff, visit_supervisor::starts, visit::kind, visit::state))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .filter(|(.., state)| !state.is_called_off())
        .map(|(visit, staff, starts, kind, _)| Naming { visit, staff, day: starts.day(), kind })
        .collect())
}

/// Who is expected at which of these sessions: whoever is named for a visit of that day, and whoever was
/// named on that day of the week in the last eight weeks. Who is on the rota belongs here too, session by
/// session, as soon as there is one: it is the same [`Duty`].
fn expected(sessions: &[(SessionId, Moment)], namings: &[Naming], today: Day) -> Vec<Duty> {
    let usual: BTreeSet<(StaffId, i8)> = namings
        .iter()
        .filter(|naming| naming.day < today)
        .map(|naming| (naming.staff, weekday(naming.day)))
        .collect();
    let named: BTreeSet<(StaffId, Day)> = namings.iter().map(|naming| (naming.staff, naming.day)).collect();
    let people: BTreeSet<StaffId> = namings.iter().map(|naming| naming.staff).collect();
    let mut duties = Vec::new();
    for (session, starts) in sessions {
        let day = starts.day();
        let is_expected =
            |staff: &StaffId| usual.contains(&(*staff, weekday(day))) || named.contains(&(*staff, day));
        let there = people.iter().copied().filter(is_expected);
        duties.extend(there.map(|staff| Duty { session: *session, day, staff }));
    }
    duties
}

/// What lapses will cost in the next 26 weeks, if nothing is renewed.
pub fn see_forecast(tx: &mut Tx<'_>) -> Result<Forecast, Problem> {
    tx.ask::<ListClearance>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let centre = tx.centre();
    let today = tx.now.day();
    let from = Moment::start_of(today);
    let until = Moment::start_of(today.plus_days(WEEKS * 7));
    let staff = premises::staff(tx)?;
    let ids: Vec<StaffId> = staff.iter().map(|one| one.id).collect();
    let mut held = credentials(tx, &ids)?;
    let policy = current_policy(tx)?;
    let sessions: Vec<(SessionId, Moment)> = opening::table
        .filter(opening::centre.eq(centre).and(opening::starts.ge(from)).and(opening::starts.lt(until)))
        .order((opening::starts, opening::id))
        .select((opening::id, opening::starts))
        .load(tx.db())?;
    let namings = namings(tx, (from.plus(Minutes(-LOOKED_BACK * 7 * 24 * 60)), until))?;
    let duties = expected(&sessions, &namings, today);
    let mut planned: BTreeMap<(Day, VisitId), PlannedVisit> = BTreeMap::new();
    for naming in namings.iter().filter(|naming| naming.day >= today) {
        let visit = planned.entry((naming.day, naming.visit)).or_insert_with(|| PlannedVisit {
            visit: naming.visit,
            day: naming.day,
            kind: naming.kind,
            supervisors: Vec::new(),
        });
        visit.supervisors.push(naming.staff);
    }
    let people: Vec<Expected> = ids
        .iter()
        .map(|id| Expected { staff: *id, credentials: held.remove(id).unwrap_or_default() })
        .collect();
    let visits: Vec<PlannedVisit> = planned.into_values().collect();
    let weeks = forecast(&people, &policy, &visits, &duties, today);
    let costing: BTreeSet<StaffId> =
        weeks.iter().flat_map(|week| week.costs.iter().map(|cost| cost.staff)).collect();
    Ok(Forecast {
        places: weeks.iter().map(|week| week.places).sum(),
        weeks,
        people: staff
            .into_iter()
            .filter(|one| costing.contains(&one.id))
            .map(|one| Named { staff: one.id, name: one.name })
            .collect(),
    })
}
