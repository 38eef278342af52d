//! Words that a centre writes in Markdown, as a page shows them. Only what is named here is shown as more than
//! words: headings, lists, emphasis, our own pictures, and links that lead to a page or dial a number.

use crate::assets;
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

/// Words in Markdown.
#[derive(Clone, Debug)]
pub struct Markdown {
    words: String,
    language: Option<String>,
}

/// Where a guide's pictures are counted from.
const PICTURES: &str = "pictures/";

/// What in Markdown a page does not show, in words for whoever wrote it.
fn refused(event: &Event<'_>) -> Option<&'static str> {
    match event {
        Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => {
            Some("Take out what stands in < and >: the page would show it as it is typed")
        }
        Event::Start(Tag::Heading { level, .. }) if !matches!(level, HeadingLevel::H2 | HeadingLevel::H3) => {
            Some("Begin a heading with ## or ###: the title is the only heading above them")
        }
        Event::Start(Tag::Link { dest_url, .. }) if !leads_somewhere(dest_url) => {
            Some("Let a link begin with https:// or tel:")
        }
        Event::Start(Tag::Image { dest_url, .. }) if picture(dest_url).is_none() => {
            Some("Choose one of the pictures that come with the program: pictures/NAME.svg")
        }
        Event::Start(Tag::CodeBlock(_)) => Some("Begin no line with four spaces"),
        _ => None,
    }
}

/// The address of a picture, if it is one of ours.
fn picture(named: &str) -> Option<String> {
    let name = named.strip_prefix(PICTURES)?;
    Some(assets::address(&format!("guide-{name}"))).filter(|address| !address.is_empty())
}

fn leads_somewhere(address: &str) -> bool {
    ["https://", "tel:", "/"].iter().any(|start| address.starts_with(start)) && !address.starts_with("//")
}

impl Markdown {
    /// These words.
    #[must_use]
    pub fn new(words: impl Into<String>) -> Self {
        Self { words: words.into(), language: None }
    }

    /// Written in the language with this tag, whatever the page is in.
    #[must_use]
    pub fn in_language(mut self, tag: impl Into<String>) -> Self {
        self.language = Some(tag.into());
        self
    }

    /// The tag of the language it is written in, where that is said.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// What a page would not show as it was meant, with how to mend it.
    #[must_use]
    pub fn fault(words: &str) -> Option<&'static str> {
        if words.rfind("<!--").is_some_and(|begins| !words[begins..].contains("-->")) {
            return Some("End the remark that begins with <!-- by -->: nothing after it would be shown");
        }
        let shown = without_remarks(words);
        if shown.trim().is_empty() {
            return Some("Write something that is shown: all of this is a remark");
        }
        Parser::new_ext(&shown, Options::empty()).find_map(|event| refused(&event))
    }

    /// As a page holds it. Whatever is not known is shown as the words it is made of.
    #[must_use]
    pub fn html(&self) -> String {
        let words = without_remarks(&self.words);
        let mut out = String::new();
        html::push_html(&mut out, Parser::new_ext(&words, Options::empty()).filter_map(shown));
        out
    }
}

/// Remarks to whoever edits are for nobody else.
fn without_remarks(words: &str) -> String {
    let mut rest = words;
    let mut kept = String::new();
    while let Some((before, remark)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = remark.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// An event as it may stand on a page.
fn shown(event: Event<'_>) -> Option<Event<'_>> {
    match event {
        // Their letters, escaped.
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::Heading { level, .. }) => Some(Event::Start(Tag::Heading {
            level: under_the_title(level),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        })),
        Event::End(TagEnd::Heading(level)) => Some(Event::End(TagEnd::Heading(under_the_title(level)))),
        Event::Start(Tag::Link { dest_url, .. }) => {
            let href = if leads_somewhere(&dest_url) { dest_url } else { CowStr::Borrowed("#main") };
            Some(Event::Start(Tag::Link {
                link_type: LinkType::Inline,
                dest_url: href,
                title: CowStr::Borrowed(""),
                id: CowStr::Borrowed(""),
            }))
        }
        Event::Start(Tag::Image { dest_url, .. }) => Some(Event::Start(Tag::Image {
            link_type: LinkType::Inline,
            // A picture that is not there leaves what it would show, in words.
            dest_url: picture(&dest_url).unwrap_or_default().into(),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        })),
        Event::Start(
            Tag::HtmlBlock
            | Tag::CodeBlock(_)
            | Tag::FootnoteDefinition(_)
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::MetadataBlock(_),
        )
        | Event::End(
            TagEnd::HtmlBlock
            | TagEnd::CodeBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::MetadataBlock(_),
        ) => None,
        other => Some(other),
    }
}

fn under_the_title(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        _ => HeadingLevel::H3,
    }
}
