//! Keys, and what they seal (`XChaCha20-Poly1305`, from `chacha20poly1305`).

use super::Owner;
use crate::{
    audit::hex,
    keys::{Keys, Secret},
};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use chacha20poly1305::{
    AeadCore, Key as Bytes, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, OsRng, Payload},
};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// How long the number used once is that stands before what is sealed, in bytes.
const NONCE: usize = 24;

/// The key of an owner.
#[derive(Clone)]
pub(crate) struct Key(XChaCha20Poly1305);

/// What cannot be opened: it was sealed under another key, or changed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NotOpened;

impl Key {
    /// A new one, and how it is kept: wrapped.
    pub(super) fn drawn(owner: &Owner, wrapping: &WrappingKey) -> Result<(Self, String), NotOpened> {
        let bytes = XChaCha20Poly1305::generate_key(&mut OsRng);
        let wrapped = wrapping.0.seal(owner, &bytes)?;
        Ok((Self(XChaCha20Poly1305::new(&bytes)), STANDARD_NO_PAD.encode(wrapped)))
    }

    /// One that was kept.
    pub(super) fn unwrapped(owner: &Owner, wrapped: &str, wrapping: &WrappingKey) -> Result<Self, NotOpened> {
        let bytes = bytes_of(owner, wrapped, wrapping)?;
        Ok(Self(XChaCha20Poly1305::new(Bytes::from_slice(&bytes))))
    }

    /// How one that was kept is kept from now on: under another key of the centre's.
    pub(super) fn wrapped_anew(
        owner: &Owner,
        wrapped: &str,
        wrapping: &WrappingKey,
        new: &WrappingKey,
    ) -> Result<String, NotOpened> {
        new.0.seal_text(owner, &bytes_of(owner, wrapped, wrapping)?)
    }

    /// Seals. Whose key it is is part of it, so that what is of one cannot be passed off as another's.
    pub(super) fn seal(&self, owner: &Owner, plain: &[u8]) -> Result<Vec<u8>, NotOpened> {
        let nonce = XChaCha20Poly1305::generate_nonce(&mut OsRng);
        let payload = Payload { msg: plain, aad: owner.0.as_bytes() };
        let mut sealed = nonce.to_vec();
        sealed.extend(self.0.encrypt(&nonce, payload).map_err(|_| NotOpened)?);
        Ok(sealed)
    }

    /// Opens what was sealed.
    pub(super) fn open(&self, owner: &Owner, sealed: &[u8]) -> Result<Vec<u8>, NotOpened> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE).ok_or(NotOpened)?;
        let payload = Payload { msg: sealed, aad: owner.0.as_bytes() };
        self.0.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| NotOpened)
    }

    pub(super) fn seal_text(&self, owner: &Owner, plain: &[u8]) -> Result<String, NotOpened> {
        Ok(STANDARD_NO_PAD.encode(self.seal(owner, plain)?))
    }

    pub(super) fn open_text(&self, owner: &Owner, sealed: &str) -> Result<Vec<u8>, NotOpened> {
        self.open(owner, &STANDARD_NO_PAD.decode(sealed).map_err(|_| NotOpened)?)
    }
}

fn bytes_of(owner: &Owner, wrapped: &str, wrapping: &WrappingKey) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
    let sealed = STANDARD_NO_PAD.decode(wrapped).map_err(|_| NotOpened)?;
    let bytes = Zeroizing::new(wrapping.0.open(owner, &sealed)?);
    if bytes.len() == size_of::<Bytes>() { Ok(bytes) } else { Err(NotOpened) }
}

/// The centre's keys under which all others are kept: one, and the one before while all are wrapped anew.
#[derive(Clone, Debug)]
pub(crate) struct Wrapping {
    pub(super) now: WrappingKey,
    pub(super) before: Option<WrappingKey>,
}

const KEYS: &str = "keys of families";
const NAME: &str = "name of the key of families";

impl Wrapping {
    /// Of the centre's keys.
    pub(crate) fn of(keys: &Keys) -> Self {
        let before = keys.derived_before(KEYS).zip(keys.derived_before(NAME));
        Self {
            now: WrappingKey::made(&keys.derived(KEYS), &keys.derived(NAME)),
            before: before.map(|(bytes, name)| WrappingKey::made(&bytes, &name)),
        }
    }

    /// The one of this name.
    pub(super) fn named(&self, name: &str) -> Option<&WrappingKey> {
        std::iter::once(&self.now).chain(&self.before).find(|key| key.name() == name)
    }
}

/// A key of the centre's under which others are kept.
#[derive(Clone)]
pub(crate) struct WrappingKey(Key, String);

impl WrappingKey {
    fn made(bytes: &Secret, name: &Secret) -> Self {
        let name = hex(&Sha256::digest(**name)[..8]);
        Self(Key(XChaCha20Poly1305::new(Bytes::from_slice(&**bytes))), name)
    }

    /// What it is known by beside what it wraps; it tells nothing of the key.
    pub(super) fn name(&self) -> &str {
        &self.1
    }
}

impl std::fmt::Debug for WrappingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WrappingKey({})", self.1)
    }
}
