//! Messages: what one adult and the centre write to each other (R29).
//!
//! A thread belongs to one adult and is their compartment: no other adult ever reads of it, nor that there is
//! one, and nothing that is written in it goes on to anybody (R16). What was written is never changed. Whether
//! staff have read something is told to nobody (R30).
//!
//! The centre sends words and no files: what leaves as a file leaves as a report, which passes the gate for its
//! reader. Words pass that gate here, when they are sent.

mod answer;
mod api;
mod attach;
mod concern;
mod draft;
mod list;
mod own;
mod own_pages;
mod pages;
mod request;
mod store;
mod template;
mod template_pages;
mod threads;

pub use answer::{Assignment, NewAnswer, NewThread, Settling, answer, assign, begin_with, settle};
pub(crate) use answer::{may_go, who_answer};
pub use api::operations;
pub use attach::{Attached, FileContent, SentWith, file, own_file};
pub use concern::{Concern, ConcernDecision, Judgement, decide};
pub use draft::Draft;
pub use list::{MessagesWanted, ThreadLine, Waiting, list, waiting_time};
pub use own::{
    NewOwnMessage, NewOwnThread, OwnMessage, OwnSent, OwnThread, OwnThreadLine, OwnThreads, own_thread,
    own_threads, say, say_first,
};
pub use request::{AskedFor, NewDecision, NewRequest, OwnAskedFor, decide_request};
pub use template::{NewTemplate, Template, Templates, keep_template, stop_template, templates};
pub use threads::{Message, Thread, see};

use crate::front::Pages;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    own_pages::pages().and(pages::pages()).and(template_pages::pages())
}
