//! A form as a person filled it in: its values, what is wrong with each, and the command it stands for.
//!
//! Field names are paths into the command, parted by slashes: `children/0/name`. A name may say how its
//! text is to be read: `length:int`, `fee:pounds`, `may_leave:bool`, `kinds:list`. A date is three fields, `born.day`,
//! `born.month`, `born.year`; with `born.time` beside them it is a moment in London.

use crate::{Problem, Submission};
use base::{Day, Faults, Moment, Pence, WallClock};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// One line of the error summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name, without how it is read.
    pub name: String,
    /// The identifier of its first input on the page.
    pub id: String,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// What to show in a form: nothing, what was stored, or what was typed and refused.
#[derive(Clone, Debug, Default)]
pub struct FormState {
    values: BTreeMap<String, Vec<String>>,
    errors: Vec<FieldError>,
    once: String,
    csrf: String,
}

/// The name without how it is read.
fn bare(name: &str) -> &str {
    name.split_once(':').map_or(name, |(bare, _)| bare)
}

/// A path as an HTML identifier.
fn id_of(name: &str) -> String {
    bare(name).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

impl FormState {
    /// An empty form with its one-time token.
    #[must_use]
    pub fn empty(once: String) -> Self {
        Self { once, ..Self::default() }
    }

    /// A form filled with what is stored.
    #[must_use]
    pub fn stored(once: String, document: &impl Serialize) -> Self {
        let mut form = Self::empty(once);
        if let Ok(value) = serde_json::to_value(document) {
            flatten("", &value, &mut form.values);
        }
        form
    }

    /// The form as it was sent, with what is wrong. The token is kept: nothing was done under it.
    #[must_use]
    pub fn sent(posted: &Posted, problem: &Problem) -> Self {
        let mut form = Self {
            values: posted.plain(),
            once: posted.once().unwrap_or_default().to_owned(),
            ..Self::default()
        };
        form.add_problem(problem);
        form
    }

    /// Adds what is wrong to a form.
    pub fn add_problem(&mut self, problem: &Problem) {
        for fault in problem.faults() {
            let name = fault.pointer.trim_start_matches('/').to_owned();
            self.errors.push(FieldError { id: id_of(&name), name, message: fault.message.clone() });
        }
        for refusal in problem.refusals() {
            self.errors.push(FieldError {
                name: String::new(),
                id: "form".to_owned(),
                message: refusal.to_string(),
            });
        }
        if self.errors.is_empty() {
            self.errors.push(FieldError {
                name: String::new(),
                id: "form".to_owned(),
                message: format!("{}. {}", problem.title(), problem.detail()),
            });
        }
    }

    /// Sets one value, for a form that opens with something chosen.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.entry(bare(name).to_owned()).or_default().push(value.into());
        self
    }

    /// Sets the token that ties the form to the session.
    #[must_use]
    pub fn with_csrf(mut self, csrf: impl Into<String>) -> Self {
        self.csrf = csrf.into();
        self
    }

    /// The value of a field, or nothing.
    pub fn value(&self, name: &str) -> &str {
        self.values.get(bare(name)).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// Whether a field has this value among its values.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.values.get(bare(name)).is_some_and(|values| values.iter().any(|v| v == value))
    }

    /// What is wrong with a field.
    pub fn error(&self, name: &str) -> Option<&str> {
        let name = bare(name);
        self.errors.iter().find(|error| !name.is_empty() && error.name == name).map(|e| e.message.as_str())
    }

    /// Whether anything is wrong.
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// Everything that is wrong, in order.
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// The token by which the form does its work once.
    pub fn once(&self) -> &str {
        &self.once
    }

    /// The token that ties the form to the session.
    pub fn csrf(&self) -> &str {
        &self.csrf
    }

    /// The identifier of a field's first input.
    pub fn id(&self, name: &str) -> String {
        id_of(name)
    }
}

fn flatten(path: &str, value: &Value, into: &mut BTreeMap<String, Vec<String>>) {
    let under = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}/{key}") };
    match value {
        Value::Null => {}
        Value::Bool(is) => {
            into.entry(path.to_owned()).or_default().push(if *is { "yes" } else { "no" }.into());
        }
        Value::Number(number) => into.entry(path.to_owned()).or_default().push(number.to_string()),
        Value::String(text) => {
            if let Ok(day) = text.parse::<Day>() {
                day_parts(path, day, into);
            } else if let Ok(moment) = text.parse::<Moment>() {
                day_parts(path, moment.day(), into);
                into.insert(format!("{path}.time"), vec![moment.clock()]);
            }
            into.entry(path.to_owned()).or_default().push(text.clone());
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                if item.is_string() {
                    flatten(path, item, into);
                }
                flatten(&under(&index.to_string()), item, into);
            }
        }
        Value::Object(fields) => {
            for (key, item) in fields {
                flatten(&under(key), item, into);
            }
        }
    }
}

fn day_parts(path: &str, day: Day, into: &mut BTreeMap<String, Vec<String>>) {
    let date = day.date();
    for (part, number) in
        [("day", i16::from(date.day())), ("month", i16::from(date.month())), ("year", date.year())]
    {
        into.insert(format!("{path}.{part}"), vec![number.to_string()]);
    }
}

/// The pairs of a query or a form body.
#[must_use]
pub fn pairs(body: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(body).into_owned().collect()
}

/// A form as it came in.
#[derive(Clone, Debug, Default)]
pub struct Posted {
    pairs: Vec<(String, String)>,
}

impl Posted {
    /// Reads `application/x-www-form-urlencoded`.
    #[must_use]
    pub fn read(body: &[u8]) -> Self {
        Self { pairs: pairs(body) }
    }

    /// From pairs, as a multipart form gives them.
    #[must_use]
    pub fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        Self { pairs }
    }

    /// One value by its exact name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Everything that was sent, in order.
    #[must_use]
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// The one-time token, if the form had one.
    #[must_use]
    pub fn once(&self) -> Option<&str> {
        self.get("_once").filter(|token| !token.is_empty())
    }

    /// The pairs without those that belong to the form itself, for a fingerprint.
    #[must_use]
    pub fn fingerprint(&self) -> Vec<u8> {
        let mut text = String::new();
        for (name, value) in self.pairs.iter().filter(|(name, _)| !name.starts_with('_')) {
            text.push_str(name);
            text.push('\u{1}');
            text.push_str(value);
            text.push('\u{2}');
        }
        text.into_bytes()
    }

    fn plain(&self) -> BTreeMap<String, Vec<String>> {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, value) in self.pairs.iter().filter(|(name, _)| !name.starts_with('_')) {
            values.entry(bare(name).to_owned()).or_default().push(value.clone());
        }
        values
    }

    /// The JSON document the form stands for. Empty fields are left out.
    pub fn document(&self) -> Result<Value, Faults> {
        let mut faults = Faults::none();
        let mut root = Value::Object(Map::new());
        let mut dates: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
        for (name, value) in &self.pairs {
            let value = value.trim();
            if name.starts_with('_') || value.is_empty() {
                continue;
            }
            if let Some((path, part @ ("day" | "month" | "year" | "time"))) = name.rsplit_once('.') {
                dates.entry(path).or_default().insert(part, value);
                continue;
            }
            let (path, reading) = name.split_once(':').unwrap_or((name, ""));
            match reading {
                "int" => match value.parse::<i64>() {
                    Ok(number) => put(&mut root, path, number.into()),
                    Err(_) => faults.add(format!("/{path}"), "Enter a whole number"),
                },
                "pounds" => match value.parse::<Pence>() {
                    Ok(amount) => put(&mut root, path, amount.0.into()),
                    Err(why) => faults.add(format!("/{path}"), why.to_string()),
                },
                "bool" => put(&mut root, path, Value::Bool(matches!(value, "yes" | "true" | "on"))),
                "list" => push(&mut root, path, value.into()),
                _ => put(&mut root, path, value.into()),
            }
        }
        for (path, parts) in dates {
            match date(&parts) {
                Ok(value) => put(&mut root, path, value.into()),
                Err(why) => faults.add(format!("/{path}"), why),
            }
        }
        faults.none_or_err()?;
        Ok(root)
    }

    /// The command the form stands for.
    pub fn command<T: DeserializeOwned + utoipa::ToSchema>(&self) -> Result<T, Problem> {
        let document = self.document()?;
        Submission::from_value(document).command()
    }
}

fn date(parts: &BTreeMap<&str, &str>) -> Result<String, String> {
    let part = |name: &str| parts.get(name).copied().unwrap_or("");
    let missing: Vec<&str> =
        ["day", "month", "year"].into_iter().filter(|name| part(name).is_empty()).collect();
    if missing.len() == 3 {
        return Err("Enter the date as well as the time".to_owned());
    }
    if !missing.is_empty() {
        return Err(format!("The date must include a {}", missing.join(" and a ")));
    }
    let day = (|| {
        let year: i16 = part("year").parse().ok()?;
        Day::new(year, part("month").parse().ok()?, part("day").parse().ok()?).ok()
    })()
    .ok_or("Enter a real date, like 21 11 2026")?;
    if !parts.contains_key("time") {
        return Ok(day.to_string());
    }
    let clock: WallClock = part("time").parse().map_err(|_| "Enter a time like 14:30".to_owned())?;
    Moment::on(day, clock).map(|moment| moment.to_string()).map_err(|error| error.to_string())
}

fn step<'a>(at: &'a mut Value, key: &str) -> &'a mut Value {
    if let Ok(index) = key.parse::<usize>() {
        if !at.is_array() {
            *at = Value::Array(Vec::new());
        }
        if let Value::Array(items) = at {
            // Bounded: a form cannot ask for a million empty places.
            let index = index.min(199);
            while items.len() <= index {
                items.push(Value::Null);
            }
            return &mut items[index];
        }
    }
    if !at.is_object() {
        *at = Value::Object(Map::new());
    }
    match at {
        Value::Object(fields) => fields.entry(key).or_insert(Value::Null),
        other => other,
    }
}

fn put(root: &mut Value, path: &str, value: Value) {
    *path.split('/').fold(root, step) = value;
}

fn push(root: &mut Value, path: &str, value: Value) {
    let at = path.split('/').fold(root, step);
    match at {
        Value::Array(items) => items.push(value),
        other => *other = Value::Array(vec![value]),
    }
}

/// Drops the empty places of lists that a form left out (a child's block not filled in).
pub(crate) fn without_gaps(value: Value) -> Value {
    match value {
        Value::Array(items) => {
            Value::Array(items.into_iter().filter(|item| !item.is_null()).map(without_gaps).collect())
        }
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(key, item)| (key, without_gaps(item))).collect())
        }
        other => other,
    }
}
