//! Writing small files so that they are there whole after the power fails, or not at all.

use super::KeysRefused;
use std::{
    fs::{File, OpenOptions},
    io::{ErrorKind, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

fn refused(file: &Path, error: &std::io::Error) -> KeysRefused {
    KeysRefused(format!("keys: cannot write {}: {error}", file.display()))
}

/// The file's name with something after it.
pub(super) fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Puts a file in the place of the one before, for its owner alone to read.
pub(super) fn replaced(file: &Path, bytes: &[u8]) -> Result<(), KeysRefused> {
    let new = written_beside(file, bytes)?;
    moved(&new, file)
}

/// Makes a file that is not there, for its owner alone to read. Answers whether it was not there.
pub(super) fn made(file: &Path, bytes: &[u8]) -> Result<bool, KeysRefused> {
    let new = written_beside(file, bytes)?;
    // A link never takes the place of a file that somebody else has just made.
    let linked = std::fs::hard_link(&new, file);
    std::fs::remove_file(&new).map_err(|error| refused(&new, &error))?;
    match linked {
        Ok(()) => folder_kept(file).map(|()| true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(refused(file, &error)),
    }
}

/// Moves a file to the place of another, and writes over what that one held.
pub(super) fn moved(from: &Path, to: &Path) -> Result<(), KeysRefused> {
    let before = OpenOptions::new().write(true).open(to).ok();
    std::fs::rename(from, to).map_err(|error| refused(to, &error))?;
    folder_kept(to)?;
    before.map_or(Ok(()), |before| wiped(before).map_err(|error| refused(to, &error)))
}

fn written_beside(file: &Path, bytes: &[u8]) -> Result<PathBuf, KeysRefused> {
    let new = beside(file, &format!(".{}.writing", std::process::id()));
    let failed = |error: std::io::Error| refused(&new, &error);
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut writing = options.open(&new).map_err(failed)?;
    writing.write_all(bytes).and_then(|()| writing.sync_all()).map_err(failed)?;
    Ok(new)
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Waits until the list of names of a file's folder is on the disk.
pub(crate) fn folder_synced(file: &Path) -> std::io::Result<()> {
    File::open(folder_of(file)).and_then(|folder| folder.sync_all())
}

fn folder_kept(file: &Path) -> Result<(), KeysRefused> {
    folder_synced(file).map_err(|error| refused(folder_of(file), &error))
}

/// Takes a file away and writes over what it held.
pub(crate) fn wiped_away(file: &Path) -> std::io::Result<()> {
    let open = OpenOptions::new().write(true).open(file)?;
    std::fs::remove_file(file)?;
    wiped(open)
}

/// The same for good: its name does not come back after the power fails.
pub(super) fn removed(file: &Path) -> Result<(), KeysRefused> {
    wiped_away(file).map_err(|error| refused(file, &error))?;
    folder_kept(file)
}

/// Writes over all that an open file holds. A disk may keep what was there before elsewhere; this is the most
/// that a program can do.
pub(crate) fn wiped(mut open: File) -> std::io::Result<()> {
    let length = open.metadata()?.len();
    open.seek(SeekFrom::Start(0))?;
    std::io::copy(&mut std::io::repeat(0).take(length), &mut open)?;
    open.sync_all()
}
