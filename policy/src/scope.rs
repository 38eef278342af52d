//! Which records a list may show.

use crate::{Act, Actor, Refused, Role, act::Sees};
use base::{AccountId, CentreId, StaffId};

/// An act that lists records. The scope it yields becomes part of the query.
pub trait Listing: Act<Id = CentreId> {}

/// The records of one list that an actor may see. Only [`scope`] makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    centre: CentreId,
    restriction: Restriction,
}

/// What narrows a list within its centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restriction {
    /// Every record of the centre.
    None,
    /// Only the families on whose visits this member of staff is, from the day before to the day after.
    OnDuty(StaffId),
    /// Only what this referrer sent.
    ReferredBy(AccountId),
    /// Only this adult's own.
    Parent(AccountId),
}

impl Scope {
    /// The centre whose records are listed.
    #[must_use]
    pub fn centre(&self) -> CentreId {
        self.centre
    }
    /// What narrows the list.
    #[must_use]
    pub fn restriction(&self) -> Restriction {
        self.restriction
    }
}

/// What of this list may this actor see?
pub fn scope<A: Listing>(actor: &Actor) -> Result<Scope, Refused> {
    if !A::ROLES.contains(&actor.role) {
        return Err(Refused::NotYours);
    }
    let restriction = match (A::SEES, actor.role, actor.staff, actor.account) {
        (Sees::Anyone | Sees::Staff, ..)
        | (Sees::Tied, Role::Coordinator | Role::SafeguardingLead | Role::Program, ..) => Restriction::None,
        (Sees::Tied, Role::Supervisor | Role::Volunteer, Some(staff), _) => Restriction::OnDuty(staff),
        (Sees::Tied, Role::Referrer, _, Some(account)) => Restriction::ReferredBy(account),
        (Sees::Tied, Role::Parent, _, Some(account)) => Restriction::Parent(account),
        _ => return Err(Refused::NotYours),
    };
    Ok(Scope { centre: actor.centre, restriction })
}
