//! A notice that came back: what a mail server says of it (RFC 3464), read from a message that an administrator hands
//! to the program. Nobody is ever answered.

use super::{
    outbox::{self, Becomes, NoticeState},
    way,
};
use base::NoticeId;
use host::{House, Problem};
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};
use policy::{Actor, SendNotices, Subject};
use rules::notice::Because;

/// What a message says of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Returned {
    /// It did not arrive and will not.
    Back(NoticeId),
    /// It is late, or arrived.
    NotYet,
    /// It is about no notice, or is no such message.
    Other,
}

/// The notice of an identifier as mails carry it.
fn notice_of(message_id: &str) -> Option<NoticeId> {
    message_id.trim_matches(['<', '>', ' ']).split('@').next()?.parse().ok()
}

fn original(message: &Message<'_>) -> Option<NoticeId> {
    let inside = message.parts.iter().find_map(|part| match &part.body {
        PartType::Message(inside) => inside.message_id().and_then(notice_of),
        _ if is(part, "text", "rfc822-headers") => MessageParser::default()
            .parse(part.contents())
            .and_then(|headers| headers.message_id().and_then(notice_of)),
        _ => None,
    });
    let named = |value: &mail_parser::HeaderValue<'_>| {
        value.as_text_list().and_then(|all| all.iter().find_map(|one| notice_of(one)))
    };
    inside.or_else(|| named(message.in_reply_to())).or_else(|| named(message.references()))
}

fn is(part: &mail_parser::MessagePart<'_>, kind: &str, sub: &str) -> bool {
    part.content_type().is_some_and(|of| {
        of.ctype().eq_ignore_ascii_case(kind) && of.subtype().is_some_and(|of| of.eq_ignore_ascii_case(sub))
    })
}

/// The most parts that a message is taken apart into.
const MOST_PARTS: usize = 100;

/// Whether a message has more parts than any has that a person or a mail server wrote. Parts within parts are let go
/// of one within the other, and thousands of them break the program.
#[must_use]
pub fn is_crowded(bytes: &[u8]) -> bool {
    const PART: &[u8] = b"content-type";
    bytes.windows(PART.len()).filter(|at| at.eq_ignore_ascii_case(PART)).count() > MOST_PARTS
}

/// As much of a message as is taken apart, of at most so many bytes. Of one that holds others it is less: each is kept
/// by the library with all that is within it, so that thousands of them, which may be encoded and so not counted
/// before, take the square of their length in memory.
#[must_use]
pub fn taken_apart(bytes: &[u8], most: usize) -> &[u8] {
    const HOLDING_OTHERS: usize = 64 * 1024;
    let bytes = bytes.get(..most).unwrap_or(bytes);
    let names = |word: &[u8]| bytes.windows(word.len()).any(|at| at.eq_ignore_ascii_case(word));
    let holds_others = [&b"rfc822"[..], b"global", b"digest"].into_iter().any(names);
    if holds_others { bytes.get(..HOLDING_OTHERS).unwrap_or(bytes) } else { bytes }
}

/// What a message says.
#[must_use]
pub fn returned(bytes: &[u8]) -> Returned {
    /// The most that is read of it, in bytes: what a mail server says stands before what it gives back.
    const MOST: usize = 1024 * 1024;
    let bytes = taken_apart(bytes, MOST);
    if is_crowded(bytes) {
        return Returned::Other;
    }
    let Some(message) = MessageParser::default().parse(bytes) else { return Returned::Other };
    let Some(status) = message.parts.iter().find(|part| is(part, "message", "delivery-status")) else {
        return Returned::Other;
    };
    let status = String::from_utf8_lossy(status.contents()).to_lowercase();
    let has_failed = status.lines().any(|line| {
        line.split_once(':').is_some_and(|(name, value)| name.trim() == "action" && value.trim() == "failed")
    });
    match original(&message) {
        None => Returned::Other,
        Some(_) if !has_failed => Returned::NotYet,
        Some(id) => Returned::Back(id),
    }
}

/// Writes down that a notice came back. Nothing more goes to its reader by that way until somebody has asked them.
/// Answers whether there is such a notice that was sent.
pub fn came_back(house: &House, id: NoticeId) -> Result<bool, Problem> {
    let (centre, program) = (house.centre(), Actor::program(house.centre()));
    house.database().write_blocking(&program, |tx| {
        let permit = tx.ask::<SendNotices>(&Subject::of_centre(centre, centre))?;
        let row = match outbox::one(tx, id) {
            Ok(row) if row.state == NoticeState::Sent => row,
            Ok(_) | Err(Problem::NotFound) => {
                return tx.record(&permit, None, "Something came back that is no notice we sent", false);
            }
            Err(problem) => return Err(problem),
        };
        let to = Becomes::over(NoticeState::Bounced, Some(Because::CameBack));
        outbox::becomes(tx, id, (NoticeState::Sent, None), &to)?;
        if let Some(party) = row.party {
            way::fails(tx, party)?;
        }
        tx.record(&permit, row.family, "A notice came back", true)
    })
}
