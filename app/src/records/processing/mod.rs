//! stub
use crate::front::Pages;
use host::api::Operations;
pub fn pages() -> Pages {
    Pages::none()
}
pub fn operations() -> Operations {
    Operations::none()
}
