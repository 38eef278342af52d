//! What staff do with chats: say that they are there, take one, answer, hand it over, end it.

use super::{lines, lines::ChatWords, store};
use crate::intake::talked;
use base::{AccountId, EnquiryId, Moment, Prose};
use host::{Problem, Recorded, Tx, WriteTx, api::Nothing};
use policy::{AnswerChat, KeepChatDesk, ListChats, Permit, Subject};
use rules::{
    Refusal,
    chat::{ChatEnd, ChatHours, ChatState, is_open, may_say, may_take},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A chat in the list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChatInList {
    /// The enquiry that it is.
    pub id: EnquiryId,
    /// What the visitor is called.
    pub name: String,
    /// How far it has come.
    pub state: ChatState,
    /// When it was begun.
    pub at: Moment,
    /// When anything was last written.
    pub last_at: Moment,
    /// Who answers it.
    pub taken_by: Option<String>,
    /// Whether whoever asks does.
    pub is_mine: bool,
}

/// Chats that wait or are open, and who is there for them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Chats {
    /// Whether the chat is open by its hours.
    pub is_open: bool,
    /// Until when it counts that whoever asks is there.
    pub here_until: Option<Moment>,
    /// Colleagues who are there: a chat can be handed to them.
    pub colleagues: Vec<ChatColleague>,
    /// The chats, longest waiting first.
    pub items: Vec<ChatInList>,
}

/// A colleague who is there for chats.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChatColleague {
    /// Their sign-in.
    pub account: AccountId,
    /// What they are called.
    pub name: String,
}

/// Says whether one is there for chats.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewChatDesk {
    /// Whether one is.
    pub here: bool,
}

/// Whether one is there for chats.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct ChatDesk {
    /// Until when that counts, if one is.
    pub until: Option<Moment>,
}

/// On which hours of the week chats are open.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChatWeek {
    /// One line for each day on which they are.
    pub days: Vec<ChatHours>,
}

/// A chat, for whoever answers it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Chat {
    /// The enquiry that it is.
    pub id: EnquiryId,
    /// What the visitor is called.
    pub name: String,
    /// How far it has come.
    pub state: ChatState,
    /// When it was begun.
    pub at: Moment,
    /// Who answers it.
    pub taken_by: Option<String>,
    /// Whether whoever asks does.
    pub is_mine: bool,
    /// What was said.
    pub lines: Vec<ChatWords>,
}

/// Says something to a visitor.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChatAnswer {
    /// What you say.
    pub words: Prose,
}

/// Hands a chat over to a colleague.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChatHandover {
    /// To whom: a colleague who is there.
    pub to: AccountId,
}

fn desk_permit(tx: &mut Tx<'_>) -> Result<Permit<KeepChatDesk>, Problem> {
    Ok(tx.ask::<KeepChatDesk>(&Subject::of_centre(tx.centre(), tx.centre()))?)
}

/// The chats that wait or are open.
pub fn list(tx: &mut Tx<'_>) -> Result<Chats, Problem> {
    tx.scope::<ListChats>()?;
    let (me, now) = (tx.actor.account, tx.now);
    let rows = store::not_ended(tx)?;
    let ids: Vec<EnquiryId> = rows.iter().map(|row| row.enquiry).collect();
    let asked = if ids.is_empty() { Vec::new() } else { talked::asked_in(tx, &ids)? };
    let names = store::names(tx, rows.iter().filter_map(|row| row.taken_by).collect())?;
    let there = store::at_the_desk(tx)?;
    let here_until = until_of(me, &there);
    let colleagues = besides(tx, &there)?;
    let items = rows
        .into_iter()
        .map(|row| ChatInList {
            id: row.enquiry,
            name: asked
                .iter()
                .find(|(id, _)| *id == row.enquiry)
                .map_or_else(String::new, |(_, it)| it.called()),
            state: row.state,
            at: row.at,
            last_at: row.last_at,
            is_mine: row.is_with(me),
            taken_by: row.taken_by.and_then(|one| names.get(&one).cloned()),
        })
        .collect();
    Ok(Chats { is_open: is_open(&store::hours(tx)?, now), here_until, colleagues, items })
}

/// Colleagues who are there, to hand a chat to.
pub(super) fn colleagues(tx: &mut Tx<'_>) -> Result<Vec<ChatColleague>, Problem> {
    let there = store::at_the_desk(tx)?;
    besides(tx, &there)
}

/// Who is there besides whoever asks.
fn besides(tx: &mut Tx<'_>, there: &[(AccountId, Moment)]) -> Result<Vec<ChatColleague>, Problem> {
    let me = tx.actor.account;
    let others = there.iter().map(|(account, _)| *account).filter(|account| Some(*account) != me);
    let names = store::names(tx, others.collect())?;
    Ok(names.into_iter().map(|(account, name)| ChatColleague { account, name }).collect())
}

/// Until when it counts that somebody is there.
fn until_of(who: Option<AccountId>, there: &[(AccountId, Moment)]) -> Option<Moment> {
    there.iter().find(|(account, _)| Some(*account) == who).map(|(_, until)| *until)
}

/// Says whether one is there for chats. It counts for two hours, and can be said again.
pub fn keep_desk(tx: &mut WriteTx<'_>, new: NewChatDesk) -> Result<Recorded<ChatDesk>, Problem> {
    let permit = desk_permit(tx)?;
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    store::desk_set(tx, &permit, account, new.here)?;
    let until = until_of(Some(account), &store::at_the_desk(tx)?);
    let words =
        if new.here { "Somebody is there for chats" } else { "Somebody is not there for chats any more" };
    tx.record(&permit, None, words, ChatDesk { until })
}

/// On which hours of the week chats are open.
pub fn week(tx: &mut Tx<'_>) -> Result<ChatWeek, Problem> {
    desk_permit(tx)?;
    Ok(ChatWeek { days: store::hours(tx)? })
}

/// Sets on which hours of the week chats are open.
pub fn set_week(tx: &mut WriteTx<'_>, new: ChatWeek) -> Result<Recorded<ChatWeek>, Problem> {
    let permit = desk_permit(tx)?;
    for (at, day) in new.days.iter().enumerate() {
        if day.opens >= day.closes {
            return Err(Problem::field(&format!("/days/{at}/closes"), "Enter a time after the one it opens"));
        }
        if new.days[..at].iter().any(|other| other.weekday == day.weekday) {
            return Err(Problem::field(&format!("/days/{at}/weekday"), "Say each day once"));
        }
    }
    store::hours_replace(tx, &permit, &new.days)?;
    let week = week(tx)?;
    tx.record(&permit, None, "It was set when chats are open", week)
}

fn asked_for(tx: &mut Tx<'_>, id: EnquiryId) -> Result<(store::Row, Permit<AnswerChat>), Problem> {
    let chat = store::one(tx, id)?;
    let permit = tx.ask::<AnswerChat>(&chat.subject())?;
    Ok((chat, permit))
}

/// What was said after this place in a chat that goes on; nothing more where it has ended.
pub(super) fn lines_after(
    tx: &mut Tx<'_>,
    id: EnquiryId,
    after: i32,
) -> Result<(ChatState, Vec<ChatWords>), Problem> {
    let (chat, _) = asked_for(tx, id)?;
    Ok((chat.state, said(tx, &chat, after)?))
}

fn said(tx: &mut Tx<'_>, chat: &store::Row, after: i32) -> Result<Vec<ChatWords>, Problem> {
    if chat.state == ChatState::Ended { Ok(Vec::new()) } else { lines::after(tx, chat.enquiry, after) }
}

/// One chat, for whoever answers it. What was said in one that has ended is read on the page of the enquiry, if it
/// was kept.
pub fn see(tx: &mut Tx<'_>, id: EnquiryId) -> Result<Chat, Problem> {
    let (chat, _) = asked_for(tx, id)?;
    let name = talked::asked_in(tx, &[id])?.pop().map(|(_, asked)| asked.called()).unwrap_or_default();
    let names = store::names(tx, chat.taken_by.into_iter().collect())?;
    Ok(Chat {
        id,
        name,
        state: chat.state,
        at: chat.at,
        taken_by: chat.taken_by.and_then(|one| names.get(&one).cloned()),
        is_mine: chat.is_with(tx.actor.account),
        lines: said(tx, &chat, 0)?,
    })
}

/// Takes a chat that waits.
pub fn take(tx: &mut WriteTx<'_>, id: EnquiryId, _: Nothing) -> Result<Recorded<Chat>, Problem> {
    let (chat, permit) = asked_for(tx, id)?;
    may_take(chat.state)?;
    let me = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    store::take(tx, &permit, me)?;
    let chat = see(tx, id)?;
    tx.record(&permit, None, "A chat was taken", chat)
}

/// Only whoever has taken a chat speaks in it: a visitor is never answered by two at once.
fn only_mine(tx: &Tx<'_>, chat: &store::Row) -> Result<(), Refusal> {
    may_say(chat.state, 0)?;
    if chat.is_with(tx.actor.account) {
        return Ok(());
    }
    Err(Refusal::because(
        "chat-not-yours",
        "You have not taken this chat.",
        "Take it first, or ask your colleague to hand it over.",
    ))
}

/// Says something to a visitor.
pub fn answer(tx: &mut WriteTx<'_>, id: EnquiryId, new: ChatAnswer) -> Result<Recorded<ChatWords>, Problem> {
    let (chat, permit) = asked_for(tx, id)?;
    only_mine(tx, &chat)?;
    may_say(chat.state, store::lines_of(tx, id)?)?;
    let place = store::line_insert(tx, &permit, new.words.as_str())?;
    let by = Some(base::first_name(&tx.actor.name).to_owned());
    let said = ChatWords { place, at: tx.now, by, words: new.words.to_string() };
    tx.record(&permit, None, "A visitor was answered in a chat", said)
}

/// Hands a chat over to a colleague who is there.
pub fn hand_over(tx: &mut WriteTx<'_>, id: EnquiryId, new: ChatHandover) -> Result<Recorded<Chat>, Problem> {
    let (chat, permit) = asked_for(tx, id)?;
    only_mine(tx, &chat)?;
    if !colleagues(tx)?.iter().any(|colleague| colleague.account == new.to) {
        return Err(Problem::field("/to", "Choose a colleague who is there for chats now"));
    }
    store::take(tx, &permit, new.to)?;
    let chat = see(tx, id)?;
    tx.record(&permit, None, "A chat was handed over", chat)
}

/// Ends a chat.
pub fn end(tx: &mut WriteTx<'_>, id: EnquiryId, _: Nothing) -> Result<Recorded<ChatDesk>, Problem> {
    let (chat, permit) = asked_for(tx, id)?;
    only_mine(tx, &chat)?;
    store::ends(tx, &permit, ChatEnd::Staff)?;
    tx.record(&permit, None, "A chat was ended", ChatDesk { until: None })
}
