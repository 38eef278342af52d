//! What the centre owes the people whose records it keeps: their own data when they ask, an end to what is no
//! longer needed, an answer when something got out, and a true account of what is kept and why.

mod ask;
pub mod breach;
mod pages;
pub mod processing;
pub mod registry;
pub mod retention;
pub mod subject_access;

use crate::front::Pages;
use host::api::Operations;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    pages::pages()
        .and(breach::pages())
        .and(processing::pages())
        .and(retention::pages())
        .and(subject_access::pages())
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .and(breach::operations())
        .and(processing::operations())
        .and(retention::operations())
        .and(subject_access::operations())
}

/// The heads of a table.
fn heads<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(String::from).to_vec()
}
