//! The tablet in a child's hands. When staff open it for a child they are signed out, and the browser holds a key to
//! one sitting in their place. While it does, nothing but the child's pages and the door answers, whatever
//! address is typed: this is the one place that says so, and what is not named here is refused.

use super::store;
use crate::front::{Door, cookie};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use base::{AccountId, SittingId};
use host::{House, Problem, audit::sha256};
use policy::Actor;

/// Where a child is.
pub(super) const HOME: &str = "/child";

/// What a tablet holds while it is a child's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    pub(super) sitting: SittingId,
    pub(super) account: AccountId,
}

/// What the cookie is called by which a tablet is a child's.
fn cookie_name(house: &House) -> &'static str {
    // A demonstration is served without TLS on the machine itself, where the prefix is refused.
    if house.is_demonstration() { "child" } else { "__Host-child" }
}

fn line(house: &House, value: &str, more: &str) -> Result<HeaderValue, Problem> {
    let safe = if house.is_demonstration() { "" } else { "; Secure" };
    let line = format!("{}={value}; Path=/; HttpOnly; SameSite=Strict{more}{safe}", cookie_name(house));
    HeaderValue::try_from(line).map_err(Problem::broken)
}

/// Hands a browser over to a child.
pub(super) fn give(house: &House, secret: &str, response: &mut Response) -> Result<(), Problem> {
    // Four hours, so that a tablet whose battery died is a child's again when it is switched on.
    response.headers_mut().append(header::SET_COOKIE, line(house, secret, "; Max-Age=14400")?);
    Ok(())
}

/// The hash by which a key is kept.
pub(super) fn hash_of(secret: &str) -> String {
    sha256(secret.as_bytes())
}

async fn held(house: &House, headers: &HeaderMap) -> Result<Option<Held>, Problem> {
    let Some(secret) = cookie(headers, cookie_name(house)) else { return Ok(None) };
    let public = Actor::public(house.centre());
    let hash = hash_of(&secret);
    let found = house.database().read(&public, move |tx| store::sitting_of_key(tx, &hash)).await?;
    Ok(found.map(|(sitting, account)| Held { sitting, account }))
}

/// What answers while the tablet is a child's.
fn is_open_to_a_child(path: &str) -> bool {
    let below =
        |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    below(HOME) || below("/sign-in") || path.starts_with("/assets/")
}

/// Lets nothing else answer while the tablet is a child's. What cannot be looked up is refused too.
pub(crate) async fn locked(State(house): State<House>, mut request: Request, next: Next) -> Response {
    if cookie(request.headers(), cookie_name(&house)).is_none() {
        return next.run(request).await;
    }
    let to_the_child = || {
        let mut response = Redirect::to(HOME).into_response();
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    };
    match held(&house, request.headers()).await {
        Ok(Some(held)) => {
            if !is_open_to_a_child(request.uri().path()) {
                return to_the_child();
            }
            request.extensions_mut().insert(held);
            next.run(request).await
        }
        Ok(None) => {
            // The sitting is over: the browser forgets that it was a child's, and nobody is signed in at it.
            let mut response = next.run(request).await;
            let sets = response.headers().get_all(header::SET_COOKIE).iter();
            let name = cookie_name(&house);
            let is_given = sets.filter_map(|set| set.to_str().ok()).any(|set| set.starts_with(name));
            if let (false, Ok(line)) = (is_given, line(&house, "", "; Max-Age=0")) {
                response.headers_mut().append(header::SET_COOKIE, line);
            }
            response
        }
        Err(problem) if request.method() == Method::GET && request.uri().path().starts_with("/assets/") => {
            problem.log();
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

/// Somebody comes in at a browser: where it was a child's, staff have it back. Nobody else comes in there.
pub(crate) async fn let_go(door: &Door, actor: &Actor) -> Result<Option<HeaderValue>, Problem> {
    let Some(held) = held(&door.house, &door.headers).await? else { return Ok(None) };
    if !actor.role.is_staff() {
        return Err(Problem::NotAllowed);
    }
    let ended = door.house.database().write(actor, move |tx| super::end(tx, held.sitting)).await;
    // A colleague who is not with this family takes the tablet back too; the key is gone with the cookie.
    if let Err(problem) = ended
        && !matches!(problem, Problem::NotFound | Problem::NotAllowed)
    {
        return Err(problem);
    }
    line(&door.house, "", "; Max-Age=0").map(Some)
}
