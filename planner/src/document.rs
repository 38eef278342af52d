//! A JSON document read field by field, so that whatever is wrong with it is said by the name of its field.

use serde_json::{Map, Value};
use std::fmt;

/// What is wrong with a document, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The field, as one would write it: `families[3].visits[0].from_day`. Empty for the whole document.
    pub field: String,
    /// What is wrong with it.
    pub wrong: String,
}

impl fmt::Display for Malformed {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.field.is_empty() {
            write!(to, "{}", self.wrong)
        } else {
            write!(to, "{}: {}", self.field, self.wrong)
        }
    }
}
impl std::error::Error for Malformed {}

/// What was read, or what is wrong.
pub type Read<T> = Result<T, Malformed>;

/// One value of a document and the way to it.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    value: &'a Value,
    name: Name<'a>,
}

/// The way to a value. Only put into words when something is wrong.
#[derive(Clone, Copy)]
enum Name<'a> {
    Root,
    Key(&'a Field<'a>, &'a str),
    Place(&'a Field<'a>, usize),
}

/// Reads a text as JSON.
pub fn parse(text: &str) -> Read<Value> {
    serde_json::from_str(text)
        .map_err(|error| Malformed { field: String::new(), wrong: format!("not JSON: {error}") })
}

impl<'a> Field<'a> {
    /// The whole document.
    #[must_use]
    pub fn root(value: &'a Value) -> Self {
        Self { value, name: Name::Root }
    }

    /// The way to this value, in words.
    #[must_use]
    pub fn path(&self) -> String {
        match self.name {
            Name::Root => String::new(),
            Name::Key(of, key) if matches!(of.name, Name::Root) => key.to_owned(),
            Name::Key(of, key) => format!("{}.{key}", of.path()),
            Name::Place(of, place) => format!("{}[{place}]", of.path()),
        }
    }

    /// An error about this value.
    pub fn wrong<T>(&self, wrong: impl Into<String>) -> Read<T> {
        Err(Malformed { field: self.path(), wrong: wrong.into() })
    }

    fn object(&self) -> Read<&'a Map<String, Value>> {
        self.value.as_object().map_or_else(|| self.wrong("should be an object"), Ok)
    }

    /// Reads what stands under a key.
    pub fn at<T>(&self, key: &str, read: impl FnOnce(Field<'_>) -> Read<T>) -> Read<T> {
        match self.object()?.get(key) {
            Some(value) => read(Field { value, name: Name::Key(self, key) }),
            None => Err(Malformed {
                field: Field { value: self.value, name: Name::Key(self, key) }.path(),
                wrong: "is missing".to_owned(),
            }),
        }
    }

    /// Reads every key and what stands under it, in the order of the document.
    pub fn entries<T>(&self, mut read: impl FnMut(&str, Field<'_>) -> Read<T>) -> Read<Vec<T>> {
        let read_one =
            |(key, value): (&'a String, &'a Value)| read(key, Field { value, name: Name::Key(self, key) });
        self.object()?.iter().map(read_one).collect()
    }

    /// Reads every item of a list.
    pub fn list<T>(&self, mut read: impl FnMut(Field<'_>) -> Read<T>) -> Read<Vec<T>> {
        let Some(items) = self.value.as_array() else { return self.wrong("should be a list") };
        let read_one =
            |(place, value): (usize, &'a Value)| read(Field { value, name: Name::Place(self, place) });
        items.iter().enumerate().map(read_one).collect()
    }

    /// A text.
    pub fn text(&self) -> Read<String> {
        self.value.as_str().map_or_else(|| self.wrong("should be a text"), |text| Ok(text.to_owned()))
    }

    /// Yes or no.
    pub fn yes(&self) -> Read<bool> {
        self.value.as_bool().map_or_else(|| self.wrong("should be true or false"), Ok)
    }

    /// A whole number within bounds, both included.
    pub fn number(&self, least: i64, most: i64) -> Read<i64> {
        match self.value.as_i64() {
            Some(number) if (least..=most).contains(&number) => Ok(number),
            _ => self.wrong(format!("should be a whole number from {least} to {most}")),
        }
    }

    /// How many of something, within bounds, both included.
    pub fn count(&self, least: usize, most: usize) -> Read<usize> {
        match self.value.as_u64().and_then(|number| usize::try_from(number).ok()) {
            Some(number) if (least..=most).contains(&number) => Ok(number),
            _ => self.wrong(format!("should be a whole number from {least} to {most}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_named_by_its_field() {
        let value = parse(r#"{"families": [{"visits": [{"from_day": "soon"}]}]}"#).unwrap();
        let read = Field::root(&value).at("families", |families| {
            families.list(|family| {
                family
                    .at("visits", |visits| visits.list(|visit| visit.at("from_day", |day| day.number(0, 27))))
            })
        });
        assert_eq!(
            read.unwrap_err().to_string(),
            "families[0].visits[0].from_day: should be a whole number from 0 to 27"
        );
    }

    #[test]
    fn what_is_missing_is_named_too() {
        let value = parse(r#"{"rules": {}}"#).unwrap();
        let read =
            Field::root(&value).at("rules", |rules| rules.at("margin_slots", |slots| slots.number(0, 9)));
        assert_eq!(read.unwrap_err().to_string(), "rules.margin_slots: is missing");
    }
}
