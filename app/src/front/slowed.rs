//! How much the public writes from one place: whoever takes every time, fills every queue or every list leaves none for
//! others, and no room to see who needs help.

use super::source_of;
use axum::{
    body::Body,
    extract::{Request, State},
    http::{Method, header::AUTHORIZATION},
    middleware::Next,
    response::{IntoResponse, Response},
};
use host::{
    House, Problem,
    api::BASE,
    identity::tries::{self, Tried},
};

/// What anybody may write without a sign-in.
struct Written {
    /// Under which name it is counted.
    kind: &'static str,
    /// The page to which it is sent.
    page: &'static str,
    /// The operation.
    operation: &'static str,
    /// So many are free; each further one from the same place waits twice as long as the last.
    free: i32,
}

const WRITTEN: [Written; 5] = [
    Written { kind: "first-call", page: "/first-call", operation: "/first-calls", free: 6 },
    Written { kind: "chat", page: "/chat", operation: "/chats", free: 6 },
    // A refuge, a school or a library asks from one address for many.
    Written { kind: "enquiry", page: "/enquire", operation: "/enquiries", free: 30 },
    Written { kind: "application", page: "/apply", operation: "/applications", free: 30 },
    Written { kind: "complaint", page: "/complain", operation: "/complaints", free: 30 },
];

impl Written {
    /// Counts one from there before it is looked at; whoever is too fast is told to wait.
    async fn count(&self, house: &House, source: &str) -> Result<(), Problem> {
        let tried = [Tried::new(self.kind, &[source], self.free)];
        tries::count(house.database(), house.centre(), &tried).await
    }
}

/// Counts what is sent to a page, where it is one to which anybody may write. The page asks, so that whoever has to
/// wait finds what they typed in it.
pub(crate) async fn count_sent(house: &House, page: &str, source: &str) -> Result<(), Problem> {
    match WRITTEN.iter().find(|written| written.page == page) {
        Some(written) => written.count(house, source).await,
        None => Ok(()),
    }
}

/// Counts what a program without a token writes. Who shows one is known by it, or refused.
pub async fn slowed(State(house): State<House>, request: Request<Body>, next: Next) -> Response {
    let is_unknown = request.method() == Method::POST && !request.headers().contains_key(AUTHORIZATION);
    let operation = request.uri().path().strip_prefix(BASE).filter(|_| is_unknown);
    let written = WRITTEN.iter().find(|written| operation == Some(written.operation));
    let Some(written) = written else { return next.run(request).await };
    let (parts, body) = request.into_parts();
    match written.count(&house, &source_of(&parts, &house)).await {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(problem) => problem.into_response(),
    }
}
