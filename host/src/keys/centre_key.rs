//! The centre key, which opens all others: a key of the `age` tool, or a passphrase.

use super::KeysRefused;
use age::{
    DecryptError, Decryptor, scrypt,
    secrecy::{ExposeSecret, SecretString},
    x25519,
};
use zeroize::Zeroizing;

/// How hard a guess at a passphrase is made, as a power of two: 128 MB and a second or so on a small machine.
const WORK: u8 = 17;
/// What a file made elsewhere may ask for at most.
const MOST_WORK: u8 = 20;
/// A passphrase that a person makes up can be guessed at as fast as machines can try.
const SHORTEST: usize = 14;

/// Opens and locks the file of the centre's keys.
#[derive(Clone)]
pub enum CentreKey {
    /// `AGE-SECRET-KEY-1…`, which opens at once.
    Identity(x25519::Identity),
    /// Words that a person keeps, which take a second or so to open with.
    Passphrase(SecretString),
}

impl std::fmt::Debug for CentreKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.words())
    }
}

/// Why something was not opened.
pub(super) enum NotOpened {
    /// It was locked with another key.
    WrongKey,
    /// It is not what it should be, or was damaged.
    Damaged,
}

impl CentreKey {
    /// The key written in a text. Lines that begin with a # say something about it.
    pub fn of_text(text: &str) -> Result<Self, KeysRefused> {
        let refused = |words: &str| Err(KeysRefused(words.to_owned()));
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (line, more) = (lines.next(), lines.next());
        match (line, more) {
            (None, _) => refused("holds no key: give AGE-SECRET-KEY-1… or a passphrase"),
            (Some(_), Some(_)) => refused("holds more than one line: give one key or one passphrase"),
            (Some(line), None) if line.to_uppercase().starts_with("AGE-") => {
                let identity = line.parse().map(Self::Identity);
                identity.or_else(|_| refused("is no whole AGE-SECRET-KEY-1…: copy all of its line"))
            }
            (Some(line), None) if line.chars().count() < SHORTEST => refused(
                "is too short a passphrase: take four words at random, fourteen letters or more, or AGE-SECRET-KEY-1…",
            ),
            (Some(line), None) => Ok(Self::Passphrase(line.to_owned().into())),
        }
    }

    /// A new key, drawn by chance.
    #[must_use]
    pub fn drawn() -> Self {
        Self::Identity(x25519::Identity::generate())
    }

    /// The text that `of_text` reads.
    pub(super) fn text(&self) -> SecretString {
        match self {
            Self::Identity(identity) => identity.to_string(),
            Self::Passphrase(words) => words.clone(),
        }
    }

    /// Whether both are the same key.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.text().expose_secret() == other.text().expose_secret()
    }

    /// What kind of key it is.
    #[must_use]
    pub fn words(&self) -> &'static str {
        match self {
            Self::Identity(_) => "an AGE-SECRET-KEY",
            Self::Passphrase(_) => "a passphrase",
        }
    }

    pub(super) fn lock(&self, plain: &[u8]) -> Result<Vec<u8>, KeysRefused> {
        let locked = match self {
            Self::Identity(identity) => age::encrypt(&identity.to_public(), plain),
            Self::Passphrase(words) => {
                let mut recipient = scrypt::Recipient::new(words.clone());
                recipient.set_work_factor(WORK);
                age::encrypt(&recipient, plain)
            }
        };
        locked.map_err(|error| KeysRefused(format!("keys: cannot be locked: {error}")))
    }

    pub(super) fn unlock(&self, locked: &[u8]) -> Result<Zeroizing<Vec<u8>>, NotOpened> {
        // The other kind of key is known to be wrong without trying.
        let plain = match (self, takes_passphrase(locked).ok_or(NotOpened::Damaged)?) {
            (Self::Identity(identity), false) => age::decrypt(identity, locked),
            (Self::Passphrase(words), true) => {
                let mut identity = scrypt::Identity::new(words.clone());
                identity.set_max_work_factor(MOST_WORK);
                age::decrypt(&identity, locked)
            }
            _ => return Err(NotOpened::WrongKey),
        };
        plain.map(Zeroizing::new).map_err(|error| match error {
            DecryptError::NoMatchingKeys
            | DecryptError::DecryptionFailed
            | DecryptError::KeyDecryptionFailed => NotOpened::WrongKey,
            _ => NotOpened::Damaged,
        })
    }
}

/// Whether a locked file opens with a passphrase, where it is such a file at all.
pub(super) fn takes_passphrase(locked: &[u8]) -> Option<bool> {
    Decryptor::new_buffered(locked).ok().map(|file| file.is_scrypt())
}
