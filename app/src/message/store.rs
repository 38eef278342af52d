//! Where messages are kept.

use super::request::{self, AskedFor};
use crate::{
    family::Family,
    schema::{message, message_concern, thread, thread_request},
};
use base::{Day, FamilyId, MessageId, Moment, Name, PartyId, ThreadId};
use diesel::{dsl::max, prelude::*};
use host::{Problem, Tx, WriteTx, seal::Sealed};
use policy::{Act, Permit};

/// More messages than these of one thread are never read at once; the newest are.
pub(super) const MOST_MESSAGES: i64 = 200;

/// A thread as it is kept.
#[derive(Clone, Debug)]
pub(super) struct ThreadRow {
    pub(super) id: ThreadId,
    pub(super) family: FamilyId,
    pub(super) party: PartyId,
    pub(super) subject: Sealed,
    pub(super) waiting_since: Option<Moment>,
    pub(super) is_urgent: bool,
    pub(super) assigned: Option<base::StaffId>,
    pub(super) settled: Option<Sealed>,
    /// What is asked for in it, if anything is.
    pub(super) request: Option<AskedFor>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = thread)]
struct Columns {
    id: ThreadId,
    family: FamilyId,
    party: PartyId,
    subject: Sealed,
    waiting_since: Option<Moment>,
    is_urgent: bool,
    assigned: Option<base::StaffId>,
    settled: Option<Sealed>,
}

/// A thread about to begin.
pub(super) struct Begun<'a> {
    pub(super) party: PartyId,
    pub(super) subject: &'a Name,
}

/// A message about to be kept.
pub(super) struct Written<'a> {
    pub(super) words: &'a str,
    pub(super) is_urgent: bool,
    /// Of an answer of the centre: since when it was waited for.
    pub(super) waited_since: Option<Moment>,
    /// Of an adult's message: whether it asks for something to be passed on.
    pub(super) concern: bool,
    pub(super) from_adult: bool,
}

pub(super) fn thread(tx: &mut Tx<'_>, id: ThreadId) -> Result<ThreadRow, Problem> {
    type Asked = (Option<String>, Option<Day>, Option<String>, Option<String>, Option<Moment>);
    let (row, (ask, day, decision, checked, at)): (Columns, Asked) = thread::table
        .left_join(thread_request::table.on(thread_request::thread.eq(thread::id)))
        .filter(thread::id.eq(id).and(thread::centre.eq(tx.centre())))
        .select((
            Columns::as_select(),
            (
                thread_request::ask.nullable(),
                thread_request::day.nullable(),
                thread_request::decision.nullable(),
                thread_request::checked.nullable(),
                thread_request::at.nullable(),
            ),
        ))
        .first(tx.db())?;
    let request = ask.map(|ask| request::read((ask, day, decision, checked, at))).transpose()?;
    Ok(ThreadRow {
        id: row.id,
        family: row.family,
        party: row.party,
        subject: row.subject,
        waiting_since: row.waiting_since,
        is_urgent: row.is_urgent,
        assigned: row.assigned,
        settled: row.settled,
        request,
    })
}

pub(super) fn thread_insert<A: Act<Id = FamilyId>>(
    tx: &mut WriteTx<'_>,
    permit: &Permit<A>,
    begun: &Begun<'_>,
) -> Result<ThreadId, Problem> {
    let id = ThreadId::from_random(tx.random());
    let subject = tx.seal_text(permit.id(), begun.subject.as_str())?;
    diesel::insert_into(thread::table)
        .values((
            thread::id.eq(id),
            thread::centre.eq(tx.centre()),
            thread::family.eq(permit.id()),
            thread::party.eq(begun.party),
            thread::subject.eq(subject),
            thread::last_at.eq(tx.now),
            thread::waiting_since.eq(None::<Moment>),
            thread::is_urgent.eq(false),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// Keeps a message, and what it makes of its thread: what an adult writes waits from the first that is not
/// answered, and what the centre writes answers all of it.
pub(super) fn message_insert<A: Act>(
    tx: &mut WriteTx<'_>,
    _: &Permit<A>,
    (family, of): (FamilyId, ThreadId),
    written: &Written<'_>,
) -> Result<MessageId, Problem> {
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let id = MessageId::from_random(tx.random());
    let last: Option<i32> =
        message::table.filter(message::thread.eq(of)).select(max(message::number)).first(tx.db())?;
    let words = tx.seal_text(family, written.words)?;
    diesel::insert_into(message::table)
        .values((
            message::id.eq(id),
            message::centre.eq(tx.centre()),
            message::thread.eq(of),
            message::number.eq(last.unwrap_or(0) + 1),
            message::account.eq(account),
            message::from_adult.eq(written.from_adult),
            message::at.eq(tx.now),
            message::words.eq(words),
            message::is_urgent.eq(written.is_urgent),
            message::waited_since.eq(written.waited_since),
        ))
        .execute(tx.db())?;
    if written.concern {
        diesel::insert_into(message_concern::table)
            .values((message_concern::message.eq(id), message_concern::centre.eq(tx.centre())))
            .execute(tx.db())?;
    }
    let (waiting, urgent) = if written.from_adult {
        let before = thread(tx, of)?;
        (Some(before.waiting_since.unwrap_or(tx.now)), before.is_urgent || written.is_urgent)
    } else {
        (None, false)
    };
    diesel::update(thread::table.filter(thread::id.eq(of)))
        .set((
            thread::last_at.eq(tx.now),
            thread::waiting_since.eq(waiting),
            thread::is_urgent.eq(urgent),
            thread::settled.eq(None::<Sealed>),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// What the other adults of a family wrote, the newest first: what goes to one of them must not repeat it (R16).
pub(super) fn written_by_others(
    tx: &mut Tx<'_>,
    family: &Family,
    party: PartyId,
) -> Result<Vec<String>, Problem> {
    let rows: Vec<Sealed> = message::table
        .inner_join(thread::table.on(thread::id.eq(message::thread)))
        .filter(thread::family.eq(family.id).and(thread::party.ne(party)).and(message::from_adult.eq(true)))
        .order((message::at.desc(), message::id))
        .limit(MOST_MESSAGES)
        .select(message::words)
        .load(tx.db())?;
    rows.iter().map(|words| tx.open_text(words)).collect()
}

/// How many messages whoever asks has sent since a moment.
pub(super) fn sent_since(tx: &mut Tx<'_>, since: Moment) -> Result<i64, Problem> {
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    Ok(message::table
        .filter(message::account.eq(account).and(message::at.ge(since)))
        .count()
        .get_result(tx.db())?)
}
