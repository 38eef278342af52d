//! How much of a document may unfold while it is read: a few bytes can unfold into gigabytes.

use lopdf::{Document, LoadOptions, Object, ObjectId};
use std::cell::Cell;

/// What the packed parts of a document may unfold to, together, in bytes.
const MOST_UNFOLDED: usize = 16 * 1024 * 1024;

thread_local! {
    // The reader asks about each part through a plain function, which can carry nothing along.
    static LEFT: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Why a document was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// It would unfold to too much.
    TooMuch,
    /// It makes no sense.
    Unreadable,
}

/// Reads a document, with its table of contents rebuilt if that is wrong.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Unread> {
    let document = read_once(bytes, false);
    match document {
        Err(Unread::TooMuch) => Err(Unread::TooMuch),
        Ok(document) if document.page_iter().next().is_some() || document.trailer.has(b"Encrypt") => {
            Ok(document)
        }
        _ => read_once(bytes, true),
    }
}

fn read_once(bytes: &[u8], force_reconstruct: bool) -> Result<Document, Unread> {
    LEFT.set(Some(MOST_UNFOLDED));
    let options = LoadOptions {
        filter: Some(counted),
        max_decompressed_size: Some(MOST_UNFOLDED),
        force_reconstruct,
        ..LoadOptions::default()
    };
    let read = Document::load_mem_with_options(bytes, options);
    match (read, LEFT.take()) {
        (_, None)
        | (Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })), _) => {
            Err(Unread::TooMuch)
        }
        (Ok(document), Some(_)) => Ok(document),
        (Err(_), Some(_)) => Err(Unread::Unreadable),
    }
}

/// Counts what a packed part unfolds to, before the reader unfolds it, and leaves it out once the budget is gone.
fn counted(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let packed = object.as_stream().ok().filter(|stream| stream.dict.has_type(b"ObjStm"));
    if let Some(stream) = packed {
        let left = LEFT.get()?;
        match stream.get_plain_content_with_limit(left) {
            Ok(unfolded) => LEFT.set(Some(left - unfolded.len())),
            Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
                LEFT.set(None);
                return None;
            }
            // What cannot be unfolded is left out by the reader.
            Err(_) => {}
        }
    }
    // The reader takes what is answered here for a member of a packed part, and what it handed in for the rest.
    Some((id, object.clone()))
}
