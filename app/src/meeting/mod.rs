//! The pre-visit meetings: each adult is seen alone, at a time well apart from the other side's (R3).

mod api;
mod pages;
mod store;

pub use api::operations;
pub use pages::pages;
pub use store::{meetings_of_party, meetings_page};

use crate::{
    family::{self, Family},
    plan,
};
use base::{FamilyId, MeetingId, Minutes, Moment, Name, PartyId, Period, Prose};
use host::{
    Problem, Recorded, Tx, WriteTx,
    paging::{Listed, Paging},
};
use policy::{ArrangeMeeting, RecordMeeting, SeeFamily, SeeMeeting, Subject};
use rules::{
    Refusal,
    intake::{MEETING_GAP, Side, Stage, meetings_apart},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// How far a meeting has come.
    pub enum MeetingState {
        Arranged = "arranged" => "Arranged",
        Held = "held" => "Held",
        Cancelled = "cancelled" => "Cancelled",
    }
}

/// Arranges a meeting with one adult.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMeeting {
    /// Which adult you will meet.
    pub party: PartyId,
    /// When the meeting starts.
    pub starts: Moment,
    /// How long it takes, in minutes.
    #[schema(minimum = 10, maximum = 480)]
    pub length: Minutes,
    /// Where you will meet.
    pub place: Name,
}

/// What was gone through in a meeting.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is one question on the form")]
pub struct Held {
    /// Whether the rules of the centre were explained.
    pub rules_explained: bool,
    /// Whether the limits of confidentiality were explained.
    pub confidentiality_explained: bool,
    /// Whether you asked about health.
    pub health_asked: bool,
    /// Whether it was confirmed how it is safe to reach them.
    pub safe_contact_confirmed: bool,
    /// Whether the child was shown round; for the resident side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child_shown_round: Option<bool>,
    /// How the child was introduced to the place and the people; for the resident side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child_introduced: Option<Prose>,
    /// Whether the child was told why somebody is there and that it is not their fault; for the
    /// resident side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child_told_why: Option<bool>,
    /// What else was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Prose>,
}

/// Cancels a meeting.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingCancellation {
    /// Why it does not take place.
    pub reason: Prose,
}

/// A meeting, for the centre's own people.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Meeting {
    /// Its identifier.
    pub id: MeetingId,
    /// Of which family.
    pub family: FamilyId,
    /// With whom.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// Whose side they are on.
    pub side: Side,
    /// When it starts.
    pub starts: Moment,
    /// When it ends.
    pub ends: Moment,
    /// Where.
    pub place: String,
    /// How far it has come.
    pub state: MeetingState,
    /// What was gone through, once it was held.
    pub held: Option<Held>,
    /// Why it was cancelled, if it was.
    pub cancelled_because: Option<String>,
}

/// Arranges a meeting, well apart from the other side's (R3).
pub fn arrange(
    tx: &mut WriteTx<'_>,
    family: FamilyId,
    new: NewMeeting,
) -> Result<Recorded<Meeting>, Problem> {
    let family = family::family(tx, family)?;
    let permit = tx.ask::<ArrangeMeeting>(&family.subject)?;
    let adult =
        family.adult(new.party).ok_or_else(|| Problem::field("/party", "Choose an adult of this family"))?;
    if !(10..=480).contains(&new.length.0) {
        return Err(Problem::field("/length", "Enter a length from 10 to 480 minutes"));
    }
    if !matches!(family.stage, Stage::Preparing | Stage::Active) {
        return Err(Refusal::because(
            "family-not-preparing",
            format!("Meetings are not held yet, or no longer. The family is now: {}.", family.stage.words()),
            "Accept the referral, or hold a review, before arranging a meeting.",
        )
        .into());
    }
    let proposed = Period::new(new.starts, new.starts.plus(new.length))
        .map_err(|_| Problem::field("/length", "Enter a length from 10 to 480 minutes"))?;
    let all = store::standing(tx, family.id)?;
    if let Some((_, period, _)) =
        all.iter().find(|(party, _, state)| *party == new.party && *state == MeetingState::Arranged)
    {
        return Err(Refusal::because(
            "meeting-arranged-already",
            format!("A meeting with {} is arranged for {}.", adult.name, period.from().words()),
            "Record or cancel that meeting first.",
        )
        .into());
    }
    let others: Vec<Period> = all
        .iter()
        .filter(|(party, ..)| family.adult(*party).is_none_or(|other| other.side != adult.side))
        .map(|(_, period, _)| *period)
        .collect();
    meetings_apart(proposed, &others, MEETING_GAP)?;
    // They read the place on their own page (R25).
    family::forbidden_for(tx, family.id, adult.side)?.check(new.place.as_str())?;
    let id = store::meeting_insert(tx, &permit, &new, proposed)?;
    let (meeting, _) = meeting(tx, id)?;
    tx.record(&permit, Some(family.id), "A pre-visit meeting was arranged", meeting)
}

/// The meetings of a family, latest first.
pub fn list(tx: &mut Tx<'_>, family: FamilyId, paging: &Paging) -> Result<Listed<Meeting>, Problem> {
    let family = family::family(tx, family)?;
    tx.ask::<SeeFamily>(&family.subject)?;
    meetings_page(tx, &family, paging)
}

/// One meeting.
pub fn see(tx: &mut Tx<'_>, id: MeetingId) -> Result<Meeting, Problem> {
    let (meeting, family) = meeting(tx, id)?;
    tx.ask::<SeeMeeting>(&family.subject.with_id(id))?;
    Ok(meeting)
}

/// Records what was gone through. If that was the last thing lacking, visits may begin.
pub fn record(tx: &mut WriteTx<'_>, id: MeetingId, held: Held) -> Result<Recorded<Meeting>, Problem> {
    let (before, family) = meeting(tx, id)?;
    let subject: Subject<MeetingId> = family.subject.with_id(id);
    let permit = tx.ask::<RecordMeeting>(&subject)?;
    still_arranged(&before)?;
    if tx.now < before.starts {
        return Err(Refusal::because(
            "meeting-not-begun",
            format!("The meeting starts at {}.", before.starts.words()),
            "Record it once it has been held, or cancel it and arrange it for the time it was held.",
        )
        .into());
    }
    let mut faults = base::Faults::none();
    if before.side == Side::Resident {
        faults.require(
            held.child_shown_round.is_some(),
            "/child_shown_round",
            "Say whether the child was shown round",
        );
        faults.require(
            held.child_told_why.is_some(),
            "/child_told_why",
            "Say whether the child was told why somebody is there",
        );
    }
    faults.none_or_err()?;
    store::meeting_held(tx, (&permit, family.id), &held)?;
    let ready = plan::activate_if_ready(tx, before.family)?;
    let (meeting, _) = meeting(tx, id)?;
    tx.record(&permit, Some(family.id), &ready.after("A pre-visit meeting was recorded as held"), meeting)
}

/// Cancels a meeting that was not held.
pub fn cancel(
    tx: &mut WriteTx<'_>,
    id: MeetingId,
    cancellation: MeetingCancellation,
) -> Result<Recorded<Meeting>, Problem> {
    let (before, family) = meeting(tx, id)?;
    let permit = tx.ask::<RecordMeeting>(&family.subject.with_id(id))?;
    still_arranged(&before)?;
    store::meeting_cancelled(tx, (&permit, family.id), &cancellation)?;
    let (meeting, _) = meeting(tx, id)?;
    tx.record(&permit, Some(family.id), "A pre-visit meeting was cancelled", meeting)
}

fn meeting(tx: &mut Tx<'_>, id: MeetingId) -> Result<(Meeting, Family), Problem> {
    let row = store::meeting(tx, id)?;
    let family = family::family(tx, row.family)?;
    let meeting = row.read(tx, &family)?;
    Ok((meeting, family))
}

fn still_arranged(meeting: &Meeting) -> Result<(), Problem> {
    if meeting.state == MeetingState::Arranged {
        return Ok(());
    }
    Err(Refusal::because(
        "meeting-over",
        format!("This meeting is {} already.", meeting.state.words().to_lowercase()),
        "Arrange another meeting if one is needed.",
    )
    .into())
}
