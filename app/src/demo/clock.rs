//! Moving the clock of a demonstration or a test. Nowhere else is there such an operation: where the
//! machine's clock rules, this answers that there is nothing here.

use crate::schedule;
use axum::http::Method;
use base::Moment;
use host::{Problem, Recorded, WriteTx, api::Operations};
use policy::{SetClock, Subject};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where the clock is to stand.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClockAt {
    /// What time it is now to be.
    pub now: Moment,
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none().write::<SetClock, (), ClockAt, ClockAt>(
        "Demonstration",
        (Method::POST, "/demo/clock"),
        "Move the clock of a demonstration",
        (200, &[]),
        |tx, (), at| set(tx, at),
    )
}

/// Moves the clock. Held times that have lapsed by then are let go before this answers; whatever else falls
/// due by the clock is worked out when it is asked for.
fn set(tx: &mut WriteTx<'_>, at: ClockAt) -> Result<Recorded<ClockAt>, Problem> {
    let permit = tx.ask::<SetClock>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    if !tx.clock().set(at.now) {
        return Err(Problem::NotFound);
    }
    tx.now = at.now;
    schedule::let_go(tx)?;
    tx.record(&permit, None, "The clock of the demonstration was moved", at)
}
