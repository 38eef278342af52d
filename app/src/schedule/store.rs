//! Where visits are kept.

use super::Which;
use crate::{
    family::duty_window,
    schema::{visit, visit_person, visit_supervisor},
};
use base::{Day, FamilyId, Moment, PlanId, RoomId, VisitId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx, among,
    paging::{Listed, Paging},
};
use policy::{BookVisit, Permit, Restriction, Role, Scope};
use rules::{
    plan::Kind,
    schedule::{Booking, Interpreter},
    visit::{State, Visit},
};
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use std::collections::HashMap;

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
}

impl VisitDocument {
    fn new(planned: &Visit, interpreter: Option<Interpreter>) -> Result<Self, Problem> {
        Ok(Self { planned: to_raw_value(planned)?, now: planned.clone(), interpreter })
    }

    /// The visit as it was booked, before anything happened.
    pub fn planned(&self) -> Result<Visit, Problem> {
        Ok(serde_json::from_str(self.planned.get())?)
    }
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
    /// When it was booked.
    pub booked_at: Moment,
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
    booked_at: Moment,
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
            booked_at: self.booked_at,
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
    let family = crate::family::family(tx, record.family)?;
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
        .filter(visit::state.ne(State::Cancelled))
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
        let (from, until) = duty_window(tx.now);
        query = query.filter(visit::starts.between(from, until));
        // A volunteer is on every visit of the session, a supervisor on those that name them or nobody.
        if tx.actor.role == Role::Supervisor {
            let theirs = visit_supervisor::table
                .filter(visit_supervisor::staff.eq(staff))
                .filter(visit_supervisor::starts.between(from, until))
                .select(visit_supervisor::visit);
            let of_the_session = among(visit::kind, Kind::of_the_session());
            query = query.filter(of_the_session.or(visit::id.eq_any(theirs)));
        }
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
    pub(super) visiting: Vec<base::PartyId>,
    pub(super) plan: PlanId,
    pub(super) series: Option<&'a str>,
}

pub(super) fn visit_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<BookVisit>,
    keep: ToKeep<'_>,
) -> Result<VisitId, Problem> {
    let (id, centre, booking) = (VisitId::from_random(tx.random()), tx.centre(), keep.booking);
    let planned = Visit::planned(booking, keep.visiting);
    let document = VisitDocument::new(&planned, booking.interpreter.clone())?;
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
            visit::state.eq(State::Planned),
            visit::visiting_arrives.eq(timing.visiting_arrives),
            visit::child_arrives.eq(timing.child_arrives),
            visit::starts.eq(timing.starts),
            visit::ends.eq(timing.ends),
            visit::child_leaves.eq(timing.child_leaves),
            visit::visiting_leaves.eq(timing.visiting_leaves),
            visit::document.eq(serde_json::to_string(&document)?),
            visit::booked_at.eq(tx.now),
        ))
        .execute(tx.db())?;
    for staff in &booking.supervisors {
        diesel::insert_into(visit_supervisor::table)
            .values((
                visit_supervisor::visit.eq(id),
                visit_supervisor::staff.eq(staff),
                visit_supervisor::centre.eq(centre),
                visit_supervisor::starts.eq(timing.starts),
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
    Ok(id)
}

/// The visits of a family whose time together has not begun, with what kind each is. People may be in the
/// building already: such a visit can still be kept from starting.
pub fn kept(tx: &mut Tx<'_>, family: FamilyId) -> Result<Vec<(VisitId, Kind)>, Problem> {
    Ok(visit::table
        .filter(visit::family.eq(family).and(among(visit::state, State::NOT_BEGUN)))
        .select((visit::id, visit::kind))
        .load(tx.db())?)
}
