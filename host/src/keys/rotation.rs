//! Putting new keys in the place of old ones, in steps. However it stops between two of them, or in the middle of
//! one, the next start finds keys that open everything.

use super::{CentreKey, Keys, KeysRefused, Place, Secret, Source, durable, source};
use crate::{Ids, db};
use age::secrecy::ExposeSecret;
use std::{collections::VecDeque, path::PathBuf};
use zeroize::Zeroizing;

/// Where the new centre key comes from.
#[derive(Clone, Debug)]
pub enum NewCentreKey {
    /// It is drawn, and takes the place of the old one in its file.
    Drawn,
    /// It is in this file; drawn into it where there is none.
    In(PathBuf),
}

/// Which keys are drawn anew besides the centre key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anew {
    /// What locks the embedded database.
    pub database: bool,
    /// What other secrets are sealed with: the families' keys, and the keyring's file.
    pub sealing: bool,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The file of the keys holds what other secrets are sealed with and what they are to be.
    BothSealingKept,
    /// Every key on the keyring is wrapped under the new one.
    KeyringWrapped,
    /// The keyring's file is locked with the new one.
    KeyringLocked,
    /// The file of the keys holds the new one alone.
    OneSealingKept,
    /// The file of the keys holds the database's key and the one that is to come.
    BothKept,
    /// The database is locked with the new key.
    DatabaseLocked,
    /// The file of the keys holds the database's new key alone.
    OneKept,
    /// The new centre key is written down.
    CentreKeyWritten,
    /// The file of the keys is locked with the new centre key.
    KeysLocked,
    /// The new centre key is where the old one was, or the old one beside the data is gone.
    CentreKeyInPlace,
}

/// A change of keys that is under way.
pub struct Rotation<'a> {
    place: &'a Place,
    /// The database's name; where it is the embedded one, its file.
    database: &'a str,
    ids: &'a Ids,
    keys: Keys,
    /// The database's key before, while it is being changed.
    locked_by: Option<Secret>,
    /// The keyring, while it is being changed.
    keyring: Option<db::KeyringAlone>,
    centre_key: CentreKey,
    new: NewCentreKey,
    new_key: Option<CentreKey>,
    steps: VecDeque<Step>,
}

impl<'a> Rotation<'a> {
    /// Plans the steps, and refuses what cannot be done before any of them. `database` names the database; what
    /// it is locked and sealed with is changed where that is asked for, with nobody else at it.
    pub fn of(
        place: &'a Place,
        database: &'a str,
        anew: Anew,
        new: NewCentreKey,
        ids: &'a Ids,
    ) -> Result<Self, KeysRefused> {
        let (mut keys, centre_key) = place.open()?;
        let mut steps = VecDeque::new();
        if anew.database && db::is_postgres(database) {
            return Err(KeysRefused(
                "database-key: how PostgreSQL's files are encrypted is a matter of its server".to_owned(),
            ));
        }
        if keys.are_between_two() {
            if db::is_postgres(database) {
                return Err(KeysRefused("database: name the embedded one".to_owned()));
            }
            // An earlier change stopped: what locks the database now is what counts.
            keys = keys.with_only(db::locked_by(database, &keys)?);
            steps.push_back(Step::OneKept);
        }
        if anew.database {
            db::nobody_else_has(database, &keys)?;
            steps = [Step::BothKept, Step::DatabaseLocked, Step::OneKept].into();
        }
        let mut keyring = None;
        if anew.sealing {
            let alone = db::KeyringAlone::of(database, &keys)?;
            let mut sealing = vec![Step::KeyringWrapped, Step::OneSealingKept];
            if alone.is_file() {
                sealing.insert(1, Step::KeyringLocked);
            }
            // Where an earlier change stopped, its new secret is as good as another: it is gone on with.
            if !keys.seal_between_two() {
                sealing.insert(0, Step::BothSealingKept);
            }
            sealing.extend(steps);
            steps = sealing.into();
            keyring = Some(alone);
        }
        let new_key = match &new {
            NewCentreKey::In(file) => {
                let there = source::read(file, true)?;
                if there.as_ref().is_some_and(|key| key.is(&centre_key)) {
                    return Err(KeysRefused(format!(
                        "new-centre-key-file: {} holds the key that is to be replaced: name another file",
                        file.display()
                    )));
                }
                there
            }
            NewCentreKey::Drawn if place.source.own_file().is_none() => {
                return Err(KeysRefused(
                    "new-centre-key-file: name the file for the new key: the old one came from no file"
                        .to_owned(),
                ));
            }
            NewCentreKey::Drawn => None,
        };
        steps.extend([Step::CentreKeyWritten, Step::KeysLocked, Step::CentreKeyInPlace]);
        Ok(Self { place, database, ids, keys, locked_by: None, keyring, centre_key, new, new_key, steps })
    }

    /// Does the next step. Answers which it was, or nothing when all is done.
    pub fn next_step(&mut self) -> Result<Option<Step>, KeysRefused> {
        let Some(step) = self.steps.pop_front() else { return Ok(None) };
        match step {
            Step::BothSealingKept => {
                self.keys = self.keys.sealing_with_both(self.ids.bytes().into());
                self.place.file.replace(&self.centre_key, &self.keys)?;
            }
            Step::KeyringWrapped => {
                if let Some(keyring) = &mut self.keyring {
                    keyring.wrap_anew(&self.keys)?;
                }
            }
            Step::KeyringLocked => {
                if let Some(keyring) = &mut self.keyring {
                    keyring.lock_anew(&self.keys)?;
                }
            }
            Step::OneSealingKept => {
                self.keys = self.keys.sealing_with_one();
                self.place.file.replace(&self.centre_key, &self.keys)?;
                // Until here nobody else could be at the database with a secret that is about to be gone.
                self.keyring = None;
            }
            Step::BothKept => {
                let locked_by = self.keys.database().clone();
                self.keys = self.keys.with_both(locked_by.clone(), self.ids.bytes().into());
                self.locked_by = Some(locked_by);
                self.place.file.replace(&self.centre_key, &self.keys)?;
            }
            Step::DatabaseLocked => {
                if let Some(old) = &self.locked_by {
                    db::lock_anew(self.database, old, self.keys.database())?;
                }
            }
            Step::OneKept => {
                self.keys = self.keys.with_only(self.keys.database().clone());
                self.place.file.replace(&self.centre_key, &self.keys)?;
            }
            Step::CentreKeyWritten => self.new_key = Some(self.new_centre_key()?),
            Step::KeysLocked => {
                if let Some(key) = &self.new_key {
                    self.place.file.replace(key, &self.keys)?;
                }
            }
            Step::CentreKeyInPlace => self.put_in_place()?,
        }
        Ok(Some(step))
    }

    fn new_centre_key(&self) -> Result<CentreKey, KeysRefused> {
        if let Some(there) = &self.new_key {
            return Ok(there.clone());
        }
        let drawn = CentreKey::drawn();
        match (&self.new, self.place.source.waiting()) {
            (NewCentreKey::In(file), _) => {
                if !source::write(file, &drawn)? {
                    return Err(KeysRefused(format!(
                        "new-centre-key-file: {} has just been made by somebody else: run this again",
                        file.display()
                    )));
                }
            }
            (NewCentreKey::Drawn, Some(waiting)) => {
                let line = Zeroizing::new(format!("{}\n", drawn.text().expose_secret()));
                durable::replaced(&waiting, line.as_bytes())?;
            }
            (NewCentreKey::Drawn, None) => {}
        }
        Ok(drawn)
    }

    fn put_in_place(&self) -> Result<(), KeysRefused> {
        match (&self.new, &self.place.source, self.place.source.waiting(), self.place.source.own_file()) {
            (NewCentreKey::Drawn, _, Some(waiting), Some(own)) => durable::moved(&waiting, own),
            // The old key beside the data opens nothing any longer, and would be taken for the one to use.
            (NewCentreKey::In(_), Source::Beside(old), _, _) if old.exists() => durable::removed(old),
            _ => Ok(()),
        }
    }
}
