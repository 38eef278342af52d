//! Where the ends of single records are found and logged. What is over is found by statements of the registry.

use super::{DueSingle, SingleDestruction, SingleState};
use crate::{
    records::{
        ask,
        registry::{Single, SingleKind},
    },
    schema::{single_destruction, staff},
};
use base::{
    AccountId, ApplicationId, ComplaintId, Day, DestructionId, EnquiryId, Moment, Prose, ReferralId,
    SubjectRequestId,
};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx,
    paging::{Listed, Paging},
    schema::account,
    seal::Owner,
    sign_in::names_of,
};
use policy::{DecideDestruction, Permit, ProposeSingleDestruction, RunJobs};
use rules::records::retention::Class;
use std::collections::HashMap;

/// A record whose time runs.
pub(super) struct Row {
    pub(super) record: String,
    pub(super) called: String,
    pub(super) since: i64,
    pub(super) holds: i64,
    pub(super) requests: i64,
}

/// The records of a kind whose time runs, those first whose time has run longest.
pub(super) fn of_kind(tx: &mut Tx<'_>, single: &Single, most: usize) -> Result<Vec<Row>, Problem> {
    let id = format!("{}.id", single.table);
    let columns = [id.as_str(), single.called, single.since, single.holds, single.requests];
    let order = format!("{}, {id} LIMIT {most}", single.since);
    let centre = tx.centre();
    let rows = ask::rows(tx, &columns, (single.from, &order), centre.as_str())?;
    let number = |text: Option<String>| text.and_then(|text| text.parse().ok()).unwrap_or_default();
    let read = |row: Vec<Option<String>>| {
        let mut row = row.into_iter();
        let mut next = || row.next().flatten();
        Some(Row {
            record: next()?,
            called: next().unwrap_or_default(),
            since: number(next()),
            holds: number(next()),
            requests: number(next()),
        })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Removes a record with everything that goes with it. Answers how many rows. The caller holds the permit of the
/// decision, or of the program's own work.
pub(super) fn remove(tx: &mut WriteTx<'_>, single: &Single, record: &str) -> Result<usize, Problem> {
    let mut gone = 0;
    // What has a key of its own is closed for good with it, also in every copy.
    let owner = match single.kind {
        SingleKind::Enquiry => record.parse::<EnquiryId>().ok().map(Owner::from),
        SingleKind::Complaint => record.parse::<ComplaintId>().ok().map(Owner::from),
        SingleKind::Referral => record.parse::<ReferralId>().ok().map(Owner::from),
        SingleKind::Application => record.parse::<ApplicationId>().ok().map(Owner::from),
        SingleKind::SubjectRequest => record.parse::<SubjectRequestId>().ok().map(Owner::from),
        SingleKind::Staff | SingleKind::SignIn | SingleKind::LookRequest | SingleKind::Breach => None,
    };
    if let Some(owner) = owner {
        tx.destroy_key(owner)?;
    }
    for (table, condition) in single.goes {
        gone += ask::remove(tx, table, condition, record)?;
    }
    match single.kind {
        SingleKind::Staff => empty_staff(tx, record)?,
        SingleKind::SignIn => empty_sign_in(tx, record)?,
        _ => {}
    }
    Ok(gone)
}

/// Empties what stays of somebody who left: a name under what they wrote, and nothing to come in with.
fn empty_staff(tx: &mut WriteTx<'_>, record: &str) -> Result<(), Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    let none: Option<String> = None;
    diesel::update(staff::table.filter(staff::id.eq(record).and(staff::centre.eq(centre))))
        .set((staff::terms.eq(&none), staff::supervised_by.eq(&none), staff::destroyed_at.eq(now)))
        .execute(tx.db())?;
    diesel::update(account::table.filter(account::staff.eq(record).and(account::centre.eq(centre))))
        .set((account::username.eq(account::id), account::password.eq(""), account::closed.eq(true)))
        .execute(tx.db())?;
    Ok(())
}

/// Empties what stays of a sign-in: a name under what its owner wrote.
fn empty_sign_in(tx: &mut WriteTx<'_>, record: &str) -> Result<(), Problem> {
    let (centre, now) = (tx.centre(), tx.now);
    diesel::update(account::table.filter(account::id.eq(record).and(account::centre.eq(centre))))
        .set((account::username.eq(account::id), account::password.eq(""), account::destroyed_at.eq(now)))
        .execute(tx.db())?;
    Ok(())
}

/// What is proposed now: of which kind, which record, and the proposal.
pub(super) fn proposed(tx: &mut Tx<'_>) -> Result<Vec<(SingleKind, String, DestructionId)>, Problem> {
    let centre = tx.centre();
    let rows: Vec<(SingleKind, Option<String>, DestructionId)> = single_destruction::table
        .filter(single_destruction::centre.eq(centre).and(single_destruction::record.is_not_null()))
        .select((single_destruction::kind, single_destruction::record, single_destruction::id))
        .load(tx.db())?;
    Ok(rows.into_iter().filter_map(|(kind, record, id)| Some((kind, record?, id))).collect())
}

/// Writes into the log what went by itself. Nobody proposed it, and it names no record.
pub(super) fn log(
    tx: &mut WriteTx<'_>,
    permit: &Permit<RunJobs>,
    single: &Single,
    (over, rows): (&[DueSingle], usize),
) -> Result<(), Problem> {
    let id = DestructionId::from_random(tx.random());
    let until = over.iter().filter_map(|one| one.keep_until).max().ok_or(Problem::NotFound)?;
    let many = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    diesel::insert_into(single_destruction::table)
        .values((
            single_destruction::id.eq(id),
            single_destruction::centre.eq(permit.id()),
            single_destruction::kind.eq(single.kind),
            single_destruction::class.eq(single.class),
            single_destruction::kept_until.eq(until),
            single_destruction::reason.eq("The time of its class was over."),
            single_destruction::proposed_at.eq(tx.now),
            single_destruction::state.eq(SingleState::Done),
            single_destruction::decided_at.eq(tx.now),
            single_destruction::records_gone.eq(many(over.len())),
            single_destruction::rows_gone.eq(many(rows)),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn propose(
    tx: &mut WriteTx<'_>,
    permit: &Permit<ProposeSingleDestruction>,
    one: &DueSingle,
    reason: &Prose,
) -> Result<DestructionId, Problem> {
    let by = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let id = DestructionId::from_random(tx.random());
    let until = one.keep_until.ok_or(Problem::NotFound)?;
    diesel::insert_into(single_destruction::table)
        .values((
            single_destruction::id.eq(id),
            single_destruction::centre.eq(permit.id()),
            single_destruction::kind.eq(one.kind),
            single_destruction::class.eq(one.class),
            single_destruction::record.eq(&one.record),
            single_destruction::kept_until.eq(until),
            single_destruction::reason.eq(reason.as_str()),
            single_destruction::proposed_by.eq(by),
            single_destruction::proposed_at.eq(tx.now),
            single_destruction::state.eq(SingleState::Proposed),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// Keeps what was decided; with how many rows went, where something did.
pub(super) fn decide(
    tx: &mut WriteTx<'_>,
    permit: &Permit<DecideDestruction>,
    because: &Prose,
    gone: Option<usize>,
) -> Result<(), Problem> {
    let by = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    let state = if gone.is_some() { SingleState::Done } else { SingleState::Declined };
    diesel::update(single_destruction::table.filter(single_destruction::id.eq(permit.id())))
        .set((
            single_destruction::state.eq(state),
            single_destruction::record.eq(None::<String>),
            single_destruction::decided_by.eq(by),
            single_destruction::decided_at.eq(tx.now),
            single_destruction::decided_because.eq(because.as_str()),
            single_destruction::records_gone.eq(gone.map(|_| 1)),
            single_destruction::rows_gone.eq(gone.map(|rows| i32::try_from(rows).unwrap_or(i32::MAX))),
        ))
        .execute(tx.db())?;
    Ok(())
}

type LogRow = (
    (DestructionId, SingleKind, Class, Option<String>, Day, String),
    (Option<AccountId>, Moment, SingleState, Option<AccountId>, Option<Moment>, Option<String>),
    (Option<i32>, Option<i32>),
);

fn line(row: LogRow, names: &HashMap<AccountId, String>) -> SingleDestruction {
    let (
        (id, kind, class, record, kept_until, reason),
        (proposed_by, proposed_at, state, decided_by, decided_at, decided_because),
        (records_gone, rows_gone),
    ) = row;
    let name = |by: Option<AccountId>| by.map(|by| names.get(&by).cloned().unwrap_or_default());
    SingleDestruction {
        id,
        kind,
        class,
        record,
        kept_until,
        reason,
        proposed_by: name(proposed_by),
        proposed_at,
        state,
        decided_by: name(decided_by),
        decided_at,
        decided_because,
        records_gone,
        rows_gone,
    }
}

/// The log with the names of those who decided, each with the sign-in that proposed it: all of it from a place,
/// or one line.
fn lines(
    tx: &mut Tx<'_>,
    only: Option<DestructionId>,
    paging: &Paging,
) -> Result<Vec<(SingleDestruction, Option<AccountId>)>, Problem> {
    let centre = tx.centre();
    let mut query = single_destruction::table
        .filter(single_destruction::centre.eq(centre))
        .order((single_destruction::proposed_at.desc(), single_destruction::id.desc()))
        .limit(paging.fetch())
        .select((
            (
                single_destruction::id,
                single_destruction::kind,
                single_destruction::class,
                single_destruction::record,
                single_destruction::kept_until,
                single_destruction::reason,
            ),
            (
                single_destruction::proposed_by,
                single_destruction::proposed_at,
                single_destruction::state,
                single_destruction::decided_by,
                single_destruction::decided_at,
                single_destruction::decided_because,
            ),
            (single_destruction::records_gone, single_destruction::rows_gone),
        ))
        .into_boxed();
    if let Some(id) = only {
        query = query.filter(single_destruction::id.eq(id));
    }
    if let Some(place) = paging.place()? {
        let earlier = single_destruction::proposed_at.eq(place.at).and(single_destruction::id.lt(place.id));
        query = query.filter(single_destruction::proposed_at.lt(place.at).or(earlier));
    }
    let rows: Vec<LogRow> = query.load(tx.db())?;
    let accounts: Vec<AccountId> = rows.iter().flat_map(|row| [row.1.0, row.1.3]).flatten().collect();
    let names = if accounts.is_empty() { HashMap::new() } else { names_of(tx, &accounts)? };
    Ok(rows.into_iter().map(|row| (row.1.0, row)).map(|(by, row)| (line(row, &names), by)).collect())
}

pub(super) fn destructions(tx: &mut Tx<'_>, paging: &Paging) -> Result<Listed<SingleDestruction>, Problem> {
    let lines = lines(tx, None, paging)?.into_iter().map(|(line, _)| line).collect();
    Ok(paging.page(lines, |line: &SingleDestruction| (line.proposed_at, line.id.to_string())))
}

/// One line, with the sign-in that proposed it.
pub(super) fn destruction(
    tx: &mut Tx<'_>,
    id: DestructionId,
) -> Result<(SingleDestruction, Option<AccountId>), Problem> {
    lines(tx, Some(id), &Paging::default())?.into_iter().next().ok_or(Problem::NotFound)
}
