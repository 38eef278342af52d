//! The operations of the day.

use super::{
    Briefing, Cancellation, DayScreen, NewEvent, Passing, Taken, VisitNow, briefing, cancel, day_screen,
    list_events, receipts, record_event, see,
};
use axum::http::Method;
use base::{Day, VisitId};
use host::api::{Nothing, Operations};
use host::paging::All;
use policy::{CancelVisit, RecordEvent, SeeDay, SeeNotes, SeeVisit};

const TAG: &str = "The day";

/// The codes a step can be refused with.
const REFUSALS: &[&str] = &[
    "already-here",
    "already-started",
    "event-id-reused",
    "history-would-not-hold",
    "no-time-together",
    "nobody-here",
    "not-debriefed",
    "not-ended",
    "not-here",
    "not-on-the-staff",
    "not-today",
    "not-together",
    "out-of-order",
    "r10-intoxication",
    "r11-ending",
    "r12-child-refusal",
    "r13-missed-visits",
    "r4-no-meeting",
    "r5-staff-release",
    "r6-not-on-the-list",
    "r7-supervisor",
    "r8-briefing",
    "r9-clearance",
    "receipt-incomplete",
    "somebody-came",
    "somebody-here",
    "turned-away-today",
    "visit-over",
    "visit-unsafe",
    "words-missing",
];

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<SeeDay, Day, Nothing, DayScreen>(
            TAG,
            "/day/{day}",
            "See a day: its visits in order, their next steps, and who is in the building",
            |tx, day, _| day_screen(tx, day),
        )
        .read::<SeeVisit, VisitId, Nothing, VisitNow>(
            TAG,
            "/visits/{visit}",
            "See a visit as it stands: state, next steps, who is in the building, receipts",
            |tx, id, _| see(tx, id),
        )
        .read::<SeeVisit, VisitId, Nothing, Briefing>(
            TAG,
            "/visits/{visit}/briefing",
            "Read the reasons, risks and terms of a visit",
            |tx, id, _| briefing(tx, id),
        )
        .read::<SeeVisit, VisitId, Nothing, All<Passing>>(
            TAG,
            "/visits/{visit}/receipts",
            "List each passing of the child from one adult to another",
            |tx, id, _| receipts(tx, id),
        )
        .read::<SeeNotes, VisitId, Nothing, All<Taken>>(
            TAG,
            "/visits/{visit}/events",
            "List the steps of a visit in the order in which they happened",
            |tx, id, _| list_events(tx, id),
        )
        .write::<RecordEvent, VisitId, NewEvent, Taken>(
            TAG,
            (Method::POST, "/visits/{visit}/events"),
            "Record a step of a visit; the same identifier sent again changes nothing",
            (201, REFUSALS),
            record_event,
        )
        .write::<CancelVisit, VisitId, Cancellation, Taken>(
            TAG,
            (Method::POST, "/visits/{visit}/cancellation"),
            "Call a visit off",
            (
                201,
                &[
                    "history-would-not-hold",
                    "somebody-came",
                    "visit-over",
                    "words-missing",
                    "not-on-the-staff",
                ],
            ),
            cancel,
        )
}
