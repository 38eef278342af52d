//! What a co-ordinator does with a case after its first plan, through the API.

use crate::{Answer, Centre, saturday_at_eleven};
use app::demo::Journey;
use axum::http::Method;
use base::{Minutes, Moment};
use serde_json::{Value, json};

/// The identifier of what was just made.
#[track_caller]
#[must_use]
pub fn id(made: &Value) -> String {
    made["id"].as_str().unwrap_or_else(|| panic!("no identifier: {made}")).to_owned()
}

/// What a list holds.
#[track_caller]
#[must_use]
pub fn items(listed: &Value) -> Vec<Value> {
    listed["items"].as_array().unwrap_or_else(|| panic!("no list: {listed}")).clone()
}

/// Eleven o'clock on the Saturday so many weeks after 21 November 2026.
#[must_use]
pub fn saturday(weeks: i64) -> Moment {
    saturday_at_eleven().plus(Minutes(weeks * 7 * 24 * 60))
}

impl Centre {
    /// Sets the clock, as time does by itself.
    pub fn clock_shows(&self, now: Moment) {
        self.house.database().clock().set(now);
    }

    /// Asks for what is to be refused, and fails the story if the database is not byte for byte as before.
    pub async fn in_vain(&self, who: &str, method: Method, path: &str, body: Value) -> Answer {
        let before = self.picture().await;
        let answer = self.ask(who, method, path, body).await;
        assert!(answer.status >= 400, "{who} was not refused: {path} {}", answer.body);
        assert_eq!(self.picture().await, before, "what was refused left a trace: {path} {}", answer.body);
        answer
    }

    /// A supervised visit with Grace in the Willow room.
    pub async fn booked(&self, family: &Journey, starts: Moment) -> String {
        let room = self.room("Willow room").await;
        family.book(starts, &room, &[self.id_of("grace").to_owned()]).await.unwrap()
    }

    /// What books a supervised visit with Grace in the Willow room: where it is sent, and what.
    pub async fn booking(&self, family: &Journey, starts: Moment) -> (String, Value) {
        let room = self.room("Willow room").await;
        let booking = json!({"starts": starts, "room": room, "supervisors": [self.id_of("grace")]});
        (format!("/families/{}/visits", family.family), booking)
    }

    /// Somebody's training ran out on the eve of the first Saturday.
    pub async fn clearance_lapses(&self, who: &str) {
        let who = self.id_of(who);
        let eve = "UPDATE certificate SET expires = 20261120 WHERE requirement = 'domestic-abuse'";
        self.plant(&format!("{eve} AND staff = '{who}'")).await;
    }

    /// The centre asks of people for an induction and nothing else, so that anybody may hold anything.
    pub async fn asks_only_for_an_induction(&self) {
        let terms = json!([{"requirement": "induction", "needed": 1}]);
        let policy = json!({"terms": terms, "reason": "A story about other rules."});
        self.put("martin", "/clearance/policy", policy).await.is(200);
    }

    /// A supported visit in the Garden room.
    pub async fn booked_supported(&self, family: &Journey, starts: Moment) -> String {
        let room = self.room("Garden room").await;
        family.book(starts, &room, &[]).await.unwrap()
    }

    /// What has to be done, as somebody sees it.
    pub async fn tasks_of(&self, who: &str) -> Vec<Value> {
        items(&self.get(who, "/tasks?limit=100").await.is(200))
    }

    /// How far a family's case has got.
    pub async fn stage_of(&self, family: &Journey) -> String {
        let seen = self.get("priya", &format!("/families/{}", family.family)).await.is(200);
        seen["stage"].as_str().unwrap().to_owned()
    }

    /// What keeps a visit from starting, if anything does.
    pub async fn mark_on(&self, visit: &str) -> Option<String> {
        let seen = self.get("priya", &format!("/visits/{visit}")).await.is(200);
        seen["unsafe_because"].as_str().map(str::to_owned)
    }

    /// A new version of the assessment in which the author's judgement is this level, handed in.
    pub async fn assessment_at(&self, family: &Journey, level: &str) -> String {
        let begun =
            self.post("priya", &format!("/families/{}/assessments", family.family), json!({})).await.is(201);
        let mut document = begun["document"].clone();
        document["judgement"] = level.into();
        document["judgement_words"] = "What was said since asks for it.".into();
        document["review_on"] = json!(self.now().day().plus_months(5));
        self.assessment_handed_in(&id(&begun), document).await
    }

    /// A version written and handed in.
    pub async fn assessment_handed_in(&self, assessment: &str, document: Value) -> String {
        let path = format!("/assessments/{assessment}");
        self.put("priya", &path, document).await.is(200);
        self.post("priya", &format!("{path}/submission"), json!({})).await.is(201);
        assessment.to_owned()
    }

    /// What the safeguarding lead decides on an assessment.
    pub async fn martin_decides(&self, assessment: &str, decision: &str) -> Answer {
        let words = json!({"decision": decision, "words": "Read with the referral and the orders."});
        self.post("martin", &format!("/assessments/{assessment}/approval"), words).await
    }

    /// A raised assessment, approved.
    pub async fn risk_is_raised_to(&self, family: &Journey, level: &str) {
        let assessment = self.assessment_at(family, level).await;
        self.martin_decides(&assessment, "approve").await.is(201);
    }

    /// The newest version of a family's plan.
    pub async fn plan_of(&self, family: &Journey) -> Value {
        let plans = self.get("priya", &format!("/families/{}/plans", family.family)).await.is(200);
        items(&plans)[0].clone()
    }

    /// A new draft of the plan, like the newest but for what is changed.
    pub async fn plan_with(&self, family: &Journey, change: impl FnOnce(&mut Value)) -> String {
        let mut document = self.plan_of(family).await["document"].clone();
        change(&mut document);
        id(&self.post("priya", &format!("/families/{}/plans", family.family), document).await.is(201))
    }

    /// A plan put in force.
    pub async fn adopted(&self, plan: &str) {
        self.post("priya", &format!("/plans/{plan}/adoption"), json!({})).await.is(201);
    }

    /// What an adult signed on paper.
    pub async fn agrees(&self, plan: &str, party: &str, level: &str) -> Answer {
        let agreement = json!({"party": party, "acknowledged": level, "how": "paper"});
        self.post("priya", &format!("/plans/{plan}/agreements"), agreement).await
    }

    /// The open review of a family that something brought about.
    pub async fn open_review(&self, family: &Journey, trigger: &str) -> String {
        let reviews = self.get("priya", &format!("/families/{}/reviews", family.family)).await.is(200);
        let is_it = |review: &&Value| review["trigger"] == trigger && review["decision"].is_null();
        id(items(&reviews).iter().find(is_it).unwrap_or_else(|| panic!("no open review: {reviews}")))
    }

    /// What is decided in a review, to be looked at again in two months.
    pub async fn review_decides(&self, review: &str, decision: &str, more: Value) -> Value {
        let path = format!("/reviews/{review}/decision");
        self.post("priya", &path, self.decision(decision, more)).await.is(201)
    }

    /// A decision as it is sent.
    #[must_use]
    pub fn decision(&self, decision: &str, more: Value) -> Value {
        let mut decided = json!({
            "decision": decision, "reasons": "Talked over with everybody who knows the family.",
            "next_review_on": self.now().day().plus_months(2),
        });
        for (name, value) in more.as_object().into_iter().flatten() {
            decided[name] = value.clone();
        }
        decided
    }
}
