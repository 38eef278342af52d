//! The times at which a member of staff holds a visit of which they may not know more yet: what somebody knows
//! of a family is bound to its sessions, and they must be able to plan their weeks.

use super::VisitRecord;
use crate::premises;
use base::{Moment, RoomId};
use host::{Problem, Tx};
use rules::visit::State;
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// A visit that names whoever asks, by its time and room alone.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnTime {
    /// When the time together starts.
    pub starts: Moment,
    /// When it ends.
    pub ends: Moment,
    /// The name of the room.
    pub room_name: String,
}

impl OwnTime {
    /// For example "A visit from 10am to 11am, Willow room".
    #[must_use]
    pub fn words(&self) -> String {
        let (from, until) = (self.starts.time_words(), self.ends.time_words());
        format!("A visit from {from} to {until}, {}", self.room_name)
    }
}

/// The visits of these that name whoever asks, by their times and rooms alone. What was called off is none.
pub fn own_times(tx: &mut Tx<'_>, records: &[VisitRecord]) -> Result<Vec<OwnTime>, Problem> {
    let Some(me) = tx.actor.staff else { return Ok(Vec::new()) };
    let is_own = |record: &&VisitRecord| {
        let now = &record.document.now;
        record.is_booked() && now.state != State::Cancelled && now.supervisors.contains(&me)
    };
    let own: Vec<&VisitRecord> = records.iter().filter(is_own).collect();
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let rooms: HashMap<RoomId, String> =
        premises::rooms(tx)?.into_iter().map(|room| (room.id, room.name)).collect();
    let time = |record: &VisitRecord| OwnTime {
        starts: record.document.now.timing.starts,
        ends: record.document.now.timing.ends,
        room_name: rooms.get(&record.room).cloned().unwrap_or_default(),
    };
    Ok(own.into_iter().map(time).collect())
}
