//! What a timetable costs.

use super::known;
use crate::{instance::Instance, timetable::Timetable};
use std::collections::BTreeSet;

/// What a timetable costs, by its parts, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Visits ordered by a court and not served.
    pub unserved_court: i64,
    /// Other visits not served.
    pub unserved_waiting: i64,
    /// Days until first visits.
    pub waiting_days: i64,
    /// Travel.
    pub travel: i64,
    /// Visits outside the hours families prefer.
    pub preference: i64,
    /// Lead supervisors beyond each family's first.
    pub continuity: i64,
    /// Duties.
    pub duty: i64,
}

impl Cost {
    /// The sum.
    #[must_use]
    pub fn total(&self) -> i64 {
        let unserved = self.unserved_court + self.unserved_waiting;
        unserved + self.waiting_days + self.travel + self.preference + self.continuity + self.duty
    }
}

/// Adds up what a timetable costs.
#[must_use]
pub fn cost(instance: &Instance, timetable: &Timetable) -> Cost {
    let (visits, duties, _) = known(instance, timetable);
    let weights = &instance.weights;
    let mut cost = Cost::default();
    let mut leads = BTreeSet::new();
    let mut is_served = vec![false; instance.visits.len()];
    for one in &visits {
        let visit = &instance.visits[one.visit];
        let family = &instance.families[visit.family];
        let session = &instance.sessions[one.session];
        is_served[one.visit] = true;
        if visit.number == 0 && !family.court_ordered {
            cost.waiting_days += weights.waiting_day * family.priority * session.day;
        }
        for (site, travel) in &family.sites {
            if *site == session.site {
                cost.travel += weights.travel * travel;
            }
        }
        if !instance.is_preferred(visit.family, session.day, one.start) {
            cost.preference += weights.not_preferred;
        }
        leads.extend(one.supervisors.first().map(|lead| (visit.family, *lead)));
    }
    let with_lead: BTreeSet<usize> = leads.iter().map(|(family, _)| *family).collect();
    let extra = i64::try_from(leads.len() - with_lead.len()).unwrap_or(i64::MAX);
    cost.continuity = weights.extra_lead * extra;
    for (visit, is_served) in is_served.iter().enumerate() {
        let family = &instance.families[instance.visits[visit].family];
        match (is_served, family.court_ordered) {
            (true, _) => {}
            (false, true) => cost.unserved_court += weights.unserved_court,
            (false, false) => {
                cost.unserved_waiting +=
                    weights.unserved_waiting + weights.unserved_per_priority * family.priority;
            }
        }
    }
    for (supervisor, _) in &duties {
        let paid = instance.supervisors[*supervisor].paid;
        cost.duty += if paid { weights.duty_paid } else { weights.duty_volunteer };
    }
    cost
}
