//! What the centre has: sites, rooms, doors, equipment, opening times, staff, and the head of its papers.

mod api;
mod door;
mod equipment;
mod holidays;
mod letterhead;
mod pages;
mod room;
mod site;
mod store;
mod times;

pub use api::operations;
pub use door::{Entrance, WaitingArea, entrances};
pub use equipment::{Equipment, NewEquipment, OutOfUse, equipment};
pub use holidays::{bank_holidays, holidays_of};
pub(crate) use letterhead::names;
pub use letterhead::{CentreLetterhead, NewLetterhead, letterhead, see_letterhead, set_letterhead};
pub use pages::pages;
pub use room::{CentreRoom, NewRoom, room, rooms};
pub(crate) use site::meant;
pub use site::{NewSite, Site, first_site, sites};
pub use store::staff;
pub use times::{openings_between, times, times_of_sites};

use base::{Changed, Day, Moment, Period, SessionId, StaffId};
use host::{
    Problem, Recorded, Tx, WriteTx,
    paging::{All, Listed, Paging},
};
use policy::{Role, SeeCentre, Subject, WriteCentre};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An opening session: one stretch of one day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Opening {
    /// Its identifier.
    pub id: SessionId,
    /// When the centre opens.
    pub starts: Moment,
    /// When it closes.
    pub ends: Moment,
}

/// A member of staff or a volunteer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StaffMember {
    /// Their identifier.
    pub id: StaffId,
    /// Their name.
    pub name: String,
    /// What they are to the centre.
    pub role: Role,
    /// Whether they have left: their name stays with what they did.
    #[serde(skip)]
    pub has_left: bool,
}

/// Adds an opening session.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOpening {
    /// When the centre opens.
    pub starts: Moment,
    /// When it closes.
    pub ends: Moment,
}

/// Which opening sessions are wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OpeningsAsked {
    /// The first day; today when not said.
    pub from: Option<Day>,
    /// Where the page begins: `next` of the page before.
    pub cursor: Option<String>,
    /// How many, from 1 to 100; 25 when not said.
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
}

fn may_see(tx: &mut Tx<'_>) -> Result<(), Problem> {
    tx.ask::<SeeCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    Ok(())
}

/// The staff and volunteers, by name.
pub fn list_staff(tx: &mut Tx<'_>) -> Result<All<StaffMember>, Problem> {
    may_see(tx)?;
    Ok(All { items: staff(tx)?.into_iter().filter(|one| !one.has_left).collect() })
}

/// The opening sessions from a day on, the next one first.
pub fn list_openings(tx: &mut Tx<'_>, asked: &OpeningsAsked) -> Result<Listed<Opening>, Problem> {
    may_see(tx)?;
    let paging = Paging { cursor: asked.cursor.clone(), limit: asked.limit };
    let from = Moment::start_of(asked.from.unwrap_or_else(|| tx.now.day()));
    store::openings(tx, from, &paging)
}

/// Adds an opening session.
pub fn add_opening(tx: &mut WriteTx<'_>, new: NewOpening) -> Result<Recorded<Opening>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let period = Period::new(new.starts, new.ends)
        .map_err(|_| Problem::field("/ends", "Enter a time after the opening"))?;
    if period.length().0 > 24 * 60 {
        return Err(Problem::field(
            "/ends",
            "An opening session lasts 24 hours at most. Add one for each day",
        ));
    }
    if let Some(other) = openings_between(tx, period)?.first() {
        return Err(Refusal::because(
            "opening-overlaps",
            format!("The centre is open already from {} to {}.", other.from().words(), other.until().words()),
            "Choose a time outside that.",
        )
        .into());
    }
    if let Some(day) = times::day_with_its_own(tx, period)? {
        return Err(Refusal::because(
            "day-has-exception",
            format!("{} is an exception: {}.", day.day.words(), day.words().to_lowercase()),
            "Take the exception back first.",
        )
        .into());
    }
    let opening = store::opening_insert(tx, &permit, &new)?;
    tx.changed(Changed::Between(period));
    tx.record(&permit, None, "An opening session was added", opening)
}
