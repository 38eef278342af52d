//! Asking, and the proof of having asked.

use crate::{
    Act, Actor, Role, Subject,
    question::{Asked, Question, Tie, Ties},
};
use base::EmergencyAccessId;
use std::marker::PhantomData;

/// Proof that policy let this actor do this act to this record. Only [`ask`] makes one.
#[derive(Debug)]
pub struct Permit<A: Act> {
    id: A::Id,
    emergency: Option<EmergencyAccessId>,
    act: PhantomData<A>,
}

impl<A: Act> Permit<A> {
    /// The record the act is on: the only place a store takes it from.
    #[must_use]
    pub fn id(&self) -> A::Id {
        self.id
    }

    /// The emergency access that alone makes this permitted: whoever asks has no other tie to the record that would.
    #[must_use]
    pub fn emergency(&self) -> Option<EmergencyAccessId> {
        self.emergency
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
    let question = Question {
        role: actor.role,
        asked: Asked::Act(A::NUMBER),
        same_centre: actor.centre == subject.centre,
        proved: actor.proved,
        held: subject.links.held,
        ties: subject.links.ties(actor),
    };
    question.answer()?;
    let otherwise = Question { ties: question.ties.without(Tie::Emergency), ..question };
    let emergency = match subject.links.opened {
        Some((_, opening)) if question.ties.has(Tie::Emergency) && !otherwise.is_permitted() => Some(opening),
        _ => None,
    };
    Ok(Permit { id: subject.id, emergency, act: PhantomData })
}

/// Whether somebody of this role may ever do this, on a record they are tied to as it takes. For menus, and
/// for turning away at the door whoever could only be refused; records are judged later, one by one.
#[must_use]
pub fn may_ever<A: Act>(role: Role) -> bool {
    may_ever_do(A::NUMBER, role)
}

/// The same of an act by its place in the table.
pub(crate) fn may_ever_do(act: usize, role: Role) -> bool {
    let asked = Asked::Act(act);
    let with = |ties| Question { role, asked, same_centre: true, proved: true, held: false, ties };
    Ties::every().any(|ties| with(ties).is_permitted())
}
