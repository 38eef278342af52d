//! What somebody without an account has open at their browser. The code opened it, and the session remembers which
//! it is; whoever else may be signed in there, its pages act for the holder of the code and for nobody more.

use super::Browser;
use host::{House, Problem, seat::CSRF};
use std::{fmt::Display, str::FromStr};

/// A kind of thing that is opened by a code, by its name in the session.
#[derive(Clone, Copy, Debug)]
pub struct Opened(pub &'static str);

impl Opened {
    /// Which is open at this browser.
    pub async fn here<T: FromStr>(self, browser: &Browser) -> Option<T> {
        let session = browser.session.as_ref()?;
        session.get::<String>(self.0).await.ok().flatten()?.parse().ok()
    }

    /// Opens one.
    pub async fn open(self, house: &House, browser: &Browser, id: impl Display) -> Result<(), Problem> {
        let Some(session) = &browser.session else { return Err(Problem::broken("no session")) };
        // A new identifier, so that one planted before is worth nothing after.
        session.cycle_id().await.map_err(Problem::broken)?;
        if session.get::<String>(CSRF).await.ok().flatten().is_none() {
            session.insert(CSRF, house.database().ids().secret()).await.map_err(Problem::broken)?;
        }
        session.insert(self.0, id.to_string()).await.map_err(Problem::broken)
    }

    /// Forgets which was open.
    pub async fn forget(self, browser: &Browser) {
        if let Some(session) = &browser.session {
            // Removing what is not there is no failure, and a session that is gone remembers nothing.
            let _ = session.remove::<String>(self.0).await;
        }
    }
}
