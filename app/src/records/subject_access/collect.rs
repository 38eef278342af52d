//! Collecting all that concerns somebody, table by table as the registry says, with whatever they must not have
//! taken out on the way.

use super::{Asker, FactOf, cut};
use crate::{
    child::Drawing,
    records::{
        ask,
        registry::{self, Form, Gives, How, Part, all},
    },
};
use base::{Day, Moment};
use host::{Problem, Tx, seal::Sealed};
use rules::intake::Side;
use serde::Deserialize;
use serde_json::Value;

/// Something that was collected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collected {
    /// From which table.
    pub source: &'static str,
    /// Under which heading.
    pub section: &'static str,
    /// How it goes to the person.
    pub how: How,
    /// Its records.
    pub records: Vec<Vec<FactOf>>,
    /// Whether something was taken out.
    pub was_cut: bool,
}

/// How many records stand in one passage, so that a reviewer sees them together and can still decide on some.
const TOGETHER: usize = 25;

/// Collects all that concerns somebody.
pub fn collect(tx: &mut Tx<'_>, asker: &Asker) -> Result<Vec<Collected>, Problem> {
    let mut collected = Vec::new();
    for table in all() {
        for part in table.parts.iter().filter(|part| asker.kinds.contains(&part.of)) {
            collected.extend(of_part(tx, asker, table.name, part)?);
        }
    }
    Ok(collected)
}

fn of_part(
    tx: &mut Tx<'_>,
    asker: &Asker,
    source: &'static str,
    part: &Part,
) -> Result<Vec<Collected>, Problem> {
    let columns: Vec<&str> = part.gives.iter().map(|gives| gives.column).collect();
    let rows = ask::rows(tx, &columns, (part.from, part.order), &asker.id)?;
    let mut records = Vec::new();
    for mut row in rows {
        for (gives, value) in part.gives.iter().zip(&mut row) {
            if registry::is_sealed(source, gives.column)
                && let Some(sealed) = value.take()
            {
                *value = Some(tx.open_text(&Sealed::kept(sealed))?);
            }
        }
        let Some(facts) = record(asker, part.gives, row) else { continue };
        let (facts, was_cut) = if part.how == How::Own { (facts, false) } else { taken_out(asker, facts) };
        // Of what others wrote, a date alone is not worth reading; of one's own it is.
        let says_something = part.how != How::Judged || facts.iter().any(|(_, is_date)| !is_date);
        if !facts.is_empty() && says_something {
            let facts: Vec<FactOf> = facts.into_iter().map(|(fact, _)| fact).collect();
            records.push((facts, was_cut));
        }
    }
    let together = if part.how == How::Judged { 1 } else { TOGETHER };
    Ok(records
        .chunks(together)
        .map(|chunk| Collected {
            source,
            section: part.section,
            how: part.how,
            records: chunk.iter().map(|(facts, _)| facts.clone()).collect(),
            was_cut: chunk.iter().any(|(_, was_cut)| *was_cut),
        })
        .collect())
}

/// The facts of a row, each with whether it is only a date; none where the row is not this person's.
fn record(asker: &Asker, gives: &[Gives], row: Vec<Option<String>>) -> Option<Vec<(FactOf, bool)>> {
    let mut facts = Vec::new();
    for (gives, value) in gives.iter().zip(row) {
        let Some(value) = value else { continue };
        let is_date = matches!(gives.form, Form::Day | Form::Moment);
        let mut add = |label: &str, value: String| {
            if !value.trim().is_empty() {
                facts.push((FactOf { label: label.to_owned(), value, drawing: None }, is_date));
            }
        };
        match gives.form {
            Form::Text => add(gives.label, value),
            Form::Day => add(gives.label, day(&value)),
            Form::Moment => add(gives.label, moment(&value)),
            Form::Yes => add(gives.label, if matches!(&*value, "1" | "true") { "Yes" } else { "No" }.into()),
            Form::Json(pointer) => {
                let document: Value = serde_json::from_str(&value).ok()?;
                flatten(document.pointer(pointer).unwrap_or(&Value::Null), gives.label, &mut add);
            }
            Form::Drawing(pointer) => {
                let document: Value = serde_json::from_str(&value).ok()?;
                let drawn = document.pointer(pointer).filter(|drawn| !drawn.is_null());
                if let Some(drawing) = drawn.and_then(|drawn| Drawing::deserialize(drawn).ok()) {
                    let (label, value) = (gives.label.to_owned(), "A drawing".to_owned());
                    facts.push((FactOf { label, value, drawing: Some(drawing) }, is_date));
                }
            }
            Form::OwnSide => {
                let side = asker.side.filter(|_| asker.is_main)?;
                let document: Value = serde_json::from_str(&value).ok()?;
                flatten(document.get(side.as_str()).unwrap_or(&Value::Null), gives.label, &mut add);
            }
            Form::OwnHalf => {
                let side = asker.side.filter(|_| asker.is_main)?;
                let document: Value = serde_json::from_str(&value).ok()?;
                // Which half it is, is known only by with whom the children live. If it does not say, it is nobody's.
                let lives = document.pointer("/about/children_live_with_me")?.as_bool()?;
                if lives != (side == Side::Resident) {
                    return None;
                }
                flatten(&document, gives.label, &mut add);
            }
        }
    }
    Some(facts)
}

/// A stored day in words, or as it is stored.
fn day(stored: &str) -> String {
    let number: Option<i32> = stored.parse().ok();
    let read = number.and_then(|number| {
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    });
    read.map_or_else(|| stored.to_owned(), Day::words)
}

/// A stored moment in words, or as it is stored.
fn moment(stored: &str) -> String {
    let read = stored.parse().ok().and_then(|number| Moment::from_microseconds(number).ok());
    read.map_or_else(|| stored.to_owned(), Moment::words)
}

/// What stands in a document, fact by fact, each under the name of its field.
fn flatten(value: &Value, label: &str, add: &mut impl FnMut(&str, String)) {
    match value {
        Value::Null => {}
        Value::Bool(yes) => add(label, if *yes { "Yes" } else { "No" }.to_owned()),
        Value::Number(number) => add(label, number.to_string()),
        // An identifier says nothing to a person.
        Value::String(text) if is_identifier(text) => {}
        Value::String(text) => add(label, text.clone()),
        Value::Array(items) => items.iter().for_each(|item| flatten(item, label, add)),
        Value::Object(fields) => {
            for (name, field) in fields {
                flatten(field, &spoken(name), add);
            }
        }
    }
}

fn is_identifier(text: &str) -> bool {
    text.len() == 36 && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}

/// A field's name as words: `when_it_is_safe` is "When it is safe".
fn spoken(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The facts without what the person must not have, and whether anything was taken out.
fn taken_out(asker: &Asker, facts: Vec<(FactOf, bool)>) -> (Vec<(FactOf, bool)>, bool) {
    let mut was_cut = false;
    let mut kept = Vec::new();
    for (fact, is_date) in facts {
        match cut(&asker.forbidden, &fact.value) {
            Some(value) => {
                was_cut |= value != fact.value;
                kept.push((FactOf { value, ..fact }, is_date));
            }
            None => was_cut = true,
        }
    }
    // Facts that pass one by one may still spell an address together.
    let together: Vec<&str> = kept.iter().map(|(fact, _)| fact.value.as_str()).collect();
    if asker.forbidden.check(&together.join(" ")).is_err() {
        return (Vec::new(), true);
    }
    (kept, was_cut)
}
