//! The centre's keys: what locks the embedded database, what other secrets are sealed with, and what signs heads
//! of the trail. They lie in one file, `keys.age`, which the centre key opens (decision 22).

mod centre_key;
mod durable;
mod file;
mod place;
mod rotation;
mod source;

pub use centre_key::CentreKey;
pub use file::KeysFile;
pub use place::{Opened, Place};
pub use rotation::{Anew, NewCentreKey, Rotation, Step};
pub use source::Source;

use crate::{Ids, trail::TrailKey};
use hkdf::Hkdf;
use sha2::Sha256;
use std::{fmt, sync::Arc};
use zeroize::Zeroizing;

pub(crate) use durable::{folder_synced, wiped, wiped_away};

/// The keys cannot be used: what is so and what would mend it, in one line. Never holds a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeysRefused(pub String);

impl fmt::Display for KeysRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::error::Error for KeysRefused {}

impl From<crate::db::OpenRefused> for KeysRefused {
    fn from(refused: crate::db::OpenRefused) -> Self {
        Self(refused.0)
    }
}

/// Thirty-two random bytes that are wiped from memory when nobody needs them any longer.
pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// The centre's random secrets, in memory.
#[derive(Clone)]
pub struct Keys(Arc<Secrets>);

#[derive(Clone)]
struct Secrets {
    database: Secret,
    /// The database's key before, while a new one is being put in its place.
    database_before: Option<Secret>,
    sealing: Secret,
    /// What other secrets were sealed with before, while all of them are being sealed anew.
    sealing_before: Option<Secret>,
    trail: Secret,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    /// Keys drawn by chance.
    #[must_use]
    pub fn drawn(ids: &Ids) -> Self {
        Self(Arc::new(Secrets {
            database: ids.bytes().into(),
            database_before: None,
            sealing: ids.bytes().into(),
            sealing_before: None,
            trail: ids.bytes().into(),
        }))
    }

    /// A key made of the one with which other secrets are sealed, for one use (HKDF).
    pub(crate) fn derived(&self, used_for: &str) -> Secret {
        derived(&self.0.sealing, used_for)
    }

    /// The same made of the one before, while that is being changed.
    pub(crate) fn derived_before(&self, used_for: &str) -> Option<Secret> {
        self.0.sealing_before.as_ref().map(|before| derived(before, used_for))
    }

    /// Whether the key with which other secrets are sealed is being changed: each is sealed with the one or with
    /// the other.
    #[must_use]
    pub fn seal_between_two(&self) -> bool {
        self.0.sealing_before.is_some()
    }

    /// What signs heads of the trail.
    #[must_use]
    pub fn trail(&self) -> TrailKey {
        TrailKey::from_seed(&self.0.trail)
    }

    /// Whether the database's key is being changed: it is locked by the one or by the other.
    #[must_use]
    pub fn are_between_two(&self) -> bool {
        self.0.database_before.is_some()
    }

    /// What locks the embedded database, or is about to.
    pub(crate) fn database(&self) -> &Secret {
        &self.0.database
    }

    /// What may lock the embedded database: the key, and the one before while it is being changed.
    pub(crate) fn of_database(&self) -> impl Iterator<Item = &Secret> {
        std::iter::once(&self.0.database).chain(self.0.database_before.as_ref())
    }

    /// The same with the signing key of an installation that had it in a file of its own.
    fn signing_as(&self, trail: Secret) -> Self {
        Self(Arc::new(Secrets { trail, ..(*self.0).clone() }))
    }

    fn signs_as(&self, trail: &Secret) -> bool {
        self.0.trail == *trail
    }

    /// The same with a new key for the database, beside the one that locks it now.
    fn with_both(&self, locked_by: Secret, new: Secret) -> Self {
        let secrets = (*self.0).clone();
        Self(Arc::new(Secrets { database: new, database_before: Some(locked_by), ..secrets }))
    }

    /// The same with a new key to seal other secrets with, beside the one that they are sealed with now.
    fn sealing_with_both(&self, new: Secret) -> Self {
        let secrets = (*self.0).clone();
        let before = Some(secrets.sealing.clone());
        Self(Arc::new(Secrets { sealing: new, sealing_before: before, ..secrets }))
    }

    /// The same without the key that other secrets were sealed with before.
    fn sealing_with_one(&self) -> Self {
        Self(Arc::new(Secrets { sealing_before: None, ..(*self.0).clone() }))
    }

    /// The same with this key for the database alone.
    fn with_only(&self, database: Secret) -> Self {
        Self(Arc::new(Secrets { database, database_before: None, ..(*self.0).clone() }))
    }
}

fn derived(from: &Secret, used_for: &str) -> Secret {
    let mut derived = Secret::default();
    // As long as one block of the hash: it cannot fail for want of bytes.
    let made = Hkdf::<Sha256>::new(None, &**from).expand(used_for.as_bytes(), &mut *derived);
    debug_assert!(made.is_ok());
    derived
}
