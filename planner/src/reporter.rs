//! What a search has come to so far, for people who wait for it: the best timetable and the best bound.

use crate::{
    bound::{Ascent, Bound},
    search::Pace,
    setting::Setting,
};
use std::sync::Mutex;

/// How a search stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// What the best timetable costs, in points.
    pub cost: i64,
    /// Visits it serves.
    pub served: usize,
    /// What no timetable costs less than, in points; 0 where that was not asked for.
    pub bound: i64,
}

impl Standing {
    /// By how much the best timetable could at most be bettered, from 0 to 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "only shown")]
    pub fn gap(&self) -> f64 {
        if self.cost == 0 { 0.0 } else { (self.cost - self.bound).max(0) as f64 / self.cost as f64 }
    }
}

/// What a clock says, and whether somebody wishes to stop. The only way in which time comes in here.
pub trait Watch: Sync {
    /// Seconds since the search began.
    fn elapsed(&self) -> f64;
    /// Seconds after which it ends.
    fn limit(&self) -> f64;
    /// Whether somebody wishes it to end now.
    fn is_stopped(&self) -> bool;
    /// Hears how the search stands.
    fn tell(&self, standing: Standing);
}

/// The part of the time that goes into the bound.
const FOR_THE_BOUND: f64 = 0.25;
/// Rounds in which prices settle where no time was set.
const SETTLING: u32 = 250;

/// Lets a search and its bound take turns, and tells how they stand.
pub struct Reporter<'a> {
    watch: &'a dyn Watch,
    climb: Mutex<Climb<'a>>,
}

struct Climb<'a> {
    ascent: Ascent<'a>,
    /// Seconds that went into it.
    seconds: f64,
}

impl<'a> Reporter<'a> {
    /// Begins to report.
    #[must_use]
    pub fn new(setting: &'a Setting, threads: usize, watch: &'a dyn Watch) -> Self {
        let climb = Climb { ascent: Ascent::new(setting, threads), seconds: 0.0 };
        Self { watch, climb: Mutex::new(climb) }
    }

    /// The bound, once the search is over. Where no time was set, prices have not settled while it went on, and
    /// do so now.
    #[must_use]
    pub fn bound(&self) -> Option<Bound> {
        let mut climb = self.climb.lock().ok()?;
        if self.watch.limit().is_infinite() {
            for round in (0..SETTLING).take_while(|_| !self.watch.is_stopped()) {
                climb.ascent.step(f64::from(round) / f64::from(SETTLING));
            }
        }
        Some(climb.ascent.bound())
    }
}

impl Pace for Reporter<'_> {
    fn spent(&self) -> f64 {
        if self.watch.is_stopped() { 1.0 } else { self.watch.elapsed() / self.watch.limit() }
    }

    fn found(&self, cost: i64, served: usize) {
        // What comes first is told at once; the bound is worked on between two rounds of the search.
        let Ok(mut climb) = self.climb.lock() else { return };
        self.watch.tell(Standing { cost, served, bound: whole(climb.ascent.points()) });
        loop {
            let now = self.watch.elapsed();
            let is_due = climb.seconds <= FOR_THE_BOUND * now;
            if !is_due || climb.ascent.is_done() || self.spent() >= 1.0 {
                return;
            }
            climb.ascent.step(self.spent());
            climb.seconds += self.watch.elapsed() - now;
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "costs are far smaller")]
fn whole(points: f64) -> i64 {
    (points - 0.001).ceil() as i64
}
