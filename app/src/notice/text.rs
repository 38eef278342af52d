//! The words that go out. There are no others (R27).

use crate::words::Words;
use rules::notice::NoticeKind;
use serde::Serialize;
use utoipa::ToSchema;

/// A notice as it goes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Written {
    /// What an e-mail is headed by. A text message has no heading.
    pub subject: String,
    /// What it says.
    pub body: String,
}

/// The words of a notice, behind the person's own code word where they chose one.
#[must_use]
pub fn written(words: Words, kind: NoticeKind, code_word: Option<&str>) -> Written {
    let plain = match kind {
        NoticeKind::ToRead => words.notice_to_read(),
        NoticeKind::Soon => words.notice_soon(),
        NoticeKind::Guide => words.notice_guide(),
        NoticeKind::CallKept => words.notice_call_kept(),
        NoticeKind::CallSoon => words.notice_call_soon(),
        NoticeKind::Test => words.notice_test(),
    };
    let body = match code_word {
        Some(word) => words.notice_with_code_word(word, &plain),
        None => plain,
    };
    Written { subject: words.notice_subject(), body }
}
