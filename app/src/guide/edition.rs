//! A guide as a centre words it: written by one, read through by another, and kept for as long as it was shown.

use super::shipped::{self, Shipped};
use crate::{schema::guide_edition, view::Markdown};
use base::{AccountId, GuideEditionId, Moment, Name, Prose};
use diesel::prelude::*;
use host::{Problem, Recorded, Tx, WriteTx, sign_in};
use policy::{ReviewGuide, SeeGuideTexts, Subject, WriteGuide};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Words a guide.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEdition {
    /// The tag of the language it is written in, for example en or cy.
    pub language: Name,
    /// Whether it is the easy-read version.
    #[serde(default)]
    pub easy: bool,
    /// Its heading.
    pub title: Name,
    /// Its words, in Markdown: ## headings, lists, bold, and the pictures that are there.
    pub words: Prose,
}

/// Says that the words which come with the program were read through and may stay as they are.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AsItComes {
    /// The tag of the language.
    pub language: Name,
    /// Whether it is the easy-read version.
    #[serde(default)]
    pub easy: bool,
}

/// A guide as a centre worded it once.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Edition {
    /// Its identifier.
    pub id: GuideEditionId,
    /// Of which guide.
    pub guide: String,
    /// In which language.
    pub language: String,
    /// Whether it is the easy-read version.
    pub easy: bool,
    /// Which of the centre's editions, from one.
    pub number: i32,
    /// Its heading.
    pub title: String,
    /// Its words, in Markdown.
    pub words: String,
    /// Who worded it; nobody, where the words are those that come with the program.
    pub author: Option<String>,
    /// When.
    pub at: Moment,
    /// Who read it through; readers see it from then on.
    pub reviewer: Option<String>,
    /// When.
    pub reviewed_at: Option<Moment>,
    /// When it was taken away, if it was.
    pub ended_at: Option<Moment>,
}

/// A guide's texts: as they come, and as the centre worded them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GuideTexts {
    /// The guide's name.
    pub guide: String,
    /// Each language and version that comes with the program.
    pub as_they_come: Vec<ShippedText>,
    /// The centre's editions, the newest first.
    pub editions: Vec<Edition>,
}

/// A text that comes with the program.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ShippedText {
    /// In which language.
    pub language: String,
    /// Whether it is the easy-read version.
    pub easy: bool,
    /// Its heading.
    pub title: String,
    /// Its version, from one.
    pub version: u32,
    /// What its facts rest on, and when that was read.
    pub sources: Vec<String>,
    /// Its words, in Markdown.
    pub words: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = guide_edition)]
struct Row {
    id: GuideEditionId,
    guide: String,
    language: String,
    easy: bool,
    number: i32,
    title: String,
    words: String,
    account: Option<AccountId>,
    at: Moment,
    reviewed_by: Option<AccountId>,
    reviewed_at: Option<Moment>,
    ended_at: Option<Moment>,
}

/// The guides of this name that come with the program, of which one is there in English.
fn of_name(guide: &str) -> Result<Vec<&'static Shipped>, Problem> {
    let found: Vec<&Shipped> = shipped::all().iter().filter(|one| one.name == guide).collect();
    if found.is_empty() { Err(Problem::NotFound) } else { Ok(found) }
}

/// The texts of one guide.
pub fn texts(tx: &mut Tx<'_>, guide: &str) -> Result<GuideTexts, Problem> {
    let as_they_come = of_name(guide)?;
    tx.ask::<SeeGuideTexts>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let editions = load(tx, Some(guide))?;
    Ok(GuideTexts {
        guide: guide.to_owned(),
        as_they_come: as_they_come
            .into_iter()
            .map(|one| ShippedText {
                language: one.language.clone(),
                easy: one.easy,
                title: one.title.clone(),
                version: one.version,
                sources: one.sources.clone(),
                words: one.words.clone(),
            })
            .collect(),
        editions,
    })
}

/// Every edition of a centre, the newest first.
pub(super) fn editions(tx: &mut Tx<'_>) -> Result<Vec<Edition>, Problem> {
    tx.ask::<SeeGuideTexts>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    load(tx, None)
}

fn load(tx: &mut Tx<'_>, guide: Option<&str>) -> Result<Vec<Edition>, Problem> {
    let mut rows = guide_edition::table.filter(guide_edition::centre.eq(tx.centre())).into_boxed();
    if let Some(guide) = guide {
        rows = rows.filter(guide_edition::guide.eq(guide.to_owned()));
    }
    let rows: Vec<Row> = rows
        .order((guide_edition::at.desc(), guide_edition::number.desc(), guide_edition::id))
        .limit(500)
        .select(Row::as_select())
        .load(tx.db())?;
    let accounts: Vec<AccountId> =
        rows.iter().flat_map(|row| [row.account, row.reviewed_by]).flatten().collect();
    let names = sign_in::names_of(tx, &accounts)?;
    let name =
        |account: Option<AccountId>| account.map(|account| names.get(&account).cloned().unwrap_or_default());
    Ok(rows
        .into_iter()
        .map(|row| Edition {
            author: name(row.account),
            reviewer: name(row.reviewed_by),
            id: row.id,
            guide: row.guide,
            language: row.language,
            easy: row.easy,
            number: row.number,
            title: row.title,
            words: row.words,
            at: row.at,
            reviewed_at: row.reviewed_at,
            ended_at: row.ended_at,
        })
        .collect())
}

/// What readers of one language see instead of what comes with the program.
pub(super) fn in_force(
    tx: &mut Tx<'_>,
    guide: Option<&str>,
) -> Result<Vec<(String, String, bool, String, String)>, Problem> {
    let mut rows = guide_edition::table
        .filter(
            guide_edition::centre
                .eq(tx.centre())
                .and(guide_edition::reviewed_at.is_not_null())
                .and(guide_edition::ended_at.is_null()),
        )
        .into_boxed();
    if let Some(guide) = guide {
        rows = rows.filter(guide_edition::guide.eq(guide.to_owned()));
    }
    Ok(rows
        .order(guide_edition::number.desc())
        .select((
            guide_edition::guide,
            guide_edition::language,
            guide_edition::easy,
            guide_edition::title,
            guide_edition::words,
        ))
        .load(tx.db())?)
}

fn insert(
    tx: &mut WriteTx<'_>,
    centre: base::CentreId,
    guide: &str,
    (language, easy): (&str, bool),
    (title, words): (&str, &str),
    account: Option<AccountId>,
    reviewed_by: Option<AccountId>,
) -> Result<(), Problem> {
    let last: Option<i32> = guide_edition::table
        .filter(
            guide_edition::centre
                .eq(centre)
                .and(guide_edition::guide.eq(guide))
                .and(guide_edition::language.eq(language))
                .and(guide_edition::easy.eq(easy)),
        )
        .select(diesel::dsl::max(guide_edition::number))
        .first(tx.db())?;
    let id = GuideEditionId::from_random(tx.random());
    diesel::insert_into(guide_edition::table)
        .values((
            guide_edition::id.eq(id),
            guide_edition::centre.eq(centre),
            guide_edition::guide.eq(guide),
            guide_edition::language.eq(language),
            guide_edition::easy.eq(easy),
            guide_edition::number.eq(last.unwrap_or(0) + 1),
            guide_edition::title.eq(title),
            guide_edition::words.eq(words),
            guide_edition::account.eq(account),
            guide_edition::at.eq(tx.now),
            guide_edition::reviewed_by.eq(reviewed_by),
            guide_edition::reviewed_at.eq(reviewed_by.map(|_| tx.now)),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Whether this is written as the tag of a language is: two or three letters, and what follows in groups. Whether anybody
/// speaks it, whoever reads the text through knows.
fn is_a_language(tag: &str) -> bool {
    let is_group = |group: &str, sizes: std::ops::RangeInclusive<usize>| {
        sizes.contains(&group.len()) && group.chars().all(|letter| letter.is_ascii_lowercase())
    };
    let mut groups = tag.split('-');
    tag.len() <= 12
        && groups.next().is_some_and(|first| is_group(first, 2..=3))
        && groups.all(|group| is_group(group, 2..=8))
}

/// Words a guide anew. Readers see it when a second person has read it.
pub fn write(tx: &mut WriteTx<'_>, guide: &str, new: NewEdition) -> Result<Recorded<GuideTexts>, Problem> {
    of_name(guide)?;
    let permit = tx.ask::<WriteGuide>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    if !is_a_language(new.language.as_str()) {
        return Err(Problem::field("/language", "Give the language’s short tag, for example en or cy"));
    }
    if let Some(fault) = Markdown::fault(new.words.as_str()) {
        return Err(Problem::field("/words", fault));
    }
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let what = (new.language.as_str(), new.easy);
    insert(tx, permit.id(), guide, what, (new.title.as_str(), new.words.as_str()), Some(account), None)?;
    let texts = texts(tx, guide)?;
    tx.record(&permit, None, "A guide was worded anew", texts)
}

/// Says that the words which come with the program were read through: from then on readers are not told that
/// nobody has.
pub fn read_as_it_comes(
    tx: &mut WriteTx<'_>,
    guide: &str,
    which: AsItComes,
) -> Result<Recorded<GuideTexts>, Problem> {
    of_name(guide)?;
    let permit = tx.ask::<ReviewGuide>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let shipped = shipped::one(guide, which.language.as_str(), which.easy).ok_or_else(|| {
        Problem::field("/language", "This guide does not come in that language yet: write it first")
    })?;
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let what = (shipped.language.as_str(), shipped.easy);
    insert(tx, permit.id(), guide, what, (&shipped.title, &shipped.words), None, Some(account))?;
    let texts = texts(tx, guide)?;
    tx.record(&permit, None, "A guide was read through as it comes", texts)
}

fn row(tx: &mut Tx<'_>, guide: &str, id: GuideEditionId) -> Result<Row, Problem> {
    Ok(guide_edition::table
        .filter(
            guide_edition::id
                .eq(id)
                .and(guide_edition::guide.eq(guide))
                .and(guide_edition::centre.eq(tx.centre())),
        )
        .select(Row::as_select())
        .first(tx.db())?)
}

/// Says that one has read an edition: readers see it from now on. Whoever wrote it is not who reads it.
pub fn review(
    tx: &mut WriteTx<'_>,
    (guide, id): (String, GuideEditionId),
) -> Result<Recorded<GuideTexts>, Problem> {
    let permit = tx.ask::<ReviewGuide>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    let found = row(tx, &guide, id)?;
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    if found.ended_at.is_some() || found.reviewed_at.is_some() {
        return Err(Refusal::because(
            "not-waiting",
            "This edition does not wait to be read.",
            "Look at the list again.",
        )
        .into());
    }
    if found.account == Some(account) {
        return Err(
            Refusal::because("own-words", "You wrote this yourself.", "Ask a colleague to read it.").into()
        );
    }
    // Readers see the newest that somebody has read; an older one would be read in vain.
    let newer: i64 = guide_edition::table
        .filter(guide_edition::centre.eq(permit.id()).and(guide_edition::guide.eq(&found.guide)))
        .filter(guide_edition::language.eq(&found.language).and(guide_edition::easy.eq(found.easy)))
        .filter(guide_edition::reviewed_at.is_not_null().and(guide_edition::ended_at.is_null()))
        .filter(guide_edition::number.gt(found.number))
        .count()
        .get_result(tx.db())?;
    if newer > 0 {
        return Err(Refusal::because(
            "newer-in-force",
            "A newer edition is in force, and readers would go on seeing that one.",
            "Take what is still needed of this one into a new edition, or take the newer one away first.",
        )
        .into());
    }
    diesel::update(
        guide_edition::table.filter(guide_edition::id.eq(id).and(guide_edition::centre.eq(permit.id()))),
    )
    .set((guide_edition::reviewed_by.eq(account), guide_edition::reviewed_at.eq(tx.now)))
    .execute(tx.db())?;
    let texts = texts(tx, &guide)?;
    tx.record(&permit, None, "A guide was read through", texts)
}

/// Takes an edition away. What was in force before it is again, or what comes with the program.
pub fn end(
    tx: &mut WriteTx<'_>,
    (guide, id): (String, GuideEditionId),
) -> Result<Recorded<GuideTexts>, Problem> {
    let permit = tx.ask::<WriteGuide>(&Subject::of_centre(tx.centre(), tx.centre()))?;
    if row(tx, &guide, id)?.ended_at.is_some() {
        return Err(Refusal::because(
            "edition-gone",
            "This edition is taken away already.",
            "Look at the list again.",
        )
        .into());
    }
    diesel::update(
        guide_edition::table.filter(guide_edition::id.eq(id).and(guide_edition::centre.eq(permit.id()))),
    )
    .set(guide_edition::ended_at.eq(tx.now))
    .execute(tx.db())?;
    let texts = texts(tx, &guide)?;
    tx.record(&permit, None, "A guide’s edition was taken away", texts)
}
