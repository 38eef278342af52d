//! The operations on opening times.

use super::{
    EndPattern, NewClosure, NewException, NewPattern, OpenTime, OpenTimesAsked, OpeningException,
    OpeningPattern, Shut,
    closure::{add_closure, lift_closure, list_closures},
    exception::{Despite, add_exception, list_exceptions, take_back_exception},
    open_times,
    pattern::{add_pattern, end_pattern, list_patterns},
};
use axum::http::Method;
use base::{ClosureId, ExceptionId, PatternId};
use host::{
    api::{Nothing, Operations},
    paging::All,
};
use policy::{SeeCentre, WriteCentre};

const TAG: &str = "Opening times";

/// The operations on opening times.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<SeeCentre, (), OpenTimesAsked, All<OpenTime>>(
            TAG,
            "/opening-times",
            "List when each site is open, from everything that bears on it",
            |tx, (), asked| open_times(tx, &asked),
        )
        .read::<SeeCentre, (), Nothing, All<OpeningPattern>>(
            TAG,
            "/opening-patterns",
            "List the opening times that come again",
            |tx, (), _| list_patterns(tx),
        )
        .write::<WriteCentre, (), NewPattern, OpeningPattern>(
            TAG,
            (Method::POST, "/opening-patterns"),
            "Add opening times that come again",
            (201, &[]),
            |tx, (), new| add_pattern(tx, new),
        )
        .write::<WriteCentre, PatternId, EndPattern, OpeningPattern>(
            TAG,
            (Method::POST, "/opening-patterns/{pattern}/end"),
            "End opening times that come again",
            (201, &["visits-within"]),
            end_pattern,
        )
        .read::<SeeCentre, (), Nothing, All<OpeningException>>(
            TAG,
            "/opening-exceptions",
            "List the days from today on that are not as their week says",
            |tx, (), _| list_exceptions(tx),
        )
        .write::<WriteCentre, (), NewException, OpeningException>(
            TAG,
            (Method::POST, "/opening-exceptions"),
            "Give a day opening times of its own, or none",
            (201, &["day-has-exception", "visits-within"]),
            |tx, (), new| add_exception(tx, new),
        )
        .write::<WriteCentre, ExceptionId, Despite, OpeningException>(
            TAG,
            (Method::POST, "/opening-exceptions/{exception}/withdrawal"),
            "Make a day as its week says again",
            (201, &["visits-within"]),
            take_back_exception,
        )
        .read::<SeeCentre, (), Nothing, All<Shut>>(
            TAG,
            "/closures",
            "List the closures that are not over",
            |tx, (), _| list_closures(tx),
        )
        .write::<WriteCentre, (), NewClosure, Shut>(
            TAG,
            (Method::POST, "/closures"),
            "Shut the centre, a site or a room for a stretch of time",
            (201, &["visits-within"]),
            |tx, (), new| add_closure(tx, new),
        )
        .write::<WriteCentre, ClosureId, Nothing, Shut>(
            TAG,
            (Method::POST, "/closures/{closure}/lifting"),
            "Lift a closure",
            (201, &[]),
            |tx, id, _| lift_closure(tx, id),
        )
}
