//! What somebody holds to prove who they are, and the use of it. A use is no record of anybody: it leaves no
//! line in the trail, but it can be made only once.

use super::{Kept, code::count_of};
use crate::{
    Database, Problem, Tx,
    schema::{authenticator, passkey},
    seal::Sealed,
    seat::wall,
};
use base::{AccountId, CentreId};
use diesel::prelude::*;

/// What somebody has set up beside a password.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Their passkeys.
    pub passkeys: Vec<String>,
    /// Whether there is an authenticator app.
    pub has_app: bool,
}

impl Standing {
    /// Whether there is anything.
    #[must_use]
    pub fn has_any(&self) -> bool {
        self.has_app || !self.passkeys.is_empty()
    }
}

/// What somebody has set up.
pub fn standing(tx: &mut Tx<'_>, own: AccountId) -> Result<Standing, Problem> {
    let passkeys = passkey::table
        .filter(passkey::account.eq(own))
        .order((passkey::made, passkey::id))
        .select(passkey::document)
        .load(tx.db())?;
    let apps: i64 =
        authenticator::table.filter(authenticator::account.eq(own)).count().get_result(tx.db())?;
    Ok(Standing { passkeys, has_app: apps > 0 })
}

/// One passkey by what its device knows it by, if it is of this somebody.
pub fn document(tx: &mut Tx<'_>, own: AccountId, credential: &str) -> Result<Option<String>, Problem> {
    Ok(passkey::table
        .filter(passkey::account.eq(own).and(passkey::credential.eq(credential)))
        .select(passkey::document)
        .first(tx.db())
        .optional()?)
}

/// Writes down that a passkey was used, with what its device counts.
pub async fn used(database: &Database, centre: CentreId, own: AccountId, kept: Kept) -> Result<(), Problem> {
    database
        .housekeeping(centre, move |connection| {
            diesel::update(
                passkey::table.filter(passkey::account.eq(own).and(passkey::credential.eq(&kept.credential))),
            )
            .set((passkey::document.eq(&kept.document), passkey::used.eq(wall())))
            .execute(connection)?;
            Ok(())
        })
        .await
}

/// Takes a code of somebody's authenticator app, if it is one and no code as late as it was taken before.
pub async fn take_code(
    database: &Database,
    centre: CentreId,
    own: AccountId,
    typed: String,
) -> Result<bool, Problem> {
    let keys = database.clone();
    database
        .housekeeping(centre, move |connection| {
            let app: Option<(Sealed, i64)> = authenticator::table
                .filter(authenticator::account.eq(own))
                .select((authenticator::secret, authenticator::last_step))
                .first(connection)
                .optional()?;
            let Some((secret, last)) = app else { return Ok(false) };
            let secret = keys.opened(centre, &secret)?;
            let Some(count) = count_of(&secret, &typed)?.filter(|count| *count > last) else {
                return Ok(false);
            };
            diesel::update(authenticator::table.filter(authenticator::account.eq(own)))
                .set(authenticator::last_step.eq(count))
                .execute(connection)?;
            Ok(true)
        })
        .await
}
