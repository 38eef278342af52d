//! One database handle over two databases, a bounded set of connections, and transactions.

mod among;
mod cipher;
mod connection;
mod copy;
mod keyring;
mod migrate;
mod tables;
mod tidings;
mod transaction;

pub use among::{Among, among};
pub use cipher::{Kept, encrypt};
pub(crate) use cipher::{lock_anew, locked_by, nobody_else_has};
pub use connection::{EitherDatabase, OpenRefused, is_postgres, kept, open_embedded};
pub use copy::{Copied, copy};
pub(crate) use keyring::KeyringAlone;
pub use tidings::Tidings;
pub use transaction::{Looked, Tx, WriteTx};

use crate::{
    Clock, Ids, Keys, Problem, Recorded,
    seal::{Drawn, Keyring, Sealed, Wrapping},
    trail::{self, Head, Tips, TrailKey, TrustedKeys, Waiting},
};
use base::{CentreId, Changed, Moment};
use connection::{Pool, take_query_count};
pub(crate) use connection::{Where, uncounted};
use diesel::connection::SimpleConnection;
use policy::{Actor, SignHead, Subject};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::{
    runtime::{Handle, RuntimeFlavor},
    sync::{Semaphore, oneshot},
};

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
    tips: Tips,
    /// Looks whose answers wait for their lines, and whose turn it is to write them.
    waiting: Mutex<Vec<Waiting>>,
    next_to_write: Semaphore,
    trail_key: OnceLock<TrailKey>,
    keyring: Keyring,
    tidings: tidings::Teller,
    /// By which clock tries to sign in are counted, where it is not the machine's.
    tries_clock: OnceLock<Clock>,
}

/// Judges again what hangs on facts that a write has changed, within that write.
pub type JudgeAgain = fn(&mut WriteTx<'_>, &[Changed]) -> Result<(), Problem>;

/// How often a transaction that only lost a race is tried again on PostgreSQL.
const TRIES: u32 = 5;

impl Database {
    /// Opens the database named by `postgres://...`, or the embedded one kept in the file so named.
    /// Makes the file if there is none. The embedded one is locked with the centre's keys. Does not migrate.
    pub fn open(name: &str, keys: &Keys, clock: Clock, ids: Ids) -> Result<Self, OpenRefused> {
        let place = Where::of(name, keys)?;
        place.check()?;
        // SQLite has one writer at a time: a second connection would only wait for it less fairly.
        let writers = if place.is_postgres() { 6 } else { 1 };
        let inner = Inner {
            keyring: Keyring::of(place.clone(), Wrapping::of(keys)),
            readers: Pool::new(place.clone(), 6),
            writers: Pool::new(place, writers),
            clock,
            ids,
            statements: AtomicU64::new(0),
            judge_again: OnceLock::new(),
            tips: Tips::default(),
            waiting: Mutex::new(Vec::new()),
            next_to_write: Semaphore::new(1),
            trail_key: OnceLock::new(),
            tidings: tidings::Teller::default(),
            tries_clock: OnceLock::new(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Brings the tables up to date. Refuses a database that a newer program has changed, and one whose families'
    /// keys these keys do not open.
    pub fn migrate(&self) -> Result<Vec<String>, OpenRefused> {
        let done = self.inner.writers.with_blocking(migrate::run)?;
        self.inner.writers.with_blocking(|connection| self.inner.keyring.fits(connection))?;
        Ok(done)
    }

    /// Names what judges again when a write says that facts have changed. Said once, at the start; a
    /// second time changes nothing.
    pub fn judging_again(&self, judge: JudgeAgain) {
        self.inner.judge_again.get_or_init(|| judge);
    }

    /// Names the key that signs heads of the trail. Said once, at the start; a second time changes nothing.
    pub fn signing_with(&self, key: TrailKey) {
        self.inner.trail_key.get_or_init(|| key);
    }

    /// Opens text that was sealed, for what is no transaction of anybody's.
    pub(crate) fn opened(&self, centre: CentreId, sealed: &Sealed) -> Result<String, Problem> {
        let opened = Drawn::default().open(&self.inner.keyring, centre, sealed)?;
        String::from_utf8(opened).map_err(Problem::broken)
    }

    /// The key that signs heads of the trail.
    pub fn trail_key(&self) -> Result<&TrailKey, Problem> {
        self.inner
            .trail_key
            .get()
            .ok_or_else(|| Problem::broken("no key to sign heads of the trail was named"))
    }

    /// The clock all transactions read.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.inner.clock
    }

    /// What time it is for whoever tries to sign in: the machine's, also where a demonstration's clock stands
    /// still, or nobody who was slowed there could ever try again.
    #[must_use]
    pub fn now_for_tries(&self) -> Moment {
        self.inner.tries_clock.get().unwrap_or(&Clock::System).now()
    }

    /// Counts tries to sign in by this clock, so that hours of them can be told in seconds. Answers whether no
    /// other was set before.
    pub fn counting_tries_by(&self, clock: Clock) -> bool {
        self.inner.tries_clock.set(clock).is_ok()
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

    /// Word of what is told from now on that it has changed.
    #[must_use]
    pub fn listen(&self) -> Tidings {
        self.inner.tidings.listen()
    }

    /// Lets go whoever listens, because the program is about to stop.
    pub fn tell_no_more(&self) {
        self.inner.tidings.end();
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
        let read = {
            let inner = Arc::clone(&self.inner);
            let _turn = self.inner.readers.turn().await;
            here(move || inner.read(centre, identify, work)).await??
        };
        let Reading { who, result, at, looks } = read;
        self.lined(who.as_ref(), at, looks).await?;
        Ok((who, result))
    }

    /// Has a line in the trail for everything that was let see, committed before this comes back: then the
    /// answer may leave. An answer that says no has its lines too: what it gives as its reason was read. Only
    /// where policy let nothing be seen is there nothing to line.
    ///
    /// Whoever comes while others are being written waits, and the next of them writes for all.
    async fn lined(&self, actor: &Actor, at: Moment, looks: Vec<Looked>) -> Result<(), Problem> {
        if looks.is_empty() {
            return Ok(());
        }
        let (done, mut told) = oneshot::channel();
        self.inner.queue().push(Waiting { actor: actor.clone(), at, looks, done: Some(done) });
        tokio::select! {
            biased;
            result = &mut told => return result.map_err(Problem::broken)?.map_err(Problem::broken),
            _next = self.inner.next_to_write.acquire() => {
                let inner = Arc::clone(&self.inner);
                let turn = self.inner.writers.turn().await;
                here(move || {
                    let _turn = turn;
                    inner.write_waiting();
                })
                .await?;
            }
        }
        told.await.map_err(Problem::broken)?.map_err(Problem::broken)
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
        let inner = &self.inner;
        let (result, at, looks) = inner.readers.with(|connection| {
            connection.begin_reading()?;
            let mut tx = Tx::new(connection, actor, inner.sources());
            let result = work(&mut tx);
            let (at, looks) = (tx.now, tx.looked());
            connection.batch_execute("ROLLBACK")?;
            Ok((result, at, looks))
        })?;
        if !looks.is_empty() {
            inner.line(vec![Waiting { actor: actor.clone(), at, looks, done: None }])?;
        }
        result
    }

    /// Signs a head over the trail of the actor's centre, from a thread that may block. Where the last one is
    /// over all lines there are, that one is answered and nothing is written.
    pub fn sign_head(&self, actor: &Actor) -> Result<Head, Problem> {
        let subject = Subject::of_centre(actor.centre, actor.centre);
        let last = self.read_blocking(actor, |tx| {
            tx.ask::<SignHead>(&subject)?;
            Ok((tx.trail_size()?, trail::last_head(tx)?))
        })?;
        match last {
            (size, Some(head)) if head.size == size => Ok(head),
            _ => self.write_blocking(actor, |tx| {
                let permit = tx.ask::<SignHead>(&subject)?;
                trail::sign_head(tx, &permit)
            }),
        }
    }

    /// Checks the whole trail of a centre against its own heads and those given.
    pub fn check_trail(
        &self,
        centre: CentreId,
        keys: &TrustedKeys,
        witnessed: &[Head],
    ) -> Result<trail::Found, Problem> {
        self.read_blocking(&Actor::program(centre), |tx| trail::check(tx.db(), centre, keys, witnessed))
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
    /// What a transaction takes its moment, its identifiers and its keys from.
    fn sources(&self) -> (&Clock, &Ids, &Keyring) {
        (&self.clock, &self.ids, &self.keyring)
    }

    /// Adds what this thread has sent since it was last asked.
    fn count(&self) {
        self.statements.fetch_add(take_query_count().into(), Ordering::Relaxed);
    }

    fn queue(&self) -> std::sync::MutexGuard<'_, Vec<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read<W, T>(
        &self,
        centre: CentreId,
        identify: impl FnOnce(&mut Tx<'_>) -> Result<W, Problem>,
        work: impl FnOnce(&mut Tx<'_>, &W) -> Result<T, Problem>,
    ) -> Result<Reading<W, T>, Problem>
    where
        W: AsRef<Actor>,
    {
        self.readers.with(|connection| {
            connection.begin_reading()?;
            let unknown = Actor::public(centre);
            let mut asking = Tx::new(connection, &unknown, self.sources());
            let who = identify(&mut asking);
            let mut looks = asking.looked();
            let done = who.map(|who| {
                let mut tx = Tx::new(connection, who.as_ref(), self.sources());
                let result = work(&mut tx, &who);
                let at = tx.now;
                looks.extend(tx.looked());
                Reading { who, result, at, looks }
            });
            self.count();
            // Nothing was changed, so how the reading ends cannot matter to its answer.
            connection.batch_execute("ROLLBACK")?;
            done
        })
    }

    /// Writes the lines of all who wait. Each is told by itself how it went.
    fn write_waiting(&self) {
        let waiting = std::mem::take(&mut *self.queue());
        if let Err(problem) = self.line(waiting) {
            problem.log();
        }
    }

    /// Writes lines for looks. The statements are nobody's: they are sent once for all who wait, and are not
    /// counted among those of a page.
    fn line(&self, waiting: Vec<Waiting>) -> Result<(), Problem> {
        if waiting.is_empty() {
            return Ok(());
        }
        let done =
            self.writers.with(|connection| trail::write_looks(connection, (&self.ids, &self.tips), waiting));
        take_query_count();
        done
    }

    fn write<T, F>(&self, actor: &Actor, mut work: F) -> Result<T, Problem>
    where
        F: FnMut(&mut WriteTx<'_>) -> Result<Recorded<T>, Problem>,
    {
        self.writers.with(|connection| {
            for attempt in 1.. {
                connection.begin_writing(actor.centre)?;
                let tip = self.tips.take(actor.centre);
                let reading = Tx::new(connection, actor, self.sources());
                let mut tx = WriteTx::new(reading, tip.clone(), self.trail_key.get());
                let result = work(&mut tx).and_then(|recorded| {
                    let changed = tx.take_changed();
                    match self.judge_again.get() {
                        Some(judge) if !changed.is_empty() => judge(&mut tx, &changed)?,
                        _ => {}
                    }
                    tx.add_looks()?;
                    Ok(recorded)
                });
                let (at, looks, is_overtaken) = (tx.now, tx.looked(), tx.is_overtaken);
                let told = tx.take_told();
                let (written, drawn) = tx.into_parts();
                self.count();
                let ending = if result.is_ok() { "COMMIT" } else { "ROLLBACK" };
                let ended = connection.batch_execute(ending);
                match (result, ended) {
                    (Ok(recorded), Ok(())) => {
                        self.tips.put(actor.centre, written);
                        if drawn.has_destroyed() {
                            connection.forget_what_was_overwritten();
                        }
                        self.keyring.settle(drawn);
                        self.tidings.tell(told);
                        return Ok(recorded.into_value());
                    }
                    (Err(_), Ok(())) if is_overtaken && attempt < TRIES => {}
                    (Err(problem), Ok(())) => {
                        if !is_overtaken {
                            self.tips.put(actor.centre, tip);
                        }
                        // Nothing was written, but what is answered says why, from what was read.
                        if !looks.is_empty() {
                            let waiting = vec![Waiting { actor: actor.clone(), at, looks, done: None }];
                            trail::write_looks(connection, (&self.ids, &self.tips), waiting)?;
                            take_query_count();
                        }
                        return Err(problem);
                    }
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

/// What a reading found, and what it was let see.
struct Reading<W, T> {
    who: W,
    result: Result<T, Problem>,
    at: Moment,
    looks: Vec<Looked>,
}
