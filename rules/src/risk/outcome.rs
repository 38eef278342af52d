//! What an assessment comes to, as one word.

use super::Level;
use base::NotOneOf;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// The lowest level that is safe, or that none here is. Sent and stored as one word: a level's own, or
/// `beyond-this-centre`. Ordered from less to more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// Contact is safe at this level or a higher one.
    AtLeast(Level),
    /// No level this centre offers is safe. It must refuse (SVN8).
    BeyondThisCentre,
}

impl Outcome {
    /// Every outcome, from less to more.
    pub const ALL: &'static [Self] = &[
        Self::AtLeast(Level::Supported),
        Self::AtLeast(Level::Supervised),
        Self::AtLeast(Level::HighVigilance),
        Self::BeyondThisCentre,
    ];

    /// The word stored, sent and posted.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtLeast(level) => level.as_str(),
            Self::BeyondThisCentre => "beyond-this-centre",
        }
    }

    /// The words people read.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::AtLeast(Level::Supported) => "At least supported",
            Self::AtLeast(Level::Supervised) => "At least supervised",
            Self::AtLeast(Level::HighVigilance) => "At least high vigilance",
            Self::BeyondThisCentre => "More than this centre can keep safe",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl FromStr for Outcome {
    type Err = NotOneOf;
    fn from_str(text: &str) -> Result<Self, NotOneOf> {
        Self::ALL.iter().copied().find(|outcome| outcome.as_str() == text).ok_or_else(|| NotOneOf {
            list: "Outcome",
            words: Self::ALL.iter().map(|outcome| outcome.as_str()).collect::<Vec<_>>().join(", "),
        })
    }
}
impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}
impl<'de> Deserialize<'de> for Outcome {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

base::choices_described!(Outcome, "supported", "supervised", "high-vigilance", "beyond-this-centre");
base::choices_stored!(Outcome);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_is_one_word_and_reads_back() {
        for outcome in Outcome::ALL {
            let text = serde_json::to_string(outcome).unwrap();
            assert_eq!(serde_json::from_str::<Outcome>(&text).unwrap(), *outcome);
        }
        assert_eq!(serde_json::to_string(&Outcome::BeyondThisCentre).unwrap(), r#""beyond-this-centre""#);
        assert!("none".parse::<Outcome>().is_err());
    }
}
