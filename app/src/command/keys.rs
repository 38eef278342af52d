//! Where the settings say that the keys are.

use super::config::Config;
use host::{
    Ids, Keys,
    keys::{KeysFile, KeysRefused, Place, Source},
    trail::TrailKey,
};
use std::{
    io::{IsTerminal, stdin},
    path::{Path, PathBuf},
};

/// What the service manager calls the centre key.
const CREDENTIAL: &str = "centre-key";

/// Where the keys are, and the centre key that opens them. Its text may be asked for at the terminal.
pub(super) fn place(config: &Config) -> Result<Place, KeysRefused> {
    config.make_data().map_err(KeysRefused)?;
    let file = KeysFile::at(config.keys.clone().unwrap_or_else(|| config.data.join("keys.age")));
    let source = source(config, &file)?;
    let plain_trail = config.trail_key.is_none().then(|| config.data.join("trail.key"));
    Ok(Place { file, source, plain_trail })
}

fn source(config: &Config, file: &KeysFile) -> Result<Source, KeysRefused> {
    if let Some(named) = &config.centre_key_file {
        return Ok(Source::File(named.clone()));
    }
    let credential =
        std::env::var_os("CREDENTIALS_DIRECTORY").map(|folder| PathBuf::from(folder).join(CREDENTIAL));
    if let Some(credential) = credential.filter(|credential| credential.exists()) {
        return Ok(Source::Credential(credential));
    }
    if let Ok(text) = std::env::var("ALONGSIDE_CENTRE_KEY") {
        return Ok(Source::Text(text.into()));
    }
    let beside = config.data.join("centre.key");
    if !beside.exists() && stdin().is_terminal() && file.wants_passphrase()? {
        let typed = rpassword::prompt_password(format!("Passphrase of {}: ", file.path().display()));
        let text = typed.map_err(|error| KeysRefused(format!("centre key: cannot be asked for: {error}")))?;
        return Ok(Source::Text(text.into()));
    }
    Ok(Source::Beside(beside))
}

/// What signs heads of the trail: the file that the settings name, or one of the keys.
pub(super) fn of_trail(config: &Config, keys: &Keys) -> Result<TrailKey, String> {
    config.trail_key.as_deref().map_or_else(|| Ok(keys.trail()), |file| TrailKey::at(file, &Ids::System))
}

/// Says once that the centre key lies where a copy of the folder takes it along.
pub(super) fn warn(made: &Path) {
    eprintln!(
        "alongside: warning: the centre key was made in {}: whoever copies that folder can read everything. Keep \
         it elsewhere, and say where with --centre-key-file.",
        made.display()
    );
}
