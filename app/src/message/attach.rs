//! A file that an adult sends with a message: a picture or a PDF, made anew from what can be seen of it.

use super::{store, threads};
use crate::{
    portal::own_family,
    schema::{message, message_file, thread},
    sent_file::{self, NotTaken, SentFile},
};
use base::{FamilyId, MessageFileId, MessageId, Name, ThreadId};
use base64::{Engine, engine::general_purpose::STANDARD};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, seal::SealedBytes};
use policy::{Permit, SeeMessages, SeeOwnMessages, WriteOwnMessage};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A file sent with a message.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SentWith {
    /// What the file is called. It is not kept: a name can tell what it should not.
    pub filename: Name,
    /// What it is: application/pdf, image/jpeg or image/png. What the file holds must fit it.
    pub media_type: Name,
    /// The file, in base64. At most 8 MB. What is kept is made anew from what can be seen of it: where and when
    /// a picture was taken, and who wrote a document, are left out.
    pub content: String,
}

/// A file of a message, without what it holds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Attached {
    /// Its identifier.
    pub id: MessageFileId,
    /// What it is.
    pub media_type: String,
    /// How large what is kept is, in bytes.
    pub size: i32,
}

/// A file of a message with what it holds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FileContent {
    /// What it is.
    pub media_type: String,
    /// The file, in base64.
    pub content: String,
}

/// Makes a file anew, or says what is wrong with it.
pub(super) fn taken(sent: Option<&SentWith>) -> Result<Option<SentFile>, Problem> {
    let take = |file: &SentWith| {
        sent_file::take((&file.filename, &file.media_type), &file.content, "file").map_err(|wrong| {
            let (NotTaken::Name(words) | NotTaken::MediaType(words) | NotTaken::Content(words)) = wrong;
            Problem::field("/file", words)
        })
    };
    sent.map(take).transpose()
}

pub(super) fn file_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<WriteOwnMessage>,
    of: MessageId,
    file: &SentFile,
) -> Result<(), Problem> {
    let id = MessageFileId::from_random(tx.random());
    diesel::insert_into(message_file::table)
        .values((
            message_file::id.eq(id),
            message_file::centre.eq(tx.centre()),
            message_file::message.eq(of),
            message_file::media_type.eq(file.media_type),
            message_file::sha256.eq(&file.sha256),
            message_file::size.eq(i32::try_from(file.bytes.len()).unwrap_or(i32::MAX)),
            message_file::bytes.eq(tx.seal_bytes(permit.id(), &file.bytes)?),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn read(
    tx: &mut Tx<'_>,
    (family, of): (FamilyId, ThreadId),
    id: MessageFileId,
) -> Result<(String, Vec<u8>), Problem> {
    let (media_type, bytes): (String, SealedBytes) = message_file::table
        .inner_join(message::table.on(message::id.eq(message_file::message)))
        .filter(message_file::id.eq(id).and(message::thread.eq(of)))
        .select((message_file::media_type, message_file::bytes))
        .first(tx.db())?;
    Ok((media_type, tx.open_bytes(&family.into(), &bytes)?))
}

fn in_base64((media_type, bytes): (String, Vec<u8>)) -> FileContent {
    FileContent { media_type, content: STANDARD.encode(bytes) }
}

/// A file that an adult sent, as bytes.
pub(super) fn bytes(tx: &mut Tx<'_>, at: (ThreadId, MessageFileId)) -> Result<(String, Vec<u8>), Problem> {
    let ((row, _), subject) = threads::stored(tx, at.0)?;
    tx.ask::<SeeMessages>(&subject)?;
    read(tx, (row.family, at.0), at.1)
}

/// A file of one's own, as bytes.
pub(super) fn own_bytes(
    tx: &mut Tx<'_>,
    at: (ThreadId, MessageFileId),
) -> Result<(String, Vec<u8>), Problem> {
    let (family, adult) = own_family(tx)?;
    tx.ask::<SeeOwnMessages>(&family.held_by(adult.id))?;
    let own: Option<FamilyId> = thread::table
        .filter(thread::id.eq(at.0).and(thread::party.eq(adult.id)))
        .select(thread::family)
        .first(tx.db())
        .optional()?;
    let family = own.ok_or(Problem::NotFound)?;
    read(tx, (family, at.0), at.1)
}

/// A file that an adult sent.
pub fn file(tx: &mut Tx<'_>, at: (ThreadId, MessageFileId)) -> Result<FileContent, Problem> {
    bytes(tx, at).map(in_base64)
}

/// A file of one's own.
pub fn own_file(tx: &mut Tx<'_>, at: (ThreadId, MessageFileId)) -> Result<FileContent, Problem> {
    own_bytes(tx, at).map(in_base64)
}

/// The files of some messages.
pub(super) fn of_messages(
    tx: &mut Tx<'_>,
    of: ThreadId,
) -> Result<std::collections::HashMap<MessageId, Vec<Attached>>, Problem> {
    let rows: Vec<(MessageId, MessageFileId, String, i32)> = message_file::table
        .inner_join(message::table.on(message::id.eq(message_file::message)))
        .filter(message::thread.eq(of))
        .order(message_file::id)
        .limit(store::MOST_MESSAGES)
        .select((message_file::message, message_file::id, message_file::media_type, message_file::size))
        .load(tx.db())?;
    let mut files = std::collections::HashMap::<MessageId, Vec<Attached>>::new();
    for (of, id, media_type, size) in rows {
        files.entry(of).or_default().push(Attached { id, media_type, size });
    }
    Ok(files)
}
