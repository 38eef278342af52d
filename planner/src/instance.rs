//! What is to be planned: centres, supervisors and families, as facts without a judgement.
//!
//! Everything is kept in lists and named by its place in them. Days are counted from the first day of the
//! horizon; a slot is fifteen minutes of local time, counted from midnight.

use crate::mask::Mask;

/// The whole of what is to be planned.
#[derive(Clone, Debug, Default)]
pub struct Instance {
    /// Its name, which a timetable for it repeats.
    pub name: String,
    /// Rules that hold everywhere.
    pub rules: Rules,
    /// What each thing that is less than good costs.
    pub weights: Weights,
    /// Levels of supervision.
    pub levels: Vec<Level>,
    /// Centres.
    pub sites: Vec<Site>,
    /// Opening times of all centres.
    pub sessions: Vec<Session>,
    /// Rooms of all centres.
    pub rooms: Vec<Room>,
    /// Paid staff and volunteers.
    pub supervisors: Vec<Supervisor>,
    /// Families.
    pub families: Vec<Family>,
    /// Visits of all families.
    pub visits: Vec<Visit>,
    /// Names of qualifications.
    pub quals: Vec<String>,
    /// Names of what rooms and supervisors may be beyond that.
    pub tags: Vec<String>,
    /// For each family, those it has a person in common with.
    pub shared: Vec<Vec<usize>>,
    /// For each family, those of whom somebody must not meet somebody of it.
    pub apart: Vec<Vec<usize>>,
    /// The weekday of day 0, from 0 for Monday on.
    pub first_weekday: usize,
    /// Whether the hours of families were asked about only while a centre is open, so that nothing is known of
    /// when they could come to a session that is not there.
    pub hours_are_of_sessions: bool,
}

/// Rules that hold everywhere.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Slots by which somebody is in the building before and after a visit.
    pub margin: i64,
    /// Empty slots between people who must not meet.
    pub gap: i64,
    /// Supervisors on duty while there are visits.
    pub min_staff: usize,
    /// Visits begin at multiples of this many slots.
    pub grid: i64,
    /// Qualifications without which nobody is on duty.
    pub duty_quals: Vec<usize>,
}

/// What each thing that is less than good costs, in points.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// A visit ordered by a court and not served.
    pub unserved_court: i64,
    /// Any other visit not served.
    pub unserved_waiting: i64,
    /// The same, for each step of the family's priority.
    pub unserved_per_priority: i64,
    /// A day a family waits for its first visit, for each step of its priority.
    pub waiting_day: i64,
    /// A unit of travel.
    pub travel: i64,
    /// A visit outside the hours a family prefers.
    pub not_preferred: i64,
    /// A lead supervisor beyond a family's first.
    pub extra_lead: i64,
    /// A volunteer's duty.
    pub duty_volunteer: i64,
    /// A paid supervisor's duty.
    pub duty_paid: i64,
}

/// A level of supervision.
#[derive(Clone, Debug)]
pub struct Level {
    /// Its name.
    pub name: String,
    /// Supervisors a visit takes.
    pub staff: usize,
    /// Visits one supervisor may watch at once, in one room.
    pub share: i64,
    /// Qualifications every supervisor of a visit holds.
    pub quals: Vec<usize>,
    /// Qualifications the lead supervisor holds besides.
    pub lead_quals: Vec<usize>,
}

/// A centre.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its name.
    pub name: String,
    /// Its rooms.
    pub rooms: Vec<usize>,
    /// Its sessions.
    pub sessions: Vec<usize>,
    /// How often the door may be used in one slot.
    pub door_capacity: i64,
}

/// A time at which a centre is open.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its name.
    pub name: String,
    /// The centre.
    pub site: usize,
    /// The day.
    pub day: i64,
    /// The first slot.
    pub from: i64,
    /// The slot after the last.
    pub to: i64,
}

/// A room.
#[derive(Clone, Debug)]
pub struct Room {
    /// Its name.
    pub name: String,
    /// The centre.
    pub site: usize,
    /// Families it holds at once.
    pub capacity: i64,
    /// Levels it is fit for.
    pub levels: Vec<usize>,
    /// What else it is.
    pub tags: Vec<usize>,
}

/// Somebody who supervises visits.
#[derive(Clone, Debug)]
pub struct Supervisor {
    /// Their name.
    pub name: String,
    /// The last day each qualification holds; -1 where it never did.
    pub quals: Vec<i64>,
    /// What else they are.
    pub tags: Vec<usize>,
    /// Sessions they can come to.
    pub available: Vec<usize>,
    /// Whether they are paid.
    pub paid: bool,
    /// Duties in a week, at most.
    pub most_a_week: usize,
    /// Duties in all, at most.
    pub most: usize,
}

/// A range of slots on a day.
#[derive(Clone, Debug)]
pub struct Hours {
    /// The day.
    pub day: i64,
    /// The first slot.
    pub from: i64,
    /// The slot after the last.
    pub to: i64,
}

/// A family.
#[derive(Clone, Debug)]
pub struct Family {
    /// Its name.
    pub name: String,
    /// The level its visits are supervised at.
    pub level: usize,
    /// Slots a visit lasts.
    pub duration: i64,
    /// Whether a court ordered the visits.
    pub court_ordered: bool,
    /// How pressing its visits are, where no court ordered them.
    pub priority: i64,
    /// Days between two of its visits, at least.
    pub min_gap_days: i64,
    /// Its visits.
    pub visits: Vec<usize>,
    /// Centres it may use, and units of travel to each.
    pub sites: Vec<(usize, i64)>,
    /// When it can come.
    pub available: Vec<Hours>,
    /// When it would like to.
    pub preferred: Vec<Hours>,
    /// What its room must be.
    pub room_tags: Vec<usize>,
    /// What one of its supervisors must be.
    pub supervisor_tags: Vec<usize>,
    /// Supervisors it never has.
    pub excluded: Vec<usize>,
    /// Rooms and supervisors it cannot have at some times, for reasons that are not in here.
    pub barred: Vec<Barred>,
}

/// Starts at which a family cannot have a room or a supervisor, whatever else is planned.
#[derive(Clone, Debug)]
pub struct Barred {
    /// In which session.
    pub session: usize,
    /// What it cannot have.
    pub what: Bar,
    /// The slots of the session, counted from its first, at which the first of the family would come in.
    pub slots: Mask,
}

/// What a family cannot have at some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// A room.
    Room(usize),
    /// A supervisor.
    Supervisor(usize),
}

/// A visit a family needs.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The family.
    pub family: usize,
    /// Which of its visits, counted from 0.
    pub number: usize,
    /// The first day it may be on.
    pub from_day: i64,
    /// The last day it may be on.
    pub to_day: i64,
}

impl Instance {
    /// The weekday of a day, from 0 for Monday on.
    #[must_use]
    pub fn weekday(&self, day: i64) -> usize {
        usize::try_from(day.rem_euclid(7)).map_or(0, |day| (self.first_weekday + day) % 7)
    }

    /// What it costs not to serve a visit.
    #[must_use]
    pub fn unserved(&self, visit: usize) -> i64 {
        let family = &self.families[self.visits[visit].family];
        if family.court_ordered {
            self.weights.unserved_court
        } else {
            self.weights.unserved_waiting + self.weights.unserved_per_priority * family.priority
        }
    }

    /// What a duty of a supervisor costs.
    #[must_use]
    pub fn duty_price(&self, supervisor: usize) -> i64 {
        if self.supervisors[supervisor].paid { self.weights.duty_paid } else { self.weights.duty_volunteer }
    }

    /// Whether a supervisor holds all of these on a day.
    #[must_use]
    pub fn is_qualified(&self, supervisor: usize, day: i64, quals: &[usize]) -> bool {
        let held = &self.supervisors[supervisor].quals;
        quals.iter().all(|qual| held[*qual] >= day)
    }

    /// Whether a visit of a family from this slot of a day is within the hours it prefers.
    #[must_use]
    pub fn is_preferred(&self, family: usize, day: i64, start: i64) -> bool {
        let family = &self.families[family];
        family
            .preferred
            .iter()
            .any(|hours| hours.day == day && hours.from <= start && start + family.duration <= hours.to)
    }

    /// What a visit in a session costs, but for its hour and its staff: the way there, and the wait for it.
    #[must_use]
    pub fn visit_price(&self, visit: usize, session: usize) -> i64 {
        let Visit { family, number, .. } = self.visits[visit];
        let (family, session) = (&self.families[family], &self.sessions[session]);
        let travel =
            family.sites.iter().find(|(site, _)| *site == session.site).map_or(0, |(_, units)| *units);
        let waiting = if number == 0 && !family.court_ordered { family.priority * session.day } else { 0 };
        self.weights.travel * travel + self.weights.waiting_day * waiting
    }
}

/// Whether all of one list are in another.
#[must_use]
pub fn has_all(of: &[usize], wanted: &[usize]) -> bool {
    wanted.iter().all(|one| of.contains(one))
}
