//! Connections: which database, how each is opened, and how many there may be.

use super::{
    cipher::{self, Kept},
    keyring::{self, Locks},
};
use crate::{Problem, keys::Keys};
use base::CentreId;
use diesel::{
    Connection as _, PgConnection, RunQueryDsl, SqliteConnection,
    connection::{Instrumentation, InstrumentationEvent, SimpleConnection},
    result::{DatabaseErrorKind, Error},
    sql_query,
    sql_types::Text,
};
use std::{
    cell::Cell,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A connection to either database, through which the same statement runs on both.
#[derive(diesel::MultiConnection)]
pub enum EitherDatabase {
    /// PostgreSQL 15 or later.
    Postgres(PgConnection),
    /// The embedded database.
    Sqlite(SqliteConnection),
}

/// The database cannot be used, and why, in one line.
#[derive(Debug)]
pub struct OpenRefused(pub String);

impl fmt::Display for OpenRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::error::Error for OpenRefused {}

/// The oldest embedded library that cannot lose a committed write (sqlite.org/wal.html, walresetbug).
const OLDEST_SAFE_SQLITE: (u32, u32, u32) = (3, 51, 3);

thread_local! {
    static QUERIES: Cell<u32> = const { Cell::new(0) };
}

/// How many statements this thread has sent since it was last asked, or began a transaction.
pub(crate) fn take_query_count() -> u32 {
    QUERIES.replace(0)
}

/// Lets statements that this thread sent for nobody's page count for none. Those of the page it is at work on
/// are kept.
pub(crate) fn uncounted<T>(work: impl FnOnce() -> T) -> T {
    let before = QUERIES.get();
    let done = work();
    QUERIES.set(before);
    done
}

struct Counting;
impl Instrumentation for Counting {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { .. } = event {
            QUERIES.set(QUERIES.get() + 1);
        }
    }
}

impl EitherDatabase {
    pub(crate) fn begin_reading(&mut self) -> Result<(), Problem> {
        match self {
            Self::Postgres(c) => c.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?,
            Self::Sqlite(c) => c.batch_execute("BEGIN DEFERRED")?,
        }
        take_query_count();
        Ok(())
    }

    /// Empties the write-ahead logs, where pages lie as they were before they were changed. Somebody who reads
    /// at this moment may hold them up: then the next destruction empties them, or the end of the program.
    pub(crate) fn forget_what_was_overwritten(&mut self) {
        if let Self::Sqlite(c) = self {
            let emptied = c.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)");
            if let Err(error) = emptied {
                tracing::warn!(%error, "the write-ahead log could not be emptied after a destruction");
            }
        }
    }

    /// Opens a transaction as the centre's only writer. SQLite has one writer for all; on PostgreSQL a
    /// lock per centre gives the same, so that no check can be overtaken before its write.
    pub(crate) fn begin_writing(&mut self, centre: CentreId) -> Result<(), Problem> {
        match self {
            Self::Sqlite(c) => c.batch_execute("BEGIN IMMEDIATE")?,
            Self::Postgres(c) => {
                c.batch_execute("BEGIN ISOLATION LEVEL READ COMMITTED")?;
                sql_query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
                    .bind::<Text, _>(centre.as_str())
                    .execute(c)?;
            }
        }
        take_query_count();
        Ok(())
    }
}

/// Whether the database only says that another transaction was first, so that trying again is right.
pub(crate) fn lost_a_race(error: &Error) -> bool {
    matches!(error, Error::DatabaseError(DatabaseErrorKind::SerializationFailure, _))
}

/// Where the records are kept.
#[derive(Clone)]
pub(crate) enum Where {
    Postgres(String),
    Sqlite(String, Locks),
}

/// Whether a database of this name is PostgreSQL's.
#[must_use]
pub fn is_postgres(name: &str) -> bool {
    name.starts_with("postgres://") || name.starts_with("postgresql://")
}

pub(super) fn reach(url: &str) -> Result<PgConnection, OpenRefused> {
    PgConnection::establish(url).map_err(|error| OpenRefused(format!("cannot reach PostgreSQL: {error}")))
}

/// How the database of this name is kept.
pub fn kept(name: &str) -> Result<Kept, OpenRefused> {
    if is_postgres(name) { reach(name).map(|_| Kept::Elsewhere) } else { cipher::kept_in(name) }
}

/// A connection to the embedded database in a file, past the program: for what measures and tests it.
pub fn open_embedded(file: &str, keys: &Keys) -> Result<SqliteConnection, OpenRefused> {
    embedded(file, &Locks::of(file, keys)?)
}

fn embedded(file: &str, locks: &Locks) -> Result<SqliteConnection, OpenRefused> {
    let wrong = |why: &dyn fmt::Display| OpenRefused(format!("cannot open {file}: {why}"));
    let mut connection = cipher::unlocked(file, &locks.records)?
        .ok_or_else(|| wrong(&"it was locked with another key meanwhile"))?;
    // What was destroyed does not linger in free space, though it be encrypted there.
    connection
        .batch_execute(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; \
             PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16384;",
        )
        .map_err(|error| wrong(&error))?;
    keyring::attach(&mut connection, file, &locks.keyring)?;
    Ok(connection)
}

impl Where {
    /// The place of this name, with the key that opens it.
    pub(crate) fn of(name: &str, keys: &Keys) -> Result<Self, OpenRefused> {
        if is_postgres(name) {
            Ok(Self::Postgres(name.to_owned()))
        } else {
            Ok(Self::Sqlite(name.to_owned(), Locks::of(name, keys)?))
        }
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// Refuses a database that could lose or corrupt what it acknowledged.
    pub(crate) fn check(&self) -> Result<(), OpenRefused> {
        let mut connection = self.connect()?;
        if let EitherDatabase::Sqlite(c) = &mut connection {
            #[derive(diesel::QueryableByName)]
            struct Version {
                #[diesel(sql_type = Text)]
                version: String,
            }
            let found: Version = sql_query("SELECT sqlite_version() AS version")
                .get_result(c)
                .map_err(|error| OpenRefused(format!("the database does not answer: {error}")))?;
            let mut parts = found.version.split('.').map(|part| part.parse().unwrap_or(0));
            let version = (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0));
            if version < OLDEST_SAFE_SQLITE {
                return Err(OpenRefused(format!(
                    "SQLite {} can lose committed writes; 3.51.3 or later is needed",
                    found.version
                )));
            }
        }
        Ok(())
    }

    pub(crate) fn connect(&self) -> Result<EitherDatabase, OpenRefused> {
        let mut connection = match self {
            Self::Postgres(url) => {
                let mut connection = reach(url)?;
                keyring::hold(&mut connection)?;
                EitherDatabase::Postgres(connection)
            }
            Self::Sqlite(file, locks) => EitherDatabase::Sqlite(embedded(file, locks)?),
        };
        connection.set_instrumentation(Counting);
        Ok(connection)
    }
}

/// A bounded set of connections. A turn is waited for without holding a thread.
pub(crate) struct Pool {
    place: Where,
    idle: Mutex<Vec<EitherDatabase>>,
    turns: Arc<Semaphore>,
}

impl Pool {
    pub(crate) fn new(place: Where, most: usize) -> Self {
        Self { place, idle: Mutex::new(Vec::new()), turns: Arc::new(Semaphore::new(most)) }
    }

    /// Waits for a turn. The pool is never closed, so there is always one to come.
    pub(crate) async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.turns).acquire_owned().await.ok()
    }

    /// Runs with a connection, which goes back only if the work came back: after a panic its state is
    /// unknown, and it is dropped.
    pub(crate) fn with<T>(
        &self,
        work: impl FnOnce(&mut EitherDatabase) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => self.place.connect().map_err(Problem::broken)?,
        };
        let result = work(&mut connection);
        if !matches!(result, Err(Problem::Broken(_))) {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
        result
    }

    pub(crate) fn with_blocking<T>(
        &self,
        work: impl FnOnce(&mut EitherDatabase) -> Result<T, OpenRefused>,
    ) -> Result<T, OpenRefused> {
        work(&mut self.place.connect()?)
    }
}
