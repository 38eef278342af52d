//! The page of one member of staff: for themselves, and for those who lead the centre's work.

use super::back;
use crate::{
    clearance,
    front::{Asked, Goto, Pages},
    staff::{StaffRecord, close, record::leads, remove_absence, remove_times, see},
    view::{Block, Button, Cell, Form, Layout, Link, Sheet, View, facts, link, tag},
};
use base::{AbsenceId, AvailabilityId, StaffId};
use host::{Problem, Tx, api::Nothing};
use policy::{Role, SeeStaff, WriteStaff, WriteTerms};

pub(super) fn pages() -> Pages {
    Pages::none()
        .show::<SeeStaff, StaffId>("/staff/{staff}", one)
        .submit::<WriteTerms, (StaffId, AvailabilityId), Nothing, _>(
            "/staff/{staff}/times/{times}/ending",
            |tx, at, _| remove_times(tx, at),
            |(id, _), _| Goto::to(format!("/staff/{id}")).saying("saved"),
            |tx, (id, _), asked| one(tx, id, asked),
        )
        .submit::<WriteTerms, (StaffId, AbsenceId), Nothing, _>(
            "/staff/{staff}/absences/{absence}/ending",
            |tx, at, _| remove_absence(tx, at),
            |(id, _), _| Goto::to(format!("/staff/{id}")).saying("saved"),
            |tx, (id, _), asked| one(tx, id, asked),
        )
        .show::<WriteStaff, StaffId>("/staff/{staff}/closing", closing)
        .submit::<WriteStaff, StaffId, Nothing, _>(
            "/staff/{staff}/closing",
            |tx, id, _| close(tx, id),
            |_, closed| match closed.visits.first() {
                Some(_) => Goto::to("/tasks").saying("left-short"),
                None => Goto::to("/staff").saying("saved"),
            },
            closing,
        )
}

fn table(caption: &str, head: [&str; 3], rows: Vec<Vec<Cell>>) -> Block {
    Block::Table { caption: caption.into(), head: head.map(String::from).to_vec(), rows }
}

fn terms(one: &StaffRecord) -> Block {
    let number = |most: Option<u32>| most.map(|most| most.to_string()).unwrap_or_default();
    facts([
        ("Role", one.role.words().to_owned()),
        ("Languages beside English", one.terms.languages.join(", ")),
        ("Sex", one.terms.sex.map(|sex| sex.words().to_owned()).unwrap_or_default()),
        ("Most duties in a week", number(one.terms.most_in_a_week)),
        ("Most duties in four weeks", number(one.terms.most_in_four_weeks)),
    ])
}

fn one(tx: &mut Tx<'_>, id: StaffId, asked: &Asked) -> Result<View, Problem> {
    let one = see(tx, id)?;
    let (leads, is_own) = (leads(tx.actor.role), tx.actor.staff == Some(id));
    let to = |rest: &str| format!("/staff/{id}/{rest}");
    let mut sheet = Sheet::new(&one.name).problems(&asked.form()).with(terms(&one));
    let mut links = vec![
        link("Change languages and duties", to("terms")),
        link("Add an available time", to("times/new")),
        link("Add an absence", to("absences/new")),
        link("Add somebody known", to("known/new")),
        link("Add a close colleague", to("close-to/new")),
    ];
    if is_own {
        links.push(link("My duties in my own calendar", "/my/calendar"));
    }
    let is_between = is_own || one.supervised_by.is_some() && one.supervised_by == tx.actor.staff;
    if is_between || tx.actor.role == Role::SafeguardingLead {
        links.push(link("Supervision notes", to("supervision")));
    }
    if leads {
        links.push(link("Choose who supervises them", to("supervisor")));
        links.push(link("What they looked at and changed", to("trail")));
        links.push(link("Record that they have left", to("closing")));
    }
    sheet = sheet.with(Block::Links(links));
    let to_renew = if one.left_at.is_none() { clearance::of_known(tx, id)? } else { Vec::new() };
    sheet = sheet
        .with_if(!to_renew.is_empty(), || clearance::renewals_table(&to_renew))
        .with(Block::Heading("Available times".into()));
    sheet = if one.times.is_empty() {
        let next = "Nobody can be put on duty without one. Add the first.".into();
        sheet.with(Block::Empty {
            title: "No available times yet".into(),
            next,
            link: Some(link("Add an available time", to("times/new"))),
        })
    } else {
        for times in &one.times {
            let end = to(&format!("times/{}/ending", times.id));
            let state = asked.other(&format!("times-{}", times.id));
            sheet = sheet
                .with(Block::Words(times.words()))
                .with(Block::Buttons(vec![Button::post("Remove this time", end, &state).secondary()]));
        }
        sheet
    };
    sheet = away(sheet, &one, asked).with(Block::Heading("People known outside the centre".into()));
    sheet = sheet
        .with(Block::Words("You are never told here whether somebody you know comes to the centre.".into()));
    sheet =
        sheet.with_if(!one.known.is_empty(), || known(&one, leads)).with_if(!one.close_to.is_empty(), || {
            let rows = one.close_to.iter().map(|other| {
                vec![other.name.as_str().into(), other.kind.words().into(), other.at.day().words().into()]
            });
            table("Close colleagues", ["Who", "How", "Said on"], rows.collect())
        });
    let supervised: Vec<Link> = one
        .supervises
        .iter()
        .map(|one| link(format!("Supervision of {}", one.name), format!("/staff/{}/supervision", one.id)))
        .collect();
    sheet = sheet.with_if(is_own && !supervised.is_empty(), || Block::Links(supervised));
    Ok(back(View::sheet(Layout::Staff, sheet), tx))
}

fn away(mut sheet: Sheet, one: &StaffRecord, asked: &Asked) -> Sheet {
    sheet = sheet.with(Block::Heading("Absences".into()));
    if one.absences.is_empty() {
        return sheet.with(Block::Words("None from today on.".into()));
    }
    for absence in &one.absences {
        let why = absence.reason.map(|why| format!(" ({})", why.words().to_lowercase())).unwrap_or_default();
        let end = format!("/staff/{}/absences/{}/ending", one.id, absence.id);
        let state = asked.other(&format!("absence-{}", absence.id));
        sheet = sheet
            .with(Block::Words(format!("{}{why}", absence.words())))
            .with(Block::Buttons(vec![Button::post("Remove this absence", end, &state).secondary()]));
    }
    sheet
}

fn known(one: &StaffRecord, leads: bool) -> Block {
    let rows = one.known.iter().map(|known| {
        let found = match (&known.party_name, known.looked_at) {
            _ if !leads => Cell::from("With the co-ordinator"),
            (Some(name), _) => Cell::from(name.as_str()),
            (None, Some(at)) => format!("Nobody here on {}", at.day().words()).into(),
            (None, None) => tag("Look it up", "orange"),
        };
        let words = if leads {
            Cell::link(&known.words, format!("/staff/{}/known/{}", one.id, known.id))
        } else {
            known.words.as_str().into()
        };
        vec![words, known.at.day().words().into(), found]
    });
    table("People known outside the centre", ["What was said", "Said on", "Who it is"], rows.collect())
}

fn closing(tx: &mut Tx<'_>, id: StaffId, asked: &Asked) -> Result<View, Problem> {
    let (kept, subject) = crate::staff::record::member(tx, id)?;
    tx.ask::<WriteStaff>(&subject)?;
    let sheet = Sheet::new(format!("Record that {} has left", kept.name))
        .lead(
            "They can no longer sign in, come off every duty ahead, and cannot be named for a visit. What they \
             did stays under their name. This cannot be taken back.",
        )
        .form(Form::new(format!("/staff/{id}/closing"), asked.form(), Vec::new(), "Record that they have left").look("warning"));
    Ok(View::sheet(Layout::Staff, sheet).back(kept.name, format!("/staff/{id}")))
}
