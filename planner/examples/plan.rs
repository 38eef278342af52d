//! Plans without the rest of the program, for measuring: `plan INSTANCE SECONDS OUT [ITERATIONS [FROM]]`, with
//! `SEED` and `THREADS` in the environment.

use planner::{Board, Pace, Search, Setting, Timetable, Wish, reading, take_up};
use std::{env, error::Error, fs, time::Instant};

struct Clock {
    began: Instant,
    seconds: f64,
}

impl Pace for Clock {
    fn spent(&self) -> f64 {
        self.began.elapsed().as_secs_f64() / self.seconds
    }

    fn found(&self, cost: i64, served: usize) {
        if env::var_os("QUIET").is_none() {
            eprintln!("{:.2} s: costs {cost}, serves {served}", self.began.elapsed().as_secs_f64());
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
        warm: set("WARM", plain.warm),
        cool: set("COOL", plain.cool),
    };
    let mut board = Board::empty(&setting);
    if let Some(before) = rest.get(1) {
        let taken = take_up(&setting, &Timetable::read(&fs::read_to_string(before)?)?);
        board = taken.board;
        board.hold_to(taken.told, taken.lost);
    }
    let mut search = Search::new(&setting, wish);
    let board = search.run(board, &Clock { began, seconds: seconds.parse()? });
    println!(
        "{} steps {} cost {} served {} disturbed {} seconds {:.2}",
        setting.instance.name,
        search.steps,
        board.cost,
        board.served(),
        board.disturbed(),
        began.elapsed().as_secs_f64()
    );
    Ok(fs::write(out, Timetable::of(&board).to_json())?)
}
