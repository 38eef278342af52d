//! Records: one's own data, retention, breaches, and the registry behind them.

mod breach;
mod destruction;
mod disclosure;
mod own_data;
mod processing;
mod registry;
mod retention;
mod sealed;
mod single;

use std::collections::{BTreeMap, BTreeSet};
use stories::Centre;

/// Every table of the database with its columns, as the database itself says.
async fn tables(centre: &Centre) -> BTreeMap<String, BTreeSet<String>> {
    let lines = if centre.database_name.starts_with("postgres") {
        centre
            .column(
                "information_schema.columns c JOIN information_schema.tables t \
                 ON t.table_name = c.table_name AND t.table_schema = c.table_schema \
                 WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'",
                "c.table_name || '.' || c.column_name",
            )
            .await
    } else {
        centre
            .column(
                "sqlite_master m JOIN pragma_table_info(m.name) c \
                 WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
                "m.name || '.' || c.name",
            )
            .await
    };
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in lines.lines() {
        let (table, column) = line.split_once('.').unwrap();
        if !app::records::registry::NOT_OURS.contains(&table) {
            tables.entry(table.to_owned()).or_default().insert(column.to_owned());
        }
    }
    tables
}

/// Every row of every table, as text.
async fn rows(centre: &Centre) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (table, columns) in tables(centre).await {
        let text = if centre.database_name.starts_with("postgres") {
            centre.column(&format!("\"{table}\" one_row"), "replace(one_row::text, chr(10), ' ')").await
        } else {
            let quoted: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
            let whole = format!("replace({}, char(10), ' ')", quoted.join(" || '|' || "));
            centre.column(&table, &whole).await
        };
        all.insert(table, text.lines().map(str::to_owned).collect());
    }
    all
}
