//! From referral to readiness: triage, the two adults' separate meetings (R3), and what is still lacking
//! before a first visit (R2). Says nothing about who may decide; see the policy crate.

use crate::{Refusal, Rule, risk::Level};
use base::{Day, Minutes, Period};
use serde::{Deserialize, Serialize};

base::choices! {
    /// The two sides of a family, as seen from the child.
    pub enum Side {
        /// The adults the child lives with.
        Resident = "resident" => "Resident party",
        /// The adults who come to see the child.
        Visiting = "visiting" => "Visiting party",
    }
}

impl Side {
    /// The other side of the family.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Resident => Self::Visiting,
            Self::Visiting => Self::Resident,
        }
    }
}

base::choices! {
    /// How far a family has come with the centre.
    pub enum Stage {
        /// A referral has come in and nobody has decided on it.
        Referred = "referred" => "Referred",
        /// Accepted in principle; there is no place yet.
        Waiting = "waiting" => "On the waiting list",
        /// Accepted; meetings, assessment, plan and agreements are under way.
        Preparing = "preparing" => "Getting ready",
        /// Visits take place.
        Active = "active" => "Visits taking place",
        /// Visits have been stopped until a review.
        Suspended = "suspended" => "Visits on hold",
        /// The family no longer needs the centre.
        MovedOn = "moved-on" => "Moved on",
        /// Sent to another service.
        Redirected = "redirected" => "Sent to another service",
        /// The centre said no.
        Declined = "declined" => "Declined",
    }
}

base::choices! {
    /// What is done with a referral. A centre may decline even one a court asked for.
    pub enum Triage {
        /// Take the family on.
        Accept = "accept" => "Accept",
        /// Take the family on when there is a place.
        Wait = "wait" => "Put on the waiting list",
        /// Send to a service that can keep them safe, for example a supervised centre.
        Redirect = "redirect" => "Send to another service",
        /// Say no.
        Decline = "decline" => "Decline",
    }
}

/// The stage a family is in once its referral has been decided.
pub fn triaged(from: Stage, decision: Triage) -> Result<Stage, Refusal> {
    if !matches!(from, Stage::Referred | Stage::Waiting) {
        return Err(Refusal::because(
            "triage-done",
            format!("This referral has been decided already. The family is now: {}.", from.words()),
            "Use a review to change what happens next.",
        ));
    }
    Ok(match decision {
        Triage::Accept => Stage::Preparing,
        Triage::Wait => Stage::Waiting,
        Triage::Redirect => Stage::Redirected,
        Triage::Decline => Stage::Declined,
    })
}

/// The stage after the first visit is confirmed: from getting ready to visits taking place, with nothing
/// lacking. `lacking` is what [`lacking`] found today.
pub fn activated(from: Stage, lacking: &[Refusal]) -> Result<Stage, Refusal> {
    match (from, lacking.first()) {
        (Stage::Preparing, None) => Ok(Stage::Active),
        (Stage::Preparing, Some(first)) => Err(first.clone()),
        _ => Err(Refusal::because(
            "not-preparing",
            format!("Visits cannot begin from here. The family is now: {}.", from.words()),
            "Accept the referral and get the family ready first.",
        )),
    }
}

/// The time that lies between the two adults' meetings unless the centre sets another (R3; our default).
pub const MEETING_GAP: Minutes = Minutes(30);

/// R3: whether a pre-visit meeting keeps its distance from the family's other meetings.
///
/// A gap of nothing is read as one minute: meetings that touch put both adults at the door at once.
pub fn meetings_apart(proposed: Period, others: &[Period], gap: Minutes) -> Result<(), Refusal> {
    let gap = gap.max(Minutes(1));
    let Some(near) = others.iter().find(|other| !proposed.clear_of(other, gap)) else {
        return Ok(());
    };
    Err(Refusal::under(
        Rule::R3,
        format!(
            "Another meeting with this family is from {} to {}, too close to this one.",
            near.from().time_words(),
            near.until().words(),
        ),
        format!("Choose a time that leaves at least {gap} between the two meetings."),
    ))
}

/// How ready one adult is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct AdultReadiness {
    /// The adult's side.
    pub side: Side,
    /// What staff call the adult, for the sentences of a refusal. For staff pages only.
    pub words: String,
    /// Whether the adult has signed the current agreement.
    pub agreed: bool,
    /// The level of supervision the adult was shown and said they understood.
    pub acknowledged: Option<Level>,
}

/// What matters of the current risk assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct AssessmentReadiness {
    /// Whether a second person has approved it.
    pub approved: bool,
    /// The last day it holds without a review.
    pub review_on: Day,
}

/// What has been done for a family so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Readiness {
    /// Whether every required part of the referral is filled in.
    pub referral_complete: bool,
    /// The sides whose pre-visit meeting has been held.
    pub meetings_held: Vec<Side>,
    /// Every adult who will take part.
    pub adults: Vec<AdultReadiness>,
    /// The level of the agreed plan, if there is one.
    pub plan_level: Option<Level>,
    /// The current risk assessment, if there is one.
    pub assessment: Option<AssessmentReadiness>,
    /// How many court orders the referral speaks of.
    pub orders_declared: u32,
    /// How many of them the centre holds a copy of.
    pub orders_with_copy: u32,
}

/// R2: everything that is lacking before a visit may take place on a day, one refusal for each thing.
/// Empty means ready.
pub fn lacking(readiness: &Readiness, on: Day) -> Vec<Refusal> {
    let mut lacking = Vec::new();
    if !readiness.referral_complete {
        lacking.push(not_ready("The referral is not complete.", "Fill in what is missing in the referral."));
    }
    lacking.extend(meetings_lacking(readiness));
    lacking.extend(agreements_lacking(readiness));
    lacking.extend(assessment_lacking(readiness.assessment, on));
    let missing = readiness.orders_declared.saturating_sub(readiness.orders_with_copy);
    if missing > 0 {
        lacking.push(not_ready(
            format!("The centre has no copy of {missing} of the {} court orders.", readiness.orders_declared),
            "Ask the referrer for a copy of each order and add it to the file.",
        ));
    }
    lacking
}

fn not_ready(detail: impl Into<String>, remedy: impl Into<String>) -> Refusal {
    Refusal::under(Rule::R2, detail, remedy)
}

fn meetings_lacking(readiness: &Readiness) -> impl Iterator<Item = Refusal> {
    Side::ALL.iter().filter(|side| !readiness.meetings_held.contains(side)).map(|side| {
        not_ready(
            format!("The pre-visit meeting with the {} has not been held.", in_sentence(*side)),
            "Hold the meeting, at a different time from the other side's, and record it.",
        )
    })
}

fn agreements_lacking(readiness: &Readiness) -> Vec<Refusal> {
    let mut lacking = Vec::new();
    if readiness.plan_level.is_none() {
        lacking.push(not_ready("There is no agreed contact plan.", "Write the contact plan and agree it."));
    }
    for side in Side::ALL {
        if !readiness.adults.iter().any(|adult| adult.side == *side) {
            lacking.push(not_ready(
                format!("Nobody is named in the file as the {}.", in_sentence(*side)),
                "Add the adult who takes part, with a signed agreement.",
            ));
        }
    }
    for adult in &readiness.adults {
        if !adult.agreed {
            lacking.push(not_ready(
                format!("{} has not signed the agreement.", adult.words),
                format!("Go through the agreement with {} and record the signature.", adult.words),
            ));
        }
        if let Some(level) = readiness.plan_level
            && let Err(refusal) = crate::plan::acknowledgement(&adult.words, level, adult.acknowledged)
        {
            lacking.push(refusal);
        }
    }
    lacking
}

fn assessment_lacking(assessment: Option<AssessmentReadiness>, on: Day) -> Option<Refusal> {
    match assessment {
        None => {
            Some(not_ready("There is no risk assessment.", "Write a risk assessment and have it approved."))
        }
        Some(it) if !it.approved => Some(not_ready(
            "The risk assessment has not been approved.",
            "Ask a colleague who did not write it to check and approve it.",
        )),
        Some(it) if on > it.review_on => Some(not_ready(
            format!("The risk assessment was due for review on {}.", it.review_on.words()),
            "Review the assessment and have the new version approved.",
        )),
        Some(_) => None,
    }
}

const fn in_sentence(side: Side) -> &'static str {
    match side {
        Side::Resident => "resident party",
        Side::Visiting => "visiting party",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Moment;

    fn period(from: &str, until: &str) -> Period {
        let at = |clock: &str| Moment::on("2026-11-21".parse().unwrap(), clock.parse().unwrap()).unwrap();
        Period::new(at(from), at(until)).unwrap()
    }

    fn adult(side: Side, words: &str) -> AdultReadiness {
        AdultReadiness { side, words: words.into(), agreed: true, acknowledged: Some(Level::Supervised) }
    }

    fn ready() -> Readiness {
        Readiness {
            referral_complete: true,
            meetings_held: vec![Side::Resident, Side::Visiting],
            adults: vec![adult(Side::Resident, "Amira"), adult(Side::Visiting, "Daniel")],
            plan_level: Some(Level::Supervised),
            assessment: Some(AssessmentReadiness {
                approved: true,
                review_on: "2026-12-01".parse().unwrap(),
            }),
            orders_declared: 1,
            orders_with_copy: 1,
        }
    }

    fn lacks(change: impl Fn(&mut Readiness)) -> Vec<String> {
        let mut readiness = ready();
        change(&mut readiness);
        let found = lacking(&readiness, "2026-12-01".parse().unwrap());
        assert!(found.iter().all(|refusal| refusal.rule == Some(Rule::R2) && !refusal.remedy.is_empty()));
        found.into_iter().map(|refusal| refusal.detail).collect()
    }

    #[test]
    fn a_family_with_everything_done_lacks_nothing_up_to_its_review_day() {
        assert_eq!(lacks(|_| ()), Vec::<String>::new());
    }

    #[test]
    fn each_missing_thing_is_named_by_itself() {
        assert_eq!(lacks(|it| it.referral_complete = false), ["The referral is not complete."]);
        assert_eq!(
            lacks(|it| it.meetings_held = vec![Side::Resident]),
            ["The pre-visit meeting with the visiting party has not been held."]
        );
        assert_eq!(lacks(|it| it.adults[1].agreed = false), ["Daniel has not signed the agreement."]);
        assert_eq!(lacks(|it| it.assessment = None), ["There is no risk assessment."]);
        assert_eq!(lacks(|it| it.plan_level = None), ["There is no agreed contact plan."]);
        assert_eq!(
            lacks(|it| it.orders_declared = 3),
            ["The centre has no copy of 2 of the 3 court orders."]
        );
    }

    #[test]
    fn several_missing_things_are_all_named() {
        let empty = Readiness {
            referral_complete: false,
            meetings_held: vec![],
            adults: vec![],
            plan_level: None,
            assessment: None,
            orders_declared: 1,
            orders_with_copy: 0,
        };
        assert_eq!(lacking(&empty, "2026-12-01".parse().unwrap()).len(), 8);
    }

    #[test]
    fn an_acknowledgement_of_another_level_counts_as_none() {
        for acknowledged in [None, Some(Level::Supported), Some(Level::HighVigilance)] {
            assert_eq!(lacks(|it| it.adults[0].acknowledged = acknowledged).len(), 1, "{acknowledged:?}");
        }
    }

    #[test]
    fn an_assessment_not_approved_or_past_its_review_is_not_current() {
        let assessed =
            |approved, day: &str| Some(AssessmentReadiness { approved, review_on: day.parse().unwrap() });
        assert_eq!(lacks(|it| it.assessment = assessed(false, "2027-01-01")).len(), 1);
        assert_eq!(lacks(|it| it.assessment = assessed(true, "2026-11-30")).len(), 1);
    }

    #[test]
    fn a_referral_is_decided_once() {
        assert_eq!(triaged(Stage::Referred, Triage::Accept), Ok(Stage::Preparing));
        assert_eq!(triaged(Stage::Waiting, Triage::Decline), Ok(Stage::Declined));
        for stage in Stage::ALL.iter().filter(|stage| !matches!(stage, Stage::Referred | Stage::Waiting)) {
            assert_eq!(triaged(*stage, Triage::Accept).unwrap_err().code, "triage-done");
        }
    }

    #[test]
    fn visits_begin_only_after_preparing_and_with_nothing_lacking() {
        assert_eq!(activated(Stage::Preparing, &[]), Ok(Stage::Active));
        assert_eq!(activated(Stage::Referred, &[]).unwrap_err().code, "not-preparing");
        assert_eq!(activated(Stage::Preparing, &[not_ready("x", "y")]).unwrap_err().code, "r2-not-ready");
    }

    #[test]
    fn meetings_that_overlap_touch_or_come_close_are_refused() {
        let first = [period("10:00", "11:00")];
        for (from, until) in [("10:30", "11:30"), ("11:00", "12:00"), ("11:29", "12:00"), ("09:00", "09:31")]
        {
            let refusal = meetings_apart(period(from, until), &first, MEETING_GAP).unwrap_err();
            assert_eq!(refusal.rule, Some(Rule::R3), "{from}");
        }
        assert_eq!(meetings_apart(period("11:30", "12:00"), &first, MEETING_GAP), Ok(()));
        assert!(meetings_apart(period("11:00", "12:00"), &first, Minutes(0)).is_err());
    }
}
