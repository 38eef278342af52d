//! Who sits at the browser, and the shell their pages have.

use super::{
    Reader,
    asked::{NOTICES, said_to_anybody},
    layout_of,
};
use crate::{
    assets,
    view::{Layout, NavItem, Shell},
    words::Words,
};
use axum::http::{HeaderMap, Uri, header};
use base::SeatId;
use host::{
    House, Problem, Tx,
    forms::Posted,
    seat::{Half, SeatKind, note_use, seat},
};
use policy::{Act, Actor, Role, may_ever};
use tower_sessions::Session;

/// Somebody's browser.
#[derive(Clone, Debug)]
pub struct Browser {
    /// Who sits there.
    pub actor: Actor,
    /// Their session; none where there is nothing to remember.
    pub session: Option<Session>,
    /// The words of the language they read, on pages of parents and the public.
    pub words: Words,
    /// A sign-in that has stopped half way.
    pub half: Option<Half>,
    /// What the owner of the seat knows it by.
    pub seat: Option<SeatId>,
    /// What the seat is.
    pub kind: Option<SeatKind>,
    is_to_note: bool,
    pub(super) csrf: String,
    pub(super) once: String,
}

impl AsRef<Actor> for Browser {
    fn as_ref(&self) -> &Actor {
        &self.actor
    }
}

impl Browser {
    /// Who sits at the browser with this session: the public, unless somebody signed in.
    pub async fn of(house: &House, reader: Reader) -> Self {
        let public = Actor::public(house.centre());
        let mut nobody = Self { session: Some(reader.session.clone()), ..Self::nobody(house, reader.words) };
        nobody.once = house.database().ids().secret();
        let browser =
            house.database().read(&public, move |tx| Self::seated(tx, reader)).await.unwrap_or(nobody);
        browser.note_use(house).await;
        browser
    }

    /// Writes down that the seat is in use, at most once a minute. A page is worth more than that note.
    pub(super) async fn note_use(&self, house: &House) {
        let id = self.session.as_ref().and_then(Session::id);
        if let (true, Some(id), Some(kind)) = (self.is_to_note, id, self.kind)
            && let Err(problem) = note_use(house.database(), house.centre(), &id, kind).await
        {
            problem.log();
        }
    }

    /// The same, within a transaction.
    pub(crate) fn seated(tx: &mut Tx<'_>, reader: Reader) -> Result<Self, Problem> {
        let Reader { session, words } = reader;
        let seat = session.id().map(|id| seat(tx, &id)).transpose()?.unwrap_or_default();
        let actor = seat.actor.unwrap_or_else(|| tx.actor.clone());
        Ok(Self {
            actor,
            session: Some(session),
            words,
            half: seat.half,
            seat: seat.handle,
            kind: seat.kind,
            is_to_note: seat.is_to_note,
            csrf: seat.csrf,
            once: tx.ids().secret(),
        })
    }

    /// Somebody of whom nothing is known but the language, for an answer that depends on nobody.
    #[must_use]
    pub fn nobody(house: &House, words: Words) -> Self {
        Self {
            actor: Actor::public(house.centre()),
            session: None,
            words,
            half: None,
            seat: None,
            kind: None,
            is_to_note: false,
            csrf: String::new(),
            once: String::new(),
        }
    }

    /// Whether somebody of this role can ask for this at all; records are judged later, one by one.
    pub fn may_ask<A: Act>(&self) -> Result<(), Problem> {
        if may_ever::<A>(self.actor.role) {
            // Before the record is looked for, so that the answer is the same for one that is not there.
            if A::PROVED && !self.actor.proved { Err(Problem::ProveAgain) } else { Ok(()) }
        } else if self.actor.role == Role::Public {
            Err(Problem::SignInNeeded)
        } else {
            // A page that a role never has is, to that role, no page.
            Err(Problem::NotFound)
        }
    }

    /// Refuses a form that did not come from one of our own pages. Every browser says where a form comes from;
    /// what does not say is believed only with the token of a session, which no other page can know.
    pub fn check_origin(&self, headers: &HeaderMap, posted: &Posted) -> Result<(), Problem> {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        let from_us = match text("sec-fetch-site".parse().unwrap_or(header::ORIGIN)) {
            Some(site) => matches!(site, "same-origin" | "none"),
            None => match text(header::ORIGIN) {
                Some(origin) => origin.split_once("://").map(|(_, host)| host) == text(header::HOST),
                None => !self.csrf.is_empty(),
            },
        };
        let tied = self.csrf.is_empty() || posted.get("_csrf") == Some(self.csrf.as_str());
        if from_us && tied { Ok(()) } else { Err(Problem::NotAllowed) }
    }

    /// Which shell their pages have when the page does not say.
    #[must_use]
    pub fn layout(&self) -> Layout {
        layout_of(&self.actor)
    }

    pub(super) fn shell(&self, house: &House, uri: &Uri, layout: Layout) -> Shell {
        let staff = layout == Layout::Staff;
        let query = host::forms::pairs(uri.query().unwrap_or("").as_bytes());
        let done = query.iter().find(|(name, _)| name == "done").map(|(_, value)| value.as_str());
        let notice = done.and_then(|done| {
            if staff {
                NOTICES.iter().find(|(name, _)| *name == done).map(|(_, words)| (*words).to_owned())
            } else {
                said_to_anybody(self.words, done)
            }
        });
        let clock = house.database().clock();
        Shell {
            words: if staff { Words::english() } else { self.words },
            title: String::new(),
            css: assets::address(match (staff, self.words.is_right_to_left()) {
                (true, _) => "app.css",
                (false, false) => "parent.css",
                (false, true) => "parent.rtl.css",
            }),
            js: assets::address(if staff { "app.js" } else { "parent.js" }),
            icon: assets::address(if staff { "icon-staff.svg" } else { "icon-plain.svg" }),
            mark: assets::address("mark.svg"),
            centre: house.centre_name().to_owned(),
            can_switch: self.kind == Some(SeatKind::Shared),
            who: self.actor.account.map(|_| self.actor.name.clone()),
            role: self.actor.role.words().to_owned(),
            nav: nav(self.actor.role, uri.path(), &clock.now().day().to_string()),
            notice,
            here: uri.path().to_owned(),
            languages: if staff { Vec::new() } else { others(self.words) },
            csrf: self.csrf.clone(),
            back: None,
            clock: (staff && clock.is_stopped())
                .then(|| format!("Demonstration: the clock stands at {}", clock.now().words())),
        }
    }
}

/// The languages in which one could read instead, each by its tag and what it calls itself.
fn others(words: Words) -> Vec<(&'static str, String)> {
    Words::tags().filter(|tag| *tag != words.tag()).map(|tag| (tag, Words::name_of(tag))).collect()
}

/// Where the pages of one family's case are.
const OF_A_FAMILY: [&str; 7] =
    ["/families", "/assessments", "/plans", "/meetings", "/visits/", "/reviews", "/reports"];

fn nav(role: Role, path: &str, today: &str) -> Vec<NavItem> {
    let day = format!("/day/{today}");
    let items: &[(&str, &str)] = match role {
        Role::Coordinator | Role::SafeguardingLead => &[
            ("Home", "/"),
            ("Today", &day),
            ("Calendar", "/calendar"),
            ("Families", "/families"),
            ("Referrals", "/referrals"),
            ("Enquiries", "/enquiries"),
            ("Messages", "/messages"),
            ("Incidents", "/incidents"),
            ("Tasks", "/tasks"),
            ("Rota", "/rota"),
            ("Staff", "/staff"),
            ("Centre", "/centre"),
        ],
        Role::Supervisor => &[
            ("Home", "/"),
            ("Today", &day),
            ("Calendar", "/calendar"),
            ("Rota", "/rota"),
            ("My clearance", "/my-clearance"),
            ("Training", "/training"),
        ],
        Role::Volunteer => &[
            ("Home", "/"),
            ("Today", &day),
            ("Rota", "/rota"),
            ("My clearance", "/my-clearance"),
            ("Training", "/training"),
        ],
        Role::Referrer => &[("Home", "/"), ("Referrals", "/referrals"), ("Refer a family", "/referrals/new")],
        _ => &[],
    };
    items
        .iter()
        .map(|(text, href)| NavItem {
            text: (*text).to_owned(),
            href: (*href).to_owned(),
            current: match *href {
                "/" => path == "/",
                "/families" => OF_A_FAMILY.iter().any(|place| path.starts_with(place)),
                href => path.starts_with(href),
            },
        })
        .collect()
}
