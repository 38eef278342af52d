//! A browser without a window: it keeps its cookie, follows redirects and posts forms as they stand.

use crate::{Heard, Typed, filled_in};
use axum::{
    Router,
    body::Body,
    http::{Method, Request, header},
};
use std::sync::Mutex;

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

    /// One exchange: what comes back, before following where it leads.
    async fn exchange(&self, method: Method, path: &str, form: Option<String>) -> Heard {
        let mut request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
        if let Some(cookie) = self.cookie.lock().unwrap().as_ref() {
            request = request.header(header::COOKIE, cookie);
        }
        if form.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let request = request.body(form.map_or_else(Body::empty, Body::from)).unwrap();
        let heard = Heard::from(self.router.clone(), request).await;
        if let Some((cookie, _)) = heard.header("set-cookie").split_once(';') {
            *self.cookie.lock().unwrap() = Some(cookie.to_owned());
        }
        heard
    }

    async fn send(&self, method: Method, path: &str, form: Option<&[(&str, &str)]>) -> Page {
        let (mut method, mut path) = (method, path.to_owned());
        let mut form = form.map(encoded);
        for _ in 0..5 {
            let heard = self.exchange(method, &path, form.take()).await;
            let to = heard.header("location");
            if !to.is_empty() {
                to.clone_into(&mut path);
                method = Method::GET;
                continue;
            }
            return Page { status: heard.status, path, html: heard.text() };
        }
        panic!("{path} leads round in circles");
    }

    /// What a page answers, not followed anywhere.
    pub async fn hear(&self, path: &str) -> Heard {
        self.exchange(Method::GET, path, None).await
    }

    /// What a form answers that was filled in on `page` and posted to `path`, not followed anywhere.
    pub async fn hear_of(&self, page: &str, path: &str, answers: &[(String, String)]) -> Heard {
        let shown = self.open(page).await;
        let (csrf, once) = (shown.hidden("_csrf"), shown.hidden("_once"));
        let mut form: Vec<(&str, &str)> =
            answers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        form.extend([("_csrf", csrf.as_str()), ("_once", once.as_str())]);
        self.exchange(Method::POST, path, Some(encoded(&form))).await
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

    /// What it shows to be known again.
    pub(crate) fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap().clone()
    }

    pub(crate) async fn sign_in(&self, who: &str, password: &str) {
        let page = self.fill("/sign-in", "/sign-in", &[("username", who), ("password", password)]).await;
        assert_eq!(page.status, 200, "{who} could not sign in");
    }
}

pub(crate) fn encoded(form: &[(&str, &str)]) -> String {
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

    /// What would be sent if somebody pressed its button now.
    #[must_use]
    pub fn filled_in(&self) -> Typed {
        filled_in(&self.html)
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
