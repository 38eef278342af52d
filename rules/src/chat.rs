//! When somebody without an account can talk to the centre in a chat, and for how long a chat is one.

use crate::Refusal;
use base::{Minutes, Moment, WallClock, Weekday};
use serde::{Deserialize, Serialize};

base::choices! {
    /// How far a chat has come.
    pub enum ChatState {
        Waiting = "waiting" => "Waiting",
        Open = "open" => "Open",
        Ended = "ended" => "Ended",
    }
}

base::choices! {
    /// Who ended a chat.
    pub enum ChatEnd {
        Visitor = "visitor" => "The visitor",
        Staff = "staff" => "The centre",
        Time = "time" => "Nobody wrote any more",
    }
}

base::choices! {
    /// What becomes of what was said. Nothing is kept that the visitor did not want kept.
    pub enum Keeps {
        Undecided = "undecided" => "Not decided yet",
        Kept = "kept" => "Kept",
        LetGo = "let-go" => "Not kept",
    }
}

/// The hours of one day of the week on which the chat is open, in London's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChatHours {
    /// Which day.
    pub weekday: Weekday,
    /// From when.
    pub opens: WallClock,
    /// Until when, the same day.
    pub closes: WallClock,
}

/// For how long it counts that a member of staff said they are there. Ours: whoever forgets to say that they have
/// gone does not leave somebody waiting for the rest of the day.
pub const AT_THE_DESK: Minutes = Minutes(120);
/// After so long without a word a chat is over. Ours.
pub const LAPSES_AFTER: Minutes = Minutes(30);
/// For so long somebody can say that what was said be kept; then it is thrown away. Ours.
pub const UNDECIDED_FOR: Minutes = Minutes(24 * 60);
/// The most who wait at once. Ours: nobody is asked to wait for an answer that does not come.
pub const MOST_WAITING: i64 = 300;
/// The most that is said in one chat. Ours.
pub const MOST_LINES: i32 = 500;

/// Whether the chat is open by its hours.
#[must_use]
pub fn is_open(hours: &[ChatHours], now: Moment) -> bool {
    let day = now.day();
    hours
        .iter()
        .filter(|one| one.weekday == day.weekday())
        .any(|one| Moment::first_on(day, one.opens) <= now && now < Moment::last_on(day, one.closes))
}

/// Whether somebody can begin a chat now: within the hours, with somebody there, and not too many waiting.
pub fn may_begin(
    hours: &[ChatHours],
    is_somebody_there: bool,
    waiting: i64,
    now: Moment,
) -> Result<(), Refusal> {
    if !is_open(hours, now) || !is_somebody_there || waiting >= MOST_WAITING {
        return Err(Refusal::because(
            "chat-closed",
            "Nobody is free to talk just now.",
            "Leave us a question, or choose a time for a call. In danger, call 999.",
        ));
    }
    Ok(())
}

/// Whether something more can be said.
pub fn may_say(state: ChatState, lines: i32) -> Result<(), Refusal> {
    if state == ChatState::Ended || lines >= MOST_LINES {
        return Err(Refusal::because(
            "chat-ended",
            "This chat has ended.",
            "Begin another, or leave us a question.",
        ));
    }
    Ok(())
}

/// Whether somebody of the centre can take a chat that waits.
pub fn may_take(state: ChatState) -> Result<(), Refusal> {
    match state {
        ChatState::Waiting => Ok(()),
        ChatState::Open => Err(Refusal::because(
            "chat-taken",
            "A colleague has taken this chat.",
            "Take the next, or ask them to hand it over.",
        )),
        ChatState::Ended => may_say(state, 0),
    }
}

/// Whether what was said can be kept or thrown away by its visitor: once, after the end.
pub fn may_decide(state: ChatState, keeps: Keeps) -> Result<(), Refusal> {
    if state != ChatState::Ended {
        return Err(Refusal::because("chat-goes-on", "This chat has not ended.", "End it first."));
    }
    if keeps != Keeps::Undecided {
        return Err(Refusal::because(
            "chat-decided",
            "It is decided what becomes of this chat.",
            "Ask us in the way that is safe for you.",
        ));
    }
    Ok(())
}

/// Whether more comes of the enquiry that a chat is: not before it is decided what is kept, or words would stand
/// elsewhere that its visitor did not want kept.
pub fn may_be_taken_on(keeps: Keeps) -> Result<(), Refusal> {
    if keeps == Keeps::Undecided {
        return Err(Refusal::because(
            "chat-not-decided",
            "Whoever began this chat has not said yet what is kept of it.",
            "End the chat, and wait until they have said it or a day is over. In danger, act now: 999, then an incident.",
        ));
    }
    Ok(())
}

/// Whether a chat in which something was last said then is over.
#[must_use]
pub fn has_lapsed(last: Moment, now: Moment) -> bool {
    last.plus(LAPSES_AFTER) <= now
}

/// Whether what was said in a chat that ended then is thrown away where nobody said that it be kept.
#[must_use]
pub fn is_thrown_away(ended: Moment, now: Moment) -> bool {
    ended.plus(UNDECIDED_FOR) <= now
}
