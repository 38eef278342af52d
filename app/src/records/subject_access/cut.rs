//! Taking out, by removal, whatever holds what a reader may not have. Nothing marks the place.

use host::gate::Forbidden;

/// The text without the sentences that hold something forbidden; none if nothing is left or it cannot be taken
/// out sentence by sentence.
#[must_use]
pub fn cut(forbidden: &Forbidden, text: &str) -> Option<String> {
    if forbidden.check(text).is_ok() {
        return Some(text.to_owned());
    }
    let kept: Vec<&str> = sentences(text).into_iter().filter(|one| forbidden.check(one).is_ok()).collect();
    let kept = kept.join(" ");
    // An address may run over the end of a sentence: then the whole text goes.
    (!kept.is_empty() && forbidden.check(&kept).is_ok()).then_some(kept)
}

/// A text sentence by sentence, and line by line. A full stop within a word, as in an address of the web, ends none.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for line in text.lines() {
        let (mut from, mut letters) = (0, line.char_indices().peekable());
        while let Some((at, letter)) = letters.next() {
            let ends = matches!(letter, '.' | '!' | '?' | ';');
            if ends && letters.peek().is_none_or(|(_, next)| next.is_whitespace()) {
                let until = at + letter.len_utf8();
                found.push(line[from..until].trim());
                from = until;
            }
        }
        found.push(line[from..].trim());
    }
    found.retain(|one| !one.is_empty());
    found
}
