//! Guides: what parents read before, during and after a visit. They come with the program (`guides/`); a centre
//! words them anew, one writing and another reading, and says what is hard for whom, so that what fits is put
//! before them. Anybody may read every guide: nothing in one tells of a family.

mod api;
mod edition;
mod edition_pages;
mod need;
mod need_pages;
mod pages;
mod shipped;
mod shown;

pub use api::operations;
pub use edition::{
    AsItComes, Edition, GuideTexts, NewEdition, ShippedText, end, read_as_it_comes, review, texts, write,
};
pub use need::{AdultNeeds, FamilyNeeds, MOST_AT_ONCE, Needs, OwnGuides, needs, own_guides, write_needs};
pub(crate) use pages::for_now;
pub use shipped::{ENGLISH, NoGuide, Shipped, all, read_all};
pub use shown::{Guide, GuideLine, GuideWanted, Guides, GuidesWanted, guide, guides, language_of};

use crate::front::Pages;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    pages::pages().and(edition_pages::pages()).and(need_pages::pages())
}
