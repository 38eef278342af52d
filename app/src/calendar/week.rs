//! A week of visits and held times, by room or by supervisor.

use super::{sees_all, store};
use crate::family::known;
use base::{FamilyId, Moment, RoomId, StaffId, VisitId, Week};
use host::{Problem, Tx};
use policy::{SeeCalendar, Subject};
use rules::visit::State;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

base::choices! {
    /// By what a week is laid out.
    pub enum By {
        Room = "room" => "By room",
        Supervisor = "supervisor" => "By supervisor",
    }
}

/// Which week of the calendar is wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WeekAsked {
    /// Which week; this one when not said.
    pub week: Option<Week>,
    /// By room or by supervisor; by room when not said.
    pub by: Option<By>,
}

/// A week of the calendar.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CalendarWeek {
    /// Which.
    pub week: Week,
    /// By what it is laid out.
    pub by: By,
    /// The rooms or the supervisors, by name, each with what is theirs.
    pub lines: Vec<CalendarLine>,
}

/// One room, or one supervisor.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CalendarLine {
    /// The identifier of the room or the member of staff; none for visits that name no supervisor.
    pub id: Option<String>,
    /// What it, or who they are called.
    pub name: String,
    /// What is there, the first first.
    pub visits: Vec<CalendarVisit>,
}

/// A visit, or a time that is held, as the calendar shows it. Of a visit that names whoever asks, but that is not
/// yesterday's, today's or tomorrow's, it has the time and the room alone.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CalendarVisit {
    /// Which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<VisitId>,
    /// Whose visit it is.
    #[serde(skip)]
    pub family: Option<FamilyId>,
    /// The children's first names; "A visit" where whoever asks is not told.
    pub title: String,
    /// When the time together starts.
    pub starts: Moment,
    /// When it ends.
    pub ends: Moment,
    /// How far it has come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// Whether it must not start as things stand.
    pub is_unsafe: bool,
    /// Whether whoever asks may open it.
    pub may_open: bool,
    /// The name of the room, in the calendar by supervisor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_name: Option<String>,
}

/// What a visit is called to whoever may not know whose it is.
const UNTOLD: &str = "A visit";

/// A week of the centre's visits and held times, as far as the asker may know them.
pub fn calendar_week(tx: &mut Tx<'_>, asked: &WeekAsked) -> Result<CalendarWeek, Problem> {
    tx.ask::<SeeCalendar>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let week = asked.week.unwrap_or_else(|| Week::of(tx.now.day()));
    let by = asked.by.unwrap_or(By::Room);
    let span = (Moment::start_of(week.monday()), Moment::start_of(week.plus(1).monday()));
    let mut lines = match by {
        By::Room => by_room(tx, span)?,
        By::Supervisor => by_supervisor(tx, span)?,
    };
    let known = known(tx)?;
    if !sees_all(tx) {
        for visit in lines.iter_mut().flat_map(|line| &mut line.visits) {
            visit.may_open = visit.family.is_some_and(|family| known.opens(family));
        }
    }
    Ok(CalendarWeek { week, by, lines })
}

fn by_room(tx: &mut Tx<'_>, span: (Moment, Moment)) -> Result<Vec<CalendarLine>, Problem> {
    let rooms = store::rooms(tx)?;
    let place: HashMap<RoomId, usize> =
        rooms.iter().enumerate().map(|(index, (id, _))| (*id, index)).collect();
    let mut lines: Vec<CalendarLine> =
        rooms.into_iter().map(|(id, name)| line(Some(id.to_string()), name)).collect();
    for row in store::visits(tx, span)? {
        if let Some(line) = place.get(&row.room).and_then(|index| lines.get_mut(*index)) {
            line.visits.push(row.into());
        }
    }
    Ok(lines)
}

fn by_supervisor(tx: &mut Tx<'_>, span: (Moment, Moment)) -> Result<Vec<CalendarLine>, Problem> {
    let rooms: HashMap<RoomId, String> = store::rooms(tx)?.into_iter().collect();
    let named = store::supervisors(tx, span)?;
    let known: HashMap<StaffId, usize> =
        named.staff.iter().enumerate().map(|(index, (id, _))| (*id, index)).collect();
    let mut lines: Vec<CalendarLine> =
        named.staff.into_iter().map(|(id, name)| line(Some(id.to_string()), name)).collect();
    let mut of_staff: HashMap<VisitId, Vec<usize>> = HashMap::with_capacity(named.of.len());
    for (visit, staff) in named.of {
        if let Some(index) = known.get(&staff) {
            of_staff.entry(visit).or_default().push(*index);
        }
    }
    let mut of_nobody = line(None, "The session’s staff".to_owned());
    for row in store::visits(tx, span)? {
        let room_name = rooms.get(&row.room).cloned();
        let indexes = of_staff.remove(&row.id).unwrap_or_default();
        let visit = CalendarVisit { room_name, ..row.into() };
        match indexes.split_last() {
            None => of_nobody.visits.push(visit),
            Some((last, more)) => {
                for line in more {
                    lines[*line].visits.push(visit.clone());
                }
                lines[*last].visits.push(visit);
            }
        }
    }
    if !of_nobody.visits.is_empty() {
        lines.push(of_nobody);
    }
    // Who is named for nothing that the asker may know of is not told either.
    lines.retain(|line| !line.visits.is_empty());
    Ok(lines)
}

fn line(id: Option<String>, name: String) -> CalendarLine {
    CalendarLine { id, name, visits: Vec::new() }
}

impl From<store::Row> for CalendarVisit {
    fn from(row: store::Row) -> Self {
        let (starts, ends, room_name) = (row.starts, row.ends, None);
        let Some(told) = row.told else {
            return Self {
                id: None,
                family: None,
                title: UNTOLD.to_owned(),
                starts,
                ends,
                state: None,
                is_unsafe: false,
                may_open: false,
                room_name,
            };
        };
        Self {
            id: Some(row.id),
            family: Some(told.family),
            title: told.title,
            starts,
            ends,
            state: Some(told.state),
            is_unsafe: told.unsafe_code.is_some() && !told.state.is_over(),
            may_open: true,
            room_name,
        }
    }
}
