//! What is open to the families, as an instance of the planner's (decision 24). It knows identifiers as names and
//! nothing else of anybody.

use super::{
    Priority,
    candidates::{Candidate, Open},
    gather::Gathered,
};
use base::{Day, FamilyId, RoomId, SiteId, StaffId, Weekday};
use planner::{
    Timetable,
    instance::{
        Bar, Barred, Family, Hours, Instance, Level, Room, Rules, Session, Site, Supervisor, Visit, Weights,
    },
    timetable::Served,
};
use rules::plan::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// Door events that no session comes near: the rule book keeps sides apart at the door, and counts nobody.
const ANY_DOOR: i64 = 1_000_000;
/// Duties that nobody comes near: whoever is on the rota comes anyway.
const ANY_DUTIES: usize = 1_000;

/// What the instance is called.
const NAME: &str = "proposal";

/// The places of what an instance names.
struct Places {
    sites: BTreeMap<SiteId, usize>,
    sessions: BTreeMap<(SiteId, Day), usize>,
    rooms: BTreeMap<RoomId, usize>,
    staff: BTreeMap<StaffId, usize>,
    kinds: Vec<Kind>,
}

/// Points of a family's priority: a child without a visit before one who has had one, and who has waited long
/// before who has not.
fn points(open: &Open, today: Day) -> i64 {
    let weeks = today.days_since(open.wanted.since).max(0) / 7;
    match open.wanted.priority {
        Priority::First => 4 + (weeks / 4).min(2),
        Priority::Ordered | Priority::Again => 1 + (weeks / 4).min(2),
    }
}

/// How often visits are, in days, at the least: half as far apart as they are wanted on average.
fn days_apart(open: &Open) -> i64 {
    let length = |(first, last): &(Day, Day)| last.days_since(*first) + 1;
    let longest = open.wanted.windows.iter().map(length).max().unwrap_or(1);
    (longest / 2).max(1)
}

/// The instance of what is open, without the times that were found to be none.
pub(super) fn instance(gathered: &Gathered, open: &[Open], names: &dyn Fn(SiteId) -> String) -> Instance {
    let first = gathered.span.from().day();
    let all = || open.iter().flat_map(|one| one.starts.iter().map(move |start| (one, start)));
    let places = Places::of(open);
    let is_repair = open.iter().any(|one| one.wanted.moves.is_some());
    let mut instance = Instance {
        name: NAME.to_owned(),
        rules: Rules {
            margin: 0,
            gap: open.iter().map(|one| one.gap).max().unwrap_or(0),
            min_staff: 1,
            grid: 1,
            duty_quals: Vec::new(),
        },
        weights: Weights {
            unserved_court: 2000,
            unserved_waiting: 300,
            unserved_per_priority: 100,
            // A family whose visit is moved waits for nothing.
            waiting_day: i64::from(!is_repair),
            travel: 0,
            not_preferred: 0,
            extra_lead: 10,
            duty_volunteer: 1,
            duty_paid: 1,
        },
        quals: places
            .kinds
            .iter()
            .map(|kind| format!("clearance for {}", kind.words().to_lowercase()))
            .collect(),
        first_weekday: Weekday::ALL.iter().position(|one| *one == first.weekday()).unwrap_or(0),
        // The rule book was asked about the times at which the centre is open, and about no others.
        hours_are_of_sessions: true,
        ..Instance::default()
    };
    instance.levels = places
        .kinds
        .iter()
        .enumerate()
        .map(|(place, kind)| Level {
            name: kind.words().to_owned(),
            staff: (kind.supervisors() as usize).max(1),
            share: 1,
            quals: vec![place],
            lead_quals: Vec::new(),
        })
        .collect();
    for site in places.sites.keys() {
        let (rooms, sessions) = (Vec::new(), Vec::new());
        instance.sites.push(Site { name: names(*site), rooms, sessions, door_capacity: ANY_DOOR });
    }
    for ((site, day), place) in &places.sessions {
        let here = || all().filter(|(_, start)| start.site == *site && start.day == *day);
        let from = here().map(|(_, start)| start.slot).min().unwrap_or(0);
        let to = here().map(|(one, start)| start.slot + one.slots).max().unwrap_or(0);
        let name = here().next().map(|(_, start)| session_name(start, first)).unwrap_or_default();
        let (site, day) = (places.sites[site], day.days_since(first));
        instance.sites[site].sessions.push(*place);
        instance.sessions.push(Session { name, site, day, from, to });
    }
    rooms(&mut instance, &places, gathered, open);
    staff(&mut instance, &places, open);
    for (place, one) in open.iter().enumerate() {
        family(&mut instance, &places, (place, one), gathered);
    }
    let pairs = gathered.known.families_apart();
    // A family with several visits to be moved is there once for each.
    let places = |family: FamilyId| {
        open.iter().enumerate().filter(move |(_, one)| one.wanted.family == family).map(|(place, _)| place)
    };
    instance.shared = vec![Vec::new(); open.len()];
    instance.apart = vec![Vec::new(); open.len()];
    let all = pairs.into_iter().flat_map(|(one, other)| {
        places(one).flat_map(move |one| places(other).map(move |other| (one, other)))
    });
    for (one, other) in all {
        for (one, other) in [(one, other), (other, one)] {
            if !instance.apart[one].contains(&other) {
                instance.apart[one].push(other);
            }
        }
    }
    instance
}

/// Where the visits that are moved were, as far as the rule book lets them be there still.
pub(super) fn as_told(gathered: &Gathered, open: &[Open]) -> Timetable {
    let first = gathered.span.from().day();
    let mut told = Timetable { instance: NAME.to_owned(), ..Timetable::default() };
    for one in open {
        let Some(was) = &one.wanted.moves else { continue };
        let is_there = |start: &&Candidate| start.starts == was.starts && start.rooms.contains(&was.room);
        let Some(start) = one.starts.iter().find(is_there) else { continue };
        let session = session_name(start, first);
        let supervisors: Vec<String> = match one.kind.supervisors() {
            0 => vec![own_staff(one)],
            _ => was.document.now.supervisors.iter().map(ToString::to_string).collect(),
        };
        told.duties.extend(supervisors.iter().map(|one| (one.clone(), session.clone())));
        told.visits.push(Served {
            family: one.name(),
            visit: 0,
            session,
            room: was.room.to_string(),
            start: start.slot,
            supervisors,
        });
    }
    told
}

/// What the staff of a session are called who are there for a family whose kind of contact names nobody.
fn own_staff(open: &Open) -> String {
    format!("the staff of the session for {}", open.name())
}

/// What the session of a start is called: its site, and its day counted from the first.
pub(super) fn session_name(start: &Candidate, first: Day) -> String {
    format!("{}/{}", start.site, start.day.days_since(first))
}

impl Places {
    fn of(open: &[Open]) -> Self {
        fn numbered<T: Ord>(set: BTreeSet<T>) -> BTreeMap<T, usize> {
            set.into_iter().enumerate().map(|(place, one)| (one, place)).collect()
        }
        let starts = || open.iter().flat_map(|one| &one.starts);
        let mut kinds: Vec<Kind> = Vec::new();
        for one in open {
            if !kinds.contains(&one.kind) {
                kinds.push(one.kind);
            }
        }
        Self {
            sites: numbered(starts().map(|start| start.site).collect()),
            sessions: numbered(starts().map(|start| (start.site, start.day)).collect()),
            rooms: numbered(starts().flat_map(|start| start.rooms.iter().copied()).collect()),
            staff: numbered(starts().flat_map(|start| start.able.iter().copied()).collect()),
            kinds,
        }
    }

    fn kind(&self, kind: Kind) -> usize {
        self.kinds.iter().position(|one| *one == kind).unwrap_or(0)
    }
}

/// A room is either for one family at a time, of whatever kind, or for several who share it. Where only it would
/// do for some family that needs it alone, it is for one at a time.
fn rooms(instance: &mut Instance, places: &Places, gathered: &Gathered, open: &[Open]) {
    for id in places.rooms.keys() {
        let has = |start: &Candidate| start.rooms.contains(id);
        let site = open.iter().flat_map(|one| &one.starts).find(|start| has(start)).map(|start| start.site);
        let of = gathered.known.rooms().iter().find(|room| room.id == *id);
        let holds = of.map_or(1, |room| i64::from(room.families.max(1)));
        let fits = |one: &&Open| one.starts.iter().any(has);
        let shares = open.iter().filter(fits).any(|one| !one.kind.has_room_alone());
        let only = |one: &Open| one.starts.iter().all(|start| start.rooms == [*id]);
        let has_to_be_alone = open.iter().filter(fits).any(|one| one.kind.has_room_alone() && only(one));
        let is_shared = holds > 1 && shares && !has_to_be_alone;
        let may = |kind: &&Kind| !is_shared || !kind.has_room_alone();
        let site = site.map_or(0, |site| places.sites[&site]);
        instance.sites[site].rooms.push(instance.rooms.len());
        instance.rooms.push(Room {
            name: id.to_string(),
            site,
            capacity: if is_shared { holds } else { 1 },
            levels: places.kinds.iter().filter(may).map(|kind| places.kind(*kind)).collect(),
            tags: Vec::new(),
        });
    }
}

/// Those who could be named; then, for each family whose kind of contact names nobody, the session's staff.
fn staff(instance: &mut Instance, places: &Places, open: &[Open]) {
    let everywhere: Vec<usize> = (0..instance.sessions.len()).collect();
    let mut push = |name: String, available: Vec<usize>| {
        instance.supervisors.push(Supervisor {
            name,
            quals: vec![i64::MAX; instance.quals.len()],
            tags: Vec::new(),
            available,
            paid: false,
            most_a_week: ANY_DUTIES,
            most: ANY_DUTIES,
        });
    };
    for id in places.staff.keys() {
        let can = |start: &&Candidate| start.able.contains(id);
        let sessions = open.iter().flat_map(|one| &one.starts).filter(can);
        let mut available: Vec<usize> =
            sessions.map(|start| places.sessions[&(start.site, start.day)]).collect();
        available.sort_unstable();
        available.dedup();
        push(id.to_string(), available);
    }
    for one in open.iter().filter(|one| one.kind.supervisors() == 0) {
        push(own_staff(one), everywhere.clone());
    }
}

fn family(instance: &mut Instance, places: &Places, (place, open): (usize, &Open), gathered: &Gathered) {
    let first = gathered.span.from().day();
    let mut visits = Vec::new();
    for (number, (from, to)) in open.wanted.windows.iter().enumerate() {
        visits.push(instance.visits.len());
        let (from_day, to_day) = (from.days_since(first), to.days_since(first));
        instance.visits.push(Visit { family: place, number, from_day, to_day });
    }
    let own = own_staff(open);
    let is_named = open.kind.supervisors() > 0;
    // Whoever is named for visits is on none that name nobody, and the staff of one family's session on no other.
    let excluded = instance
        .supervisors
        .iter()
        .enumerate()
        .filter(|(place, one)| if is_named { *place >= places.staff.len() } else { one.name != own })
        .map(|(place, _)| place);
    let mut available: Vec<Hours> = open
        .starts
        .iter()
        .map(|start| Hours {
            day: start.day.days_since(first),
            from: start.slot,
            to: start.slot + open.slots,
        })
        .collect();
    available.dedup_by_key(|hours| (hours.day, hours.from));
    instance.families.push(Family {
        name: open.name(),
        level: places.kind(open.kind),
        duration: open.slots,
        court_ordered: open.wanted.priority == Priority::Ordered,
        priority: points(open, gathered.now.day()),
        min_gap_days: days_apart(open),
        visits,
        sites: places.sites.values().map(|site| (*site, 0)).collect(),
        available,
        preferred: Vec::new(),
        room_tags: Vec::new(),
        supervisor_tags: Vec::new(),
        excluded: excluded.collect(),
        barred: barred(instance, places, open),
    });
}

/// In each session, the starts at which a room or a supervisor is not open to the family: all but those at which
/// it is.
fn barred(instance: &Instance, places: &Places, open: &Open) -> Vec<Barred> {
    let mut barred = Vec::new();
    for ((site, day), session) in &places.sessions {
        let from = instance.sessions[*session].from;
        let here = || open.starts.iter().filter(|start| start.site == *site && start.day == *day);
        let shut = |is_open: &dyn Fn(&Candidate) -> bool| {
            !here().filter(|start| is_open(start)).fold(0_u128, |all, start| all | 1 << (start.slot - from))
        };
        for (id, room) in &places.rooms {
            let slots = shut(&|start| start.rooms.contains(id));
            barred.push(Barred { session: *session, what: Bar::Room(*room), slots });
        }
        for (id, one) in &places.staff {
            let slots = shut(&|start| start.able.contains(id));
            barred.push(Barred { session: *session, what: Bar::Supervisor(*one), slots });
        }
    }
    barred
}
