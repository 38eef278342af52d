//! Deciding a review.

use super::{Review, ReviewOutcome, store};
use crate::{
    family,
    incident::{NewTask, task_insert},
    intake::referral::came_by,
    plan, premises, risk, visit,
};
use base::{Changed, Day, FamilyId, Faults, Moment, Prose, ReviewId, VisitId};
use host::{Problem, Recorded, WriteTx};
use rules::{
    Refusal, Rule,
    intake::{Side, Stage},
    plan::{Kind, first_review},
    review::{Decision, after_beside, no_longer_safe, to_tell},
    risk::{Level, Outcome as Assessed},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Decides a review.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideReview {
    /// What is decided.
    pub decision: Decision,
    /// Why. For the centre's own record.
    pub reasons: Prose,
    /// The level of supervision from now on. Needed for a stricter plan, and only then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// When the family is looked at again: needed unless the family moves on, within six months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_review_on: Option<Day>,
    /// The reason as the resident party is given it in writing. Needed when the family moves on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_reason_resident: Option<Prose>,
    /// The reason as the visiting party is given it in writing. Needed when the family moves on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_reason_visiting: Option<Prose>,
}

/// A visit that is booked and no longer safe.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnsafeVisit {
    /// Which.
    pub visit: VisitId,
    /// When it would start.
    pub starts: Moment,
    /// What kind of contact it is.
    pub kind: Kind,
    /// Why it is no longer safe, and what to do.
    pub because: Refusal,
}

/// What a decision did.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Decided {
    /// The review, decided.
    pub review: Review,
    /// The family.
    pub family: FamilyId,
    /// How far the case has got now.
    pub stage: Stage,
    /// What was on hold with the family, and may take place again unless it is named below.
    pub safe_again: Vec<VisitId>,
    /// What is booked and no longer safe. Each is marked so.
    pub no_longer_safe: Vec<UnsafeVisit>,
}

/// Decides: the stage, the visits that are no longer safe, the two letters, and who else must hear of it, all
/// or nothing.
pub fn decide(tx: &mut WriteTx<'_>, id: ReviewId, new: DecideReview) -> Result<Recorded<Decided>, Problem> {
    let review = store::one(tx, id)?;
    let family = family::family(tx, review.family)?;
    let permit = tx.ask::<policy::DecideReview>(&family.subject.with_id(id))?;
    if review.decision.is_some() {
        return Err(Refusal::because(
            "review-decided",
            "This review has been decided.",
            "Open a new review if things have changed.",
        )
        .into());
    }
    complete(&new, tx.now.day())?;
    let still_open = store::still_open(tx, family.id, id)?;
    let stage = after_beside(family.stage, new.decision, &still_open)?;
    stricter(tx, family.id, &new)?;
    letter_passes(tx, family.id, Side::Resident, new.written_reason_resident.as_ref())?;
    letter_passes(tx, family.id, Side::Visiting, new.written_reason_visiting.as_ref())?;

    let outcome = ReviewOutcome {
        reasons: new.reasons.to_string(),
        level: new.level,
        next_review_on: new.next_review_on,
        written_reason_resident: new.written_reason_resident.as_ref().map(ToString::to_string),
        written_reason_visiting: new.written_reason_visiting.as_ref().map(ToString::to_string),
    };
    store::decided(tx, &permit, family.id, new.decision, &outcome)?;
    if stage != family.stage {
        family::stage_change(tx, &family.subject, stage)?;
    }
    let goes_on = new.decision == Decision::Continue && stage == Stage::Preparing;
    let safe_again =
        if goes_on && stage != family.stage { visit::lift_hold(tx, family.id)? } else { Vec::new() };
    let no_longer_safe = found_unsafe(tx, family.id, stage, new.level)?;
    for found in &no_longer_safe {
        visit::mark_unsafe(tx, &[found.visit], &found.because)?;
    }
    // A stricter level that a review asks for binds what is booked, whatever the stage.
    tx.changed(Changed::Family(family.id));
    let done = format!("A review was decided: {}", new.decision.words());
    let summary = if goes_on { plan::activate_if_ready(tx, family.id)?.after(&done) } else { done };
    let came = came_by(tx, family.id)?;
    let holidays = premises::bank_holidays(tx)?;
    if let Some((whom, words, due)) = to_tell(came, new.decision, tx.now, &holidays) {
        let task = NewTask { family: family.id, review: Some(id), visit: None, whom, words: &words, due };
        task_insert(tx, &task)?;
    }
    let stage = family::family(tx, family.id)?.stage;
    let review = store::one(tx, id)?;
    let decided = Decided { review, family: family.id, stage, safe_again, no_longer_safe };
    tx.record(&permit, Some(family.id), &summary, decided)
}

/// What the decision itself cannot do without.
fn complete(new: &DecideReview, today: Day) -> Result<(), Problem> {
    let mut faults = Faults::none();
    let moves_on = new.decision == Decision::MoveOn;
    match (new.decision, new.level) {
        (Decision::Restrict, None) => {
            faults.add("/level", "Choose the level of supervision from now on");
        }
        (Decision::Restrict, Some(_)) | (_, None) => {}
        (_, Some(_)) => faults.add("/level", "Leave this empty, or decide on a stricter plan"),
    }
    match new.next_review_on {
        None => faults.require(moves_on, "/next_review_on", "Enter the day of the next review"),
        Some(_) if moves_on => faults.add("/next_review_on", "Leave this empty: the family moves on"),
        Some(day) => {
            let [_, latest] = first_review(today);
            faults.require(day > today, "/next_review_on", "Choose a day after today");
            let words = format!("Choose a day within six months, by {}", latest.words());
            faults.require(day <= latest, "/next_review_on", &words);
        }
    }
    if moves_on {
        let words = "Write the reason that this party is given (each party gets their own letter)";
        faults.require(new.written_reason_resident.is_some(), "/written_reason_resident", words);
        faults.require(new.written_reason_visiting.is_some(), "/written_reason_visiting", words);
    }
    Ok(faults.none_or_err()?)
}

/// A stricter plan is one at a higher level, or at the same with stricter terms: never a lower one.
fn stricter(tx: &mut WriteTx<'_>, id: FamilyId, new: &DecideReview) -> Result<(), Problem> {
    let Some(level) = new.level else { return Ok(()) };
    match plan::current(tx, id)? {
        Some(plan) if level < plan.document.level => Err(Refusal::because(
            "not-stricter",
            format!("The plan is {} now, and {} is lower.", plan.document.level.words(), level.words()),
            "Choose the plan's level or a higher one. A lower one needs a new assessment and a new plan.",
        )
        .into()),
        _ => Ok(()),
    }
}

/// R25: the letter to one side holds nothing that only the other may know.
fn letter_passes(
    tx: &mut WriteTx<'_>,
    id: FamilyId,
    to: Side,
    letter: Option<&Prose>,
) -> Result<(), Problem> {
    let Some(letter) = letter else { return Ok(()) };
    family::forbidden_for(tx, id, to)?.check(letter.as_str()).map_err(|mut refusal| {
        refusal.detail = format!("In the letter to the {}: {}", to.words().to_lowercase(), refusal.detail);
        Problem::refused(refusal)
    })
}

/// R1 after the fact: what is booked and may no longer take place.
fn found_unsafe(
    tx: &mut WriteTx<'_>,
    id: FamilyId,
    stage: Stage,
    level: Option<Level>,
) -> Result<Vec<UnsafeVisit>, Problem> {
    let ahead = store::ahead(tx, id)?;
    if ahead.is_empty() {
        return Ok(Vec::new());
    }
    let assessed = risk::current(tx, id)?.map_or(Assessed::AtLeast(Level::Supported), |it| it.outcome);
    let outcome = level.map_or(assessed, |level| assessed.max(Assessed::AtLeast(level)));
    let kinds: Vec<(VisitId, Kind)> = ahead.iter().map(|(id, kind, _)| (*id, *kind)).collect();
    // Where the review itself asks for more than the assessment does, that is what is said.
    let asked = level.filter(|level| Assessed::AtLeast(*level) > assessed);
    Ok(no_longer_safe(&kinds, outcome, stage)
        .into_iter()
        .filter_map(|(visit, mut because)| {
            let (_, kind, starts) = *ahead.iter().find(|(id, ..)| *id == visit)?;
            if let Some(level) = asked.filter(|_| because.rule == Some(Rule::R1)) {
                let (level, kind) = (level.words().to_lowercase(), kind.words().to_lowercase());
                because.detail = format!("The review asks for at least {level}, and this visit is {kind}.");
            }
            Some(UnsafeVisit { visit, starts, kind, because })
        })
        .collect())
}
