//! Stub.
use crate::front::Pages;
use host::api::Operations;
/// Pages.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
}
/// Operations.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
}
