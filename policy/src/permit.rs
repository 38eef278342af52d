//! Asking, and the proof of having asked.

use crate::{Act, Actor, Subject, act::may_see};
use std::marker::PhantomData;

/// Proof that policy let this actor do this act to this record. Only [`ask`] makes one.
#[derive(Debug)]
pub struct Permit<A: Act> {
    id: A::Id,
    act: PhantomData<A>,
}

impl<A: Act> Permit<A> {
    /// The record the act is on: the only place a store takes it from.
    #[must_use]
    pub fn id(&self) -> A::Id {
        self.id
    }
}

/// Why policy said no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The actor may not know that the record exists.
    Unseen,
    /// The actor may know of it and may not do this.
    NotYours,
    /// The actor may do this, and has to prove again that it is them.
    ProveAgain,
}

/// May this actor do this act to this record?
pub fn ask<A: Act>(actor: &Actor, subject: &Subject<A::Id>) -> Result<Permit<A>, Refused> {
    if !may_see(A::SEES, actor, subject.centre, &subject.links) {
        Err(Refused::Unseen)
    } else if !A::ROLES.contains(&actor.role) {
        Err(Refused::NotYours)
    } else if A::PROVED && !actor.proved {
        Err(Refused::ProveAgain)
    } else {
        Ok(Permit { id: subject.id, act: PhantomData })
    }
}
