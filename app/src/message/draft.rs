//! What somebody has begun to write and not sent. Only who wrote it reads it.

use crate::schema::message_draft;
use base::{FamilyId, Moment, Prose};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, seal::Sealed};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What somebody has begun to write.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct Draft {
    /// What it is about, of a first message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The words.
    pub words: Prose,
}

/// What the draft of a first message is kept under: the adult, as a thread is for those that follow.
pub(super) fn load(tx: &mut Tx<'_>, place: &str) -> Result<Option<(Draft, Moment)>, Problem> {
    let Some(account) = tx.actor.account else { return Ok(None) };
    let row: Option<(Sealed, Moment)> = message_draft::table
        .filter(message_draft::account.eq(account).and(message_draft::place.eq(place)))
        .select((message_draft::document, message_draft::at))
        .first(tx.db())
        .optional()?;
    row.map(|(document, at)| Ok((tx.open(&document)?, at))).transpose()
}

/// Keeps a draft in the place of the one before; or keeps none.
pub(super) fn keep(
    tx: &mut WriteTx<'_>,
    (family, place): (FamilyId, &str),
    draft: Option<&Draft>,
) -> Result<(), Problem> {
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let of_place = message_draft::account.eq(account).and(message_draft::place.eq(place));
    diesel::delete(message_draft::table.filter(of_place)).execute(tx.db())?;
    if let Some(draft) = draft {
        diesel::insert_into(message_draft::table)
            .values((
                message_draft::account.eq(account),
                message_draft::place.eq(place),
                message_draft::centre.eq(tx.centre()),
                message_draft::family.eq(family),
                message_draft::document.eq(tx.seal(family, draft)?),
                message_draft::at.eq(tx.now),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}
