//! What safety or the law asks for by a time: tasks, incidents, assessments, unsafe visits, reviews.

use super::line::{Line, MOST, by_day, waiting, working_days_after};
use crate::{
    incident::{asker, hidden_from, may_be_known_to},
    review::all_due,
    schedule::Mend,
    schema::{assessment, family, incident, task, visit},
    view::WorkLine,
};
use base::{AssessmentId, FamilyId, IncidentId, Minutes, Moment, ReviewId, VisitId};
use diesel::prelude::*;
use host::{Problem, Tx, among};
use rules::{incident::IncidentKind, review::Trigger, visit::State};

const DAY: Minutes = Minutes(24 * 60);

/// A line on the law's clock: how long is left, or how late it is.
fn by_moment(title: String, href: String, why: String, due: Moment, now: Moment) -> Line {
    let left = due.since(now).0;
    let words = match left {
        ..0 => format!("Late: was due {}", due.words()),
        0..60 => format!("{} left, by {}", Minutes(left), due.time_words()),
        60..2880 => format!("{} hours left, by {}", left / 60, due.words()),
        _ => format!("By {}", due.words()),
    };
    Line { due, safety: true, work: WorkLine { title, href, why, due: words, urgent: due <= now.plus(DAY) } }
}

pub(super) fn tasks(tx: &mut Tx<'_>) -> Result<Vec<Line>, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    type From = (Option<IncidentId>, Option<ReviewId>, Option<VisitId>);
    type Row = (From, String, String, Moment, Option<String>, Option<State>);
    // What is alleged of somebody is not shown to them (R21), and nor is what follows from it.
    let me = asker(tx);
    let rows: Vec<Row> = task::table
        .left_join(family::table.on(task::family.eq(family::id.nullable())))
        .left_join(visit::table.on(task::visit.eq(visit::id.nullable())))
        .filter(task::centre.eq(centre).and(task::done_at.is_null()))
        .filter(task::incident.is_null().or(task::incident.ne_all(hidden_from!(me))))
        .order((task::due, task::id))
        .limit(MOST)
        .select((
            (task::incident, task::review, task::visit),
            task::whom,
            task::words,
            task::due,
            family::title.nullable(),
            visit::state.nullable(),
        ))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(from, whom, words, due, title, state)| {
            let href = match from {
                (Some(id), ..) => format!("/incidents/{id}"),
                (None, Some(id), _) => format!("/reviews/{id}"),
                (None, None, Some(id)) if state == Some(State::Held) => format!("/visits/{id}/hold"),
                (None, None, Some(id)) if state == Some(State::Released) => format!("/visits/{id}/answers"),
                (None, None, Some(id)) => format!("/visits/{id}"),
                (None, None, None) => "/tasks".to_owned(),
            };
            let why = title.map_or(format!("To tell: {whom}."), |title| format!("{title}. To tell: {whom}."));
            by_moment(words, href, why, due, now)
        })
        .collect())
}

/// Cases that somebody opened in an emergency, until they are signed off: before everything else.
pub(super) fn opened_in_emergency(tx: &mut Tx<'_>) -> Result<Vec<Line>, Problem> {
    let waiting = crate::emergency::waiting_lines(tx)?;
    Ok(waiting.into_iter().map(|(one, work)| Line { due: one.opened_at, safety: true, work }).collect())
}

/// What was recorded in the last week, for those who must know of it.
pub(super) fn incidents(tx: &mut Tx<'_>) -> Result<Vec<Line>, Problem> {
    let (centre, now, me) = (tx.centre(), tx.now, asker(tx));
    let rows: Vec<(IncidentId, IncidentKind, Moment, Moment, String)> = incident::table
        .inner_join(family::table.on(family::id.eq(incident::family)))
        .filter(incident::centre.eq(centre).and(incident::recorded_at.ge(now.plus(Minutes(-7 * DAY.0)))))
        .filter(may_be_known_to!(me))
        .order((incident::recorded_at.desc(), incident::id))
        .limit(MOST)
        .select((incident::id, incident::kind, incident::happened_at, incident::recorded_at, family::title))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(id, kind, at, recorded, title)| {
            let work = WorkLine {
                title: format!("{}: {title}", kind.words()),
                href: format!("/incidents/{id}"),
                why: format!("It happened at {}.", at.words()),
                due: format!("Recorded {}", recorded.words()),
                urgent: recorded.plus(DAY) > now,
            };
            Line { due: recorded, safety: true, work }
        })
        .collect())
}

/// Assessments that wait for somebody who did not write them, and one's own that came back.
pub(super) fn assessments(tx: &mut Tx<'_>) -> Result<Vec<Line>, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    let me = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let waits = assessment::state.eq("submitted").and(assessment::author.ne(me));
    let mine = assessment::state.eq("returned").and(assessment::author.eq(me));
    let rows: Vec<(AssessmentId, i32, String, Moment, String, FamilyId)> = assessment::table
        .inner_join(family::table.on(family::id.eq(assessment::family)))
        .filter(assessment::centre.eq(centre).and(among(assessment::state, ["submitted", "returned"])))
        .filter(waits.or(mine))
        .order((assessment::created, assessment::id))
        .limit(MOST)
        .select((
            assessment::id,
            assessment::version,
            assessment::state,
            assessment::created,
            family::title,
            family::id,
        ))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(id, version, state, created, title, _)| {
            let returned = state == "returned";
            let what = if returned { "Your assessment came back" } else { "Approve the assessment" };
            let why = format!("Version {version}. {}.", waiting(created, now));
            let due = working_days_after(created.day(), 3);
            by_day(format!("{what}: {title}"), format!("/assessments/{id}"), why, due, now.day())
        })
        .collect())
}

pub(super) fn unsafe_visits(tx: &mut Tx<'_>) -> Result<Vec<Line>, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    type Row = (VisitId, Moment, Option<String>, Option<String>, String);
    let rows: Vec<Row> = visit::table
        .inner_join(family::table.on(family::id.eq(visit::family)))
        .filter(visit::centre.eq(centre).and(visit::unsafe_because.is_not_null()))
        .filter(among(visit::state, State::NOT_BEGUN).or(visit::state.eq(State::Held)))
        .filter(visit::ends.gt(now))
        .order((visit::starts, visit::id))
        .limit(MOST)
        .select((visit::id, visit::starts, visit::unsafe_because, visit::unsafe_mend, family::title))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(id, starts, because, mend, title)| {
            let words = unsafe_words(because, mend.as_deref())?;
            Ok(unsafe_line(id, starts, Some(words), &title))
        })
        .collect()
}

/// What speaks against a booked visit, each with what would mend it.
pub(super) fn unsafe_words(because: Option<String>, mend: Option<&str>) -> Result<String, Problem> {
    let mend: Vec<Mend> = mend.map(serde_json::from_str).transpose()?.unwrap_or_default();
    let ways: Vec<String> = mend.iter().map(|one| format!("{} {}", one.detail, one.remedy)).collect();
    Ok(if ways.is_empty() { because.unwrap_or_default() } else { ways.join(" ") })
}

/// A visit that must not start as things stand.
pub(super) fn unsafe_line(id: VisitId, starts: Moment, because: Option<String>, title: &str) -> Line {
    let work = WorkLine {
        title: format!("Cancel or plan anew: {title}"),
        href: format!("/visits/{id}"),
        why: because.unwrap_or_default(),
        due: format!("Would start {}", starts.words()),
        urgent: true,
    };
    Line { due: starts, safety: true, work }
}

/// Reviews that are open or fall due within two weeks.
pub(super) fn reviews(tx: &mut Tx<'_>) -> Result<Vec<Line>, Problem> {
    let today = tx.now.day();
    let due = all_due(tx, today.plus_days(14), MOST)?;
    Ok(due
        .into_iter()
        .map(|due| {
            let (href, why) = match due.review {
                Some(id) => (format!("/reviews/{id}"), "Open, and not decided yet."),
                None => {
                    (format!("/families/{}/reviews?trigger={}", due.family, due.trigger), "Not opened yet.")
                }
            };
            let what = match (due.trigger, due.review) {
                (Trigger::Request, None) => "the day set at the last one".to_owned(),
                (trigger, _) => trigger.words().to_lowercase(),
            };
            by_day(format!("Review ({what}): {}", due.title), href, why.to_owned(), due.on, today)
        })
        .collect())
}
