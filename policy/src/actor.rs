//! Who is asking.

use base::{AccountId, CentreId, PartyId, StaffId};

base::choices! {
    /// What somebody is to the centre. One role for one sign-in.
    pub enum Role {
        Coordinator = "coordinator" => "Co-ordinator",
        SafeguardingLead = "safeguarding-lead" => "Safeguarding lead",
        Supervisor = "supervisor" => "Contact supervisor",
        Volunteer = "volunteer" => "Volunteer",
        Administrator = "administrator" => "System administrator",
        Referrer = "referrer" => "Referrer",
        Parent = "parent" => "Parent",
        Public = "public" => "Member of the public",
        Program = "program" => "Alongside itself",
    }
}

impl Role {
    /// Whether the role belongs to the centre's own people.
    #[must_use]
    pub const fn is_staff(self) -> bool {
        matches!(self, Self::Coordinator | Self::SafeguardingLead | Self::Supervisor | Self::Volunteer)
    }
}

/// Somebody asking for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Their sign-in; none for the public and for the program itself.
    pub account: Option<AccountId>,
    /// The centre they act in.
    pub centre: CentreId,
    /// What they are to it.
    pub role: Role,
    /// Their name, as staff of the centre read it in the trail.
    pub name: String,
    /// The member of staff they are, if they are one.
    pub staff: Option<StaffId>,
    /// The adult of a family they are, if they are one.
    pub party: Option<PartyId>,
    /// Whether they have proved a few minutes ago that it is them.
    pub proved: bool,
}

impl AsRef<Self> for Actor {
    fn as_ref(&self) -> &Self {
        self
    }
}

impl Actor {
    /// Somebody who has not signed in.
    #[must_use]
    pub fn public(centre: CentreId) -> Self {
        Self {
            account: None,
            centre,
            role: Role::Public,
            name: "Member of the public".to_owned(),
            staff: None,
            party: None,
            proved: false,
        }
    }

    /// The program itself, for work that falls due by the clock.
    #[must_use]
    pub fn program(centre: CentreId) -> Self {
        Self { role: Role::Program, name: "Alongside".to_owned(), ..Self::public(centre) }
    }
}
