//! Tens of thousands of worlds, each walked by somebody who may know nothing of what was done in it: `make
//! prove`. Ends with 1 and says what was learnt if anything was.
#![allow(clippy::expect_used, reason = "a walk that cannot begin has failed")]

use std::{
    env,
    process::ExitCode,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
    time::Instant,
};
use stories::worlds::{Base, Observer, learns};

/// How many worlds are walked against one base before another is built.
const OF_A_BASE: u64 = 50;

fn number(name: &str, otherwise: u64) -> u64 {
    let mut arguments = env::args().skip_while(|argument| argument != name);
    arguments.nth(1).and_then(|number| number.parse().ok()).unwrap_or(otherwise)
}

/// Plants each kind of leak in turn. Whoever walks has to learn something from every one of them.
#[cfg(feature = "planted-leaks")]
fn notices_every_leak() -> ExitCode {
    use app::planted::{Leak, plant};
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.expect("a thread to walk on");
    let base = runtime.block_on(Base::of(0));
    let mut missed = Vec::new();
    for leak in Leak::ALL {
        let who = match leak {
            Leak::PaperTitle => Observer::Referrer,
            Leak::Identifier => Observer::Public,
            _ => Observer::Visiting,
        };
        plant(Some(leak));
        let found = runtime.block_on(learns(&base, who, 0..1));
        println!("{leak:?}: {}", if found.is_some() { "noticed" } else { "NOT NOTICED" });
        if found.is_none() {
            missed.push(leak);
        }
    }
    plant(None);
    if let Some(found) = runtime.block_on(learns(&base, Observer::Visiting, 0..1)) {
        println!("with nothing planted: {found}");
        return ExitCode::from(1);
    }
    println!("{} kinds of leak, {} not noticed", Leak::ALL.len(), missed.len());
    ExitCode::from(u8::from(!missed.is_empty()))
}

#[cfg(not(feature = "planted-leaks"))]
fn notices_every_leak() -> ExitCode {
    eprintln!("leaks are planted only in a build with the feature planted-leaks");
    ExitCode::from(2)
}

fn main() -> ExitCode {
    if env::args().any(|argument| argument == "--planted") { notices_every_leak() } else { many_worlds() }
}

fn many_worlds() -> ExitCode {
    let (worlds, jobs) = (number("--worlds", 1000), number("--jobs", 2));
    let portions = worlds.div_ceil(OF_A_BASE);
    let (next, failed, started) = (AtomicU64::new(0), AtomicBool::new(false), Instant::now());
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                let runtime =
                    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
                let runtime = runtime.expect("a thread to walk on");
                while !failed.load(Ordering::Relaxed) {
                    let portion = next.fetch_add(1, Ordering::Relaxed);
                    if portion >= portions {
                        break;
                    }
                    let observer = Observer::ALL[usize::try_from(portion).unwrap_or(0) % Observer::ALL.len()];
                    let seeds = portion * OF_A_BASE..((portion + 1) * OF_A_BASE).min(worlds);
                    let count = seeds.end - seeds.start;
                    let found =
                        runtime.block_on(async { learns(&Base::of(portion).await, observer, seeds).await });
                    if let Some(found) = found {
                        failed.store(true, Ordering::Relaxed);
                        println!("{found}");
                    } else {
                        println!("{observer:?} learns nothing in {count} worlds of base {portion}");
                    }
                }
            });
        }
    });
    let seconds = started.elapsed().as_secs();
    if failed.load(Ordering::Relaxed) {
        println!("something leaks, after {seconds} s");
        ExitCode::from(1)
    } else {
        println!("{worlds} worlds, and nothing leaks, in {seconds} s");
        ExitCode::SUCCESS
    }
}
