//! Browsers in which somebody has signed in before: they are not slowed by the tries of others, and on the
//! centre's tablet colleagues change places in them by a PIN.

use crate::{
    Database, Problem, Tx, WriteTx,
    audit::sha256,
    schema::{account, known_device},
    seat::wall,
    sign_in,
};
use base::{AccountId, CentreId, Minutes, Moment};
use diesel::prelude::*;
use policy::{ChangeOwnSignIn, Permit};

/// How many wrong PINs in a row take the PIN away.
pub const MOST_WRONG_PINS: i32 = 3;
/// For how long after its owner has signed in fully a PIN stands: a day at the centre.
const PIN_FOR: Minutes = Minutes(12 * 60);

/// A browser, by the secret that it keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device(String);

impl Device {
    /// The browser with this secret. Only its hash goes further.
    #[must_use]
    pub fn with(secret: &str) -> Self {
        Self(sha256(secret.as_bytes()))
    }

    /// Its hash.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.0
    }
}

/// Whether somebody with this name to sign in with has come in by this browser before.
pub fn knows_name(tx: &mut Tx<'_>, device: &Device, username: &str) -> Result<bool, Problem> {
    let centre = tx.centre();
    let found: i64 = known_device::table
        .inner_join(account::table.on(account::id.eq(known_device::account)))
        .filter(known_device::hash.eq(device.hash()).and(known_device::centre.eq(centre)))
        .filter(account::username.eq(username.trim().to_lowercase()))
        .count()
        .get_result(tx.db())?;
    Ok(found > 0)
}

/// Remembers that somebody has come in by this browser, fully: with it their PIN there stands for another day.
pub async fn remember(
    database: &Database,
    centre: CentreId,
    device: &Device,
    own: AccountId,
) -> Result<(), Problem> {
    let hash = device.hash().to_owned();
    database
        .housekeeping(centre, move |connection| {
            let now = wall();
            let known =
                known_device::table.filter(known_device::hash.eq(&hash).and(known_device::account.eq(own)));
            let changed = diesel::update(known)
                .set((known_device::seen.eq(now), known_device::pin_ends.eq(now.plus(PIN_FOR))))
                .execute(connection)?;
            if changed == 0 {
                diesel::insert_into(known_device::table)
                    .values((
                        known_device::hash.eq(&hash),
                        known_device::account.eq(own),
                        known_device::centre.eq(centre),
                        known_device::seen.eq(now),
                        known_device::pin_ends.eq(now.plus(PIN_FOR)),
                        known_device::pin_tries.eq(0),
                    ))
                    .execute(connection)?;
            }
            Ok(())
        })
        .await
}

/// Keeps a PIN for one's own place on this browser.
pub fn pin_set(
    tx: &mut WriteTx<'_>,
    permit: &Permit<ChangeOwnSignIn>,
    device: &Device,
    hash: &str,
) -> Result<bool, Problem> {
    let known = known_device::table
        .filter(known_device::hash.eq(device.hash()).and(known_device::account.eq(permit.id())));
    let changed = diesel::update(known)
        .set((
            known_device::pin.eq(hash),
            known_device::pin_ends.eq(wall().plus(PIN_FOR)),
            known_device::pin_tries.eq(0),
        ))
        .execute(tx.db())?;
    Ok(changed > 0)
}

/// Takes away every PIN of somebody, on every browser.
pub fn pins_drop(tx: &mut WriteTx<'_>, own: AccountId) -> Result<(), Problem> {
    diesel::update(known_device::table.filter(known_device::account.eq(own)))
        .set(known_device::pin.eq(None::<String>))
        .execute(tx.db())?;
    Ok(())
}

/// Forgets in which browsers somebody has been.
pub fn forget_all(tx: &mut WriteTx<'_>, own: AccountId) -> Result<(), Problem> {
    diesel::delete(known_device::table.filter(known_device::account.eq(own))).execute(tx.db())?;
    Ok(())
}

/// Who can take a seat in this browser by a PIN, by name.
pub fn pin_holders(tx: &mut Tx<'_>, device: &Device) -> Result<Vec<(AccountId, String)>, Problem> {
    let centre = tx.centre();
    Ok(known_device::table
        .inner_join(account::table.on(account::id.eq(known_device::account)))
        .filter(known_device::hash.eq(device.hash()).and(known_device::centre.eq(centre)))
        .filter(known_device::pin.is_not_null().and(known_device::pin_ends.gt(wall())))
        .filter(account::closed.eq(false))
        .order((account::name, account::id))
        .limit(60)
        .select((account::id, account::name))
        .load(tx.db())?)
}

/// Whether this is somebody's PIN in this browser. A few wrong ones in a row take the PIN away, here and
/// nowhere else; the sign-in itself is not touched.
pub async fn is_pin(
    database: &Database,
    centre: CentreId,
    (device, own): (&Device, AccountId),
    pin: String,
) -> Result<bool, Problem> {
    let hash = device.hash().to_owned();
    // Counted before it is looked at, so that many at once are counted too.
    let counted = hash.clone();
    let kept: Option<(Option<String>, i32)> = database
        .housekeeping(centre, move |connection| {
            let known = known_device::table
                .filter(known_device::hash.eq(&counted).and(known_device::account.eq(own)))
                .filter(known_device::pin.is_not_null().and(known_device::pin_ends.gt(wall())));
            let kept: Option<(Option<String>, i32)> =
                known.select((known_device::pin, known_device::pin_tries)).first(connection).optional()?;
            if let Some((_, tries)) = kept {
                diesel::update(known_device::table)
                    .filter(known_device::hash.eq(&counted).and(known_device::account.eq(own)))
                    .set(known_device::pin_tries.eq(tries + 1))
                    .execute(connection)?;
            }
            Ok(kept)
        })
        .await?;
    let Some((Some(kept), before)) = kept.filter(|(_, before)| *before < MOST_WRONG_PINS) else {
        return Ok(false);
    };
    let is_right = tokio::task::spawn_blocking(move || sign_in::is_password(&pin, &kept))
        .await
        .map_err(Problem::broken)?;
    if is_right || before + 1 >= MOST_WRONG_PINS {
        database
            .housekeeping(centre, move |connection| {
                let known = diesel::update(known_device::table)
                    .filter(known_device::hash.eq(&hash).and(known_device::account.eq(own)));
                if is_right {
                    known.set(known_device::pin_tries.eq(0)).execute(connection)?;
                } else {
                    known.set(known_device::pin.eq(None::<String>)).execute(connection)?;
                }
                Ok(())
            })
            .await?;
    }
    Ok(is_right)
}

/// Until when somebody's PIN in this browser stands, if they have one.
pub fn pin_until(tx: &mut Tx<'_>, device: &Device, own: AccountId) -> Result<Option<Moment>, Problem> {
    let found: Option<Option<Moment>> = known_device::table
        .filter(known_device::hash.eq(device.hash()).and(known_device::account.eq(own)))
        .filter(known_device::pin.is_not_null().and(known_device::pin_ends.gt(wall())))
        .select(known_device::pin_ends)
        .first(tx.db())
        .optional()?;
    Ok(found.flatten())
}
