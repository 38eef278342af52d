//! Many clients at once book, hold, confirm, release, change and cancel over too few rooms, supervisors and
//! things, among families whose adults must not meet, over HTTP against the real server. Every answer and
//! what the API says afterwards are written down, for `scripts/race_check.py` to judge; and the same is
//! asked of bare PostgreSQL exclusion constraints, to say how much the rules cost.

mod attempt;
mod bare;
mod client;
mod export;
mod run;
mod world;

use clap::Parser;
use serde_json::json;
use std::{path::PathBuf, process::ExitCode};

/// Races clients against the server on both databases.
#[derive(Parser, Clone)]
struct Asked {
    /// How many clients
    #[arg(long, default_value_t = 64)]
    clients: usize,
    /// How many attempts they make together, on each database
    #[arg(long, default_value_t = 20_000)]
    attempts: usize,
    /// How many families they book for
    #[arg(long, default_value_t = 40)]
    families: usize,
    /// What the attempts are drawn from
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A PostgreSQL server: on it databases of the race's own are made
    #[arg(long)]
    postgres: String,
    /// Whether the bare constraints are raced too, to compare with
    #[arg(long, default_value_t = true, action = clap::ArgAction::Set)]
    bare: bool,
    /// After how many seconds a race of the bare constraints ends, however far it has come
    #[arg(long, default_value_t = 90)]
    bare_seconds: u64,
    /// Whether the server is raced
    #[arg(long, default_value_t = true, action = clap::ArgAction::Set)]
    server: bool,
    /// Where everything is written down; what is there already is written over
    #[arg(long, default_value = ".race")]
    out: PathBuf,
}

/// What may go wrong while racing ends it.
type Broken = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let asked = Asked::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    match runtime.map_err(Broken::from).and_then(|runtime| runtime.block_on(race(asked))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(broken) => {
            eprintln!("race: {broken}");
            ExitCode::from(2)
        }
    }
}

async fn race(asked: Asked) -> Result<(), Broken> {
    if asked.out.exists() {
        std::fs::remove_dir_all(&asked.out)?;
    }
    std::fs::create_dir_all(&asked.out)?;
    let mut figures = json!({
        "clients": asked.clients, "attempts": asked.attempts, "families": asked.families, "seed": asked.seed,
    });
    if asked.server {
        let file = asked.out.join("centre.sqlite").display().to_string();
        figures["embedded"] = run::run(&asked, "embedded", &file).await?.into();
        let name = bare::fresh(&asked.postgres, "race")?;
        figures["postgres"] = run::run(&asked, "postgres", &name).await?.into();
    }
    if asked.bare {
        for (name, is_locked) in [("bare", false), ("locked", true)] {
            let how = if is_locked { "behind a lock" } else { "alone" };
            println!("bare exclusion constraints on PostgreSQL, {how}, {} connections", asked.clients);
            let again = asked.clone();
            let bare = tokio::task::spawn_blocking(move || bare::race(&again, is_locked)).await??;
            println!(
                "  {} attempts: {:.1} a second; {} deadlocks were tried again",
                bare.ended, bare.rate, bare.deadlocks
            );
            figures[name] = json!({"attempts": bare.ended, "rate": bare.rate, "deadlocks": bare.deadlocks});
            for database in ["embedded", "postgres"] {
                if let Some(rate) = figures[database].as_f64() {
                    println!("  {database}: {:.2} times as many attempts a second", rate / bare.rate);
                }
            }
        }
    }
    std::fs::write(asked.out.join("figures.json"), figures.to_string())?;
    Ok(())
}
