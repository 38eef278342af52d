//! Tasks: what somebody must do by a time, and what came of it.

use super::{
    asker,
    hidden::{hidden_from, may_be_known_to},
};
use crate::schema::{family, incident, task};
use base::{AccountId, EnquiryId, FamilyId, IncidentId, Moment, Prose, ReviewId, TaskId, VisitId};
use diesel::prelude::*;
use host::{
    Problem, Recorded, Tx, WriteTx, among,
    paging::{Listed, Paging},
};
use policy::{FinishTask, ListTasks, Permit, Role, Subject};
use rules::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Something somebody must do by a time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Task {
    /// Its identifier.
    pub id: TaskId,
    /// Of which family, if of one.
    pub family: Option<FamilyId>,
    /// The children's first names.
    pub title: Option<String>,
    /// From which incident.
    pub incident: Option<IncidentId>,
    /// From which review.
    pub review: Option<ReviewId>,
    /// From a note of which visit.
    pub visit: Option<VisitId>,
    /// From which enquiry.
    pub enquiry: Option<EnquiryId>,
    /// The safety rule that asks for it, for example "R19".
    pub rule: Option<String>,
    /// Who is to be told or asked.
    pub whom: String,
    /// What is to be done.
    pub words: String,
    /// By when.
    pub due: Moment,
    /// Whether that has passed and it is not done.
    pub late: bool,
    /// When it was done.
    pub done_at: Option<Moment>,
    /// What came of it.
    pub outcome: Option<String>,
}

/// Which tasks are wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TasksAsked {
    /// Only those of this family.
    pub family: Option<FamilyId>,
    /// Where the page begins: `next` of the page before.
    pub cursor: Option<String>,
    /// How many, from 1 to 100; 25 when not said.
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
}

/// Says that a task is done.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Finish {
    /// What was done, whom you spoke to and what was agreed.
    pub outcome: Prose,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = task)]
struct Row {
    id: TaskId,
    family: Option<FamilyId>,
    incident: Option<IncidentId>,
    review: Option<ReviewId>,
    visit: Option<VisitId>,
    enquiry: Option<EnquiryId>,
    rule: Option<String>,
    whom: String,
    words: String,
    due: Moment,
    done_at: Option<Moment>,
    outcome: Option<String>,
}

/// A task about to be set.
#[derive(Clone, Debug)]
pub struct NewTask<'a> {
    /// Of which family.
    pub family: FamilyId,
    /// From which review.
    pub review: Option<ReviewId>,
    /// From a note of which visit.
    pub visit: Option<VisitId>,
    /// Who is to be told or asked.
    pub whom: &'a str,
    /// What is to be done.
    pub words: &'a str,
    /// By when.
    pub due: Moment,
}

/// Sets a task. The caller holds the permit of the act it follows from.
pub fn task_insert(tx: &mut WriteTx<'_>, new: &NewTask<'_>) -> Result<(), Problem> {
    diesel::insert_into(task::table)
        .values((
            task::id.eq(TaskId::from_random(tx.random())),
            task::centre.eq(tx.centre()),
            task::family.eq(new.family),
            task::review.eq(new.review),
            task::visit.eq(new.visit),
            task::whom.eq(new.whom),
            task::words.eq(new.words),
            task::due.eq(new.due),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Sets a task that comes from an enquiry, where there is no family yet. The caller holds the permit of the act it
/// follows from.
pub fn task_of_enquiry(
    tx: &mut WriteTx<'_>,
    of: EnquiryId,
    (whom, words, due): (&str, &str, Moment),
) -> Result<(), Problem> {
    diesel::insert_into(task::table)
        .values((
            task::id.eq(TaskId::from_random(tx.random())),
            task::centre.eq(tx.centre()),
            task::enquiry.eq(of),
            task::rule.eq("R22"),
            task::whom.eq(whom),
            task::words.eq(words),
            task::due.eq(due),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Sets a task, unless one that says the same of the same visit is still open.
pub fn task_insert_once(tx: &mut WriteTx<'_>, new: &NewTask<'_>) -> Result<(), Problem> {
    let same: Vec<Option<VisitId>> = task::table
        .filter(task::centre.eq(tx.centre()).and(task::family.eq(new.family)))
        .filter(task::words.eq(new.words).and(task::done_at.is_null()))
        .select(task::visit)
        .load(tx.db())?;
    if same.contains(&new.visit) { Ok(()) } else { task_insert(tx, new) }
}

fn titled(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<Task>, Problem> {
    let families: Vec<FamilyId> = rows.iter().filter_map(|row| row.family).collect();
    let titles: Vec<(FamilyId, String)> = family::table
        .filter(among(family::id, families))
        .select((family::id, family::title))
        .load(tx.db())?;
    let now = tx.now;
    Ok(rows
        .into_iter()
        .map(|row| Task {
            id: row.id,
            family: row.family,
            title: titles.iter().find(|(id, _)| Some(*id) == row.family).map(|(_, title)| title.clone()),
            incident: row.incident,
            review: row.review,
            visit: row.visit,
            enquiry: row.enquiry,
            rule: row.rule,
            whom: row.whom,
            words: row.words,
            due: row.due,
            late: row.done_at.is_none() && row.due < now,
            done_at: row.done_at,
            outcome: row.outcome,
        })
        .collect())
}

/// The tasks of an incident, the most urgent first. The caller has asked whether it may be seen.
pub(super) fn of_incident(tx: &mut Tx<'_>, id: IncidentId) -> Result<Vec<Task>, Problem> {
    let rows: Vec<Row> = task::table
        .filter(task::incident.eq(id))
        .order((task::due, task::id))
        .select(Row::as_select())
        .load(tx.db())?;
    titled(tx, rows)
}

/// What the asker's role lets them know of: the co-ordinator and the safeguarding lead all but what is
/// about themselves or somebody they are close to, others what they recorded.
fn is_theirs(tx: &mut Tx<'_>, of: Option<IncidentId>) -> Result<bool, Problem> {
    let leads = matches!(tx.actor.role, Role::Coordinator | Role::SafeguardingLead);
    let Some(of) = of else { return Ok(leads) };
    let me = asker(tx);
    let account: Option<AccountId> = incident::table
        .filter(incident::id.eq(of).and(may_be_known_to!(me)))
        .select(incident::account)
        .first(tx.db())
        .optional()?;
    Ok(account.is_some_and(|account| leads || Some(account) == tx.actor.account))
}

/// The open tasks of whoever asks, the most urgent first.
pub fn open_tasks(tx: &mut Tx<'_>, asked: &TasksAsked) -> Result<Listed<Task>, Problem> {
    let scope = tx.scope::<ListTasks>()?;
    let paging = Paging { cursor: asked.cursor.clone(), limit: asked.limit };
    let me = asker(tx);
    let mut query = task::table
        .filter(
            task::centre
                .eq(scope.centre())
                .and(task::done_at.is_null())
                .and(task::incident.is_null().or(task::incident.ne_all(hidden_from!(me)))),
        )
        .order((task::due, task::id))
        .limit(paging.fetch())
        .select(Row::as_select())
        .into_boxed();
    if !matches!(tx.actor.role, Role::Coordinator | Role::SafeguardingLead) {
        let account = tx.actor.account.ok_or(Problem::SignInNeeded)?;
        let mine = incident::table.filter(incident::account.eq(account)).select(incident::id.nullable());
        query = query.filter(task::incident.eq_any(mine));
    }
    if let Some(family) = asked.family {
        query = query.filter(task::family.eq(family));
    }
    if let Some(place) = paging.place()? {
        query = query.filter(task::due.gt(place.at).or(task::due.eq(place.at).and(task::id.gt(place.id))));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let read = titled(tx, rows)?;
    Ok(paging.page(read, |one| (one.due, one.id.to_string())))
}

/// One task that the asker may know of.
pub fn task(tx: &mut Tx<'_>, id: TaskId) -> Result<Task, Problem> {
    tx.scope::<ListTasks>()?;
    let centre = tx.centre();
    let row: Row = task::table
        .filter(task::id.eq(id).and(task::centre.eq(centre)))
        .select(Row::as_select())
        .first(tx.db())?;
    if !is_theirs(tx, row.incident)? {
        return Err(Problem::NotFound);
    }
    titled(tx, vec![row])?.pop().ok_or(Problem::NotFound)
}

/// Says that a task is done, and what came of it.
pub fn finish(tx: &mut WriteTx<'_>, id: TaskId, done: Finish) -> Result<Recorded<Task>, Problem> {
    let open = task(tx, id)?;
    let permit = tx.ask::<FinishTask>(&Subject::of_centre(id, tx.centre()))?;
    if let Some(at) = open.done_at {
        return Err(Refusal::because(
            "task-done",
            format!("This was done at {}.", at.words()),
            "Nothing needs doing.",
        )
        .into());
    }
    task_finish(tx, &permit, &done)?;
    let finished = task(tx, id)?;
    // That something was done about an allegation is no part of what was done lately on the case.
    let is_hidden_work = is_about_worker(tx, finished.incident)?;
    let of_the_case = finished.family.filter(|_| !is_hidden_work);
    tx.record(&permit, of_the_case, "A task was done", finished)
}

/// Whether a task follows from an allegation about a named worker.
fn is_about_worker(tx: &mut Tx<'_>, of: Option<IncidentId>) -> Result<bool, Problem> {
    let Some(of) = of else { return Ok(false) };
    let count: i64 = incident::table
        .filter(incident::id.eq(of).and(incident::worker.is_not_null()))
        .count()
        .get_result(tx.db())?;
    Ok(count > 0)
}

fn task_finish(tx: &mut WriteTx<'_>, permit: &Permit<FinishTask>, done: &Finish) -> Result<(), Problem> {
    let account: AccountId = tx.actor.account.ok_or(Problem::SignInNeeded)?;
    diesel::update(task::table.filter(task::id.eq(permit.id())))
        .set((task::done_at.eq(tx.now), task::done_by.eq(account), task::outcome.eq(done.outcome.as_str())))
        .execute(tx.db())?;
    Ok(())
}
