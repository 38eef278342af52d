//! Which hard rules a timetable breaks.

use super::{Known, known};
use crate::{
    instance::{Instance, has_all},
    timetable::Timetable,
};
use std::collections::{BTreeMap, BTreeSet};

/// A rule that is broken: its number among the hard rules, and by whom or what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The rule, for example "H5".
    pub rule: &'static str,
    /// The family, supervisor or session.
    pub by: String,
}

struct Judge<'i> {
    instance: &'i Instance,
    breaches: Vec<Breach>,
}

/// Every rule a timetable breaks; nothing for one that is legal.
#[must_use]
pub fn breaches(instance: &Instance, timetable: &Timetable) -> Vec<Breach> {
    let (visits, duties, unknown) = known(instance, timetable);
    let mut judge = Judge { instance, breaches: Vec::new() };
    judge.hold(unknown == 0, "H0", || format!("{unknown} lines"));
    let on_duty: BTreeSet<(usize, usize)> = duties.iter().copied().collect();
    judge.hold(on_duty.len() == duties.len(), "H0", || "a duty named twice".to_owned());
    judge.duties(&on_duty);
    let different: BTreeSet<usize> = visits.iter().map(|one| one.visit).collect();
    judge.hold(different.len() == visits.len(), "H1", || "a visit served twice".to_owned());
    let mut by_session: BTreeMap<usize, Vec<&Known>> = BTreeMap::new();
    let mut by_family: BTreeMap<usize, Vec<&Known>> = BTreeMap::new();
    for one in &visits {
        judge.visit(one, &on_duty);
        by_session.entry(one.session).or_default().push(one);
        by_family.entry(instance.visits[one.visit].family).or_default().push(one);
    }
    for (session, visits) in &by_session {
        let staff = on_duty.iter().filter(|(_, of)| of == session).count();
        let name = || instance.sessions[*session].name.clone();
        judge.hold(staff >= instance.rules.min_staff, "H9", name);
        judge.session(*session, visits);
    }
    for (family, visits) in &by_family {
        judge.family(*family, visits, &by_family);
    }
    judge.breaches
}

impl Judge<'_> {
    fn hold(&mut self, holds: bool, rule: &'static str, by: impl FnOnce() -> String) {
        if !holds {
            self.breaches.push(Breach { rule, by: by() });
        }
    }

    /// First and last slot at which somebody of a visit's family is in the building, the last not included.
    fn presence(&self, one: &Known) -> (i64, i64) {
        let family = &self.instance.families[self.instance.visits[one.visit].family];
        let margin = self.instance.rules.margin;
        (one.start - margin, one.start + family.duration + margin)
    }

    fn duties(&mut self, duties: &BTreeSet<(usize, usize)>) {
        let instance = self.instance;
        let (mut days, mut weeks, mut all) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (one, session) in duties {
            let (supervisor, day) = (&instance.supervisors[*one], instance.sessions[*session].day);
            let name = || supervisor.name.clone();
            self.hold(supervisor.available.contains(session), "H8", name);
            self.hold(instance.is_qualified(*one, day, &instance.rules.duty_quals), "H6", name);
            *days.entry((*one, day)).or_insert(0) += 1;
            *weeks.entry((*one, day.div_euclid(7))).or_insert(0) += 1;
            *all.entry(*one).or_insert(0) += 1;
        }
        let name = |one: &usize| instance.supervisors[*one].name.clone();
        for ((one, _), number) in &days {
            self.hold(*number <= 1, "H8", || name(one));
        }
        for ((one, _), number) in &weeks {
            self.hold(*number <= instance.supervisors[*one].most_a_week, "H8", || name(one));
        }
        for (one, number) in &all {
            self.hold(*number <= instance.supervisors[*one].most, "H8", || name(one));
        }
    }

    /// What can be said of a visit by itself.
    fn visit(&mut self, one: &Known, on_duty: &BTreeSet<(usize, usize)>) {
        let instance = self.instance;
        let visit = &instance.visits[one.visit];
        let family = &instance.families[visit.family];
        let session = &instance.sessions[one.session];
        let room = &instance.rooms[one.room];
        let level = &instance.levels[family.level];
        let (comes, goes) = self.presence(one);
        let name = || format!("{} {}", family.name, visit.number);
        self.hold((visit.from_day..=visit.to_day).contains(&session.day), "H1", name);
        self.hold(session.from <= comes && goes <= session.to, "H2", name);
        self.hold(one.start % instance.rules.grid == 0, "H2", name);
        self.hold(family.sites.iter().any(|(site, _)| *site == session.site), "H2", name);
        let can_come = family
            .available
            .iter()
            .any(|hours| hours.day == session.day && hours.from <= comes && goes <= hours.to);
        self.hold(can_come, "H3", name);
        self.hold(room.site == session.site, "H4", name);
        self.hold(room.levels.contains(&family.level) && has_all(&room.tags, &family.room_tags), "H4", name);
        let different: BTreeSet<usize> = one.supervisors.iter().copied().collect();
        self.hold(different.len() == level.staff && one.supervisors.len() == level.staff, "H6", name);
        for (place, supervisor) in one.supervisors.iter().enumerate() {
            self.hold(on_duty.contains(&(*supervisor, one.session)), "H6", name);
            self.hold(!family.excluded.contains(supervisor), "H6", name);
            self.hold(instance.is_qualified(*supervisor, session.day, &level.quals), "H6", name);
            let leads = instance.is_qualified(*supervisor, session.day, &level.lead_quals);
            self.hold(place > 0 || leads, "H6", name);
        }
        let has_tags = |one: &usize| has_all(&instance.supervisors[*one].tags, &family.supervisor_tags);
        self.hold(family.supervisor_tags.is_empty() || one.supervisors.iter().any(has_tags), "H6", name);
    }

    /// How full rooms, supervisors and door are in a session, slot by slot.
    fn session(&mut self, session: usize, visits: &[&Known]) {
        let instance = self.instance;
        let here = &instance.sessions[session];
        let mut door: BTreeMap<i64, i64> = BTreeMap::new();
        for slot in here.from..here.to {
            let present = visits.iter().filter(|one| {
                let (comes, goes) = self.presence(one);
                comes <= slot && slot < goes
            });
            let mut families: BTreeMap<usize, i64> = BTreeMap::new();
            let mut watched: BTreeMap<usize, Vec<(i64, usize)>> = BTreeMap::new();
            for one in present {
                *families.entry(one.room).or_insert(0) += 1;
                let level = instance.families[instance.visits[one.visit].family].level;
                for supervisor in &one.supervisors {
                    watched.entry(*supervisor).or_default().push((instance.levels[level].share, one.room));
                }
            }
            for (room, number) in families {
                self.hold(number <= instance.rooms[room].capacity, "H4", || here.name.clone());
            }
            for (supervisor, watched) in watched {
                // The sum of one part in `share` for each visit, over a common denominator.
                let whole: i64 = watched.iter().map(|(share, _)| *share).product();
                let taken: i64 = watched.iter().map(|(share, _)| whole / share).sum();
                let is_one_room = watched.iter().all(|(_, room)| *room == watched[0].1);
                self.hold(taken <= whole && is_one_room, "H7", || {
                    instance.supervisors[supervisor].name.clone()
                });
            }
        }
        for one in visits {
            let (comes, goes) = self.presence(one);
            let margin = instance.rules.margin;
            for slot in [comes, comes + margin, goes - margin, goes] {
                *door.entry(slot).or_insert(0) += 1;
            }
        }
        let capacity = instance.sites[here.site].door_capacity;
        self.hold(door.values().all(|events| *events <= capacity), "H12", || here.name.clone());
    }

    /// The days between a family's visits, and who it must be kept apart from.
    fn family(&mut self, family: usize, visits: &[&Known], all: &BTreeMap<usize, Vec<&Known>>) {
        let instance = self.instance;
        let place = |one: &Known| &instance.sessions[one.session];
        let facts = &instance.families[family];
        let mut days: Vec<i64> = visits.iter().map(|one| place(one).day).collect();
        days.sort_unstable();
        let is_far = days.windows(2).all(|two| two[1] - two[0] >= facts.min_gap_days);
        self.hold(is_far, "H5", || facts.name.clone());
        let gap = instance.rules.gap;
        for (rule, others) in [("H10", &instance.apart[family]), ("H11", &instance.shared[family])] {
            for other in others.iter().filter_map(|other| all.get(other)).flatten() {
                for one in visits {
                    let (here, there) = (place(one), place(other));
                    let ((from, to), (comes, goes)) = (self.presence(one), self.presence(other));
                    let is_near = here.site == there.site && from < goes + gap && comes < to + gap;
                    let is_torn = here.site != there.site && rule == "H11";
                    let is_apart = here.day != there.day || !(is_near || is_torn);
                    self.hold(is_apart, rule, || facts.name.clone());
                }
            }
        }
    }
}
