//! Where terms, holds and the destruction log are kept.

use super::{Destruction, DestructionState, LegalHold, NewTerm, RetentionTerm};
use crate::schema::{destruction, family, legal_hold, retention_basis, retention_term, subject_request};
use base::{AccountId, Day, DestructionId, FamilyId, LegalHoldId, Moment, Prose};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx, among,
    paging::{Listed, Paging},
    sign_in::names_of,
};
use policy::{DecideDestruction, Permit, PlaceHold, ProposeDestruction, SetRetention};
use rules::{
    intake::Stage,
    records::retention::{Class, DEFAULTS, FamilyFacts, StartEvent},
};
use std::collections::HashMap;

/// As many as are read: what is destroyed makes room for the next.
const MOST: i64 = 1_000;

#[derive(Queryable, Selectable)]
#[diesel(table_name = retention_basis)]
pub(super) struct Basis {
    pub(super) family: FamilyId,
    pub(super) reference: String,
    pub(super) title: String,
    stage: Stage,
    created: Moment,
    last_visit: Option<Moment>,
    last_meeting: Option<Moment>,
    last_incident: Option<Moment>,
    last_review: Option<Moment>,
    youngest_born: Option<Day>,
    incidents: i64,
    watched_closely: i64,
    sexual_abuse: i64,
    pub(super) holds: i64,
    pub(super) destruction: Option<DestructionId>,
}

impl Basis {
    pub(super) fn facts(&self) -> FamilyFacts {
        let happened = [self.last_visit, self.last_meeting, self.last_incident, self.last_review];
        let last = happened.into_iter().flatten().max().unwrap_or(self.created).max(self.created);
        FamilyFacts {
            stage: self.stage,
            safeguarding: self.incidents > 0 || self.watched_closely > 0,
            sexual_abuse: self.sexual_abuse > 0,
            last_happened: last.day(),
            youngest_born: self.youngest_born,
        }
    }
}

pub(super) fn ended(tx: &mut Tx<'_>) -> Result<Vec<Basis>, Problem> {
    let centre = tx.centre();
    let ended = [Stage::MovedOn, Stage::Redirected, Stage::Declined];
    Ok(retention_basis::table
        .filter(retention_basis::centre.eq(centre).and(among(retention_basis::stage, ended)))
        .order((retention_basis::created, retention_basis::family))
        .limit(MOST)
        .select(Basis::as_select())
        .load(tx.db())?)
}

pub(super) fn basis(tx: &mut Tx<'_>, id: FamilyId) -> Result<Basis, Problem> {
    let centre = tx.centre();
    Ok(retention_basis::table
        .filter(retention_basis::family.eq(id).and(retention_basis::centre.eq(centre)))
        .select(Basis::as_select())
        .first(tx.db())?)
}

type TermRow = (Class, i32, StartEvent, Option<i32>, String, Moment);

fn term((class, version, start, months, basis, at): TermRow) -> RetentionTerm {
    let covers = DEFAULTS.iter().find(|one| one.class == class).map_or("", |one| one.covers);
    RetentionTerm { class, start, months, basis, covers: covers.to_owned(), version, at: Some(at) }
}

/// The newest version of every class that the centre has set.
pub(super) fn newest_terms(tx: &mut Tx<'_>) -> Result<Vec<RetentionTerm>, Problem> {
    let centre = tx.centre();
    let later = diesel::alias!(retention_term as later);
    let is_newest = diesel::dsl::not(diesel::dsl::exists(
        later
            .filter(later.field(retention_term::centre).eq(retention_term::centre))
            .filter(later.field(retention_term::class).eq(retention_term::class))
            .filter(later.field(retention_term::version).gt(retention_term::version)),
    ));
    let rows: Vec<TermRow> = retention_term::table
        .filter(retention_term::centre.eq(centre).and(is_newest))
        .select((
            retention_term::class,
            retention_term::version,
            retention_term::start_event,
            retention_term::months,
            retention_term::basis,
            retention_term::at,
        ))
        .load(tx.db())?;
    Ok(rows.into_iter().map(term).collect())
}

pub(super) fn term_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<SetRetention>,
    new: &NewTerm,
    version: i32,
) -> Result<RetentionTerm, Problem> {
    let by = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::insert_into(retention_term::table)
        .values((
            retention_term::centre.eq(permit.id()),
            retention_term::class.eq(new.class),
            retention_term::version.eq(version),
            retention_term::start_event.eq(new.start),
            retention_term::months.eq(new.months),
            retention_term::basis.eq(new.basis.as_str()),
            retention_term::account.eq(by),
            retention_term::at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(term((new.class, version, new.start, new.months, new.basis.to_string(), tx.now)))
}

type HoldRow = (LegalHoldId, FamilyId, String, String, Moment, Option<Moment>);

fn hold((id, family, title, reason, placed_at, lifted_at): HoldRow) -> LegalHold {
    LegalHold { id, family, title, reason, placed_at, lifted_at }
}

/// The holds that stand: all of them, or that of one family.
fn standing(tx: &mut Tx<'_>, only: Option<FamilyId>) -> Result<Vec<LegalHold>, Problem> {
    let centre = tx.centre();
    let mut query = legal_hold::table
        .inner_join(family::table.on(family::id.eq(legal_hold::family)))
        .filter(legal_hold::centre.eq(centre).and(legal_hold::lifted_at.is_null()))
        .order((legal_hold::placed_at, legal_hold::id))
        .limit(MOST)
        .select((
            legal_hold::id,
            legal_hold::family,
            family::title,
            legal_hold::reason,
            legal_hold::placed_at,
            legal_hold::lifted_at,
        ))
        .into_boxed();
    if let Some(id) = only {
        query = query.filter(legal_hold::family.eq(id));
    }
    let rows: Vec<HoldRow> = query.load(tx.db())?;
    Ok(rows.into_iter().map(hold).collect())
}

pub(super) fn holds(tx: &mut Tx<'_>) -> Result<Vec<LegalHold>, Problem> {
    standing(tx, None)
}

pub(super) fn hold_of(tx: &mut Tx<'_>, id: FamilyId) -> Result<Option<LegalHold>, Problem> {
    Ok(standing(tx, Some(id))?.into_iter().next())
}

pub(super) fn hold_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<PlaceHold>,
    reason: &Prose,
) -> Result<(), Problem> {
    let by = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let id = LegalHoldId::from_random(tx.random());
    let centre = tx.centre();
    diesel::insert_into(legal_hold::table)
        .values((
            legal_hold::id.eq(id),
            legal_hold::centre.eq(centre),
            legal_hold::family.eq(permit.id()),
            legal_hold::reason.eq(reason.as_str()),
            legal_hold::placed_by.eq(by),
            legal_hold::placed_at.eq(tx.now),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn hold_lift(
    tx: &mut WriteTx<'_>,
    permit: &Permit<PlaceHold>,
    id: LegalHoldId,
    because: &Prose,
) -> Result<(), Problem> {
    let by = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::update(legal_hold::table.filter(legal_hold::id.eq(id).and(legal_hold::family.eq(permit.id()))))
        .set((
            legal_hold::lifted_by.eq(by),
            legal_hold::lifted_at.eq(tx.now),
            legal_hold::lifted_because.eq(because.as_str()),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Whether somebody of the family waits to be given their own data.
pub(super) fn requests_open(tx: &mut Tx<'_>, id: FamilyId) -> Result<bool, Problem> {
    let open: i64 = subject_request::table
        .filter(subject_request::family.eq(id).and(subject_request::ended_at.is_null()))
        .count()
        .get_result(tx.db())?;
    Ok(open > 0)
}

type LogRow = (
    (DestructionId, Class, Option<FamilyId>, Day, String, AccountId, Moment),
    (DestructionState, Option<AccountId>, Option<Moment>, Option<String>, Option<i32>),
);

fn line((proposed, decided): LogRow, names: &HashMap<AccountId, String>) -> Destruction {
    let (id, class, family, kept_until, reason, proposed_by, proposed_at) = proposed;
    let (state, decided_by, decided_at, decided_because, rows_gone) = decided;
    let name = |by: AccountId| names.get(&by).cloned().unwrap_or_default();
    Destruction {
        id,
        class,
        family,
        kept_until,
        reason,
        proposed_by: name(proposed_by),
        proposed_at,
        state,
        decided_by: decided_by.map(name),
        decided_at,
        decided_because,
        rows_gone,
    }
}

/// The log with the names of those who decided: all of it from a place, or one line.
fn log(tx: &mut Tx<'_>, only: Option<DestructionId>, paging: &Paging) -> Result<Vec<Destruction>, Problem> {
    let centre = tx.centre();
    let mut query = destruction::table
        .filter(destruction::centre.eq(centre))
        .order((destruction::proposed_at.desc(), destruction::id.desc()))
        .limit(paging.fetch())
        .select((
            (
                destruction::id,
                destruction::class,
                destruction::family,
                destruction::kept_until,
                destruction::reason,
                destruction::proposed_by,
                destruction::proposed_at,
            ),
            (
                destruction::state,
                destruction::decided_by,
                destruction::decided_at,
                destruction::decided_because,
                destruction::rows_gone,
            ),
        ))
        .into_boxed();
    if let Some(id) = only {
        query = query.filter(destruction::id.eq(id));
    }
    if let Some(place) = paging.place()? {
        query = query.filter(
            destruction::proposed_at
                .lt(place.at)
                .or(destruction::proposed_at.eq(place.at).and(destruction::id.lt(place.id))),
        );
    }
    let rows: Vec<LogRow> = query.load(tx.db())?;
    let accounts: Vec<AccountId> =
        rows.iter().flat_map(|row| std::iter::once(row.0.5).chain(row.1.1)).collect();
    let names = names_of(tx, &accounts)?;
    Ok(rows.into_iter().map(|row| line(row, &names)).collect())
}

pub(super) fn destructions(tx: &mut Tx<'_>, paging: &Paging) -> Result<Listed<Destruction>, Problem> {
    let lines = log(tx, None, paging)?;
    Ok(paging.page(lines, |line| (line.proposed_at, line.id.to_string())))
}

pub(super) fn destruction(tx: &mut Tx<'_>, id: DestructionId) -> Result<Destruction, Problem> {
    log(tx, Some(id), &Paging::default())?.into_iter().next().ok_or(Problem::NotFound)
}

pub(super) fn proposed_by(tx: &mut Tx<'_>, id: DestructionId) -> Result<Option<AccountId>, Problem> {
    Ok(destruction::table
        .filter(destruction::id.eq(id))
        .select(destruction::proposed_by)
        .first(tx.db())
        .optional()?)
}

pub(super) fn destruction_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<ProposeDestruction>,
    (class, until): (Class, Day),
    reason: &Prose,
) -> Result<DestructionId, Problem> {
    let by = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let id = DestructionId::from_random(tx.random());
    let centre = tx.centre();
    diesel::insert_into(destruction::table)
        .values((
            destruction::id.eq(id),
            destruction::centre.eq(centre),
            destruction::class.eq(class),
            destruction::family.eq(permit.id()),
            destruction::kept_until.eq(until),
            destruction::reason.eq(reason.as_str()),
            destruction::proposed_by.eq(by),
            destruction::proposed_at.eq(tx.now),
            destruction::state.eq(DestructionState::Proposed),
        ))
        .execute(tx.db())?;
    Ok(id)
}

fn decided(
    tx: &mut WriteTx<'_>,
    permit: &Permit<DecideDestruction>,
    state: DestructionState,
    because: &Prose,
) -> Result<(), Problem> {
    let by = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let one = destruction::table.filter(destruction::id.eq(permit.id()));
    let decision = (
        destruction::state.eq(state),
        destruction::decided_by.eq(by),
        destruction::decided_at.eq(tx.now),
        destruction::decided_because.eq(because.as_str()),
    );
    if state == DestructionState::Declined {
        let nobody = destruction::family.eq(None::<FamilyId>);
        diesel::update(one).set((decision, nobody)).execute(tx.db())?;
    } else {
        diesel::update(one).set(decision).execute(tx.db())?;
    }
    Ok(())
}

pub(super) fn destruction_decline(
    tx: &mut WriteTx<'_>,
    permit: &Permit<DecideDestruction>,
    because: &Prose,
) -> Result<(), Problem> {
    decided(tx, permit, DestructionState::Declined, because)
}

/// Under way: only now does the database let the family go.
pub(super) fn destruction_begin(
    tx: &mut WriteTx<'_>,
    permit: &Permit<DecideDestruction>,
    because: &Prose,
) -> Result<(), Problem> {
    decided(tx, permit, DestructionState::UnderWay, because)
}

pub(super) fn destruction_end(
    tx: &mut WriteTx<'_>,
    permit: &Permit<DecideDestruction>,
    gone: i32,
) -> Result<(), Problem> {
    diesel::update(destruction::table.filter(destruction::id.eq(permit.id())))
        .set((
            destruction::state.eq(DestructionState::Done),
            destruction::family.eq(None::<FamilyId>),
            destruction::rows_gone.eq(gone),
        ))
        .execute(tx.db())?;
    Ok(())
}
