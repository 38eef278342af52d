//! Whether the program runs, is ready, and how it has been answering.

use axum::{
    Router,
    extract::{ConnectInfo, State},
    http::{HeaderMap, Request, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};
use host::{House, sign_in};
use policy::{Actor, Role};
use std::{
    net::SocketAddr,
    sync::atomic::{AtomicU64, Ordering},
};

/// Answers given, by the first digit of their status.
static ANSWERS: [AtomicU64; 6] = [const { AtomicU64::new(0) }; 6];

/// The routes of this capability.
pub fn router() -> Router<House> {
    Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
}

/// Counts an answer.
pub async fn counted(request: Request<axum::body::Body>, next: Next) -> Response {
    let response = next.run(request).await;
    let class = usize::from(response.status().as_u16() / 100).min(5);
    ANSWERS[class].fetch_add(1, Ordering::Relaxed);
    response
}

/// Ready when the database answers.
async fn ready(State(house): State<House>) -> Response {
    let asked = house.database().read(&Actor::public(house.centre()), |_| Ok(())).await;
    match asked {
        Ok(()) => "ready".into_response(),
        Err(problem) => {
            problem.log();
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response()
        }
    }
}

/// Counts for a monitor, to a caller on the machine itself or one with an administrator's token.
async fn metrics(State(house): State<House>, request: Request<axum::body::Body>) -> Response {
    let headers = request.headers();
    let caller = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let is_local = caller.is_some_and(|ConnectInfo(address)| address.ip().is_loopback())
        && !headers.contains_key("x-forwarded-for");
    if !is_local && !is_administrator(&house, headers).await {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut text = String::from("# TYPE alongside_answers_total counter\n");
    for (class, count) in ANSWERS.iter().enumerate().skip(1) {
        text.push_str(&format!(
            "alongside_answers_total{{class=\"{class}xx\"}} {}\n",
            count.load(Ordering::Relaxed)
        ));
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}

async fn is_administrator(house: &House, headers: &HeaderMap) -> bool {
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(str::to_owned);
    let Some(token) = token else { return false };
    let found =
        house.database().read(&Actor::public(house.centre()), move |tx| sign_in::by_token(tx, &token)).await;
    matches!(found, Ok(Some(actor)) if actor.role == Role::Administrator)
}
