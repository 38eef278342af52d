//! Free times on a page, a week at a time.

use super::{FreeDay, FreeTimes, FreeTimesAsked, Stretch, hold_form, of_known};
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
    let before = (from > today).then(|| at(from.plus_days(-7).max(today)));
    let after = at(from.plus_days(7));
    let days = found.days.iter().map(|day| told(&family, day)).collect();
    let view = View::of(Layout::Staff, "Free times", move |page| {
        Page { page, side, over, lead, before, after, days }.render()
    });
    Ok(view.back("Visits", format!("/families/{id}/visits")))
}

fn lead(found: &FreeTimes) -> String {
    let interpreter = if found.assumes_interpreter {
        " It is taken for granted that an interpreter comes who is independent of the family."
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

fn told(family: &Family, day: &FreeDay) -> DayThen {
    let free: usize = day.stretches.iter().filter(|one| one.is_free).map(|one| one.starts.len()).sum();
    let sums_up = match free {
        0 => "No time is free.".to_owned(),
        1 => "1 time is free.".to_owned(),
        free => format!("{free} times are free."),
    };
    DayThen {
        id: day.day.to_string(),
        words: day.day.words_with_weekday(),
        sums_up,
        stretches: day.stretches.iter().map(|stretch| line(family, stretch)).collect(),
    }
}

fn line(family: &Family, stretch: &Stretch) -> Line {
    let (first, last) = (stretch.starts.first(), stretch.starts.last());
    let words = match (first, last) {
        (Some(first), Some(last)) if first != last => {
            format!("Start from {} to {}", first.time_words(), last.time_words())
        }
        (Some(first), _) => format!("Start at {}", first.time_words()),
        _ => String::new(),
    };
    if !stretch.is_free {
        return Line {
            words,
            is_free: false,
            with: Vec::new(),
            against: against(stretch),
            starts: Vec::new(),
        };
    }
    let rooms = stretch.rooms.iter().filter(|room| room.refusals.is_empty());
    let mut with = vec![counted(rooms.map(|room| room.name.as_str()))];
    let who: Vec<_> = stretch.supervisors.iter().filter(|one| one.refusals.is_empty()).collect();
    if !who.is_empty() {
        with.push(counted(who.iter().map(|one| one.who.name.as_str())));
    }
    if let Some(met) = who.iter().find(|one| one.has_met_family) {
        with.push(format!("{} has held a visit of this family", met.who.name));
    }
    let starts = stretch.starts.iter().map(|at| (at.time_words(), form(family.id, stretch, *at))).collect();
    Line { words, is_free: true, with, against: Vec::new(), starts }
}

/// The booking form, with what is suggested filled in.
fn form(family: FamilyId, stretch: &Stretch, at: Moment) -> String {
    let mut path = format!("/families/{family}/visits/new?starts={}", at.microseconds());
    if let Some(room) = stretch.rooms.iter().find(|room| room.refusals.is_empty()) {
        path.push_str(&format!("&room={}", room.room));
    }
    if let Some(who) = stretch.supervisors.iter().find(|one| one.refusals.is_empty()) {
        path.push_str(&format!("&supervisor={}", who.who.id));
    }
    path
}

/// What speaks against a stretch: what stands in any case, or else each room's and each supervisor's own.
fn against(stretch: &Stretch) -> Vec<String> {
    if !stretch.refusals.is_empty() {
        return stretch.refusals.iter().map(ToString::to_string).collect();
    }
    let rooms: Vec<&[Refusal]> = stretch.rooms.iter().map(|room| room.refusals.as_slice()).collect();
    let staff: Vec<&[Refusal]> = stretch.supervisors.iter().map(|one| one.refusals.as_slice()).collect();
    let mut told = Vec::new();
    for (own, rest) in [(rooms, "rooms"), (staff, "staff")] {
        // As long as one of them would do, it is not they who are in the way.
        if own.iter().any(|refusals| refusals.is_empty()) {
            continue;
        }
        let first = own.iter().take(TOLD).filter_map(|refusals| refusals.first());
        told.extend(first.map(|refusal| refusal.detail.clone()));
        if own.len() > TOLD {
            told.push(format!("Of the {} {rest} beside these, none would do either.", own.len() - TOLD));
        }
    }
    if told.is_empty() {
        told.push("No two who could be named are both free and cleared then.".to_owned());
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
