//! How many first calls are booked from one place: whoever takes every time leaves none for others.

use crate::front::{Browser, source_of, trouble};
use axum::{
    body::Body,
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse, Response},
};
use host::{
    House,
    api::BASE,
    identity::tries::{self, Tried},
};

/// So many bookings are free; each further one from the same place waits twice as long as the last.
const FREE: i32 = 6;

/// Counts a booking by where it comes from, before it is looked at; whoever is too fast is told to wait.
pub async fn slowed(State(house): State<House>, request: Request<Body>, next: Next) -> Response {
    let path = request.uri().path();
    let by_program = path.strip_prefix(BASE) == Some("/first-calls");
    if request.method() != Method::POST || !(by_program || path == "/first-call") {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let tried = [Tried::new("first-call", &[&source_of(&parts, &house)], FREE)];
    match tries::count(house.database(), house.centre(), &tried).await {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(problem) if by_program => problem.into_response(),
        Err(problem) => {
            let words = crate::front::words_of(&parts.headers, &house);
            trouble(&house, &Browser::nobody(&house, words), &parts.uri, &problem)
        }
    }
}
