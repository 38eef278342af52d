//! What an operation answered.

use app::words::Words;
use serde_json::Value;

/// An answer of the API.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// JSON body.
    pub body: Value,
}

impl Answer {
    /// Fails the story if a parent or the public were refused with a sentence that another language has no words for.
    /// What only a program can send wrongly (it names parts of a document in backticks) is said in English.
    pub fn is_said_in_every_language(&self, path: &str) {
        let errors = self.body["errors"].as_array().into_iter().flatten();
        let sentences =
            errors.flat_map(|error| [&error["detail"], &error["remedy"]]).filter_map(Value::as_str);
        // A query is put together by a program.
        let is_of_programs =
            |said: &str| said.contains('`') || said.starts_with("Failed to deserialize query");
        for sentence in sentences.filter(|said| !said.is_empty() && !is_of_programs(said)) {
            let is_there = Words::are_there_for(sentence);
            assert!(is_there, "{path} says in English alone (app/locales/*/said.txt): {sentence}");
        }
    }

    /// Fails the story unless the status is this; answers the body.
    #[track_caller]
    pub fn is(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }

    /// Fails the story unless it was refused with this code among its codes.
    #[track_caller]
    pub fn is_refused_with(self, code: &str) -> Value {
        let codes: Vec<&str> = std::iter::once(&self.body["code"])
            .chain(self.body["errors"].as_array().into_iter().flatten().map(|error| &error["code"]))
            .filter_map(Value::as_str)
            .collect();
        assert!(self.status >= 400 && codes.contains(&code), "{} {}", self.status, self.body);
        self.body
    }

    /// Fails the story unless it was refused with this status and this code; answers the body.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.is_refused_with(code)
    }

    /// Fails the story unless the field at this pointer was at fault.
    #[track_caller]
    pub fn blames(self, pointer: &str) -> Value {
        let pointers: Vec<&str> = self.body["errors"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|error| error["pointer"].as_str())
            .collect();
        assert!(self.status == 422 && pointers.contains(&pointer), "{} {}", self.status, self.body);
        self.body
    }
}
