//! What stands in the way of one visit.

use crate::{
    board::{Board, Closed},
    chance::Chance,
    mask::Mask,
    options::{Able, Choice},
};
use std::collections::BTreeMap;

/// Something that stands in the way of a visit in so many sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// No session it could be in, whatever else is planned.
    NoSession,
    /// It is possible by itself, and nothing stands in its way: it would cost more than it is worth.
    TooDear,
    /// Another visit of the family is too few days away.
    OwnVisits(usize),
    /// People of another family, whom the family must not meet or who belong to both, are there.
    OtherFamily(usize),
    /// The door is in use.
    Door(usize),
    /// Rooms fit for it are full.
    Rooms(usize),
    /// Whoever could supervise it is busy, or has no duty left.
    Supervisors(usize),
    /// Nobody else could be there as well.
    Alone(usize),
    /// Each by itself is free at some hour, but not all of them at one.
    Together(usize),
}

/// The smallest set of things that stand in the way of a visit: what keeps it out of each session open to it,
/// said once for all sessions that it keeps the visit out of.
#[must_use]
pub fn obstacles(board: &Board<'_>, visit: usize) -> Vec<Obstacle> {
    let choices = &board.setting.choices[visit];
    if choices.is_empty() {
        return vec![Obstacle::NoSession];
    }
    let mut counts: BTreeMap<Obstacle, usize> = BTreeMap::new();
    for (option, choice) in choices.iter().enumerate() {
        if let Some(obstacle) = first(board, visit, option, choice) {
            *counts.entry(obstacle).or_insert(0) += 1;
        } else {
            return vec![Obstacle::TooDear];
        }
    }
    counts.into_iter().map(|(obstacle, number)| obstacle.in_sessions(number)).collect()
}

/// What keeps a visit out of one session.
fn first(board: &Board<'_>, visit: usize, option: usize, choice: &Choice) -> Option<Obstacle> {
    let closed = Closed::nothing(board);
    let mut chance = Chance::seeded(0);
    let stay = board.stay(visit);
    let floor = &board.floors[choice.session];
    let level = board.setting.family(visit).level;
    if !board.is_day_free(visit, choice.session) {
        return Some(Obstacle::OwnVisits(0));
    }
    let door: Mask = choice.slots & floor.door_lets_in(stay);
    let apart: Mask = choice.slots & !board.too_near(visit, choice.session, stay);
    let rooms: Mask = choice.slots
        & choice.rooms.iter().enumerate().fold(0, |any, (place, room)| {
            any | choice.has_room(place) & floor.room_lets_in(*room, stay.length)
        });
    if apart == 0 {
        return Some(Obstacle::OtherFamily(0));
    }
    if rooms == 0 {
        return Some(Obstacle::Rooms(0));
    }
    if door == 0 {
        return Some(Obstacle::Door(0));
    }
    let staff = |(place, able): (usize, &Able)| {
        let can_come = floor.on[able.staff] || board.can_call_in(choice.session, able.staff);
        let free = choice.rooms.iter().map(|room| floor.is_free(able.staff, level, *room, stay.length));
        if can_come {
            choice.slots & choice.has_able(place) & free.fold(0, |any, free| any | free)
        } else {
            0
        }
    };
    let able = || choice.able.iter().enumerate();
    let leads = able().filter(|(_, able)| able.leads).fold(0, |any, one| any | staff(one));
    let free = able().filter(|one| staff(*one) != 0).count();
    if leads == 0 || free < board.setting.instance.levels[level].staff {
        return Some(Obstacle::Supervisors(0));
    }
    let is_open = board.offer_in_option(visit, option, &closed, &mut chance).is_some();
    let could_be_there =
        (0..floor.on.len()).filter(|one| floor.on[*one] || board.can_call_in(choice.session, *one)).count();
    match (is_open, could_be_there < board.setting.instance.rules.min_staff) {
        (true, _) => None,
        (false, true) => Some(Obstacle::Alone(0)),
        (false, false) => Some(Obstacle::Together(0)),
    }
}

impl Obstacle {
    fn in_sessions(self, number: usize) -> Self {
        match self {
            Self::NoSession => Self::NoSession,
            Self::TooDear => Self::TooDear,
            Self::OwnVisits(_) => Self::OwnVisits(number),
            Self::OtherFamily(_) => Self::OtherFamily(number),
            Self::Door(_) => Self::Door(number),
            Self::Rooms(_) => Self::Rooms(number),
            Self::Supervisors(_) => Self::Supervisors(number),
            Self::Alone(_) => Self::Alone(number),
            Self::Together(_) => Self::Together(number),
        }
    }

    /// What stands in the way, as one would say it.
    #[must_use]
    pub fn in_words(self, board: &Board<'_>, visit: usize) -> String {
        let instance = &board.setting.instance;
        let family = board.setting.family(visit);
        let level = &instance.levels[family.level];
        let names = |places: &[usize], of: &[String]| {
            places.iter().map(|place| of[*place].as_str()).collect::<Vec<_>>().join(" and ")
        };
        let needs = match (&family.supervisor_tags[..], &level.lead_quals[..]) {
            ([], []) => names(&level.quals, &instance.quals),
            ([], lead) => {
                format!("{} and {}", names(&level.quals, &instance.quals), names(lead, &instance.quals))
            }
            (tags, _) => names(tags, &instance.tags),
        };
        let sessions =
            |number: usize| if number == 1 { "1 session".to_owned() } else { format!("{number} sessions") };
        match self {
            Self::NoSession => {
                "there is no session it could be in: none when the family can come has a fit room and staff"
                    .to_owned()
            }
            Self::TooDear => "it could be served, and would cost more than it is worth".to_owned(),
            Self::OwnVisits(number) => {
                format!("in {} another visit of the family is too near", sessions(number))
            }
            Self::OtherFamily(number) => {
                format!(
                    "in {} somebody is there whom they must not meet, or who belongs to both",
                    sessions(number)
                )
            }
            Self::Door(number) => format!("in {} the door is in use", sessions(number)),
            Self::Rooms(number) => format!("in {} every fit room is full", sessions(number)),
            Self::Supervisors(number) => {
                format!("in {} nobody with {needs} is free or has a duty left", sessions(number))
            }
            Self::Alone(number) => format!("in {} too few others could be there as well", sessions(number)),
            Self::Together(number) => {
                format!("in {} room, door and supervisor are free, but not at one hour", sessions(number))
            }
        }
    }
}
