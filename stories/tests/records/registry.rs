//! The registry names every table and every column there is, or the next one leaks or stays behind.

use super::tables;
use app::records::registry::{How, Whose, all};
use std::collections::BTreeSet;
use stories::story;

story!(every_table_and_column_is_decided_on, |centre| {
    let there = tables(&centre).await;
    assert!(there.len() > 60, "only {} tables were found", there.len());
    let named: BTreeSet<&str> = all().iter().map(|table| table.name).collect();
    let mut undecided: Vec<String> = Vec::new();
    for (table, columns) in &there {
        let Some(decided) = all().into_iter().find(|one| one.name == table) else {
            undecided.push(format!("nobody has decided whom the table {table} tells something about"));
            continue;
        };
        let decided: BTreeSet<&str> = decided.columns().into_iter().collect();
        for column in columns.iter().filter(|column| !decided.contains(column.as_str())) {
            undecided.push(format!("nobody has decided to whom {table}.{column} goes"));
        }
        for column in decided.iter().filter(|column| !columns.contains(**column)) {
            undecided.push(format!("there is no {table}.{column}"));
        }
    }
    for table in named.iter().filter(|table| !there.contains_key(**table)) {
        undecided.push(format!("there is no table {table}"));
    }
    assert!(undecided.is_empty(), "{undecided:#?}");
});

story!(whatever_names_a_family_or_one_of_its_people_goes_with_it, |centre| {
    // The trail stays; the log of destructions names a family only until it is gone; a declaration of staff that
    // is linked to nobody of the family is no business of the family's.
    const STAYS: &[&str] = &["audit_entry", "destruction"];
    for (table, columns) in tables(&centre).await {
        let names_one = ["family", "party", "child", "visit", "plan", "referral"]
            .iter()
            .any(|column| columns.contains(*column));
        let decided = all().into_iter().find(|one| one.name == table).unwrap();
        if names_one && !STAYS.contains(&table.as_str()) {
            assert!(decided.gone_with.is_some(), "{table} would stay behind when its family is destroyed");
        }
    }
});

#[test]
fn what_is_of_nobody_is_given_to_nobody_and_what_is_given_says_how() {
    for table in all() {
        if table.whose == Whose::Nobody {
            assert!(table.parts.is_empty(), "{} is of nobody and goes to somebody", table.name);
        }
        for part in table.parts {
            assert!(part.from.contains("$1"), "{} would be given whole to everybody", table.name);
            assert!(!part.gives.is_empty() && !part.section.is_empty());
        }
        for apart in table.apart {
            assert!(apart.why.len() > 10, "{} does not say why", table.name);
        }
    }
    assert!(all().iter().flat_map(|table| table.parts).any(|part| part.how == How::Judged));
}
