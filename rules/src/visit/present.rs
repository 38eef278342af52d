//! Who of a family is in the building.

use super::Visit;
use base::{Moment, PartyId};
use serde::{Deserialize, Serialize};

base::choices! {
    /// Whom a line of the list is about.
    pub enum Whom {
        /// The child or children.
        Child = "child" => "Child",
        /// One of the visiting side.
        Visiting = "visiting" => "Visiting party",
        /// Whoever is bringing or collecting the child.
        Resident = "resident" => "Bringing or collecting",
    }
}

/// Somebody who is in the building.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Present {
    /// Who, as seen from the child.
    pub whom: Whom,
    /// Which adult, where one of the visiting side.
    pub party: Option<PartyId>,
    /// Since when; for the visiting side, since the last of them came.
    pub since: Option<Moment>,
}

/// Who of the family is in the building, for the roll in an emergency.
#[must_use]
pub fn in_building(visit: &Visit) -> Vec<Present> {
    let child =
        visit.child_in.then_some(Present { whom: Whom::Child, party: None, since: visit.child_arrived_at });
    let visiting = visit.visiting_present.iter().map(|party| Present {
        whom: Whom::Visiting,
        party: Some(*party),
        since: visit.visiting_arrived_at,
    });
    let resident = visit.resident_in.then_some(Present {
        whom: Whom::Resident,
        party: None,
        since: visit.resident_arrived_at,
    });
    child.into_iter().chain(visiting).chain(resident).collect()
}
