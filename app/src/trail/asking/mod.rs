//! A parent asks who has looked at their record, the centre reads what it can tell, and releases it.
//!
//! What is told must be the same whatever the other side did or said, and whatever the centre did because of
//! it: so it is made of what both sides know of, and of the asker's own doings, and everything else is withheld
//! by one sentence that is always there (R25).

mod extract;
mod line;
mod own_pages;
mod pages;
mod store;

pub use extract::{LookEntry, LookExtract, Part};
pub use line::{LookLine, LookLineDecision};
pub(super) use pages::pages;

use crate::{family, notice, portal};
use axum::http::Method;
use base::{Day, FamilyId, LookRequestId, Moment};
use extract::Withheld;
use host::{
    Problem, Recorded, Tx, WriteTx,
    api::{Nothing, Operations},
    paging::{Listed, Paging},
};
use policy::{AnswerLookRequest, AskWhoLooked, ListLookRequests};
use rules::{Refusal, notice::NoticeKind};
use serde::Serialize;
use utoipa::ToSchema;

/// A parent's question, for the centre's own people.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LookRequest {
    /// Its identifier.
    pub id: LookRequestId,
    /// The family it is about.
    pub family: FamilyId,
    /// What the centre calls the family.
    pub reference: String,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: Moment,
    /// By which day they have to be answered.
    pub due_on: Day,
    /// When they were, if they were.
    pub released_at: Option<Moment>,
}

/// A question with what would be answered.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LookAnswer {
    /// The question.
    pub request: LookRequest,
    /// What the parent is told.
    pub extract: LookExtract,
    /// Every line that can be told, with those that a reviewer withholds and why.
    pub lines: Vec<LookLine>,
    /// What they are not told, for the centre's own people.
    pub withheld: Vec<Withheld>,
}

/// One's own question and its answer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnLooked {
    /// The day on which one asked last, if one has.
    pub asked_on: Option<Day>,
    /// By which day one is answered.
    pub due_on: Option<Day>,
    /// The answer, once it is released.
    pub answer: Option<LookExtract>,
}

/// By which day somebody who asked on this day has to be answered: within a month.
#[must_use]
pub fn due_on(asked: Day) -> Day {
    asked.plus_months(1)
}

pub(super) fn operations() -> Operations {
    Operations::none()
        .read::<AskWhoLooked, (), Nothing, OwnLooked>(
            "My case",
            "/my/looked",
            "Read the answer to who has looked at one's own record",
            |tx, (), _| own(tx),
        )
        .write::<AskWhoLooked, (), Nothing, OwnLooked>(
            "My case",
            (Method::POST, "/my/looked"),
            "Ask who has looked at one's own record",
            (201, &["already-asked"]),
            |tx, (), _| ask(tx),
        )
        .read::<ListLookRequests, (), Paging, Listed<LookRequest>>(
            "Trail",
            "/look-requests",
            "List parents who asked who has looked at their record, the newest first",
            |tx, (), paging| list(tx, &paging),
        )
        .read::<AnswerLookRequest, LookRequestId, Nothing, LookAnswer>(
            "Trail",
            "/look-requests/{request}",
            "Read what a parent who asked who has looked would be told",
            |tx, id, _| prepared(tx, id),
        )
        .write::<AnswerLookRequest, (LookRequestId, String), LookLineDecision, LookAnswer>(
            "Trail",
            (Method::POST, "/look-requests/{request}/lines/{line}"),
            "Withhold one line of the answer with a reason, or tell it after all",
            (200, &["already-released"]),
            line::decide,
        )
        .write::<AnswerLookRequest, LookRequestId, Nothing, LookRequest>(
            "Trail",
            (Method::POST, "/look-requests/{request}/release"),
            "Release what a parent asked for",
            (200, &["already-released"]),
            |tx, id, _| release(tx, id),
        )
}

/// One's own last question.
pub(super) fn own(tx: &mut Tx<'_>) -> Result<OwnLooked, Problem> {
    let (family, adult) = portal::own_family(tx)?;
    tx.ask::<AskWhoLooked>(&family.subject)?;
    let Some(last) = store::last_of(tx, adult.id)? else {
        return Ok(OwnLooked { asked_on: None, due_on: None, answer: None });
    };
    let (asked_on, due_on) = (Some(last.asked_at.day()), Some(last.due_on));
    let own = OwnLooked { asked_on, due_on, answer: last.extract };
    portal::gated(tx, &family, adult.side, own)
}

/// Asks.
pub(super) fn ask(tx: &mut WriteTx<'_>) -> Result<Recorded<OwnLooked>, Problem> {
    let (family, adult) = portal::own_family(tx)?;
    let permit = tx.ask::<AskWhoLooked>(&family.subject)?;
    if store::last_of(tx, adult.id)?.is_some_and(|last| last.extract.is_none()) {
        return Err(Refusal::because(
            "already-asked",
            "You have asked already.",
            "We will answer by the day that is shown.",
        )
        .into());
    }
    store::insert(tx, &permit, adult.id, due_on(tx.now.day()))?;
    let own = own(tx)?;
    tx.record(&permit, Some(family.id), "A parent asked who has looked at their record", own)
}

fn list(tx: &mut Tx<'_>, paging: &Paging) -> Result<Listed<LookRequest>, Problem> {
    let scope = tx.scope::<ListLookRequests>()?;
    store::list(tx, &scope, paging)
}

/// What would be answered. It is worked out from what was in the trail when they asked, so that how long the
/// centre takes changes nothing in it.
pub(super) fn prepared(tx: &mut Tx<'_>, id: LookRequestId) -> Result<LookAnswer, Problem> {
    let kept = store::one(tx, id)?;
    let family = family::family(tx, kept.request.family)?;
    tx.ask::<AnswerLookRequest>(&family.subject)?;
    let adult = family.adult(kept.party).ok_or(Problem::NotFound)?;
    let (made, withheld) = extract::of(tx, &family, adult, kept.request.asked_at)?;
    let lines = line::of(&made.entries, &store::line_decisions(tx, id)?);
    let extract = kept.extract.unwrap_or_else(|| without_withheld(made, &lines));
    Ok(LookAnswer { request: kept.request, extract, lines, withheld })
}

/// What was made without the lines that a reviewer withholds. Nothing marks their place.
fn without_withheld(made: LookExtract, lines: &[LookLine]) -> LookExtract {
    let is_told = |entry: &LookEntry| {
        let name = line::name_of(entry);
        lines.iter().all(|line| line.line != name || line.withheld.is_none())
    };
    LookExtract { entries: made.entries.into_iter().filter(is_told).collect(), ..made }
}

/// Releases the answer.
pub(super) fn release(tx: &mut WriteTx<'_>, id: LookRequestId) -> Result<Recorded<LookRequest>, Problem> {
    let kept = store::one(tx, id)?;
    let family = family::family(tx, kept.request.family)?;
    let permit = tx.ask::<AnswerLookRequest>(&family.subject)?;
    if kept.request.released_at.is_some() {
        return Err(line::released());
    }
    let adult = family.adult(kept.party).ok_or(Problem::NotFound)?;
    let (made, _) = extract::of(tx, &family, adult, kept.request.asked_at)?;
    let lines = line::of(&made.entries, &store::line_decisions(tx, id)?);
    let extract = without_withheld(made, &lines);
    let extract = portal::gated(tx, &family, adult.side, extract)?;
    store::release(tx, &permit, id, &extract)?;
    notice::tell(tx, (&family, adult), NoticeKind::ToRead, id.as_str())?;
    let request = store::one(tx, id)?.request;
    tx.record(&permit, Some(family.id), "A parent was told who has looked at their record", request)
}
