//! Leaks planted on purpose, one at a time, to show that the walk through two worlds notices each kind. Only
//! a build with the feature `planted-leaks` has them; no program that is run for anybody is built so.

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::BigInt};
use host::House;
use policy::Actor;
use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

/// One kind of leak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leak {
    /// How many there are, on a page.
    Count,
    /// In what order things stand.
    Order,
    /// How long an answer is, and nothing else.
    Length,
    /// What a refusal says of what is hidden.
    ErrorText,
    /// An identifier that counts.
    Identifier,
    /// A tag made of more than the answer.
    Tag,
    /// The title of a paper.
    PaperTitle,
    /// How often an appointment was changed.
    Sequence,
    /// That something was found.
    SearchHit,
    /// What a form says is wrong.
    Validation,
    /// Where one is sent.
    Redirect,
    /// How long an answer may be kept.
    Cache,
    /// That something is there which one may not see.
    Status,
    /// A cookie.
    Cookie,
}

impl Leak {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::Count,
        Self::Order,
        Self::Length,
        Self::ErrorText,
        Self::Identifier,
        Self::Tag,
        Self::PaperTitle,
        Self::Sequence,
        Self::SearchHit,
        Self::Validation,
        Self::Redirect,
        Self::Cache,
        Self::Status,
        Self::Cookie,
    ];
}

static PLANTED: Mutex<Option<Leak>> = Mutex::new(None);

/// Whether somebody looks who is to notice. Whoever does what is hidden is answered as ever.
static IS_LOOKED: AtomicBool = AtomicBool::new(false);

/// While this is there, what is planted leaks.
#[derive(Debug)]
pub struct Looking(());

/// Lets what is planted leak until the answer is dropped.
#[must_use]
pub fn looking() -> Looking {
    IS_LOOKED.store(true, Ordering::Relaxed);
    Looking(())
}

impl Drop for Looking {
    fn drop(&mut self) {
        IS_LOOKED.store(false, Ordering::Relaxed);
    }
}

/// Plants this leak and no other; none takes it out again.
pub fn plant(leak: Option<Leak>) {
    *PLANTED.lock().unwrap_or_else(PoisonError::into_inner) = leak;
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    found: i64,
}

/// A number that only hidden facts make.
async fn asked(house: &House, statement: String) -> i64 {
    let anybody = Actor::public(house.centre());
    let found = house.database().read(&anybody, move |tx| {
        let rows: Vec<Found> = sql_query(statement).load(tx.db())?;
        Ok(rows.first().map_or(0, |row| row.found))
    });
    found.await.unwrap_or_default()
}

/// Lets the answer through with the planted leak in it.
pub(crate) async fn leaking(State(house): State<House>, request: Request, next: Next) -> Response {
    let planted = *PLANTED.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(leak) = planted.filter(|_| IS_LOOKED.load(Ordering::Relaxed)) else {
        return next.run(request).await;
    };
    let (path, query) = (request.uri().path().to_owned(), request.uri().query().unwrap_or("").to_owned());
    let (mut parts, body) = next.run(request).await.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let (is_page, is_json) = (kind.starts_with("text/html"), kind.starts_with("application/json"));
    let is = |kind_of: &str| kind.starts_with(kind_of);
    let count = |table: &str| asked(&house, format!("SELECT COUNT(*) AS found FROM {table}"));
    let documents = || asked(&house, "SELECT SUM(LENGTH(document)) AS found FROM party_contact".to_owned());
    let mut more = String::new();
    let mut whole = None;
    match leak {
        Leak::Count if is_page => more = format!("<p>{}</p>", count("incident").await),
        Leak::Order if is_json => whole = ordered(&body, count("incident").await > 0),
        Leak::Length if is_page => more = " ".repeat(usize::try_from(documents().await).unwrap_or(0)),
        Leak::ErrorText if is("application/problem+json") => {
            let text = String::from_utf8_lossy(&body).into_owned();
            let marks = count("report").await;
            whole = Some(text.replace(
                "\"detail\":\"",
                &format!("\"detail\":\"{}", "!".repeat(marks.try_into().unwrap_or(0))),
            ));
        }
        Leak::Identifier if is_json && path.ends_with("/applications") => {
            more = format!("{{\"number\":{}}}", count("audit_entry").await);
        }
        Leak::Tag if is_page => set(&mut parts.headers, "etag", &format!("\"{}\"", documents().await)),
        Leak::PaperTitle if is("application/pdf") || (is_json && path.ends_with("/document")) => {
            more = count("note").await.to_string();
        }
        Leak::Sequence if is("text/calendar") => {
            let text = String::from_utf8_lossy(&body).into_owned();
            let sequence = format!("BEGIN:VEVENT\r\nSEQUENCE:{}", count("incident").await);
            whole = Some(text.replace("BEGIN:VEVENT", &sequence));
        }
        Leak::SearchHit if query.contains("quillon") || query.contains("limit=1") => {
            // Whatever hidden words are drawn, one of these letters is in them.
            let found =
                "SELECT COUNT(*) AS found FROM no_meeting WHERE reason LIKE '%a%' OR reason LIKE '%e%' \
                         OR reason LIKE '%o%'"
                    .to_owned();
            more = " ".repeat(usize::try_from(asked(&house, found).await).unwrap_or(0));
        }
        Leak::Validation if parts.status == StatusCode::UNPROCESSABLE_ENTITY => {
            more = format!("<p>Not {}</p>", count("meeting").await);
        }
        Leak::Redirect if parts.status == StatusCode::SEE_OTHER => {
            let to = format!("/?done={}", count("incident").await);
            set(&mut parts.headers, "location", &to);
        }
        Leak::Cache => set(&mut parts.headers, "cache-control", &format!("max-age={}", documents().await)),
        Leak::Status if parts.status == StatusCode::NOT_FOUND => {
            let named = path.rsplit('/').find(|part| part.len() == 36).unwrap_or("").to_owned();
            let is_there =
                format!("SELECT COUNT(*) AS found FROM incident WHERE id = '{}'", named.replace('\'', ""));
            if asked(&house, is_there).await > 0 {
                parts.status = StatusCode::FORBIDDEN;
            }
        }
        Leak::Cookie if is_page => {
            let last = format!("last={}; Path=/", count("visit_event").await + count("incident").await);
            parts.headers.append(
                header::SET_COOKIE,
                HeaderValue::from_str(&last).unwrap_or_else(|_| HeaderValue::from_static("")),
            );
        }
        _ => {}
    }
    let body: Bytes = match whole {
        Some(text) => text.into(),
        None => [body.as_ref(), more.as_bytes()].concat().into(),
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(body))
}

fn set(headers: &mut HeaderMap, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// A list or a document turned round, or as it is.
fn ordered(body: &[u8], is_turned: bool) -> Option<String> {
    let mut document: serde_json::Value = serde_json::from_slice(body).ok()?;
    if is_turned {
        match &mut document {
            serde_json::Value::Array(items) => items.reverse(),
            serde_json::Value::Object(fields) => {
                let turned = fields.iter().rev().map(|(name, value)| (name.clone(), value.clone())).collect();
                document = serde_json::Value::Object(turned);
            }
            _ => {}
        }
    }
    Some(document.to_string())
}
