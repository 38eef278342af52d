//! Word that something has changed, for open pages that wait for it.
//!
//! Word says of what there is something new, and never what: whoever hears it reads for themselves, and sees what
//! they may. It stays within this program; a page also looks from time to time, for what another program wrote.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::broadcast::{self, error::RecvError};

/// How many words may wait for a slow listener before it is told only that it missed some.
const WAITING: usize = 1024;

/// Tells of what has changed, until the program stops.
pub(super) struct Teller(Mutex<Option<broadcast::Sender<Arc<str>>>>);

impl Default for Teller {
    fn default() -> Self {
        Self(Mutex::new(Some(broadcast::channel(WAITING).0)))
    }
}

impl Teller {
    fn sender(&self) -> std::sync::MutexGuard<'_, Option<broadcast::Sender<Arc<str>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn listen(&self) -> Tidings {
        // Where nothing is told any more, a listener hears at once that it is over.
        Tidings(self.sender().as_ref().map_or_else(|| broadcast::channel(1).1, broadcast::Sender::subscribe))
    }

    pub(super) fn tell(&self, told: Vec<String>) {
        if let Some(sender) = self.sender().as_ref() {
            for of in told {
                // Where nobody listens, nobody is told.
                sender.send(of.into()).ok();
            }
        }
    }

    pub(super) fn end(&self) {
        self.sender().take();
    }
}

/// Hears of what has changed since it was opened.
#[derive(Debug)]
pub struct Tidings(broadcast::Receiver<Arc<str>>);

impl Tidings {
    /// Waits until there may be something new of this: because word came, because some was missed, or because so
    /// much time went by. Answers whether there is more to wait for: no, when the program is about to stop.
    pub async fn of(&mut self, of: &str, at_most: Duration) -> bool {
        let heard = async {
            loop {
                match self.0.recv().await {
                    Ok(told) if &*told != of => {}
                    Ok(_) | Err(RecvError::Lagged(_)) => return true,
                    Err(RecvError::Closed) => return false,
                }
            }
        };
        // Where nothing was heard for so long, it is looked all the same.
        tokio::time::timeout(at_most, heard).await.unwrap_or(true)
    }
}
