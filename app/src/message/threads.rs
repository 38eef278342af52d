//! A thread, as those who lead the work read it.

use super::{
    attach::{self, Attached},
    concern::{self, Concern},
    draft::{self, Draft},
    request::AskedFor,
    store,
};
use crate::{
    author::author,
    family::{self, Family},
    schema::{message, staff},
};
use base::{FamilyId, MessageId, Moment, PartyId, StaffId, ThreadId};
use diesel::prelude::*;
use host::{Problem, Tx, seal::Sealed};
use policy::{SeeMessages, Subject};
use serde::Serialize;
use utoipa::ToSchema;

/// A thread between one adult and the centre.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Thread {
    /// Its identifier.
    pub id: ThreadId,
    /// Of which family.
    pub family: FamilyId,
    /// The children's first names.
    pub title: String,
    /// With which adult.
    pub party: PartyId,
    /// Their name.
    pub who: String,
    /// What it is about.
    pub subject: String,
    /// Since when the adult waits for an answer, if they do.
    pub waiting_since: Option<Moment>,
    /// Whether something in it that is not answered is urgent.
    pub is_urgent: bool,
    /// Who answers.
    pub assigned: Option<StaffId>,
    /// Their name.
    pub assigned_name: Option<String>,
    /// How what waited last was settled without an answer, if it was.
    pub settled: Option<String>,
    /// What the adult asks for in it, if they ask for something.
    pub request: Option<AskedFor>,
    /// What was written, the first first.
    pub messages: Vec<Message>,
    /// What whoever asks began to write and did not send.
    pub draft: Option<Draft>,
}

/// A message.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Message {
    /// Its identifier.
    pub id: MessageId,
    /// Whether the adult wrote it, and not the centre.
    pub from_adult: bool,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub at: Moment,
    /// What was written.
    pub words: String,
    /// Whether the adult said that it is urgent.
    pub urgent: bool,
    /// What came with it.
    pub files: Vec<Attached>,
    /// That it seems to ask for something to be passed on (R16), and what somebody made of it.
    pub concern: Option<Concern>,
}

/// A thread with its family and its compartment, for policy.
pub(super) fn stored(
    tx: &mut Tx<'_>,
    id: ThreadId,
) -> Result<((store::ThreadRow, Family), Subject<ThreadId>), Problem> {
    let row = store::thread(tx, id)?;
    let family = family::family(tx, row.family)?;
    let subject = family.held_by(row.party).with_id(id);
    Ok(((row, family), subject))
}

/// One thread.
pub fn see(tx: &mut Tx<'_>, id: ThreadId) -> Result<Thread, Problem> {
    see_with_family(tx, id).map(|(thread, _)| thread)
}

/// One thread, and whose it is.
pub(super) fn see_with_family(tx: &mut Tx<'_>, id: ThreadId) -> Result<(Thread, Family), Problem> {
    let ((row, family), subject) = stored(tx, id)?;
    tx.ask::<SeeMessages>(&subject)?;
    Ok((read(tx, row, &family)?, family))
}

pub(super) fn read(tx: &mut Tx<'_>, row: store::ThreadRow, family: &Family) -> Result<Thread, Problem> {
    type Row = (MessageId, bool, String, Moment, Sealed, bool);
    let rows: Vec<Row> = message::table
        .inner_join(author::table.on(author::id.eq(message::account)))
        .filter(message::thread.eq(row.id))
        .order(message::number.desc())
        .limit(store::MOST_MESSAGES)
        .select((
            message::id,
            message::from_adult,
            author::name,
            message::at,
            message::words,
            message::is_urgent,
        ))
        .load(tx.db())?;
    let mut files = attach::of_messages(tx, row.id)?;
    let mut concerns = concern::of_thread(tx, row.id)?;
    let messages = rows
        .into_iter()
        .rev()
        .map(|(id, from_adult, author, at, words, urgent)| {
            let words = tx.open_text(&words)?;
            let (files, concern) = (files.remove(&id).unwrap_or_default(), concerns.remove(&id));
            Ok(Message { id, from_adult, author, at, words, urgent, files, concern })
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    let assigned_name: Option<String> = match row.assigned {
        Some(id) => staff::table.filter(staff::id.eq(id)).select(staff::name).first(tx.db()).optional()?,
        None => None,
    };
    let draft = draft::load(tx, row.id.as_str())?.map(|(draft, _)| draft);
    let settled = row.settled.as_ref().map(|how| tx.open_text(how)).transpose()?;
    Ok(Thread {
        id: row.id,
        family: family.id,
        title: family.title.clone(),
        party: row.party,
        who: family.adult(row.party).map(|adult| adult.name.clone()).unwrap_or_default(),
        subject: tx.open_text(&row.subject)?,
        waiting_since: row.waiting_since,
        is_urgent: row.is_urgent,
        assigned: row.assigned,
        assigned_name,
        settled,
        request: row.request,
        messages,
        draft,
    })
}
