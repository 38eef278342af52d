//! Bringing the tables up to date.

use super::{EitherDatabase, OpenRefused};
use diesel::backend::Backend;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../migrations/postgres");

pub(crate) fn run(connection: &mut EitherDatabase) -> Result<Vec<String>, OpenRefused> {
    match connection {
        EitherDatabase::Sqlite(c) => pending(c, SQLITE),
        EitherDatabase::Postgres(c) => pending(c, POSTGRES),
    }
}

/// Whether nothing is to be done.
pub(crate) fn is_done(connection: &mut EitherDatabase) -> Result<bool, OpenRefused> {
    let pending = match connection {
        EitherDatabase::Sqlite(c) => c.has_pending_migration(SQLITE),
        EitherDatabase::Postgres(c) => c.has_pending_migration(POSTGRES),
    };
    pending
        .map(|pending| !pending)
        .map_err(|error| OpenRefused(format!("the database does not say its version: {error}")))
}

fn pending<DB: Backend>(
    connection: &mut impl MigrationHarness<DB>,
    migrations: EmbeddedMigrations,
) -> Result<Vec<String>, OpenRefused>
where
    EmbeddedMigrations: diesel::migration::MigrationSource<DB>,
{
    use diesel::migration::MigrationSource as _;
    let refused = |error: Box<dyn std::error::Error + Send + Sync>| {
        OpenRefused(format!("the tables could not be brought up to date: {error}"))
    };
    let applied = connection.applied_migrations().map_err(refused)?;
    let known: Vec<String> = migrations
        .migrations()
        .map_err(refused)?
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect();
    if let Some(newer) = applied.iter().find(|version| !known.contains(&version.to_string())) {
        return Err(OpenRefused(format!(
            "a newer version of Alongside has changed this database (step {newer}); \
             install that version or restore a backup from before it"
        )));
    }
    Ok(connection
        .run_pending_migrations(migrations)
        .map_err(refused)?
        .iter()
        .map(ToString::to_string)
        .collect())
}
