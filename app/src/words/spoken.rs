//! Closed lists as parents and the public read them. Staff read the words the list itself has.

use super::Words;
use crate::view::Choice;
use std::fmt::Display;

/// A choice of a closed list that has words in every language.
pub(crate) trait Spoken: Copy + Display + 'static {
    /// Its words.
    fn spoken(self, words: Words) -> String;
}

/// Says with which message each choice of a list is spoken: `spoken!(Side { Mine => side_mine })`. A
/// choice left out does not compile.
macro_rules! spoken {
    ($list:ty { $($choice:ident => $message:ident),+ $(,)? }) => {
        impl $crate::words::Spoken for $list {
            fn spoken(self, words: $crate::words::Words) -> String {
                match self { $(Self::$choice => words.$message()),+ }
            }
        }
    };
}
pub(crate) use spoken;

impl Words {
    /// The choices of a question.
    pub(crate) fn choices<T: Spoken>(self, list: &[T]) -> Vec<Choice> {
        list.iter().map(|it| Choice::new(it.to_string(), it.spoken(self))).collect()
    }

    /// The languages there are, each by its own name.
    pub(crate) fn all_by_name() -> Vec<Choice> {
        Self::tags().map(|tag| Choice::new(tag, Self::name_of(tag))).collect()
    }

    /// Yes or no; nothing where nothing was said.
    pub(crate) fn yes_or_no(self, given: Option<bool>) -> String {
        given.map(|is| if is { self.form_yes() } else { self.form_no() }).unwrap_or_default()
    }
}
