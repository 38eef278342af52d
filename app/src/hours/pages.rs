//! The page of the children's own hours.

use super::{FamilyHours, KeptHours, NewHours, Stop, add, stop, store};
use crate::{
    family::{Place, family, side_menu},
    front::{Asked, Goto, Pages},
    view::{Block, Button, Choice, Form, Kind, Layout, Sheet, View, choices, facts, field},
};
use base::{Day, FamilyId, HoursId, Weekday};
use host::{Problem, Tx};
use policy::{SeeOrders, WriteOrders};
use rules::schedule::HoursKind;

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeeOrders, FamilyId>("/families/{family}/hours", page)
        .submit::<WriteOrders, FamilyId, NewHours, _>(
            "/families/{family}/hours",
            add,
            |family, _: &FamilyHours| Goto::to(format!("/families/{family}/hours")).saying("hours"),
            page,
        )
        .submit::<WriteOrders, (FamilyId, HoursId), Stop, _>(
            "/families/{family}/hours/{hours}/stop",
            stop,
            |(family, _), _: &FamilyHours| {
                Goto::to(format!("/families/{family}/hours")).saying("hours-stopped")
            },
            |tx, (family, _), asked| page(tx, family, asked),
        )
}

fn page(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family(tx, id)?;
    tx.ask::<SeeOrders>(&family.subject)?;
    let kept = store::kept(tx, id)?.hours;
    let mut sheet = Sheet::new("Children’s own hours")
        .over(format!("{} · {}", family.title, family.reference))
        .lead("No visit is booked into a child’s own time: school, a nap, worship.")
        .side(side_menu(tx.actor, &family, Place::Hours));
    if kept.is_empty() {
        sheet = sheet.with(Block::Empty {
            title: "No hours of their own yet".into(),
            next: "Record below when a child is at school, sleeps or has something of their own.".into(),
            link: None,
        });
    }
    for hours in &kept {
        sheet = sheet.with(Block::Heading(format!(
            "{}: {}",
            hours.name,
            hours.hours.kind.words().to_lowercase()
        )));
        sheet = sheet.with(told(hours)).with(Block::Buttons(vec![
            Button::post(
                format!("Remove {}: {}", hours.name, hours.hours.kind.words().to_lowercase()),
                format!("/families/{id}/hours/{}/stop", hours.id),
                &asked.other(hours.id.as_str()),
            )
            .secondary(),
        ]));
    }
    let children =
        family.children.iter().map(|child| Choice::new(child.id.to_string(), &child.name)).collect();
    let fields = vec![
        field("child", "Which child?", Kind::One(children)),
        field("kind", "What are the hours for?", Kind::One(choices!(HoursKind))),
        field("weekdays:list", "On which days of the week?", Kind::Many(choices!(Weekday))),
        field("from", "From what time?", Kind::Time),
        field("until", "Until what time?", Kind::Time),
        field("first", "What is the first day?", Kind::Date).hint("Leave this empty for today."),
        field("last", "What is the last day?", Kind::Date).hint("Leave this empty if you do not know."),
        field("words", "What else should colleagues know?", Kind::Text).hint(
            "For example: term time only. Do not write where it is. That can tell where a child lives.",
        ),
    ];
    let form = Form::new(format!("/families/{id}/hours"), asked.form(), fields, "Record the hours");
    let sheet = sheet.with(Block::Heading("Record hours".into())).form(form);
    Ok(View::sheet(Layout::Staff, sheet).back(&family.title, format!("/families/{id}")))
}

fn told(kept: &KeptHours) -> Block {
    let hours = &kept.hours;
    let days: Vec<&str> = hours.weekdays.iter().map(|day| day.words()).collect();
    let first = hours.first.unwrap_or_else(|| kept.created.day());
    facts([
        ("Days", days.join(", ")),
        ("Time", format!("{} to {}", hours.from.words(), hours.until.words())),
        ("From", first.words()),
        ("Until", hours.last.map_or_else(|| "Further notice".to_owned(), Day::words)),
        ("What else", hours.words.as_ref().map_or_else(|| "Nothing more".to_owned(), ToString::to_string)),
    ])
}
