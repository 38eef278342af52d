//! Everything that can be reached, in one table of pages and one of operations.

use crate::{
    assets, attendance, calendar, chat, child, clearance, complaint, demo, emergency, family,
    family::people,
    feed, feedback,
    front::{Pages, seat_cookie},
    guide, health, home, hours, identity, incident, intake, meeting, message, notice, observe, order, plan,
    portal, premises, proposal, records, report, review, risk, rota, schedule, staff, tend, timeline, trail,
    visit, waiting,
};
use axum::{
    Json, Router,
    extract::DefaultBodyLimit,
    http::{
        HeaderName, HeaderValue, Request, StatusCode,
        header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY},
    },
    middleware::{self, Next},
    response::Response,
    routing::get,
};
use host::{
    House,
    api::{MOST_BYTES, Operations},
    sessions::Sessions,
};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};
use tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite};

/// Every page.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .and(attendance::pages())
        .and(calendar::pages())
        .and(chat::pages())
        .and(child::pages())
        .and(clearance::pages())
        .and(complaint::pages())
        .and(emergency::pages())
        .and(family::pages())
        .and(feed::pages())
        .and(feedback::pages())
        .and(crate::front::language_pages())
        .and(guide::pages())
        .and(home::pages())
        .and(hours::pages())
        .and(identity::pages())
        .and(incident::pages())
        .and(intake::pages())
        .and(meeting::pages())
        .and(message::pages())
        .and(notice::pages())
        .and(order::pages())
        .and(people::pages())
        .and(plan::pages())
        .and(portal::pages())
        .and(premises::pages())
        .and(proposal::pages())
        .and(records::pages())
        .and(report::pages())
        .and(review::pages())
        .and(risk::pages())
        .and(rota::pages())
        .and(schedule::pages())
        .and(staff::pages())
        .and(timeline::pages())
        .and(trail::pages())
        .and(visit::pages())
        .and(waiting::pages())
}

/// Every operation.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .and(attendance::operations())
        .and(calendar::operations())
        .and(chat::operations())
        .and(child::operations())
        .and(clearance::operations())
        .and(complaint::operations())
        .and(demo::operations())
        .and(emergency::operations())
        .and(family::operations())
        .and(feed::operations())
        .and(feedback::operations())
        .and(guide::operations())
        .and(hours::operations())
        .and(identity::operations())
        .and(incident::operations())
        .and(intake::operations())
        .and(meeting::operations())
        .and(message::operations())
        .and(notice::operations())
        .and(observe::operations())
        .and(order::operations())
        .and(people::operations())
        .and(plan::operations())
        .and(portal::operations())
        .and(premises::operations())
        .and(proposal::operations())
        .and(records::operations())
        .and(report::operations())
        .and(review::operations())
        .and(risk::operations())
        .and(rota::operations())
        .and(schedule::operations())
        .and(staff::operations())
        .and(timeline::operations())
        .and(trail::operations())
        .and(visit::operations())
        .and(waiting::operations())
}

/// What describes the API is the same for everybody, and changes with the program.
const DESCRIBES: [(HeaderName, &str); 1] = [(CACHE_CONTROL, "public, max-age=300")];

/// The whole program as a service.
#[must_use]
pub fn router(house: House) -> Router {
    house.database().judging_again(tend::after_changes);
    let operations = operations();
    let document = operations.document();
    let sessions = SessionManagerLayer::new(Sessions::new(house.database().clone(), house.centre()))
        .with_name(seat_cookie(&house))
        .with_same_site(SameSite::Strict)
        // A demonstration is served without TLS on the machine itself.
        .with_secure(!house.is_demonstration())
        // The browser forgets it when it is closed; when it ends here is said by what it is (`host::seat`).
        .with_expiry(Expiry::OnSessionEnd);
    let pages = pages().router().layer(sessions);
    let all = Router::new()
        .merge(pages)
        .merge(operations.router())
        .route("/api/openapi.json", get(move || async move { (DESCRIBES, Json(document)) }))
        .merge(health::router())
        .route("/api/referral.schema.json", get(|| async { (DESCRIBES, Json(intake::import::schema())) }))
        .route("/assets/{*path}", get(assets::serve))
        .fallback(crate::front::nothing_here)
        .method_not_allowed_fallback(crate::front::not_in_this_way)
        .layer(middleware::from_fn_with_state(house.clone(), crate::front::slowed))
        .layer(middleware::from_fn_with_state(house.clone(), child::locked))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(middleware::from_fn(guarded))
        .layer(middleware::from_fn(health::counted));
    #[cfg(feature = "planted-leaks")]
    let all = all.layer(middleware::from_fn_with_state(house.clone(), crate::planted::leaking));
    all.with_state(house)
}

/// What is not there is answered no sooner than this after it was asked for.
const NOTHING_HERE_AFTER: Duration = Duration::from_millis(20);

/// The whole program as it is served. What somebody may not see answers as what does not exist, also in time:
/// what is there is read before it is known that it may not be seen, which takes a little longer.
#[must_use]
pub fn served(house: House) -> Router {
    router(house).layer(middleware::from_fn(telling_nothing_by_its_time))
}

async fn telling_nothing_by_its_time(request: Request<axum::body::Body>, next: Next) -> Response {
    let due = Instant::now() + NOTHING_HERE_AFTER;
    let response = next.run(request).await;
    if response.status() == StatusCode::NOT_FOUND {
        sleep_until(due).await;
    }
    response
}

/// Headers that keep a page from being framed, sniffed, kept or told of. What does not say otherwise is kept by
/// nobody: only assets and what describes the API may be, and a file to be saved lets even less happen.
async fn guarded(request: Request<axum::body::Body>, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        // Told to nobody else. Told to nobody at all, older telephones would no longer say that a form is ours.
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
        ("x-permitted-cross-domain-policies", "none"),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}
