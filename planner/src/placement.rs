//! Where, when and with whom a visit is.

/// Supervisors a visit has at most.
pub const TEAM: usize = 4;

/// The supervisors of a visit, by their places among the staff of its session; the lead comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Team {
    members: [usize; TEAM],
    size: usize,
}

impl Team {
    /// A team of one.
    #[must_use]
    pub fn led_by(lead: usize) -> Self {
        Self { members: [lead, 0, 0, 0], size: 1 }
    }

    /// Takes somebody in; there must be room for them.
    pub fn join(&mut self, member: usize) {
        self.members[self.size] = member;
        self.size += 1;
    }

    /// Its members.
    #[must_use]
    pub fn members(&self) -> &[usize] {
        &self.members[..self.size]
    }

    /// The lead.
    #[must_use]
    pub fn lead(&self) -> usize {
        self.members[0]
    }
}

/// Where, when and with whom a visit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placement {
    /// Which of the visit's options.
    pub option: usize,
    /// The session of that option.
    pub session: usize,
    /// The slot of the session at which the first of the family comes in.
    pub slot: i64,
    /// The room, by its place among the rooms of the centre.
    pub room: usize,
    /// The supervisors.
    pub team: Team,
}
