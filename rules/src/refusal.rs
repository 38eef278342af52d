//! Why something may not happen, and what would let it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

macro_rules! rules {
    ($($rule:ident $code:literal $says:literal),+ $(,)?) => {
        /// A safety rule by its number. The numbers and their sources are in docs/rules.md.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule { $(#[doc = $says] $rule),+ }

        impl Rule {
            /// Every rule, in order.
            pub const ALL: &'static [Self] = &[$(Self::$rule),+];
            /// The number as people say it, for example "R4".
            #[must_use]
            pub const fn number(self) -> &'static str { match self { $(Self::$rule => stringify!($rule)),+ } }
            /// The stable code of a refusal under this rule, for example "r4-no-meeting".
            #[must_use]
            pub const fn code(self) -> &'static str { match self { $(Self::$rule => $code),+ } }
            /// The rule in one sentence.
            #[must_use]
            pub const fn says(self) -> &'static str { match self { $(Self::$rule => $says),+ } }
        }
    };
}

rules! {
    R1 "r1-level-too-low" "A visit is never at a lower level of supervision than the current assessment allows.",
    R2 "r2-not-ready" "No first visit without a complete referral, both separate meetings, signed agreements, a current approved assessment and copies of orders.",
    R3 "r3-meetings-apart" "The two adults' pre-visit meetings neither overlap nor touch.",
    R4 "r4-no-meeting" "People who must not meet are never in the building together outside controlled custody.",
    R5 "r5-staff-release" "A child leaves, and a visiting party is released, only when a named member of staff says so.",
    R6 "r6-not-on-the-list" "Only people in the order or plan come in.",
    R7 "r7-supervisor" "A supervised visit has its named supervisor in sight and sound throughout, and a supervisor holds one family at a time.",
    R8 "r8-briefing" "The supervisor has read the reasons, risks and terms before the visit starts.",
    R9 "r9-clearance" "Only people whose vetting and training are current are put on contact.",
    R10 "r10-intoxication" "Nobody who seems intoxicated comes in.",
    R11 "r11-ending" "A visit ended or paused early has its reason, and a pause is not an ending.",
    R12 "r12-child-refusal" "A child is never made to go in or to stay.",
    R13 "r13-missed-visits" "Late arrivals and missed visits have stated consequences.",
    R14 "r14-devices" "Telephones, cameras and watches that record are put away unless the plan allows them; pictures are taken by staff.",
    R15 "r15-gifts" "Staff look at a gift before it is given, for notes and trackers.",
    R16 "r16-no-passing-on" "Nobody sends messages or papers to another adult by way of the child, a session or the centre.",
    R17 "r17-care" "Personal care follows the plan.",
    R18 "r18-interpreter" "An interpreter is independent, and the supervisor can follow what is said.",
    R19 "r19-tell-parent" "The parent affected by an injury, critical incident or threat is told, unless child protection instructs otherwise.",
    R20 "r20-judgement" "Professional judgement may raise an assessed result and never lower it.",
    R21 "r21-lado" "An allegation about a worker reaches the LADO within one working day.",
    R22 "r22-999" "In immediate danger 999 is called first and the record made second.",
    R23 "r23-mandatory-report" "Child sexual abuse is reported to the police or the council as soon as practicable.",
    R25 "r25-compartment" "Nothing made for one party holds the other's protected facts.",
    R26 "r26-safe-way" "A notice goes only by the way a person said is safe, and in the hours they said.",
    R27 "r27-neutral" "A notice tells no name, no place and no reason.",
    R29 "r29-no-parent-channel" "Parents do not write to each other through the centre.",
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.number())
    }
}
impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        Self::ALL
            .iter()
            .copied()
            .find(|rule| rule.number() == text)
            .ok_or_else(|| serde::de::Error::custom("not the number of a safety rule"))
    }
}
#[cfg(feature = "api")]
const _: () = {
    use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
    impl utoipa::PartialSchema for Rule {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .enum_values(Some(Self::ALL.iter().map(|rule| rule.number())))
                .into()
        }
    }
    impl utoipa::ToSchema for Rule {}
};

/// A refusal: which rule or condition says no, what is so, and what would satisfy it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Refusal {
    /// The safety rule, where one is behind it.
    #[serde(skip)]
    pub rule: Option<Rule>,
    /// Stable, kebab-case; begins with the rule's number where there is one.
    pub code: &'static str,
    /// What is so, as a sentence.
    pub detail: String,
    /// What would satisfy it, as a sentence.
    pub remedy: String,
}

impl Refusal {
    /// Refused under a safety rule.
    pub fn under(rule: Rule, detail: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { rule: Some(rule), code: rule.code(), detail: detail.into(), remedy: remedy.into() }
    }

    /// Refused because things are not so far, or already further.
    pub fn because(code: &'static str, detail: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { rule: None, code, detail: detail.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.detail, self.remedy)
    }
}
impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_row_in_the_documents() {
        let document = include_str!("../../docs/rules.md");
        for rule in Rule::ALL {
            let row = document.lines().find(|line| line.starts_with(&format!("| {} |", rule.number())));
            let row = row.unwrap_or_else(|| panic!("{} has no row", rule.number()));
            assert!(row.contains(rule.says()) && row.contains(rule.code()), "{row}");
        }
    }

    #[test]
    fn a_code_begins_with_its_number_and_a_number_reads_back() {
        for rule in Rule::ALL {
            assert!(rule.code().starts_with(&format!("{}-", rule.number().to_lowercase())));
            let sent = serde_json::to_string(rule).unwrap();
            assert_eq!(serde_json::from_str::<Rule>(&sent).unwrap(), *rule);
        }
        assert!(serde_json::from_str::<Rule>(r#""R99""#).is_err());
    }
}
