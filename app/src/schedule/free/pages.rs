//! Free times on a page, a week at a time.

use super::{FreeDay, FreeTimes, FreeTimesAsked, Stretch, SupervisorThen, hold_form, of_known};
use crate::{
    family::{Family, Place, family, side_menu},
    front::{Asked, Pages},
    view::{Layout, Shell, SideLink, View},
};
use askama::Template;
use base::{Day, FamilyId, Moment};
use host::{Problem, Tx};
use policy::BookVisit;
use rules::Refusal;

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
    let in_the_way = found.refusals.iter().map(ToString::to_string).collect();
    let case = format!("/families/{id}");
    let before = (from > today).then(|| at(from.plus_days(-7).max(today)));
    let after = at(from.plus_days(7));
    let days = found.days.iter().map(|day| told(&family, &found, day)).collect();
    let view = View::of(Layout::Staff, "Free times", move |page| {
        Page { page, side, over, lead, in_the_way, case, before, after, days }.render()
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

fn told(family: &Family, found: &FreeTimes, day: &FreeDay) -> DayThen {
    let free: usize = day.stretches.iter().filter(|one| one.is_free).map(|one| one.starts.len()).sum();
    let sums_up = match free {
        0 if !found.refusals.is_empty() => String::new(),
        0 => "No time is free.".to_owned(),
        1 => "1 time is free.".to_owned(),
        free => format!("{free} times are free."),
    };
    DayThen {
        id: day.day.to_string(),
        words: day.day.words_with_weekday(),
        sums_up,
        stretches: day.stretches.iter().map(|stretch| line(family, found, stretch)).collect(),
    }
}

fn line(family: &Family, found: &FreeTimes, stretch: &Stretch) -> Line {
    let (first, last) = (stretch.starts.first(), stretch.starts.last());
    let words = match (first, last) {
        (Some(first), Some(last)) if first != last => {
            format!("Start from {} to {}", first.time_words(), last.time_words())
        }
        (Some(first), _) => format!("Start at {}", first.time_words()),
        _ => String::new(),
    };
    if !stretch.is_free {
        let against = against(found, stretch);
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
            able().filter(|one| one.has_met_family).map(|one| one.who.name.as_str()).collect();
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
fn against(found: &FreeTimes, stretch: &Stretch) -> Vec<String> {
    if !stretch.refusals.is_empty() {
        return stretch.refusals.iter().map(ToString::to_string).collect();
    }
    let rooms: Vec<&[Refusal]> = stretch.rooms.iter().map(|room| room.refusals.as_slice()).collect();
    let staff: Vec<&[Refusal]> = stretch.supervisors.iter().map(|one| one.refusals.as_slice()).collect();
    let needed = found.kind.supervisors() as usize;
    let mut told = Vec::new();
    for (own, enough, rest) in [(rooms, 1, "rooms"), (staff, needed, "staff")] {
        // As long as enough of them would do, it is not they who are in the way.
        if own.iter().filter(|refusals| refusals.is_empty()).count() >= enough {
            continue;
        }
        let first = own.iter().filter_map(|refusals| refusals.first()).take(TOLD);
        told.extend(first.map(|refusal| refusal.detail.clone()));
        let others = own.iter().filter(|refusals| !refusals.is_empty()).count().saturating_sub(TOLD);
        if others > 0 {
            told.push(format!("Nor would any of the {others} other {rest} do."));
        }
    }
    if told.is_empty() && found.refusals.is_empty() {
        told.push("Nobody who could be named is free together with a room.".to_owned());
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
