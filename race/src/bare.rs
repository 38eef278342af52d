//! The same race against bare PostgreSQL exclusion constraints: what is taken, by whom, from when to when,
//! and nothing else. No rule is judged, nobody is asked who they are, and no line is kept of who did what.
//!
//! Alone, the constraints mostly make those who write at once wait for each other until one of them is thrown
//! out, and sixty-four may get nowhere for minutes: that race ends when its time is up. So they are raced a second time behind a lock, as the program has them: that is the most that could be
//! had.

use crate::{Asked, Broken, attempt::Chance, world::DAYS};
use diesel::{
    Connection, PgConnection, RunQueryDsl,
    connection::SimpleConnection,
    result::Error,
    sql_query,
    sql_types::{BigInt, Text},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

/// How fast it went.
pub(crate) struct Bare {
    /// How many attempts came to an end.
    pub(crate) ended: usize,
    pub(crate) rate: f64,
    pub(crate) deadlocks: usize,
}

/// A new database on the server; answers its name.
pub(crate) fn fresh(server: &str, name: &str) -> Result<String, Broken> {
    let mut connection = PgConnection::establish(server)?;
    connection.batch_execute(&format!("DROP DATABASE IF EXISTS {name}"))?;
    connection.batch_execute(&format!("CREATE DATABASE {name}"))?;
    let (place, _) = server.rsplit_once('/').ok_or("the server's address names no database")?;
    Ok(format!("{place}/{name}"))
}

const TABLE: &str = "
    CREATE EXTENSION btree_gist;
    CREATE TABLE taken (
        visit BIGINT NOT NULL, what TEXT NOT NULL, which TEXT NOT NULL,
        present_from BIGINT NOT NULL, present_until BIGINT NOT NULL,
        EXCLUDE USING gist (what WITH =, which WITH =, int8range(present_from, present_until) WITH &&)
    );
    CREATE INDEX taken_visit ON taken (visit);
";

/// A connection that notices a deadlock a hundred times sooner than PostgreSQL does by default: those who
/// insert into such a table at once wait for each other, and would mostly sleep.
fn connection(name: &str) -> Result<PgConnection, Broken> {
    let mut connection = PgConnection::establish(name)?;
    connection.batch_execute("SET deadlock_timeout = '10ms'")?;
    Ok(connection)
}

/// Races as many connections as there are clients, with as many attempts: each at once, or one after the other
/// behind a lock.
pub(crate) fn race(asked: &Asked, is_locked: bool) -> Result<Bare, Broken> {
    let name = fresh(&asked.postgres, "race_bare")?;
    PgConnection::establish(&name)?.batch_execute(TABLE)?;
    let (turn, deadlocks) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let ended = Arc::new(AtomicUsize::new(0));
    let connections: Result<Vec<PgConnection>, Broken> =
        (0..asked.clients).map(|_| connection(&name)).collect();
    let begun = Instant::now();
    let until = begun + Duration::from_secs(asked.bare_seconds);
    let threads: Vec<_> = connections?
        .into_iter()
        .enumerate()
        .map(|(number, mut connection)| {
            let (asked, turn, ended) = (asked.clone(), Arc::clone(&turn), Arc::clone(&ended));
            let deadlocks = Arc::clone(&deadlocks);
            std::thread::spawn(move || {
                let mut chance = Chance(asked.seed.wrapping_mul(7_919).wrapping_add(number as u64));
                loop {
                    let turn = turn.fetch_add(1, Ordering::Relaxed);
                    let what = (turn, asked.families, is_locked);
                    if turn >= asked.attempts
                        || !attempt(&mut connection, &mut chance, what, (until, &deadlocks))?
                    {
                        return Ok::<(), Error>(());
                    }
                    ended.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().map_err(|_| "a thread of the bare race fell over")??;
    }
    let ended = ended.load(Ordering::Relaxed);
    let rate = crate::run::per_second(ended, begun.elapsed());
    Ok(Bare { ended, rate, deadlocks: deadlocks.load(Ordering::Relaxed) })
}

/// How many milliseconds an attempt that met with a deadlock waits at most before it tries again: twice as
/// long each time.
const FIRST_PAUSE: usize = 8;
const LONGEST_PAUSE: usize = 512;

/// As of the clients: three in five take a time, the others move or free one that was taken lately. Answers
/// whether it came to an end before the time was up.
fn attempt(
    connection: &mut PgConnection,
    chance: &mut Chance,
    (turn, families, is_locked): (usize, usize, bool),
    (until, deadlocks): (Instant, &AtomicUsize),
) -> Result<bool, Error> {
    let minutes = |number: usize| i64::try_from(number).unwrap_or(0);
    let lately = |chance: &mut Chance| minutes(turn.saturating_sub(1 + chance.below(300)));
    let from = minutes(chance.below(DAYS.len()) * 10_080 + chance.below(29) * 15);
    let what = chance.below(100);
    let (visit, frees) = if what < 58 { (minutes(turn), false) } else { (lately(chance), true) };
    let takes = what < 58 || (73..88).contains(&what);
    let family = chance.below(families);
    let whole = [
        ("room", chance.below(5)),
        ("family", family),
        ("supervisor", chance.below(4)),
        ("person", family * 3),
        ("person", family * 3 + 1),
        ("person", family * 3 + 2),
    ];
    let mut longest = FIRST_PAUSE;
    loop {
        if Instant::now() >= until {
            return Ok(false);
        }
        let done = connection.transaction(|connection| {
            if is_locked {
                sql_query("SELECT pg_advisory_xact_lock(1)").execute(connection)?;
            }
            if frees {
                sql_query("DELETE FROM taken WHERE visit = $1")
                    .bind::<BigInt, _>(visit)
                    .execute(connection)?;
            }
            for (what, which) in whole.iter().filter(|_| takes) {
                sql_query("INSERT INTO taken VALUES ($1, $2, $3, $4, $5)")
                    .bind::<BigInt, _>(visit)
                    .bind::<Text, _>(*what)
                    .bind::<Text, _>(which.to_string())
                    .bind::<BigInt, _>(from)
                    .bind::<BigInt, _>(from + 115)
                    .execute(connection)?;
            }
            Ok::<_, Error>(())
        });
        match done {
            // Whoever tries again at once meets the same others again, and none of them gets on.
            Err(Error::DatabaseError(_, about)) if about.message().contains("deadlock") => {
                deadlocks.fetch_add(1, Ordering::Relaxed);
                longest = (longest * 2).min(LONGEST_PAUSE);
                std::thread::sleep(Duration::from_millis(chance.below(longest) as u64));
            }
            // Refused by a constraint: somebody was first.
            Ok(()) | Err(Error::DatabaseError(..)) => return Ok(true),
            Err(other) => return Err(other),
        }
    }
}
