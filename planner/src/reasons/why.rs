//! What stands in the way of one visit: the smallest set of facts of which one or another keeps it out of each
//! session.

use crate::{
    board::{Board, Closed},
    chance::Chance,
    mask::Mask,
    options::{Able, Choice},
    reasons::never,
};

/// A fact that keeps a visit out of a session, whatever else is the matter there. Those that a centre can mend come
/// first: of two sets of as many facts, the one that begins with them is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// Whoever could supervise it is busy, or has no duty left.
    Supervisors,
    /// Whatever else is planned: nobody holds what is needed.
    NobodyQualified,
    /// Whatever else is planned: nobody who holds what is needed can come.
    NobodyComes,
    /// Rooms fit for it are full.
    Rooms,
    /// Whatever else is planned: no room is fit for it.
    NoFitRoom,
    /// Nobody else could be there as well.
    Alone,
    /// The door is in use.
    Door,
    /// People of another family, whom the family must not meet or who belong to both, are there.
    OtherFamily,
    /// Another visit of the family is too few days away.
    OwnVisits,
    /// Whatever else is planned: the family cannot come for long enough.
    FamilyAway,
    /// Each by itself is free at some hour, but not all of them at one.
    Together,
    /// Whatever else is planned: hours, room and supervisors do not come together.
    NeverTogether,
}

/// Something that stands in the way of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Its centres have no session on the days it may be on.
    NoSession,
    /// It is possible by itself, and nothing stands in its way: it would cost more than it is worth.
    TooDear,
    /// A fact, the sessions that it keeps the visit out of, and their weekday where that is one.
    Because(Fact, Sessions),
}

/// Sessions, as one speaks of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sessions {
    /// How many.
    pub number: usize,
    /// Their weekday from 0 for Monday on, where all that are asked about and are more than one have the same.
    pub weekday: Option<usize>,
    /// Whether they are all in which the visit could be.
    pub are_all: bool,
}

/// The smallest set of things that stand in the way of a visit: each session that it could be in is kept from it by
/// one of them, and no smaller set does that.
#[must_use]
pub fn obstacles(board: &Board<'_>, visit: usize) -> Vec<Obstacle> {
    let setting = board.setting;
    let choices = &setting.choices[visit];
    let against: Vec<(usize, Vec<Fact>)> = if choices.is_empty() {
        never::facts(setting, visit)
    } else {
        let mut against = Vec::new();
        for (option, choice) in choices.iter().enumerate() {
            match dynamic(board, visit, option, choice) {
                Some(facts) => against.push((choice.session, facts)),
                None => return vec![Obstacle::TooDear],
            }
        }
        against
    };
    if against.is_empty() {
        return vec![Obstacle::NoSession];
    }
    let weekday = |session: &usize| setting.instance.weekday(setting.instance.sessions[*session].day);
    smallest(&against)
        .into_iter()
        .map(|fact| {
            let kept: Vec<usize> = against
                .iter()
                .filter(|(_, facts)| facts.contains(&fact))
                .map(|(session, _)| *session)
                .collect();
            let mut weekdays: Vec<usize> = kept.iter().map(weekday).collect();
            weekdays.dedup();
            let weekday = weekdays.first().copied().filter(|_| weekdays.len() == 1 && kept.len() > 1);
            let sessions = Sessions { number: kept.len(), weekday, are_all: kept.len() == against.len() };
            Obstacle::Because(fact, sessions)
        })
        .collect()
}

/// The fewest facts of which each session has one; the first of them by their order where there are several.
fn smallest(against: &[(usize, Vec<Fact>)]) -> Vec<Fact> {
    let mut facts: Vec<Fact> = against.iter().flat_map(|(_, facts)| facts.iter().copied()).collect();
    facts.sort_unstable();
    facts.dedup();
    // There are a dozen facts at most, so each set of them can be looked at.
    let sets = 1_u32..1 << facts.len();
    let chosen = |set: u32| {
        facts.iter().enumerate().filter(move |(place, _)| set >> place & 1 == 1).map(|(_, fact)| *fact)
    };
    let covers = |set: &u32| against.iter().all(|(_, of)| chosen(*set).any(|fact| of.contains(&fact)));
    let least = sets.filter(covers).min_by_key(|set| (set.count_ones(), chosen(*set).collect::<Vec<_>>()));
    least.map(|set| chosen(set).collect()).unwrap_or_default()
}

/// What keeps a visit out of one session as things are planned: every fact that does so by itself. None where
/// nothing does.
fn dynamic(board: &Board<'_>, visit: usize, option: usize, choice: &Choice) -> Option<Vec<Fact>> {
    let closed = Closed::nothing(board);
    let mut chance = Chance::seeded(0);
    let stay = board.stay(visit);
    let floor = &board.floors[choice.session];
    let level = board.setting.family(visit).level;
    let mut facts = Vec::new();
    if !board.is_day_free(visit, choice.session) {
        facts.push(Fact::OwnVisits);
    }
    let rooms: Mask = choice.slots
        & choice.rooms.iter().enumerate().fold(0, |any, (place, room)| {
            any | choice.has_room(place) & floor.room_lets_in(*room, stay.length)
        });
    if choice.slots & !board.too_near(visit, choice.session, stay) == 0 {
        facts.push(Fact::OtherFamily);
    }
    if rooms == 0 {
        facts.push(Fact::Rooms);
    }
    if choice.slots & floor.door_lets_in(stay) == 0 {
        facts.push(Fact::Door);
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
        facts.push(Fact::Supervisors);
    }
    let could_be_there =
        (0..floor.on.len()).filter(|one| floor.on[*one] || board.can_call_in(choice.session, *one)).count();
    if could_be_there < board.setting.instance.rules.min_staff {
        facts.push(Fact::Alone);
    }
    if facts.is_empty() {
        if board.offer_in_option(visit, option, &closed, &mut chance).is_some() {
            return None;
        }
        facts.push(Fact::Together);
    }
    Some(facts)
}

impl Sessions {
    /// In which sessions something is the matter.
    fn words(self) -> String {
        const WEEKDAYS: [&str; 7] =
            ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];
        let day = self.weekday.and_then(|day| WEEKDAYS.get(day));
        match (self.number, self.are_all, day) {
            (1, true, _) => "in the one session it could be in".to_owned(),
            (1, false, _) => "in 1 session".to_owned(),
            (number, true, None) => format!("in all {number} sessions it could be in"),
            (number, false, None) => format!("in {number} sessions"),
            (number, true, Some(day)) => format!("in all {number} sessions it could be in, on {day},"),
            (number, false, Some(day)) => format!("in {number} sessions on {day}"),
        }
    }
}

impl Obstacle {
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
        let (fact, sessions) = match self {
            Self::NoSession => return "its centres have no session on the days it may be on".to_owned(),
            Self::TooDear => return "it could be served, and would cost more than it is worth".to_owned(),
            Self::Because(fact, sessions) => (fact, sessions.words()),
        };
        match fact {
            Fact::Supervisors => format!("{sessions} nobody with {needs} is free or has a duty left"),
            Fact::Rooms => format!("{sessions} every fit room is full"),
            Fact::Alone => format!("{sessions} too few others could be there as well"),
            Fact::Door => format!("{sessions} the door is in use"),
            Fact::OtherFamily => {
                format!("{sessions} somebody is there whom they must not meet, or who belongs to both")
            }
            Fact::OwnVisits => format!("{sessions} another visit of the family is too near"),
            Fact::Together => format!("{sessions} room, door and supervisor are free, but not at one hour"),
            Fact::NobodyQualified => format!("{sessions} too few hold {needs} on the day"),
            Fact::NobodyComes => format!("{sessions} too few with {needs} can come"),
            Fact::NoFitRoom => format!("{sessions} no room is fit for it"),
            Fact::FamilyAway => format!("{sessions} the family cannot come for long enough"),
            Fact::NeverTogether => {
                format!(
                    "{sessions} hours, room and supervisors do not come together, whatever else is planned"
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_fact_that_holds_everywhere_is_told_alone() {
        let against = [
            (0, vec![Fact::OwnVisits, Fact::Supervisors]),
            (1, vec![Fact::Supervisors]),
            (2, vec![Fact::Rooms, Fact::Supervisors]),
        ];
        assert_eq!(smallest(&against), [Fact::Supervisors]);
    }

    #[test]
    fn of_sets_as_small_the_one_that_a_centre_can_mend_is_told() {
        let against = [(0, vec![Fact::OwnVisits, Fact::Rooms]), (1, vec![Fact::OwnVisits, Fact::Rooms])];
        assert_eq!(smallest(&against), [Fact::Rooms]);
    }

    #[test]
    fn no_smaller_set_of_facts_covers_every_session() {
        use Fact::{Alone, Door, OtherFamily, OwnVisits, Rooms, Supervisors};
        let all = [Supervisors, Rooms, Alone, Door, OtherFamily, OwnVisits];
        let mut chance = Chance::seeded(7);
        for _ in 0..300 {
            let sessions = 1 + chance.below(6);
            let against: Vec<(usize, Vec<Fact>)> = (0..sessions)
                .map(|session| {
                    let mut facts: Vec<Fact> = all.into_iter().filter(|_| chance.below(3) == 0).collect();
                    if facts.is_empty() {
                        facts.push(all[chance.below(all.len())]);
                    }
                    (session, facts)
                })
                .collect();
            let told = smallest(&against);
            let covers =
                |set: &[Fact]| against.iter().all(|(_, of)| set.iter().any(|fact| of.contains(fact)));
            assert!(covers(&told), "{against:?}: {told:?}");
            for set in 0_u32..64 {
                let fewer: Vec<Fact> =
                    (0..6).filter(|place| set >> place & 1 == 1).map(|place| all[place]).collect();
                assert!(fewer.len() >= told.len() || !covers(&fewer), "{against:?}: {fewer:?} is smaller");
            }
        }
    }
}
