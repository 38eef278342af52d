//! A transaction: the connection, who is acting, and the one moment at which it all happens.

use super::EitherDatabase;
use crate::{Clock, Ids};
use base::{CentreId, Changed, Moment};
use policy::Actor;
use std::ops::{Deref, DerefMut};

/// A transaction that reads.
pub struct Tx<'a> {
    connection: &'a mut EitherDatabase,
    /// Who is acting.
    pub actor: &'a Actor,
    /// When: the same for everything the transaction does.
    pub now: Moment,
    ids: &'a Ids,
    clock: &'a Clock,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(
        connection: &'a mut EitherDatabase,
        actor: &'a Actor,
        clock: &'a Clock,
        ids: &'a Ids,
    ) -> Self {
        Self { connection, actor, now: clock.now(), ids, clock }
    }

    /// The connection, for statements.
    pub fn db(&mut self) -> &mut EitherDatabase {
        self.connection
    }

    /// The centre the actor acts in. Every query names it.
    #[must_use]
    pub fn centre(&self) -> CentreId {
        self.actor.centre
    }

    /// Where identifiers come from.
    #[must_use]
    pub fn ids(&self) -> &'a Ids {
        self.ids
    }

    /// The clock, for the one act that moves a demonstration's. Everything else takes `now`.
    #[must_use]
    pub fn clock(&self) -> &'a Clock {
        self.clock
    }

    /// 128 random bits, for an identifier: `FamilyId::from_random(tx.random())`.
    #[must_use]
    pub fn random(&self) -> u128 {
        self.ids.bits()
    }
}

/// A transaction that writes. It reads too; what it writes is kept only with its audit line.
pub struct WriteTx<'a> {
    tx: Tx<'a>,
    changed: Vec<Changed>,
}

impl<'a> WriteTx<'a> {
    pub(crate) fn new(tx: Tx<'a>) -> Self {
        Self { tx, changed: Vec::new() }
    }

    /// Says that a fact has changed by which booked visits are judged. They are judged again before this
    /// transaction ends, and what is no longer safe is marked in it.
    pub fn changed(&mut self, what: Changed) {
        if !self.changed.contains(&what) {
            self.changed.push(what);
        }
    }

    /// What has changed so far.
    pub(super) fn take_changed(&mut self) -> Vec<Changed> {
        std::mem::take(&mut self.changed)
    }
}

impl<'a> Deref for WriteTx<'a> {
    type Target = Tx<'a>;
    fn deref(&self) -> &Tx<'a> {
        &self.tx
    }
}
impl DerefMut for WriteTx<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.tx
    }
}
