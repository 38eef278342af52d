//! Keys, and what they seal (`XChaCha20-Poly1305`, from `chacha20poly1305`).

use super::Owner;
use crate::{audit::hex, keys::Keys};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use chacha20poly1305::{
    AeadCore, Key as Bytes, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, OsRng, Payload},
};
use sha2::{Digest, Sha256};

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
        let sealed = STANDARD_NO_PAD.decode(wrapped).map_err(|_| NotOpened)?;
        let bytes = wrapping.0.open(owner, &sealed)?;
        if bytes.len() != size_of::<Bytes>() {
            return Err(NotOpened);
        }
        Ok(Self(XChaCha20Poly1305::new(Bytes::from_slice(&bytes))))
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

/// The centre's key under which all others are kept.
#[derive(Clone)]
pub(crate) struct WrappingKey(Key, String);

impl WrappingKey {
    /// Of the centre's keys.
    pub(crate) fn of(keys: &Keys) -> Self {
        let bytes = keys.derived("keys of families");
        let name = hex(&Sha256::digest(*keys.derived("name of the key of families"))[..8]);
        Self(Key(XChaCha20Poly1305::new(Bytes::from_slice(&*bytes))), name)
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
