//! What can be so in one world and not in another, and from whom it is hidden.

use super::{Chance, Observer, World};
use crate::{Answer, ORDER, application, id, items, referral, saturday};
use axum::http::Method;
use base::{Minutes, NoteId};
use serde_json::{Value, json};

/// Something that is so in one world.
#[derive(Clone, Debug)]
pub struct Hidden {
    what: What,
    words: String,
    number: usize,
    details: Value,
}

macro_rules! whats {
    ($($what:ident),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        enum What { $($what),+ }
        /// Everything that can be hidden.
        const ALL: &[What] = &[$(What::$what),+];
    };
}

whats! {
    ContactOfResident,
    ContactOfVisiting,
    AssessmentDrafts,
    Incidents,
    Notes,
    ReportDrafts,
    PlanDrafts,
    AnswerOfResident,
    AnswerOfVisiting,
    MeetingOfResident,
    MeetingOfVisiting,
    CopiesOfOrders,
    OtherReferrals,
    OtherFamily,
    Enquiries,
    FirstCall,
    Chats,
    Applications,
    Attempts,
    AttemptsOfResident,
    AttemptsOfVisiting,
    FeedOfResident,
    FeedOfVisiting,
    Allegation,
    Supervision,
    Certificate,
    NoMeeting,
    Breaches,
    LegalHold,
    OwnDataOfResident,
    OwnDataOfVisiting,
    LookedOfResident,
    LookedOfVisiting,
    MessagesOfResident,
    MessagesOfVisiting,
    NeedsOfResident,
    NeedsOfVisiting,
    ConsentsOfResident,
    ConsentsOfVisiting,
    FeedbackOfResident,
    FeedbackOfVisiting,
    ComplaintOfResident,
    ComplaintOfVisiting,
    ComplaintAboutCoordinator,
    GuideDrafts,
    NoticesOfResident,
    NoticesOfVisiting,
    LinesForResident,
    LinesForVisiting,
    Emergency,
    Proposal,
    ChildVoice,
}

use What::{
    Allegation, AnswerOfResident, AnswerOfVisiting, Applications, AssessmentDrafts, Attempts,
    AttemptsOfResident, AttemptsOfVisiting, Breaches, Certificate, Chats, ChildVoice,
    ComplaintAboutCoordinator, ComplaintOfResident, ComplaintOfVisiting, ConsentsOfResident,
    ConsentsOfVisiting, ContactOfResident, ContactOfVisiting, CopiesOfOrders, Emergency, Enquiries,
    FeedOfResident, FeedOfVisiting, FeedbackOfResident, FeedbackOfVisiting, FirstCall, GuideDrafts,
    Incidents, LegalHold, LinesForResident, LinesForVisiting, LookedOfResident, LookedOfVisiting,
    MeetingOfResident, MeetingOfVisiting, MessagesOfResident, MessagesOfVisiting, NeedsOfResident,
    NeedsOfVisiting, NoMeeting, Notes, NoticesOfResident, NoticesOfVisiting, OtherFamily, OtherReferrals,
    OwnDataOfResident, OwnDataOfVisiting, PlanDrafts, Proposal, ReportDrafts, Supervision,
};

impl What {
    /// Whether this observer may know nothing of it.
    fn is_hidden_from(self, observer: Observer) -> bool {
        use Observer::{Coordinator, OtherParent, OtherSupervisor, Referrer, Resident, Supervisor, Visiting};
        match (self, observer) {
            // One's own.
            (
                OwnDataOfResident | LookedOfResident | ContactOfResident | AnswerOfResident
                | MeetingOfResident | MessagesOfResident | AttemptsOfResident | FeedOfResident
                | NeedsOfResident | ConsentsOfResident | FeedbackOfResident | NoticesOfResident
                | ComplaintOfResident,
                Resident,
            )
            | (
                OwnDataOfVisiting | LookedOfVisiting | ContactOfVisiting | AnswerOfVisiting
                | MeetingOfVisiting | MessagesOfVisiting | AttemptsOfVisiting | FeedOfVisiting
                | NeedsOfVisiting | ConsentsOfVisiting | FeedbackOfVisiting | NoticesOfVisiting
                | ComplaintOfVisiting,
                Visiting,
            ) => false,
            // What one opened oneself.
            (Emergency, OtherSupervisor) => false,
            // Whoever leads the work knows of the families; not of what is between two others.
            (Supervision | ComplaintAboutCoordinator, Coordinator) => true,
            (_, Coordinator) => false,
            // Whoever is with the family on the day reads what they have to.
            (
                AssessmentDrafts | Notes | PlanDrafts | MeetingOfResident | MeetingOfVisiting | ChildVoice,
                Supervisor,
            ) => false,
            // A sign-in is not a record of the family; a copy of the order is on the referral one wrote.
            (CopiesOfOrders, Referrer) => false,
            // Staff see who works here.
            (Certificate, Supervisor | OtherSupervisor) => true,
            (Allegation, OtherParent) => true,
            _ => true,
        }
    }
}

impl Hidden {
    /// Everything that can be hidden, each once.
    #[must_use]
    pub fn everything(chance: &mut Chance) -> Vec<Self> {
        ALL.iter().copied().map(|what| Self::of(what, chance)).collect()
    }

    /// Everything that is hidden from an observer, each once.
    #[must_use]
    pub fn all_from(observer: Observer, chance: &mut Chance) -> Vec<Self> {
        let all = ALL.iter().copied().filter(|what| what.is_hidden_from(observer));
        all.map(|what| Self::of(what, chance)).collect()
    }

    fn of(what: What, chance: &mut Chance) -> Self {
        let (words, number) = (chance.words(9), 1 + chance.below(3));
        Self { what, words, number, details: chance.whereabouts() }
    }

    /// Some things that are hidden from an observer, in some order.
    #[must_use]
    pub fn from(observer: Observer, chance: &mut Chance) -> Vec<Self> {
        let mut all = Vec::new();
        for what in ALL.iter().copied().filter(|what| what.is_hidden_from(observer)) {
            if chance.below(3) > 0 {
                all.push(Self::of(what, chance));
            }
        }
        chance.shuffled(all)
    }

    pub(super) async fn done_in(&self, world: &World<'_>) {
        let (base, family) = (world.base, &world.base.family.family);
        let of_family = |rest: &str| format!("/families/{family}/{rest}");
        let (hers, his) = (&base.family.resident, &base.family.visiting[0]);
        match self.what {
            ContactOfResident | ContactOfVisiting => {
                let party = if self.what == ContactOfResident { hers } else { his };
                let path = of_family(&format!("people/{party}/contact"));
                for _ in 0..self.number {
                    let details = self.as_read(world, &path, self.details.clone()).await;
                    self.ask(world, "priya", Method::PUT, &path, details).await.is(200);
                }
            }
            AssessmentDrafts => {
                let begun = self.post(world, "priya", &of_family("assessments"), json!({})).await.is(201);
                let path = format!("/assessments/{}", id(&begun));
                for time in 0..self.number {
                    let mut document = begun["document"].clone();
                    document["judgement_words"] = json!(format!("{} {time}", self.words));
                    self.ask(world, "priya", Method::PUT, &path, document).await.is(200);
                }
            }
            Incidents => {
                for _ in 0..self.number {
                    let incident = json!({"kind": "illness", "severity": "minor", "account": self.words});
                    self.post(world, "priya", &of_family("incidents"), incident).await.is(201);
                }
            }
            Notes => {
                for kind in ["fact", "speech", "intervention"].iter().take(self.number) {
                    let note = json!({
                        "id": NoteId::from_random(world.centre.house.database().ids().bits()), "kind": kind,
                        "at": saturday(1).plus(Minutes(20)), "words": self.words,
                        "speaker": (*kind == "speech").then_some("Amira"),
                    });
                    self.post(world, "priya", &format!("/visits/{}/notes", base.past), note).await.is(201);
                }
            }
            ReportDrafts => {
                for _ in 0..self.number {
                    let asked =
                        json!({"from": "2026-11-18", "until": "2026-11-21", "recipient": "The Family Court"});
                    self.post(world, "priya", &of_family("reports"), asked).await.is(201);
                }
            }
            PlanDrafts => {
                let mut document = world.centre.plan_of(&base.family).await["document"].clone();
                document["exit_goal"] = self.words.as_str().into();
                for _ in 0..self.number {
                    self.post(world, "priya", &of_family("plans"), document.clone()).await.is(201);
                }
            }
            AnswerOfResident | AnswerOfVisiting => {
                let path = format!("/my/offers/{}/answer", base.offer);
                for time in 0..self.number {
                    let said = json!({"suits": time % 2 == 0, "words": self.words});
                    self.by_parent(world, self.what == AnswerOfResident, Method::POST, &path, said)
                        .await
                        .is(200);
                }
            }
            MeetingOfResident | MeetingOfVisiting => {
                let (party, hour) = if self.what == MeetingOfResident { (hers, 0) } else { (his, 240) };
                for week in 0..self.number {
                    let starts = saturday(4 + i64::try_from(week).unwrap()).plus(Minutes(hour));
                    let meeting =
                        json!({"party": party, "starts": starts, "length": 45, "place": self.words});
                    let arranged = self.post(world, "priya", &of_family("meetings"), meeting).await.is(201);
                    if week + 1 < self.number {
                        let path = format!("/meetings/{}/cancellation", id(&arranged));
                        self.post(world, "priya", &path, json!({"reason": self.words})).await.is(201);
                    }
                }
            }
            CopiesOfOrders => {
                let path = format!("/referrals/{}/attachments", base.family.referral_id);
                for number in 0..self.number {
                    let copy = json!({
                        "order": 1, "filename": format!("{} {number}.pdf", self.words),
                        "media_type": "application/pdf", "content": ORDER,
                    });
                    self.post(world, "priya", &path, copy).await.is(201);
                }
            }
            OtherReferrals => {
                for _ in 0..self.number {
                    let mut another = referral("supported");
                    another["referrer"]["capacity"] = "other".into();
                    another["reason"] = self.words.as_str().into();
                    self.post(world, "priya", "/referrals", another).await.is(201);
                }
            }
            OtherFamily => {
                let mut another = world.centre.family("supported");
                another.referral["referrer"]["capacity"] = "other".into();
                for (name, value) in self.details.as_object().into_iter().flatten() {
                    another.referral["resident"]["contact"][name] = value.clone();
                }
                another.refer().await.unwrap();
                if self.number > 1 {
                    another.triage().await.unwrap();
                }
            }
            Enquiries => {
                for _ in 0..self.number {
                    let asked =
                        json!({"name": "Leanne", "question": self.words, "safe_channel": "do-not-contact"});
                    self.post(world, "", "/enquiries", asked).await.is(201);
                    let call = json!({"safe_to_talk": "danger", "question": self.words});
                    self.post(world, "priya", "/enquiries/calls", call).await.is(201);
                }
            }
            // Which times are free, anybody sees. That one was taken for a while, nobody learns.
            FirstCall => {
                let free = self.ask(world, "", Method::GET, "/first-calls/free", Value::Null).await.is(200);
                let call = json!({
                    "starts": free["starts"][0], "way": "video", "name": "Leanne", "reach_me_at": "07700 900123",
                    "question": self.words,
                });
                let booked = self.post(world, "", "/first-calls", call).await.is(201);
                let own = booked["path"].as_str().unwrap().replace("/first-call/", "/first-calls/own/");
                self.post(world, "", &format!("{own}/ending"), json!({})).await.is(200);
            }
            // Whether somebody is free to talk, anybody sees. With whom they talked, and of what, nobody learns.
            Chats => {
                for of in 0..self.number {
                    self.ask(world, "priya", Method::PUT, "/chat-desk", json!({"here": true})).await.is(200);
                    let new = json!({"name": "Leanne", "words": self.words});
                    let begun = self.post(world, "", "/chats", new).await.is(201);
                    let (at, code) = (format!("/chats/{}", id(&begun)), begun["code"].clone());
                    self.post(world, "priya", &format!("{at}/taking"), json!({})).await.is(201);
                    self.post(world, "priya", &format!("{at}/answers"), json!({"words": self.words}))
                        .await
                        .is(201);
                    self.post(world, "priya", &format!("{at}/ending"), json!({})).await.is(201);
                    let decision = json!({"code": code, "decision": {"keep": of % 2 == 0}});
                    self.post(world, "", &format!("{at}/own-decision"), decision).await.is(201);
                    self.ask(world, "priya", Method::PUT, "/chat-desk", json!({"here": false})).await.is(200);
                }
            }
            Applications => {
                for of in 0..self.number {
                    let begun = self.post(world, "", "/applications", json!({})).await.is(201);
                    let (id, code) = (id(&begun), begun["code"].clone());
                    let whole = json!({"code": code, "application": application("Nobody Else", of % 2 == 0)});
                    self.ask(world, "", Method::PUT, &format!("/applications/{id}"), whole).await.is(200);
                    let path = format!("/applications/{id}/submission");
                    self.post(world, "", &path, json!({"code": code})).await.is(201);
                }
            }
            Attempts => {
                for _ in 0..self.number {
                    self.post(world, "priya", &of_family("visits"), json!({})).await.is(422);
                    let refused =
                        self.post(world, "ruth", &of_family("plans"), json!({"exit_goal": self.words})).await;
                    assert!(refused.status >= 400, "{}", refused.body);
                    let refused = self.post(world, "", "/applications/joining", json!({})).await;
                    assert!(refused.status >= 400, "{}", refused.body);
                }
            }
            AttemptsOfResident | AttemptsOfVisiting => {
                for _ in 0..self.number {
                    let hers = self.what == AttemptsOfResident;
                    let said = json!({"acknowledged": "supported", "words": self.words});
                    let refused = self.by_parent(world, hers, Method::POST, "/my/plan/agreement", said).await;
                    assert!(refused.status >= 400, "{}", refused.body);
                    self.by_parent(world, hers, Method::GET, &format!("/families/{family}"), Value::Null)
                        .await;
                }
            }
            FeedOfResident | FeedOfVisiting => {
                let hers = self.what == FeedOfResident;
                for _ in 0..self.number {
                    self.by_parent(world, hers, Method::POST, "/my/feed", json!({"names_place": false}))
                        .await
                        .is(201);
                }
            }
            Allegation => {
                let incident = json!({
                    "kind": "worker-allegation", "severity": "serious", "account": self.words,
                    "about_worker": true, "worker": world.centre.id_of("dev"),
                });
                self.post(world, "priya", &of_family("incidents"), incident).await.is(201);
            }
            Supervision => {
                let path = format!("/staff/{}/supervision", world.centre.id_of("joan"));
                let note = json!({"day": "2026-11-20", "discussed": self.words, "agreed": "To talk again."});
                self.post(world, "martin", &path, note).await.is(201);
            }
            Certificate => {
                let path = format!("/staff/{}/certificates", world.centre.id_of("joan"));
                let certificate = json!({
                    "requirement": "domestic-abuse", "from": "2026-10-01", "words": self.words,
                });
                self.post(world, "priya", &path, certificate).await.is(201);
            }
            Breaches => {
                for _ in 0..self.number {
                    let breach = json!({
                        "what": self.words, "aware_at": world.centre.now(), "affected": "One family",
                        "data": "An address", "risk": "likely", "risk_words": "It was one page.",
                    });
                    self.post(world, "priya", "/breaches", breach).await.is(201);
                }
            }
            ChildVoice => self.child_voice(world).await,
            Proposal => {
                let asked = json!({"whom": "all", "weeks": self.number, "seconds": 1});
                self.post(world, "priya", "/proposal", asked).await.is(201);
                let house = world.centre.house.clone();
                let planned = tokio::task::spawn_blocking(move || app::proposal::plan_next(&house));
                assert!(planned.await.unwrap().map_err(|problem| problem.detail()).unwrap());
            }
            LegalHold => {
                self.post(world, "martin", &of_family("legal-hold"), json!({"reason": self.words}))
                    .await
                    .is(201);
            }
            OwnDataOfResident | OwnDataOfVisiting => {
                let said = json!({"words": self.words});
                let hers = self.what == OwnDataOfResident;
                self.by_parent(world, hers, Method::POST, "/my/subject-requests", said).await.is(201);
            }
            LookedOfResident | LookedOfVisiting => {
                let hers = self.what == LookedOfResident;
                let answered = format!("{}/release", asked_who_looked(world, hers).await);
                self.post(world, "priya", &answered, json!({})).await.is(200);
                self.by_parent(world, hers, Method::POST, "/my/looked", json!({})).await.is(201);
            }
            MessagesOfResident | MessagesOfVisiting => self.messages(world).await,
            ComplaintOfResident | ComplaintOfVisiting | ComplaintAboutCoordinator => {
                self.complaints(world).await;
            }
            FeedbackOfResident | FeedbackOfVisiting => {
                let hers = self.what == FeedbackOfResident;
                let asked = self.by_parent(world, hers, Method::GET, "/my/feedback", Value::Null).await;
                let said = json!({"occasion": asked.is(200)["due"], "safe": "glad", "heard": "sad", "child": "even",
                    "words": self.words, "speak": true});
                self.by_parent(world, hers, Method::POST, "/my/feedback", said).await.is(201);
            }
            ConsentsOfResident | ConsentsOfVisiting => {
                let hers = self.what == ConsentsOfResident;
                for about in ["photographs", "support", "quotes"].iter().take(self.number) {
                    let said = json!({"about": about, "given": self.number > 1, "words": self.words});
                    self.by_parent(world, hers, Method::POST, "/my/consents", said).await.is(201);
                }
            }
            NeedsOfResident | NeedsOfVisiting => {
                let party = if self.what == NeedsOfResident { hers } else { his };
                let hard = ["cries-at-goodbyes", "interpreter", "shared-phone"];
                let needs = json!({"needs": &hard[..self.number]});
                self.ask(world, "priya", Method::PUT, &of_family(&format!("guides/{party}")), needs)
                    .await
                    .is(200);
            }
            // Nobody has read it through: parents and the public read what was there before.
            GuideDrafts => {
                for guide in ["goodbyes", "together-in-the-visit", "after-the-visit"].iter().take(self.number)
                {
                    let words = json!({"language": "en", "title": self.words, "words": self.words});
                    self.post(world, "priya", &format!("/guide-texts/{guide}"), words).await.is(201);
                }
            }
            NoticesOfResident | NoticesOfVisiting => self.notices(world).await,
            // Before it is released whoever asked knows of it as little as anybody.
            LinesForResident | LinesForVisiting => {
                let asked = asked_who_looked(world, self.what == LinesForResident).await;
                let answer = world.centre.get("priya", &asked).await.is(200);
                let lines = answer["lines"].as_array().unwrap().iter().cycle();
                for (time, line) in lines.take(self.number).enumerate() {
                    let path = format!("{asked}/lines/{}", line["line"].as_str().unwrap());
                    let decision = json!({"withhold": time != 1, "reason": self.words});
                    self.post(world, "priya", &path, decision).await.is(200);
                }
            }
            Emergency => {
                let family = world.centre.get("priya", &format!("/families/{family}")).await.is(200);
                let opening = json!({
                    "reference": family["reference"],
                    "reason": format!("The office was closed, and {} could not wait until it opened.", self.words),
                });
                self.post(world, "tomasz", "/emergency-access", opening).await.is(201);
            }
            NoMeeting => {
                let pair = json!({"one": hers, "other": base.other.visiting[0], "reason": self.words});
                self.post(world, "priya", &of_family("no-meetings"), pair).await.is(201);
            }
        }
    }

    /// A child says something, worrying among it, and is told what was done; and has a page about the visit.
    async fn child_voice(&self, world: &World<'_>) {
        let (visit, family) = (&world.base.past, &world.base.family.family);
        let case = world.centre.get("priya", &format!("/families/{family}")).await.is(200);
        let child = id(&case["children"][0]);
        for when in ["before", "after"].iter().take(self.number) {
            let new = json!({"child": child, "when": when, "band": "8-11", "others": self.words});
            let sitting = self.post(world, "priya", &format!("/visits/{visit}/child-sittings"), new).await;
            let answers = format!("/child-sittings/{}/answers", id(&sitting.is(201)));
            let said = json!({"question": "wishes", "words": format!("It is a secret: {}", self.words)});
            let said = self.post(world, "priya", &answers, said).await.is(201);
            let coming = json!({"question": "coming", "marks": ["no"]});
            self.post(world, "priya", &answers, coming).await.is(201);
            let of_answer = format!("/child-answers/{}", id(&said));
            let done = json!({"words": self.words});
            self.post(world, "priya", &format!("{of_answer}/done"), done).await.is(201);
            let asked = json!({"permitted": *when == "before", "words": self.words});
            self.post(world, "priya", &format!("{of_answer}/permission"), asked).await.is(201);
        }
        let page = json!({"visitor": "Daddy", "helper": world.centre.id_of("grace"), "others": "Bear"});
        self.ask(world, "priya", Method::PUT, &format!("/visits/{visit}/leaflets/{child}"), page)
            .await
            .is(200);
    }

    /// An adult writes, keeps a draft, and is answered; one message asks for something to be passed on.
    async fn messages(&self, world: &World<'_>) {
        let hers = self.what == What::MessagesOfResident;
        for time in 0..self.number {
            let mut first = json!({"subject": self.words, "words": self.words, "urgent": time == 0});
            if time > 0 {
                let ask = if time % 2 == 0 { "gift" } else { "worry" };
                first["request"] = json!({"ask": ask, "day": "2026-12-05"});
            }
            let sent = self.by_parent(world, hers, Method::POST, "/my/messages", first).await.is(201);
            let thread = sent["thread"].as_str().unwrap().to_owned();
            let (own, ours) = (format!("/my/messages/{thread}"), format!("/messages/{thread}"));
            let asks = json!({"words": format!("Please tell her: {}", self.words)});
            self.by_parent(world, hers, Method::POST, &own, asks).await.is(201);
            let draft = json!({"words": self.words, "keep": true});
            self.by_parent(world, hers, Method::POST, &own, draft).await.is(201);
            let answer = json!({"words": format!("We have read it, and see you then. {time}")});
            self.post(world, "priya", &format!("{ours}/answer"), answer).await.is(201);
            if time == 0 {
                let to = json!({"staff": world.centre.id_of("priya")});
                self.ask(world, "martin", Method::PUT, &format!("{ours}/assigned"), to).await.is(200);
            }
        }
    }

    /// Somebody complains, and is written to; where it is about the co-ordinator, from outside.
    async fn complaints(&self, world: &World<'_>) {
        for time in 0..self.number {
            let mut new = json!({
                "about": "place", "what": self.words, "wish": self.words, "stage": "first", "harm": time == 0,
            });
            if self.what == ComplaintAboutCoordinator {
                new["about"] = "coordinator".into();
                new["name"] = "Bethan".into();
                new["safe_channel"] = "do-not-contact".into();
                self.post(world, "", "/complaints", new).await.is(201);
            } else {
                let hers = self.what == ComplaintOfResident;
                self.by_parent(world, hers, Method::POST, "/my/complaints", new).await.is(201);
            }
            let all = items(&world.centre.get("martin", "/complaints").await.is(200));
            let new = all.iter().find(|one| one["to_acknowledge"] == json!(true)).unwrap();
            let at = format!("/complaints/{}", id(new));
            let words = json!({"words": "We have your complaint."});
            self.post(world, "martin", &format!("{at}/acknowledgement"), words).await.is(201);
            let learning = json!({"what": self.words, "who": "The office", "due": "2026-12-05"});
            self.post(world, "martin", &format!("{at}/learning"), learning).await.is(201);
        }
    }

    /// What is written anew, with how often it had been changed when it was read.
    async fn as_read(&self, world: &World<'_>, path: &str, mut new: Value) -> Value {
        let stands = self.ask(world, "priya", Method::GET, path, Value::Null).await.is(200);
        new["version"] = stands["version"].clone();
        new
    }

    /// An adult says by what way notices may reach them, and one that waits for them is put away.
    async fn notices(&self, world: &World<'_>) {
        let base = world.base;
        let hers = self.what == What::NoticesOfResident;
        let party = if hers { &base.family.resident } else { &base.family.visiting[0] };
        let of = |rest: &str| format!("/families/{}/people/{party}/{rest}", base.family.family);
        let contact = json!({"safe_channel": "email", "email": format!("heron{}@example.org", self.number)});
        let contact = self.as_read(world, &of("contact"), contact).await;
        self.ask(world, "priya", Method::PUT, &of("contact"), contact).await.is(200);
        let said = json!({"from": "10:00", "until": "14:30", "code_word": format!("heron{}", "n".repeat(self.number))});
        let said = self.as_read(world, &of("contact"), said).await;
        self.ask(world, "priya", Method::PUT, &of("safe-way"), said).await.is(200);
        let own = json!({"safe_channel": "email", "email": format!("wren{}@example.org", self.number)});
        self.by_parent(world, hers, Method::PUT, "/my/contact", own).await.is(200);
        let listed = items(&world.centre.get("priya", "/notices?which=waiting").await.is(200));
        for waiting in listed.iter().filter(|one| one["party"] == json!(party)).take(self.number) {
            let path = format!("/notices/{}/put-away", id(waiting));
            self.post(world, "martin", &path, json!({"reason": self.words})).await.is(200);
        }
    }

    async fn ask(&self, world: &World<'_>, who: &str, method: Method, path: &str, body: Value) -> Answer {
        world.centre.ask(who, method, path, body).await
    }

    async fn post(&self, world: &World<'_>, who: &str, path: &str, body: Value) -> Answer {
        self.ask(world, who, Method::POST, path, body).await
    }

    async fn by_parent(
        &self,
        world: &World<'_>,
        hers: bool,
        method: Method,
        path: &str,
        body: Value,
    ) -> Answer {
        let observer = if hers { Observer::Resident } else { Observer::Visiting };
        let token = world.base.seats[&observer].token.clone().unwrap();
        world.centre.ask_with(&token, method, path, body).await
    }
}

/// The question of a parent who has looked, which waits for its answer.
async fn asked_who_looked(world: &World<'_>, hers: bool) -> String {
    let name = if hers { "Leanne Farrow" } else { "Karl Farrow" };
    let asked = items(&world.centre.get("priya", "/look-requests").await.is(200));
    let waits = |one: &&Value| one["asked_by"] == name && one["released_at"].is_null();
    format!("/look-requests/{}", id(asked.iter().find(waits).unwrap()))
}
