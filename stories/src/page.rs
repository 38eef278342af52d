//! A browser without a window: it keeps its cookie, follows redirects and posts forms as they stand.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, header},
};
use std::sync::Mutex;
use tower::ServiceExt;

/// Somebody's browser.
pub struct Browser {
    router: Router,
    cookie: Mutex<Option<String>>,
}

/// A page as it arrived.
#[derive(Clone, Debug)]
pub struct Page {
    /// HTTP status.
    pub status: u16,
    /// Where it was found, after redirects.
    pub path: String,
    /// Its HTML.
    pub html: String,
}

impl Browser {
    pub(crate) fn new(router: Router) -> Self {
        Self { router, cookie: Mutex::new(None) }
    }

    async fn send(&self, method: Method, path: &str, form: Option<&[(&str, &str)]>) -> Page {
        let (mut method, mut path) = (method, path.to_owned());
        let mut body = form.map(encoded);
        for _ in 0..5 {
            let mut request =
                Request::builder().method(method.clone()).uri(&path).header("sec-fetch-site", "same-origin");
            if let Some(cookie) = self.cookie.lock().unwrap().as_ref() {
                request = request.header(header::COOKIE, cookie);
            }
            if body.is_some() {
                request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            }
            let request = request.body(body.take().map_or_else(Body::empty, Body::from)).unwrap();
            let Ok(response) = self.router.clone().oneshot(request).await;
            let headers = response.headers().clone();
            if let Some(cookie) = headers.get(header::SET_COOKIE).and_then(|value| value.to_str().ok()) {
                *self.cookie.lock().unwrap() = cookie.split(';').next().map(str::to_owned);
            }
            if let Some(to) = headers.get(header::LOCATION).and_then(|value| value.to_str().ok()) {
                to.clone_into(&mut path);
                method = Method::GET;
                continue;
            }
            let status = response.status().as_u16();
            let bytes = to_bytes(response.into_body(), 64 << 20).await.unwrap();
            return Page { status, path, html: String::from_utf8_lossy(&bytes).into_owned() };
        }
        panic!("{path} leads round in circles");
    }

    /// Opens a page.
    pub async fn open(&self, path: &str) -> Page {
        self.send(Method::GET, path, None).await
    }

    /// Opens the page and posts its first form to `path` with these answers, tokens and all.
    pub async fn fill(&self, page: &str, path: &str, answers: &[(&str, &str)]) -> Page {
        let shown = self.open(page).await;
        let (csrf, once) = (shown.hidden("_csrf"), shown.hidden("_once"));
        let mut form = answers.to_vec();
        form.push(("_csrf", &csrf));
        form.push(("_once", &once));
        self.send(Method::POST, path, Some(&form)).await
    }

    pub(crate) async fn sign_in(&self, who: &str, password: &str) {
        let page = self.fill("/sign-in", "/sign-in", &[("username", who), ("password", password)]).await;
        assert_eq!(page.status, 200, "{who} could not sign in");
    }
}

fn encoded(form: &[(&str, &str)]) -> String {
    form.iter()
        .map(|(name, value)| format!("{}={}", percent(name), percent(value)))
        .collect::<Vec<_>>()
        .join("&")
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}

impl Page {
    /// The value of a hidden field, or nothing.
    #[must_use]
    pub fn hidden(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        self.html
            .split_once(&mark)
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(value, _)| value.to_owned())
            .unwrap_or_default()
    }

    /// Fails the story unless the page shows these words.
    #[track_caller]
    pub fn shows(&self, words: &str) -> &Self {
        assert!(self.html.contains(words), "{} does not show \"{words}\":\n{}", self.path, self.html);
        self
    }

    /// Fails the story if the page shows these words.
    #[track_caller]
    pub fn does_not_show(&self, words: &str) -> &Self {
        assert!(!self.html.contains(words), "{} shows \"{words}\"", self.path);
        self
    }

    /// Fails the story unless the page came with this status.
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}\n{}", self.path, self.html);
        self
    }
}
