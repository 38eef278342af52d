//! Somebody at the door: their browser, where they come from, and whether it has been here before.

use super::{Browser, Reader};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use base::SeatId;
use host::{
    House, Problem,
    identity::device::{self, Device},
    seat::{CEREMONY, CSRF, HALF, Half, Missing, SEAT, SeatKind, Taken, wall},
    sign_in,
};
use policy::Actor;
use serde_json::Value;
use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};
use tower_sessions::Session;

/// Where a request comes from.
pub struct Source(pub String);

impl FromRequestParts<House> for Source {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Self::Rejection> {
        Ok(Self(source(parts, house)))
    }
}

/// Somebody at the door.
pub struct Door {
    /// The house.
    pub house: House,
    /// Their browser, with whoever sits there.
    pub browser: Browser,
    /// What they ask for.
    pub uri: Uri,
    /// What came along.
    pub headers: HeaderMap,
    /// Where the request comes from.
    pub source: String,
    /// The browser, if it has been here before.
    pub device: Option<Device>,
}

impl FromRequestParts<House> for Door {
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Self::Rejection> {
        let reader = Reader::from_request_parts(parts, house).await?;
        let browser = Browser::of(house, reader).await;
        let headers = parts.headers.clone();
        let device = cookie(&headers, device_cookie(house)).map(|secret| Device::with(&secret));
        let source = source(parts, house);
        Ok(Self { house: house.clone(), browser, uri: parts.uri.clone(), headers, source, device })
    }
}

/// What the cookie is called by which a browser is known again. The prefix binds it to this very address.
fn device_cookie(house: &House) -> &'static str {
    if house.is_demonstration() { "device" } else { "__Host-device" }
}

/// What the cookie of a session is called.
#[must_use]
pub fn seat_cookie(house: &House) -> &'static str {
    // A demonstration is served without TLS on the machine itself, where the prefix is refused.
    if house.is_demonstration() { "seat" } else { "__Host-seat" }
}

/// Has the browser forget that it was here.
pub fn forget_device(house: &House, response: &mut Response) {
    let safe = if house.is_demonstration() { "" } else { "; Secure" };
    let line = format!("{}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0{safe}", device_cookie(house));
    if let Ok(line) = HeaderValue::try_from(line) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
}

/// The value of a cookie that a request brings along.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    pairs
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value.to_owned())
}

/// Where a request comes from: the other end of the line, or what a proxy that we trust wrote last. Of a long
/// address the part that one subscriber has.
pub(crate) fn source(parts: &Parts, house: &House) -> String {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let told = house
        .reached()
        .proxy_header()
        .and_then(|name| parts.headers.get_all(name).iter().next_back())
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.rsplit(',').next()?.trim().parse::<IpAddr>().ok());
    match told.or(peer).map(|address| address.to_canonical()) {
        Some(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
        Some(address) => address.to_string(),
        None => String::new(),
    }
}

/// The browser in words, as its owner would know it again in a list.
fn device_words(headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    let first = |known: &[(&str, &str)]| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, words)| (*words).to_owned())
    };
    // Each of these says of itself that it is also those after it.
    let program = first(&[
        ("Edg", "Edge"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("Chrom", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let machine = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ]);
    [program, machine].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

impl Door {
    /// The session.
    pub fn session(&self) -> Result<&Session, Problem> {
        self.browser.session.as_ref().ok_or_else(|| Problem::broken("no session"))
    }

    /// Lets somebody in. Nothing of what was there before is left but an application that they write.
    pub async fn take_seat(&self, actor: &Actor, how: Entry<'_>) -> Result<Response, Problem> {
        let ids = self.house.database().ids();
        let account = actor.account.ok_or(Problem::SignInNeeded)?;
        let session = self.session()?;
        let no_child = crate::child::let_go(self, actor).await?;
        let now = wall();
        let taken = Taken {
            account,
            handle: SeatId::from_random(ids.bits()),
            kind: SeatKind::of(actor.role, how.is_shared),
            device: device_words(&self.headers),
            made: now,
            proved: (!how.by_pin).then_some(now),
        };
        self.begin_anew().await?;
        session.insert(SEAT, taken).await.map_err(Problem::broken)?;
        let mut response = Redirect::to(how.to).into_response();
        if let Some(line) = no_child {
            response.headers_mut().append(header::SET_COOKIE, line);
        }
        if how.by_pin {
            return Ok(response);
        }
        let (device, secret) = match &self.device {
            Some(device) => (device.clone(), None),
            None => {
                let secret = ids.secret();
                (Device::with(&secret), Some(secret))
            }
        };
        device::remember(self.house.database(), self.house.centre(), &device, account).await?;
        if let Some(secret) = secret {
            let safe = if self.house.is_demonstration() { "" } else { "; Secure" };
            let name = device_cookie(&self.house);
            // Four hundred days, the longest that browsers keep one.
            let line = format!("{name}={secret}; Path=/; HttpOnly; SameSite=Strict; Max-Age=34560000{safe}");
            let line = HeaderValue::try_from(line).map_err(Problem::broken)?;
            response.headers_mut().append(header::SET_COOKIE, line);
        }
        Ok(response)
    }

    /// Stops half way: nothing opens but what is missing.
    pub async fn stop_half_way(
        &self,
        actor: &Actor,
        (missing, is_shared): (Missing, bool),
        to: &str,
    ) -> Result<Response, Problem> {
        let account = actor.account.ok_or(Problem::SignInNeeded)?;
        let stamp = self.house.database().read(actor, move |tx| sign_in::stamp(tx, account)).await?;
        let half = Half::new(account, missing, is_shared, stamp);
        self.begin_anew().await?;
        self.session()?.insert(HALF, half).await.map_err(Problem::broken)?;
        Ok(Redirect::to(to).into_response())
    }

    /// Hands the browser over to somebody who has no sign-in: nobody is signed in at it any longer.
    pub async fn leave_seat(&self) -> Result<(), Problem> {
        self.begin_anew().await
    }

    /// A new identifier, so that one planted before is worth nothing after, and a new secret for forms.
    async fn begin_anew(&self) -> Result<(), Problem> {
        let session = self.session()?;
        for name in [SEAT, HALF, CEREMONY] {
            session.remove::<Value>(name).await.map_err(Problem::broken)?;
        }
        session.cycle_id().await.map_err(Problem::broken)?;
        session.insert(CSRF, self.house.database().ids().secret()).await.map_err(Problem::broken)
    }
}

/// How somebody comes in.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Whether they said that the device is shared.
    pub is_shared: bool,
    /// Whether by a PIN, which proves little.
    pub by_pin: bool,
    /// Where they go then.
    pub to: &'a str,
}
