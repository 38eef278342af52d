//! Where keys are kept: apart from the records, so that no backup of the records holds them.

use super::{Key, MARK, Owner, Sealed, SealedBytes, Wrapping, key::NotOpened};
use crate::{
    Problem,
    db::{EitherDatabase, OpenRefused, Where, uncounted},
    schema::keyring::sealing_key,
};
use base::CentreId;
use diesel::prelude::*;
use std::{
    cell::RefCell,
    collections::{HashMap, HashSet, hash_map::Entry},
    sync::{PoisonError, RwLock},
};

/// The keys of all owners, as far as they were needed.
pub(crate) struct Keyring {
    place: Where,
    wrapping: Wrapping,
    known: RwLock<HashMap<Owner, Key>>,
}

impl From<NotOpened> for Problem {
    fn from(NotOpened: NotOpened) -> Self {
        Self::broken("something sealed does not open: another key sealed it, or it was changed")
    }
}

impl Keyring {
    pub(crate) fn of(place: Where, wrapping: Wrapping) -> Self {
        Self { place, wrapping, known: RwLock::default() }
    }

    /// Refuses keys that are not those with which families' keys were wrapped: with others, all would seem well
    /// until somebody reads.
    pub(crate) fn fits(&self, connection: &mut EitherDatabase) -> Result<(), OpenRefused> {
        let wrapped_with: Vec<String> = sealing_key::table
            .select(sealing_key::under)
            .load(connection)
            .map_err(|error| OpenRefused(format!("the keyring cannot be read: {error}")))?;
        wrapped_with_these(&self.wrapping, wrapped_with.iter().map(String::as_str))
    }

    fn known(&self, owner: &Owner) -> Option<Key> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).get(owner).cloned()
    }

    /// The key of an owner, where there is one. Keys are read over a connection of their own, so that whoever
    /// shows something needs no statement for it: all of the centre at once, since whoever needs one soon needs
    /// the next.
    fn find(&self, centre: CentreId, owner: &Owner) -> Result<Option<Key>, Problem> {
        if let Some(key) = self.known(owner) {
            return Ok(Some(key));
        }
        let wrapping = &self.wrapping;
        let kept: Vec<(String, String, String)> = uncounted(|| -> Result<_, Problem> {
            let mut connection = self.place.connect().map_err(Problem::broken)?;
            Ok(sealing_key::table
                .filter(sealing_key::centre.eq(centre))
                .select((sealing_key::owner, sealing_key::under, sealing_key::wrapped))
                .load(&mut connection)?)
        })?;
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        for (owner, under, wrapped) in kept {
            if let (Entry::Vacant(place), Some(wrapping)) =
                (known.entry(Owner(owner)), wrapping.named(&under))
            {
                let key = Key::unwrapped(place.key(), &wrapped, wrapping)?;
                place.insert(key);
            }
        }
        Ok(known.get(owner).cloned())
    }

    /// Takes over what a transaction did, once it is kept.
    pub(crate) fn settle(&self, drawn: Drawn) {
        let (drawn, gone) = (drawn.keys.into_inner(), drawn.gone);
        if drawn.is_empty() && gone.is_empty() {
            return;
        }
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.extend(drawn);
        for owner in gone {
            known.remove(&owner);
        }
    }
}

/// Keys that one transaction drew or destroyed: others learn of them when it is kept.
#[derive(Default)]
pub(crate) struct Drawn {
    keys: RefCell<HashMap<Owner, Key>>,
    gone: HashSet<Owner>,
}

impl Drawn {
    /// Whether a key was destroyed.
    pub(crate) fn has_destroyed(&self) -> bool {
        !self.gone.is_empty()
    }

    /// Whether this owner's key was destroyed here.
    pub(crate) fn is_gone(&self, owner: &Owner) -> bool {
        self.gone.contains(owner)
    }

    fn find(&self, ring: &Keyring, centre: CentreId, owner: &Owner) -> Result<Option<Key>, Problem> {
        if self.is_gone(owner) {
            return Ok(None);
        }
        let drawn = self.keys.borrow().get(owner).cloned();
        drawn.map_or_else(|| ring.find(centre, owner), |key| Ok(Some(key)))
    }

    fn opening(&self, ring: &Keyring, centre: CentreId, owner: &Owner) -> Result<Key, Problem> {
        self.find(ring, centre, owner)?
            .ok_or_else(|| Problem::broken("the key to something sealed is not on the keyring"))
    }

    pub(crate) fn open(&self, ring: &Keyring, centre: CentreId, sealed: &Sealed) -> Result<Vec<u8>, Problem> {
        let (owner, text) =
            sealed.parts().ok_or_else(|| Problem::broken("something that is kept sealed is not"))?;
        Ok(self.opening(ring, centre, &owner)?.open_text(&owner, text)?)
    }

    pub(crate) fn open_bytes(
        &self,
        ring: &Keyring,
        centre: CentreId,
        owner: &Owner,
        sealed: &SealedBytes,
    ) -> Result<Vec<u8>, Problem> {
        Ok(self.opening(ring, centre, owner)?.open(owner, &sealed.0)?)
    }

    /// The key to seal with: drawn and put on the keyring in this transaction where there is none.
    pub(crate) fn sealing(
        &self,
        (ring, centre): (&Keyring, CentreId),
        connection: &mut EitherDatabase,
        owner: &Owner,
    ) -> Result<Key, Problem> {
        if self.is_gone(owner) {
            return Err(Problem::broken("something was to be sealed under a key that was just destroyed"));
        }
        let drawn = self.keys.borrow().get(owner).cloned();
        if let Some(key) = drawn.or_else(|| ring.known(owner)) {
            return Ok(key);
        }
        let wrapping = &ring.wrapping;
        // Whoever writes for the first time of somebody new asks for that one key alone, where they write.
        let kept: Option<(String, String)> = uncounted(|| {
            sealing_key::table
                .filter(sealing_key::owner.eq(&owner.0).and(sealing_key::centre.eq(centre)))
                .select((sealing_key::under, sealing_key::wrapped))
                .first(connection)
                .optional()
        })?;
        if let Some((under, wrapped)) = kept {
            let wrapping = wrapping.named(&under).ok_or(NotOpened)?;
            let key = Key::unwrapped(owner, &wrapped, wrapping)?;
            self.keys.borrow_mut().insert(owner.clone(), key.clone());
            return Ok(key);
        }
        uncounted(|| still_these(connection, wrapping))?;
        let (key, wrapped) = Key::drawn(owner, &wrapping.now)?;
        diesel::insert_into(sealing_key::table)
            .values((
                sealing_key::owner.eq(&owner.0),
                sealing_key::centre.eq(centre),
                sealing_key::under.eq(wrapping.now.name()),
                sealing_key::wrapped.eq(wrapped),
            ))
            .execute(connection)?;
        self.keys.borrow_mut().insert(owner.clone(), key.clone());
        Ok(key)
    }

    pub(crate) fn seal(key: &Key, owner: &Owner, plain: &[u8]) -> Result<Sealed, Problem> {
        Ok(Sealed(format!("{MARK}{owner}.{}", key.seal_text(owner, plain)?)))
    }

    pub(crate) fn seal_bytes(key: &Key, owner: &Owner, plain: &[u8]) -> Result<SealedBytes, Problem> {
        Ok(SealedBytes(key.seal(owner, plain)?))
    }

    /// Destroys a key: what is sealed under it is read by nobody again, also where it was copied.
    pub(crate) fn destroy(
        &mut self,
        centre: CentreId,
        connection: &mut EitherDatabase,
        owner: &Owner,
    ) -> Result<(), Problem> {
        diesel::delete(
            sealing_key::table.filter(sealing_key::owner.eq(&owner.0).and(sealing_key::centre.eq(centre))),
        )
        .execute(connection)?;
        self.keys.get_mut().remove(owner);
        self.gone.insert(owner.clone());
        Ok(())
    }
}

/// Refuses to add a key to a keyring that was changed under us: what it would be wrapped with is gone.
fn still_these(connection: &mut EitherDatabase, wrapping: &Wrapping) -> Result<(), Problem> {
    let (now, before) = (wrapping.now.name(), wrapping.before.as_ref().unwrap_or(&wrapping.now).name());
    let other: Option<String> = sealing_key::table
        .filter(sealing_key::under.ne(now).and(sealing_key::under.ne(before)))
        .select(sealing_key::owner)
        .first(connection)
        .optional()?;
    match other {
        None => Ok(()),
        Some(_) => Err(Problem::broken("the centre's keys were changed meanwhile: start the program again")),
    }
}

/// Refuses a keyring on which keys are wrapped with others than the centre's. Told are their names.
pub(super) fn wrapped_with_these<'a>(
    wrapping: &Wrapping,
    names: impl Iterator<Item = &'a str>,
) -> Result<(), OpenRefused> {
    let others = names.filter(|name| wrapping.named(name).is_none()).count();
    if others == 0 {
        return Ok(());
    }
    Err(OpenRefused(format!(
        "keys: {others} families' keys were wrapped with other keys than these: put back the keys.age that belongs \
         to this database"
    )))
}
