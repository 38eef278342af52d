//! A browser without a window: it keeps its cookie, follows redirects and posts forms as they stand.

use crate::{Heard, Typed, filled_in};
use axum::{
    Router,
    body::{Body, BodyDataStream},
    extract::ConnectInfo,
    http::{Method, Request, header, request},
};
use futures_util::StreamExt;
use host::House;
use std::{collections::BTreeMap, net::SocketAddr, sync::Mutex, time::Duration};
use tower::ServiceExt;

/// Somebody's browser.
pub struct Browser {
    router: Router,
    cookies: Mutex<BTreeMap<String, String>>,
    from: SocketAddr,
    language: Option<String>,
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

/// What is told to an open page, as it comes.
pub struct Told(BodyDataStream);

impl Told {
    /// The next that is told; none when there is nothing more to come.
    pub async fn next(&mut self) -> Option<String> {
        let next = tokio::time::timeout(Duration::from_mins(1), self.0.next());
        let part = next.await.expect("something is told within a minute")?;
        Some(String::from_utf8(part.unwrap().to_vec()).unwrap())
    }
}

impl Browser {
    /// A browser that looks at this house.
    #[must_use]
    pub fn of(house: &House) -> Self {
        Self::new(app::routes::router(house.clone()))
    }

    pub(crate) fn new(router: Router) -> Self {
        Self { router, cookies: Mutex::default(), from: ([192, 0, 2, 1], 40_000).into(), language: None }
    }

    /// The same at another address of the internet.
    #[must_use]
    pub fn at_address(mut self, address: [u8; 4]) -> Self {
        self.from = (address, 40_000).into();
        self
    }

    /// The same, asking for pages in these languages.
    #[must_use]
    pub fn asking_in(mut self, languages: &str) -> Self {
        self.language = Some(languages.to_owned());
        self
    }

    /// Another browser in whose hands the session of this one has come, and nothing else.
    #[must_use]
    pub fn stolen(&self) -> Self {
        let thief = Self::new(self.router.clone()).at_address([198, 51, 100, 66]);
        let seat = self.cookies.lock().unwrap().get("seat").cloned();
        thief.cookies.lock().unwrap().extend(seat.map(|seat| ("seat".to_owned(), seat)));
        thief
    }

    /// Closed and opened again: what was kept for the session alone is gone.
    pub fn is_closed_and_opened(&self) {
        self.cookies.lock().unwrap().remove("seat");
    }

    /// What a request begins with, whatever it asks for.
    fn request(&self, method: Method, path: &str) -> request::Builder {
        let mut request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
        let cookies: Vec<String> =
            self.cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if let Some(language) = &self.language {
            request = request.header(header::ACCEPT_LANGUAGE, language);
        }
        request.extension(ConnectInfo(self.from))
    }

    /// Waits for what is told at this address. Answers the status where nothing is.
    pub async fn listens(&self, path: &str) -> Result<Told, u16> {
        let request = self.request(Method::GET, path).header(header::ACCEPT, "text/event-stream");
        let answer = self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        if answer.status() != 200 {
            return Err(answer.status().as_u16());
        }
        Ok(Told(answer.into_body().into_data_stream()))
    }

    /// One exchange: what comes back, before following where it leads.
    pub(crate) async fn exchange(&self, method: Method, path: &str, form: Option<String>) -> Heard {
        let mut request = self.request(method, path);
        if form.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        let request = request.body(form.map_or_else(Body::empty, Body::from)).unwrap();
        let heard = Heard::from(self.router.clone(), request).await;
        for line in heard.headers.get_all(header::SET_COOKIE) {
            let (pair, terms) = line.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            let mut kept = self.cookies.lock().unwrap();
            if terms.contains("Max-Age=0") {
                kept.remove(name);
            } else {
                kept.insert(name.to_owned(), value.to_owned());
            }
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

    /// Posts a form as it is, tokens and all, following nowhere.
    pub async fn post(&self, path: &str, answers: &[(&str, &str)]) -> Heard {
        self.exchange(Method::POST, path, Some(encoded(answers))).await
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

    /// The same browser in another house, known there by what it shows here.
    pub(crate) fn with_cookies(router: Router, cookies: BTreeMap<String, String>) -> Self {
        Self { cookies: Mutex::new(cookies), ..Self::new(router) }
    }

    /// What it shows to be known again.
    pub(crate) fn cookies(&self) -> BTreeMap<String, String> {
        self.cookies.lock().unwrap().clone()
    }

    /// Signs in here, in the language that this browser asks for.
    pub async fn sign_in(&self, who: &str, password: &str) {
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
