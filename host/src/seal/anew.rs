//! All keys on the keyring are wrapped anew, when the centre's secret that wraps them is changed.

use super::{
    Key, Owner, Wrapping,
    key::{NotOpened, WrappingKey},
    keyring::wrapped_with_these,
};
use crate::{
    db::{EitherDatabase, OpenRefused},
    schema::keyring::sealing_key,
};
use diesel::prelude::*;

impl From<NotOpened> for OpenRefused {
    fn from(NotOpened: NotOpened) -> Self {
        Self(
            "keyring: a key on it does not open with the centre's: put back the newest copy of it".to_owned(),
        )
    }
}

/// What a key is wrapped with, whose it is, and how it is kept.
type OnRing = (String, String, String);

fn on_ring(connection: &mut EitherDatabase) -> Result<Vec<OnRing>, OpenRefused> {
    sealing_key::table
        .select((sealing_key::under, sealing_key::owner, sealing_key::wrapped))
        .load(connection)
        .map_err(|error| OpenRefused(format!("the keyring cannot be read: {error}")))
}

fn wrapping_of<'a>(wrapping: &'a Wrapping, name: &str) -> Result<&'a WrappingKey, OpenRefused> {
    wrapping.named(name).ok_or_else(|| NotOpened.into())
}

/// Refuses a keyring on which not every key opens with the centre's.
pub(crate) fn all_open(connection: &mut EitherDatabase, wrapping: &Wrapping) -> Result<(), OpenRefused> {
    let kept = on_ring(connection)?;
    wrapped_with_these(wrapping, kept.iter().map(|(under, ..)| under.as_str()))?;
    for (under, owner, wrapped) in kept {
        Key::unwrapped(&Owner(owner), &wrapped, wrapping_of(wrapping, &under)?)?;
    }
    Ok(())
}

/// Wraps under the centre's new key what is still wrapped under the one before: every key, or none.
pub(crate) fn wrap_anew(connection: &mut EitherDatabase, wrapping: &Wrapping) -> Result<(), OpenRefused> {
    let mut anew = Vec::new();
    for (under, owner, wrapped) in on_ring(connection)? {
        let old = wrapping_of(wrapping, &under)?;
        if old.name() != wrapping.now.name() {
            let owner = Owner(owner);
            let wrapped = Key::wrapped_anew(&owner, &wrapped, old, &wrapping.now)?;
            anew.push((owner.0, wrapped));
        }
    }
    connection
        .transaction::<_, diesel::result::Error, _>(|connection| {
            for (owner, wrapped) in anew {
                diesel::update(sealing_key::table.find(owner))
                    .set((sealing_key::under.eq(wrapping.now.name()), sealing_key::wrapped.eq(wrapped)))
                    .execute(connection)?;
            }
            Ok(())
        })
        .map_err(|error| OpenRefused(format!("the keyring cannot be written: {error}")))
}
