//! The things that can be reserved with a visit.

mod store;

pub use store::equipment;

use super::{may_see, site};
use base::{Changed, Day, EquipmentId, Name, Prose, SiteId};
use host::{Problem, Recorded, Tx, WriteTx, paging::All};
use policy::{Subject, WriteCentre};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One thing that can be reserved with a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Equipment {
    /// Its identifier.
    pub id: EquipmentId,
    /// At which site it is.
    pub site: SiteId,
    /// What it is called.
    pub name: String,
    /// What it is for, and where it is kept.
    pub words: Option<String>,
    /// The day from which it is out of use; none while it is in use.
    pub out_of_use_on: Option<Day>,
    /// Why it is out of use.
    pub out_of_use_because: Option<String>,
}

impl Equipment {
    /// Whether it can be reserved.
    #[must_use]
    pub fn is_in_use(&self) -> bool {
        self.out_of_use_on.is_none()
    }
}

/// Adds a thing that can be reserved with a visit.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEquipment {
    /// What the thing is called.
    pub name: Name,
    /// At which site it is; the only one when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// What it is for, and where it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Prose>,
}

/// Takes a thing out of use.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OutOfUse {
    /// Why it cannot be used.
    pub reason: Prose,
}

/// The equipment, by name.
pub fn list_equipment(tx: &mut Tx<'_>) -> Result<All<Equipment>, Problem> {
    may_see(tx)?;
    Ok(All { items: equipment(tx)? })
}

/// Adds a thing that can be reserved.
pub fn add_equipment(tx: &mut WriteTx<'_>, new: NewEquipment) -> Result<Recorded<Equipment>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    if equipment(tx)?.iter().any(|one| one.name.eq_ignore_ascii_case(new.name.as_str())) {
        let words = "There is something of this name. Number them, like “High chair 2”";
        return Err(Problem::field("/name", words));
    }
    let site = site::meant(tx, new.site)?;
    let id = store::equipment_insert(tx, &permit, site, &new)?;
    let added = one(tx, id)?;
    tx.record(&permit, None, "A piece of equipment was added", added)
}

/// Takes a thing out of use. Visits that have reserved it are judged again.
pub fn take_out_of_use(
    tx: &mut WriteTx<'_>,
    id: EquipmentId,
    why: OutOfUse,
) -> Result<Recorded<Equipment>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    if !one(tx, id)?.is_in_use() {
        return Err(Refusal::because(
            "equipment-out-of-use",
            "It is out of use already.",
            "Put it back into use first if the reason has changed.",
        )
        .into());
    }
    let today = tx.now.day();
    store::use_write(tx, &permit, id, Some((today, why.reason.as_str())))?;
    tx.changed(Changed::Centre);
    let now = one(tx, id)?;
    tx.record(&permit, None, "A piece of equipment was taken out of use", now)
}

/// Puts a thing back into use.
pub fn put_back_into_use(tx: &mut WriteTx<'_>, id: EquipmentId) -> Result<Recorded<Equipment>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    if one(tx, id)?.is_in_use() {
        return Err(Refusal::because("equipment-in-use", "It is in use.", "There is nothing to do.").into());
    }
    store::use_write(tx, &permit, id, None)?;
    tx.changed(Changed::Centre);
    let now = one(tx, id)?;
    tx.record(&permit, None, "A piece of equipment was put back into use", now)
}

/// One thing.
pub fn see_equipment(tx: &mut Tx<'_>, id: EquipmentId) -> Result<Equipment, Problem> {
    may_see(tx)?;
    one(tx, id)
}

fn one(tx: &mut Tx<'_>, id: EquipmentId) -> Result<Equipment, Problem> {
    equipment(tx)?.into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)
}
