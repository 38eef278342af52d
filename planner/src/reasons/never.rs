//! Why a visit could be in no session, whatever else is planned.

use super::why::Fact;
use crate::{
    instance::{Instance, Visit},
    options::{able, are_enough, fit_rooms},
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
    let mut facts = Vec::new();
    let stay = of.duration + 2 * instance.rules.margin;
    let long_enough = |from: i64, to: i64| to.min(session.to) - from.max(session.from) >= stay;
    if !of.available.iter().any(|hours| hours.day == session.day && long_enough(hours.from, hours.to)) {
        facts.push(Fact::FamilyAway);
    }
    if fit_rooms(instance, of, session.site).is_empty() {
        facts.push(Fact::NoFitRoom);
    }
    let is_enough = |people: &[usize]| are_enough(instance, of, &able(instance, of, session.day, people));
    let everybody: Vec<usize> = (0..instance.supervisors.len()).collect();
    if !is_enough(&everybody) {
        facts.push(Fact::NobodyQualified);
    } else if !is_enough(staff) {
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
