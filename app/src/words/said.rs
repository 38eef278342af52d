//! What rules and fields say when they refuse, in another language. They say it in English, which is what programs and
//! staff read; a language has a file `said.txt` with each sentence and, below it, the same in that language. `{}` stands
//! for what varies; the other sentence may leave that out.

use super::Words;
use std::collections::HashMap;

const VARIES: &str = "{}";

/// The sentences of one language, by their English.
#[derive(Default)]
pub(super) struct Said {
    whole: HashMap<&'static str, &'static str>,
    /// Those in which something varies, the ones that say most first.
    varied: Vec<(&'static str, &'static str)>,
}

impl Said {
    pub(super) fn read(text: &'static str) -> Self {
        let mut said = Self::default();
        let mut lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        while let (Some(english), Some(other)) = (lines.next(), lines.next()) {
            if english.contains(VARIES) {
                said.varied.push((english, other));
            } else {
                said.whole.insert(english, other);
            }
        }
        said.varied.sort_by_key(|(english, _)| std::cmp::Reverse(english.len()));
        said
    }

    fn of(&self, english: &str) -> Option<String> {
        if let Some(other) = self.whole.get(english) {
            return Some((*other).to_owned());
        }
        self.varied.iter().find_map(|(pattern, other)| filled(pattern, other, english))
    }
}

/// The sentence of the other language with what varies in the English one; nothing if it is another sentence.
fn filled(pattern: &str, other: &str, english: &str) -> Option<String> {
    let mut between = pattern.split(VARIES);
    let mut rest = english.strip_prefix(between.next()?)?;
    // Where what varies is English itself, the other language says the sentence without it.
    let is_left_out = !other.contains(VARIES);
    let mut others = other.split(VARIES);
    let mut found = others.next()?.to_owned();
    let mut between = between.peekable();
    while let Some(next) = between.next() {
        // The last piece ends the sentence; of the others the first place where it stands is meant.
        let at = if between.peek().is_none() { rest.strip_suffix(next)?.len() } else { rest.find(next)? };
        if !is_left_out {
            found.push_str(&rest[..at]);
            found.push_str(others.next()?);
        }
        rest = &rest[at + next.len()..];
    }
    Some(found)
}

impl Words {
    /// What a rule or a field says, in this language; in English where the language has no words for it.
    pub(super) fn said(self, english: &str) -> String {
        self.0.said.of(english).unwrap_or_else(|| english.to_owned())
    }

    /// Whether every other language has words for what a rule or a field says.
    #[must_use]
    pub fn are_there_for(english: &str) -> bool {
        super::OTHERS.iter().all(|language| language.said.of(english).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Sentences\n\nToo long\nRhy hir\n\nAt most {} of {}.\n{} o {} ar y mwyaf.\n\nAt most {}.\n{} ar y mwyaf.\n\n\
                        Answer this: {}\nAtebwch hwn\n";

    #[test]
    fn a_sentence_is_said_with_what_varies_in_it() {
        let said = Said::read(TEXT);
        assert_eq!(said.of("Too long").as_deref(), Some("Rhy hir"));
        assert_eq!(said.of("At most 5 of 9.").as_deref(), Some("5 o 9 ar y mwyaf."));
        assert_eq!(said.of("At most 3.").as_deref(), Some("3 ar y mwyaf."));
        assert_eq!(said.of("Answer this: why").as_deref(), Some("Atebwch hwn"));
        assert_eq!(said.of("At least 3."), None);
        assert_eq!(said.of("Too long."), None);
    }

    #[test]
    fn every_language_says_what_varies_as_often_as_english_or_never_and_no_sentence_twice() {
        for (tag, text) in super::super::SAID {
            let blocks: Vec<Vec<&str>> =
                text.split("\n\n").map(|block| block.trim().lines().collect()).collect();
            let mut known = std::collections::BTreeSet::new();
            for block in blocks.iter().filter(|block| block.iter().any(|line| !line.starts_with('#'))) {
                let [english, other] = block[..] else { panic!("{tag}: {block:?} is no pair of lines") };
                let (here, there) = (english.matches(VARIES).count(), other.matches(VARIES).count());
                assert!(there == here || there == 0, "{tag}: {english}");
                assert!(known.insert(english), "{tag}: twice: {english}");
            }
            assert!(!known.is_empty(), "{tag}");
        }
    }
}
