//! A body that an operation might be sent, from its description.

use serde_json::{Map, Value, json};

/// Something of this shape: every required field, and nothing else.
pub fn example(document: &Value, schema: &Value, id: &str) -> Value {
    made(document, schema, "", id, 0)
}

fn made(document: &Value, schema: &Value, name: &str, id: &str, depth: usize) -> Value {
    if depth > 8 {
        return Value::Null;
    }
    if let Some(place) = schema["$ref"].as_str() {
        let part = place.trim_start_matches('#');
        return made(document, document.pointer(part).unwrap_or(&Value::Null), name, id, depth + 1);
    }
    for choice in ["allOf", "oneOf", "anyOf"] {
        if let Some(first) = schema[choice].as_array().and_then(|all| all.first()) {
            return made(document, first, name, id, depth + 1);
        }
    }
    if let Some(first) = schema["enum"].as_array().and_then(|all| all.first()) {
        return first.clone();
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.first().and_then(Value::as_str),
        kind => kind.as_str(),
    };
    match kind {
        Some("object") => {
            let required = schema["required"].as_array().cloned().unwrap_or_default();
            let fields: Map<String, Value> = required
                .iter()
                .filter_map(Value::as_str)
                .map(|name| {
                    let of = &schema["properties"][name];
                    (name.to_owned(), made(document, of, name, id, depth + 1))
                })
                .collect();
            Value::Object(fields)
        }
        Some("array") => json!([made(document, &schema["items"], name, id, depth + 1)]),
        Some("integer" | "number") => {
            schema["minimum"].as_i64().map_or(json!(1), |least| json!(least.max(1)))
        }
        Some("boolean") => json!(true),
        Some("string") => json!(match schema["format"].as_str() {
            Some("uuid") => id,
            Some("date") => "2026-12-05",
            Some("date-time") => "2026-12-05T11:00:00Z",
            _ if name.contains("email") => "walker@example.org",
            _ => "Words of a walk",
        }),
        _ => json!("Words of a walk"),
    }
}
