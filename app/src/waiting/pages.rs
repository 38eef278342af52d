//! The pages of the waiting list.

use super::{EndWaiting, NewWaiting, WaitingFamily, add, end, list};
use crate::{
    family::{Place, family, side_menu},
    front::{Asked, Goto, Pages},
    view::{Block, Cell, Form, Kind, Layout, Sheet, View, choices, field, link},
};
use base::{FamilyId, Weekday};
use host::{Problem, Tx};
use policy::{KeepWaitingList, SeeProposal, SeeWaitingList};

/// The pages of this capability.
#[must_use]
pub fn pages() -> Pages {
    Pages::none()
        .show::<SeeWaitingList, ()>("/waiting-list", all)
        .show::<KeepWaitingList, FamilyId>("/families/{family}/waiting", form)
        .submit::<KeepWaitingList, FamilyId, NewWaiting, _>(
            "/families/{family}/waiting",
            add,
            |_, _| Goto::to("/waiting-list").saying("saved"),
            form,
        )
        .show::<KeepWaitingList, FamilyId>("/families/{family}/waiting/end", end_form)
        .submit::<KeepWaitingList, FamilyId, EndWaiting, _>(
            "/families/{family}/waiting/end",
            end,
            |_, _| Goto::to("/waiting-list").saying("saved"),
            end_form,
        )
}

/// What a family can use, in words.
fn wishes(one: &WaitingFamily) -> String {
    let wishes = &one.wishes;
    let days: Vec<&str> = wishes.weekdays.iter().map(|day| day.words()).collect();
    let mut words = vec![if days.is_empty() { "Any day".to_owned() } else { days.join(", ") }];
    words.extend(wishes.from.map(|day| format!("from {}", day.words())));
    words.extend(wishes.until.map(|day| format!("until {}", day.words())));
    words.extend(wishes.words.as_ref().map(ToString::to_string));
    words.join("; ")
}

fn offered(one: &WaitingFamily) -> Cell {
    match one.offers.first() {
        None => "Nothing yet".into(),
        Some(offer) => match (offer.visit, &offer.passed_over) {
            (Some(visit), _) => Cell::link(offer.starts.words(), format!("/visits/{visit}/hold")),
            (None, Some(why)) => format!("Passed over for {}: {why}", offer.starts.words()).into(),
            (None, None) => "".into(),
        },
    }
}

fn all(tx: &mut Tx<'_>, _: (), _: &Asked) -> Result<View, Problem> {
    let waiting = list(tx)?.items;
    let sheet = Sheet::new("Waiting list").lead(
        "When a visit is called off, its time is offered to the first family here that may have it. Children without a visit come first, then those whose last visit is longest ago. Saying no costs nobody their turn.",
    );
    let sheet = sheet.with_if(policy::may_ever::<SeeProposal>(tx.actor.role), || {
        Block::Links(vec![link("Plan ahead for everybody who waits", "/proposal")])
    });
    let sheet = if waiting.is_empty() {
        sheet.with(Block::Empty {
            title: "Nobody is waiting".into(),
            next: "You can put a family on the list from its visits page.".into(),
            link: None,
        })
    } else {
        let rows = waiting
            .iter()
            .map(|one| {
                vec![
                    one.turn.to_string().into(),
                    Cell::link(one.title.clone(), format!("/families/{}/visits", one.family)),
                    one.since.day().words().into(),
                    one.last_visit.map_or_else(|| "None yet".to_owned(), |at| at.day().words()).into(),
                    wishes(one).into(),
                    offered(one),
                    Cell::link("Take off", format!("/families/{}/waiting/end", one.family)),
                ]
            })
            .collect();
        let head = ["Turn", "Family", "Asked", "Last visit", "What suits them", "Last offer", "Change"];
        sheet.with(Block::Table {
            caption: "Who is asked next".into(),
            head: head.map(String::from).to_vec(),
            rows,
        })
    };
    Ok(View::sheet(Layout::Staff, sheet))
}

fn form(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family(tx, id)?;
    tx.ask::<KeepWaitingList>(&family.subject)?;
    let fields = vec![
        field("weekdays:list", "Which days of the week suit them?", Kind::Many(choices!(Weekday)))
            .hint("Leave all empty if any day suits."),
        field("from", "From which day?", Kind::Date).hint("Leave this empty for any day from now on."),
        field("until", "Until which day?", Kind::Date).hint("Leave this empty if it does not matter."),
        field("words", "What else should we know when we offer a time?", Kind::Long(2)),
    ];
    let sheet = Sheet::new("Put on the waiting list")
        .over(format!("{} · {}", family.title, family.reference))
        .lead("When another family’s visit is called off and the time is safe for this family, it is held for them. You then get a task to ask both adults.")
        .side(side_menu(tx.actor, &family, Place::Visits))
        .form(Form::new(format!("/families/{id}/waiting"), asked.form(), fields, "Put on the waiting list"));
    Ok(View::sheet(Layout::Staff, sheet).back("Visits", format!("/families/{id}/visits")))
}

fn end_form(tx: &mut Tx<'_>, id: FamilyId, asked: &Asked) -> Result<View, Problem> {
    let family = family(tx, id)?;
    tx.ask::<KeepWaitingList>(&family.subject)?;
    let fields = vec![field("reason", "Why is the family no longer waiting?", Kind::Long(2))];
    let sheet = Sheet::new("Take off the waiting list")
        .over(format!("{} · {}", family.title, family.reference))
        .form(Form::new(
            format!("/families/{id}/waiting/end"),
            asked.form(),
            fields,
            "Take off the waiting list",
        ));
    Ok(View::sheet(Layout::Staff, sheet).back("Waiting list", "/waiting-list"))
}
