//! The planner at work on what was gathered. What it finds is judged by the rule book in the order in which it will
//! be booked; a time that the book refuses is taken from what is open, and the planner goes to work again. So what
//! is proposed is what the book accepts, as long as nothing changes.

use super::{
    Want,
    candidates::{self, Candidate, Open},
    gather::{Gathered, Wanted},
    instance,
    job::{Job, Round, gap_percent},
    store::{Found, Helps, LineDocument, Moved, NewLine, Time, Wish},
};
use crate::schedule::Probe;
use base::{Day, Moment, RoomId, SiteId, StaffId, VisitId};
use host::Problem;
use planner::{
    Board, Reporter, Search, Setting, Standing, Wish as Way,
    reasons::{changes, obstacles},
    take_up,
};
use rules::{Refusal, plan::Kind};

/// How often the planner goes to work at most, because the rule book refused something.
const ROUNDS: usize = 8;
/// The part of the time that is left which a round may take.
const OF_WHAT_IS_LEFT: f64 = 0.6;
/// The same where visits that are moved are looked for nearby first.
const OF_WHAT_IS_LEFT_NEARBY: f64 = 0.2;
/// A round is never shorter, in seconds: a first timetable takes a part of it.
const SHORTEST: f64 = 0.05;

/// What was found.
pub(super) struct Outcome {
    pub(super) found: Found,
    pub(super) lines: Vec<NewLine>,
}

/// A window of a family, by their places.
type Window = (usize, usize);

/// A time for a window.
struct Placed {
    window: Window,
    start: Candidate,
    room: RoomId,
    supervisors: Vec<StaffId>,
}

/// Plans.
pub(super) fn plan(
    gathered: &mut Gathered,
    wishes: &[Wish],
    (job, names): (&Job, &dyn Fn(SiteId) -> String),
) -> Result<Outcome, Problem> {
    let mut lines = keep(gathered, wishes)?;
    let kept = lines.len();
    let mut open = Vec::new();
    for wanted in gathered.wanted.iter().filter(|one| !one.windows.is_empty()) {
        open.extend(candidates::open(gathered, wanted, wishes)?);
    }
    let wanted: usize = open.iter().map(|one| one.wanted.windows.len()).sum();
    job.wants(wanted);
    let mut found = Found {
        wanted: wanted + kept,
        served: kept,
        objective: 0,
        bound: 0,
        gap_percent: 0.0,
        seconds: 0,
        left_out: gathered.left_out,
        helps: Vec::new(),
    };
    if wanted > 0 {
        lines.extend(search(gathered, &mut open, (job, names), &mut found)?);
    }
    found.wanted = lines.len();
    found.served = lines.iter().filter(|line| line.time.is_some()).count();
    found.seconds = job.progress().seconds;
    Ok(Outcome { found, lines })
}

/// Lets the planner go to work until the rule book refuses nothing of what it found, and nothing further could be
/// opened to a visit that is moved.
fn search(
    gathered: &mut Gathered,
    open: &mut [Open],
    (job, names): (&Job, &dyn Fn(SiteId) -> String),
    found: &mut Found,
) -> Result<Vec<NewLine>, Problem> {
    let (mut bound, mut rounds, first) = (None, 1, gathered.span.from().day());
    loop {
        let setting = Setting::of(instance::instance(gathered, open, names));
        let is_last_look = !open.iter().any(Open::can_look_further);
        let part = if is_last_look { OF_WHAT_IS_LEFT } else { OF_WHAT_IS_LEFT_NEARBY };
        let watch = Round::of(job, (job.left() * part).max(SHORTEST));
        let reporter = Reporter::new(&setting, 1, &watch);
        let board = Search::new(&setting, Way::default()).run(begun(gathered, open, &setting), &reporter);
        // No timetable that the rule book accepts costs less than what was found before anything was taken away.
        let lowest = *bound.get_or_insert(reporter.bound().map_or(0, |bound| bound.whole_points()));
        let judged = judged(gathered, open, placed(&board, open, first))?;
        if !judged.refused.is_empty() && rounds < ROUNDS {
            for (one, _) in &judged.refused {
                open[one.window.0].take_away(&one.start);
            }
            rounds += 1;
            continue;
        }
        if look_further(&board, open) {
            // What is open now is more, and a timetable of it may cost less.
            bound = None;
            continue;
        }
        let cost = board.cost - board.letting_down();
        let standing = Standing { cost, served: board.served(), bound: lowest };
        (found.objective, found.bound, found.gap_percent) = (cost, lowest, gap_percent(standing));
        let lines = told(open, &board, &judged);
        if lines.iter().any(|line| line.time.is_none()) {
            let helps = changes(&board).into_iter();
            found.helps = helps.map(|one| Helps { what: one.what, families: one.families }).collect();
        }
        return Ok(lines);
    }
}

/// A board to begin with: on it stand the visits that are moved, as far as they could be where they were.
fn begun<'a>(gathered: &Gathered, open: &[Open], setting: &'a Setting) -> Board<'a> {
    let were = instance::as_told(gathered, open);
    if were.visits.is_empty() {
        return Board::empty(setting);
    }
    let taken = take_up(setting, &were);
    let mut board = taken.board;
    board.hold_to(taken.told, taken.lost);
    board
}

/// Opens what is further from where they were to the visits that have no time yet. Answers whether there was
/// anything.
fn look_further(board: &Board<'_>, open: &mut [Open]) -> bool {
    let visits = board.setting.instance.visits.iter().zip(&board.placed);
    let without = visits.filter(|(_, at)| at.is_none()).map(|(visit, _)| visit.family);
    let mut is_more = false;
    for family in without {
        is_more |= open[family].look_further();
    }
    is_more
}

/// The times that the co-ordinator wants kept are counted as booked before anything else is looked for, where
/// the rule book lets them.
fn keep(gathered: &mut Gathered, wishes: &[Wish]) -> Result<Vec<NewLine>, Problem> {
    let mut lines = Vec::new();
    for (number, wish) in wishes.iter().filter(|wish| wish.what == Want::Keep).enumerate() {
        let day = wish.starts.day();
        let place =
            |one: &Wanted| one.windows.iter().position(|(first, last)| (*first..=*last).contains(&day));
        let is_of = |one: &&mut Wanted| one.family == wish.family && place(one).is_some();
        let Some(wanted) = gathered.wanted.iter_mut().find(is_of) else { continue };
        let Some(window) = place(wanted) else { continue };
        let Some(probe) = wanted.probe(&gathered.known, gathered.span.from())? else { continue };
        let (booking, kind) = (probe.booking(wish.starts, wish.room, wish.supervisors.clone()), probe.kind());
        if !Probe::refusals(&gathered.known, booking.clone())?.is_empty() {
            continue;
        }
        wanted.windows.remove(window);
        let document = LineDocument {
            supervisors: wish.supervisors.clone(),
            is_kept: true,
            needs_interpreter: wanted.moves.is_none() && probe.assumes_interpreter(),
            moves: wanted.moves.as_deref().map(Moved::of),
            ..LineDocument::default()
        };
        lines.push(NewLine {
            family: wish.family,
            number: i32::try_from(window).unwrap_or(0),
            kind,
            priority: wanted.priority,
            waits_since: wanted.since,
            time: Some(Time { starts: wish.starts, ends: booking.timing.ends, room: wish.room }),
            document,
        });
        gathered.known.add_booking(VisitId::from_random(number as u128 + 1), &booking);
    }
    Ok(lines)
}

/// What stands on a board, the earliest first.
fn placed(board: &Board<'_>, open: &[Open], first: Day) -> Vec<Placed> {
    let (setting, instance) = (board.setting, &board.setting.instance);
    let mut placed = Vec::new();
    for (visit, at) in board.placed.iter().enumerate() {
        let Some(at) = at else { continue };
        let (visit, session) = (&instance.visits[visit], &instance.sessions[at.session]);
        let is_there = |start: &&Candidate| {
            start.slot == session.from + at.slot && instance::session_name(start, first) == session.name
        };
        let Some(start) = open[visit.family].starts.iter().find(is_there) else { continue };
        let room = &instance.rooms[instance.sites[session.site].rooms[at.room]].name;
        let Some(room) = start.rooms.iter().find(|one| one.as_str() == room) else { continue };
        let name = |one: &usize| &instance.supervisors[setting.staff[at.session][*one]].name;
        placed.push(Placed {
            window: (visit.family, visit.number),
            room: *room,
            // The staff of the session have no identifier, and are not named.
            supervisors: at.team.members().iter().filter_map(|one| name(one).parse().ok()).collect(),
            start: start.clone(),
        });
    }
    placed.sort_by_key(|one| (one.start.starts, one.window));
    placed
}

/// Judges what was found as it will be booked, each counted among the others for the next; answers what the rule
/// book refuses, and what it lets.
fn judged(gathered: &mut Gathered, open: &[Open], placed: Vec<Placed>) -> Result<Judged, Problem> {
    let (mut judged, mut counted) = (Judged::default(), Vec::new());
    for one in placed {
        let wanted = &open[one.window.0].wanted;
        let Some(probe) = wanted.probe(&gathered.known, one.start.starts)? else { continue };
        let booking = probe.booking(one.start.starts, one.room, one.supervisors.clone());
        let refusals = Probe::refusals(&gathered.known, booking.clone())?;
        if refusals.is_empty() {
            let ends = booking.timing.ends;
            let id = VisitId::from_random(COUNTED + counted.len() as u128);
            gathered.known.add_booking(id, &booking);
            counted.push(id);
            judged.accepted.push((one, ends));
        } else {
            judged.refused.push((one, refusals));
        }
    }
    gathered.known.set_aside(&counted);
    Ok(judged)
}

/// Beyond the numbers of times that are kept.
const COUNTED: u128 = 1 << 32;

/// What the rule book says of what was found.
#[derive(Default)]
struct Judged {
    accepted: Vec<(Placed, Moment)>,
    refused: Vec<(Placed, Vec<Refusal>)>,
}

/// A line for each visit that is wanted: its time, or why it has none.
fn told(open: &[Open], board: &Board<'_>, judged: &Judged) -> Vec<NewLine> {
    let mut lines = Vec::new();
    for (visit, of) in board.setting.instance.visits.iter().enumerate() {
        let (window, one) = ((of.family, of.number), &open[of.family]);
        let found = judged.accepted.iter().find(|(placed, _)| placed.window == window);
        if found.is_some_and(|(placed, ends)| one.wanted.stays(placed, *ends, one.kind)) {
            continue;
        }
        let mut document = LineDocument {
            needs_interpreter: one.needs_interpreter,
            moves: one.wanted.moves.as_deref().map(Moved::of),
            ..LineDocument::default()
        };
        if let Some((placed, _)) = found {
            document.supervisors.clone_from(&placed.supervisors);
        } else if let Some((_, refusals)) = judged.refused.iter().find(|(placed, _)| placed.window == window)
        {
            document.reasons = refusals.iter().map(ToString::to_string).collect();
        } else if one.starts.is_empty() {
            document.reasons = one.against.iter().map(ToString::to_string).collect();
        } else {
            let obstacles = obstacles(board, visit).into_iter();
            document.reasons = obstacles.map(|one| sentence(&one.in_words(board, visit))).collect();
        }
        if found.is_none() && document.reasons.is_empty() {
            document.reasons.push("The centre is open at no time that suits this family.".to_owned());
        }
        let time =
            found.map(|(placed, ends)| Time { starts: placed.start.starts, ends: *ends, room: placed.room });
        lines.push(NewLine {
            family: one.wanted.family,
            number: i32::try_from(of.number).unwrap_or(0),
            kind: one.kind,
            priority: one.wanted.priority,
            waits_since: one.wanted.since,
            time,
            document,
        });
    }
    lines
}

impl Wanted {
    /// Whether a visit that could be moved is left where it was, because only others stand in its way.
    fn stays(&self, placed: &Placed, ends: Moment, kind: Kind) -> bool {
        let sorted = |supervisors: &[StaffId]| {
            let mut sorted = supervisors.to_vec();
            sorted.sort_unstable();
            sorted
        };
        self.moves.as_ref().is_some_and(|was| {
            let now = &was.document.now;
            (was.starts, was.room, now.kind, now.timing.ends)
                == (placed.start.starts, placed.room, kind, ends)
                && sorted(&now.supervisors) == sorted(&placed.supervisors)
        })
    }
}

/// What the planner says, as a sentence.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
