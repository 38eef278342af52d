//! The lines of an answer, as its reviewer reads them: each is told, or withheld with the reviewer's reason.

use super::{LookAnswer, LookEntry, Part, extract, prepared, store};
use crate::family;
use base::{Day, LookRequestId, Moment, Prose};
use host::{Problem, Recorded, WriteTx};
use policy::{AnswerLookRequest, Role};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Why a reviewer withholds a line. The parent is not told that there is one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LineWithheld {
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// A line of an answer, for the centre's own people.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LookLine {
    /// What it is called here, for example 2026-11-21.visit.supervisor.
    pub line: String,
    /// The day.
    pub day: Day,
    /// Which part.
    pub part: Part,
    /// In what role.
    pub by: Role,
    /// Why it is not told, where a reviewer has decided so.
    pub withheld: Option<LineWithheld>,
}

/// Withholds a line of an answer, or tells it after all.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LookLineDecision {
    /// Whether the line is withheld.
    pub withhold: bool,
    /// Why. The parent never reads this.
    pub reason: Prose,
}

/// What a line is called. The same day, part and role are one line, so nothing else is needed.
pub(super) fn name_of(entry: &LookEntry) -> String {
    format!("{}.{}.{}", entry.day, entry.part, entry.by)
}

/// The lines of what was made for the parent, each with what a reviewer has decided.
pub(super) fn of(entries: &[LookEntry], decided: &[store::LineDecision]) -> Vec<LookLine> {
    entries
        .iter()
        .map(|entry| {
            let line = name_of(entry);
            let last = decided.iter().filter(|one| one.line == line).max_by_key(|one| one.number);
            let withheld = last.filter(|one| one.withheld).map(|one| LineWithheld {
                reason: one.reason.clone(),
                by: one.by.clone(),
                at: one.at,
            });
            LookLine { line, day: entry.day, part: entry.part, by: entry.by, withheld }
        })
        .collect()
}

/// Withholds a line, or tells it after all, until the answer is released.
pub fn decide(
    tx: &mut WriteTx<'_>,
    (id, line): (LookRequestId, String),
    decision: LookLineDecision,
) -> Result<Recorded<LookAnswer>, Problem> {
    let kept = store::one(tx, id)?;
    let family = family::family(tx, kept.request.family)?;
    let permit = tx.ask::<AnswerLookRequest>(&family.subject)?;
    if kept.request.released_at.is_some() {
        return Err(released());
    }
    let adult = family.adult(kept.party).ok_or(Problem::NotFound)?;
    let (made, _) = extract::of(tx, &family, adult, kept.request.asked_at)?;
    let entry = made.entries.iter().find(|entry| name_of(entry) == line).ok_or(Problem::NotFound)?;
    let what = if decision.withhold { "withheld from" } else { "put back into" };
    let summary = format!(
        "A line was {what} an answer to who has looked: {}, {}, {}",
        entry.day.words(),
        entry.part.words().to_lowercase(),
        entry.by.words().to_lowercase()
    );
    store::line_decide(tx, &permit, (id, &line), &decision)?;
    let answer = prepared(tx, id)?;
    tx.record(&permit, Some(family.id), &summary, answer)
}

/// What is released stays as it is.
pub(super) fn released() -> Problem {
    Refusal::because(
        "already-released",
        "The answer has been released already.",
        "They can read it on their own page.",
    )
    .into()
}
