//! Taking everything from one database into another, of either kind: on one picture of the records, in one
//! transaction, and compared row by row before anybody relies on it.

use super::{
    EitherDatabase, OpenRefused, Where, migrate,
    tables::{self, Kind, Table},
};
use crate::keys::Keys;
use diesel::{
    PgConnection, QueryResult, QueryableByName, RunQueryDsl,
    connection::{DefaultLoadingMode, SimpleConnection},
    pg::PgRowByRowLoadingMode,
    result::Error,
    sql_query,
    sql_types::Text,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// What is worked out from other tables as they are filled, by the database itself, and compared all the same.
const WORKED_OUT: &str = "holding";
/// So many rows are handed over at once, or so many bytes of them.
const AT_ONCE: usize = 500;
const BYTES_AT_ONCE: usize = 4 * 1024 * 1024;

/// What was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Tables that there are.
    pub tables: usize,
    /// Rows in all of them.
    pub rows: usize,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    line: String,
}

/// What went wrong at a table. What a database says of a row is left out: it may repeat what stands in it.
fn at(table: &str, what: &str, error: &Error) -> OpenRefused {
    let why = match error {
        Error::DatabaseError(kind, said) => {
            format!("{kind:?}{}", said.constraint_name().map(|name| format!(", {name}")).unwrap_or_default())
        }
        other => other.to_string(),
    };
    OpenRefused(format!("{table} cannot be {what}: {why}"))
}

/// Takes everything from the database of one name into that of another, which has nothing in it. Both are opened
/// with the same keys: what is sealed stays sealed as it is. What is written meanwhile is not taken.
pub fn copy(from: &str, to: &str, keys: &Keys) -> Result<Copied, OpenRefused> {
    if from == to {
        return Err(OpenRefused("to: name another database than the one that is copied".into()));
    }
    let mut from = Where::of(from, keys)?.connect()?;
    if !migrate::is_done(&mut from)? {
        return Err(OpenRefused(
            "from: this database is of an older version: bring it up to date first, with alongside migrate"
                .into(),
        ));
    }
    let mut to = Where::of(to, keys)?.connect()?;
    migrate::run(&mut to)?;
    from.begin_reading().map_err(|problem| OpenRefused(problem.detail()))?;
    let (theirs, ours) = (tables::of(&mut from)?, tables::of(&mut to)?);
    if let Some(used) = tables::used(&mut to, &ours)? {
        return Err(OpenRefused(format!(
            "to: there is something in this database already ({used}): name an empty one"
        )));
    }
    let alike = theirs.iter().all(|table| ours.contains(table)) && theirs.len() == ours.len();
    if !alike {
        return Err(OpenRefused("the two databases do not have the same tables and columns".into()));
    }
    let opened = match &mut to {
        EitherDatabase::Postgres(c) => begin(c),
        EitherDatabase::Sqlite(c) => c.batch_execute("BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON"),
    };
    opened.map_err(|error| at("the database", "written", &error))?;
    for table in theirs.iter().filter(|table| table.name != WORKED_OUT) {
        take(&mut from, &mut to, table)?;
    }
    if let EitherDatabase::Postgres(c) = &mut to {
        settle(c).map_err(|error| at("the database", "written", &error))?;
    }
    // Before the end of the transaction: what is not as it was is not kept.
    let mut rows = 0;
    for table in &theirs {
        let (before, after) = (marks(&mut from, table)?, marks(&mut to, table)?);
        if before != after {
            return Err(OpenRefused(format!(
                "{} is not as it was: {} rows there, {} here, or other words in them; nothing was kept",
                table.name,
                before.len(),
                after.len()
            )));
        }
        rows += before.len();
    }
    let done = match &mut to {
        EitherDatabase::Postgres(c) => c.batch_execute("COMMIT"),
        EitherDatabase::Sqlite(c) => c.batch_execute("COMMIT"),
    };
    done.map_err(|error| at("the database", "kept", &error))?;
    Ok(Copied { tables: theirs.len(), rows })
}

/// The rows that refer to others of their own table, whose order nobody knows: looked at when all are there.
const OWN_REFERENCES: &str = "SELECT format('ALTER TABLE %s ALTER CONSTRAINT %I', conrelid::regclass, conname) AS line \
     FROM pg_constraint WHERE contype = 'f' AND conrelid = confrelid";

fn begin(to: &mut PgConnection) -> QueryResult<()> {
    to.batch_execute("BEGIN ISOLATION LEVEL READ COMMITTED")?;
    own_references(to, "DEFERRABLE INITIALLY DEFERRED")
}

fn settle(to: &mut PgConnection) -> QueryResult<()> {
    to.batch_execute("SET CONSTRAINTS ALL IMMEDIATE")?;
    own_references(to, "NOT DEFERRABLE")
}

fn own_references(to: &mut PgConnection, how: &str) -> QueryResult<()> {
    let rows: Vec<Row> = sql_query(OWN_REFERENCES).load(to)?;
    rows.iter().try_for_each(|row| to.batch_execute(&format!("{} {how}", row.line)))
}

/// Each row as a JSON array, bytes in hexadecimal.
fn selected(database: &EitherDatabase, table: &Table) -> String {
    let is_postgres = matches!(database, EitherDatabase::Postgres(_));
    let columns = table.columns.iter().map(|(name, kind)| match (kind, is_postgres) {
        (Kind::Bytes, true) => format!("encode(\"{name}\", 'hex')"),
        (Kind::Bytes, false) => format!("CASE WHEN \"{name}\" IS NOT NULL THEN lower(hex(\"{name}\")) END"),
        _ => format!("\"{name}\""),
    });
    let columns = columns.collect::<Vec<_>>().join(", ");
    let array = if is_postgres {
        format!("json_build_array({columns})::text")
    } else {
        format!("json_array({columns})")
    };
    format!("SELECT {array} AS line FROM {}", table.name)
}

fn each(
    from: &mut EitherDatabase,
    table: &Table,
    mut take: impl FnMut(String) -> Result<(), OpenRefused>,
) -> Result<(), OpenRefused> {
    let statement = sql_query(selected(from, table));
    let unread = |error: &Error| at(&table.name, "read", error);
    match from {
        EitherDatabase::Postgres(c) => {
            let rows =
                statement.load_iter::<Row, PgRowByRowLoadingMode>(c).map_err(|error| unread(&error))?;
            for row in rows {
                take(row.map_err(|error| unread(&error))?.line)?;
            }
        }
        EitherDatabase::Sqlite(c) => {
            let rows = statement.load_iter::<Row, DefaultLoadingMode>(c).map_err(|error| unread(&error))?;
            for row in rows {
                take(row.map_err(|error| unread(&error))?.line)?;
            }
        }
    }
    Ok(())
}

/// Puts rows in that are given as a JSON array of arrays.
fn inserting(database: &EitherDatabase, table: &Table) -> String {
    let is_postgres = matches!(database, EitherDatabase::Postgres(_));
    let names = table.columns.iter().map(|(name, _)| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let values = table.columns.iter().enumerate().map(|(place, (_, kind))| match (kind, is_postgres) {
        (Kind::Bytes, true) => format!("decode(line->>{place}, 'hex')"),
        (kind, true) => format!("(line->>{place})::{}", kind.on_postgres()),
        (Kind::Bytes, false) => format!("unhex(value->>{place})"),
        (_, false) => format!("value->>{place}"),
    });
    let values = values.collect::<Vec<_>>().join(", ");
    let rows = if is_postgres { "jsonb_array_elements($1::jsonb) AS rows (line)" } else { "json_each(?)" };
    format!("INSERT INTO {} ({names}) SELECT {values} FROM {rows}", table.name)
}

fn take(from: &mut EitherDatabase, to: &mut EitherDatabase, table: &Table) -> Result<(), OpenRefused> {
    let statement = inserting(to, table);
    let mut put = |lines: &mut Vec<String>| {
        let rows = format!("[{}]", lines.join(","));
        lines.clear();
        sql_query(&statement)
            .bind::<Text, _>(rows)
            .execute(to)
            .map(|_| ())
            .map_err(|error| at(&table.name, "written", &error))
    };
    let (mut lines, mut bytes) = (Vec::new(), 0);
    each(from, table, |line| {
        bytes += line.len();
        lines.push(line);
        if lines.len() < AT_ONCE && bytes < BYTES_AT_ONCE {
            return Ok(());
        }
        bytes = 0;
        put(&mut lines)
    })?;
    if lines.is_empty() { Ok(()) } else { put(&mut lines) }
}

/// A mark of each row, in order of the marks: equal where the same rows are there, whichever database they are in.
fn marks(database: &mut EitherDatabase, table: &Table) -> Result<Vec<[u8; 32]>, OpenRefused> {
    let mut marks = Vec::new();
    each(database, table, |line| {
        let mut row: Vec<Value> = serde_json::from_str(&line)
            .map_err(|_| OpenRefused(format!("{} has a row that cannot be read", table.name)))?;
        for (value, (_, kind)) in row.iter_mut().zip(&table.columns) {
            // One of them says 1 and the other says true.
            if let (Kind::Yes, Some(number)) = (kind, value.as_i64()) {
                *value = Value::Bool(number != 0);
            }
        }
        marks.push(Sha256::digest(Value::Array(row).to_string()).into());
        Ok(())
    })?;
    marks.sort_unstable();
    Ok(marks)
}
