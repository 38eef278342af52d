//! Everything an answer tells whoever asked: status, headers and body, to be compared byte by byte.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, header},
};
use serde_json::Value;
use tower::ServiceExt;

/// An answer as it came over the wire, before anybody follows where it leads.
#[derive(Clone, Debug)]
pub struct Heard {
    /// HTTP status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Vec<u8>,
}

/// What is drawn by chance or from the wall's clock for each answer, by the mark before it and the mark
/// after it: the form's one-time key, the token that ties a form to its session, the identifier of the event or
/// note that a form would make, what a passkey is asked to sign, the session, when it was last used, and how long
/// it lasts from now. Nothing else is left out of a comparison.
const DRAWN: [(&str, &str); 8] = [
    ("name=\"_once\" value=\"", "\""),
    ("name=\"_csrf\" value=\"", "\""),
    ("name=\"id\" value=\"", "\""),
    ("\"challenge\":\"", "\""),
    ("set-cookie: seat=", ";"),
    ("set-cookie: device=", ";"),
    ("\"last_used\":\"", "\""),
    ("Max-Age=", "\n"),
];

impl Heard {
    /// What a router answers to a request.
    pub async fn from(router: Router, request: Request<Body>) -> Self {
        let Ok(response) = router.oneshot(request).await;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = to_bytes(response.into_body(), 64 << 20).await.unwrap().to_vec();
        Self { status, headers, body }
    }

    /// What the public is answered by an operation below `/api/v1`, under a key for doing it once.
    pub(crate) async fn by_the_public(
        router: Router,
        (method, path): (Method, &str),
        body: &Value,
        key: Option<&str>,
    ) -> Self {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        Self::from(router, request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// One header, or nothing.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Its body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Its body as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// Status, headers and body in one text, without what is drawn by chance.
    #[must_use]
    pub fn told(&self) -> String {
        let mut lines: Vec<String> = self
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
            .collect();
        lines.sort();
        let whole = format!("{}\n{}\n\n{}", self.status, lines.join("\n"), self.text());
        DRAWN.iter().fold(whole, |told, (before, after)| struck_out(&told, before, after))
    }
}

fn struck_out(told: &str, before: &str, after: &str) -> String {
    let mut parts = told.split(before);
    let mut left = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        left.push_str(before);
        left.push_str(part.split_once(after).map_or(part, |(_, rest)| rest));
    }
    left
}
