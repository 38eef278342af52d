//! When the centre is open: patterns, days that are not as their week says, closures, and the sessions that
//! follow from all of them.

mod api;
mod closure;
mod exception;
mod pages;
mod pattern;
mod store;
mod visits;

pub(super) use api::operations;
pub use closure::{NewClosure, Shut};
pub use exception::{NewException, OpeningException};
pub(super) use pages::{next_table, pages};
pub use pattern::{EndPattern, NewPattern, OpeningPattern};
pub use store::{openings_between, times, times_of_sites};

use super::{may_see, site};
use base::{Day, Faults, Moment, Period, SiteId};
use host::{Problem, Tx, paging::All};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most days that can be asked for at once.
const MOST_DAYS: i64 = 92;
/// How far ahead the next sessions are looked for, in days.
const AHEAD: i64 = 200;

/// A stretch of time in which a site is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpenTime {
    /// Which site.
    pub site: SiteId,
    /// From when.
    pub starts: Moment,
    /// Until when.
    pub ends: Moment,
}

/// Of which days and which site the opening times are wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OpenTimesAsked {
    /// The first day; today when not said.
    pub from: Option<Day>,
    /// The last day, 92 days after the first at most; four weeks after it when not said.
    pub until: Option<Day>,
    /// Which site; every one when not said.
    pub site: Option<SiteId>,
}

/// When each site is open, from everything that bears on it.
pub fn open_times(tx: &mut Tx<'_>, asked: &OpenTimesAsked) -> Result<All<OpenTime>, Problem> {
    may_see(tx)?;
    let from = asked.from.unwrap_or_else(|| tx.now.day());
    let until = asked.until.unwrap_or_else(|| from.plus_days(28));
    let mut faults = Faults::none();
    faults.require(
        (0..=MOST_DAYS).contains(&until.days_since(from)),
        "/until",
        "Ask for a last day that is not before the first, nor more than 92 days after it",
    );
    faults.none_or_err()?;
    let site = match asked.site {
        Some(id) => Some(site::one(tx, id)?.id),
        None => None,
    };
    let period =
        Period::new(Moment::start_of(from), Moment::start_of(until.plus_days(1))).map_err(Problem::broken)?;
    Ok(All { items: of_sites(tx, period, site)? })
}

/// The sessions of each site within a period, the next one first.
fn of_sites(tx: &mut Tx<'_>, period: Period, only: Option<SiteId>) -> Result<Vec<OpenTime>, Problem> {
    let times = times(tx, period)?;
    let mut open: Vec<OpenTime> = times
        .sites
        .iter()
        .map(|(site, _)| *site)
        .filter(|site| only.is_none_or(|only| only == *site))
        .flat_map(|site| {
            let stretches = times.open_at(site, period).into_iter();
            stretches.map(move |open| OpenTime { site, starts: open.from(), ends: open.until() })
        })
        .collect();
    open.sort_by_key(|one| (one.starts, one.site));
    Ok(open)
}

/// The next sessions of all sites from now on.
fn next_sessions(tx: &mut Tx<'_>, most: usize) -> Result<Vec<OpenTime>, Problem> {
    let until = Moment::start_of(tx.now.day().plus_days(AHEAD));
    let period = Period::new(tx.now, until).map_err(Problem::broken)?;
    let mut open = of_sites(tx, period, None)?;
    open.truncate(most);
    Ok(open)
}

/// A day of a period that is an exception at every site: a session added to it would have no effect.
pub(super) fn day_with_its_own(tx: &mut Tx<'_>, period: Period) -> Result<Option<OpeningException>, Problem> {
    let last = period.until().day();
    let found = store::exceptions(tx, period.from().day())?;
    Ok(found.into_iter().find(|one| one.site.is_none() && one.day <= last))
}

/// Whether the hours of a form go forward.
fn check_hours(faults: &mut Faults, opens: base::WallClock, closes: base::WallClock) {
    faults.require(closes > opens, "/closes", "Enter a time after the opening, on the same day");
}
