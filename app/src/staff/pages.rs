//! Pages.
use crate::front::Pages;
/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
}
