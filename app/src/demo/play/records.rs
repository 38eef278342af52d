//! Requests for somebody's own data and a breach, each at a different step.

use super::desk::Desk;
use crate::demo::{Journey, journey::Stumble};
use base::Minutes;
use serde_json::{Value, json};

impl Desk<'_> {
    /// Asks for a parent's data, which waits to be read; for a colleague's, which is sealed; and records a breach.
    pub(super) async fn records(&self, family: &Journey) -> Result<(), Stumble> {
        let received = self.now.day().plus_days(-6);
        let parent = json!({
            "asked_by": "The father", "channel": "telephone", "received_on": received,
            "words": "He would like to know what we have written about him.", "identity_needed": false,
            "party": family.visiting[0],
        });
        let parent = self.request(parent).await?;
        self.post("priya", &format!("{parent}/collection"), json!({})).await?;
        let child = json!({
            "asked_by": "A grandmother", "channel": "letter", "received_on": received, "identity_needed": true,
        });
        self.request(child).await?;
        let staff = self.player.get("priya", "/staff").await?;
        let first = staff["items"].as_array().and_then(|all| all.first()).map(|one| one["id"].clone());
        let colleague = json!({
            "asked_by": "A colleague", "channel": "in-person", "received_on": received, "identity_needed": false,
            "staff": first,
        });
        let colleague = self.request(colleague).await?;
        self.post("priya", &format!("{colleague}/collection"), json!({})).await?;
        let passages = self.player.get("priya", &format!("{colleague}/passages")).await?;
        let waiting = passages["items"].as_array().cloned().unwrap_or_default();
        for one in waiting.iter().filter(|one| one["state"] == "undecided") {
            let read = json!({"give": true, "reason": "It is about nobody else."});
            self.post("priya", &format!("{colleague}/passages/{}", one["number"]), read).await?;
        }
        self.post("priya", &format!("{colleague}/proposal"), json!({})).await?;
        self.post("martin", &format!("{colleague}/approval"), json!({"seal": true})).await?;
        let breach = json!({
            "what": "An attendance letter was put into the envelope of another family. It was fetched back unopened.",
            "aware_at": self.now.plus(Minutes(-20 * 60)), "affected": "One family of three.",
            "data": "First names and dates of visits.", "risk": "unlikely",
            "risk_words": "The envelope was not opened.",
        });
        self.post("grace", "/breaches", breach).await.map(|_| ())
    }

    async fn request(&self, asked: Value) -> Result<String, Stumble> {
        let taken = self.post("joan", "/subject-requests", asked).await?;
        Ok(format!("/subject-requests/{}", taken["id"].as_str().unwrap_or_default()))
    }
}
