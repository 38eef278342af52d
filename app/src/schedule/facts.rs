//! Everything that bookings are judged by, read once for however many there are.

use super::{VisitRecord, on_days};
use crate::{
    clearance,
    family::readinesses,
    hours, order, plan,
    premises::{self, CentreRoom},
    review, risk, rota,
    schema::{family, no_meeting, party},
    staff,
};
use base::{Day, FamilyId, Minutes, Moment, PartyId, Period, SiteId, StaffId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx, among};
use rules::{
    clearance::Policy,
    intake::{Readiness, Side, Stage, lacking},
    order::{Order, UnderOrders},
    plan::Gaps,
    premises::Times,
    risk::Outcome,
    rota::Rota,
    schedule::{Booking, ChildHours, Door, Facts, OtherVisit, Supervisor, Thing},
};
use std::collections::HashMap;

/// No visit is longer than half a day, and no gap: what starts further off cannot bear on a booking.
const NEAR: Minutes = Minutes(12 * 60);

/// What bookings of some families within a stretch of time are judged by, as it is in this transaction.
pub struct Known {
    today: Day,
    families: HashMap<FamilyId, OfFamily>,
    rooms: Vec<CentreRoom>,
    doors: Vec<Door>,
    times: Times,
    /// By when each starts.
    visits: Vec<OtherVisit>,
    no_meeting: Vec<(PartyId, PartyId)>,
    staff: Vec<Supervisor>,
    equipment: Vec<Thing>,
    rota: Rota,
    clearance: Policy,
}

/// What is known of one family.
pub struct OfFamily {
    /// How far its case has got.
    pub stage: Stage,
    /// The plan in force.
    pub plan: Option<plan::Current>,
    assessed: Option<Outcome>,
    readiness: Option<Readiness>,
    /// Its court orders.
    pub orders: Vec<Order>,
    adults: Vec<(PartyId, Side)>,
    /// The days of its visits near the stretch of time, as its orders count them.
    days: Vec<(VisitId, Day)>,
    child_hours: Vec<ChildHours>,
}

/// The stretch of time in which lies all that bookings at these times are judged by; none for no times.
pub(super) fn around(starts: impl Iterator<Item = Moment> + Clone) -> Option<Period> {
    const DAY: Minutes = Minutes(24 * 60);
    let (first, last) = (starts.clone().min()?, starts.max()?);
    Period::new(first.plus(Minutes(-DAY.0)), last.plus(DAY)).ok()
}

/// Reads what bookings of these families within a stretch of time are judged by.
pub fn known(tx: &mut Tx<'_>, families: &[FamilyId], span: Period) -> Result<Known, Problem> {
    let from: Moment = span.from().plus(Minutes(-NEAR.0));
    let near = on_days(tx, from, span.until().plus(NEAR))?;
    let mut conflicts = staff::known_adults(tx)?;
    let people: Vec<_> = premises::staff(tx)?.into_iter().filter(|one| !one.has_left).collect();
    let ids: Vec<StaffId> = people.iter().map(|one| one.id).collect();
    let mut credentials = clearance::credentials(tx, &ids)?;
    let staff = people.into_iter().map(|one| Supervisor {
        id: one.id,
        name: one.name,
        credentials: credentials.remove(&one.id).unwrap_or_default(),
        conflicts: conflicts.remove(&one.id).unwrap_or_default(),
    });
    let staff = staff.collect();
    let equipment = premises::equipment(tx)?
        .into_iter()
        .filter(premises::Equipment::is_in_use)
        .map(|thing| Thing { id: thing.id, name: thing.name });
    let equipment = equipment.collect();
    let families = families_known(tx, families, span)?;
    let people: Vec<PartyId> =
        families.values().flat_map(|family| family.adults.iter().map(|(id, _)| *id)).collect();
    let no_meeting = apart(tx, &people)?;
    let now = tx.now;
    Ok(Known {
        today: now.day(),
        equipment,
        rooms: premises::rooms(tx)?,
        doors: premises::entrances(tx)?.into_iter().map(door).collect(),
        staff,
        families,
        times: premises::times(tx, span)?,
        visits: near.into_iter().filter(|record| is_there(record, now)).map(other).collect(),
        no_meeting,
        rota: rota::rota_of(tx, span)?,
        clearance: clearance::current_policy(tx)?,
    })
}

fn families_known(
    tx: &mut Tx<'_>,
    ids: &[FamilyId],
    span: Period,
) -> Result<HashMap<FamilyId, OfFamily>, Problem> {
    let centre = tx.centre();
    let stages: Vec<(FamilyId, Stage)> = family::table
        .filter(among(family::id, ids).and(family::centre.eq(centre)))
        .select((family::id, family::stage))
        .load(tx.db())?;
    let adults: Vec<(FamilyId, PartyId, Side)> = party::table
        .filter(among(party::family, ids).and(party::centre.eq(centre)))
        .select((party::family, party::id, party::side))
        .load(tx.db())?;
    let mut readinesses = readinesses(tx, ids)?;
    let assessed = risk::current_of(tx, ids)?;
    // A review may have asked for more than the assessment; whichever is stricter binds (R1).
    let floors = review::floors(tx, ids, &assessed)?;
    let mut plans = plan::current_of(tx, ids)?;
    let mut hours = hours::of_families(tx, ids)?;
    let mut orders = order::orders_of(tx, ids, span)?;
    let stricter = |id: FamilyId| {
        let outcome = assessed.get(&id)?.outcome;
        Some(floors.get(&id).map_or(outcome, |floor| Outcome::AtLeast(*floor).max(outcome)))
    };
    Ok(stages
        .into_iter()
        .map(|(id, stage)| {
            let (orders, days) = orders.remove(&id).unwrap_or_default();
            let theirs = adults.iter().filter(|(of, ..)| *of == id);
            let of = OfFamily {
                stage,
                plan: plans.remove(&id),
                assessed: stricter(id),
                readiness: readinesses.remove(&id),
                orders,
                adults: theirs.map(|(_, adult, side)| (*adult, *side)).collect(),
                days,
                child_hours: hours.remove(&id).unwrap_or_default(),
            };
            (id, of)
        })
        .collect())
}

/// Whether a visit takes up anything: one that was called off still does while people are in the building.
fn is_there(record: &VisitRecord, at: Moment) -> bool {
    let now = &record.document.now;
    !now.is_empty_of_people() || !(now.state.is_called_off() || record.has_lapsed(at))
}

fn door(of: premises::Entrance) -> Door {
    Door { id: of.id, name: of.name, site: of.site, closed_on: of.closed_on }
}

fn other(record: VisitRecord) -> OtherVisit {
    let now = record.document.now;
    OtherVisit {
        visit: record.id,
        family: record.family,
        timing: now.timing,
        sequence: now.sequence,
        gaps: now.gaps,
        room: record.room,
        supervisors: now.supervisors,
        people: now.visiting.into_iter().chain(now.bringing).collect(),
        kind: now.kind,
        equipment: record.document.equipment,
    }
}

impl OfFamily {
    /// The adults whom an order names when it says who may come.
    fn visiting_side(&self) -> impl Iterator<Item = PartyId> {
        self.adults.iter().filter(|(_, side)| *side == Side::Visiting).map(|(id, _)| *id)
    }
}

impl Known {
    /// What is known of a family that was asked for.
    pub fn family(&self, id: FamilyId) -> Result<&OfFamily, Problem> {
        self.families.get(&id).ok_or(Problem::NotFound)
    }

    /// Everybody on the staff.
    pub fn staff_ids(&self) -> impl Iterator<Item = StaffId> {
        self.staff.iter().map(|one| one.id)
    }

    /// Counts some visits no more, because they are about to be moved.
    pub fn set_aside(&mut self, visits: &[VisitId]) {
        self.visits.retain(|other| !visits.contains(&other.visit));
        for family in self.families.values_mut() {
            family.days.retain(|(visit, _)| !visits.contains(visit));
        }
    }

    /// Counts a booking among the others from now on.
    pub fn add_booking(&mut self, id: VisitId, booking: &Booking) {
        let visit = OtherVisit {
            visit: id,
            family: booking.family,
            timing: booking.timing,
            sequence: booking.sequence,
            gaps: booking.gaps,
            room: booking.room,
            supervisors: booking.supervisors.clone(),
            people: booking.people.clone(),
            kind: booking.kind,
            equipment: booking.equipment.clone(),
        };
        let place = self.visits.partition_point(|other| other.timing.starts <= visit.timing.starts);
        self.visits.insert(place, visit);
        if let Some(family) = self.families.get_mut(&booking.family) {
            family.days.push((id, booking.timing.starts.day()));
        }
    }

    /// The rota as far as it bears on a stretch of time.
    fn rota_near(&self, presence: &Period) -> Rota {
        let Rota { duties, away, ratios } = &self.rota;
        Rota {
            duties: duties.iter().filter(|duty| duty.time.overlaps(presence)).copied().collect(),
            away: away.iter().filter(|(_, time)| time.overlaps(presence)).copied().collect(),
            ratios: ratios.clone(),
        }
    }

    /// The facts that one booking is judged by. A visit that is judged anew is not in its own way.
    pub fn facts(&self, booking: &Booking, itself: Option<VisitId>) -> Result<Facts, Problem> {
        let family = self.family(booking.family)?;
        let presence = booking.timing.whole();
        let from = presence.from().plus(Minutes(-NEAR.0));
        let until = presence.until().plus(NEAR);
        let first = self.visits.partition_point(|other| other.timing.starts < from);
        let near = self.visits.iter().skip(first).take_while(|other| other.timing.starts < until);
        let bears =
            |(one, two): &&(PartyId, PartyId)| booking.people.contains(one) || booking.people.contains(two);
        let mut facts = Facts {
            today: self.today,
            stage: family.stage,
            adults: family.adults.iter().map(|(id, _)| *id).collect(),
            assessed: family.assessed,
            plan: family.plan.as_ref().map(plan::Current::terms),
            floor: Gaps::default(),
            lacking: family
                .readiness
                .as_ref()
                .map(|readiness| lacking(readiness, presence.from().day()))
                .unwrap_or_default(),
            room: None,
            rooms: self.rooms.iter().map(CentreRoom::facts).collect(),
            doors: self.doors.clone(),
            opening: Vec::new(),
            closures: Vec::new(),
            others: near.filter(|other| Some(other.visit) != itself).cloned().collect(),
            no_meeting: self.no_meeting.iter().filter(bears).copied().collect(),
            under_orders: UnderOrders {
                orders: family.orders.clone(),
                visiting_side: family.visiting_side().collect(),
                visits: family.days.iter().filter(|(visit, _)| Some(*visit) != itself).copied().collect(),
            },
            child_hours: family.child_hours.clone(),
            rota: self.rota_near(&presence),
            clearance: self.clearance.clone(),
            staff: self.staff.clone(),
            equipment: self.equipment.clone(),
        };
        self.in_its_room(&mut facts, booking);
        Ok(facts)
    }

    /// The same facts for the room that a booking now names; all else of it is as it was.
    pub(super) fn in_its_room(&self, facts: &mut Facts, booking: &Booking) {
        let presence = booking.timing.whole();
        let room = self.rooms.iter().find(|room| room.id == booking.room);
        facts.room = room.map(CentreRoom::facts);
        (facts.opening, facts.closures) = match room {
            Some(room) => {
                (self.times.open_at(room.site, presence), self.times.shut(room.site, room.id, presence))
            }
            None => (self.times.open_anywhere(presence), Vec::new()),
        };
    }

    /// The rooms of the centre, by name.
    #[must_use]
    pub fn rooms(&self) -> &[CentreRoom] {
        &self.rooms
    }

    /// The staff there are, by name.
    pub(super) fn staff(&self) -> &[Supervisor] {
        &self.staff
    }

    /// When each site of the centre is open within a stretch of time.
    pub fn open_at_sites(&self, within: Period) -> Vec<(SiteId, Vec<Period>)> {
        self.times.sites.iter().map(|(site, _)| (*site, self.times.open_at(*site, within))).collect()
    }

    /// The families of which somebody must not meet somebody of another, each pair once or twice.
    #[must_use]
    pub fn families_apart(&self) -> Vec<(FamilyId, FamilyId)> {
        let of = |party: &PartyId| {
            let has =
                |family: &&FamilyId| self.families[*family].adults.iter().any(|(adult, _)| adult == party);
            self.families.keys().find(has).copied()
        };
        let pairs = self.no_meeting.iter().filter_map(|(one, other)| of(one).zip(of(other)));
        pairs.filter(|(one, other)| one != other).collect()
    }

    /// When the centre is open within a stretch of time, at whichever of its sites.
    pub(super) fn open(&self, within: Period) -> Vec<Period> {
        self.times.open_anywhere(within)
    }
}

/// Those who must not meet one of these people.
pub(crate) fn apart(tx: &mut Tx<'_>, people: &[PartyId]) -> Result<Vec<(PartyId, PartyId)>, Problem> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let centre = tx.centre();
    Ok(no_meeting::table
        .filter(
            no_meeting::centre
                .eq(centre)
                .and(among(no_meeting::one, people.to_vec()).or(among(no_meeting::other, people.to_vec()))),
        )
        .select((no_meeting::one, no_meeting::other))
        .load(tx.db())?)
}
