//! The pages on which guides are read: by anybody, and by an adult of a family in their own place.

use super::{GuideLine, guide, guides, language_of, need::fits, own_guides};
use crate::{
    front::{Asked, Pages, layout_of},
    view::{Block, Layout, Link, Markdown, Sheet, View, link},
    words::Words,
};
use host::{Problem, Tx};
use policy::{Role, SeeOwnCase, SeePublicPages};
use rules::guide::Facts;

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeePublicPages, ()>("/guides", list_page)
        .show::<SeePublicPages, String>("/guides/{guide}", |tx, name, asked| guide_page(tx, &name, asked))
        .show::<SeeOwnCase, ()>("/my/guides", own_page)
}

/// The words of the page: staff read their pages in English, and a guide as they ask for it.
fn words(tx: &Tx<'_>, asked: &Asked) -> Words {
    if layout_of(tx.actor) == Layout::Staff { Words::english() } else { asked.words() }
}

fn to_guide(line: &GuideLine) -> Link {
    link(line.title.clone(), format!("/guides/{}", line.name))
}

fn list(lines: &[GuideLine]) -> Block {
    Block::Links(lines.iter().map(to_guide).collect())
}

fn list_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = words(tx, asked);
    let found = guides(tx, language_of(asked.words().tag()))?;
    let sheet = Sheet::new(words.guides_title()).lead(words.guides_lead()).with(list(&found.items));
    Ok(View::sheet(layout_of(tx.actor), sheet).back(words.shell_back(), "/"))
}

/// What may help an adult just now, for their first page.
pub(crate) fn for_now(tx: &mut Tx<'_>, facts: &Facts, words: Words) -> Result<Vec<Block>, Problem> {
    let mut now = fits(facts, &guides(tx, language_of(words.tag()))?.items);
    now.truncate(2);
    Ok(if now.is_empty() { Vec::new() } else { vec![Block::Heading(words.guides_now()), list(&now)] })
}

fn own_page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let own = own_guides(tx, language_of(words.tag()))?;
    let mut sheet = Sheet::new(words.guides_title()).lead(words.guides_lead());
    if !own.now.is_empty() {
        sheet = sheet
            .with(Block::Heading(words.guides_now()))
            .with(list(&own.now))
            .with(Block::Heading(words.guides_all()));
    }
    Ok(View::sheet(Layout::Parent, sheet.with(list(&own.all))).back(words.shell_back(), "/"))
}

fn guide_page(tx: &mut Tx<'_>, name: &str, asked: &Asked) -> Result<View, Problem> {
    let words = words(tx, asked);
    let language = asked.get("language").unwrap_or_else(|| language_of(asked.words().tag())).to_owned();
    let guide = guide(tx, name, &language, asked.get("easy").is_some())?;
    let here = format!("/guides/{name}");
    let mut ways = Vec::new();
    if guide.has_other {
        let (text, mark) =
            if guide.easy { (words.guides_in_full(), "") } else { (words.guides_easy(), "&easy=yes") };
        ways.push(link(text, format!("{here}?language={}{mark}", guide.language)));
    }
    let mark = if guide.easy { "&easy=yes" } else { "" };
    for other in guide.languages.iter().filter(|other| **other != guide.language) {
        ways.push(link(Words::name_of(other), format!("{here}?language={other}{mark}")));
    }
    let mut sheet = Sheet::new(guide.title.clone());
    if !ways.is_empty() {
        sheet = sheet.with(Block::Links(ways));
    }
    if !guide.is_read_through {
        sheet = sheet.with(Block::Notice {
            title: words.guides_not_read_through(),
            kind: "warn",
            words: vec![words.guides_not_read_through_about()],
        });
    }
    sheet = sheet.with(Block::Prose(Markdown::new(guide.words).in_language(guide.language)));
    let back = if tx.actor.role == Role::Parent { "/my/guides" } else { "/guides" };
    Ok(View::sheet(layout_of(tx.actor), sheet).back(words.guides_title(), back))
}
