//! Which facts a write has changed, so far as booked visits are judged by them.

use crate::{FamilyId, PartyId, Period, RoomId, StaffId};

/// Facts that booked visits are judged by and that a write has changed. Whoever changes one says so in the
/// transaction; before it ends, every visit to come that the fact bears on is judged again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// What all visits of the centre are judged by: a policy of the centre, its regular opening times.
    Centre,
    /// What a family's visits are judged by: its stage, assessment, plan, orders, hours.
    Family(FamilyId),
    /// What those visits are judged by that name this member of staff: clearance, absence, conflicts.
    Staff(StaffId),
    /// What the visits in a room are judged by.
    Room(RoomId),
    /// What the visits of this adult are judged by: whom they must not meet.
    Party(PartyId),
    /// What the visits within a stretch of time are judged by: a closure, the rota.
    Between(Period),
}
