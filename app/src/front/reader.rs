//! Who asks: their session, and the language they read.

use super::cookie;
use crate::words::Words;
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, header, request::Parts},
};
use fluent_langneg::{NegotiationStrategy, negotiate_languages, parse_accepted_languages};
use host::House;
use tower_sessions::{
    Session,
    cookie::{Cookie, SameSite},
};
use unic_langid::LanguageIdentifier;

/// Who asks.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Their session; empty where they have none.
    pub session: Session,
    /// The words of the language they chose, or that their browser asks for.
    pub words: Words,
}

impl FromRequestParts<House> for Reader {
    type Rejection = <Session as FromRequestParts<House>>::Rejection;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Self::Rejection> {
        let session = Session::from_request_parts(parts, house).await?;
        Ok(Self { session, words: words_for(&parts.headers, house) })
    }
}

/// A language of nobody: English words, set from right to left. In a demonstration it can be chosen, to see that
/// pages hold when a language is written that way.
pub const MIRRORED: &str = "ar-XB";

/// What the choice of a language is kept under. It goes when the browser is closed: on a telephone that is looked
/// at by somebody else, nothing stays of it.
fn cookie_name(house: &House) -> &'static str {
    if house.is_demonstration() { "language" } else { "__Host-language" }
}

/// Whether a language can be chosen here.
#[must_use]
pub fn is_there(tag: &str, house: &House) -> bool {
    Words::speak(tag) || (tag == MIRRORED && house.is_demonstration())
}

/// The cookie that keeps a choice.
#[must_use]
pub fn kept(tag: &str, house: &House) -> Option<HeaderValue> {
    let cookie = Cookie::build((cookie_name(house), tag))
        .path("/")
        .http_only(true)
        .secure(!house.is_demonstration())
        .same_site(SameSite::Lax);
    cookie.to_string().parse().ok()
}

/// The words of the language that was chosen, else of the one that the browser asks for first of those there are.
#[must_use]
pub fn words_for(headers: &HeaderMap, house: &House) -> Words {
    let chosen = cookie(headers, cookie_name(house)).filter(|tag| is_there(tag, house));
    if let Some(tag) = chosen {
        return Words::in_language(&tag);
    }
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let Some(wanted) = wanted else { return Words::english() };
    let known: Vec<LanguageIdentifier> = Words::tags().filter_map(|tag| tag.parse().ok()).collect();
    let english = Words::english().tag().parse().ok();
    let wanted = parse_accepted_languages(wanted);
    let found = negotiate_languages(&wanted, &known, english.as_ref(), NegotiationStrategy::Lookup);
    found.first().map_or_else(Words::english, |tag| Words::in_language(&tag.to_string()))
}
