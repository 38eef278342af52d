//! One line of the trail, as it lies in the database and in an exported log, and what seals it.

use crate::{audit::hex, schema::audit_entry};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

base::choices! {
    /// Whether somebody looked or wrote.
    pub enum Kind {
        Read = "read" => "Looked",
        Write = "write" => "Wrote",
    }
}

/// One line of the trail. Its fields are plain text, so that one that was tampered with can still be read
/// and named.
#[derive(Clone, Debug, PartialEq, Eq, Default, Queryable, Insertable, Selectable, Serialize, Deserialize)]
#[diesel(table_name = audit_entry)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Whose trail.
    pub centre: String,
    /// Its place, from one, without gaps.
    pub seq: i64,
    /// Its identifier.
    pub id: String,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Who, where somebody had signed in.
    pub account: Option<String>,
    /// In what role.
    pub role: String,
    /// Whether they looked or wrote.
    pub kind: String,
    /// What for. Empty on lines from before there were purposes.
    pub purpose: String,
    /// What was done or looked at, by the act's name.
    pub act: String,
    /// Which record.
    pub subject: String,
    /// Of which family, where there is one.
    pub family: Option<String>,
    /// What was done, in words that hold no protected fact.
    pub summary: String,
    /// The SHA-256 of the document that was made, where one was.
    pub document: Option<String>,
    /// The hash of the line before, or of nothing.
    pub previous: String,
    /// The hash of all of the above.
    pub hash: String,
}

impl Line {
    /// The line with its hash.
    pub(crate) fn sealed(mut self) -> Self {
        self.hash = hex(&self.digest());
        self
    }

    /// What its hash has to be.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let (seq, at) = (self.seq.to_string(), self.at.to_string());
        let mut seal = Seal::default();
        if self.is_old() {
            for part in [&self.centre, &seq, &self.id, &at] {
                seal.part(part);
            }
            seal.part(self.account.as_deref().unwrap_or_default());
            for part in [&self.role, &self.act, &self.subject] {
                seal.part(part);
            }
            seal.part(self.family.as_deref().unwrap_or_default());
            seal.part(&self.summary);
            seal.part(&self.previous);
            return seal.done();
        }
        for part in ["alongside trail 2", &self.centre, &seq, &self.id, &at] {
            seal.part(part);
        }
        seal.perhaps(self.account.as_deref());
        for part in [&self.role, &self.kind, &self.purpose, &self.act, &self.subject] {
            seal.part(part);
        }
        seal.perhaps(self.family.as_deref());
        seal.part(&self.summary);
        seal.perhaps(self.document.as_deref());
        seal.part(&self.previous);
        seal.done()
    }

    /// Whether it was written before lines had a kind, a purpose and a document. It can have none then.
    fn is_old(&self) -> bool {
        self.purpose.is_empty()
            && self.kind == Kind::Write.as_str()
            && self.document.is_none()
            && self.account.as_deref() != Some("")
            && self.family.as_deref() != Some("")
    }

    /// Whether its hash is that of what it says.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.hash == hex(&self.digest())
    }
}

/// The bytes that are hashed: each part with its length, so that no two lines can spell the same bytes.
#[derive(Default)]
struct Seal(Sha256);

impl Seal {
    fn part(&mut self, part: &str) {
        self.0.update((part.len() as u64).to_be_bytes());
        self.0.update(part.as_bytes());
    }

    /// What is not there differs from what is there and empty.
    fn perhaps(&mut self, part: Option<&str>) {
        match part {
            Some(part) => self.part(part),
            None => self.0.update(u64::MAX.to_be_bytes()),
        }
    }

    fn done(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}
