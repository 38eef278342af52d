//! Everything that can be asked for, asked for in one order, and what is answered.

use super::{
    Observer, World,
    base::{Seat, identifiers},
    example::example,
};
use crate::{Browser, Heard, STEPS, filled_in, page::encoded};
use axum::{
    Router,
    body::Body,
    http::{Method, Request, header},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What was asked, in order, and what was answered to each.
pub type Told = Vec<(String, String)>;

/// Nobody's identifier.
const NO_ID: &str = "00000000-0000-4000-8000-000000000000";
/// How many records of one kind are asked for.
const OF_A_KIND: usize = 6;
/// How many records that exist in one world alone are asked for.
const GUESSES: usize = 2;
/// How many links with a query are followed from each page.
const LINKS: usize = 6;
/// How many identifiers one question may draw.
const DRAWN_BY_ONE: u64 = 1 << 10;

/// Asked for last, because they end what the walk walks with.
const LAST: [&str; 4] = ["/leave", "/sign-out", "/my/feed/ending", "/visits/{visit}/children"];

pub(super) struct Walk<'a> {
    world: &'a World<'a>,
    seat: Seat,
    browser: Browser,
    router: Router,
    told: Told,
    forms: Vec<(String, Vec<(String, String)>)>,
    guessed: Told,
    csrf: String,
}

impl<'a> Walk<'a> {
    pub(super) fn of(world: &'a World<'a>, observer: Observer) -> Self {
        let seat = world.base.seats[&observer].clone();
        let router = world.centre.player.router();
        Self {
            world,
            browser: Browser::with_cookies(router.clone(), seat.cookies.clone()),
            seat,
            router,
            told: Vec::new(),
            forms: Vec::new(),
            guessed: Vec::new(),
            csrf: String::new(),
        }
    }

    /// Reads everything, sends everything, and reads one's own first page again.
    pub(super) async fn all(mut self) -> Told {
        self.csrf = self.csrf().await;
        self.reads_pages().await;
        if let Some(feed) = self.seat.feed.clone() {
            self.page(Method::GET, &feed, None).await;
        }
        self.reads_operations().await;
        self.guesses_what_is_hidden().await;
        self.sends_forms().await;
        self.calls_operations().await;
        for path in ["/", "/my", "/leave"] {
            self.page(Method::GET, path, None).await;
        }
        self.told.extend(self.guessed);
        self.told
    }

    /// What exists in this world alone is answered as what exists in none.
    async fn guesses_what_is_hidden(&mut self) {
        let base = self.world.base;
        let pages = base.pages.iter().map(|(path, method)| (true, path.clone(), method.parse().unwrap()));
        let operations = base.operations.iter().map(|(path, method)| (false, path.clone(), method.clone()));
        let routes: Vec<(bool, String, Method)> = pages.chain(operations).collect();
        let mut there = BTreeMap::new();
        for (is_page, route, method) in routes {
            let Some(name) = only_place(&route).filter(|_| !LAST.contains(&route.as_str())) else { continue };
            let before = self.world.base.known(&[name]);
            let now: &Vec<Vec<String>> =
                there.entry(name.to_owned()).or_insert_with(|| identifiers(&self.world.centre, &[name]));
            for hidden in now.iter().filter(|one| !before.contains(one)).take(GUESSES) {
                let (so_far, mut answers) = (self.told.len(), Vec::new());
                for id in [hidden[0].as_str(), NO_ID] {
                    let path = route.replace(&format!("{{{name}}}"), id);
                    let heard = if is_page {
                        let form = [("_csrf".to_owned(), self.csrf.clone())];
                        self.page(method.clone(), &path, (method == Method::POST).then_some(&form[..])).await
                    } else {
                        self.operation(method.clone(), &path, &Value::Object(serde_json::Map::new())).await
                    };
                    answers.push(heard.told().replace(id, NO_ID));
                    // The next question draws what this one drew, and the walk goes on as if neither was asked.
                    self.told.truncate(so_far);
                }
                if answers[0] != answers[1] {
                    self.guessed.push((
                        format!("{method} {route} of what is hidden"),
                        around(&answers[0], &answers[1]),
                    ));
                }
            }
        }
    }

    /// The paths of a route: with what is known in the base, and with what nobody knows.
    fn paths(&self, route: &str) -> Vec<String> {
        let names: Vec<&str> =
            route.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
        if names.is_empty() {
            return vec![route.to_owned()];
        }
        let filled = |places: &[String]| {
            names
                .iter()
                .zip(places)
                .fold(route.to_owned(), |path, (name, place)| path.replacen(&format!("{{{name}}}"), place, 1))
        };
        match names[0] {
            "day" => return vec![filled(&["2026-11-21".to_owned()]), filled(&["2026-12-05".to_owned()])],
            "step" => return STEPS.iter().map(|(step, _)| filled(&[(*step).to_owned()])).collect(),
            "name" => return vec![filled(&["nobody.ics".to_owned()])],
            _ => {}
        }
        let mut known = self.world.base.known(&names);
        known.truncate(OF_A_KIND);
        known.push(vec![NO_ID.to_owned(); names.len()]);
        known.iter().map(|places| filled(places)).collect()
    }

    async fn page(&mut self, method: Method, path: &str, form: Option<&[(String, String)]>) -> Heard {
        let form = form.map(|form| {
            let fields: Vec<(&str, &str)> =
                form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            encoded(&fields)
        });
        self.draws_for_the_next();
        let heard = self.browser.exchange(method.clone(), path, form).await;
        self.hears(format!("page {method} {path}"), heard)
    }

    async fn operation(&mut self, method: Method, path: &str, body: &Value) -> Heard {
        let mut request = Request::builder().method(method.clone()).uri(format!("/api/v1{path}"));
        if let Some(token) = &self.seat.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let sent = if method == Method::GET {
            Body::empty()
        } else {
            request = request.header(header::CONTENT_TYPE, "application/json");
            Body::from(body.to_string())
        };
        self.draws_for_the_next();
        let heard = Heard::from(self.router.clone(), request.body(sent).unwrap()).await;
        self.hears(format!("{method} {path} {body}"), heard)
    }

    /// Each question draws from a stream of its own.
    fn draws_for_the_next(&self) {
        self.world.draw_from((1 << 30) + self.told.len() as u64 * DRAWN_BY_ONE);
    }

    fn hears(&mut self, question: String, heard: Heard) -> Heard {
        self.told.push((question, heard.told()));
        heard
    }

    async fn reads_pages(&mut self) {
        let pages = self.world.base.pages.clone();
        for (route, _) in pages.iter().filter(|(path, method)| *method == "GET" && path != "/leave") {
            for path in self.paths(route) {
                let heard = self.page(Method::GET, &path, None).await;
                let html = heard.text();
                self.learns_forms(&path, &html);
                for link in queries(&html) {
                    self.page(Method::GET, &link, None).await;
                }
            }
        }
    }

    fn learns_forms(&mut self, at: &str, html: &str) {
        for form in html.split("<form").skip(1) {
            let form = form.split("</form").next().unwrap_or_default();
            let action = form.split_once("action=\"").and_then(|(_, rest)| rest.split_once('"'));
            let to = action.map_or(at, |(to, _)| to).to_owned();
            let mut fields = filled_in(form);
            for hidden in ["_csrf", "_once"] {
                let mark = format!("name=\"{hidden}\" value=\"");
                if let Some((value, _)) = form.split_once(&mark).and_then(|(_, rest)| rest.split_once('"')) {
                    fields.push((hidden.to_owned(), value.to_owned()));
                }
            }
            let opens = to.starts_with("/visits/") && to.ends_with("/children");
            let filled = to.starts_with('/') && !opens && !LAST.contains(&to.as_str());
            if filled && !self.forms.iter().any(|(known, _)| *known == to) {
                self.forms.push((to, fields));
            }
        }
    }

    /// Each form as it stands, then every place that takes one with nothing filled in.
    async fn sends_forms(&mut self) {
        for (to, fields) in std::mem::take(&mut self.forms) {
            self.page(Method::POST, &to, Some(&fields)).await;
        }
        let csrf = self.csrf().await;
        let pages = self.world.base.pages.clone();
        for (route, _) in
            pages.iter().filter(|(path, method)| *method == "POST" && !LAST.contains(&path.as_str()))
        {
            for path in self.paths(route) {
                self.page(Method::POST, &path, Some(&[("_csrf".to_owned(), csrf.clone())])).await;
            }
        }
    }

    async fn csrf(&mut self) -> String {
        let html = self.page(Method::GET, "/sign-in", None).await.text();
        let mark = "name=\"_csrf\" value=\"";
        let found = html.split_once(mark).and_then(|(_, rest)| rest.split_once('"'));
        found.map_or_else(String::new, |(value, _)| value.to_owned())
    }

    async fn reads_operations(&mut self) {
        let operations = self.world.base.operations.clone();
        for (route, method) in operations.iter().filter(|(_, method)| *method == Method::GET) {
            let described =
                &self.world.base.document["paths"][format!("/api/v1{route}")]["get"]["parameters"];
            let query = query_of(described);
            for path in self.paths(route) {
                self.operation(method.clone(), &path, &Value::Null).await;
                if !query.is_empty() {
                    self.operation(method.clone(), &format!("{path}?{query}"), &Value::Null).await;
                }
            }
        }
    }

    async fn calls_operations(&mut self) {
        let operations = self.world.base.operations.clone();
        let (clock, last) = ("/demo/clock", LAST);
        for (route, method) in &operations {
            if *method == Method::GET || route == clock || last.contains(&route.as_str()) {
                continue;
            }
            let base = self.world.base;
            let described = &base.document["paths"][format!("/api/v1{route}")]
                [method.as_str().to_lowercase()]["requestBody"]["content"]["application/json"]["schema"];
            let body = example(&base.document, described, NO_ID);
            for path in self.paths(route) {
                self.operation(method.clone(), &path, &Value::Object(serde_json::Map::new())).await;
                self.operation(method.clone(), &path, &body).await;
            }
        }
    }
}

/// The name of the only place of a route.
fn only_place(route: &str) -> Option<&str> {
    let (_, rest) = route.split_once('{')?;
    let (name, rest) = rest.split_once('}')?;
    (!rest.contains('{') && !["day", "step", "name"].contains(&name)).then_some(name)
}

/// A query that an operation takes: its first page of one, and whatever else is asked for.
fn query_of(parameters: &Value) -> String {
    let asked = parameters.as_array().into_iter().flatten().filter(|one| one["in"] == "query");
    let pairs: Vec<String> = asked
        .filter_map(|one| {
            let name = one["name"].as_str()?;
            let schema = &one["schema"];
            let value = match (name, schema["type"].as_str(), schema["format"].as_str()) {
                ("limit", ..) => "1".to_owned(),
                ("cursor" | "after", ..) => return None,
                (_, Some("integer"), _) => "1".to_owned(),
                (_, Some("boolean"), _) => "true".to_owned(),
                (_, _, Some("date")) => "2026-11-21".to_owned(),
                (_, _, Some("uuid")) => NO_ID.to_owned(),
                _ => match schema["enum"].as_array().and_then(|all| all.first()) {
                    Some(first) => first.as_str()?.to_owned(),
                    None => "quillon".to_owned(),
                },
            };
            Some(format!("{name}={value}"))
        })
        .collect();
    pairs.join("&")
}

/// Links of a page that carry a query: the next page of a list, another week, a search.
fn queries(html: &str) -> Vec<String> {
    html.split("href=\"/")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|path| path.contains('?') && !path.starts_with("assets"))
        .take(LINKS)
        .map(|path| format!("/{}", path.replace("&amp;", "&").replace("&#38;", "&")))
        .collect()
}

/// What differs between what was answered in two worlds: the question, and both answers around the first
/// place where they part.
#[must_use]
pub fn differences(one: &Told, other: &Told) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let others: BTreeMap<(&str, usize), &str> = numbered(other).into_iter().collect();
    for (asked, told) in numbered(one) {
        let question = || format!("{} ({})", asked.0, asked.1 + 1);
        match others.get(&asked) {
            Some(same) if *same == told => {}
            Some(differs) => found.push((question(), around(told, differs), around(differs, told))),
            None => found.push((question(), "could be asked".to_owned(), "could not be asked".to_owned())),
        }
    }
    if found.is_empty() && one.len() != other.len() {
        let known: BTreeSet<(&str, usize)> = numbered(one).into_iter().map(|(asked, _)| asked).collect();
        let more = numbered(other).into_iter().filter(|(asked, _)| !known.contains(asked));
        found.extend(more.map(|(asked, told)| (asked.0.to_owned(), String::new(), around(told, ""))));
    }
    found
}

/// Each question with how often it was asked before.
fn numbered(told: &Told) -> Vec<((&str, usize), &str)> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    told.iter()
        .map(|(asked, told)| {
            let count = times.entry(asked).or_default();
            *count += 1;
            ((asked.as_str(), *count - 1), told.as_str())
        })
        .collect()
}

fn around(text: &str, other: &str) -> String {
    let same = text.bytes().zip(other.bytes()).take_while(|(one, two)| one == two).count();
    let from = (0..=same.saturating_sub(120)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[from..].chars().take(260).collect()
}
