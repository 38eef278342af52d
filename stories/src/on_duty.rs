//! Who is on duty in a story.

use crate::{Answer, Centre, id, saturday};
use axum::http::Method;
use base::{Minutes, Moment};
use serde_json::{Value, json};

impl Centre {
    /// What puts some of the cast on duty for the whole of a Saturday's session, from nine to five.
    #[must_use]
    pub fn duties(&self, who: &[&str], weeks: i64) -> Value {
        let staff: Vec<&str> = who.iter().map(|name| self.id_of(name)).collect();
        let at = |hours: i64| -> Moment { saturday(weeks).plus(Minutes(60 * hours)) };
        json!({"starts": at(-2), "ends": at(6), "staff": staff})
    }

    /// Some of the cast are on duty for the whole of a Saturday's session; answers their duties.
    pub async fn are_on_duty(&self, who: &[&str], weeks: i64) -> Vec<String> {
        let taken = self.post("priya", "/duties", self.duties(who, weeks)).await.is(201);
        taken["duties"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
    }

    /// They cannot be put on duty, and nothing is kept of it.
    pub async fn cannot_be_on_duty(&self, who: &[&str], weeks: i64) -> Answer {
        self.in_vain("priya", Method::POST, "/duties", self.duties(who, weeks)).await
    }

    /// Somebody is taken off a duty.
    pub async fn is_taken_off(&self, duty: &str) -> Value {
        self.post("priya", &format!("/duties/{duty}/ending"), json!({})).await.is(201)
    }

    /// Somebody says that they are away on the Saturday so many weeks after the first.
    pub async fn says_away(&self, by: &str, who: &str, weeks: i64) -> Value {
        let day = saturday(weeks).day();
        let away = json!({"from": day, "until": day, "reason": "sickness"});
        self.post(by, &format!("/staff/{}/absences", self.id_of(who)), away).await.is(201)
    }

    /// Two of the cast are close.
    pub async fn are_close(&self, one: &str, other: &str) {
        let close = json!({"other": self.id_of(other), "kind": "partner"});
        self.post(one, &format!("/staff/{}/close-to", self.id_of(one)), close).await.is(201);
    }

    /// Somebody said that they know an adult, and the co-ordinator found out who it is.
    pub async fn knows(&self, who: &str, party: &str) {
        let path = format!("/staff/{}/known", self.id_of(who));
        let said = self.post(who, &path, json!({"words": "Karl, from school."})).await.is(201);
        self.put("priya", &format!("{path}/{}", id(&said)), json!({"party": party})).await.is(200);
    }
}
