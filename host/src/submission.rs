//! From a JSON document to a command: every missing field named at once, with its place.

use crate::{Problem, forms::without_gaps};
use axum::http::Uri;
use base::Faults;
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::ToSchema;

/// Something a person or a program sent, on its way to being a command.
pub struct Submission {
    document: Value,
    is_form: bool,
}

impl Submission {
    /// Reads a JSON body.
    pub fn read(body: &[u8]) -> Result<Self, Problem> {
        serde_json::from_slice(body)
            .map(|document| Self { document, is_form: false })
            .map_err(|error| Problem::Malformed(format!("The body is not JSON: {error}.")))
    }

    /// From a document made of a form.
    #[must_use]
    pub fn from_value(value: Value) -> Self {
        Self { document: without_gaps(value), is_form: true }
    }

    /// The command, or all that keeps it from being one.
    pub fn command<T: DeserializeOwned + ToSchema>(self) -> Result<T, Problem> {
        let mut faults = Faults::none();
        unshowable("", &self.document, &mut faults);
        let described = Described { is_form: self.is_form, ..Described::of::<T>() };
        described.check(&described.root, &self.document, "", &mut faults);
        faults.none_or_err()?;
        let is_form = self.is_form;
        serde_path_to_error::deserialize(self.document).map_err(|error| {
            let (at, message) = (pointer(error.path()), error.into_inner().to_string());
            // Within a choice of several kinds the reader says only which field is missing, not where: on a page the
            // answer belongs beside it, and its name to nobody.
            match missing(&message).filter(|name| is_form && !at.ends_with(&format!("/{name}"))) {
                Some(name) => Problem::field(&format!("{at}/{name}"), "Answer this"),
                None => Problem::field(&at, plain(&message)),
            }
        })
    }
}

/// What the query of an address says, or the field that keeps it from saying it.
pub(crate) fn asked_in<T: DeserializeOwned>(uri: &Uri) -> Result<T, Problem> {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(pairs)).map_err(|error| {
        let (at, message) = (pointer(error.path()), error.into_inner().to_string());
        // What is wrong with a name as a whole stands at no place: it is named in the message alone.
        let named = message.split('`').nth(1).filter(|_| at.is_empty());
        Problem::field(&named.map_or(at.clone(), |name| format!("/{name}")), plain(&message))
    })
}

/// Text with a NUL cannot be kept by every database, and no keyboard makes one.
fn unshowable(at: &str, value: &Value, faults: &mut Faults) {
    match value {
        Value::String(text) if text.contains('\0') => {
            faults.add(at, "Remove the characters that cannot be shown");
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                unshowable(&format!("{at}/{index}"), item, faults);
            }
        }
        Value::Object(fields) => {
            for (key, item) in fields {
                unshowable(&format!("{at}/{key}"), item, faults);
                if key.contains('\0') {
                    faults.add(at, "Remove the characters that cannot be shown");
                }
            }
        }
        _ => {}
    }
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } => {
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

fn missing(message: &str) -> Option<&str> {
    message.strip_prefix("missing field `")?.split('`').next()
}

/// The reader's words for what a person can act on.
fn plain(message: &str) -> String {
    let message = message.split(" at line ").next().unwrap_or(message);
    if message.starts_with("missing field") {
        format!("Answer this: {}", message.trim_start_matches("missing field "))
    } else if message.starts_with("unknown field") {
        format!("There is no such field: {}", message.trim_start_matches("unknown field "))
    } else if let Some((_, known)) =
        message.split_once("expected one of ").filter(|_| message.starts_with("unknown variant"))
    {
        format!("Choose one of: {}", known.replace('`', ""))
    } else if message.starts_with("invalid digit") || message.starts_with("number too ") {
        "Enter a whole number".to_owned()
    } else if message.starts_with("duplicate field") {
        "Say this once".to_owned()
    } else if message.starts_with("provided string was not") {
        "Enter true or false".to_owned()
    } else if message.starts_with("not an identifier") {
        "Choose one that is there".to_owned()
    } else if let Some(words) = message.strip_prefix("not one of: ") {
        format!("Choose one of: {words}")
    } else {
        message.to_owned()
    }
}

/// A type as the OpenAPI document describes it, to say what is missing before the reader stops at the
/// first thing wrong.
struct Described {
    root: Value,
    /// A form shows each field and no document: where a whole part was left empty, its fields are named.
    is_form: bool,
    named: Vec<(String, Value)>,
}

impl Described {
    fn of<T: ToSchema>() -> Self {
        let mut named = Vec::new();
        T::schemas(&mut named);
        let named = named
            .into_iter()
            .filter_map(|(name, schema)| Some((name, serde_json::to_value(schema).ok()?)))
            .collect();
        Self { root: serde_json::to_value(T::schema()).unwrap_or(Value::Null), is_form: false, named }
    }

    fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) else {
            return schema;
        };
        self.named.iter().find(|(known, _)| known == name).map_or(schema, |(_, schema)| schema)
    }

    fn check(&self, schema: &Value, value: &Value, at: &str, faults: &mut Faults) {
        let schema = self.resolve(schema);
        match value {
            // A reader would take a list for named fields, by their order.
            Value::Array(_) | Value::String(_) | Value::Number(_) | Value::Bool(_)
                if schema["type"] == "object" =>
            {
                faults.add(at, "Send named fields, in curly brackets");
            }
            Value::Object(fields) => {
                // A type in several parts is described as all of them.
                for part in schema["allOf"].as_array().into_iter().flatten() {
                    self.check(part, value, at, faults);
                }
                let properties = &schema["properties"];
                for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if fields.get(name).is_some_and(|there| !there.is_null()) {
                        continue;
                    }
                    let part = self.resolve(&properties[name]);
                    if self.is_form && part["required"].as_array().is_some_and(|names| !names.is_empty()) {
                        let nothing = Value::Object(serde_json::Map::new());
                        self.check(part, &nothing, &format!("{at}/{name}"), faults);
                    } else {
                        faults.add(format!("{at}/{name}"), asks(part, name, &properties[name]));
                    }
                }
                for (name, item) in fields {
                    if !item.is_null() && !properties[name].is_null() {
                        self.check(Self::unwrapped(&properties[name]), item, &format!("{at}/{name}"), faults);
                    }
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.check(&schema["items"], item, &format!("{at}/{index}"), faults);
                }
            }
            Value::String(text) => {
                let known = schema["enum"].as_array();
                if known.is_some_and(|known| !known.iter().any(|word| word == text)) {
                    let words: Vec<&str> = known.into_iter().flatten().filter_map(Value::as_str).collect();
                    faults.add(at, format!("Choose one of: {}", words.join(", ")));
                }
            }
            _ => {}
        }
    }

    /// An optional field is described as nothing or the thing; this is the thing.
    fn unwrapped(schema: &Value) -> &Value {
        schema["oneOf"]
            .as_array()
            .filter(|choices| choices.iter().any(|choice| choice["type"] == "null"))
            .and_then(|choices| choices.iter().find(|choice| choice["type"] != "null"))
            .unwrap_or(schema)
    }
}

/// What to say of a field that was left out.
fn asks(schema: &Value, name: &str, own: &Value) -> String {
    let words = own["description"].as_str().or_else(|| schema["title"].as_str());
    match words.and_then(|words| words.lines().next()).map(|words| words.trim_end_matches('.')) {
        Some(words) => {
            let mut letters = words.chars();
            let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
            format!("Answer this: {first}{}", letters.as_str())
        }
        None => format!("Answer this: {}", name.replace('_', " ")),
    }
}
