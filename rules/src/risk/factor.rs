//! One thing that is known or said, and the level of supervision it implies.

use super::{Level, Outcome};
use serde::{Deserialize, Serialize};

base::choices! {
    /// Who could be hurt.
    pub enum PersonAtRisk {
        /// A child of the family.
        Child = "child" => "The child",
        /// The adult the child lives with.
        Resident = "resident" => "The resident party",
        /// The adult who visits.
        Visiting = "visiting" => "The visiting party",
        /// Staff or volunteers.
        Staff = "staff" => "Staff or volunteers",
        /// Anybody else.
        Other = "other" => "Somebody else",
    }
}

base::choices! {
    /// What the risk is of.
    pub enum FactorKind {
        /// Domestic abuse of any form.
        DomesticAbuse = "domestic-abuse" => "Domestic abuse",
        /// A pattern of control over another's life.
        CoerciveControl = "coercive-control" => "Coercive control",
        /// Strangulation or suffocation, even once and long ago.
        NonFatalStrangulation = "non-fatal-strangulation" => "Non-fatal strangulation",
        /// Following, watching, unwanted contact.
        Stalking = "stalking" => "Stalking",
        /// Threats to kill anybody, or oneself in front of the family.
        ThreatsToKill = "threats-to-kill" => "Threats to kill",
        /// Sexual abuse of a child.
        SexualAbuseOfChild = "sexual-abuse-of-child" => "Sexual abuse of a child",
        /// Physical abuse of a child.
        PhysicalAbuseOfChild = "physical-abuse-of-child" => "Physical abuse of a child",
        /// Emotional abuse of a child.
        EmotionalAbuseOfChild = "emotional-abuse-of-child" => "Emotional abuse of a child",
        /// Neglect of a child.
        Neglect = "neglect" => "Neglect",
        /// Taking the child away, or threatening to.
        Abduction = "abduction" => "Abduction",
        /// Use of drugs or alcohol.
        DrugsOrAlcohol = "drugs-or-alcohol" => "Drugs or alcohol",
        /// Mental ill health that bears on contact.
        MentalHealth = "mental-health" => "Mental health",
        /// Weapons, or access to them.
        Weapons = "weapons" => "Weapons",
        /// Anything else.
        Other = "other" => "Something else",
    }
}

base::choices! {
    /// Where it is known from.
    pub enum Source {
        /// The person it concerns said so.
        SelfReport = "self-report" => "Said by the person",
        /// The other side said so.
        OtherParty = "other-party" => "Said by the other party",
        /// An order or judgment.
        CourtOrder = "court-order" => "Court order",
        /// Cafcass.
        Cafcass = "cafcass" => "Cafcass",
        /// The police.
        Police = "police" => "Police",
        /// The council's social workers.
        SocialCare = "social-care" => "Social care",
        /// An independent domestic violence adviser.
        Idva = "idva" => "Domestic abuse adviser (IDVA)",
        /// A school or nursery.
        School = "school" => "School",
        /// A doctor, nurse or hospital.
        Health = "health" => "Health",
        /// Staff saw it.
        Observation = "observation" => "Seen by staff",
        /// Anywhere else.
        Other = "other" => "Other",
    }
}

base::choices! {
    /// What has become of it. Only a court's "not upheld" takes a factor out of the reckoning.
    pub enum Standing {
        /// Somebody says so.
        Alleged = "alleged" => "Alleged",
        /// The person admits it.
        Admitted = "admitted" => "Admitted",
        /// A family court found it.
        FoundByCourt = "found-by-court" => "Found by a court",
        /// A criminal court convicted.
        Convicted = "convicted" => "Convicted",
        /// A court looked and did not find it.
        NotUpheld = "not-upheld" => "Not upheld by a court",
    }
}

base::choices! {
    /// How bad it could be, with the mitigations in place.
    pub enum Severity {
        /// Unlikely, or of little harm.
        Low = "low" => "Low",
        /// Likely, or of real harm.
        Medium = "medium" => "Medium",
        /// Likely and of grave harm.
        High = "high" => "High",
        /// More than this centre can keep safe.
        BeyondThisCentre = "beyond-this-centre" => "More than this centre can keep safe",
    }
}

/// One hazard in an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Factor {
    /// What the risk is of.
    pub kind: FactorKind,
    /// Who could be hurt.
    pub person_at_risk: PersonAtRisk,
    /// Where it is known from.
    pub source: Source,
    /// What has become of it.
    pub standing: Standing,
    /// How bad it could be.
    pub severity: Severity,
    /// What is known, in words.
    pub account: String,
    /// What is done about it.
    pub mitigation: String,
    /// Who sees to that.
    pub owner: String,
}

impl Factor {
    /// The lowest outcome this factor alone allows. The first row that fits decides; the table stands in
    /// docs/rules.md under R1 (PD38, SVN8, ZO; the split into rows is our own).
    #[must_use]
    pub fn implies(&self) -> Outcome {
        if self.standing == Standing::NotUpheld {
            Outcome::AtLeast(Level::Supported)
        } else if self.severity == Severity::BeyondThisCentre {
            Outcome::BeyondThisCentre
        } else if self.may_be_lethal() && self.severity >= Severity::High || self.is_proven_sexual_abuse() {
            Outcome::AtLeast(Level::HighVigilance)
        } else if self.is_abuse() || self.severity >= Severity::Medium {
            Outcome::AtLeast(Level::Supervised)
        } else {
            Outcome::AtLeast(Level::Supported)
        }
    }

    /// The factor in a sentence, for the reasons of an outcome. Without the account, which may name people.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!(
            "{} ({}, {} severity) puts at risk: {}.",
            self.kind.words(),
            self.standing.as_str().replace('-', " "),
            self.severity.as_str().replace('-', " "),
            self.person_at_risk.words().to_lowercase(),
        )
    }

    /// The kinds that come before deaths and abductions.
    const fn may_be_lethal(&self) -> bool {
        matches!(
            self.kind,
            FactorKind::NonFatalStrangulation
                | FactorKind::Stalking
                | FactorKind::ThreatsToKill
                | FactorKind::Weapons
                | FactorKind::Abduction
        )
    }

    fn is_proven_sexual_abuse(&self) -> bool {
        self.kind == FactorKind::SexualAbuseOfChild && self.standing != Standing::Alleged
    }

    /// Domestic or child abuse. An allegation is enough (R1, PD12J: alleged or admitted).
    const fn is_abuse(&self) -> bool {
        matches!(
            self.kind,
            FactorKind::DomesticAbuse
                | FactorKind::CoerciveControl
                | FactorKind::NonFatalStrangulation
                | FactorKind::Stalking
                | FactorKind::ThreatsToKill
                | FactorKind::SexualAbuseOfChild
                | FactorKind::PhysicalAbuseOfChild
                | FactorKind::EmotionalAbuseOfChild
                | FactorKind::Neglect
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn implied(kind: FactorKind, standing: Standing, severity: Severity) -> Outcome {
        Factor {
            kind,
            person_at_risk: PersonAtRisk::Resident,
            source: Source::OtherParty,
            standing,
            severity,
            account: String::new(),
            mitigation: String::new(),
            owner: String::new(),
        }
        .implies()
    }

    #[test]
    fn strangulation_stalking_threats_weapons_and_abduction_at_high_need_two_supervisors() {
        use FactorKind::{Abduction, NonFatalStrangulation, Stalking, ThreatsToKill, Weapons};
        for kind in [NonFatalStrangulation, Stalking, ThreatsToKill, Weapons, Abduction] {
            assert_eq!(
                implied(kind, Standing::Alleged, Severity::High),
                Outcome::AtLeast(Level::HighVigilance),
                "{kind}"
            );
        }
    }

    #[test]
    fn only_what_a_court_did_not_uphold_is_left_out() {
        for standing in Standing::ALL {
            let outcome = implied(FactorKind::PhysicalAbuseOfChild, *standing, Severity::Low);
            let left_out = outcome == Outcome::AtLeast(Level::Supported);
            assert_eq!(left_out, *standing == Standing::NotUpheld, "{standing}");
        }
    }

    #[test]
    fn any_risk_at_medium_rules_out_supported_contact() {
        for kind in FactorKind::ALL {
            assert!(
                implied(*kind, Standing::Alleged, Severity::Medium) >= Outcome::AtLeast(Level::Supervised),
                "{kind}"
            );
        }
        assert_eq!(
            implied(FactorKind::DrugsOrAlcohol, Standing::Admitted, Severity::Low),
            Outcome::AtLeast(Level::Supported)
        );
    }

    #[test]
    fn proven_sexual_abuse_of_a_child_needs_two_supervisors_at_any_severity() {
        assert_eq!(
            implied(FactorKind::SexualAbuseOfChild, Standing::Convicted, Severity::Low),
            Outcome::AtLeast(Level::HighVigilance)
        );
    }

    #[test]
    fn a_more_severe_factor_never_implies_less() {
        for kind in FactorKind::ALL {
            for standing in Standing::ALL {
                let outcomes: Vec<_> =
                    Severity::ALL.iter().map(|severity| implied(*kind, *standing, *severity)).collect();
                assert!(outcomes.is_sorted(), "{kind} {standing}");
            }
        }
    }
}
