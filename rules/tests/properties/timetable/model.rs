//! A centre's timetable written a second time, as a grid of five-minute cells that say who is there. It
//! uses nothing of the program, so that it can be wrong only in its own way: numbers stand for people,
//! rooms and days, bits for sets of them. The stories hold the running program against it too.

use std::collections::{BTreeMap, BTreeSet};

/// Minutes in a cell. Every time in the model is a whole number of cells.
pub const CELL: i64 = 5;
/// Minutes of one day.
pub const DAY: i64 = 24 * 60;
/// Minutes that the visiting party comes before the child, and stays after.
pub const BEFORE: i64 = 15;
/// Minutes that the visiting party stays after the child has gone.
pub const AFTER: i64 = 10;
/// Minutes that people who must not meet are kept apart.
pub const GAP: i64 = 15;
/// The longest visit that the plans of the model allow.
pub const LONGEST: i64 = 90;
/// Adults of one family: two of the visiting side, one of the resident side.
pub const ADULTS: u32 = 3;

/// What kind of contact, with how closely it is watched and how many supervisors are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Several families in one room.
    Supported,
    /// One supervisor and a room of one's own.
    Supervised,
    /// Two supervisors and a room of one's own.
    HighVigilance,
    /// One supervisor at the desk, where others may be too.
    Handover,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Supported, Self::Supervised, Self::HighVigilance, Self::Handover];

    /// 0 for supported, 1 for supervised, 2 for high vigilance.
    pub fn level(self) -> u8 {
        [0, 1, 2, 0][self as usize]
    }

    fn named(self) -> u32 {
        [0, 1, 2, 1][self as usize]
    }

    fn alone(self) -> bool {
        [false, true, true, false][self as usize]
    }
}

/// What somebody wants to book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Whose.
    pub family: usize,
    /// What kind.
    pub kind: Kind,
    /// In minutes from the beginning of the first day.
    pub starts: i64,
    /// In minutes.
    pub length: i64,
    /// Where.
    pub room: usize,
    /// Bits of staff.
    pub supervisors: u32,
    /// Bits of adults: those of family `f` are three from `3 * f` on.
    pub people: u64,
    /// Bits of things.
    pub things: u32,
}

impl Wish {
    /// From the first arrival to the last leaving.
    pub fn presence(&self) -> (i64, i64) {
        (self.starts - BEFORE, self.starts + self.length + AFTER)
    }

    fn overlaps(&self, from: i64, until: i64) -> bool {
        self.presence().0 < until && from < self.presence().1
    }
}

/// A family as the rules see it.
#[derive(Clone, Debug)]
pub struct Family {
    /// What the assessment asks for, by its number.
    pub assessed: u8,
    /// What the plan says.
    pub kind: Kind,
}

/// A room.
#[derive(Clone, Debug)]
pub struct Room {
    /// How many families it holds.
    pub families: usize,
    /// What it is fit for.
    pub kinds: Vec<Kind>,
}

/// What became of a time: booked, or held until a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is a visit.
    Booked,
    /// It lapses then.
    Held(i64),
}

/// The timetable, and the facts that it is judged by.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// What time it is, in the model's minutes.
    pub now: i64,
    /// The families.
    pub families: Vec<Family>,
    /// The rooms.
    pub rooms: Vec<Room>,
    /// The last day on which each of the staff is cleared.
    pub cleared: Vec<i64>,
    /// When the centre is open, every day, in minutes of the day.
    pub open: (i64, i64),
    /// Rooms that are shut, from and until when.
    pub shut: Vec<(usize, i64, i64)>,
    /// Staff who are away, from and until when.
    pub away: Vec<(usize, i64, i64)>,
    /// Adults who must not meet.
    pub pairs: Vec<(u32, u32)>,
    /// Every time that is taken.
    pub taken: BTreeMap<u32, (Wish, Standing)>,
    cells: BTreeMap<i64, BTreeSet<u32>>,
    next: u32,
}

impl Model {
    /// A centre in which nothing is taken yet.
    pub fn new(families: Vec<Family>, rooms: Vec<Room>, cleared: Vec<i64>, open: (i64, i64)) -> Self {
        Self { families, rooms, cleared, open, ..Self::default() }
    }

    /// Every code with which a wish is refused, as things are. `itself` is not in its own way.
    pub fn codes(&self, wish: &Wish, itself: Option<u32>) -> BTreeSet<&'static str> {
        let family = &self.families[wish.family];
        let (from, until) = wish.presence();
        let mine = 0b111_u64 << (ADULTS as usize * wish.family);
        let agreed = family.kind.level();
        let level = wish.kind.level();
        let (open, shut) = self.open;
        let is_open = from / DAY == (until - 1) / DAY && from % DAY >= open && (until - 1) % DAY < shut;
        let is_shut =
            |(room, since, to): &(usize, i64, i64)| *room == wish.room && wish.overlaps(*since, *to);
        let staff = || (0..self.cleared.len()).filter(|who| wish.supervisors >> who & 1 == 1);
        let is_away =
            |who: usize| self.away.iter().any(|(one, since, to)| *one == who && wish.overlaps(*since, *to));
        let checks = [
            ("r1-level-too-low", level < family.assessed || level < agreed),
            ("kind-not-in-plan", wish.kind != family.kind && level <= agreed),
            ("longer-than-plan", wish.length > LONGEST),
            ("in-the-past", from.div_euclid(DAY) < self.now.div_euclid(DAY)),
            ("nobody-comes", wish.people == 0),
            ("r6-not-on-the-list", wish.people & !mine != 0),
            ("r7-supervisor", wish.supervisors.count_ones() < wish.kind.named()),
            ("r9-clearance", staff().any(|who| self.cleared[who] < until.div_euclid(DAY))),
            ("staff-away", staff().any(is_away)),
            ("room-kind", !self.rooms[wish.room].kinds.contains(&wish.kind)),
            ("room-closed", self.shut.iter().any(is_shut)),
            ("outside-opening-hours", !is_open),
        ];
        let mut found: BTreeSet<&str> =
            checks.iter().filter(|(_, breach)| *breach).map(|(code, _)| *code).collect();
        self.in_the_way(wish, itself, &mut found);
        found
    }

    /// What those speak against who are there, cell by cell.
    fn in_the_way(&self, wish: &Wish, itself: Option<u32>, found: &mut BTreeSet<&'static str>) {
        let (from, until) = wish.presence();
        let (mut is_taken, mut is_full) = (false, false);
        for cell in (from - GAP).div_euclid(CELL)..(until + GAP).div_euclid(CELL) {
            let is_near = cell < from.div_euclid(CELL) || cell >= until.div_euclid(CELL);
            let mut families = BTreeSet::new();
            for visit in self.cells.get(&cell).into_iter().flatten().filter(|id| Some(**id) != itself) {
                let other = &self.taken[visit].0;
                if other.family == wish.family || self.must_not_meet(wish, other) {
                    found.insert("r4-no-meeting");
                }
                if is_near {
                    continue;
                }
                if other.family == wish.family || other.people & wish.people != 0 {
                    found.insert("same-person-twice");
                }
                let one_to_one = other.kind.named() + wish.kind.named() > 0;
                if other.family != wish.family && one_to_one && other.supervisors & wish.supervisors != 0 {
                    found.insert("r7-supervisor");
                }
                if other.things & wish.things != 0 {
                    found.insert("equipment-taken");
                }
                if other.room == wish.room {
                    is_taken |= other.kind.alone() || wish.kind.alone();
                    families.insert(other.family);
                }
            }
            is_full |= !is_near && families.len() >= self.rooms[wish.room].families;
        }
        if is_taken {
            found.insert("room-taken");
        } else if is_full {
            found.insert("room-full");
        }
    }

    fn must_not_meet(&self, one: &Wish, other: &Wish) -> bool {
        let is = |wish: &Wish, who: u32| wish.people >> who & 1 == 1;
        self.pairs.iter().any(|(a, b)| is(one, *a) && is(other, *b) || is(one, *b) && is(other, *a))
    }

    /// Takes a time, whatever speaks against it.
    pub fn take(&mut self, wish: Wish, standing: Standing) -> u32 {
        let id = self.next;
        self.next += 1;
        self.mark(id, &wish);
        self.taken.insert(id, (wish, standing));
        id
    }

    /// Moves what is taken to where it is wanted now.
    pub fn change(&mut self, id: u32, wish: Wish) {
        let standing = self.taken[&id].1;
        self.free(id);
        self.mark(id, &wish);
        self.taken.insert(id, (wish, standing));
    }

    /// Makes a held time a visit.
    pub fn confirm(&mut self, id: u32) {
        if let Some((_, standing)) = self.taken.get_mut(&id) {
            *standing = Standing::Booked;
        }
    }

    /// Lets a time go.
    pub fn free(&mut self, id: u32) {
        if let Some((wish, _)) = self.taken.remove(&id) {
            for cell in cells(&wish) {
                self.cells.entry(cell).or_default().remove(&id);
            }
        }
    }

    /// It is later now: what was held until then is free.
    pub fn it_is(&mut self, now: i64) -> Vec<u32> {
        self.now = now;
        let lapsed = |(id, (_, standing)): (&u32, &(Wish, Standing))| match standing {
            Standing::Held(until) if *until <= now => Some(*id),
            _ => None,
        };
        let gone: Vec<u32> = self.taken.iter().filter_map(lapsed).collect();
        for id in &gone {
            self.free(*id);
        }
        gone
    }

    fn mark(&mut self, id: u32, wish: &Wish) {
        for cell in cells(wish) {
            self.cells.entry(cell).or_default().insert(id);
        }
    }

    /// What no timetable may ever hold, whatever facts have changed since it was made. Empty when all is well.
    pub fn breaches(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (cell, here) in &self.cells {
            for one in here {
                let wish = &self.taken[one].0;
                let others = || here.iter().filter(|other| *other > one).map(|other| &self.taken[other].0);
                let together = |other: &&Wish| other.room == wish.room;
                let mut why = Vec::new();
                if others().any(|other| together(&other) && (other.kind.alone() || wish.kind.alone())) {
                    why.push("room");
                }
                if others().filter(together).count() >= self.rooms[wish.room].families {
                    why.push("space");
                }
                let one_to_one = |other: &Wish| other.kind.named() + wish.kind.named() > 0;
                if others().any(|other| one_to_one(other) && other.supervisors & wish.supervisors != 0) {
                    why.push("supervisor");
                }
                if others().any(|other| other.people & wish.people != 0 || other.family == wish.family) {
                    why.push("person");
                }
                if others().any(|other| other.things & wish.things != 0) {
                    why.push("thing");
                }
                found.extend(why.into_iter().map(|why| format!("{why} in cell {cell} of {wish:?}")));
            }
        }
        found
    }
}

fn cells(wish: &Wish) -> std::ops::Range<i64> {
    let (from, until) = wish.presence();
    from.div_euclid(CELL)..until.div_euclid(CELL)
}
