//! The outbound gate: whatever leaves the building for a person passes here, and does not pass if it
//! holds what that person may not know (R25). It refuses; it does not warn and it does not mend.

use base::{Day, Moment};
use rules::{Refusal, Rule};
use serde_json::Value;

/// The values one recipient must never receive: the other side's addresses, numbers and the like.
#[derive(Clone, Debug, Default)]
pub struct Forbidden {
    folded: Vec<String>,
    known: Vec<String>,
}

/// Letters and digits only, in lower case: a postcode without its space is still the postcode. The sign in an e-mail
/// address stays, so that the words of one are not found where they stand as ordinary words.
fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || *c == '@').flat_map(char::to_lowercase).collect()
}

/// Whether the program made this text, and nobody wrote it: a moment, a day, an identifier.
fn is_made_here(text: &str) -> bool {
    let is_identifier = text.len() == 36 && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    is_identifier || text.parse::<Moment>().is_ok() || text.parse::<Day>().is_ok()
}

/// The forms in which a value is looked for: whole, line by line, as a number, and a street without the number of its
/// house.
fn forms_of(value: &str) -> Vec<String> {
    std::iter::once(value)
        .chain(value.split([',', '\n']))
        .flat_map(|value| {
            let plain = fold(value);
            // A British number is written with 0 or +44 in front; both are the number.
            let digits: String = value.chars().filter(char::is_ascii_digit).collect();
            let national = digits.strip_prefix("44").or_else(|| digits.strip_prefix('0'));
            let number = national.filter(|rest| rest.len() >= 9).map(str::to_owned);
            [Some(plain), number, street_of(value)]
        })
        .flatten()
        .filter(|value| value.chars().count() >= SHORTEST)
        .collect()
}

/// The street of a line like "12 Hidden Mews": a number and at least two words. A single word may be a town.
fn street_of(line: &str) -> Option<String> {
    let (house, street) = line.trim().split_once(char::is_whitespace)?;
    let is_house = house.starts_with(|c: char| c.is_ascii_digit()) && house.len() <= 5;
    let is_street = street.split_whitespace().count() >= 2 && !street.contains(|c: char| c.is_ascii_digit());
    (is_house && is_street).then(|| fold(street))
}

/// Values shorter than this, folded, would be found in ordinary words by chance.
const SHORTEST: usize = 5;

impl Forbidden {
    /// Collects values; those too short to be told from ordinary words are left out. An address is
    /// also forbidden line by line.
    #[must_use]
    pub fn of<'a>(values: impl IntoIterator<Item = &'a str>) -> Self {
        let mut folded: Vec<String> = values.into_iter().flat_map(forms_of).collect();
        folded.sort();
        folded.dedup();
        Self { folded, known: Vec::new() }
    }

    /// The same without what the reader's own record holds, in whatever form.
    #[must_use]
    pub fn but_for<'a>(mut self, own: impl IntoIterator<Item = &'a str>) -> Self {
        let own: Vec<String> = own.into_iter().flat_map(forms_of).collect();
        self.folded.retain(|value| !own.contains(value));
        self
    }

    /// The same for readers who all hold a paper with these courts' names on it: a name may stand as a
    /// whole, also where an address has the same town. No part of it may stand alone, and what has a
    /// number in it, or does not say that it is a court, is no such name.
    #[must_use]
    pub fn naming_courts<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        let is_court = |name: &String| name.contains("court") && !name.contains(|c: char| c.is_numeric());
        self.known = names.into_iter().map(fold).filter(is_court).collect();
        self
    }

    /// Lets a document pass, or refuses it: each text that stands in it. What its fields are called, numbers and times
    /// are the program's own, and whoever could make them forbidden words would close the other side's pages.
    pub fn check_document(&self, document: &Value) -> Result<(), Refusal> {
        match document {
            Value::String(text) if is_made_here(text) => Ok(()),
            Value::String(text) => self.check(text),
            Value::Array(items) => items.iter().try_for_each(|item| self.check_document(item)),
            Value::Object(fields) => fields.values().try_for_each(|field| self.check_document(field)),
            Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
        }
    }

    /// Lets the text pass, or refuses it. The refusal does not repeat what it found.
    pub fn check(&self, text: &str) -> Result<(), Refusal> {
        // A mark that no folded value holds stands for a name, so that what is around it does not join.
        let text = self.known.iter().fold(fold(text), |text, name| text.replace(name.as_str(), "|"));
        if self.folded.iter().any(|value| text.contains(value.as_str())) {
            return Err(Refusal::under(
                Rule::R25,
                "This would tell its reader something confidential to the other side: an address, a \
                 number or the like.",
                "Take it out of the text, or correct the record it comes from, then try again.",
            ));
        }
        Ok(())
    }
}
