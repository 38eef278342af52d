//! The visits that a change of the rota leaves without their supervisor on duty, or with fewer than two in the
//! building: named in the answer to the change, and each given a task.

use super::rota_of;
use crate::{
    incident::{NewTask, task_insert},
    premises,
    schedule::{VisitRecord, names, on_days},
    schema::{family, task},
};
use base::{FamilyId, Minutes, Moment, Period, RoomId, SiteId, StaffId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, among};
use policy::SeeRota;
use rules::{
    Refusal,
    rota::{Present, Rota, against_visit},
    visit::State,
};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A visit that is left short.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LeftShort {
    /// Which visit.
    pub visit: VisitId,
    /// Whose.
    pub family: FamilyId,
    /// The children's first names.
    pub title: String,
    /// When the time together would start.
    pub starts: Moment,
    /// What it is left without, and what would mend it.
    pub because: Vec<Refusal>,
}

/// A visit's presence is not longer than this, nor further from its start.
const NEAR: Minutes = Minutes(12 * 60);

/// What has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// The rota of that time: one has been made for it, even where nobody is on it any more.
    Rota,
    /// Somebody does not come at that time, whatever the rota says.
    Away(StaffId),
    /// Nothing: it is asked how things stand.
    Nothing,
}

/// The visits of some stretches of time that the rota leaves short.
fn short(tx: &mut Tx<'_>, times: &[Period], change: Change) -> Result<Vec<LeftShort>, Problem> {
    let (Some(from), Some(until)) =
        (times.iter().map(Period::from).min(), times.iter().map(Period::until).max())
    else {
        return Ok(Vec::new());
    };
    let near = Period::new(from.plus(Minutes(-NEAR.0)), until.plus(NEAR)).map_err(Problem::broken)?;
    let booked = not_begun(tx, near, |presence| times.iter().any(|time| time.overlaps(presence)))?;
    if booked.is_empty() {
        return Ok(Vec::new());
    }
    let (mut rota, names) = (rota_of(tx, near)?, names(tx)?);
    if let Change::Away(staff) = change {
        rota.away.extend(times.iter().map(|time| (staff, *time)));
    }
    let present = present(tx, booked)?;
    let name = |id| names.of_staff(id);
    named(tx, (0..present.len()).filter_map(|at| left(&present, at, name, &rota, change)).collect())
}

/// Notes that whoever asks is told of these families.
fn seen(tx: &Tx<'_>, found: &[LeftShort]) {
    for one in found {
        tx.note_seen_of::<SeeRota>(one.family);
    }
}

/// The visits of a week that are short as things stand, with a rota and names that were read before.
pub(super) fn of_week(
    tx: &mut Tx<'_>,
    week: Period,
    rota: &Rota,
    name: impl Fn(StaffId) -> String,
) -> Result<Vec<LeftShort>, Problem> {
    let booked = not_begun(tx, week, |_| true)?;
    let present = present(tx, booked)?;
    let short = (0..present.len()).filter_map(|at| left(&present, at, &name, rota, Change::Nothing));
    let found = named(tx, short.collect())?;
    seen(tx, &found);
    Ok(found)
}

/// The visits near a time that have not begun and are still to come.
fn not_begun(
    tx: &mut Tx<'_>,
    near: Period,
    counts: impl Fn(&Period) -> bool,
) -> Result<Vec<VisitRecord>, Problem> {
    let now = tx.now;
    let mut booked = on_days(tx, near.from(), near.until())?;
    booked.retain(|one| {
        let presence = one.document.now.timing.whole();
        State::NOT_BEGUN.contains(&one.document.now.state) && presence.until() > now && counts(&presence)
    });
    Ok(booked)
}

/// The same with the children's names.
fn named(tx: &mut Tx<'_>, mut found: Vec<LeftShort>) -> Result<Vec<LeftShort>, Problem> {
    let families: Vec<FamilyId> = found.iter().map(|one| one.family).collect();
    let titles: Vec<(FamilyId, String)> = family::table
        .filter(among(family::id, families))
        .select((family::id, family::title))
        .load(tx.db())?;
    let titles: BTreeMap<FamilyId, String> = titles.into_iter().collect();
    for one in &mut found {
        one.title = titles.get(&one.family).cloned().unwrap_or_default();
    }
    Ok(found)
}

/// The visits as the rota sees them, each with its record.
fn present(tx: &mut Tx<'_>, booked: Vec<VisitRecord>) -> Result<Vec<(VisitRecord, Present)>, Problem> {
    let sites: BTreeMap<RoomId, SiteId> =
        premises::rooms(tx)?.into_iter().map(|room| (room.id, room.site)).collect();
    booked
        .into_iter()
        .map(|one| {
            let now = &one.document.now;
            let present = Present {
                family: one.family,
                kind: now.kind,
                time: now.timing.whole(),
                site: *sites.get(&one.room).ok_or_else(|| Problem::broken("a visit in no room"))?,
                supervisors: now.supervisors.clone(),
            };
            Ok((one, present))
        })
        .collect()
}

/// What the rota says against one of these visits.
fn left(
    all: &[(VisitRecord, Present)],
    at: usize,
    name: impl Fn(StaffId) -> String,
    rota: &Rota,
    change: Change,
) -> Option<LeftShort> {
    let (record, visit) = all.get(at)?;
    // Somebody's absence bears on the visits that name them and on those of their duties.
    let bears = |staff: StaffId| {
        let on_duty = rota.duties.iter().any(|duty| duty.staff == staff && duty.time.overlaps(&visit.time));
        on_duty || visit.supervisors.contains(&staff)
    };
    let is_kept = match change {
        Change::Rota => true,
        Change::Away(staff) if !bears(staff) => return None,
        Change::Away(_) | Change::Nothing => rota.is_kept(&visit.time),
    };
    let others: Vec<Present> = all
        .iter()
        .filter(|(other, there)| other.id != record.id && there.time.overlaps(&visit.time))
        .map(|(_, there)| there.clone())
        .collect();
    let because = against_visit(visit, name, &others, rota, is_kept);
    (!because.is_empty()).then(|| LeftShort {
        visit: record.id,
        family: record.family,
        title: String::new(),
        starts: record.starts,
        because,
    })
}

/// Finds the visits that a change leaves short and sets a task for each that has none of the same words open.
/// The caller holds the permit of the change, and answers them.
pub(crate) fn tell(
    tx: &mut WriteTx<'_>,
    times: &[Period],
    change: Change,
) -> Result<Vec<LeftShort>, Problem> {
    let found = short(tx, times, change)?;
    // Whoever says of themselves that they are away is told of none of them.
    if super::cover::leads(tx.actor.role) {
        seen(tx, &found);
    }
    let visits: Vec<VisitId> = found.iter().map(|one| one.visit).collect();
    let open: Vec<(Option<VisitId>, String)> = task::table
        .filter(among(task::visit, visits).and(task::done_at.is_null()))
        .select((task::visit, task::words))
        .load(tx.db())?;
    for one in &found {
        let because: Vec<&str> = one.because.iter().map(|refusal| refusal.detail.as_str()).collect();
        let words = format!("The visit at {}: {}", one.starts.words(), because.join(" "));
        if open.iter().any(|(visit, same)| *visit == Some(one.visit) && *same == words) {
            continue;
        }
        let (visit, due) = (Some(one.visit), one.starts.max(tx.now));
        let family = one.family;
        task_insert(tx, &NewTask { family, review: None, visit, whom: "co-ordinator", words: &words, due })?;
    }
    Ok(found)
}

/// The visits that are short as things stand, without setting a task: for whoever is making a rota.
pub(super) fn still(tx: &mut Tx<'_>, times: &[Period]) -> Result<Vec<LeftShort>, Problem> {
    let found = short(tx, times, Change::Rota)?;
    seen(tx, &found);
    Ok(found)
}
