//! How people come in and show that it is them: passkeys, a password with a code, a PIN on the centre's tablet;
//! where they are signed in; and how a member of staff lets somebody in again.

mod api;
mod ceremony;
mod door;
mod own;
mod own_pages;
mod passkey_form;
mod password;
mod people;
mod people_pages;
pub(crate) mod prove;
mod quick;
mod returning;
mod second;
mod set_up;
mod store;

pub use api::operations;

use crate::front::{Asks, Pages};
use policy::{Act, SignIn};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .and(door::pages())
        .and(second::pages())
        .and(set_up::pages())
        .and(returning::pages())
        .and(quick::pages())
        .and(ceremony::pages())
        .and(prove::pages())
        .and(own_pages::pages())
        .and(people_pages::pages())
}

/// A page of the door: it opens to anybody, and judges by itself.
fn at_the_door(path: &'static str, method: &'static str) -> Asks {
    Asks { path, method, act: SignIn::NAME }
}
