//! Where one is signed in, and with what: one's own and nobody else's (R30).

use super::store;
use base::{AccountId, Moment, PasskeyId, RecoveryId, SeatId};
use host::{
    Problem, Recorded, Tx, WriteTx,
    identity::{
        Kept,
        device::{self, Device},
        held,
    },
    paging::All,
    seat, sign_in,
};
use policy::{ChangeOwnSignIn, EndOwnSession, Permit, SeeOwnSignIn, Subject};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A browser in which one is signed in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnSession {
    /// Identifier.
    pub id: SeatId,
    /// On what: own, shared or guest.
    pub kind: seat::SeatKind,
    /// The browser, as it says of itself.
    pub device: String,
    /// Since when.
    pub made: Option<Moment>,
    /// When it was last used, to the minute.
    pub last_used: Option<Moment>,
}

/// A passkey of one's own.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnPasskey {
    /// Identifier.
    pub id: PasskeyId,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    pub made: Moment,
    /// When it was last used.
    pub last_used: Option<Moment>,
}

/// A time at which a member of staff let one in again. Who did, and how they made sure, is asked of the centre.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct OwnRecovery {
    /// When.
    pub at: Moment,
}

/// Ends every other session of one's own.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndOthers {
    /// The session to keep; none when all are to end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub but: Option<SeatId>,
}

/// How many sessions were ended.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct SessionsEnded {
    /// How many.
    pub ended: usize,
}

/// Chooses a new password.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// The new password.
    pub password: String,
    /// The session to keep; every other one ends.
    #[serde(default)]
    pub but: Option<SeatId>,
}

pub(super) fn me(tx: &Tx<'_>) -> Result<Subject<AccountId>, Problem> {
    let own = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    Ok(Subject::of_centre(own, tx.centre()))
}

/// The permit to change with what one signs in.
pub(super) fn changing(tx: &Tx<'_>) -> Result<Permit<ChangeOwnSignIn>, Problem> {
    Ok(tx.ask::<ChangeOwnSignIn>(&me(tx)?)?)
}

/// Where one is signed in now, the latest used first.
pub fn sessions(tx: &mut Tx<'_>) -> Result<All<OwnSession>, Problem> {
    let permit = tx.ask::<SeeOwnSignIn>(&me(tx)?)?;
    let items = seat::list(tx, permit.id())?
        .into_iter()
        .filter_map(|listed| {
            Some(OwnSession {
                id: listed.handle?,
                kind: listed.kind?,
                device: listed.device.unwrap_or_default(),
                made: listed.made,
                last_used: listed.seen,
            })
        })
        .collect();
    Ok(All { items })
}

/// Ends one of one's own sessions, at once.
pub fn end_session(tx: &mut WriteTx<'_>, id: SeatId) -> Result<Recorded<SessionsEnded>, Problem> {
    let permit = tx.ask::<EndOwnSession>(&me(tx)?)?;
    if !seat::end(tx, permit.id(), id)? {
        return Err(Problem::NotFound);
    }
    tx.record(&permit, None, "Somebody signed out of another device", SessionsEnded { ended: 1 })
}

/// Ends every session of one's own but one.
pub fn end_others(tx: &mut WriteTx<'_>, others: EndOthers) -> Result<Recorded<SessionsEnded>, Problem> {
    let permit = tx.ask::<EndOwnSession>(&me(tx)?)?;
    let ended = seat::end_all(tx, permit.id(), others.but)?;
    tx.record(&permit, None, "Somebody signed out of all their other devices", SessionsEnded { ended })
}

/// One's own passkeys.
pub fn passkeys(tx: &mut Tx<'_>) -> Result<All<OwnPasskey>, Problem> {
    let permit = tx.ask::<SeeOwnSignIn>(&me(tx)?)?;
    let items = store::passkeys(tx, permit.id())?
        .into_iter()
        .map(|(id, name, made, last_used)| OwnPasskey { id, name, made, last_used })
        .collect();
    Ok(All { items })
}

/// When a member of staff let one in again, the latest first: whoever did not ask for it hears of it here.
pub fn recoveries(tx: &mut Tx<'_>) -> Result<All<OwnRecovery>, Problem> {
    let permit = tx.ask::<SeeOwnSignIn>(&me(tx)?)?;
    let items = store::times_let_in(tx, permit.id())?.into_iter().map(|at| OwnRecovery { at }).collect();
    Ok(All { items })
}

/// Keeps a passkey that a device has just made.
pub(super) fn add_passkey(
    tx: &mut WriteTx<'_>,
    name: &str,
    kept: &Kept,
) -> Result<Recorded<PasskeyId>, Problem> {
    let permit = changing(tx)?;
    let id = store::passkey_insert(tx, &permit, name, kept)?;
    tx.record(&permit, None, "A passkey was added to a sign-in", id)
}

/// The last second step is not taken away: whoever has only a password left could be locked out by the next
/// sign-in, or come in by the password alone.
fn refuse_last(tx: &mut Tx<'_>, own: AccountId) -> Result<(), Problem> {
    let standing = held::standing(tx, own)?;
    if standing.passkeys.len() + usize::from(standing.has_app) > 1 {
        return Ok(());
    }
    Err(Refusal::because(
        "last-second-step",
        "This is the only second step that you have.",
        "Add another passkey or an authenticator app first.",
    )
    .into())
}

/// Takes a passkey of one's own away.
pub fn remove_passkey(tx: &mut WriteTx<'_>, id: PasskeyId) -> Result<Recorded<OwnPasskey>, Problem> {
    let permit = changing(tx)?;
    let own = store::passkeys(tx, permit.id())?.into_iter().find(|(known, ..)| *known == id);
    let (id, name, made, last_used) = own.ok_or(Problem::NotFound)?;
    refuse_last(tx, permit.id())?;
    store::passkey_delete(tx, &permit, id)?;
    tx.record(&permit, None, "A passkey was taken from a sign-in", OwnPasskey { id, name, made, last_used })
}

/// Keeps an authenticator app whose code was right.
pub(super) fn add_app(tx: &mut WriteTx<'_>, secret: &str, count: i64) -> Result<Recorded<()>, Problem> {
    let permit = changing(tx)?;
    store::app_put(tx, &permit, secret, count)?;
    tx.record(&permit, None, "An authenticator app was added to a sign-in", ())
}

/// Takes one's authenticator app away.
pub fn remove_app(tx: &mut WriteTx<'_>) -> Result<Recorded<()>, Problem> {
    let permit = changing(tx)?;
    if store::app_since(tx, permit.id())?.is_none() {
        return Err(Problem::NotFound);
    }
    refuse_last(tx, permit.id())?;
    store::app_delete(tx, &permit)?;
    tx.record(&permit, None, "An authenticator app was taken from a sign-in", ())
}

/// Keeps a PIN on the centre's tablet.
pub(super) fn set_pin_on(tx: &mut WriteTx<'_>, tablet: &Device, hash: &str) -> Result<Recorded<()>, Problem> {
    let permit = changing(tx)?;
    if !device::pin_set(tx, &permit, tablet, hash)? {
        return Err(Problem::NotFound);
    }
    tx.record(&permit, None, "A PIN was set on the centre's tablet", ())
}

/// Takes one's PINs away, on every tablet.
pub(super) fn drop_pins(tx: &mut WriteTx<'_>) -> Result<Recorded<()>, Problem> {
    let permit = changing(tx)?;
    device::pins_drop(tx, permit.id())?;
    tx.record(&permit, None, "Somebody's PINs were taken away", ())
}

/// Uses up a code from a member of staff.
pub(super) fn use_code(tx: &mut WriteTx<'_>, id: RecoveryId) -> Result<Recorded<()>, Problem> {
    let permit = changing(tx)?;
    if !store::code_use(tx, &permit, id)? {
        return Err(Problem::NotFound);
    }
    tx.record(&permit, None, "Somebody came in again with a code from a member of staff", ())
}

/// Sets a new password. Every other session ends, and PINs go: whoever knew the old one is out.
pub fn set_password(tx: &mut WriteTx<'_>, new: NewPassword) -> Result<Recorded<()>, Problem> {
    let permit = changing(tx)?;
    let length = new.password.chars().count();
    let mut faults = base::Faults::none();
    faults.require(
        length >= sign_in::SHORTEST_PASSWORD,
        "/password",
        &format!("Use at least {} characters", sign_in::SHORTEST_PASSWORD),
    );
    faults.require(length <= 200, "/password", "Use 200 characters or fewer");
    faults.none_or_err()?;
    let hash = sign_in::hash_password(&new.password, &tx.ids().bytes())?;
    store::password_put(tx, &permit, &hash)?;
    device::pins_drop(tx, permit.id())?;
    seat::end_all(tx, permit.id(), new.but)?;
    tx.record(&permit, None, "Somebody changed their password", ())
}
