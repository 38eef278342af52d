//! The words that bring somebody to read a child's answer: those the program comes with, and what the centre adds
//! or takes away. Each change is a row; the last one about a word counts.

use crate::{schema::child_word, words::Words};
use base::{AccountId, ChildAnswerId, Name};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx};
use policy::{KeepChildWords, Permit, SeeChildWords, Subject};
use rules::child::{Listed, default_words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The most changes a centre makes to a list.
const MOST_CHANGES: i64 = 2000;

/// One word or a few in a row.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChildWord {
    /// The words, in small letters.
    pub words: String,
    /// Whether the centre added it.
    pub added: bool,
}

/// The list of one language.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChildWords {
    /// Of which language.
    pub language: String,
    /// What is listed, in the order of the alphabet.
    pub items: Vec<ChildWord>,
    /// What the program comes with and the centre has taken away.
    pub taken_away: Vec<String>,
}

/// Adds a word or takes one away.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewChildWord {
    /// The word, or a few in a row.
    pub words: Name,
    /// Whether it is to be listed from now on.
    pub listed: bool,
    /// Of which language: en-GB or cy. English when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Name>,
}

const LANGUAGES: [&str; 2] = ["en-GB", "cy"];

fn changes(tx: &mut Tx<'_>, language: &str) -> Result<BTreeMap<String, bool>, Problem> {
    let rows: Vec<(String, bool)> = child_word::table
        .filter(child_word::centre.eq(tx.centre()).and(child_word::language.eq(language)))
        .order((child_word::at, child_word::id))
        .limit(MOST_CHANGES)
        .select((child_word::words, child_word::listed))
        .load(tx.db())?;
    Ok(rows.into_iter().collect())
}

/// What is listed now, for the rule: of every language, because a child says some things in the language of home
/// whatever the page is written in.
pub(super) fn current(tx: &mut Tx<'_>) -> Result<Vec<Listed>, Problem> {
    let mut found = Vec::new();
    for language in LANGUAGES {
        let items = listed(tx, language)?.items.into_iter();
        found.extend(items.map(|word| Listed { words: word.words, language: language.to_owned() }));
    }
    Ok(found)
}

fn listed(tx: &mut Tx<'_>, language: &str) -> Result<ChildWords, Problem> {
    let changes = changes(tx, language)?;
    let comes_with = default_words(language);
    let kept = comes_with.iter().filter(|word| changes.get(**word) != Some(&false));
    let mut items: Vec<ChildWord> =
        kept.map(|word| ChildWord { words: (*word).to_owned(), added: false }).collect();
    let added = changes.iter().filter(|(word, listed)| **listed && !comes_with.contains(&word.as_str()));
    items.extend(added.map(|(word, _)| ChildWord { words: word.clone(), added: true }));
    items.sort_by(|one, other| one.words.cmp(&other.words));
    let taken_away = comes_with
        .iter()
        .filter(|word| changes.get(**word) == Some(&false))
        .map(|word| (*word).to_owned())
        .collect();
    Ok(ChildWords { language: language.to_owned(), items, taken_away })
}

/// The words of the list, in English.
pub fn child_words(tx: &mut Tx<'_>) -> Result<ChildWords, Problem> {
    tx.ask::<SeeChildWords>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    listed(tx, Words::english().tag())
}

/// Adds a word to the list, or takes one away.
pub fn keep_child_word(tx: &mut WriteTx<'_>, new: NewChildWord) -> Result<Recorded<ChildWords>, Problem> {
    let permit = tx.ask::<KeepChildWords>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let language = new.language.as_ref().map_or(Words::english().tag(), Name::as_str).to_owned();
    if !LANGUAGES.contains(&language.as_str()) {
        return Err(Problem::field("/language", "Choose en-GB or cy"));
    }
    let words = new.words.as_str().to_lowercase().replace(['\'', '’'], "");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if !words.chars().any(char::is_alphanumeric) {
        return Err(Problem::field("/words", "Enter a word, or a few in a row"));
    }
    let is_known = listed(tx, &language)?.items.iter().any(|word| word.words == words);
    if new.listed && is_known {
        return Err(Problem::field("/words", "This is on the list already"));
    }
    if !new.listed && !is_known {
        return Err(Problem::field("/words", "This is not on the list"));
    }
    insert(tx, &permit, (&language, &words, new.listed))?;
    let list = listed(tx, &language)?;
    let summary = if new.listed {
        "A word was added to those that bring somebody to read a child’s answer"
    } else {
        "A word was taken from those that bring somebody to read a child’s answer"
    };
    tx.record(&permit, None, summary, list)
}

fn insert(
    tx: &mut WriteTx<'_>,
    _: &Permit<KeepChildWords>,
    (language, words, is_listed): (&str, &str, bool),
) -> Result<(), Problem> {
    let account: AccountId = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::insert_into(child_word::table)
        .values((
            // A row that nothing refers to: it needs no kind of identifier of its own.
            child_word::id.eq(ChildAnswerId::from_random(tx.random())),
            child_word::centre.eq(tx.centre()),
            child_word::language.eq(language),
            child_word::words.eq(words),
            child_word::listed.eq(is_listed),
            child_word::account.eq(account),
            child_word::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}
