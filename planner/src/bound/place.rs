//! Where the price of each shared thing stands in one long list.

use crate::{options::Choice, setting::Setting};

/// The places of all prices.
#[derive(Debug)]
pub(super) struct Places {
    /// How many there are.
    pub prices: usize,
    /// For each session, where those of it begin.
    pub sessions: Vec<InSession>,
    /// For each visit, where those of its own begin.
    pub visits: Vec<OfVisit>,
    /// For each centre, different sets of rooms, and how many families each holds.
    pub rooms: Vec<Vec<(Vec<usize>, i64)>>,
}

/// Where the prices of a session begin.
#[derive(Debug)]
pub(super) struct InSession {
    /// Slots it has.
    pub slots: usize,
    /// The time of each of the staff, slot by slot.
    pub time: usize,
    /// Each set of rooms, slot by slot.
    pub rooms: usize,
    /// The door, slot by slot; one slot more than the session has.
    pub door: usize,
    /// Enough staff.
    pub enough: usize,
}

/// Where the prices of a visit begin.
#[derive(Debug)]
pub(super) struct OfVisit {
    /// For each of its choices: the centre is open, and, right after that, each who is able is there.
    pub choices: Vec<usize>,
    /// For each of its choices, the sets of rooms that hold every room it has.
    pub sets: Vec<Box<[usize]>>,
    /// Its lead is one the family knows: for each supervisor who could be.
    pub lead: usize,
    /// Those supervisors; empty where the family has no other visit.
    pub leads: Vec<usize>,
}

impl Places {
    pub(super) fn of(setting: &Setting) -> Self {
        let rooms = room_sets(setting);
        let mut next = 0;
        let mut take = |number: usize| {
            next += number;
            next - number
        };
        let sessions = setting
            .instance
            .sessions
            .iter()
            .enumerate()
            .map(|(place, session)| {
                let slots = usize::try_from(session.to - session.from).unwrap_or(0);
                InSession {
                    slots,
                    time: take(setting.staff[place].len() * slots),
                    rooms: take(rooms[session.site].len() * slots),
                    door: take(slots + 1),
                    enough: take(1),
                }
            })
            .collect();
        let visits = (0..setting.choices.len())
            .map(|visit| {
                let choices =
                    setting.choices[visit].iter().map(|choice| take(1 + choice.able.len())).collect();
                let leads = leads(setting, visit);
                let sets = |choice| sets_around(setting, choice, &rooms);
                let sets = setting.choices[visit].iter().map(sets).collect();
                OfVisit { choices, sets, lead: take(leads.len()), leads }
            })
            .collect();
        Self { prices: next, sessions, visits, rooms }
    }
}

/// The sets of rooms that hold every room a choice has.
fn sets_around(setting: &Setting, choice: &Choice, rooms: &[Vec<(Vec<usize>, i64)>]) -> Box<[usize]> {
    let sets = &rooms[setting.instance.sessions[choice.session].site];
    let is_around = |set: &usize| choice.rooms.iter().all(|room| sets[*set].0.contains(room));
    (0..sets.len()).filter(is_around).collect()
}

fn room_sets(setting: &Setting) -> Vec<Vec<(Vec<usize>, i64)>> {
    let mut sets = vec![Vec::new(); setting.instance.sites.len()];
    for choice in setting.choices.iter().flatten() {
        let site = setting.instance.sessions[choice.session].site;
        let room = |room: &usize| setting.instance.rooms[setting.instance.sites[site].rooms[*room]].capacity;
        let set = (choice.rooms.to_vec(), choice.rooms.iter().map(room).sum());
        if !sets[site].contains(&set) {
            sets[site].push(set);
        }
    }
    sets
}

fn leads(setting: &Setting, visit: usize) -> Vec<usize> {
    if setting.family(visit).visits.len() < 2 {
        return Vec::new();
    }
    let of = |choice: &Choice| {
        let able = choice.able.iter().filter(|able| able.leads);
        able.map(|able| setting.staff[choice.session][able.staff]).collect::<Vec<_>>()
    };
    let mut leads: Vec<usize> = setting.choices[visit].iter().flat_map(of).collect();
    leads.sort_unstable();
    leads.dedup();
    leads
}
