//! The first page: what needs me today, for each role; for a visitor, what this place is.

use crate::{
    front::{Asked, Pages},
    view::{Block, Button, Layout, Sheet, View, link},
};
use host::{Problem, Tx};
use policy::{Role, SeePublicPages};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none().show::<SeePublicPages, ()>("/", home)
}

fn home(tx: &mut Tx<'_>, _: (), _: &Asked) -> Result<View, Problem> {
    match tx.actor.role {
        Role::Public => Ok(landing()),
        _ => Ok(View::sheet(Layout::Staff, Sheet::new("What needs you today"))),
    }
}

fn landing() -> View {
    let sheet = Sheet::new("A safe place to spend time together")
        .lead("We are a child contact centre. Children see a parent or relative they do not live with here, with people close by who keep everybody safe.")
        .with(Block::Buttons(vec![
            Button::to("Ask us something", "/enquire"),
            Button::to("Apply as a parent", "/apply").secondary(),
        ]))
        .with(Block::Links(vec![link("Sign in", "/sign-in")]));
    View::sheet(Layout::Public, sheet)
}
