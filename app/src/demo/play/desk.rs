//! What lies on the desk today: something of each kind that waits for somebody.

use crate::demo::{Journey, PASSWORD, Player, journey::Stumble};
use base::{Day, Minutes, Moment};
use serde_json::{Value, json};

use super::days::on_the_clock;

/// The desk of a morning.
pub(in crate::demo) struct Desk<'a> {
    pub(in crate::demo) player: &'a Player,
    pub(in crate::demo) now: Moment,
}

/// A picture of a certificate: one white point.
const PICTURE: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

fn path(value: &Value, before: &str) -> String {
    format!("{before}/{}", value["id"].as_str().unwrap_or_default())
}

impl Desk<'_> {
    /// Lays everything on the desk. The families are those whose visits take place; the first one's adults
    /// are given sign-ins.
    pub(in crate::demo) async fn fill(&self, families: &[&Journey]) -> Result<(), Stumble> {
        self.question().await?;
        self.applications().await?;
        self.training().await?;
        let [family, other, ..] = families else { return Ok(()) };
        self.referrals(family).await?;
        for (party, username) in [(&family.resident, "resident"), (&family.visiting[0], "visiting")] {
            let access = format!("/families/{}/people/{party}/access", family.family);
            self.post("priya", &access, json!({"username": username, "password": PASSWORD})).await?;
        }
        self.complaint().await?;
        self.incident(family).await?;
        self.papers(family).await?;
        self.offer(family).await?;
        self.offer(other).await?;
        self.waiting(other).await?;
        self.records(family).await?;
        // Before anything is drafted anew, which asks for agreement again.
        self.drafts(other).await
    }

    /// A time that is held while the adults are asked.
    async fn offer(&self, family: &Journey) -> Result<(), Stumble> {
        let case = format!("/families/{}", family.family);
        let (from, until) = (self.now.day().plus_days(33), self.now.day().plus_days(46));
        let free = self.player.get("priya", &format!("{case}/free-times?from={from}&until={until}")).await?;
        let list = |of: &Value, name: &str| of[name].as_array().cloned().unwrap_or_default();
        let stretches = list(&free, "days").into_iter().flat_map(|day| list(&day, "stretches"));
        let may = |one: &&Value| one["refusals"].as_array().is_some_and(Vec::is_empty);
        if let Some(stretch) = stretches.into_iter().find(|stretch| stretch["is_free"] == true) {
            let (rooms, team) = (list(&stretch, "rooms"), list(&stretch, "team"));
            let room = rooms.iter().find(may).map(|room| &room["room"]);
            let who: Vec<&Value> = team.iter().map(|one| &one["id"]).collect();
            let visit = json!({"starts": stretch["starts"][0], "room": room, "supervisors": who});
            let visit = family.with_interpreter(visit);
            let until = self.now.plus(Minutes(3 * 24 * 60));
            self.post("priya", &format!("{case}/holds"), json!({"visit": visit, "until": until})).await?;
        }
        Ok(())
    }

    /// A family that waits for a time.
    async fn waiting(&self, family: &Journey) -> Result<(), Stumble> {
        let words = json!({"weekdays": ["saturday"], "words": "Mornings if there is a choice."});
        self.post("priya", &format!("/families/{}/waiting", family.family), words).await.map(|_| ())
    }

    pub(super) async fn post(&self, who: &str, path: &str, body: Value) -> Result<Value, Stumble> {
        self.player.post(who, path, body).await
    }

    /// Somebody complains, and nobody has been named yet.
    async fn complaint(&self) -> Result<Value, Stumble> {
        let complaint = json!({
            "name": "Bethan", "safe_channel": "text", "reach_me_at": "07700 900456", "about": "place",
            "what": "We waited at the gate for a quarter of an hour in the rain, and nobody came.",
            "wish": "Somebody at the gate at the time you tell us.", "stage": "first",
        });
        self.post("", "/complaints", complaint).await
    }

    async fn question(&self) -> Result<Value, Stumble> {
        let question = json!({
            "name": "Bethan", "question": "My sister wants to bring my nephew to see his dad. Do we both have to apply?",
            "safe_channel": "text", "reach_me_at": "07700 900456", "when_it_is_safe": "Weekdays between 10 and 2.",
        });
        self.post("", "/enquiries", question).await?;
        let call = json!({
            "safe_to_talk": "no", "name": "Carys", "when_it_is_safe": "After nine tomorrow, when he is at work.",
            "code_word": "library", "safe_channel": "telephone", "reach_me_at": "01632 960457",
            "may_leave_message": false, "may_say_who_we_are": false,
        });
        self.post("priya", "/enquiries/calls", call).await?;
        self.first_call().await
    }

    /// Times at which the co-ordinator can be spoken with, and somebody who has booked the first of them.
    async fn first_call(&self) -> Result<Value, Stumble> {
        for weekday in ["monday", "thursday"] {
            let times = json!({"weekday": weekday, "from": "10:00", "until": "12:00"});
            self.post("priya", "/first-calls/times", times).await?;
        }
        let free = self.player.get("", "/first-calls/free").await?;
        let call = json!({
            "starts": free["starts"][0], "way": "telephone", "name": "Sioned", "reach_me_at": "07700 900458",
            "may_leave_message": false, "who": "grandparent", "question": "Could I see my granddaughter with you?",
        });
        self.post("", "/first-calls", call).await
    }

    /// A course with a date to come, and a certificate that waits to be checked.
    async fn training(&self) -> Result<(), Stumble> {
        let course = json!({
            "name": "Domestic abuse and contact", "requirement": "domestic-abuse", "months": 12,
            "activity": "https://learning.example.org/courses/domestic-abuse-and-contact",
        });
        let course = self.post("priya", "/courses", course).await?;
        let day = self.now.day().plus_days(12);
        let date = json!({
            "course": course["id"], "starts": on_the_clock(day, 18, 30), "ends": on_the_clock(day, 21, 0),
            "place": "Garden room", "places": 8,
        });
        let date = self.post("priya", "/trainings", date).await?;
        self.results().await?;
        self.post("joan", &format!("{}/places", path(&date, "/trainings")), json!({})).await?;
        let staff = self.player.get("priya", "/staff").await?;
        let is_joan = |one: &&Value| one["name"] == "Joan Barker";
        let Some(joan) = staff["items"].as_array().into_iter().flatten().find(is_joan) else { return Ok(()) };
        let certificate = json!({
            "requirement": "first-aid", "from": self.now.day().plus_days(-3), "words": "Larkfield First Aid",
            "file": {"filename": "first-aid.png", "media_type": "image/png", "content": PICTURE},
        });
        let certificates = format!("{}/certificates", path(joan, "/staff"));
        self.post("joan", &certificates, certificate).await.map(|_| ())
    }

    /// What the learning platform told of two people, before anybody has set what it calls them.
    async fn results(&self) -> Result<(), Stumble> {
        let said = |number: u32, person: &str, score: u32| {
            json!({
                "id": format!("2b9d1c7e-8f3a-4c55-9e0b-{number:012}"),
                "actor": {"mbox": format!("mailto:{person}@example.org")},
                "verb": {"id": "http://adlnet.gov/expapi/verbs/passed"},
                "object": {"id": "https://learning.example.org/courses/domestic-abuse-and-contact"},
                "result": {"success": true, "score": {"raw": score, "max": 20}},
                "timestamp": on_the_clock(self.now.day().plus_days(-4), 19, 30),
            })
        };
        let said = json!([said(1, "t.zielinski", 18), said(2, "g.llewellyn", 20)]);
        self.post("priya", "/learning/statements", said).await.map(|_| ())
    }

    /// Both parents of one child have applied, each without the other.
    async fn applications(&self) -> Result<(), Stumble> {
        let halves = [
            ("Hannah Ostrow", "mother", true, "Nathan Ostrow", "07700 900611", "6 Tannery Row, Larkfield"),
            (
                "Nathan Ostrow",
                "father",
                false,
                "Hannah Ostrow",
                "07700 900612",
                "41 Foundry Street, Brackenford",
            ),
        ];
        for (name, relation, lives_here, other, telephone, address) in halves {
            let half = json!({
                "about": {
                    "name": name, "born": "1991-07-14", "relation": relation,
                    "parental_responsibility": "yes", "children_live_with_me": lives_here,
                    "other_parent_name": other,
                },
                "children": [{
                    "first_name": "Jonah", "surname": "Ostrow", "born": "2020-03-09",
                    "needs": "Likes to know what happens next.", "medical": "None",
                }],
                "contact": {
                    "address": address, "postcode": "ZZ9 9ZZ", "telephone": telephone,
                    "email": format!("{relation}.ostrow@example.org"), "safe_channel": "text",
                    "when_it_is_safe": "After seven in the evening", "emergency_contact": "A friend",
                    "emergency_telephone": "01632 960777",
                },
                "no_worries": true, "other_may_not_know_area": false, "first_language": "English",
                "disability_and_access": "None", "availability": "Saturday mornings",
                "hopes": "That Jonah has time with both of us and nobody argues.",
                "agrees": true, "share_with_court": true,
            });
            let begun = self.post("", "/applications", half).await?;
            let code = json!({"code": begun["code"]});
            self.post("", &format!("{}/submission", path(&begun, "/applications")), code).await?;
        }
        Ok(())
    }

    /// A referral to be decided on, a referrer's draft, and a family whose meetings are arranged.
    async fn referrals(&self, like: &Journey) -> Result<(), Stumble> {
        let today = self.now.day();
        let mut waiting = like.clone().dated(today);
        named(&mut waiting, "Rosa Marchetti", "Lucia Marchetti", "Paolo Marchetti");
        waiting.refer().await?;
        let mut begun = like.clone().dated(today);
        named(&mut begun, "Elsie Thorne", "Megan Thorne", "Adam Thorne");
        // The last pages are still empty.
        if let Some(fields) = begun.referral.as_object_mut() {
            fields.retain(|name, _| !matches!(name.as_str(), "agencies" | "consents" | "fee"));
        }
        self.post("ruth", "/referrals", begun.referral).await?;
        let mut coming = like.clone().dated(today);
        named(&mut coming, "Priti Chandra", "Meena Chandra", "Rahul Chandra");
        coming.refer().await?;
        coming.triage().await?;
        let next_week = on_the_clock(today.plus_days(4), 10, 0);
        coming.arrange_meetings(next_week).await.map(|_| ())
    }

    /// Something happened last week: its tasks are set, and a review is open by itself.
    async fn incident(&self, family: &Journey) -> Result<(), Stumble> {
        let happened = on_the_clock(self.now.day().plus_days(-7), 13, 40).min(self.now.plus(Minutes(-60)));
        let incident = json!({
            "kind": "injury", "severity": "minor", "happened_at": happened,
            "account": "Running from the toy kitchen the child slipped and grazed the left knee. \
                        The supervisor was two steps away and saw it.",
            "immediate_actions": "Washed it and put a plaster on. The child went back to play.",
            "injured_or_threatened": ["child"],
        });
        self.post("grace", &format!("/families/{}/incidents", family.family), incident).await.map(|_| ())
    }

    /// A signed report, its copy sent, and a draft of the next.
    async fn papers(&self, family: &Journey) -> Result<(), Stumble> {
        let reports = format!("/families/{}/reports", family.family);
        let today = self.now.day();
        let about = |from: Day, until: Day| {
            json!({
                "from": from, "until": until, "recipient": "The Family Court at Brackenford",
                "prepared_for": "The next hearing",
            })
        };
        let report = self.post("priya", &reports, about(today.plus_days(-45), today.plus_days(-20))).await?;
        let report = path(&report, "/reports");
        let signature = json!({
            "statement": "The facts in this report are true to the best of my knowledge.",
            "leave_unanswered": true,
        });
        self.post("priya", &format!("{report}/signature"), signature).await?;
        let copy = json!({
            "recipient": "The Family Court at Brackenford", "capacity": "The court", "how": "Secure e-mail",
        });
        self.post("priya", &format!("{report}/copies"), copy).await?;
        self.post("priya", &reports, about(today.plus_days(-19), today.plus_days(-1))).await.map(|_| ())
    }

    /// An assessment that is being written anew, and the plan after it.
    async fn drafts(&self, family: &Journey) -> Result<(), Stumble> {
        let case = format!("/families/{}", family.family);
        self.post("priya", &format!("{case}/assessments"), json!({})).await?;
        let plan = self.player.get("priya", &format!("/plans/{}", family.plan)).await?;
        self.post("priya", &format!("{case}/plans"), plan["document"].clone()).await.map(|_| ())
    }
}

fn named(journey: &mut Journey, child: &str, resident: &str, visiting: &str) {
    journey.referral["children"][0]["name"] = child.into();
    journey.referral["resident"]["name"] = resident.into();
    journey.referral["visiting"]["name"] = visiting.into();
}
