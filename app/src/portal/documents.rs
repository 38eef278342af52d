//! What is meant for oneself to read, in one place: one's own plan and agreement, letters, answers and data. Each is
//! elsewhere already; here is where and from when.

use super::own_family;
use crate::{
    complaint::answers_of,
    front::{Asked, Pages},
    plan,
    schema::{agreement, look_request, subject_request},
    view::{Block, Event, Layout, Sheet, View, link},
    words::{Spoken, spoken},
};
use base::{Day, Moment};
use diesel::prelude::*;
use host::{Problem, Tx};
use policy::SeeOwnDocuments;
use serde::Serialize;
use utoipa::ToSchema;

/// More of one kind than these are not listed; the newest are.
const MOST: i64 = 20;

base::choices! {
    /// What is meant for an adult to read.
    pub enum DocumentKind {
        Plan = "plan" => "One’s own plan",
        Agreement = "agreement" => "One’s own agreement to the plan",
        ComplaintAnswer = "complaint-answer" => "The answer to a complaint",
        WhoLooked = "who-looked" => "Who has looked at one’s record",
        OwnData = "own-data" => "One’s own data, that was asked for",
    }
}
spoken!(DocumentKind {
    Plan => documents_plan,
    Agreement => documents_agreement,
    ComplaintAnswer => documents_complaint,
    WhoLooked => documents_looked,
    OwnData => documents_data,
});

/// Something that is meant for oneself to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OwnDocument {
    /// What it is.
    pub kind: DocumentKind,
    /// The day it is of; nothing of a plan that is in force until it is looked at again.
    pub on: Option<Day>,
    /// The page it is on.
    pub page: String,
}

/// What is meant for oneself to read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnDocuments {
    /// Each, the plan first.
    pub items: Vec<OwnDocument>,
}

pub(super) fn pages() -> Pages {
    Pages::none().show::<SeeOwnDocuments, ()>("/my/documents", page)
}

/// What is meant for oneself to read.
pub fn own_documents(tx: &mut Tx<'_>) -> Result<OwnDocuments, Problem> {
    let (family, adult) = own_family(tx)?;
    tx.ask::<SeeOwnDocuments>(&family.held_by(adult.id))?;
    let document = |kind, on, page: &str| OwnDocument { kind, on, page: page.to_owned() };
    let mut items = Vec::new();
    if let Some(plan) = plan::current(tx, family.id)? {
        items.push(document(DocumentKind::Plan, None, "/my/plan"));
        // Whether the other has agreed is theirs.
        let agreed: Option<Moment> = agreement::table
            .filter(agreement::plan.eq(plan.id).and(agreement::party.eq(adult.id)))
            .select(agreement::at)
            .first(tx.db())
            .optional()?;
        items.extend(agreed.map(|at| document(DocumentKind::Agreement, Some(at.day()), "/my/plan")));
    }
    for (id, at) in answers_of(tx, adult.id)? {
        let page = format!("/my/complaints/{id}");
        items.push(document(DocumentKind::ComplaintAnswer, Some(at.day()), &page));
    }
    let looked: Vec<Option<Moment>> = look_request::table
        .filter(look_request::party.eq(adult.id).and(look_request::centre.eq(tx.centre())))
        .filter(look_request::released_at.is_not_null())
        .order(look_request::released_at.desc())
        .limit(1)
        .select(look_request::released_at)
        .load(tx.db())?;
    let looked = looked.into_iter().flatten();
    items.extend(looked.map(|at| document(DocumentKind::WhoLooked, Some(at.day()), "/my/looked")));
    let sent: Vec<Option<Moment>> = subject_request::table
        .filter(subject_request::party.eq(adult.id).and(subject_request::centre.eq(tx.centre())))
        .filter(subject_request::sent_at.is_not_null())
        .order(subject_request::sent_at.desc())
        .limit(MOST)
        .select(subject_request::sent_at)
        .load(tx.db())?;
    let sent = sent.into_iter().flatten();
    items.extend(sent.map(|at| document(DocumentKind::OwnData, Some(at.day()), "/my/data")));
    Ok(OwnDocuments { items })
}

fn page(tx: &mut Tx<'_>, (): (), asked: &Asked) -> Result<View, Problem> {
    let words = asked.words();
    let own = own_documents(tx)?;
    let sheet = Sheet::new(words.documents_title()).lead(words.documents_lead());
    let sheet = if own.items.is_empty() {
        sheet.with(Block::Empty {
            title: words.documents_none(),
            next: words.documents_none_next(),
            link: None,
        })
    } else {
        let events = own.items.into_iter().map(|one| Event {
            title: one.kind.spoken(words),
            when: one.on.map(|day| words.day(day)).unwrap_or_default(),
            kind: "",
            words: String::new(),
            link: Some(link(words.documents_read(&one.kind.spoken(words)), one.page)),
        });
        sheet.with(Block::Timeline(events.collect()))
    };
    Ok(View::sheet(Layout::Parent, sheet).back(words.shell_back(), "/"))
}
