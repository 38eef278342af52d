//! What changed between two versions, and what the newer one makes possible and forbids.

use super::{Assessment, AssessmentDocument, AssessmentState, judge::title_of, see, store};
use base::AssessmentId;
use host::{Problem, Tx};
use rules::{
    plan::Kind,
    risk::{Factor, Outcome, allows},
};
use serde::Serialize;
use utoipa::ToSchema;

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Change {
    /// What it is about.
    pub what: String,
    /// How it was; empty where it is new.
    pub before: String,
    /// How it is now; empty where it is gone.
    pub now: String,
    /// From whom it is known, where that was said.
    pub from: String,
}

/// What an approver reads before deciding.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Comparison {
    /// The version looked at.
    pub version: i32,
    /// The version before, that was in force; none for the first.
    pub before: Option<i32>,
    /// What it comes to.
    pub outcome: Outcome,
    /// What the version before came to.
    pub outcome_before: Option<Outcome>,
    /// What changed.
    pub changes: Vec<Change>,
    /// The kinds of contact it makes possible.
    pub allows: Vec<Kind>,
    /// The kinds of contact it forbids.
    pub forbids: Vec<Kind>,
}

/// A version held against the last one that was approved before it.
pub fn comparison(tx: &mut Tx<'_>, id: AssessmentId) -> Result<Comparison, Problem> {
    let (_, assessment) = see(tx, id)?;
    with_the_one_before(tx, &assessment)
}

/// The same for a version that was read before.
pub(super) fn with_the_one_before(tx: &mut Tx<'_>, assessment: &Assessment) -> Result<Comparison, Problem> {
    let before = store::approved_before(tx, assessment)?;
    Ok(compare(before.as_ref(), assessment))
}

/// What changed from one version to another.
#[must_use]
pub fn compare(before: Option<&Assessment>, now: &Assessment) -> Comparison {
    let empty = AssessmentDocument::default();
    let old = before.map_or(&empty, |before| &before.document);
    let outcome = now.result.outcome;
    let (allowed, forbidden) =
        Kind::ALL.iter().copied().partition(|kind: &Kind| allows(outcome, kind.level()).is_ok());
    let mut changes = factors(&old.factors, &now.document.factors);
    changes.extend(answers(old, &now.document));
    changes.extend(conclusion(old, &now.document));
    Comparison {
        version: now.version,
        before: before.map(|before| before.version),
        outcome,
        outcome_before: before.map(|before| before.result.outcome),
        changes,
        allows: allowed,
        forbids: forbidden,
    }
}

fn factors(old: &[Factor], new: &[Factor]) -> Vec<Change> {
    let words = |factor: &Factor| {
        format!(
            "{}, {}. At risk: {}. {} Done about it: {} ({})",
            factor.standing.words(),
            factor.severity.words().to_lowercase(),
            factor.person_at_risk.words().to_lowercase(),
            factor.account,
            factor.mitigation,
            factor.owner
        )
    };
    let same =
        |one: &&Factor, other: &Factor| one.kind == other.kind && one.person_at_risk == other.person_at_risk;
    let mut changes = Vec::new();
    // Each old factor stands for one new factor at most, so that two of a kind are told apart.
    let mut left: Vec<&Factor> = old.iter().filter(|factor| !new.contains(factor)).collect();
    for factor in new.iter().filter(|factor| !old.contains(factor)) {
        let at = left.iter().position(|candidate| same(candidate, factor));
        let was = at.map(|at| left.remove(at));
        changes.push(Change {
            what: factor.kind.words().to_owned(),
            before: was.map(words).unwrap_or_default(),
            now: words(factor),
            from: factor.source.words().to_owned(),
        });
    }
    changes.extend(left.into_iter().map(|factor| Change {
        what: factor.kind.words().to_owned(),
        before: words(factor),
        now: String::new(),
        from: factor.source.words().to_owned(),
    }));
    changes
}

fn answers(old: &AssessmentDocument, new: &AssessmentDocument) -> Vec<Change> {
    let mut changes = Vec::new();
    for now in &new.instruments {
        let was = old.instruments.iter().find(|it| it.instrument == now.instrument);
        let title = title_of(now.instrument.as_str());
        let Some(was) = was else {
            changes.push(Change {
                what: title,
                before: String::new(),
                now: format!("{} answers", now.answers.len()),
                from: String::new(),
            });
            continue;
        };
        for (code, answer) in &now.answers {
            let before = was.answers.get(code);
            if before != Some(answer) {
                changes.push(Change {
                    what: format!("{title}: {}", question(now.instrument.as_str(), code)),
                    before: before.map(|it| it.words().to_owned()).unwrap_or_default(),
                    now: answer.words().to_owned(),
                    from: String::new(),
                });
            }
        }
        if was.judgement != now.judgement {
            let words =
                |band: &Option<base::Name>| band.as_ref().map(ToString::to_string).unwrap_or_default();
            changes.push(Change {
                what: format!("{title}: judgement"),
                before: words(&was.judgement),
                now: words(&now.judgement),
                from: String::new(),
            });
        }
    }
    changes
}

fn question(instrument: &str, code: &str) -> String {
    let found = super::instruments().ok().and_then(|all| {
        all.iter().find(|it| it.code == instrument)?.questions.iter().find(|it| it.code == code)
    });
    found.map_or_else(|| code.to_owned(), |it| it.text.clone())
}

fn conclusion(old: &AssessmentDocument, new: &AssessmentDocument) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut line = |what: &str, before: String, now: String| {
        if before != now {
            changes.push(Change { what: what.to_owned(), before, now, from: String::new() });
        }
    };
    let level = |document: &AssessmentDocument| {
        document.judgement.map(|level| level.words().to_owned()).unwrap_or_default()
    };
    line("The author's judgement", level(old), level(new));
    let day = |document: &AssessmentDocument| document.review_on.map(base::Day::words).unwrap_or_default();
    line("Day of review", day(old), day(new));
    for asked in new.asked.iter().filter(|asked| !old.asked.contains(asked)) {
        changes.push(Change {
            what: format!("{} was asked on {}", asked.who, asked.on.words()),
            before: String::new(),
            now: format!("Safe to talk: {}. {}", asked.safe_to_talk.words().to_lowercase(), asked.words),
            from: asked.who.to_string(),
        });
    }
    changes
}

/// Whether a version stood in force at some time.
pub(super) fn was_in_force(state: AssessmentState) -> bool {
    matches!(state, AssessmentState::Approved | AssessmentState::Superseded)
}
