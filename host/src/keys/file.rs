//! The file of the centre's keys, `keys.age`: JSON, locked by the centre key.

use super::{
    CentreKey, Keys, KeysRefused, Secret, Secrets,
    centre_key::{NotOpened, takes_passphrase},
    durable,
};
use crate::{audit::hex, trail::from_hex};
use serde::{Deserialize, Serialize};
use std::{path::PathBuf, sync::Arc};
use zeroize::{Zeroize, Zeroizing};

/// Where the centre's keys are kept.
#[derive(Clone, Debug)]
pub struct KeysFile(PathBuf);

/// What is inside, with every secret as 64 hexadecimal digits.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u8,
    database: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    database_before: Option<String>,
    sealing: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sealing_before: Option<String>,
    trail: String,
}

impl Drop for Written {
    fn drop(&mut self) {
        let before = self.database_before.iter_mut().chain(&mut self.sealing_before);
        [&mut self.database, &mut self.sealing, &mut self.trail]
            .into_iter()
            .chain(before)
            .for_each(Zeroize::zeroize);
    }
}

const VERSION: u8 = 1;

impl KeysFile {
    /// The file of this name, which need not be there.
    #[must_use]
    pub fn at(file: PathBuf) -> Self {
        Self(file)
    }

    /// Its name.
    #[must_use]
    pub fn path(&self) -> &std::path::Path {
        &self.0
    }

    /// Whether it is there.
    pub fn is_there(&self) -> Result<bool, KeysRefused> {
        std::fs::exists(&self.0).map_err(|error| self.unreadable(&error))
    }

    fn unreadable(&self, error: &std::io::Error) -> KeysRefused {
        KeysRefused(format!("keys: cannot read {}: {error}", self.0.display()))
    }

    fn damaged(&self) -> KeysRefused {
        KeysRefused(format!(
            "keys: {} is damaged or was made by a newer version: put it back from the backup",
            self.0.display()
        ))
    }

    fn locked(&self) -> Result<Vec<u8>, KeysRefused> {
        std::fs::read(&self.0).map_err(|error| self.unreadable(&error))
    }

    /// Whether it is there and opens with a passphrase.
    pub fn wants_passphrase(&self) -> Result<bool, KeysRefused> {
        Ok(self.is_there()? && takes_passphrase(&self.locked()?).ok_or_else(|| self.damaged())?)
    }

    /// The keys, if this centre key opens the file.
    pub(super) fn opened(&self, with: &CentreKey) -> Result<Option<Keys>, KeysRefused> {
        let plain = match with.unlock(&self.locked()?) {
            Ok(plain) => plain,
            Err(NotOpened::WrongKey) => return Ok(None),
            Err(NotOpened::Damaged) => return Err(self.damaged()),
        };
        let written: Written = serde_json::from_slice(&plain).map_err(|_| self.damaged())?;
        let secret = |text: &str| from_hex(text).map(Secret::new).ok_or_else(|| self.damaged());
        if written.version != VERSION {
            return Err(self.damaged());
        }
        Ok(Some(Keys(Arc::new(Secrets {
            database: secret(&written.database)?,
            database_before: written.database_before.as_deref().map(secret).transpose()?,
            sealing: secret(&written.sealing)?,
            sealing_before: written.sealing_before.as_deref().map(secret).transpose()?,
            trail: secret(&written.trail)?,
        }))))
    }

    /// Writes the keys where there are none. Answers whether there were none.
    pub(super) fn make(&self, with: &CentreKey, keys: &Keys) -> Result<bool, KeysRefused> {
        durable::made(&self.0, &locked(with, keys)?)
    }

    /// Writes the keys in the place of those before.
    pub(super) fn replace(&self, with: &CentreKey, keys: &Keys) -> Result<(), KeysRefused> {
        durable::replaced(&self.0, &locked(with, keys)?)
    }
}

fn locked(with: &CentreKey, Keys(secrets): &Keys) -> Result<Vec<u8>, KeysRefused> {
    let written_before = |before: &Option<Secret>| before.as_ref().map(|before| hex(&**before));
    let written = Written {
        version: VERSION,
        database: hex(&*secrets.database),
        database_before: written_before(&secrets.database_before),
        sealing: hex(&*secrets.sealing),
        sealing_before: written_before(&secrets.sealing_before),
        trail: hex(&*secrets.trail),
    };
    let plain = serde_json::to_vec(&written).map_err(|error| KeysRefused(format!("keys: {error}")))?;
    with.lock(&Zeroizing::new(plain))
}
