//! Playing a story through the public API, without a network in between.

use crate::routes;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, header},
};
use host::House;
use serde_json::Value;
use std::{collections::BTreeMap, fmt};
use tower::ServiceExt;

/// Somebody's call was refused.
#[derive(Clone, Debug)]
pub struct Refused {
    /// HTTP status.
    pub status: u16,
    /// The problem document.
    pub problem: Value,
    asked: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.asked, self.status, self.problem)
    }
}

/// Calls operations as members of the cast.
#[derive(Clone, Debug)]
pub struct Player {
    router: Router,
    tokens: BTreeMap<String, String>,
}

impl Player {
    /// A player with the tokens of the cast.
    #[must_use]
    pub fn new(house: House, tokens: BTreeMap<String, String>) -> Self {
        Self { router: routes::router(house), tokens }
    }

    /// The same people with the same tokens, in another house that knows them.
    #[must_use]
    pub fn moved_to(&self, house: House) -> Self {
        Self::new(house, self.tokens.clone())
    }

    /// The service that is called.
    #[must_use]
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// Calls an operation below `/api/v1` as somebody; as nobody when the name is empty.
    pub async fn call(&self, who: &str, method: Method, path: &str, body: &Value) -> Result<Value, Refused> {
        let (status, answer) = self.answer(who, method.clone(), path, body, &[]).await;
        if (200..300).contains(&status) {
            return Ok(answer);
        }
        Err(Refused { status, problem: answer, asked: format!("{who}: {method} {path}") })
    }

    /// The same, whatever the answer, with headers of one's own.
    pub async fn answer(
        &self,
        who: &str,
        method: Method,
        path: &str,
        body: &Value,
        headers: &[(&str, &str)],
    ) -> (u16, Value) {
        let mut request = Request::builder().method(method.clone()).uri(format!("/api/v1{path}"));
        if let Some(token) = self.tokens.get(who) {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = if method == Method::GET {
            Body::empty()
        } else {
            request = request.header(header::CONTENT_TYPE, "application/json");
            Body::from(body.to_string())
        };
        let Ok(request) = request.body(body) else { return (0, Value::Null) };
        // The service never fails: whatever happens is an answer.
        let Ok(response) = self.router.clone().oneshot(request).await;
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), 64 << 20).await.unwrap_or_default();
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    /// POST, expecting success.
    pub async fn post(&self, who: &str, path: &str, body: Value) -> Result<Value, Refused> {
        self.call(who, Method::POST, path, &body).await
    }

    /// PUT, expecting success.
    pub async fn put(&self, who: &str, path: &str, body: Value) -> Result<Value, Refused> {
        self.call(who, Method::PUT, path, &body).await
    }

    /// GET, expecting success.
    pub async fn get(&self, who: &str, path: &str) -> Result<Value, Refused> {
        self.call(who, Method::GET, path, &Value::Null).await
    }
}
