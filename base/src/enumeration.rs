//! Closed lists of words, each with one spelling for database, API and form.

use std::fmt;

/// The word is not on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotOneOf {
    /// What the list is of.
    pub list: &'static str,
    /// The words it has, separated by commas.
    pub words: String,
}

impl fmt::Display for NotOneOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not one of: {}", self.words)
    }
}
impl std::error::Error for NotOneOf {}

/// Declares a closed list. Each choice has its stored word and the words people read.
///
/// ```ignore
/// base::choices! {
///     /// What is done with a referral.
///     pub enum Triage { Accept = "accept" => "Accept", Wait = "wait" => "Put on the waiting list" }
/// }
/// ```
#[macro_export]
macro_rules! choices {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal => $words:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* #[doc = $words] $variant),+ }

        impl $name {
            /// Every choice, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word stored, sent and posted.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The words people read.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Self::$variant => $words),+ }
            }
        }
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result { f.write_str(self.as_str()) }
        }
        impl ::std::str::FromStr for $name {
            type Err = $crate::NotOneOf;
            fn from_str(text: &str) -> Result<Self, $crate::NotOneOf> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::NotOneOf { list: stringify!($name), words: [$($word),+].join(", ") }),
                }
            }
        }
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> { to.serialize_str(self.as_str()) }
        }
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <::std::borrow::Cow<'de, str>>::deserialize(from)?;
                text.parse().map_err(::serde::de::Error::custom)
            }
        }
        $crate::choices_described!($name, $($word),+);
        $crate::choices_stored!($name);
    };
}

#[cfg(feature = "api")]
#[doc(hidden)]
#[macro_export]
macro_rules! choices_described {
    ($name:ident, $($word:literal),+) => {
        impl $crate::utoipa::PartialSchema for $name {
            fn schema() -> $crate::utoipa::openapi::RefOr<$crate::utoipa::openapi::Schema> {
                $crate::utoipa::openapi::ObjectBuilder::new()
                    .schema_type($crate::utoipa::openapi::Type::String)
                    .enum_values(Some([$($word),+])).into()
            }
        }
        impl $crate::utoipa::ToSchema for $name {}
    };
}

#[cfg(not(feature = "api"))]
#[doc(hidden)]
#[macro_export]
macro_rules! choices_described {
    ($name:ident, $($word:literal),+) => {};
}

#[cfg(feature = "sql")]
#[doc(hidden)]
#[macro_export]
macro_rules! choices_stored {
    ($name:ident) => {
        $crate::kept_in_a_column!($name, Text, read String, write str, |it| it.as_str(), |text| Ok(text.parse()?));
    };
}

#[cfg(not(feature = "sql"))]
#[doc(hidden)]
#[macro_export]
macro_rules! choices_stored {
    ($name:ident) => {};
}
