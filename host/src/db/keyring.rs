//! The keyring's place: a file of its own beside the embedded database, a schema of its own on PostgreSQL. How it
//! is opened, and changed while nobody else is at the database.

use super::{
    EitherDatabase, OpenRefused, Where,
    cipher::{Kept, alone, cannot_open, kept_in, lock_anew, locked_by, text_of, unlocked},
};
use crate::{
    keys::{Keys, Secret},
    seal::{Wrapping, all_open, wrap_anew},
};
use diesel::{
    PgConnection, RunQueryDsl, SqliteConnection, connection::SimpleConnection, result::Error, sql_query,
    sql_types::Text,
};
use std::path::{Path, PathBuf};

/// What locks the two files of the embedded database.
#[derive(Clone)]
pub(crate) struct Locks {
    /// The records.
    pub(super) records: Secret,
    /// The keys that open what is sealed among them.
    pub(super) keyring: Secret,
}

/// What the key that locks the keyring's file is made for.
const FILE: &str = "file of the keyring";

impl Locks {
    pub(super) fn of(file: &str, keys: &Keys) -> Result<Self, OpenRefused> {
        let mut keyring = keys.derived(FILE);
        let ring = keyring_of(file);
        if let Some(before) = keys.derived_before(FILE)
            && kept_in(&ring)? == Kept::Locked
            && unlocked(&ring, &keyring)?.is_none()
        {
            keyring = before;
        }
        Ok(Self { records: locked_by(file, keys)?, keyring })
    }
}

/// Where the keyring lies of the database in this file.
fn keyring_of(file: &str) -> String {
    let ring: PathBuf = Path::new(file).with_extension("keyring");
    ring.display().to_string()
}

/// Puts the keyring beside the records on their connection.
pub(super) fn attach(connection: &mut SqliteConnection, file: &str, key: &Secret) -> Result<(), OpenRefused> {
    let keyring = keyring_of(file);
    let key = text_of(key);
    let refused = |_: Error| {
        OpenRefused(format!("{keyring} does not open with these keys: put back the one that belongs to them"))
    };
    sql_query("ATTACH DATABASE ? AS keyring KEY ?")
        .bind::<Text, _>(&keyring)
        .bind::<Text, _>(key.as_str())
        .execute(connection)
        .map_err(refused)?;
    connection
        .batch_execute(
            "PRAGMA keyring.journal_mode = WAL; PRAGMA keyring.synchronous = FULL; \
             PRAGMA keyring.secure_delete = ON; SELECT count(*) FROM keyring.sqlite_schema",
        )
        .map_err(refused)
}

/// What every connection of a program holds on PostgreSQL as long as it lasts, and whoever changes what keys are
/// wrapped with holds alone. (No migration takes a lock of two numbers.)
const HELD: &str = "22, 31";

/// Says that a program is at the database. Refuses while the keys on the keyring are wrapped anew: it would go on
/// to wrap with a secret that is about to be gone.
pub(super) fn hold(connection: &mut PgConnection) -> Result<(), OpenRefused> {
    held(connection, "pg_advisory_lock_shared", 3).map_err(|error| {
        OpenRefused(format!(
            "keys: `alongside key rotate --sealing-key` is at work on this database: start again when it has \
             ended ({error})"
        ))
    })
}

/// Takes the lock in this way, after waiting for others for so many seconds at most: a program that has ended
/// lets go of it a moment later.
fn held(connection: &mut PgConnection, how: &str, seconds: u32) -> Result<(), Error> {
    connection
        .batch_execute(&format!("SET lock_timeout = '{seconds}s'; SELECT {how}({HELD}); RESET lock_timeout"))
}

/// The keyring, while nobody else is at the database.
pub(crate) struct KeyringAlone {
    connection: EitherDatabase,
    /// The embedded database's file.
    file: Option<String>,
}

impl KeyringAlone {
    /// Of the database of this name. Refuses one that somebody uses, and a keyring that is not there or is
    /// another's.
    pub(crate) fn of(name: &str, keys: &Keys) -> Result<Self, OpenRefused> {
        let mut alone = match Where::of(name, keys)? {
            Where::Postgres(url) => {
                let mut connection = super::connection::reach(&url)?;
                held(&mut connection, "pg_advisory_lock", 2).map_err(|error| {
                    OpenRefused(format!("the database is in use: stop the program first ({error})"))
                })?;
                Self { connection: EitherDatabase::Postgres(connection), file: None }
            }
            Where::Sqlite(file, locks) => {
                let ring = keyring_of(&file);
                if kept_in(&ring)? != Kept::Locked {
                    return Err(OpenRefused(format!("there is no {ring}: put back the newest copy of it")));
                }
                let mut connection = alone(&file, Some(&locks.records))?;
                attach(&mut connection, &file, &locks.keyring)?;
                Self { connection: EitherDatabase::Sqlite(connection), file: Some(file) }
            }
        };
        all_open(&mut alone.connection, &Wrapping::of(keys))?;
        Ok(alone)
    }

    /// Whether the keyring is a file with a lock of its own.
    pub(crate) fn is_file(&self) -> bool {
        self.file.is_some()
    }

    /// Wraps all keys on it anew, all or none.
    pub(crate) fn wrap_anew(&mut self, keys: &Keys) -> Result<(), OpenRefused> {
        wrap_anew(&mut self.connection, &Wrapping::of(keys))?;
        if let EitherDatabase::Postgres(connection) = &mut self.connection {
            // As the rows were before, they would lie in the table's file until somebody needs the room.
            connection
                .batch_execute("VACUUM FULL keyring.sealing_key")
                .map_err(|error| OpenRefused(format!("the keyring could not be tidied: {error}")))?;
        }
        Ok(())
    }

    /// Locks its file anew, all of it or nothing. Nothing is wrapped after that over this connection.
    pub(crate) fn lock_anew(&mut self, keys: &Keys) -> Result<(), OpenRefused> {
        let (EitherDatabase::Sqlite(connection), Some(file)) = (&mut self.connection, &self.file) else {
            return Ok(());
        };
        let ring = keyring_of(file);
        connection.batch_execute("DETACH DATABASE keyring").map_err(|error| cannot_open(&ring, &error))?;
        let new = keys.derived(FILE);
        match keys.derived_before(FILE) {
            Some(before) if unlocked(&ring, &new)?.is_none() => lock_anew(&ring, &before, &new),
            _ => Ok(()),
        }
    }
}
