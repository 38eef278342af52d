//! What lies on the disk while the centre is served.

use super::*;
use serde_json::json;
use stories::{Centre, On};

/// What a thief would look for: names, words and places that the centre keeps.
const KNOWN: [&str; 20] = [
    "Larkfield Contact Centre",
    "Priya",
    "Martin",
    "Grace",
    "Tomasz",
    "Joan",
    "Ruth",
    "coordinator",
    "safeguarding-lead",
    "volunteer",
    "Farrow",
    "Leanne",
    "supervised",
    "example.org",
    "audit_entry",
    "CREATE TABLE",
    "party_contact",
    "A lighthouse on the rocks",
    "argon2id",
    "visiting",
];

/// What among it is sealed besides, so that the database's key alone does not show it.
const SEALED: [&str; 2] = ["example.org", "A lighthouse on the rocks"];

#[tokio::test]
async fn nothing_of_the_centre_can_be_read_in_any_of_its_files_while_it_is_served() {
    let centre = Centre::open(On::Embedded).await;
    centre.ready_family("supervised").await;
    let asked =
        json!({"name": "A lighthouse on the rocks", "question": "Hello?", "safe_channel": "do-not-contact"});
    centre.post("", "/enquiries", asked).await.is(201);
    tokio::task::spawn_blocking(move || {
        let folder = Path::new(&centre.database_name).parent().unwrap();
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let file = entry.unwrap().path();
            files.push((file.display().to_string(), std::fs::read(&file).unwrap()));
        }
        let named =
            |ending: &str| files.iter().any(|(name, bytes)| name.ends_with(ending) && !bytes.is_empty());
        assert!(named("sqlite") && named("sqlite-wal") && named("sqlite-shm"), "the log is not in use");
        for (name, bytes) in &files {
            assert!(!bytes.starts_with(b"SQLite format 3"), "{name} has the header of a plain database");
            for known in KNOWN {
                assert!(!holds(bytes, known.as_bytes()), "\"{known}\" can be read in {name}");
            }
        }
        // They are looked for in the right place: with the key they are there, but for what is sealed.
        let mut opened = open_embedded(&centre.database_name, &centre.keys).unwrap();
        let plain = opened.serialize_database_to_buffer().to_vec();
        for known in KNOWN {
            let is_there = holds(&plain, known.as_bytes());
            assert_eq!(is_there, !SEALED.contains(&known), "\"{known}\"");
        }
    })
    .await
    .unwrap();
}

#[test]
fn a_byte_changed_anywhere_in_the_file_is_noticed() {
    let centre = Installation::new();
    let keys = centre.started().unwrap().keys;
    let whole = std::fs::read(centre.database()).unwrap();
    let chance = Ids::seeded(22);
    for _ in 0..60 {
        let mut bytes = whole.clone();
        let at = usize::try_from(chance.bits() % bytes.len() as u128).unwrap();
        bytes[at] ^= 1 << (chance.bits() % 8);
        let copy = centre.at("copy.sqlite").display().to_string();
        std::fs::write(&copy, &bytes).unwrap();
        let noticed = open_embedded(&copy, &keys).map_or_else(
            |_| true,
            |mut opened| {
                use diesel::RunQueryDsl;
                #[derive(diesel::QueryableByName)]
                struct Fault {
                    #[diesel(sql_type = diesel::sql_types::Text)]
                    cipher_integrity_check: String,
                }
                let faults: Vec<Fault> =
                    diesel::sql_query("PRAGMA cipher_integrity_check").load(&mut opened).unwrap();
                faults.iter().any(|fault| !fault.cipher_integrity_check.is_empty())
            },
        );
        assert!(noticed, "byte {at} was changed unnoticed");
    }
}
