//! Rooms: how many families they hold, for which contact and whom they are fit, and what they have.

mod store;

pub use store::{room, rooms};

use super::{may_see, site};
use base::{Changed, Faults, Name, Prose, RoomId, SiteId};
use host::{Problem, Recorded, Tx, WriteTx, paging::All};
use policy::{Subject, WriteCentre};
use rules::{plan::Kind, premises::Facility, schedule::Room};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A room of the centre, as its people read it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CentreRoom {
    /// Its identifier.
    pub id: RoomId,
    /// At which site it is.
    pub site: SiteId,
    /// What it is called.
    pub name: String,
    /// How many families it holds at once.
    pub families: i32,
    /// The kinds of contact it is fit for.
    pub kinds: Vec<Kind>,
    /// What is in it, for whom it is good, and how one gets in.
    pub features: String,
    /// What it has, of what a family may need.
    pub facilities: Vec<Facility>,
    /// Its toys and equipment, in words.
    pub toys: Option<String>,
    /// The youngest child it suits, in years.
    pub youngest: Option<i32>,
    /// The oldest child it suits, in years.
    pub oldest: Option<i32>,
}

impl CentreRoom {
    /// The room as the rules of booking see it.
    #[must_use]
    pub fn facts(&self) -> Room {
        Room {
            id: self.id,
            site: self.site,
            name: self.name.clone(),
            families: u32::try_from(self.families).unwrap_or(0),
            kinds: self.kinds.clone(),
            facilities: self.facilities.clone(),
        }
    }

    /// For which ages it is good, in words; nothing where nobody has said.
    #[must_use]
    pub fn ages(&self) -> Option<String> {
        match (self.youngest, self.oldest) {
            (Some(youngest), Some(oldest)) if youngest == oldest => Some(format!("age {youngest}")),
            (Some(youngest), Some(oldest)) => Some(format!("ages {youngest} to {oldest}")),
            (Some(youngest), None) => Some(format!("from age {youngest}")),
            (None, Some(oldest)) => Some(format!("up to age {oldest}")),
            (None, None) => None,
        }
    }

    /// Whether a child of this age is within the ages it suits.
    #[must_use]
    pub fn suits(&self, age: i32) -> bool {
        self.youngest.is_none_or(|youngest| age >= youngest) && self.oldest.is_none_or(|oldest| age <= oldest)
    }

    /// What it has, in words.
    #[must_use]
    pub fn facility_words(&self) -> String {
        let words: Vec<&str> = self.facilities.iter().map(|one| one.words()).collect();
        words.join(", ")
    }
}

/// Adds a room, or says anew what one is.
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
    /// At which site it is; the only one when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// What it has, of what a family may need.
    #[serde(default)]
    pub facilities: Vec<Facility>,
    /// Its toys and equipment, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub toys: Option<Prose>,
    /// The youngest child it suits, in years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 18)]
    pub youngest: Option<i32>,
    /// The oldest child it suits, in years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 18)]
    pub oldest: Option<i32>,
}

impl NewRoom {
    fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::none();
        faults.require(
            (1..=50).contains(&self.families),
            "/families",
            "Enter how many families, from 1 to 50",
        );
        faults.require(!self.kinds.is_empty(), "/kinds", "Choose at least one kind of contact");
        let is_age = |age: Option<i32>| age.is_none_or(|age| (0..=18).contains(&age));
        faults.require(is_age(self.youngest), "/youngest", "Enter an age from 0 to 18");
        faults.require(is_age(self.oldest), "/oldest", "Enter an age from 0 to 18");
        let in_order = self.youngest.zip(self.oldest).is_none_or(|(youngest, oldest)| youngest <= oldest);
        faults.require(in_order, "/oldest", "Enter an age that is not below the youngest");
        faults.none_or_err()
    }
}

/// The rooms, by name.
pub fn list_rooms(tx: &mut Tx<'_>) -> Result<All<CentreRoom>, Problem> {
    may_see(tx)?;
    Ok(All { items: rooms(tx)? })
}

/// One room.
pub fn see_room(tx: &mut Tx<'_>, id: RoomId) -> Result<CentreRoom, Problem> {
    may_see(tx)?;
    room(tx, id)?.ok_or(Problem::NotFound)
}

/// Adds a room.
pub fn add_room(tx: &mut WriteTx<'_>, new: NewRoom) -> Result<Recorded<CentreRoom>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    new.check()?;
    its_own_name(tx, &new, None)?;
    let site = site::meant(tx, new.site)?;
    let room = store::room_insert(tx, &permit, site, &new)?;
    tx.record(&permit, None, "A room was added", room)
}

/// Says anew what a room is. Visits that are booked in it are judged again: what they need and it no longer
/// has is named on each.
pub fn change_room(tx: &mut WriteTx<'_>, id: RoomId, new: NewRoom) -> Result<Recorded<CentreRoom>, Problem> {
    let permit = tx.ask::<WriteCentre>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let before = room(tx, id)?.ok_or(Problem::NotFound)?;
    new.check()?;
    its_own_name(tx, &new, Some(id))?;
    // A room stays where it is unless it is said to be elsewhere.
    let site = site::meant(tx, Some(new.site.unwrap_or(before.site)))?;
    let room = store::room_write(tx, &permit, id, site, &new)?;
    tx.changed(Changed::Room(id));
    tx.record(&permit, None, "A room was changed", room)
}

fn its_own_name(tx: &mut Tx<'_>, new: &NewRoom, id: Option<RoomId>) -> Result<(), Problem> {
    let taken = rooms(tx)?
        .iter()
        .any(|room| Some(room.id) != id && room.name.eq_ignore_ascii_case(new.name.as_str()));
    if taken {
        return Err(Problem::field("/name", "There is a room of this name. Choose another name"));
    }
    Ok(())
}
