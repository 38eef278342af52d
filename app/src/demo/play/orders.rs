//! Two families' court orders, read and kept to, and a child's nap. The other orders still wait to be read.

use crate::demo::{Journey, journey::Stumble};
use serde_json::{Value, json};

/// Records what the court said of the families whose orders were read.
pub(super) async fn read(journeys: &[(String, Journey)]) -> Result<(), Stumble> {
    for (name, journey) in journeys {
        match name.as_str() {
            "interpreter.json" => {
                let order = record(journey, true).await?;
                let path = format!("/orders/{order}/confirmation");
                journey.player().post("martin", &path, json!({"version": 1})).await?;
                nap(journey).await?;
            }
            "section-7-pending.json" => {
                record(journey, false).await?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Records the terms of a family's first order as the co-ordinator reads them.
async fn record(journey: &Journey, allows_contact: bool) -> Result<String, Stumble> {
    let declared = &journey.referral["orders"][0];
    let order = json!({
        "referral_order": 1,
        "says": {
            "kind": declared["kind"], "court": declared["court"], "case_number": declared["case_number"],
            "made_on": declared["made_on"], "expires_on": declared["expires_on"], "words": declared["terms"],
            "terms": {"allows_contact": allows_contact, "level": "supervised", "place": "this-centre"},
        },
    });
    let path = format!("/families/{}/orders", journey.family);
    let made = journey.player().post("priya", &path, order).await?;
    Ok(made["id"].as_str().unwrap_or_default().to_owned())
}

/// The youngest child sleeps after lunch.
async fn nap(journey: &Journey) -> Result<Value, Stumble> {
    let family = journey.player().get("priya", &format!("/families/{}", journey.family)).await?;
    let youngest = family["children"].as_array().and_then(|children| children.last()).cloned();
    let hours = json!({
        "child": youngest.unwrap_or_default()["id"], "kind": "nap", "from": "13:00", "until": "14:30",
        "weekdays": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    });
    journey.player().post("priya", &format!("/families/{}/hours", journey.family), hours).await
}
