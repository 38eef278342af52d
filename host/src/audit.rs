//! What a write answers once its line is in the trail, and hashes as they are written down. A write is
//! kept only by recording it: [`Recorded`] has no other maker than [`crate::WriteTx::record`].

use sha2::{Digest, Sha256};

/// A result whose audit line is in the same transaction.
#[derive(Debug)]
pub struct Recorded<T>(T);

impl<T> Recorded<T> {
    pub(crate) fn into_value(self) -> T {
        self.0
    }

    /// What has just been recorded.
    pub(crate) fn now(value: T) -> Self {
        Self(value)
    }

    /// An answer given before, whose line was written then. Nothing is written now.
    pub(crate) fn again(value: T) -> Self {
        Self(value)
    }

    /// The value, to look at.
    pub fn value(&self) -> &T {
        &self.0
    }

    /// The same record of what was done, another form of its result.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Recorded<U> {
        Recorded(change(self.0))
    }

    /// The same, where making the other form can fail.
    pub fn try_map<U, E>(self, change: impl FnOnce(T) -> Result<U, E>) -> Result<Recorded<U>, E> {
        change(self.0).map(Recorded)
    }
}

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The SHA-256 of bytes, in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
