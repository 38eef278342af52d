//! The pages of tasks.

use super::{Finish, TasksAsked, finish, open_tasks, task};
use crate::{
    front::{Asked, Goto, Pages},
    view::{Block, Form, Kind, Layout, Link, Sheet, View, WorkLine, facts, field, link},
};
use base::TaskId;
use host::{Problem, Tx};
use policy::{FinishTask, ListTasks, Role};

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<ListTasks, ()>("/tasks", all)
        .show::<ListTasks, TaskId>("/tasks/{task}", one)
        .submit::<FinishTask, TaskId, Finish, _>(
        "/tasks/{task}",
        finish,
        |_, _| Goto::to("/tasks").saying("task-done"),
        one,
    )
}

fn all(tx: &mut Tx<'_>, _: (), asked: &Asked) -> Result<View, Problem> {
    let cursor = asked.paging().cursor;
    let found = open_tasks(tx, &TasksAsked { family: None, cursor, limit: None })?;
    let soon = tx.now.day();
    let opened = crate::emergency::waiting_lines(tx)?.into_iter().map(|(_, line)| line);
    let mut lines: Vec<WorkLine> = opened.collect();
    lines.extend(found.items.iter().map(|task| {
        let rule = task.rule.as_deref().map(|rule| format!(" · rule {rule}")).unwrap_or_default();
        WorkLine {
            title: task.words.clone(),
            href: format!("/tasks/{}", task.id),
            why: format!("{}{rule}", task.title.clone().unwrap_or_else(|| task.whom.clone())),
            due: if task.late {
                format!("Late: was due {}", task.due.words())
            } else {
                format!("By {}", task.due.words())
            },
            urgent: task.late || task.due.day() <= soon,
        }
    }));
    let mut sheet = Sheet::new("What has to be done").lead("The most urgent first.");
    sheet = if lines.is_empty() {
        sheet.with(Block::Empty {
            title: "Nothing to do".into(),
            next: "Tasks appear here by themselves, from incidents, notes of a risk of harm, assessments and reviews.".into(),
            link: None,
        })
    } else {
        sheet.with(Block::Work(lines))
    };
    let next = found.next.map(|cursor| format!("/tasks?cursor={cursor}"));
    let prev = asked.get("cursor").map(|_| "/tasks".to_owned());
    Ok(View::sheet(Layout::Staff, sheet.with(Block::Pages { prev, next })))
}

fn one(tx: &mut Tx<'_>, id: TaskId, asked: &Asked) -> Result<View, Problem> {
    let task = task(tx, id)?;
    let leads = matches!(tx.actor.role, Role::Coordinator | Role::SafeguardingLead);
    let may_finish = leads || tx.actor.role == Role::Supervisor;
    let mut sheet = Sheet::new(task.words.clone()).with(facts([
        ("Family", task.title.clone().unwrap_or_default()),
        ("Whom", task.whom.clone()),
        ("By", task.due.words()),
        ("Safety rule", task.rule.clone().unwrap_or_default()),
    ]));
    let mut links: Vec<Link> = Vec::new();
    if leads {
        links.extend(task.incident.map(|id| link("The incident", format!("/incidents/{id}"))));
        links.extend(task.review.map(|id| link("The review", format!("/reviews/{id}"))));
        links.extend(task.enquiry.map(|id| link("The enquiry", format!("/enquiries/{id}"))));
        links.extend(task.visit.map(|id| link("The visit and its notes", format!("/visits/{id}"))));
        links.extend(task.family.map(|id| link("The family", format!("/families/{id}"))));
    }
    sheet = sheet.with_if(!links.is_empty(), || Block::Links(links));
    sheet = match task.done_at {
        Some(at) => sheet.with(Block::Notice {
            title: format!("Done at {}", at.words()),
            kind: "good",
            words: task.outcome.into_iter().collect(),
        }),
        None if may_finish => sheet.form(Form::new(
            format!("/tasks/{id}"),
            asked.form(),
            vec![
                field("outcome", "What was done?", Kind::Long(4))
                    .hint("Whom you spoke to, when, and what was agreed."),
            ],
            "It is done",
        )),
        None => sheet,
    };
    Ok(View::sheet(Layout::Staff, sheet).back("What has to be done", "/tasks"))
}
