//! The key that signs heads, and the keys that a checker trusts. This is the one place that loads either.

use super::tree::{bytes_from_hex, from_hex};
use crate::{Ids, audit::hex};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use std::{io::Write, path::Path};

/// The key that signs heads (Ed25519).
#[derive(Clone)]
pub struct TrailKey(SigningKey);

impl std::fmt::Debug for TrailKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TrailKey({})", self.public())
    }
}

impl TrailKey {
    /// The key kept in a file as 64 hexadecimal digits; made where there is none, for its owner alone to read.
    pub fn at(file: &Path, ids: &Ids) -> Result<Self, String> {
        let wrong = |error: std::io::Error| format!("trail key: {}: {error}", file.display());
        match std::fs::read_to_string(file) {
            Ok(text) => from_hex(text.trim())
                .map(|seed| Self::from_seed(&seed))
                .ok_or_else(|| format!("trail key: {} does not hold 64 hexadecimal digits", file.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let seed = ids.bytes();
                let mut options = std::fs::OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let mut new = options.open(file).map_err(wrong)?;
                new.write_all(hex(&seed).as_bytes()).map_err(wrong)?;
                new.sync_all().map_err(wrong)?;
                Ok(Self::from_seed(&seed))
            }
            Err(error) => Err(wrong(error)),
        }
    }

    /// The key of 32 random bytes.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// Its public half, in hexadecimal, to be given to whoever checks.
    #[must_use]
    pub fn public(&self) -> String {
        hex(self.0.verifying_key().as_bytes())
    }

    pub(super) fn sign(&self, message: &[u8]) -> String {
        hex(&self.0.sign(message).to_bytes())
    }
}

/// The public keys whose signatures count.
#[derive(Clone, Debug)]
pub struct TrustedKeys(Vec<VerifyingKey>);

impl TrustedKeys {
    /// Keys in hexadecimal.
    pub fn of<'a>(keys: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let read = |text: &str| {
            let key = from_hex(text.trim()).and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
            key.ok_or_else(|| "key: give the public key as 64 hexadecimal digits".to_owned())
        };
        keys.into_iter().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// Whether one of the keys, by this name, signed this.
    pub(super) fn signed(&self, key: &str, message: &[u8], signature: &str) -> bool {
        let Some(signature) = bytes_from_hex(signature).and_then(|bytes| Signature::from_slice(&bytes).ok())
        else {
            return false;
        };
        let named = self.0.iter().find(|trusted| hex(trusted.as_bytes()) == key);
        named.is_some_and(|trusted| trusted.verify_strict(message, &signature).is_ok())
    }
}
