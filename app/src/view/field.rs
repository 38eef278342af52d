//! Questions of a form, as data.

/// One choice of a question.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The word posted.
    pub value: String,
    /// The words read.
    pub text: String,
    /// What it means, where that needs saying.
    pub hint: String,
}

impl Choice {
    /// A choice without a hint.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into(), hint: String::new() }
    }
}

/// The choices of a closed list: `choices!(Triage)`.
#[macro_export]
macro_rules! choices_of {
    ($list:ty) => {
        <$list>::ALL.iter().map(|it| $crate::view::Choice::new(it.as_str(), it.words())).collect::<Vec<_>>()
    };
}
pub use choices_of as choices;

/// How a question is asked.
#[derive(Clone, Debug)]
pub enum Kind {
    /// One line.
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// A whole number; name the field with `:int`.
    Number,
    /// Several lines, so many of them shown.
    Long(u8),
    /// A day.
    Date,
    /// A day and a time.
    Moment,
    /// A time of the clock.
    Time,
    /// One of a few, all shown.
    One(Vec<Choice>),
    /// Any of a few; name the field with `:list`.
    Many(Vec<Choice>),
    /// One of many, in a list that opens.
    Pick(Vec<Choice>),
    /// Yes or no; name the field with `:bool`.
    YesNo,
    /// A box to tick; name the field with `:bool`.
    Tick,
    /// A file; the form is sent as multipart. Says which kinds are taken.
    File(&'static str),
    /// A password.
    Password,
    /// A password that is being chosen.
    NewPassword,
    /// Digits that are used once.
    Code,
    /// No question: a value that goes with the form.
    Hidden(String),
    /// No question: a heading within the form.
    Heading,
    /// No question: a paragraph within the form.
    Words,
}

/// One question.
#[derive(Clone, Debug)]
pub struct Field {
    /// The path into the command, with how it is read.
    pub name: String,
    /// The question.
    pub label: String,
    /// A little help.
    pub hint: String,
    /// How it is asked.
    pub kind: Kind,
}

impl Field {
    /// The same with a little help.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// A question.
pub fn field(name: impl Into<String>, label: impl Into<String>, kind: Kind) -> Field {
    Field { name: name.into(), label: label.into(), hint: String::new(), kind }
}
