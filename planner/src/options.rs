//! What is open to each visit by itself: the sessions it could be in, and for each of them when, in which
//! rooms and with whom.

use crate::{
    instance::{Bar, Family, Instance, Visit, has_all},
    mask::{Mask, span},
};

/// Somebody who could supervise a visit.
#[derive(Clone, Copy, Debug)]
pub struct Able {
    /// Their place among the staff of the session.
    pub staff: usize,
    /// Whether they could be its lead.
    pub leads: bool,
    /// Whether they are all that the family needs one of its supervisors to be.
    pub tagged: bool,
}

/// A session in which a visit could be, if there were no other.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The session.
    pub session: usize,
    /// What the visit costs there, but for its hour and its staff.
    pub price: i64,
    /// Slots at which the first of the family could come in.
    pub slots: Mask,
    /// Those of them at which the visit is within the hours the family prefers.
    pub preferred: Mask,
    /// Rooms fit for it, by their places among those of the centre.
    pub rooms: Box<[usize]>,
    /// Who could supervise it.
    pub able: Box<[Able]>,
    /// For each of those rooms, the slots at which it cannot be had; nothing where all can be at all of them.
    shut: Box<[Mask]>,
    /// The same of each of those who could supervise it.
    away: Box<[Mask]>,
}

impl Choice {
    /// The slots at which one of the rooms can be had for all that was said of it beforehand, by its place among
    /// them.
    #[must_use]
    pub fn has_room(&self, place: usize) -> Mask {
        self.shut.get(place).map_or(!0, |shut| !shut)
    }

    /// The same of one of those who could supervise it.
    #[must_use]
    pub fn has_able(&self, place: usize) -> Mask {
        self.away.get(place).map_or(!0, |away| !away)
    }
}

/// For each of some things the slots at which a family cannot have it in a session; nothing where none is barred.
fn barred(family: &Family, session: usize, things: impl Iterator<Item = Bar>) -> Box<[Mask]> {
    let here = || family.barred.iter().filter(|one| one.session == session);
    if here().next().is_none() {
        return Box::default();
    }
    things.map(|thing| here().filter(|one| one.what == thing).fold(0, |all, one| all | one.slots)).collect()
}

/// Who could be on duty in each session.
#[must_use]
pub fn staff(instance: &Instance) -> Vec<Vec<usize>> {
    let mut staff = vec![Vec::new(); instance.sessions.len()];
    for (place, supervisor) in instance.supervisors.iter().enumerate() {
        for session in &supervisor.available {
            if instance.is_qualified(place, instance.sessions[*session].day, &instance.rules.duty_quals) {
                staff[*session].push(place);
            }
        }
    }
    staff
}

/// The sessions open to a visit, the cheapest first.
#[must_use]
pub fn choices(instance: &Instance, staff: &[Vec<usize>], visit: usize) -> Vec<Choice> {
    let family = &instance.families[instance.visits[visit].family];
    let sites = family.sites.iter().flat_map(|(site, _)| &instance.sites[*site].sessions);
    let mut choices: Vec<Choice> =
        sites.filter_map(|session| choice(instance, &staff[*session], visit, *session)).collect();
    choices.sort_by_key(|choice| (choice.price, choice.session));
    choices
}

fn choice(instance: &Instance, staff: &[usize], visit: usize, place: usize) -> Option<Choice> {
    let Visit { family: of, from_day, to_day, .. } = instance.visits[visit];
    let (family, session) = (&instance.families[of], &instance.sessions[place]);
    if !(from_day..=to_day).contains(&session.day) || staff.len() < instance.rules.min_staff {
        return None;
    }
    let (slots, preferred) = hours(instance, of, place);
    let site = &instance.sites[session.site];
    let rooms = fit_rooms(instance, family, session.site);
    if slots == 0 || rooms.is_empty() {
        return None;
    }
    let able = able(instance, family, session.day, staff);
    are_enough(instance, family, &able).then(|| Choice {
        session: place,
        price: instance.visit_price(visit, place),
        slots,
        preferred,
        shut: barred(family, place, rooms.iter().map(|room| Bar::Room(site.rooms[*room]))),
        away: barred(family, place, able.iter().map(|one| Bar::Supervisor(staff[one.staff]))),
        rooms,
        able,
    })
}

/// The rooms of a centre that are fit for a family, by their places among those of the centre.
pub(crate) fn fit_rooms(instance: &Instance, family: &Family, site: usize) -> Box<[usize]> {
    let rooms = &instance.sites[site].rooms;
    let fits = |place: &usize| {
        let room = &instance.rooms[rooms[*place]];
        room.capacity > 0 && room.levels.contains(&family.level) && has_all(&room.tags, &family.room_tags)
    };
    (0..rooms.len()).filter(fits).collect()
}

/// Who of some people could supervise a family on a day.
pub(crate) fn able(instance: &Instance, family: &Family, day: i64, people: &[usize]) -> Box<[Able]> {
    let level = &instance.levels[family.level];
    (0..people.len())
        .filter(|one| !family.excluded.contains(&people[*one]))
        .filter(|one| instance.is_qualified(people[*one], day, &level.quals))
        .map(|one| {
            let tagged = has_all(&instance.supervisors[people[one]].tags, &family.supervisor_tags);
            let leads = instance.is_qualified(people[one], day, &level.lead_quals);
            Able { staff: one, leads: leads && (level.staff > 1 || tagged), tagged }
        })
        .collect()
}

/// Whether these are enough to supervise a family: a lead among them, and one who is all that it needs.
pub(crate) fn are_enough(instance: &Instance, family: &Family, able: &[Able]) -> bool {
    able.len() >= instance.levels[family.level].staff
        && able.iter().any(|one| one.leads)
        && able.iter().any(|one| one.tagged)
}

/// The slots at which the first of a family could come in for a visit, and those it prefers.
fn hours(instance: &Instance, of: usize, place: usize) -> (Mask, Mask) {
    let (family, session) = (&instance.families[of], &instance.sessions[place]);
    let margin = instance.rules.margin;
    let (mut slots, mut preferred) = (0, 0);
    for hours in family.available.iter().filter(|hours| hours.day == session.day) {
        let first = hours.from.max(session.from) + margin;
        let last = hours.to.min(session.to) - margin - family.duration;
        for start in first..=last {
            if start % instance.rules.grid == 0 {
                let slot = start - margin - session.from;
                slots |= span(slot, slot + 1);
                if instance.is_preferred(of, session.day, start) {
                    preferred |= span(slot, slot + 1);
                }
            }
        }
    }
    (slots, preferred)
}
