//! The day of a visit, told step by step.

use crate::{Answer, Centre, saturday};
use app::demo::Journey;
use axum::http::Method;
use base::{EventId, Minutes, Moment};
use serde_json::{Value, json};

/// A visit of a story, with whoever records what happens at it.
pub struct Occasion<'a> {
    centre: &'a Centre,
    family: &'a Journey,
    /// Which visit.
    pub visit: String,
    /// When the time together is to start.
    pub starts: Moment,
    /// Who records its steps.
    pub by: &'static str,
}

/// What can happen at a visit.
pub mod step {
    use serde_json::{Value, json};

    fn receipt(from: &str, to: &str) -> Value {
        json!({"from": from, "to": to, "items": "Her bag"})
    }

    /// The supervisor has read the briefing.
    #[must_use]
    pub fn briefed() -> Value {
        json!({"kind": "briefed"})
    }
    /// Somebody of the visiting side is let in.
    #[must_use]
    pub fn visiting_arrives(party: &str) -> Value {
        json!({"kind": "visiting-arrived", "party": party, "identity": "photo"})
    }
    /// The child is brought in by somebody.
    #[must_use]
    pub fn child_comes(with: &str) -> Value {
        json!({"kind": "child-arrived", "brought_by": with, "receipt": receipt("Who brought her", "Staff")})
    }
    /// The child leaves with one side.
    #[must_use]
    pub fn child_leaves_with(side: &str) -> Value {
        json!({"kind": "child-left", "goes_with": side, "receipt": receipt("Staff", "Who takes her")})
    }
    /// A child will not go in, and means it.
    #[must_use]
    pub fn firmly_refused() -> Value {
        json!({"kind": "child-refused", "how": "prolonged", "words": "I am not going in."})
    }
    /// One side does not come.
    #[must_use]
    pub fn missed_by(side: &str) -> Value {
        json!({"kind": "no-show", "who": side})
    }
    /// It is over before its time.
    #[must_use]
    pub fn ended_early() -> Value {
        json!({"kind": "ended-early", "reason": "child-distress", "account": "She wanted to go home."})
    }
    /// Any step that needs no more than its name.
    #[must_use]
    pub fn plain(kind: &str) -> Value {
        json!({"kind": kind})
    }
}

impl Centre {
    /// The day of a visit, as recorded by somebody.
    #[must_use]
    pub fn at_visit<'a>(
        &'a self,
        family: &'a Journey,
        visit: &str,
        starts: Moment,
        by: &'static str,
    ) -> Occasion<'a> {
        Occasion { centre: self, family, visit: visit.to_owned(), starts, by }
    }

    /// This Saturday's visit, with next Saturday's booked as well.
    pub async fn this_saturday_and_next<'a>(&'a self, family: &'a Journey) -> (Occasion<'a>, String) {
        let visit = self.booked(family, saturday(0)).await;
        let next = self.booked(family, saturday(1)).await;
        (self.at_visit(family, &visit, saturday(0), "grace"), next)
    }

    /// A supervised visit with Grace in the Willow room, booked, lived through and closed.
    pub async fn visit_that_took_place(&self, family: &Journey, starts: Moment) -> String {
        let visit = self.booked(family, starts).await;
        self.at_visit(family, &visit, starts, "grace").takes_place().await;
        visit
    }
}

impl Occasion<'_> {
    fn at(&self, minutes: i64) -> Moment {
        self.starts.plus(Minutes(minutes))
    }

    /// What is sent when something happened so many minutes after the planned start.
    #[must_use]
    pub fn event(&self, minutes: i64, what: &Value) -> Value {
        let id = EventId::from_random(self.centre.house.database().ids().bits());
        json!({"id": id, "at": self.at(minutes), "what": what})
    }

    fn path(&self) -> String {
        format!("/visits/{}/events", self.visit)
    }

    /// It is so many minutes after the planned start, and this happens.
    pub async fn happens(&self, minutes: i64, what: Value) -> Value {
        self.centre.clock_shows(self.at(minutes));
        self.tells(minutes, what).await
    }

    /// Only now is it told that this happened.
    pub async fn tells(&self, minutes: i64, what: Value) -> Value {
        self.centre.post(self.by, &self.path(), self.event(minutes, &what)).await.is(201)
    }

    /// It is so many minutes after the planned start, and this may not be: nothing is kept of it.
    pub async fn cannot(&self, minutes: i64, what: Value) -> Answer {
        self.centre.clock_shows(self.at(minutes));
        self.cannot_tell(minutes, what).await
    }

    /// Only now is it told that this happened, and it cannot have been: nothing is kept of it.
    pub async fn cannot_tell(&self, minutes: i64, what: Value) -> Answer {
        self.centre.in_vain(self.by, Method::POST, &self.path(), self.event(minutes, &what)).await
    }

    /// The visit as it stands, as the co-ordinator sees it.
    pub async fn stands(&self) -> Value {
        self.centre.get("priya", &format!("/visits/{}", self.visit)).await.is(200)
    }

    /// The briefing is read, both sides come in turn, and whoever brought the child leaves.
    pub async fn everybody_comes(&self) {
        self.happens(-20, step::briefed()).await;
        self.happens(-15, step::visiting_arrives(&self.family.visiting[0])).await;
        self.happens(0, step::child_comes(&self.family.resident)).await;
        self.happens(2, step::plain("resident-left")).await;
    }

    /// Everybody has come, and the time together has begun.
    pub async fn gets_under_way(&self) {
        self.everybody_comes().await;
        self.happens(3, step::plain("started")).await;
    }

    /// It ends at its time, everybody goes in turn, and it is talked over and closed.
    pub async fn everybody_goes(&self) {
        self.happens(90, step::plain("ended")).await;
        self.happens(91, step::plain("resident-arrived-to-collect")).await;
        self.happens(92, step::child_leaves_with("resident")).await;
        self.happens(103, step::plain("visiting-released")).await;
        self.happens(105, json!({"kind": "debriefed", "account": "Arrivals went to plan."})).await;
        self.happens(106, step::plain("closed")).await;
    }

    /// The whole of it, from the briefing to the last form.
    pub async fn takes_place(&self) {
        self.gets_under_way().await;
        self.everybody_goes().await;
    }

    /// Nobody of one side came.
    pub async fn is_missed_by(&self, side: &str) {
        self.happens(-20, step::briefed()).await;
        self.happens(20, step::missed_by(side)).await;
    }
}
