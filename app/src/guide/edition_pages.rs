//! The pages on which a centre words its guides.

use super::{
    AsItComes, Edition, NewEdition, ShippedText, edition, end, read_as_it_comes, review, shown::for_adults,
    texts, write,
};
use crate::{
    front::{Asked, Goto, Pages},
    view::{Block, Button, Cell, Form, Kind, Layout, Markdown, Sheet, View, field, link, tag},
    words::Words,
};
use base::GuideEditionId;
use host::{Problem, Tx, api::Nothing};
use policy::{ReviewGuide, SeeGuideTexts, Subject, WriteGuide};

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeGuideTexts, ()>("/guide-texts", list_page)
        .show::<SeeGuideTexts, String>("/guide-texts/{guide}", page)
        .submit::<WriteGuide, String, NewEdition, _>(
            "/guide-texts/{guide}",
            |tx, name, new| write(tx, &name, new),
            |name, _| to(name),
            page,
        )
        .submit::<ReviewGuide, String, AsItComes, _>(
            "/guide-texts/{guide}/as-it-comes",
            |tx, name, which| read_as_it_comes(tx, &name, which),
            |name, _| to(name),
            page,
        )
        .submit::<ReviewGuide, (String, GuideEditionId), Nothing, _>(
            "/guide-texts/{guide}/{edition}/review",
            |tx, at, _| review(tx, at),
            |(name, _), _| to(name),
            |tx, (name, _), asked| page(tx, name, asked),
        )
        .submit::<WriteGuide, (String, GuideEditionId), Nothing, _>(
            "/guide-texts/{guide}/{edition}/ending",
            |tx, at, _| end(tx, at),
            |(name, _), _| to(name),
            |tx, (name, _), asked| page(tx, name, asked),
        )
}

fn to(name: &str) -> Goto {
    Goto::to(format!("/guide-texts/{name}")).saying("saved")
}

fn is_in_force(edition: &Edition) -> bool {
    edition.reviewed_at.is_some() && edition.ended_at.is_none()
}

fn list_page(tx: &mut Tx<'_>, (): (), _: &Asked) -> Result<View, Problem> {
    let editions = edition::editions(tx)?;
    let rows = for_adults()
        .map(|guide| {
            let of_it: Vec<&Edition> = editions.iter().filter(|one| one.guide == guide.name).collect();
            let waits = of_it.iter().any(|one| one.reviewed_at.is_none() && one.ended_at.is_none());
            let english =
                of_it.iter().find(|one| is_in_force(one) && one.language == super::ENGLISH && !one.easy);
            let state = match (waits, english) {
                (true, _) => tag("Waits to be read", "orange"),
                (false, Some(one)) if one.author.is_none() => tag("Read through as it comes", "green"),
                (false, Some(_)) => tag("In your words", "green"),
                (false, None) => tag("As it comes", "grey"),
            };
            vec![Cell::link(guide.title.clone(), format!("/guide-texts/{}", guide.name)), state]
        })
        .collect();
    let sheet = Sheet::new("Guides for parents")
        .lead("They come with the program. Word them as your centre works; a second person reads each before parents do.")
        .with(Block::Table {
            caption: "Guides for parents".into(),
            head: vec!["Guide".into(), "State".into()],
            rows,
        });
    Ok(View::sheet(Layout::Staff, sheet).back("Centre", "/centre"))
}

fn kind_of(language: &str, easy: bool) -> String {
    format!("{}{}", Words::name_of(language), if easy { ", easy read" } else { "" })
}

fn page(tx: &mut Tx<'_>, name: String, asked: &Asked) -> Result<View, Problem> {
    let texts = texts(tx, &name)?;
    let centre = Subject::of_centre(tx.centre(), tx.centre());
    let (may_write, may_review) = (tx.might::<WriteGuide>(&centre), tx.might::<ReviewGuide>(&centre));
    let language = asked.get("language").unwrap_or(super::ENGLISH).to_owned();
    let easy = asked.get("easy").is_some();
    let shipped = texts.as_they_come.iter().find(|one| one.language == language && one.easy == easy);
    let ours =
        texts.editions.iter().find(|one| is_in_force(one) && one.language == language && one.easy == easy);
    let heading = texts
        .as_they_come
        .iter()
        .find(|one| one.language == super::ENGLISH && !one.easy)
        .map_or_else(|| name.clone(), |one| one.title.clone());
    let here = format!("/guide-texts/{name}");
    let mut sheet = Sheet::new(heading).over("Guides for parents").with(Block::Links(
        texts
            .as_they_come
            .iter()
            .map(|one| {
                let mark = if one.easy { "&easy=yes" } else { "" };
                link(kind_of(&one.language, one.easy), format!("{here}?language={}{mark}", one.language))
            })
            .chain([link("As parents see it", format!("/guides/{name}"))])
            .collect(),
    ));
    for waiting in texts.editions.iter().filter(|one| one.reviewed_at.is_none() && one.ended_at.is_none()) {
        let at = format!("{here}/{}", waiting.id);
        let buttons = [
            may_review.then(|| {
                let state = asked.form_to(&format!("{at}/review"));
                Button::post("I have read it: show it to parents", format!("{at}/review"), &state)
            }),
            may_write.then(|| {
                let state = asked.form_to(&format!("{at}/ending"));
                Button::post("Take it away", format!("{at}/ending"), &state).secondary()
            }),
        ];
        sheet = sheet
            .with(Block::Heading(format!("Waits to be read: {}", kind_of(&waiting.language, waiting.easy))))
            .with(Block::Words(format!(
                "{} wrote this on {}. Somebody else reads it, and asks of each sentence what the other parent \
                 would learn from it.",
                waiting.author.clone().unwrap_or_default(),
                waiting.at.day().words()
            )))
            .with(Block::Prose(Markdown::new(waiting.words.clone()).in_language(waiting.language.clone())))
            .with(Block::Buttons(buttons.into_iter().flatten().collect()));
    }
    sheet = in_force(sheet, &here, (shipped, ours), (may_write, may_review), asked);
    if may_write {
        let words = ours.map(|one| (&one.title, &one.words)).or(shipped.map(|one| (&one.title, &one.words)));
        let stored = serde_json::json!({
            "language": language,
            "title": words.map(|(title, _)| title),
            "words": words.map(|(_, words)| words),
        });
        let fields = vec![
            field("language", "", Kind::Hidden(language.clone())),
            field("easy:bool", "", Kind::Hidden(if easy { "yes" } else { "no" }.to_owned())),
            field("title", "Its heading", Kind::Text),
            field("words", "Its words", Kind::Long(24))
                .hint("## begins a heading, - a line of a list, **two stars** make bold."),
        ];
        sheet = sheet
            .with(Block::Heading(format!("Word it anew: {}", kind_of(&language, easy))))
            .form(Form::new(&here, asked.form_to_of(&here, &stored), fields, "Ask a colleague to read it"));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Guides for parents", "/guide-texts"))
}

/// What parents see now, and where its facts are from.
fn in_force(
    sheet: Sheet,
    here: &str,
    (shipped, ours): (Option<&ShippedText>, Option<&Edition>),
    (may_write, may_review): (bool, bool),
    asked: &Asked,
) -> Sheet {
    let sheet = sheet.with(Block::Heading("What parents see now".into()));
    match (ours, shipped) {
        (Some(one), _) => {
            let by = match (&one.author, &one.reviewer) {
                (Some(author), Some(reviewer)) => format!("Written by {author} and read by {reviewer}"),
                (_, reviewer) => format!(
                    "As it comes with the program, read through by {}",
                    reviewer.clone().unwrap_or_default()
                ),
            };
            let at = format!("{here}/{}/ending", one.id);
            let away = Button::post("Go back to what was before", &at, &asked.form_to(&at)).secondary();
            sheet
                .with(Block::Words(format!(
                    "{by} on {}.",
                    one.reviewed_at.map_or_else(String::new, |at| at.day().words())
                )))
                .with_if(may_write, || Block::Buttons(vec![away]))
        }
        (None, Some(one)) => {
            let at = format!("{here}/as-it-comes");
            let read = Button::post("I have read it through: it may stay", &at, &asked.form_to(&at))
                .value("language", one.language.clone())
                .value("easy:bool", if one.easy { "yes" } else { "no" });
            let mut said = vec![format!(
                "The words that come with the program, version {}. Nobody here has read them through.",
                one.version
            )];
            said.extend(one.sources.iter().map(|source| format!("Source: {source}")));
            let sheet = said.into_iter().fold(sheet, |sheet, words| sheet.with(Block::Words(words)));
            sheet.with_if(may_review, || Block::Buttons(vec![read]))
        }
        (None, None) => sheet.with(Block::Words("Nothing in this language yet.".into())),
    }
}
