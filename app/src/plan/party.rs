//! The plan as one party may read it. This type has no field for the other side: not their times, not
//! their door, not their names, not whether they agreed, not what the child said.

use super::{Agreement, Current, store};
use crate::{
    family::{Adult, Family},
    words::Words,
};
use base::{Day, Minutes, Prose, first_name};
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
pub fn level_in_plain_words(level: Level, words: Words) -> String {
    match level {
        Level::Supported => words.level_supported(),
        Level::Supervised => words.level_supervised(),
        Level::HighVigilance => words.level_high_vigilance(),
    }
}

/// The plan in force as an adult of the family reads it. The caller has asked policy.
pub fn party_plan(
    tx: &mut Tx<'_>,
    family: &Family,
    plan: &Current,
    adult: &Adult,
    words: Words,
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
    let (arriving, leaving) = coming_and_going(plan, adult.side, words);
    let agreed = store::agreements(tx, plan.id)?.into_iter().find(|agreement| agreement.party == adult.id);
    Ok(PartyPlan {
        version: plan.version,
        level: document.level,
        level_words: level_in_plain_words(document.level, words),
        kind: document.kind.words().to_owned(),
        frequency: document.frequency.to_string(),
        length: document.length,
        arriving,
        leaving,
        entrance,
        children: family.children.iter().map(|child| first_name(&child.name).to_owned()).collect(),
        people,
        rules: rules_of(plan, words),
        review_on: document.review_on,
        agreed,
    })
}

/// When to come and go, told by one's own times only.
fn coming_and_going(plan: &Current, side: Side, words: Words) -> (String, String) {
    let document = &plan.document;
    match document.kind {
        Kind::Indirect => return (words.plan_indirect_arriving(), words.plan_indirect_leaving()),
        Kind::Virtual => return (words.plan_video_arriving(), words.plan_video_leaving()),
        _ => {}
    }
    let (before, after) = (words.minutes(document.gaps.before), words.minutes(document.gaps.after));
    match (side, document.sequence) {
        (Side::Visiting, Sequence::VisitingFirst) => {
            (words.plan_visiting_first_arriving(&before), words.plan_visiting_first_leaving(&after))
        }
        (Side::Visiting, Sequence::ChildFirst) => {
            (words.plan_visiting_after_arriving(), words.plan_visiting_after_leaving())
        }
        (Side::Resident, Sequence::VisitingFirst) => {
            (words.plan_resident_after_arriving(), words.plan_resident_after_leaving())
        }
        (Side::Resident, Sequence::ChildFirst) => {
            (words.plan_resident_first_arriving(&before), words.plan_resident_first_leaving(&after))
        }
    }
}

fn rules_of(plan: &Current, words: Words) -> Vec<PlanRule> {
    let document = &plan.document;
    let line = |about: String, given: &Option<Prose>, unless: String| {
        let words = given.as_ref().map_or(unless, Prose::to_string);
        (!words.is_empty()).then_some(PlanRule { about, words })
    };
    let going_out = if document.may_leave_premises {
        words.plan_going_out_with_staff()
    } else {
        words.plan_going_out_never()
    };
    let nothing = String::new;
    [
        line(words.plan_going_out(), &None, going_out),
        line(words.plan_telephones(), &document.phones, words.plan_telephones_off()),
        line(words.plan_presents(), &document.gifts, words.plan_presents_ask_first()),
        line(words.plan_food(), &document.food, nothing()),
        line(words.plan_language(), &document.language, nothing()),
        line(words.plan_care(), &document.care, nothing()),
        line(words.plan_ends_visit(), &document.triggers_to_end, words.plan_ends_visit_any()),
        line(words.plan_hope(), &document.exit_goal, nothing()),
    ]
    .into_iter()
    .flatten()
    .collect()
}
