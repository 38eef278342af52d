//! Where chats are kept.

use crate::schema::{chat, chat_desk, chat_hours, chat_line};
use base::{AccountId, CentreId, EnquiryId, Moment, WallClock, Weekday};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, among, schema::account, seal::Sealed};
use policy::{AnswerChat, BeginChat, KeepChatDesk, Permit, RunJobs, Subject, WriteOwnChat};
use rules::chat::{AT_THE_DESK, ChatEnd, ChatHours, ChatState, Keeps};
use std::collections::BTreeMap;

/// The most chats that a list shows, and the most that end by the clock in one go.
const MOST: i64 = 300;

/// A chat as it is kept.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = chat)]
pub(super) struct Row {
    pub(super) enquiry: EnquiryId,
    pub(super) centre: CentreId,
    pub(super) state: ChatState,
    pub(super) at: Moment,
    pub(super) taken_by: Option<AccountId>,
    pub(super) last_at: Moment,
    pub(super) ended_at: Option<Moment>,
    pub(super) keeps: Keeps,
}

impl Row {
    pub(super) fn subject(&self) -> Subject<EnquiryId> {
        Subject::of_centre(self.enquiry, self.centre)
    }

    /// Whether this sign-in has taken it.
    pub(super) fn is_with(&self, account: Option<AccountId>) -> bool {
        self.taken_by.is_some() && self.taken_by == account
    }
}

/// The acts under which a chat goes on.
pub(super) trait GoesOn: policy::Act<Id = EnquiryId> {}
impl GoesOn for WriteOwnChat {}
impl GoesOn for AnswerChat {}

/// How one chat is told from others when word goes round that there is something new of it.
pub(super) fn tidings_of(id: EnquiryId) -> String {
    format!("chat {id}")
}

/// What is told to whoever looks at the list of chats.
pub(super) const ANY_CHAT: &str = "chats";

fn told(tx: &mut WriteTx<'_>, id: EnquiryId) {
    tx.tell(tidings_of(id));
    tx.tell(ANY_CHAT);
}

pub(super) fn one(tx: &mut Tx<'_>, id: EnquiryId) -> Result<Row, Problem> {
    let query = chat::table.filter(chat::enquiry.eq(id).and(chat::centre.eq(tx.centre())));
    Ok(query.select(Row::as_select()).first(tx.db())?)
}

pub(super) fn by_hash(tx: &mut Tx<'_>, hash: &str) -> Result<Option<EnquiryId>, Problem> {
    let query = chat::table.filter(chat::code_hash.eq(hash).and(chat::centre.eq(tx.centre())));
    Ok(query.select(chat::enquiry).first(tx.db()).optional()?)
}

pub(super) fn not_ended(tx: &mut Tx<'_>) -> Result<Vec<Row>, Problem> {
    let query = chat::table
        .filter(chat::centre.eq(tx.centre()).and(among(chat::state, [ChatState::Waiting, ChatState::Open])))
        .order((chat::at, chat::enquiry))
        .limit(MOST);
    Ok(query.select(Row::as_select()).load(tx.db())?)
}

/// How many wait.
pub(super) fn waiting(tx: &mut Tx<'_>) -> Result<i64, Problem> {
    let query = chat::table.filter(chat::centre.eq(tx.centre()).and(chat::state.eq(ChatState::Waiting)));
    Ok(query.count().get_result(tx.db())?)
}

/// Chats that have ended and of which nobody has said what is kept.
pub(super) fn undecided(tx: &mut Tx<'_>) -> Result<Vec<Row>, Problem> {
    let query = chat::table
        .filter(chat::centre.eq(tx.centre()))
        .filter(chat::state.eq(ChatState::Ended).and(chat::keeps.eq(Keeps::Undecided)))
        .order((chat::ended_at, chat::enquiry))
        .limit(MOST);
    Ok(query.select(Row::as_select()).load(tx.db())?)
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<BeginChat>,
    id: EnquiryId,
    hash: &str,
) -> Result<(), Problem> {
    diesel::insert_into(chat::table)
        .values((
            chat::enquiry.eq(id),
            chat::centre.eq(permit.id()),
            chat::code_hash.eq(hash),
            chat::state.eq(ChatState::Waiting),
            chat::at.eq(tx.now),
            chat::last_at.eq(tx.now),
            chat::keeps.eq(Keeps::Undecided),
        ))
        .execute(tx.db())?;
    told(tx, id);
    Ok(())
}

/// How many lines there are.
pub(super) fn lines_of(tx: &mut Tx<'_>, id: EnquiryId) -> Result<i32, Problem> {
    let last: Option<i32> = chat_line::table
        .filter(chat_line::enquiry.eq(id))
        .select(diesel::dsl::max(chat_line::place))
        .first(tx.db())?;
    Ok(last.unwrap_or(0))
}

pub(super) type LineRow = (i32, Moment, Option<AccountId>, Sealed);

pub(super) fn lines_after(tx: &mut Tx<'_>, id: EnquiryId, after: i32) -> Result<Vec<LineRow>, Problem> {
    let query = chat_line::table
        .filter(chat_line::enquiry.eq(id).and(chat_line::place.gt(after)))
        .order(chat_line::place);
    let columns = (chat_line::place, chat_line::at, chat_line::account, chat_line::words);
    Ok(query.select(columns).load(tx.db())?)
}

/// Keeps what was said: by whoever of the centre acts, or by the visitor where nobody has signed in.
pub(super) fn line_insert<A: GoesOn>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    words: &str,
) -> Result<i32, Problem> {
    let id = permit.id();
    let (place, centre, account) = (lines_of(tx, id)? + 1, tx.centre(), tx.actor.account);
    let sealed = tx.seal_text(id, words)?;
    diesel::insert_into(chat_line::table)
        .values((
            chat_line::enquiry.eq(id),
            chat_line::place.eq(place),
            chat_line::centre.eq(centre),
            chat_line::at.eq(tx.now),
            chat_line::account.eq(account),
            chat_line::words.eq(sealed),
        ))
        .execute(tx.db())?;
    diesel::update(chat::table.filter(chat::enquiry.eq(id)))
        .set(chat::last_at.eq(tx.now))
        .execute(tx.db())?;
    told(tx, id);
    Ok(place)
}

/// Gives a chat to a colleague.
pub(super) fn take(tx: &mut WriteTx<'_>, permit: &Permit<AnswerChat>, by: AccountId) -> Result<(), Problem> {
    let id = permit.id();
    diesel::update(chat::table.filter(chat::enquiry.eq(id)))
        .set((chat::state.eq(ChatState::Open), chat::taken_by.eq(by), chat::taken_at.eq(tx.now)))
        .execute(tx.db())?;
    told(tx, id);
    Ok(())
}

/// Ends a chat.
pub(super) fn ends<A: GoesOn>(tx: &mut WriteTx<'_>, permit: &Permit<A>, by: ChatEnd) -> Result<(), Problem> {
    ended(tx, permit.id(), by)
}

/// Ends a chat by the clock.
pub(super) fn ends_by_itself(
    tx: &mut WriteTx<'_>,
    _: &Permit<RunJobs>,
    id: EnquiryId,
) -> Result<(), Problem> {
    ended(tx, id, ChatEnd::Time)
}

fn ended(tx: &mut WriteTx<'_>, id: EnquiryId, by: ChatEnd) -> Result<(), Problem> {
    diesel::update(chat::table.filter(chat::enquiry.eq(id)))
        .set((chat::state.eq(ChatState::Ended), chat::ended_at.eq(tx.now), chat::ended_by.eq(by)))
        .execute(tx.db())?;
    told(tx, id);
    Ok(())
}

/// Says what is kept of a chat. Where nothing is, every word of it goes.
pub(super) fn decided<A: policy::Act>(
    tx: &mut WriteTx<'_>,
    _: &Permit<A>,
    id: EnquiryId,
    keeps: Keeps,
) -> Result<(), Problem> {
    if keeps == Keeps::LetGo {
        diesel::delete(chat_line::table.filter(chat_line::enquiry.eq(id))).execute(tx.db())?;
    }
    diesel::update(chat::table.filter(chat::enquiry.eq(id))).set(chat::keeps.eq(keeps)).execute(tx.db())?;
    Ok(())
}

pub(super) fn hours(tx: &mut Tx<'_>) -> Result<Vec<ChatHours>, Problem> {
    let rows: Vec<(Weekday, WallClock, WallClock)> = chat_hours::table
        .filter(chat_hours::centre.eq(tx.centre()))
        .select((chat_hours::weekday, chat_hours::opens, chat_hours::closes))
        .load(tx.db())?;
    let mut hours: Vec<ChatHours> =
        rows.into_iter().map(|(weekday, opens, closes)| ChatHours { weekday, opens, closes }).collect();
    hours.sort_by_key(|one| one.weekday);
    Ok(hours)
}

pub(super) fn hours_replace(
    tx: &mut WriteTx<'_>,
    permit: &Permit<KeepChatDesk>,
    hours: &[ChatHours],
) -> Result<(), Problem> {
    diesel::delete(chat_hours::table.filter(chat_hours::centre.eq(permit.id()))).execute(tx.db())?;
    for one in hours {
        diesel::insert_into(chat_hours::table)
            .values((
                chat_hours::centre.eq(permit.id()),
                chat_hours::weekday.eq(one.weekday),
                chat_hours::opens.eq(one.opens),
                chat_hours::closes.eq(one.closes),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

/// Who is there, and until when that counts.
pub(super) fn at_the_desk(tx: &mut Tx<'_>) -> Result<Vec<(AccountId, Moment)>, Problem> {
    let query = chat_desk::table.filter(chat_desk::centre.eq(tx.centre()).and(chat_desk::until.gt(tx.now)));
    Ok(query.order(chat_desk::account).select((chat_desk::account, chat_desk::until)).load(tx.db())?)
}

pub(super) fn desk_set(
    tx: &mut WriteTx<'_>,
    permit: &Permit<KeepChatDesk>,
    account: AccountId,
    is_there: bool,
) -> Result<(), Problem> {
    diesel::delete(chat_desk::table.filter(chat_desk::account.eq(account))).execute(tx.db())?;
    if is_there {
        diesel::insert_into(chat_desk::table)
            .values((
                chat_desk::account.eq(account),
                chat_desk::centre.eq(permit.id()),
                chat_desk::until.eq(tx.now.plus(AT_THE_DESK)),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

/// What colleagues are called.
pub(super) fn names(tx: &mut Tx<'_>, of: Vec<AccountId>) -> Result<BTreeMap<AccountId, String>, Problem> {
    if of.is_empty() {
        return Ok(BTreeMap::new());
    }
    let query = account::table.filter(account::centre.eq(tx.centre()).and(among(account::id, of)));
    let rows: Vec<(AccountId, String)> = query.select((account::id, account::name)).load(tx.db())?;
    Ok(rows.into_iter().collect())
}
