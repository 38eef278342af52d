//! The operations of first calls.

use super::{
    CallState, FirstCall, FirstCallBooked, FirstCallMoving, FirstCallSettling, FirstCallTime, FreeTimes,
    NewFirstCall, NewFirstCallTime, OwnFirstCall, booking, settling, times,
};
use axum::http::Method;
use base::{EnquiryId, FirstCallTimeId};
use host::{
    api::{Nothing, Operations},
    paging::Listed,
};
use policy::{BookFirstCall, KeepFirstCallTimes, KeepOwnFirstCall, ListFirstCalls, SettleFirstCall};

const TAG: &str = "First calls";
const TAKEN: &[&str] = &["first-call-taken"];
const OVER: &[&str] = &["first-call-over"];

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<BookFirstCall, (), Nothing, FreeTimes>(
            TAG,
            "/first-calls/free",
            "The times that are free for a first call",
            |tx, (), _| booking::free_times(tx),
        )
        .write::<BookFirstCall, (), NewFirstCall, FirstCallBooked>(
            TAG,
            (Method::POST, "/first-calls"),
            "Book a first call",
            (201, TAKEN),
            |tx, (), new| booking::book(tx, new),
        )
        .read::<KeepOwnFirstCall, String, Nothing, OwnFirstCall>(
            TAG,
            "/first-calls/own/{secret}",
            "See one's own first call by its secret",
            |tx, secret, _| booking::own(tx, &secret),
        )
        .write::<KeepOwnFirstCall, String, FirstCallMoving, OwnFirstCall>(
            TAG,
            (Method::POST, "/first-calls/own/{secret}/moving"),
            "Give one's own first call another time",
            (200, &["first-call-taken", "first-call-over"]),
            |tx, secret, to| booking::move_own(tx, &secret, to),
        )
        .write::<KeepOwnFirstCall, String, Nothing, OwnFirstCall>(
            TAG,
            (Method::POST, "/first-calls/own/{secret}/ending"),
            "Call off one's own first call",
            (200, OVER),
            |tx, secret, nothing| booking::call_off(tx, &secret, nothing),
        )
        .read::<ListFirstCalls, (), Nothing, Listed<FirstCall>>(
            TAG,
            "/first-calls",
            "List first calls that are booked, the next first",
            |tx, (), _| settling::booked(tx),
        )
        .write::<SettleFirstCall, EnquiryId, FirstCallSettling, CallState>(
            TAG,
            (Method::POST, "/enquiries/{enquiry}/call"),
            "Say what came of a first call, or give it another time",
            (200, &["first-call-taken", "first-call-over"]),
            settling::settle,
        )
        .read::<KeepFirstCallTimes, (), Nothing, Listed<FirstCallTime>>(
            TAG,
            "/first-calls/times",
            "One's own times for first calls",
            |tx, (), _| times::own(tx),
        )
        .write::<KeepFirstCallTimes, (), NewFirstCallTime, Listed<FirstCallTime>>(
            TAG,
            (Method::POST, "/first-calls/times"),
            "Add times of one's own for first calls",
            (201, &["first-call-times-overlap"]),
            |tx, (), new| times::add(tx, new),
        )
        .write::<KeepFirstCallTimes, FirstCallTimeId, Nothing, Listed<FirstCallTime>>(
            TAG,
            (Method::POST, "/first-calls/times/{time}/ending"),
            "Take times of one's own away",
            (200, &[]),
            times::end,
        )
}
