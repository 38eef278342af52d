//! What holds for every destruction that one proposes and another decides.

use base::Prose;
use host::Problem;
use rules::Refusal;

/// Nothing is proposed twice.
pub(super) fn proposed_already() -> Problem {
    Refusal::because("proposed-already", "This has been proposed already.", "Somebody else decides it.")
        .into()
}

/// Nothing is decided twice.
pub(super) fn decided_already() -> Problem {
    Refusal::because(
        "decided-already",
        "This has been decided already.",
        "Read the line in the destruction log.",
    )
    .into()
}

/// Whoever proposes does not decide.
pub(super) fn same_person() -> Problem {
    Refusal::because(
        "same-person",
        "Whoever proposes a destruction does not decide it.",
        "Ask a colleague who may decide it to look at it.",
    )
    .into()
}

/// Whether words that stay in the log have a part of one of these names in them.
pub(super) fn name_any<'a>(words: &Prose, names: impl IntoIterator<Item = &'a str>) -> bool {
    let parts = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect()
    };
    let written = parts(words.as_str());
    names.into_iter().flat_map(parts).any(|name| name.chars().count() > 2 && written.contains(&name))
}
