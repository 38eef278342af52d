//! The words that parents, children and the public read. They stand in `app/locales`, a folder for each
//! language, in Fluent's format; a page asks for them by a function that was made for each message of
//! the English folder. See docs/guides/words.md.

mod problem;
mod said;
mod spoken;
mod time;

use said::Said;
pub(crate) use spoken::{Spoken, spoken};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use std::{fmt, sync::LazyLock};

include!(concat!(env!("OUT_DIR"), "/words.rs"));

static OTHERS: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let others = EMBEDDED.iter().filter(|(tag, _)| *tag != Words::ENGLISH);
    others.map(|(tag, files)| Language::read(tag, files)).collect()
});

/// The words of no language: English, set from right to left as it would be read in Arabic, so that anybody sees
/// whether a page holds when it is.
static MIRRORED: LazyLock<Language> = LazyLock::new(|| {
    let mut language = Language::read(crate::front::MIRRORED, &[]);
    language.bundle.set_transform(Some(|text| format!("\u{202e}{text}\u{202c}").into()));
    language
});

/// Languages written from right to left, by the first part of their tag.
const RIGHT_TO_LEFT: &[&str] = &["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"];

static IN_ENGLISH: LazyLock<Language> = LazyLock::new(|| Language::read(Words::ENGLISH, &[]));

/// One language with its messages. What it lacks it says in English; the story of the words does not let
/// it lack anything.
struct Language {
    tag: &'static str,
    bundle: FluentBundle<FluentResource>,
    said: Said,
}

impl Language {
    fn read(tag: &'static str, files: &[&str]) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().unwrap_or_default()]);
        // The marks that isolate a name of another direction would stand in every text that is searched,
        // compared and copied. A language written from right to left has them, with its direction.
        let first = tag.split('-').next().unwrap_or_default();
        bundle.set_use_isolating(RIGHT_TO_LEFT.contains(&first));
        if let Err(error) = bundle.add_builtins() {
            tracing::error!(tag, "the words cannot write numbers: {error}");
        }
        let english = EMBEDDED.iter().filter(|(known, _)| *known == Words::ENGLISH);
        let texts = english.flat_map(|(_, texts)| texts.iter()).chain(files);
        for text in texts {
            let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(rest, faults)| {
                tracing::error!(tag, "some words do not read: {faults:?}");
                rest
            });
            bundle.add_resource_overriding(resource);
        }
        let said = SAID.iter().find(|(known, _)| *known == tag).map(|(_, text)| Said::read(text));
        Self { tag, bundle, said: said.unwrap_or_default() }
    }
}

/// The words, in one language.
#[derive(Clone, Copy)]
pub struct Words(&'static Language);

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({})", self.tag())
    }
}

impl Words {
    /// In English.
    #[must_use]
    pub fn english() -> Self {
        Self(&IN_ENGLISH)
    }

    /// In the language with this tag, or in English where it is not there.
    #[must_use]
    pub fn in_language(tag: &str) -> Self {
        if tag == crate::front::MIRRORED {
            return Self(&MIRRORED);
        }
        OTHERS.iter().find(|language| language.tag == tag).map_or_else(Self::english, Self)
    }

    /// Whether the language is written from right to left.
    #[must_use]
    pub fn is_right_to_left(self) -> bool {
        RIGHT_TO_LEFT.contains(&self.tag().split('-').next().unwrap_or_default())
    }

    /// The tags of the languages there are, English first.
    pub fn tags() -> impl Iterator<Item = &'static str> {
        std::iter::once(Self::ENGLISH).chain(OTHERS.iter().map(|language| language.tag))
    }

    /// Whether the words are there in the language with this tag.
    #[must_use]
    pub fn speak(tag: &str) -> bool {
        Self::tags().any(|known| known == tag)
    }

    /// What a language is called by those who speak it; its tag, where its words are not here.
    #[must_use]
    pub fn name_of(tag: &str) -> String {
        let is_it = |known: &&str| known.split('-').next() == tag.split('-').next();
        Self::tags()
            .find(is_it)
            .map_or_else(|| tag.to_owned(), |known| Self::in_language(known).shell_language_name())
    }

    /// The language's tag, for `<html lang>`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.0.tag
    }

    fn say<const N: usize>(self, id: &str, given: [(&str, FluentValue<'_>); N]) -> String {
        let bundle = &self.0.bundle;
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            return String::new();
        };
        let (given, mut faults) = (FluentArgs::from_iter(given), Vec::new());
        let words = bundle.format_pattern(pattern, Some(&given), &mut faults);
        if !faults.is_empty() {
            tracing::error!(tag = self.tag(), id, "words were not said in full: {faults:?}");
        }
        words.into_owned()
    }
}

/// A number in a sentence.
pub(crate) trait Number: Into<FluentValue<'static>> {}
impl Number for i8 {}
impl Number for i64 {}
impl Number for usize {}
