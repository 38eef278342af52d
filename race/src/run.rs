//! The race on one database: the clients, what each was answered, and what the API says afterwards.

use crate::{
    Asked, Broken,
    attempt::{Attempt, Chance, Taken, next},
    client::Client,
    export,
    world::{self, World},
};
use axum::http::Method;
use base::{Minutes, Moment};
use serde_json::{Value, json};
use std::{
    io::Write,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Instant,
};

/// How often the clock is moved in the course of a race, and how far each time.
const MOVES: usize = 25;
const FAR: i64 = 20;

/// What the clients share.
struct Track {
    world: World,
    asked: Asked,
    begun: Instant,
    turn: AtomicUsize,
    taken: Mutex<Vec<Taken>>,
    log: Mutex<Vec<Value>>,
    clock: tokio::sync::Mutex<()>,
}

fn lock<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Track {
    fn microseconds(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    fn now(&self) -> Moment {
        self.world.house.database().clock().now()
    }
}

/// Races on one database; answers how many attempts were made in a second.
pub(crate) async fn run(asked: &Asked, name: &str, database: &str) -> Result<f64, Broken> {
    println!("{name}: {} families are made ready", asked.families);
    let world = world::build(asked, database).await?;
    let track = Arc::new(Track {
        world,
        asked: asked.clone(),
        begun: Instant::now(),
        turn: AtomicUsize::new(0),
        taken: Mutex::default(),
        log: Mutex::default(),
        clock: tokio::sync::Mutex::default(),
    });
    let clients: Vec<_> =
        (0..asked.clients).map(|number| tokio::spawn(client(Arc::clone(&track), number as u64))).collect();
    for client in clients {
        client.await??;
    }
    let took = track.begun.elapsed();
    let rate = per_second(asked.attempts, took);
    println!(
        "  {} attempts by {} clients in {:.1} s: {rate:.0} a second",
        asked.attempts,
        asked.clients,
        took.as_secs_f64()
    );
    // Whatever is still held lapses, and the next thing that is kept makes the tables say so.
    let mut priya = Client::open(track.world.address, &track.world.token).await?;
    let later = track.now().plus(Minutes(24 * 60));
    moved(&track, &mut priya, later).await?;
    let after = format!("/families/{}/visits", track.world.families[0].id);
    let (room, staff) = (&track.world.rooms, &track.world.staff[0]);
    let fit = room.iter().find(|(_, kinds)| kinds.contains(&track.world.families[0].kind)).map(|(id, _)| id);
    let last = json!({"starts": format!("{}T11:00:00Z", world::LAST), "room": fit, "supervisors": [staff]});
    priya.post(&after, &last).await?;
    let export = export::all(&mut priya, &track.world, later).await?;
    let folder = asked.out.join(name);
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("export.json"), export.to_string())?;
    let mut file = std::io::BufWriter::new(std::fs::File::create(folder.join("attempts.jsonl"))?);
    for line in lock(&track.log).iter() {
        writeln!(file, "{line}")?;
    }
    file.flush()?;
    Ok(rate)
}

/// Moves the clock, and writes down when it was asked for.
async fn moved(track: &Track, client: &mut Client, to: Moment) -> Result<(), Broken> {
    let sent = track.microseconds();
    client.post("/demo/clock", &json!({"now": to})).await?;
    let line = json!({"what": "clock", "now": to, "sent": sent, "received": track.microseconds()});
    lock(&track.log).push(line);
    Ok(())
}

async fn client(track: Arc<Track>, number: u64) -> Result<(), Broken> {
    let (address, token) = (track.world.address, track.world.token.as_str());
    let (mut one, mut two) = (Client::open(address, token).await?, Client::open(address, token).await?);
    let mut chance = Chance(track.asked.seed.wrapping_mul(1_000_003).wrapping_add(number));
    loop {
        let turn = track.turn.fetch_add(1, Ordering::Relaxed);
        if turn >= track.asked.attempts {
            return Ok(());
        }
        if turn.is_multiple_of((track.asked.attempts / MOVES).max(1)) {
            let _alone = track.clock.lock().await;
            let later = track.now().plus(Minutes(FAR));
            moved(&track, &mut one, later).await?;
        }
        let known = lock(&track.taken).clone();
        let attempt = next(&mut chance, &track.world, &known, track.now());
        let key = format!("race-{}-{turn}", track.asked.seed);
        // Some send the same twice at once, as a browser does whose first answer was lost.
        if chance.below(40) == 0 {
            let (first, second) =
                tokio::join!(ask(&track, &mut one, &attempt, &key), ask(&track, &mut two, &attempt, &key));
            first?;
            second?;
        } else {
            ask(&track, &mut one, &attempt, &key).await?;
        }
    }
}

/// How many of the times last taken the clients choose from.
const REMEMBERED: usize = 60;

async fn ask(track: &Track, client: &mut Client, attempt: &Attempt, key: &str) -> Result<(), Broken> {
    let sent = track.microseconds();
    let (status, answer) = client.ask(Method::POST, &attempt.path, (&attempt.body, Some(key))).await?;
    let received = track.microseconds();
    if status < 300 && ["book", "hold"].contains(&attempt.what) {
        let visit = answer["visit"]["id"].as_str().or(answer["id"].as_str()).unwrap_or_default().to_owned();
        let mut taken = lock(&track.taken);
        if taken.len() >= REMEMBERED {
            taken.remove(0);
        }
        taken.push(Taken { visit, kind: attempt.kind.clone(), is_held: attempt.what == "hold" });
    }
    if status < 300 && ["confirm", "release", "cancel"].contains(&attempt.what) {
        let over = attempt.path.split('/').nth(2).unwrap_or_default();
        let mut taken = lock(&track.taken);
        match (attempt.what, taken.iter().position(|one| one.visit == over)) {
            ("confirm", Some(place)) => taken[place].is_held = false,
            (_, Some(place)) => {
                taken.remove(place);
            }
            _ => {}
        }
    }
    let line = json!({
        "what": attempt.what, "path": attempt.path, "asked": attempt.body, "key": key,
        "status": status, "answer": answer, "sent": sent, "received": received,
    });
    lock(&track.log).push(line);
    Ok(())
}

/// How many attempts a second.
pub fn per_second(attempts: usize, took: std::time::Duration) -> f64 {
    f64::from(u32::try_from(attempts).unwrap_or(u32::MAX)) / took.as_secs_f64()
}
