//! A timetable judged from its names alone: every hard rule, and every part of the cost.
//!
//! Shares nothing with the search, so that what one gets wrong the other notices.

mod cost;
mod rules;

pub use cost::{Cost, cost};
pub use rules::{Breach, breaches};

use crate::{instance::Instance, timetable::Timetable};
use std::collections::BTreeMap;

/// Places by name, for looking a timetable's names up.
struct Names<'i> {
    sessions: BTreeMap<&'i str, usize>,
    rooms: BTreeMap<&'i str, usize>,
    supervisors: BTreeMap<&'i str, usize>,
    families: BTreeMap<&'i str, usize>,
}

impl<'i> Names<'i> {
    fn of(instance: &'i Instance) -> Self {
        fn places<'i>(names: impl Iterator<Item = &'i String>) -> BTreeMap<&'i str, usize> {
            names.enumerate().map(|(place, name)| (name.as_str(), place)).collect()
        }
        Self {
            sessions: places(instance.sessions.iter().map(|one| &one.name)),
            rooms: places(instance.rooms.iter().map(|one| &one.name)),
            supervisors: places(instance.supervisors.iter().map(|one| &one.name)),
            families: places(instance.families.iter().map(|one| &one.name)),
        }
    }
}

/// A visit that is served, by places instead of names.
struct Known {
    visit: usize,
    session: usize,
    room: usize,
    start: i64,
    supervisors: Vec<usize>,
}

/// What of a timetable names something that exists, and how many lines do not.
fn known(instance: &Instance, timetable: &Timetable) -> (Vec<Known>, Vec<(usize, usize)>, usize) {
    let names = Names::of(instance);
    let supervisor = |name: &String| names.supervisors.get(name.as_str()).copied();
    let visits: Vec<Known> = timetable
        .visits
        .iter()
        .filter_map(|one| {
            let family = *names.families.get(one.family.as_str())?;
            Some(Known {
                visit: *instance.families[family].visits.get(one.visit)?,
                session: *names.sessions.get(one.session.as_str())?,
                room: *names.rooms.get(one.room.as_str())?,
                start: one.start,
                supervisors: one.supervisors.iter().map(supervisor).collect::<Option<_>>()?,
            })
        })
        .collect();
    let duties: Vec<(usize, usize)> = timetable
        .duties
        .iter()
        .filter_map(|(one, session)| Some((supervisor(one)?, *names.sessions.get(session.as_str())?)))
        .collect();
    let unknown = timetable.visits.len() - visits.len() + timetable.duties.len() - duties.len();
    (visits, duties, unknown)
}
