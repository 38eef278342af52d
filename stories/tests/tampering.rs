//! Whoever can write to the database itself cannot change the trail unnoticed: rows and bytes are changed at
//! random, and each change is told by a check against the heads.
//!
//! `ALONGSIDE_TAMPERINGS` says how many changes are tried on each database.

use crate::audit::{head, verified};
use base::CentreId;
use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection,
    connection::SimpleConnection,
    sql_query,
    sql_types::{BigInt, Nullable, Text},
};
use host::{
    Ids,
    db::{EitherDatabase, open_embedded},
    trail::{Head, Line, TrustedKeys, check},
};
use stories::{Centre, story};

#[derive(QueryableByName)]
struct Cell {
    #[diesel(sql_type = Nullable<Text>)]
    value: Option<String>,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

const TABLES: [(&str, &[&str], &[&str]); 3] = [
    (
        "audit_entry",
        &[
            "centre", "id", "account", "role", "kind", "purpose", "act", "subject", "family", "summary",
            "document", "previous", "hash",
        ],
        &["seq", "at"],
    ),
    ("trail_head", &["centre", "root", "key", "signature"], &["size", "at"]),
    ("trail_node", &["centre", "hash"], &["level", "place"]),
];

/// Somebody who has the database and no key.
struct Intruder {
    db: EitherDatabase,
    centre: CentreId,
    keys: TrustedKeys,
    chance: Ids,
}

impl Intruder {
    /// At the centre's own database. Where that is the embedded one, they have its key: whoever runs the program
    /// has.
    fn at(centre: &Centre) -> Self {
        let name = &centre.database_name;
        Self::with(
            centre,
            if name.starts_with("postgres") {
                EitherDatabase::Postgres(PgConnection::establish(name).unwrap())
            } else {
                EitherDatabase::Sqlite(open_embedded(name, &centre.keys).unwrap())
            },
        )
    }

    fn with(centre: &Centre, mut db: EitherDatabase) -> Self {
        let off = match &db {
            EitherDatabase::Postgres(_) => {
                "DROP TRIGGER audit_entry_stays ON audit_entry; DROP TRIGGER trail_node_stays ON trail_node; \
                 DROP TRIGGER trail_head_stays ON trail_head; \
                 ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_kind_check, \
                    DROP CONSTRAINT audit_entry_centre_fkey, DROP CONSTRAINT audit_entry_seq_check; \
                 ALTER TABLE trail_node DROP CONSTRAINT trail_node_centre_fkey, \
                    DROP CONSTRAINT trail_node_level_check, DROP CONSTRAINT trail_node_place_check; \
                 ALTER TABLE trail_head DROP CONSTRAINT trail_head_centre_fkey, \
                    DROP CONSTRAINT trail_head_size_check;"
            }
            EitherDatabase::Sqlite(_) => {
                "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; PRAGMA busy_timeout = 10000; \
                 DROP TRIGGER IF EXISTS audit_entry_stays_on_update; DROP TRIGGER IF EXISTS audit_entry_stays_on_delete; \
                 DROP TRIGGER IF EXISTS trail_node_stays_on_update; DROP TRIGGER IF EXISTS trail_node_stays_on_delete; \
                 DROP TRIGGER IF EXISTS trail_head_stays_on_update; DROP TRIGGER IF EXISTS trail_head_stays_on_delete;"
            }
        };
        db.batch_execute(off).unwrap();
        let key = centre.house.database().trail_key().unwrap().public();
        let keys = TrustedKeys::of([key.as_str()]).unwrap();
        Self { db, centre: centre.house.centre(), keys, chance: Ids::seeded(20_261_122) }
    }

    fn below(&self, most: usize) -> usize {
        usize::try_from(self.chance.bits() % most as u128).unwrap()
    }

    fn number(&mut self, statement: &str) -> i64 {
        let found: Count = match &mut self.db {
            EitherDatabase::Postgres(c) => sql_query(statement).get_result(c).unwrap(),
            EitherDatabase::Sqlite(c) => sql_query(statement).get_result(c).unwrap(),
        };
        found.count
    }

    fn cell(&mut self, statement: &str) -> Option<String> {
        let found: Cell = match &mut self.db {
            EitherDatabase::Postgres(c) => sql_query(statement).get_result(c).unwrap(),
            EitherDatabase::Sqlite(c) => sql_query(statement).get_result(c).unwrap(),
        };
        found.value
    }

    /// What is wrong with the trail now, if that is noticed.
    fn noticed(&mut self, witnessed: &[Head]) -> Option<String> {
        match check(&mut self.db, self.centre, &self.keys, witnessed) {
            Ok(found) => found.fault,
            Err(problem) => Some(problem.detail()),
        }
    }

    /// A random row, by what tells it from others on both databases.
    fn row(&mut self, table: &str) -> String {
        let key = match table {
            "audit_entry" => "seq",
            "trail_head" => "size",
            _ => "level * 1000000 + place",
        };
        let rows = self.number(&format!("SELECT COUNT(*) AS count FROM {table}"));
        let at = self.below(usize::try_from(rows).unwrap());
        let which = self.number(&format!(
            "SELECT CAST({key} AS BIGINT) AS count FROM {table} ORDER BY 1 LIMIT 1 OFFSET {at}"
        ));
        format!("{key} = {which}")
    }

    /// One random change of one row, as a statement.
    fn change(&mut self) -> String {
        let (table, texts, numbers) = match self.below(10) {
            0..=5 => TABLES[0],
            6..=8 => TABLES[1],
            _ => TABLES[2],
        };
        let row = self.row(table);
        match self.below(8) {
            0 => format!("DELETE FROM {table} WHERE {row}"),
            1 => {
                let column = numbers[self.below(numbers.len())];
                let by = i64::try_from(self.below(1000) + 1).unwrap();
                let by = if self.below(2) == 0 { by } else { -by };
                format!("UPDATE {table} SET {column} = {column} + ({by}) WHERE {row}")
            }
            _ => {
                let column = texts[self.below(texts.len())];
                let value = self.cell(&format!("SELECT {column} AS value FROM {table} WHERE {row}"));
                let new = self.with_another_byte(value);
                format!("UPDATE {table} SET {column} = {new} WHERE {row}")
            }
        }
    }

    fn with_another_byte(&self, value: Option<String>) -> String {
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            return if self.below(2) == 0 { "'x'".to_owned() } else { "'0'".to_owned() };
        };
        let mut letters: Vec<char> = value.chars().collect();
        let at = self.below(letters.len());
        loop {
            let other = char::from(u8::try_from(32 + self.below(95)).unwrap());
            if other != letters[at] {
                letters[at] = other;
                break;
            }
        }
        format!("'{}'", letters.into_iter().collect::<String>().replace('\'', "''"))
    }
}

fn tamperings() -> usize {
    std::env::var("ALONGSIDE_TAMPERINGS").ok().and_then(|text| text.parse().ok()).unwrap_or(200)
}

/// A trail long enough to have nodes that are kept, with three heads, the last over all of it.
async fn with_a_trail(centre: &Centre) -> Vec<Head> {
    let family = centre.ready_family("supervised").await.family.clone();
    let mut heads = vec![head(centre).await];
    for round in 0..2 {
        for _ in 0..140 {
            centre.get("priya", &format!("/families/{family}")).await.is(200);
        }
        heads.push(head(centre).await);
        assert!(round < 2);
    }
    let found = verified(centre).await;
    assert_eq!((found.fault, found.heads, found.signed), (None, 3, found.lines));
    assert!(found.lines > 256, "no node is kept yet");
    heads
}

story!(every_change_of_a_row_or_a_byte_is_noticed, |centre| {
    with_a_trail(&centre).await;
    let (mut tried, wanted) = (0, tamperings());
    tokio::task::spawn_blocking(move || {
        let mut intruder = Intruder::at(&centre);
        assert_eq!(intruder.noticed(&[]), None);
        while tried < wanted {
            let change = intruder.change();
            intruder.db.batch_execute("BEGIN").unwrap();
            // A change that the database itself cannot take, such as a place that is taken, is none.
            if intruder.db.batch_execute(&change).is_ok() {
                tried += 1;
                assert!(intruder.noticed(&[]).is_some(), "not noticed: {change}");
            }
            intruder.db.batch_execute("ROLLBACK").unwrap();
        }
        assert_eq!(intruder.noticed(&[]), None);
    })
    .await
    .unwrap();
});

story!(what_is_made_to_fit_again_is_noticed_by_the_heads, |centre| {
    let heads = with_a_trail(&centre).await;
    tokio::task::spawn_blocking(move || {
        let mut intruder = Intruder::at(&centre);
        let last = heads.last().unwrap().clone();
        let mut tried = |what: &str, statements: &[String], witnessed: &[Head]| {
            intruder.db.batch_execute("BEGIN").unwrap();
            for statement in statements {
                intruder.db.batch_execute(statement).unwrap();
            }
            let noticed = intruder.noticed(witnessed);
            intruder.db.batch_execute("ROLLBACK").unwrap();
            noticed.unwrap_or_else(|| panic!("not noticed: {what}"))
        };
        // Two lines change places.
        let swap = [(7, -1), (8, 7), (-1, 8)]
            .map(|(from, to)| format!("UPDATE audit_entry SET seq = {to} WHERE seq = {from}"));
        tried("a new order", &swap, &[]);
        // The end is cut off, with and without the heads over it.
        let cut = heads[1].size;
        let lines = format!("DELETE FROM audit_entry WHERE seq > {cut}");
        let over = format!("DELETE FROM trail_head WHERE size > {cut}");
        let nodes = format!("DELETE FROM trail_node WHERE (place + 1) * 256 > {cut}");
        let why = tried("lines cut off", std::slice::from_ref(&lines), &[]);
        assert!(why.contains(&format!("a head was signed over {} lines", last.size)), "{why}");
        let why = tried("lines and heads cut off", &[lines, over, nodes], std::slice::from_ref(&last));
        assert!(why.contains(&format!("over {} lines and there are", last.size)), "{why}");
        // A line is changed, and it and all after it are sealed anew: the chain holds, the head does not.
        let kept = crate::audit::lines_now(&centre);
        let mut previous = String::new();
        let statements: Vec<String> = kept
            .iter()
            .map(|line| {
                let mut line = Line { previous: previous.clone(), ..line.clone() };
                if line.seq == 5 {
                    line.summary = "Nothing happened".to_owned();
                }
                line.hash = host::audit::hex(&line.digest());
                previous.clone_from(&line.hash);
                format!(
                    "UPDATE audit_entry SET summary = '{}', previous = '{}', hash = '{}' WHERE seq = {}",
                    line.summary.replace('\'', "''"),
                    line.previous,
                    line.hash,
                    line.seq
                )
            })
            .collect();
        let why = tried("all hashed anew", &statements, &[]);
        assert!(why.contains("not those that were signed") || why.contains("is not theirs"), "{why}");
        // The same with a head by another key, or by none.
        let forged = host::trail::TrailKey::from_seed(&[7; 32]).public();
        let why = tried("a head by another key", &[format!("UPDATE trail_head SET key = '{forged}'")], &[]);
        assert!(why.contains("not signed by this key"), "{why}");
    })
    .await
    .unwrap();
});

mod a_byte_in_the_file {
    use super::*;

    fn plain(file: &str) -> EitherDatabase {
        EitherDatabase::Sqlite(SqliteConnection::establish(file).unwrap())
    }

    #[tokio::test]
    async fn is_noticed() {
        let centre = Centre::open(stories::On::Embedded).await;
        with_a_trail(&centre).await;
        tokio::task::spawn_blocking(move || {
            let lines = crate::audit::lines_now(&centre);
            let mut whole = open_embedded(&centre.database_name, &centre.keys).unwrap();
            whole.batch_execute("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
            let file = whole.serialize_database_to_buffer().to_vec();
            let folder = tempfile::tempdir().unwrap();
            let copy = folder.path().join("copy.sqlite").display().to_string();
            let chance = Ids::seeded(6);
            for _ in 0..tamperings() / 4 {
                let line = &lines[usize::try_from(chance.bits() % lines.len() as u128).unwrap()];
                let part =
                    [&line.id, &line.hash, &line.previous][usize::try_from(chance.bits() % 3).unwrap()];
                if part.is_empty() {
                    continue;
                }
                let places: Vec<usize> = (0..=file.len() - part.len())
                    .filter(|at| file[*at] == part.as_bytes()[0] && file[*at..].starts_with(part.as_bytes()))
                    .collect();
                let place = places[usize::try_from(chance.bits() % places.len() as u128).unwrap()];
                let mut bytes = file.clone();
                let at = place + usize::try_from(chance.bits() % part.len() as u128).unwrap();
                bytes[at] ^= 1 << (chance.bits() % 7);
                std::fs::write(&copy, &bytes).unwrap();
                let mut intruder = Intruder::with(&centre, plain(&copy));
                assert!(intruder.noticed(&[]).is_some(), "not noticed: byte {at} of {part}");
            }
        })
        .await
        .unwrap();
    }
}
