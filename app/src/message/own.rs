//! What an adult writes to the centre and is answered. Its types have no field for anybody else, for whether
//! anything was read, or for who at the centre it waits for (R29, R30).

use super::{
    attach::{self, Attached, SentWith},
    draft::{self, Draft},
    request::{self, NewRequest, OwnAskedFor},
    store::{self, Begun, Written},
};
use crate::{
    family::{Adult, Family},
    incident::{NewTask, task_insert},
    portal::own_family,
    schema::{message, thread},
};
use base::{MessageId, Minutes, Moment, Name, Prose, ThreadId};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx, seal::Sealed};
use policy::{Permit, SeeOwnMessages, WriteOwnMessage};
use rules::request::Ask;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Within what time somebody who leads the work has read a worry. Ours: the next day.
const WORRY_WITHIN: Minutes = Minutes(24 * 60);
/// More threads than these are never listed; the newest are.
const MOST_THREADS: i64 = 100;

/// Writes to the centre about something new.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOwnThread {
    /// What it is about.
    pub subject: Name,
    /// What you ask for, if you ask for something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<NewRequest>,
    /// What you would like to say.
    pub words: Prose,
    /// Whether it is urgent.
    #[serde(default)]
    pub urgent: bool,
    /// A picture or a PDF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<SentWith>,
    /// Whether it is kept as a draft and not sent. A file is not kept with a draft.
    #[serde(default)]
    pub keep: bool,
}

/// Writes to the centre in a thread that there is.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOwnMessage {
    /// What you would like to say.
    pub words: Prose,
    /// Whether it is urgent.
    #[serde(default)]
    pub urgent: bool,
    /// A picture or a PDF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<SentWith>,
    /// Whether it is kept as a draft and not sent. A file is not kept with a draft.
    #[serde(default)]
    pub keep: bool,
}

/// One's own threads, the newest first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnThreads {
    /// Each of them.
    pub items: Vec<OwnThreadLine>,
    /// What one began to write about something new.
    pub draft: Option<Draft>,
}

/// A thread of one's own, in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnThreadLine {
    /// Its identifier.
    pub id: ThreadId,
    /// What it is about.
    pub subject: String,
    /// When something was last written.
    pub last_at: Moment,
    /// Whether the centre wrote last.
    pub answered: bool,
}

/// A thread of one's own.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnThread {
    /// Its identifier.
    pub id: ThreadId,
    /// What it is about.
    pub subject: String,
    /// What one asked for in it, if one asked for something.
    pub request: Option<OwnAskedFor>,
    /// What was written, the first first.
    pub messages: Vec<OwnMessage>,
    /// What one began to write and did not send.
    pub draft: Option<Draft>,
}

/// A message, by oneself or by the centre.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnMessage {
    /// Its identifier.
    pub id: MessageId,
    /// Whether the centre wrote it.
    pub from_centre: bool,
    /// When.
    pub at: Moment,
    /// What was written.
    pub words: String,
    /// Whether one said that it is urgent.
    pub urgent: bool,
    /// What came with it.
    pub files: Vec<Attached>,
}

/// What became of what one wrote.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnSent {
    /// The thread it is in, if it was sent.
    pub thread: Option<ThreadId>,
    /// Whether it was kept as a draft and not sent.
    pub kept: bool,
    /// When.
    pub at: Moment,
}

fn own_permit(tx: &mut WriteTx<'_>) -> Result<(Family, Adult, Permit<WriteOwnMessage>), Problem> {
    let (family, adult) = own_family(tx)?;
    let permit = tx.ask::<WriteOwnMessage>(&family.held_by(adult.id))?;
    Ok((family, adult, permit))
}

/// The thread, if it is one's own. Anybody else's is not there.
fn own_row(tx: &mut Tx<'_>, adult: &Adult, id: ThreadId) -> Result<Sealed, Problem> {
    Ok(thread::table
        .filter(thread::id.eq(id).and(thread::party.eq(adult.id)).and(thread::centre.eq(tx.centre())))
        .select(thread::subject)
        .first(tx.db())?)
}

/// What one wrote to the centre and was answered.
pub fn own_threads(tx: &mut Tx<'_>) -> Result<OwnThreads, Problem> {
    let (family, adult) = own_family(tx)?;
    tx.ask::<SeeOwnMessages>(&family.held_by(adult.id))?;
    let newest = diesel::alias!(message as newest);
    let later = newest
        .filter(newest.field(message::thread).eq(message::thread))
        .filter(newest.field(message::number).gt(message::number));
    let rows: Vec<(ThreadId, Sealed, Moment, bool)> = thread::table
        .inner_join(message::table.on(message::thread.eq(thread::id)))
        .filter(thread::party.eq(adult.id).and(thread::centre.eq(tx.centre())))
        .filter(diesel::dsl::not(diesel::dsl::exists(later)))
        .order((thread::last_at.desc(), thread::id))
        .limit(MOST_THREADS)
        .select((thread::id, thread::subject, thread::last_at, message::from_adult))
        .load(tx.db())?;
    let items = rows
        .into_iter()
        .map(|(id, subject, last_at, from_adult)| {
            Ok(OwnThreadLine { id, subject: tx.open_text(&subject)?, last_at, answered: !from_adult })
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    let draft = draft::load(tx, adult.id.as_str())?.map(|(draft, _)| draft);
    Ok(OwnThreads { items, draft })
}

/// What one began to write about something new.
pub(super) fn own_draft(tx: &mut Tx<'_>) -> Result<Option<Draft>, Problem> {
    let (family, adult) = own_family(tx)?;
    tx.ask::<SeeOwnMessages>(&family.held_by(adult.id))?;
    Ok(draft::load(tx, adult.id.as_str())?.map(|(draft, _)| draft))
}

/// One thread of one's own.
pub fn own_thread(tx: &mut Tx<'_>, id: ThreadId) -> Result<OwnThread, Problem> {
    let (family, adult) = own_family(tx)?;
    tx.ask::<SeeOwnMessages>(&family.held_by(adult.id))?;
    let subject = own_row(tx, &adult, id)?;
    type Row = (MessageId, bool, Moment, Sealed, bool);
    let rows: Vec<Row> = message::table
        .filter(message::thread.eq(id))
        .order(message::number.desc())
        .limit(store::MOST_MESSAGES)
        .select((message::id, message::from_adult, message::at, message::words, message::is_urgent))
        .load(tx.db())?;
    let mut files = attach::of_messages(tx, id)?;
    let messages = rows
        .into_iter()
        .rev()
        .map(|(id, from_adult, at, words, urgent)| {
            let (words, files) = (tx.open_text(&words)?, files.remove(&id).unwrap_or_default());
            Ok(OwnMessage { id, from_centre: !from_adult, at, words, urgent, files })
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    let draft = draft::load(tx, id.as_str())?.map(|(draft, _)| draft);
    let request = request::of_thread(tx, id)?;
    let request =
        request.map(|asked| OwnAskedFor { ask: asked.ask, day: asked.day, decision: asked.decision });
    Ok(OwnThread { id, subject: tx.open_text(&subject)?, request, messages, draft })
}

/// Writes to the centre about something new.
pub fn say_first(tx: &mut WriteTx<'_>, new: NewOwnThread) -> Result<Recorded<OwnSent>, Problem> {
    let (family, adult, permit) = own_permit(tx)?;
    let place = adult.id.to_string();
    if new.keep {
        let draft = Draft { subject: Some(new.subject.to_string()), words: new.words };
        return kept(tx, &permit, (&family, &place), &draft);
    }
    let file = attach::taken(new.file.as_ref())?;
    let is_worry = new.request.is_some_and(|asked| asked.ask == Ask::Worry);
    rules::message::not_too_many_in_a_day(sent_today(tx)?, is_worry)?;
    if let Some(day) = new.request.and_then(|asked| asked.day)
        && day < tx.now.day()
    {
        return Err(Problem::field("/request/day", "Choose today or a later day"));
    }
    let id = store::thread_insert(tx, &permit, &Begun { party: adult.id, subject: &new.subject })?;
    if let Some(asked) = new.request {
        request::insert(tx, &permit, id, asked)?;
        if asked.ask == Ask::Worry {
            // Somebody has to hear it whoever reads the messages today.
            task_insert(
                tx,
                &NewTask {
                    family: family.id,
                    review: None,
                    visit: None,
                    whom: "The safeguarding lead",
                    words: "Read the worry that an adult wrote to us, and decide what follows",
                    due: tx.now.plus(WORRY_WITHIN),
                },
            )?;
        }
    }
    let said = Said { words: &new.words, subject: new.subject.as_str(), urgent: new.urgent, file };
    send(tx, &permit, (&family, &adult), (id, &place), said)
}

/// Writes to the centre in a thread that there is.
pub fn say(tx: &mut WriteTx<'_>, id: ThreadId, new: NewOwnMessage) -> Result<Recorded<OwnSent>, Problem> {
    let (family, adult, permit) = own_permit(tx)?;
    own_row(tx, &adult, id)?;
    let place = id.to_string();
    if new.keep {
        return kept(tx, &permit, (&family, &place), &Draft { subject: None, words: new.words });
    }
    let file = attach::taken(new.file.as_ref())?;
    rules::message::not_too_many_in_a_day(sent_today(tx)?, false)?;
    let said = Said { words: &new.words, subject: "", urgent: new.urgent, file };
    send(tx, &permit, (&family, &adult), (id, &place), said)
}

fn sent_today(tx: &mut Tx<'_>) -> Result<i64, Problem> {
    let today = Moment::start_of(tx.now.day());
    store::sent_since(tx, today)
}

fn kept(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteOwnMessage>,
    (family, place): (&Family, &str),
    draft: &Draft,
) -> Result<Recorded<OwnSent>, Problem> {
    draft::keep(tx, (family.id, place), Some(draft))?;
    let at = tx.now;
    let sent = OwnSent { thread: None, kept: true, at };
    tx.record(permit, Some(family.id), "An adult kept a draft of a message", sent)
}

struct Said<'a> {
    words: &'a Prose,
    subject: &'a str,
    urgent: bool,
    file: Option<crate::sent_file::SentFile>,
}

fn send(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteOwnMessage>,
    (family, adult): (&Family, &Adult),
    (id, place): (ThreadId, &str),
    said: Said<'_>,
) -> Result<Recorded<OwnSent>, Problem> {
    let others = family.adults.iter().filter(|other| other.id != adult.id).map(|other| other.name.as_str());
    let names = others.chain(family.children.iter().map(|child| child.name.as_str()));
    let names: Vec<&str> = names.collect();
    let asks = |words: &str| rules::message::asks_to_pass_on(words, names.iter().copied());
    let written = Written {
        words: said.words.as_str(),
        is_urgent: said.urgent,
        waited_since: None,
        concern: asks(said.words.as_str()) || asks(said.subject),
        from_adult: true,
    };
    let message = store::message_insert(tx, permit, (family.id, id), &written)?;
    if let Some(file) = &said.file {
        attach::file_insert(tx, permit, message, file)?;
    }
    draft::keep(tx, (family.id, place), None)?;
    let at = tx.now;
    let sent = OwnSent { thread: Some(id), kept: false, at };
    tx.record(permit, Some(family.id), "An adult wrote to the centre", sent)
}
