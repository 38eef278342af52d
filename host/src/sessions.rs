//! Where signed-in browsers are remembered: the store behind the session library.

use crate::{
    Clock, Database, Problem, Tx,
    schema::{account, browser_session},
    sign_in,
};
use async_trait::async_trait;
use base::{AccountId, CentreId};
use diesel::prelude::*;
use policy::Actor;
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error, Result},
};

/// Keeps sessions in the centre's database, by the hash of their identifier.
#[derive(Clone)]
pub struct Sessions {
    database: Database,
    centre: CentreId,
}

impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sessions")
    }
}

impl Sessions {
    /// Sessions of one centre.
    #[must_use]
    pub fn new(database: Database, centre: CentreId) -> Self {
        Self { database, centre }
    }
}

fn key(id: &Id) -> String {
    // The identifier in the cookie is a secret; a copied table must not hold it.
    crate::audit::sha256(id.to_string().as_bytes())
}

fn failed(problem: Problem) -> Error {
    problem.log();
    Error::Backend("sessions cannot be kept".to_owned())
}

/// The name under which a session remembers who signed in.
pub const ACCOUNT: &str = "account";
/// The name under which it remembers the secret that its own forms carry.
pub const CSRF: &str = "csrf";

/// In seconds. Sessions end by the machine's clock, also where a demonstration's stands still.
fn now() -> i64 {
    Clock::System.now().microseconds() / 1_000_000
}

/// What a session says of whoever sits at the browser.
#[derive(Clone, Debug, Default)]
pub struct Seat {
    /// Who signed in, if their sign-in is still open.
    pub actor: Option<Actor>,
    /// The secret that forms of this browser carry; empty where there is none.
    pub csrf: String,
}

/// Who sits at the browser with this session, in one statement. A session nobody knows is an empty seat.
pub fn seat(tx: &mut Tx<'_>, id: &Id) -> std::result::Result<Seat, Problem> {
    let found: Option<(String, Option<sign_in::Row>)> = browser_session::table
        .left_join(
            account::table
                .on(account::id.nullable().eq(browser_session::account).and(account::closed.eq(false))),
        )
        .filter(browser_session::id.eq(key(id)).and(browser_session::expires.gt(now())))
        .select((browser_session::record, sign_in::COLUMNS.nullable()))
        .first(tx.db())
        .optional()?;
    let Some((record, row)) = found else { return Ok(Seat::default()) };
    let record: Record = serde_json::from_str(&record)?;
    let csrf = record.data.get(CSRF).and_then(|secret| secret.as_str()).unwrap_or_default().to_owned();
    Ok(Seat { actor: row.map(sign_in::actor), csrf })
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // 128 random bits do not collide; if they did, the unique key would refuse the insert.
        self.save(record).await
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let (id, centre) = (key(&record.id), self.centre);
        let text = serde_json::to_string(record).map_err(|error| Error::Encode(error.to_string()))?;
        let expires = record.expiry_date.unix_timestamp();
        let account: Option<AccountId> =
            record.data.get(ACCOUNT).and_then(|id| id.as_str()).and_then(|id| id.parse().ok());
        self.database
            .housekeeping(centre, move |connection| {
                let values = (
                    browser_session::centre.eq(centre),
                    browser_session::record.eq(&text),
                    browser_session::expires.eq(expires),
                    browser_session::account.eq(account),
                );
                let changed = diesel::update(browser_session::table.filter(browser_session::id.eq(&id)))
                    .set(values)
                    .execute(connection)?;
                if changed == 0 {
                    diesel::insert_into(browser_session::table)
                        .values((
                            browser_session::id.eq(&id),
                            browser_session::centre.eq(centre),
                            browser_session::record.eq(&text),
                            browser_session::expires.eq(expires),
                            browser_session::account.eq(account),
                        ))
                        .execute(connection)?;
                }
                Ok(())
            })
            .await
            .map_err(failed)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let (id, centre, now) = (key(id), self.centre, now());
        let text: Option<String> = self
            .database
            .read(&Actor::public(centre), move |tx| {
                Ok(browser_session::table
                    .filter(browser_session::id.eq(&id).and(browser_session::expires.gt(now)))
                    .select(browser_session::record)
                    .first(tx.db())
                    .optional()?)
            })
            .await
            .map_err(failed)?;
        text.map(|text| serde_json::from_str(&text).map_err(|error| Error::Decode(error.to_string())))
            .transpose()
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let id = key(id);
        self.database
            .housekeeping(self.centre, move |connection| {
                diesel::delete(browser_session::table.filter(browser_session::id.eq(&id)))
                    .execute(connection)?;
                Ok(())
            })
            .await
            .map_err(failed)
    }
}
