//! Where feeds are kept: the hash of the secret, and not the secret.

use crate::schema::feed;
use base::{AccountId, FeedId, Moment, PartyId, StaffId};
use diesel::prelude::*;
use host::{Problem, Tx, WriteTx, audit::sha256, sign_in::by_account};
use policy::{KeepFeed, Permit};

/// When somebody's feed was made and whether it names places, if they have one.
pub(super) fn standing(tx: &mut Tx<'_>, own: AccountId) -> Result<Option<(Moment, bool)>, Problem> {
    let centre = tx.centre();
    Ok(feed::table
        .filter(feed::account.eq(own).and(feed::centre.eq(centre)).and(feed::revoked_at.is_null()))
        .select((feed::made, feed::names_place))
        .first(tx.db())
        .optional()?)
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<KeepFeed>,
    secret: &str,
    names_place: bool,
) -> Result<(), Problem> {
    let (id, centre) = (FeedId::from_random(tx.random()), tx.centre());
    diesel::insert_into(feed::table)
        .values((
            feed::id.eq(id),
            feed::centre.eq(centre),
            feed::account.eq(permit.id()),
            feed::hash.eq(sha256(secret.as_bytes())),
            feed::names_place.eq(names_place),
            feed::made.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Stops the feed somebody has; answers how many that were.
pub(super) fn revoke(tx: &mut WriteTx<'_>, permit: &Permit<KeepFeed>) -> Result<usize, Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    let own = feed::account.eq(permit.id()).and(feed::centre.eq(centre)).and(feed::revoked_at.is_null());
    Ok(diesel::update(feed::table.filter(own)).set(feed::revoked_at.eq(now)).execute(tx.db())?)
}

/// A feed with whose it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whose {
    pub(super) made: Moment,
    pub(super) names_place: bool,
    pub(super) account: AccountId,
    pub(super) staff: Option<StaffId>,
    pub(super) party: Option<PartyId>,
}

/// Whose feed a secret opens: none for one that is unknown, stopped, or of a sign-in that is closed.
pub(super) fn by_secret(tx: &mut Tx<'_>, secret: &str) -> Result<Option<Whose>, Problem> {
    let centre = tx.centre();
    let kept: Option<(Moment, bool, AccountId)> = feed::table
        .filter(feed::hash.eq(sha256(secret.as_bytes())).and(feed::revoked_at.is_null()))
        .filter(feed::centre.eq(centre))
        .select((feed::made, feed::names_place, feed::account))
        .first(tx.db())
        .optional()?;
    let Some((made, names_place, account)) = kept else { return Ok(None) };
    let own = by_account(tx, account)?;
    Ok(own.map(|own| Whose { made, names_place, account, staff: own.staff, party: own.party }))
}
