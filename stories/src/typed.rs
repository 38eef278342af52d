//! A document as somebody types it into the fields of a page.

use serde_json::Value;

/// The fields of a form, filled in.
pub type Typed = Vec<(String, String)>;

/// The document typed into fields named below `at`, as the pages name them: a date in three fields, yes
/// or no by its button, each choice of a list by its tick.
#[must_use]
pub fn typed(at: &str, document: &Value) -> Typed {
    let mut fields = Typed::new();
    write(at, document, &mut fields);
    fields
}

fn write(at: &str, value: &Value, fields: &mut Typed) {
    match value {
        Value::Null => {}
        Value::Bool(is) => fields.push((format!("{at}:bool"), if *is { "yes" } else { "no" }.to_owned())),
        Value::Number(number) => fields.push((format!("{at}:int"), number.to_string())),
        Value::String(text) => match text.parse::<base::Day>() {
            Ok(_) => {
                for (part, digits) in ["year", "month", "day"].iter().zip(text.split('-')) {
                    fields.push((format!("{at}.{part}"), digits.to_owned()));
                }
            }
            Err(_) => fields.push((at.to_owned(), text.clone())),
        },
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                match item {
                    Value::String(text) => fields.push((format!("{at}:list"), text.clone())),
                    item => write(&format!("{at}/{index}"), item, fields),
                }
            }
        }
        Value::Object(named) => {
            for (name, item) in named {
                write(&format!("{at}/{name}"), item, fields);
            }
        }
    }
}
