//! The contact plan: what kind of visit it is, who comes first, and the times that follow (R4). Also
//! what each adult must have understood before the plan is agreed, and help with personal care (R17).

use crate::{Refusal, Rule, risk::Level};
use base::{Day, Minutes, Moment};
use serde::{Deserialize, Serialize};

mod timing;
pub use timing::{Timing, arrivals_apart, spanning, timing};

base::choices! {
    /// What kind of contact a visit is.
    pub enum Kind {
        /// Several families share a space; staff and volunteers are nearby.
        Supported = "supported" => "Supported",
        /// One supervisor to one family, within sight and sound throughout.
        Supervised = "supervised" => "Supervised",
        /// Two supervisors to one family.
        HighVigilance = "high-vigilance" => "High vigilance",
        /// The child passes between the adults, who do not meet. The contact is elsewhere.
        Handover = "handover" => "Handover",
        /// A supervised outing.
        Escorted = "escorted" => "Escorted outing",
        /// Cards, letters and parcels, checked and passed on.
        Indirect = "indirect" => "Letters and parcels",
        /// Contact about the child's origins and life story, by a specialist.
        Identity = "identity" => "Identity contact",
        /// A supervised call.
        Virtual = "virtual" => "Video call",
    }
}

impl Kind {
    /// The highest level of supervision this kind delivers, to hold against an assessment (R1).
    ///
    /// A handover leads to time together that nobody watches, so it counts as the lowest. Letters and
    /// parcels are each opened and read by staff and nobody meets, so they satisfy even the highest.
    /// A call is watched by one supervisor and can be cut, but a child can be hurt by words: supervised.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Supported | Self::Handover => Level::Supported,
            Self::Supervised | Self::Escorted | Self::Identity | Self::Virtual => Level::Supervised,
            Self::HighVigilance | Self::Indirect => Level::HighVigilance,
        }
    }

    /// The kinds without a named supervisor: whoever is on duty in the session acts for every family of it.
    #[must_use]
    pub fn of_the_session() -> Vec<Self> {
        Self::ALL.iter().copied().filter(|kind| kind.supervisors() == 0).collect()
    }

    /// How many named supervisors it needs (R7). Supported contact has staff on duty, not named to a family.
    #[must_use]
    pub const fn supervisors(self) -> u32 {
        match self {
            Self::Supported | Self::Indirect => 0,
            Self::Supervised | Self::Escorted | Self::Identity | Self::Virtual | Self::Handover => 1,
            Self::HighVigilance => 2,
        }
    }

    /// Whether staff write observation notes, and so whether a report may be written.
    #[must_use]
    pub const fn is_observed(self) -> bool {
        matches!(
            self,
            Self::Supervised | Self::HighVigilance | Self::Escorted | Self::Identity | Self::Virtual
        )
    }

    /// Whether the family has the room to itself.
    #[must_use]
    pub const fn has_room_alone(self) -> bool {
        self.is_observed()
    }

    /// Whether both sides come to the building, so that they could meet at the door (R4).
    #[must_use]
    pub const fn brings_both_sides(self) -> bool {
        !matches!(self, Self::Indirect | Self::Virtual)
    }
}

base::choices! {
    /// Which side is in the building first. Written in the plan; either way the adults do not meet.
    pub enum Sequence {
        /// The visiting party waits in the room; the child comes, and leaves first.
        VisitingFirst = "visiting-first" => "Visiting party arrives first",
        /// The child comes and settles; the visiting party comes, and leaves first.
        ChildFirst = "child-first" => "Child arrives first",
    }
}

/// The least time between one side at the door and the other (R4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Gaps {
    /// Minutes from the first side's arrival to the second's.
    pub before: Minutes,
    /// Minutes from the first side's leaving to the second's.
    pub after: Minutes,
}

impl Default for Gaps {
    /// 15 minutes before and 10 after (R4: SNH, REL; a Scottish service holds 15).
    fn default() -> Self {
        Self { before: Minutes(15), after: Minutes(10) }
    }
}

impl Gaps {
    /// No gap at all: for contact where only one side comes to the building.
    pub const NONE: Self = Self { before: Minutes(0), after: Minutes(0) };

    /// The longer of each.
    #[must_use]
    pub fn longest(self, other: Self) -> Self {
        Self { before: self.before.max(other.before), after: self.after.max(other.after) }
    }

    /// The gaps as they bind this kind of contact: none where only one side comes to the building.
    #[must_use]
    pub fn binding(self, kind: Kind) -> Self {
        if kind.brings_both_sides() { self.longest(Self::NONE) } else { Self::NONE }
    }

    /// R4: whether these gaps are no shorter than the centre's least.
    pub fn not_below(self, floor: Self) -> Result<(), Refusal> {
        if self.before >= floor.before && self.after >= floor.after {
            return Ok(());
        }
        Err(Refusal::under(
            Rule::R4,
            format!("The plan leaves {} before and {} after.", self.before, self.after),
            format!("Leave at least {} before and {} after.", floor.before, floor.after),
        ))
    }
}

/// Whether a plan may be agreed with an adult who was shown a level of supervision.
///
/// In the Warwick study 68% of parents believed contact was supervised when 22% was: what a parent
/// understood must be this plan's own level, not a lower one nor a higher.
pub fn may_agree(plan: Level, acknowledged: Level) -> Result<(), Refusal> {
    if plan == acknowledged {
        return Ok(());
    }
    Err(Refusal::because(
        "level-not-acknowledged",
        format!("The adult was told {}, and the plan is {}.", acknowledged.words(), plan.words()),
        format!("Show what {} means and ask again whether it is understood.", plan.words()),
    ))
}

/// R2: whether a named adult has acknowledged the plan's own level.
pub(crate) fn acknowledgement(who: &str, plan: Level, acknowledged: Option<Level>) -> Result<(), Refusal> {
    let remedy = format!("Show {who} what {} means and record that it is understood.", plan.words());
    match acknowledged {
        None => Err(Refusal::under(
            Rule::R2,
            format!("{who} has not acknowledged that the visits are {}.", plan.words()),
            remedy,
        )),
        Some(level) => may_agree(plan, level).map_err(|_| {
            Refusal::under(
                Rule::R2,
                format!("{who} acknowledged {}, and the plan is {}.", level.words(), plan.words()),
                remedy,
            )
        }),
    }
}

/// The days a new plan is reviewed: three and six months after it starts (judicial protocol; AC).
pub fn first_review(start: Day) -> [Day; 2] {
    [start.plus_months(3), start.plus_months(6)]
}

/// What is so when somebody is about to help a child with toilet, nappy or medicine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Care {
    /// Whether the plan says that staff may help.
    pub in_plan: bool,
    /// Whether the parent or the child asked.
    pub asked: bool,
    /// How many staff or volunteers are there for it.
    pub present: u32,
}

/// R17: whether staff or volunteers may help with personal care: as the plan says, when asked, and two
/// together (the two is one centre's rule; WITH).
pub fn may_help_with_care(care: Care) -> Result<(), Refusal> {
    let (detail, remedy) = if !care.in_plan {
        ("The plan does not say that staff may help with this.", "Ask the parent to do it, as the plan says.")
    } else if !care.asked {
        ("Nobody has asked for help.", "Wait until the parent or the child asks.")
    } else if care.present < 2 {
        ("Only one of you is there.", "Ask a second colleague to come with you.")
    } else {
        return Ok(());
    };
    Err(Refusal::under(Rule::R17, detail, remedy))
}

/// How a moment is told in a refusal, with how long that is from now.
pub(crate) fn in_minutes(until: Moment, now: Moment) -> String {
    // Rounded up: "in 0 minutes" would be taken for leave to go.
    let wait = Minutes(-(now.since(until)).0).max(Minutes(1));
    format!("{}, in {wait}", until.time_words())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handover_never_counts_as_supervised_contact() {
        assert_eq!(Kind::Handover.level(), Level::Supported);
        assert!(!Kind::Handover.is_observed());
    }

    #[test]
    fn every_observed_kind_has_a_supervisor_to_observe() {
        for kind in Kind::ALL.iter().filter(|kind| kind.is_observed()) {
            assert!(kind.supervisors() >= 1 && kind.level() >= Level::Supervised, "{kind}");
        }
        assert_eq!(Kind::HighVigilance.supervisors(), 2);
    }

    #[test]
    fn a_plan_is_agreed_only_with_an_adult_who_understood_its_own_level() {
        for plan in Level::ALL {
            for acknowledged in Level::ALL {
                assert_eq!(may_agree(*plan, *acknowledged).is_ok(), plan == acknowledged);
            }
        }
    }

    #[test]
    fn a_plan_cannot_leave_shorter_gaps_than_the_centre_does() {
        let short = Gaps { before: Minutes(15), after: Minutes(9) };
        assert_eq!(short.not_below(Gaps::default()).unwrap_err().code, "r4-no-meeting");
        assert_eq!(Gaps::default().not_below(Gaps::default()), Ok(()));
    }

    #[test]
    fn a_plan_is_reviewed_after_three_and_six_months() {
        let days = first_review("2026-08-31".parse().unwrap()).map(|day| day.to_string());
        assert_eq!(days, ["2026-11-30", "2027-02-28"]);
    }

    #[test]
    fn two_help_with_care_when_asked_and_as_the_plan_says() {
        let good = Care { in_plan: true, asked: true, present: 2 };
        assert_eq!(may_help_with_care(good), Ok(()));
        for bad in
            [Care { in_plan: false, ..good }, Care { asked: false, ..good }, Care { present: 1, ..good }]
        {
            assert_eq!(may_help_with_care(bad).unwrap_err().rule, Some(Rule::R17));
        }
    }

    #[test]
    fn a_wait_is_rounded_up() {
        let now: Moment = "2026-11-21T10:00:01Z".parse().unwrap();
        assert_eq!(in_minutes("2026-11-21T10:06:00Z".parse().unwrap(), now), "10:06am, in 6 minutes");
    }
}
