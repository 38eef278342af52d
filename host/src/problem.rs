//! The few ways in which a request can fail, and the only thing that becomes an error response.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base::{Fault, Faults};
use policy::{About, Act, Role, ever_meets, may_ever};
use rules::Refusal;
use serde::Serialize;

/// Something that should work did not. The cause goes to the log once; people see a reference.
#[derive(Debug)]
pub struct Broken(pub String);

/// Why there is no ordinary answer.
#[derive(Debug)]
pub enum Problem {
    /// There is no such thing, or the asker may not know of it. The two must look alike.
    NotFound,
    /// Nobody has signed in.
    SignInNeeded,
    /// They may know of it and may not do this.
    NotAllowed,
    /// They may do this once they have proved again that it is them.
    ProveAgain,
    /// What was sent cannot be read at all.
    Malformed(String),
    /// What was sent is too large, in bytes.
    TooLarge(usize),
    /// What was sent is of the wrong media type.
    WrongType,
    /// What was sent can be read and has these faults.
    Invalid(Faults),
    /// Things are not so that it may be done: a safety rule, a missing step, somebody was first.
    Refused(Vec<Refusal>),
    /// Too many tries.
    SlowDown,
    /// It broke.
    Broken(Broken),
}

/// The body of an error response: RFC 9457.
#[derive(Serialize)]
struct Body<'a> {
    r#type: &'static str,
    title: &'static str,
    status: u16,
    code: &'a str,
    detail: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    detail: &'a str,
    remedy: &'a str,
}

impl Problem {
    /// Refused for one reason.
    #[must_use]
    pub fn refused(refusal: Refusal) -> Self {
        Self::Refused(vec![refusal])
    }

    /// One field is at fault.
    pub fn field(pointer: &str, message: impl Into<String>) -> Self {
        Self::Invalid(Faults::one(pointer, message))
    }

    /// It broke, and this is why; only the log sees it.
    pub fn broken(why: impl std::fmt::Display) -> Self {
        Self::Broken(Broken(why.to_string()))
    }

    /// Its HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::NotAllowed | Self::ProveAgain => StatusCode::FORBIDDEN,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Refused(_) => StatusCode::CONFLICT,
            Self::SlowDown => StatusCode::TOO_MANY_REQUESTS,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Its stable code.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::NotFound => "not-found",
            Self::SignInNeeded => "sign-in-needed",
            Self::NotAllowed => "not-allowed",
            Self::ProveAgain => "prove-again",
            Self::Malformed(_) => "malformed",
            Self::TooLarge(_) => "too-large",
            Self::WrongType => "wrong-media-type",
            Self::Invalid(_) => "invalid",
            Self::Refused(refusals) => refusals.first().map_or("refused", |first| first.code),
            Self::SlowDown => "slow-down",
            Self::Broken(_) => "broken",
        }
    }

    /// What kind of problem it is, in words.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self {
            Self::NotFound => "There is nothing here",
            Self::SignInNeeded => "Sign in first",
            Self::NotAllowed => "You cannot do this",
            Self::ProveAgain => "Show again that it is you",
            Self::Malformed(_) => "This cannot be read",
            Self::TooLarge(_) => "This is too large",
            Self::WrongType => "This is of the wrong type",
            Self::Invalid(_) => "There is a problem with what was entered",
            Self::Refused(_) => "This cannot be done now",
            Self::SlowDown => "Too many tries",
            Self::Broken(_) => "Something went wrong",
        }
    }

    /// What is so, in words.
    #[must_use]
    pub fn detail(&self) -> String {
        match self {
            Self::NotFound => "There is no such page or record, or it is not one that you can see.".into(),
            Self::SignInNeeded => "Send a bearer token, or sign in on the pages.".into(),
            Self::NotAllowed => {
                "Your role does not include this. Ask the co-ordinator if you think it should.".into()
            }
            Self::ProveAgain => "This asks again who is there. Sign in again, then go on.".into(),
            Self::Malformed(why) => why.clone(),
            Self::TooLarge(most) => format!("Send at most {} KB.", most / 1024),
            Self::WrongType => "Send application/json.".into(),
            Self::Invalid(faults) => match faults.list() {
                [only] => only.message.clone(),
                many => format!("{} fields need attention.", many.len()),
            },
            Self::Refused(refusals) => refusals.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            Self::SlowDown => "Wait a minute, then try again.".into(),
            Self::Broken(_) => {
                "It is our fault, and it has been written down. Nothing you sent was half kept.".into()
            }
        }
    }

    /// The refusals, where that is what it is.
    #[must_use]
    pub fn refusals(&self) -> &[Refusal] {
        if let Self::Refused(refusals) = self { refusals } else { &[] }
    }

    /// The faults, where that is what it is.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        if let Self::Invalid(faults) = self { faults.list() } else { &[] }
    }

    /// The same, as this role may hear it of a record that its question names: whoever may never do this, and
    /// has nothing to do with records of that kind, hears that there is none. `P` is what the path names.
    #[must_use]
    pub fn as_heard_by<A: Act, P>(self, role: Role) -> Self {
        let named = std::any::type_name::<P>().trim_end_matches(')');
        let kind = named.rsplit([':', ' ']).next().unwrap_or(named);
        let is_hidden = A::ABOUT == About::Case && !may_ever::<A>(role) && !ever_meets(role, kind);
        let names_one = kind.ends_with(char::is_alphanumeric);
        if matches!(self, Self::NotAllowed) && is_hidden && names_one { Self::NotFound } else { self }
    }

    /// What only the log may see.
    pub(crate) fn detail_for_log(&self) -> String {
        if let Self::Broken(Broken(why)) = self { why.clone() } else { self.detail() }
    }

    /// Writes the cause to the log, once, at the edge.
    pub fn log(&self) {
        if let Self::Broken(Broken(why)) = self {
            tracing::error!(cause = %why, "a request broke: {why}");
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal)
    }
}
impl From<Faults> for Problem {
    fn from(faults: Faults) -> Self {
        Self::Invalid(faults)
    }
}
impl From<policy::Refused> for Problem {
    fn from(refused: policy::Refused) -> Self {
        match refused {
            policy::Refused::Unseen => Self::NotFound,
            policy::Refused::NotYours => Self::NotAllowed,
            policy::Refused::ProveAgain => Self::ProveAgain,
        }
    }
}
impl From<diesel::result::Error> for Problem {
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::NotFound => Self::NotFound,
            diesel::result::Error::DatabaseError(
                diesel::result::DatabaseErrorKind::UniqueViolation,
                ref about,
            ) => {
                tracing::warn!(constraint = %about.message(), "somebody was first: {}", about.message());
                Self::refused(Refusal::because(
                    "already-there",
                    "This has been recorded already, or somebody was first.",
                    "Look at the record as it is now.",
                ))
            }
            other => Self::broken(other),
        }
    }
}
impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        Self::broken(format!("a stored document does not read: {error}"))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        self.log();
        let errors = match &self {
            Self::Invalid(faults) => faults
                .list()
                .iter()
                .map(|fault| Item {
                    pointer: Some(&fault.pointer),
                    code: None,
                    detail: &fault.message,
                    remedy: &fault.message,
                })
                .collect(),
            Self::Refused(refusals) => refusals
                .iter()
                .map(|refusal| Item {
                    pointer: None,
                    code: Some(refusal.code),
                    detail: &refusal.detail,
                    remedy: &refusal.remedy,
                })
                .collect(),
            _ => Vec::new(),
        };
        let body = Body {
            r#type: "about:blank",
            title: self.title(),
            status: self.status().as_u16(),
            code: self.code(),
            detail: self.detail(),
            errors,
        };
        let mut response = (self.status(), axum::Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if matches!(self, Self::SignInNeeded) {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
