//! One visit as a card: where it stands, who is due, and the one big next step.

use crate::{front::Asked, visit::Standing};
use base::EventId;
use host::{Tx, forms::FormState};
use rules::{
    intake::Side,
    visit::{Emphasis, Lateness, State, Step, StepKind},
};

/// A step as something to press.
pub(super) struct Press {
    /// Its words.
    pub(super) label: String,
    /// Where it leads or posts.
    pub(super) href: String,
    /// Where a step that happened earlier is entered.
    pub(super) earlier: String,
    /// Whether one press does it; otherwise it leads to a form.
    pub(super) posts: bool,
    /// Whether it must wait.
    pub(super) waits: bool,
    /// Why it must wait, by name.
    pub(super) why: String,
    /// Whether it is for when something is wrong.
    pub(super) is_warning: bool,
    /// The tokens of its form.
    pub(super) f: FormState,
    /// The event's identifier, made here once for however often it is sent.
    pub(super) event: String,
    /// The kind of event it records.
    pub(super) kind: &'static str,
}

/// A visit as the day screen shows it.
pub(super) struct Card {
    /// The page of the visit, where whoever asks may open it.
    pub(super) href: Option<String>,
    pub(super) name: String,
    pub(super) state: &'static str,
    pub(super) state_look: &'static str,
    pub(super) look: &'static str,
    pub(super) times: String,
    pub(super) place: String,
    /// What is to stand ready for it, by name.
    pub(super) equipment: String,
    pub(super) expected: Vec<(String, bool)>,
    pub(super) bar: Vec<&'static str>,
    pub(super) bar_words: String,
    pub(super) warning: Option<String>,
    pub(super) say: Option<String>,
    pub(super) main: Option<Press>,
}

/// Whether one press is enough, with nothing to fill in.
pub(super) fn is_plain(kind: StepKind) -> bool {
    matches!(
        kind,
        StepKind::ResidentLeft
            | StepKind::Started
            | StepKind::Resumed
            | StepKind::Ended
            | StepKind::ResidentArrivedToCollect
            | StepKind::VisitingReleased
            | StepKind::Closed
    )
}

/// A step as something to press; a plain one posts to `action`.
pub(super) fn press(tx: &Tx<'_>, one: &Standing, step: &Step, action: &str, asked: &Asked) -> Press {
    let id = one.visit.id;
    let posts = is_plain(step.kind);
    let earlier = format!("/visits/{id}/steps/{}", step.kind);
    Press {
        label: words(one, step.kind),
        href: match step.kind {
            StepKind::Briefed => format!("/visits/{id}/briefing"),
            _ if posts => action.to_owned(),
            _ => earlier.clone(),
        },
        earlier,
        posts,
        waits: step.allowed.is_err(),
        why: step.allowed.as_ref().err().map(|why| one.by_name(step.kind, why)).unwrap_or_default(),
        is_warning: step.emphasis == Emphasis::Warning,
        f: asked.other(&format!("{id}.{}", step.kind)),
        event: EventId::from_random(tx.random()).to_string(),
        kind: step.kind.as_str(),
    }
}

/// The words of a step, with the people named.
fn words(one: &Standing, kind: StepKind) -> String {
    let visiting = one.visit.names(Side::Visiting);
    let child = &one.visit.title;
    let has = if child.contains(" and ") { "have" } else { "has" };
    match kind {
        StepKind::Briefed => "Read why, the risks and the terms".to_owned(),
        StepKind::VisitingArrived => format!("{visiting} is here"),
        StepKind::ChildArrived => {
            format!("{child} {} here", if has == "have" { "are" } else { "is" })
        }
        StepKind::ResidentLeft => format!("{} has left the building", one.visit.names(Side::Resident)),
        StepKind::ResidentArrivedToCollect => {
            format!("{} is here to collect", one.visit.names(Side::Resident))
        }
        StepKind::ChildLeft => format!("{child} {has} left"),
        StepKind::VisitingReleased => format!("Let {visiting} go"),
        StepKind::VisitingWalkedOut => format!("{visiting} walked out"),
        StepKind::ChildRefused => {
            format!("{child} {} not want to", if has == "have" { "do" } else { "does" })
        }
        other => other.words().to_owned(),
    }
}

/// How far along the day's path a state is, of eight.
fn place(state: State) -> usize {
    match state {
        State::Held | State::Planned => 0,
        State::Briefed => 1,
        State::VisitingArrived => 2,
        State::ChildArrived => 3,
        State::InSession | State::Paused => 4,
        State::Ended => 5,
        State::ChildLeft => 6,
        State::VisitingReleased | State::NoShow | State::Refused | State::Cancelled | State::Released => 7,
        State::Debriefed | State::Closed => 8,
    }
}

/// The class of a state's tag; "Ended" has the shape of an early ending only where it was one.
pub(super) fn state_look(one: &Standing) -> &'static str {
    match one.visit.state {
        State::Ended if one.ending.as_ref().is_some_and(|ending| ending.reason.is_some()) => "ended-early",
        State::Ended => "child-left",
        state => state.as_str(),
    }
}

pub(super) fn card(tx: &Tx<'_>, one: &Standing, action: &str, asked: &Asked) -> Card {
    let state = one.visit.state;
    let main = one.main_step().map(|step| press(tx, one, step, action, asked));
    let at = place(state);
    let look = match state {
        State::InSession | State::Paused => "live",
        _ if one.visit.unsafe_because.is_some() => "hold",
        _ if state.is_over() && !one.has_people_here() => "done",
        _ if one.has_people_here() => "hold",
        _ if one.expected.iter().any(|who| who.at.since(tx.now).0 <= 30) => "now",
        _ => "",
    };
    let supervised = match one.visit.supervisor_names() {
        names if names.is_empty() => "staff on duty".to_owned(),
        names => names,
    };
    Card {
        href: Some(format!("/visits/{}", one.visit.id)),
        name: one.visit.title.clone(),
        state: state.words(),
        state_look: state_look(one),
        look,
        times: format!("{} to {}", one.visit.timing.starts.time_words(), one.visit.timing.ends.time_words()),
        place: format!("{} · {} · {supervised}", one.visit.room_name, one.visit.kind.words()),
        equipment: one.visit.equipment_names(),
        expected: one
            .expected
            .iter()
            // Said once: what is said above the button is not said again.
            .filter(|who| {
                let is_said = one.say.as_ref().is_some_and(|say| say.contains(&who.name));
                who.lateness != Lateness::OnTime || !is_said
            })
            .map(|who| {
                let late = who.lateness != Lateness::OnTime;
                let words = if late {
                    format!(
                        "{} {} due at {}: {}, {} so far",
                        who.name,
                        if who.is_several() { "were" } else { "was" },
                        who.at.time_words(),
                        if who.lateness == Lateness::TooLate {
                            "too late, and may be called missed"
                        } else {
                            "late"
                        },
                        tx.now.since(who.at)
                    )
                } else {
                    let is = if who.is_several() { "are" } else { "is" };
                    format!("{} {is} due at {}", who.name, who.at.time_words())
                };
                (words, late)
            })
            .collect(),
        bar: (0..8)
            .map(|step| match step {
                step if step < at => "as-steps__done",
                step if step == at => "as-steps__now",
                _ => "",
            })
            .collect(),
        bar_words: format!("Step {at} of 8: {}", state.words().to_lowercase()),
        warning: one
            .visit
            .unsafe_because
            .as_ref()
            .filter(|_| !state.is_over())
            .map(|because| format!("Not safe as planned: {because}")),
        say: one.say.clone(),
        main,
    }
}
