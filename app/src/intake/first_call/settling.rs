//! What came of a first call, said by those who lead the work.

use super::{CallState, FirstCall, booking::subject, store};
use crate::intake::enquiry::{only_an_open_one, stored};
use base::{EnquiryId, Moment};
use host::{Problem, Recorded, Tx, WriteTx, paging::Listed};
use policy::{ListFirstCalls, SettleFirstCall};
use rules::{
    Refusal,
    first_call::{may_be_over, may_book},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

base::choices! {
    /// What came of a first call.
    pub enum FirstCallSettled {
        Done = "done" => "We talked",
        NoAnswer = "no-answer" => "No answer",
        AnotherTime = "another-time" => "Another time",
        CalledOff = "called-off" => "They called it off",
    }
}

/// Says what came of a first call.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstCallSettling {
    /// What came of it.
    pub what: FirstCallSettled,
    /// Which time, if it is to be another. Only one that they said is safe.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<Moment>,
}

/// The calls that are booked, the next first.
pub fn booked(tx: &mut Tx<'_>) -> Result<Listed<FirstCall>, Problem> {
    let scope = tx.scope::<ListFirstCalls>()?;
    let items = store::booked(tx, &scope)?
        .into_iter()
        .map(|(kept, told, by)| FirstCall {
            enquiry: kept.enquiry,
            name: told.called(),
            starts: kept.starts,
            way: kept.way,
            state: kept.state,
            by,
        })
        .collect();
    Ok(Listed { items, next: None })
}

/// Says what came of the call of an enquiry. Where nobody answered, the enquiry waits among the questions again.
pub fn settle(
    tx: &mut WriteTx<'_>,
    of: EnquiryId,
    settling: FirstCallSettling,
) -> Result<Recorded<CallState>, Problem> {
    let kept = store::of_enquiry(tx, of)?.ok_or(Problem::NotFound)?;
    let permit = tx.ask::<SettleFirstCall>(&subject(&kept))?;
    if matches!(kept.state, CallState::Done | CallState::Cancelled) {
        return Err(Refusal::because(
            "first-call-over",
            "This call was made or was called off.",
            "Write down anew what they ask.",
        )
        .into());
    }
    if matches!(settling.what, FirstCallSettled::Done | FirstCallSettled::NoAnswer) {
        may_be_over(kept.starts, tx.now)?;
    }
    let state = match settling.what {
        FirstCallSettled::Done => CallState::Done,
        FirstCallSettled::NoAnswer => CallState::NoAnswer,
        FirstCallSettled::AnotherTime => CallState::Booked,
        FirstCallSettled::CalledOff => CallState::Cancelled,
    };
    if state == CallState::Booked {
        let starts =
            settling.starts.ok_or_else(|| Problem::field("/starts", "Choose a time that is free"))?;
        // Nobody would look for a call in a question that is closed.
        only_an_open_one(&stored(tx, of)?.0)?;
        let account = may_book(&store::free_now(tx)?, starts)?;
        store::call_move(tx, &permit, (starts, account))?;
    } else {
        store::call_ends(tx, &permit, state)?;
    }
    tx.record(&permit, None, "It was said what came of a first call", state)
}

/// An enquiry whose call is still to come is not closed by hand: nobody would ring, and the time would stay taken.
pub(in crate::intake) fn may_close(tx: &mut Tx<'_>, of: EnquiryId) -> Result<(), Problem> {
    match store::of_enquiry(tx, of)? {
        Some(call) if call.state == CallState::Booked && call.starts > tx.now => Err(Refusal::because(
            "first-call-to-come",
            format!("A first call is booked for {}.", call.starts.words()),
            "Say first what came of the call: that they called it off, or which other time it has.",
        )
        .into()),
        _ => Ok(()),
    }
}
