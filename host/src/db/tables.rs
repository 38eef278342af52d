//! What tables a database has, from its own catalogue, in an order in which each comes after those it needs.

use super::{EitherDatabase, OpenRefused};
use diesel::{
    QueryableByName, RunQueryDsl, sql_query,
    sql_types::{Bool, Text},
};
use std::collections::BTreeMap;

/// What a column holds, as far as taking it elsewhere goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Integer,
    Bigint,
    Yes,
    Bytes,
}

impl Kind {
    fn of(said: &str) -> Option<Self> {
        match said.to_ascii_lowercase().as_str() {
            "text" => Some(Self::Text),
            "integer" => Some(Self::Integer),
            "bigint" => Some(Self::Bigint),
            "boolean" => Some(Self::Yes),
            "bytea" | "blob" => Some(Self::Bytes),
            _ => None,
        }
    }

    /// Its name on PostgreSQL.
    pub(super) fn on_postgres(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Bigint => "bigint",
            Self::Yes => "boolean",
            Self::Bytes => "bytea",
        }
    }
}

/// A table with its columns in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    /// Its name, with that of the keyring before it if it is there.
    pub(super) name: String,
    pub(super) columns: Vec<(String, Kind)>,
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    of: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

#[derive(QueryableByName)]
struct Need {
    #[diesel(sql_type = Text)]
    of: String,
    #[diesel(sql_type = Text)]
    needs: String,
}

const POSTGRES_COLUMNS: &str = "SELECT CASE WHEN c.table_schema = 'keyring' THEN 'keyring.' ELSE '' END || c.table_name AS of, \
     c.column_name AS name, c.data_type AS kind \
     FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) \
     WHERE t.table_type = 'BASE TABLE' AND c.table_schema IN (current_schema(), 'keyring') \
     AND c.table_name <> '__diesel_schema_migrations' ORDER BY 1, c.ordinal_position";
const SQLITE_COLUMNS: &str = "SELECT CASE t.schema WHEN 'keyring' THEN 'keyring.' ELSE '' END || t.name AS of, \
     c.name AS name, c.type AS kind \
     FROM pragma_table_list AS t JOIN pragma_table_info(t.name, t.schema) AS c \
     WHERE t.type = 'table' AND t.schema IN ('main', 'keyring') AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~' \
     AND t.name <> '__diesel_schema_migrations' ORDER BY 1, c.cid";
const POSTGRES_NEEDS: &str = "SELECT one.relname::text AS of, other.relname::text AS needs FROM pg_constraint \
     JOIN pg_class AS one ON one.oid = conrelid JOIN pg_class AS other ON other.oid = confrelid \
     WHERE contype = 'f' AND one.relnamespace = current_schema()::regnamespace";
const SQLITE_NEEDS: &str = "SELECT t.name AS of, f.\"table\" AS needs \
     FROM pragma_table_list AS t JOIN pragma_foreign_key_list(t.name) AS f WHERE t.schema = 'main'";

fn broken(error: &diesel::result::Error) -> OpenRefused {
    OpenRefused(format!("the database does not say what tables it has: {error}"))
}

/// Every table, each after those it refers to.
pub(super) fn of(database: &mut EitherDatabase) -> Result<Vec<Table>, OpenRefused> {
    let (columns, needs) = match database {
        EitherDatabase::Postgres(_) => (POSTGRES_COLUMNS, POSTGRES_NEEDS),
        EitherDatabase::Sqlite(_) => (SQLITE_COLUMNS, SQLITE_NEEDS),
    };
    let columns: Vec<Column> = sql_query(columns).load(database).map_err(|error| broken(&error))?;
    let needs: Vec<Need> = sql_query(needs).load(database).map_err(|error| broken(&error))?;
    let mut waiting: BTreeMap<String, Table> = BTreeMap::new();
    for Column { of, name, kind } in columns {
        let kind = Kind::of(&kind)
            .ok_or_else(|| OpenRefused(format!("{of}.{name} is a {kind}, which nobody knows how to take")))?;
        let table = waiting.entry(of.clone()).or_insert_with(|| Table { name: of, columns: Vec::new() });
        table.columns.push((name, kind));
    }
    let mut ordered = Vec::new();
    while !waiting.is_empty() {
        let ready: Vec<String> = waiting
            .keys()
            .filter(|name| {
                let waits = |need: &Need| {
                    need.of == **name && need.needs != **name && waiting.contains_key(&need.needs)
                };
                !needs.iter().any(waits)
            })
            .cloned()
            .collect();
        if ready.is_empty() {
            return Err(OpenRefused("some tables need each other, and none can be the first".into()));
        }
        ordered.extend(ready.iter().filter_map(|name| waiting.remove(name)));
    }
    Ok(ordered)
}

#[derive(QueryableByName)]
struct Is {
    #[diesel(sql_type = Bool)]
    so: bool,
}

/// The first of these tables in which something is.
pub(super) fn used(database: &mut EitherDatabase, tables: &[Table]) -> Result<Option<String>, OpenRefused> {
    for table in tables {
        let asked = format!("SELECT EXISTS (SELECT 1 FROM {}) AS so", table.name);
        let found: Is = sql_query(asked).get_result(database).map_err(|error| broken(&error))?;
        if found.so {
            return Ok(Some(table.name.clone()));
        }
    }
    Ok(None)
}
