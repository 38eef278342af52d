//! Who looked and who wrote: the trail of a family and of a member of staff, the heads that are signed over it,
//! and the answer to a parent who asks who has looked at their record (decision 17).

mod asking;
mod heads;
mod lines;
mod pages;
mod store;

pub use asking::{LookExtract, LookRequest, OwnLooked, due_on};
pub use heads::{keep_signing, sign};
pub use lines::TrailLine;

use crate::front::Pages;
use host::api::Operations;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    pages::pages().and(heads::pages()).and(asking::pages())
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    lines::operations().and(heads::operations()).and(asking::operations())
}
