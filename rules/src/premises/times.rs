//! When each site is open, from everything that bears on it.
//!
//! A day that is an exception has the hours it says, or none, whatever else is written down. On any other
//! day a site is open in the hours of its patterns and in the sessions that were added by hand. A closure
//! takes its stretch of time out of all of that.

use super::{Hours, Nation, Pattern};
use base::{Day, Moment, Period, RoomId, SiteId};
use std::collections::BTreeSet;

/// What is shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The whole centre.
    Centre,
    /// One site, with all its rooms.
    Site(SiteId),
    /// One room.
    Room(RoomId),
}

/// A pattern of one site, or of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regular {
    /// Of which site; of all when none is named.
    pub site: Option<SiteId>,
    /// When.
    pub pattern: Pattern,
}

/// A day that is not as its week says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Of which site; of all when none is named.
    pub site: Option<SiteId>,
    /// Which day.
    pub day: Day,
    /// The hours of that day; none when it is closed.
    pub hours: Option<Hours>,
    /// Why.
    pub reason: String,
}

/// A stretch of time in which something is shut.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Closure {
    /// What.
    #[serde(skip)]
    pub place: Place,
    /// From when until when.
    pub period: Period,
    /// Why.
    pub reason: String,
}

/// Everything that says when the centre is open, around some stretch of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// The sites, and whose bank holidays each keeps.
    pub sites: Vec<(SiteId, Nation)>,
    /// The bank holidays.
    pub holidays: BTreeSet<(Nation, Day)>,
    /// What comes again.
    pub patterns: Vec<Regular>,
    /// Days that are not as their week says.
    pub exceptions: Vec<Exception>,
    /// What is shut.
    pub closures: Vec<Closure>,
    /// Sessions that were added by hand, at every site.
    pub sessions: Vec<Period>,
}

impl Times {
    /// The stretches in which a site is open that share a moment with this period, each whole.
    #[must_use]
    pub fn open_at(&self, site: SiteId, within: Period) -> Vec<Period> {
        let days = days_about(within);
        let mut open = self.sessions_at(site, &days);
        for &day in &days {
            match self.exception_on(site, day) {
                Some(exception) => open.extend(exception.hours.and_then(|hours| hours.on(day))),
                None => open.extend(self.regular_on(site, day)),
            }
        }
        let mut open = joined(open);
        for closure in self.closures.iter().filter(|closure| closure.shuts_site(site)) {
            open = without(&open, closure.period);
        }
        open.into_iter().filter(|stretch| stretch.overlaps(&within)).collect()
    }

    /// The stretches in which any site is open that share a moment with this period, each whole.
    #[must_use]
    pub fn open_anywhere(&self, within: Period) -> Vec<Period> {
        joined(self.sites.iter().flat_map(|(site, _)| self.open_at(*site, within)).collect())
    }

    /// What keeps a room of a site shut at some moment of this period: closures of the room, its site and
    /// the centre, and days that are closed.
    #[must_use]
    pub fn shut(&self, site: SiteId, room: RoomId, within: Period) -> Vec<Closure> {
        let days = days_about(within).into_iter().filter_map(|day| {
            let exception = self.exception_on(site, day).filter(|exception| exception.hours.is_none())?;
            Some(Closure {
                place: exception.site.map_or(Place::Centre, Place::Site),
                period: whole(day)?,
                reason: exception.reason.clone(),
            })
        });
        self.closures
            .iter()
            .filter(|closure| closure.shuts_site(site) || closure.place == Place::Room(room))
            .cloned()
            .chain(days)
            .filter(|closure| closure.period.overlaps(&within))
            .collect()
    }

    /// What is said of a site's day: the site's own exception before that of all sites.
    fn exception_on(&self, site: SiteId, day: Day) -> Option<&Exception> {
        let of = |which: Option<SiteId>| {
            self.exceptions.iter().find(|exception| exception.site == which && exception.day == day)
        };
        of(Some(site)).or_else(|| of(None))
    }

    fn regular_on(&self, site: SiteId, day: Day) -> impl Iterator<Item = Period> {
        let is_holiday =
            self.sites.iter().any(|(one, nation)| *one == site && self.holidays.contains(&(*nation, day)));
        self.patterns
            .iter()
            .filter(move |regular| {
                let pattern = &regular.pattern;
                regular.site.is_none_or(|of| of == site)
                    && pattern.falls_on(day)
                    && (pattern.on_bank_holidays || !is_holiday)
            })
            .filter_map(move |regular| regular.pattern.hours.on(day))
    }

    /// The sessions added by hand, without the days that have hours of their own.
    fn sessions_at(&self, site: SiteId, days: &[Day]) -> Vec<Period> {
        let own = days.iter().filter(|day| self.exception_on(site, **day).is_some());
        own.filter_map(|day| whole(*day)).fold(self.sessions.clone(), |open, day| without(&open, day))
    }
}

impl Closure {
    fn shuts_site(&self, site: SiteId) -> bool {
        match self.place {
            Place::Centre => true,
            Place::Site(one) => one == site,
            Place::Room(_) => false,
        }
    }

    /// For example "from 9am on 1 December 2026 until 5pm on 2 December 2026: the boiler is mended".
    #[must_use]
    pub fn words(&self) -> String {
        let reason = self.reason.trim_end_matches('.');
        format!("from {} until {}: {reason}", self.period.from().words(), self.period.until().words())
    }
}

/// The days a period touches, and one on either side: a stretch that began the day before may reach in.
fn days_about(within: Period) -> Vec<Day> {
    let (first, last) = (within.from().day().plus_days(-1), within.until().day().plus_days(1));
    (0..=last.days_since(first)).map(|ahead| first.plus_days(ahead)).collect()
}

fn whole(day: Day) -> Option<Period> {
    Period::new(Moment::start_of(day), Moment::start_of(day.plus_days(1))).ok()
}

/// The same time in as few stretches as can be, in order. Stretches that touch are one.
fn joined(mut stretches: Vec<Period>) -> Vec<Period> {
    stretches.sort_by_key(|stretch| (stretch.from(), stretch.until()));
    let mut joined: Vec<Period> = Vec::new();
    for next in stretches {
        match joined.last_mut().filter(|last| last.until() >= next.from()) {
            Some(last) => {
                let until = last.until().max(next.until());
                *last = Period::new(last.from(), until).unwrap_or(*last);
            }
            None => joined.push(next),
        }
    }
    joined
}

/// The stretches without a period.
fn without(stretches: &[Period], out: Period) -> Vec<Period> {
    stretches
        .iter()
        .flat_map(|stretch| {
            let before = Period::new(stretch.from(), stretch.until().min(out.from())).ok();
            let after = Period::new(stretch.from().max(out.until()), stretch.until()).ok();
            before.into_iter().chain(after)
        })
        .collect()
}
