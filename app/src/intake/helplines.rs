//! What to do at an hour when nobody here answers: 999, and helplines that are not ours.

use crate::{
    view::{Block, Fact, Sheet, fact},
    words::Words,
};
use base::Day;
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

/// A helpline, as its source publishes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Helpline {
    name: String,
    number: String,
    /// The source.
    r#where: String,
    /// When somebody read the number there, if anybody did.
    checked: Option<Day>,
    /// For whom it is, by language.
    about: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Helplines {
    helpline: Vec<Helpline>,
}

/// The list that comes with the program. A story reads it: were it unreadable, 999 would still stand above it.
static HELPLINES: LazyLock<Helplines> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/helplines.toml")).unwrap_or_default());

impl Helpline {
    fn fact(&self, words: Words) -> Fact {
        let about =
            self.about.get(words.tag()).or_else(|| self.about.get("en-GB")).cloned().unwrap_or_default();
        let read = match self.checked {
            Some(day) => words.helplines_checked(&words.day(day), &self.r#where),
            None => words.helplines_as_published(&self.r#where),
        };
        fact(self.name.clone(), format!("{}. {about} {read}", self.number))
    }
}

/// The numbers of helplines, as they are written.
pub(crate) fn numbers() -> impl Iterator<Item = &'static str> {
    HELPLINES.helpline.iter().map(|line| line.number.as_str())
}

/// A page with what to do in danger, and who else answers, below what it holds.
pub(super) fn below(sheet: Sheet, words: Words) -> Sheet {
    sheet
        .with(Block::Heading(words.helplines_title()))
        .with(Block::Notice {
            title: words.helplines_danger(),
            kind: "bad",
            words: vec![words.helplines_danger_silent()],
        })
        .with(Block::Words(words.helplines_others()))
        .with(Block::Facts(HELPLINES.helpline.iter().map(|line| line.fact(words)).collect()))
}
