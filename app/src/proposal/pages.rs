//! The page of the planner: what it is asked for, how far it has come, and what it proposes beside what is booked.

use super::{
    Acceptance, Found, LineState, NewProposal, PlanWhom, Proposal, ProposalLine, ProposalState, Want, accept,
    ask,
    see::{LineMoves, current},
    stop,
    store::{self, Standing},
};
use crate::{
    front::{Asked, Goto, Pages},
    view::{Choice, Layout, Shell, View, choices},
};
use askama::Template;
use base::{Day, Moment, ProposalId};
use host::{Problem, Tx, api::Nothing, forms::FormState};
use policy::{AskForProposal, DecideProposal, SeeProposal};
use rules::visit::State;
use std::collections::BTreeMap;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeeProposal, ()>("/proposal", page)
        .submit::<AskForProposal, (), NewProposal, _>(
            "/proposal",
            |tx, (), new| ask(tx, new),
            |(), _| Goto::to("/proposal"),
            page,
        )
        .submit::<DecideProposal, ProposalId, Nothing, _>(
            "/proposals/{proposal}/stop",
            |tx, id, _| stop(tx, id),
            |_, _| Goto::to("/proposal"),
            |tx, _, asked| page(tx, (), asked),
        )
        .submit::<DecideProposal, ProposalId, Acceptance, _>(
            "/proposals/{proposal}/acceptance",
            accept,
            |_, done| {
                Goto::to("/proposal").saying(if done.refused == 0 { "booked" } else { "booked-in-part" })
            },
            |tx, _, asked| page(tx, (), asked),
        )
}

#[derive(Template)]
#[template(path = "pages/proposal.html")]
struct Page {
    page: Shell,
    proposal: Option<Proposal>,
    over: String,
    days: Vec<DayThen>,
    /// The ask, the acceptance and the stop, each with its own tokens.
    ask: FormState,
    accept: FormState,
    stop: FormState,
    weeks: Vec<Choice>,
    whom: Vec<Choice>,
    wants: Vec<Choice>,
}

impl Page {
    /// Whether the planner can be asked: not while it is at work.
    fn can_ask(&self) -> bool {
        self.proposal.as_ref().is_none_or(|proposal| !proposal.is_at_work())
    }
}

/// A day of the two calendars.
struct DayThen {
    words: String,
    /// What is booked or held today.
    now: Vec<Entry>,
    /// The same, with what is proposed among it.
    then: Vec<Entry>,
}

/// A visit in one of them.
#[derive(Clone)]
struct Entry {
    at: Moment,
    words: String,
    /// What is different, in a word.
    mark: &'static str,
    look: &'static str,
    href: Option<String>,
}

fn page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let proposal = current(tx)?.proposal;
    let (mut days, mut over) = (Vec::new(), String::new());
    if let Some(proposal) = &proposal {
        let (from, until) = (proposal.asked.from, proposal.asked.until());
        over = format!("{} to {}", from.words(), until.words());
        if proposal.state == ProposalState::Ready {
            days = calendars(store::standing(tx, (from, until))?, &proposal.lines);
        }
    }
    let ask = ask_form(asked, proposal.as_ref(), tx.now.day());
    let of = |what: &str| match &proposal {
        Some(proposal) => asked.form_to(&format!("/proposals/{}/{what}", proposal.id)),
        None => asked.other(what),
    };
    let (accept, stop) = (of("acceptance"), of("stop"));
    let number = |number: u8| Choice::new(number.to_string(), number.to_string());
    let (weeks, whom, wants) = ((1..=4).map(number).collect(), choices!(PlanWhom), choices!(Want));
    Ok(View::of(Layout::Staff, "Plan ahead", move |page| {
        Page { page, proposal, over, days, ask, accept, stop, weeks, whom, wants }.render()
    }))
}

/// The form by which the planner is asked: as it was sent and refused, or as it was asked last.
fn ask_form(asked: &Asked, proposal: Option<&Proposal>, today: Day) -> FormState {
    let state = asked.form_to("/proposal");
    if state.has_errors() {
        return state;
    }
    // Other pages lead here for one of the choices.
    let wanted =
        asked.get("whom").and_then(|whom| PlanWhom::ALL.iter().copied().find(|one| one.as_str() == whom));
    let last = proposal.map(|one| &one.asked);
    // A visit that cannot stay may be today's.
    let soonest = if wanted == Some(PlanWhom::Unsafe) { today } else { today.plus_days(1) };
    let from =
        last.map(|last| last.from).filter(|from| *from >= today && wanted.is_none()).unwrap_or(soonest);
    let date = from.to_string();
    let mut parts = date.split('-').map(|part| part.trim_start_matches('0').to_owned());
    let [year, month, day] = [(); 3].map(|()| parts.next().unwrap_or_default());
    state
        .with("from.day", day)
        .with("from.month", month)
        .with("from.year", year)
        .with("weeks", last.map_or(2, |last| last.weeks).to_string())
        .with("every_weeks", last.map_or(1, |last| last.every_weeks).to_string())
        .with("whom", wanted.or(last.map(|last| last.whom)).unwrap_or(PlanWhom::Waiting).as_str())
        .with("seconds", last.map_or(20, |last| last.seconds).to_string())
}

/// The days on which anything is booked or proposed.
fn calendars(standing: Vec<Standing>, lines: &[ProposalLine]) -> Vec<DayThen> {
    let mut days: BTreeMap<Day, DayThen> = BTreeMap::new();
    let empty = |day: Day| DayThen { words: day.words_with_weekday(), now: Vec::new(), then: Vec::new() };
    for one in standing {
        let of_this = lines.iter().find(|line| line.visit == Some(one.id));
        let moves = lines
            .iter()
            .filter(|line| line.visit.is_none())
            .find(|line| line.moves.as_ref().is_some_and(|was| was.visit == one.id));
        let is_held = one.state == State::Held;
        let entry = Entry {
            at: one.starts,
            words: words(one.starts, one.ends, &one.title, &one.room_name),
            mark: match (of_this, moves) {
                (Some(line), _) => line.done_words(),
                (None, Some(_)) => "Cannot stay",
                (None, None) if is_held => "Held, stays",
                (None, None) => "",
            },
            look: match (moves, is_held) {
                (Some(_), _) => "unsafe",
                (None, true) => "held",
                (None, false) => "",
            },
            href: Some(format!("/visits/{}", one.id)),
        };
        let day = days.entry(one.starts.day()).or_insert_with(|| empty(one.starts.day()));
        let today = if moves.is_some() {
            "Cannot stay"
        } else if is_held {
            "Held"
        } else {
            ""
        };
        day.now.push(Entry { mark: today, ..entry.clone() });
        if moves.is_none_or(|line| line.state != LineState::Proposed) {
            day.then.push(entry);
        }
    }
    for line in lines {
        let (Some(starts), Some(ends)) = (line.starts, line.ends) else { continue };
        let (mark, look) = match line.state {
            LineState::Proposed if line.is_kept => ("New, kept as you asked", "now"),
            LineState::Proposed if line.moves.is_some() => ("Moved here", "now"),
            LineState::Proposed => ("New", "now"),
            // A visit that could not be moved is where it was.
            LineState::Refused if line.moves.is_some() => continue,
            LineState::Refused => ("Could not be booked", "unsafe"),
            LineState::Booked | LineState::Unserved => continue,
        };
        let words = words(starts, ends, &line.title, &line.room_name);
        let day = days.entry(starts.day()).or_insert_with(|| empty(starts.day()));
        day.then.push(Entry { at: starts, words, mark, look, href: None });
    }
    for day in days.values_mut() {
        day.then.sort_by_key(|entry| entry.at);
    }
    days.into_values().collect()
}

fn words(starts: Moment, ends: Moment, title: &str, room: &str) -> String {
    format!("{} to {}, {title}, {room}", starts.time_words(), ends.time_words())
}

impl Proposal {
    fn is_at_work(&self) -> bool {
        matches!(self.state, ProposalState::Asked | ProposalState::Running)
    }

    /// The lines with a time.
    fn with_time(&self) -> Vec<&ProposalLine> {
        self.lines.iter().filter(|line| line.starts.is_some()).collect()
    }

    /// Those without a time, each family with the same reasons once, with how many visits it is.
    fn without_time(&self) -> Vec<(&ProposalLine, usize)> {
        let mut families: Vec<(&ProposalLine, usize)> = Vec::new();
        for line in self.lines.iter().filter(|line| line.starts.is_none()) {
            let is_same = |(one, _): &&mut (&ProposalLine, usize)| {
                one.family == line.family && one.reasons == line.reasons
            };
            match families.iter_mut().find(is_same) {
                Some((_, visits)) => *visits += 1,
                None => families.push((line, 1)),
            }
        }
        families
    }

    /// What can still be booked.
    fn to_book(&self) -> Vec<&ProposalLine> {
        self.lines.iter().filter(|line| line.can_be_booked()).collect()
    }

    /// Those for which an interpreter has to be named, among these.
    fn to_interpret(&self) -> Vec<&ProposalLine> {
        self.to_book().into_iter().filter(|line| line.needs_interpreter).collect()
    }

    /// Whether it is about booked visits that cannot stay as they are.
    fn is_repair(&self) -> bool {
        self.asked.whom == PlanWhom::Unsafe
    }

    /// How many that is.
    fn open(&self) -> usize {
        self.to_book().len()
    }

    /// How good the timetable is.
    fn how_good(&self) -> String {
        match &self.found {
            Some(found) if found.wanted == 0 && self.is_repair() => {
                "Every booked visit can stay as it is.".to_owned()
            }
            Some(found) if found.wanted == 0 => "Every family has a visit in these weeks already.".to_owned(),
            Some(found) if found.served == found.wanted && self.is_repair() => {
                "Every visit that cannot stay has another time, as near as can be to what was booked."
                    .to_owned()
            }
            Some(found) if found.served == found.wanted => {
                format!("Every visit that was wanted has a time. {}", found.points())
            }
            Some(found) => {
                let without = found.wanted - found.served;
                let have = if without == 1 {
                    "1 visit has no time".to_owned()
                } else {
                    format!("{without} visits have no time")
                };
                let points = if self.is_repair() { String::new() } else { found.points() };
                format!("{have}; why is told below. {points}")
            }
            None => String::new(),
        }
    }

    /// How far it has come, in words for whoever waits.
    fn how_far(&self) -> String {
        let Some(progress) = &self.progress else { return "The planner is about to begin.".to_owned() };
        let time = format!("{} of {} seconds", progress.seconds, progress.of_seconds);
        match progress.served {
            Some(served) => format!("{time}. So far {served} of {} visits have a time.", progress.wanted),
            None => format!("{time}. It is finding out which times are open to each family."),
        }
    }
}

impl Found {
    /// What the timetable costs, and what none costs less than.
    fn points(&self) -> String {
        let Self { objective, bound, .. } = self;
        if objective <= bound {
            return "No better timetable can be made of what the centre has.".to_owned();
        }
        format!(
            "By the planner’s count this has {objective} points, and none can have fewer than {bound}. A visit without a \
             time counts 400 points or more, a day of waiting one to six."
        )
    }
}

impl LineMoves {
    /// When it was, where and with whom.
    fn words(&self) -> String {
        let names: Vec<&str> = self.supervisors.iter().map(|one| one.name.as_str()).collect();
        let with = if names.is_empty() { String::new() } else { format!(" {}", names.join(" and ")) };
        let (day, from, to) = (self.starts.day(), self.starts.time_words(), self.ends.time_words());
        format!("{}, {from} to {to}, {}.{with}", day.words_with_weekday(), self.room_name)
    }
}

impl ProposalLine {
    fn when(&self) -> String {
        let (Some(starts), Some(ends)) = (self.starts, self.ends) else { return String::new() };
        format!("{}, {} to {}", starts.day().words_with_weekday(), starts.time_words(), ends.time_words())
    }

    fn with(&self) -> String {
        let names: Vec<&str> = self.supervisors.iter().map(|one| one.name.as_str()).collect();
        if names.is_empty() { "The session’s staff".to_owned() } else { names.join(" and ") }
    }

    /// What the line is, in a word or two.
    fn state_words(&self) -> &'static str {
        match (self.state, &self.moves) {
            (LineState::Proposed, Some(_)) => "Move",
            (LineState::Booked, Some(_)) => "Moved",
            (LineState::Refused, Some(_)) => "Could not be moved",
            (state, _) => state.words(),
        }
    }

    /// What has become of it once it was accepted.
    fn done_words(&self) -> &'static str {
        if self.moves.is_some() { "Moved by this proposal" } else { "Booked from this proposal" }
    }

    fn can_be_booked(&self) -> bool {
        matches!(self.state, LineState::Proposed | LineState::Refused)
    }

    fn colour(&self) -> &'static str {
        match self.state {
            LineState::Proposed => "teal",
            LineState::Booked => "green",
            LineState::Refused => "red",
            LineState::Unserved => "orange",
        }
    }
}
