//! Somebody's own times in their own calendar: read at a secret address that only they have (R25, R27).
//!
//! What it holds is made from columns of their own side alone, under neutral titles. Nothing in it changes
//! because of what the other side does, but that a visit is called off.

mod calendar;
mod open;
mod own;
mod pages;
mod serve;
mod store;

pub use pages::pages;

use axum::http::Method;
use base::Moment;
use host::{
    Problem, Recorded, Tx, WriteTx,
    api::{Nothing, Operations},
};
use policy::{KeepFeed, Permit, Subject};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Makes the secret address of one's own calendar. One that was made before stops working.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFeed {
    /// Whether each entry says where to come.
    pub names_place: bool,
}

/// The secret address, told once.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FeedMade {
    /// The path of the calendar, with its secret. It is told here and never again.
    pub path: String,
    /// Whether each entry says where to come.
    pub names_place: bool,
    /// When it was made.
    pub made: Moment,
}

/// Whether there is a secret address. The address itself is not kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FeedStanding {
    /// When it was made; none when there is none.
    pub made: Option<Moment>,
    /// Whether each entry says where to come.
    pub names_place: bool,
}

const TAG: &str = "My calendar";

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .read::<KeepFeed, (), Nothing, FeedStanding>(
            TAG,
            "/my/feed",
            "Whether one has a secret address for one's own calendar",
            |tx, (), _| standing(tx),
        )
        .write::<KeepFeed, (), NewFeed, FeedMade>(
            TAG,
            (Method::POST, "/my/feed"),
            "Make the secret address of one's own calendar; one made before stops working",
            (201, &[]),
            |tx, (), new| make(tx, new),
        )
        .write::<KeepFeed, (), Nothing, FeedStanding>(
            TAG,
            (Method::POST, "/my/feed/ending"),
            "Stop the secret address of one's own calendar",
            (200, &["no-feed"]),
            |tx, (), _| stop(tx),
        )
}

/// The permit to keep one's own feed, and nobody else's: the account is that of whoever asks.
fn permit(tx: &Tx<'_>) -> Result<Permit<KeepFeed>, Problem> {
    let own = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    Ok(tx.ask::<KeepFeed>(&Subject::of_centre(own, tx.centre()))?)
}

/// Whether one has a secret address.
pub fn standing(tx: &mut Tx<'_>) -> Result<FeedStanding, Problem> {
    let permit = permit(tx)?;
    let kept = store::standing(tx, permit.id())?;
    Ok(FeedStanding {
        made: kept.map(|(made, _)| made),
        names_place: kept.is_some_and(|(_, names_place)| names_place),
    })
}

/// Makes the secret address of one's own calendar.
pub fn make(tx: &mut WriteTx<'_>, new: NewFeed) -> Result<Recorded<FeedMade>, Problem> {
    let permit = permit(tx)?;
    store::revoke(tx, &permit)?;
    let secret = tx.ids().secret();
    store::insert(tx, &permit, &secret, new.names_place)?;
    let made = tx.now;
    let feed = FeedMade { path: format!("/feeds/{secret}.ics"), names_place: new.names_place, made };
    tx.record(&permit, None, "The secret address of a calendar was made", feed)
}

/// Stops the secret address of one's own calendar.
pub fn stop(tx: &mut WriteTx<'_>) -> Result<Recorded<FeedStanding>, Problem> {
    let permit = permit(tx)?;
    if store::revoke(tx, &permit)? == 0 {
        return Err(
            Refusal::because("no-feed", "There is no address to stop.", "There is nothing to do.").into()
        );
    }
    let none = FeedStanding { made: None, names_place: false };
    tx.record(&permit, None, "The secret address of a calendar was stopped", none)
}
