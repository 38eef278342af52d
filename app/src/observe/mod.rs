//! Observation notes: what was seen and said at a visit, added to and never changed.

mod pages;
mod store;

pub use pages::{FeedLine, feed};
pub use store::{Note, all as notes_of};

use crate::{
    incident::{NewTask, task_insert},
    schedule::visit_with,
    visit::reused,
};
use axum::http::Method;
use base::{Minutes, Moment, Name, NoteId, Prose, VisitId};
use host::{
    Problem, Recorded, Tx, WriteTx,
    api::Operations,
    paging::{Listed, Paging},
};
use policy::{Role, SeeNotes, WriteNote};
use rules::{
    Refusal,
    incident::risk_noted,
    observe::{NoteKind, may_note},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How far the clock of a device may run ahead of the centre's.
const CLOCKS_DIFFER_BY: Minutes = Minutes(5);

/// Writes a note. Facts and direct speech, no conclusions.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    /// Its identifier, made by the device it was written on. Sent again, it changes nothing.
    pub id: NoteId,
    /// When it happened; now, when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// What it is about.
    pub kind: NoteKind,
    /// What was seen, said or done.
    pub words: Prose,
    /// Who said it, where something was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Name>,
    /// The note this one corrects. Both are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<NoteId>,
}

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .write::<WriteNote, VisitId, NewNote, Note>(
            "Notes",
            (Method::POST, "/visits/{visit}/notes"),
            "Write an observation note; the same identifier sent again changes nothing",
            (201, &["nothing-to-note", "note-id-reused", "supported-no-observations", "visit-closed"]),
            write,
        )
        .read::<SeeNotes, VisitId, Paging, Listed<Note>>(
            "Notes",
            "/visits/{visit}/notes",
            "List the notes of a visit in the order of what happened",
            |tx, id, paging| list(tx, id, &paging),
        )
}

/// Keeps a note.
pub fn write(tx: &mut WriteTx<'_>, id: VisitId, new: NewNote) -> Result<Recorded<Note>, Problem> {
    let (record, family) = visit_with(tx, id)?;
    let permit = tx.ask::<WriteNote>(&family.subject.with_id(id))?;
    if let Some((visit, kept)) = store::note_by_id(tx, new.id)? {
        return if visit == id && kept.says_the_same(&new) {
            Ok(tx.recorded_before(&permit, kept))
        } else {
            Err(Refusal { code: "note-id-reused", ..reused() }.into())
        };
    }
    let now = &record.document.now;
    // A visit that is observed is observed by its supervisor; anybody may say that somebody is at risk.
    if tx.actor.role == Role::Volunteer && now.kind.is_observed() && new.kind != NoteKind::RiskOfHarm {
        return Err(Problem::NotAllowed);
    }
    may_note(now.kind, now.state, new.kind)?;
    let at = new.at.unwrap_or(tx.now);
    if at > tx.now.plus(CLOCKS_DIFFER_BY) {
        return Err(Problem::field("/at", "Enter a time that has passed, or leave it empty for now"));
    }
    if let Some(corrected) = new.corrects {
        let found = store::note_by_id(tx, corrected)?;
        if found.is_none_or(|(visit, _)| visit != id) {
            return Err(Problem::field("/corrects", "Choose a note of this visit"));
        }
    }
    let note = store::note_insert(tx, (&permit, family.id), &new, at)?;
    if new.kind == NoteKind::RiskOfHarm {
        // Counted from when the centre knows, as an incident's duties are.
        let (whom, words, due) = risk_noted(tx.now);
        let family = family.id;
        task_insert(tx, &NewTask { family, review: None, visit: Some(id), whom, words: &words, due })?;
    }
    tx.record(&permit, Some(family.id), "A note was written", note)
}

/// The notes of a visit in the order of what happened.
pub fn list(tx: &mut Tx<'_>, id: VisitId, paging: &Paging) -> Result<Listed<Note>, Problem> {
    let (_, family) = visit_with(tx, id)?;
    tx.ask::<SeeNotes>(&family.subject.with_id(id))?;
    store::notes(tx, id, paging)
}
