//! A visit as it stands at a moment: who is here, who is due, what may be done next and why not.

use super::{checks::on_hold, words};
use crate::schedule::VisitLine;
use base::{Minutes, Moment, PartyId, StaffId};
use rules::{
    Refusal,
    intake::Side,
    plan::Sequence,
    visit::{
        Emphasis, Ending, Lateness, RefusalHow, Step, StepKind, Visit, Whom, in_building, lateness,
        next_steps,
    },
};
use serde::Serialize;
use utoipa::ToSchema;

/// Somebody who is in the building.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Here {
    /// Who, as seen from the child.
    pub whom: Whom,
    /// Which adult, where one of the visiting side.
    pub party: Option<PartyId>,
    /// Their name, as staff say it.
    pub name: String,
    /// Since when.
    pub since: Option<Moment>,
}

/// Somebody who has not come yet.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Expected {
    /// Who, as seen from the child.
    pub whom: Whom,
    /// Their name, as staff say it.
    pub name: String,
    /// When they are due.
    pub at: Moment,
    /// How late they are by now.
    pub lateness: Lateness,
}

impl Expected {
    /// Whether the name is of more than one.
    #[must_use]
    pub fn is_several(&self) -> bool {
        self.name.contains(" and ")
    }
}

/// How late each side came, where it has come (R13).
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct CameLate {
    /// The visiting side.
    pub visiting: Option<Lateness>,
    /// The child.
    pub child: Option<Lateness>,
}

/// A visit as it stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = VisitStanding)]
pub struct Standing {
    /// The visit.
    #[serde(flatten)]
    pub visit: VisitLine,
    /// Who is in the building.
    pub in_building: Vec<Here>,
    /// Who has not come yet, the next one first.
    pub expected: Vec<Expected>,
    /// How late each side came, where it has come.
    pub came_late: CameLate,
    /// What may be done next, the main step first; each that must wait says why.
    pub steps: Vec<Step>,
    /// What to do or say now, by name.
    pub say: Option<String>,
    /// Who may come in (R6): those of the visiting side.
    pub may_enter: Vec<PartyId>,
    /// Who was turned away today.
    pub turned_away: Vec<PartyId>,
    /// Which staff have read the reasons, risks and terms (R8).
    pub briefed: Vec<StaffId>,
    /// Whether and how firmly the child refused today.
    pub child_refused: Option<RefusalHow>,
    /// How and when it came to be over.
    pub ending: Option<Ending>,
}

impl Standing {
    /// A visit as it stands at a moment. Steps are left out for somebody who may not take them.
    #[must_use]
    pub fn of(visit: VisitLine, now: &Visit, at: Moment, takes_steps: bool) -> Self {
        let mut steps = if takes_steps { next_steps(now, at) } else { Vec::new() };
        if let Some(because) = &visit.unsafe_because {
            for step in steps.iter_mut().filter(|step| step.kind == StepKind::Started) {
                step.allowed = Err(on_hold(because));
            }
        }
        let expected = expected(&visit, now, at);
        let say = words::say(&visit, now, at, &steps);
        let (visiting, child) = now.latenesses();
        Self {
            in_building: here(&visit, now),
            expected,
            came_late: CameLate { visiting, child },
            steps,
            say,
            may_enter: now.visiting.clone(),
            turned_away: now.turned_away.clone(),
            briefed: now.briefed.clone(),
            child_refused: now.child_refused,
            // What was said of an ending is for those who hold the visit.
            ending: now
                .ending
                .clone()
                .map(|ending| if takes_steps { ending } else { Ending { account: String::new(), ..ending } }),
            visit,
        }
    }

    /// The one big next step.
    #[must_use]
    pub fn main_step(&self) -> Option<&Step> {
        self.steps.first().filter(|step| step.emphasis == Emphasis::Main)
    }

    /// A refusal with the people of the visit named in it.
    #[must_use]
    pub fn by_name(&self, step: StepKind, refusal: &Refusal) -> String {
        words::by_name(&self.visit, step, refusal)
    }

    /// Whether somebody of the family is in the building.
    #[must_use]
    pub fn has_people_here(&self) -> bool {
        !self.in_building.is_empty()
    }
}

fn here(line: &VisitLine, now: &Visit) -> Vec<Here> {
    in_building(now)
        .into_iter()
        .map(|present| Here {
            whom: present.whom,
            party: present.party,
            name: match (present.whom, present.party.and_then(|party| line.person(party))) {
                (_, Some(person)) => person.name.clone(),
                (Whom::Child, None) => line.title.clone(),
                (Whom::Resident, None) => line.names(Side::Resident),
                (Whom::Visiting, None) => line.names(Side::Visiting),
            },
            since: present.since,
        })
        .collect()
}

fn expected(line: &VisitLine, now: &Visit, at: Moment) -> Vec<Expected> {
    if now.state.is_over() {
        return Vec::new();
    }
    let one = |whom, name: String, due: Moment| Expected {
        whom,
        name,
        at: due,
        lateness: lateness(due, at, now.limits),
    };
    let visiting = now
        .visiting_arrived_at
        .is_none()
        .then(|| one(Whom::Visiting, line.names(Side::Visiting), now.timing.visiting_arrives));
    let child = now
        .child_arrived_at
        .is_none()
        .then(|| one(Whom::Child, line.title.clone(), now.timing.child_arrives));
    let mut all: Vec<Expected> = visiting.into_iter().chain(child).collect();
    all.sort_by_key(|one| one.at);
    all
}

/// How long until somebody is due, as staff say it.
pub(super) fn until(who: &str, due: Moment, now: Moment) -> String {
    // Rounded up: "in 0 minutes" would be read as now.
    let wait = Minutes(-(now.since(due)).0);
    let (is, was) = if who.contains(" and ") { ("are", "were") } else { ("is", "was") };
    match wait.0 {
        ..=-1 => format!("{who} {was} due at {}, {} ago", due.time_words(), now.since(due)),
        0 => format!("{who} {is} due now, at {}", due.time_words()),
        1..=90 => format!("{who} {is} due at {}, in {wait}", due.time_words()),
        _ => format!("{who} {is} due at {}", due.time_words()),
    }
}

/// Which side comes first, as staff say it.
pub(super) fn first_side(sequence: Sequence) -> Side {
    match sequence {
        Sequence::VisitingFirst => Side::Visiting,
        Sequence::ChildFirst => Side::Resident,
    }
}
