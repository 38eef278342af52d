//! Who looks at a world.

/// Somebody from whom something is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Observer {
    /// The parent the child lives with.
    Resident,
    /// The parent who visits.
    Visiting,
    /// A parent of another family.
    OtherParent,
    /// The professional who referred the family.
    Referrer,
    /// The supervisor of the family's visits.
    Supervisor,
    /// A supervisor who is on no visit of the family.
    OtherSupervisor,
    /// A volunteer who is on no visit of the family.
    Volunteer,
    /// Who looks after the machines.
    Administrator,
    /// Who leads the centre's work.
    Coordinator,
    /// Somebody who has not signed in.
    Public,
}

impl Observer {
    /// Everybody.
    pub const ALL: [Self; 10] = [
        Self::Resident,
        Self::Visiting,
        Self::OtherParent,
        Self::Referrer,
        Self::Supervisor,
        Self::OtherSupervisor,
        Self::Volunteer,
        Self::Administrator,
        Self::Coordinator,
        Self::Public,
    ];

    /// The name they sign in with; none for the public.
    #[must_use]
    pub fn username(self) -> Option<&'static str> {
        Some(match self {
            Self::Resident => "leanne",
            Self::Visiting => "karl",
            Self::OtherParent => "nadia",
            Self::Referrer => "ruth",
            Self::Supervisor => "grace",
            Self::OtherSupervisor => "tomasz",
            Self::Volunteer => "dev",
            Self::Administrator => "sam",
            Self::Coordinator => "priya",
            Self::Public => return None,
        })
    }
}
