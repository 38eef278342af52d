//! The embedded database is encrypted with SQLCipher: how it is opened, made out of a plain one, and locked anew.

use super::OpenRefused;
use crate::{
    audit::hex,
    keys::{Keys, Secret, folder_synced, wiped, wiped_away},
};
use diesel::{
    Connection as _, QueryableByName, RunQueryDsl, SqliteConnection,
    connection::SimpleConnection,
    result::Error,
    sql_query,
    sql_types::{BigInt, Text},
};
use std::{
    fs::{File, OpenOptions},
    io::{ErrorKind, Read},
    path::Path,
};
use zeroize::Zeroizing;

/// How a database is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// There is none yet.
    Nothing,
    /// In a file that anybody can read.
    Plain,
    /// In a file that needs its key.
    Locked,
    /// By PostgreSQL, which was reached.
    Elsewhere,
}

/// With what the file of a plain database begins.
const PLAIN: &[u8; 16] = b"SQLite format 3\0";

/// How the embedded database in a file is kept.
pub(super) fn kept_in(file: &str) -> Result<Kept, OpenRefused> {
    let mut begins = [0; 16];
    match File::open(file).and_then(|mut open| open.read_exact(&mut begins)) {
        Ok(()) if begins == *PLAIN => Ok(Kept::Plain),
        Ok(()) => Ok(Kept::Locked),
        // Shorter than its first page: nothing was ever written to it.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::UnexpectedEof) => {
            Ok(Kept::Nothing)
        }
        Err(error) => Err(cannot_open(file, &error)),
    }
}

pub(super) fn cannot_open(file: &str, why: &dyn std::fmt::Display) -> OpenRefused {
    OpenRefused(format!("cannot open {file}: {why}"))
}

/// What locks the embedded database: the key, or the one before while it is being changed.
pub(crate) fn locked_by(file: &str, keys: &Keys) -> Result<Secret, OpenRefused> {
    if kept_in(file)? == Kept::Plain {
        return Err(OpenRefused(format!("{file} is not encrypted: run `alongside key encrypt` once")));
    }
    for key in keys.of_database() {
        if unlocked(file, key)?.is_some() {
            return Ok(key.clone());
        }
    }
    Err(OpenRefused(format!(
        "{file} was locked with other keys than these: put back the keys.age that belongs to it"
    )))
}

/// A connection, if this key opens the file. A new file is locked with it.
pub(super) fn unlocked(file: &str, key: &Secret) -> Result<Option<SqliteConnection>, OpenRefused> {
    let mut connection = SqliteConnection::establish(file).map_err(|error| cannot_open(file, &error))?;
    // Before anything is read. What the library says of a failure is not repeated: it might quote the statement.
    connection
        .batch_execute(&raw(key, "PRAGMA key = "))
        .map_err(|_| cannot_open(file, &"the library takes no key"))?;
    // It would tell of every wrong key on the standard error; we say it ourselves.
    let found = connection
        .batch_execute("PRAGMA cipher_log_level = NONE; PRAGMA busy_timeout = 10000")
        .and_then(|()| connection.batch_execute("SELECT count(*) FROM sqlite_schema"));
    match found {
        Ok(()) => Ok(Some(connection)),
        Err(Error::DatabaseError(_, about)) if about.message() == "file is not a database" => Ok(None),
        Err(error) => Err(cannot_open(file, &error)),
    }
}

/// A statement that ends with a key. The key is random, so that no time is spent on making it harder to guess.
fn raw(key: &Secret, statement: &str) -> Zeroizing<String> {
    Zeroizing::new(format!("{statement}\"{}\"", text_of(key).as_str()))
}

/// A key as the library reads one that needs no stretching.
pub(super) fn text_of(key: &Secret) -> Zeroizing<String> {
    Zeroizing::new(format!("x'{}'", Zeroizing::new(hex(&**key)).as_str()))
}

/// A connection that nobody else has one beside.
pub(super) fn alone(file: &str, key: Option<&Secret>) -> Result<SqliteConnection, OpenRefused> {
    let opened = match key {
        Some(key) => unlocked(file, key)?.ok_or_else(|| cannot_open(file, &"it has another key"))?,
        None => SqliteConnection::establish(file).map_err(|error| cannot_open(file, &error))?,
    };
    let mut connection = opened;
    connection
        .batch_execute(
            "PRAGMA busy_timeout = 1000; PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; \
             BEGIN EXCLUSIVE; COMMIT; PRAGMA synchronous = FULL",
        )
        .map_err(|error| match &error {
            Error::DatabaseError(_, about) if about.message() == "database is locked" => {
                OpenRefused(format!("{file} is in use: stop the program first"))
            }
            _ => cannot_open(file, &error),
        })?;
    Ok(connection)
}

/// Refuses a database that another program has open.
pub(crate) fn nobody_else_has(file: &str, keys: &Keys) -> Result<(), OpenRefused> {
    alone(file, Some(&locked_by(file, keys)?)).map(drop)
}

/// Locks the database with another key, all of it or nothing.
pub(crate) fn lock_anew(file: &str, old: &Secret, new: &Secret) -> Result<(), OpenRefused> {
    let mut connection = alone(file, Some(old))?;
    connection
        .batch_execute("PRAGMA journal_mode = WAL")
        .and_then(|()| connection.batch_execute(&raw(new, "PRAGMA rekey = ")))
        .and_then(|()| connection.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)"))
        .map_err(|_| cannot_open(file, &"it could not be locked anew"))?;
    drop(connection);
    let mut connection =
        unlocked(file, new)?.ok_or_else(|| cannot_open(file, &"it does not open with its new key"))?;
    whole(&mut connection, file)
}

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    said: String,
}

#[derive(QueryableByName)]
struct Page {
    #[diesel(sql_type = Text)]
    cipher_integrity_check: String,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}

#[derive(QueryableByName)]
struct Rows {
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

/// Refuses a database of which a page is not as it was written.
fn whole(connection: &mut SqliteConnection, file: &str) -> Result<(), OpenRefused> {
    let failed = |error: Error| cannot_open(file, &error);
    let pages: Vec<Page> = sql_query("PRAGMA cipher_integrity_check").load(connection).map_err(failed)?;
    let rows: Vec<Row> = sql_query("PRAGMA integrity_check").load(connection).map_err(failed)?;
    let of_pages = pages.iter().map(|page| &page.cipher_integrity_check);
    let fault = of_pages.chain(rows.iter().map(|row| &row.integrity_check)).find(|said| *said != "ok");
    fault.map_or(Ok(()), |fault| Err(cannot_open(file, fault)))
}

/// Every table, and how many rows it has.
fn counted(connection: &mut SqliteConnection) -> Result<Vec<(String, i64)>, Error> {
    let tables: Vec<Said> =
        sql_query("SELECT name AS said FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            .load(connection)?;
    let mut counted = Vec::with_capacity(tables.len());
    for Said { said: table } in tables {
        let rows: Rows =
            sql_query(format!("SELECT count(*) AS rows FROM \"{}\"", table.replace('"', "\"\"")))
                .get_result(connection)?;
        counted.push((table, rows.rows));
    }
    Ok(counted)
}

/// Makes an encrypted database out of a plain one and puts it in its place, once it holds the same. Answers how
/// many rows it has.
pub fn encrypt(file: &str, keys: &Keys) -> Result<i64, OpenRefused> {
    let failed = |error: Error| cannot_open(file, &error);
    let wrong = |error: std::io::Error| cannot_open(file, &error);
    match kept_in(file)? {
        Kept::Plain => {}
        Kept::Nothing => return Err(OpenRefused(format!("there is no {file} to encrypt"))),
        Kept::Locked | Kept::Elsewhere => return Err(OpenRefused(format!("{file} is encrypted already"))),
    }
    let key = keys.database();
    let new = format!("{file}.encrypting");
    // What an earlier try left behind is begun again.
    if Path::new(&new).exists() {
        std::fs::remove_file(&new).map_err(wrong)?;
    }
    let mut plain = alone(file, None)?;
    let before = counted(&mut plain).map_err(failed)?;
    let text = text_of(key);
    sql_query("ATTACH DATABASE ? AS locked KEY ?")
        .bind::<Text, _>(&new)
        .bind::<Text, _>(text.as_str())
        .execute(&mut plain)
        .map_err(failed)?;
    plain.batch_execute("SELECT sqlcipher_export('locked'); DETACH DATABASE locked").map_err(failed)?;
    let mut locked =
        unlocked(&new, key)?.ok_or_else(|| cannot_open(&new, &"it does not open with its key"))?;
    whole(&mut locked, &new)?;
    if counted(&mut locked).map_err(failed)? != before {
        return Err(OpenRefused(format!("{new} does not hold what {file} does; nothing was changed")));
    }
    drop(locked);
    // What an earlier try that was killed left of the plain one's journals goes with it.
    for ending in ["-journal", "-wal", "-shm"] {
        let left = format!("{file}{ending}");
        if Path::new(&left).exists() {
            wiped_away(Path::new(&left)).map_err(wrong)?;
        }
    }
    // Still alone, so that nothing is added to the plain one; the moment it lets go, it is no longer there.
    let old = OpenOptions::new().write(true).open(file).map_err(wrong)?;
    let mode = old.metadata().map_err(wrong)?.permissions();
    std::fs::set_permissions(&new, mode).map_err(wrong)?;
    File::open(&new).and_then(|new| new.sync_all()).map_err(wrong)?;
    std::fs::rename(&new, file).map_err(wrong)?;
    folder_synced(Path::new(file)).map_err(wrong)?;
    drop(plain);
    wiped(old).map_err(wrong)?;
    Ok(before.iter().map(|(_, rows)| rows).sum())
}
