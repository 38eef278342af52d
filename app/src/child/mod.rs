//! The child's own voice (4.8): what a child says, draws or chooses before and after a visit, on the centre's
//! tablet, in a mode in which nothing else opens; what became of it; and the page that tells a child about a visit.
//!
//! What a child said is kept exactly and never changed. No adult of the family reads it here; into a report it
//! goes by the author's choice and with the child's permission (decision 26).

mod answer;
mod api;
mod drawing;
mod leaflet;
mod leaflet_pages;
mod listed;
mod lock;
mod pages;
mod picture;
mod sitting;
mod store;
mod tablet;
mod thread;
mod thread_pages;
mod words;

pub use answer::{NewChildAnswer, keep};
pub use api::operations;
pub use drawing::{Crayon, Drawing, Stroke};
pub use leaflet::{ChildPage, ChildPageStep, NewChildPage, leaflet, make};
pub use listed::{ChildWord, ChildWords, NewChildWord, child_words, keep_child_word};
pub(crate) use lock::{let_go, locked};
pub use picture::{
    NewHelperPicture, NewRoomPicture, PictureKept, SentPicture, keep_own, keep_room, take_own_back,
};
pub use sitting::{NewSitting, Sitting, end, finish, open};
pub use thread::{
    ChildAnswer, ChildAnswerNote, ChildAnswersWanted, ChildNoteKind, ChildTold, NewChildDone,
    NewChildPermission, done, list, list_of, permit, see, told,
};
pub(crate) use thread::{permitted_words, still_permitted};

use crate::front::Pages;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    pages::pages().and(thread_pages::pages()).and(leaflet_pages::pages()).and(tablet::pages())
}
