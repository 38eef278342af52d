//! Where incidents and their tasks are kept. Every statement that reads leaves out what is about the
//! worker who asks or a colleague close to them.

use super::{Incident, IncidentLine, NewIncident, Task, asker, hidden::may_be_known_to, task};
use crate::schema::{family, incident, task as task_table};
use base::{AccountId, FamilyId, IncidentId, Moment, TaskId, VisitId};
use diesel::prelude::*;
use host::{
    Problem, Tx, WriteTx, among,
    paging::{Listed, Paging},
    schema::account,
    seal::Sealed,
};
use policy::{Permit, RecordIncident, Scope};
use rules::{
    Rule,
    incident::{Duty, IncidentKind},
};

type Row = (IncidentId, FamilyId, String, Option<VisitId>, Moment, Sealed);

pub(super) fn incidents(
    tx: &mut Tx<'_>,
    scope: &Scope,
    of: Option<FamilyId>,
    paging: &Paging,
) -> Result<Listed<IncidentLine>, Problem> {
    let me = asker(tx);
    let mut query = incident::table
        .inner_join(family::table.on(family::id.eq(incident::family)))
        .filter(incident::centre.eq(scope.centre()).and(may_be_known_to!(me)))
        .order((incident::recorded_at.desc(), incident::id.desc()))
        .limit(paging.fetch())
        .select((
            incident::id,
            incident::family,
            family::title,
            incident::visit,
            incident::recorded_at,
            incident::document,
        ))
        .into_boxed();
    if let Some(of) = of {
        query = query.filter(incident::family.eq(of));
    }
    if let Some(place) = paging.place()? {
        query = query.filter(
            incident::recorded_at
                .lt(place.at)
                .or(incident::recorded_at.eq(place.at).and(incident::id.lt(place.id))),
        );
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let ids: Vec<IncidentId> = rows.iter().map(|row| row.0).collect();
    let open: Vec<Option<IncidentId>> = task_table::table
        .filter(among(task_table::incident, ids).and(task_table::done_at.is_null()))
        .select(task_table::incident)
        .load(tx.db())?;
    let read = rows
        .into_iter()
        .map(|(id, family, title, visit, recorded_at, document)| {
            let recorded: NewIncident = tx.open(&document)?;
            Ok(IncidentLine {
                id,
                family,
                title,
                visit,
                kind: recorded.kind,
                severity: recorded.severity,
                happened_at: recorded.happened_at.unwrap_or(recorded_at),
                recorded_at,
                open_tasks: open.iter().filter(|of| **of == Some(id)).count(),
            })
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    Ok(paging.page(read, |one| (one.recorded_at, one.id.to_string())))
}

/// One incident. Says "not found" for another centre's, and to the worker it is about and those close to them.
pub(super) fn incident(tx: &mut Tx<'_>, id: IncidentId) -> Result<Incident, Problem> {
    let (centre, me) = (tx.centre(), asker(tx));
    let (family, title, visit, recorded_at, document, account): (
        FamilyId,
        String,
        Option<VisitId>,
        Moment,
        Sealed,
        AccountId,
    ) = incident::table
        .inner_join(family::table.on(family::id.eq(incident::family)))
        .filter(incident::id.eq(id).and(incident::centre.eq(centre)).and(may_be_known_to!(me)))
        .select((
            incident::family,
            family::title,
            incident::visit,
            incident::recorded_at,
            incident::document,
            incident::account,
        ))
        .first(tx.db())?;
    let recorded_by: Option<String> =
        account::table.filter(account::id.eq(account)).select(account::name).first(tx.db()).optional()?;
    let tasks: Vec<Task> = task::of_incident(tx, id)?;
    Ok(Incident {
        id,
        family,
        title,
        visit,
        recorded: tx.open(&document)?,
        recorded_at,
        account,
        recorded_by: recorded_by.unwrap_or_default(),
        tasks,
    })
}

pub(super) fn incident_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<RecordIncident>,
    visit: Option<VisitId>,
    new: &NewIncident,
    happened_at: Moment,
) -> Result<IncidentId, Problem> {
    let id = IncidentId::from_random(tx.random());
    let account: AccountId = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::insert_into(incident::table)
        .values((
            incident::id.eq(id),
            incident::centre.eq(tx.centre()),
            incident::family.eq(permit.id()),
            incident::visit.eq(visit),
            incident::kind.eq(new.kind),
            incident::happened_at.eq(happened_at),
            incident::recorded_at.eq(tx.now),
            incident::document.eq(tx.seal(permit.id(), new)?),
            incident::account.eq(account),
            incident::worker.eq(new.worker),
            incident::is_sexual_abuse
                .eq(new.child_sexual_abuse || new.kind == IncidentKind::ChildSexualAbuse),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// Sets a task of an incident that no rule asks for. It is hidden from whomever the incident is hidden from.
pub(super) fn follow_up_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<RecordIncident>,
    id: IncidentId,
    (whom, words, due): (&str, &str, Moment),
) -> Result<(), Problem> {
    diesel::insert_into(task_table::table)
        .values((
            task_table::id.eq(TaskId::from_random(tx.random())),
            task_table::centre.eq(tx.centre()),
            task_table::family.eq(permit.id()),
            task_table::incident.eq(id),
            task_table::whom.eq(whom),
            task_table::words.eq(words),
            task_table::due.eq(due),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Sets a duty as a task; a call to 999 that has been made is done already.
pub(super) fn duty_insert(
    tx: &mut WriteTx<'_>,
    permit: &Permit<RecordIncident>,
    id: IncidentId,
    duty: &Duty,
    called_999_at: Option<Moment>,
) -> Result<(), Problem> {
    let done = called_999_at.filter(|_| duty.rule == Rule::R22);
    diesel::insert_into(task_table::table)
        .values((
            task_table::id.eq(TaskId::from_random(tx.random())),
            task_table::centre.eq(tx.centre()),
            task_table::family.eq(permit.id()),
            task_table::incident.eq(id),
            task_table::rule.eq(duty.rule.number()),
            task_table::whom.eq(&duty.whom),
            task_table::words.eq(&duty.words),
            task_table::due.eq(duty.due),
            task_table::done_at.eq(done),
            task_table::done_by.eq(tx.actor.account.filter(|_| done.is_some())),
            task_table::outcome.eq(done.map(|at| format!("999 was called at {}.", at.time_words()))),
        ))
        .execute(tx.db())?;
    Ok(())
}
