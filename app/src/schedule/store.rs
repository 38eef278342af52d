//! Where visits are kept.

use super::Which;
use crate::{
    family::families_tied_to,
    schema::{is_booked, visit, visit_equipment, visit_person, visit_supervisor},
};
use base::{Day, EquipmentId, FamilyId, Moment, PartyId, PlanId, RoomId, VisitId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx, among,
    paging::{Listed, Paging},
};
use policy::{Act, ChangeVisit, Permit, Restriction, Role, Scope};
use rules::{
    Refusal,
    plan::{Gaps, Kind},
    review::HOLDS,
    schedule::{Booking, Interpreter},
    visit::{State, Visit},
};
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use std::collections::HashMap;
use utoipa::ToSchema;

/// What is kept of a visit beside what lists are sorted by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct VisitDocument {
    /// As it was booked, before anything happened. Lists never look at it, so it is read when asked for.
    planned: Box<RawValue>,
    /// As it stands after everything that has happened.
    pub now: Visit,
    /// The interpreter, if there is one.
    #[serde(default)]
    pub interpreter: Option<Interpreter>,
    /// The things reserved with the room.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub equipment: Vec<EquipmentId>,
}

impl VisitDocument {
    fn new(planned: &Visit, booking: &Booking) -> Result<Self, Problem> {
        Ok(Self {
            planned: to_raw_value(planned)?,
            now: planned.clone(),
            interpreter: booking.interpreter.clone(),
            equipment: booking.equipment.clone(),
        })
    }

    /// The visit as it was booked, before anything happened.
    pub fn planned(&self) -> Result<Visit, Problem> {
        Ok(serde_json::from_str(self.planned.get())?)
    }
}

/// What speaks against a booked visit as things stand, and what would mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Mend {
    /// The stable code of the refusal; begins with the rule's number where there is one.
    pub code: String,
    /// What is so, as a sentence.
    pub detail: String,
    /// What would mend it, as a sentence.
    pub remedy: String,
}

/// A visit as it is kept.
#[derive(Clone, Debug)]
pub struct VisitRecord {
    /// Which.
    pub id: VisitId,
    /// Whose.
    pub family: FamilyId,
    /// The plan it was booked under.
    pub plan: PlanId,
    /// Where.
    pub room: RoomId,
    /// The series it was booked in.
    pub series: Option<String>,
    /// When the time together is to start.
    pub starts: Moment,
    /// What was booked and what became of it.
    pub document: VisitDocument,
    /// Why it must not start as things stand.
    pub unsafe_because: Option<String>,
    /// The stable code of that.
    pub unsafe_code: Option<String>,
    /// Everything that speaks against it, each with what would mend it, as it was last judged.
    pub mend: Vec<Mend>,
    /// When it was booked.
    pub booked_at: Moment,
    /// Until when the time is kept free while the adults are asked; none for what is booked.
    pub held_until: Option<Moment>,
}

impl VisitRecord {
    /// What was booked, as the rule book judges it.
    #[must_use]
    pub fn booking(&self) -> Booking {
        let now = &self.document.now;
        Booking {
            family: self.family,
            kind: now.kind,
            timing: now.timing,
            sequence: now.sequence,
            gaps: now.gaps,
            room: self.room,
            supervisors: now.supervisors.clone(),
            people: now.visiting.iter().chain(&now.bringing).copied().collect(),
            interpreter: self.document.interpreter.clone(),
            equipment: self.document.equipment.clone(),
        }
    }

    /// Whether it is a visit, and not a time that is only held or was.
    #[must_use]
    pub fn is_booked(&self) -> bool {
        !State::NOT_BOOKED.contains(&self.document.now.state)
    }

    /// Whether it is held now, while the adults are asked.
    #[must_use]
    pub fn is_held(&self, now: Moment) -> bool {
        self.document.now.state == State::Held && !self.has_lapsed(now)
    }

    /// Whether it was only held, and nobody confirmed it in time.
    #[must_use]
    pub fn has_lapsed(&self, now: Moment) -> bool {
        self.document.now.state == State::Held && self.held_until.is_some_and(|until| until <= now)
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = visit)]
struct Row {
    id: VisitId,
    family: FamilyId,
    plan: PlanId,
    room: RoomId,
    series: Option<String>,
    starts: Moment,
    document: String,
    unsafe_because: Option<String>,
    unsafe_code: Option<String>,
    unsafe_mend: Option<String>,
    booked_at: Moment,
    held_until: Option<Moment>,
}

impl Row {
    fn read(self) -> Result<VisitRecord, Problem> {
        Ok(VisitRecord {
            id: self.id,
            family: self.family,
            plan: self.plan,
            room: self.room,
            series: self.series,
            starts: self.starts,
            document: serde_json::from_str(&self.document)?,
            unsafe_because: self.unsafe_because,
            unsafe_code: self.unsafe_code,
            mend: self.unsafe_mend.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default(),
            booked_at: self.booked_at,
            held_until: self.held_until,
        })
    }
}

fn read_all(rows: Vec<Row>) -> Result<Vec<VisitRecord>, Problem> {
    rows.into_iter().map(Row::read).collect()
}

/// One visit. Says "not found" for another centre's.
pub fn record(tx: &mut Tx<'_>, id: VisitId) -> Result<VisitRecord, Problem> {
    let centre = tx.centre();
    let row: Row = visit::table
        .filter(visit::id.eq(id).and(visit::centre.eq(centre)))
        .select(Row::as_select())
        .first(tx.db())?;
    row.read()
}

/// One visit with its family, whose ties decide who may know of it.
pub fn visit_with(tx: &mut Tx<'_>, id: VisitId) -> Result<(VisitRecord, crate::family::Family), Problem> {
    let record = record(tx, id)?;
    let mut family = crate::family::family(tx, record.family)?;
    // A time that is only held is in no session: it is there for those who ask the adults.
    if !record.is_booked() {
        family.subject.links.on_duty.clear();
        family.subject.links.opened = None;
    }
    Ok((record, family))
}

/// Every visit that starts in a stretch of time, the earliest first.
pub fn on_days(tx: &mut Tx<'_>, from: Moment, until: Moment) -> Result<Vec<VisitRecord>, Problem> {
    let centre = tx.centre();
    let rows: Vec<Row> = visit::table
        .filter(visit::centre.eq(centre).and(visit::starts.ge(from)).and(visit::starts.lt(until)))
        .order((visit::starts, visit::id))
        .select(Row::as_select())
        .load(tx.db())?;
    read_all(rows)
}

/// The days of each family's visits between two days, both among them, without those that were called off.
/// A visit that nobody came to took up its turn and counts.
pub fn days_of(
    tx: &mut Tx<'_>,
    families: &[FamilyId],
    (first, last): (Day, Day),
) -> Result<HashMap<FamilyId, Vec<(VisitId, Day)>>, Problem> {
    let (from, until) = (Moment::start_of(first), Moment::start_of(last.plus_days(1)));
    let rows: Vec<(FamilyId, VisitId, Moment)> = visit::table
        .filter(among(visit::family, families).and(visit::starts.ge(from)).and(visit::starts.lt(until)))
        .filter(visit::state.ne(State::Cancelled).and(visit::state.ne(State::Released)))
        .order((visit::starts, visit::id))
        .select((visit::family, visit::id, visit::starts))
        .load(tx.db())?;
    let mut all: HashMap<FamilyId, Vec<(VisitId, Day)>> = HashMap::new();
    for (family, visit, starts) in rows {
        all.entry(family).or_default().push((visit, starts.day()));
    }
    Ok(all)
}

/// The last visits of a family up to a moment, the latest first.
pub fn kept_of_family(
    tx: &mut Tx<'_>,
    family: FamilyId,
    until: Moment,
    most: i64,
) -> Result<Vec<VisitRecord>, Problem> {
    let rows: Vec<Row> = visit::table
        .filter(visit::family.eq(family).and(visit::starts.le(until)))
        .order((visit::starts.desc(), visit::id.desc()))
        .limit(most)
        .select(Row::as_select())
        .load(tx.db())?;
    read_all(rows)
}

pub(super) fn of_family(
    tx: &mut Tx<'_>,
    family: FamilyId,
    which: Option<Which>,
    paging: &Paging,
) -> Result<Listed<VisitRecord>, Problem> {
    let today = Moment::start_of(tx.now.day());
    let mut query = visit::table
        .filter(visit::family.eq(family))
        .limit(paging.fetch())
        .select(Row::as_select())
        .into_boxed();
    // What is only held is for those who ask the adults.
    if !matches!(tx.actor.role, Role::Coordinator | Role::SafeguardingLead) {
        query = query.filter(is_booked());
    }
    let place = paging.place()?;
    query = if which == Some(Which::Upcoming) {
        let query = query.filter(visit::starts.ge(today)).order((visit::starts.asc(), visit::id.asc()));
        match place {
            Some(at) => {
                query.filter(visit::starts.gt(at.at).or(visit::starts.eq(at.at).and(visit::id.gt(at.id))))
            }
            None => query,
        }
    } else {
        let query = query.order((visit::starts.desc(), visit::id.desc()));
        let query = if which.is_some() { query.filter(visit::starts.lt(today)) } else { query };
        match place {
            Some(at) => {
                query.filter(visit::starts.lt(at.at).or(visit::starts.eq(at.at).and(visit::id.lt(at.id))))
            }
            None => query,
        }
    };
    let rows: Vec<Row> = query.load(tx.db())?;
    Ok(paging.page(read_all(rows)?, |one| (one.starts, one.id.to_string())))
}

pub(super) fn visits(
    tx: &mut Tx<'_>,
    scope: &Scope,
    (from, until): (Moment, Option<Moment>),
    paging: &Paging,
) -> Result<Listed<VisitRecord>, Problem> {
    let mut query = visit::table
        .filter(visit::centre.eq(scope.centre()).and(visit::starts.ge(from)))
        .order((visit::starts, visit::id))
        .limit(paging.fetch())
        .select(Row::as_select())
        .into_boxed();
    if let Some(until) = until {
        query = query.filter(visit::starts.lt(until));
    }
    if let Restriction::OnDuty(staff) = scope.restriction() {
        query = query.filter(is_booked()).filter(visit::family.eq_any(families_tied_to!(tx, staff)));
    }
    if let Some(at) = paging.place()? {
        query = query.filter(visit::starts.gt(at.at).or(visit::starts.eq(at.at).and(visit::id.gt(at.id))));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    Ok(paging.page(read_all(rows)?, |one| (one.starts, one.id.to_string())))
}

/// A visit about to be kept.
pub(super) struct ToKeep<'a> {
    pub(super) booking: &'a Booking,
    pub(super) visiting: Vec<PartyId>,
    pub(super) plan: PlanId,
    pub(super) series: Option<&'a str>,
    /// Until when it is only held; none for a booking.
    pub(super) held_until: Option<Moment>,
}

pub(super) fn visit_insert<A: Act<Id = FamilyId>>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    keep: ToKeep<'_>,
) -> Result<VisitId, Problem> {
    let (id, centre, booking) = (VisitId::from_random(tx.random()), tx.centre(), keep.booking);
    let mut planned = Visit::planned(booking, keep.visiting);
    if keep.held_until.is_some() {
        planned.state = State::Held;
    }
    let document = VisitDocument::new(&planned, booking)?;
    let timing = booking.timing;
    diesel::insert_into(visit::table)
        .values((
            visit::id.eq(id),
            visit::centre.eq(centre),
            visit::family.eq(permit.id()),
            visit::plan.eq(keep.plan),
            visit::kind.eq(booking.kind),
            visit::room.eq(booking.room),
            visit::series.eq(keep.series),
            visit::state.eq(planned.state),
            visit::visiting_arrives.eq(timing.visiting_arrives),
            visit::child_arrives.eq(timing.child_arrives),
            visit::starts.eq(timing.starts),
            visit::ends.eq(timing.ends),
            visit::child_leaves.eq(timing.child_leaves),
            visit::visiting_leaves.eq(timing.visiting_leaves),
            visit::document.eq(serde_json::to_string(&document)?),
            visit::booked_at.eq(tx.now),
            visit::held_until.eq(keep.held_until),
            visit::gap_minutes.eq(gap_minutes(booking)),
        ))
        .execute(tx.db())?;
    tied_insert(tx, id, booking)?;
    Ok(id)
}

/// The longer of the two gaps at the door: so far the database itself keeps people apart.
fn gap_minutes(booking: &Booking) -> i32 {
    let gaps = booking.gaps.longest(Gaps::default());
    i32::try_from(gaps.before.max(gaps.after).0).unwrap_or(i32::MAX)
}

/// Writes who and what is tied up by a visit.
fn tied_insert(tx: &mut WriteTx<'_>, id: VisitId, booking: &Booking) -> Result<(), Problem> {
    let centre = tx.centre();
    for staff in &booking.supervisors {
        diesel::insert_into(visit_supervisor::table)
            .values((
                visit_supervisor::visit.eq(id),
                visit_supervisor::staff.eq(staff),
                visit_supervisor::centre.eq(centre),
                visit_supervisor::starts.eq(booking.timing.starts),
            ))
            .execute(tx.db())?;
    }
    for party in &booking.people {
        diesel::insert_into(visit_person::table)
            .values((
                visit_person::visit.eq(id),
                visit_person::party.eq(party),
                visit_person::centre.eq(centre),
            ))
            .execute(tx.db())?;
    }
    for thing in &booking.equipment {
        diesel::insert_into(visit_equipment::table)
            .values((
                visit_equipment::visit.eq(id),
                visit_equipment::equipment.eq(thing),
                visit_equipment::centre.eq(centre),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

/// Takes off whoever and whatever is tied up by a visit, before it is moved: at the new time each may be
/// elsewhere and no longer wanted here.
pub(super) fn untie(tx: &mut WriteTx<'_>, id: VisitId) -> Result<(), Problem> {
    diesel::delete(visit_supervisor::table.filter(visit_supervisor::visit.eq(id))).execute(tx.db())?;
    diesel::delete(visit_person::table.filter(visit_person::visit.eq(id))).execute(tx.db())?;
    diesel::delete(visit_equipment::table.filter(visit_equipment::visit.eq(id))).execute(tx.db())?;
    Ok(())
}

/// Keeps a visit as it is booked anew. What was read of its briefing stays with those who are still named.
pub(super) fn visit_rewrite(
    tx: &mut WriteTx<'_>,
    permit: &Permit<ChangeVisit>,
    (booking, visiting, plan): (&Booking, Vec<PartyId>, PlanId),
    was: &VisitRecord,
) -> Result<(), Problem> {
    let (id, timing) = (was.id, booking.timing);
    let before = &was.document.now;
    let mut planned = Visit::planned(booking, visiting);
    if before.state == State::Held {
        planned.state = State::Held;
    }
    let mut document = VisitDocument::new(&planned, booking)?;
    // All that can have happened is that staff have read the briefing.
    document.now.state = before.state;
    document.now.briefed.clone_from(&before.briefed);
    document.now.briefed_at = before.briefed_at;
    untie(tx, id)?;
    diesel::update(visit::table.filter(visit::id.eq(id).and(visit::family.eq(permit.id()))))
        .set((
            visit::plan.eq(plan),
            visit::kind.eq(booking.kind),
            visit::room.eq(booking.room),
            visit::state.eq(before.state),
            visit::visiting_arrives.eq(timing.visiting_arrives),
            visit::child_arrives.eq(timing.child_arrives),
            visit::starts.eq(timing.starts),
            visit::ends.eq(timing.ends),
            visit::child_leaves.eq(timing.child_leaves),
            visit::visiting_leaves.eq(timing.visiting_leaves),
            visit::document.eq(serde_json::to_string(&document)?),
            visit::gap_minutes.eq(gap_minutes(booking)),
        ))
        .execute(tx.db())?;
    tied_insert(tx, id, booking)
}

/// Moves a held time to what became of it. The caller holds the permit of the act behind it.
pub(super) fn held_becomes(tx: &mut WriteTx<'_>, record: &VisitRecord, state: State) -> Result<(), Problem> {
    let mut document = record.document.clone();
    document.now.state = state;
    if state == State::Planned {
        // What is confirmed was booked so, and its history is replayed from there.
        document = VisitDocument { planned: to_raw_value(&document.now)?, ..document };
    }
    diesel::update(visit::table.filter(visit::id.eq(record.id).and(visit::centre.eq(tx.centre()))))
        .set((
            visit::state.eq(state),
            visit::held_until.eq(record.held_until.filter(|_| state != State::Planned)),
            visit::document.eq(serde_json::to_string(&document)?),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// The held times whose day to answer has passed.
pub(super) fn lapsed(tx: &mut Tx<'_>) -> Result<Vec<VisitRecord>, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    let rows: Vec<Row> = visit::table
        .filter(visit::centre.eq(centre).and(visit::held_until.le(now)).and(visit::state.eq(State::Held)))
        .order((visit::held_until, visit::id))
        .select(Row::as_select())
        .load(tx.db())?;
    read_all(rows)
}

/// The visits of a series from one of them on, the earliest first.
pub(super) fn of_series(
    tx: &mut Tx<'_>,
    family: FamilyId,
    series: &str,
    from: Moment,
) -> Result<Vec<VisitRecord>, Problem> {
    let rows: Vec<Row> = visit::table
        .filter(visit::family.eq(family).and(visit::series.eq(series)).and(visit::starts.ge(from)))
        .order((visit::starts, visit::id))
        .select(Row::as_select())
        .load(tx.db())?;
    read_all(rows)
}

/// The visits of a family whose time together has not begun, with what kind each is. People may be in the
/// building already: such a visit can still be kept from starting.
pub fn kept(tx: &mut Tx<'_>, family: FamilyId) -> Result<Vec<(VisitId, Kind)>, Problem> {
    Ok(visit::table
        .filter(visit::family.eq(family).and(among(visit::state, State::NOT_BEGUN)))
        .select((visit::id, visit::kind))
        .load(tx.db())?)
}

/// Several visits by identifier, the earliest first.
pub(super) fn records(tx: &mut Tx<'_>, ids: &[VisitId]) -> Result<Vec<VisitRecord>, Problem> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = visit::table
        .filter(among(visit::id, ids).and(visit::centre.eq(tx.centre())))
        .order((visit::starts, visit::id))
        .select(Row::as_select())
        .load(tx.db())?;
    read_all(rows)
}

/// Marks a visit as not to be started, with everything that speaks against it and what would mend each.
pub(super) fn judged_unsafe(tx: &mut WriteTx<'_>, id: VisitId, refusals: &[Refusal]) -> Result<(), Problem> {
    // What is unsafe in itself is told before a hold on the whole family, and outlasts it.
    let in_itself = refusals.iter().find(|refusal| !HOLDS.contains(&refusal.code));
    let Some(first) = in_itself.or(refusals.first()) else { return Ok(()) };
    diesel::update(visit::table.filter(visit::id.eq(id)))
        .set((
            visit::unsafe_because.eq(&first.detail),
            visit::unsafe_code.eq(first.code),
            visit::unsafe_mend.eq(serde_json::to_string(refusals)?),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Takes the marks off visits against which nothing speaks any more. The caller has judged them, or holds
/// the permit of the decision that lets them take place.
pub fn unmark(tx: &mut WriteTx<'_>, visits: &[VisitId]) -> Result<(), Problem> {
    let centre = tx.centre();
    diesel::update(visit::table.filter(visit::centre.eq(centre).and(among(visit::id, visits))))
        .set((
            visit::unsafe_because.eq(None::<String>),
            visit::unsafe_code.eq(None::<String>),
            visit::unsafe_mend.eq(None::<String>),
        ))
        .execute(tx.db())?;
    Ok(())
}
