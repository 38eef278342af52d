//! What the centre has: rooms, entrances, opening sessions, staff, and the head of its papers.

mod api;
mod letterhead;
mod pages;
mod store;

pub use api::operations;
pub use letterhead::{CentreLetterhead, NewLetterhead, letterhead, see_letterhead, set_letterhead};
pub use pages::pages;
pub use store::{openings_between, room, rooms, staff};

use base::{Day, EntranceId, Faults, Moment, Name, Period, Prose, RoomId, SessionId, StaffId};
use host::{
    Problem, Recorded, Tx, WriteTx,
    paging::{All, Listed, Paging},
};
use policy::{Role, SeeCentre, Subject, WriteCentre, ask};
use rules::{Refusal, plan::Kind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A room of the centre, as its people read it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CentreRoom {
    /// Its identifier.
    pub id: RoomId,
    /// What it is called.
    pub name: String,
    /// How many families it holds at once.
    pub families: i32,
    /// The kinds of contact it is fit for.
    pub kinds: Vec<Kind>,
    /// What is in it, for whom it is good, and how one gets in.
    pub features: String,
}

/// A door by which people come in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Entrance {
    /// Its identifier.
    pub id: EntranceId,
    /// What it is called.
    pub name: String,
}

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
}

/// Adds a room.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRoom {
    /// What the room is called.
    pub name: Name,
    /// How many families it holds at once.
    #[schema(minimum = 1, maximum = 50)]
    pub families: i32,
    /// The kinds of contact it is fit for.
    pub kinds: Vec<Kind>,
    /// What is in it, for whom it is good, and how one gets in.
    pub features: Prose,
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
    ask::<SeeCentre>(tx.actor, &Subject::of_centre(tx.centre(), tx.centre()))?;
    Ok(())
}

/// The rooms, by name.
pub fn list_rooms(tx: &mut Tx<'_>) -> Result<All<CentreRoom>, Problem> {
    may_see(tx)?;
    Ok(All { items: rooms(tx)? })
}

/// The entrances, by name.
pub fn list_entrances(tx: &mut Tx<'_>) -> Result<All<Entrance>, Problem> {
    may_see(tx)?;
    Ok(All { items: store::entrances(tx)? })
}

/// The staff and volunteers, by name.
pub fn list_staff(tx: &mut Tx<'_>) -> Result<All<StaffMember>, Problem> {
    may_see(tx)?;
    Ok(All { items: staff(tx)? })
}

/// The opening sessions from a day on, the next one first.
pub fn list_openings(tx: &mut Tx<'_>, asked: &OpeningsAsked) -> Result<Listed<Opening>, Problem> {
    may_see(tx)?;
    let paging = Paging { cursor: asked.cursor.clone(), limit: asked.limit };
    let from = Moment::start_of(asked.from.unwrap_or_else(|| tx.now.day()));
    store::openings(tx, from, &paging)
}

/// Adds a room.
pub fn add_room(tx: &mut WriteTx<'_>, new: NewRoom) -> Result<Recorded<CentreRoom>, Problem> {
    let permit = ask::<WriteCentre>(tx.actor, &Subject::of_centre(tx.centre(), tx.centre()))?;
    let mut faults = Faults::none();
    faults.require((1..=50).contains(&new.families), "/families", "Enter how many families, from 1 to 50");
    faults.require(!new.kinds.is_empty(), "/kinds", "Choose at least one kind of contact");
    faults.none_or_err()?;
    if rooms(tx)?.iter().any(|room| room.name.eq_ignore_ascii_case(new.name.as_str())) {
        return Err(Problem::field("/name", "There is a room of this name. Choose another name"));
    }
    let room = store::room_insert(tx, &permit, &new)?;
    tx.record(&permit, None, "A room was added", room)
}

/// Adds an opening session.
pub fn add_opening(tx: &mut WriteTx<'_>, new: NewOpening) -> Result<Recorded<Opening>, Problem> {
    let permit = ask::<WriteCentre>(tx.actor, &Subject::of_centre(tx.centre(), tx.centre()))?;
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
    let opening = store::opening_insert(tx, &permit, &new)?;
    tx.record(&permit, None, "An opening session was added", opening)
}
