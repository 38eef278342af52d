//! A picture of everything a database holds, to show that a refused step changed nothing.

use crate::Centre;
use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl,
    connection::SimpleConnection,
    result::{DatabaseErrorKind, Error},
    sql_query,
    sql_types::Text,
};
use host::{Keys, db::open_embedded};

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

impl Centre {
    /// Everything the database holds, as a hash: every row of every table, except that somebody looked.
    pub async fn picture(&self) -> String {
        let (name, keys) = (self.database_name.clone(), self.keys.clone());
        tokio::task::spawn_blocking(move || {
            if name.starts_with("postgres") { of_postgres(&name) } else { of_file(&name, &keys) }
        })
        .await
        .unwrap()
    }
}

impl Centre {
    /// Writes past the program, straight into the database: what no operation would let be.
    pub async fn plant(&self, statement: &str) {
        let (name, keys, statement) = (self.database_name.clone(), self.keys.clone(), statement.to_owned());
        let changed = tokio::task::spawn_blocking(move || {
            if name.starts_with("postgres") {
                sql_query(statement).execute(&mut PgConnection::establish(&name).unwrap()).unwrap()
            } else {
                sql_query(statement).execute(&mut open_embedded(&name, &keys).unwrap()).unwrap()
            }
        })
        .await
        .unwrap();
        assert!(changed > 0, "nothing was planted");
    }

    /// Whether the database itself refuses to have this written past the program, by a check of its own.
    pub async fn plant_refused(&self, statement: &str) -> bool {
        let (name, keys, statement) = (self.database_name.clone(), self.keys.clone(), statement.to_owned());
        let done = tokio::task::spawn_blocking(move || {
            if name.starts_with("postgres") {
                sql_query(statement).execute(&mut PgConnection::establish(&name).unwrap())
            } else {
                sql_query(statement).execute(&mut open_embedded(&name, &keys).unwrap())
            }
        });
        matches!(done.await.unwrap(), Err(Error::DatabaseError(DatabaseErrorKind::CheckViolation, _)))
    }

    /// Writes past the program, straight into the database, what the database itself refuses. Answers why,
    /// with the constraint's name.
    pub async fn refuses(&self, statement: &str) -> String {
        let (name, keys, asked) = (self.database_name.clone(), self.keys.clone(), statement.to_owned());
        let answered = tokio::task::spawn_blocking(move || {
            if name.starts_with("postgres") {
                sql_query(asked).execute(&mut PgConnection::establish(&name).unwrap())
            } else {
                sql_query(asked).execute(&mut open_embedded(&name, &keys).unwrap())
            }
        })
        .await
        .unwrap();
        match answered {
            Err(Error::DatabaseError(_, about)) => {
                format!("{} {}", about.message(), about.constraint_name().unwrap_or_default())
            }
            other => panic!("the database took it: {other:?}: {statement}"),
        }
    }

    /// Changes the tables themselves, so that the program meets a database that fails it.
    pub async fn change(&self, statement: &'static str) {
        let (name, keys) = (self.database_name.clone(), self.keys.clone());
        tokio::task::spawn_blocking(move || {
            if name.starts_with("postgres") {
                PgConnection::establish(&name).unwrap().batch_execute(statement).unwrap();
            } else {
                open_embedded(&name, &keys).unwrap().batch_execute(statement).unwrap();
            }
        })
        .await
        .unwrap();
    }

    /// One text column of a table, as it lies in the database.
    pub async fn column(&self, table: &str, column: &str) -> String {
        let (name, keys) = (self.database_name.clone(), self.keys.clone());
        let statement = format!("SELECT CAST({column} AS TEXT) AS line FROM {table}");
        let lines: Vec<Line> = tokio::task::spawn_blocking(move || {
            if name.starts_with("postgres") {
                sql_query(statement).load(&mut PgConnection::establish(&name).unwrap()).unwrap()
            } else {
                sql_query(statement).load(&mut open_embedded(&name, &keys).unwrap()).unwrap()
            }
        })
        .await
        .unwrap();
        lines.into_iter().map(|line| line.line).collect::<Vec<_>>().join("\n")
    }
}

/// Which rows of a table are in the picture: every row, but of the trail only what was written. That somebody
/// looked is written down whenever they are answered, whatever else is refused.
fn pictured(table: &str) -> &'static str {
    if table == "audit_entry" { "WHERE kind = 'write'" } else { "" }
}

fn of_file(name: &str, keys: &Keys) -> String {
    let mut connection = open_embedded(name, keys).unwrap();
    let tables: Vec<Line> = sql_query(
        "SELECT name AS line FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
    )
    .load(&mut connection)
    .unwrap();
    whole(tables, |table| {
        let columns: Vec<Line> = sql_query("SELECT name AS line FROM pragma_table_info(?) ORDER BY cid")
            .bind::<Text, _>(table)
            .load(&mut connection)
            .unwrap();
        let row = columns
            .iter()
            .map(|column| format!("quote(\"{}\")", column.line))
            .collect::<Vec<_>>()
            .join(" || '|' || ");
        sql_query(format!("SELECT {row} AS line FROM \"{table}\" {} ORDER BY 1", pictured(table)))
            .load(&mut connection)
            .unwrap()
    })
}

fn of_postgres(name: &str) -> String {
    let mut connection = PgConnection::establish(name).unwrap();
    let tables: Vec<Line> = sql_query(
        "SELECT tablename::text AS line FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
    )
    .load(&mut connection)
    .unwrap();
    whole(tables, |table| {
        sql_query(format!("SELECT t::text AS line FROM \"{table}\" t {} ORDER BY t::text", pictured(table)))
            .load(&mut connection)
            .unwrap()
    })
}

fn whole(tables: Vec<Line>, mut rows: impl FnMut(&str) -> Vec<Line>) -> String {
    let mut whole = String::new();
    for Line { line: table } in tables {
        whole.push_str(&table);
        for Line { line } in rows(&table) {
            whole.push_str(&line);
        }
    }
    host::audit::sha256(whole.as_bytes())
}
