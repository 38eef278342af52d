//! Asking a device to sign, and judging what it answers. What it was asked is kept with the session and taken
//! from there once, so that no answer works twice.

use super::at_the_door;
use crate::front::{Door, Pages, trouble};
use axum::{
    Json,
    body::Bytes,
    http::header,
    response::{IntoResponse, Response},
    routing::post,
};
use base::{AccountId, Faults};
use host::{
    Problem,
    forms::Posted,
    identity::{
        Kept, RelyingParty, held,
        tries::{self, Tried},
    },
    seat::{CEREMONY, Half, Missing},
    sign_in,
};
use policy::Actor;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(super) fn pages() -> Pages {
    Pages::none().own(at_the_door("/passkeys/challenge", "POST"), post(challenge))
}

/// What a device was asked for.
#[derive(Deserialize, Serialize)]
struct Pending {
    wants: String,
    account: Option<AccountId>,
    state: Value,
}

fn party(door: &Door) -> Result<&RelyingParty, Problem> {
    door.house.reached().relying_party().ok_or(Problem::NotFound)
}

/// Whoever sits there or has stopped half way: they have shown something of who they are.
fn known(door: &Door) -> Result<AccountId, Problem> {
    let half = door.browser.half.as_ref().map(|half| half.account);
    door.browser.actor.account.or(half).ok_or(Problem::SignInNeeded)
}

/// Whoever may change with what they sign in: proved lately, or setting up what is demanded of them.
pub(super) async fn changer(door: &Door) -> Result<Actor, Problem> {
    if door.browser.actor.account.is_some() {
        return if door.browser.actor.proved {
            Ok(door.browser.actor.clone())
        } else {
            Err(Problem::ProveAgain)
        };
    }
    let half = door.browser.half.as_ref().filter(|half| half.missing != Missing::SecondStep);
    half_way(door, half.ok_or(Problem::SignInNeeded)?).await
}

/// Who has stopped half way, unless their password was changed or taken from them since.
pub(super) async fn half_way(door: &Door, half: &Half) -> Result<Actor, Problem> {
    let account = half.account;
    let actor = owner(door, account).await?;
    let stamp = door.house.database().read(&actor, move |tx| sign_in::stamp(tx, account)).await?;
    if stamp == half.stamp { Ok(actor) } else { Err(Problem::SignInNeeded) }
}

/// Who has this sign-in.
pub(super) async fn owner(door: &Door, account: AccountId) -> Result<Actor, Problem> {
    let public = Actor::public(door.house.centre());
    let found = door.house.database().read(&public, move |tx| sign_in::by_account(tx, account)).await?;
    found.ok_or(Problem::SignInNeeded)
}

async fn challenge(door: Door, body: Bytes) -> Response {
    match challenge_with(&door, &Posted::read(&body)).await {
        Ok(challenge) => ([(header::CACHE_CONTROL, "no-store")], Json(challenge)).into_response(),
        Err(problem) => trouble(&door.house, &door.browser, &door.uri, &problem),
    }
}

async fn challenge_with(door: &Door, posted: &Posted) -> Result<Value, Problem> {
    door.browser.check_origin(&door.headers, posted)?;
    let (database, centre) = (door.house.database(), door.house.centre());
    let tried = Tried::new("challenge", &[&door.source], 600);
    tries::count(database, centre, &[tried]).await?;
    let party = party(door)?;
    let wants = posted.get("wants").unwrap_or_default().to_owned();
    let (asking, account) = match wants.as_str() {
        "make" => {
            let actor = changer(door).await?;
            let account = actor.account.ok_or(Problem::SignInNeeded)?;
            let (standing, name) = database
                .read(&actor, move |tx| {
                    Ok((held::standing(tx, account)?, super::store::username(tx, account)?))
                })
                .await?;
            (party.ask_for_new(account, &name, &standing.passkeys)?, Some(account))
        }
        "own" => {
            let account = known(door)?;
            let public = Actor::public(centre);
            let standing = database.read(&public, move |tx| held::standing(tx, account)).await?;
            if standing.passkeys.is_empty() {
                return Err(Problem::NotFound);
            }
            (party.ask_for_one_of(&standing.passkeys)?, Some(account))
        }
        _ => (party.ask_for_any()?, None),
    };
    let pending = Pending { wants, account, state: asking.state };
    door.session()?.insert(CEREMONY, pending).await.map_err(Problem::broken)?;
    Ok(asking.challenge)
}

/// What the device answered, and what it was asked.
async fn answered(door: &Door, posted: &Posted, wants: &str) -> Result<(Value, Pending), Problem> {
    let pending: Option<Pending> = door.session()?.remove(CEREMONY).await.map_err(Problem::broken)?;
    let answer = posted.get("credential").and_then(|text| serde_json::from_str(text).ok());
    match (answer, pending) {
        (Some(answer), Some(pending)) if pending.wants == wants => Ok((answer, pending)),
        _ => Err(unknown(door)),
    }
}

/// The same words whatever was wrong with it.
fn unknown(door: &Door) -> Problem {
    Problem::Invalid(Faults::one("", door.browser.words.passkey_unknown()))
}

/// Whoever's passkey it is that the device found.
pub(super) async fn found(door: &Door, posted: &Posted) -> Result<Actor, Problem> {
    let party = party(door)?;
    let (answer, pending) = answered(door, posted, "find").await?;
    let (account, credential) = party.claimed(&answer).ok_or_else(|| unknown(door))?;
    let public = Actor::public(door.house.centre());
    let read = door.house.database().read(&public, move |tx| {
        Ok((held::document(tx, account, &credential)?, sign_in::by_account(tx, account)?))
    });
    let (Some(document), Some(actor)) = read.await? else { return Err(unknown(door)) };
    let kept = party.take_any(&answer, &pending.state, &document).ok_or_else(|| unknown(door))?;
    held::used(door.house.database(), door.house.centre(), account, kept).await?;
    Ok(actor)
}

/// Whether the device answered with a passkey of somebody whom we know already.
pub(super) async fn proves(door: &Door, posted: &Posted, account: AccountId) -> Result<(), Problem> {
    let party = party(door)?;
    let (answer, pending) = answered(door, posted, "own").await?;
    let public = Actor::public(door.house.centre());
    let standing = door.house.database().read(&public, move |tx| held::standing(tx, account)).await?;
    let kept = party
        .take_one_of(&answer, &pending.state, &standing.passkeys)
        .filter(|_| pending.account == Some(account))
        .ok_or_else(|| unknown(door))?;
    held::used(door.house.database(), door.house.centre(), account, kept).await
}

/// The passkey that the device made.
pub(super) async fn made(door: &Door, posted: &Posted, account: AccountId) -> Result<Kept, Problem> {
    let (answer, pending) = answered(door, posted, "make").await?;
    party(door)?
        .take_new(&answer, &pending.state)
        .filter(|_| pending.account == Some(account))
        .ok_or_else(|| unknown(door))
}
