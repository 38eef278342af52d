//! One database handle over two databases, a bounded set of connections, and transactions.

mod among;
mod connection;
mod migrate;
mod transaction;

pub use among::{Among, among};
pub use connection::{EitherDatabase, OpenRefused};
pub use transaction::{Looked, Tx, WriteTx};

use crate::{Clock, Ids, Problem, Recorded, audit};
use base::{CentreId, Changed};
use connection::{Pool, Where, take_query_count};
use diesel::connection::SimpleConnection;
use policy::Actor;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::runtime::{Handle, RuntimeFlavor};

/// The database of a centre, or of a network of centres.
#[derive(Clone)]
pub struct Database {
    inner: Arc<Inner>,
}

struct Inner {
    readers: Pool,
    writers: Pool,
    clock: Clock,
    ids: Ids,
    statements: AtomicU64,
    judge_again: OnceLock<JudgeAgain>,
}

/// Judges again what hangs on facts that a write has changed, within that write.
pub type JudgeAgain = fn(&mut WriteTx<'_>, &[Changed]) -> Result<(), Problem>;

/// How often a transaction that only lost a race is tried again on PostgreSQL.
const TRIES: u32 = 5;

impl Database {
    /// Opens the database named by `postgres://...`, or the embedded one kept in the file so named.
    /// Makes the file if there is none. Does not migrate.
    pub fn open(name: &str, clock: Clock, ids: Ids) -> Result<Self, OpenRefused> {
        let place = Where::parse(name);
        place.check()?;
        // SQLite has one writer at a time: a second connection would only wait for it less fairly.
        let writers = if place.is_postgres() { 6 } else { 1 };
        let inner = Inner {
            readers: Pool::new(place.clone(), 6),
            writers: Pool::new(place, writers),
            clock,
            ids,
            statements: AtomicU64::new(0),
            judge_again: OnceLock::new(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Brings the tables up to date. Refuses a database that a newer program has changed.
    pub fn migrate(&self) -> Result<Vec<String>, OpenRefused> {
        self.inner.writers.with_blocking(migrate::run)
    }

    /// Names what judges again when a write says that facts have changed. Said once, at the start; a
    /// second time changes nothing.
    pub fn judging_again(&self, judge: JudgeAgain) {
        self.inner.judge_again.get_or_init(|| judge);
    }

    /// The clock all transactions read.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// Where identifiers come from.
    #[must_use]
    pub fn ids(&self) -> &Ids {
        &self.inner.ids
    }

    /// How many statements all transactions have sent, not counting their beginnings and ends.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.inner.statements.load(Ordering::Relaxed)
    }

    /// Reads, on one consistent picture of the records.
    pub async fn read<T, F>(&self, actor: &Actor, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, Problem> + Send + 'static,
    {
        let known = actor.clone();
        self.read_as(actor.centre, move |_| Ok(known), move |tx, _| work(tx)).await?.1
    }

    /// Finds out who asks, and reads for them, on one consistent picture of the records: what somebody
    /// may see is judged by what they are at that moment. Answers who it was, and what was read.
    pub async fn read_as<W, T, I, F>(
        &self,
        centre: CentreId,
        identify: I,
        work: F,
    ) -> Result<(W, Result<T, Problem>), Problem>
    where
        W: AsRef<Actor> + Send + 'static,
        T: Send + 'static,
        I: FnOnce(&mut Tx<'_>) -> Result<W, Problem> + Send + 'static,
        F: FnOnce(&mut Tx<'_>, &W) -> Result<T, Problem> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        let _turn = self.inner.readers.turn().await;
        here(move || {
            inner.readers.with(|connection| {
                connection.begin_reading()?;
                let unknown = Actor::public(centre);
                let who = identify(&mut Tx::new(connection, &unknown, &inner.clock, &inner.ids));
                let done = who.map(|who| {
                    let mut tx = Tx::new(connection, who.as_ref(), &inner.clock, &inner.ids);
                    let result = work(&mut tx, &who);
                    (who, result)
                });
                inner.count();
                // Nothing was changed, so how the reading ends cannot matter to its answer.
                connection.batch_execute("ROLLBACK")?;
                done
            })
        })
        .await?
    }

    /// Reads, judges, writes and audits in one transaction, all or nothing. `work` may run twice.
    pub async fn write<T, F>(&self, actor: &Actor, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnMut(&mut WriteTx<'_>) -> Result<Recorded<T>, Problem> + Send + 'static,
    {
        let (inner, actor) = (Arc::clone(&self.inner), actor.clone());
        let permit = self.inner.writers.turn().await;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = permit;
            inner.write(&actor, work)
        });
        done.await.map_err(Problem::broken)?
    }

    /// Writes what is no part of any record, so needs no permit and no line in the trail: sessions.
    pub(crate) async fn housekeeping<T, F>(&self, centre: CentreId, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&mut EitherDatabase) -> Result<T, Problem> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        let permit = self.inner.writers.turn().await;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = permit;
            inner.writers.with(|connection| {
                connection.begin_writing(centre)?;
                let result = work(connection);
                connection.batch_execute(if result.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
                // What was sent here is part of no page's count.
                take_query_count();
                result
            })
        });
        done.await.map_err(Problem::broken)?
    }

    /// The same from a thread that may block: start-up and the command line.
    pub fn write_blocking<T, F>(&self, actor: &Actor, work: F) -> Result<T, Problem>
    where
        F: FnMut(&mut WriteTx<'_>) -> Result<Recorded<T>, Problem>,
    {
        self.inner.write(actor, work)
    }

    /// The same from a thread that may block: start-up and the command line.
    pub fn read_blocking<T, F>(&self, actor: &Actor, work: F) -> Result<T, Problem>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, Problem>,
    {
        self.inner
            .readers
            .with(|connection| work(&mut Tx::new(connection, actor, &self.inner.clock, &self.inner.ids)))
    }

    /// Walks the audit trail of a centre and says whether every line is as it was written.
    pub fn verify(&self, centre: CentreId) -> Result<audit::Verified, Problem> {
        self.read_blocking(&Actor::program(centre), |tx| audit::verify(tx, centre))
    }
}

/// Does work that blocks for a moment, on this thread where the runtime has others to go on with: a page is read
/// in less time than it takes to wake a thread for it and be woken again. A panic breaks this work and no more.
async fn here<T, F>(work: F) -> Result<T, Problem>
where
    T: Send + 'static,
    F: FnOnce() -> T + Send + 'static,
{
    if Handle::current().runtime_flavor() == RuntimeFlavor::MultiThread {
        let done = catch_unwind(AssertUnwindSafe(|| tokio::task::block_in_place(work)));
        done.map_err(|_| Problem::broken("the work of a reading fell over"))
    } else {
        tokio::task::spawn_blocking(work).await.map_err(Problem::broken)
    }
}

impl Inner {
    /// Adds what this thread has sent since it was last asked.
    fn count(&self) {
        self.statements.fetch_add(take_query_count().into(), Ordering::Relaxed);
    }

    fn write<T, F>(&self, actor: &Actor, mut work: F) -> Result<T, Problem>
    where
        F: FnMut(&mut WriteTx<'_>) -> Result<Recorded<T>, Problem>,
    {
        self.writers.with(|connection| {
            for attempt in 1.. {
                connection.begin_writing(actor.centre)?;
                let mut tx = WriteTx::new(Tx::new(connection, actor, &self.clock, &self.ids));
                let result = work(&mut tx).and_then(|recorded| {
                    let changed = tx.take_changed();
                    match self.judge_again.get() {
                        Some(judge) if !changed.is_empty() => judge(&mut tx, &changed)?,
                        _ => {}
                    }
                    Ok(recorded)
                });
                self.count();
                let ending = if result.is_ok() { "COMMIT" } else { "ROLLBACK" };
                let ended = connection.batch_execute(ending);
                match (result, ended) {
                    (Ok(recorded), Ok(())) => return Ok(recorded.into_value()),
                    (Err(problem), Ok(())) => return Err(problem),
                    (_, Err(error)) if connection::lost_a_race(&error) && attempt < TRIES => {
                        connection.batch_execute("ROLLBACK").ok();
                    }
                    (_, Err(error)) => {
                        connection.batch_execute("ROLLBACK").ok();
                        return Err(error.into());
                    }
                }
            }
            Err(Problem::broken("unreachable: the loop above returns"))
        })
    }
}
