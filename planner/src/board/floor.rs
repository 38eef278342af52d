//! What goes on in one session: who is on duty, with which visit and where, and how full rooms and door are.

use crate::{
    mask::{Mask, runs, slots, span},
    placement::Placement,
    setting::Setting,
};

/// One session as it is planned so far.
#[derive(Clone, Debug)]
pub struct Floor {
    /// The visits in it.
    pub visits: Vec<usize>,
    /// Whether each of the staff is on duty.
    pub on: Vec<bool>,
    /// How many are.
    pub on_duty: usize,
    /// How many visits each of the staff has.
    pub jobs: Vec<usize>,
    slots: usize,
    levels: usize,
    rooms: usize,
    busy: Vec<Mask>,
    tight: Vec<Mask>,
    in_room: Vec<Mask>,
    load: Vec<u32>,
    families: Vec<i64>,
    full: Vec<Mask>,
    events: Vec<i64>,
    door_full: Mask,
    door_nearly: Mask,
}

/// How a visit takes up a session: from which slot, how long, and how much of each supervisor.
#[derive(Clone, Copy, Debug)]
pub struct Stay {
    /// Slots from the first who comes in to the last who goes out.
    pub length: i64,
    /// Slots before and after the visit itself.
    pub margin: i64,
    /// How much of a supervisor it takes.
    pub units: u32,
}

fn index(slot: i64) -> usize {
    usize::try_from(slot).unwrap_or(0)
}

impl Floor {
    /// A session without visits and without staff.
    #[must_use]
    pub fn empty(setting: &Setting, session: usize) -> Self {
        let staff = setting.staff[session].len();
        let levels = setting.instance.levels.len();
        let session = &setting.instance.sessions[session];
        let site = &setting.instance.sites[session.site];
        let slots = index(session.to - session.from);
        let full = |room: &usize| if setting.instance.rooms[*room].capacity > 0 { 0 } else { !0 };
        Self {
            visits: Vec::new(),
            on: vec![false; staff],
            on_duty: 0,
            jobs: vec![0; staff],
            slots,
            levels,
            rooms: site.rooms.len(),
            busy: vec![0; staff],
            tight: vec![0; staff * levels],
            in_room: vec![0; staff * site.rooms.len()],
            load: vec![0; staff * slots],
            families: vec![0; site.rooms.len() * slots],
            full: site.rooms.iter().map(full).collect(),
            events: vec![0; slots + 1],
            door_full: if site.door_capacity < 1 { !0 } else { 0 },
            door_nearly: if site.door_capacity < 2 { !0 } else { 0 },
        }
    }

    /// Slots at which a visit can come in for all that the door allows.
    #[must_use]
    pub fn door_lets_in(&self, stay: Stay) -> Mask {
        let (margin, length) = (stay.margin, stay.length);
        if margin == 0 {
            // Both parents at one moment: two who use the door in the same slot, twice.
            return !(self.door_nearly | self.door_nearly >> length);
        }
        let full = self.door_full;
        !(full | full >> margin | full >> (length - margin) | full >> length)
    }

    /// Slots at which a visit can come in for all that a room allows.
    #[must_use]
    pub fn room_lets_in(&self, room: usize, length: i64) -> Mask {
        runs(!self.full[room], length)
    }

    /// Slots at which somebody on the staff could begin with a visit of a level in a room.
    #[must_use]
    pub fn is_free(&self, staff: usize, level: usize, room: usize, length: i64) -> Mask {
        let busy = self.busy[staff];
        if busy == 0 {
            return !0;
        }
        let beside = self.in_room[staff * self.rooms + room] & !self.tight[staff * self.levels + level];
        runs(!busy | beside, length)
    }

    /// Whether somebody on the staff watches a visit in a room at a slot.
    #[must_use]
    pub fn busy(&self, staff: usize) -> Mask {
        self.busy[staff]
    }

    pub(super) fn add(&mut self, setting: &Setting, visit: usize, at: &Placement, stay: Stay) {
        self.visits.push(visit);
        let stays = span(at.slot, at.slot + stay.length);
        for staff in at.team.members() {
            self.jobs[*staff] += 1;
            self.busy[*staff] |= stays;
            self.in_room[staff * self.rooms + at.room] |= stays;
            for slot in slots(stays) {
                let load = &mut self.load[staff * self.slots + index(slot)];
                *load += stay.units;
                let bit = span(slot, slot + 1);
                for (level, units) in setting.units.iter().enumerate() {
                    if *load + units > setting.whole {
                        self.tight[staff * self.levels + level] |= bit;
                    }
                }
            }
        }
        self.count(setting, at, stay, 1);
    }

    pub(super) fn remove(&mut self, setting: &Setting, visit: usize, at: &Placement, stay: Stay) {
        if let Some(place) = self.visits.iter().position(|one| *one == visit) {
            self.visits.swap_remove(place);
        }
        let stays = span(at.slot, at.slot + stay.length);
        for staff in at.team.members() {
            self.jobs[*staff] -= 1;
            for slot in slots(stays) {
                let load = &mut self.load[staff * self.slots + index(slot)];
                *load -= stay.units;
                let bit = span(slot, slot + 1);
                if *load == 0 {
                    self.busy[*staff] &= !bit;
                    self.in_room[staff * self.rooms + at.room] &= !bit;
                }
                for (level, units) in setting.units.iter().enumerate() {
                    if *load + units <= setting.whole {
                        self.tight[staff * self.levels + level] &= !bit;
                    }
                }
            }
        }
        self.count(setting, at, stay, -1);
    }

    /// Counts a visit in or out of its room and through the door.
    fn count(&mut self, setting: &Setting, at: &Placement, stay: Stay, by: i64) {
        let site = &setting.instance.sites[setting.instance.sessions[at.session].site];
        let capacity = setting.instance.rooms[site.rooms[at.room]].capacity;
        let set = |mask: &mut Mask, bit: Mask, is: bool| if is { *mask |= bit } else { *mask &= !bit };
        for slot in at.slot..at.slot + stay.length {
            let families = &mut self.families[at.room * self.slots + index(slot)];
            *families += by;
            set(&mut self.full[at.room], span(slot, slot + 1), *families >= capacity);
        }
        for after in [0, stay.margin, stay.length - stay.margin, stay.length] {
            let slot = at.slot + after;
            let events = &mut self.events[index(slot)];
            *events += by;
            set(&mut self.door_full, span(slot, slot + 1), *events >= site.door_capacity);
            set(&mut self.door_nearly, span(slot, slot + 1), *events + 1 >= site.door_capacity);
        }
    }
}
