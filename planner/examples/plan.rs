//! Plans an instance without the rest of the program: `plan INSTANCE SECONDS OUT [ITERATIONS]`.
use planner::{Board, Pace, Search, Setting, Timetable, Wish};
use std::time::Instant;
struct Clock { began: Instant, seconds: f64 }
impl Pace for Clock {
    fn spent(&self) -> f64 { self.began.elapsed().as_secs_f64() / self.seconds }
    fn found(&self, cost: i64, served: usize) { eprintln!("{:.2}s {cost} {served}", self.began.elapsed().as_secs_f64()); }
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let text = std::fs::read_to_string(&args[1]).unwrap_or_default();
    let began = Instant::now();
    let instance = match planner::reading::instance(&text) { Ok(i) => i, Err(e) => { eprintln!("{e}"); std::process::exit(2) } };
    let setting = Setting::of(instance);
    eprintln!("set {:.2}", began.elapsed().as_secs_f64());
    let var = |name: &str, or: f64| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(or);
    let mut wish = Wish::default();
    wish.iterations = args.get(4).and_then(|n| n.parse().ok());
    wish.warm = var("WARM", wish.warm);
    wish.cool = var("COOL", wish.cool);
    wish.seed = var("SEED", 1.0) as u64;
    wish.threads = var("THREADS", 1.0) as usize;
    let mut search = Search::new(&setting, wish);
    let pace = Clock { began, seconds: args[2].parse().unwrap_or(10.0) };
    let board = search.run(Board::empty(&setting), &pace);
    eprintln!("{} steps {} cost {} served {} {:.2}s", args[1], search.steps, board.cost, board.served(), began.elapsed().as_secs_f64());
    let _ = std::fs::write(&args[3], Timetable::of(&board).to_json());
}
