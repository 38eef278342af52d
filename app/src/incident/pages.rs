//! Pages.
use crate::front::Pages;
pub(super) fn pages() -> Pages {
    Pages::none()
}
