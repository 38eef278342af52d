//! Stub.
use crate::front::Pages;
/// Pages.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
}
