//! What a family could have at one start: in which rooms and with whom. The rule book is asked of each, by facts
//! that were read before.

use super::{Known, NewBooking, VisitRecord, booking::booking_of, booking::judged_by};
use base::{FamilyId, Minutes, Moment, Period, RoomId, SiteId, StaffId};
use host::Problem;
use rules::{
    Refusal, Rule,
    plan::{Gaps, Kind, timing},
    schedule::{Booking, Interpreter, judge},
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
        let needs_interpreter = plan.is_some_and(|plan| plan.needs_interpreter);
        let new = NewBooking {
            starts,
            length: None,
            kind: None,
            room,
            supervisors: Vec::new(),
            people: None,
            interpreter: needs_interpreter.then(to_be_arranged),
            equipment: Vec::new(),
        };
        Ok(Some(Self { known, pattern: booking_of(family, plan, &new)? }))
    }

    /// A probe for other times of a visit that is booked: for the same people, with the same things and the same
    /// interpreter, of the same kind and as long, unless the plan now asks for more supervision or less time.
    pub fn again(known: &'k Known, record: &VisitRecord) -> Result<Self, Problem> {
        let was = record.booking();
        let plan = known.family(record.family)?.plan.as_ref().map(|plan| &plan.document);
        let agreed = plan.map_or(was.kind, |plan| plan.kind);
        let is_more = was.kind.level() > agreed.level();
        let length = was.timing.length();
        let new = NewBooking {
            starts: was.timing.starts,
            length: Some(plan.map_or(length, |plan| plan.length.min(length))),
            kind: Some(if is_more { was.kind } else { agreed }),
            room: was.room,
            supervisors: Vec::new(),
            people: Some(was.people),
            interpreter: was.interpreter,
            equipment: was.equipment,
        };
        Ok(Self { known, pattern: booking_of(record.family, plan, &new)? })
    }

    /// Whether it is taken for granted that an interpreter comes who is independent of the family (R18).
    #[must_use]
    pub fn assumes_interpreter(&self) -> bool {
        self.pattern.interpreter.is_some()
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

/// The interpreter who is taken for granted while a time is looked for: somebody must be named before it is booked.
pub(super) fn to_be_arranged() -> Interpreter {
    Interpreter { agency: "To be arranged".to_owned(), independent: true, followed_by_supervisor: true }
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
