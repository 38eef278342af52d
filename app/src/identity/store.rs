//! Where passkeys, authenticator apps and recoveries are kept, and the sign-ins they belong to.

use crate::schema::{feed, party};
use base::{AccountId, CentreId, FamilyId, Moment, PartyId, PasskeyId, RecoveryId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx,
    identity::Kept,
    schema::{account, api_token, authenticator, passkey, recovery},
    seat::wall,
};
use policy::{ChangeOwnSignIn, CloseSignIn, Permit, RecoverSignIn, Role};

/// The name somebody signs in with.
pub(super) fn username(tx: &mut Tx<'_>, own: AccountId) -> Result<String, Problem> {
    Ok(account::table.filter(account::id.eq(own)).select(account::username).first(tx.db())?)
}

/// A passkey: its identifier, its name, when it was made and when it was last used.
pub(super) type PasskeyRow = (PasskeyId, String, Moment, Option<Moment>);

/// Somebody's passkeys, the first made first.
pub(super) fn passkeys(tx: &mut Tx<'_>, own: AccountId) -> Result<Vec<PasskeyRow>, Problem> {
    Ok(passkey::table
        .filter(passkey::account.eq(own))
        .order((passkey::made, passkey::id))
        .select((passkey::id, passkey::name, passkey::made, passkey::used))
        .load(tx.db())?)
}

pub(super) fn passkey_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<ChangeOwnSignIn>,
    name: &str,
    kept: &Kept,
) -> Result<PasskeyId, Problem> {
    let id = PasskeyId::from_random(tx.random());
    diesel::insert_into(passkey::table)
        .values((
            passkey::id.eq(id),
            passkey::centre.eq(tx.centre()),
            passkey::account.eq(permit.id()),
            passkey::credential.eq(&kept.credential),
            passkey::document.eq(&kept.document),
            passkey::name.eq(name),
            passkey::made.eq(wall()),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(super) fn passkey_delete(
    tx: &mut WriteTx<'_>,
    permit: &Permit<ChangeOwnSignIn>,
    id: PasskeyId,
) -> Result<(), Problem> {
    diesel::delete(passkey::table.filter(passkey::id.eq(id).and(passkey::account.eq(permit.id()))))
        .execute(tx.db())?;
    Ok(())
}

/// Since when somebody has an authenticator app.
pub(super) fn app_since(tx: &mut Tx<'_>, own: AccountId) -> Result<Option<Moment>, Problem> {
    Ok(authenticator::table
        .filter(authenticator::account.eq(own))
        .select(authenticator::made)
        .first(tx.db())
        .optional()?)
}

/// Keeps an authenticator app in place of the one before. The code by which it was shown to work is used up.
pub(super) fn app_put(
    tx: &mut WriteTx<'_>,
    permit: &Permit<ChangeOwnSignIn>,
    secret: &str,
    count: i64,
) -> Result<(), Problem> {
    app_delete(tx, permit)?;
    let secret = tx.seal_text(tx.centre(), secret)?;
    diesel::insert_into(authenticator::table)
        .values((
            authenticator::account.eq(permit.id()),
            authenticator::centre.eq(tx.centre()),
            authenticator::secret.eq(secret),
            authenticator::made.eq(wall()),
            authenticator::last_step.eq(count),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn app_delete(tx: &mut WriteTx<'_>, permit: &Permit<ChangeOwnSignIn>) -> Result<(), Problem> {
    diesel::delete(authenticator::table.filter(authenticator::account.eq(permit.id()))).execute(tx.db())?;
    Ok(())
}

pub(super) fn password_put(
    tx: &mut WriteTx<'_>,
    permit: &Permit<ChangeOwnSignIn>,
    hash: &str,
) -> Result<(), Problem> {
    diesel::update(account::table.filter(account::id.eq(permit.id())))
        .set(account::password.eq(hash))
        .execute(tx.db())?;
    Ok(())
}

/// A sign-in as those read it who let people in again. Never when it was last used (R30).
#[derive(Clone, Debug, Queryable)]
pub(super) struct SignInRow {
    pub(super) id: AccountId,
    pub(super) centre: CentreId,
    pub(super) role: Role,
    pub(super) name: String,
    pub(super) username: String,
    pub(super) party: Option<PartyId>,
    pub(super) is_closed: bool,
}

type SignInColumns = (
    account::id,
    account::centre,
    account::role,
    account::name,
    account::username,
    account::party,
    account::closed,
);
const SIGN_IN: SignInColumns = (
    account::id,
    account::centre,
    account::role,
    account::name,
    account::username,
    account::party,
    account::closed,
);

pub(super) fn sign_in(tx: &mut Tx<'_>, id: AccountId) -> Result<SignInRow, Problem> {
    let centre = tx.centre();
    Ok(account::table
        .filter(account::id.eq(id).and(account::centre.eq(centre)))
        .select(SIGN_IN)
        .first(tx.db())?)
}

/// The family of an adult who has a sign-in.
pub(super) fn family_of(tx: &mut Tx<'_>, who: Option<PartyId>) -> Result<Option<FamilyId>, Problem> {
    let Some(who) = who else { return Ok(None) };
    Ok(party::table.filter(party::id.eq(who)).select(party::family).first(tx.db()).optional()?)
}

/// The sign-ins of the centre by name, after this one.
pub(super) fn sign_ins(
    tx: &mut Tx<'_>,
    (after, fetch): (Option<(String, AccountId)>, i64),
) -> Result<Vec<SignInRow>, Problem> {
    let centre = tx.centre();
    let mut all = account::table.filter(account::centre.eq(centre)).into_boxed();
    if let Some((name, id)) = after {
        all = all.filter(account::name.gt(name.clone()).or(account::name.eq(name).and(account::id.gt(id))));
    }
    Ok(all.order((account::name, account::id)).limit(fetch).select(SIGN_IN).load(tx.db())?)
}

pub(super) fn recovery_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<RecoverSignIn>,
    (how, checked): (super::people::RecoveryCheck, &str),
    (hash, ends): (&str, Moment),
) -> Result<RecoveryId, Problem> {
    let id = RecoveryId::from_random(tx.random());
    let by = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    // A code that was given before is worth nothing once there is a new one.
    diesel::update(recovery::table.filter(recovery::account.eq(permit.id()).and(recovery::used.is_null())))
        .set(recovery::used.eq(tx.now))
        .execute(tx.db())?;
    diesel::insert_into(recovery::table)
        .values((
            recovery::id.eq(id),
            recovery::centre.eq(tx.centre()),
            recovery::account.eq(permit.id()),
            recovery::how.eq(how),
            recovery::checked.eq(checked),
            recovery::by_account.eq(by),
            recovery::hash.eq(hash),
            recovery::made.eq(tx.now),
            recovery::ends.eq(ends),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// Takes away everything by which somebody came in.
pub(super) fn factors_delete(
    tx: &mut WriteTx<'_>,
    permit: &Permit<RecoverSignIn>,
    unusable: &str,
) -> Result<(), Problem> {
    let own = permit.id();
    diesel::delete(passkey::table.filter(passkey::account.eq(own))).execute(tx.db())?;
    diesel::delete(authenticator::table.filter(authenticator::account.eq(own))).execute(tx.db())?;
    // Whoever sat in their place may have made a secret address that tells their times for ever.
    let now = tx.now;
    diesel::update(feed::table.filter(feed::account.eq(own).and(feed::revoked_at.is_null())))
        .set(feed::revoked_at.eq(now))
        .execute(tx.db())?;
    // The same of a program that asks as them.
    diesel::delete(api_token::table.filter(api_token::account.eq(own))).execute(tx.db())?;
    diesel::update(account::table.filter(account::id.eq(own)))
        .set(account::password.eq(unusable))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn close(tx: &mut WriteTx<'_>, permit: &Permit<CloseSignIn>) -> Result<(), Problem> {
    diesel::update(account::table.filter(account::id.eq(permit.id())))
        .set((account::closed.eq(true), account::closed_at.eq(tx.now)))
        .execute(tx.db())?;
    Ok(())
}

/// Whose recovery this is, if its code is right for the name and still stands.
pub(super) fn by_code(
    tx: &mut Tx<'_>,
    username: &str,
    hash: &str,
) -> Result<Option<(RecoveryId, AccountId)>, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    Ok(recovery::table
        .inner_join(account::table.on(account::id.eq(recovery::account)))
        .filter(recovery::centre.eq(centre).and(recovery::hash.eq(hash)))
        .filter(recovery::used.is_null().and(recovery::ends.gt(now)))
        .filter(account::username.eq(username.trim().to_lowercase()).and(account::closed.eq(false)))
        .select((recovery::id, recovery::account))
        .first(tx.db())
        .optional()?)
}

/// Uses a code up. Answers whether it was still there to be used.
pub(super) fn code_use(
    tx: &mut WriteTx<'_>,
    permit: &Permit<ChangeOwnSignIn>,
    id: RecoveryId,
) -> Result<bool, Problem> {
    let now = tx.now;
    let used = diesel::update(
        recovery::table
            .filter(recovery::id.eq(id).and(recovery::account.eq(permit.id())))
            .filter(recovery::used.is_null()),
    )
    .set(recovery::used.eq(now))
    .execute(tx.db())?;
    Ok(used > 0)
}

/// A recovery of somebody: how they were known, what was checked, by whom and when.
pub(super) type RecoveryRow = (super::people::RecoveryCheck, String, AccountId, Moment, Option<Moment>);

/// The recoveries of somebody, the latest first.
pub(super) fn recoveries(tx: &mut Tx<'_>, id: AccountId) -> Result<Vec<RecoveryRow>, Problem> {
    Ok(recovery::table
        .filter(recovery::account.eq(id))
        .order((recovery::made.desc(), recovery::id))
        .limit(20)
        .select((recovery::how, recovery::checked, recovery::by_account, recovery::made, recovery::used))
        .load(tx.db())?)
}

/// When somebody was let in again, the latest first.
pub(super) fn times_let_in(tx: &mut Tx<'_>, own: AccountId) -> Result<Vec<Moment>, Problem> {
    Ok(recovery::table
        .filter(recovery::account.eq(own))
        .order((recovery::made.desc(), recovery::id))
        .limit(20)
        .select(recovery::made)
        .load(tx.db())?)
}
