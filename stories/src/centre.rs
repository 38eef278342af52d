//! The centre of a story.

use crate::{Answer, Browser};
use app::{
    demo::{self, Player},
    network::{account_add, account_by_username, token_make},
};
use axum::http::Method;
use base::Moment;
use diesel::{Connection, PgConnection, connection::SimpleConnection};
use host::{Clock, Database, House, Ids, Keys, identity::Reached, trail::TrailKey};
use policy::{Actor, AddAccount, Role, Subject, ask};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// On which database a story is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// The embedded one.
    Embedded,
    /// PostgreSQL, at the address in `ALONGSIDE_TEST_POSTGRES`.
    Postgres,
}

/// A centre with its staff, and no families until a story brings them.
pub struct Centre {
    /// Calls as members of the cast.
    pub player: Player,
    /// The running house.
    pub house: House,
    /// What names the database, for looking into it from outside.
    pub database_name: String,
    /// The centre's keys, which open it.
    pub keys: Keys,
    staff: BTreeMap<String, String>,
    roles: BTreeMap<String, String>,
    folder: tempfile::TempDir,
    _ends: Ends,
}

impl Centre {
    /// Opens a centre at nine o'clock on Wednesday 18 November 2026.
    pub async fn open(on: On) -> Self {
        tokio::task::spawn_blocking(move || Self::open_now(on)).await.unwrap()
    }

    fn open_now(on: On) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database_name = match on {
            On::Embedded => folder.path().join(EMBEDDED).display().to_string(),
            On::Postgres => fresh_postgres(),
        };
        Self::new(folder, database_name, Ids::System)
    }

    /// A centre on the embedded database in this folder, with identifiers drawn from here.
    pub(crate) fn new(folder: tempfile::TempDir, database_name: String, ids: Ids) -> Self {
        let clock = Clock::stopped("2026-11-18T09:00:00Z".parse().unwrap());
        let keys = Keys::drawn(&Ids::System);
        let database = Database::open(&database_name, &keys, clock, ids).unwrap();
        database.migrate().unwrap();
        database.signing_with(TrailKey::from_seed(&database.ids().bytes()));
        let house = opened(&database);
        let cast = demo::cast(&house).unwrap().tokens();
        let pick = |what: &str| {
            cast.iter()
                .map(|(name, person)| (name.clone(), person[what].as_str().unwrap().to_owned()))
                .collect::<BTreeMap<_, _>>()
        };
        let ends = Ends(database_name.clone());
        Self {
            player: Player::new(house.clone(), pick("token")),
            house,
            database_name,
            keys,
            staff: pick("id"),
            roles: pick("role"),
            folder,
            _ends: ends,
        }
    }

    /// The same centre, its embedded database copied to another folder and opened there, at the same time of
    /// its clock.
    pub(crate) fn copied(&self, ids: Ids) -> Self {
        let folder = quick_folder();
        for entry in std::fs::read_dir(self.folder.path()).unwrap() {
            let file = entry.unwrap().path();
            std::fs::copy(&file, folder.path().join(file.file_name().unwrap())).unwrap();
        }
        let database_name = embedded_in(&folder);
        self.elsewhere(folder, database_name, ids)
    }

    /// The same centre in a database into which it was taken, at the same time of its clock.
    #[must_use]
    pub fn moved(&self, database_name: &str) -> Self {
        self.elsewhere(quick_folder(), database_name.to_owned(), Ids::System)
    }

    fn elsewhere(&self, folder: tempfile::TempDir, database_name: String, ids: Ids) -> Self {
        let database = Database::open(&database_name, &self.keys, Clock::stopped(self.now()), ids).unwrap();
        database.signing_with(TrailKey::from_seed(&[7; 32]));
        let house = opened(&database);
        let ends = Ends(database_name.clone());
        Self {
            player: self.player.moved_to(house.clone()),
            house,
            database_name,
            keys: self.keys.clone(),
            staff: self.staff.clone(),
            roles: self.roles.clone(),
            folder,
            _ends: ends,
        }
    }

    /// Asks for an operation as somebody, and answers whatever came back.
    pub async fn ask(&self, who: &str, method: Method, path: &str, body: Value) -> Answer {
        let (status, body) = self.player.answer(who, method, path, &body, &[]).await;
        let answer = Answer { status, body };
        if who.is_empty() {
            answer.is_said_in_every_language(path);
        }
        answer
    }

    /// The same with a token of one's own.
    pub async fn ask_with(&self, token: &str, method: Method, path: &str, body: Value) -> Answer {
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str())];
        let (status, body) = self.player.answer("", method, path, &body, &headers).await;
        let answer = Answer { status, body };
        if path.starts_with("/my/") {
            answer.is_said_in_every_language(path);
        }
        answer
    }

    /// Gives one more referrer a sign-in, with the cast's password; answers their token.
    pub async fn another_referrer(&self, username: &str) -> String {
        let (house, username) = (self.house.clone(), username.to_owned());
        let made = move || {
            let (database, centre) = (house.database(), house.centre());
            let id = account_add(database, centre, &username, &username, Role::Referrer, demo::PASSWORD)?;
            database.write_blocking(&Actor::program(centre), |tx| {
                let permit = ask::<AddAccount>(tx.actor, &Subject::of_centre(centre, centre))?;
                let token = token_make(tx, &permit, id)?;
                tx.record(&permit, None, "A token was made", token)
            })
        };
        tokio::task::spawn_blocking(made).await.unwrap().map_err(|problem| problem.detail()).unwrap()
    }

    /// A token with which a program asks as somebody who has a sign-in.
    pub async fn token_of(&self, username: &str) -> String {
        let (house, username) = (self.house.clone(), username.to_owned());
        let made = move || {
            let (database, centre) = (house.database(), house.centre());
            database.write_blocking(&Actor::program(centre), |tx| {
                let permit = ask::<AddAccount>(tx.actor, &Subject::of_centre(centre, centre))?;
                let id = account_by_username(tx, &username)?.ok_or(host::Problem::NotFound)?;
                let token = token_make(tx, &permit, id)?;
                tx.record(&permit, None, "A token was made", token)
            })
        };
        tokio::task::spawn_blocking(made).await.unwrap().map_err(|problem| problem.detail()).unwrap()
    }

    /// GET.
    pub async fn get(&self, who: &str, path: &str) -> Answer {
        self.ask(who, Method::GET, path, Value::Null).await
    }

    /// POST.
    pub async fn post(&self, who: &str, path: &str, body: Value) -> Answer {
        self.ask(who, Method::POST, path, body).await
    }

    /// PUT.
    pub async fn put(&self, who: &str, path: &str, body: Value) -> Answer {
        self.ask(who, Method::PUT, path, body).await
    }

    /// The identifier of a member of the cast.
    #[must_use]
    pub fn id_of(&self, who: &str) -> &str {
        &self.staff[who]
    }

    /// Moves the clock.
    pub async fn it_is(&self, moment: &str) {
        self.post("priya", "/demo/clock", json!({"now": moment})).await.is(200);
    }

    /// What time it is.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.house.database().clock().now()
    }

    /// The same centre, not as a demonstration but in service.
    #[must_use]
    pub fn in_service(&self) -> House {
        let (database, name) = (self.house.database().clone(), self.house.centre_name().to_owned());
        let reached = Reached::at(Some("https://visits.example.org"), None).unwrap();
        House::new(database, self.house.centre(), name, false).reached_at(reached)
    }

    /// What a member of the cast is to the centre.
    #[must_use]
    pub fn role_of(&self, who: &str) -> Role {
        self.roles[who].parse().unwrap()
    }

    /// A browser at which nobody has signed in.
    #[must_use]
    pub fn browser(&self) -> Browser {
        Browser::new(self.player.router())
    }

    /// A browser at which a member of the cast has signed in.
    pub async fn sign_in(&self, who: &str) -> Browser {
        let browser = self.browser();
        browser.sign_in(who, demo::PASSWORD).await;
        browser
    }

    /// A browser at which an adult of a family has signed in, with the sign-in just given to them.
    pub async fn parent_signs_in(&self, family: &str, party: &str, username: &str) -> Browser {
        let access = json!({"username": username, "password": demo::PASSWORD});
        self.post("priya", &format!("/families/{family}/people/{party}/access"), access).await.is(201);
        self.sign_in(username).await
    }
}

/// What takes a centre's database on PostgreSQL away when its story has been told: a thousand of them fill a disk.
struct Ends(String);

impl Drop for Ends {
    fn drop(&mut self) {
        let Some((server, name)) = self.0.rsplit_once('/').filter(|_| self.0.starts_with("postgres")) else {
            return;
        };
        // Whoever looks for what went wrong in a story finds its database.
        if std::thread::panicking() {
            return;
        }
        // What is left is thrown away with the server.
        if let Ok(mut connection) = PgConnection::establish(&format!("{server}/postgres")) {
            connection.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).ok();
        }
    }
}

/// The demonstration's house, reached where a browser may use passkeys.
fn opened(database: &Database) -> House {
    let reached = Reached::at(Some("http://localhost:8080"), None).unwrap();
    demo::open(database).unwrap().reached_at(reached)
}

/// The embedded database's file.
const EMBEDDED: &str = "centre.sqlite";

/// A folder in memory where there is one: what is kept there is thrown away within a second.
pub(crate) fn quick_folder() -> tempfile::TempDir {
    let memory = std::path::Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// Where the embedded database of such a folder is.
pub(crate) fn embedded_in(folder: &tempfile::TempDir) -> String {
    folder.path().join(EMBEDDED).display().to_string()
}

/// The name of a new database on PostgreSQL, with nothing in it.
#[must_use]
pub fn fresh_postgres() -> String {
    let address = std::env::var("ALONGSIDE_TEST_POSTGRES").expect(
        "stories are told on PostgreSQL too: run them by `make test`, or set ALONGSIDE_TEST_POSTGRES",
    );
    let name = format!("story_{}", &Ids::System.secret()[..16]);
    let mut connection = PgConnection::establish(&address).unwrap();
    connection.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
    let (server, _) = address.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}
