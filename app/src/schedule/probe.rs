//! What a family could have at one start: in which rooms and with whom. The rule book is asked of each, by facts
//! that were read before.

use super::{Known, NewBooking, booking::booking_of, booking::judged_by};
use base::{FamilyId, Minutes, Moment, Period, RoomId, SiteId, StaffId};
use host::Problem;
use rules::{
    Refusal, Rule,
    plan::{Gaps, Kind, timing},
    schedule::{Booking, judge},
};

/// The visits of one family that could be, if no other were added.
pub struct Probe<'k> {
    known: &'k Known,
    pattern: Booking,
}

/// What a family could have at one start.
#[derive(Debug, Default)]
pub struct Could {
    /// Each site at which it could be: its rooms, and those who could supervise there.
    pub at: Vec<(SiteId, Vec<RoomId>, Vec<StaffId>)>,
    /// Where it could be at none: what speaks against every choice.
    pub against: Vec<Refusal>,
}

impl<'k> Probe<'k> {
    /// A probe for the visits that a family's plan agrees on; none for a centre without rooms.
    pub fn of(known: &'k Known, family: FamilyId, starts: Moment) -> Result<Option<Self>, Problem> {
        let Some(room) = known.rooms().first().map(|room| room.id) else { return Ok(None) };
        let plan = known.family(family)?.plan.as_ref().map(|plan| &plan.document);
        let new = NewBooking {
            starts,
            length: None,
            kind: None,
            room,
            supervisors: Vec::new(),
            people: None,
            interpreter: None,
            equipment: Vec::new(),
        };
        Ok(Some(Self { known, pattern: booking_of(family, plan, &new)? }))
    }

    /// The kind of contact.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.pattern.kind
    }

    /// The longer of the gaps that it keeps between the two sides at the door.
    #[must_use]
    pub fn gap(&self) -> Minutes {
        let gaps = self.pattern.gaps.longest(Gaps::default());
        gaps.before.max(gaps.after)
    }

    /// From the first arrival to the last leaving of a visit that starts then.
    #[must_use]
    pub fn whole(&self, starts: Moment) -> Period {
        self.at_time(starts).timing.whole()
    }

    fn at_time(&self, starts: Moment) -> Booking {
        let pattern = &self.pattern;
        let gaps = pattern.gaps.binding(pattern.kind);
        let timing = timing(starts, pattern.timing.length(), pattern.sequence, gaps);
        Booking { timing, ..pattern.clone() }
    }

    /// The booking of a visit.
    #[must_use]
    pub fn booking(&self, starts: Moment, room: RoomId, supervisors: Vec<StaffId>) -> Booking {
        Booking { room, supervisors, ..self.at_time(starts) }
    }

    /// In which rooms and with whom a visit could start then.
    pub fn at(&self, starts: Moment) -> Result<Could, Problem> {
        let mut booking = self.at_time(starts);
        let mut facts = self.known.facts(&booking, None)?;
        let needed = booking.kind.supervisors() as usize;
        let rooms = self.known.rooms();
        let mut could = Could::default();
        for room in rooms.iter().filter(|room| room.kinds.contains(&booking.kind)) {
            booking.room = room.id;
            self.known.in_its_room(&mut facts, &booking);
            let against = but_for_number(judge(&booking, &facts), needed > 0);
            if against.is_empty() {
                match could.at.iter_mut().find(|(site, ..)| *site == room.site) {
                    Some((_, rooms, _)) => rooms.push(room.id),
                    None => could.at.push((room.site, vec![room.id], Vec::new())),
                }
            } else {
                said_of_all(&mut could.against, against);
            }
        }
        if could.at.is_empty() || needed == 0 {
            return Ok(could);
        }
        could.against.clear();
        for (_, rooms, able) in &mut could.at {
            booking.room = rooms[0];
            self.known.in_its_room(&mut facts, &booking);
            for one in self.known.staff() {
                booking.supervisors = vec![one.id];
                let against = but_for_number(judge(&booking, &facts), needed > 1);
                if against.is_empty() {
                    able.push(one.id);
                } else {
                    said_of_all(&mut could.against, against);
                }
            }
        }
        could.at.retain(|(.., able)| able.len() >= needed);
        Ok(could)
    }

    /// Everything that speaks against a booking.
    pub fn refusals(known: &Known, booking: Booking) -> Result<Vec<Refusal>, Problem> {
        Ok(judged_by(known, booking, None)?.refusals)
    }
}

/// What was said against a booking without that too few are named for it, where they are: that comes first of
/// what R7 says.
fn but_for_number(mut against: Vec<Refusal>, are_too_few: bool) -> Vec<Refusal> {
    if let Some(place) = against.iter().position(|one| are_too_few && one.rule == Some(Rule::R7)) {
        against.remove(place);
    }
    against
}

/// Keeps of what was said against every choice so far what is said against this one too.
fn said_of_all(all: &mut Vec<Refusal>, one: Vec<Refusal>) {
    if all.is_empty() {
        *all = one;
    } else {
        all.retain(|refusal| one.iter().any(|same| same.code == refusal.code));
    }
}
