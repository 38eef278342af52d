//! A transaction: the connection, who is acting, and the one moment at which it all happens.

use super::EitherDatabase;
use crate::{
    Clock, Ids, Problem,
    seal::{Drawn, Key, Keyring, Owner, Sealed, SealedBytes},
    trail::{Tip, TrailKey},
};
use base::{CentreId, Changed, EmergencyAccessId, FamilyId, Moment};
use policy::{About, Act, Actor, Listing, Permit, Refused, Scope, Subject};
use serde::{Serialize, de::DeserializeOwned};
use std::{
    cell::RefCell,
    ops::{Deref, DerefMut},
};

/// Something a transaction was let see of people, for the line about it in the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// The act that policy allowed.
    pub act: &'static str,
    /// The record it is on.
    pub subject: String,
    /// The family it is about, where there is one.
    pub family: Option<FamilyId>,
    /// The opening by emergency access that alone let them; its purpose is that emergency.
    pub emergency: Option<EmergencyAccessId>,
}

/// A transaction that reads.
pub struct Tx<'a> {
    connection: &'a mut EitherDatabase,
    /// Who is acting.
    pub actor: &'a Actor,
    /// When: the same for everything the transaction does.
    pub now: Moment,
    ids: &'a Ids,
    clock: &'a Clock,
    ring: &'a Keyring,
    drawn: Drawn,
    looked: RefCell<Vec<Looked>>,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(
        connection: &'a mut EitherDatabase,
        actor: &'a Actor,
        (clock, ids, ring): (&'a Clock, &'a Ids, &'a Keyring),
    ) -> Self {
        let (drawn, looked) = (Drawn::default(), RefCell::default());
        Self { connection, actor, now: clock.now(), ids, clock, ring, drawn, looked }
    }

    /// Opens a document that was sealed.
    pub fn open<T: DeserializeOwned>(&self, sealed: &Sealed) -> Result<T, Problem> {
        Ok(serde_json::from_slice(&self.drawn.open(self.ring, self.centre(), sealed)?)?)
    }

    /// Opens text that was sealed.
    pub fn open_text(&self, sealed: &Sealed) -> Result<String, Problem> {
        String::from_utf8(self.drawn.open(self.ring, self.centre(), sealed)?).map_err(Problem::broken)
    }

    /// Opens bytes that were sealed under this owner's key.
    pub fn open_bytes(&self, owner: &Owner, sealed: &SealedBytes) -> Result<Vec<u8>, Problem> {
        self.drawn.open_bytes(self.ring, self.centre(), owner, sealed)
    }

    /// May the actor do this to this record? A yes is noted: what is read of people leaves a line in the
    /// trail.
    pub fn ask<A: Act>(&self, subject: &Subject<A::Id>) -> Result<Permit<A>, Refused> {
        let permit = policy::ask::<A>(self.actor, subject)?;
        self.note::<A>(&subject.id, subject.family, permit.emergency());
        Ok(permit)
    }

    /// Whether the actor may do this to this record, if need be once they have shown again that it is them:
    /// for a page that says what can be done next. Nothing is noted, so nothing may be shown for it.
    #[must_use]
    pub fn might<A: Act>(&self, subject: &Subject<A::Id>) -> bool {
        matches!(policy::ask::<A>(self.actor, subject), Ok(_) | Err(Refused::ProveAgain))
    }

    /// What of this list may the actor see? A yes is noted.
    pub fn scope<A: Listing>(&self) -> Result<Scope, Refused> {
        let scope = policy::scope::<A>(self.actor)?;
        self.note::<A>(&self.actor.centre, None, None);
        Ok(scope)
    }

    fn note<A: Act>(&self, subject: &A::Id, family: Option<FamilyId>, emergency: Option<EmergencyAccessId>) {
        if A::ABOUT != About::House {
            self.note_look(Looked { act: A::NAME, subject: subject.to_string(), family, emergency });
        }
    }

    /// Notes that something of somebody was seen under an act that policy was asked for on the house: that it
    /// is of them was known only then.
    pub fn note_seen<A: Act>(&self, subject: impl std::fmt::Display) {
        self.note_look(Looked { act: A::NAME, subject: subject.to_string(), family: None, emergency: None });
    }

    /// The same of a family.
    pub fn note_seen_of<A: Act>(&self, family: FamilyId) {
        self.note_look(Looked {
            act: A::NAME,
            subject: family.to_string(),
            family: Some(family),
            emergency: None,
        });
    }

    /// Notes a look that policy was not asked about: an answer that is given again.
    pub(crate) fn note_look(&self, looked: Looked) {
        let mut noted = self.looked.borrow_mut();
        if !noted.contains(&looked) {
            noted.push(looked);
        }
    }

    /// What the actor was let see of people so far.
    #[must_use]
    pub fn looked(&self) -> Vec<Looked> {
        self.looked.borrow().clone()
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
    told: Vec<String>,
    tip: Option<Tip>,
    trail_key: Option<&'a TrailKey>,
    recorded: Vec<(&'static str, String)>,
    /// Whether another program added to the trail first, so that all of this has to be done again.
    pub(crate) is_overtaken: bool,
}

impl<'a> WriteTx<'a> {
    pub(crate) fn new(tx: Tx<'a>, tip: Option<Tip>, trail_key: Option<&'a TrailKey>) -> Self {
        Self {
            tx,
            changed: Vec::new(),
            told: Vec::new(),
            tip,
            trail_key,
            recorded: Vec::new(),
            is_overtaken: false,
        }
    }

    /// Seals a document under its owner's key, which is drawn where they have none.
    pub fn seal<T: Serialize>(&mut self, owner: impl Into<Owner>, document: &T) -> Result<Sealed, Problem> {
        self.seal_text(owner, &serde_json::to_string(document)?)
    }

    /// Seals text under its owner's key.
    pub fn seal_text(&mut self, owner: impl Into<Owner>, text: &str) -> Result<Sealed, Problem> {
        let mut owner = owner.into();
        // What is still to be kept of somebody whose key this transaction destroyed is the centre's.
        if self.tx.drawn.is_gone(&owner) {
            owner = self.centre().into();
        }
        Drawn::seal(&self.sealing_key(&owner)?, &owner, text.as_bytes())
    }

    /// Seals bytes under their owner's key.
    pub fn seal_bytes(&mut self, owner: impl Into<Owner>, bytes: &[u8]) -> Result<SealedBytes, Problem> {
        let owner = owner.into();
        Drawn::seal_bytes(&self.sealing_key(&owner)?, &owner, bytes)
    }

    fn sealing_key(&mut self, owner: &Owner) -> Result<Key, Problem> {
        let (centre, tx) = (self.centre(), &mut self.tx);
        tx.drawn.sealing((tx.ring, centre), tx.connection, owner)
    }

    /// Destroys an owner's key. What was sealed under it can be read by nobody, wherever it was copied.
    pub fn destroy_key(&mut self, owner: impl Into<Owner>) -> Result<(), Problem> {
        let (centre, tx) = (self.centre(), &mut self.tx);
        tx.drawn.destroy(centre, tx.connection, &owner.into())
    }

    /// The key that signs heads of the trail.
    pub(crate) fn trail_key(&self) -> Result<&'a TrailKey, Problem> {
        self.trail_key.ok_or_else(|| Problem::broken("no key to sign heads of the trail was named"))
    }

    /// What reads, and the last line of the trail as far as it is known.
    pub(crate) fn parts(&mut self) -> (&mut Tx<'a>, &mut Option<Tip>) {
        (&mut self.tx, &mut self.tip)
    }

    /// Notes what has its line as a write.
    pub(crate) fn note_recorded(&mut self, act: &'static str, subject: String) {
        self.recorded.push((act, subject));
    }

    /// What was looked at and has no line yet.
    pub(crate) fn not_recorded(&self) -> Vec<Looked> {
        let is_recorded = |look: &Looked| {
            self.recorded.iter().any(|(act, subject)| *act == look.act && *subject == look.subject)
        };
        self.looked().into_iter().filter(|look| !is_recorded(look)).collect()
    }

    /// The last line of the trail, once all is written, and the keys that were drawn or destroyed.
    pub(super) fn into_parts(self) -> (Option<Tip>, Drawn) {
        (self.tip, self.tx.drawn)
    }

    /// Says that a fact has changed by which booked visits are judged. They are judged again before this
    /// transaction ends, and what is no longer safe is marked in it.
    pub fn changed(&mut self, what: Changed) {
        if !self.changed.contains(&what) {
            self.changed.push(what);
        }
    }

    /// Tells whoever waits for it that there is something new of this, once it is committed.
    pub fn tell(&mut self, of: impl std::fmt::Display) {
        self.told.push(of.to_string());
    }

    /// What is to be told.
    pub(super) fn take_told(&mut self) -> Vec<String> {
        std::mem::take(&mut self.told)
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
