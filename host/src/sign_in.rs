//! Passwords and tokens. Passkeys, codes and devices are in `identity`.

use crate::{
    Problem, Tx,
    audit::sha256,
    db::among,
    schema::{account, api_token},
};
use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier};
use base::{AccountId, CentreId, PartyId, StaffId};
use diesel::prelude::*;
use policy::{Actor, Role};
use std::collections::HashMap;

/// The shortest password that is taken, in characters.
pub const SHORTEST_PASSWORD: usize = 10;

/// The hash of a password, to be stored. Slow on purpose: call it where blocking is allowed.
pub fn hash_password(password: &str, salt: &[u8; 32]) -> Result<String, Problem> {
    Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt[..16])
        .map(|hash| hash.to_string())
        .map_err(Problem::broken)
}

/// Whether this is the password of that hash. A hash that does not read is nobody's.
#[must_use]
pub fn is_password(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

pub(crate) type Row = (AccountId, CentreId, Role, String, Option<StaffId>, Option<PartyId>);
pub(crate) const COLUMNS: (
    account::id,
    account::centre,
    account::role,
    account::name,
    account::staff,
    account::party,
) = (account::id, account::centre, account::role, account::name, account::staff, account::party);

pub(crate) fn actor((account, centre, role, name, staff, party): Row) -> Actor {
    Actor { account: Some(account), centre, role, name, staff, party, proved: true }
}

/// Who has this sign-in, if it is still open.
pub fn by_account(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<Actor>, Problem> {
    let row: Option<Row> = account::table
        .filter(account::id.eq(id).and(account::closed.eq(false)))
        .select(COLUMNS)
        .first(tx.db())
        .optional()?;
    Ok(row.map(actor))
}

/// The names behind some sign-ins of the centre, closed ones too, in one statement.
pub fn names_of(tx: &mut Tx<'_>, ids: &[AccountId]) -> Result<HashMap<AccountId, String>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(AccountId, String)> = account::table
        .filter(among(account::id, ids.to_vec()).and(account::centre.eq(centre)))
        .select((account::id, account::name))
        .load(tx.db())?;
    Ok(rows.into_iter().collect())
}

/// Who holds this token, if their sign-in is still open.
pub fn by_token(tx: &mut Tx<'_>, token: &str) -> Result<Option<Actor>, Problem> {
    let row: Option<Row> = account::table
        .inner_join(api_token::table.on(api_token::account.eq(account::id)))
        .filter(api_token::hash.eq(sha256(token.as_bytes())).and(account::closed.eq(false)))
        .select(COLUMNS)
        .first(tx.db())
        .optional()?;
    Ok(row.map(actor))
}

/// Who this is, by name and password. Takes as long for a name nobody has.
pub fn by_password(tx: &mut Tx<'_>, username: &str, password: &str) -> Result<Option<Actor>, Problem> {
    /// The hash of a password nobody has, so that an unknown name costs the same work.
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let centre = tx.centre();
    let row: Option<(AccountId, String)> = account::table
        .filter(
            account::centre
                .eq(centre)
                .and(account::username.eq(username.trim().to_lowercase()))
                .and(account::closed.eq(false)),
        )
        .select((account::id, account::password))
        .first(tx.db())
        .optional()?;
    let (id, hash) = row.map_or((None, NOBODY.to_owned()), |(id, hash)| (Some(id), hash));
    match (is_password(password, &hash), id) {
        (true, Some(id)) => by_account(tx, id),
        _ => Ok(None),
    }
}

/// A mark that changes with the password: what began before it was changed does not go on after.
pub fn stamp(tx: &mut Tx<'_>, own: AccountId) -> Result<String, Problem> {
    let hash: String = account::table.filter(account::id.eq(own)).select(account::password).first(tx.db())?;
    Ok(sha256(hash.as_bytes()))
}

/// Whether this is the password of somebody who has signed in.
pub fn is_password_of(tx: &mut Tx<'_>, own: AccountId, password: &str) -> Result<bool, Problem> {
    let hash: Option<String> =
        account::table.filter(account::id.eq(own)).select(account::password).first(tx.db()).optional()?;
    Ok(hash.is_some_and(|hash| is_password(password, &hash)))
}
