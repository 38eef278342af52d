//! What a parent who asks is told, and what is kept from them.
//!
//! A hostile reader counts: on which days did the centre work on the case, and how much, and who. A safeguarding
//! lead who read the case on the Tuesday after the other adult rang tells that the other adult rang. So nothing is
//! told of which the other side's doings could be the cause: neither a day, nor a number, nor that there is
//! anything. What is left is what the asker knows the occasion of.

use super::store;
use crate::{
    family::{Adult, Family},
    trail::store::words_of,
};
use base::{Day, Moment};
use host::{Problem, Tx};
use policy::Role;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

base::choices! {
    /// Which part of the record was looked at.
    pub enum Part {
        OwnPages = "own-pages" => "Your own pages, by your own sign-in",
        OwnMeeting = "own-meeting" => "Your meeting with us",
        Visit = "visit" => "The visit of that day",
    }
}

/// One line of what is told: a day, who by their role, and what. Not the time, not the name, not how often.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
pub struct LookEntry {
    /// The day.
    pub day: Day,
    /// Which part.
    pub part: Part,
    /// In what role.
    pub by: Role,
}

/// What is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LookExtract {
    /// Up to which day.
    pub until: Day,
    /// The lines, the latest day first.
    pub entries: Vec<LookEntry>,
}

/// What is not told of one kind, for the centre's own people.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Withheld {
    /// What was done or looked at.
    pub what: String,
    /// How often.
    pub lines: i64,
    /// Why it is withheld.
    pub because: String,
}

/// More than this is not told: the latest are.
const MOST: usize = 1000;

/// What the asker could not know the occasion of.
const OF_THE_WHOLE: &str = "It would tell on which days, and how much, the centre worked on the case, and so what the other side did.";
/// What one adult does in their own place.
const OF_AN_ADULT: &str = "It is what an adult did in their own place. Each is told of their own alone.";
/// Contact details are asked for by family: which adult’s they were is not in the line.
const OF_WHEREABOUTS: &str = "It may be about the other adult’s contact details.";

/// What is told to an adult who asked at this moment, and what is not.
pub(super) fn of(
    tx: &mut Tx<'_>,
    family: &Family,
    adult: &Adult,
    asked_at: Moment,
) -> Result<(LookExtract, Vec<Withheld>), Problem> {
    let until = asked_at.day();
    let mut entries = BTreeSet::new();
    for at in store::own_doings(tx, family.id, adult.account, asked_at)? {
        entries.insert(LookEntry { day: at.day(), part: Part::OwnPages, by: Role::Parent });
    }
    for (at, by) in store::own_meetings(tx, family.id, adult.id, asked_at)? {
        entries.insert(LookEntry { day: at.day(), part: Part::OwnMeeting, by });
    }
    // Of a visit, what those who were on it did on its own day: that somebody else read it, or read it later, may
    // come of what the other side said.
    for (at, visit_starts, by) in store::own_visits(tx, family.id, adult.id, asked_at)? {
        if at.day() == visit_starts.day() {
            entries.insert(LookEntry { day: at.day(), part: Part::Visit, by });
        }
    }
    let entries = entries.into_iter().rev().take(MOST).collect();
    let withheld = store::all_counted(tx, family.id, asked_at)?.into_iter().map(|(act, role, lines)| {
        let because = match (role, act.as_str()) {
            (Role::Parent, _) => OF_AN_ADULT,
            (_, "see-contacts" | "write-contacts" | "give-access") => OF_WHEREABOUTS,
            _ => OF_THE_WHOLE,
        };
        Withheld { what: words_of(&act), lines, because: because.to_owned() }
    });
    let withheld = withheld.collect();
    Ok((LookExtract { until, entries }, withheld))
}
