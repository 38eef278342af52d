//! Heads: what is signed over the first so many lines. The last of those lines says that a head is signed, so
//! that a head that was taken away is missed.

use super::{
    key::TrustedKeys,
    line::Line,
    pages::Pages,
    tree::{Frontier, Hash, PAGE, from_hex},
};
use crate::{
    Problem, Recorded, Tx, WriteTx,
    audit::hex,
    db::EitherDatabase,
    schema::{audit_entry, trail_head},
};
use base::{CentreId, Moment};
use diesel::prelude::*;
use policy::{Permit, SignHead};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is signed over the first so many lines of a centre's trail. It tells nothing of what they say.
#[derive(
    Clone, Debug, PartialEq, Eq, Queryable, Insertable, Selectable, Serialize, Deserialize, ToSchema,
)]
#[diesel(table_name = trail_head)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Whose trail.
    pub centre: String,
    /// Over how many lines.
    pub size: i64,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// The root of the tree over them, in hexadecimal.
    pub root: String,
    /// The public key of the signature, in hexadecimal.
    pub key: String,
    /// The Ed25519 signature, in hexadecimal.
    pub signature: String,
}

impl Head {
    /// The bytes that are signed: five lines of text, each ended by a newline.
    #[must_use]
    pub fn message(&self) -> Vec<u8> {
        let Self { centre, size, at, root, .. } = self;
        format!("Alongside trail head 1\n{centre}\n{size}\n{at}\n{root}\n").into_bytes()
    }

    /// Whether one of these keys signed it.
    #[must_use]
    pub fn is_signed_by(&self, keys: &TrustedKeys) -> bool {
        keys.signed(&self.key, &self.message(), &self.signature)
    }

    /// Over how many lines, as the tree counts.
    pub(super) fn leaves(&self) -> u64 {
        u64::try_from(self.size).unwrap_or(0)
    }

    /// The root of the tree.
    pub(super) fn root(&self) -> Option<Hash> {
        from_hex(&self.root)
    }

    /// When.
    #[must_use]
    pub fn moment(&self) -> Option<Moment> {
        Moment::from_microseconds(self.at).ok()
    }
}

/// The last head of a centre, if there is one.
pub fn last_head(tx: &mut Tx<'_>) -> Result<Option<Head>, Problem> {
    let centre = tx.centre();
    last_of(tx.db(), centre)
}

fn last_of(db: &mut EitherDatabase, centre: CentreId) -> Result<Option<Head>, Problem> {
    Ok(trail_head::table
        .filter(trail_head::centre.eq(centre))
        .order(trail_head::size.desc())
        .select(Head::as_select())
        .first(db)
        .optional()?)
}

/// Adds the line that says so, and signs a head over all lines up to it. Refuses to sign what is not whole: a
/// head over a line that was tampered with would bless it.
pub fn sign_head(tx: &mut WriteTx<'_>, permit: &Permit<SignHead>) -> Result<Recorded<Head>, Problem> {
    let key = tx.trail_key()?.clone();
    let recorded = tx.record(permit, None, "A head of the trail was signed", ())?;
    let (centre, at, size) = (tx.centre(), tx.now.microseconds(), tx.tip_size());
    let before = last_of(tx.db(), centre)?;
    let root = grown(tx.db(), centre, before.as_ref(), size)?;
    let mut head = Head {
        centre: centre.to_string(),
        size,
        at,
        root: hex(&root),
        key: key.public(),
        signature: String::new(),
    };
    head.signature = key.sign(&head.message());
    diesel::insert_into(trail_head::table).values(&head).execute(tx.db())?;
    Ok(recorded.map(|()| head))
}

/// The root of the tree as it has grown since the head before, which it must still hold. What it completed is
/// kept.
fn grown(
    db: &mut EitherDatabase,
    centre: CentreId,
    before: Option<&Head>,
    size: i64,
) -> Result<Hash, Problem> {
    let broken = |line: i64| Problem::broken(format!("line {line} of the trail is not as it was written"));
    let signed = before.map_or(0, Head::leaves);
    let mut edge = Pages::of(db, centre).range(0, signed / PAGE * PAGE)?;
    let mut previous: Option<String> = None;
    while edge.end() < u64::try_from(size).unwrap_or(0) {
        let from = i64::try_from(edge.end()).map_err(Problem::broken)?;
        let lines: Vec<Line> = audit_entry::table
            .filter(audit_entry::centre.eq(centre))
            .filter(audit_entry::seq.gt(from).and(audit_entry::seq.le(size)))
            .order(audit_entry::seq)
            .limit(1024)
            .select(Line::as_select())
            .load(db)?;
        if lines.is_empty() {
            return Err(broken(from + 1));
        }
        for (line, place) in lines.into_iter().zip(from + 1..) {
            let follows = previous.as_ref().is_none_or(|previous| *previous == line.previous);
            if line.seq != place || !follows || !line.is_whole() {
                return Err(broken(place));
            }
            for kept in edge.push(0, super::tree::leaf(&line.digest())) {
                Pages::of(db, centre).keep(&kept)?;
            }
            still_holds(&edge, before)?;
            previous = Some(line.hash);
        }
    }
    Ok(edge.root())
}

fn still_holds(edge: &Frontier, before: Option<&Head>) -> Result<(), Problem> {
    match before {
        Some(head) if head.leaves() == edge.end() && head.root() != Some(edge.root()) => {
            Err(Problem::broken(format!(
                "the first {} lines of the trail are not those that were signed",
                head.size
            )))
        }
        _ => Ok(()),
    }
}
