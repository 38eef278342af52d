//! What a centre asks of people before they are put on contact, as data.

use super::{DbsLevel, Requirement};
use crate::plan::Kind;
use serde::{Deserialize, Serialize};

/// The longest that a centre may let anything last, in months.
pub const MOST_MONTHS: u32 = 120;
/// The most of one thing that a centre may ask for.
pub const MOST_NEEDED: u32 = 5;

/// One thing that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// What is asked for.
    pub requirement: Requirement,
    /// How many of it are needed at once.
    #[cfg_attr(feature = "api", schema(minimum = 1, maximum = 5))]
    pub needed: u32,
    /// How many months it lasts; none when it does not lapse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "api", schema(minimum = 1, maximum = 120))]
    pub months: Option<u32>,
    /// How many months a DBS check lasts from the day the update service said that it still stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "api", schema(minimum = 1, maximum = 120))]
    pub update_months: Option<u32>,
    /// The least level, for a DBS check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<DbsLevel>,
    /// The kinds of contact it is asked for; all kinds when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
}

/// Everything that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// One term for each requirement.
    pub terms: Vec<Term>,
}

/// Where a centre's policy is other than the national default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct Difference {
    /// Which requirement.
    pub requirement: Requirement,
    /// What the centre asks, in words.
    pub here: String,
    /// What the national default asks, in words.
    pub national: String,
    /// Whether the centre asks for less in any way.
    pub is_less: bool,
}

impl Term {
    /// One of it, for all kinds of contact, for ever.
    fn of(requirement: Requirement) -> Self {
        Self { requirement, needed: 1, months: None, update_months: None, level: None, kinds: Vec::new() }
    }

    /// The same, lasting so many months.
    fn lasting(requirement: Requirement, months: u32) -> Self {
        Self { months: Some(months), ..Self::of(requirement) }
    }

    /// Whether it is asked for this kind of contact.
    #[must_use]
    pub fn binds(&self, kind: Kind) -> bool {
        self.needed > 0 && (self.kinds.is_empty() || self.kinds.contains(&kind))
    }

    /// The term in words, for example "2 needed, does not lapse, for all kinds of contact".
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = vec![format!("{} needed", self.needed)];
        words.extend(self.level.map(|level| level.words().to_lowercase().replace("dbs", "DBS")));
        words.push(self.months.map_or("does not lapse".into(), |months| format!("lasts {months} months")));
        words
            .extend(self.update_months.map(|months| format!("{months} months from an update service check")));
        let kinds: Vec<String> = self.kinds.iter().map(|kind| kind.words().to_lowercase()).collect();
        words.push(if kinds.is_empty() {
            "for all kinds of contact".into()
        } else {
            format!("for {}", kinds.join(", "))
        });
        words.join(", ")
    }

    /// Whether it asks for less than another of the same requirement, in any way.
    fn is_less_than(&self, other: &Self) -> bool {
        let longer = |one: Option<u32>, other: Option<u32>| match (one, other) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(one), Some(other)) => one > other,
        };
        // Without months for the update service, its checks count for nothing: that is stricter.
        let update_longer = self.update_months.unwrap_or(0) > other.update_months.unwrap_or(0);
        self.needed < other.needed
            || longer(self.months, other.months)
            || update_longer
            || self.level < other.level
            || Kind::ALL.iter().any(|kind| other.binds(*kind) && !self.binds(*kind))
    }
}

impl Policy {
    /// What is asked where a centre has set nothing itself. Sources, as docs/rules.md names them: an
    /// enhanced DBS check before starting (NFAQ), renewed after two or three years where centres say how
    /// often (BATH, WIG); two references and an induction (BATH, WIG); safeguarding within three years;
    /// domestic abuse training within twelve months, because 11% having it was the finding (TFL). The
    /// numbers for conflict resolution, emergency procedures and first aid are ours, and so is what is
    /// asked for which kind: first aid of whoever is out alone with a family, a qualification of whoever
    /// observes.
    #[must_use]
    pub fn national() -> Self {
        let observed = Kind::ALL.iter().copied().filter(|kind| kind.is_observed()).collect();
        Self {
            terms: vec![
                Term {
                    level: Some(DbsLevel::Enhanced),
                    update_months: Some(12),
                    ..Term::lasting(Requirement::Dbs, 36)
                },
                Term { needed: 2, ..Term::of(Requirement::Reference) },
                Term::of(Requirement::Induction),
                Term::lasting(Requirement::Safeguarding, 36),
                Term::lasting(Requirement::DomesticAbuse, 12),
                Term::lasting(Requirement::ConflictResolution, 36),
                Term::lasting(Requirement::EmergencyProcedures, 12),
                Term { kinds: vec![Kind::Escorted], ..Term::lasting(Requirement::FirstAid, 36) },
                Term { kinds: observed, ..Term::of(Requirement::Role) },
            ],
        }
    }

    /// Where this policy is other than the national default, requirement by requirement.
    #[must_use]
    pub fn differences(&self) -> Vec<Difference> {
        let national = Self::national();
        let words = |term: Option<&Term>| term.map_or("not asked for".to_owned(), Term::words);
        Requirement::ALL
            .iter()
            .filter_map(|requirement| {
                let (here, there) = (self.term(*requirement), national.term(*requirement));
                (here != there).then(|| Difference {
                    requirement: *requirement,
                    here: words(here),
                    national: words(there),
                    is_less: there.is_some_and(|there| here.is_none_or(|here| here.is_less_than(there))),
                })
            })
            .collect()
    }

    /// What is asked of one requirement, if it is asked for.
    #[must_use]
    pub fn term(&self, requirement: Requirement) -> Option<&Term> {
        self.terms.iter().find(|term| term.requirement == requirement)
    }
}
