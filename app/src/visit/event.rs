//! Taking an event: whether it may be, what it changes, and what follows.

use super::{
    KeptEvent, checks, consequence, events, may_take_steps,
    store::{event_by_id, event_insert},
};
use crate::{
    family::Family,
    review::{self, TOOK_PLACE},
    schedule::{VisitRecord, visit_with},
};
use base::{EventId, Minutes, Moment, Prose, StaffId, VisitId};
use host::{Problem, Recorded, Tx, WriteTx, paging::All};
use policy::{Act, CancelVisit, Permit, RecordEvent, SeeNotes};
use rules::{
    Refusal, Rule,
    visit::{CancelledBy, Event, State, StepKind, Visit, What, apply},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How far the clock of a device may run ahead of the centre's.
const CLOCKS_DIFFER_BY: Minutes = Minutes(5);

/// Says that something happened.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEvent {
    /// Its identifier, made by the device that saw it happen. Sent again, it changes nothing.
    pub id: EventId,
    /// When it happened; now, when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// What happened.
    pub what: What,
}

/// Calls a visit off before anybody came.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancellation {
    /// Who called it off.
    pub by: CancelledBy,
    /// Why.
    pub reason: Prose,
}

/// An event as it was taken. Sent again, the answer is the same.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Taken {
    /// Its identifier.
    pub id: EventId,
    /// Its place in the order in which events were received.
    pub number: i32,
    /// When it happened.
    pub at: Moment,
    /// When it reached the centre's records.
    pub received_at: Moment,
    /// Who says so.
    pub by: StaffId,
    /// What happened.
    pub what: What,
    /// The state the visit came to with it.
    pub state: State,
}

impl From<KeptEvent> for Taken {
    fn from(kept: KeptEvent) -> Self {
        Self {
            id: kept.id,
            number: kept.number,
            at: kept.event.at,
            received_at: kept.received_at,
            by: kept.event.by,
            what: kept.event.what,
            state: kept.state,
        }
    }
}

/// Records a step of a visit.
pub fn record_event(tx: &mut WriteTx<'_>, id: VisitId, new: NewEvent) -> Result<Recorded<Taken>, Problem> {
    let (record, family) = visit_with(tx, id)?;
    let subject = family.subject.with_id(id);
    let permit = tx.ask::<RecordEvent>(&subject)?;
    if new.what.kind() == StepKind::Cancelled {
        tx.ask::<CancelVisit>(&subject)?;
    }
    take(tx, &permit, &record, &family, new)
}

/// Calls a visit off.
pub fn cancel(tx: &mut WriteTx<'_>, id: VisitId, why: Cancellation) -> Result<Recorded<Taken>, Problem> {
    let (record, family) = visit_with(tx, id)?;
    let permit = tx.ask::<CancelVisit>(&family.subject.with_id(id))?;
    let what = What::Cancelled { by_whom: why.by, reason: why.reason.to_string() };
    let new = NewEvent { id: EventId::from_random(tx.random()), at: None, what };
    take(tx, &permit, &record, &family, new)
}

/// The events of a visit in the order in which they happened.
pub fn list_events(tx: &mut Tx<'_>, id: VisitId) -> Result<All<Taken>, Problem> {
    let (_, family) = visit_with(tx, id)?;
    tx.ask::<SeeNotes>(&family.subject.with_id(id))?;
    Ok(All { items: events(tx, id)?.into_iter().map(Taken::from).collect() })
}

fn take<A: Act<Id = VisitId>>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    record: &VisitRecord,
    family: &Family,
    new: NewEvent,
) -> Result<Recorded<Taken>, Problem> {
    let by = tx.actor.staff.ok_or_else(not_on_the_staff)?;
    if let Some((visit, kept)) = event_by_id(tx, new.id)? {
        let same = visit == record.id
            && kept.event.what == new.what
            && kept.event.by == by
            && new.at.is_none_or(|at| at == kept.event.at);
        return if same { Ok(tx.recorded_before(permit, kept.into())) } else { Err(reused().into()) };
    }
    if !may_take_steps(tx, &record.document.now) {
        return Err(Refusal::under(
            Rule::R7,
            "This visit has a named supervisor, who records its steps.",
            "Tell the supervisor what you saw.",
        )
        .into());
    }
    let event = Event { at: new.at.unwrap_or(tx.now), by, what: new.what };
    may_be_then(tx.now, record, &event)?;
    checks::check(tx, record, &event)?;
    let before = events(tx, record.id)?;
    let became = replayed(&record.document.planned()?, &before, &event)?;
    let kept = event_insert(tx, permit, record, (new.id, &event), &became)?;
    if TOOK_PLACE.contains(&became.state) != TOOK_PLACE.contains(&record.document.now.state) {
        review::visits_changed(tx, family.id)?;
    }
    consequence::follow(tx, record, family, &event)?;
    let summary = format!("A step of a visit was recorded: {}", event.what.kind().as_str());
    tx.record(permit, Some(family.id), &summary, kept.into())
}

fn not_on_the_staff() -> Problem {
    Refusal::because(
        "not-on-the-staff",
        "Your sign-in is not tied to a member of staff, and every step is somebody's word.",
        "Ask the administrator to tie your sign-in to your place on the staff list.",
    )
    .into()
}

pub(crate) fn reused() -> Refusal {
    Refusal::because(
        "event-id-reused",
        "This identifier was used for something else.",
        "Make a new identifier for each thing that happens.",
    )
}

/// Whether something can have happened at that moment at all.
fn may_be_then(now: Moment, record: &VisitRecord, event: &Event) -> Result<(), Problem> {
    if event.at > now.plus(CLOCKS_DIFFER_BY) {
        return Err(Problem::field("/at", "Enter a time that has passed, or leave it empty for now"));
    }
    let day = record.document.now.timing.whole().from().day();
    let beforehand = matches!(event.what, What::Briefed | What::Cancelled { .. });
    if !beforehand && event.at.day() < day {
        return Err(Refusal::because(
            "not-today",
            format!("This visit is on {}.", day.words_with_weekday()),
            "Check which visit you are looking at.",
        )
        .into());
    }
    Ok(())
}

/// The visit after all its events and a new one, in the order in which they happened.
fn replayed(planned: &Visit, before: &[KeptEvent], new: &Event) -> Result<Visit, Refusal> {
    let place = before.iter().position(|kept| kept.event.at > new.at).unwrap_or(before.len());
    let (earlier, later) = before.split_at(place);
    let mut visit = planned.clone();
    for kept in earlier {
        visit = apply(&visit, &kept.event)?;
    }
    visit = apply(&visit, new)?;
    for kept in later {
        visit = apply(&visit, &kept.event).map_err(|refusal| {
            Refusal::because(
                "history-would-not-hold",
                format!(
                    "With this at {}, what is recorded at {} ({}) could not have been: {}",
                    new.at.time_words(),
                    kept.event.at.time_words(),
                    kept.event.what.kind().words(),
                    refusal.detail
                ),
                "Check the time and enter when it really happened.",
            )
        })?;
    }
    Ok(visit)
}
