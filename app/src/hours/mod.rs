//! The children's own hours: school, a nap, worship. No visit is booked into them.

mod pages;
mod store;

pub use pages::pages;
pub use store::{of_families, of_family};

use crate::family;
use axum::http::Method;
use base::{Changed, ChildId, Day, FamilyId, Faults, HoursId, Moment, Name, WallClock, Weekday};
use host::{
    Problem, Recorded, Tx, WriteTx,
    api::{Nothing, Operations},
};
use policy::{SeeOrders, WriteOrders};
use rules::{Refusal, schedule::HoursKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most hours of one family that are kept at once.
const MOST: usize = 60;

/// Records hours of a child's own that come back every week.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHours {
    /// Which child.
    pub child: ChildId,
    /// What the hours are for.
    pub kind: HoursKind,
    /// On which days of the week they begin.
    pub weekdays: Vec<Weekday>,
    /// When they begin, on the clock on the wall, like 13:00.
    pub from: WallClock,
    /// When they end, like 14:30. On the next day, if that is not after they begin.
    pub until: WallClock,
    /// The first day on which they are kept; today, when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Day>,
    /// The last day on which they are kept, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Day>,
    /// What to know of them, for example "term time only". Not where it is: that can tell where a child lives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Name>,
}

/// Hours of a child's own, as they are kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct KeptHours {
    /// Their identifier.
    pub id: HoursId,
    /// The child's name.
    pub name: String,
    /// What they are.
    #[serde(flatten)]
    pub hours: NewHours,
    /// When they were recorded.
    pub created: Moment,
}

/// The children's own hours of a family.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FamilyHours {
    /// The hours that are kept, those recorded last first.
    pub hours: Vec<KeptHours>,
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<SeeOrders, FamilyId, Nothing, FamilyHours>(
            "Children's hours",
            "/families/{family}/hours",
            "Read the children's own hours, into which no visit is booked",
            |tx, family, _| list(tx, family),
        )
        .write::<WriteOrders, FamilyId, NewHours, FamilyHours>(
            "Children's hours",
            (Method::POST, "/families/{family}/hours"),
            "Record hours of a child's own that come back every week",
            (201, &["hours-too-many"]),
            add,
        )
        .write::<WriteOrders, (FamilyId, HoursId), Stop, FamilyHours>(
            "Children's hours",
            (Method::POST, "/families/{family}/hours/{hours}/stop"),
            "Say that hours are no longer kept",
            (201, &["hours-stopped"]),
            stop,
        )
}

/// Says that hours are no longer kept.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Stop {}

/// The children's own hours of a family.
pub fn list(tx: &mut Tx<'_>, id: FamilyId) -> Result<FamilyHours, Problem> {
    let family = family::family(tx, id)?;
    tx.ask::<SeeOrders>(&family.subject)?;
    store::kept(tx, id)
}

/// Records hours of a child's own.
pub fn add(tx: &mut WriteTx<'_>, id: FamilyId, new: NewHours) -> Result<Recorded<FamilyHours>, Problem> {
    let family = family::family(tx, id)?;
    let permit = tx.ask::<WriteOrders>(&family.subject)?;
    let mut faults = Faults::none();
    let is_child = family.children.iter().any(|child| child.id == new.child);
    faults.require(is_child, "/child", "Choose a child of this family");
    let days = (1..=7).contains(&new.weekdays.len());
    faults.require(days, "/weekdays", "Choose at least one day of the week, and each once");
    faults.require(new.from != new.until, "/until", "Enter a time other than when they begin");
    let first = new.first.unwrap_or_else(|| tx.now.day());
    let last = new.last.is_none_or(|last| last >= first);
    faults.require(last, "/last", "Enter a last day that is not before the first");
    faults.none_or_err()?;
    if store::kept(tx, id)?.hours.len() >= MOST {
        return Err(Refusal::because(
            "hours-too-many",
            format!("{MOST} hours are kept for this family already."),
            "Take away those that are over first.",
        )
        .into());
    }
    store::hours_insert(tx, &permit, &NewHours { first: Some(first), ..new })?;
    changed(tx, id, &permit, "A child's own hours were recorded")
}

/// Says that hours are no longer kept.
pub fn stop(
    tx: &mut WriteTx<'_>,
    (id, hours): (FamilyId, HoursId),
    _: Stop,
) -> Result<Recorded<FamilyHours>, Problem> {
    let family = family::family(tx, id)?;
    let permit = tx.ask::<WriteOrders>(&family.subject)?;
    if store::is_stopped(tx, (id, hours))? {
        return Err(Refusal::because(
            "hours-stopped",
            "These hours are no longer kept.",
            "Record them again if the child has them again.",
        )
        .into());
    }
    store::hours_stop(tx, &permit, hours)?;
    changed(tx, id, &permit, "A child's own hours were taken away")
}

fn changed(
    tx: &mut WriteTx<'_>,
    id: FamilyId,
    permit: &policy::Permit<WriteOrders>,
    summary: &str,
) -> Result<Recorded<FamilyHours>, Problem> {
    tx.changed(Changed::Family(id));
    let kept = store::kept(tx, id)?;
    tx.record(permit, Some(id), summary, kept)
}
