//! What went wrong, what must follow by when, and the tasks that see to it.

mod api;
mod hidden;
mod pages;
mod record;
mod store;
mod task;
mod task_pages;

pub use api::operations;
pub(crate) use hidden::{hidden_from, may_be_known_to};
pub use record::{IncidentTaken, NewIncident, record_of_family, record_of_visit};
pub use task::{
    Finish, NewTask, Task, TasksAsked, finish, open_tasks, task, task_insert, task_insert_once,
    task_of_enquiry,
};

use crate::front::Pages;
use base::{AccountId, FamilyId, IncidentId, Moment, StaffId, VisitId};
use host::{
    Problem, Tx,
    paging::{Listed, Paging},
};
use policy::{ListIncidents, SeeIncident};
use rules::incident::{IncidentKind, IncidentSeverity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether the duty to report sexual abuse of a child binds (R23). It was still a Bill in the latest
/// text we found, of February 2026; this is the one place that switches it on.
pub const MANDATORY_REPORTING: bool = false;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    pages::pages().and(task_pages::pages())
}

/// An incident in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct IncidentLine {
    /// Its identifier.
    pub id: IncidentId,
    /// Whose.
    pub family: FamilyId,
    /// The children's first names.
    pub title: String,
    /// At which visit, if at one.
    pub visit: Option<VisitId>,
    /// What kind of thing happened.
    pub kind: IncidentKind,
    /// How grave it was.
    pub severity: IncidentSeverity,
    /// When it happened.
    pub happened_at: Moment,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// How many of its tasks are still open.
    pub open_tasks: usize,
}

/// An incident in full.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Incident {
    /// Its identifier.
    pub id: IncidentId,
    /// Whose.
    pub family: FamilyId,
    /// The children's first names.
    pub title: String,
    /// At which visit, if at one.
    pub visit: Option<VisitId>,
    /// What was recorded.
    pub recorded: NewIncident,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// The sign-in it was recorded with.
    pub account: AccountId,
    /// Who recorded it.
    pub recorded_by: String,
    /// Everything that must follow, the most urgent first.
    pub tasks: Vec<Task>,
}

/// Which incidents are wanted.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct IncidentsAsked {
    /// Only those of this family.
    pub family: Option<FamilyId>,
    /// Where the page begins: `next` of the page before.
    pub cursor: Option<String>,
    /// How many, from 1 to 100; 25 when not said.
    #[schema(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
}

/// The worker who is asking, from whom incidents about them and those close to them are hidden. Where the sign-in is no worker's,
/// an identifier that nobody has, so that one comparison serves whoever asks.
pub(crate) fn asker(tx: &Tx<'_>) -> StaffId {
    tx.actor.staff.unwrap_or_else(|| StaffId::from_random(0))
}

/// The incidents, newest first.
pub fn list(tx: &mut Tx<'_>, asked: &IncidentsAsked) -> Result<Listed<IncidentLine>, Problem> {
    let scope = tx.scope::<ListIncidents>()?;
    let paging = Paging { cursor: asked.cursor.clone(), limit: asked.limit };
    store::incidents(tx, &scope, asked.family, &paging)
}

/// One incident.
pub fn see(tx: &mut Tx<'_>, id: IncidentId) -> Result<Incident, Problem> {
    let incident = store::incident(tx, id)?;
    let family = crate::family::family(tx, incident.family)?;
    tx.ask::<SeeIncident>(&family.subject.with_id(id))?;
    Ok(incident)
}
