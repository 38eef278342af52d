//! The pages of incidents. The form says first what comes first.

use super::{
    IncidentLine, IncidentTaken, IncidentsAsked, NewIncident, Task, list, record_of_family, record_of_visit,
    see,
};
use crate::{
    family::{Family, Place, family, side_menu},
    front::{Asked, Goto, Pages},
    premises,
    schedule::visit_with,
    view::{
        Block, Button, Cell, Choice, Field, Form, Kind, Layout, Sheet, TaskLine, View, choices, facts, field,
        link, tag,
    },
};
use base::{FamilyId, IncidentId, VisitId};
use host::{Problem, Tx, paging::Listed};
use policy::{ListIncidents, RecordIncident, SeeIncident};
use rules::incident::{Affected, First, IncidentKind, IncidentSeverity};

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<ListIncidents, ()>("/incidents", all)
        .show::<SeeIncident, IncidentId>("/incidents/{incident}", one)
        .show::<ListIncidents, FamilyId>("/families/{family}/incidents", of_family)
        .show::<RecordIncident, FamilyId>("/families/{family}/incidents/new", family_form)
        .submit::<RecordIncident, FamilyId, NewIncident, _>(
            "/families/{family}/incidents/new",
            record_of_family,
            |_, taken| recorded(taken),
            family_form,
        )
        .show::<RecordIncident, VisitId>("/visits/{visit}/incidents/new", visit_form)
        .submit::<RecordIncident, VisitId, NewIncident, _>(
            "/visits/{visit}/incidents/new",
            record_of_visit,
            |_, taken| recorded(taken),
            visit_form,
        )
}

fn severity(line: &IncidentLine) -> Cell {
    let colour = match line.severity {
        IncidentSeverity::Critical => "red",
        IncidentSeverity::Serious => "orange",
        IncidentSeverity::Minor => "grey",
    };
    tag(line.severity.words(), colour)
}

fn table(found: &Listed<IncidentLine>, names_family: bool) -> Block {
    let mut head =
        vec!["What".to_owned(), "When".to_owned(), "How grave".to_owned(), "Tasks open".to_owned()];
    if names_family {
        head.insert(1, "Family".to_owned());
    }
    Block::Table {
        caption: "Incidents, newest first".into(),
        head,
        rows: found
            .items
            .iter()
            .map(|line| {
                let mut row = vec![
                    Cell::link(line.kind.words(), format!("/incidents/{}", line.id)),
                    line.happened_at.words().into(),
                    severity(line),
                    line.open_tasks.to_string().into(),
                ];
                if names_family {
                    row.insert(1, line.title.clone().into());
                }
                row
            })
            .collect(),
    }
}

fn all(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let cursor = asked.paging().cursor;
    let found = list(tx, &IncidentsAsked { family: None, cursor, limit: None })?;
    let mut sheet = Sheet::new("Incidents");
    sheet = if found.items.is_empty() {
        sheet.with(Block::Empty {
            title: "No incidents".into(),
            next: "Record one from the visit it happened at, or from the family’s page.".into(),
            link: None,
        })
    } else {
        sheet.with(table(&found, true))
    };
    let next = found.next.map(|cursor| format!("/incidents?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| "/incidents".to_owned());
    sheet = sheet
        .with(Block::Pages { prev, next })
        .with(Block::Links(vec![link("What has to be done", "/tasks")]));
    Ok(View::sheet(Layout::Staff, sheet))
}

fn of_family(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family(tx, id)?;
    let cursor = asked.paging().cursor;
    let found = list(tx, &IncidentsAsked { family: Some(id), cursor, limit: None })?;
    let base = format!("/families/{id}/incidents");
    let mut sheet = Sheet::new("Incidents")
        .over(format!("{} · {}", family.title, family.reference))
        .side(side_menu(tx.actor, &family, Place::Incidents))
        .with(Block::Buttons(vec![Button::to("Record an incident", format!("{base}/new"))]));
    sheet = if found.items.is_empty() {
        sheet.with(Block::Empty {
            title: "No incidents".into(),
            next: "Record anything that went wrong: what must follow, and by when, is worked out for you."
                .into(),
            link: None,
        })
    } else {
        sheet.with(table(&found, false))
    };
    let next = found.next.map(|cursor| format!("{base}?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| base);
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next })))
}

/// A task as a line with its state.
pub(super) fn task_line(task: &Task) -> TaskLine {
    let (status, colour) = match (task.done_at, task.late) {
        (Some(at), _) => (format!("Done {}", at.words()), ""),
        (None, true) => (format!("Late: was due {}", task.due.words()), "red"),
        (None, false) => (format!("By {}", task.due.words()), "orange"),
    };
    TaskLine {
        title: task.words.clone(),
        hint: task.outcome.clone().unwrap_or_else(|| format!("Whom: {}", task.whom)),
        href: Some(format!("/tasks/{}", task.id)),
        status,
        colour,
    }
}

fn yes(is: bool) -> String {
    if is { "Yes" } else { "No" }.to_owned()
}

fn recorded(taken: &IncidentTaken) -> Goto {
    Goto::to("/tasks").saying(if taken.hidden_from_all { "incident-alone" } else { "incident" })
}

fn one(tx: &mut Tx<'_>, id: IncidentId, _: &Asked) -> Result<View, Problem> {
    let incident = see(tx, id)?;
    let said = &incident.recorded;
    let family = family(tx, incident.family)?;
    let worker = match said.worker {
        Some(worker) => premises::staff(tx)?.into_iter().find(|one| one.id == worker).map(|one| one.name),
        None => None,
    };
    let hurt: Vec<&str> = said.injured_or_threatened.iter().map(|who| who.words()).collect();
    let text = |words: &Option<base::Prose>| words.as_ref().map(ToString::to_string).unwrap_or_default();
    let mut sheet = Sheet::new(said.kind.words())
        .over(format!("{} · {}", family.title, family.reference))
        .side(side_menu(tx.actor, &family, Place::Incidents))
        .with(facts([
            ("How grave", said.severity.words().to_owned()),
            ("When", said.happened_at.map(base::Moment::words).unwrap_or_default()),
            ("Recorded", format!("{} by {}", incident.recorded_at.words(), incident.recorded_by)),
            ("What was done at once", text(&said.immediate_actions)),
            ("Hurt or threatened", hurt.join(", ")),
            ("999 called", said.called_999_at.map(base::Moment::words).unwrap_or_default()),
            ("Police, ambulance or social care", text(&said.third_parties)),
            ("About a worker", worker.unwrap_or_else(|| yes(said.is_about_worker()))),
            ("Child protection says do not tell", yes(said.child_protection_says_do_not_tell)),
        ]))
        .with(Block::Heading("What happened".into()))
        .with(Block::Quote(said.account.to_string()))
        .with(Block::Heading("What must follow".into()));
    sheet = if incident.tasks.is_empty() {
        sheet.with(Block::Words("No duty follows from what was recorded. A review is open.".into()))
    } else {
        sheet.with(Block::Tasks(incident.tasks.iter().map(task_line).collect()))
    };
    if let Some(visit) = incident.visit {
        sheet = sheet.with(Block::Links(vec![link("The visit", format!("/visits/{visit}"))]));
    }
    Ok(View::sheet(Layout::Staff, sheet).back("Incidents", "/incidents"))
}

fn questions(tx: &mut Tx<'_>) -> Result<Vec<Field>, Problem> {
    let me = tx.actor.staff;
    let staff = premises::staff(tx)?
        .into_iter()
        .filter(|one| Some(one.id) != me)
        .map(|one| Choice::new(one.id.to_string(), one.name))
        .collect();
    Ok(vec![
        field("immediate_danger:bool", "Is somebody in danger now?", Kind::YesNo),
        field("called_999_at", "When was 999 called?", Kind::Moment)
            .hint("Leave empty if it was not needed."),
        field("kind", "What happened?", Kind::One(choices!(IncidentKind))),
        field("severity", "How grave was it?", Kind::One(choices!(IncidentSeverity))),
        field("happened_at", "When did it happen?", Kind::Moment).hint("Leave empty for now."),
        field("account", "What happened, in order?", Kind::Long(6))
            .hint("Facts, and the words that were said."),
        field("immediate_actions", "What did you do at once?", Kind::Long(3)),
        field("injured_or_threatened:list", "Who was hurt or threatened?", Kind::Many(choices!(Affected)))
            .hint("Leave empty if nobody was."),
        field("third_parties", "Were police, ambulance or social care needed?", Kind::Long(2)),
        field(
            "child_protection_says_do_not_tell:bool",
            "Has child protection said that a parent is not to be told?",
            Kind::YesNo,
        ),
        field("child_sexual_abuse:bool", "Is it about sexual abuse of a child?", Kind::YesNo),
        field("about_worker:bool", "Is something said of a member of staff or a volunteer?", Kind::YesNo)
            .hint("Also of their life at home. Do not look into it yourselves first."),
        field("worker", "Who?", Kind::Pick(staff)).hint("They cannot see this incident or its tasks."),
    ])
}

fn form(tx: &mut Tx<'_>, family: &Family, action: String, asked: &Asked) -> Result<Sheet, Problem> {
    tx.ask::<RecordIncident>(&family.subject)?;
    let fields = questions(tx)?;
    Ok(Sheet::new("Record an incident")
        .over(format!("{} · {}", family.title, family.reference))
        .with(Block::Notice {
            title: "Call 999 first".into(),
            kind: "bad",
            words: vec![
                format!("If somebody is in danger now: {}", First::Call999.words()),
                "Then write it down here. Nothing you write is refused for being late.".into(),
            ],
        })
        .form(Form::new(action, asked.form(), fields, "Record it")))
}

fn family_form(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family(tx, id)?;
    let sheet = form(tx, &family, format!("/families/{id}/incidents/new"), asked)?;
    Ok(View::sheet(Layout::Staff, sheet).back("Incidents", format!("/families/{id}/incidents")))
}

fn visit_form(tx: &mut Tx<'_>, id: VisitId, asked: &Asked) -> Result<View, Problem> {
    let (_, family) = visit_with(tx, id)?;
    let sheet = form(tx, &family, format!("/visits/{id}/incidents/new"), asked)?;
    Ok(View::sheet(Layout::Staff, sheet).back("The visit", format!("/visits/{id}")))
}
