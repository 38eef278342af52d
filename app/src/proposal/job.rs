//! A search under way: how far it has come, and whether somebody wants it to end. Kept in memory alone, so that
//! what a program left unfinished is known by there being no job for it.

use base::ProposalId;
use planner::{Standing, Watch};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Instant,
};
use utoipa::ToSchema;

/// The searches under way, of every centre that this program serves.
static JOBS: Mutex<BTreeMap<ProposalId, Arc<Job>>> = Mutex::new(BTreeMap::new());

fn jobs() -> std::sync::MutexGuard<'static, BTreeMap<ProposalId, Arc<Job>>> {
    JOBS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A search under way.
#[derive(Debug)]
pub(super) struct Job {
    began: Instant,
    seconds: f64,
    is_stopped: AtomicBool,
    wanted: AtomicUsize,
    standing: Mutex<Option<Standing>>,
}

/// How far the planner has come.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Progress {
    /// For how many seconds it has worked.
    pub seconds: u64,
    /// After how many it ends at the latest.
    pub of_seconds: u64,
    /// How many visits are wanted.
    pub wanted: usize,
    /// For how many of them the best timetable so far has a time; none as long as there is no timetable.
    pub served: Option<usize>,
    /// What the best timetable costs, in the planner's points.
    pub objective: Option<i64>,
    /// What no timetable costs less than.
    pub bound: Option<i64>,
    /// By how much of its cost it could at most be bettered, in percent.
    pub gap_percent: Option<f64>,
}

/// In per cent, to one place.
#[must_use]
pub(super) fn gap_percent(standing: Standing) -> f64 {
    (standing.gap() * 1000.0).round() / 10.0
}

/// Keeps a job among those under way, until it is dropped.
pub(super) struct UnderWay {
    id: ProposalId,
    pub(super) job: Arc<Job>,
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        jobs().remove(&self.id);
    }
}

/// Begins a job that lasts so many seconds at most.
pub(super) fn begin(id: ProposalId, seconds: u32) -> UnderWay {
    let job = Arc::new(Job {
        began: Instant::now(),
        seconds: f64::from(seconds),
        is_stopped: AtomicBool::new(false),
        wanted: AtomicUsize::new(0),
        standing: Mutex::new(None),
    });
    jobs().insert(id, Arc::clone(&job));
    UnderWay { id, job }
}

/// The job for a proposal, if it is under way.
pub(super) fn of(id: ProposalId) -> Option<Arc<Job>> {
    jobs().get(&id).cloned()
}

impl Job {
    pub(super) fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    pub(super) fn wants(&self, visits: usize) {
        self.wanted.store(visits, Ordering::Relaxed);
    }

    pub(super) fn elapsed(&self) -> f64 {
        self.began.elapsed().as_secs_f64()
    }

    /// Seconds that are left of its time.
    pub(super) fn left(&self) -> f64 {
        if self.is_stopped.load(Ordering::Relaxed) { 0.0 } else { (self.seconds - self.elapsed()).max(0.0) }
    }

    /// How far it has come.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole seconds, and few of them"
    )]
    pub(super) fn progress(&self) -> Progress {
        let standing = *self.standing.lock().unwrap_or_else(PoisonError::into_inner);
        Progress {
            seconds: self.elapsed().min(self.seconds) as u64,
            of_seconds: self.seconds as u64,
            wanted: self.wanted.load(Ordering::Relaxed),
            served: standing.map(|one| one.served),
            objective: standing.map(|one| one.cost),
            bound: standing.map(|one| one.bound),
            gap_percent: standing.map(gap_percent),
        }
    }
}

/// A part of a job: one search, which ends when its time is over, somebody stops it, or nothing can be better.
pub(super) struct Round<'j> {
    job: &'j Job,
    began: f64,
    seconds: f64,
    is_best: AtomicBool,
}

impl<'j> Round<'j> {
    /// A round of so many seconds.
    pub(super) fn of(job: &'j Job, seconds: f64) -> Self {
        Self { job, began: job.elapsed(), seconds, is_best: AtomicBool::new(false) }
    }
}

impl Watch for Round<'_> {
    fn elapsed(&self) -> f64 {
        self.job.elapsed() - self.began
    }

    fn limit(&self) -> f64 {
        self.seconds
    }

    fn is_stopped(&self) -> bool {
        self.is_best.load(Ordering::Relaxed) || self.job.is_stopped.load(Ordering::Relaxed)
    }

    fn tell(&self, standing: Standing) {
        if standing.cost <= standing.bound {
            self.is_best.store(true, Ordering::Relaxed);
        }
        *self.job.standing.lock().unwrap_or_else(PoisonError::into_inner) = Some(standing);
    }
}
