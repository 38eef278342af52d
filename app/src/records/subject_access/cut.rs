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

/// A text sentence by sentence, and line by line.
fn sentences(text: &str) -> Vec<&str> {
    text.lines()
        .flat_map(|line| line.split_inclusive(['.', '!', '?', ';']))
        .map(str::trim)
        .filter(|one| !one.is_empty())
        .collect()
}
