//! The live chat: somebody without an account talks to the centre, and nothing of it stays but what they wish.
//!
//! A chat is an enquiry from its beginning, so what comes of it is written nowhere twice. The visitor holds a code;
//! whoever else may be signed in at their browser, these pages act for the holder of the code and nobody more. How
//! many wait, who writes and who has read is shown to no visitor (R30).

mod api;
mod desk;
mod keep;
mod lines;
mod own;
mod own_pages;
mod pages;
mod store;
mod stream;

pub use api::operations;
pub use keep::keep_tidy;

use crate::front::Pages;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    own_pages::pages().and(pages::pages())
}
