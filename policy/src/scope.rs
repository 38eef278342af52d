//! Which records a list may show.

use crate::{
    Act, Actor, Refused,
    question::{Asked, Question, Tie, Ties},
};
use base::{AccountId, CentreId, StaffId};

/// An act that lists records. The scope it yields becomes part of the query. Asked of one row, the same act
/// answers whether the row belongs in the list.
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
    /// Only the families that this member of staff is on the session of, from the day before to the day
    /// after, or has open by emergency access.
    OnDuty(StaffId),
    /// Only what this referrer sent.
    ReferredBy(AccountId),
    /// Only this adult's own.
    Parent(AccountId),
    /// Only what is about this member of staff, or was opened by them.
    Own(StaffId),
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

/// What of this list may this actor see? The policies are asked with each tie a row can have, so a list is
/// narrowed by what they say and by nothing else.
pub fn scope<A: Listing>(actor: &Actor) -> Result<Scope, Refused> {
    let asked = Asked::Act(A::NUMBER);
    let may = |ties| {
        let (role, proved) = (actor.role, actor.proved);
        Question { role, asked, same_centre: true, proved, held: false, ties }.is_permitted()
    };
    let with = |tie| may(Ties::NONE.with_if(tie, true));
    let restriction = if may(Ties::NONE) {
        Restriction::None
    } else {
        // Whoever is on the session and whoever opened a case find both in one list, so both have to be
        // permitted; a test holds that no list permits one alone.
        match (actor.staff, actor.account) {
            (Some(staff), _) if with(Tie::OnTheSession) && with(Tie::Emergency) => Restriction::OnDuty(staff),
            (Some(staff), _) if with(Tie::Own) => Restriction::Own(staff),
            (_, Some(account)) if with(Tie::Referrer) => Restriction::ReferredBy(account),
            (_, Some(account)) if with(Tie::Adult) => Restriction::Parent(account),
            _ => return Err(Refused::NotYours),
        }
    };
    Ok(Scope { centre: actor.centre, restriction })
}
