//! Changing what was booked: another time, room or supervisor, for one visit or from it on. Judged by every
//! rule as a new booking is, in the same transaction.

use super::{
    Known, NewBooking, VisitLine, VisitRecord, booking, facts::around, history, known, lines_of, names,
    record, series::on_its_day, store, visit_with,
};
use crate::{
    family::Family,
    notice::{self, Visited},
};
use base::{EquipmentId, Minutes, Moment, PartyId, Prose, RoomId, StaffId, VisitId, WallClock};
use host::{Problem, Recorded, Tx, WriteTx};
use policy::ChangeVisit;
use rules::{
    Refusal,
    intake::Side,
    plan::Kind,
    schedule::{Interpreter, is_late},
    visit::State,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// Who asked for a change, or called off.
    pub enum AskedBy {
        Centre = "centre" => "The centre",
        Resident = "resident" => "Resident party",
        Visiting = "visiting" => "Visiting party",
        Court = "court" => "The court",
        Other = "other" => "Somebody else",
    }
}

base::choices! {
    /// Which visits of a series a change is about.
    pub enum HowFar {
        ThisOne = "this-one" => "This visit only",
        FromHereOn = "from-here-on" => "This visit and all later ones of its series",
    }
}

/// Changes what was booked. What is not said stays as it is.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitChange {
    /// Who asked for it.
    pub asked_by: AskedBy,
    /// Why.
    pub reason: Prose,
    /// Which visits of its series; this one only, when not said. Later ones keep their distance from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how_far: Option<HowFar>,
    /// When the time together is to start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<Moment>,
    /// How long it is to be, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 15, maximum = 600)]
    pub length: Option<Minutes>,
    /// What kind of contact it is to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// Which room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<RoomId>,
    /// The named supervisors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supervisors: Option<Vec<StaffId>>,
    /// The adults who are to come, on either side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<Vec<PartyId>>,
    /// The interpreter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter: Option<Interpreter>,
    /// The things reserved with the room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equipment: Option<Vec<EquipmentId>>,
}

/// Visits as they are after a change.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Changes {
    /// The changed visits, the earliest first.
    pub visits: Vec<VisitLine>,
    /// How many minutes before the first arrival the change was made.
    pub notice: Minutes,
    /// Whether that is less than the notice the centre asks for (R13).
    pub is_late: bool,
}

/// What may still be changed: nobody has come, and it has not begun.
fn may_be_changed(record: &VisitRecord, now: Moment) -> Result<(), Refusal> {
    let visit = &record.document.now;
    let waits = matches!(visit.state, State::Held | State::Planned | State::Briefed);
    if record.has_lapsed(now) {
        let remedy = "Hold or book a time that is free now.";
        return Err(Refusal::because("not-held", "The time is not held any more.", remedy));
    }
    if waits && visit.turned_away.is_empty() && visit.timing.starts > now {
        return Ok(());
    }
    Err(Refusal::because(
        "visit-begun",
        format!("This visit can no longer be changed. It stands at: {}.", visit.state.words()),
        "Book another visit.",
    ))
}

/// The booking a visit becomes, started at its own new time.
fn changed(record: &VisitRecord, change: &VisitChange, starts: Moment) -> NewBooking {
    let was = record.booking();
    NewBooking {
        starts,
        length: Some(change.length.unwrap_or(was.timing.length())),
        kind: Some(change.kind.unwrap_or(was.kind)),
        room: change.room.unwrap_or(was.room),
        supervisors: change.supervisors.clone().unwrap_or(was.supervisors),
        people: Some(change.people.clone().unwrap_or(was.people)),
        interpreter: change.interpreter.clone().or(was.interpreter),
        equipment: change.equipment.clone().unwrap_or(was.equipment),
    }
}

/// When each of several visits is to start, where the first one moves: as many days and at the same time of
/// day as the first, whatever the clocks do meanwhile.
fn moved(first: &VisitRecord, change: &VisitChange, all: &[VisitRecord]) -> Result<Vec<Moment>, Problem> {
    let Some(to) = change.starts else { return Ok(all.iter().map(|record| record.starts).collect()) };
    let clock: WallClock = to.clock().parse().map_err(Problem::broken)?;
    let days = to.day().days_since(first.starts.day());
    all.iter()
        .map(|record| {
            if record.id == first.id {
                return Ok(to);
            }
            Moment::on(record.starts.day().plus_days(days), clock)
                .map_err(|why| Problem::field("/starts", why.to_string()))
        })
        .collect()
}

/// Changes a visit, or it and the later ones of its series: all of them, or none.
pub fn change(tx: &mut WriteTx<'_>, id: VisitId, new: VisitChange) -> Result<Recorded<Changes>, Problem> {
    let (first, family) = visit_with(tx, id)?;
    let permit = tx.ask::<ChangeVisit>(&family.subject)?;
    may_be_changed(&first, tx.now)?;
    let all = concerned(tx, &first, &new)?;
    let starts = moved(&first, &new, &all)?;
    let span = around(starts.iter().copied()).ok_or_else(|| Problem::broken("a change of no visit"))?;
    let mut known = known(tx, &[family.id], span)?;
    let itself: Vec<VisitId> = all.iter().map(|record| record.id).collect();
    known.set_aside(&itself);
    let bookings = judged_all(&mut known, &family, &all, &new, &starts)?;
    super::hold::let_go(tx)?;
    let notice = first.document.now.timing.whole().from().since(tx.now);
    let late = is_late(first.document.now.timing.whole().from(), tx.now);
    let mut in_order: Vec<_> = all.iter().zip(&bookings).collect();
    // The one that moves furthest out of the way goes first, so that no two are ever in each other's place.
    if new.starts.is_some_and(|to| to > first.starts) {
        in_order.reverse();
    }
    for (was, (booking, plan)) in in_order {
        let visiting = booking::visiting(&family, booking);
        store::visit_rewrite(tx, &permit, (booking, visiting, *plan), was)?;
        super::answer::moved(tx, &family, was, booking)?;
        let told =
            history::Told { asked_by: new.asked_by, reason: new.reason.as_str(), notice, is_late: late };
        history::change_insert(tx, was, "changed", &told)?;
        notice::tell_of_visit(tx, &family, &booking.people, (was.id, Visited::Changed))?;
        super::leaves_its_place(tx, was)?;
        // Judged just now and found to be safe, whatever was said of it before.
        store::unmark(tx, &[was.id])?;
    }
    let records = all.iter().map(|was| record(tx, was.id)).collect::<Result<Vec<_>, _>>()?;
    let visits = lines_of(tx.actor, records, &family, &names(tx)?);
    let summary = match visits.as_slice() {
        [one] => format!("A visit was changed. It is now at {}", one.timing.starts.words()),
        many => format!("{} visits of a series were changed", many.len()),
    };
    tx.record(&permit, Some(family.id), &summary, Changes { visits, notice, is_late: late })
}

/// Keeps who called a visit off, why, and how late. Answers whether that is later than the notice asked for
/// (R13). The caller holds the permit of calling it off.
pub fn called_off(
    tx: &mut WriteTx<'_>,
    record: &VisitRecord,
    asked_by: AskedBy,
    reason: &str,
) -> Result<bool, Problem> {
    let first_arrival = record.document.now.timing.whole().from();
    let late = is_late(first_arrival, tx.now);
    let told = history::Told { asked_by, reason, notice: first_arrival.since(tx.now), is_late: late };
    history::change_insert(tx, record, "cancelled", &told)?;
    Ok(late)
}

/// Which of some visits one side called off later than the notice asked for (R13).
pub fn called_off_late(tx: &mut Tx<'_>, visits: &[VisitId], who: Side) -> Result<Vec<VisitId>, Problem> {
    let asked_by = match who {
        Side::Resident => AskedBy::Resident,
        Side::Visiting => AskedBy::Visiting,
    };
    history::called_off_late(tx, visits, asked_by)
}

/// The visits that a change is about, the earliest first.
fn concerned(
    tx: &mut WriteTx<'_>,
    first: &VisitRecord,
    new: &VisitChange,
) -> Result<Vec<VisitRecord>, Problem> {
    let series = first.series.as_deref().filter(|_| new.how_far == Some(HowFar::FromHereOn));
    let Some(series) = series else { return Ok(vec![first.clone()]) };
    let now = tx.now;
    let mut all = store::of_series(tx, first.family, series, first.starts)?;
    all.retain(|record| may_be_changed(record, now).is_ok());
    Ok(all)
}

type Rebooked = (rules::schedule::Booking, base::PlanId);

/// What each visit becomes, or everything that speaks against any of them.
fn judged_all(
    known: &mut Known,
    family: &Family,
    all: &[VisitRecord],
    new: &VisitChange,
    starts: &[Moment],
) -> Result<Vec<Rebooked>, Problem> {
    let (mut bookings, mut refusals) = (Vec::new(), Vec::new());
    let document = known.family(family.id)?.plan.as_ref().map(|plan| plan.document.clone());
    for (record, at) in all.iter().zip(starts) {
        let booking = booking::booking_of(family.id, document.as_ref(), &changed(record, new, *at))?;
        let judged = booking::judged_by(known, booking, Some(record.id))?;
        known.add_booking(record.id, &judged.booking);
        match judged.allowed() {
            Ok(plan) => bookings.push((judged.booking, plan)),
            Err(Problem::Refused(against)) if all.len() > 1 => {
                refusals.extend(against.into_iter().map(|refusal| on_its_day(refusal, *at)));
            }
            Err(Problem::Refused(against)) => refusals.extend(against),
            Err(problem) => return Err(problem),
        }
    }
    if refusals.is_empty() { Ok(bookings) } else { Err(Problem::Refused(refusals)) }
}
