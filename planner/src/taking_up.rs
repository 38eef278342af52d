//! A timetable put back on the board, as far as it still holds.

use crate::{
    board::{Board, Closed},
    placement::{Placement, TEAM, Team},
    setting::Setting,
    timetable::{Served, Timetable},
};
use std::collections::BTreeMap;

/// A timetable on the board, and what has become of it.
#[derive(Clone, Debug)]
pub struct TakenUp<'a> {
    /// The board.
    pub board: Board<'a>,
    /// Where each visit was, where the instance still knows that.
    pub told: Vec<Option<Placement>>,
    /// Visits that were served and cannot be as they were.
    pub lost: Vec<bool>,
}

/// Places by name.
struct Places<'i> {
    sessions: BTreeMap<&'i str, usize>,
    supervisors: BTreeMap<&'i str, usize>,
    families: BTreeMap<&'i str, usize>,
}

/// Puts a timetable on an empty board: first its duties, then each visit whose place still is possible.
#[must_use]
pub fn take_up<'a>(setting: &'a Setting, timetable: &Timetable) -> TakenUp<'a> {
    let instance = &setting.instance;
    let places = Places {
        sessions: by_name(instance.sessions.iter().map(|one| one.name.as_str())),
        supervisors: by_name(instance.supervisors.iter().map(|one| one.name.as_str())),
        families: by_name(instance.families.iter().map(|one| one.name.as_str())),
    };
    let mut board = Board::empty(setting);
    for (supervisor, session) in &timetable.duties {
        let both = places.supervisors.get(supervisor.as_str()).zip(places.sessions.get(session.as_str()));
        let Some((supervisor, session)) = both else { continue };
        let staff = setting.staff[*session].iter().position(|one| one == supervisor);
        if let Some(staff) = staff
            && board.can_call_in(*session, staff)
        {
            board.call_in(*session, staff);
        }
    }
    let mut told = vec![None; setting.choices.len()];
    let mut lost = vec![false; setting.choices.len()];
    let closed = Closed::nothing(&board);
    for served in &timetable.visits {
        let Some(visit) = places
            .families
            .get(served.family.as_str())
            .and_then(|family| instance.families[*family].visits.get(served.visit).copied())
        else {
            continue;
        };
        let at = placement(setting, &places, visit, served);
        told[visit] = at;
        match at.and_then(|at| board.offer_at(visit, at, &closed)) {
            Some(offer) if board.placed[visit].is_none() => board.accept(visit, &offer),
            _ => lost[visit] = board.placed[visit].is_none(),
        }
    }
    for session in 0..board.floors.len() {
        board.tidy(session);
    }
    board.keep();
    TakenUp { board, told, lost }
}

fn by_name<'i>(names: impl Iterator<Item = &'i str>) -> BTreeMap<&'i str, usize> {
    names.enumerate().map(|(place, name)| (name, place)).collect()
}

/// A visit's placement, where everything it names is still there.
fn placement(setting: &Setting, places: &Places<'_>, visit: usize, served: &Served) -> Option<Placement> {
    let instance = &setting.instance;
    let session = *places.sessions.get(served.session.as_str())?;
    let option = setting.choices[visit].iter().position(|choice| choice.session == session)?;
    let rooms = &instance.sites[instance.sessions[session].site].rooms;
    let room = rooms.iter().position(|room| instance.rooms[*room].name == served.room)?;
    let slot = served.start - instance.rules.margin - instance.sessions[session].from;
    let staff = |name: &String| {
        let supervisor = places.supervisors.get(name.as_str())?;
        setting.staff[session].iter().position(|one| one == supervisor)
    };
    let (lead, others) = served.supervisors.split_first()?;
    let mut team = Team::led_by(staff(lead)?);
    for other in others.iter().take(TEAM - 1) {
        team.join(staff(other)?);
    }
    (0..128).contains(&slot).then_some(Placement { option, session, slot, room, team })
}
