//! What each lapse will cost, week by week, if nothing is renewed.
//!
//! A place of contact is one time that one family could have with somebody in sight and sound. Two sorts
//! are counted, each once:
//!
//! - **a booked visit** that names somebody who will not be cleared on its day for its kind;
//! - **a session** at which somebody is expected (on the rota, or by what they usually work), who is
//!   cleared today for a kind of contact and will not be for that kind on that day, and who has no booked
//!   visit counted on it already. A supervisor holds one family at a time, so a session without them is at
//!   least one place less.
//!
//! Whoever is cleared for nothing today costs no session: what is not there is not lost by a lapse.

use super::{Credential, Policy, Requirement, clearance};
use crate::plan::Kind;
use base::{Day, SessionId, StaffId, VisitId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How many weeks are looked at.
pub const WEEKS: i64 = 26;

/// Somebody who could be on contact, with what they have to show.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Who.
    pub staff: StaffId,
    /// What they have to show.
    pub credentials: Vec<Credential>,
}

/// A booked visit that names people.
#[derive(Clone, Debug)]
pub struct PlannedVisit {
    /// Which.
    pub visit: VisitId,
    /// When.
    pub day: Day,
    /// What kind of contact.
    pub kind: Kind,
    /// The named supervisors.
    pub supervisors: Vec<StaffId>,
}

/// Somebody expected at an opening session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duty {
    /// Which session.
    pub session: SessionId,
    /// Its day.
    pub day: Day,
    /// Who.
    pub staff: StaffId,
}

/// What the lapses of one person cost in a week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Cost {
    /// Who.
    pub staff: StaffId,
    /// What they will lack.
    pub lacking: Vec<Requirement>,
    /// Booked visits that name them and that they could not hold.
    pub visits: u32,
    /// Sessions at which they are expected beside those.
    pub sessions: u32,
}

/// One week of the forecast: seven days, the first week beginning today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct ForecastWeek {
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub until: Day,
    /// How many places of contact are lost: booked visits, each once, and sessions.
    pub places: u32,
    /// Booked visits that could not take place as they are.
    pub visits: Vec<VisitId>,
    /// Whose lapses cost them.
    pub costs: Vec<Cost>,
}

#[derive(Default)]
struct Loss {
    lacking: BTreeSet<Requirement>,
    visits: u32,
    sessions: u32,
}

/// The weeks from today on, with what is lost in each.
#[must_use]
pub fn forecast(
    people: &[Expected],
    policy: &Policy,
    visits: &[PlannedVisit],
    duties: &[Duty],
    today: Day,
) -> Vec<ForecastWeek> {
    (0..WEEKS)
        .map(|week| {
            let from = today.plus_days(week * 7);
            one_week(people, policy, (visits, duties), (today, from))
        })
        .collect()
}

fn lacking_on(person: &Expected, policy: &Policy, kind: Kind, day: Day) -> Vec<Requirement> {
    let answer = clearance(&person.credentials, policy, &[kind], day);
    answer.missing.into_iter().map(|missing| missing.requirement).collect()
}

fn one_week(
    people: &[Expected],
    policy: &Policy,
    (visits, duties): (&[PlannedVisit], &[Duty]),
    (today, from): (Day, Day),
) -> ForecastWeek {
    let until = from.plus_days(6);
    let within = |day: Day| from <= day && day <= until;
    let person = |staff: StaffId| people.iter().find(|person| person.staff == staff);
    let mut losses: BTreeMap<StaffId, Loss> = BTreeMap::new();
    let mut lost_visits = Vec::new();
    let mut counted: BTreeSet<(StaffId, Day)> = BTreeSet::new();
    for visit in visits.iter().filter(|visit| within(visit.day)) {
        for person in visit.supervisors.iter().filter_map(|staff| person(*staff)) {
            let lacking = lacking_on(person, policy, visit.kind, visit.day);
            if lacking.is_empty() {
                continue;
            }
            let loss = losses.entry(person.staff).or_default();
            loss.lacking.extend(lacking);
            loss.visits += 1;
            counted.insert((person.staff, visit.day));
            if !lost_visits.contains(&visit.visit) {
                lost_visits.push(visit.visit);
            }
        }
    }
    let duties: BTreeSet<&Duty> = duties.iter().filter(|duty| within(duty.day)).collect();
    for duty in duties {
        let Some(person) = person(duty.staff).filter(|_| !counted.contains(&(duty.staff, duty.day))) else {
            continue;
        };
        let had = Kind::ALL.iter().filter(|kind| lacking_on(person, policy, **kind, today).is_empty());
        let lacking: BTreeSet<Requirement> =
            had.flat_map(|kind| lacking_on(person, policy, *kind, duty.day)).collect();
        if !lacking.is_empty() {
            let loss = losses.entry(duty.staff).or_default();
            loss.lacking.extend(lacking);
            loss.sessions += 1;
        }
    }
    let sessions: u32 = losses.values().map(|loss| loss.sessions).sum();
    ForecastWeek {
        from,
        until,
        places: u32::try_from(lost_visits.len()).unwrap_or(u32::MAX).saturating_add(sessions),
        visits: lost_visits,
        costs: losses
            .into_iter()
            .map(|(staff, loss)| Cost {
                staff,
                lacking: loss.lacking.into_iter().collect(),
                visits: loss.visits,
                sessions: loss.sessions,
            })
            .collect(),
    }
}
