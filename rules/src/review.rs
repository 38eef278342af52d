//! Reviews: when they fall due, what may be decided, and which visits already planned are no longer safe.

use crate::{
    Refusal, Rule,
    incident::{five_o_clock, next_working_day},
    intake::Stage,
    plan::{Kind, first_review},
    risk::{Outcome, allows},
};
use base::{Day, Moment, VisitId};
use serde::{Deserialize, Serialize};

base::choices! {
    /// What a review decides.
    pub enum Decision {
        /// Go on as before.
        Continue = "continue" => "Continue",
        /// Go on with a stricter plan.
        Restrict = "restrict" => "Continue with a stricter plan",
        /// Stop for now.
        Suspend = "suspend" => "Put visits on hold",
        /// Finish with the centre. Each parent gets the reason in writing (SVN18).
        MoveOn = "move-on" => "Move on",
    }
}

base::choices! {
    /// What brings a review about.
    pub enum Trigger {
        /// Three months after the first visit (AC).
        ThreeMonths = "three-months" => "Three months",
        /// Six months after the first visit (AC).
        SixMonths = "six-months" => "Six months",
        /// An incident.
        Incident = "incident" => "An incident",
        /// A new court order.
        NewOrder = "new-order" => "A new court order",
        /// Somebody told staff something.
        Disclosure = "disclosure" => "Something somebody told us",
        /// Another level of supervision is asked for.
        LevelChange = "level-change" => "A change of level",
        /// Visits missed in a row (R13).
        MissedVisits = "missed-visits" => "Missed visits",
        /// The child refused (R12).
        ChildRefusal = "child-refusal" => "The child refused",
        /// What a child told the centre may be worrying (4.8).
        ChildVoice = "child-voice" => "Something a child told us",
        /// Somebody asked for it.
        Request = "request" => "Somebody asked for it",
    }
}

/// A review that falls due by the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Due {
    /// Which.
    pub trigger: Trigger,
    /// On which day at the latest.
    pub on: Day,
}

/// The reviews that fall due by the calendar: at three months on moving out, and at six; beyond that only
/// exceptionally (AC).
#[must_use]
pub fn due(first_visit: Day) -> [Due; 2] {
    let [three, six] = first_review(first_visit);
    [Due { trigger: Trigger::ThreeMonths, on: three }, Due { trigger: Trigger::SixMonths, on: six }]
}

/// The stage a family is in after a review.
///
/// A family on hold that goes on is getting ready again: visits begin anew only with nothing lacking (R2).
pub fn after(stage: Stage, decision: Decision) -> Result<Stage, Refusal> {
    if !matches!(stage, Stage::Preparing | Stage::Active | Stage::Suspended) {
        return Err(Refusal::because(
            "no-review",
            format!("There is nothing to review. The family is now: {}.", stage.words()),
            "Take the family on first.",
        ));
    }
    Ok(match decision {
        Decision::Continue | Decision::Restrict if stage == Stage::Suspended => Stage::Preparing,
        Decision::Continue | Decision::Restrict => stage,
        Decision::Suspend => Stage::Suspended,
        Decision::MoveOn => Stage::MovedOn,
    })
}

/// The stage after a review while others are open: a hold for a child's refusal lasts until the review of
/// that refusal is decided, whatever another says meanwhile (R12).
pub fn after_beside(stage: Stage, decision: Decision, still_open: &[Trigger]) -> Result<Stage, Refusal> {
    let awaits = stage == Stage::Suspended && still_open.contains(&Trigger::ChildRefusal);
    match after(stage, decision)? {
        Stage::Preparing if awaits => Ok(stage),
        after => Ok(after),
    }
}

/// R12: what is said on each visit of a family whose child firmly refused one.
#[must_use]
pub fn child_refused() -> Refusal {
    Refusal::under(
        Rule::R12,
        "A child firmly refused a visit, and no review has let visits go on as before.",
        "Hold the review, and listen to the child first.",
    )
}

/// What may be said on visits that are on hold only because their whole family is. A review that lets the
/// family go on as before takes these words back, and no others.
pub const HOLDS: [&str; 2] = [Rule::R12.code(), NO_VISITS];

/// No visits take place in the family's stage.
const NO_VISITS: &str = "family-not-active";

/// R1 after the fact: the visits already planned that a new outcome or stage makes unsafe, and why.
#[must_use]
pub fn no_longer_safe(visits: &[(VisitId, Kind)], outcome: Outcome, stage: Stage) -> Vec<(VisitId, Refusal)> {
    visits
        .iter()
        .filter_map(|(visit, kind)| {
            let judged = may_have_visits(stage).and_then(|()| allows(outcome, kind.level()));
            judged.err().map(|refusal| (*visit, refusal))
        })
        .collect()
}

/// How a family came to the centre, as far as it decides who else must hear of a review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CameBy {
    /// A court order brought it.
    pub order: bool,
    /// A professional referred it.
    pub professional: bool,
}

/// Who outside the centre is told of a decision, what, and by when (SVN18). None where the family came by
/// itself.
///
/// By five on the next working day when visits stop, within five working days otherwise (our defaults).
#[must_use]
pub fn to_tell(
    came: CameBy,
    decision: Decision,
    now: Moment,
    bank_holidays: &[Day],
) -> Option<(&'static str, String, Moment)> {
    let whom = match (came.order, came.professional) {
        (true, true) => "court and referrer",
        (true, false) => "court",
        (false, true) => "referrer",
        (false, false) => return None,
    };
    let days = match decision {
        Decision::Suspend | Decision::MoveOn => 1,
        Decision::Continue | Decision::Restrict => 5,
    };
    let day = (0..days).fold(now.day(), |day, _| next_working_day(day, bank_holidays));
    let words = format!("Tell the {whom} what the review decided: {}.", decision.words().to_lowercase());
    Some((whom, words, five_o_clock(day)))
}

/// Whether visits take place at all in a stage.
pub(crate) fn may_have_visits(stage: Stage) -> Result<(), Refusal> {
    if matches!(stage, Stage::Preparing | Stage::Active) {
        return Ok(());
    }
    Err(Refusal::because(
        NO_VISITS,
        format!("No visits take place. The family is now: {}.", stage.words()),
        "Hold a review, or accept the referral, before planning a visit.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::risk::Level;

    #[test]
    fn reviews_fall_due_after_three_and_six_months() {
        let days = due("2026-11-21".parse().unwrap()).map(|due| due.on.to_string());
        assert_eq!(days, ["2027-02-21", "2027-05-21"]);
    }

    #[test]
    fn a_family_on_hold_gets_ready_again_before_visits() {
        assert_eq!(after(Stage::Suspended, Decision::Continue), Ok(Stage::Preparing));
        assert_eq!(after(Stage::Active, Decision::Continue), Ok(Stage::Active));
        assert_eq!(after(Stage::Active, Decision::Suspend), Ok(Stage::Suspended));
        assert_eq!(after(Stage::Preparing, Decision::MoveOn), Ok(Stage::MovedOn));
    }

    #[test]
    fn the_court_and_the_referrer_hear_of_a_decision_and_sooner_when_visits_stop() {
        let christmas: [Day; 2] = ["2026-12-25", "2026-12-28"].map(|day| day.parse().unwrap());
        let told = |order, professional, decision| {
            let now = "2026-12-24T10:00:00Z".parse().unwrap();
            to_tell(CameBy { order, professional }, decision, now, &christmas)
                .map(|(whom, _, due)| (whom, due.to_string()))
        };
        let soon = "2026-12-29T17:00:00+00:00".to_owned();
        assert_eq!(told(true, true, Decision::Suspend), Some(("court and referrer", soon.clone())));
        assert_eq!(told(true, false, Decision::MoveOn), Some(("court", soon)));
        let later = "2027-01-04T17:00:00+00:00".to_owned();
        assert_eq!(told(false, true, Decision::Continue), Some(("referrer", later)));
        assert_eq!(told(false, false, Decision::Suspend), None);
    }

    #[test]
    fn r12_only_the_review_of_a_childs_refusal_ends_its_hold() {
        let after = |decision, open: &[Trigger]| after_beside(Stage::Suspended, decision, open).unwrap();
        assert_eq!(after(Decision::Continue, &[Trigger::Incident]), Stage::Preparing);
        assert_eq!(after(Decision::Continue, &[Trigger::ChildRefusal]), Stage::Suspended);
        assert_eq!(after(Decision::Restrict, &[Trigger::ChildRefusal]), Stage::Suspended);
        assert_eq!(after(Decision::MoveOn, &[Trigger::ChildRefusal]), Stage::MovedOn);
        let active = after_beside(Stage::Active, Decision::Continue, &[Trigger::ChildRefusal]);
        assert_eq!(active, Ok(Stage::Active), "a hold is not begun by what is still open");
    }

    #[test]
    fn a_hold_on_the_family_is_told_from_what_its_visits_are_not_safe_for() {
        let visit = [(VisitId::from_random(1), Kind::Supported)];
        let code = |outcome, stage| no_longer_safe(&visit, outcome, stage)[0].1.code;
        assert!(HOLDS.contains(&code(Outcome::AtLeast(Level::Supported), Stage::Suspended)));
        assert!(HOLDS.contains(&child_refused().code));
        assert!(!HOLDS.contains(&code(Outcome::AtLeast(Level::Supervised), Stage::Active)));
    }

    #[test]
    fn a_family_not_taken_on_has_no_review() {
        for stage in [Stage::Referred, Stage::Waiting, Stage::MovedOn, Stage::Redirected, Stage::Declined] {
            assert_eq!(after(stage, Decision::Continue).unwrap_err().code, "no-review");
        }
    }

    #[test]
    fn a_higher_outcome_makes_lower_visits_unsafe_and_leaves_the_others() {
        let visits =
            [(VisitId::from_random(1), Kind::Supported), (VisitId::from_random(2), Kind::Supervised)];
        let unsafe_now = |outcome, stage| {
            no_longer_safe(&visits, outcome, stage).into_iter().map(|(visit, _)| visit).collect::<Vec<_>>()
        };
        assert_eq!(unsafe_now(Outcome::AtLeast(Level::Supervised), Stage::Active), [visits[0].0]);
        assert_eq!(unsafe_now(Outcome::BeyondThisCentre, Stage::Active).len(), 2);
        assert_eq!(unsafe_now(Outcome::AtLeast(Level::Supported), Stage::Suspended).len(), 2);
        assert!(unsafe_now(Outcome::AtLeast(Level::Supported), Stage::Active).is_empty());
    }
}
