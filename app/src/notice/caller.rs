//! Notices to somebody who booked a first call and wished to be reminded of it. They have no place of their own to
//! read in: what is sent says that a time is kept or near, and nothing else (R27).

use super::{
    gateway::international,
    outbox::{self, NoticeState},
    way::Reach,
};
use crate::{
    intake::first_call::CallState,
    schema::{first_call, notice},
    words::Words,
};
use base::{Faults, FirstCallId, Minutes, Moment, Name};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, seal::Sealed};
use lettre::Address;
use rules::notice::{Because, NoticeChannel, NoticeKind};
use serde::{Deserialize, Serialize};

/// So long before a call its reminder goes. Ours.
const BEFORE: Minutes = Minutes(24 * 60);

/// How somebody who booked a first call wishes to be reminded of it: the way they chose themselves, for this alone
/// (R26).
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Reminder {
    channel: NoticeChannel,
    to: String,
    language: String,
}

impl Reminder {
    /// By this way, to this address or number, in the language with this tag.
    ///
    /// Faults: `/remind_me_at` where there is none that can be read.
    pub fn new(channel: NoticeChannel, to: Option<&Name>, language: &str) -> Result<Self, Faults> {
        let to = to.map(Name::as_str).unwrap_or_default();
        let (is_readable, remedy) = match channel {
            NoticeChannel::Email => (
                to.parse::<Address>().is_ok(),
                "Enter an e-mail address in the correct format, like name@example.org",
            ),
            NoticeChannel::Text => {
                (international(to).is_some(), "Enter a mobile telephone number, like 07700 900123")
            }
        };
        if is_readable {
            Ok(Self { channel, to: to.to_owned(), language: language.to_owned() })
        } else {
            Err(Faults::one("/remind_me_at", remedy))
        }
    }

    /// By what way.
    #[must_use]
    pub fn channel(&self) -> NoticeChannel {
        self.channel
    }
}

/// Makes what is sent of a call that was given a time, where whoever booked it wished it: that it is kept, at once, and
/// a reminder the day before. What waits of another time of it is let go. The caller holds the permit of the booking.
pub fn tell_caller(tx: &mut WriteTx<'_>, (call, starts): (FirstCallId, Moment)) -> Result<(), Problem> {
    let now = tx.now;
    let wishes: bool = first_call::table
        .filter(first_call::id.eq(call))
        .select(first_call::reminder.is_not_null())
        .first(tx.db())?;
    if !wishes {
        return Ok(());
    }
    outbox::let_go_of_call(tx, call)?;
    outbox::insert_of_call(tx, (call, starts), NoticeKind::CallKept, now)?;
    let near = starts.plus(Minutes(-BEFORE.0));
    if near > now { outbox::insert_of_call(tx, (call, starts), NoticeKind::CallSoon, near) } else { Ok(()) }
}

/// How whoever booked a call is reached; nothing where it is not to come any more, or not at that time.
pub(super) fn reach(
    tx: &mut Tx<'_>,
    (call, starts): (FirstCallId, Moment),
) -> Result<Option<Reach>, Problem> {
    type Row = (Moment, CallState, Option<Sealed>);
    let (stands, state, reminder): Row = first_call::table
        .filter(first_call::id.eq(call).and(first_call::centre.eq(tx.centre())))
        .select((first_call::starts, first_call::state, first_call::reminder))
        .first(tx.db())?;
    let is_to_come = state == CallState::Booked && stands == starts && starts > tx.now;
    let Some(reminder) = reminder.filter(|_| is_to_come) else { return Ok(None) };
    let Reminder { channel, to, language } = tx.open(&reminder)?;
    Ok(Some(Reach::of_caller(channel, to, Words::in_language(&language), tx.now)))
}

/// What became of what was sent of a call, the newest first, in words for staff. The caller has asked whether the
/// call may be seen.
pub(crate) fn sent_of_call(tx: &mut Tx<'_>, call: FirstCallId) -> Result<Vec<String>, Problem> {
    type Row = (NoticeKind, NoticeState, Option<Because>, Moment, Option<Moment>);
    let rows: Vec<Row> = notice::table
        .filter(notice::first_call.eq(call).and(notice::centre.eq(tx.centre())))
        .order((notice::next_at.desc(), notice::id))
        .limit(6)
        .select((notice::kind, notice::state, notice::because, notice::next_at, notice::sent_at))
        .load(tx.db())?;
    let said = |(kind, state, because, next, sent): Row| {
        let when = match (state, sent) {
            (NoticeState::Waiting, _) => format!(", for {}", next.words()),
            (_, Some(at)) => format!(", {}", at.words()),
            _ => String::new(),
        };
        let why = because.map(|because| format!(" ({})", because.words())).unwrap_or_default();
        format!("{}: {}{when}{why}", kind.words(), state.words().to_lowercase())
    };
    Ok(rows.into_iter().map(said).collect())
}
