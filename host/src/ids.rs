//! The only place that draws random numbers.

use sha2::{Digest, Sha256};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// Where identifiers and secrets come from.
#[derive(Clone, Debug)]
pub enum Ids {
    /// The operating system.
    System,
    /// A seed, so that a test can repeat. Never for secrets outside tests.
    Seeded(u64, Arc<AtomicU64>),
}

impl Ids {
    /// The same sequence for the same seed.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(seed, Arc::new(AtomicU64::new(0)))
    }

    /// Thirty-two random bytes.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place where chance comes in")]
    pub fn bytes(&self) -> [u8; 32] {
        match self {
            Self::System => {
                let mut bytes = [0; 32];
                if getrandom::fill(&mut bytes).is_err() {
                    // Without randomness nothing this program makes is safe to hand out.
                    tracing::error!("the operating system gives no random numbers; stopping");
                    std::process::abort();
                }
                bytes
            }
            Self::Seeded(seed, count) => {
                let count = count.fetch_add(1, Ordering::Relaxed);
                Sha256::digest([seed.to_be_bytes(), count.to_be_bytes()].concat()).into()
            }
        }
    }

    /// 128 random bits, for an identifier.
    #[must_use]
    pub fn bits(&self) -> u128 {
        let mut half = [0; 16];
        half.copy_from_slice(&self.bytes()[..16]);
        u128::from_be_bytes(half)
    }

    /// A secret of 256 bits in hexadecimal, for a token or a session.
    #[must_use]
    pub fn secret(&self) -> String {
        crate::audit::hex(&self.bytes())
    }

    /// A short reference that can be read out on the telephone: no vowels, nothing easily confused.
    #[must_use]
    pub fn reference(&self, length: usize) -> String {
        const LETTERS: &[u8; 24] = b"234679BCDFGHJKMNPQRTVWXY";
        self.bytes().iter().take(length).map(|byte| char::from(LETTERS[usize::from(*byte) % 24])).collect()
    }
}
