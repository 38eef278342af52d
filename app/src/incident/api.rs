//! The operations of incidents and tasks.

use super::{
    Finish, Incident, IncidentLine, IncidentTaken, IncidentsAsked, NewIncident, Task, TasksAsked, finish,
    list, open_tasks, record_of_family, record_of_visit, see, task,
};
use axum::http::Method;
use base::{FamilyId, IncidentId, TaskId, VisitId};
use host::{
    api::{Nothing, Operations},
    paging::Listed,
};
use policy::{FinishTask, ListIncidents, ListTasks, RecordIncident, SeeIncident};

/// The operations of this capability.
#[must_use]
pub fn operations() -> Operations {
    Operations::none()
        .write::<RecordIncident, FamilyId, NewIncident, IncidentTaken>(
            "Incidents",
            (Method::POST, "/families/{family}/incidents"),
            "Record an incident; what must follow is set as tasks",
            (201, &[]),
            record_of_family,
        )
        .write::<RecordIncident, VisitId, NewIncident, IncidentTaken>(
            "Incidents",
            (Method::POST, "/visits/{visit}/incidents"),
            "Record an incident at a visit; what must follow is set as tasks",
            (201, &[]),
            record_of_visit,
        )
        .read::<ListIncidents, (), IncidentsAsked, Listed<IncidentLine>>(
            "Incidents",
            "/incidents",
            "List incidents, newest first",
            |tx, (), asked| list(tx, &asked),
        )
        .read::<SeeIncident, IncidentId, Nothing, Incident>(
            "Incidents",
            "/incidents/{incident}",
            "Read an incident with its tasks",
            |tx, id, _| see(tx, id),
        )
        .read::<ListTasks, (), TasksAsked, Listed<Task>>(
            "Tasks",
            "/tasks",
            "List what you have to do, the most urgent first",
            |tx, (), asked| open_tasks(tx, &asked),
        )
        .read::<ListTasks, TaskId, Nothing, Task>("Tasks", "/tasks/{task}", "Read a task", |tx, id, _| {
            task(tx, id)
        })
        .write::<FinishTask, TaskId, Finish, Task>(
            "Tasks",
            (Method::POST, "/tasks/{task}/completion"),
            "Say that a task is done, and what came of it",
            (201, &["task-done"]),
            finish,
        )
}
