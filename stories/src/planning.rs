//! What a co-ordinator asks of the planner, and what it answers.

use crate::{Centre, items};
use app::{demo::Journey, proposal};
use axum::http::Method;
use serde_json::{Value, json};

impl Centre {
    /// The planner does what it was asked for, as it does in the background. Answers whether there was anything.
    pub async fn planner_works(&self) -> bool {
        let house = self.house.clone();
        let done = tokio::task::spawn_blocking(move || proposal::plan_next(&house));
        done.await.unwrap().map_err(|problem| problem.detail()).unwrap()
    }

    /// The planner is asked, and works until it is done.
    pub async fn proposes(&self, mut asked: Value) -> Value {
        asked["seconds"] = 1.into();
        let now = self.post("priya", "/proposal", asked).await.is(201);
        assert_eq!(now["proposal"]["state"], "asked");
        assert!(self.planner_works().await);
        let now = self.get("priya", "/proposal").await.is(200);
        assert_eq!(now["proposal"]["state"], "ready", "{now}");
        now["proposal"].clone()
    }

    /// All of a proposal is accepted.
    pub async fn accepts_all(&self, proposal: &Value) -> Value {
        self.post("priya", &acceptance(proposal), json!({"all": true})).await.is(200)
    }

    /// Nothing of a proposal can be accepted like this.
    pub async fn accepts_in_vain(&self, proposal: &Value, what: Value) -> crate::Answer {
        self.in_vain("priya", Method::POST, &acceptance(proposal), what).await
    }

    /// The visits that are booked, the earliest first.
    pub async fn visits_booked(&self) -> Vec<Value> {
        items(&self.get("priya", "/visits?limit=100").await.is(200))
    }
}

/// The lines of a proposal.
#[track_caller]
#[must_use]
pub fn lines(proposal: &Value) -> Vec<Value> {
    proposal["lines"].as_array().unwrap_or_else(|| panic!("no lines: {proposal}")).clone()
}

/// What the line of a family says; it has one.
#[track_caller]
#[must_use]
pub fn line_of(proposal: &Value, family: &Journey) -> Value {
    let mut of_family = lines(proposal);
    of_family.retain(|line| line["family"] == family.family.as_str());
    assert_eq!(of_family.len(), 1, "{of_family:?}");
    of_family.remove(0)
}

/// Where a proposal is accepted.
#[must_use]
pub fn acceptance(proposal: &Value) -> String {
    format!("/proposals/{}/acceptance", proposal["id"].as_str().unwrap())
}
