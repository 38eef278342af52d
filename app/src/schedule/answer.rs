//! What adults answer to an offered time: written down by staff, or said in the adult's own place.
//!
//! An answer stands until its adult gives another, or until their own times are others. What was said before
//! is kept. Nothing here is ever told to another adult (R25, R30).

use super::{Offer, VisitRecord, history, hold, store, visit_with};
use crate::{
    family::Family,
    incident::{NewTask, task_insert_once},
};
use base::{Moment, PartyId, Prose, VisitId};
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{AnswerOffer, ChangeVisit, Permit};
use rules::{intake::Side, plan::Timing, schedule::Booking, visit::State};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// How an answer came.
    pub enum HowAnswered {
        Own = "own" => "Answered themselves",
        Told = "told" => "Written down by staff",
    }
}

/// What one adult answered.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferAnswer {
    /// Which adult.
    pub party: PartyId,
    /// Whether the time suits them.
    pub suits: bool,
    /// What they said of it. For the centre's own people only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Prose>,
}

/// An answer as it is kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Answered {
    /// Which adult's it is.
    pub party: PartyId,
    /// Whether the time suits them.
    pub suits: bool,
    /// How it came.
    pub how: HowAnswered,
    /// What they said of it, if anything.
    pub words: Option<String>,
    /// When.
    pub at: Moment,
    /// Whose sign-in wrote it.
    pub by: String,
    /// Whether it is what they say now.
    pub stands: bool,
}

/// What was ever answered to an offer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Answers {
    /// The answers that stand first, then the latest.
    pub items: Vec<Answered>,
}

/// What was answered to the offer of a time, whatever became of it since.
pub fn answers(tx: &mut Tx<'_>, id: VisitId) -> Result<(Family, Answers), Problem> {
    let (record, family) = visit_with(tx, id)?;
    tx.ask::<ChangeVisit>(&family.subject)?;
    Ok((family, Answers { items: history::answers(tx, record.id)? }))
}

/// Writes down what an adult answered. Answered again, the last answer stands.
pub fn answer(tx: &mut WriteTx<'_>, id: VisitId, new: OfferAnswer) -> Result<Recorded<Offer>, Problem> {
    let (record, family) = hold::still_held(tx, id)?;
    let permit = tx.ask::<ChangeVisit>(&family.subject)?;
    if !is_asked(&record, new.party) {
        return Err(Problem::field("/party", "Choose one of the adults who would come"));
    }
    history::answer_insert(tx, &permit, id, (&new, HowAnswered::Told))?;
    let offer = hold::offer_of(tx, id, &family)?;
    tx.record(&permit, Some(family.id), "An answer to an offered time was written down", offer)
}

/// Keeps what an adult of a family answers for themselves, and sets staff a task to read it. What is not
/// held any more, is held for others or would not have them come is not there.
pub fn answer_own(
    tx: &mut WriteTx<'_>,
    family: &Family,
    id: VisitId,
    own: &OfferAnswer,
) -> Result<Permit<AnswerOffer>, Problem> {
    let record = store::record(tx, id)?;
    let permit = tx.ask::<AnswerOffer>(&family.subject.with_id(id))?;
    let is_own = family.adult_signed_in(tx.actor.account).is_some_and(|adult| adult.id == own.party);
    if !is_own || record.family != family.id || !record.is_held(tx.now) || !is_asked(&record, own.party) {
        return Err(Problem::NotFound);
    }
    history::answer_insert(tx, &permit, id, (own, HowAnswered::Own))?;
    let words = format!(
        "An adult answered for themselves whether the time offered for {} suits. Read the answers, then confirm \
         the visit or let the time go.",
        record.starts.words()
    );
    let due = record.held_until.unwrap_or(tx.now);
    let task =
        NewTask { family: family.id, review: None, visit: Some(id), whom: "the adults", words: &words, due };
    task_insert_once(tx, &task)?;
    Ok(permit)
}

fn is_asked(record: &VisitRecord, party: PartyId) -> bool {
    let visit = &record.document.now;
    visit.visiting.contains(&party) || visit.bringing.contains(&party)
}

/// An answer is about one's own times. Where a held time is moved, whoever's are others now has not answered
/// yet, and nor has whoever would not come any more.
pub(super) fn moved(
    tx: &mut WriteTx<'_>,
    family: &Family,
    was: &VisitRecord,
    becomes: &Booking,
) -> Result<(), Problem> {
    if was.document.now.state != State::Held {
        return Ok(());
    }
    let side = |party: &PartyId| family.adult(*party).map(|adult| adult.side);
    let times = |timing: &Timing, party: &PartyId| side(party).map(|side| own_times(timing, side));
    let mut outdated = was.booking().people;
    outdated.retain(|party| {
        !becomes.people.contains(party)
            || times(&was.document.now.timing, party) != times(&becomes.timing, party)
    });
    if outdated.is_empty() { Ok(()) } else { history::answers_end(tx, was.id, &outdated) }
}

/// When one side is to come and when to go.
fn own_times(timing: &Timing, side: Side) -> (Moment, Moment) {
    match side {
        Side::Resident => (timing.child_arrives, timing.child_leaves),
        Side::Visiting => (timing.visiting_arrives, timing.visiting_leaves),
    }
}
