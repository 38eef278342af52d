//! One family's way through the public API, step by step: what the demonstration plays and the stories
//! build on.

use super::{Player, Refused};
use base::{Day, EventId, Minutes, Moment, NoteId};
use host::{Clock, Ids};
use serde_json::{Value, json};

/// Who does what in the journey: names of the cast.
const COORDINATOR: &str = "priya";
const APPROVER: &str = "martin";

/// What went wrong on the way.
pub type Stumble = Refused;

/// A family on its way.
#[derive(Clone, Debug)]
pub struct Journey {
    player: Player,
    clock: Clock,
    ids: Ids,
    /// The referral as it was sent.
    pub referral: Value,
    /// The orders' copies that go with it.
    pub orders_files: Value,
    /// What is to become of it.
    pub next: Value,
    /// The referral's identifier.
    pub referral_id: String,
    /// The family's identifier.
    pub family: String,
    /// The main adult of the resident side.
    pub resident: String,
    /// The adults of the visiting side, the main one first.
    pub visiting: Vec<String>,
    /// The plan in force.
    pub plan: String,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

impl Journey {
    /// A journey from a referral file: the referral, the orders' copies, and what is to become of it.
    #[must_use]
    pub fn from_file(player: Player, clock: Clock, ids: Ids, file: &Value) -> Self {
        Self {
            player,
            clock,
            ids,
            referral: file["referral"].clone(),
            orders_files: file["orders_files"].clone(),
            next: file["next"].clone(),
            referral_id: String::new(),
            family: String::new(),
            resident: String::new(),
            visiting: Vec::new(),
            plan: String::new(),
        }
    }

    /// Lays the referral's own dates back from today, for a story that is played at another time than
    /// the file was written for.
    #[must_use]
    pub fn dated(mut self, today: Day) -> Self {
        self.referral["referred_on"] = json!(today);
        for order in self.referral["orders"].as_array_mut().into_iter().flatten() {
            order["made_on"] = json!(today.plus_days(-40));
            if order["expires_on"].is_string() {
                order["expires_on"] = json!(today.plus_months(12));
            }
        }
        self
    }

    /// Who types the referral in: a professional their own, the coordinator all others.
    fn author(&self) -> &'static str {
        match self.referral["referrer"]["capacity"].as_str() {
            Some("self" | "other") | None => COORDINATOR,
            Some(_) => "ruth",
        }
    }

    /// Sends the referral with copies of its orders; the family exists from here on.
    pub async fn refer(&mut self) -> Result<(), Stumble> {
        let author = self.author();
        let started = self.player.post(author, "/referrals", self.referral.clone()).await?;
        self.referral_id = text(&started["id"]);
        let path = format!("/referrals/{}", self.referral_id);
        for file in self.orders_files.as_array().into_iter().flatten() {
            self.player.post(author, &format!("{path}/attachments"), file.clone()).await?;
        }
        self.player.post(author, &format!("{path}/submission"), json!({})).await?;
        let sent = self.player.get(COORDINATOR, &path).await?;
        self.family = text(&sent["family"]);
        let family = self.player.get(COORDINATOR, &format!("/families/{}", self.family)).await?;
        let adults = family["adults"].as_array().cloned().unwrap_or_default();
        let of = |side: &str| {
            adults
                .iter()
                .filter(|adult| adult["side"] == side)
                .map(|adult| text(&adult["id"]))
                .collect::<Vec<_>>()
        };
        self.resident = of("resident").into_iter().next().unwrap_or_default();
        self.visiting = of("visiting");
        Ok(())
    }

    /// Decides on the referral as the file says.
    pub async fn triage(&self) -> Result<(), Stumble> {
        let path = format!("/referrals/{}/triage", self.referral_id);
        self.player.post(COORDINATOR, &path, self.next["triage"].clone()).await.map(|_| ())
    }

    /// Whether the centre takes the family on.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.next["triage"]["decision"] == "accept"
    }

    /// Arranges the two adults' meetings on one day, hours apart.
    pub async fn arrange_meetings(&self, morning: Moment) -> Result<[String; 2], Stumble> {
        let path = format!("/families/{}/meetings", self.family);
        let visiting = self.visiting.first().cloned().unwrap_or_default();
        let mut made = [String::new(), String::new()];
        for (index, (party, starts)) in
            [(self.resident.clone(), morning), (visiting, morning.plus(Minutes(240)))].into_iter().enumerate()
        {
            let meeting =
                json!({"party": party, "starts": starts, "length": 45, "place": "The small office"});
            made[index] = text(&self.player.post(COORDINATOR, &path, meeting).await?["id"]);
        }
        Ok(made)
    }

    /// Records both meetings as held.
    pub async fn hold_meetings(&self, meetings: &[String; 2]) -> Result<(), Stumble> {
        for (index, meeting) in meetings.iter().enumerate() {
            let mut held = json!({
                "rules_explained": true, "confidentiality_explained": true,
                "health_asked": true, "safe_contact_confirmed": true,
            });
            if index == 0 {
                held["child_shown_round"] = true.into();
                held["child_introduced"] =
                    "Came with a favourite book, met the supervisor and chose a corner to play in.".into();
                held["child_told_why"] = true.into();
            }
            self.player.post(COORDINATOR, &format!("/meetings/{meeting}/record"), held).await?;
        }
        Ok(())
    }

    /// Writes the assessment from the referral's concerns and has it approved by somebody else.
    pub async fn assess(&self) -> Result<(), Stumble> {
        let begun = self
            .player
            .post(COORDINATOR, &format!("/families/{}/assessments", self.family), json!({}))
            .await?;
        let path = format!("/assessments/{}", text(&begun["id"]));
        let today = self.clock.now().day();
        let factors: Vec<Value> = self.referral["concerns"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|concern| self.factor(concern))
            .collect();
        let mut document = json!({
            "asked": [
                {"who": "Resident party", "on": today.plus_days(-2), "safe_to_talk": "yes",
                 "words": "Spoke alone and at length about what has happened and what would help."},
                {"who": "Visiting party", "on": today.plus_days(-2), "safe_to_talk": "yes",
                 "words": "Said what he hopes for and accepted the rules of the centre."},
            ],
            "factors": factors,
            "instruments": [],
            "review_on": today.plus_months(6),
        });
        let level = &self.next["level"];
        if level.as_str().is_some_and(|level| level != "supported") && self.next["outcome"] != "refused" {
            document["judgement"] = level.clone();
            document["judgement_words"] = "The level asked for by the referrer is right for now.".into();
        }
        let kept = self.player.put(COORDINATOR, &path, document.clone()).await;
        if kept.is_err() {
            // The facts alone come to more than was asked for: then they decide (R20).
            document["judgement"] = Value::Null;
            document["judgement_words"] = Value::Null;
            self.player.put(COORDINATOR, &path, document).await?;
        }
        self.player.post(COORDINATOR, &format!("{path}/submission"), json!({})).await?;
        let approval =
            json!({"decision": "approve", "words": "Read with the referral and the orders. I agree."});
        self.player.post(APPROVER, &format!("{path}/approval"), approval).await.map(|_| ())
    }

    fn factor(&self, concern: &Value) -> Value {
        let severity = match (self.next["outcome"].as_str(), self.next["level"].as_str()) {
            (Some("refused"), _) => "beyond-this-centre",
            (_, Some("high-vigilance")) => "high",
            (_, Some("supervised")) => "medium",
            _ => "low",
        };
        json!({
            "kind": concern["kind"], "person_at_risk": "child", "source": concern["source"],
            "standing": concern["standing"], "severity": severity, "account": concern["account"],
            "mitigation": "Separate entrances and times, staff within sight and sound, the plan's rules.",
            "owner": "Priya Raman",
        })
    }

    /// Writes the plan, puts it in force, and records both adults' agreement on paper.
    pub async fn plan(&mut self) -> Result<(), Stumble> {
        let path = format!("/families/{}/plans", self.family);
        let document = json!({
            "level": self.next["level"], "kind": self.next["kind"],
            "frequency": "Every week", "length": 90, "sequence": "visiting-first",
            "gaps": {"before": 15, "after": 10},
            "people": self.visiting, "hands_over": [self.resident],
            "order_says_supervised": self.referral["orders"].as_array().into_iter().flatten().any(|order| order["says_supervised"] == true),
            "needs_interpreter": self.referral["interpreter_language"].is_string(),
            "phones": "Switched off and left at the desk. Staff take photographs if both adults have agreed.",
            "gifts": "For birthdays, looked over by staff first.",
            "food": "Snacks from home are welcome. No nuts.",
            "triggers_to_end": "Raised voices, questions about home or school, or distress that does not settle.",
            "report_recipients": "The court, where it asks",
            "review_on": self.clock.now().day().plus_months(3),
            "exit_goal": "Handovers here, then contact outside the centre.",
        });
        let made = self.player.post(COORDINATOR, &path, document).await?;
        self.plan = text(&made["id"]);
        let plan = format!("/plans/{}", self.plan);
        self.player.post(COORDINATOR, &format!("{plan}/adoption"), json!({})).await?;
        for party in [&self.resident, &self.visiting[0]] {
            let agreement = json!({
                "party": party, "acknowledged": self.next["level"], "how": "paper",
                "words": "Signed at the centre after the plan was read through.",
            });
            self.player.post(COORDINATOR, &format!("{plan}/agreements"), agreement).await?;
        }
        Ok(())
    }

    /// Books one visit.
    pub async fn book(&self, starts: Moment, room: &str, supervisors: &[String]) -> Result<String, Stumble> {
        let booking = json!({"starts": starts, "room": room, "supervisors": supervisors});
        let booking = self.with_interpreter(booking);
        let made =
            self.player.post(COORDINATOR, &format!("/families/{}/visits", self.family), booking).await?;
        Ok(text(&made["id"]))
    }

    /// A booking with the interpreter that the family needs, if it needs one.
    #[must_use]
    pub fn with_interpreter(&self, mut booking: Value) -> Value {
        if self.referral["interpreter_language"].is_string() {
            booking["interpreter"] = json!({"agency": "Brackenford Language Services", "independent": true, "followed_by_supervisor": true});
        }
        booking
    }

    /// Sends an event of a visit as it happens, or as it happened.
    pub async fn event(&self, who: &str, visit: &str, at: Moment, what: Value) -> Result<Value, Stumble> {
        let event = json!({"id": EventId::from_random(self.ids.bits()), "at": at, "what": what});
        self.player.post(who, &format!("/visits/{visit}/events"), event).await
    }

    /// Writes a note.
    pub async fn note(&self, who: &str, visit: &str, at: Moment, note: &Value) -> Result<Value, Stumble> {
        let mut note = note.clone();
        note["id"] = json!(NoteId::from_random(self.ids.bits()));
        note["at"] = json!(at);
        self.player.post(who, &format!("/visits/{visit}/notes"), note).await
    }

    /// The day on which the story stands.
    #[must_use]
    pub fn today(&self) -> Day {
        self.clock.now().day()
    }

    /// Calls as somebody, for what the journey has no word for.
    #[must_use]
    pub fn player(&self) -> &Player {
        &self.player
    }
}
