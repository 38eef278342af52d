//! One start after the other, judged for each room and each supervisor.

use super::{FreeTimesAsked, RoomThen, Stretch, SupervisorThen};
use crate::{
    premises::CentreRoom,
    schedule::{Known, NamedStaff, NewBooking, booking::booking_of, probe::to_be_arranged, team::teams},
};
use base::{FamilyId, Minutes, Moment, StaffId};
use host::Problem;
use rules::{
    Refusal,
    plan::{Kind, timing},
    schedule::{Booking, Facts, Supervisor, judge},
};

/// How many teams are asked about at most for one start, so that a page of a large centre does not keep anybody
/// waiting.
const MOST_TEAMS: usize = 24;

/// What stays the same from one start to the next.
pub(super) struct Search<'k> {
    known: &'k Known,
    /// The visit as it would be at some time, in no room yet and with nobody named.
    pattern: Booking,
    rooms: Vec<&'k CentreRoom>,
    /// Those whom the family has met come first, then by name.
    staff: Vec<(&'k Supervisor, bool)>,
}

/// What is so of one start.
pub(super) struct Found {
    is_free: bool,
    team: Vec<NamedStaff>,
    refusals: Vec<Refusal>,
    rooms: Vec<RoomThen>,
    supervisors: Vec<SupervisorThen>,
    /// The times of its own that its refusals speak of: they differ from one start to the next.
    own_times: [String; 2],
}

impl<'k> Search<'k> {
    pub(super) fn new(
        known: &'k Known,
        family: FamilyId,
        asked: &FreeTimesAsked,
        (from, met): (Moment, &[StaffId]),
    ) -> Result<Self, Problem> {
        let plan = known.family(family)?.plan.as_ref().map(|plan| &plan.document);
        let fit = |room: &CentreRoom, kind: Kind| match asked.room {
            Some(only) => room.id == only,
            None => room.kinds.contains(&kind),
        };
        let first = known.rooms().iter().find(|room| asked.room.is_none_or(|only| room.id == only));
        let first = first.ok_or_else(|| Problem::field("/room", "Choose one of the centre’s rooms"))?;
        let needs_interpreter = plan.is_some_and(|plan| plan.needs_interpreter);
        let new = NewBooking {
            starts: from,
            length: asked.length.map(Minutes),
            kind: None,
            room: first.id,
            supervisors: Vec::new(),
            people: None,
            interpreter: needs_interpreter.then(to_be_arranged),
            equipment: Vec::new(),
        };
        let pattern = booking_of(family, plan, &new)?;
        let mut rooms: Vec<&CentreRoom> =
            known.rooms().iter().filter(|room| fit(room, pattern.kind)).collect();
        if rooms.is_empty() {
            // None is fit for the kind of contact: the rule book says so of each.
            rooms = known.rooms().iter().collect();
        }
        let mut staff: Vec<(&Supervisor, bool)> =
            known.staff().iter().map(|one| (one, met.contains(&one.id))).collect();
        staff.sort_by_key(|(_, has_met)| !has_met);
        Ok(Self { known, pattern, rooms, staff })
    }

    pub(super) fn kind(&self) -> Kind {
        self.pattern.kind
    }

    pub(super) fn length(&self) -> Minutes {
        self.pattern.timing.length()
    }

    pub(super) fn assumes_interpreter(&self) -> bool {
        self.pattern.interpreter.is_some()
    }

    /// Judges a start: each room, and each supervisor in the room that has least against it.
    ///
    /// What speaks against every choice is told once; what is left is the room's or the supervisor's own.
    pub(super) fn at(&self, starts: Moment) -> Result<Found, Problem> {
        let mut booking = self.pattern.clone();
        let gaps = booking.gaps.binding(booking.kind);
        booking.timing = timing(starts, self.length(), booking.sequence, gaps);
        let mut facts = self.known.facts(&booking, None)?;
        let mut in_rooms = self.in_each_room(&mut booking, &mut facts);
        let mut with_each = Vec::new();
        if booking.kind.supervisors() > 0 {
            let least = in_rooms.iter().zip(&self.rooms).min_by_key(|(refusals, _)| refusals.len());
            booking.room = least.map_or(booking.room, |(_, room)| room.id);
            self.known.in_its_room(&mut facts, &booking);
            with_each = self.with_each(&mut booking, &facts);
            in_rooms = self.with_best_team(&mut booking, &mut facts, (&in_rooms, &with_each));
        }
        let is_free = in_rooms.iter().any(Vec::is_empty);
        let team = if is_free { self.named(&booking.supervisors) } else { Vec::new() };
        let whole = booking.timing.whole();
        let of_rooms = in_all(in_rooms.iter());
        let of_staff = in_all(with_each.iter());
        Ok(Found {
            is_free,
            team,
            refusals: in_all(in_rooms.iter().chain(&with_each)),
            rooms: self
                .rooms
                .iter()
                .zip(in_rooms)
                .map(|(room, refusals)| RoomThen {
                    room: room.id,
                    name: room.name.clone(),
                    refusals: without(refusals, &of_rooms),
                })
                .collect(),
            supervisors: self
                .staff
                .iter()
                .zip(with_each)
                .map(|((one, has_met), refusals)| SupervisorThen {
                    who: NamedStaff { id: one.id, name: one.name.clone() },
                    has_met_family: *has_met,
                    refusals: without(refusals, &of_staff),
                })
                .collect(),
            own_times: [whole.from(), whole.until()].map(Moment::time_words),
        })
    }

    /// What speaks against the booking in each room.
    fn in_each_room(&self, booking: &mut Booking, facts: &mut Facts) -> Vec<Vec<Refusal>> {
        self.rooms
            .iter()
            .map(|room| {
                booking.room = room.id;
                self.known.in_its_room(facts, booking);
                judge(booking, facts)
            })
            .collect()
    }

    /// What speaks against the booking with each supervisor alone.
    fn with_each(&self, booking: &mut Booking, facts: &Facts) -> Vec<Vec<Refusal>> {
        self.staff
            .iter()
            .map(|(one, _)| {
                booking.supervisors = vec![one.id];
                judge(booking, facts)
            })
            .collect()
    }

    /// Names the first team for whom some room would do, those with least against each of them first, and what
    /// speaks against the booking in each room then. Where there is none, the first team of all is named.
    ///
    /// Whether two who would each do may hold a visit together is for the rule book to say, so it is asked of
    /// the whole team.
    fn with_best_team(
        &self,
        booking: &mut Booking,
        facts: &mut Facts,
        (with_nobody, with_each): (&[Vec<Refusal>], &[Vec<Refusal>]),
    ) -> Vec<Vec<Refusal>> {
        let mut ranked: Vec<(usize, StaffId)> =
            with_each.iter().zip(&self.staff).map(|(refusals, (one, _))| (refusals.len(), one.id)).collect();
        ranked.sort_by_key(|(against, _)| *against);
        // Somebody with something of their own against them is not helped by company.
        let said_of_all = in_all(with_each.iter()).len();
        let able = ranked.iter().filter(|(against, _)| *against == said_of_all).count();
        let most = if able < booking.kind.supervisors() as usize { 1 } else { MOST_TEAMS };
        if most > 1 {
            ranked.truncate(able);
        }
        let mut first: Option<(Vec<StaffId>, Vec<Vec<Refusal>>)> = None;
        let ranked = ranked.into_iter().map(|(_, id)| id);
        for team in teams(booking.kind, &[], ranked).into_iter().take(most) {
            booking.supervisors.clone_from(&team);
            let in_rooms = self.in_each_room(booking, facts);
            if in_rooms.iter().any(Vec::is_empty) {
                return in_rooms;
            }
            // What stands even with nobody named is mended by no other team.
            let adds_nothing = in_rooms
                .iter()
                .zip(with_nobody)
                .any(|(now, before)| now.iter().all(|refusal| before.contains(refusal)));
            first.get_or_insert((team, in_rooms));
            if adds_nothing {
                break;
            }
        }
        let (team, in_rooms) = first.unwrap_or_else(|| (Vec::new(), with_nobody.to_vec()));
        booking.supervisors = team;
        in_rooms
    }

    fn named(&self, team: &[StaffId]) -> Vec<NamedStaff> {
        let known = |id: &StaffId| self.staff.iter().map(|(one, _)| one).find(|one| one.id == *id);
        team.iter().filter_map(known).map(|one| NamedStaff { id: one.id, name: one.name.clone() }).collect()
    }
}

/// The refusals that are in every one of some lists.
pub(super) fn in_all<'r>(mut lists: impl Iterator<Item = &'r Vec<Refusal>>) -> Vec<Refusal> {
    let Some(mut all) = lists.next().cloned() else { return Vec::new() };
    for list in lists {
        all.retain(|refusal| list.contains(refusal));
    }
    all
}

fn without(mut refusals: Vec<Refusal>, others: &[Refusal]) -> Vec<Refusal> {
    refusals.retain(|refusal| !others.contains(refusal));
    refusals
}

impl Found {
    /// Whether the same is so as of a stretch, but for the times of its own that refusals speak of.
    pub(super) fn is_as(&self, stretch: &Stretch, stretch_times: &[String; 2]) -> bool {
        let plain = |refusals: &[Refusal], times: &[String; 2]| -> Vec<(&'static str, String)> {
            let told = |refusal: &Refusal| {
                times.iter().fold(refusal.detail.clone(), |detail, time| detail.replace(time.as_str(), "…"))
            };
            refusals.iter().map(|refusal| (refusal.code, told(refusal))).collect()
        };
        let alike = |mine: &[Refusal], theirs: &[Refusal]| {
            mine.len() == theirs.len() && plain(mine, &self.own_times) == plain(theirs, stretch_times)
        };
        let ids = |team: &[NamedStaff]| team.iter().map(|one| one.id).collect::<Vec<_>>();
        self.is_free == stretch.is_free
            && ids(&self.team) == ids(&stretch.team)
            && alike(&self.refusals, &stretch.refusals)
            && self
                .rooms
                .iter()
                .zip(&stretch.rooms)
                .all(|(mine, theirs)| alike(&mine.refusals, &theirs.refusals))
            && self
                .supervisors
                .iter()
                .zip(&stretch.supervisors)
                .all(|(mine, theirs)| alike(&mine.refusals, &theirs.refusals))
    }

    pub(super) fn own_times(&self) -> [String; 2] {
        self.own_times.clone()
    }

    pub(super) fn into_stretch(self, starts: Moment) -> Stretch {
        Stretch {
            starts: vec![starts],
            is_free: self.is_free,
            team: self.team,
            refusals: self.refusals,
            rooms: self.rooms,
            supervisors: self.supervisors,
        }
    }
}
