//! Where the child's own voice is kept.

use super::{
    Drawing, NewSitting, Sitting,
    sitting::SittingDocument,
    thread::{ChildAnswerNote, ChildNoteKind},
};
use crate::{
    author::author,
    family::Family,
    schema::{child_answer, child_answer_note, child_sitting},
    words::Words,
};
use base::{AccountId, ChildAnswerId, ChildId, Day, FamilyId, Minutes, Moment, SittingId, VisitId};
use diesel::{dsl::max, prelude::*};
use host::{Problem, Tx, WriteTx, among, paging::Paging, seal::Sealed};
use policy::{HearChild, NoteChildVoice, OpenChildMode, Permit};
use rules::child::{AgeBand, ChildQuestion, Mark, When, Worrying};
use serde::{Deserialize, Serialize};

/// A tablet that was forgotten is a child's no longer than this.
const LONGEST: Minutes = Minutes(3 * 60);

/// What of an answer is kept sealed: all of it but when, by whom and to what.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct AnswerDocument {
    /// The question, as the child read it.
    pub(super) prompt: String,
    /// What was picked, as the child read it.
    pub(super) shown: Vec<String>,
    /// What was picked.
    pub(super) marks: Vec<Mark>,
    /// What was said or written.
    pub(super) words: Option<String>,
    /// Whether somebody wrote it down.
    pub(super) by_grown_up: bool,
    /// What was drawn.
    pub(super) drawing: Option<Drawing>,
    /// Whether it was skipped.
    pub(super) skipped: bool,
    /// Why somebody had to read it at once.
    pub(super) worrying: Vec<Worrying>,
}

type SittingRow = (
    (SittingId, FamilyId, VisitId, ChildId, When, AgeBand, String),
    (String, Sealed, Moment, Option<Moment>, Option<Moment>),
);

macro_rules! sittings {
    () => {
        child_sitting::table.inner_join(author::table.on(author::id.eq(child_sitting::account))).select((
            (
                child_sitting::id,
                child_sitting::family,
                child_sitting::visit,
                child_sitting::child,
                child_sitting::moment_kind,
                child_sitting::band,
                child_sitting::language,
            ),
            (
                author::name,
                child_sitting::document,
                child_sitting::opened_at,
                child_sitting::finished_at,
                child_sitting::ended_at,
            ),
        ))
    };
}

fn read_sitting(tx: &Tx<'_>, row: SittingRow) -> Result<Sitting, Problem> {
    let (
        (id, family, visit, child, when, band, language),
        (heard_by, document, opened_at, finished_at, ended_at),
    ) = row;
    let others = tx.open::<SittingDocument>(&document)?.others;
    Ok(Sitting {
        id,
        family,
        visit,
        child,
        when,
        band,
        language,
        heard_by,
        others,
        opened_at,
        finished_at,
        ended_at,
    })
}

pub(super) fn sitting(tx: &mut Tx<'_>, id: SittingId) -> Result<Sitting, Problem> {
    let centre = tx.centre();
    let row =
        sittings!().filter(child_sitting::id.eq(id).and(child_sitting::centre.eq(centre))).first(tx.db())?;
    read_sitting(tx, row)
}

pub(super) fn sittings(tx: &mut Tx<'_>, ids: &[SittingId]) -> Result<Vec<Sitting>, Problem> {
    let rows: Vec<SittingRow> = sittings!().filter(among(child_sitting::id, ids.to_vec())).load(tx.db())?;
    rows.into_iter().map(|row| read_sitting(tx, row)).collect()
}

pub(super) fn sitting_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<OpenChildMode>,
    (family, child): (&Family, ChildId),
    (new, band, key): (&NewSitting, AgeBand, Option<&str>),
) -> Result<SittingId, Problem> {
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let id = SittingId::from_random(tx.random());
    let document = SittingDocument { others: new.others.as_ref().map(ToString::to_string) };
    let document = tx.seal(family.id, &document)?;
    diesel::insert_into(child_sitting::table)
        .values((
            child_sitting::id.eq(id),
            child_sitting::centre.eq(tx.centre()),
            child_sitting::family.eq(family.id),
            child_sitting::visit.eq(permit.id()),
            child_sitting::child.eq(child),
            child_sitting::moment_kind.eq(new.when),
            child_sitting::band.eq(band),
            child_sitting::language.eq(Words::english().tag()),
            child_sitting::account.eq(account),
            child_sitting::document.eq(document),
            child_sitting::opened_at.eq(tx.now),
            child_sitting::key_hash.eq(key),
        ))
        .execute(tx.db())?;
    Ok(id)
}

pub(super) fn sitting_over(
    tx: &mut WriteTx<'_>,
    permit: &Permit<HearChild>,
    by_staff: bool,
) -> Result<(), Problem> {
    let one = child_sitting::table.filter(child_sitting::id.eq(permit.id()));
    let now = Some(tx.now);
    if by_staff {
        diesel::update(one)
            .set((child_sitting::ended_at.eq(now), child_sitting::key_hash.eq(None::<String>)))
            .execute(tx.db())?;
    } else {
        diesel::update(one).set(child_sitting::finished_at.eq(now)).execute(tx.db())?;
    }
    Ok(())
}

/// The open sitting of a tablet that holds this, with who opened it.
pub(super) fn sitting_of_key(tx: &mut Tx<'_>, hash: &str) -> Result<Option<(SittingId, AccountId)>, Problem> {
    let since = tx.now.plus(Minutes(-LONGEST.0));
    Ok(child_sitting::table
        .filter(child_sitting::key_hash.eq(hash).and(child_sitting::centre.eq(tx.centre())))
        .filter(child_sitting::ended_at.is_null().and(child_sitting::opened_at.gt(since)))
        .select((child_sitting::id, child_sitting::account))
        .first(tx.db())
        .optional()?)
}

pub(super) fn answer_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<HearChild>,
    sitting: &Sitting,
    (question, document): (ChildQuestion, &AnswerDocument),
) -> Result<ChildAnswerId, Problem> {
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let id = ChildAnswerId::from_random(tx.random());
    let last: Option<i32> = child_answer::table
        .filter(child_answer::sitting.eq(permit.id()))
        .select(max(child_answer::number))
        .first(tx.db())?;
    let document = tx.seal(sitting.family, document)?;
    diesel::insert_into(child_answer::table)
        .values((
            child_answer::id.eq(id),
            child_answer::centre.eq(tx.centre()),
            child_answer::family.eq(sitting.family),
            child_answer::child.eq(sitting.child),
            child_answer::sitting.eq(permit.id()),
            child_answer::number.eq(last.unwrap_or(0) + 1),
            child_answer::question.eq(question),
            child_answer::account.eq(account),
            child_answer::at.eq(tx.now),
            child_answer::document.eq(document),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// What a child last picked when asked how they feel, skipped pages left out.
pub(super) fn last_face(tx: &mut Tx<'_>, child: ChildId) -> Result<Option<Mark>, Problem> {
    let rows: Vec<Sealed> = child_answer::table
        .filter(child_answer::child.eq(child).and(child_answer::question.eq(ChildQuestion::Feel)))
        .order((child_answer::at.desc(), child_answer::number.desc()))
        .limit(20)
        .select(child_answer::document)
        .load(tx.db())?;
    for row in rows {
        let document: AnswerDocument = tx.open(&row)?;
        if let Some(mark) = document.marks.first() {
            return Ok(Some(*mark));
        }
    }
    Ok(None)
}

/// An answer as it is kept.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = child_answer)]
pub(super) struct AnswerRow {
    pub(super) id: ChildAnswerId,
    pub(super) family: FamilyId,
    pub(super) child: ChildId,
    pub(super) sitting: SittingId,
    pub(super) question: ChildQuestion,
    pub(super) at: Moment,
    pub(super) document: Sealed,
}

pub(super) fn answer(tx: &mut Tx<'_>, id: ChildAnswerId) -> Result<AnswerRow, Problem> {
    Ok(child_answer::table
        .filter(child_answer::id.eq(id).and(child_answer::centre.eq(tx.centre())))
        .select(AnswerRow::as_select())
        .first(tx.db())?)
}

/// The answers of a family or of one of its children, the newest first, one page of them.
pub(super) fn answers(
    tx: &mut Tx<'_>,
    (family, child): (FamilyId, Option<ChildId>),
    paging: &Paging,
) -> Result<Vec<AnswerRow>, Problem> {
    let mut all = child_answer::table
        .filter(child_answer::family.eq(family).and(child_answer::centre.eq(tx.centre())))
        .order((child_answer::at.desc(), child_answer::id.desc()))
        .limit(paging.fetch())
        .select(AnswerRow::as_select())
        .into_boxed();
    if let Some(child) = child {
        all = all.filter(child_answer::child.eq(child));
    }
    if let Some(place) = paging.place()? {
        all = all.filter(
            child_answer::at
                .lt(place.at)
                .or(child_answer::at.eq(place.at).and(child_answer::id.lt(place.id))),
        );
    }
    Ok(all.load(tx.db())?)
}

/// Some answers of a family, by identifier.
pub(super) fn answers_by(
    tx: &mut Tx<'_>,
    family: FamilyId,
    ids: &[ChildAnswerId],
) -> Result<Vec<AnswerRow>, Problem> {
    Ok(child_answer::table
        .filter(child_answer::family.eq(family).and(among(child_answer::id, ids.to_vec())))
        .order((child_answer::at, child_answer::number))
        .select(AnswerRow::as_select())
        .load(tx.db())?)
}

/// What each sitting's child said to the question who may know.
pub(super) fn wishes(
    tx: &mut Tx<'_>,
    sittings: &[SittingId],
) -> Result<Vec<(SittingId, AnswerDocument)>, Problem> {
    let rows: Vec<(SittingId, Sealed)> = child_answer::table
        .filter(among(child_answer::sitting, sittings.to_vec()))
        .filter(child_answer::question.eq(ChildQuestion::WhoKnows))
        .order((child_answer::at, child_answer::number))
        .select((child_answer::sitting, child_answer::document))
        .load(tx.db())?;
    rows.into_iter().map(|(sitting, document)| Ok((sitting, tx.open(&document)?))).collect()
}

/// A row of what became of an answer, about to be kept.
pub(super) struct Noted<'a> {
    pub(super) kind: ChildNoteKind,
    pub(super) on: Day,
    pub(super) permitted: Option<bool>,
    pub(super) words: &'a str,
}

pub(super) fn note_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<NoteChildVoice>,
    family: FamilyId,
    noted: &Noted<'_>,
) -> Result<(), Problem> {
    let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let (id, document) = (tx.random(), tx.seal_text(family, noted.words)?);
    let last: Option<i32> = child_answer_note::table
        .filter(child_answer_note::answer.eq(permit.id()))
        .select(diesel::dsl::max(child_answer_note::number))
        .first(tx.db())?;
    diesel::insert_into(child_answer_note::table)
        .values((
            // A row that nothing refers to: it needs no kind of identifier of its own.
            child_answer_note::id.eq(ChildAnswerId::from_random(id)),
            child_answer_note::centre.eq(tx.centre()),
            child_answer_note::answer.eq(permit.id()),
            child_answer_note::number.eq(last.unwrap_or(0) + 1),
            child_answer_note::kind.eq(noted.kind),
            child_answer_note::account.eq(account),
            child_answer_note::at.eq(tx.now),
            child_answer_note::on_day.eq(noted.on),
            child_answer_note::permitted.eq(noted.permitted),
            child_answer_note::document.eq(document),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// What became of some answers, in the order in which it was written.
pub(super) fn notes(
    tx: &mut Tx<'_>,
    answers: &[ChildAnswerId],
) -> Result<Vec<(ChildAnswerId, ChildAnswerNote)>, Problem> {
    type Row = (ChildAnswerId, ChildNoteKind, String, Moment, Day, Option<bool>, Sealed);
    let rows: Vec<Row> = child_answer_note::table
        .inner_join(author::table.on(author::id.eq(child_answer_note::account)))
        .filter(among(child_answer_note::answer, answers.to_vec()))
        .order((child_answer_note::answer, child_answer_note::number))
        .select((
            child_answer_note::answer,
            child_answer_note::kind,
            author::name,
            child_answer_note::at,
            child_answer_note::on_day,
            child_answer_note::permitted,
            child_answer_note::document,
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(answer, kind, by, at, on, permitted, words)| {
            let words = tx.open_text(&words)?;
            Ok((answer, ChildAnswerNote { kind, words, on, permitted, by, at }))
        })
        .collect()
}
