//! What people do to a timetable, drawn by chance, and what the model answers.

use super::model::{ADULTS, CELL, DAY, Family, Kind, Model, Room, Standing, Wish};
use std::collections::BTreeSet;

/// Draws numbers, the same ones each time from the same seed.
#[derive(Clone, Debug)]
pub struct Chance(pub u64);

impl Chance {
    /// A number below `most`.
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((bits ^ (bits >> 31)) >> 33).unwrap_or_default() % most
    }

    /// The same for what is counted with a sign.
    pub fn number(&mut self, most: i64) -> i64 {
        i64::try_from(self.below(usize::try_from(most).unwrap_or(1))).unwrap_or_default()
    }

    /// A number of minutes below `most`, in whole cells.
    pub fn minutes(&mut self, most: i64) -> i64 {
        self.number(most / CELL) * CELL
    }

    /// So many times in a hundred.
    pub fn happens(&mut self, in_a_hundred: usize) -> bool {
        self.below(100) < in_a_hundred
    }
}

/// Something that is done.
#[derive(Clone, Debug)]
pub enum Operation {
    /// Books a visit.
    Book(Wish),
    /// Holds a time until then.
    Hold(Wish, i64),
    /// Books the same on so many days, one after the other: all or none.
    Series(Wish, i64),
    /// Makes a held time a visit.
    Confirm(u32),
    /// Lets a held time go.
    Release(u32),
    /// Books anew what is taken.
    Move(u32, Wish),
    /// Calls off.
    Cancel(u32),
    /// Time passes until then.
    Wait(i64),
    /// An assessment comes to another level.
    Assess(usize, u8),
    /// Somebody is cleared until the end of a day, and no longer.
    Clear(usize, i64),
    /// A room is shut from and until then.
    Shut(usize, i64, i64),
    /// Somebody is away from and until then.
    Away(usize, i64, i64),
    /// Two adults must not meet from now on.
    Apart(u32, u32),
}

/// How much there is in a world, and what can happen in it.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// How many families.
    pub families: usize,
    /// How many of the staff may be named.
    pub staff: usize,
    /// How many things there are to reserve.
    pub things: usize,
    /// How many days there are.
    pub days: i64,
    /// Whether clearance can end. The running program works it out from dates.
    pub can_end_clearance: bool,
}

/// A world with nobody in it yet.
pub fn world(chance: &mut Chance, size: Size) -> Model {
    let families = (0..size.families).map(|_| {
        let kind = Kind::ALL[chance.below(4)];
        Family { assessed: kind.level(), kind }
    });
    let families = families.collect();
    let rooms = [
        (4, vec![Kind::Supported, Kind::Handover]),
        (1, vec![Kind::Supervised, Kind::HighVigilance]),
        (2, vec![Kind::Supported, Kind::Supervised, Kind::HighVigilance]),
        (2, vec![Kind::Handover]),
    ];
    let rooms = rooms.map(|(families, kinds)| Room { families, kinds }).to_vec();
    let open = (9 * 60, 17 * 60);
    Model::new(families, rooms, vec![size.days; size.staff], open)
}

fn some(chance: &mut Chance, number: usize, of: usize) -> u32 {
    (0..number).fold(0, |all, _| all | 1 << chance.below(of))
}

/// A wish that is mostly sensible: what stands against it is mostly that somebody else is there.
pub fn wish(chance: &mut Chance, model: &Model, size: Size) -> Wish {
    let family = chance.below(size.families);
    let agreed = model.families[family].kind;
    let kind = if chance.happens(92) { agreed } else { Kind::ALL[chance.below(4)] };
    let fit: Vec<usize> =
        (0..model.rooms.len()).filter(|room| model.rooms[*room].kinds.contains(&kind)).collect();
    let room =
        if chance.happens(95) { fit[chance.below(fit.len())] } else { chance.below(model.rooms.len()) };
    let named = match kind {
        Kind::Supported => usize::from(chance.happens(20)),
        Kind::Supervised | Kind::Handover => 1,
        Kind::HighVigilance => 3,
    };
    let named = if chance.happens(95) { named } else { chance.below(3) };
    let everybody = 0b111_u64 << (ADULTS as usize * family);
    let people = match chance.below(20) {
        0 => 0,
        1 => everybody | 1 << chance.below(size.families * ADULTS as usize),
        2..8 => everybody & (0b110 << (ADULTS as usize * family)),
        _ => everybody,
    };
    let lengths = [30, 45, 60, 90, 90, 95];
    let allowed = if chance.happens(5) { 6 } else { 5 };
    let length = lengths[chance.below(allowed)];
    let things = if chance.happens(20) { some(chance, 1, size.things) } else { 0 };
    let day = chance.number(size.days);
    let hours =
        if chance.happens(95) { 9 * 60 + 15 + chance.minutes(6 * 60) } else { chance.minutes(DAY - 120) };
    Wish {
        family,
        kind,
        starts: day * DAY + hours,
        length,
        room,
        supervisors: some(chance, named, size.staff),
        people,
        things,
    }
}

/// What is done next.
pub fn operation(chance: &mut Chance, model: &Model, size: Size) -> Operation {
    let taken: Vec<u32> = model.taken.keys().copied().collect();
    let any = |chance: &mut Chance| taken.get(chance.below(taken.len().max(1))).copied();
    let wished = wish(chance, model, size);
    let new = Operation::Book(wished.clone());
    match chance.below(1000) {
        0..330 => new,
        330..500 => {
            let until = (model.now + CELL + chance.minutes(600)).min(wished.presence().0);
            if until > model.now { Operation::Hold(wished, until) } else { new }
        }
        500..540 => Operation::Series(wished, 2 + chance.number(2)),
        540..640 => any(chance).map_or(new, Operation::Confirm),
        640..690 => any(chance).map_or(new, Operation::Release),
        690..830 => match any(chance) {
            // A visit stays its family's; all else about it may change.
            Some(id) if model.taken[&id].0.family == wished.family => Operation::Move(id, wished),
            Some(id) => {
                let was = model.taken[&id].0.clone();
                Operation::Move(id, Wish { starts: wished.starts, length: wished.length, ..was })
            }
            None => new,
        },
        830..930 => any(chance).map_or(new, Operation::Cancel),
        930..960 => Operation::Wait(model.now + chance.minutes(240)),
        _ => fact(chance, size).unwrap_or(new),
    }
}

fn fact(chance: &mut Chance, size: Size) -> Option<Operation> {
    let day = chance.number(size.days);
    let from = day * DAY + 9 * 60 + chance.minutes(8 * 60);
    let until = from + CELL + chance.minutes(240);
    Some(match chance.below(40) {
        0..10 => Operation::Assess(chance.below(size.families), u8::try_from(chance.below(3)).unwrap_or(0)),
        10..20 if size.can_end_clearance => {
            let last = if chance.happens(60) { size.days } else { day - 1 };
            Operation::Clear(chance.below(size.staff), last)
        }
        20..25 => Operation::Shut(chance.below(4), from, until),
        25..30 => Operation::Away(chance.below(size.staff), from, until),
        30..40 => {
            let adults = size.families * ADULTS as usize;
            let (one, other) = (chance.below(adults), chance.below(adults));
            if one / ADULTS as usize == other / ADULTS as usize {
                return None;
            }
            Operation::Apart(u32::try_from(one).ok()?, u32::try_from(other).ok()?)
        }
        _ => return None,
    })
}

impl Model {
    /// Does it, or says every code with which it is refused and leaves all as it was. Answers the times taken.
    pub fn does(&mut self, operation: &Operation) -> Result<Vec<u32>, BTreeSet<&'static str>> {
        let judged = |codes: BTreeSet<&'static str>| if codes.is_empty() { Ok(()) } else { Err(codes) };
        match operation {
            Operation::Book(wish) => {
                judged(self.codes(wish, None))?;
                Ok(vec![self.take(wish.clone(), Standing::Booked)])
            }
            Operation::Hold(wish, until) => {
                judged(self.codes(wish, None))?;
                Ok(vec![self.take(wish.clone(), Standing::Held(*until))])
            }
            Operation::Series(wish, count) => self.series(wish, *count),
            Operation::Confirm(id) => {
                self.held(*id)?;
                judged(self.codes(&self.taken[id].0, Some(*id)))?;
                self.confirm(*id);
                Ok(vec![*id])
            }
            Operation::Release(id) => {
                self.held(*id)?;
                self.free(*id);
                Ok(vec![])
            }
            Operation::Move(id, wish) => {
                judged(self.codes(wish, Some(*id)))?;
                self.change(*id, wish.clone());
                Ok(vec![*id])
            }
            Operation::Cancel(id) => {
                self.free(*id);
                Ok(vec![])
            }
            fact => {
                self.comes_to_know(fact);
                Ok(vec![])
            }
        }
    }

    fn held(&self, id: u32) -> Result<(), BTreeSet<&'static str>> {
        match self.taken.get(&id) {
            Some((_, Standing::Held(_))) => Ok(()),
            _ => Err(BTreeSet::from(["not-held"])),
        }
    }

    fn series(&mut self, wish: &Wish, count: i64) -> Result<Vec<u32>, BTreeSet<&'static str>> {
        let (mut taken, mut refused) = (Vec::new(), BTreeSet::new());
        for turn in 0..count {
            let wish = Wish { starts: wish.starts + turn * DAY, ..wish.clone() };
            let codes = self.codes(&wish, None);
            if codes.is_empty() {
                taken.push(self.take(wish, Standing::Booked));
            }
            refused.extend(codes);
        }
        if refused.is_empty() {
            return Ok(taken);
        }
        for id in &taken {
            self.free(*id);
        }
        Err(refused)
    }

    fn comes_to_know(&mut self, fact: &Operation) {
        match fact {
            Operation::Wait(until) => {
                self.it_is(*until);
            }
            Operation::Assess(family, level) => self.families[*family].assessed = *level,
            Operation::Clear(who, last) => self.cleared[*who] = *last,
            Operation::Shut(room, from, until) => self.shut.push((*room, *from, *until)),
            Operation::Away(who, from, until) => self.away.push((*who, *from, *until)),
            Operation::Apart(one, other) => self.pairs.push((*one, *other)),
            _ => {}
        }
    }
}
