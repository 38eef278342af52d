//! The fields of a page as they stand there: what a browser would send if somebody pressed the button.

use crate::Typed;

/// Every field of a page that holds something, in order, without the tokens of its forms.
#[must_use]
pub fn filled_in(html: &str) -> Typed {
    let mut fields = Typed::new();
    let mut choosing = String::new();
    for part in html.split('<').skip(1) {
        let (tag, after) = part.split_once('>').unwrap_or((part, ""));
        let name = attribute(tag, "name").unwrap_or_default();
        let value = attribute(tag, "value").unwrap_or_default();
        match tag.split_whitespace().next() {
            Some("input") => {
                let is_choice = matches!(attribute(tag, "type").as_deref(), Some("radio" | "checkbox"));
                if !is_choice || is_marked(tag, "checked") {
                    fields.push((name, value));
                }
            }
            Some("textarea") => fields.push((name, plain(after))),
            Some("select") => choosing = name,
            Some("option") if is_marked(tag, "selected") => fields.push((choosing.clone(), value)),
            _ => {}
        }
    }
    fields.retain(|(name, value)| !name.is_empty() && !name.starts_with('_') && !value.is_empty());
    fields
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| plain(value))
}

fn is_marked(tag: &str, mark: &str) -> bool {
    tag.trim_end_matches('/').split_whitespace().any(|word| word == mark)
}

/// The words that HTML stands for.
fn plain(html: &str) -> String {
    let marks = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    marks.iter().fold(html.to_owned(), |text, (mark, letter)| text.replace(mark, letter))
}
