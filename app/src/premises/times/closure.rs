//! Stretches of time in which the centre, a site or a room is shut.

use super::{super::site, store, visits::Without};
use crate::premises::room;
use base::{Changed, ClosureId, Faults, Moment, Period, Prose, RoomId, SiteId};
use host::{Problem, Recorded, Tx, WriteTx, paging::All};
use policy::{Subject, WriteCentre};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The longest closure, in days: a place that is shut for longer is better taken off the list.
const LONGEST: i64 = 730;

/// A stretch of time in which something is shut.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Closure)]
pub struct Shut {
    /// Its identifier.
    pub id: ClosureId,
    /// Which site is shut, if it is one.
    pub site: Option<SiteId>,
    /// Which room is shut, if it is one. With neither site nor room, the whole centre is.
    pub room: Option<RoomId>,
    /// From when.
    pub starts: Moment,
    /// Until when.
    pub ends: Moment,
    /// Why.
    pub reason: String,
}

/// Shuts the centre, a site or a room for a stretch of time.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewClosure {
    /// From when it is shut.
    pub starts: Moment,
    /// Until when.
    pub ends: Moment,
    /// Why, in words fit for staff.
    pub reason: Prose,
    /// Which site, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// Which room, if it is one. With neither site nor room, the whole centre is shut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<RoomId>,
    /// Whether to do it although visits are booked then. They are named first.
    #[serde(default)]
    pub despite_visits: bool,
}

/// The closures that are not over, the next one first.
pub fn list_closures(tx: &mut Tx<'_>) -> Result<All<Shut>, Problem> {
    super::may_see(tx)?;
    let now = tx.now;
    Ok(All { items: store::closures(tx, now)? })
}

/// One of them.
pub fn see_closure(tx: &mut Tx<'_>, id: ClosureId) -> Result<Shut, Problem> {
    list_closures(tx)?.items.into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)
}

/// Shuts the centre, a site or a room. Visits within are named first; once it is said that it is to be all
/// the same, they are judged again, and marked.
pub fn add_closure(tx: &mut WriteTx<'_>, new: NewClosure) -> Result<Recorded<Shut>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let mut faults = Faults::none();
    faults.require(new.ends > new.starts, "/ends", "Enter a time after the beginning");
    faults.require(new.ends > tx.now, "/ends", "Enter a time that is not past");
    faults.require(
        new.ends.day().days_since(new.starts.day()) <= LONGEST,
        "/ends",
        "Enter a time within two years of the beginning",
    );
    faults.require(
        new.site.is_none() || new.room.is_none(),
        "/room",
        "Choose a site or a room, not both: a room is at its site",
    );
    faults.none_or_err()?;
    if let Some(id) = new.site {
        site::meant(tx, Some(id))?;
    }
    if let Some(id) = new.room
        && room(tx, id)?.is_none()
    {
        return Err(Problem::field("/room", "Choose one of the centre’s rooms"));
    }
    let period = Period::new(new.starts, new.ends).map_err(Problem::broken)?;
    let without = Without::before(tx, period)?;
    let closure = store::closure_insert(tx, &permit, &new)?;
    without.after(tx, new.despite_visits)?;
    tx.changed(Changed::Between(period));
    tx.record(&permit, None, "A closure was set", closure)
}

/// Lifts a closure.
pub fn lift_closure(tx: &mut WriteTx<'_>, id: ClosureId) -> Result<Recorded<Shut>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let closure = see_closure(tx, id)?;
    store::closure_lift(tx, &permit, id)?;
    let period = Period::new(closure.starts, closure.ends).map_err(Problem::broken)?;
    tx.changed(Changed::Between(period));
    tx.record(&permit, None, "A closure was lifted", closure)
}
