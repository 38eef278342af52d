//! Where the centre key comes from.

use super::{CentreKey, KeysRefused, durable};
use age::secrecy::{ExposeSecret, SecretString};
use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// Where the centre key comes from.
#[derive(Clone, Debug)]
pub enum Source {
    /// A file that the settings name.
    File(PathBuf),
    /// A credential that the service manager hands over: who may read it is its concern.
    Credential(PathBuf),
    /// The text itself: from the environment, or as somebody has typed it.
    Text(SecretString),
    /// A file beside the data, which is made where there is none.
    Beside(PathBuf),
}

impl Source {
    /// Where it is, for people to read.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::File(file) | Self::Beside(file) => file.display().to_string(),
            Self::Credential(_) => "the service manager's credential".to_owned(),
            Self::Text(_) => "what was given".to_owned(),
        }
    }

    /// The key, where it is there.
    pub(super) fn key(&self) -> Result<Option<CentreKey>, KeysRefused> {
        match self {
            Self::File(file) | Self::Credential(file) => {
                let looks_at_mode = matches!(self, Self::File(_));
                let missing = || KeysRefused(format!("centre-key-file: there is no {}", file.display()));
                read(file, looks_at_mode)?.ok_or_else(missing).map(Some)
            }
            Self::Beside(file) => read(file, true),
            Self::Text(text) => CentreKey::of_text(text.expose_secret())
                .map(Some)
                .map_err(|why| KeysRefused(format!("centre key: what was given {why}"))),
        }
    }

    /// The file in which another centre key can take the place of this one.
    pub(super) fn own_file(&self) -> Option<&Path> {
        match self {
            Self::File(file) | Self::Beside(file) => Some(file),
            Self::Credential(_) | Self::Text(_) => None,
        }
    }

    /// A new key that was written beside the file of this one and waits to take its place.
    pub(super) fn waiting(&self) -> Option<PathBuf> {
        self.own_file().map(|file| durable::beside(file, ".new"))
    }
}

/// The key in a file, where there is such a file.
pub(super) fn read(file: &Path, looks_at_mode: bool) -> Result<Option<CentreKey>, KeysRefused> {
    let unreadable = |error: std::io::Error| {
        KeysRefused(format!("centre-key-file: cannot read {}: {error}", file.display()))
    };
    let text = match std::fs::read_to_string(file) {
        Ok(text) => Zeroizing::new(text),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    if looks_at_mode && is_open_to_others(file).map_err(unreadable)? {
        return Err(KeysRefused(format!(
            "centre-key-file: others than its owner may read {0}: chmod 600 {0}",
            file.display()
        )));
    }
    CentreKey::of_text(&text)
        .map(Some)
        .map_err(|why| KeysRefused(format!("centre-key-file: {} {why}", file.display())))
}

/// Writes a key to a file that is not there, for its owner alone to read. Answers whether it was not there.
pub(super) fn write(file: &Path, key: &CentreKey) -> Result<bool, KeysRefused> {
    let line = Zeroizing::new(format!("{}\n", key.text().expose_secret()));
    durable::made(file, line.as_bytes())
}

#[cfg(unix)]
fn is_open_to_others(file: &Path) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::metadata(file)?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> std::io::Result<bool> {
    Ok(false)
}
