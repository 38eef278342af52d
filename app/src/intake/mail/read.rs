//! Reading an e-mail that anybody may have sent: its words as text, the names of its files, and nothing else of it.

use crate::{
    intake::enquiry::LetterTold,
    notice::{is_crowded, taken_apart},
};
use host::audit::sha256;
use mail_parser::{Addr, HeaderValue, Message, MessageParser, MimeHeaders};
use std::thread::Builder;

/// The most that is read of an e-mail, in bytes. What stands after that are files, which nobody here opens.
pub const MOST: usize = 1024 * 1024;
/// How much room taking an e-mail apart is given, in bytes. Parts within parts are let go of one within the other, and
/// encoded ones are not seen before they are taken apart: so much is never filled by what is taken apart.
const ROOM: usize = 64 * 1024 * 1024;
/// The most that is kept of its words, in characters.
const MOST_WORDS: usize = 20_000;
/// The most that is kept of a line: a subject, an address, the name of a file.
const MOST_OF_A_LINE: usize = 150;
/// The most files that are named, and the most earlier e-mails that one may answer.
const MOST_NAMED: usize = 20;

/// An e-mail, read.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What it says.
    pub told: LetterTold,
    /// The name it says that its sender goes by.
    pub name: String,
    /// The name that its sender gave the e-mail, as a hash.
    pub own: Option<String>,
    /// Those it answers, as hashes.
    pub answers: Vec<String>,
    /// A hash of all that it says: the same e-mail, however often it comes.
    pub content: String,
}

/// What an e-mail is.
#[derive(Clone, Debug)]
pub enum Read {
    /// Somebody wrote it.
    Letter(Box<Letter>),
    /// A program or a list sent it: a bounce, an answer by itself, a newsletter.
    ByItself,
    /// It is no e-mail.
    Nothing,
}

/// A line as it can be kept and shown: without what cannot be seen or turns round what is read.
fn line(text: &str) -> String {
    shown(text).split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MOST_OF_A_LINE).collect()
}

/// Whether a character is not seen, or turns round what stands after it.
fn misleads(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn shown(text: &str) -> String {
    let is_kept = |c: &char| (!c.is_control() || matches!(c, '\n' | '\t')) && !misleads(*c);
    text.replace("\r\n", "\n").chars().filter(is_kept).collect()
}

fn value<'m>(message: &'m Message<'_>, name: &'static str) -> Option<&'m str> {
    message.header_raw(name).map(str::trim)
}

/// Whether a program or a list sent it (RFC 3834 and what is usual besides).
fn is_by_itself(message: &Message<'_>, from: &str) -> bool {
    let is_submitted =
        value(message, "Auto-Submitted").is_some_and(|how| !how.to_lowercase().starts_with("no"));
    let is_bulk = value(message, "Precedence")
        .is_some_and(|how| ["bulk", "list", "junk", "auto_reply"].contains(&how.to_lowercase().as_str()));
    let is_marked = message.headers_raw().any(|(name, _)| {
        let name = name.to_lowercase();
        name.starts_with("x-auto") || name.starts_with("list-")
    });
    let is_from_nobody = value(message, "Return-Path").is_some_and(|path| path == "<>");
    let is_report = message
        .content_type()
        .is_some_and(|of| of.ctype().eq_ignore_ascii_case("multipart") && of.subtype() == Some("report"));
    let who = from.split('@').next().unwrap_or_default().to_lowercase();
    let is_a_server = ["mailer-daemon", "postmaster"].contains(&who.as_str());
    is_submitted || is_bulk || is_marked || is_from_nobody || is_report || is_a_server
}

fn names(value: &HeaderValue<'_>) -> Vec<String> {
    let all = value.as_text_list().unwrap_or_default();
    all.iter().rev().take(MOST_NAMED).map(|one| sha256(one.trim().as_bytes())).collect()
}

/// Does something with an e-mail on a thread with so much room that nothing in it breaks the program. None where the
/// library gave up on it.
pub(super) fn with_room<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| Builder::new().stack_size(ROOM).spawn_scoped(scope, work).ok()?.join().ok())
}

/// Takes an e-mail apart.
#[must_use]
pub fn read(bytes: &[u8]) -> Read {
    with_room(|| parts_of(bytes)).unwrap_or_else(|| {
        tracing::error!("an e-mail could not be taken apart: it stays where it is");
        Read::Nothing
    })
}

fn parts_of(whole: &[u8]) -> Read {
    let bytes = taken_apart(whole, MOST);
    let was_too_long = bytes.len() < whole.len();
    // One of too many parts is kept without its words.
    let is_crowded = is_crowded(bytes);
    let parser = MessageParser::default();
    let parsed = if is_crowded { parser.parse_headers(bytes) } else { parser.parse(bytes) };
    let Some(message) = parsed else { return Read::Nothing };
    let sender: Option<&Addr<'_>> = message.from().and_then(|from| from.first());
    if sender.is_none() && message.message_id().is_none() && message.date().is_none() {
        return Read::Nothing;
    }
    let from = sender.and_then(|sender| sender.address.as_deref()).map(line).unwrap_or_default();
    if is_by_itself(&message, &from) {
        return Read::ByItself;
    }
    let words: Vec<String> = if is_crowded {
        Vec::new()
    } else {
        (0..message.text_body_count().min(5))
            .filter_map(|at| message.body_text(at))
            .map(|text| shown(&text))
            .collect()
    };
    let words = words.join("\n\n").trim().to_owned();
    let was_cut = was_too_long || is_crowded || words.chars().count() > MOST_WORDS;
    let count = if is_crowded { 0 } else { message.attachment_count() };
    let mut files: Vec<String> = message
        .attachments()
        .take(if is_crowded { 0 } else { MOST_NAMED })
        .map(|file| {
            let name = file.attachment_name().map_or_else(|| "a file without a name".to_owned(), line);
            format!("{name} ({} bytes)", file.len())
        })
        .collect();
    if count > files.len() {
        files.push(format!("and {} more", count - files.len()));
    }
    let told = LetterTold {
        from,
        subject: message.subject().map(line).unwrap_or_default(),
        words: words.chars().take(MOST_WORDS).collect(),
        files,
        was_cut,
    };
    let own = message.message_id().map(|id| sha256(id.trim().as_bytes()));
    let date = value(&message, "Date").unwrap_or_default();
    // One that its sender gave no name is known again as it is, to the letter: taken twice it is read twice, and no
    // question is lost to another that looks like it.
    let known_by = own.clone().unwrap_or_else(|| sha256(whole.get(..MOST).unwrap_or(whole)));
    let said = [&told.from, &told.subject, &told.words, date, &known_by, &told.files.join("\n")];
    let content = sha256(said.join("\u{1f}").as_bytes());
    let mut answers = names(message.in_reply_to());
    answers.extend(names(message.references()));
    answers.truncate(MOST_NAMED);
    let name = sender.and_then(|sender| sender.name.as_deref()).map(line).unwrap_or_default();
    Read::Letter(Box::new(Letter { told, name, own, answers, content }))
}
