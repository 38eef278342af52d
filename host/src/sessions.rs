//! Where signed-in browsers are remembered: the store behind the session library.

use crate::{Clock, Database, schema::browser_session};
use async_trait::async_trait;
use base::CentreId;
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

fn failed(problem: crate::Problem) -> Error {
    problem.log();
    Error::Backend("sessions cannot be kept".to_owned())
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
        self.database
            .housekeeping(centre, move |connection| {
                let values = (
                    browser_session::centre.eq(centre),
                    browser_session::record.eq(&text),
                    browser_session::expires.eq(expires),
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
                        ))
                        .execute(connection)?;
                }
                Ok(())
            })
            .await
            .map_err(failed)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let (id, centre) = (key(id), self.centre);
        // Sessions end by the machine's clock, also where a demonstration's stands still.
        let now = Clock::System.now().microseconds() / 1_000_000;
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
