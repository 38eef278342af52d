//! Emergency access: one family's case, opened by a supervisor or a volunteer who is not on its session, for
//! a stated reason and a short time. The safeguarding lead is told at once and signs it off afterwards.

mod pages;
mod store;

pub use pages::pages;
pub(crate) use pages::waiting_lines;

use axum::http::Method;
use base::{EmergencyAccessId, FamilyId, Minutes, Moment, Name, Prose, StaffId};
use host::{
    Problem, Recorded, Tx, WriteTx,
    api::Operations,
    paging::{Listed, Paging},
};
use policy::{ListEmergencyAccess, OpenInEmergency, SeeEmergencyAccess, SignOffEmergencyAccess, Subject};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const TAG: &str = "Emergency access";
/// A reason shorter than this says nothing to whoever reads it afterwards.
const SHORTEST_REASON: usize = 15;

base::choices! {
    /// How long a case is open for.
    pub enum HowLong {
        HalfAnHour = "half-an-hour" => "Half an hour",
        AnHour = "an-hour" => "An hour",
        TwoHours = "two-hours" => "Two hours",
        FourHours = "four-hours" => "Four hours",
    }
}

impl HowLong {
    const fn minutes(self) -> Minutes {
        Minutes(match self {
            Self::HalfAnHour => 30,
            Self::AnHour => 60,
            Self::TwoHours => 120,
            Self::FourHours => 240,
        })
    }
}

/// Opens one family's case in an emergency.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEmergencyAccess {
    /// The reference of the family.
    pub reference: Name,
    /// What has happened, and why you cannot wait.
    pub reason: Prose,
    /// For how long. An hour when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how_long: Option<HowLong>,
}

/// Signs off what was opened.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    /// What you looked at, whom you asked, and what you decided.
    pub words: Prose,
}

/// That somebody looked at an emergency access and signed it off.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SignedOff {
    /// When.
    pub at: Moment,
    /// Who.
    pub by: String,
    /// What they said.
    pub words: String,
}

/// One emergency access to a case.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EmergencyAccess {
    /// Its identifier.
    pub id: EmergencyAccessId,
    /// Whose case.
    pub family: FamilyId,
    /// The children's first names.
    pub title: String,
    /// What the centre calls the family on the telephone.
    pub reference: String,
    /// Who opened it.
    pub staff: StaffId,
    /// Their name.
    pub staff_name: String,
    /// Why.
    pub reason: String,
    /// When.
    pub opened_at: Moment,
    /// Until when it is, or was, open.
    pub ends_at: Moment,
    /// Who signed it off, once somebody has.
    pub signed_off: Option<SignedOff>,
}

/// Which of them are wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OpeningsAsked {
    /// Only those that nobody has signed off.
    pub waiting: bool,
    /// Where the page begins: `next` of the page before.
    pub cursor: Option<String>,
    /// How many, from 1 to 100; 25 when not said.
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .write::<OpenInEmergency, (), NewEmergencyAccess, EmergencyAccess>(
            TAG,
            (Method::POST, "/emergency-access"),
            "Open one family's case in an emergency, for a stated reason and a short time",
            (201, &["emergency-open"]),
            |tx, (), new| open(tx, new),
        )
        .read::<ListEmergencyAccess, (), OpeningsAsked, Listed<EmergencyAccess>>(
            TAG,
            "/emergency-access",
            "List what was opened in an emergency, newest first: the safeguarding lead all, others their own",
            |tx, (), asked| list(tx, &asked),
        )
        .read::<SeeEmergencyAccess, EmergencyAccessId, host::api::Nothing, EmergencyAccess>(
            TAG,
            "/emergency-access/{opening}",
            "Read what was opened in an emergency, by whom and why",
            |tx, id, _| see(tx, id),
        )
        .write::<SignOffEmergencyAccess, EmergencyAccessId, SignOff, EmergencyAccess>(
            TAG,
            (Method::POST, "/emergency-access/{opening}/sign-off"),
            "Sign off what was opened in an emergency; what is still open is closed by it",
            (201, &["emergency-signed-off"]),
            sign_off,
        )
}

/// Opens one family's case for whoever asks.
pub fn open(tx: &mut WriteTx<'_>, new: NewEmergencyAccess) -> Result<Recorded<EmergencyAccess>, Problem> {
    let permit = tx.ask::<OpenInEmergency>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let staff = tx.actor.staff.ok_or(Problem::NotAllowed)?;
    if new.reason.as_str().trim().chars().count() < SHORTEST_REASON {
        return Err(Problem::field(
            "/reason",
            "Say in a sentence what has happened: the safeguarding lead reads it now",
        ));
    }
    let family = store::family_called(tx, new.reference.as_str())?.ok_or_else(|| {
        Problem::field(
            "/reference",
            "No family has this reference: ask whoever rang, and type it as it stands",
        )
    })?;
    if let Some(until) = store::open_until(tx, staff, family)? {
        return Err(Refusal::because(
            "emergency-open",
            format!("You have this case open until {}.", until.words()),
            "Go to the family's page.",
        )
        .into());
    }
    let length = new.how_long.unwrap_or(HowLong::AnHour).minutes();
    let ends_at = tx.now.plus(length);
    let id = store::opening_insert(tx, &permit, (staff, family), &new.reason, ends_at)?;
    let (opened, _) = store::opening(tx, id)?;
    tx.record(&permit, Some(family), "The case was opened in an emergency", opened)
}

/// What was opened, the newest first, as far as whoever asks may see it.
pub fn list(tx: &mut Tx<'_>, asked: &OpeningsAsked) -> Result<Listed<EmergencyAccess>, Problem> {
    let scope = tx.scope::<ListEmergencyAccess>()?;
    let paging = Paging { cursor: asked.cursor.clone(), limit: asked.limit };
    store::openings(tx, &scope, asked.waiting, &paging)
}

/// One emergency access.
pub fn see(tx: &mut Tx<'_>, id: EmergencyAccessId) -> Result<EmergencyAccess, Problem> {
    let (opened, subject) = store::opening(tx, id)?;
    tx.ask::<SeeEmergencyAccess>(&subject)?;
    Ok(opened)
}

/// Signs an emergency access off. What is still open ends with it.
pub fn sign_off(
    tx: &mut WriteTx<'_>,
    id: EmergencyAccessId,
    words: SignOff,
) -> Result<Recorded<EmergencyAccess>, Problem> {
    let (opened, subject) = store::opening(tx, id)?;
    let permit = tx.ask::<SignOffEmergencyAccess>(&subject)?;
    if let Some(done) = opened.signed_off {
        return Err(Refusal::because(
            "emergency-signed-off",
            format!("{} signed this off at {}.", done.by, done.at.words()),
            "Nothing more is needed.",
        )
        .into());
    }
    let ends_at = if opened.ends_at > tx.now { tx.now } else { opened.ends_at };
    store::sign_off(tx, &permit, &words.words, ends_at)?;
    let (opened, _) = store::opening(tx, id)?;
    tx.record(&permit, Some(opened.family), "What was opened in an emergency was signed off", opened)
}

/// What an emergency access still lets whoever opened it do: for its page.
fn is_open(opened: &EmergencyAccess, now: Moment) -> bool {
    opened.ends_at > now
}

/// The path of a family's case.
fn case_of(opened: &EmergencyAccess) -> String {
    format!("/families/{}", opened.family)
}
