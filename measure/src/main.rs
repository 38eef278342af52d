//! How long pages take in a large centre, as a ratio to the least that could be asked of the same machine,
//! database and web server: one row by its primary key, through a prepared statement, in a bare handler.

mod browser;
mod decisions;
mod pages;
mod serve;
mod table;
mod trail;
mod unseen;
mod week;

use base::Moment;
use browser::Browser;
use clap::Parser;
use std::{path::PathBuf, process::ExitCode, time::Duration};
use table::{Line, table};

/// Measures the pages of a large demonstration centre against a bare handler.
#[derive(Clone, Parser)]
struct Asked {
    /// How many families, each with two years of visits
    #[arg(long, default_value_t = 1000)]
    families: usize,
    /// Where the centre is kept; filled when it is not there, used again when it is
    #[arg(long, default_value = ".bench-data")]
    data: PathBuf,
    /// How often each page is asked for
    #[arg(long, default_value_t = 400)]
    times: usize,
    /// Only pages whose name holds this, in any case; "trail" for the trail alone, "policy" for what decisions cost,
    /// "unseen" for what the time of a refusal tells
    #[arg(long)]
    only: Option<String>,
    /// A PostgreSQL database, empty, to measure the trail on as well
    #[arg(long)]
    postgres: Option<String>,
    /// Among how many lines of the trail one is proved
    #[arg(long, default_value_t = 1_000_000)]
    lines: usize,
    /// How often a record that may not be known is asked for in turn with one that is not there
    #[arg(long, default_value_t = 2000)]
    pairs: usize,
    /// What a page may take, as a multiple of the bare handler
    #[arg(long, default_value_t = 5.0)]
    most: f64,
}

/// What may go wrong while measuring ends it.
type Broken = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    let asked = Asked::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    match runtime.map_err(Broken::from).and_then(|runtime| runtime.block_on(measure(asked))) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(broken) => {
            eprintln!("measure: {broken}");
            ExitCode::from(2)
        }
    }
}

async fn measure(asked: Asked) -> Result<bool, Broken> {
    let trail = asked.clone();
    let is_within = tokio::task::spawn_blocking(move || trails(&trail)).await??;
    if asked.only.as_deref() == Some("trail") {
        return Ok(is_within);
    }
    Ok(pages(asked).await? && is_within)
}

/// What the trail costs on the embedded database, and on PostgreSQL where one is named.
fn trails(asked: &Asked) -> Result<bool, Broken> {
    if asked.only.as_deref().is_some_and(|only| only != "trail") {
        return Ok(true);
    }
    std::fs::create_dir_all(&asked.data)?;
    let file = asked.data.join("trail.sqlite");
    for left in ["", "-wal", "-shm"] {
        let left = format!("{}{left}", file.display());
        if std::fs::exists(&left)? {
            std::fs::remove_file(left)?;
        }
    }
    let mut is_within = trail::measure(&file.display().to_string(), "Embedded", asked.lines)?;
    if let Some(name) = &asked.postgres {
        is_within &= trail::measure(name, "PostgreSQL", asked.lines)?;
    }
    Ok(is_within)
}

async fn pages(asked: Asked) -> Result<bool, Broken> {
    // Saturday 21 November 2026, ten past twelve in London: visits are under way.
    let now: Moment = "2026-11-21T12:10:00Z".parse()?;
    let centre = serve::centre(&asked.data, asked.families, now).await?;
    if asked.only.as_deref() == Some("unseen") {
        return unseen::measure(&centre, serve::product(&centre).await?, asked.pairs).await;
    }
    week::add(&centre)?;
    if asked.only.as_deref() == Some("policy") {
        return of_policy(&centre).await;
    }
    let (product, bare) = (serve::product(&centre).await?, serve::bare(&centre).await?);
    let mut pages = pages::most_used(&centre)?;
    if let Some(only) = &asked.only {
        let only = only.to_lowercase();
        pages.list.retain(|page| page.name.to_lowercase().contains(&only));
    }
    println!("{} families, {} visits, {} events of visits", pages.families, pages.visits, pages.events);

    let mut yardstick = Browser::open(bare).await?;
    let mut browsers = Vec::new();
    for page in &pages.list {
        let mut browser = Browser::open(product).await?;
        browser.sign_in(page.who).await?;
        browsers.push(browser);
    }
    let mut lines: Vec<Line> = pages.list.iter().map(|page| Line::of(page.name)).collect();
    let mut least = Line::of("One row by its primary key, bare");
    for turn in 0..asked.times + asked.times / 10 {
        let warm = turn >= asked.times / 10;
        let row = &pages.rows[turn % pages.rows.len()];
        let took = yardstick.get(&format!("/bare/{row}")).await?;
        least.add(warm, took);
        for ((page, browser), line) in pages.list.iter().zip(&mut browsers).zip(&mut lines) {
            let path = &page.paths[turn % page.paths.len()];
            let before = centre.house.database().statements();
            let took = browser.get(path).await?;
            line.add(warm, took);
            line.statements(centre.house.database().statements() - before);
        }
    }
    println!("{}", table(&least, &lines));
    let worst = lines.iter().map(|line| line.ratio(&least)).fold(0.0, f64::max);
    println!(
        "The slowest page takes {worst:.1} times the bare handler at the median; {} is the aim.",
        asked.most
    );
    let tells_nothing = asked.only.is_some() || unseen::measure(&centre, product, asked.pairs).await?;
    Ok(worst <= asked.most && tells_nothing)
}

/// `--only policy`: what decisions cost, alone and within pages.
async fn of_policy(centre: &serve::Centre) -> Result<bool, Broken> {
    let (decision, is_little) = decisions::decisions()?;
    let product = serve::product(centre).await?;
    let pages = pages::most_used(centre)?;
    let is_a_small_part = decisions::of_pages(product, &pages.list, decision).await?;
    Ok(is_little && is_a_small_part)
}

/// In thousandths of a millisecond.
fn microseconds(took: Duration) -> f64 {
    took.as_secs_f64() * 1e6
}
