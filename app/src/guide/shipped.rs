//! The guides that come with the program: the files of `guides/`.

use base::Day;
use rules::guide::About;
use rust_embed::RustEmbed;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "../guides"]
struct Files;

/// The language in which every guide is there.
pub const ENGLISH: &str = "en";

/// A guide as it comes with the program.
#[derive(Clone, Debug)]
pub struct Shipped {
    /// Its name, in addresses: `goodbyes`.
    pub name: String,
    /// The tag of its language.
    pub language: String,
    /// Whether it is the easy-read version.
    pub easy: bool,
    /// Its heading.
    pub title: String,
    /// Whom it is for and when.
    pub about: About,
    /// Its version, from one.
    pub version: u32,
    /// When a second person last read it, if somebody has.
    pub reviewed: Option<Day>,
    /// Of a translation: whether somebody who speaks the language has read it.
    pub is_read_by_speaker: bool,
    /// What its facts rest on, and when that was read.
    pub sources: Vec<String>,
    /// Its words, in Markdown.
    pub words: String,
}

/// What keeps a file from being a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoGuide {
    /// The file.
    pub file: String,
    /// What is wrong with it.
    pub why: String,
}

/// Every file of `guides/`, in the order of their names: a guide, or what keeps it from being one.
#[must_use]
pub fn read_all() -> Vec<Result<Shipped, NoGuide>> {
    let mut names: Vec<String> = Files::iter()
        .map(std::borrow::Cow::into_owned)
        .filter(|name| name.contains('/') && name.rsplit('.').next() == Some("md"))
        .collect();
    names.sort();
    names.iter().map(|file| read(file).map_err(|why| NoGuide { file: file.clone(), why })).collect()
}

static ALL: LazyLock<Vec<Shipped>> = LazyLock::new(|| {
    let read = read_all().into_iter().filter_map(|one| {
        one.inspect_err(|no| tracing::error!(file = no.file, "a guide does not read: {}", no.why)).ok()
    });
    read.collect()
});

/// All guides, in every language, plain and easy to read.
#[must_use]
pub fn all() -> &'static [Shipped] {
    &ALL
}

/// One guide.
#[must_use]
pub fn one(name: &str, language: &str, easy: bool) -> Option<&'static Shipped> {
    ALL.iter().find(|guide| guide.name == name && guide.language == language && guide.easy == easy)
}

fn read(file: &str) -> Result<Shipped, String> {
    let (language, name) = file.split_once('/').ok_or("stands in no language's folder")?;
    let name = name.strip_suffix(".md").ok_or("does not end in .md")?;
    let (name, easy) = name.strip_suffix(".easy").map_or((name, false), |name| (name, true));
    let bytes = Files::get(file).ok_or("is not there")?.data;
    let text = std::str::from_utf8(&bytes).map_err(|_| "is not written in UTF-8")?;
    let (front, words) = text
        .strip_prefix("---\n")
        .and_then(|text| text.split_once("\n---\n"))
        .ok_or("does not begin with what it is about, between two lines of ---")?;
    let lines: Vec<(&str, &str)> = front.lines().filter_map(|line| line.split_once(": ")).collect();
    let given = |field: &str| lines.iter().find(|(name, _)| *name == field).map(|(_, value)| value.trim());
    let wanted = |field: &str| given(field).ok_or_else(|| format!("says no `{field}`"));
    let list =
        |field: &str| given(field).unwrap_or("").split(',').map(str::trim).filter(|one| !one.is_empty());
    let about = About {
        reader: wanted("for")?.parse().map_err(|no| format!("`for`: {no}"))?,
        ages: list("ages").map(ages).collect::<Result<_, _>>()?,
        moments: list("when")
            .map(|one| one.parse().map_err(|no| format!("`when`: {no}")))
            .collect::<Result<_, String>>()?,
        tags: list("about").map(str::to_owned).collect(),
    };
    let day = |field: &str| match given(field) {
        None | Some("no") => Ok(None),
        Some(day) => day.parse::<Day>().map(Some).map_err(|no| format!("`{field}`: {no}")),
    };
    Ok(Shipped {
        name: name.to_owned(),
        language: language.to_owned(),
        easy,
        title: wanted("title")?.to_owned(),
        about,
        version: wanted("version")?.parse().map_err(|_| "`version` is no whole number")?,
        reviewed: day("reviewed")?,
        is_read_by_speaker: language == ENGLISH || day("read-by-speaker")?.is_some(),
        sources: lines
            .iter()
            .filter(|(name, _)| *name == "source")
            .map(|(_, value)| (*value).to_owned())
            .collect(),
        words: words.trim().to_owned(),
    })
}

/// `5-7`, or `12+`, in years.
fn ages(text: &str) -> Result<(i32, i32), String> {
    let years = |text: &str| text.parse::<i32>().map_err(|_| format!("`ages`: {text} is no age"));
    match text.strip_suffix('+') {
        Some(from) => Ok((years(from)?, 17)),
        None => {
            let (from, to) =
                text.split_once('-').ok_or_else(|| format!("`ages`: {text} is no span of years"))?;
            Ok((years(from)?, years(to)?))
        }
    }
}
