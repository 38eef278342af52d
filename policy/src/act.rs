//! What can be asked for, and on what.

use crate::{Actor, Role};
use base::{AccountId, CentreId, FamilyId, StaffId};

/// The record an act is on, with what policy needs to know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject<Id> {
    /// Which record.
    pub id: Id,
    /// The centre that keeps it.
    pub centre: CentreId,
    /// The family it is about, where there is one: a line in the trail names it.
    pub family: Option<FamilyId>,
    /// Who is tied to it.
    pub links: Links,
}

/// The people tied to a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The sign-ins of the family's adults.
    pub parents: Vec<AccountId>,
    /// The sign-in of the professional who referred the family, or who is writing the referral.
    pub referrer: Option<AccountId>,
    /// The staff on the family's visits whose records they may see now: from the day before a visit to
    /// the day after.
    pub on_duty: Vec<StaffId>,
    /// The members of staff whose own record it is.
    pub own: Vec<StaffId>,
}

impl<Id> Subject<Id> {
    /// A record of the centre that no family or referrer is tied to.
    pub fn of_centre(id: Id, centre: CentreId) -> Self {
        Self { id, centre, family: None, links: Links::default() }
    }

    /// A record about some members of staff.
    pub fn of_staff(id: Id, centre: CentreId, own: Vec<StaffId>) -> Self {
        Self { id, centre, family: None, links: Links { own, ..Links::default() } }
    }

    /// The same ties, another record: a plan of the family whose case this is.
    pub fn with_id<Other>(&self, id: Other) -> Subject<Other> {
        Subject { id, centre: self.centre, family: self.family, links: self.links.clone() }
    }
}

/// Something that can be asked for.
pub trait Act: Sized + Send + Sync + 'static {
    /// What identifies the record it is on.
    type Id: Copy + std::fmt::Display + Send + Sync;
    /// Its name in the trail and in the table of roles, kebab-case.
    const NAME: &'static str;
    /// What kind of record it is on.
    const KIND: &'static str;
    /// What it is, in words.
    const WORDS: &'static str;
    /// The roles that may do it, on a record they may see.
    const ROLES: &'static [Role];
    /// Who may know that the record it is on exists.
    const SEES: Sees;
    /// Whom the record tells something about.
    const ABOUT: About;
    /// Whether whoever does it must have proved a few minutes ago that it is them: an open tablet and a
    /// stolen session are not enough.
    const PROVED: bool;
}

/// Whom a record tells something about. What is read of people leaves a line in the trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A family, or somebody who asked the centre for help.
    Case,
    /// A member of staff or a volunteer.
    Staff,
    /// Nobody: rooms, courses, pages for all.
    House,
}

/// Who may know that the record exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sees {
    /// Anybody, signed in or not.
    Anyone,
    /// The centre's own people.
    Staff,
    /// The centre's people as far as they are on the family's visits, its referrer and its adults.
    Tied,
    /// The member of staff whose record it is, and those who lead the centre's work.
    Own,
    /// The members of staff whose record it is, and the safeguarding lead: nobody else, whatever their role.
    Between,
}

/// One row of the table of acts.
#[derive(Clone, Copy, Debug)]
pub struct EveryAct {
    /// The act's name.
    pub name: &'static str,
    /// What kind of record it is on.
    pub kind: &'static str,
    /// The act in words.
    pub words: &'static str,
    /// The roles that may do it.
    pub roles: &'static [Role],
    /// Who may know of the record.
    pub sees: Sees,
    /// Whom it tells something about.
    pub about: About,
    /// Whether it asks again who is there.
    pub proved: bool,
}

/// Whether this role may ever do something to records of this kind. If it may do nothing to them, it may not
/// know of one either, however it is tied to the family.
#[must_use]
pub fn ever_meets(role: Role, kind: &str) -> bool {
    EveryAct::ALL.iter().any(|act| act.kind == kind && act.roles.contains(&role))
}

/// Whether the actor may know that the record exists.
pub(crate) fn may_see(sees: Sees, actor: &Actor, centre: CentreId, links: &Links) -> bool {
    if actor.centre != centre {
        return false;
    }
    let is_own = || actor.staff.is_some_and(|staff| links.own.contains(&staff));
    match (sees, actor.role) {
        (Sees::Between, Role::SafeguardingLead) => true,
        (Sees::Between, role) => role.is_staff() && is_own(),
        (Sees::Anyone, _) | (_, Role::Coordinator | Role::SafeguardingLead | Role::Program) => true,
        (Sees::Staff, role) => role.is_staff(),
        (Sees::Own, role) => role.is_staff() && is_own(),
        (Sees::Tied, Role::Supervisor | Role::Volunteer) => {
            actor.staff.is_some_and(|staff| links.on_duty.contains(&staff))
        }
        (Sees::Tied, Role::Parent) => actor.account.is_some_and(|account| links.parents.contains(&account)),
        (Sees::Tied, Role::Referrer) => actor.account.is_some() && actor.account == links.referrer,
        (Sees::Tied, Role::Administrator | Role::Public) => false,
    }
}
