//! Plans without the rest of the program, for measuring: `plan INSTANCE SECONDS OUT [ITERATIONS [FROM]]`, with
//! `SEED` and `THREADS` in the environment.

use planner::{
    Board, Reporter, Search, Setting, Standing, Timetable, Watch, Wish, bound::certificate, reading, reasons,
    take_up,
};
use std::{env, error::Error, fs, time::Instant};

struct Clock {
    began: Instant,
    seconds: f64,
}

impl Watch for Clock {
    fn elapsed(&self) -> f64 {
        self.began.elapsed().as_secs_f64()
    }
    fn limit(&self) -> f64 {
        self.seconds
    }
    fn is_stopped(&self) -> bool {
        false
    }
    fn tell(&self, standing: Standing) {
        if env::var_os("QUIET").is_none() {
            eprintln!("{:.2} s: {standing:?}", self.elapsed());
        }
    }
}

fn set<T: std::str::FromStr>(name: &str, or: T) -> T {
    env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(or)
}

fn main() -> Result<(), Box<dyn Error>> {
    let began = Instant::now();
    let arguments: Vec<String> = env::args().collect();
    let [_, instance, seconds, out, rest @ ..] = &arguments[..] else {
        return Err("see the first line".into());
    };
    let setting = Setting::of(reading::instance(&fs::read_to_string(instance)?)?);
    let plain = Wish::default();
    let wish = Wish {
        seed: set("SEED", 1),
        threads: set("THREADS", 1),
        iterations: rest.first().and_then(|number| number.parse().ok()),
        settled_before: set("SETTLED", 0),
        warm: set("WARM", plain.warm),
        cool: set("COOL", plain.cool),
    };
    let mut board = Board::empty(&setting);
    if let Some(before) = rest.get(1) {
        let taken = take_up(&setting, &Timetable::read(&fs::read_to_string(before)?)?);
        board = taken.board;
        board.hold_to(taken.told, taken.lost);
    }
    let clock = Clock { began, seconds: seconds.parse()? };
    let reporter = Reporter::new(&setting, wish.threads, &clock);
    let mut search = Search::new(&setting, wish);
    let board = search.run(board, &reporter);
    let bound = reporter.bound().ok_or("no bound")?;
    if let Some(file) = env::var_os("CERTIFICATE") {
        fs::write(file, certificate(&setting, &bound))?;
    }
    if let Some(file) = env::var_os("REASONS") {
        fs::write(file, reasons(&board))?;
    }
    println!(
        "{} steps {} cost {} served {} disturbed {} bound {} seconds {:.2}",
        setting.instance.name,
        search.steps,
        board.cost,
        board.served(),
        board.disturbed(),
        bound.whole_points(),
        began.elapsed().as_secs_f64()
    );
    Ok(fs::write(out, Timetable::of(&board).to_json())?)
}
