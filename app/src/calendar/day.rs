//! A day by the minute: who comes to each door, in order.

use super::{sees_all, store};
use crate::{
    family::{Known, known},
    schedule::{OwnTime, VisitLine, VisitRecord, lines, on_days, own_times},
};
use base::{Day, EntranceId, Minutes, Moment, PlanId, VisitId};
use host::{Problem, Tx};
use policy::{SeeCalendar, Subject};
use rules::{intake::Side, visit::State};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use utoipa::ToSchema;

/// Two who come to one door closer after each other than this may meet there.
const CLOSE: Minutes = Minutes(10);

/// Of which day the arrivals are wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ArrivalsAsked {
    /// Which day; today when not said.
    pub day: Option<Day>,
}

/// A day at the doors.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CalendarDay {
    /// Which day.
    pub day: Day,
    /// Each door, by name; those whose plan names no door come last, under none.
    pub doors: Vec<Door>,
    /// The visits that name whoever asks, where the day is too far off for them to be told more.
    pub own_times: Vec<OwnTime>,
}

/// A door with who comes to it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Door {
    /// Which; none for those whose plan names no door.
    pub entrance: Option<EntranceId>,
    /// What it is called.
    pub name: String,
    /// Who comes, the first first.
    pub arrivals: Vec<Arrival>,
}

/// Somebody who is to come to a door.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Arrival {
    /// When.
    pub at: Moment,
    /// For which visit.
    pub visit: VisitId,
    /// The children's first names.
    pub title: String,
    /// Who, by name.
    pub who: String,
    /// Whose side they are on.
    pub side: Side,
    /// Whether they come to fetch the child, after the time together.
    pub collects: bool,
    /// How far the visit has come.
    pub state: State,
    /// Whether the visit must not start as things stand.
    pub is_unsafe: bool,
    /// Whether whoever asks may open the visit.
    pub may_open: bool,
    /// How long after the arrival before this one at the same door, where that is less than ten minutes.
    pub close_after: Option<Minutes>,
}

/// Who comes to each door on a day, as far as the asker may know it.
pub fn calendar_day(tx: &mut Tx<'_>, asked: &ArrivalsAsked) -> Result<CalendarDay, Problem> {
    tx.ask::<SeeCalendar>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let day = asked.day.unwrap_or_else(|| tx.now.day());
    let (from, until) = (Moment::start_of(day), Moment::start_of(day.plus_days(1)));
    let known = known(tx)?;
    let (mut records, untold): (Vec<VisitRecord>, Vec<VisitRecord>) =
        on_days(tx, from, until)?.into_iter().partition(|record| may_know(tx, &known, record));
    let own_times = own_times(tx, &untold)?;
    records.retain(|record| takes_place(tx, record));
    let plans: HashMap<VisitId, PlanId> = records.iter().map(|record| (record.id, record.plan)).collect();
    let mut all: Vec<PlanId> = plans.values().copied().collect();
    all.sort();
    all.dedup();
    let doors_of = store::doors(tx, &all)?;
    let names: HashMap<EntranceId, String> = store::entrances(tx)?.into_iter().collect();
    let mut at_doors: BTreeMap<(bool, String, Option<EntranceId>), Vec<Arrival>> = BTreeMap::new();
    for line in lines(tx, records)? {
        let doors = plans.get(&line.id).and_then(|plan| doors_of.get(plan)).copied().unwrap_or_default();
        let may_open = sees_all(tx) || (known.knows(line.id) && known.opens(line.family));
        for arrival in arrivals(&line, may_open) {
            let door = match arrival.side {
                Side::Resident => doors.resident_entrance,
                Side::Visiting => doors.visiting_entrance,
            };
            let door = door.filter(|door| names.contains_key(door));
            let name = door.and_then(|door| names.get(&door).cloned());
            let name = name.unwrap_or_else(|| "No door is named in the plan".to_owned());
            at_doors.entry((door.is_none(), name, door)).or_default().push(arrival);
        }
    }
    let doors = at_doors
        .into_iter()
        .map(|((_, name, entrance), arrivals)| Door { entrance, name, arrivals: in_order(arrivals) })
        .collect();
    Ok(CalendarDay { day, doors, own_times })
}

/// Whether anybody is to come for it: it was neither called off nor let go.
fn takes_place(tx: &Tx<'_>, record: &VisitRecord) -> bool {
    let state = record.document.now.state;
    state != State::Cancelled && state != State::Released && !record.has_lapsed(tx.now)
}

/// As the day screen has it: the sessions they are on.
fn may_know(tx: &Tx<'_>, known: &Known, record: &VisitRecord) -> bool {
    sees_all(tx) || (record.is_booked() && known.knows(record.id))
}

/// Everybody's coming for a visit: whoever brings the child comes twice.
fn arrivals(line: &VisitLine, may_open: bool) -> Vec<Arrival> {
    let comes = |side: Side| line.people.iter().any(|one| one.side == side);
    let arrival = |at: Moment, side: Side, collects: bool| Arrival {
        at,
        visit: line.id,
        title: line.title.clone(),
        who: line.names(side),
        side,
        collects,
        state: line.state,
        is_unsafe: line.unsafe_because.is_some() && !line.state.is_over(),
        may_open,
        close_after: None,
    };
    let mut all = Vec::new();
    if comes(Side::Visiting) {
        all.push(arrival(line.timing.visiting_arrives, Side::Visiting, false));
    }
    if comes(Side::Resident) {
        all.push(arrival(line.timing.child_arrives, Side::Resident, false));
        all.push(arrival(line.timing.child_leaves, Side::Resident, true));
    }
    all
}

/// In order, each with how close it is to the one before.
fn in_order(mut arrivals: Vec<Arrival>) -> Vec<Arrival> {
    arrivals.sort_by_key(|one| (one.at, one.visit));
    let mut before: Option<Moment> = None;
    for one in &mut arrivals {
        one.close_after = before.map(|before| one.at.since(before)).filter(|gap| *gap < CLOSE);
        before = Some(one.at);
    }
    arrivals
}
