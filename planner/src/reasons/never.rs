//! Why a visit could be in no session, whatever else is planned.

use super::why::Fact;
use crate::{
    instance::{Instance, Visit, has_all},
    setting::Setting,
};

/// For each session on the days of a visit at the centres of its family, every fact that keeps the visit out of it
/// by itself.
pub(super) fn facts(setting: &Setting, visit: usize) -> Vec<(usize, Vec<Fact>)> {
    let instance = &setting.instance;
    let Visit { family, from_day, to_day, .. } = instance.visits[visit];
    let sites = instance.families[family].sites.iter();
    sites
        .flat_map(|(site, _)| &instance.sites[*site].sessions)
        .filter(|session| (from_day..=to_day).contains(&instance.sessions[**session].day))
        .map(|session| (*session, of_session(instance, &setting.staff[*session], family, *session)))
        .collect()
}

fn of_session(instance: &Instance, staff: &[usize], family: usize, session: usize) -> Vec<Fact> {
    let (of, session) = (&instance.families[family], &instance.sessions[session]);
    let level = &instance.levels[of.level];
    let mut facts = Vec::new();
    let stay = of.duration + 2 * instance.rules.margin;
    let long_enough = |from: i64, to: i64| to.min(session.to) - from.max(session.from) >= stay;
    if !of.available.iter().any(|hours| hours.day == session.day && long_enough(hours.from, hours.to)) {
        facts.push(Fact::FamilyAway);
    }
    let fits = |room: &usize| {
        let room = &instance.rooms[*room];
        room.capacity > 0 && room.levels.contains(&of.level) && has_all(&room.tags, &of.room_tags)
    };
    if !instance.sites[session.site].rooms.iter().any(fits) {
        facts.push(Fact::NoFitRoom);
    }
    // Enough people, a lead among them, and one who is all that the family needs: of some who may come or not.
    let is_enough = |people: &mut dyn Iterator<Item = usize>| {
        let able: Vec<usize> = people
            .filter(|one| !of.excluded.contains(one))
            .filter(|one| instance.is_qualified(*one, session.day, &level.quals))
            .collect();
        let tagged = |one: &usize| has_all(&instance.supervisors[*one].tags, &of.supervisor_tags);
        let leads = |one: &usize| {
            instance.is_qualified(*one, session.day, &level.lead_quals) && (level.staff > 1 || tagged(one))
        };
        able.len() >= level.staff && able.iter().any(leads) && able.iter().any(tagged)
    };
    if !is_enough(&mut (0..instance.supervisors.len())) {
        facts.push(Fact::NobodyQualified);
    } else if !is_enough(&mut staff.iter().copied()) {
        facts.push(Fact::NobodyComes);
    }
    if staff.len() < instance.rules.min_staff {
        facts.push(Fact::Alone);
    }
    if facts.is_empty() {
        facts.push(Fact::NeverTogether);
    }
    facts
}
