//! Single changes that would let more families be served.

use crate::{
    board::Board,
    instance::{Barred, Family, Hours, Instance, Room, Session, Supervisor},
    search::{Pace, Search, Wish},
    setting::Setting,
    taking_up::take_up,
    timetable::Timetable,
};
use std::collections::BTreeSet;

/// A change, and how many families it would serve more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What would be changed, in words.
    pub what: String,
    /// Families that could have a visit more, with nobody else's moved.
    pub families: usize,
}

/// Centres looked at, at most: those with most visits that are not served.
const CENTRES: usize = 12;
/// Steps of search for each change.
const STEPS: u64 = 400;

struct NoClock;

impl Pace for NoClock {
    fn spent(&self) -> f64 {
        0.0
    }
    fn found(&self, _: i64, _: usize) {}
}

/// The single changes that would serve somebody, those that serve most families first.
#[must_use]
pub fn changes(board: &Board<'_>) -> Vec<Change> {
    let instance = &board.setting.instance;
    let mut sites: Vec<usize> =
        (0..instance.sites.len()).filter(|site| !board.waiting_at[*site].is_empty()).collect();
    sites.sort_by_key(|site| (std::cmp::Reverse(board.waiting_at[*site].len()), *site));
    sites.truncate(CENTRES);
    let timetable = Timetable::of(board);
    let mut changes = Vec::new();
    for site in sites {
        for (what, changed) in [
            (
                format!("One more trained volunteer at {}", instance.sites[site].name),
                volunteer(instance, site),
            ),
            (format!("One more room at {}", instance.sites[site].name), room(instance, site)),
            (one_more_session(instance, site), session(instance, site)),
        ] {
            let families = served_more(board, &timetable, changed);
            if families > 0 {
                changes.push(Change { what, families });
            }
        }
    }
    changes.sort_by(|one, other| other.families.cmp(&one.families).then(one.what.cmp(&other.what)));
    changes
}

fn one_more_session(instance: &Instance, site: usize) -> String {
    let name = &instance.sites[site].name;
    if instance.hours_are_of_sessions {
        format!("One more session a week at {name}, beside the longest and if families can come then,")
    } else {
        format!("One more session a week at {name}")
    }
}

/// How many families have a visit more once something is changed and nobody else is moved.
fn served_more(board: &Board<'_>, timetable: &Timetable, changed: Instance) -> usize {
    let setting = Setting::of(changed);
    let taken = take_up(&setting, timetable);
    let mut start = taken.board;
    start.hold_to(taken.told, taken.lost);
    let before = start.disturbed();
    let wish = Wish { iterations: Some(STEPS), ..Wish::default() };
    let after = Search::new(&setting, wish).run(start, &NoClock);
    if after.disturbed() > before {
        return 0;
    }
    let newly = (0..board.placed.len())
        .filter(|visit| board.placed[*visit].is_none() && after.placed[*visit].is_some());
    newly.map(|visit| setting.instance.visits[visit].family).collect::<BTreeSet<usize>>().len()
}

/// Somebody who can come to every session of a centre and holds everything.
fn volunteer(instance: &Instance, site: usize) -> Instance {
    let mut changed = instance.clone();
    changed.supervisors.push(Supervisor {
        name: "one more".to_owned(),
        quals: vec![i64::MAX; instance.quals.len()],
        tags: (0..instance.tags.len()).collect(),
        available: instance.sites[site].sessions.clone(),
        paid: false,
        most_a_week: 1,
        most: 4,
    });
    changed
}

/// A room fit for one family of any kind.
fn room(instance: &Instance, site: usize) -> Instance {
    let mut changed = instance.clone();
    changed.sites[site].rooms.push(instance.rooms.len());
    changed.rooms.push(Room {
        name: "one more".to_owned(),
        site,
        capacity: 1,
        levels: (0..instance.levels.len()).collect(),
        tags: (0..instance.tags.len()).collect(),
    });
    changed
}

/// Each week's longest session once more, right after it, with whoever can come to the one before.
fn session(instance: &Instance, site: usize) -> Instance {
    let mut changed = instance.clone();
    let sessions = &instance.sites[site].sessions;
    let weeks: BTreeSet<i64> = sessions.iter().map(|one| instance.sessions[*one].day.div_euclid(7)).collect();
    for week in weeks {
        let of_week = sessions.iter().filter(|one| instance.sessions[**one].day.div_euclid(7) == week);
        let Some(longest) =
            of_week.max_by_key(|one| instance.sessions[**one].to - instance.sessions[**one].from)
        else {
            continue;
        };
        let Session { day, from, to, .. } = instance.sessions[*longest];
        // The other day of the weekend, or the next day of the week.
        let other = if instance.weekday(day) == 6 { day - 1 } else { day + 1 };
        let place = changed.sessions.len();
        changed.sites[site].sessions.push(place);
        changed.sessions.push(Session { name: format!("one more {week}"), site, day: other, from, to });
        for supervisor in &mut changed.supervisors {
            if supervisor.available.contains(longest) {
                supervisor.available.push(place);
            }
        }
        if instance.hours_are_of_sessions {
            for family in &mut changed.families {
                as_at(family, (*longest, day), (place, other));
            }
        }
    }
    changed
}

/// Lets a family come to a session that is not there yet as it can to another, with the same rooms and people.
fn as_at(family: &mut Family, (there, day): (usize, i64), (place, other): (usize, i64)) {
    let hours: Vec<Hours> = family.available.iter().filter(|hours| hours.day == day).cloned().collect();
    family.available.extend(hours.into_iter().map(|hours| Hours { day: other, ..hours }));
    let barred: Vec<Barred> = family.barred.iter().filter(|one| one.session == there).cloned().collect();
    family.barred.extend(barred.into_iter().map(|one| Barred { session: place, ..one }));
}
