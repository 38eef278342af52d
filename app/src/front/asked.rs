//! What a request for a page brings along, and where one goes after something was done.

use super::Browser;
use crate::{view::Layout, words::Words};
use axum::http::Uri;
use host::{
    Problem,
    forms::{FormState, Posted},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a request for a page brings along.
#[derive(Clone, Debug)]
pub struct Asked {
    query: BTreeMap<String, String>,
    path: String,
    sent: Option<FormState>,
    once: String,
    csrf: String,
    words: Words,
    seat: Option<base::SeatId>,
}

impl Asked {
    pub(crate) fn new(uri: &Uri, browser: &Browser) -> Self {
        let query = form_pairs(uri.query().unwrap_or(""));
        Self {
            query,
            path: uri.path().to_owned(),
            sent: None,
            once: browser.once.clone(),
            csrf: browser.csrf.clone(),
            words: browser.words,
            seat: browser.seat,
        }
    }

    /// What its owner knows the seat by from which the page is asked for.
    #[must_use]
    pub fn seat(&self) -> Option<base::SeatId> {
        self.seat
    }

    /// The words of the language the page is read in, for pages of parents and the public.
    #[must_use]
    pub fn words(&self) -> Words {
        self.words
    }

    /// What a refused form brings along to its page: everything that was typed, and what is wrong.
    pub(crate) fn again(uri: &Uri, browser: &Browser, posted: &Posted, problem: &Problem) -> Self {
        let sent = match browser.layout() {
            Layout::Staff => FormState::sent(posted, problem),
            Layout::Public | Layout::Parent => FormState::sent(posted, &browser.words.said_of(problem)),
        };
        let sent = sent.with_csrf(browser.csrf.clone());
        Self { sent: Some(sent), ..Self::new(uri, browser) }
    }

    /// A value of the query, for example a filter of a list.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.query.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The form of the page: as it was sent and refused, or empty.
    #[must_use]
    pub fn form(&self) -> FormState {
        self.sent.clone().unwrap_or_else(|| self.fresh())
    }

    /// The form of the page: as it was sent and refused, or filled with what is stored.
    #[must_use]
    pub fn form_of(&self, stored: &impl Serialize) -> FormState {
        self.sent
            .clone()
            .unwrap_or_else(|| FormState::stored(self.once.clone(), stored).with_csrf(self.csrf.clone()))
    }

    /// One of several forms of a page: as it was sent and refused, if it is the one that was sent there; or
    /// empty.
    #[must_use]
    pub fn form_to(&self, action: &str) -> FormState {
        self.sent_to(action).unwrap_or_else(|| self.other(action))
    }

    /// One of several forms of a page: as it was sent and refused, if it is the one that was sent there; or
    /// filled with what is stored.
    #[must_use]
    pub fn form_to_of(&self, action: &str, stored: &impl Serialize) -> FormState {
        let filled = || FormState::stored(self.key_of(action), stored).with_csrf(self.csrf.clone());
        self.sent_to(action).unwrap_or_else(filled)
    }

    fn sent_to(&self, action: &str) -> Option<FormState> {
        self.sent.clone().filter(|_| self.path == action)
    }

    /// The key under which one of a page's forms does its work once: no two of them share it.
    fn key_of(&self, name: &str) -> String {
        format!("{}.{name}", self.once)
    }

    /// Tokens for a further form or button on the page, with nothing in it. `name` tells the page's
    /// forms apart.
    #[must_use]
    pub fn other(&self, name: &str) -> FormState {
        FormState::empty(self.key_of(name)).with_csrf(self.csrf.clone())
    }

    /// A form that does its work once under a key that was given out before.
    #[must_use]
    pub fn under(&self, once: String) -> FormState {
        FormState::empty(once).with_csrf(self.csrf.clone())
    }

    /// An empty form.
    #[must_use]
    pub fn fresh(&self) -> FormState {
        FormState::empty(self.once.clone()).with_csrf(self.csrf.clone())
    }

    /// Which page of a list is wanted.
    #[must_use]
    pub fn paging(&self) -> host::paging::Paging {
        host::paging::Paging { cursor: self.get("cursor").map(str::to_owned), limit: None }
    }
}

fn form_pairs(query: &str) -> BTreeMap<String, String> {
    host::forms::pairs(query.as_bytes()).into_iter().collect()
}

/// Where one goes after something was done, and what to say there.
#[derive(Clone, Debug)]
pub struct Goto {
    path: String,
    notice: &'static str,
}

impl Goto {
    /// There, saying nothing.
    pub fn to(path: impl Into<String>) -> Self {
        Self { path: path.into(), notice: "" }
    }

    /// There, saying one of the [`NOTICES`] by its name.
    #[must_use]
    pub fn saying(mut self, notice: &'static str) -> Self {
        self.notice = notice;
        self
    }

    pub(super) fn address(&self) -> String {
        let mark = if self.path.contains('?') { '&' } else { '?' };
        if self.notice.is_empty() {
            self.path.clone()
        } else {
            format!("{}{mark}done={}", self.path, self.notice)
        }
    }
}

/// Where somebody is sent on to who brought the address along: only a place of our own, in characters that an address
/// has. Two slashes would begin the name of another, and a line's end another header.
pub(crate) fn our_own(to: &str) -> &str {
    let is_ours = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
    if is_ours && to.bytes().all(|byte| byte.is_ascii_graphic()) { to } else { "/" }
}

/// What can be said on a page of a parent or of the public after something was done. Nothing else can be
/// put there by an address, least of all what staff did.
pub(super) fn said_to_anybody(words: Words, notice: &str) -> Option<String> {
    match notice {
        "saved" => Some(words.shell_saved()),
        "agreed" => Some(words.shell_agreed()),
        "answered" => Some(words.shell_answered()),
        "asked" => Some(words.looked_asked()),
        "message-sent" => Some(words.messages_notice_sent()),
        "message-kept" => Some(words.messages_notice_kept()),
        _ => None,
    }
}

/// What can be said to staff after something was done. By name, so that an address cannot put words on a
/// page.
pub const NOTICES: &[(&str, &str)] = &[
    ("saved", "Saved"),
    ("sent", "Sent"),
    ("message-sent", "Sent"),
    ("message-kept", "Kept as a draft. Nothing has been sent"),
    ("notice-test", "A test notice is on its way"),
    ("notice-again", "It is tried again"),
    ("notice-put-away", "Put away. It is not sent any more"),
    ("settled", "Settled. Nothing in it waits for an answer"),
    ("enquiry", "The enquiry is recorded"),
    ("chat-handed", "The chat is with your colleague"),
    ("chat-ended", "The chat has ended. Write down what came of it"),
    ("complaint", "The complaint is recorded"),
    (
        "complaint-alone",
        "The complaint is recorded. Nobody who leads this centre’s work may read it: take it to the trustees or to \
         NACCC today, and tell nobody here",
    ),
    ("call-kept", "It is kept. What cannot wait stands among the tasks"),
    ("enquiry-closed", "The enquiry is closed with its outcome"),
    ("emergency-opened", "The case is open. The safeguarding lead has been told"),
    ("emergency-signed-off", "It is signed off"),
    ("triaged", "The decision is recorded"),
    ("joined", "The two applications are one referral now"),
    ("meeting-arranged", "The meeting is arranged"),
    ("meeting-held", "The meeting is recorded"),
    ("meeting-cancelled", "The meeting is cancelled"),
    ("assessment-saved", "The assessment is saved"),
    ("assessment-submitted", "The assessment has gone to be approved"),
    ("assessment-approved", "The assessment is approved"),
    ("assessment-returned", "The assessment has gone back to its author"),
    ("plan-saved", "The plan is saved"),
    ("plan-current", "The plan is in force and waits for agreement"),
    ("agreed", "The agreement is recorded"),
    ("booked", "Booked"),
    ("booked-in-part", "What could be booked is booked. Each line says what became of it"),
    ("cancelled", "Cancelled"),
    ("recorded", "Recorded"),
    ("noted", "The note is kept"),
    ("incident", "The incident is recorded and its tasks are set"),
    (
        "incident-alone",
        "The incident is recorded. Everybody who leads this centre’s work is close to this person: ring the LADO \
         and the trustees yourself today, and tell nobody here",
    ),
    ("task-done", "The task is done"),
    ("review-opened", "The review is open"),
    ("review-decided", "The decision is recorded"),
    ("report-saved", "The draft is saved"),
    ("report-signed", "The report is signed"),
    ("report-sent", "The copy is logged"),
    ("order", "The order is recorded and binds from now on"),
    ("order-confirmed", "The reading is confirmed"),
    ("order-ended", "The end of the order is recorded"),
    ("hours", "The hours are recorded"),
    ("hours-stopped", "The hours are taken away"),
    ("access", "The sign-in is made"),
    ("sign-in-closed", "The sign-in is closed"),
    ("left-short", "This leaves visits short: they are named here, each with what is missing"),
    ("cover", "Cover is asked for"),
    ("offered", "You have offered. The co-ordinator confirms"),
    ("away", "It is written down, and the co-ordinator is told of every visit it bears on"),
    ("imported", "The referrals are imported"),
    ("certificate-added", "The certificate is kept and waits to be checked"),
    ("place-booked", "The place is booked"),
    ("place-given-back", "The place is given back"),
    ("released", "The answer is released: they can read it from now on"),
    ("head-signed", "A head is signed over all lines there are"),
    ("attendance", "The attendance is recorded and its certificates wait to be checked"),
];
