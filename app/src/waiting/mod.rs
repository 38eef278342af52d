//! Families that wait for a time, and what becomes of a time that was booked and is free again: it is
//! offered down the list in fair order, to one family after the other.

mod offer;
mod pages;
mod store;

pub use offer::offer_freed;
pub use pages::pages;

use crate::family;
use axum::http::Method;
use base::{Changed, Day, FamilyId, Moment, Prose, VisitId, WaitingId, Weekday};
use host::{
    Problem, Recorded, Tx, WriteTx,
    api::{Nothing, Operations},
    paging::All,
};
use policy::{KeepWaitingList, OfferTime, SeeWaitingList, Subject};
use rules::{Refusal, intake::Stage, waiting::Wishes};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Puts a family on the list.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWaiting {
    /// The first day that is of use; from today on when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// The last day that is of use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// The days of the week that are of use; all when none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<Weekday>,
    /// What else to know when a time is offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Prose>,
}

impl NewWaiting {
    /// The same as the rules ask it.
    pub(crate) fn wishes(&self) -> Wishes {
        Wishes { from: self.from, until: self.until, weekdays: self.weekdays.clone() }
    }
}

/// Takes a family off the list.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndWaiting {
    /// Why the family waits no longer.
    pub reason: Prose,
}

/// A time that was offered to a family on the list, or why it was passed over.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OfferMade {
    /// The visit that was called off or not taken up.
    pub freed: VisitId,
    /// When the time together would have started.
    pub starts: Moment,
    /// The time that is held for the family; none where it was passed over.
    pub visit: Option<VisitId>,
    /// Why it was passed over.
    pub passed_over: Option<String>,
    /// When.
    pub at: Moment,
}

/// A family that waits.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WaitingFamily {
    /// Its place on the list.
    pub id: WaitingId,
    /// Which family.
    pub family: FamilyId,
    /// The children's first names.
    pub title: String,
    /// Its turn in the fair order, from 1.
    pub turn: u32,
    /// When it asked.
    pub since: Moment,
    /// When its last visit took place.
    pub last_visit: Option<Moment>,
    /// What times are of use.
    pub wishes: NewWaiting,
    /// What was offered so far, the latest first.
    pub offers: Vec<OfferMade>,
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    const TAG: &str = "Waiting list";
    Operations::none()
        .read::<SeeWaitingList, (), Nothing, All<WaitingFamily>>(
            TAG,
            "/waiting-list",
            "See who waits for a time, in the order in which they are asked",
            |tx, (), _| list(tx),
        )
        .write::<KeepWaitingList, FamilyId, NewWaiting, WaitingFamily>(
            TAG,
            (Method::POST, "/families/{family}/waiting"),
            "Put a family on the waiting list",
            (201, &["family-not-active", "waits-already"]),
            add,
        )
        .write::<KeepWaitingList, FamilyId, EndWaiting, WaitingFamily>(
            TAG,
            (Method::POST, "/families/{family}/waiting/end"),
            "Take a family off the waiting list",
            (200, &["does-not-wait"]),
            end,
        )
}

/// Everybody who waits, in the order in which they are asked.
pub fn list(tx: &mut Tx<'_>) -> Result<All<WaitingFamily>, Problem> {
    tx.ask::<SeeWaitingList>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    Ok(All { items: store::list(tx)? })
}

/// The same for the planner, which acts for nobody.
pub(crate) fn everybody(tx: &mut Tx<'_>) -> Result<Vec<WaitingFamily>, Problem> {
    store::list(tx)
}

/// Puts a family on the list. Its place is by when it asked, and by how long ago its last visit was.
pub fn add(tx: &mut WriteTx<'_>, id: FamilyId, new: NewWaiting) -> Result<Recorded<WaitingFamily>, Problem> {
    let family = family::family(tx, id)?;
    let permit = tx.ask::<KeepWaitingList>(&family.subject)?;
    let today = tx.now.day();
    if new.until.is_some_and(|until| until < new.from.unwrap_or(today).max(today)) {
        return Err(Problem::field("/until", "Choose a day from now on, and not before the first one"));
    }
    if !matches!(family.stage, Stage::Active | Stage::Preparing) {
        return Err(Refusal::because(
            "family-not-active",
            "A time can be offered only to a family that is having visits or getting ready for them.",
            "Bring its case on first.",
        )
        .into());
    }
    if store::open(tx, id)?.is_some() {
        return Err(Refusal::because(
            "waits-already",
            "This family is on the waiting list.",
            "Take it off first, if what it can use has changed.",
        )
        .into());
    }
    store::insert(tx, &permit, &new)?;
    // What is free already is offered at once.
    tx.changed(Changed::Family(id));
    let waiting = of_family(tx, id)?;
    tx.record(&permit, Some(id), "A family was put on the waiting list", waiting)
}

/// Takes a family off the list.
pub fn end(tx: &mut WriteTx<'_>, id: FamilyId, why: EndWaiting) -> Result<Recorded<WaitingFamily>, Problem> {
    let family = family::family(tx, id)?;
    let permit = tx.ask::<KeepWaitingList>(&family.subject)?;
    if store::open(tx, id)?.is_none() {
        let remedy = "Look at the waiting list for those who do.";
        return Err(Refusal::because("does-not-wait", "This family does not wait for a time.", remedy).into());
    }
    let waiting = of_family(tx, id)?;
    store::end(tx, &permit, why.reason.as_str())?;
    tx.record(&permit, Some(id), "A family was taken off the waiting list", waiting)
}

fn of_family(tx: &mut Tx<'_>, id: FamilyId) -> Result<WaitingFamily, Problem> {
    store::list(tx)?.into_iter().find(|one| one.family == id).ok_or(Problem::NotFound)
}

/// Whether whoever acts may offer times down the list: what is freed by somebody else waits for the next one
/// who may, or for the clock.
fn may_offer(tx: &Tx<'_>, of: &Subject<FamilyId>) -> bool {
    tx.might::<OfferTime>(of)
}
