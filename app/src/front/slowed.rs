//! How much the public writes from one place: whoever takes every time, fills every queue or every list leaves none for
//! others, and no room to see who needs help.

use super::{Browser, source_of, trouble, words_of};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{Method, header::AUTHORIZATION},
    middleware::Next,
    response::{IntoResponse, Response},
};
use host::{
    House,
    api::BASE,
    identity::tries::{self, Tried},
};

/// What anybody may write without a sign-in.
struct Written {
    /// Under which name it is counted.
    kind: &'static str,
    /// The page to which it is sent, where that counts here.
    page: Option<&'static str>,
    /// The operation.
    operation: &'static str,
    /// So many are free; each further one from the same place waits twice as long as the last.
    free: i32,
}

/// How many chats are begun from one place before whoever begins more is slowed.
pub(crate) const FREE_CHATS: i32 = 6;

const WRITTEN: [Written; 5] = [
    Written { kind: "first-call", page: Some("/first-call"), operation: "/first-calls", free: 6 },
    // Its page counts by itself, and keeps what was typed.
    Written { kind: "chat", page: None, operation: "/chats", free: FREE_CHATS },
    // A refuge, a school or a library asks from one address for many.
    Written { kind: "enquiry", page: Some("/enquire"), operation: "/enquiries", free: 30 },
    Written { kind: "application", page: Some("/apply"), operation: "/applications", free: 30 },
    Written { kind: "complaint", page: Some("/complain"), operation: "/complaints", free: 30 },
];

/// Counts what is written by where it comes from, before it is looked at; whoever is too fast is told to wait.
pub async fn slowed(State(house): State<House>, request: Request<Body>, next: Next) -> Response {
    let path = request.uri().path();
    // Who shows a token is known by it, or refused.
    let is_unknown = !request.headers().contains_key(AUTHORIZATION);
    let operation = path.strip_prefix(BASE).filter(|_| is_unknown);
    let written = WRITTEN
        .iter()
        .filter(|_| request.method() == Method::POST)
        .find(|written| operation == Some(written.operation) || written.page == Some(path));
    let Some(written) = written else { return next.run(request).await };
    let by_program = operation.is_some();
    let (parts, body) = request.into_parts();
    let tried = [Tried::new(written.kind, &[&source_of(&parts, &house)], written.free)];
    match tries::count(house.database(), house.centre(), &tried).await {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(problem) if by_program => problem.into_response(),
        Err(problem) => {
            let words = words_of(&parts.headers, &house);
            trouble(&house, &Browser::nobody(&house, words), &parts.uri, &problem)
        }
    }
}
