//! Guides as readers see them.

use super::{
    edition,
    shipped::{self, ENGLISH, Shipped},
};
use host::{Problem, Tx};
use policy::{SeePublicPages, Subject};
use rules::guide::{GuideMoment, Reader};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// In which language guides are wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct GuidesWanted {
    /// The tag of the language, for example cy; English where it is not there.
    pub language: Option<String>,
}

/// In which language and version a guide is wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct GuideWanted {
    /// The tag of the language, for example cy; English where it is not there.
    pub language: Option<String>,
    /// Whether the easy-read version is wanted.
    pub easy: Option<bool>,
}

/// The guides there are.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Guides {
    /// Each of them, by title.
    pub items: Vec<GuideLine>,
}

/// A guide in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GuideLine {
    /// Its name, as its address has it.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// The language it is there in.
    pub language: String,
    /// When it is meant to be read.
    pub moments: Vec<GuideMoment>,
    /// Whether there is an easy-read version.
    pub has_easy: bool,
}

/// A guide.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Guide {
    /// Its name, as its address has it.
    pub name: String,
    /// Its heading.
    pub title: String,
    /// The language it is written in.
    pub language: String,
    /// The languages it is there in.
    pub languages: Vec<String>,
    /// Whether it is the easy-read version.
    pub easy: bool,
    /// Whether there is another version, plain where this is easy to read and the other way round.
    pub has_other: bool,
    /// Whether somebody at this centre has read these words through, or somebody who speaks the language.
    pub is_read_through: bool,
    /// Its words, in Markdown.
    pub words: String,
}

/// The guides that are for adults: plain versions in English, as they come.
pub(super) fn for_adults() -> impl Iterator<Item = &'static Shipped> {
    shipped::all()
        .iter()
        .filter(|guide| guide.language == ENGLISH && !guide.easy && guide.about.reader != Reader::Child)
}

/// The language of guides for a tag of the interface's: `en` for `en-GB`.
#[must_use]
pub fn language_of(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(ENGLISH)
}

/// The guides for adults, by title.
pub fn guides(tx: &mut Tx<'_>, language: &str) -> Result<Guides, Problem> {
    tx.ask::<SeePublicPages>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let ours = edition::in_force(tx, None)?;
    let mut items: Vec<GuideLine> = for_adults()
        .map(|guide| {
            let is = |tag: &str, easy: bool| {
                let ours = ours
                    .iter()
                    .find(|(name, of, is_easy, ..)| *name == guide.name && of == tag && *is_easy == easy);
                ours.map(|(_, _, _, title, ..)| title.clone())
                    .or_else(|| shipped::one(&guide.name, tag, easy).map(|one| one.title.clone()))
            };
            let (title, language) = match is(language, false) {
                Some(title) => (title, language.to_owned()),
                None => (is(ENGLISH, false).unwrap_or_else(|| guide.title.clone()), ENGLISH.to_owned()),
            };
            let has_easy = is(&language, true).is_some();
            let moments = guide.about.moments.clone();
            GuideLine { name: guide.name.clone(), title, language, moments, has_easy }
        })
        .collect();
    items.sort_by(|one, other| one.title.cmp(&other.title));
    Ok(Guides { items })
}

/// One guide: in the language that is wanted, or in English.
pub fn guide(tx: &mut Tx<'_>, name: &str, language: &str, easy: bool) -> Result<Guide, Problem> {
    tx.ask::<SeePublicPages>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let base = for_adults().find(|guide| guide.name == name).ok_or(Problem::NotFound)?;
    let ours = edition::in_force(tx, Some(name))?;
    let found = |tag: &str, easy: bool| {
        let ours = ours.iter().find(|(_, of, is_easy, ..)| of == tag && *is_easy == easy);
        ours.map(|(_, _, _, title, words)| (title.clone(), words.clone(), true)).or_else(|| {
            shipped::one(name, tag, easy).map(|one| {
                // The English is written by whoever makes the program; a translation waits for one who speaks it.
                (one.title.clone(), one.words.clone(), one.is_read_by_speaker)
            })
        })
    };
    let mut languages: Vec<String> = shipped::all()
        .iter()
        .filter(|one| one.name == base.name && !one.easy)
        .map(|one| one.language.clone())
        .chain(ours.iter().filter(|(_, _, easy, ..)| !easy).map(|(_, of, ..)| of.clone()))
        .collect();
    languages.sort();
    languages.dedup();
    let wanted = [(language, easy), (language, false), (ENGLISH, easy), (ENGLISH, false)];
    let ((language, easy), (title, words, is_read_through)) = wanted
        .into_iter()
        .find_map(|what| found(what.0, what.1).map(|texts| (what, texts)))
        .ok_or(Problem::NotFound)?;
    Ok(Guide {
        name: name.to_owned(),
        title,
        languages,
        has_other: found(language, !easy).is_some(),
        language: language.to_owned(),
        easy,
        is_read_through,
        words,
    })
}
