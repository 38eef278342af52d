//! Booking a first call, and coming back to it by its secret address. Nothing here tells of anybody else's.

use super::{CallState, CallWay, store};
use crate::{
    intake::{
        SafeChannel,
        enquiry::{Channel, EnquiryTold, close_without, keep},
    },
    notice::Reminder,
};
use base::{FirstCallId, Moment, Name, Prose};
use host::{Problem, Recorded, Tx, WriteTx, api::Nothing};
use policy::{BookFirstCall, KeepOwnFirstCall, Permit, Subject};
use rules::{Refusal, enquiry::Caller, first_call::may_book, notice::NoticeChannel};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The times that are free.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FreeTimes {
    /// When each begins; a call is half an hour.
    pub starts: Vec<Moment>,
}

/// Books a first call.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFirstCall {
    /// Which time you choose.
    pub starts: Moment,
    /// How you would like to talk.
    pub way: CallWay,
    /// What you would like to be called.
    pub name: Name,
    /// The number that is safe for you.
    pub reach_me_at: Name,
    /// Whether a message may be left there if nobody answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_leave_message: Option<bool>,
    /// Whether whoever rings may say who they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_say_who_we_are: Option<bool>,
    /// A word to say first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_word: Option<Name>,
    /// What you are to the child.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Caller>,
    /// What you would like to talk about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Prose>,
    /// By what way you wish to be sent that your time is kept, and a reminder the day before. Nothing is sent when
    /// this is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remind_me_by: Option<NoticeChannel>,
    /// The number or address for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remind_me_at: Option<Name>,
    /// The tag of the language for that; `en-GB` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Name>,
}

/// Chooses another time.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstCallMoving {
    /// Which time you choose.
    pub starts: Moment,
}

/// A call that was booked, with its secret address, told once.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FirstCallBooked {
    /// The address by which it is seen, moved and called off. It is told here and never again.
    pub path: String,
    /// When it begins.
    pub starts: Moment,
}

/// A call, for whoever has its secret address.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnFirstCall {
    /// When it begins.
    pub starts: Moment,
    /// How you would like to talk.
    pub way: CallWay,
    /// How far it has come.
    pub state: CallState,
    /// By what way you are sent that it is kept, and reminded of it.
    pub reminds_by: Option<NoticeChannel>,
}

/// The times that are free. Why another is not, nobody is told.
pub fn free_times(tx: &mut Tx<'_>) -> Result<FreeTimes, Problem> {
    tx.ask::<BookFirstCall>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let free = store::free_now(tx)?;
    Ok(FreeTimes { starts: free.into_iter().map(|(starts, _)| starts).collect() })
}

/// Books a first call: an enquiry, and a time that nobody else has from now on.
pub fn book(tx: &mut WriteTx<'_>, new: NewFirstCall) -> Result<Recorded<FirstCallBooked>, Problem> {
    let permit = tx.ask::<BookFirstCall>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let digits = new.reach_me_at.as_str().chars().filter(char::is_ascii_digit).count();
    if digits < 6 {
        return Err(Problem::field("/reach_me_at", "Enter a telephone number, like 01632 960001"));
    }
    let account = may_book(&store::free_now(tx)?, new.starts)?;
    let language = new.language.as_ref().map_or("", Name::as_str);
    let reminder = new
        .remind_me_by
        .map(|by| Reminder::new(by, new.remind_me_at.as_ref(), language))
        .transpose()
        .map_err(Problem::Invalid)?;
    let told = EnquiryTold {
        channel: Some(Channel::FirstCall),
        name: Some(new.name),
        question: new.question,
        who: new.who,
        safe_channel: Some(SafeChannel::Telephone),
        reach_me_at: Some(new.reach_me_at),
        may_leave_message: new.may_leave_message,
        may_say_who_we_are: new.may_say_who_we_are,
        code_word: new.code_word,
        ..EnquiryTold::default()
    };
    let enquiry = keep(tx, &permit, Channel::FirstCall, &told)?;
    let (secret, starts) = (tx.ids().secret(), new.starts);
    let call =
        store::New { enquiry, account, starts, way: new.way, secret: &secret, reminder: reminder.as_ref() };
    store::call_insert(tx, &permit, &call)?;
    let booked = FirstCallBooked { path: format!("/first-call/{secret}"), starts };
    tx.record(&permit, None, "A first call was booked", booked)
}

fn opened(tx: &mut Tx<'_>, secret: &str) -> Result<(store::Kept, Permit<KeepOwnFirstCall>), Problem> {
    let kept = store::by_secret(tx, secret)?;
    let permit = tx.ask::<KeepOwnFirstCall>(&Subject::of_centre(kept.id, kept.centre))?;
    Ok((kept, permit))
}

fn own_of(tx: &mut Tx<'_>, kept: &store::Kept) -> Result<OwnFirstCall, Problem> {
    let reminds_by = store::reminder(tx, kept.id)?.map(|reminder| reminder.channel());
    Ok(OwnFirstCall { starts: kept.starts, way: kept.way, state: kept.state, reminds_by })
}

/// The call that a secret opens.
pub fn own(tx: &mut Tx<'_>, secret: &str) -> Result<OwnFirstCall, Problem> {
    let (kept, _) = opened(tx, secret)?;
    own_of(tx, &kept)
}

/// What has begun, was made or was called off stays as it is.
fn only_to_come(tx: &Tx<'_>, kept: &store::Kept) -> Result<(), Refusal> {
    if kept.state == CallState::Booked && kept.starts > tx.now {
        return Ok(());
    }
    Err(Refusal::because(
        "first-call-over",
        "This call has begun, was made or was called off.",
        "Book another, or ask us in another way.",
    ))
}

/// Gives one's own call another time.
pub fn move_own(
    tx: &mut WriteTx<'_>,
    secret: &str,
    to: FirstCallMoving,
) -> Result<Recorded<OwnFirstCall>, Problem> {
    let (kept, permit) = opened(tx, secret)?;
    only_to_come(tx, &kept)?;
    let account = may_book(&store::free_now(tx)?, to.starts)?;
    store::call_move(tx, &permit, (to.starts, account))?;
    let own = OwnFirstCall { starts: to.starts, ..own_of(tx, &kept)? };
    tx.record(&permit, None, "A first call was given another time by whoever booked it", own)
}

/// Calls off one's own call. Its time is free again.
pub fn call_off(tx: &mut WriteTx<'_>, secret: &str, _: Nothing) -> Result<Recorded<OwnFirstCall>, Problem> {
    let (kept, permit) = opened(tx, secret)?;
    only_to_come(tx, &kept)?;
    store::call_ends(tx, &permit, CallState::Cancelled)?;
    close_without(tx, kept.enquiry, "They called off their first call.")?;
    let own = OwnFirstCall { state: CallState::Cancelled, ..own_of(tx, &kept)? };
    tx.record(&permit, None, "A first call was called off by whoever booked it", own)
}

/// The identifier of a call, for those who know the record and not the secret.
pub(super) fn subject(kept: &store::Kept) -> Subject<FirstCallId> {
    Subject::of_centre(kept.id, kept.centre)
}
