//! The plan as one party may read it. This type has no field for the other side: not their times, not
//! their door, not their names, not whether they agreed, not what the child said.

use super::{Agreement, Current, store};
use crate::family::{Adult, Family};
use base::{Day, Minutes, Prose};
use host::{Problem, Tx};
use rules::{
    intake::Side,
    plan::{Kind, Sequence},
    risk::Level,
};
use serde::Serialize;
use utoipa::ToSchema;

/// A rule of the plan, under its heading.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanRule {
    /// What it is about.
    pub about: String,
    /// What it says.
    pub words: String,
}

/// A plan as one party reads it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PartyPlan {
    /// Which version.
    pub version: i32,
    /// The level of supervision.
    pub level: Level,
    /// The level in plain words.
    pub level_words: String,
    /// The kind of contact, in words.
    pub kind: String,
    /// How often, in words.
    pub frequency: String,
    /// How long a visit is.
    pub length: Minutes,
    /// When to come, in words.
    pub arriving: String,
    /// When to go, in words.
    pub leaving: String,
    /// Which door to use, if the plan says.
    pub entrance: Option<String>,
    /// The children.
    pub children: Vec<String>,
    /// The people of one's own side who take part or bring the children.
    pub people: Vec<String>,
    /// What the plan says on telephones, food and the like.
    pub rules: Vec<PlanRule>,
    /// When the plan is looked at again.
    pub review_on: Day,
    /// One's own agreement, once given.
    pub agreed: Option<Agreement>,
}

/// A level of supervision, in words that mean what they say.
#[must_use]
pub const fn level_in_plain_words(level: Level) -> &'static str {
    match level {
        Level::Supported => {
            "Other families are in the room. Staff and volunteers are nearby to help. Nobody listens to what you say or writes notes about your time together."
        }
        Level::Supervised => {
            "One member of staff is with the child the whole time. They can see and hear everything, and they write down what happens."
        }
        Level::HighVigilance => {
            "Two members of staff are with the child the whole time. They can see and hear everything, and they write down what happens."
        }
    }
}

/// The plan in force as an adult of the family reads it. The caller has asked policy.
pub fn party_plan(
    tx: &mut Tx<'_>,
    family: &Family,
    plan: &Current,
    adult: &Adult,
) -> Result<PartyPlan, Problem> {
    let document = &plan.document;
    let doors = store::entrances(tx)?;
    let door = match adult.side {
        Side::Resident => document.resident_entrance,
        Side::Visiting => document.visiting_entrance,
    };
    let entrance = doors.into_iter().find(|(id, _)| Some(*id) == door).map(|(_, name)| name);
    let own = |id: &base::PartyId| family.adult(*id).filter(|other| other.side == adult.side);
    let mut people: Vec<String> = document
        .people
        .iter()
        .chain(&document.hands_over)
        .filter_map(own)
        .map(|it| it.name.clone())
        .collect();
    people.sort();
    people.dedup();
    let (arriving, leaving) = coming_and_going(plan, adult.side);
    let agreed = store::agreements(tx, plan.id)?.into_iter().find(|agreement| agreement.party == adult.id);
    Ok(PartyPlan {
        version: plan.version,
        level: document.level,
        level_words: level_in_plain_words(document.level).to_owned(),
        kind: document.kind.words().to_owned(),
        frequency: document.frequency.to_string(),
        length: document.length,
        arriving,
        leaving,
        entrance,
        children: family.children.iter().map(|child| first_name(&child.name)).collect(),
        people,
        rules: rules_of(plan),
        review_on: document.review_on,
        agreed,
    })
}

fn first_name(name: &str) -> String {
    name.split(' ').next().unwrap_or_default().to_owned()
}

/// When to come and go, told by one's own times only.
fn coming_and_going(plan: &Current, side: Side) -> (String, String) {
    let document = &plan.document;
    if matches!(document.kind, Kind::Indirect) {
        return (
            "Nobody needs to come. Send or bring what you want to give to the centre.".into(),
            "We open and read everything before we pass it on.".into(),
        );
    }
    if matches!(document.kind, Kind::Virtual) {
        return (
            "You take part by video. We send you the time and how to join before each call.".into(),
            "Staff end the call at the agreed time.".into(),
        );
    }
    let gaps = document.gaps;
    match (side, document.sequence) {
        (Side::Visiting, Sequence::VisitingFirst) => (
            format!("Come {} before the visit begins. Staff meet you at your door and show you the room.", gaps.before),
            format!("Stay in the room when the visit ends. Staff tell you when you may leave, at least {} later.", gaps.after),
        ),
        (Side::Visiting, Sequence::ChildFirst) => (
            "Come at the time we give you. Staff meet you at your door and show you the room.".into(),
            "Leave when staff tell you, straight after the visit ends.".into(),
        ),
        (Side::Resident, Sequence::VisitingFirst) => (
            "Bring the child at the time we give you. Staff meet you at your door. Please leave straight away.".into(),
            "Come back to your door at the time we give you. Staff bring the child to you. Please leave straight away.".into(),
        ),
        (Side::Resident, Sequence::ChildFirst) => (
            format!("Bring the child {} before the visit begins, so that there is time to settle. Please leave straight away.", gaps.before),
            format!("Come back to your door {} after the visit ends. Staff bring the child to you.", gaps.after),
        ),
    }
}

fn rules_of(plan: &Current) -> Vec<PlanRule> {
    let document = &plan.document;
    let line = |about: &str, words: &Option<Prose>, unless: &str| {
        let words = words.as_ref().map_or(unless, Prose::as_str);
        (!words.is_empty()).then(|| PlanRule { about: about.to_owned(), words: words.to_owned() })
    };
    let premises = if document.may_leave_premises {
        "The child may go out during a visit, together with staff."
    } else {
        "The child stays at the centre for the whole visit."
    };
    [
        Some(PlanRule { about: "Going out".into(), words: premises.into() }),
        line(
            "Telephones and photographs",
            &document.phones,
            "Telephones, cameras and smart watches stay off. Staff can take a photograph for you.",
        ),
        line("Presents", &document.gifts, "Ask us before you bring a present. Staff look at presents first."),
        line("Food and drink", &document.food, ""),
        line("Language", &document.language, ""),
        line("Toilet and nappies", &document.care, ""),
        line(
            "What ends a visit",
            &document.triggers_to_end,
            "Staff can stop a visit if the child is upset or somebody is not safe.",
        ),
        line("What we hope for", &document.exit_goal, ""),
    ]
    .into_iter()
    .flatten()
    .collect()
}
