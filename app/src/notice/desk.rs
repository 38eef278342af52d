//! The folder in which a sender marks what it is about to hand over, so that it knows after it was killed.

use base::NoticeId;
use host::Ids;
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
};

/// The folder of one sender. As long as it is open, no other sender of the machine uses it.
#[derive(Debug)]
pub struct Desk {
    folder: PathBuf,
    name: String,
    _locked: File,
}

impl Desk {
    /// Opens the folder, making it where there is none; none where another sender has it open.
    pub fn open(folder: &Path, ids: &Ids) -> io::Result<Option<Self>> {
        fs::create_dir_all(folder)?;
        let mut locked = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(folder.join("sender"))?;
        match locked.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let mut name = String::new();
        locked.read_to_string(&mut name)?;
        if name.len() != 32 {
            name = ids.secret().chars().take(32).collect();
            locked.set_len(0)?;
            locked.rewind()?;
            locked.write_all(name.as_bytes())?;
            locked.sync_all()?;
        }
        Ok(Some(Self { folder: folder.to_owned(), name, _locked: locked }))
    }

    /// What this sender is called in leases.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    fn mark_of(&self, id: NoticeId) -> PathBuf {
        self.folder.join(id.as_str())
    }

    /// Marks that the last byte of a notice is about to be written.
    pub(super) fn mark(&self, id: NoticeId) -> io::Result<()> {
        File::create(self.mark_of(id)).map(drop)
    }

    /// Whether a notice is marked.
    pub(super) fn is_marked(&self, id: NoticeId) -> bool {
        self.mark_of(id).exists()
    }

    /// Takes the mark off, once the database knows what became of the notice.
    pub(super) fn unmark(&self, id: NoticeId) {
        // Where there is none, none is taken off.
        fs::remove_file(self.mark_of(id)).ok();
    }
}
