//! The Merkle tree in the shape of RFC 6962: leaves and nodes are hashed apart, and the tree over the first
//! so many lines never changes.

use sha2::{Digest, Sha256};

/// A node of the tree.
pub type Hash = [u8; 32];

/// Subtrees of 2^8, 2^16, ... lines are kept, so that a proof reads a few pages of hashes and no more.
pub(super) const STEP: u32 = 8;
/// How many nodes of one level are read at once: those under one node that is kept.
pub(super) const PAGE: u64 = 1 << STEP;

/// The leaf of a line, by the line's own hash.
#[must_use]
pub(super) fn leaf(line: &Hash) -> Hash {
    Sha256::new_with_prefix([0]).chain_update(line).finalize().into()
}

fn parent(left: &Hash, right: &Hash) -> Hash {
    Sha256::new_with_prefix([1]).chain_update(left).chain_update(right).finalize().into()
}

/// A subtree that was completed and is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) level: u32,
    pub(super) place: u64,
    pub(super) hash: Hash,
}

/// The right edge of a growing tree, or of a part of one: the roots of its whole subtrees, the largest first.
#[derive(Clone, Debug, Default)]
pub struct Frontier {
    nodes: Vec<(u32, Hash)>,
    end: u64,
}

impl Frontier {
    /// The edge of a part that begins at this leaf and whose size divides its beginning.
    pub(super) fn from(start: u64) -> Self {
        Self { nodes: Vec::new(), end: start }
    }

    /// Adds a line by its hash.
    pub fn add(&mut self, line: &Hash) {
        self.push(0, leaf(line));
    }

    /// Where the part ends: how many leaves there are, for one that begins at nought.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.end
    }

    /// Adds a whole subtree. Answers those that it completes and that are kept.
    pub(super) fn push(&mut self, level: u32, hash: Hash) -> Vec<Kept> {
        let (mut level, mut hash, mut completed) = (level, hash, Vec::new());
        self.end += 1 << level;
        while let Some((_, left)) = self.nodes.pop_if(|(beside, _)| *beside == level) {
            hash = parent(&left, &hash);
            level += 1;
            if level % STEP == 0 {
                completed.push(Kept { level, place: (self.end >> level) - 1, hash });
            }
        }
        self.nodes.push((level, hash));
        completed
    }

    /// The root of what was added; of nothing, the hash of nothing.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut nodes = self.nodes.iter().rev().map(|(_, hash)| *hash);
        let Some(last) = nodes.next() else { return Sha256::digest([]).into() };
        nodes.fold(last, |right, left| parent(&left, &right))
    }
}

/// The 32 bytes that 64 hexadecimal digits spell, in lower case only.
#[must_use]
pub(crate) fn from_hex(text: &str) -> Option<Hash> {
    bytes_from_hex(text)?.try_into().ok()
}

/// The bytes that hexadecimal digits spell, in lower case only.
#[must_use]
pub(super) fn bytes_from_hex(text: &str) -> Option<Vec<u8>> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if !is_plain || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len() / 2).map(|at| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).ok()).collect()
}
