//! The trail of every write. Each line carries the hash of the line before it, so that a line altered,
//! removed or moved shows. A write is kept only by recording it: [`Recorded`] has no other maker.

use crate::{Problem, Tx, WriteTx, schema::audit_entry};
use base::{AccountId, AuditId, CentreId, FamilyId, Moment};
use diesel::prelude::*;
use policy::{Act, Permit, Role};
use sha2::{Digest, Sha256};

/// A result whose audit line is in the same transaction.
#[derive(Debug)]
pub struct Recorded<T>(T);

impl<T> Recorded<T> {
    pub(crate) fn into_value(self) -> T {
        self.0
    }

    /// An answer given before, whose line was written then. Nothing is written now.
    pub(crate) fn again(value: T) -> Self {
        Self(value)
    }

    /// The value, to look at.
    pub fn value(&self) -> &T {
        &self.0
    }

    /// The same record of what was done, another form of its result.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Recorded<U> {
        Recorded(change(self.0))
    }

    /// The same, where making the other form can fail.
    pub fn try_map<U, E>(self, change: impl FnOnce(T) -> Result<U, E>) -> Result<Recorded<U>, E> {
        change(self.0).map(Recorded)
    }
}

/// One line of the trail.
#[derive(Clone, Debug, Queryable, Insertable, Selectable)]
#[diesel(table_name = audit_entry)]
pub struct Entry {
    /// Whose trail.
    pub centre: CentreId,
    /// Its place, from one, without gaps.
    pub seq: i64,
    /// Its identifier.
    pub id: AuditId,
    /// When.
    pub at: Moment,
    /// Who, where somebody had signed in.
    pub account: Option<AccountId>,
    /// In what role.
    pub role: Role,
    /// What was done, by the act's name.
    pub act: String,
    /// To which record.
    pub subject: String,
    /// Of which family, where there is one.
    pub family: Option<FamilyId>,
    /// What was done, in words that hold no protected fact.
    pub summary: String,
    /// The hash of the line before, or of nothing.
    pub previous: String,
    /// The hash of all of the above.
    pub hash: String,
}

impl Entry {
    fn sealed(mut self) -> Self {
        self.hash = self.digest();
        self
    }

    fn digest(&self) -> String {
        let mut digest = Sha256::new();
        let seq = self.seq.to_string();
        let at = self.at.microseconds().to_string();
        for part in [
            self.centre.as_str(),
            &seq,
            self.id.as_str(),
            &at,
            self.account.as_ref().map_or("", AccountId::as_str),
            self.role.as_str(),
            &self.act,
            &self.subject,
            self.family.as_ref().map_or("", FamilyId::as_str),
            &self.summary,
            &self.previous,
        ] {
            // Each part with its length, so that no two lines can spell the same bytes.
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part.as_bytes());
        }
        hex(&digest.finalize())
    }
}

impl WriteTx<'_> {
    /// Records what the permit allowed and was done, and lets the result be kept.
    pub fn record<A: Act, T>(
        &mut self,
        permit: &Permit<A>,
        family: Option<FamilyId>,
        summary: &str,
        value: T,
    ) -> Result<Recorded<T>, Problem> {
        let centre = self.centre();
        let last: Option<(i64, String)> = audit_entry::table
            .filter(audit_entry::centre.eq(centre))
            .order(audit_entry::seq.desc())
            .select((audit_entry::seq, audit_entry::hash))
            .first(self.db())
            .optional()?;
        let (seq, previous) = last.unwrap_or_default();
        let entry = Entry {
            centre,
            seq: seq + 1,
            id: AuditId::from_random(self.random()),
            at: self.now,
            account: self.actor.account,
            role: self.actor.role,
            act: A::NAME.to_owned(),
            subject: permit.id().to_string(),
            family,
            summary: summary.to_owned(),
            previous,
            hash: String::new(),
        }
        .sealed();
        diesel::insert_into(audit_entry::table).values(&entry).execute(self.db())?;
        Ok(Recorded(value))
    }
}

impl WriteTx<'_> {
    /// Answers what was recorded before, for something sent again. Nothing may have been written in
    /// this transaction: there is no line for it.
    pub fn recorded_before<A: Act, T>(&self, _permit: &Permit<A>, value: T) -> Recorded<T> {
        Recorded::again(value)
    }
}

/// What a walk over the trail found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many lines there are.
    pub lines: i64,
    /// The hash of the last line, to be compared with one kept elsewhere.
    pub head: String,
    /// The first line that is not as it was written, if any.
    pub broken_at: Option<i64>,
}

/// Walks the trail from its first line.
pub fn verify(tx: &mut Tx<'_>, centre: CentreId) -> Result<Verified, Problem> {
    let (mut lines, mut head, mut broken_at) = (0, String::new(), None);
    loop {
        let entries: Vec<Entry> = audit_entry::table
            .filter(audit_entry::centre.eq(centre).and(audit_entry::seq.gt(lines)))
            .order(audit_entry::seq)
            .limit(1000)
            .select(Entry::as_select())
            .load(tx.db())?;
        if entries.is_empty() {
            return Ok(Verified { lines, head, broken_at });
        }
        for entry in entries {
            let whole = entry.seq == lines + 1 && entry.previous == head && entry.hash == entry.digest();
            if !whole && broken_at.is_none() {
                broken_at = Some(entry.seq);
            }
            lines = entry.seq;
            head = entry.hash;
        }
    }
}

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The SHA-256 of bytes, in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
