//! What every request can reach.

use crate::{Database, identity::Reached};
use base::CentreId;
use std::sync::Arc;

/// The running program: its database, its centre and its few settings.
#[derive(Clone)]
pub struct House {
    inner: Arc<Inner>,
}

struct Inner {
    database: Database,
    centre: CentreId,
    centre_name: String,
    is_demonstration: bool,
    reached: Reached,
}

impl House {
    /// A house for one centre.
    #[must_use]
    pub fn new(database: Database, centre: CentreId, centre_name: String, is_demonstration: bool) -> Self {
        let reached = Reached::default();
        Self { inner: Arc::new(Inner { database, centre, centre_name, is_demonstration, reached }) }
    }

    /// The same house, reached in this way.
    #[must_use]
    pub fn reached_at(&self, reached: Reached) -> Self {
        let inner = Inner {
            database: self.inner.database.clone(),
            centre: self.inner.centre,
            centre_name: self.inner.centre_name.clone(),
            is_demonstration: self.inner.is_demonstration,
            reached,
        };
        Self { inner: Arc::new(inner) }
    }

    /// How its pages are reached from outside.
    #[must_use]
    pub fn reached(&self) -> &Reached {
        &self.inner.reached
    }

    /// The database.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.inner.database
    }

    /// The centre whose pages these are.
    #[must_use]
    pub fn centre(&self) -> CentreId {
        self.inner.centre
    }

    /// Its name.
    #[must_use]
    pub fn centre_name(&self) -> &str {
        &self.inner.centre_name
    }

    /// Whether this is a demonstration or a test: only then can the clock be moved, and only then do
    /// answers say how many statements they took.
    #[must_use]
    pub fn is_demonstration(&self) -> bool {
        self.inner.is_demonstration
    }
}
