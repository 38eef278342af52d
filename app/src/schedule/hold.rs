//! A time kept free while the adults are asked. It counts as a booking until it is confirmed, released, or
//! lapses by itself.

use super::{Answered, NewBooking, VisitLine, VisitRecord, booking, history, store, visit_with};
use crate::{
    family::{self, Family},
    notice::{self, Visited},
};
use base::{FamilyId, Moment, Prose, VisitId};
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{Act, BookVisit, ChangeVisit, Permit};
use rules::{Refusal, schedule::may_be_held_until, visit::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Keeps a time free while the adults are asked.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHold {
    /// The visit it would be.
    pub visit: NewBooking,
    /// Until when it is kept free, at most two weeks from now.
    pub until: Moment,
}

/// Lets a held time go.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// Why it is not taken up.
    pub reason: Prose,
}

/// A held time with what the adults answered so far.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Offer {
    /// The visit it would be.
    pub visit: VisitLine,
    /// Until when it is kept free.
    pub held_until: Moment,
    /// The answer of each adult that stands. For the centre's own people only: no adult learns what another
    /// answered (R30).
    pub answers: Vec<Answered>,
}

/// Keeps a time free, judged by every rule as a booking is.
pub fn hold(tx: &mut WriteTx<'_>, id: FamilyId, new: NewHold) -> Result<Recorded<Offer>, Problem> {
    let family = family::family(tx, id)?;
    let permit = tx.ask::<BookVisit>(&family.subject)?;
    let offer = held(tx, &permit, &family, &new)?;
    let summary = format!("A time was held until {}", offer.held_until.words());
    tx.record(&permit, Some(id), &summary, offer)
}

/// Keeps a time free for a family, for whoever holds the permit to book for it.
pub fn held<A: Act<Id = FamilyId>>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    family: &Family,
    new: &NewHold,
) -> Result<Offer, Problem> {
    let judged = booking::judged(tx, family, &new.visit)?;
    may_be_held_until(new.until, tx.now, judged.booking.timing.whole().from())
        .map_err(|remedy| Problem::field("/until", remedy))?;
    let visit = judged.keep(tx, permit, family, (None, Some(new.until)))?;
    offer_of(tx, visit, family)
}

pub(super) fn offer_of(tx: &mut Tx<'_>, visit: VisitId, family: &Family) -> Result<Offer, Problem> {
    let visit = booking::line_of(tx, visit, family)?;
    let held_until = visit.held_until.unwrap_or(tx.now);
    let mut answers = history::answers(tx, visit.id)?;
    answers.retain(|answer| answer.stands);
    Ok(Offer { visit, held_until, answers })
}

/// A held time, or the refusal of what is none any more.
pub(super) fn still_held(tx: &mut Tx<'_>, id: VisitId) -> Result<(VisitRecord, Family), Problem> {
    let (record, family) = visit_with(tx, id)?;
    tx.ask::<ChangeVisit>(&family.subject)?;
    if record.is_held(tx.now) {
        return Ok((record, family));
    }
    let (detail, remedy) = match record.document.now.state {
        State::Held | State::Released => {
            ("The time is not held any more.", "Hold or book a time that is free now.")
        }
        _ => ("This visit is booked and not only held.", "Change or cancel it instead."),
    };
    Err(Refusal::because("not-held", detail, remedy).into())
}

/// A held time as it stands.
pub fn see_offer(tx: &mut Tx<'_>, id: VisitId) -> Result<Offer, Problem> {
    let (record, family) = still_held(tx, id)?;
    offer_of(tx, record.id, &family)
}

/// Makes a held time a booked visit, judged once more: facts may have changed meanwhile.
pub fn confirm(tx: &mut WriteTx<'_>, id: VisitId) -> Result<Recorded<VisitLine>, Problem> {
    let (record, family) = still_held(tx, id)?;
    let permit = tx.ask::<ChangeVisit>(&family.subject)?;
    if history::answers(tx, id)?.iter().any(|answer| answer.stands && !answer.suits) {
        return Err(Refusal::because(
            "does-not-suit",
            "One of the adults said that this time does not suit.",
            "Let it go and offer another time, or write down the new answer first.",
        )
        .into());
    }
    let booking = record.booking();
    let known = super::known(tx, &[family.id], booking.timing.whole())?;
    let judged = booking::judged_by(&known, booking, Some(id))?;
    judged.allowed()?;
    store::held_becomes(tx, &record, State::Planned)?;
    notice::tell_of_visit(tx, &family, &judged.booking.people, (id, Visited::Booked))?;
    judged.activate(tx, &family)?;
    let line = booking::line_of(tx, id, &family)?;
    let summary = format!("A held time was confirmed: {}", line.timing.starts.words());
    tx.record(&permit, Some(family.id), &summary, line)
}

/// Lets a held time go before it lapses.
pub fn release(tx: &mut WriteTx<'_>, id: VisitId, why: Release) -> Result<Recorded<VisitLine>, Problem> {
    let (record, family) = still_held(tx, id)?;
    let permit = tx.ask::<ChangeVisit>(&family.subject)?;
    store::held_becomes(tx, &record, State::Released)?;
    super::leaves_its_place(tx, &record)?;
    let line = booking::line_of(tx, id, &family)?;
    let summary = format!("A held time was let go: {}", why.reason);
    tx.record(&permit, Some(family.id), &summary, line)
}

/// How many held times have lapsed and not been let go.
pub fn lapsed_by_now(tx: &mut Tx<'_>) -> Result<usize, Problem> {
    Ok(store::lapsed(tx)?.len())
}

/// Lets go every held time that has lapsed. What has lapsed counts as free from that moment on, wherever a
/// booking is judged; this makes the tables say so too.
pub fn let_go(tx: &mut WriteTx<'_>) -> Result<Vec<VisitRecord>, Problem> {
    let lapsed = store::lapsed(tx)?;
    for record in &lapsed {
        store::held_becomes(tx, record, State::Released)?;
        super::leaves_its_place(tx, record)?;
    }
    Ok(lapsed)
}
