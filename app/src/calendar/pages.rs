//! The calendar's pages: a week as a table, and a day at the doors.

use super::{
    Arrival, ArrivalsAsked, By, CalendarDay, CalendarLine, CalendarVisit, CalendarWeek, WeekAsked,
    calendar_day, calendar_week,
};
use crate::{
    front::{Asked, Pages},
    view::{Layout, Shell, View},
};
use askama::Template;
use base::{Day, Moment, SpokenClock, VisitId, WallClock, Week};
use host::{Problem, Tx};
use policy::{SeeCalendar, SeeProposal, may_ever};
use rules::{intake::Side, visit::State};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeeCalendar, ()>("/calendar", week_page)
        .show::<SeeCalendar, Day>("/calendar/day/{day}", day_page)
}

#[derive(Template)]
#[template(path = "pages/calendar_week.html")]
struct WeekPage {
    page: Shell,
    week: CalendarWeek,
    over: String,
    days: Vec<DayHead>,
    other: (String, &'static str),
    /// Whether whoever looks may ask the planner.
    plans: bool,
    before: String,
    now: Option<String>,
    after: String,
}

/// A day of the week as its column is headed. Its times are read off by counting from midnight, which is
/// right where the day has twenty-four hours; on the two others the clock is asked.
struct DayHead {
    day: Day,
    words: String,
    from: Moment,
    until: Moment,
    is_plain: bool,
}

impl DayHead {
    fn of(day: Day) -> Self {
        let (from, until) = (Moment::start_of(day), Moment::start_of(day.plus_days(1)));
        let weekday = day.weekday().words();
        let number = day.date().day();
        let words = format!("{} {number}", weekday.get(..3).unwrap_or(weekday));
        Self { day, words, from, until, is_plain: until.since(from).0 == 24 * 60 }
    }

    fn has(&self, visit: &CalendarVisit) -> bool {
        self.from <= visit.starts && visit.starts < self.until
    }

    /// For example "10am".
    fn clock(&self, at: &Moment) -> SpokenClock {
        let clock = if self.is_plain && *at < self.until {
            i32::try_from(at.since(self.from).0)
                .ok()
                .and_then(|minutes| WallClock::from_minutes(minutes).ok())
        } else {
            at.clock().parse().ok()
        };
        clock.unwrap_or(WallClock::MIDNIGHT).spoken()
    }
}

impl CalendarLine {
    fn on<'v>(&'v self, day: &DayHead) -> impl Iterator<Item = &'v CalendarVisit> {
        self.visits.iter().filter(|visit| day.has(visit))
    }
}

impl CalendarVisit {
    /// Which visit opens when it is touched.
    fn opens(&self) -> Option<VisitId> {
        self.id.filter(|_| self.may_open)
    }

    /// How it stands, where that is worth a word beside its time, with how that looks.
    fn stands(&self) -> Option<(&'static str, &'static str)> {
        if self.is_unsafe {
            return Some(("Not safe as planned", "unsafe"));
        }
        match self.state? {
            State::Planned | State::Briefed => None,
            State::Held => Some(("Held", "held")),
            state if state.is_over() => Some((state.words(), "over")),
            state => Some((state.words(), "now")),
        }
    }
}

fn week_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let week = asked.get("week").and_then(|week| week.parse().ok());
    let by = asked.get("by").and_then(|by| by.parse().ok());
    let this = Week::of(tx.now.day());
    let week = calendar_week(tx, &WeekAsked { week, by })?;
    let (which, by) = (week.week, week.by);
    let at = |week: Week, by: By| format!("/calendar?week={week}&by={by}");
    // A day on which nothing is booked has no column.
    let mut days: Vec<DayHead> = which.days().map(DayHead::of).into();
    days.retain(|day| week.lines.iter().any(|line| line.visits.iter().any(|visit| day.has(visit))));
    let other = match by {
        By::Room => (at(which, By::Supervisor), "By supervisor"),
        By::Supervisor => (at(which, By::Room), "By room"),
    };
    let over = format!("{}, {}", which.monday().words(), by.words().to_lowercase());
    let (before, after) = (at(which.plus(-1), by), at(which.plus(1), by));
    let now = (which != this).then(|| at(this, by));
    let plans = may_ever::<SeeProposal>(tx.actor.role);
    Ok(View::of(Layout::Staff, "Calendar", move |page| {
        WeekPage { page, week, over, days, other, plans, before, now, after }.render()
    }))
}

#[derive(Template)]
#[template(path = "pages/calendar_day.html")]
struct DayPage {
    page: Shell,
    heading: String,
    day: CalendarDay,
    before: String,
    week: String,
    after: String,
}

impl Arrival {
    /// What somebody comes for.
    fn what(&self) -> &'static str {
        match (self.side, self.collects) {
            (Side::Visiting, _) => "Comes to visit",
            (Side::Resident, true) => "Comes to collect",
            (Side::Resident, false) => "Brings the children",
        }
    }

    fn stands(&self) -> Option<(&'static str, &'static str)> {
        if self.is_unsafe {
            Some(("Not safe as planned", "red"))
        } else if self.state == State::Held {
            Some(("Held", "yellow"))
        } else {
            None
        }
    }

    fn too_close(&self) -> Option<String> {
        match self.close_after?.0 {
            0 => Some("At the same minute as the one before".to_owned()),
            1 => Some("Only 1 minute after the one before".to_owned()),
            minutes => Some(format!("Only {minutes} minutes after the one before")),
        }
    }
}

fn day_page(tx: &mut Tx<'_>, day: Day, _: &Asked) -> Result<View, Problem> {
    let found = calendar_day(tx, &ArrivalsAsked { day: Some(day) })?;
    let at = |day: Day| format!("/calendar/day/{day}");
    let (before, after) = (at(day.plus_days(-1)), at(day.plus_days(1)));
    let week = format!("/calendar?week={}", Week::of(day));
    let heading = day.words_with_weekday();
    let title = format!("Arrivals on {heading}");
    Ok(View::of(Layout::Staff, title, move |page| {
        DayPage { page, heading, day: found, before, week, after }.render()
    }))
}
