//! Planning on the command line: an instance in, the best timetable out that the time allows.

use super::{
    Plan,
    run::{Stopped, failed, wrong},
};
use planner::{
    Board, Malformed, Reporter, Search, Setting, Standing, Timetable, Watch, Wish, bound::certificate,
    reading, reasons, take_up,
};
use std::{
    fs,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    time::Instant,
};

/// How long the search goes on, and what it says meanwhile.
struct Clock {
    began: Instant,
    seconds: f64,
    is_stopped: AtomicBool,
    is_talking: bool,
    visits: usize,
}

impl Watch for Clock {
    fn elapsed(&self) -> f64 {
        self.began.elapsed().as_secs_f64()
    }

    fn limit(&self) -> f64 {
        self.seconds
    }

    fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }

    fn tell(&self, standing: Standing) {
        if self.is_talking {
            eprintln!("{:.1} s: {}", self.elapsed(), in_words(standing, self.visits));
        }
    }
}

fn in_words(standing: Standing, visits: usize) -> String {
    let Standing { cost, served, bound } = standing;
    let gap = 100.0 * standing.gap();
    format!(
        "serves {served} of {visits} visits and costs {cost}; none costs less than {bound}, gap {gap:.1} %"
    )
}

/// Plans.
pub(super) fn plan(asked: Plan) -> Result<(), Stopped> {
    let began = Instant::now();
    let instance = reading::instance(&text(&asked.instance, "instance")?)
        .map_err(|error| malformed(&asked.instance, &error))?;
    let before = match &asked.from {
        None => None,
        Some(file) => Some(Timetable::read(&text(file, "from")?).map_err(|error| malformed(file, &error))?),
    };
    let setting = Setting::of(instance);
    let unlimited = if asked.iterations.is_some() { f64::INFINITY } else { 60.0 };
    let clock = Clock {
        began,
        seconds: asked.seconds.unwrap_or(unlimited),
        is_stopped: AtomicBool::new(false),
        is_talking: asked.progress,
        visits: setting.choices.len(),
    };
    let wish = Wish {
        seed: asked.seed,
        threads: asked.threads,
        iterations: asked.iterations,
        settled_before: asked.settled_before,
        ..Wish::default()
    };
    let mut board = Board::empty(&setting);
    if let Some(before) = before {
        let taken = take_up(&setting, &before);
        board = taken.board;
        board.hold_to(taken.told, taken.lost);
    }
    let reporter = Reporter::new(&setting, asked.threads, &clock);
    let board = until_interrupted(&clock, || Search::new(&setting, wish).run(board, &reporter))?;
    let timetable = Timetable::of(&board).to_json();
    match &asked.out {
        Some(file) => write(file, "out", &timetable)?,
        None => print!("{timetable}"),
    }
    if let Some(bound) = reporter.bound() {
        let cost = board.cost - board.letting_down();
        let standing = Standing { cost, served: board.served(), bound: bound.whole_points() };
        eprintln!("{}", in_words(standing, setting.choices.len()));
        if let Some(file) = &asked.certificate {
            write(file, "certificate", &certificate(&setting, &bound))?;
        }
    }
    if let Some(file) = &asked.reasons {
        write(file, "reasons", &reasons(&board))?;
    }
    if asked.from.is_some() {
        eprintln!("families whose visits change: {}", board.disturbed());
    }
    Ok(())
}

fn write(file: &Path, flag: &str, text: &str) -> Result<(), Stopped> {
    fs::write(file, text).map_err(|error| wrong(format!("{flag}: cannot write {}: {error}", file.display())))
}

/// Does the work on this thread; another waits for Ctrl-C meanwhile, upon which the work soon ends by itself.
fn until_interrupted<T>(clock: &Clock, work: impl FnOnce() -> T) -> Result<T, Stopped> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().map_err(failed)?;
    let (done, is_done) = tokio::sync::oneshot::channel::<()>();
    Ok(std::thread::scope(|scope| {
        scope.spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    _ = is_done => {}
                    _ = tokio::signal::ctrl_c() => clock.is_stopped.store(true, Ordering::Relaxed),
                }
            });
        });
        let outcome = work();
        drop(done);
        outcome
    }))
}

fn text(file: &Path, flag: &str) -> Result<String, Stopped> {
    fs::read_to_string(file)
        .map_err(|error| wrong(format!("{flag}: cannot read {}: {error}", file.display())))
}

fn malformed(file: &Path, error: &Malformed) -> Stopped {
    wrong(format!("{}: {error}", file.display()))
}
