//! Which language the pages of parents and the public are read in: chosen at the foot of each of them.

use super::{
    Asks, Browser, Pages, Reader,
    asked::our_own,
    reader::{is_there, kept},
    trouble,
};
use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, HeaderValue, Uri, header},
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use host::{House, Problem, forms::Posted};
use policy::{Act, SeePublicPages};

/// The choice of a language.
#[must_use]
pub fn pages() -> Pages {
    let asks = Asks { path: "/language", method: "POST", act: SeePublicPages::NAME };
    Pages::none().own(asks, post(choose))
}

/// Keeps the choice, and goes back to where it was made.
async fn choose(
    State(house): State<House>,
    reader: Reader,
    headers: HeaderMap,
    uri: Uri,
    body: Bytes,
) -> Response {
    let browser = Browser::of(&house, reader).await;
    let posted = Posted::read(&body);
    if let Err(problem) = browser.check_origin(&headers, &posted) {
        return trouble(&house, &browser, &uri, &problem);
    }
    let chosen = posted.get("language").filter(|tag| is_there(tag, &house)).and_then(|tag| kept(tag, &house));
    let Some(chosen) = chosen else {
        return trouble(
            &house,
            &browser,
            &uri,
            &Problem::field("/language", "Choose one of the languages there are"),
        );
    };
    let mut response = Redirect::to(our_own(posted.get("to").unwrap_or("/"))).into_response();
    response.headers_mut().append(header::SET_COOKIE, chosen);
    response
}

/// Has the browser forget which language was chosen.
pub fn forget_language(house: &House, response: &mut Response) {
    let gone = kept("", house)
        .and_then(|cookie| HeaderValue::try_from(format!("{}; Max-Age=0", cookie.to_str().ok()?)).ok());
    if let Some(gone) = gone {
        response.headers_mut().append(header::SET_COOKIE, gone);
    }
}
