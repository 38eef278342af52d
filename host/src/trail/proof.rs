//! Proofs that can be checked with the public key and nothing else: that a line is among those under a head,
//! and that the lines under one head are the first of those under a later one.

use super::{
    head::Head,
    key::TrustedKeys,
    line::Line,
    pages::Pages,
    tree::{Hash, from_hex},
};
use crate::{
    Problem, Tx,
    schema::{audit_entry, trail_head},
};
use base::CentreId;
use base64::{Engine, engine::general_purpose::STANDARD};
use ct_merkle::{
    ConsistencyProof, InclusionProof, RootHash, indices_for_consistency_proof, indices_for_inclusion_proof,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// That a line is among those under a head.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inclusion {
    /// The line.
    pub line: Line,
    /// The head.
    pub head: Head,
    /// The hashes beside its way to the root, in base64.
    pub path: String,
}

/// That the lines under one head are the first of those under a later one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consistency {
    /// The head before.
    pub before: Head,
    /// The head after.
    pub after: Head,
    /// The hashes that lead from the one to the other, in base64.
    pub path: String,
}

/// The nodes with these numbers, by the way of counting of RFC 9420: a node of level k has k ones at its end.
fn nodes(pages: &mut Pages<'_>, size: u64, numbers: &[u64]) -> Result<String, Problem> {
    let mut path: Vec<u8> = Vec::with_capacity(numbers.len() * 32);
    for number in numbers {
        let leaves = 1_u64 << number.trailing_ones();
        let start = (number + 1 - leaves) / 2;
        path.extend(pages.range(start, size.min(start + leaves))?.root());
    }
    Ok(STANDARD.encode(path))
}

fn root_of(head: &Head) -> Option<RootHash<Sha256>> {
    let root: Hash = head.root()?;
    Some(RootHash::new(root.into(), head.leaves()))
}

fn head_over(tx: &mut Tx<'_>, centre: CentreId, at_least: i64) -> Result<Head, Problem> {
    Ok(trail_head::table
        .filter(trail_head::centre.eq(centre).and(trail_head::size.ge(at_least)))
        .order(trail_head::size.desc())
        .select(Head::as_select())
        .first(tx.db())?)
}

impl Inclusion {
    /// The proof for a line, under the last head.
    pub fn of(tx: &mut Tx<'_>, seq: i64) -> Result<Self, Problem> {
        let centre = tx.centre();
        let line: Line = audit_entry::table
            .filter(audit_entry::centre.eq(centre).and(audit_entry::seq.eq(seq)))
            .select(Line::as_select())
            .first(tx.db())?;
        let head = head_over(tx, centre, seq)?;
        let place = u64::try_from(seq - 1).map_err(Problem::broken)?;
        let numbers = indices_for_inclusion_proof(head.leaves(), place);
        let path = nodes(&mut Pages::of(tx.db(), centre), head.leaves(), &numbers)?;
        Ok(Self { line, head, path })
    }

    /// The proof for the line under which a document with this SHA-256 was made.
    pub fn of_document(tx: &mut Tx<'_>, sha256: &str) -> Result<Self, Problem> {
        let centre = tx.centre();
        let seq = audit_entry::table
            .filter(audit_entry::centre.eq(centre).and(audit_entry::document.eq(sha256)))
            .order(audit_entry::seq)
            .select(audit_entry::seq)
            .first(tx.db())?;
        Self::of(tx, seq)
    }

    /// Whether it proves what it says; or in one line what is wrong.
    pub fn verify(&self, keys: &TrustedKeys) -> Result<(), String> {
        if !self.head.is_signed_by(keys) {
            return Err("the head of the proof is not signed by this key".to_owned());
        }
        if !self.line.is_whole() || self.line.centre != self.head.centre {
            return Err(format!("line {} is not as it was written", self.line.seq));
        }
        let wrong = || format!("the proof does not lead from line {} to the head", self.line.seq);
        let path = STANDARD.decode(&self.path).map_err(|_| wrong())?;
        let path = InclusionProof::<Sha256>::try_from_bytes(path).map_err(|_| wrong())?;
        let place = u64::try_from(self.line.seq - 1).map_err(|_| wrong())?;
        let root = root_of(&self.head).ok_or_else(wrong)?;
        root.verify_inclusion(&self.line.digest(), place, &path).map_err(|_| wrong())
    }

    /// Whether the line is of the making of a document with this SHA-256.
    #[must_use]
    pub fn is_of_document(&self, sha256: &str) -> bool {
        from_hex(sha256).is_some() && self.line.document.as_deref() == Some(sha256)
    }
}

impl Consistency {
    /// The proof from a head of this size to the last.
    pub fn of(tx: &mut Tx<'_>, size: i64) -> Result<Self, Problem> {
        let centre = tx.centre();
        let before: Head = trail_head::table
            .filter(trail_head::centre.eq(centre).and(trail_head::size.eq(size)))
            .select(Head::as_select())
            .first(tx.db())?;
        let after = head_over(tx, centre, size)?;
        let numbers = indices_for_consistency_proof(before.leaves(), after.leaves() - before.leaves());
        let path = nodes(&mut Pages::of(tx.db(), centre), after.leaves(), &numbers)?;
        Ok(Self { before, after, path })
    }

    /// Whether it proves what it says; or in one line what is wrong.
    pub fn verify(&self, keys: &TrustedKeys) -> Result<(), String> {
        if !self.before.is_signed_by(keys) || !self.after.is_signed_by(keys) {
            return Err("a head of the proof is not signed by this key".to_owned());
        }
        let wrong = || {
            format!(
                "the head over {} lines does not follow the head over {}",
                self.after.size, self.before.size
            )
        };
        if self.before.centre != self.after.centre {
            return Err(wrong());
        }
        let path = STANDARD.decode(&self.path).map_err(|_| wrong())?;
        let path = ConsistencyProof::<Sha256>::try_from_bytes(path).map_err(|_| wrong())?;
        let (before, after) = (root_of(&self.before), root_of(&self.after));
        let (before, after) = (before.ok_or_else(wrong)?, after.ok_or_else(wrong)?);
        after.verify_consistency(&before, &path).map_err(|_| wrong())
    }
}
