//! Where signed-in browsers are remembered: the store behind the session library.

use crate::{
    Database, Problem,
    schema::browser_session,
    seat::{Taken, seconds, wall},
};
use async_trait::async_trait;
use base::{CentreId, Minutes};
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

pub(crate) fn key(id: &Id) -> String {
    // The identifier in the cookie is a secret; a copied table must not hold it.
    crate::audit::sha256(id.to_string().as_bytes())
}

fn failed(problem: Problem) -> Error {
    problem.log();
    Error::Backend("sessions cannot be kept".to_owned())
}

/// How long somebody who has not signed in is remembered, for an application they write.
const NOBODY_FOR: Minutes = Minutes(8 * 60);

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // 128 random bits do not collide; if they did, the unique key would refuse the insert.
        let (id, centre, now) = (key(&record.id), self.centre, wall());
        let text = serde_json::to_string(record).map_err(|error| Error::Encode(error.to_string()))?;
        let taken = Taken::of(record);
        let idle = taken.as_ref().map_or(NOBODY_FOR, |taken| taken.kind.idle());
        self.database
            .housekeeping(centre, move |connection| {
                diesel::insert_into(browser_session::table)
                    .values((
                        browser_session::id.eq(&id),
                        browser_session::centre.eq(centre),
                        browser_session::record.eq(&text),
                        browser_session::expires.eq(seconds(now.plus(idle))),
                        browser_session::account.eq(taken.as_ref().map(|taken| taken.account)),
                        browser_session::handle.eq(taken.as_ref().map(|taken| taken.handle)),
                        browser_session::kind.eq(taken.as_ref().map(|taken| taken.kind)),
                        browser_session::device.eq(taken.as_ref().map(|taken| taken.device.clone())),
                        browser_session::made.eq(taken.as_ref().map_or(now, |taken| taken.made)),
                        browser_session::seen.eq(now),
                        browser_session::ends
                            .eq(taken.as_ref().map(|taken| taken.made.plus(taken.kind.longest()))),
                        // Not now: a session that is given another identifier proves nothing by it.
                        browser_session::proved.eq(taken.as_ref().and_then(|taken| taken.proved)),
                        browser_session::by_pin.eq(taken.as_ref().map(|taken| taken.proved.is_none())),
                    ))
                    .execute(connection)?;
                Ok(())
            })
            .await
            .map_err(failed)
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let (id, centre) = (key(&record.id), self.centre);
        let text = serde_json::to_string(record).map_err(|error| Error::Encode(error.to_string()))?;
        let unseated = Taken::of(record).is_none();
        self.database
            .housekeeping(centre, move |connection| {
                // A session that was ended meanwhile stays ended: nothing is inserted here.
                let kept = browser_session::table.filter(browser_session::id.eq(&id));
                diesel::update(kept).set(browser_session::record.eq(&text)).execute(connection)?;
                if unseated {
                    diesel::update(kept)
                        .set(browser_session::expires.eq(seconds(wall().plus(NOBODY_FOR))))
                        .execute(connection)?;
                }
                Ok(())
            })
            .await
            .map_err(failed)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let (id, centre, now) = (key(id), self.centre, seconds(wall()));
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
