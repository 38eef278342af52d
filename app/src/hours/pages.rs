//! The page of the children's own hours.

use crate::front::Pages;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
}
