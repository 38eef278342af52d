//! Words a person wrote, with the little that must hold of them.

use serde::{Deserialize, Deserializer, Serialize};
use std::{fmt, str::FromStr};

/// Why words cannot be kept as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordsRefused {
    /// Nothing was written.
    Empty,
    /// It is longer than the field holds, in characters.
    TooLong(usize),
    /// It has a control character, which no keyboard makes and no page can show.
    ControlCharacter,
}

impl fmt::Display for WordsRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("This cannot be empty"),
            Self::TooLong(most) => write!(f, "Use {most} characters or fewer"),
            Self::ControlCharacter => f.write_str("Remove the characters that cannot be shown"),
        }
    }
}
impl std::error::Error for WordsRefused {}

/// Whether a character turns round what is read beside it, and is not seen itself: what is shown would not be what was
/// written. Nobody who types or pastes knows of it, so it is left out and not refused; letters that are written from
/// right to left need none.
const fn turns_round(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $most:literal, lines: $lines:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The most characters it holds.
            pub const MOST: usize = $most;

            /// Trims, leaves out what turns words round, and keeps them if they can be kept.
            pub fn new(text: &str) -> Result<Self, WordsRefused> {
                let text: String = text.chars().filter(|c| !turns_round(*c)).collect();
                let text = text.trim();
                if text.is_empty() {
                    Err(WordsRefused::Empty)
                } else if text.chars().count() > $most {
                    Err(WordsRefused::TooLong($most))
                } else if text.chars().any(|c| c.is_control() && !($lines && matches!(c, '\n' | '\r' | '\t'))) {
                    Err(WordsRefused::ControlCharacter)
                } else {
                    Ok(Self(text.replace("\r\n", "\n")))
                }
            }

            /// The words.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl FromStr for $name {
            type Err = WordsRefused;
            fn from_str(text: &str) -> Result<Self, WordsRefused> {
                Self::new(text)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                Self::new(&<std::borrow::Cow<'de, str>>::deserialize(from)?).map_err(serde::de::Error::custom)
            }
        }
        #[cfg(feature = "api")]
        const _: () = {
            use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
            impl utoipa::PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    ObjectBuilder::new()
                        .schema_type(Type::String)
                        .min_length(Some(1))
                        .max_length(Some($most))
                        .into()
                }
            }
            impl utoipa::ToSchema for $name {}
        };
        #[cfg(feature = "sql")]
        crate::kept_in_a_column!($name, Text, read String, write str, |words| words.as_str(), |text| Ok($name(text)));
    };
}

words! {
    /// What a person or thing is called: one line, not empty.
    Name, 120, lines: false
}
words! {
    /// Some sentences: a reason, a note, an account of what happened. Not empty; may have lines.
    Prose, 8000, lines: true
}

/// What somebody is called among people: the first of their names.
#[must_use]
pub fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or_default()
}
