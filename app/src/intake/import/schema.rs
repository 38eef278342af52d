//! The published JSON Schema of a file of referrals, made from the type itself.

use crate::intake::referral::ReferralInput;
use serde_json::{Map, Value, json};
use utoipa::{PartialSchema as _, ToSchema as _};

/// The schema: a list of referrals.
#[must_use]
pub fn schema() -> Value {
    let mut named = Vec::new();
    ReferralInput::schemas(&mut named);
    let mut parts: Map<String, Value> = named
        .into_iter()
        .filter_map(|(name, schema)| Some((name, serde_json::to_value(schema).ok()?)))
        .collect();
    let own = serde_json::to_value(ReferralInput::schema()).unwrap_or(Value::Null);
    parts.insert("ReferralInput".to_owned(), own);
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Referrals to a child contact centre",
        "description": "A list of referrals, as POST /api/v1/referrals/import takes it.",
        "type": "array",
        "items": {"$ref": "#/$defs/ReferralInput"},
        "$defs": parts,
    });
    relocate(&mut schema);
    schema
}

/// In the OpenAPI document the parts live below components; here below $defs.
fn relocate(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (key, item) in fields.iter_mut() {
                match item {
                    Value::String(path) if key == "$ref" => {
                        *path = path.replace("#/components/schemas/", "#/$defs/");
                    }
                    other => relocate(other),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(relocate),
        _ => {}
    }
}
