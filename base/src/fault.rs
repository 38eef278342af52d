//! What is wrong with something a person typed or a program sent, field by field.

use serde::Serialize;

/// One field that cannot be accepted, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Where the field is: a JSON pointer into what was sent, for example `/children/0/name`.
    pub pointer: String,
    /// What is wrong and how to mend it, as a sentence a person can act on.
    pub message: String,
}

/// All the faults found in one submission, so that a person mends them in one go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// No faults yet.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// One fault.
    #[must_use]
    pub fn one(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        let mut faults = Self::none();
        faults.add(pointer, message);
        faults
    }

    /// Adds a fault.
    pub fn add(&mut self, pointer: impl Into<String>, message: impl Into<String>) {
        self.0.push(Fault { pointer: pointer.into(), message: message.into() });
    }

    /// Keeps the value, or notes why there is none.
    pub fn take<T, E: std::fmt::Display>(&mut self, pointer: &str, value: Result<T, E>) -> Option<T> {
        value.map_err(|why| self.add(pointer, why.to_string())).ok()
    }

    /// Adds a fault unless the claim holds.
    pub fn require(&mut self, claim: bool, pointer: &str, message: &str) {
        if !claim {
            self.add(pointer, message);
        }
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The faults, in the order they were found.
    #[must_use]
    pub fn list(&self) -> &[Fault] {
        &self.0
    }

    /// `Ok` when nothing is wrong.
    pub fn none_or_err(self) -> Result<(), Self> {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }
}
