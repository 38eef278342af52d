//! What can be asked for, and on what.

use crate::{Actor, Role, Ties, permit::may_ever_do, question::Tie};
use base::{AccountId, CentreId, EmergencyAccessId, FamilyId, StaffId};

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
    /// The staff named for a visit of the family, or on the rota of the session it is in: from the day
    /// before a visit to the day after.
    pub on_duty: Vec<StaffId>,
    /// The members of staff whose own record it is.
    pub own: Vec<StaffId>,
    /// Whose compartment it is, where it is one and they have a sign-in.
    pub holder: Option<AccountId>,
    /// Whether the family is under legal hold. Only who is about to destroy anything finds it out.
    pub held: bool,
    /// Who has the case open by emergency access now, and by which one.
    pub opened: Option<(StaffId, EmergencyAccessId)>,
}

impl Links {
    /// How somebody is tied to the record.
    #[must_use]
    pub fn ties(&self, actor: &Actor) -> Ties {
        let staff = |among: &[StaffId]| actor.staff.is_some_and(|staff| among.contains(&staff));
        let adult = actor.account.is_some_and(|account| self.parents.contains(&account));
        let referrer = actor.account.is_some() && actor.account == self.referrer;
        let holder = actor.account.is_some() && actor.account == self.holder;
        let opened = self.opened.is_some_and(|(staff, _)| actor.staff == Some(staff));
        Ties::NONE
            .with_if(Tie::Adult, adult)
            .with_if(Tie::Referrer, referrer)
            .with_if(Tie::OnTheSession, staff(&self.on_duty))
            .with_if(Tie::Own, staff(&self.own) || holder)
            .with_if(Tie::Emergency, opened)
    }
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
    /// Its name in the trail, in the policies and in the table of roles, kebab-case.
    const NAME: &'static str;
    /// What kind of record it is on.
    const KIND: &'static str;
    /// What it is, in words.
    const WORDS: &'static str;
    /// Whom the record tells something about.
    const ABOUT: About;
    /// Whether whoever does it must have proved a few minutes ago that it is them: an open tablet and a
    /// stolen session are not enough.
    const PROVED: bool;
    /// Its place in [`EveryAct::ALL`].
    const NUMBER: usize;
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

/// One row of the table of acts.
#[derive(Clone, Copy, Debug)]
pub struct EveryAct {
    /// The act's name.
    pub name: &'static str,
    /// What kind of record it is on.
    pub kind: &'static str,
    /// The act in words.
    pub words: &'static str,
    /// Whom it tells something about.
    pub about: About,
    /// Whether it asks again who is there.
    pub proved: bool,
}

/// Whether this role may ever do something to records of this kind. If it may do nothing to them, it may not
/// know of one either, however it is tied to the family.
#[must_use]
pub fn ever_meets(role: Role, kind: &str) -> bool {
    EveryAct::ALL.iter().any(|act| act.kind == kind && act.may_ever(role))
}

impl EveryAct {
    /// Whether somebody of this role may ever do it, on a record they are tied to as it takes.
    #[must_use]
    pub fn may_ever(&self, role: Role) -> bool {
        let place = Self::ALL.iter().position(|act| act.name == self.name);
        place.is_some_and(|place| may_ever_do(place, role))
    }
}
