//! Bounds.
use planner::{Setting, bound::raise, reading};
use std::{env, fs, time::Instant};
fn main() {
    let a: Vec<String> = env::args().collect();
    let setting = Setting::of(reading::instance(&fs::read_to_string(&a[1]).unwrap()).unwrap());
    let began = Instant::now();
    let s: f64 = a[2].parse().unwrap();
    let mut n = 0;
    let mut last = 0.0;
    let calls = std::cell::Cell::new(0);
    let b = raise(
        &setting,
        &|| {
            calls.set(calls.get() + 1);
            began.elapsed().as_secs_f64() / s
        },
        &mut |b| {
            n += 1;
            if b > last * 1.01 {
                last = b;
                eprintln!("{:.1}s {} {b:.1}", began.elapsed().as_secs_f64(), calls.get());
            }
        },
    );
    if let Some(out) = a.get(3) {
        fs::write(out, planner::bound::certificate(&setting, &b)).unwrap();
    }
    println!(
        "{} {:.1} improvements {n} rounds {} {:.1}s",
        a[1],
        b.points,
        calls.get(),
        began.elapsed().as_secs_f64()
    );
}
