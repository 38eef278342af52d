//! What a risk assessment says: each factor implies a level of supervision, instruments may raise it,
//! and so may judgement, which never lowers it (R20). The assessment's outcome binds every visit (R1).

use crate::{Refusal, Rule};
use base::StaffId;
use serde::{Deserialize, Serialize};

mod factor;
pub mod instrument;
mod outcome;
pub use factor::{Factor, FactorKind, PersonAtRisk, Severity, Source, Standing};
pub use instrument::Scored;
pub use outcome::Outcome;

base::choices! {
    /// How closely contact is supervised, from less to more.
    pub enum Level {
        /// Staff and volunteers are nearby.
        Supported = "supported" => "Supported",
        /// A supervisor is within sight and sound throughout.
        Supervised = "supervised" => "Supervised",
        /// Two supervisors are.
        HighVigilance = "high-vigilance" => "High vigilance",
    }
}

/// What an assessment comes to, with its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Assessed {
    /// The lowest level that is safe, or that no level here is.
    pub outcome: Outcome,
    /// Why, one sentence for each thing that raised it. Empty when nothing did.
    pub because: Vec<String>,
}

/// The lowest level of supervision that is safe for a family at a centre.
///
/// `judgement` is what the author holds to be right: it raises the result and never lowers it (R20).
/// `capacity` is the highest level the centre can deliver; what is above it the centre must refuse (SVN8).
/// Monotone: another factor, instrument or judgement never lowers the outcome.
pub fn lowest(
    factors: &[Factor],
    instruments: &[Scored],
    judgement: Option<Level>,
    capacity: Level,
) -> Assessed {
    let mut assessed = Assessed { outcome: Outcome::AtLeast(Level::Supported), because: Vec::new() };
    for factor in factors {
        assessed.raise(factor.implies(), || factor.sentence());
    }
    for scored in instruments {
        if let Some(level) = scored.level {
            assessed
                .raise(Outcome::AtLeast(level), || format!("{} came to {}.", scored.instrument, scored.band));
        }
    }
    if let Some(level) = judgement
        && Outcome::AtLeast(level) > assessed.outcome
    {
        assessed
            .raise(Outcome::AtLeast(level), || "The author judged it higher than the facts alone.".into());
    }
    if let Outcome::AtLeast(level) = assessed.outcome
        && level > capacity
    {
        assessed.raise(Outcome::BeyondThisCentre, || {
            format!("This centre cannot offer {}; its highest is {}.", level.words(), capacity.words())
        });
    }
    assessed
}

impl Assessed {
    /// Takes the higher outcome. Every reason is kept, not only the one that decided, so that taking one
    /// factor away never leaves the outcome unexplained.
    fn raise(&mut self, to: Outcome, because: impl FnOnce() -> String) {
        if to > Outcome::AtLeast(Level::Supported) {
            self.because.push(because());
        }
        self.outcome = self.outcome.max(to);
    }
}

/// R20: the level that stands when judgement is set against what the facts came to.
pub fn judge(computed: Level, judgement: Level) -> Result<Level, Refusal> {
    if judgement >= computed {
        return Ok(judgement);
    }
    Err(Refusal::under(
        Rule::R20,
        format!("The facts come to {}, and {} is lower.", computed.words(), judgement.words()),
        "Judgement may raise the level and never lower it. If a fact is wrong, correct it and give its source.",
    ))
}

/// Whether a member of staff may approve an assessment: never the one who wrote it.
pub fn may_approve(author: StaffId, approver: StaffId) -> Result<(), Refusal> {
    if author != approver {
        return Ok(());
    }
    Err(Refusal::because(
        "approver-is-author",
        "You wrote this assessment.",
        "Ask a colleague to check and approve it.",
    ))
}

/// R1: whether contact at a level is allowed by the current assessment.
pub fn allows(outcome: Outcome, level: Level) -> Result<(), Refusal> {
    match outcome {
        Outcome::AtLeast(least) if level >= least => Ok(()),
        Outcome::AtLeast(least) => Err(Refusal::under(
            Rule::R1,
            format!("The assessment asks for at least {}, and this is {}.", least.words(), level.words()),
            format!("Choose a kind of contact that is at least {}.", least.words()),
        )),
        Outcome::BeyondThisCentre => Err(Refusal::under(
            Rule::R1,
            "The assessment says that the risk is more than this centre can keep safe.",
            "Tell the referrer, and send the family to a service that can keep them safe.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factor(kind: FactorKind, standing: Standing, severity: Severity) -> Factor {
        Factor {
            kind,
            person_at_risk: PersonAtRisk::Child,
            source: Source::Police,
            standing,
            severity,
            account: "account".into(),
            mitigation: String::new(),
            owner: String::new(),
        }
    }

    fn scored(level: Option<Level>) -> Scored {
        Scored {
            instrument: "adult-24".into(),
            version: "1".into(),
            score: 14,
            out_of: 24,
            band: "high".into(),
            raised_by_judgement: false,
            flags: vec![],
            referrals: vec![],
            unanswered: vec![],
            level,
        }
    }

    #[test]
    fn nothing_found_allows_supported_contact() {
        let assessed = lowest(&[], &[], None, Level::Supported);
        assert_eq!(assessed.outcome, Outcome::AtLeast(Level::Supported));
        assert!(assessed.because.is_empty());
    }

    #[test]
    fn alleged_domestic_abuse_alone_rules_out_supported_contact() {
        let alleged = factor(FactorKind::DomesticAbuse, Standing::Alleged, Severity::Low);
        let assessed = lowest(&[alleged], &[], None, Level::HighVigilance);
        assert_eq!(assessed.outcome, Outcome::AtLeast(Level::Supervised));
        assert_eq!(assessed.because.len(), 1);
    }

    #[test]
    fn what_is_above_the_capacity_is_beyond_this_centre() {
        let alleged = factor(FactorKind::DomesticAbuse, Standing::Alleged, Severity::Low);
        assert_eq!(lowest(&[alleged], &[], None, Level::Supported).outcome, Outcome::BeyondThisCentre);
        assert_eq!(
            lowest(&[], &[], Some(Level::HighVigilance), Level::Supervised).outcome,
            Outcome::BeyondThisCentre
        );
    }

    #[test]
    fn judgement_raises_and_never_lowers() {
        let alleged = factor(FactorKind::DomesticAbuse, Standing::Alleged, Severity::Low);
        let outcome =
            |judgement| lowest(std::slice::from_ref(&alleged), &[], judgement, Level::HighVigilance).outcome;
        assert_eq!(outcome(Some(Level::Supported)), Outcome::AtLeast(Level::Supervised));
        assert_eq!(outcome(Some(Level::HighVigilance)), Outcome::AtLeast(Level::HighVigilance));
        assert_eq!(judge(Level::Supervised, Level::Supported).unwrap_err().code, "r20-judgement");
        assert_eq!(judge(Level::Supervised, Level::HighVigilance), Ok(Level::HighVigilance));
    }

    #[test]
    fn an_instrument_raises_the_outcome() {
        let high = scored(Some(Level::HighVigilance));
        let outcome = lowest(&[], &[scored(None), high], None, Level::HighVigilance).outcome;
        assert_eq!(outcome, Outcome::AtLeast(Level::HighVigilance));
    }

    #[test]
    fn nobody_approves_their_own_assessment() {
        let (one, two) = (StaffId::from_random(1), StaffId::from_random(2));
        assert_eq!(may_approve(one, one).unwrap_err().code, "approver-is-author");
        assert_eq!(may_approve(one, two), Ok(()));
    }

    #[test]
    fn a_supported_place_is_refused_when_the_assessment_asks_for_more() {
        let refusal = allows(Outcome::AtLeast(Level::Supervised), Level::Supported).unwrap_err();
        assert_eq!(refusal.code, "r1-level-too-low");
        assert!(allows(Outcome::BeyondThisCentre, Level::HighVigilance).is_err());
        assert_eq!(allows(Outcome::AtLeast(Level::Supervised), Level::HighVigilance), Ok(()));
    }
}
