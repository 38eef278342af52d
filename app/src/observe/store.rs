//! Where notes are kept.

use super::NewNote;
use crate::schema::note;
use base::{AccountId, FamilyId, Moment, NoteId, VisitId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx, among,
    paging::{Listed, Paging},
    seal::Sealed,
    sign_in,
};
use policy::{Permit, WriteNote};
use rules::observe::NoteKind;
use serde::Serialize;
use utoipa::ToSchema;

/// A note as it is kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Note {
    /// Its identifier.
    pub id: NoteId,
    /// Of which visit.
    pub visit: VisitId,
    /// What it is about.
    pub kind: NoteKind,
    /// When it happened.
    pub at: Moment,
    /// When it reached the centre's records.
    pub received_at: Moment,
    /// What was seen, said or done.
    pub words: String,
    /// Who said it, where something was said.
    pub speaker: Option<String>,
    /// The note this one corrects.
    pub corrects: Option<NoteId>,
    /// The sign-in it was written with.
    pub account: AccountId,
    /// Who wrote it.
    pub author: String,
}

impl Note {
    /// Whether this is what was sent.
    pub(super) fn says_the_same(&self, new: &NewNote) -> bool {
        self.kind == new.kind
            && self.words == new.words.as_str()
            && self.speaker.as_deref() == new.speaker.as_ref().map(base::Name::as_str)
            && self.corrects == new.corrects
            && new.at.is_none_or(|at| at == self.at)
    }
}

type Row = (NoteId, VisitId, NoteKind, Moment, Moment, Sealed, Option<String>, Option<NoteId>, AccountId);

const COLUMNS: (
    note::id,
    note::visit,
    note::kind,
    note::happened_at,
    note::received_at,
    note::words,
    note::speaker,
    note::corrects,
    note::account,
) = (
    note::id,
    note::visit,
    note::kind,
    note::happened_at,
    note::received_at,
    note::words,
    note::speaker,
    note::corrects,
    note::account,
);

fn with_authors(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<Note>, Problem> {
    let accounts: Vec<AccountId> = rows.iter().map(|row| row.8).collect();
    let names = sign_in::names_of(tx, &accounts)?;
    rows.into_iter()
        .map(|(id, visit, kind, at, received_at, words, speaker, corrects, account)| {
            let (words, author) = (tx.open_text(&words)?, names.get(&account).cloned().unwrap_or_default());
            Ok(Note { id, visit, kind, at, received_at, words, speaker, corrects, account, author })
        })
        .collect()
}

pub(super) fn note_by_id(tx: &mut Tx<'_>, id: NoteId) -> Result<Option<(VisitId, Note)>, Problem> {
    let rows: Vec<Row> = note::table.filter(note::id.eq(id)).select(COLUMNS).load(tx.db())?;
    Ok(with_authors(tx, rows)?.pop().map(|note| (note.visit, note)))
}

pub(super) fn notes(tx: &mut Tx<'_>, visit: VisitId, paging: &Paging) -> Result<Listed<Note>, Problem> {
    let mut query = note::table
        .filter(note::visit.eq(visit))
        .order((note::happened_at, note::id))
        .limit(paging.fetch())
        .select(COLUMNS)
        .into_boxed();
    if let Some(place) = paging.place()? {
        query = query.filter(
            note::happened_at.gt(place.at).or(note::happened_at.eq(place.at).and(note::id.gt(place.id))),
        );
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let read = with_authors(tx, rows)?;
    Ok(paging.page(read, |note| (note.at, note.id.to_string())))
}

/// Every note of some visits, for a report that has permission to hold them.
pub fn all(tx: &mut Tx<'_>, visits: &[VisitId]) -> Result<Vec<Note>, Problem> {
    let rows: Vec<Row> = note::table
        .filter(among(note::visit, visits.to_vec()))
        .order((note::happened_at, note::id))
        .select(COLUMNS)
        .load(tx.db())?;
    with_authors(tx, rows)
}

pub(super) fn note_insert(
    tx: &mut WriteTx<'_>,
    (permit, family): (&Permit<WriteNote>, FamilyId),
    new: &NewNote,
    at: Moment,
) -> Result<Note, Problem> {
    let account: AccountId = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::insert_into(note::table)
        .values((
            note::id.eq(new.id),
            note::centre.eq(tx.centre()),
            note::visit.eq(permit.id()),
            note::kind.eq(new.kind),
            note::happened_at.eq(at),
            note::received_at.eq(tx.now),
            note::words.eq(tx.seal_text(family, new.words.as_str())?),
            note::speaker.eq(new.speaker.as_ref().map(base::Name::as_str)),
            note::corrects.eq(new.corrects),
            note::account.eq(account),
        ))
        .execute(tx.db())?;
    note_by_id(tx, new.id)?.map(|(_, note)| note).ok_or_else(|| Problem::broken("a note just kept is gone"))
}
