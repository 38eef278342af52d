//! Statements made from the registry. They are the same words on both databases but for the one function that
//! makes a row a line of text, and every value in them is bound.

use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use host::{Problem, Tx, WriteTx, db::EitherDatabase};

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Rows as texts, column by column. `from` names the person or the family as `$1`.
pub(super) fn rows(
    tx: &mut Tx<'_>,
    columns: &[&str],
    (from, order): (&str, &str),
    who: &str,
) -> Result<Vec<Vec<Option<String>>>, Problem> {
    let columns: Vec<String> = columns.iter().map(|column| format!("CAST({column} AS TEXT)")).collect();
    let columns = columns.join(", ");
    let lines: Vec<Line> = match tx.db() {
        EitherDatabase::Postgres(c) => sql_query(format!(
            "SELECT CAST(json_build_array({columns}) AS TEXT) AS line FROM {from} ORDER BY {order}"
        ))
        .bind::<Text, _>(who)
        .load(c)?,
        EitherDatabase::Sqlite(c) => {
            sql_query(format!("SELECT json_array({columns}) AS line FROM {from} ORDER BY {order}"))
                .bind::<Text, _>(who)
                .load(c)?
        }
    };
    lines.iter().map(|line| Ok(serde_json::from_str(&line.line)?)).collect()
}

/// Removes rows. The condition names the family as `$1`. Answers how many.
pub(super) fn remove(
    tx: &mut WriteTx<'_>,
    table: &str,
    condition: &str,
    who: &str,
) -> Result<usize, Problem> {
    let statement = format!("DELETE FROM {table} WHERE {condition}");
    Ok(match tx.db() {
        EitherDatabase::Postgres(c) => sql_query(statement).bind::<Text, _>(who).execute(c)?,
        EitherDatabase::Sqlite(c) => sql_query(statement).bind::<Text, _>(who).execute(c)?,
    })
}
