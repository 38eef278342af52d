//! Who is cleared for what on a day, and who falls out when.

use super::{credentials, current_policy, store};
use crate::premises;
use base::{Day, StaffId};
use host::{Problem, Tx};
use policy::{ListClearance, Role, SeeCredentials, Subject};
use rules::{
    clearance::{Clearance, MissingRequirement, Requirement, clearance},
    plan::Kind,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How far ahead lapses are listed, in months.
const AHEAD: i64 = 6;

/// What is asked of somebody's clearance.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ClearanceAsked {
    /// On which day; today when not said.
    pub on: Option<Day>,
    /// For which kind of contact; for each kind, and for all of them together, when not said.
    pub kind: Option<Kind>,
}

/// The answer for one kind of contact.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct KindAnswer {
    /// Which kind.
    pub kind: Kind,
    /// Whether they are cleared on the day.
    pub is_cleared: bool,
    /// The last day on which they are, without a break; none when nothing lapses or they are not.
    pub until: Option<Day>,
}

/// Whether somebody is cleared.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Answered {
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// On which day.
    pub on: Day,
    /// Whether they are cleared for everything that was asked about.
    pub is_cleared: bool,
    /// Until when, what lapses then, and what is missing.
    #[serde(flatten)]
    pub clearance: Clearance,
    /// Kind by kind.
    pub kinds: Vec<KindAnswer>,
}

/// Somebody who falls out, or is out.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Lapse {
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// What they are to the centre.
    pub role: Role,
    /// The last day on which they are cleared; none when they are not now.
    pub until: Option<Day>,
    /// For which kinds of contact.
    pub kinds: Vec<Kind>,
    /// What lapses, or is missing.
    pub requirements: Vec<Requirement>,
}

/// Who falls out in the next six months, and who is cleared for nothing.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Lapses {
    /// Until when it was looked.
    pub until: Day,
    /// Who is cleared today and falls out, the first first.
    pub falling_out: Vec<Lapse>,
    /// Who is cleared for no kind of contact today.
    pub not_cleared: Vec<Lapse>,
    /// Who is cleared for what today.
    pub cleared: Vec<Lapse>,
}

/// Who of these is not cleared for a kind of contact on a day (R9), by name.
pub fn not_cleared(
    tx: &mut Tx<'_>,
    people: &[StaffId],
    kind: Kind,
    day: Day,
) -> Result<Vec<String>, Problem> {
    let known = premises::staff(tx)?;
    let held = credentials(tx, people)?;
    let policy = current_policy(tx)?;
    let lacks = |id: &StaffId| {
        let held = held.get(id).map_or(&[][..], Vec::as_slice);
        !clearance(held, &policy, &[kind], day).is_cleared()
    };
    let name = |id: &StaffId| {
        let found = known.iter().find(|one| one.id == *id);
        found.map_or_else(|| "Somebody who is not on the staff".to_owned(), |one| one.name.clone())
    };
    Ok(people.iter().filter(|id| lacks(id)).map(name).collect())
}

/// Is this person cleared for this kind on this day?
pub fn answer(tx: &mut Tx<'_>, id: StaffId, asked: &ClearanceAsked) -> Result<Answered, Problem> {
    let (member, subject) = store::staff(tx, id)?;
    tx.ask::<SeeCredentials>(&subject)?;
    let held = credentials(tx, &[id])?.remove(&id).unwrap_or_default();
    let policy = current_policy(tx)?;
    let on = asked.on.unwrap_or_else(|| tx.now.day());
    let kinds: Vec<Kind> = asked.kind.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
    let each = kinds
        .iter()
        .map(|kind| {
            let one = clearance(&held, &policy, &[*kind], on);
            KindAnswer { kind: *kind, is_cleared: one.is_cleared(), until: one.until }
        })
        .collect();
    let whole = clearance(&held, &policy, &kinds, on);
    Ok(Answered {
        staff: id,
        name: member.name,
        on,
        is_cleared: whole.is_cleared(),
        clearance: whole,
        kinds: each,
    })
}

/// Who falls out in the next six months, and who is cleared for nothing.
pub fn lapses(tx: &mut Tx<'_>) -> Result<Lapses, Problem> {
    tx.ask::<ListClearance>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let people = premises::staff(tx)?;
    let ids: Vec<StaffId> = people.iter().map(|one| one.id).collect();
    let held = credentials(tx, &ids)?;
    let policy = current_policy(tx)?;
    let today = tx.now.day();
    let mut found = Lapses {
        until: today.plus_months(AHEAD),
        falling_out: Vec::new(),
        not_cleared: Vec::new(),
        cleared: Vec::new(),
    };
    for person in people {
        let held = held.get(&person.id).map_or(&[][..], Vec::as_slice);
        let lapse = |until, kinds, requirements| Lapse {
            staff: person.id,
            name: person.name.clone(),
            role: person.role,
            until,
            kinds,
            requirements,
        };
        let each: Vec<(Kind, Clearance)> =
            Kind::ALL.iter().map(|kind| (*kind, clearance(held, &policy, &[*kind], today))).collect();
        let cleared: Vec<&(Kind, Clearance)> = each.iter().filter(|(_, one)| one.is_cleared()).collect();
        if cleared.is_empty() {
            // Supported contact asks for the least: what it lacks is where to begin.
            let missing = each.first().map(|(_, one)| one.missing.as_slice()).unwrap_or_default();
            found.not_cleared.push(lapse(None, Vec::new(), required(missing)));
            continue;
        }
        let kinds = |until: Option<Day>| {
            cleared.iter().filter(|(_, one)| one.until == until).map(|(kind, _)| *kind).collect::<Vec<_>>()
        };
        let mut ends: Vec<Day> = cleared.iter().filter_map(|(_, one)| one.until).collect();
        ends.sort();
        ends.dedup();
        found.cleared.push(lapse(
            ends.first().copied(),
            cleared.iter().map(|(kind, _)| *kind).collect(),
            Vec::new(),
        ));
        for until in ends.into_iter().filter(|until| *until <= found.until) {
            let of_then = cleared.iter().filter(|(_, one)| one.until == Some(until));
            let mut what: Vec<Requirement> = of_then.flat_map(|(_, one)| one.lapses.clone()).collect();
            what.sort();
            what.dedup();
            found.falling_out.push(lapse(Some(until), kinds(Some(until)), what));
        }
    }
    found.falling_out.sort_by(|one, other| (one.until, &one.name).cmp(&(other.until, &other.name)));
    Ok(found)
}

fn required(missing: &[MissingRequirement]) -> Vec<Requirement> {
    missing.iter().map(|one| one.requirement).collect()
}
