//! The centre's keys, and the embedded database that they lock.

mod at_rest;
mod centre_key;
mod rotation;
mod sealing;

use app::network;
use host::{
    Clock, Database, Ids, Keys,
    db::{Kept, encrypt, kept, open_embedded},
    keys::{KeysFile, Opened, Place, Source},
};
use std::path::{Path, PathBuf};

/// The folder of a centre that has been started once.
struct Installation {
    folder: tempfile::TempDir,
    /// The name of its database, where that is not the embedded one.
    postgres: Option<String>,
}

impl Installation {
    fn new() -> Self {
        let new = Self::not_started();
        new.started().unwrap();
        new
    }

    fn not_started() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), postgres: None }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn database(&self) -> String {
        self.postgres.clone().unwrap_or_else(|| self.at("alongside.sqlite").display().to_string())
    }

    fn place(&self) -> Place {
        self.with(Source::Beside(self.at("centre.key")))
    }

    /// The same, its centre key coming from elsewhere.
    fn with(&self, source: Source) -> Place {
        let file = KeysFile::at(self.at("keys.age"));
        Place { file, source, plain_trail: Some(self.at("trail.key")) }
    }

    fn started(&self) -> Result<Opened, String> {
        self.started_with(&self.place())
    }

    /// Starts as the program does; what it finds in the database is what was put there first.
    fn started_with(&self, place: &Place) -> Result<Opened, String> {
        let opened = place.open_or_make(&self.database(), &Ids::System).map_err(|why| why.0)?;
        let database = Database::open(&self.database(), &opened.keys, Clock::System, Ids::System)
            .map_err(|why| why.0)?;
        database.migrate().map_err(|why| why.0)?;
        let (_, name) = network::centre_or_new(&database, "Larkfield Contact Centre").unwrap();
        assert_eq!(name, "Larkfield Contact Centre");
        Ok(opened)
    }

    /// How the database lies on the disk.
    fn kept(&self) -> Kept {
        kept(&self.database()).unwrap()
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let file = self.at(name);
        std::fs::write(&file, text).unwrap();
        only_its_owner(&file);
        file
    }

    /// Makes what an earlier version left behind: a plain database with the same in it.
    fn made_plain(&self, keys: &Keys) {
        use diesel::connection::SimpleConnection;
        let plain = self.at("plain.sqlite").display().to_string();
        let mut connection = open_embedded(&self.database(), keys).unwrap();
        let statements = format!(
            "ATTACH DATABASE '{plain}' AS plain KEY ''; SELECT sqlcipher_export('plain'); DETACH DATABASE plain;"
        );
        connection.batch_execute(&statements).unwrap();
        drop(connection);
        std::fs::rename(plain, self.database()).unwrap();
        std::fs::remove_file(self.at("keys.age")).unwrap();
        assert_eq!(self.kept(), Kept::Plain);
    }
}

fn only_its_owner(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).unwrap();
}

/// Whether some bytes are among others.
fn holds(all: &[u8], part: &[u8]) -> bool {
    all.windows(part.len()).any(|window| window == part)
}

#[test]
fn keys_are_made_once_and_open_every_start_after_that() {
    let centre = Installation::new();
    assert_eq!(centre.kept(), Kept::Locked);
    let before = std::fs::read(centre.at("keys.age")).unwrap();
    let again = centre.started().unwrap();
    assert!(again.made.is_none());
    assert_eq!(std::fs::read(centre.at("keys.age")).unwrap(), before);
    for file in ["keys.age", "centre.key"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(centre.at(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
}

#[test]
fn a_database_without_its_keys_is_refused_and_no_other_keys_are_made() {
    let centre = Installation::new();
    std::fs::rename(centre.at("keys.age"), centre.at("kept")).unwrap();
    let why = centre.started().unwrap_err();
    assert!(why.contains("is missing") && why.contains("--keys"), "{why}");
    assert!(!centre.at("keys.age").exists());
    // Nor do the keys of another centre open it.
    let other = Installation::new();
    for file in ["keys.age", "centre.key"] {
        std::fs::copy(other.at(file), centre.at(file)).unwrap();
    }
    let why = centre.started().unwrap_err();
    assert!(why.contains("other keys") && why.contains("put back"), "{why}");
}

#[test]
fn damaged_keys_are_refused_and_named() {
    let centre = Installation::new();
    let good = std::fs::read(centre.at("keys.age")).unwrap();
    for at in [0, 40, good.len() / 2, good.len() - 1] {
        let mut bad = good.clone();
        bad[at] ^= 1;
        std::fs::write(centre.at("keys.age"), bad).unwrap();
        let why = centre.started().unwrap_err();
        assert!(why.contains("keys.age"), "byte {at}: {why}");
    }
    std::fs::write(centre.at("keys.age"), &good[..good.len() - 10]).unwrap();
    assert!(centre.started().unwrap_err().contains("damaged"));
}

#[test]
fn a_plain_database_is_refused_until_it_is_encrypted_and_then_holds_the_same() {
    let centre = Installation::new();
    let keys = centre.started().unwrap().keys;
    centre.made_plain(&keys);
    let why = centre.started().unwrap_err();
    assert!(why.contains("alongside key encrypt") && !why.contains('\n'), "{why}");
    let plain = std::fs::read(centre.database()).unwrap();
    assert!(holds(&plain, b"Larkfield"));
    let opened = centre.place().make(&Ids::System).unwrap();
    // Another name of the same file shows what became of what it held.
    std::fs::hard_link(centre.database(), centre.at("another-name")).unwrap();
    // And what a try that was killed left of its journal, with nothing in it to be rolled back.
    std::fs::write(centre.at("alongside.sqlite-journal"), [&[0; 512], &plain[..4096]].concat()).unwrap();
    let rows = encrypt(&centre.database(), &opened.keys).unwrap();
    assert!(rows > 2, "{rows}");
    // Before there were keys there was no keyring; the one that lies here was wrapped by keys that are gone.
    let why = centre.started().unwrap_err();
    assert!(why.contains("alongside.keyring does not open with these keys"), "{why}");
    for ending in ["", "-wal", "-shm"] {
        std::fs::remove_file(centre.at(&format!("alongside.keyring{ending}"))).ok();
    }
    let mut opened = open_embedded(&centre.database(), &opened.keys).unwrap();
    let empty = "CREATE TABLE keyring.sealing_key (owner TEXT, centre TEXT, under TEXT, wrapped TEXT)";
    diesel::connection::SimpleConnection::batch_execute(&mut opened, empty).unwrap();
    drop(opened);
    centre.started().unwrap();
    let overwritten = std::fs::read(centre.at("another-name")).unwrap();
    assert!(overwritten.len() == plain.len() && overwritten.iter().all(|byte| *byte == 0));
    std::fs::remove_file(centre.at("another-name")).unwrap();
    for entry in std::fs::read_dir(centre.folder.path()).unwrap() {
        let file = entry.unwrap().path();
        assert!(!holds(&std::fs::read(&file).unwrap(), b"Larkfield"), "{}", file.display());
    }
    assert!(encrypt(&centre.database(), &keys).unwrap_err().0.contains("already"));
}

#[test]
fn a_database_in_use_is_neither_encrypted_nor_locked_anew() {
    let centre = Installation::new();
    let keys = centre.started().unwrap().keys;
    centre.made_plain(&keys);
    let mut user = <diesel::SqliteConnection as diesel::Connection>::establish(&centre.database()).unwrap();
    diesel::connection::SimpleConnection::batch_execute(
        &mut user,
        "PRAGMA journal_mode = WAL; SELECT count(*) FROM centre",
    )
    .unwrap();
    let keys = centre.place().make(&Ids::System).unwrap().keys;
    let why = encrypt(&centre.database(), &keys).unwrap_err().0;
    assert!(why.contains("in use") && why.contains("stop the program"), "{why}");
    drop(user);
    encrypt(&centre.database(), &keys).unwrap();
}

#[test]
fn the_signing_key_of_an_earlier_version_is_taken_in_and_its_file_goes() {
    let centre = Installation::not_started();
    let seed = Ids::System.bytes();
    centre.write("trail.key", &host::audit::hex(&seed));
    let opened = centre.started().unwrap();
    assert_eq!(opened.keys.trail().public(), host::trail::TrailKey::from_seed(&seed).public());
    assert!(!centre.at("trail.key").exists());
    // The same again, as after a power failure just before it went; and another one.
    centre.write("trail.key", &host::audit::hex(&seed));
    centre.started().unwrap();
    assert!(!centre.at("trail.key").exists());
    centre.write("trail.key", &host::audit::hex(&Ids::System.bytes()));
    let why = centre.started().unwrap_err();
    assert!(why.contains("another key") && why.contains("--trail-key"), "{why}");
    assert!(centre.at("trail.key").exists());
}
