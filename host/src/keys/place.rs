//! Where an installation has its keys: opened at every start, and made at the first.

use super::{CentreKey, Keys, KeysFile, KeysRefused, Secret, Source, durable, source};
use crate::{
    Ids,
    db::{Kept, kept},
    trail::from_hex,
};
use std::{io::ErrorKind, path::PathBuf};
use zeroize::Zeroizing;

/// Where an installation has its keys.
#[derive(Clone, Debug)]
pub struct Place {
    /// The file of the keys.
    pub file: KeysFile,
    /// Where the centre key that opens it comes from.
    pub source: Source,
    /// Where earlier versions kept the key that signs heads of the trail. It is taken in among the others.
    pub plain_trail: Option<PathBuf>,
}

/// The keys, and what was made for them.
#[derive(Debug)]
pub struct Opened {
    /// The keys.
    pub keys: Keys,
    /// The file of the centre key, where it was made just now beside the data.
    pub made: Option<PathBuf>,
}

impl Place {
    /// The keys for the database of this name. They are made where both are new, and only there: with other
    /// keys than its own a database is lost.
    pub fn open_or_make(&self, database: &str, ids: &Ids) -> Result<Opened, KeysRefused> {
        match (kept(database)?, self.file.is_there()?) {
            (Kept::Plain, _) => Err(KeysRefused(format!(
                "database: {database} is not encrypted: stop the program, make a backup, and run \
                 `alongside key encrypt` with the same settings, once"
            ))),
            (Kept::Locked, false) => Err(KeysRefused(format!(
                "keys: {} is missing, and {database} is not readable without it: put it back from the backup, or \
                 say where it is with --keys",
                self.file.path().display()
            ))),
            (_, true) => self.open().map(|(keys, _)| Opened { keys, made: None }),
            (Kept::Nothing | Kept::Elsewhere, false) => self.make(ids),
        }
    }

    /// The keys, which are there, and the centre key that opened them.
    pub fn open(&self) -> Result<(Keys, CentreKey), KeysRefused> {
        let named = self.source.key()?;
        let waiting = self.source.waiting();
        let next = waiting.as_deref().map(|file| source::read(file, true)).transpose()?.flatten();
        if named.is_none() && next.is_none() {
            return Err(KeysRefused(format!(
                "centre key: {} is locked, and there is no {}: put it back, or say where the centre key is with \
                 --centre-key-file",
                self.file.path().display(),
                self.source.words()
            )));
        }
        if let Some(key) = named
            && let Some(keys) = self.file.opened(&key)?
        {
            return self.taken_in(keys).map(|keys| (keys, key));
        }
        if let (Some(key), Some(waiting), Some(own)) = (next, waiting, self.source.own_file())
            && let Some(keys) = self.file.opened(&key)?
        {
            // A rotation stopped just before its last step, which is done now.
            durable::moved(&waiting, own)?;
            return self.taken_in(keys).map(|keys| (keys, key));
        }
        Err(KeysRefused(format!(
            "centre key: {} is not the key of {}: give the one that it was locked with",
            self.source.words(),
            self.file.path().display()
        )))
    }

    /// Draws the keys and writes them down, before anything is locked with them.
    pub fn make(&self, ids: &Ids) -> Result<Opened, KeysRefused> {
        let (centre_key, made) = match (self.source.key()?, self.source.own_file()) {
            (Some(key), _) => (key, None),
            (None, Some(file)) => {
                let drawn = CentreKey::drawn();
                if source::write(file, &drawn)? {
                    (drawn, Some(file.to_owned()))
                } else {
                    return Err(self.met_another());
                }
            }
            (None, None) => return Err(KeysRefused("centre key: give one".to_owned())),
        };
        let keys = match self.plain_trail()? {
            Some(seed) => Keys::drawn(ids).signing_as(seed),
            None => Keys::drawn(ids),
        };
        if !self.file.make(&centre_key, &keys)? {
            return Err(self.met_another());
        }
        Ok(Opened { keys: self.taken_in(keys)?, made })
    }

    fn met_another(&self) -> KeysRefused {
        KeysRefused(format!(
            "keys: another program is making {} just now: start again",
            self.file.path().display()
        ))
    }

    /// Lets go of the file in which an earlier version had the signing key, now that it is among the others.
    fn taken_in(&self, keys: Keys) -> Result<Keys, KeysRefused> {
        let (Some(seed), Some(file)) = (self.plain_trail()?, &self.plain_trail) else { return Ok(keys) };
        if !keys.signs_as(&seed) {
            return Err(KeysRefused(format!(
                "trail key: {0} is another key than the one in {1}: name it with --trail-key, or move it away",
                file.display(),
                self.file.path().display()
            )));
        }
        durable::removed(file)?;
        Ok(keys)
    }

    fn plain_trail(&self) -> Result<Option<Secret>, KeysRefused> {
        let Some(file) = &self.plain_trail else { return Ok(None) };
        match std::fs::read_to_string(file).map(Zeroizing::new) {
            Ok(text) => from_hex(text.trim()).map(|seed| Some(seed.into())).ok_or_else(|| {
                KeysRefused(format!("trail key: {} does not hold 64 hexadecimal digits", file.display()))
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(KeysRefused(format!("trail key: {}: {error}", file.display()))),
        }
    }
}
