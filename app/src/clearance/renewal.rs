//! What is to be renewed, whose it is, by when, and which course would do: worked out at each look from the dates
//! of certificates, and kept nowhere.

use super::{store, training};
use crate::schema::{clearance_basis, duty, is_booked, visit, visit_supervisor};
use base::{Day, Moment, StaffId, TrainingId};
use diesel::{dsl::min, prelude::*};
use host::{
    Problem, Tx, among,
    paging::{Listed, Paging},
};
use policy::{ListClearance, Role, SeeCredentials, Subject};
use rules::{
    clearance::{
        CertificateStanding, Credential, DbsLevel, Policy, Renewal, Requirement, kinds_done, renewals,
    },
    plan::Kind,
};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A date of a course that would renew something.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RenewalCourse {
    /// Which date.
    pub training: TrainingId,
    /// What the course is called.
    pub name: String,
    /// When it starts.
    pub starts: Moment,
    /// Whether they have a place on it.
    pub booked: bool,
    /// How many places are free.
    pub free: i32,
    /// Whether it is over by the last day.
    pub in_time: bool,
}

/// One thing to be renewed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RenewalItem {
    /// What, by when, and what to do.
    #[serde(flatten)]
    pub renewal: Renewal,
    /// The course they are booked on for it, or else the next one with a free place.
    pub course: Option<RenewalCourse>,
}

/// What somebody has to renew.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ToRenew {
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// What they are to the centre.
    pub role: Role,
    /// The first of the days by which something is to be put right.
    pub fix_by: Option<Day>,
    /// The next day on which they are on duty or on a visit: what is missing is to be there before.
    pub next_on: Option<Day>,
    /// What, the most pressing first.
    pub items: Vec<RenewalItem>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = clearance_basis)]
struct Row {
    staff: Option<StaffId>,
    name: Option<String>,
    role: Option<Role>,
    requirement: Option<Requirement>,
    level: Option<DbsLevel>,
    kinds: Option<String>,
    from_day: Option<Day>,
    expires: Option<Day>,
    update_checked: Option<Day>,
    standing: Option<CertificateStanding>,
    document: Option<String>,
}

impl Row {
    fn credential(self) -> Result<Option<Credential>, Problem> {
        let (Some(what), Some(from), Some(standing)) = (self.requirement, self.from_day, self.standing)
        else {
            return Ok(None);
        };
        Ok(Some(Credential {
            what,
            level: self.level,
            kinds: serde_json::from_str(self.kinds.as_deref().unwrap_or("[]"))?,
            from,
            expires: self.expires,
            update_checked: self.update_checked,
            standing,
        }))
    }
}

/// The kinds of contact that are looked at for somebody. A supervisor without any qualification is asked for all:
/// supervising is what they are here for.
fn kinds_of(role: Role, held: &[Credential], policy: &Policy) -> Vec<Kind> {
    let qualified = held.iter().any(|one| one.what == Requirement::Role);
    if role == Role::Supervisor && !qualified { Kind::ALL.to_vec() } else { kinds_done(held, policy) }
}

/// What everybody at the centre has to renew, or one of them, the most pressing first: in one statement, and
/// without courses. Whoever asks may know it: the callers see to that.
pub fn worked_out(tx: &mut Tx<'_>, only: Option<StaffId>) -> Result<Vec<ToRenew>, Problem> {
    let (centre, today) = (tx.centre(), tx.now.day());
    let mut query = clearance_basis::table
        .filter(clearance_basis::centre.eq(centre))
        .select(Row::as_select())
        .into_boxed();
    if let Some(only) = only {
        query = query.filter(clearance_basis::staff.eq(only).or(clearance_basis::staff.is_null()));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let mut policy = None;
    let mut people: Vec<(StaffId, String, Role)> = Vec::new();
    let mut held: BTreeMap<StaffId, Vec<Credential>> = BTreeMap::new();
    for row in rows {
        match (row.staff, &row.name, row.role) {
            (Some(id), Some(name), Some(role)) => people.push((id, name.clone(), role)),
            (Some(id), ..) => held.entry(id).or_default().extend(row.credential()?),
            (None, ..) => policy = row.document.as_deref().map(serde_json::from_str::<Policy>).transpose()?,
        }
    }
    let policy = policy.unwrap_or_else(Policy::national);
    let mut all: Vec<ToRenew> = people
        .into_iter()
        .map(|(staff, name, role)| {
            let held = held.get(&staff).map_or(&[][..], Vec::as_slice);
            let found = renewals(held, &policy, &kinds_of(role, held, &policy), today);
            let items: Vec<RenewalItem> =
                found.into_iter().map(|renewal| RenewalItem { renewal, course: None }).collect();
            let fix_by = items.first().map(|item| item.renewal.fix_by);
            ToRenew { staff, name, role, fix_by, next_on: None, items }
        })
        .filter(|one| !one.items.is_empty())
        .collect();
    all.sort_by(|one, other| {
        (one.fix_by, &one.name, one.staff).cmp(&(other.fix_by, &other.name, other.staff))
    });
    Ok(all)
}

/// What everybody has to renew, for those who lead the centre's work.
pub fn list_renewals(tx: &mut Tx<'_>, paging: &Paging) -> Result<Listed<ToRenew>, Problem> {
    tx.ask::<ListClearance>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let (place, today) = (paging.place()?, tx.now.day());
    let at = |one: &ToRenew| Moment::start_of(one.fix_by.unwrap_or(today));
    let mut all = worked_out(tx, None)?;
    if let Some(place) = place {
        let shown = all.iter().position(|one| one.staff.to_string() == place.id);
        let before = || all.iter().take_while(|one| at(one) <= place.at).count();
        all.drain(..shown.map_or_else(before, |at| at + 1));
    }
    all.truncate(usize::try_from(paging.fetch()).unwrap_or(usize::MAX));
    let mut listed = paging.page(all, |one| (at(one), one.staff.to_string()));
    with_courses(tx, &mut listed.items)?;
    with_next(tx, &mut listed.items)?;
    Ok(listed)
}

/// What one person has to renew, for themselves and for those who lead the centre's work.
pub fn renewals_of(tx: &mut Tx<'_>, id: StaffId) -> Result<ToRenew, Problem> {
    let (member, subject) = store::staff(tx, id)?;
    tx.ask::<SeeCredentials>(&subject)?;
    let mut found = of_known(tx, id)?;
    with_next(tx, &mut found)?;
    let nothing = ToRenew {
        staff: id,
        name: member.name,
        role: member.role,
        fix_by: None,
        next_on: None,
        items: Vec::new(),
    };
    Ok(found.pop().unwrap_or(nothing))
}

/// The same for a page that has asked whether it may be shown.
pub fn of_known(tx: &mut Tx<'_>, id: StaffId) -> Result<Vec<ToRenew>, Problem> {
    let mut found = worked_out(tx, Some(id))?;
    with_courses(tx, &mut found)?;
    Ok(found)
}

/// Finds for each thing the course they are booked on, or else the next one with a free place.
fn with_courses(tx: &mut Tx<'_>, people: &mut [ToRenew]) -> Result<(), Problem> {
    if people.is_empty() {
        return Ok(());
    }
    let dates = training::to_come(tx)?;
    for person in people {
        let staff = person.staff;
        for item in &mut person.items {
            let one = &item.renewal;
            let gives = |date: &&training::Training| {
                let about = &date.course.about;
                about.requirement == one.requirement
                    && (one.requirement != Requirement::Role
                        || one.kinds.iter().any(|kind| about.kinds.contains(kind)))
            };
            let has_place = |date: &training::Training| date.people.iter().any(|place| place.staff == staff);
            let found = dates.iter().filter(gives).find(|date| has_place(date));
            let found = found.or_else(|| dates.iter().filter(gives).find(|date| date.free > 0));
            item.course = found.map(|date| RenewalCourse {
                training: date.id,
                name: date.course.about.name.to_string(),
                starts: date.starts,
                booked: has_place(date),
                free: date.free,
                in_time: date.ends.day() <= one.fix_by,
            });
        }
    }
    Ok(())
}

/// Finds on which day each of them is next on duty or on a visit.
fn with_next(tx: &mut Tx<'_>, people: &mut [ToRenew]) -> Result<(), Problem> {
    if people.is_empty() {
        return Ok(());
    }
    let (centre, now) = (tx.centre(), tx.now);
    let ids: Vec<StaffId> = people.iter().map(|one| one.staff).collect();
    let mut next: Vec<(StaffId, Option<Moment>)> = visit_supervisor::table
        .inner_join(visit::table.on(visit::id.eq(visit_supervisor::visit)))
        .filter(visit_supervisor::centre.eq(centre).and(visit_supervisor::starts.gt(now)))
        .filter(among(visit_supervisor::staff, ids.clone()).and(is_booked()))
        .group_by(visit_supervisor::staff)
        .select((visit_supervisor::staff, min(visit_supervisor::starts)))
        .load(tx.db())?;
    let duties: Vec<(StaffId, Option<Moment>)> = duty::table
        .filter(duty::centre.eq(centre).and(duty::starts.gt(now)).and(among(duty::staff, ids)))
        .group_by(duty::staff)
        .select((duty::staff, min(duty::starts)))
        .load(tx.db())?;
    next.extend(duties);
    for person in people {
        let own = next.iter().filter(|(staff, _)| *staff == person.staff);
        person.next_on = own.filter_map(|(_, at)| *at).min().map(Moment::day);
    }
    Ok(())
}
