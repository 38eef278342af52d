//! Free times on a page, a week at a time.

use super::{FreeDay, FreeTimes, FreeTimesAsked, Stretch, SupervisorThen, hold_form, of_known};
use crate::{
    family::{Family, Place, family, side_menu},
    front::{Asked, Pages},
    view::{Layout, Shell, SideLink, View},
};
use askama::Template;
use base::{Day, FamilyId, Moment, StaffId};
use host::{Problem, Tx};
use policy::BookVisit;
use rules::{Refusal, Rule};

/// The pages of this capability.
pub(in crate::schedule) fn pages() -> Pages {
    Pages::none().show::<BookVisit, FamilyId>("/families/{family}/free-times", week).and(hold_form::pages())
}

/// How many rooms or supervisors are told one by one; the rest are counted.
const TOLD: usize = 4;

#[derive(Template)]
#[template(path = "pages/free_times.html")]
struct Page {
    page: Shell,
    side: Vec<SideLink>,
    over: String,
    lead: String,
    /// What speaks against every time, said once.
    in_the_way: Vec<String>,
    /// Who is cleared for this kind of contact at none of these times, said once.
    not_cleared: String,
    case: String,
    before: Option<String>,
    after: String,
    days: Vec<DayThen>,
}

struct DayThen {
    id: String,
    words: String,
    sums_up: String,
    stretches: Vec<Line>,
}

/// A stretch as it is told.
struct Line {
    words: String,
    is_free: bool,
    /// With which rooms and supervisors.
    with: Vec<String>,
    /// What speaks against it.
    against: Vec<String>,
    /// Each start with the form it leads to.
    starts: Vec<(String, String)>,
}

fn week(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family(tx, id)?;
    let today = tx.now.day();
    let from: Day = asked.get("from").and_then(|day| day.parse().ok()).unwrap_or(today);
    let found = of_known(tx, &family, &FreeTimesAsked { from: Some(from), ..FreeTimesAsked::default() })?;
    let at = |day: Day| format!("/families/{id}/free-times?from={day}");
    let side = side_menu(tx.actor, &family, Place::Visits);
    let (over, lead) = (format!("{} · {}", family.title, family.reference), lead(&found));
    let mut in_the_way: Vec<&Refusal> = Vec::new();
    for one in &found.refusals {
        // Two rules may find the same lacking: it is said once.
        if in_the_way.iter().all(|said| said.detail != one.detail) {
            in_the_way.push(one);
        }
    }
    let in_the_way = in_the_way.into_iter().map(ToString::to_string).collect();
    let never = never_cleared(&found);
    let not_cleared = counted(never.iter().map(|(_, name)| name.as_str()));
    let case = format!("/families/{id}");
    let before = (from > today).then(|| at(from.plus_days(-7).max(today)));
    let after = at(from.plus_days(7));
    let days = found.days.iter().map(|day| told(&family, (&found, &never), day)).collect();
    let view = View::of(Layout::Staff, "Free times", move |page| {
        Page { page, side, over, lead, in_the_way, not_cleared, case, before, after, days }.render()
    });
    Ok(view.back("Visits", format!("/families/{id}/visits")))
}

fn lead(found: &FreeTimes) -> String {
    let interpreter = if found.assumes_interpreter {
        " An interpreter who is independent of the family must come too."
    } else {
        ""
    };
    format!(
        "{}, {}, from {} to {}.{interpreter}",
        found.kind.words(),
        found.length,
        found.from.words_with_weekday(),
        found.until.words_with_weekday()
    )
}

/// Those who are not cleared for it at any of these times.
fn never_cleared(found: &FreeTimes) -> Vec<(StaffId, String)> {
    let stretches = || found.days.iter().flat_map(|day| &day.stretches);
    let lacks = |stretch: &Stretch, id: StaffId| {
        let own = stretch.supervisors.iter().find(|one| one.who.id == id);
        own.is_some_and(|one| one.refusals.iter().any(|refusal| refusal.code == Rule::R9.code()))
    };
    let all = stretches().next().map(|first| first.supervisors.as_slice()).unwrap_or_default();
    all.iter()
        .filter(|one| stretches().all(|stretch| lacks(stretch, one.who.id)))
        .map(|one| (one.who.id, one.who.name.clone()))
        .collect()
}

/// What is found, and who is said above to be not cleared at all.
type Search<'f> = (&'f FreeTimes, &'f [(StaffId, String)]);

fn told(family: &Family, search: Search<'_>, day: &FreeDay) -> DayThen {
    let found = search.0;
    let free: usize = day.stretches.iter().filter(|one| one.is_free).map(|one| one.starts.len()).sum();
    let sums_up = match free {
        0 if !found.refusals.is_empty() => String::new(),
        0 => "No time is free.".to_owned(),
        1 => "1 time is free.".to_owned(),
        free => format!("{free} times are free."),
    };
    // Stretches that are told alike are one line.
    let mut lines: Vec<(Vec<Moment>, Line)> = Vec::new();
    for stretch in &day.stretches {
        let next = line(family, search, stretch);
        match lines.last_mut().filter(|(_, last)| !next.is_free && !last.is_free) {
            Some((starts, last)) if last.against == next.against => starts.extend(&stretch.starts),
            _ => lines.push((stretch.starts.clone(), next)),
        }
    }
    let stretches = lines.into_iter().map(|(starts, line)| Line { words: words(&starts), ..line }).collect();
    DayThen { id: day.day.to_string(), words: day.day.words_with_weekday(), sums_up, stretches }
}

fn words(starts: &[Moment]) -> String {
    match (starts.first(), starts.last()) {
        (Some(first), Some(last)) if first != last => {
            format!("Start from {} to {}", first.time_words(), last.time_words())
        }
        (Some(first), _) => format!("Start at {}", first.time_words()),
        _ => String::new(),
    }
}

fn line(family: &Family, search: Search<'_>, stretch: &Stretch) -> Line {
    let words = String::new();
    if !stretch.is_free {
        let against = against(search, stretch);
        return Line { words, is_free: false, with: Vec::new(), against, starts: Vec::new() };
    }
    let starts = stretch.starts.iter().map(|at| (at.time_words(), form(family.id, stretch, *at))).collect();
    Line { words, is_free: true, with: with(stretch), against: Vec::new(), starts }
}

/// What the form is filled in with, and who and what else would do.
fn with(stretch: &Stretch) -> Vec<String> {
    let mut rooms =
        stretch.rooms.iter().filter(|room| room.refusals.is_empty()).map(|room| room.name.as_str());
    let mut with = vec![filled(rooms.next().unwrap_or_default(), rooms)];
    if !stretch.team.is_empty() {
        let is_named = |one: &SupervisorThen| stretch.team.iter().any(|named| named.id == one.who.id);
        let able = || stretch.supervisors.iter().filter(|one| one.refusals.is_empty());
        let team: Vec<&str> = stretch.team.iter().map(|one| one.name.as_str()).collect();
        let others = able().filter(|one| !is_named(one)).map(|one| one.who.name.as_str());
        with.push(filled(&team.join(" and "), others));
        let met: Vec<&str> =
            able().filter(|one| one.has_met_family).take(TOLD).map(|one| one.who.name.as_str()).collect();
        if !met.is_empty() {
            let has = if met.len() == 1 { "has" } else { "have" };
            with.push(format!("{} {has} held a visit of this family before.", met.join(" and ")));
        }
    }
    with
}

fn filled<'n>(first: &str, others: impl Iterator<Item = &'n str>) -> String {
    match counted(others) {
        others if others.is_empty() => format!("{first}."),
        others => format!("{first}. Also free: {others}."),
    }
}

/// The booking form, with what is suggested filled in.
fn form(family: FamilyId, stretch: &Stretch, at: Moment) -> String {
    let mut path = format!("/families/{family}/visits/new?starts={}", at.microseconds());
    if let Some(room) = stretch.rooms.iter().find(|room| room.refusals.is_empty()) {
        path.push_str(&format!("&room={}", room.room));
    }
    if !stretch.team.is_empty() {
        let team: Vec<&str> = stretch.team.iter().map(|one| one.id.as_str()).collect();
        path.push_str(&format!("&supervisors={}", team.join(",")));
    }
    path
}

/// What speaks against a stretch beside what speaks against every time: what stands in any case, or else each
/// room's and each supervisor's own. Nothing, where that is all.
fn against((found, never): Search<'_>, stretch: &Stretch) -> Vec<String> {
    if !stretch.refusals.is_empty() {
        return stretch.refusals.iter().map(ToString::to_string).collect();
    }
    let mut told = Vec::new();
    if stretch.rooms.iter().all(|room| !room.refusals.is_empty()) {
        told.extend(first_few(stretch.rooms.iter().map(|room| room.refusals.as_slice()), "rooms"));
    }
    let able = stretch.supervisors.iter().filter(|one| one.refusals.is_empty()).count();
    if able < found.kind.supervisors() as usize {
        let is_never = |one: &SupervisorThen| never.iter().any(|(id, _)| *id == one.who.id);
        let rest = stretch.supervisors.iter().filter(|one| !one.refusals.is_empty() && !is_never(one));
        let (off_duty, others): (Vec<_>, Vec<_>) = rest.partition(|one| is_off_duty(one));
        told.extend(first_few(others.iter().map(|one| one.refusals.as_slice()), "staff"));
        if !off_duty.is_empty() {
            // Without their times, which differ from one start to the next.
            told.push(format!("Not on duty: {}.", counted(off_duty.iter().map(|one| one.who.name.as_str()))));
        }
        if told.is_empty() {
            told.push("Too few people are cleared for this kind of contact.".to_owned());
        }
    }
    if told.is_empty() && found.refusals.is_empty() {
        told.push("Nobody who could be named is free together with a room.".to_owned());
    }
    told
}

/// Whether all that speaks against somebody is that the rota does not have them.
fn is_off_duty(one: &SupervisorThen) -> bool {
    one.refusals.iter().all(|refusal| refusal.code == "not-on-duty")
}

/// The first thing that speaks against each of the first few, and how many more there are.
fn first_few<'r>(all: impl Iterator<Item = &'r [Refusal]>, of: &str) -> Vec<String> {
    let refused: Vec<&Refusal> = all.filter_map(<[Refusal]>::first).collect();
    let mut told: Vec<String> = refused.iter().take(TOLD).map(|refusal| refusal.detail.clone()).collect();
    if refused.len() > TOLD {
        told.push(format!("Nor would any of the {} other {of} do.", refused.len() - TOLD));
    }
    told
}

fn counted<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    let shown = names.iter().take(TOLD).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(TOLD) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
