//! The doors by which people come in, and where they wait.

mod store;

pub use store::entrances;

use super::{may_see, site};
use base::{Changed, Day, EntranceId, Name, SiteId, WaitingAreaId};
use host::{Problem, Recorded, Tx, WriteTx, paging::All};
use policy::{Subject, WriteCentre};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A door by which people come in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Entrance {
    /// Its identifier.
    pub id: EntranceId,
    /// At which site it is.
    pub site: SiteId,
    /// What it is called.
    pub name: String,
    /// The day from which it is not used any more; none while it is.
    pub closed_on: Option<Day>,
}

/// A place where people wait.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WaitingArea {
    /// Its identifier.
    pub id: WaitingAreaId,
    /// At which site it is.
    pub site: SiteId,
    /// What it is called.
    pub name: String,
    /// The day from which it is not used any more; none while it is.
    pub closed_on: Option<Day>,
}

/// Adds an entrance or a waiting area.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDoor {
    /// What people call it.
    pub name: Name,
    /// At which site it is; the only one when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
}

/// Calls an entrance or a waiting area something else.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DoorName {
    /// What people call it.
    pub name: Name,
}

/// The entrances, by name.
pub fn list_entrances(tx: &mut Tx<'_>) -> Result<All<Entrance>, Problem> {
    may_see(tx)?;
    Ok(All { items: store::entrances(tx)? })
}

/// The waiting areas, by name.
pub fn list_waiting_areas(tx: &mut Tx<'_>) -> Result<All<WaitingArea>, Problem> {
    may_see(tx)?;
    Ok(All { items: store::waiting_areas(tx)? })
}

/// One entrance.
pub fn see_entrance(tx: &mut Tx<'_>, id: EntranceId) -> Result<Entrance, Problem> {
    list_entrances(tx)?.items.into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)
}

/// One waiting area.
pub fn see_waiting_area(tx: &mut Tx<'_>, id: WaitingAreaId) -> Result<WaitingArea, Problem> {
    list_waiting_areas(tx)?.items.into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)
}

fn not_taken(mut names: impl Iterator<Item = String>, name: &Name) -> Result<(), Problem> {
    if names.any(|taken| taken.eq_ignore_ascii_case(name.as_str())) {
        return Err(Problem::field("/name", "There is one of this name. Choose another name"));
    }
    Ok(())
}

fn closed_already() -> Problem {
    Refusal::because("closed-already", "It is closed already.", "There is nothing to do.").into()
}

/// Adds an entrance.
pub fn add_entrance(tx: &mut WriteTx<'_>, new: NewDoor) -> Result<Recorded<Entrance>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    not_taken(store::entrances(tx)?.into_iter().map(|one| one.name), &new.name)?;
    let site = site::meant(tx, new.site)?;
    let id = store::entrance_insert(tx, &permit, site, new.name.as_str())?;
    let entrance = see_entrance(tx, id)?;
    tx.record(&permit, None, "An entrance was added", entrance)
}

/// Calls an entrance something else.
pub fn rename_entrance(
    tx: &mut WriteTx<'_>,
    id: EntranceId,
    new: DoorName,
) -> Result<Recorded<Entrance>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let before = see_entrance(tx, id)?;
    let others = store::entrances(tx)?.into_iter().filter(|one| one.id != id);
    not_taken(others.map(|one| one.name), &new.name)?;
    store::entrance_write(tx, &permit, id, new.name.as_str(), before.closed_on)?;
    let entrance = see_entrance(tx, id)?;
    tx.record(&permit, None, "An entrance was renamed", entrance)
}

/// Closes an entrance, unless a plan in force sends somebody to it: two people who must not meet may be kept
/// apart by it.
pub fn close_entrance(tx: &mut WriteTx<'_>, id: EntranceId) -> Result<Recorded<Entrance>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let before = see_entrance(tx, id)?;
    if before.closed_on.is_some() {
        return Err(closed_already());
    }
    let families = store::sent_to(tx, id)?;
    if !families.is_empty() {
        return Err(Refusal::because(
            "entrance-in-plan",
            format!("Plans in force send people to this door: {}.", families.join("; ")),
            "Write another door into these plans first.",
        )
        .into());
    }
    let today = tx.now.day();
    store::entrance_write(tx, &permit, id, &before.name, Some(today))?;
    tx.changed(Changed::Centre);
    let entrance = see_entrance(tx, id)?;
    tx.record(&permit, None, "An entrance was closed", entrance)
}

/// Adds a waiting area.
pub fn add_waiting_area(tx: &mut WriteTx<'_>, new: NewDoor) -> Result<Recorded<WaitingArea>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    not_taken(store::waiting_areas(tx)?.into_iter().map(|one| one.name), &new.name)?;
    let site = site::meant(tx, new.site)?;
    let id = store::area_insert(tx, &permit, site, new.name.as_str())?;
    let area = see_waiting_area(tx, id)?;
    tx.record(&permit, None, "A waiting area was added", area)
}

/// Calls a waiting area something else.
pub fn rename_waiting_area(
    tx: &mut WriteTx<'_>,
    id: WaitingAreaId,
    new: DoorName,
) -> Result<Recorded<WaitingArea>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let before = see_waiting_area(tx, id)?;
    let others = store::waiting_areas(tx)?.into_iter().filter(|one| one.id != id);
    not_taken(others.map(|one| one.name), &new.name)?;
    store::area_write(tx, &permit, id, new.name.as_str(), before.closed_on)?;
    let area = see_waiting_area(tx, id)?;
    tx.record(&permit, None, "A waiting area was renamed", area)
}

/// Closes a waiting area.
pub fn close_waiting_area(tx: &mut WriteTx<'_>, id: WaitingAreaId) -> Result<Recorded<WaitingArea>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let before = see_waiting_area(tx, id)?;
    if before.closed_on.is_some() {
        return Err(closed_already());
    }
    let today = tx.now.day();
    store::area_write(tx, &permit, id, &before.name, Some(today))?;
    tx.changed(Changed::Centre);
    let area = see_waiting_area(tx, id)?;
    tx.record(&permit, None, "A waiting area was closed", area)
}
