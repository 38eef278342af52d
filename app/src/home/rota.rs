//! Visits to come that are not safe as things stand, and days on which somebody would work alone with families:
//! one statement for both, because the first page may send no more than twelve.

use super::{
    duties::{unsafe_line, unsafe_words},
    line::{Line, MOST},
};
use crate::{
    schema::{duty, family, room, staff_absence, visit},
    view::WorkLine,
};
use base::{Day, Minutes, Moment, Period, SiteId, StaffId, VisitId};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use host::{Problem, Tx, among};
use rules::{
    rota::{LEAST_ON_SITE, OnDuty, Rota},
    visit::State,
};
use std::collections::BTreeMap;

/// How many days ahead are looked at.
const DAYS: i64 = 14;
/// The most that is read: visits, each with those on duty meanwhile. What lies beyond comes up in its turn.
const READ: i64 = 600;

type Row = (
    (VisitId, Moment, Option<String>, Option<String>, Option<String>),
    (Moment, Moment, Moment, Moment),
    (Option<SiteId>, Option<(StaffId, Moment, Moment)>),
);

/// The visits that must not start as things stand, and the days within two weeks that have visits with fewer
/// than two on duty.
pub(super) fn visits_at_risk(tx: &mut Tx<'_>) -> Result<Vec<Line>, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    let until = Moment::start_of(now.day().plus_days(DAYS + 1));
    let is_away = staff_absence::table.filter(
        staff_absence::staff
            .eq(duty::staff)
            .and(staff_absence::starts.lt(duty::ends))
            .and(staff_absence::ends.gt(duty::starts)),
    );
    let begins = duty::starts.lt(visit::visiting_leaves).or(duty::starts.lt(visit::child_leaves));
    let ends = duty::ends.gt(visit::visiting_arrives).or(duty::ends.gt(visit::child_arrives));
    let there = duty::centre.eq(visit::centre).and(duty::site.eq(room::site));
    let of_its_time = there.and(begins).and(ends).and(not(exists(is_away)));
    // What has not ended began a day ago at the earliest. Each half has an index of its own.
    let since = visit::centre.eq(centre).and(visit::starts.ge(now.plus(Minutes(-24 * 60))));
    let (soon, not_safe) =
        (since.and(visit::starts.lt(until)), since.and(visit::unsafe_because.is_not_null()));
    let mut rows: Vec<Row> = visit::table
        // Joined from the left, so that visits are looked for by their times and nothing else.
        .left_join(family::table.on(family::id.eq(visit::family)))
        .left_join(room::table.on(room::id.eq(visit::room)))
        .left_join(duty::table.on(of_its_time))
        .filter(visit::ends.gt(now).and(soon.or(not_safe)))
        // A time that is only held needs nobody on duty yet, but must not be confirmed when it is not safe.
        .filter(
            among(visit::state, State::NOT_BEGUN)
                .or(visit::state.eq(State::Held).and(visit::unsafe_because.is_not_null())),
        )
        .order((visit::unsafe_because.is_null(), visit::starts, visit::id))
        .limit(READ)
        .select((
            (visit::id, visit::starts, visit::unsafe_because, visit::unsafe_mend, family::title.nullable()),
            (visit::visiting_arrives, visit::child_arrives, visit::visiting_leaves, visit::child_leaves),
            (room::site.nullable(), (duty::staff, duty::starts, duty::ends).nullable()),
        ))
        .load(tx.db())?;
    if rows.len() >= usize::try_from(READ).unwrap_or(usize::MAX) {
        // The last visit may have more on duty than were read.
        let last = rows.last().map(|row| row.0.0);
        rows.retain(|row| Some(row.0.0) != last);
    }
    let mut visits: BTreeMap<(Moment, VisitId), (Period, SiteId, Rota)> = BTreeMap::new();
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let (mut lines, mut seen) = (Vec::new(), None);
    for ((id, starts, because, mend, title), (one, other, leaves, also), (site, on_duty)) in rows {
        if because.is_some() && seen != Some(id) && lines.len() < most {
            let words = unsafe_words(because, mend.as_deref())?;
            lines.push(unsafe_line(id, starts, Some(words), &title.unwrap_or_default()));
        }
        seen = Some(id);
        if starts <= now || starts >= until {
            continue;
        }
        let site = site.ok_or_else(|| Problem::broken("a visit at no site"))?;
        let presence = Period::new(one.min(other), leaves.max(also)).map_err(Problem::broken)?;
        let (_, _, rota) =
            visits.entry((presence.from(), id)).or_insert_with(|| (presence, site, Rota::default()));
        if let Some((staff, starts, ends)) = on_duty {
            let time = Period::new(starts, ends).map_err(Problem::broken)?;
            rota.duties.push(OnDuty { staff, time, site });
        }
    }
    let mut days: BTreeMap<Day, (usize, usize, Moment)> = BTreeMap::new();
    for (presence, site, rota) in visits.into_values() {
        let fewest = rota.fewest(site, &presence);
        if fewest < LEAST_ON_SITE {
            let day = days.entry(presence.from().day()).or_insert((0, fewest, presence.from()));
            *day = (day.0 + 1, day.1.min(fewest), day.2.min(presence.from()));
        }
    }
    lines.extend(days.into_iter().take(most).map(|(day, short)| line(day, short, now)));
    Ok(lines)
}

fn line(day: Day, (visits, fewest, first): (usize, usize, Moment), now: Moment) -> Line {
    let who = if fewest == 0 { "Nobody is" } else { "Only one person is" };
    let of = if visits == 1 { "one visit".to_owned() } else { format!("{visits} visits") };
    let is_near = first.since(now).0 < 48 * 60;
    let work = WorkLine {
        title: format!("Put staff on duty: {}", day.words_with_weekday()),
        href: format!("/rota?day={day}"),
        why: format!("{who} on duty for {of}, and {LEAST_ON_SITE} are needed."),
        due: format!("Before {}", first.words()),
        urgent: is_near,
    };
    Line { due: first, safety: is_near, work }
}
